"""Changed rows into the database: a fixed number of statements whatever the page holds, the page's sums among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F

from articles.accounting import add_up
from articles.curation import TOMBSTONES, mark_changed
from articles.models import Article, ArticleSpan, FurnitureSpan
from metrics.models import Metric
from newsarchive.desk.operations.changes import RowChange, find_row, put_value
from newsarchive.desk.operations.loading import TEXTS, PageRows
from newsarchive.desk.operations.recording import copy_standing, record_changes
from people.models import Mention, MentionSpan

ARTICLE = (
    "status", "position", *TEXTS, "body_map", "written", "terms", "next_mention_number", "next_metric_number",
    "updated_at",
)  # fmt: skip
MENTION = ("status", "article", "number", "written", "reading", "updated_at")
METRIC = ("status", "article", "number", "written", "updated_at")
PAGE = ("in_articles", "in_furniture", "unassigned", "next_number", "updated_at")


def write_changes(rows: PageRows, changes: Iterable[RowChange], by: Any, reason: str, made: Sequence[Any] = ()) -> None:
    """Put the changes into the rows, store them with their places and their history, and add the page up anew.

    `made` are rows that were just made, which have no history yet. Rows whose counters alone moved are stored as well.
    """
    new = {(type(row), row.pk) for row in made}
    changed: dict[tuple[type, int], tuple[Any, Any]] = {}
    counted = [row for row in rows.articles.values() if counters_of(row) != rows.counters.get(row.pk)]
    for change in changes:
        row = find_row(rows, change)
        if row is None:
            continue
        key = (type(row), row.pk)
        if key not in changed:
            changed[key] = (None if key in new else copy_standing(row), row)
        for name, value in change.after.items():
            put_value(rows, row, name, value)
        if any(name in TEXTS for name in change.after):
            row.refresh_terms()
    stored = [row for _standing, row in changed.values()]
    mark_changed(stored)
    articles = [row for row in stored if isinstance(row, Article)]
    write_articles(articles, counted)
    write_below(Mention, [row for row in stored if isinstance(row, Mention)], MENTION)
    write_below(Metric, [row for row in stored if isinstance(row, Metric)], METRIC)
    write_page(rows)
    record_changes(list(changed.values()), by, reason)


def counters_of(article: Article) -> tuple[int, int]:
    return article.next_mention_number, article.next_metric_number


def write_articles(articles: Sequence[Article], counted: Sequence[Article]) -> None:
    """Positions are freed before they are given anew: no two visible articles may stand at one place in passing."""
    leaving = [row.pk for row in articles]
    if leaving:
        Article._base_manager.filter(pk__in=leaving).exclude(status__in=TOMBSTONES).update(position=-F("id"))
    stored = list({row.pk: row for row in (*articles, *counted)}.values())
    if stored:
        Article.objects.bulk_update(stored, ARTICLE)
    placed = [row for row in articles if "spans" in row.taken]
    if placed:
        ArticleSpan.objects.filter(article__in=placed).delete()
        ArticleSpan.objects.bulk_create(
            ArticleSpan(article=row, ordinal=ordinal, part=part, start=start, end=end)
            for row in placed
            for ordinal, (part, start, end) in enumerate(row.taken["spans"])
        )


def write_below(model: Any, stored: Sequence[Any], columns: Sequence[str]) -> None:
    """Mentions or figures, with the places of mentions."""
    if stored:
        model.objects.bulk_update(stored, columns)
    placed = [row for row in stored if "spans" in row.taken]
    if placed:
        MentionSpan.objects.filter(mention__in=placed).delete()
        MentionSpan.objects.bulk_create(
            MentionSpan(mention=row, start=start, end=end) for row in placed for start, end in row.taken["spans"]
        )


def write_page(rows: PageRows) -> None:
    """Furniture, the three sums, and the number of the next article."""
    page = rows.page
    if "furniture" in page.taken:
        FurnitureSpan.objects.filter(page=page).delete()
        FurnitureSpan.objects.bulk_create(
            FurnitureSpan(page=page, start=start, end=end) for start, end in page.taken["furniture"]
        )
        mark_changed([page])
    visible = [row for row in rows.articles.values() if row.status not in TOMBSTONES]
    sums = add_up(
        page.characters,
        [span for row in visible for span in row.placed],
        [(start, end) for start, end in page.curated_value("furniture")],
    )
    page.in_articles, page.in_furniture, page.unassigned = sums.in_articles, sums.in_furniture, sums.unassigned
    type(page)._base_manager.filter(pk=page.pk).update(**{name: getattr(page, name) for name in PAGE})
