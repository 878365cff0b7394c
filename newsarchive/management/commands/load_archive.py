"""`manage.py load_archive SOURCE`: arguments and the report; the work is in dumps/."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsarchive.dumps.loading import load_archive
from newsarchive.dumps.tables import find_tables
from newsarchive.dumps.writing import DumpError
from newsarchive.importer.progress import show_progress

ABOUT = """Load what dump_archive wrote into a new archive, on SQLite or PostgreSQL, whichever the dump was made on.

The archive must be migrated and empty, and of the version that made the dump. Every file is held against its checksum
before the first row is written, and every table again when all are in: either the whole archive is there, row for row,
or nothing is. The search index is made on the way.

examples:
  manage.py migrate
  manage.py load_archive backup/2026-11-22.tar.gz

  From SQLite to PostgreSQL:
    manage.py dump_archive moving/
    DATABASE_URL=postgres://archive@localhost/archive manage.py migrate
    DATABASE_URL=postgres://archive@localhost/archive manage.py load_archive moving/
"""


class Command(BaseCommand):
    help = ABOUT

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("source", type=Path, metavar="SOURCE", help="the folder or file that dump_archive wrote")
        parser.add_argument("--quiet", action="store_true", help="no progress bar and no report")

    def handle(self, *args: Any, source: Path, quiet: bool, **options: Any) -> None:
        try:
            with show_progress(len(find_tables()), quiet) as show:
                manifest = load_archive(source, show)
        except (DumpError, OSError) as error:
            raise CommandError(f"Nothing was loaded: {error}.") from None
        if not quiet:
            rows = sum(file["rows"] for file in manifest["files"].values())
            self.stdout.write(f"{source}: {rows:,} rows of {len(manifest['files'])} tables are in the archive.")
