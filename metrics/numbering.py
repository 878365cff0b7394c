"""What a figure gets that somebody makes by hand, in the admin as in the API: its number, and its place in print."""

from __future__ import annotations

from articles.models import Article
from articles.numbering import allot_number
from articles.public_ids import metric_id
from articles.text.locating import find_places
from metrics.models import Metric


def number_metric(metric: Metric) -> None:
    """Give a figure the next number of its article, and the id that this makes. It is not saved."""
    metric.number = allot_number(metric.article, "next_metric_number")
    metric.public_id = metric_id(metric.article.public_id, metric.number)


def find_free_place(text: str, article: Article, but: int | None = None) -> tuple[int, int] | None:
    """The first place of the text in the article that no other figure has, else the first; None where it has none.

    `but` is the key of the figure that is looked for: its own place is free.
    """
    places = find_places(text, article.page.text, article.spans.values_list("start", "end"))
    # A figure that a column's end tears runs backwards on the page: its first stretch stands for it.
    found = [(p[0].start, p[-1].end) if p[0].start < p[-1].end else (p[0].start, p[0].end) for p in places]
    taken = set(article.metrics.visible().exclude(pk=but).values_list("start", "end"))
    return next((place for place in found if place not in taken), found[0] if found else None)
