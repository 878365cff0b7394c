"""`manage.py dump_archive TARGET`: arguments and the report; the work is in dumps/."""

from __future__ import annotations

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsarchive.dumps.tables import find_tables
from newsarchive.dumps.writing import DumpError, dump_archive
from newsarchive.importer.progress import show_progress

ABOUT = """Write the whole archive into a folder, or into one file: every row of every table, one line of JSON each.

All that editors did is in it, what the reader wrote, the history, the public ids, the accounts with their groups (and
the hashes of their passwords: keep it as you keep the database). Not in it: sessions, API tokens, files that wait to be
imported. The archive may be used meanwhile; the dump shows it as it was when the command began. A dump does not depend
on the database: load_archive reads it into SQLite or PostgreSQL, and dumped there it is the same, byte for byte.

examples:
  manage.py dump_archive backup/2026-11-22            a folder with a file for each table, and manifest.json
  manage.py dump_archive backup/2026-11-22.tar.gz     the same in one file (.tar, .tar.gz, .tgz)
"""


class Command(BaseCommand):
    help = ABOUT

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, metavar="TARGET", help="a new folder, or a new file called *.tar.gz")
        parser.add_argument("--quiet", action="store_true", help="no progress bar and no report")

    def handle(self, *args: Any, target: Path, quiet: bool, **options: Any) -> None:
        try:
            with show_progress(len(find_tables()), quiet) as show:
                manifest = dump_archive(target, show)
        except (DumpError, OSError) as error:
            raise CommandError(f"No dump was made: {error}.") from None
        if not quiet:
            rows = sum(file["rows"] for file in manifest["files"].values())
            self.stdout.write(f"{target}: {rows:,} rows of {len(manifest['files'])} tables.")
