"""The words around a figure: what stands before it in its clause, the noun after it, the clause before.

Which of them names the figure is decided in indicators.py; how phrases are trimmed stands in phrases.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from articles.text.rules import read_list
from metrics.extraction.counted import COUNTS_PEOPLE, FOR_WHOM, cut_people
from metrics.extraction.formulas import FILLER
from metrics.extraction.phrases import (
    CLAUSE,
    LAST_MARK,
    cut_at_verb,
    drop_brackets,
    find_opening_verb,
    find_verb,
    strip,
)
from metrics.extraction.terms import Quantity

SHORT_NOUN = 4  # characters of a noun that says little (居民), or of a measure (直径, 最高气温)
REACH = 60  # characters before a figure in which what it measures is looked for
ADVERBIAL = ("按", "据", "根据", "经", "扣除", "剔除", "受", "为了", "截至", "截止", "较", "比")  # 按可比价格计算，
# What leads up to a date, which is left out; of 上升到1997年的3000亿元 the 到 is the change's.
_WHEN = re.compile(r"(?:在|于|自|从|(?<![升降增减高低大小加长短缩扩提达])[到至]|截至|截止|将于|已于)+$")
_WHEN_AFTER = re.compile(r"^(?:之?前|以前|底|起|以来|之?后|期间|止)")
LIST_MARKS = ("、", "和", "及", "与", ",", "，")
SENTENCE_END = re.compile(r"[。！？!?\n]")

_RIGHT_END = re.compile(r"[，。；：！？;:!?\n|]|、(?![市区县乡镇]{1,3}[）)])|,(?![0-9]{3})|以及|[和及与](?=[0-9])")
_LIST_MARK = re.compile(r"(?:.*(?:、(?![市区县乡镇]{1,3}[）)])|以及)|.*[和与及](?![时其]))", re.DOTALL)
_OTHER_BASE = re.compile(r"(?:较|比)第?[一二三四上1-4]个?季度[^，。；、0-9]{0,8}")
_BOUND = re.compile(r"(?:及|或)?以[上下][^，。；、]{2,12}")
_ENUMERATOR = re.compile(r"^\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[、.．]")
_NEW_ENTRY = re.compile(r"[；;]\s*(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[、.．]")
# 环城路大修工程|北起建国道，南至梅园路口，全长14公里
_ROUTE = re.compile("[东南西北][起至接连临靠]|起[于自点]|止于|终点|途[经径]")
_MONTH = re.compile("[0-9一二三四五六七八九十]{1,2}月")
_NAMED_FOR = re.compile(r"以(?=[^，]{2,14}(?:命名|取名))")
_AGED = re.compile(r"[0-9]{1,3}(?:[—~至-][0-9]{1,3})?周?岁(?:及?以[上下])?的?")
_WORK = re.compile(
    r"(?:用于)?[对将把](?P<what>[^，。]{2,10}?)(?:进行|实施|开展)了?(?:全面|整体|升级|重新)?(?P<work>[^，。的]{2,4})"
)
_TO_DO = re.compile(
    r"(?:用于|主要|专门|建设的?(?=建))*(?P<deed>改扩建|[兴新修改扩重搭]?建(?=[^筑议])|建[起成设]|[兴创]办|发展|修[复缮]|改造|整治|更新|更换|购[买置]|采购|添置|打造|实施|开展|支持|扶持|资助|帮助|补助|奖励|援建|铺设|硬化|安装|研发|引进|上(?=了|马)|买(?=了))[了起成]?"
)
# A measure that leads up to the next figure is no noun of the one before it.
_OF_NEXT = re.compile(
    r"(?:[直半]径|周长|[年日月]产|总?长|全长|宽|高|深|厚|净?重|面积|总?投资|单价"
    r"|价值|容量|产量|气温|温度|含量|浓度|[^的了]率)$"
)
_DEED = re.compile(r"(?:[已曾将]|已经|先后|共同|一起)?(?P<deed>[\u4e00-\u9fff“”、]{4,10})(?=[，。；！？;!?\n])")
_DEEDS = read_list("metrics.extraction", "deeds.txt")
# 学校有六个班、|二百一十名学生: a small count before it in the list is no part of its phrase.
_SMALL_COUNT = re.compile(r"[一二两三四五六七八九十]{1,2}[个名位家项座条台所间户辆套场件口部][^，。、]{1,8}[、和及与]$")
_CHINESE = re.compile(r"[\u4e00-\u9fffA-Za-z“\"‘《]")


Answer = tuple[str | None, str]  # an indicator, and in words where it was found


class Near(NamedTuple):
    """What stands around one figure.

    `left` is its clause before the number, `before` that without what leads up to a number, `noun` what follows it.
    """

    i: int
    figure: Quantity
    left: str
    before: str
    joined: bool  # whether it begins right after another figure
    noun: str
    owned: bool  # whether 的 stands between the number and the noun
    counted: bool
    told: str  # what the figure before was said to measure


class Surroundings:
    """The words around the figures of one passage. `dates` are the places of dates, which are no part of a phrase."""

    def __init__(self, text: str, figures: Sequence[Quantity], dates: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.figures = figures
        self.dates = dates
        self._date_at = 0

    def left_of(self, i: int) -> tuple[str, bool]:
        """What stands before figure i in its clause, dates left out, and whether it begins right after a figure."""
        figure = self.figures[i]
        previous = self.figures[i - 1].end if i else 0
        first = max(previous, figure.start - REACH)
        joined = i > 0 and first == previous
        if (
            joined and self.figures[i - 1].dimension == "money" and _BOUND.match(self.text, previous, figure.start)
        ):  # 3000万元及以上项目|128个
            first, joined = self.figures[i - 1].start, False
        if last := LAST_MARK.match(self.text, first, figure.start):
            first, joined = last.end(), False
        while self._date_at < len(self.dates) and self.dates[self._date_at][1] <= first:
            self._date_at += 1
        parts, at = [], self._date_at
        while at < len(self.dates) and self.dates[at][1] <= figure.start:
            if self.text[self.dates[at][0] - 1 : self.dates[at][0]] not in ("较", "比", "与", "同"):
                parts.append(_WHEN.sub("", self.text[first : max(first, self.dates[at][0])]))
                first = self.dates[at][1]
            at += 1
        parts.append(_WHEN_AFTER.sub("", self.text[first : figure.start]) if parts else self.text[first : figure.start])
        left = _SMALL_COUNT.sub("", drop_brackets("".join(parts)).replace(FILLER, ""))
        if joined:  # 18项任务和示范区9项措施: what follows the list's mark is the second figure's own
            mark = _LIST_MARK.match(left)
            if mark:
                return left[mark.end() :], False
            verb = find_verb(left)  # 邀请30家商户|推出展位900个
            if 0 < verb < len(left) - 3:
                return left[verb:], False
        return left, joined and bool(left.strip())

    def noun_after(self, i: int, again: bool = False) -> tuple[str, bool]:
        """What a number counts: the words after it up to a mark, a figure or a verb; and whether 的 owns it."""
        figure = self.figures[i]
        last = min(len(self.text), figure.end + 40)
        if i + 1 < len(self.figures):
            last = min(last, self.figures[i + 1].start)
        date = bisect_left(self.dates, (figure.end, 0))
        if date < len(self.dates) and _MONTH.match(self.text, self.dates[date][0]):  # 全长312米的大桥|10月11日合龙
            last = min(last, max(figure.end, self.dates[date][0]))
        right = drop_brackets(self.text[figure.end : last].lstrip(" "))
        if right.startswith(("及以上", "及以下", "或以上")):
            right = right[3:]
        elif right.startswith(("及", "不等的")):  # 偿还本金40万元|及利息; 3000元至1万元|不等的补助
            right = right[2:] if right[0] == "不" else ""
        owned = right[:1] == "的"
        if owned:
            right = right[1:]
            if not right and i + 1 < len(self.figures) and not again:
                return self.noun_after(i + 1, again=True)[0], True
        aged = _AGED.match(right)
        if aged:  # 1260名65岁以上老人
            right = right[aged.end() :]
        if not (_CHINESE.match(right) or owned):
            return "", owned
        end = _RIGHT_END.search(right)
        if end and end.start() <= 2 and end[0] == "、" and right[end.end() :]:  # 中型、大型水库
            end = _RIGHT_END.search(right, end.end())
        if not end and i + 1 < len(self.figures) and figure.end + len(right) <= self.figures[i + 1].start:
            end = re.search(r"(?<=.)(?:以及|[和与及](?![其时]|地区))[^和与及]*$", right)  # 任务和示范区9项
        leads_on = i + 1 < len(self.figures) and figure.end + len(right) == self.figures[i + 1].start
        if leads_on and len(right) <= SHORT_NOUN and not end and not owned and _OF_NEXT.search(right):
            if self.text.startswith("的", self.figures[i + 1].end):  # 4座|直径60米的筒仓
                return ("", False) if again else (self.noun_after(i + 1, again=True)[0], False)
            return "", False  # 最高气温35℃|最低气温22℃
        noun = cut_at_verb(right[: end.start()] if end else right, 2 if owned else 3, owned)
        if (
            figure.dimension in COUNTS_PEOPLE
            and not owned
            and not FOR_WHOM.search(self.text, max(0, figure.start - 3), figure.start)
        ):
            return cut_people(noun), owned
        return noun, owned

    def deed_after(self, i: int, noun: str) -> str:
        """What sets those apart that are counted: 130名职工留住了工作 -> 留住工作的; nothing of 全部, 均."""
        at = self.text.find(noun, self.figures[i].end, self.figures[i].end + 8) + len(noun)
        match = _DEED.match(self.text, at) if at >= len(noun) else None
        told = match["deed"] if match else ""
        if told[:1] != "被" and not find_opening_verb(told) and not told.startswith(_DEEDS):
            return ""
        return told.replace("了", "").removeprefix("开展").removeprefix("进行") + "的"

    def purpose_of(self, i: int) -> str:
        """What a sum was spent on, right behind it: 40万元对敬老院进行改造 -> 改造敬老院; 20万元发展乡村旅游."""
        figure = self.figures[i]
        last = figure.end + 26
        right = self.text[figure.end : last]
        end = CLAUSE.search(right)
        right = right[: end.start()] if end else right
        match = _WORK.fullmatch(right)
        if match:
            return match["work"] + match["what"]
        match = _TO_DO.match(right)
        if not match:
            return ""
        if i + 1 < len(self.figures) and self.figures[i + 1].start < figure.end + len(right):
            adjoins = self.figures[i + 1].start <= figure.end + match.end()
            return match["deed"] + self.noun_after(i + 1)[0] if adjoins else ""
        return match["deed"] + right[match.end() :]

    def noun_of_next(self, i: int, between: str | None) -> str:
        """12类、3000多万条数据记录: the noun after the next figure; `between` must part the two, None for anything."""
        if i + 1 == len(self.figures) or self.figures[i + 1].start - self.figures[i].end > REACH:
            return ""
        printed = self.text[self.figures[i].end : self.figures[i + 1].start].strip()
        if between is None or printed == between or (between and printed in LIST_MARKS):
            return self.noun_after(i + 1)[0]
        return ""

    def clause_before(self, i: int) -> str | None:
        """水产总产量再创新高，达到61万吨: the subject of the clause before, where no figure stands between."""
        first = self.figures[i - 1].end if i else 0
        near = self._undated(max(first, self.figures[i].start - REACH), self.figures[i].start)
        ends = [match.end() for match in SENTENCE_END.finditer(near)]
        clauses = CLAUSE.split(near[ends[-1] :] if ends else near)
        skipped = 1 if i and first > self.figures[i].start - REACH and not ends else 0
        for clause in reversed(clauses[skipped:-1]):
            if clause.startswith(ADVERBIAL):
                continue
            route = _ROUTE.search(clause)
            if route and not route.start():
                continue
            clause = clause[: route.start()] if route else clause
            clause = _NAMED_FOR.split(_ENUMERATOR.sub("", clause))[0]
            phrase = strip(cut_at_verb(strip(drop_brackets(clause)), owned=True))
            if len(phrase) >= 3:
                return phrase
        return None

    def _undated(self, start: int, end: int) -> str:
        """text[start:end] without the dates in it: 前三季度，投资 has no clause before."""
        parts = []
        for i in range(bisect_left(self.dates, (start, 0)), len(self.dates)):
            first, last = self.dates[i]
            if first >= end:
                break
            parts.append(self.text[start:first])
            start = last
        return "".join((*parts, self.text[start:end]))

    def other_base(self, i: int) -> str:
        """较上半年同比改善: what it is compared with, where that is not the year before and so must be said."""
        near = CLAUSE.split(self.text[max(0, self.figures[i].start - REACH) : self.figures[i].start])[-1]
        match = _OTHER_BASE.search(near)
        return match[0] if match else ""

    def is_same_sentence(self, i: int) -> bool:
        """Whether figure i stands in one sentence with the one before it."""
        return i > 0 and not SENTENCE_END.search(self.text[self.figures[i - 1].end : self.figures[i].start])

    def is_same_entry(self, i: int) -> bool:
        """Whether figure i stands in one sentence with the one before it, and no new entry of a list begins between."""
        between = self.text[self.figures[i - 1].end : self.figures[i].start] if i else ""
        return self.is_same_sentence(i) and _NEW_ENTRY.search(between) is None

    def adjoins(self, i: int) -> bool:
        """Whether nothing but a list's mark stands between figure i and the next."""
        if i < 0 or i + 1 >= len(self.figures):
            return False
        first, last = self.figures[i].end, self.figures[i + 1].start
        return last - first <= 3 and self.text[first:last].strip() in LIST_MARKS
