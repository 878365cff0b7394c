"""One run of the importer: what it does with each file, and its record in the archive.

A file that fails, for whatever reason, is reported by name, and the run goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from django.db import models
from django.utils import timezone

from articles.curation import TOMBSTONES
from articles.extraction.types import Given
from articles.models import Article, ImportedFile, ImportRun, Newspaper, NewspaperVariant, Page
from articles.runs import beat, claim_run, mark_broken_off
from articles.statistics import renew_statistics
from metrics.models import Metric
from newsarchive.importer.outcome import PageOutcome
from newsarchive.importer.pipeline import READER_VERSION, read_page
from newsarchive.importer.report import UNCHANGED, PageResult, Report, result_of_reading, source_warnings
from newsarchive.importer.sources import FoundFile, Unreadable, UnreadableError, read_source
from newsarchive.importer.store import is_unchanged, save_page
from newsarchive.importer.types import PageReading, SourcePage
from people.extraction.types import KnownNames
from people.models import Mention

AT_ONCE = 200  # pages whose rows are counted by one query

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Importing:
    """How a run deals with its files. `run` is None where nothing is stored; `asks_archive` where it is asked.

    `reads_all` has pages read that the archive knows already, because their readings are wanted.
    """

    largest: int
    known: KnownNames
    run: ImportRun | None = None
    asks_archive: bool = True
    reads_all: bool = False


def import_file(file: FoundFile, given: Given, how: Importing) -> tuple[PageResult | Unreadable, PageReading | None]:
    """Read one file and store the reading, as far as the run does: what became of it, and the reading if any.

    Raises DatabaseError where the archive is gone, so that not even a failure can be noted.
    """
    if how.run is not None:
        beat(how.run)
    return import_source(file.name, lambda: read_source(file, how.largest, given), how)


def import_source(
    name: str, read: Callable[[], SourcePage], how: Importing
) -> tuple[PageResult | Unreadable, PageReading | None]:
    """As `import_file`, with the page from wherever `read` takes it."""
    try:
        source = read()
        if how.asks_archive and not how.reads_all and is_unchanged(source, how.known):
            return pass_by(source, how), None
        reading = read_page(source, how.known)
        return (save_reading(reading, how) if how.asks_archive else result_of_reading(reading)), reading
    except UnreadableError as error:
        failure = Unreadable(name, str(error))
    except Exception as error:  # a fault that one page brings out must not cost the others
        log.exception("%s could not be imported", name)
        failure = Unreadable(name, f"{type(error).__name__}: {error}")
    record_failure(failure, how.run)
    return failure, None


def pass_by(source: SourcePage, how: Importing) -> PageResult:
    """A page that the archive has read from the very same: nothing is done but noted."""
    page = Page.objects.only("pk", "public_id").get(sha256=source.sha256)
    if how.run is not None:
        ImportedFile.objects.create(run=how.run, source_name=source.name, page=page, outcome=UNCHANGED)
    return PageResult(source.name, UNCHANGED, pk=page.pk, public_id=page.public_id)


def save_reading(reading: PageReading, how: Importing) -> PageResult:
    """Store a reading, or in a dry run find out what that would change."""
    outcome = save_page(reading, how.run, known=how.known, dry_run=how.run is None)
    return result_of_outcome(reading, outcome)


def result_of_outcome(reading: PageReading, outcome: PageOutcome) -> PageResult:
    """The store's word on a page, in the report's."""
    damage = source_warnings(reading)[: len(source_warnings(reading)) - len(reading.warnings)]
    return replace(
        result_of_reading(reading),
        outcome=outcome.outcome,
        pk=outcome.pk,
        public_id=outcome.page,
        in_articles=outcome.sums.in_articles,
        in_furniture=outcome.sums.in_furniture,
        unassigned=outcome.sums.unassigned,
        changes={kind: asdict(counts) for kind, counts in outcome.rows.items()},
        edits=tuple(asdict(edit) for edit in outcome.edits),
        warnings=damage + outcome.warnings,
    )


def name_newspapers(given: Mapping[Path, Given]) -> dict[Path, Given]:
    """What is given, with each newspaper under the archive's name for it; its code or a variant may have been given."""
    names = {each.newspaper for each in given.values() if each.newspaper}
    known = dict(Newspaper.objects.filter(code__in=names).values_list("code", "name"))
    known |= dict(NewspaperVariant.objects.filter(name__in=names).values_list("name", "newspaper__name"))
    known |= {name: name for name in Newspaper.objects.filter(name__in=names).values_list("name", flat=True)}
    return {
        path: replace(each, newspaper=known.get(each.newspaper, each.newspaper)) if each.newspaper else each
        for path, each in given.items()
    }


def start_run(options: dict[str, Any], files: int) -> ImportRun:
    """The run's record, from its beginning, so that a killed run leaves a trace; and those of runs killed before."""
    mark_broken_off()
    run = ImportRun.objects.create(
        options=options, reader_version=READER_VERSION, state=ImportRun.State.WAITING, counts={"files": files}
    )
    claim_run(run)
    return run


def record_failure(failure: Unreadable, run: ImportRun | None) -> None:
    """Note a file that failed in the run's record."""
    if run is not None:
        ImportedFile.objects.create(
            run=run, source_name=failure.name, outcome=ImportedFile.Outcome.FAILED, reason=failure.reason
        )


def finish_run(run: ImportRun, report: Report) -> None:
    """Close the run's record with its counts."""
    run.state = ImportRun.State.FINISHED
    run.counts = {**report.counts(), "files": report.files, "interrupted": report.interrupted}
    run.finished_at = timezone.now()
    run.save(update_fields=["state", "counts", "finished_at"])
    if run.stores:
        renew_statistics()


def report_of_run(run: ImportRun) -> Report:
    """What the run's record says of its files, as the report has it; for a run that was taken up again, all of it."""
    report = Report(reader_version=run.reader_version, run=run.pk, files=run.files.count())
    pages: list[PageResult] = []
    for file in run.files.select_related("page").defer("page__text", "page__terms", "page__written", "page__reading"):
        if file.page is None:
            report.failed.append(Unreadable(file.source_name, file.reason))
            continue
        told = {name: file.changes[name] for name in ("edits", "warnings") if name in file.changes}
        told["changes"] = file.changes.get("rows", {})
        pages.append(PageResult(file.source_name, file.outcome, pk=file.page_id, public_id=file.page.public_id, **told))
    report.pages = count_rows(pages)
    return report


def count_rows(results: Sequence[PageResult]) -> list[PageResult]:
    """The results with what stands in the archive of each page, where it stands there: rows, sums, paper and day."""
    keys = [result.pk for result in results if result.pk is not None]
    stored: dict[int, dict[str, Any]] = {}
    for first in range(0, len(keys), AT_ONCE):
        some = keys[first : first + AT_ONCE]
        for page in Page.objects.filter(pk__in=some).select_related("issue__newspaper").defer("text", "terms"):
            stored[page.pk] = describe_page(page)
        for column, rows, above in (
            ("articles", Article.objects.visible(), "page"),
            ("people", Mention.objects.visible(), "article__page"),
            ("figures", Metric.objects.visible(), "article__page"),
        ):
            counted = rows.filter(**{f"{above}__in": some}).order_by().values(above).annotate(count=models.Count("pk"))
            for row in counted:
                stored[row[above]][column] = row["count"]
    return [replace(result, **stored.get(result.pk, {})) for result in results]


def describe_page(page: Page) -> dict[str, Any]:
    """The page's sums, and its paper and day: the issue's where it has one, else as read."""
    told = (page.newspaper_as_read or None, page.date_as_read or None)
    if page.issue is not None:
        told = (page.issue.newspaper.name, page.issue.date.isoformat())
    sums = {"in_articles": page.in_articles, "in_furniture": page.in_furniture, "unassigned": page.unassigned}
    waits = page.issue is None and page.status not in TOMBSTONES
    return {**sums, "newspaper": told[0], "date": told[1], "waits": waits, "articles": 0, "people": 0, "figures": 0}
