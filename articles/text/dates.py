"""Printed dates: where they stand, which stretch of time they mean, and how sure the year is.

Periods are ISO-like strings: `2020`, `2020-12`, `2020-12-31`, `2023-01/2023-08`, `2021/..`. Where the page does not
tell the year it is left out, never guessed: `--12-04`, `--12`, `--01/--08`; a bare day is `---05`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from articles.text.datemarks import DASH, RELATIVE_YEARS, Mark, MarkKind, find_marks
from articles.text.days import Day, day_of, read_day

__all__ = ["DateKind", "Day", "PrintedDate", "find_dates", "read_day"]

# A day or month without a year is taken to lie at most so many days after the issue's day; else it is a year earlier.
AHEAD = 62
# A bare day (5日) is taken to lie at most so many days after the issue's day: a forecast, a meeting of next week.
DAYS_AHEAD = 9
# A review of the year goes on through the first two months: 全年 and 年底 there mean the year just past.
REVIEW_MONTHS = 2


class DateKind(StrEnum):
    """What part a date plays. `BASE` is what a figure is compared with (较2015年, 去年同期), not its own time."""

    POINT = "point"  # a day
    SPAN = "span"  # a month, quarter, half, year, or from one to another
    SINCE = "since"  # from then on
    UNTIL = "until"  # as it stood then
    BASE = "base"


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date at `start` to `end` (exclusive) of the text.

    `iso` is its period as in the module's docstring; None where a word like 去年 hangs on an unknown issue day.
    `relative` says that its year (or more) was not printed with it but taken from the issue's day or the sentence.
    """

    start: int
    end: int
    text: str
    kind: DateKind
    iso: str | None
    relative: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the year is known."""
        return self.iso is not None and not self.iso.startswith("-")


SINCE_AFTER = re.compile(r"[ ]?(?:份|度)?[ ]?(?P<mark>以来|以后|至今|迄今|起(?!草|诉|义|重|步|点|源|飞|伏)|开始)")
SINCE_FAR = re.compile(r"[^，,。；;：:！？!?\n]{0,12}?以来")
OPENED = re.compile(r"[自从][ ]?$")
UNTIL_BEFORE = re.compile(r"截[至止][到至]?[ ]?$")
BASE_BEFORE = re.compile(r"(?:[较比同与]|相比于?|相较于?)[ ]?$")
BASE_AFTER = re.compile(r"[ ]?(?:底|末)?(?:同期|相比)")
RANGE = re.compile(rf"{DASH}(?:[次当同]年)?")
# 从2020年5月第一阶段，到2021年1月: what may stand between the ends of a span that 从 or 自 opens.
FAR_RANGE = re.compile(r"[^。；;！？!?\n]{1,14}?[到至]")
STOP = re.compile(r"[。！？!?\n]")
LUNAR = re.compile(r"(?:农历|阴历|旧历|夏历|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|[闰正腊冬])[ ]?$")
# A day without a month is a date only where a date may begin; 连续3日, 第5日 and 三日 are not.
DAY_BEFORE = re.compile(r"(?:^|[\s，,。；;、：:（(“\"|/>●■▲◆·]|[于在从自到至截和及与])$")
DAY_AFTER = re.compile(r"[ ]?(?:以内|之内|左右|以上|后|前|时间|制|期|滞|的?行程)")
SPAN_OF_PART = {
    "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12), "上半年": (1, 6), "下半年": (7, 12),
    "前二季度": (1, 6), "前三季度": (1, 9),
}  # fmt: skip
THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
OFFSETS = {"昨": -1, "今": 0, "明": 1, "前": -2}
NEAR = 8  # characters looked at before a date


@dataclass(frozen=True, slots=True)
class Stretch:
    """Marks read as one date, before its kind is told: a day, or first to last."""

    start: int
    end: int
    first: Day | None
    last: Day | None = None
    relative: bool = False
    edge: str = ""
    annual: bool = False


def find_dates(text: str, printed_on: str | None = None) -> tuple[PrintedDate, ...]:
    """Every date of the text in order, resolved by the issue's day (ISO, possibly partial) as far as it is known.

    Words that name no time of their own (日前, 近日, 目前, 近年来) and days that no calendar has are left out.
    """
    stops = [found.start() for found in STOP.finditer(text)]
    scan = _Scan(text, read_day(printed_on), stops)
    stretches: list[Stretch] = []
    group: list[Mark] = []
    for mark in find_marks(text):
        if group and not (
            group[-1].kind < mark.kind and group[-1].kind and not text[group[-1].end : mark.start].strip(" 　")
        ):
            stretches += scan.read(group)
            group = []
        if group and mark.start - group[-1].end > 2:
            stretches += scan.read(group)
            group = []
        group.append(mark)
    stretches += scan.read(group)
    return tuple(scan.tell(stretches))


class _Scan:
    """One pass over a text: remembers the last year and month told in the sentence."""

    def __init__(self, text: str, issue: Day, stops: Sequence[int]) -> None:
        self.text, self.issue, self.stops = text, issue, stops
        self.stop = 0  # how many sentence ends have been passed
        self.year: int | None = None
        self.month: int | None = None

    def read(self, group: Sequence[Mark]) -> list[Stretch]:
        """The marks as one stretch of time; nothing where they make no date."""
        if not group:
            return []
        start, end = group[0].start, group[-1].end
        self._enter(start)
        marks = {mark.kind: mark for mark in group}
        if MarkKind.WHOLE in marks:
            return self._read_whole(marks[MarkKind.WHOLE])
        month, day, edge = (marks.get(kind) for kind in (MarkKind.MONTH, MarkKind.DAY, MarkKind.EDGE))
        if LUNAR.search(self.text[max(0, start - NEAR) : start]):
            return []
        if (month and month.chinese and len(group) == 1) or (day and not month and not self._is_bare_day(day)):
            return []
        year, relative, annual = self._read_year(marks.get(MarkKind.YEAR))
        unknown_year = MarkKind.YEAR in marks and year is None
        part = marks.get(MarkKind.PART)
        if unknown_year and not (month or part):
            return [Stretch(start, end, None, relative=True)]
        if part:
            return self._read_part(start, end, part.word, year, relative)
        if month:
            return self._read_month(start, end, month, day, edge, year, relative)
        if day:
            return self._read_day(day)
        if MarkKind.YEAR not in marks:
            return []  # 月底 with no month before it
        first_year = marks[MarkKind.YEAR].first
        if year is not None and not annual and first_year is None:
            self.year, self.month = year, None
        if year is None or not Day(year).is_possible:
            return []
        if edge and edge.word == "初":
            return [Stretch(start, end, Day(year, 1), relative=relative)]
        if edge and edge.word in "底末":
            return [Stretch(start, end, Day(year, 12), relative=relative, edge=edge.word)]
        if first_year is not None:
            return [Stretch(start, end, Day(first_year), Day(year))]
        return [Stretch(start, end, Day(year), relative=relative, annual=annual)]

    def _enter(self, start: int) -> None:
        """Forget the last sentence's year and month when its end has been passed."""
        passed = self.stop
        while passed < len(self.stops) and self.stops[passed] < start:
            passed += 1
        if passed != self.stop:
            self.stop, self.year, self.month = passed, None, None

    def _read_year(self, mark: Mark | None) -> tuple[int | None, bool, bool]:
        """Year, whether it hangs on the issue's day, and whether it is a 年度."""
        if mark is None:
            return None, False, False
        if mark.word in RELATIVE_YEARS:
            known = self.issue.year
            return (known + RELATIVE_YEARS[mark.word] if known is not None else None), True, mark.word.endswith("度")
        return mark.number, False, mark.word == "度"

    def _is_bare_day(self, mark: Mark) -> bool:
        if mark.word in OFFSETS:
            return True
        before = self.text[max(0, mark.start - 1) : mark.start]
        if mark.word != "日" or mark.chinese or DAY_AFTER.match(self.text, mark.end):
            return False
        return DAY_BEFORE.search(before) is not None or RANGE.fullmatch(before) is not None

    def _year_for(self, month: int, day: int | None) -> int | None:
        """The year of a day printed without: the sentence's, or the one that brings it nearest to the issue."""
        if self.year is not None:
            return self.year
        issue = self.issue
        if issue.year is None or issue.month is None:
            return None
        today = date(issue.year, issue.month, issue.day or 28)
        if not Day(issue.year, month, day).is_possible:
            return issue.year - 1 if Day(issue.year - 1, month, day).is_possible else None
        meant = date(issue.year, month, min(day or 1, 28))
        return issue.year - 1 if meant > today + timedelta(days=AHEAD) else issue.year

    def _read_whole(self, mark: Mark) -> list[Stretch]:
        start, end, word = mark.start, mark.end, mark.word
        if word == "plan":
            return [Stretch(start, end, Day(mark.number), Day(mark.number + 4))]
        if word == "decade":
            return [Stretch(start, end, Day(mark.number), Day(mark.number + 9))]
        if word[0].isdigit():
            read = Day(*(int(part) for part in re.split(r"[-./]", word)))
            self.year, self.month = (read.year, read.month) if read.is_possible else (None, None)
            return [Stretch(start, end, read)] if read.is_possible else []
        today = self.issue.as_date()
        if word[0] in OFFSETS:
            return [
                Stretch(start, end, day_of(today + timedelta(days=OFFSETS[word[0]])) if today else None, relative=True)
            ]
        year = self.year if self.year is not None else self.issue.year
        if year is None:
            return [Stretch(start, end, None, relative=True)]
        if word == "年内":
            return [Stretch(start, end, Day(year), relative=True)]
        if word == "年初":
            return [Stretch(start, end, Day(year, 1), relative=True)]
        if self.year is None and (self.issue.month or 12) <= REVIEW_MONTHS:
            year -= 1
        return [Stretch(start, end, Day(year, 12), relative=True, edge=word[1])]

    def _read_part(self, start: int, end: int, word: str, year: int | None, relative: bool) -> list[Stretch]:
        had_year = year is not None
        if year is None:
            year, relative = self.year, True
        if word == "全年":
            if year is None and self.issue.year is not None:
                year = self.issue.year - ((self.issue.month or 12) <= REVIEW_MONTHS)
            return [Stretch(start, end, Day(year) if year is not None else None, relative=relative)]
        word = word.lstrip("第").translate(str.maketrans("1234两", "一二三四二")).replace("个", "")
        first, last = SPAN_OF_PART[word]
        if year is None:
            year = self.issue.year
            if year is not None and self.issue.month is not None and first > self.issue.month:
                year -= 1
        if had_year:
            self.year, self.month = year, None
        return [Stretch(start, end, Day(year, first), Day(year, last), relative=relative)]

    def _read_month(
        self, start: int, end: int, month: Mark, day: Mark | None, edge: Mark | None, year: int | None, relative: bool
    ) -> list[Stretch]:
        number, told = month.number, year is not None
        if month.word and self.issue.month is None:
            return [Stretch(start, end, None, relative=True)]
        if month.word and self.issue.month is not None:
            steps = {"本月": 0, "上月": -1, "下月": 1}[month.word]
            turn, number = divmod(self.issue.month - 1 + steps, 12)
            number += 1
            year = self.issue.year + turn if self.issue.year is not None else None
            relative = True
        number_of_day = day.number if day else None
        if not Day(year, number, number_of_day).is_possible:
            return []
        if not told and not month.word:
            year = self._year_for(number, number_of_day)
            relative = year is not None
        first_month, first_day = month.first, day.first if day else None
        self.year, self.month = year if told or self.year is not None else None, number
        read = Day(year, number, number_of_day)
        if first_day is not None:
            first = Day(year, number, first_day)
            return [Stretch(start, end, first, read, relative=relative)] if first.is_possible else []
        if first_month is not None:
            first_year = year - 1 if year is not None and first_month > number else year
            return [Stretch(start, end, Day(first_year, first_month), Day(year, number), relative=relative)]
        if edge and edge.word in THIRDS:
            low, high = THIRDS[edge.word]
            last = min(high, Day(year, number).last_day().day or 28)
            return [Stretch(start, end, Day(year, number, low), Day(year, number, last), relative=relative)]
        return [Stretch(start, end, read, relative=relative, edge=edge.word if edge else "")]

    def _read_day(self, day: Mark) -> list[Stretch]:
        """5日, 昨(18)日: the month is the sentence's, or the one that brings it nearest to the issue's day."""
        read = Day(day=day.number)
        if not read.is_possible:
            return []
        if self.month is not None and day.word not in OFFSETS:
            read = Day(self._year_for(self.month, day.number), self.month, day.number)
        else:
            today = self.issue.as_date()
            if today is not None:
                read = nearest(day.number, today)
        first = replace(read, day=day.first) if day.first is not None else None
        if not read.is_possible:
            return []
        relative = read.year is not None
        return [Stretch(day.start, day.end, first or read, read if first else None, relative=relative)]

    def tell(self, stretches: Sequence[Stretch]) -> list[PrintedDate]:
        """The stretches with their kinds; two that make a span are joined."""
        told: list[PrintedDate] = []
        i = 0
        while i < len(stretches):
            stretch = stretches[i]
            if i + 1 < len(stretches):
                joined = self._join(stretch, stretches[i + 1])
                if joined:
                    stretch = joined
                    i += 1
            told.append(self._tell_one(stretch, stretches[i + 1].start if i + 1 < len(stretches) else len(self.text)))
            i += 1
        return told

    def _join(self, a: Stretch, b: Stretch) -> Stretch | None:
        """7月28日至29日; 从2020年5月第一阶段，到2021年1月."""
        if a.first is None or b.first is None or a.last or b.last or b.start - a.end > 16:
            return None
        gap = self.text[a.end : b.start]
        opened = OPENED.search(self.text[max(0, a.start - 2) : a.start])
        if not (RANGE.fullmatch(gap) or (opened and FAR_RANGE.fullmatch(gap))):
            return None
        first, last = a.first, b.first
        if last.month is None and last.year is None:
            last = Day(first.year, first.month, last.day)
        if (first.year is None) != (last.year is None):
            year = last.year if first.year is None else first.year
            first, last = replace(first, year=year), replace(last, year=year)
        if not (first.is_possible and last.is_possible) or str(first) > str(last):
            return None
        return Stretch(a.start, b.end, first, last, relative=a.relative or b.relative)

    def _tell_one(self, stretch: Stretch, next_start: int) -> PrintedDate:
        start, end, first, last = stretch.start, stretch.end, stretch.first, stretch.last
        before = self.text[max(0, start - NEAR) : start]
        kind = DateKind.POINT if first and first.day is not None and last is None else DateKind.SPAN
        iso = None if first is None else f"{first}/{last}" if last else str(first)
        base = BASE_BEFORE.search(before) or BASE_AFTER.match(self.text, end)
        until = UNTIL_BEFORE.search(before)
        since = SINCE_AFTER.match(self.text, end)
        if base:
            kind = DateKind.BASE
        elif until:
            kind = DateKind.UNTIL
        elif since:
            kind, end = DateKind.SINCE, since.end()
        elif OPENED.search(before):
            far = SINCE_FAR.match(self.text, end, next_start)
            kind = DateKind.SINCE if far else kind
        if first is not None and last is None:
            if (
                (kind in (DateKind.UNTIL, DateKind.BASE) and stretch.edge in ("底", "末"))
                or kind is DateKind.UNTIL
                or stretch.edge == "末"
            ):
                iso = str(first.last_day())
            elif kind is DateKind.SINCE:
                iso = self._open(first, stretch.relative, since)
        return PrintedDate(start, end, self.text[start:end], kind, iso, stretch.relative)

    def _open(self, first: Day, relative: bool, since: re.Match[str] | None) -> str:
        """2021年以来 -> 2021/..; 今年以来 -> the year; 去年以来 -> from then to now; 2月2日起 -> the day it began."""
        if first.day is not None and since is not None and since["mark"] in ("起", "开始"):
            return str(first)
        if relative and first.month is None and self.issue.year is not None and first.year is not None:
            return str(first) if first.year == self.issue.year else f"{first}/{self.issue.year}"
        return f"{first}/.."


def nearest(number: int, today: date) -> Day:
    """The day of that number next to `today`: at most DAYS_AHEAD after it, else the last one before."""
    limit = today + timedelta(days=DAYS_AHEAD)
    year, month = limit.year, limit.month
    for _ in range(3):
        read = Day(year, month, number)
        meant = read.as_date()
        if meant is not None and meant <= limit:
            return read
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return Day(day=number)
