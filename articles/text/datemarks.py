"""The marks that printed dates are made of: 2021年, 12月, 4日, 上半年, 去年, 底.

What they mean together is told in datereading.py.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple


class MarkKind(IntEnum):
    """In the order in which marks follow each other in one date."""

    WHOLE = 0  # 2021-02-04, 昨日: nothing follows
    YEAR = 1
    MONTH = 2
    DAY = 3
    EDGE = 4  # 底, 上旬
    PART = 5  # 上半年, 全年


class Mark(NamedTuple):
    """One mark. `first` is the number that opens a span before the same sign (1—8月: first 1, number 8).

    `chinese` says that the number is written 十二 and not 12.
    """

    start: int
    end: int
    kind: MarkKind
    word: str = ""
    number: int = 0
    first: int | None = None
    chinese: bool = False


# One character for one, so that places stay true.
FOLDED = dict(zip("０１２３４５６７８９．／－　○〇Ｏ", "0123456789./- 零零零", strict=True))
WIDE = re.compile(f"[{''.join(FOLDED)}]")  # looking for these few is far faster than translating every character
CHINESE = {c: i for i, c in enumerate("零一二三四五六七八九")}
DASH = "[ ]?(?:[-—–―~～]{1,2}|至|到)[ ]?"
RELATIVE_YEARS = {
    "今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "上年度": -1, "上一年": -1, "上一年度": -1,
    "前年": -2, "明年": 1, "后年": 2,
}  # fmt: skip

# Nothing else begins a mark. One class of characters leads it, which the machine of regular expressions looks for far
# faster than it tries the alternatives below.
START = re.compile(
    r"""
    [\d今去前头明后上本下昨全国年第一二三四五六七八九十“"底末初中]
    (?: (?<=\d) (?=\d{0,3}[-/ 年月日号季世至到—–―~～]|\d{3}\.)
      | (?<=[今去前头明后上本下昨全年第]) (?=[年日天晨晚早月周一二三四五六七八九十两个半旬季世内底末初春夏秋冬(（ \d])
      | (?<=国) (?=庆)
      | (?<=今) (?=明)
      | (?<=昨) (?=[\u4e00-\u9fff])
      | (?<=[年月][底末初上中下])
      | (?<=[一二三四五六七八九十]) (?=[零一二三四五六七八九十 月日号季世五])
      | (?<=[“"]) (?=十|[七八九]五)
    )
    """,
    re.VERBOSE,
)
NUMERALS = frozenset("0123456789一二三四五六七八九十")
# Marks that begin with a number. In both patterns the group around each alternative is the last to close, so that
# `lastgroup` names it. A look ahead to the sign is far cheaper than reading numbers that turn out to have none.
NUMBERED = re.compile(
    rf"""
    (?P<WHOLE> (?<![\d.:/-]) (?:19|20)\d\d(?P<sign>[-./])\d\d?(?P=sign)\d\d? (?![\d-]) )   # 2021-02-04, 2021/2/4
  | (?P<SEASON>                                                                            # 2012/2013榨季
        (?<![\d.]) (?P<season_from>(?:19|20)\d\d) [ ]?(?:年?{DASH}|/) (?P<season_to>(?:19|20)?\d\d) [ ]?年?
        (?:榨季|赛季|学年|采暖季|供暖季|供热季|雪季|制糖期|粮食年度|棉花年度)
    )
  | (?P<YEAR> (?=[12一二])
        (?: (?<!\d) (?P<first_year>(?:19|20)\d\d) [ ]?(?:年度?)? {DASH} )?                 # 2016—2020年
        (?: (?<![\d.]) (?P<year>(?:19|20)\d\d)
          | (?P<chinese_year>一[八九][零一二三四五六七八九]{{2}}|二零[零一二三四五六七八九]{{2}}) )   # 二〇二一年
        [ ]?年 (?P<annual>度)? (?!多|余|级|代|轻|纪|的?历史)
    )
  | (?P<SHORT_YEAR> (?<!\d) (?P<short_year>[0129]\d) 年 (?=[ ]?1?\d[ ]?月) )               # 21年3月
  | (?P<OLD_YEAR>                                                                          # 到95年底, 按90年不变价
        (?<![\d.国党军校厂院社]) (?P<old_year>[5-9]\d) 年
        (?: (?=底|末|初|春|夏|秋|冬|度|不变价|以来)
          | (?<=[继自从比较按由到至]\d\d年) (?!来|后|前|间|里|内|的|多|余|历史|左右) )
    )
  | (?P<MONTH> (?=.{{1,12}}?月)
        (?: (?<![\d.第]) (?P<first_month>1[0-2]|0?[1-9]) [ ]?(?:月份?)? {DASH} )?          # 1—8月
        (?<![\d.]) (?P<month>\d\d?|(?<![一二三四五六七八九十])(?:十[一二]?|[一二三四五六七八九]))
        [ ]?月 (?P<of_month>份)? (?!亮|光|饼|季[花红]|嫂|台|圆|龄|租|薪|球|牙|均|产)
    )
  | (?P<DAY> (?=.{{1,12}}?[日号])
        (?: (?<![\d.第]) (?P<first_day>\d\d?) [ ]?日? {DASH} )?                            # 7月28—29日
        (?<![\d.])
        (?P<day>\d\d?|(?<![一二三四五六七八九十])(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]))
        [ ]?(?P<of_day>[日号]) (?!内|游|龄|均|元|报|线|楼|常|子|夜|化|益|渐)
    )
  | (?P<PART> [一二三四1-4]季度 )
  | (?P<PLAN> (?P<plan>十[一二三四五]|[七八九十])五[”"]?(?:时期|期间|以来) )                  # 十三五期间
  | (?P<DECADE> (?:20|二十)世纪(?P<decade>[二三四五六七八九]十|[2-9]0)年代 )                 # 20世纪80年代
    """,
    re.VERBOSE,
)
NAMED = re.compile(
    r"""
    (?P<NEAR_YEAR> (?:今|去|前|明|(?<![产用成运营工业改造])后)年(?!轻) | 上一?年度?(?!级) | 本年度? )
  | (?P<NEAR_MONTH> 本月 | 上个?月 | 下个?月 )
  | (?P<MONTHS> (?: (?<![提目之此]) 前 | 头(?=[ ]?[\d一二三四五六七八九十两]+[ ]?个) )  # 前8个月, 头8个月
        [ ]? (?P<months>1[0-2]|[2-9]|十[一二]?|[二两三四五六七八九])[ ]?个?月 (?!\d) )
  | (?P<NAMED_DAY>                                                                         # 昨(18)日, 昨天（18日）
        (?P<named>[昨今明前])[日天晚晨早]?[ ]?[（(][ ]?(?P<named_day>\d\d?)[ ]?日?[ ]?[）)][ ]?[日天晚晨早]?
    )
  | (?P<EDGE> (?<=[年月])(?:底|末|初(?!级|步|中|心|衷|见|审|一|二|三|始|次)|[上中下]旬) )
  | (?P<PART> 第[一二三四1-4]季度 | 前[二两三23]个?季度 | [上下]半年 | 全年
            | 国庆节?(?:小?长假|假期|黄金周) )
  | (?P<SEASONS> 去冬今春 | 今冬明春 | 今[春夏秋冬](?=[，,以]|[^\s]{2})
            | 去[春夏秋冬](?=[，,以至]|[^\s]{2}) )
  | (?P<WORD> 昨[日天晚晨夜早] | (?<!如) 昨 (?![日天晚晨夜早年非]) (?=[\u4e00-\u9fff]{2})      # 26间饭堂昨开餐
            | 今明[两二](?:天|日) | 今[日天晨晚] | 明[日天晚晨] | 前天 | (?<!先天)(?<!先天和)后天(?![性形养努培习免])
            | (?<![目以之此提生年月天周日]) 前日 (?![均产供常益志]) | (?<![半数几多两二三四五六七八九十\d])年内
            | 年[底末初] | 上周 (?![一二三四五六日天末岁年边]) )
  | (?P<PLAN> [“"](?P<plan>十[一二三四五]|[七八九十])五[”"]?(?:时期|期间|以来) )              # “十三五”期间
  | (?P<DECADE> 上世纪(?P<decade>[二三四五六七八九]十|[2-9]0)年代 )                          # 上世纪80年代
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=1024)  # a story is asked twice: what day it tells, and what its figures are of
def find_marks(text: str) -> tuple[Mark, ...]:
    """Every mark of the text in order; places are those of the text as given."""
    folded = WIDE.sub(lambda wide: FOLDED[wide.group()], text)
    marks: list[Mark] = []
    place = 0
    while begun := START.search(folded, place):
        pattern = NUMBERED if begun.group() in NUMERALS else NAMED
        found = pattern.match(folded, begun.start())
        if found is None:
            place = begun.end()
        else:
            marks.append(_read_mark(found))
            place = found.end()
    return tuple(marks)


def read_number(printed: str) -> int:
    """12 or 十二 or 三十一 -> 12, 12, 31; for numbers of a calendar only."""
    if printed.isascii() and printed.isdigit():
        return int(printed)
    tens, ten, ones = printed.rpartition("十")
    if not ten:
        return CHINESE.get(printed, 2 if printed == "两" else 0)
    return CHINESE.get(tens, 1) * 10 + CHINESE.get(ones, 0)


def _read_mark(found: re.Match[str]) -> Mark:
    start, end = found.span()
    word = found.group()
    match found.lastgroup:
        case "WHOLE" | "WORD" | "SEASONS":
            return Mark(start, end, MarkKind.WHOLE, word)
        case "YEAR":
            digits = found["year"] or "".join(str(CHINESE[c]) for c in found["chinese_year"])
            return Mark(start, end, MarkKind.YEAR, found["annual"] or "", int(digits), _number(found["first_year"]))
        case "SHORT_YEAR":
            number = int(found["short_year"])
            return Mark(start, end, MarkKind.YEAR, "", number + (1900 if number >= 90 else 2000))
        case "SEASON":
            first, last = int(found["season_from"]), found["season_to"]
            return Mark(
                start,
                end,
                MarkKind.WHOLE,
                "season",
                first - first % 100 + int(last) if len(last) == 2 else int(last),
                first,
            )
        case "OLD_YEAR":
            return Mark(start, end, MarkKind.YEAR, "", 1900 + int(found["old_year"]))
        case "NEAR_YEAR":
            return Mark(start, end, MarkKind.YEAR, word)
        case "MONTH":
            chinese = not found["month"].isascii() and not found["of_month"]
            number = read_number(found["month"])
            return Mark(start, end, MarkKind.MONTH, "", number, _number(found["first_month"]), chinese)
        case "NEAR_MONTH":
            return Mark(start, end, MarkKind.MONTH, word.replace("个", ""))
        case "MONTHS":
            return Mark(start, end, MarkKind.MONTH, "", read_number(found["months"]), 1)
        case "DAY":
            chinese = not found["day"].isascii()
            number = read_number(found["day"])
            return Mark(start, end, MarkKind.DAY, found["of_day"], number, _number(found["first_day"]), chinese)
        case "NAMED_DAY":
            return Mark(start, end, MarkKind.DAY, found["named"], int(found["named_day"]))
        case "PLAN":
            return Mark(start, end, MarkKind.WHOLE, "plan", 1951 + 5 * read_number(found["plan"]))
        case "DECADE":
            return Mark(start, end, MarkKind.WHOLE, "decade", 1900 + read_number(found["decade"]))
        case "EDGE":
            return Mark(start, end, MarkKind.EDGE, word)
        case _:
            return Mark(start, end, MarkKind.PART, word)


def _number(printed: str | None) -> int | None:
    return int(printed) if printed else None
