"""What a reader or the importer gave as its reason, in the language of whoever looks."""

from __future__ import annotations

from django import template

from newsarchive.desk.reasons import tell_reason

register = template.Library()
register.filter("in_words", tell_reason)
