"""Printed dates: where they stand, which stretch of time they mean, and what part they play.

Periods are ISO-like strings: `2020`, `2020-12`, `2020-12-31`, `2023-01/2023-08`, `2021/..`. Where the page does not
tell the year it is left out, never guessed: `--12-04`, `--12`, `--01/--08`; a bare day is `---05`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from articles.text.datemarks import DASH, Mark, find_marks
from articles.text.datereading import NEAR, DateReader, Stretch
from articles.text.days import Day, read_day


class DateKind(StrEnum):
    """What part a date plays. `BASE` is what a figure is compared with (较2015年, 去年同期), not its own time."""

    POINT = "point"  # a day
    SPAN = "span"  # a month, quarter, half, year, or from one to another
    SINCE = "since"  # from then on
    UNTIL = "until"  # as it stood then
    BASE = "base"


class PrintedDate(NamedTuple):
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


SINCE_AFTER = re.compile(r"[ ]?[份度]?[ ]?(?P<mark>以来|以后|至今(?![年天日])|迄今|起(?![草诉义重步点源飞伏])|开始)")
SINCE_FAR = re.compile(
    r"[^，,。；;：:！？!?\n]{0,12}?(?:以来|起?(?:启动|开展|实施|开[通馆业园]|成立|上线|运行|投运|启用)以?来?(?=[，,])"
    r"|到(?:现在|目前|如今|今天))"
)
# 码头3月8日试运行以来, with no 自 before the day
SINCE_BEGUN = re.compile(
    r"(?!前)[^，,。；;：:！？!?\n0-9]{0,6}?(?:启动|开展|实施|开[通馆业园工]|成立|上线|运行|投运|启用|投用|发生)以来"
)
UNTIL_BEFORE = re.compile(r"截[至止][到至]?$")
BASE_AFTER = re.compile(r"[ ]?(?:底|末)?(?:同期|相比)")
RANGE = re.compile(rf"{DASH}(?:[次当同]年)?")
# 从2019年3月动工，到2020年6月: what may stand between the ends of a span that 从 or 自 opens.
# 从2016年的36亿元上升到2019年的58亿元 are two times of one measure.
FAR_RANGE = re.compile(r"(?!的?[约近超]?[0-9０-９])[^。；;！？!?\n]{1,14}?[到至]")
LONGEST_GAP = 16


def find_dates(text: str, printed_on: str | None = None) -> tuple[PrintedDate, ...]:
    """Every date of the text in order, resolved by the issue's day (ISO, possibly partial) as far as it is known.

    Words that name no time of their own (日前, 近日, 目前, 近年来) and days that no calendar has are left out.
    """
    issue = read_day(printed_on)
    stretches = _read_stretches(text, issue)
    told: list[PrintedDate] = []
    i = 0
    while i < len(stretches):
        stretch = stretches[i]
        i += 1
        if i < len(stretches):
            joined = _join(text, stretch, stretches[i])
            if joined:
                stretch = joined
                i += 1
        told.append(_tell(text, stretch, stretches[i].start if i < len(stretches) else len(text), issue))
    return tuple(told)


def _read_stretches(text: str, issue: Day) -> list[Stretch]:
    """Marks that stand together are one date: 2020年 | 12月 | 底."""
    reader = DateReader(text, issue)
    stretches: list[Stretch] = []
    group: list[Mark] = []
    for mark in find_marks(text):
        if group and not _follows(text, group[-1], mark):
            stretch = reader.read(group)
            if stretch:
                stretches.append(stretch)
            group = []
        group.append(mark)
    last = reader.read(group) if group else None
    return [*stretches, last] if last else stretches


def _follows(text: str, mark: Mark, other: Mark) -> bool:
    gap = other.start - mark.end
    return 0 < mark.kind < other.kind and (gap == 0 or (gap <= 2 and text[mark.end : other.start].isspace()))


def _join(text: str, a: Stretch, b: Stretch) -> Stretch | None:
    """Two dates that are the ends of one span: 7月28日至29日; 从2019年3月动工，到2020年6月."""
    if a.first is None or b.first is None or a.last or b.last or not 0 < b.start - a.end <= LONGEST_GAP:
        return None
    gap = text[a.end : b.start]
    if not RANGE.fullmatch(gap):
        opened = text[max(0, a.start - 2) : a.start].rstrip(" ")[-1:] in ("从", "自")
        if not (opened and FAR_RANGE.fullmatch(gap)):
            return None
    first, last = a.first, b.first
    if last.month is None and last.year is None:
        last = Day(first.year, first.month, last.day)
    if "次年" in gap and first.year is not None:
        last = last._replace(year=first.year + 1)
    elif first.year is None or last.year is None:
        year = last.year if first.year is None else first.year
        first, last = first._replace(year=year), last._replace(year=year)
    if not (first.is_possible and last.is_possible) or str(first) > str(last):
        return None
    return Stretch(a.start, b.end, first, last, relative=a.relative or b.relative)


def _tell(text: str, stretch: Stretch, next_start: int, issue: Day) -> PrintedDate:
    """The stretch with the part it plays, told by the words before and after it."""
    start, end, first, last = stretch.start, stretch.end, stretch.first, stretch.last
    kind = DateKind.POINT if first and first.day is not None and last is None else DateKind.SPAN
    before = text[max(0, start - NEAR) : start].rstrip(" 　")
    since = SINCE_AFTER.match(text, end, next_start)
    if before[-1:] in tuple("较比同与") or before.endswith(("相比于", "相较于")) or BASE_AFTER.match(text, end):
        kind = DateKind.BASE
    elif before[-1:] in tuple("至止到") and UNTIL_BEFORE.search(before):
        kind = DateKind.UNTIL
    elif before[-1:] == "到" and stretch.edge == "底" and _lies_behind(first, issue):
        kind = DateKind.UNTIL  # 到今年8月底，累计检查19万人次
    elif since:
        kind, end = DateKind.SINCE, since.end()
    elif (before[-1:] in ("自", "从") and SINCE_FAR.match(text, end, next_start)) or SINCE_BEGUN.match(
        text, end, next_start
    ):
        kind = DateKind.SINCE
    iso = None if first is None else f"{first}/{last}" if last else str(first)
    if first is not None and last is None:
        year_end = stretch.edge == "底" and text[end - 2 : end] == "年底"
        if kind is DateKind.UNTIL or stretch.edge == "末" or year_end or (stretch.edge and kind is DateKind.BASE):
            iso = str(first.last_day())
        elif kind is DateKind.SINCE:
            iso = _open(first, stretch.relative, since["mark"] if since else "以来", issue)
    elif first is not None and since and since["mark"] in ("起", "以来"):
        iso = f"{first}/.."  # 2009年下半年起
    return PrintedDate(start, end, text[start:end], kind, iso, stretch.relative)


def _lies_behind(first: Day | None, issue: Day) -> bool:
    """Whether a month is over by the issue's day."""
    return None not in (first, issue.year, issue.month) and str(first) < f"{issue.year}-{issue.month:02d}"


def _open(first: Day, relative: bool, mark: str, issue: Day) -> str:
    """2021年以来 -> 2021/..; 今年以来 -> the year; 去年以来 -> from then to now; 2月2日起 -> the day it began."""
    if first.day is not None and mark in ("起", "开始"):
        return str(first)
    if first.month is None and issue.year is not None and first.year is not None:
        if first.year == issue.year and (relative or mark == "以来"):
            return str(first)
        if relative:
            return f"{first}/{issue.year}"
    return f"{first}/.."


__all__ = ["DateKind", "Day", "PrintedDate", "find_dates", "read_day"]
