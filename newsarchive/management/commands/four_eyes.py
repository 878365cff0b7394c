"""`manage.py four_eyes`: confirmed articles that only one pair of eyes saw."""

from __future__ import annotations

import csv
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from newsarchive.desk.four_eyes import find_breaches, name_accounts

COLUMNS = ("article", "headline", "confirmed_by", "confirmed_at", "edited_by", "why")


class Command(BaseCommand):
    help = (
        "Lists confirmed articles that whoever confirmed them had edited, or that were edited after they were "
        "confirmed. It looks at what is in the history, whether FOUR_EYES is set or not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--format", choices=("text", "csv"), default="text", help="default: text")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(find_breaches())
        names = name_accounts({key for each in found for key in (each.confirmed_by, *each.edited_by)})
        rows = [
            (
                each.article.public_id,
                each.article.headline,
                names[each.confirmed_by],
                f"{timezone.localtime(each.confirmed_at):%Y-%m-%d %H:%M}",
                " ".join(names[key] for key in each.edited_by),
                "confirmed by an editor of it" if each.is_own else "edited after it was confirmed",
            )
            for each in found
        ]
        if options["format"] == "csv":
            table = csv.writer(self.stdout, lineterminator="\r\n")
            table.writerows([COLUMNS, *rows])
            return
        for article, headline, by, at, editors, why in rows:
            self.stdout.write(f"{article}  {headline}\n    {why}: confirmed by {by} {at}, edited by {editors}")
        self.stdout.write(f"{len(rows)} confirmed articles that no second pair of eyes saw as they are.")
