"""`manage.py rebuild_search`: search terms and indexes anew; with --check only whether they are as they should be."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS

from articles import search


class Command(BaseCommand):
    help = "Work out all search terms anew and fill the indexes from them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if something is not in step")
        parser.add_argument("--database", default=DEFAULT_DB_ALIAS)

    def handle(self, *, check: bool, database: str, verbosity: int, **_: Any) -> None:
        if check:
            self.check_search(database, verbosity)
            return
        search.install(database)
        changed = search.rebuild(database)
        if verbosity:
            self.stdout.write(f"Search is rebuilt; {changed} rows had other terms.")

    def check_search(self, database: str, verbosity: int) -> None:
        stale = [row.public_id for row in search.find_stale(database)]
        is_sound = search.is_index_sound(database)
        if verbosity:
            for public_id in stale:
                self.stdout.write(f"{public_id}: its search terms are not those of its text")
            self.stdout.write("The indexes are sound." if is_sound else "The indexes are not as they should be.")
        if stale or not is_sound:
            sys.exit(1)
