"""Places and periods that a figure may hold for, for an editor to choose from where the reader chose wrongly.

Names printed before the figure, the nearest first, cut where print parts them; dates printed around it, and those that
the issue's day gives. The reader takes one and says why (places.py, context.py); here they stand side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.text.dates import find_dates
from articles.text.numerals import fold_digits

MOST_PLACES, MOST_PERIODS = 6, 7
PLACES_BEFORE = 150  # characters before a figure in which names are looked for
PERIODS_BEFORE, PERIODS_AFTER = 400, 60  # and dates
LONGEST = 24  # characters of a name
# What ends the name of a firm, a house, a body, a place, a road or a river.
_NAME_END = re.compile(
    r"""有限公司 | 分公司 | 公司 | 集团 | 合作社 | [农牧林茶]场 | 医院 | 卫生[院室] | 大学 | 学院 | 学校 | [中小]学
      | 幼儿园 | 中心 | [分支大]队 | 派出所 | 司法所 | 研究所 | 委员会 | 领导小组 | 协会 | 联合会 | 银行 | 街道
      | 社区 | 开发区 | 高新区 | 产业园 | 工业园 | 示范园 | 园区 | 公园 | 景区 | 小区 | 广场 | 超市 | [商市]场
      | 车站 | 机场 | 口岸
      | 水库 | 大桥 | 隧道 | 大道 | 高速 | 铁路 | [省州市县区旗镇乡村局委厅馆站厂桥路街巷河湖江港段](?![长民里委])""",
    re.VERBOSE,
)
# What stands in front of a name and is none of it: marks, words that lead up to it (昨日在北溪村, 记者走进, 推动…集团).
_BEFORE_NAME = re.compile(
    r"""[，。；：！？、,;:!?\s“”\"()（）《》【】*#■●▲◆|] | [在对由从向到于是将把被与和及为给的了让使按据该住]
      | 走[进访] | 来到 | 位于 | 地处 | 记者 | 推动 | 通过 | 成立 | 建成 | [今去昨前]?[年月日天](?:[上下]午)?""",
    re.VERBOSE,
)
_NO_NAME = re.compile(
    r"[全我本各多每两几]?[省州市县区旗镇乡村局委厅馆站厂桥路街巷河湖江港段城]{1,2}|农村|城市|社区|市场|学校|公司|医院"
)


def suggest_places(passage: str, start: int) -> tuple[str, ...]:
    """At most MOST_PLACES names printed before the figure at passage[start], the nearest first."""
    first = max(0, start - PLACES_BEFORE)
    text = passage[first:start]
    found: dict[str, None] = {}
    for match in reversed(list(_NAME_END.finditer(text))):
        floor = max(0, match.end() - LONGEST)
        begin = max([floor, *(each.end() for each in _BEFORE_NAME.finditer(text, floor, match.start()))])
        name = text[begin : match.end()]
        if len(name) > 1 and not _NO_NAME.fullmatch(name):
            found.setdefault(name)
    return tuple(found)[:MOST_PLACES]


def suggest_periods(passage: str, start: int, end: int, printed_on: str | None) -> tuple[str, ...]:
    """At most MOST_PERIODS: dates with their year printed around passage[start:end], then those of the issue's day."""
    first = max(0, start - PERIODS_BEFORE)
    text = fold_digits(passage[first : end + PERIODS_AFTER])
    dates = [(date.start + first, date.iso) for date in find_dates(text, printed_on) if date.iso and date.is_dated]
    near = [iso for place, iso in sorted(dates, key=lambda each: (each[0] >= end, abs(each[0] - start)))]
    told = [*near[:2], *of_issue(printed_on), *near[2:]]
    return tuple(dict.fromkeys(told))[:MOST_PERIODS]


def of_issue(printed_on: str | None) -> Iterator[str]:
    """The issue's day, its year and the one before, its month: 2021-03-14 -> 2021-03-14, 2021, 2020, 2021-03."""
    if printed_on:
        yield from (printed_on, printed_on[:4], str(int(printed_on[:4]) - 1), printed_on[:7])
