"""`manage.py load_authority`: the newspapers and indicators to start from."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from newsarchive.authority import load_authority


class Command(BaseCommand):
    help = (
        "Add the newspapers and indicators of fixtures/ that the archive does not have. "
        "Records that are there are the editors' own and are left as they are, so it may be run at any time."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder",
            nargs="?",
            type=Path,
            default=settings.BASE_DIR / "fixtures",
            help="a folder with newspapers.toml and indicators.toml (default: fixtures/)",
        )

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            added = load_authority(folder)
        except (FileNotFoundError, tomllib.TOMLDecodeError, KeyError) as error:
            raise CommandError(f"The authority files in {folder} could not be read: {error}", returncode=2) from error
        self.stdout.write(
            f"Added {added.newspapers} newspapers, {added.indicators} indicators "
            f"and {added.forms} further forms of their names."
        )
