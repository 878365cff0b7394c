"""The time that a story or a section of it reports on as a whole: a year in a heading, a bulletin's year.

When one figure holds is told in context.py.
"""

from __future__ import annotations

import re

from articles.text.dates import DateKind, PrintedDate, find_dates

_STATISTICS = re.compile(r"公报|统计|经济运行|主要(?:经济)?指标|主要数据|社会发展情况")
# 一、2018年工作回顾: a heading that tells the year of all that stands below it, up to the next such heading.
_SECTION = re.compile(
    r"""^[ \u3000]*(?P<number>[一二三四五六七八九十]{1,2}、|[（(][一二三四五六七八九十]{1,2}[）)])?
        [^\n，。；：！？0-9]{0,4}(?P<year>(?:19|20)[0-9]{2})(?:年度?)?[^\n，。；：！？0-9]{0,10}
        (?:回顾|工作|目标|任务|安排|情况|成绩|总结|打算|这样走过)[ \u3000]*$""",
    re.VERBOSE | re.MULTILINE,
)
# 2019年：稳中有进 and 2020年：再上台阶 over the two halves of a work report.
_LABELLED = re.compile(r"^[ \u3000]*(?P<year>(?:19|20)[0-9]{2})年[：:丨|][ \u3000]?[^\n。；;0-9]{2,24}$", re.MULTILINE)
# 《2014年某市国民经济和社会发展统计公报》正式发布: what the story is about stands in its first lines.
_BULLETIN = re.compile(r"(?P<year>(?:19|20)[0-9]{2})年[^，。；0-9\n]{0,24}(?:统计公报|运行情况|发展公报)")
_GROWTH = re.compile(r"[^\n]{0,16}(?:增长|下降|上升|增速|成绩单|开门红)")  # 1月出口增长两成
_MONTHS = re.compile(r"[0-9]{4}(?:-[0-9]{2})?/[0-9]{4}(?:-[0-9]{2})?")
# 二、2019年主要目标; 三、办好十件民生实事: numbered headings, some of which announce goals.
_NUMBERED = re.compile(r"^[ \u3000]*[一二三四五六七八九十]{1,2}、[^。；;\n]{4,24}$", re.MULTILINE)
_GOALS = re.compile(r"目标|任务|安排|实事|打算|[0-9今明]年[^，]{0,6}(?:重点|工作)(?!回顾|总结|完成)")
OPENING = 300  # characters of a story in which it may name the bulletin that it is about


def find_sections(text: str) -> list[tuple[int, str]]:
    """The headings inside a text that name a year: where each ends, and the year."""
    named = [*_SECTION.finditer(text), *_LABELLED.finditer(text)]
    return sorted((match.end(), match["year"]) for match in named)


def find_goal_sections(text: str, printed_on: str | None = None) -> list[tuple[int, bool]]:
    """The headings inside a text: where each ends, and whether what stands below it is a goal. Of two halves that are
    labelled by years, the one of the issue's year or later tells goals.
    """
    found = [(match.end(), _GOALS.search(match[0]) is not None) for match in _NUMBERED.finditer(text)]
    halves = list(_LABELLED.finditer(text))
    if printed_on and len({match["year"] for match in halves}) > 1:
        found += [(match.end(), match["year"] >= printed_on[:4]) for match in halves]
    return sorted(found)


def read_reported_time(headline: str, printed_on: str | None, opening: str = "") -> str | None:
    """The one year or stretch of months that a report names in its heads or, a bulletin, in its first lines."""
    numbered = [match["year"] for match in _SECTION.finditer(headline) if match["number"]]
    if numbered:
        return numbered[-1]  # 一、2020年工作回顾 as the last of the heads: the body begins with that section
    bulletin = _BULLETIN.search(opening, 0, OPENING)
    if bulletin:
        return bulletin["year"]
    dates = [date for date in find_dates(headline, printed_on) if date.is_dated and date.kind is not DateKind.BASE]
    if len(dates) != 1 or dates[0].kind is not DateKind.SPAN or not dates[0].iso:
        return None
    if not ((_STATISTICS.search(headline) and is_long(dates[0])) or _GROWTH.match(headline, dates[0].end)):
        return None
    return dates[0].iso if not is_to_come(dates[0].iso, printed_on) else None


def is_long(date: PrintedDate) -> bool:
    """Whether a date governs what follows: a year, a stretch of months or years, a year's end; not a day or a month."""
    if date.iso is None or date.text == "全年":
        return False
    return len(date.iso) == 4 or date.iso.endswith("-12-31") or _MONTHS.fullmatch(date.iso) is not None


def is_to_come(period: str | None, printed_on: str | None) -> bool:
    """Whether the period begins in a year after the issue's: what is said of it is a goal."""
    if not period or not printed_on or not printed_on[:4].isdigit():
        return False
    return period[:4] > printed_on[:4]
