"""When a figure holds: the date of its clause or sentence, else the one that governs the paragraph.

Dates come found and resolved from articles.text.dates; nothing here reads numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from articles.text.dates import DateKind, PrintedDate, find_dates
from metrics.extraction.terms import Quantity

_SENTENCE = re.compile(r"[。！？!?\n]")
_CLAUSE = re.compile(r"[，。；！？;!?\n]|(?<![0-9]),|,(?![0-9]{3})")
_NOW = re.compile(r"目前|现在|现有|如今|当前|正在|现已|眼下|截至目前|迄今|至今")
# 昨日，警方通报，近日查获6463盒; 2011年，…，目前恢复到1.12万亩: another time than that of the date before it.
_ANOTHER_TIME = re.compile(r"目前|如今|眼下|近日|日前|不久前|此前|近年来|近[一二两三四五六七八九十0-9]+年")
_SAME_DAY = re.compile(r"同日|当[天日晚](?=[^前后年])")
# 1月5日，负责人介绍：“年产200万套”: the day is that of the telling.
_TOLD = re.compile(
    r"介绍|表示|告诉|获悉|了解到|透露|[说称][：:，,]|召开|举行(?![^。]{0,30}?(?:仪式|比赛|大赛|活动|签约|决赛))"
)
_NEW_VALUE = re.compile(r"[0-9][^，。；]{0,12}[到至为]$")
_BASES = ("高出", "高于", "超出", "多于", "低于", "少于", "好于", "低出", "快于")  # 高出去年2.3个百分点
_FLOW = re.compile(r"收入|利润|税收|产值|销售额|成交额|进出口|增加值|新增|投资额?完成|完成投资")
_AIM = re.compile(r"[^，。；、]{0,3}(?:目标|任务|计划|预算)")  # 完成全年目标的56.6%
_OPENING = re.compile(
    r"""(?:^|[，。；：、！？;:!?\n“"（(/|]|,)[ ]?(?:[全我][省市县区镇]|[该本][市县区])?
        (?:预计|力争|计划|确保)?(?:截[至止]到?|自|从|在|到|步入|进入|仅|早在|于|据)?[ ]?$""",
    re.VERBOSE,
)
_AFTER_SUBJECT = re.compile(r"[ ]?(?:已|共|先后|累计|还|又|全年)")  # 市二中今年共有1126人参加高考，一本上线409人
# 6日，全长9公里的新路通车: the day is that of the event, the size stays.
_OF_A_THING = re.compile(
    r"(?:总?投资|总?面积|楼高|各?重|(?<![全总])长|宽|高|桥隧比|库容|装机容量?|海拔|单价|价格|每[斤吨件公]斤?|满载|占地)(?:约|近|超|达|为)?$"
)
_STATISTICS = re.compile(r"公报|统计|经济运行|主要(?:经济)?指标|主要数据|社会发展情况")
_MONTHS = re.compile(r"[0-9]{4}(?:-[0-9]{2})?/[0-9]{4}(?:-[0-9]{2})?")
_COUNTS = re.compile(r"[0-9二三四五六七八九十百千万亿]")
SOON_AFTER = 16  # characters after a figure in which its own date may stand
SAME_TIME_REACH = 100  # characters before a figure in which words may say that it is of another time than the date
CLAUSE_REACH = 80  # characters before a figure that are looked at for the beginning of its clause
CARRIED = 12  # sentences over which a date is carried at most


class Clock:
    """The dates of one passage, asked figure by figure, in the order of the text."""

    def __init__(self, text: str, dates: Sequence[PrintedDate], reported: str | None = None) -> None:
        self.text, self.reported = text, reported
        self.told = [
            date
            for date in dates
            if date.is_dated
            and date.kind is not DateKind.BASE
            and not text.endswith(_BASES, 0, date.start)
            and not (date.text == "全年" and _AIM.match(text, date.end))
            and not (text.endswith(("是", "为", "相当于", "达到"), 0, date.start) and text.startswith("的", date.end))
        ]
        self.starts = [date.start for date in self.told]
        self.sentences = [0, *(match.end() for match in _SENTENCE.finditer(text))]
        self._carried_into: dict[int, PrintedDate | None] = {}

    def period_of(self, figure: Quantity) -> tuple[str | None, str]:
        """The period as an ISO-like string, and in words where it comes from; None where the text does not say."""
        at = figure.number
        number = bisect_right(self.sentences, at) - 1
        sentence = self.sentences[number]
        clause = self._clause_start(at, sentence)
        date = self._nearest(sentence, at)
        if (
            date
            and date.start >= clause
            and self.text[date.start - 1] in "由从"
            and _NEW_VALUE.search(self.text, clause, at)
        ):
            date = self._nearest(sentence, date.start - 1)  # 由2019年的45万吨增加到52万吨
        if date and date.start >= clause:
            return self._as_of(date, clause, at), "date in the clause"
        following = self._following(figure.end)
        if following:
            return following.iso, "date after the figure"
        if figure.dimension == "duration":
            return None, ""
        if _NOW.search(self.text, clause, at) or (_NOW.match(self.text, sentence) and not date):
            return None, ""
        if date and _ANOTHER_TIME.search(self.text, max(date.end, at - SAME_TIME_REACH), at):
            return None, ""
        while date and not self._opens_clause(date):
            date = self._nearest(sentence, date.start - 1)
        if date:
            if date.kind is DateKind.POINT and (
                _TOLD.search(self.text, date.end, at) or _OF_A_THING.search(self.text, clause, figure.start)
            ):
                return None, ""
            return self._as_of(date, clause, at), "date in the sentence"
        same = _SAME_DAY.search(self.text, max(sentence, at - CLAUSE_REACH), at)
        if same:
            day = self._last_day(same.start())
            return (day.iso, f"{same[0]}, the day told before") if day else (None, "")
        if number not in self._carried_into:
            self._carried_into[number] = self._carried(number)
        carried = self._carried_into[number]
        if carried:
            return self._as_of(carried, clause, at), "date of the paragraph"
        return (self.reported, "date in the headline") if self.reported else (None, "")

    def _clause_start(self, at: int, sentence: int) -> int:
        found = max(sentence, at - CLAUSE_REACH)
        for match in _CLAUSE.finditer(self.text, found, at):
            found = match.end()
        return found

    def _nearest(self, first: int, last: int) -> PrintedDate | None:
        """The last date that begins between two places."""
        i = bisect_right(self.starts, last) - 1
        return self.told[i] if i >= 0 and self.told[i].start >= first else None

    def _following(self, at: int) -> PrintedDate | None:
        """11间病房已于去年12月底建成: a date that follows in the clause, led up to by 于 or 在."""
        i = bisect_right(self.starts, at)
        if i == len(self.told) or self.starts[i] - at > SOON_AFTER:
            return None
        between = self.text[at : self.starts[i]]
        if _CLAUSE.search(between) or "、" in between or not between.endswith(("于", "在", "自", "从")):
            return None
        if between.endswith(("将于", "可于", "须于", "应于", "定于", "拟于")):  # 16盏路灯将于本月底恢复
            return None
        return self.told[i]

    def _last_day(self, at: int) -> PrintedDate | None:
        """The last day of the calendar told before text[at], at most a few dates back."""
        last = bisect_right(self.starts, at)
        return next(
            (date for date in reversed(self.told[max(0, last - 3) : last]) if date.kind is DateKind.POINT), None
        )

    def _opens_clause(self, date: PrintedDate) -> bool:
        """Whether a date stands where it speaks of more than its own clause: at its beginning, or after the subject."""
        if _OPENING.search(self.text[max(0, date.start - 8) : date.start]):
            return True
        told_of_subject = self.text[date.start - 1] not in "于在" and _AFTER_SUBJECT.match(self.text, date.end)
        return _is_long(date) and bool(told_of_subject)

    def _as_of(self, date: PrintedDate, clause: int, at: int) -> str | None:
        """At a year's end stocks are of that day, and what flowed in or was added since 年初 is of the year."""
        if date.kind is DateKind.UNTIL and date.iso and date.iso.endswith("-12-31"):
            if "年初" in self.text[date.end : at] or _FLOW.search(self.text, clause, at):
                return date.iso[:4]
            if clause and self.text[clause:at].lstrip().startswith(("同比", "增", "降")):
                before = self._clause_start(clause - 1, date.end)
                if _FLOW.search(self.text, before, clause):
                    return date.iso[:4]
        return date.iso

    def _carried(self, number: int) -> PrintedDate | None:
        """The date that opened an earlier sentence of the paragraph and governs what follows: 2021年，…。…。

        It lapses at a sentence that counts nothing, and a later date takes its place. Days and months tell one event
        and are not carried, nor is 全年.
        """
        for earlier in range(number - 1, max(-1, number - 1 - CARRIED), -1):
            first, last = self.sentences[earlier], self.sentences[earlier + 1]
            if self.text[last - 1] == "\n" or not _COUNTS.search(self.text, first, last):
                return None
            date = self._nearest(first, last - 1)
            while date and not (self._opens_clause(date) and self.text[date.end : date.end + 1] in ("，", ",")):
                date = self._nearest(first, date.start - 1)
            if date is None:
                continue
            return date if _is_long(date) else None
        return None


def read_reported_time(headline: str, printed_on: str | None) -> str | None:
    """The one year or stretch of months that a statistical report names in its headline; None for other stories."""
    if not _STATISTICS.search(headline):
        return None
    dates = [date for date in find_dates(headline, printed_on) if date.is_dated and date.kind is not DateKind.BASE]
    if len(dates) != 1 or dates[0].kind is not DateKind.SPAN or not _is_long(dates[0]) or not dates[0].iso:
        return None
    return dates[0].iso if not is_to_come(dates[0].iso, printed_on) else None


def _is_long(date: PrintedDate) -> bool:
    """Whether a date governs what follows: a year, a stretch of months or years, a year's end; not a day or a month."""
    if date.iso is None or date.text == "全年":
        return False
    return len(date.iso) == 4 or date.iso.endswith("-12-31") or _MONTHS.fullmatch(date.iso) is not None


def is_to_come(period: str | None, printed_on: str | None) -> bool:
    """Whether the period begins in a year after the issue's: what is said of it is a goal."""
    if not period or not printed_on or not printed_on[:4].isdigit():
        return False
    return period[:4] > printed_on[:4]
