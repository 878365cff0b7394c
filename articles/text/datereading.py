"""Marks of one date into the stretch of time they mean: the year that 12月4日 leaves out, what 去年底 is.

What part the stretch plays in its sentence (since, until, compared with) is told in dates.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from articles.text.datemarks import DASH, RELATIVE_YEARS, Mark, MarkKind
from articles.text.days import Day, day_of

# A day or month without a year is taken to lie at most so many days after the issue's day; else it is a year earlier.
AHEAD = 62
# A bare day (5日) is taken to lie at most so many days after the issue's day: a forecast, a meeting of next week.
DAYS_AHEAD = 9
# A review of the year goes on through the first two months: 全年 and 年底 there mean the year just past.
REVIEW_MONTHS = 2

# From this month on a day may be told in the new year without its year.
TURN = 11

NEAR = 8  # characters looked at before a date
STOP = re.compile(r"[。！？!?\n]")
LUNAR_END = "历年闰正腊冬"
LUNAR = re.compile(r"(?:农历|阴历|旧历|夏历|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年|[闰正腊冬])$")
# A day without a month is a date only where a date may begin; 连续3日, 第5日 and 三日 are not.
DAY_BEFORE = re.compile(rf"[\s，,。；;、：:（(“\"|/>●■▲◆·于在从自到至截和及与]|{DASH}")
DAY_AFTER = re.compile(r"[ ]?(?:以内|之内|左右|以上|后|前|时间|制|期|滞|的?行程)")
SPAN_OF_PART = {
    "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12), "上半年": (1, 6), "下半年": (7, 12),
    "前二季度": (1, 6), "前三季度": (1, 9),
}  # fmt: skip
# The week off of 国庆, as the yearly notices of the State Council's general office set it; other feasts are untold.
OCTOBER, WEEK_OFF = 10, ((10, 1), (10, 7))
WEEKS_OFF = range(1999, 2027)  # before there was none, and what is not announced yet is not guessed
OTHER_WEEKS_OFF = {
    2008: ((9, 29), (10, 5)), 2009: ((10, 1), (10, 8)), 2012: ((9, 30), (10, 7)), 2017: ((10, 1), (10, 8)),
    2020: ((10, 1), (10, 8)), 2023: ((9, 29), (10, 6)), 2025: ((10, 1), (10, 8)),
}  # fmt: skip
PART_DIGITS = str.maketrans("1234两", "一二三四二")
THIRDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}
MONTH_STEPS = {"本月": 0, "上月": -1, "下月": 1}
DAY_STEPS = {"前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}


class Stretch(NamedTuple):
    """A day, month or year, or `first` to `last` of them; `first` None where it hangs on an unknown issue day.

    `relative`: the year or more came from the issue's day or the sentence. `edge`: 底 or 末, where that was printed.
    """

    start: int
    end: int
    first: Day | None
    last: Day | None = None
    relative: bool = False
    edge: str = ""


class DateReader:
    """Reads the marks of one text in order, and remembers the last year and month told in the sentence."""

    def __init__(self, text: str, issue: Day) -> None:
        self.text, self.issue = text, issue
        self.stops = [found.start() for found in STOP.finditer(text)]
        self.passed = 0  # how many sentence ends lie behind
        self.year: int | None = None
        self.month: int | None = None

    def read(self, group: Sequence[Mark]) -> Stretch | None:
        """The marks as one stretch of time; None where they make no date (三月的风, 2月30日)."""
        start, end = group[0].start, group[-1].end
        self._enter(start)
        if group[0].kind is MarkKind.WHOLE:
            return self._read_whole(group[0])
        marks = {mark.kind: mark for mark in group}
        month, day, part = marks.get(MarkKind.MONTH), marks.get(MarkKind.DAY), marks.get(MarkKind.PART)
        before = self.text[max(0, start - NEAR) : start].rstrip(" 　")
        if before[-1:] in LUNAR_END and LUNAR.search(before):
            return None
        year, relative = self._read_year(marks.get(MarkKind.YEAR))
        if MarkKind.YEAR in marks and year is None:
            self.year = None  # 是2012年的9倍；今年前4个月, where no issue's year is known
            if not (month or part):
                return Stretch(start, end, None, relative=True)
        if part:
            return self._read_part(start, end, part.word, year, relative)
        if month:
            if month.chinese and len(group) == 1:
                return None
            return self._read_month(start, end, month, day, marks.get(MarkKind.EDGE), year, relative)
        if day:
            return self._read_day(day) if self._is_bare_day(day) else None
        if year is None:
            return None  # 月底 with no month before it
        return self._read_whole_year(start, end, marks[MarkKind.YEAR], marks.get(MarkKind.EDGE), year, relative)

    def _enter(self, start: int) -> None:
        """Forget the last sentence's year and month when its end has been passed."""
        passed = self.passed
        while passed < len(self.stops) and self.stops[passed] < start:
            passed += 1
        if passed != self.passed:
            self.passed, self.year, self.month = passed, None, None

    def _read_year(self, mark: Mark | None) -> tuple[int | None, bool]:
        """The year, and whether it hangs on the issue's day."""
        if mark is None:
            return None, False
        if mark.word not in RELATIVE_YEARS:
            return mark.number, False
        return (None if self.issue.year is None else self.issue.year + RELATIVE_YEARS[mark.word]), True

    def _read_whole_year(
        self, start: int, end: int, mark: Mark, edge: Mark | None, year: int, relative: bool
    ) -> Stretch | None:
        if not Day(year).is_possible:
            return None
        if mark.first is not None:
            return Stretch(start, end, Day(mark.first), Day(year)) if mark.first < year else None
        if mark.word != "度":  # 2020年度总结 does not say that the day after it lies in that year
            self.year, self.month = year, None
        if edge and edge.word == "初":
            return Stretch(start, end, Day(year, 1), relative=relative)
        if edge and edge.word in "底末":
            return Stretch(start, end, Day(year, 12), relative=relative, edge=edge.word)
        return Stretch(start, end, Day(year), relative=relative)

    def _read_whole(self, mark: Mark) -> Stretch | None:
        """2021-02-04, 昨日, 年底, 十三五期间, 上世纪80年代."""
        start, end, word = mark.start, mark.end, mark.word
        if word == "season":  # 2012/2013榨季: a season that begins in one year and ends in the next
            is_one = mark.first is not None and mark.number == mark.first + 1
            return Stretch(start, end, Day(mark.first), Day(mark.number)) if is_one else None
        if word in ("plan", "decade"):
            return Stretch(start, end, Day(mark.number), Day(mark.number + (4 if word == "plan" else 9)))
        if word[0].isdigit():
            read = Day(*(int(part) for part in re.split(r"[-./]", word)))
            self.year, self.month = (read.year, read.month) if read.is_possible else (None, None)
            return Stretch(start, end, read) if read.is_possible else None
        if word[-1] in "春夏秋冬":
            return self._read_seasons(start, end, word)
        if word == "上周":
            return self._read_last_week(start, end)
        if word[0] in DAY_STEPS:
            today = self.issue.as_date()
            meant = day_of(today + timedelta(days=DAY_STEPS[word[0]])) if today else None
            until = day_of(today + timedelta(days=1)) if today and word[1:2] == "明" else None  # 今明两天
            return Stretch(start, end, meant, until, relative=True)
        year = self.year if self.year is not None else self.issue.year
        if year is None:
            return Stretch(start, end, None, relative=True)
        if word == "年内":
            return Stretch(start, end, Day(year), relative=True)
        if word == "年初":
            return Stretch(start, end, Day(year, 1), relative=True)
        if self.year is None and (self.issue.month or 12) <= REVIEW_MONTHS:
            year -= 1
        return Stretch(start, end, Day(year, 12), relative=True, edge=word[1])

    def _read_last_week(self, start: int, end: int) -> Stretch:
        """上周: Monday to Sunday of the week before the issue's."""
        today = self.issue.as_date()
        if today is None:
            return Stretch(start, end, None, relative=True)
        monday = today - timedelta(days=today.weekday() + 7)
        return Stretch(start, end, day_of(monday), day_of(monday + timedelta(days=6)), relative=True)

    def _read_seasons(self, start: int, end: int, word: str) -> Stretch:
        """去冬今春 -> last year and this; 今冬明春 -> this year and the next; 今秋 -> this year."""
        year = self.issue.year
        if year is None:
            return Stretch(start, end, None, relative=True)
        if len(word) == 2:
            return Stretch(start, end, Day(year - (word[0] == "去")), relative=True)
        first = year - (word[0] == "去")
        return Stretch(start, end, Day(first), Day(first + 1), relative=True)

    def _read_part(self, start: int, end: int, word: str, year: int | None, relative: bool) -> Stretch:
        """上半年, 第一季度, 全年, 国庆假期: of the year before it, of the sentence's, or the latest that has begun."""
        if year is None:
            year, relative = self.year, True
        else:
            self.year, self.month = year, None
        issue = self.issue
        if word == "全年":
            if year is None and issue.year is not None:
                year = issue.year - ((issue.month or 12) <= REVIEW_MONTHS)
            return Stretch(start, end, None if year is None else Day(year), relative=relative)
        if word.startswith("国庆"):
            if year is None and issue.year is not None:
                year = issue.year - ((issue.month or 12) < OCTOBER)
            if year is None or year not in WEEKS_OFF:
                return Stretch(start, end, None, relative=True)
            first_day, last_day = (Day(year, *day) for day in OTHER_WEEKS_OFF.get(year, WEEK_OFF))
            return Stretch(start, end, first_day, last_day, relative=relative)
        first, last = SPAN_OF_PART[word.lstrip("第").replace("个", "").translate(PART_DIGITS)]
        if year is None and issue.year is not None:
            # 前三季度 lie behind; 上半年 may have just begun, and 下半年 told in June is the one to come
            begun = last if word.startswith("前") else first - 1
            year = issue.year - (issue.month is not None and begun > issue.month)
        return Stretch(start, end, Day(year, first), Day(year, last), relative=relative and year is not None)

    def _read_month(
        self, start: int, end: int, month: Mark, day: Mark | None, edge: Mark | None, year: int | None, relative: bool
    ) -> Stretch | None:
        number, told = month.number, year is not None
        if month.word:
            if self.issue.month is None:
                return Stretch(start, end, None, relative=True)
            turn, number = divmod(self.issue.month - 1 + MONTH_STEPS[month.word], 12)
            number, relative = number + 1, True
            year = None if self.issue.year is None else self.issue.year + turn
        day_number = day.number if day else None
        if not Day(year, number, day_number).is_possible:
            return None
        if not told and not month.word:
            year = self._year_for(number, day_number)
            relative = year is not None
        self.month = number
        if told:
            self.year = year
        read = Day(year, number, day_number)
        if day and day.first is not None:
            first = Day(year, number, day.first)
            return Stretch(start, end, first, read, relative=relative) if first.is_possible else None
        if month.first is not None:
            first_year = year - 1 if year is not None and month.first > number else year
            return Stretch(start, end, Day(first_year, month.first), read, relative=relative)
        if edge and edge.word in THIRDS:
            low, high = THIRDS[edge.word]
            last = min(high, Day(year, number).last_day().day or 28)
            return Stretch(start, end, Day(year, number, low), Day(year, number, last), relative=relative)
        return Stretch(start, end, read, relative=relative, edge=edge.word if edge else "")

    def _year_for(self, month: int, day: int | None) -> int | None:
        """The year of a day printed without: the sentence's, or the one that brings it nearest to the issue."""
        if self.year is not None:
            return self.year
        issue = self.issue
        if issue.year is None:
            return None
        if issue.month is None:  # only about the turn of the year is a day of the year before told without it
            return issue.year if month < TURN else None
        today = date(issue.year, issue.month, min(issue.day or 28, 28))
        year = issue.year
        if date(year, month, min(day or 1, 28)) > today + timedelta(days=AHEAD):
            year -= 1
        return year if Day(year, month, day).is_possible else None

    def _is_bare_day(self, mark: Mark) -> bool:
        """昨(18)日, and 5日 where a date may begin."""
        if mark.word in DAY_STEPS:
            return True
        if mark.word != "日" or mark.chinese or DAY_AFTER.match(self.text, mark.end):
            return False
        return mark.start == 0 or DAY_BEFORE.fullmatch(self.text[mark.start - 1]) is not None

    def _read_day(self, mark: Mark) -> Stretch | None:
        """5日, 昨(18)日: the month is the sentence's, or the one that brings it nearest to the issue's day."""
        read = Day(day=mark.number)
        today = self.issue.as_date()
        if self.month is not None and mark.word not in DAY_STEPS:
            read = Day(self._year_for(self.month, mark.number), self.month, mark.number)
        elif today is not None and read.is_possible:
            read = nearest_day(mark.number, today)
        if not read.is_possible:
            return None
        relative = read.year is not None
        if mark.first is not None:
            return Stretch(mark.start, mark.end, read._replace(day=mark.first), read, relative=relative)
        return Stretch(mark.start, mark.end, read, relative=relative)


def nearest_day(number: int, today: date) -> Day:
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
