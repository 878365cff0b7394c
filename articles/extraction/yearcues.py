"""What else tells an issue's year: counted days, anniversaries, plans, congresses, years since, days of the week."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from typing import NamedTuple

from articles.text.days import Day
from articles.text.numerals import read_number, read_numeral
from articles.text.rules import read_list

PACKAGE = "articles.extraction"
NUMERAL = r"(?:\d{1,3}|[一二三四五六七八九十百]{1,5})"
PLANS = {"十五": 2001, "十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
PLAN = re.compile(
    r"(?P<when>[今明去]年(?:是|作为|既是|也是|恰逢|正值)[^。；\n]{0,12})?"
    r"[“\"‘＂]?(?P<plan>十[一二三四五]?五)[”\"’＂]?(?:规划|时期|发展)*的?(?P<which>开局|起步|启动|收官)(?:起步|关键)?之?年"
)
# Few pages hold these; what stands before them may begin with many a letter and would be tried at each place.
PLAN_YEAR = re.compile(r"(?:开局|起步|启动|收官)(?:起步|关键)?之?年")
ANNIVERSARY = "周年"
CONGRESS = re.compile(r"(?:喜迎|迎接|献礼|迎)(?:党的|中国共产党)?(?P<which>十七大|十八大|十九大|二十大)")
CONGRESSES = {"十七大": (2007, 10), "十八大": (2012, 11), "十九大": (2017, 10), "二十大": (2022, 10)}
# 1993年参加工作以来, and in the same story 一守就是二十六年, 26年来, 26年如一日.
SINCE = re.compile(r"(?P<year>[12](?<!\d\d)(?:(?<=1)9[5-9]|(?<=2)0[0-4])\d)年")
YEARS_LONG = re.compile(
    rf"(?:(?:就是|整整|坚守了?|扎根了?|守了|干了)(?P<told>{NUMERAL})年|(?<![\d近去])(?P<since>{NUMERAL})年(?:来|如一日|间))"
)
WEEKDAYS = "一二三四五六日"
WEEKDAY = re.compile(
    r"(?<![\d年])(?P<month>\d{1,2})月(?P<day>\d{1,2})日[（(，,]?(?:星期|周)(?P<weekday>[一二三四五六日])"
)
NEAR = 160  # characters between the year and how long ago that is
LONG_AGO = 5  # years; fewer are told of much that is over


class YearCue(NamedTuple):
    """A year that the page tells, and the words that tell it."""

    year: int
    text: str


@cache
def _counted() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, int]]:
    """Counted days, anniversaries, and the year from which each is counted."""
    entries = (entry.split(" ") for entry in read_list(PACKAGE, "observances.txt"))
    table = {word: int(year) for word, year in entries}
    words = "|".join(sorted(table, key=len, reverse=True))
    return (
        re.compile(
            rf"第(?P<number>{NUMERAL})个(?:“|全国|国际|中国|国家|我国|全民|世界){{0,2}}(?P<event>{words})(?!前)"
        ),
        re.compile(rf"(?P<event>{words})(?P<number>{NUMERAL}){ANNIVERSARY}"),
        table,
    )


def find_year_cues(text: str, month: int) -> list[YearCue]:
    """Every year that counted days, anniversaries, plans and congresses tell of an issue of that month."""
    counted, anniversary, table = _counted()
    found = []
    counts = [*counted.finditer(text), *(anniversary.finditer(text) if ANNIVERSARY in text else ())]
    for match in sorted(counts, key=re.Match.start):
        number = _number(match["number"])
        if number:
            found.append(YearCue(table[match["event"]] + number, match[0]))
    for match in PLAN.finditer(text) if PLAN_YEAR.search(text) else ():
        year = PLANS[match["plan"]] + (4 if match["which"] == "收官" else 0)
        year -= {"明": 1, "去": -1}.get((match["when"] or "今")[0], 0)
        found.append(YearCue(year, match[0]))
    for match in CONGRESS.finditer(text):
        year, held = CONGRESSES[match["which"]]
        if month <= held:
            found.append(YearCue(year, match[0]))
    return found


def find_years_since(text: str) -> list[YearCue]:
    """The years that a year and the time since then, told near it, come to: 1993年 and 二十六年.

    What something else lasts since follows: 在渡口十二年。自2014年改用铁船以来.
    """
    years = list(SINCE.finditer(text))
    starts = [year.start() for year in years]
    found = []
    for long in YEARS_LONG.finditer(text):
        number = _number(long["told"] or long["since"])
        near = years[bisect_left(starts, long.start() - NEAR) : bisect_right(starts, long.start() + NEAR)]
        near = [year for year in near if year.start() < long.start() or text[year.start() - 1] not in "自从至到"]
        if number >= LONG_AGO and len({year["year"] for year in near}) == 1:
            found.append(YearCue(int(near[0]["year"]) + number, f"{near[0][0]}, {long[0]}"))
    return found


def fits_weekdays(text: str, year: int) -> bool | None:
    """Whether 11月28日（星期日） and all others on the page fall so in the year; None where none is told."""
    told = [match for match in WEEKDAY.finditer(text) if _weekday(year, match) is not None]
    return all(_weekday(year, match) == WEEKDAYS.index(match["weekday"]) for match in told) if told else None


def _weekday(year: int, match: re.Match[str]) -> int | None:
    day = Day(year, int(match["month"]), int(match["day"])).as_date()
    return None if day is None else day.weekday()


def choose_year(cues: list[YearCue]) -> YearCue | None:
    """The year that all cues agree in, or that more than twice as many tell as any other."""
    counted = Counter(cue.year for cue in cues).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] <= 2 * counted[1][1]):
        return None
    return next(cue for cue in cues if cue.year == counted[0][0])


def _number(printed: str) -> int:
    number = read_number(printed) or read_numeral(printed)
    return int(number) if number else 0
