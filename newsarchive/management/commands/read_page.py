"""`manage.py read_page`: how one page is read, and why. Nothing is stored, no database is asked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console

from newsarchive.importer.explaining import explain_reading
from newsarchive.importer.given import Facts, UsageError, join_facts, read_field
from newsarchive.importer.pipeline import read_page
from newsarchive.importer.reading_json import block_as_json, reading_as_json
from newsarchive.importer.sources import FoundFile, UnreadableError, clean_name, read_source


class Command(BaseCommand):
    help = (
        "Show how a page is read, block by block: what each is taken for, how surely and why; then the newspaper and "
        "day with what they rest on, and each article with its people and figures. Nothing is stored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the page's text")
        parser.add_argument("--json", action="store_true", help="print the reading as JSON, with its blocks")
        parser.add_argument("--newspaper", help="the paper, where you know it")
        parser.add_argument("--date", help="the issue's day, as 2021-02-05, where you know it")

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            known = {name: read_field(name, options[name]) for name in ("newspaper", "date") if options[name]}
            given = join_facts(Facts(known, "option"))
            source = read_source(FoundFile(file, clean_name(file.name)), settings.IMPORT_MAX_BYTES, given)
        except UsageError as error:
            raise CommandError(str(error), returncode=2) from None
        except UnreadableError as error:
            raise CommandError(f"{file} cannot be read: {error}") from None
        reading = read_page(source)
        if options["json"]:
            blocks = [block_as_json(block) for block in reading.layout.blocks]
            self.stdout.write(json.dumps({**reading_as_json(reading), "blocks": blocks}, ensure_ascii=False, indent=1))
            return
        self.stdout.ending = ""
        console = Console(file=self.stdout, soft_wrap=True, no_color=options["no_color"] or None)
        for line in explain_reading(reading):
            console.print(line)
