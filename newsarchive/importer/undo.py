"""Undoing a run: what it brought in and nobody touched is withdrawn, as if it were found no more.

Nothing is deleted. Importing the same pages again brings the same rows back, with the same public ids.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from articles.accounting import account_for
from articles.curation import TOMBSTONES, Changes, Status, is_withdrawn_by_import, mark_changed
from articles.locking import lock
from articles.models import Article, ImportedFile, ImportRun, Page
from articles.runs import is_at_work
from metrics.models import Metric
from newsarchive.importer.store import archive_writing
from newsarchive.importer.writing import BATCH
from people.linking import miss_people
from people.models import Mention, Person

# There is nothing to take back: what was sent still waits, or was thrown away.
UNSTORED = (ImportRun.State.WAITING, ImportRun.State.READ, ImportRun.State.DISCARDED)


class CannotUndoError(Exception):
    """The run cannot be undone; the message says why, and `rule` says it to programs."""

    def __init__(self, message: str, rule: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(slots=True)
class Undone:
    """What undoing a run withdraws, by kind, and what it leaves because somebody worked on it."""

    pages: Changes = field(default_factory=Changes)
    articles: Changes = field(default_factory=Changes)
    people: Changes = field(default_factory=Changes)
    mentions: Changes = field(default_factory=Changes)
    metrics: Changes = field(default_factory=Changes)

    def by_kind(self) -> dict[str, Changes]:
        return {kind: getattr(self, kind) for kind in self.__slots__}

    def counts(self) -> dict[str, dict[str, int]]:
        return {
            kind: {"withdrawn": len(changes.withdrawn), "kept": len(changes.kept)}
            for kind, changes in self.by_kind().items()
        }


def undo_run(run: ImportRun, dry_run: bool = False) -> Undone:
    """Withdraw what the run created, or brought back, and nobody touched at any depth; with `dry_run`, only tell.

    Raises CannotUndoError where the run stored nothing yet, is undone already, or still at work.
    """
    undone = Undone()
    with nullcontext() if dry_run else archive_writing():
        run = lock(ImportRun.objects.all(), not dry_run).get(pk=run.pk)
        if run.state == ImportRun.State.UNDONE:
            raise CannotUndoError(f"run {run.pk} is undone already", "undone")
        if run.process and is_at_work(run):
            raise CannotUndoError(f"run {run.pk} is still at work; wait until it has finished, or stop it", "at_work")
        if not run.stores or run.state in UNSTORED:
            raise CannotUndoError(f"run {run.pk} waits or stored nothing; let it finish, or discard it", "unstored")
        pages = pages_of(run)
        rows = Page.objects.filter(pk__in=pages).select_related("issue__newspaper").prefetch_related("furniture")
        for page in lock(rows.order_by("pk"), not dry_run).iterator(chunk_size=50):
            withdraw_page(page, run, undone, not dry_run)
        leaving = {row.pk for row in undone.mentions.withdrawn}
        miss_people(set(Person.objects.visible().filter(run=run)), undone.people, leaving)
        if not dry_run:
            write(undone)
            for page in Page.objects.filter(pk__in=pages).defer("text", "terms").iterator(chunk_size=50):
                account_for(page)
            Page.objects.filter(pk__in=pages).update(fingerprint="")
            ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.UNDONE, undone_at=timezone.now())
    return undone


def pages_of(run: ImportRun) -> list[int]:
    """The pages that the run wrote anything to."""
    changed = ImportedFile.objects.filter(run=run).exclude(outcome=ImportedFile.Outcome.UNCHANGED)
    return list(
        Page.objects.filter(
            Q(run=run)
            | Q(pk__in=changed.values("page"))
            | Q(pk__in=Article.objects.filter(run=run).values("page"))
            | Q(pk__in=Mention.objects.filter(run=run).values("article__page"))
            | Q(pk__in=Metric.objects.filter(run=run).values("article__page"))
        ).values_list("pk", flat=True)
    )


def withdraw_page(page: Page, run: ImportRun, undone: Undone, locking: bool) -> None:
    """Decide about one page from below: a row goes only when nothing visible is left below it."""
    articles = {row.pk: row for row in lock(page.articles.prefetch_related("spans"), locking)}
    mentions = Mention.objects.filter(article__page=page).select_related("person").prefetch_related("spans")
    metrics = Metric.objects.filter(article__page=page).select_related("indicator")
    occupied = set()
    for rows, changes in ((lock(mentions, locking), undone.mentions), (lock(metrics, locking), undone.metrics)):
        for row in rows:
            article = articles[row.article_id]
            if row.run_id == run.pk and not is_tombstone_of_editor(article):
                changes.miss(row, touched_below=article.status == Status.CONFIRMED)
            if row.status not in TOMBSTONES:
                occupied.add(article.pk)
    for article in articles.values():
        if article.run_id == run.pk:
            undone.articles.miss(article, touched_below=article.pk in occupied)
    if page.run_id == run.pk:
        stands = any(article.status not in TOMBSTONES for article in articles.values())
        undone.pages.miss(page, touched_below=stands)


def is_tombstone_of_editor(row: Any) -> bool:
    return row.status in TOMBSTONES and not is_withdrawn_by_import(row)


def write(undone: Undone) -> None:
    """Store the new status of everything withdrawn."""
    for changes in undone.by_kind().values():
        if changes.withdrawn:
            write_status(changes.withdrawn)


def write_status(rows: Iterable[Any]) -> None:
    rows = list(rows)
    mark_changed(rows)
    type(rows[0])._default_manager.bulk_update(rows, ["status", "written", "updated_at"], batch_size=BATCH)
