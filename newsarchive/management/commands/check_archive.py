"""`manage.py check_archive`: prints each finding; exit status 1 where there is any."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from newsarchive.checking import check_archive


class Command(BaseCommand):
    help = (
        "Check that the archive holds what it promises: sums, places on the page, figures as printed, search terms, "
        "records of what was written. Names each finding; the exit status is 1 where there is any."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        found = 0
        for finding in check_archive():
            found += 1
            self.stdout.write(str(finding))
        if found:
            raise CommandError(f"{found:,} finding{'' if found == 1 else 's'}.", returncode=1)
        self.stdout.write("The archive holds what it promises.")
