"""Days as far as they are known: a year, a month, a day, or any part of them, written as in ISO 8601."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

SHORTEST_MONTH = 28  # days that every month has


class Day(NamedTuple):
    """A day, month or year as far as known: `2021-02-05`, `2021-02`, `2021`, `--12-05`, `--12`, `---05`."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        if self.year is not None:
            month = "" if self.month is None else f"-{self.month:02}"
            return f"{self.year:04}{month}" + ("" if self.day is None else f"-{self.day:02}")
        if self.month is None:
            return f"---{self.day:02}" if self.day is not None else ""
        return f"--{self.month:02}" + (f"-{self.day:02}" if self.day is not None else "")

    @property
    def is_possible(self) -> bool:
        """2月30日 and 13月 are on no calendar; 2月29日 is, unless the year says otherwise."""
        if self.year is not None and not 1800 <= self.year <= 2100:
            return False
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        if self.day <= SHORTEST_MONTH:
            return self.day >= 1
        return 1 <= self.day <= (monthrange(self.year or 2000, self.month)[1] if self.month else 31)

    def as_date(self) -> date | None:
        """The calendar day, where all of it is known."""
        if self.year and self.month and self.day and self.is_possible:
            return date(self.year, self.month, self.day)
        return None

    def last_day(self) -> Day:
        """The last day of the month or year; February's is left open where the year is not known."""
        if self.day is not None or (self.year is None and self.month in (None, 2)):
            return self
        month = self.month or 12
        return Day(self.year, month, monthrange(self.year or 2000, month)[1])


@lru_cache(maxsize=1024)
def read_day(iso: str | None) -> Day:
    """`2021-02-05`, `2021-02`, `2021`, `--12-05`, `--12` -> its parts; of anything else nothing is known."""
    found = re.fullmatch(r"(?:(\d{4})|-)(?:-(\d\d)(?:-(\d\d))?)?", iso or "")
    if not found:
        return Day()
    year, month, day = (int(part) if part else None for part in found.groups())
    read = Day(year, month, day)
    return read if read.is_possible else Day()


def day_of(day: date) -> Day:
    """A calendar day as a day that is wholly known."""
    return Day(day.year, day.month, day.day)


def complete_day(iso: str | None, issue: str | None) -> str | None:
    """A month and day with the year of the issue that prints them: `--12-04` in `2022-12-05` -> `2022-12-04`.

    What lies more than a month after the issue is of the year before: `--12-31` in `2023-01-01` -> `2022-12-31`.
    Anything else, and everything where the issue's year is not known, is given back as it is.
    """
    day, printed_on = read_day(iso), read_day(issue)
    if day.year is not None or day.month is None or printed_on.year is None:
        return iso
    is_past_year = printed_on.month is not None and day.month > printed_on.month + 1
    complete = Day(printed_on.year - is_past_year, day.month, day.day)
    return str(complete) if complete.is_possible else iso
