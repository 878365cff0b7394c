"""One line for a curated row that is folded up: what an editor needs to see without opening it."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from articles.forms import is_read_otherwise, plain_number
from articles.showing import show_status
from metrics.models import Metric
from newsarchive.desk.versions import version_of

register = template.Library()


@register.filter
def version(row: Any) -> str:
    """The version of a row as it stands in the database."""
    known: str | None = getattr(row, "desk_version", None)
    return known or version_of(row)


@register.filter
def change_view(row: Any) -> str:
    """The name of the admin's view in which the row is changed."""
    return f"admin:{row._meta.app_label}_{row._meta.model_name}_change"


@register.simple_tag
def summarize_row(row: Any) -> str:
    """A mention or a metric in one line."""
    name, *said = summarize_metric(row) if isinstance(row, Metric) else summarize_mention(row)
    rest = format_html_join("", ' <span class="said">{}</span>', ((text,) for text in said if text))
    otherwise = format_html(' <span class="chip chip-edited">{}</span>', _("✎ read otherwise"))
    edited = otherwise if is_read_otherwise(row) else ""
    return format_html('<b class="inline_label">{}</b>{}{} {}', name, rest, edited, show_status(row))


def summarize_mention(mention: Any) -> tuple[str, ...]:
    post = " ".join(filter(None, (mention.organization, mention.title)))
    unsure = _("? unsure who is meant") if mention.match == "unsure" and mention.person_id is None else ""
    return mention.name, mention.get_role_display(), post, unsure


def summarize_metric(metric: Any) -> tuple[str, ...]:
    upper = f"–{plain_number(metric.value_max)}" if metric.value_max is not None else ""
    value = f"= {plain_number(metric.value)}{upper} {metric.unit}"
    return metric.text, value, metric.phrase, metric.period, metric.place
