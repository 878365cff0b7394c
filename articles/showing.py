"""How rows are shown in the admin: chips, names, links, places; always with a word or a sign beside the colour."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from articles.curation import Status


def show_status(row: Any) -> str:
    """The status as a chip: a sign and the word, so that colour is never alone."""
    signs = {Status.UNREVIEWED: "○", Status.CONFIRMED: "✓", Status.REJECTED: "✕", Status.WITHDRAWN: "↩"}
    return format_html(
        '<span class="chip chip-{}">{} {}</span>', row.status, signs.get(row.status, "·"), row.get_status_display()
    )


def short(row: Any, characters: int = 30) -> str:
    """A row's name for a message or a list."""
    return Truncator(str(row)).chars(characters)


def short_title(article: Any) -> str:
    """An article's headline, or how it begins."""
    return Truncator(article.headline or article.body[:24] or article.public_id).chars(36)


def show_missing(said: str) -> str:
    """What was read of something that is not settled, marked as such."""
    return format_html('<span class="not-settled">{} ?</span>', said or "–")


def link_article(article: Any) -> str:
    """An article's name, leading to its form."""
    url = reverse("admin:articles_article_change", args=(article.pk,))
    return format_html('<a href="{}">{}</a>', url, Truncator(short_title(article)).chars(18))


def show_places(text: str, spans: Any, around: int = 12) -> str:
    """Places of a page, each between the characters around it."""
    rows = [(text[max(a - around, 0) : a], text[a:b], text[b : b + around]) for a, b in spans]
    return format_html_join("", '<div class="place">…{}<mark>{}</mark>{}…</div>', rows) or "–"


class _Counted(Subquery):
    """How many rows a subquery has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


# In a column of a list, a number is counted no further: some records have a tenth of the archive below them.
COUNTED = 99


def count_some_rows(rows: Any, parent: str) -> Any:
    """An annotation as `count_rows`, which counts no further than is shown; `show_count` writes it."""
    return _Counted(rows.filter(**{parent: OuterRef("pk")}).order_by().values("pk")[: COUNTED + 1])


def show_count(count: int) -> str:
    """A number that was counted to `COUNTED`: 12, 99+."""
    return f"{COUNTED}+" if count > COUNTED else str(count)


def count_rows(rows: Any, parent: str) -> Any:
    """An annotation: how many of `rows` point at a row by `parent`. Asked for the rows shown, not for all."""
    counted = rows.filter(**{parent: OuterRef("pk")}).order_by().values(parent).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())
