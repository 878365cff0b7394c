"""When a figure holds: the date of its clause or sentence, else the one that governs the paragraph.

Dates come found and resolved from articles.text.dates; nothing here reads numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from articles.text.dates import DateKind, PrintedDate
from metrics.extraction.reported import find_goal_sections, find_sections, is_long, is_to_come
from metrics.extraction.terms import Quantity

_SENTENCE = re.compile(r"[。！？!?\n|]")  # cells of a table hold each its own time
_CLAUSE = re.compile(r"[，。；！？;!?\n]|(?<![0-9]),|,(?![0-9]{3})")
_NOW = re.compile(r"目前|现在|现有|如今|当前|正在|现已|眼下|截至目前|迄今|至今")
# 昨日，警方通报，近日查获6463盒; 2011年，…，目前恢复到1.12万亩: another time than that of the date before it.
_ANOTHER_TIME = re.compile(
    r"目前|如今|眼下|近日|日前|不久前|此前|近年来|今后|未来|下一步|到[^，。；0-9]{2,8}前，|[近头][一二两三四五六七八九十几0-9]+年"
)
_SAME_DAY = re.compile(r"同日|当[天日晚](?=[^前后年])")
# 1月5日，负责人介绍：“年产200万套”: the day is that of the telling.
_TOLD = re.compile(
    r"介绍|表示|告诉|获悉|了解到|透露|[说称][：:，,]|召开|举行(?![^。]{0,30}?(?:仪式|比赛|大赛|活动|签约|决赛))"
)
# 由162家增至238家: what stood before the change is of an earlier time, which the text seldom tells.
_OLD_VALUE = re.compile(r"[由从][^，。；、由从]{0,12}$")
_NEW_FOLLOWS = re.compile(
    r"[^，。；、0-9]{0,10}?(?:[增减提升降上下调扩缩压拉发恢达跃变优改加减进减少展大小短]{1,3}[到至为]|到|至)"
)
_NEW_VALUE = re.compile(r"[0-9][^，。；]{0,12}[到至为]$")
_BASES = ("高出", "高于", "超出", "多于", "低于", "少于", "好于", "低出", "快于")  # 高出去年2.3个百分点
_FLOW = re.compile(r"净增|收入|利润|税收|产值|销售额|成交额|进出口|增加值|新增|投资额?完成|完成投资")
_AIM = re.compile(r"[^，。；、]{0,3}(?:目标|任务|计划|预算)")  # 完成全年目标的56.6%
_OPENING = re.compile(
    r"""(?:^|[　，。；：、！？;:!?\n“”"（()）/|】」」>*]|,)[ ]?(?:[全我][省市县区镇]|[该本][市县区])?
        (?:预计|力争|计划|确保)?(?:截[至止]到?|自|从|在|到|步入|进入|仅|早在|于|据)?[ ]?$""",
    re.VERBOSE,
)
_AFTER_SUBJECT = re.compile(r"[ ]?(?:已|共|先后|累计|还|又|全年)")  # 市二中今年共有1126人参加高考，一本上线409人
# 6日，全长9公里的新路通车: the day is that of the event, the size stays.
_OF_A_THING = re.compile(
    r"(?:总?投资|总?面积|楼高|各?重|(?<![全总])长|宽|高|桥隧比|库容|装机容量?|海拔|单价|价格|每[斤吨件公]斤?|满载|占地)(?:约|近|超|达|为)?$"
)
# 3日，公司投产，年产鞋150万双，每双80元: what is so year by year or for each is of no day.
_RATE = re.compile(
    r"[年日](?:产|加工|处理|销|供|均|接待|出栏|节)[^，。；]{0,8}$|每[^，。；0-9人]{1,2}[^，。；0-9]{0,8}$"
)
# 优良天数47天，同比增加3天: days that are counted, no stretch of time.
_COUNTED_DAYS = re.compile(r"[天日]数|同比|比上年|较上年|比去年|较去年")
_UNDATED_PART = re.compile(r"全年|年[底末初]|第?[一二三四1-4]季度|[上下]半年|前[二两三23]个?季度")
_PART_ENDS = re.compile("[；;]")
_BROKEN = re.compile(r"[，、。；：“”（）(),:;《》于在自从的与和及到至是为由向按据][ ]?$|[，。；：,;:（(《]")
_GOES_ON = re.compile(r"[ \u3000]*其中")
_SAME_MONTH = re.compile(r"当月(?!球)")
_ATTENDED = re.compile(r"出席|参加(?!工作)|与会|列席|发言|观摩")
_EXPECTED = re.compile(r"预计|力争|有望(?!远)")
_HELD = re.compile(r"召开|举行|开幕|闭幕|闭会|举办")
_PEOPLE = ("人", "名", "位")
_COUNTS = re.compile(r"[0-9二三四五六七八九十百千万亿]")
SOON_AFTER = 16  # characters after a figure in which its own date may stand
SAME_TIME_REACH = 100  # characters before a figure in which words may say that it is of another time than the date
CLAUSE_REACH = 80  # characters before a figure that are looked at for the beginning of its clause
PARAGRAPH_REACH = 400  # characters before a sentence in which its paragraph may have told of a meeting
CARRIED = 12  # sentences over which a date is carried at most


class Clock:
    """The dates of one passage, asked figure by figure, in the order of the text."""

    def __init__(
        self, text: str, dates: Sequence[PrintedDate], reported: str | None = None, printed_on: str | None = None
    ) -> None:
        self.text, self.reported, self.printed_on = text, reported, printed_on
        self.sections = find_sections(text)
        self.goals = find_goal_sections(text)
        self.last: tuple[int, str | None] = (-1, None)  # the sentence of the last figure asked for, and its period
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
        number = bisect_right(self.sentences, figure.number) - 1
        period, why = self._read_period(figure, number)
        self.last = (number, period)
        return period, why

    def _read_period(self, figure: Quantity, number: int) -> tuple[str | None, str]:
        at, sentence = figure.number, self.sentences[number]
        clause = self._clause_start(at, sentence)
        date = self._nearest(sentence, at)
        if (
            date
            and date.start >= clause
            and self.text[date.start - 1] in "由从"
            and _NEW_VALUE.search(self.text, clause, at)
        ):
            date = self._nearest(sentence, date.start - 1)  # 由2019年的45万吨增加到52万吨
        is_in_clause = date is not None and date.start >= clause
        old = date.end if date and is_in_clause else clause
        if _OLD_VALUE.search(self.text, old, figure.start) and _NEW_FOLLOWS.match(self.text, figure.end):
            is_its_own = is_in_clause and date is not None and self.text[date.start - 1] in "由从"
            return (date.iso, "date of the old value") if date and is_its_own else (None, "")
        if date and date.start >= clause:
            if _NOW.search(self.text, date.end, at):
                return None, ""  # 由2012年底的261万人增加到目前的388万人
            return self._as_of(date, clause, at), "date in the clause"
        following = self._following(figure.end)
        if following:
            return following.iso, "date after the figure"
        if figure.dimension == "duration" and not _COUNTED_DAYS.search(self.text, clause, at):
            return None, ""
        if _NOW.search(self.text, clause, at) or (_NOW.match(self.text, sentence) and not date):
            return None, ""
        if date and _ANOTHER_TIME.search(self.text, max(date.end, at - SAME_TIME_REACH), at):
            return None, ""
        while date and not (self._opens_clause(date) and self._reaches(date, at)):
            date = self._nearest(sentence, date.start - 1)
        if date:
            if self._is_attended(figure, sentence) and _HELD.search(self.text, date.end, at):
                return date.iso, "day of the meeting"
            if date.kind is DateKind.POINT and (
                _TOLD.search(self.text, date.end, at)
                or _OF_A_THING.search(self.text, clause, figure.start)
                or _RATE.search(self.text, clause, figure.start)
            ):
                return None, ""
            return self._as_of(date, clause, at), "date in the sentence"
        same = _SAME_DAY.search(self.text, max(sentence, at - CLAUSE_REACH), at)
        if same:
            day = self._last_day(same.start())
            return (day.iso, f"{same[0]}, the day told before") if day else (None, "")
        if _GOES_ON.match(self.text, sentence) and self.last[0] in (number - 1, number):
            return self.last[1], "goes on with the figures before" if self.last[1] else ""
        month = _SAME_MONTH.search(self.text, max(sentence, at - CLAUSE_REACH), at)
        if month:
            told = self._nearest(max(0, sentence - PARAGRAPH_REACH), month.start())
            return (told.iso[:7], "当月, the month told before") if told and told.iso and told.iso[4:5] else (None, "")
        if self._is_attended(figure, sentence):
            day = self._day_of_meeting(sentence)
            if day:
                return day.iso, "day of the meeting"
        if _EXPECTED.search(self.text, clause, at):
            told = self._nearest(max(0, sentence - PARAGRAPH_REACH), sentence - 1)
            if told and told.iso and told.iso[:4] == (self.printed_on or "")[:4] and told.relative:
                return told.iso[:4], "goal of the year told before"
        if number not in self._carried_into:
            self._carried_into[number] = self._carried(number)
        carried = self._carried_into[number]
        if carried:
            return self._as_of(carried, clause, at), "date of the paragraph"
        reported = self._reported_at(at)
        return (reported, "date in the headline") if reported else (None, "")

    def is_aimed(self, at: int) -> bool:
        """Whether text[at] stands in a section of goals: 二、2019年主要目标."""
        i = bisect_right(self.goals, (at, False))
        return i > 0 and self.goals[i - 1][1]

    def _reported_at(self, at: int) -> str | None:
        """The time that the section's heading names, else that of the story's headline."""
        i = bisect_right(self.sections, (at, ""))
        return self.sections[i - 1][1] if i else self.reported

    def _is_attended(self, figure: Quantity, sentence: int) -> bool:
        first = max(sentence, figure.start - PARAGRAPH_REACH)
        return figure.unit in _PEOPLE and bool(_ATTENDED.search(self.text, first, figure.end + SOON_AFTER))

    def _day_of_meeting(self, sentence: int) -> PrintedDate | None:
        """11月5日至6日，某会召开。出席会议的有27人: the day told in the paragraph before, of whatever was held."""
        first = max(0, sentence - PARAGRAPH_REACH)
        first = max(self.text.rfind("\n", first, max(first, sentence - 1)) + 1, first)
        date = self._nearest(first, sentence - 1)
        is_day = date is not None and (date.kind is DateKind.POINT or len(date.iso or "") == 2 * len("2021-02-05/") - 1)
        return date if date and is_day and _HELD.search(self.text, date.end, sentence) else None

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
        if date.kind is DateKind.SINCE or _OPENING.search(self.text[max(0, date.start - 8) : date.start]):
            return True
        if is_long(date) and date.text != "全年" and self._follows_subject(date):
            return True
        told_of_subject = self.text[date.start - 1] not in "于在" and _AFTER_SUBJECT.match(self.text, date.end)
        return is_long(date) and bool(told_of_subject)

    def _follows_subject(self, date: PrintedDate) -> bool:
        """某局一季度查处: the date stands in the sentence's first clause, behind what may be its subject."""
        sentence = self.sentences[bisect_right(self.sentences, date.start) - 1]
        if date.start - sentence > SOON_AFTER:
            return False
        before = self.text[sentence : date.start].strip()
        return (
            bool(before)
            and not _BROKEN.search(before)
            and self.text[date.end : date.end + 1] not in ("的", "度", "版", "中")
        )

    def _reaches(self, date: PrintedDate, at: int) -> bool:
        """Whether a date still governs text[at]: 到2025年 is told of one goal, up to the next semicolon."""
        is_goal = self.text[date.start - 1 : date.start] == "到" and is_to_come(date.iso, self.printed_on)
        return not (is_goal and _PART_ENDS.search(self.text, date.end, at))

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
            return date if is_long(date) else None
        return None
