"""The keys of the article desk in words, as its help lists them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

ARTICLE_KEYS: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("j", "k"), _("next, previous person or figure")),
    (("Enter",), _("open the line; on a mark in the text: go to its line")),
    (("c",), _("confirm the line and go to the next that waits")),
    (("x",), _("reject the line, with a reason")),
    (("u",), _("open the line again: unreviewed")),
    (("a",), _("confirm the article alone")),
    (("C",), _("confirm the article, its people and its figures")),
    (("X",), _("reject the article, with a reason")),
    (("z",), _("undo the last of these")),
    (("?",), _("this list")),
)
