"""`manage.py accuracy`: arguments and the table; what is counted, and how, is decided in the desk."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles.models import Newspaper
from newsarchive.desk.accuracy import Counted, Tally, add_up, count_accuracy, order_of
from newsarchive.desk.counting import keep_accuracy, keep_rest

COLUMNS = ("newspaper", "month", "record", "field", "precision", "recall", "f1", "said", "right", "wanted")


class Command(BaseCommand):
    help = (
        "How good the reader is, by the editors' own corrections: precision and recall of each field, counted over "
        "the articles that somebody confirmed or rejected. The newest reading of each is compared with what stands. "
        "Asked for the whole archive, it also counts anew what the start page and the accuracy page of the admin show."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--newspaper", default="", metavar="CODE", help="only this paper, by its code or its name")
        parser.add_argument("--since", type=day, metavar="DAY", help="only issues of this day or later: 2021-02-05")
        parser.add_argument("--until", type=day, metavar="DAY", help="only issues of this day or earlier")
        parser.add_argument(
            "--by",
            choices=("field", "newspaper", "month", "all"),
            default="field",
            help="a line for each field (the default), for each paper and field, each month and field, or all three",
        )
        parser.add_argument("--format", choices=("text", "csv", "json"), default="text", help="default: text")

    def handle(self, *args: Any, **options: Any) -> None:
        code = find_code(options["newspaper"])
        counted = count_accuracy(code, options["since"], options["until"])
        if not (code or options["since"] or options["until"]):
            keep_accuracy(counted)
            keep_rest()
        rows = [as_row(key, tally) for key, tally in sorted(add_up(counted, options["by"]).items(), key=order_of)]
        if options["format"] == "json":
            self.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1))
        elif options["format"] == "csv":
            table = csv.DictWriter(self.stdout, COLUMNS, lineterminator="\r\n")
            table.writeheader()
            table.writerows(rows)
        elif rows:
            self.write_table(rows)
        else:
            self.stdout.write("No article is confirmed or rejected yet: there is nothing to count.")

    def write_table(self, rows: list[dict[str, Any]]) -> None:
        leading = [name for name in ("newspaper", "month") if any(row[name] for row in rows)]
        head = "".join(f"{name:<14}" for name in leading)
        self.stdout.write(f"{head}{'':<26}{'precision':>9} {'recall':>9} {'F1':>9}   right of said, of all there are")
        for row in rows:
            shown = "".join(f"{row[name] or '-':<14}" for name in leading)
            rates = " ".join(f"{'-' if row[n] is None else format(row[n], '.3f'):>9}" for n in COLUMNS[4:7])
            name = f"{row['record']} {row['field']}"
            self.stdout.write(f"{shown}{name:<26}{rates}   {row['right']:,} of {row['said']:,}, {row['wanted']:,}")


def day(text: str) -> date:
    return date.fromisoformat(text)


def find_code(name: str) -> str:
    """The code of the paper that is named by code or name; an error where there is none."""
    if not name:
        return ""
    found = Newspaper.objects.filter(code=name).first() or Newspaper.objects.filter(name=name).first()
    if found is None:
        known = ", ".join(Newspaper.objects.values_list("code", flat=True)[:20])
        raise CommandError(f"There is no newspaper {name}. There are: {known or 'none yet'}.")
    return found.code


def as_row(key: Counted, tally: Tally) -> dict[str, Any]:
    rates = {name: getattr(tally, name) for name in ("precision", "recall", "f1")}
    return {
        "newspaper": key.newspaper,
        "month": f"{key.month:%Y-%m}" if key.month else "",
        "record": key.record,
        "field": key.field,
        **{name: None if rate is None else round(rate, 4) for name, rate in rates.items()},
        "said": tally.said,
        "right": tally.right,
        "wanted": tally.wanted,
    }
