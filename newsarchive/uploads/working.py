"""A run's files are looked at or stored, one after the other. Safe to do twice, and to take up where it broke off."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy

from articles.extraction.types import Given
from articles.models import ImportRun
from articles.runs import beat, break_off, claim_run
from newsarchive.desk.counting import count_after_import
from newsarchive.importer.given import LENGTHS, UsageError, settle_given
from newsarchive.importer.reading_json import reading_as_json
from newsarchive.importer.report import PageResult, Report
from newsarchive.importer.runs import Importing, finish_run, import_source, name_newspapers, report_of_run
from newsarchive.importer.sources import FoundFile, Unreadable, read_content
from newsarchive.importer.types import PageReading
from newsarchive.uploads.models import UploadedFile
from people.ingest import known_names

SHOWN_BODY = 120  # characters of a story that a preview shows

State = ImportRun.State

log = logging.getLogger(__name__)


def work_on(pk: int) -> None:
    """Do what the run waits for: look at its files, or store them. Nothing where another has it, or it is done."""
    run = ImportRun.objects.filter(pk=pk).first()
    if run is None or not claim_run(run):
        return
    try:
        given = settle_run(run)
        how = Importing(settings.IMPORT_MAX_BYTES, known_names(), run if run.stores else None, reads_all=not run.stores)
        if run.stores:
            store_files(run, given, how)
        else:
            look_at_files(run, given, how)
    except Exception as error:  # the record must tell what the log alone would know
        log.exception("run %s broke off", run.pk)
        run.refresh_from_db()
        break_off(run, f"{type(error).__name__}: {error}")


def settle_run(run: ImportRun) -> Mapping[Path, Given]:
    """What is known of each file from outside, by `path_of` its name."""
    names = run.uploaded.values_list("name", flat=True)
    found = [FoundFile(path_of(name), name) for name in names]
    said = {name: run.options[name] for name in LENGTHS if run.options.get(name)}
    try:
        given, _warnings = settle_given(found, said, run.options.get("name_pattern"), None)
    except UsageError as error:  # it was checked when it was taken
        raise ValueError(str(error)) from error
    return name_newspapers(given)


def path_of(name: str) -> Path:
    """A path for a name pattern to be held against. There is nothing at it."""
    return Path("/", name)


def look_at_files(run: ImportRun, given: Mapping[Path, Given], how: Importing) -> None:
    """Read every file that was not looked at yet, and keep what storing it would change."""
    waiting = run.uploaded.filter(preview__isnull=True).values_list("pk", flat=True)
    for pk in list(waiting):
        beat(run)
        file = UploadedFile.objects.get(pk=pk)
        result, reading = import_uploaded(file, given[path_of(file.name)], how)
        file.preview = tell_failure(result) if isinstance(result, Unreadable) else tell_page(result, reading)
        file.save(update_fields=["preview"])
    report = Report(files=run.uploaded.count())
    for file in run.uploaded.defer("content"):
        told = file.preview or {}
        if "reason" in told:
            report.failed.append(Unreadable(file.name, told["reason"]))
        else:
            report.pages.append(PageResult(**{**told["result"], "pk": None}))
    finish_run(run, report)
    ImportRun.objects.filter(pk=run.pk).update(state=State.READ, finished_at=None, tries=0)


def store_files(run: ImportRun, given: Mapping[Path, Given], how: Importing) -> None:
    """Store every file that is still there; each goes as soon as its page is in the archive."""
    for pk in list(run.uploaded.values_list("pk", flat=True)):
        beat(run)
        file = UploadedFile.objects.get(pk=pk)
        if not run.files.filter(source_name=file.name).exists():  # else it was stored, and the process ended then
            import_uploaded(file, given[path_of(file.name)], how)
        file.delete()
    finish_run(run, report_of_run(run))
    count_after_import()


def import_uploaded(
    file: UploadedFile, given: Given, how: Importing
) -> tuple[PageResult | Unreadable, PageReading | None]:
    return import_source(file.name, lambda: read_content(file.name, bytes(file.content), given), how)


def tell_failure(failure: Unreadable) -> dict[str, Any]:
    return {"reason": failure.reason}


def tell_page(result: PageResult, reading: PageReading | None) -> dict[str, Any]:
    """What a page would become: the result of a dry run, and of each story what an editor knows it by."""
    told = reading_as_json(reading) if reading else {"articles": [], "source": {}}
    stories = [
        {
            "kind": article["kind"],
            "headline": article["headline"],
            "byline": article["byline"],
            "begins": article["body"][:SHOWN_BODY],
            "characters": len(article["body"]),
            "people": len(article["people"]),
            "figures": len(article["metrics"]),
        }
        for article in told["articles"]
    ]
    page = {name: told.get(name) for name in ("page_label", "edition", "newspaper_basis", "issue_date_basis")}
    return {"result": asdict(result), "stories": stories, "page": page, "source": told["source"]}


# Why a run cannot be undone, by the rule that the importer names; its own words are those of the command line.
CANNOT_UNDO = {
    "undone": gettext_lazy("The run is undone already."),
    "at_work": gettext_lazy("The run is still at work. Wait until it has finished, or stop it."),
    "unstored": gettext_lazy("The run waits or stored nothing, so nothing can be undone. Discard it or let it finish."),
}


def discard_run(run: ImportRun) -> bool:
    """Throw away what was looked at and is not to be stored. False where it is being stored, or is."""
    unstored = ImportRun.objects.filter(
        pk=run.pk, stores=False, state__in=(State.WAITING, State.READ, State.BROKEN_OFF)
    )
    if not unstored.update(state=State.DISCARDED, finished_at=timezone.now()):
        return False
    run.uploaded.all().delete()
    return True


def ask_to_store(run: ImportRun, leave_out: list[str]) -> bool:
    """Let a run that was looked at be stored, but for some of its files. False where it does not wait for that."""
    if not ImportRun.objects.filter(pk=run.pk, state=State.READ).update(state=State.WAITING, stores=True, tries=0):
        return False
    run.uploaded.filter(name__in=leave_out).delete()
    run.refresh_from_db()
    run.counts = {"files": run.uploaded.count()}
    run.save(update_fields=["counts"])
    return True
