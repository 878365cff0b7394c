"""When a figure holds: which of the passage's dates is its own, asked in a fixed order, and why.

Dates and how far they reach stand in tolddates.py; nothing here reads numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from articles.text.dates import DateKind, PrintedDate
from metrics.extraction.reported import find_goal_sections, find_sections
from metrics.extraction.terms import Quantity
from metrics.extraction.tolddates import CLAUSE_REACH, HELD, PARAGRAPH_REACH, SOON_AFTER, ToldDates

_NOW = re.compile(r"目前|现在|现有|如今|当前|正在|现已|眼下|截至目前|迄今|至今")
# 昨日，警方通报，近日查获6463盒; 2011年，…，目前恢复到1.12万亩: another time than that of the date before it.
_ANOTHER_TIME = re.compile(
    r"目前|如今|眼下|近日|日前|不久前|此前|近年来|今后|未来|下一步|到[^，。；0-9]{2,8}前，|[近头][一二两三四五六七八九十几0-9]+年"
)
# 昨日批发价4元，上周同期只要1.9元: a clause that names another time of its own, which no calendar tells.
_CLAUSE_OF_OLD = re.compile(r"上周|上月|往年|过去|以前|从前|原来|原先|此前|平时|平日|前一天")
_SAME_DAY = re.compile(r"同日|当[天日晚](?=[^前后年])")
# 1月5日，负责人介绍：“年产200万套”: the day is that of the telling.
_TOLD = re.compile(
    r"""介绍|表示|告诉|获悉|了解到|透露|反映|通报(?!表扬)|向记者|[说称][：:，,]
      |(?:召开|举行)(?=[^，。；]{0,40}?(?:会议|[布报谈气进署度讨询治例年全]会))""",
    re.VERBOSE,
)
# 由162家增至238家: what stood before the change is of an earlier time, which the text seldom tells.
_OLD_VALUE = re.compile(r"[由从][^，。；、由从]{0,12}$")
_NEW_FOLLOWS = re.compile(
    r"[^，。；、0-9]{0,10}?(?:[增减提升降上下调扩缩压拉发恢达跃变优改加减进减少展大小短]{1,3}[到至为]|到|至)"
)
_NEW_VALUE = re.compile(r"[0-9][^，。；]{0,12}[到至为]$")
_FLOW = re.compile(r"净增|收入|利润|税收|产值|销售额|成交额|进出口|增加值|新增|投资额?完成|完成投资")
_BASE = re.compile(r"[较比]")
# 6日，全长9公里的新路通车: the day is that of the event, the size stays.
_OF_A_THING = re.compile(
    r"(?:总?投资|总?面积|楼高|各?重|(?<![全总])长|宽|高|桥隧比|库容|装机容量?|海拔|单价|价格|票价|参考价|酬谢|每[斤吨件公]斤?|满载|占地)(?:约|近|超|达|为)?$"
)
# 3日，公司投产，年产鞋150万双，每双80元: what is so year by year or for each is of no day.
_RATE = re.compile(
    r"[年日](?:产|加工|处理|销|供|均|接待|出栏|节)[^，。；]{0,8}$|每[^，。；0-9人]{1,2}[^，。；0-9]{0,8}$"
)
# 优良天数47天，同比增加3天: days that are counted, no stretch of time.
_COUNTED_DAYS = re.compile(r"[天日]数|同比|比上年|较上年|比去年|较去年")
_UNDATED_PART = re.compile(r"全年|年[底末初]|第?[一二三四1-4]季度|[上下]半年|前[二两三23]个?季度")
_GOES_ON = re.compile(r"[ \u3000]*其中")
_SAME_MONTH = re.compile(r"当月(?!球)")
_ATTENDED = re.compile(r"出席|参加(?!工作)|与会|列席|发言|观摩")
_EXPECTED = re.compile(r"预计|力争|有望(?!远)")
_PEOPLE = ("人", "名", "位")
LONGEST_SENTENCE = 1000  # characters of a sentence before a figure in which its time is looked for
SAME_TIME_REACH = 100  # characters before a figure in which words may say that it is of another time than the date


class Asked(NamedTuple):
    """A figure and where it stands: at text[at], in the clause and the sentence that begin there, sentence `number`."""

    figure: Quantity
    at: int
    clause: int
    sentence: int
    number: int


# A period with the reason of it in words; None as period where words say that it is of no date told. A step that has
# nothing to say of a figure answers None, and the next is asked.
Answer = tuple[str | None, str]
UNDATED: Answer = (None, "")


class Clock:
    """The dates of one passage, asked figure by figure, in the order of the text."""

    def __init__(
        self, text: str, dates: Sequence[PrintedDate], reported: str | None = None, printed_on: str | None = None
    ) -> None:
        self.text, self.reported, self.printed_on = text, reported, printed_on
        self.dates = ToldDates(text, dates, printed_on)
        self.sections = find_sections(text)
        self.goals = find_goal_sections(text, printed_on)
        self.last: tuple[int, str | None] = (-1, None)  # the sentence of the last figure asked for, and its period

    def period_of(self, figure: Quantity) -> Answer:
        """The period as an ISO-like string, and in words where it comes from; None where the text does not say.

        The nearer word wins: a date in the clause before one in the sentence, what the clause says of its time before
        the date of another clause, words that point back (当天, 其中, 仪式上) before what governs the paragraph, and
        last the time that the heads of the story name.
        """
        number = self.dates.sentence_of(figure.number)
        sentence = max(self.dates.sentences[number], figure.number - LONGEST_SENTENCE)
        asked = Asked(figure, figure.number, self.dates.clause_start(figure.number, sentence), sentence, number)
        answer = (
            self._in_clause(asked)
            or self._after_figure(asked)
            or self._of_no_date(asked)
            or self._in_sentence(asked)
            or self._pointed_back_to(asked)
            or self._of_event(asked)
            or self._of_paragraph(asked)
            or self._of_report(asked)
            or self._of_comparison(asked)
            or UNDATED
        )
        self.last = (number, answer[0])
        return answer

    def is_aimed(self, at: int) -> bool:
        """Whether text[at] stands in a section of goals: 二、2019年主要目标."""
        i = bisect_right(self.goals, (at, False))
        return i > 0 and self.goals[i - 1][1]

    def _in_clause(self, asked: Asked) -> Answer | None:
        """2020年完成6家; of 由2019年的45万吨增加到52万吨 the old value alone is of the year told."""
        figure, at, clause = asked.figure, asked.at, asked.clause
        date = self.dates.nearest(clause, at)
        if date and self._leads_change(date) and _NEW_VALUE.search(self.text, clause, at):
            date = self.dates.nearest(clause, date.start - 1)
        old = date.end if date else clause
        if _OLD_VALUE.search(self.text, old, figure.start) and _NEW_FOLLOWS.match(self.text, figure.end):
            return (date.iso, "date of the old value") if date and self._leads_change(date) else UNDATED
        if date is None:
            return None
        if _NOW.search(self.text, date.end, at):
            return UNDATED  # 由2012年底的261万人增加到目前的388万人
        return self._as_of(date, clause, at), "date in the clause"

    def _after_figure(self, asked: Asked) -> Answer | None:
        """8间教室已于去年10月底建成."""
        following = self.dates.following(asked.figure.end)
        return (following.iso, "date after the figure") if following else None

    def _of_no_date(self, asked: Asked) -> Answer | None:
        """Words in the clause that tell of another time (目前, 上周, 近日), and lengths of time, which have none."""
        at, clause, sentence = asked.at, asked.clause, asked.sentence
        if asked.figure.dimension == "duration" and not _COUNTED_DAYS.search(self.text, clause, at):
            return UNDATED
        date = self.dates.nearest(sentence, at)
        if _NOW.search(self.text, clause, at) or (_NOW.match(self.text, sentence) and not date):
            return UNDATED
        if _CLAUSE_OF_OLD.search(self.text, clause, at) and not _BASE.search(self.text, clause, at):
            return UNDATED
        if date and _ANOTHER_TIME.search(self.text, max(date.end, at - SAME_TIME_REACH), at):
            return UNDATED
        return None

    def _in_sentence(self, asked: Asked) -> Answer | None:
        """昨日，省道通车，惠及12万人: the last date of the sentence that reaches beyond its clause."""
        figure, at, clause, sentence = asked.figure, asked.at, asked.clause, asked.sentence
        date = self.dates.nearest(sentence, at)
        while date and not (self.dates.opens_clause(date) and self.dates.reaches(date, at)):
            date = self.dates.nearest(sentence, date.start - 1)
        if date is None:
            return None
        if self._is_attended(asked) and HELD.search(self.text, date.end, at):
            return date.iso, "day of the meeting"
        is_rate = _RATE.search(self.text, clause, figure.start) is not None
        if date.kind is DateKind.POINT and (
            is_rate or _TOLD.search(self.text, date.end, at) or _OF_A_THING.search(self.text, clause, figure.start)
        ):
            return UNDATED
        if is_rate and date.kind is DateKind.SPAN and len(date.iso or "") == len("2021-02"):
            return UNDATED  # 今年9月投产，每天可采摘2000斤
        return self._as_of(date, clause, at), "date in the sentence"

    def _pointed_back_to(self, asked: Asked) -> Answer | None:
        """当天, 其中, 当月: words that point to a time told before."""
        at, sentence = asked.at, asked.sentence
        near = max(sentence, at - CLAUSE_REACH)
        same = _SAME_DAY.search(self.text, near, at)
        if same:
            day = self.dates.last_day(same.start())
            return (day.iso, f"{same[0]}, the day told before") if day else UNDATED
        if _GOES_ON.match(self.text, sentence) and self.last[0] in (asked.number - 1, asked.number):
            return self.last[1], "goes on with the figures before" if self.last[1] else ""
        month = _SAME_MONTH.search(self.text, near, at)
        if month is None:
            return None
        told = self.dates.nearest(max(0, sentence - PARAGRAPH_REACH), month.start())
        return (told.iso[:7], "当月, the month told before") if told and told.iso and told.iso[4:5] else UNDATED

    def _of_event(self, asked: Asked) -> Answer | None:
        """启动仪式上, 与会人员, 出席会议的有27人: the day of what was held, told before."""
        day = self.dates.day_of_event(asked.sentence, asked.at)
        if day:
            return day.iso, "day of the event told before"
        day = self.dates.day_of_meeting(asked.sentence) if self._is_attended(asked) else None
        return (day.iso, "day of the meeting") if day else None

    def _of_paragraph(self, asked: Asked) -> Answer | None:
        """The date of the line that opened a list, else the year a goal is told for, else the paragraph's date."""
        listed = self.dates.date_of_list(asked.number)
        if listed:
            return self._as_of(listed, asked.clause, asked.at), "date before the list"
        if _EXPECTED.search(self.text, asked.clause, asked.at):
            told = self.dates.nearest(max(0, asked.sentence - PARAGRAPH_REACH), asked.sentence - 1)
            if told and told.iso and told.iso[:4] == (self.printed_on or "")[:4] and told.relative:
                return told.iso[:4], "goal of the year told before"
        carried = self.dates.carried(asked.number)
        return (self._as_of(carried, asked.clause, asked.at), "date of the paragraph") if carried else None

    def _of_report(self, asked: Asked) -> Answer | None:
        reported = self._reported_at(asked.at)
        return (reported, "date in the headline") if reported else None

    def _of_comparison(self, asked: Asked) -> Answer | None:
        """货运量增长7%: what is compared with the year before is of the year or months told last in the story."""
        told = self.dates.last_of_report(asked.number, asked.at)
        return (told.iso, "time told before of what is compared") if told else None

    def _reported_at(self, at: int) -> str | None:
        """The time that the section's heading names, else that of the story's headline."""
        i = bisect_right(self.sections, (at, ""))
        return self.sections[i - 1][1] if i else self.reported

    def _leads_change(self, date: PrintedDate) -> bool:
        """由2019年的45万吨."""
        return self.text.endswith(("由", "从"), 0, date.start)

    def _is_attended(self, asked: Asked) -> bool:
        figure = asked.figure
        first = max(asked.sentence, figure.start - PARAGRAPH_REACH)
        return figure.unit in _PEOPLE and bool(_ATTENDED.search(self.text, first, figure.end + SOON_AFTER))

    def _as_of(self, date: PrintedDate, clause: int, at: int) -> str | None:
        """At a year's end stocks are of that day, and what flowed in or was added since 年初 is of the year."""
        if date.iso and date.relative and _UNDATED_PART.fullmatch(date.text):
            reported = self._reported_at(at)
            if reported and len(reported) == len("2021"):
                return date.iso.replace(date.iso[:4], reported)  # 全年 in a report on 2018 is that year
        if (
            date.iso
            and date.iso.endswith(("-12", "-12-31"))
            and self.text[date.start - 1 : date.start] == "到"
            and not self.text.endswith("底前", 0, date.end + 1)
            and date.iso[:4] >= (self.printed_on or "9999")[:4]
        ):
            return date.iso[:4]  # 到2025年底要达到: a goal of the year
        if date.iso and date.iso.endswith("-12-31") and (date.kind is DateKind.UNTIL or date.text == "年末"):
            if "年初" in self.text[date.end : at] or _FLOW.search(self.text, clause, at):
                return date.iso[:4]
            if clause and self.text[clause:at].lstrip().startswith(("同比", "增", "降")):
                before = self.dates.clause_start(clause - 1, date.end)
                if _FLOW.search(self.text, before, clause):
                    return date.iso[:4]
        return date.iso
