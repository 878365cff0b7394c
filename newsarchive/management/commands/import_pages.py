"""`manage.py import_pages`: arguments, the loop over the files, the report, the exit status; nothing else."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from newsarchive.importer.pipeline import read_page
from newsarchive.importer.reading_json import reading_as_json
from newsarchive.importer.sources import UnreadableError, find_files, read_source
from newsarchive.importer.types import Given


class Command(BaseCommand):
    help = "Read newspaper pages into the archive."

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--format", choices=("text", "json", "jsonl"), default="text")

    def handle(self, *args: Any, paths: list[str], **options: Any) -> None:
        for file in find_files(paths).files:
            try:
                reading = read_page(read_source(file, settings.IMPORT_MAX_BYTES, Given()))
            except UnreadableError as error:
                self.stderr.write(f"{file.name}: {error}")
            else:
                self.stdout.write(json.dumps(reading_as_json(reading), ensure_ascii=False))
