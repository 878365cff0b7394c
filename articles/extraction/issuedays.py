"""The day of the issue: printed in the folio, or told by the stories (the latest day, 昨(18)日, a forecast).

Never a guess: where no year is told the day is `--12-05`, and where nothing is told there is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from articles.extraction.furniture import Piece
from articles.extraction.issueyears import FIRST_YEAR, find_year
from articles.extraction.tolddays import Told
from articles.text.dates import find_dates
from articles.text.days import Day, read_day

NEAR_DAYS = 7  # reports of one issue speak of days so close to each other
ASSUMED = 0.75  # how sure a day is that rests on the next morning alone
FORECAST_AFTER = 3  # days from the latest report to the first day of a forecast


WEEKDAYS = "一二三四五六日"
PART_OF_DATE = "part of a date"
ENGLISH = "folio line: date in English"
LUNAR = "folio line: lunar date"
MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
LAST_MONTH_OF_LUNAR = 2  # until then the lunar year may still be the old one
FOLIO_REASONS = ("folio line", "the paper's name")
# 5日，多云转晴，-5～6℃; not 4日，我市普降大雪.
FORECAST = re.compile(
    r"""(?P<day>\d{1,2})(?<!\d\d\d)日(?:白天|夜间)?(?:到(?:\d{1,2}日|夜间))?[，,：: ]{0,2}
        (?:晴|阴|多云|小雨|中雨|大雨|阵雨|雷阵雨|小雪|中雪|大雪|雨夹雪|雾|霾)[^。\n]{0,40}?\d[ ]?[℃度]""",
    re.VERBOSE,
)
NAMED_DAY = re.compile(r"(?P<word>昨|今)[日天晚晨]?[ ]?[（(][ ]?(?P<day>\d{1,2})[ ]?日?[ ]?[）)]")


@dataclass(frozen=True, slots=True)
class IssueDay:
    """ISO date, possibly partial; why; how sure (0 to 1). `date` is None where the page does not tell."""

    date: str | None
    basis: str
    confidence: float = 0.0
    warnings: tuple[str, ...] = ()


def read_folio_day(lines: Sequence[Sequence[Piece]], told: Told) -> IssueDay | None:
    """The date in the page's folio or masthead, from the page's lines taken to pieces; None where there is none."""
    found: list[tuple[Day, str | None]] = []
    lunar = next((year for pieces in lines for piece in pieces if (year := _read_lunar_year(piece)) is not None), None)
    for i, pieces in enumerate(lines):
        dates = [_close_up(piece.text) for piece in pieces if piece.reason == "date"] or _join_date(lines, i)
        dates = dates or [_in_figures(piece.text) for piece in pieces if piece.reason == ENGLISH]
        if dates and re.match(r"\d{1,2}月", dates[0]):
            dates = _join_within(pieces) or _join_date(lines, i) or dates
        if not dates or not (_is_folio(pieces) or _stands_in_folio(lines, i)):
            continue
        weekday = next((piece.text[-1] for piece in _around(lines, i) if "day of the week" in piece.reason), None)
        for text in dates:
            printed = find_dates(text)
            if printed and printed[0].iso:
                found.append((read_day(printed[0].iso), weekday))
    if not found:
        return None
    count = Counter(str(day) for day, _ in found)
    best = max(found, key=lambda pair: (pair[0].year is not None, count[str(pair[0])]))
    day, weekday = best
    if day.year is None:
        return _with_year_of_lunar(day, weekday, lunar) or _with_year_of_weekday(day, weekday, told)
    meant = day.as_date()
    if meant and weekday and WEEKDAYS[meant.weekday()] != weekday.replace("天", "日"):
        warning = f"The folio says {day}, but that was not 星期{weekday}."
        basis = "The date is printed in the page's folio; its day of the week does not fit."
        return IssueDay(str(day), basis, 0.7, (warning,))
    others = sorted({str(other) for other, _ in found if other.year is not None} - {str(day)})
    if others:
        warning = f"The page's folios give several dates: {', '.join([str(day), *others])}."
        return IssueDay(str(day), "The date is printed in the page's folio.", 0.7, (warning,))
    return IssueDay(str(day), "The date is printed in the page's folio.", 0.98)


def _close_up(date: str) -> str:
    """2021年/3月/5日 -> 2021年3月5日; 2021 3/5 -> 2021/3/5."""
    return re.sub(r"(?<=[年月])[ ]?/[ ]?", "", re.sub(r"^(\d{4})[ ](?=\d{1,2}[./])", r"\1/", date))


def _is_folio(pieces: Iterable[Piece]) -> bool:
    return any(not piece.weak and not piece.reason.startswith(("jump", "teaser")) for piece in pieces)


def _around(lines: Sequence[Sequence[Piece]], i: int) -> list[Piece]:
    return [piece for pieces in lines[max(0, i - 1) : i + 2] for piece in pieces]


def _join_date(lines: Sequence[Sequence[Piece]], i: int) -> list[str]:
    """A date broken over lines: 2014年 | 6月20日, 2014年6月 | 20日. Told where its last part stands in line `i`."""
    if not 0 < i < len(lines):
        return []
    first = [piece.text for piece in lines[i - 1] if piece.reason == PART_OF_DATE]
    if not first:
        return []
    last = [piece.text for piece in lines[i] if piece.reason in (PART_OF_DATE, "date")]
    whole = re.sub(r"\s", "", f"{first[-1]}{last[0]}") if last else ""
    whole += "日" if whole[-1:].isdigit() else ""  # 2014年6月 over a large 20
    return [whole] if re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", whole) else []


def _join_within(pieces: Sequence[Piece]) -> list[str]:
    """2014年第25期 6月20日出版: the year and the day of one line."""
    years = [re.sub(r"\s", "", piece.text) for piece in pieces if piece.reason == PART_OF_DATE]
    days = [piece.text for piece in pieces if piece.reason == "date"]
    return [years[0] + days[0]] if len(years) == 1 and len(days) == 1 and years[0].endswith("年") else []


def _in_figures(text: str) -> str:
    """Friday, June 20, 2014 -> 2014-6-20."""
    found = re.search(r"(?P<month>[A-Za-z]{3})[A-Za-z.,]*\s?(?P<day>\d{1,2})\D+?(?P<year>\d{4})", text)
    return f"{found['year']}-{MONTHS.index(found['month'].lower()) // 3 + 1}-{found['day']}" if found else ""


def _stands_in_folio(lines: Sequence[Sequence[Piece]], i: int) -> bool:
    """Whether a date alone on its line stands next to a folio's line. (A date alone may also sign a notice.)"""
    return any(piece.reason.startswith(FOLIO_REASONS) and not piece.weak for piece in _around(lines, i))


def _read_lunar_year(piece: Piece) -> int | None:
    """农历甲午年五月廿三 -> 2014: of the years so named, sixty apart, the one from 1984 on."""
    found = re.search(rf"(?P<stem>[{STEMS}])(?P<branch>[{BRANCHES}])", piece.text) if piece.reason == LUNAR else None
    if found is None:
        return None
    years = range(1984, 2044)  # 1984 was 甲子
    return next((y for y in years if STEMS[y % 10 - 4] + BRANCHES[(y - 4) % 12] == found.group()), None)


def _with_year_of_lunar(day: Day, weekday: str | None, lunar: int | None) -> IssueDay | None:
    """6月20日 星期五 beside 甲午年: the day in that year, in January or February also in the next, if a Friday."""
    if lunar is None or weekday is None or not day.month:
        return None
    for year in (lunar, lunar + 1) if day.month <= LAST_MONTH_OF_LUNAR else (lunar,):
        meant = day._replace(year=year).as_date()
        if meant and WEEKDAYS[meant.weekday()] == weekday.replace("天", "日"):
            basis = (
                "Month and day are printed in the page's folio; the lunar year and the day of the week tell the year."
            )
            return IssueDay(str(day._replace(year=year)), basis, 0.95)
    return None


def _with_year_of_weekday(day: Day, weekday: str | None, told: Told) -> IssueDay:
    """2月5日 星期五 with the stories' year, where that day was a Friday in it or in the next."""
    year, why = find_year(day.month or 1, day.day or 1, told)
    if year is None:
        return IssueDay(str(day), "Month and day are printed in the page's folio; no year is told.", 0.9)
    meant = day._replace(year=year).as_date()
    if meant and weekday and WEEKDAYS[meant.weekday()] != weekday.replace("天", "日"):
        return IssueDay(str(day), "Month and day are printed in the page's folio; no year fits them.", 0.8)
    return IssueDay(str(day._replace(year=year)), f"Month and day are printed in the page's folio; {why}", 0.9)


def read_told_day(told: Told, text: str, daily: bool = True) -> IssueDay:
    """The issue's day from what the stories tell: the latest day told, and the morning after.

    A paper that is no daily may come out a week after it, so that at most the year and month are told.
    """
    latest = _latest_day(told, text)
    if latest is None:
        return IssueDay(None, "Neither folio nor stories tell the day.")
    month, number = latest
    year, why = find_year(month, number, told)
    last = date(year or 2001, month, min(number, 28) if year is None and month == 2 else number)
    issue, how, confidence = _morning_after(last, text)
    if not daily and confidence <= ASSUMED:
        return _month_of_weekly(Day(year, month, number))
    basis = f"The latest day that the stories tell is {Day(year, month, number)}; {how}"
    if year is None:
        return IssueDay(f"--{issue.month:02}-{issue.day:02}", f"{basis} No year is told.", confidence - 0.05)
    return IssueDay(issue.isoformat(), f"{basis} {why[0].upper()}{why[1:]}", confidence)


def _month_of_weekly(latest: Day) -> IssueDay:
    """A weekly's month, where the week after the latest day told does not leave it."""
    basis = f"The latest day that the stories tell is {latest}; the paper is no daily, so its day is not known."
    meant = latest.as_date()
    if meant is None or (meant + timedelta(days=NEAR_DAYS)).month != meant.month:
        return IssueDay(None, basis)
    return IssueDay(f"{meant.year}-{meant.month:02}", basis, ASSUMED)


def _latest_day(told: Told, text: str) -> tuple[int, int] | None:
    """The day with which most others agree that lie in the week before it; it must stand at a report's start.

    Where the page says 昨(18)日 or 今天(19日), days that do not lie just before that issue are other events'.
    """

    def support(key: tuple[int, int]) -> tuple[int, int]:
        behind = {(_ordinal(key) - back) % 366 for back in range(NEAR_DAYS + 1)}
        return sum(weight for other, weight in told.days.items() if _ordinal(other) in behind), _ordinal(key)

    since = max(FIRST_YEAR, told.latest.year - 1 if told.latest else 0)
    past = {key for key, years in told.years_of.items() if max(years) < since}
    candidates = (told.openings or {key for key, weight in told.days.items() if weight > 1}) - past
    named = {(found["word"], int(found["day"])) for found in NAMED_DAY.finditer(text)}
    fitting = {key for key in candidates if any(_fits(key, word, number) for word, number in named)} if named else set()
    return max(fitting or candidates, key=support, default=None)


def _fits(key: tuple[int, int], word: str, number: int) -> bool:
    """Whether the issue that calls that day 昨 or 今 came out within a few days after the day `key`."""
    told = date(2000, *key) - timedelta(days=word == "昨")
    return any((told + timedelta(days=ahead)).day == number for ahead in range(FORECAST_AFTER + 1))


def _ordinal(key: tuple[int, int]) -> int:
    return date(2000, *key).timetuple().tm_yday - 1


def _morning_after(last: date, text: str) -> tuple[date, str, float]:
    """The issue's day by the latest day told, in words, and how sure."""
    coming = [last + timedelta(days=ahead) for ahead in range(FORECAST_AFTER + 1)]
    by_number = {day.day: day for day in coming}
    by_eve = {(day - timedelta(days=1)).day: day for day in coming}
    for named in NAMED_DAY.finditer(text):
        days, meant = (by_eve, "the day before the issue") if named["word"] == "昨" else (by_number, "the issue's day")
        day = days.get(int(named["day"]))
        if day:
            return day, f"the page speaks of {named.group()}, {meant}.", 0.92
    forecast = FORECAST.search(text)
    day = by_number.get(int(forecast["day"])) if forecast else None
    if day:
        return day, f"the forecast begins with {day.day}日, the issue's day.", 0.9
    return last + timedelta(days=1), "a daily prints such reports the next morning.", ASSUMED
