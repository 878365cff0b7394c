"""`manage.py undo_import RUN`: arguments and the report; what is withdrawn is decided in the importer."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import ImportRun
from newsarchive.importer.undo import CannotUndoError, undo_run


class Command(BaseCommand):
    help = (
        "Undo an import: withdraw what the run brought in and nobody has touched. Nothing is deleted; "
        "importing the same files again brings the same rows back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("run", type=int, metavar="RUN", help="the number of the run, as the import reported it")
        parser.add_argument("--dry-run", action="store_true", help="tell what would be withdrawn, and withdraw nothing")

    def handle(self, *args: Any, run: int, dry_run: bool = False, **options: Any) -> None:
        try:
            undone = undo_run(ImportRun.objects.get(pk=run), dry_run)
        except ImportRun.DoesNotExist:
            raise CommandError(f"There is no run {run}.") from None
        except CannotUndoError as error:
            raise CommandError(f"Nothing was done: {error}.") from None
        self.stdout.write(f"Run {run} would be undone:" if dry_run else f"Run {run} is undone:")
        for kind, counts in undone.counts().items():
            self.stdout.write(f"  {kind:9} {counts['withdrawn']:7,} withdrawn  {counts['kept']:5,} kept")
        for changes in undone.by_kind().values():
            for row in changes.kept:
                self.stdout.write(f"  kept: {row.public_id}")
