"""Planned rows into the database: many at once, no history, and never one over another's place. Decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.db.models import F

from articles.curation import TOMBSTONES, Changes, mark_changed
from articles.ingest import ArticlePlan
from articles.models import Article, ArticleSpan, FurnitureSpan, ImportRun, Page
from metrics.models import Metric
from people.models import Mention, MentionSpan, Person

# What an import may change in a row; never the text of a page, a public id, a number, a note.
RECORD = ("status", "written", "reading", "run", "updated_at")
PAGE_COLUMNS = (
    *RECORD, "issue", "label", "section", "newspaper_as_read", "newspaper_basis", "date_as_read", "date_basis",
    "in_articles", "in_furniture", "unassigned", "repairs", "warnings", "next_number", "reader_version", "fingerprint",
)  # fmt: skip
ARTICLE_COLUMNS = (
    *RECORD, "kind", "kicker", "headline", "standfirsts", "crossheads", "byline", "dateline_place", "dateline_date",
    "body", "body_map", "position", "confidence", "why", "next_mention_number", "next_metric_number", "terms",
)  # fmt: skip
MENTION_COLUMNS = (
    *RECORD, "name", "role", "title", "organization", "partial", "person", "match", "match_why", "confidence", "why",
)  # fmt: skip
METRIC_COLUMNS = (*RECORD, *Metric.curated_fields, "confidence", "why")
BATCH = 200


def write_page(page: Page, is_new: bool, changes: Changes, run: ImportRun | None) -> None:
    """Store the page's own row and its furniture."""
    if is_new:
        page.refresh_terms()
        Page.objects.bulk_create([page])
    else:
        if changes.updated or changes.restored:
            mark_changed([page])
        mark_run(changes, run)
        Page.objects.bulk_update([page], PAGE_COLUMNS)
    if "furniture" in page.taken:
        if not is_new:
            FurnitureSpan.objects.filter(page=page).delete()
        spans = page.taken.pop("furniture")
        FurnitureSpan.objects.bulk_create(FurnitureSpan(page=page, start=start, end=end) for start, end in spans)


def write_articles(plan: ArticlePlan, run: ImportRun | None) -> None:
    """Store the page's articles and their spans. Positions are freed before they are given anew."""
    changes = plan.changes
    stored = changes.stored()
    mark_run(changes, run)
    for row in (*changes.created, *stored):
        row.refresh_terms()
    if stored:
        # No two visible articles may stand at one place, not even in passing; below nought nobody stands.
        leaving = Article.objects.filter(pk__in=[row.pk for row in stored]).exclude(status__in=TOMBSTONES)
        leaving.update(position=-F("id"))
    write_rows(Article, stored, ARTICLE_COLUMNS, changes)
    Article.objects.bulk_create(changes.created, batch_size=BATCH)
    write_spans(
        ArticleSpan,
        "article",
        changes,
        lambda row, number, placed: {"ordinal": number, "part": placed[0], "start": placed[1], "end": placed[2]},
    )


def write_people(changes: Changes, run: ImportRun | None) -> None:
    """Store new people, and where those stand who come or go."""
    mark_run(changes, run)
    Person.objects.bulk_create(changes.created, batch_size=BATCH)
    write_rows(Person, changes.stored(), RECORD, changes)


def write_mentions(changes: Changes, run: ImportRun | None) -> None:
    """Store mentions and their places; the people they mean are stored already."""
    mark_run(changes, run)
    Mention.objects.bulk_create(changes.created, batch_size=BATCH)
    write_rows(Mention, changes.stored(), MENTION_COLUMNS, changes)
    write_spans(
        MentionSpan,
        "mention",
        changes,
        lambda row, number, placed: {"start": placed[0], "end": placed[1]},
    )


def write_metrics(changes: Changes, run: ImportRun | None) -> None:
    """Store figures."""
    mark_run(changes, run)
    Metric.objects.bulk_create(changes.created, batch_size=BATCH)
    write_rows(Metric, changes.stored(), METRIC_COLUMNS, changes)


def write_rows(model: type[models.Model], rows: Sequence[Any], columns: Iterable[str], changes: Changes) -> None:
    """Store the columns of rows that stand already."""
    reread = {id(row) for row in changes.reread}
    mark_changed([row for row in rows if id(row) not in reread])
    for row in rows:
        for column in columns:
            field = row._meta.get_field(column)
            if field.is_relation and (record := getattr(row, column)) is not None:
                setattr(row, column, record)  # its key, now that it has one
    model._default_manager.bulk_update(rows, columns, batch_size=BATCH)


def write_spans(model: type[models.Model], owner: str, changes: Changes, columns: Any) -> None:
    """Store the places of those rows that took new ones, in place of the old."""
    stood = [row for row in changes.stored() if "spans" in row.taken]
    new = [row for row in changes.created if "spans" in row.taken]
    if stood:
        model._default_manager.filter(**{f"{owner}__in": stood}).delete()
    model._default_manager.bulk_create(
        (
            model(**{owner: row}, **columns(row, number, placed))
            for row in (*new, *stood)
            for number, placed in enumerate(row.taken.pop("spans"))
        ),
        batch_size=BATCH,
    )


def mark_run(changes: Changes, run: ImportRun | None) -> None:
    """A row belongs to the run that brought it in, or brought it back: undoing that run takes it away."""
    for row in changes.restored:
        row.run = run
