"""`manage.py import_pages`: arguments, the loop over the files, the report, the exit status; nothing else."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import time
from argparse import RawDescriptionHelpFormatter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser, DjangoHelpFormatter
from django.db import DatabaseError

from articles.extraction.types import Given
from newsarchive.desk.counting import count_after_import
from newsarchive.importer.given import LENGTHS, UsageError, settle_given
from newsarchive.importer.interrupting import interruptible
from newsarchive.importer.pipeline import READER_VERSION
from newsarchive.importer.progress import show_progress
from newsarchive.importer.reading_json import reading_as_json
from newsarchive.importer.report import Report
from newsarchive.importer.runs import (
    Importing,
    count_rows,
    finish_run,
    import_file,
    name_newspapers,
    record_failure,
    start_run,
)
from newsarchive.importer.sources import FoundFile, Unreadable, clean_name, find_files
from people.extraction.types import KnownNames
from people.ingest import known_names

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130

EXAMPLES = """
What is already in the archive and has not changed is left alone, so a command can be given again at any time; what
editors corrected stays as they left it. More in docs/importing.md.

examples:
  A folder of pages that tell their paper and day themselves, as far as they do:
    manage.py import_pages scans/

  The same, only to see what would change:
    manage.py import_pages --dry-run scans/

  Pages that do not tell; say it yourself:
    manage.py import_pages --newspaper 柳溪日报 --date 2021-02-05 scans/2021-02-05/

  Files that are called 柳溪日报_20210205_03.txt:
    manage.py import_pages --name-pattern '{newspaper}_{date:%Y%m%d}_{page}.txt' scans/

  A table with the columns source_name, newspaper, date, page, edition, section:
    manage.py import_pages --manifest pages.csv scans/

  The readings themselves for another program, one page a line, without any archive:
    manage.py import_pages --dry-run --format jsonl scans/ > readings.jsonl

exit status: 0 when all went well, 1 when some files failed, 2 for wrong usage.
"""


class HelpFormatter(RawDescriptionHelpFormatter, DjangoHelpFormatter):
    """Django's order of options, with the examples as they stand."""


class Command(BaseCommand):
    help = "Read newspaper pages into the archive: files and folders of text, one printed page a file."

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=HelpFormatter, epilog=EXAMPLES, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder to search below")
        known = parser.add_argument_group("what you know of the pages (it wins over what they tell)")
        known.add_argument("--newspaper", help="the paper's name, another form of it, or its code")
        known.add_argument("--date", help="the issue's day, as 2021-02-05")
        known.add_argument("--page", help="the page's label, as 3 or A01")
        known.add_argument("--edition", help="the edition, where the paper had several that day")
        known.add_argument(
            "--name-pattern",
            metavar="PATTERN",
            help="how the files are called, with {newspaper}, {date:%%Y%%m%%d}, {page}, {edition}, {section}; "
            "{} is for what tells nothing",
        )
        known.add_argument("--manifest", metavar="TABLE", type=Path, help="a CSV table, one row a file")
        parser.add_argument("--dry-run", action="store_true", help="store nothing; say what would change")
        parser.add_argument(
            "--format",
            choices=("text", "json", "jsonl"),
            default="text",
            help="text or json: the report; jsonl: the readings, one page a line, and the report on standard error",
        )
        parser.add_argument(
            "--with-archive",
            action="store_true",
            help="with --dry-run --format jsonl, which else asks no database: use the names that editors confirmed",
        )
        parser.add_argument("--quiet", action="store_true", help="no progress bar and no report, only what failed")

    def run_from_argv(self, argv: list[str]) -> None:
        for stream in (sys.stdout, sys.stderr):  # a terminal that knows no Chinese must not stop an import
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")
        super().run_from_argv(argv)

    def handle(self, *args: Any, paths: list[str], **options: Any) -> None:
        search = find_files(paths, leave_out=filter(None, [options["manifest"]]))
        said = {name: options[name] for name in LENGTHS if options.get(name)}
        try:
            given, warnings = settle_given(search.files, said, options["name_pattern"], options["manifest"])
        except UsageError as error:
            raise CommandError(str(error), returncode=WRONG_USAGE) from None
        how = self.prepare(paths, options, len(search.files))
        if how.asks_archive:
            given = name_newspapers(given)
        report = Report(
            dry_run=options["dry_run"],
            asked_archive=how.asks_archive,
            reader_version=READER_VERSION,
            run=how.run.pk if how.run else None,
            warnings=warnings,
            hidden=search.hidden,
            files=len(search.files),
        )
        for folder in search.unreadable:
            record_failure(folder, how.run)
            report.failed.append(folder)
        started = time.monotonic()
        try:
            self.import_files(search.files, given, how, report, options)
            report.pages = count_rows(report.pages) if how.asks_archive else report.pages
        except DatabaseError as error:
            stored = "What was stored is stored; run the same command again, and it goes on from there."
            raise CommandError(f"The archive cannot be reached any more: {error}\n{stored}") from None
        report.seconds = time.monotonic() - started
        if how.run:
            finish_run(how.run, report)
            if report.pages:
                count_after_import()
        with contextlib.suppress(BrokenPipeError):  # piped into `head`, say: the work is done all the same
            self.write_report(report, options)
        if report.interrupted or report.failed:
            sys.exit(INTERRUPTED if report.interrupted else FAILED)

    def import_files(
        self, files: Sequence[FoundFile], given: Mapping[Path, Given], how: Importing, report: Report, options: Any
    ) -> None:
        """The loop: each file in turn, into the report."""
        with show_progress(len(files), options["quiet"]) as show, interruptible() as is_interrupted:
            for file in files:
                show(file.name)
                result, reading = import_file(file, given[file.path], how)
                (report.failed if isinstance(result, Unreadable) else report.pages).append(result)
                if reading is not None and options["format"] == "jsonl":
                    self.stdout.write(json.dumps(reading_as_json(reading), ensure_ascii=False))
                if is_interrupted():
                    report.interrupted = True
                    break

    def prepare(self, paths: list[str], options: dict[str, Any], files: int) -> Importing:
        """How this run deals with its files; the archive is opened, where it is wanted. Raises CommandError."""
        readings_alone = options["dry_run"] and options["format"] == "jsonl"
        if readings_alone and not options["with_archive"]:
            return Importing(settings.IMPORT_MAX_BYTES, KnownNames(), asks_archive=False)
        try:
            known = known_names()
            if readings_alone:
                return Importing(settings.IMPORT_MAX_BYTES, known, asks_archive=False)
            wanted = ("newspaper", "date", "page", "edition", "name_pattern", "manifest")
            record = {
                "paths": [clean_name(path) for path in paths],
                **{name: str(options[name]) for name in wanted if options[name]},
            }
            run = None if options["dry_run"] else start_run(record, files)
        except DatabaseError as error:
            raise CommandError(f"The archive cannot be used: {error}\nIf it is new, run: manage.py migrate") from None
        return Importing(settings.IMPORT_MAX_BYTES, known, run, reads_all=options["format"] == "jsonl")

    def write_report(self, report: Report, options: dict[str, Any]) -> None:
        """The report where it belongs: failures on standard error when nothing else is wanted there or beside it."""
        if options["format"] == "json" and not options["quiet"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        elif options["format"] == "jsonl" or options["quiet"]:
            for line in report.failure_lines() if options["quiet"] else report.lines():
                self.stderr.write(line, style_func=str)
        else:
            for line in report.lines():
                self.stdout.write(line)
