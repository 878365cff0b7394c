"""Which dates a passage tells, and over which words each of them reaches.

In what order they are asked for a figure is told in context.py; dates come found from articles.text.dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from articles.text.dates import DateKind, PrintedDate
from metrics.extraction.reported import is_long, is_to_come

_SENTENCE = re.compile(r"[。！？!?\n|]")  # cells of a table hold each its own time
_CLAUSE = re.compile(r"[，。；！？;!?\n,](?:(?<!,)|(?<![0-9],)|(?![0-9]{3}))")
_LAST_MARK = re.compile(rf"(?s:.*){_CLAUSE.pattern}")  # takes all it can, so that the last mark is met first
_BASES = ("高出", "高于", "超出", "多于", "低于", "少于", "好于", "低出", "快于")  # 高出去年2.3个百分点
_AIM = re.compile(r"[^，。；、]{0,3}(?:目标|任务|计划|预算)")  # 完成全年目标的56.6%
_OPENING = re.compile(
    r"""(?:^|[　，。；：、！？;:!?\n“”"（()）/|】」」>*]|,)[ ]?(?:[全我][省市县区镇]|[该本][市县区])?
        (?:预计|力争|计划|确保|而|但|就)?(?:截[至止]到?|自|从|在|到|步入|进入|仅|早在|于|据)?[ ]?$""",
    re.VERBOSE,
)
_AFTER_SUBJECT = re.compile(r"[ ]?(?:已|共|先后|累计|还|又|全年)")  # 市二中今年共有1126人参加高考，一本上线409人
_PART_ENDS = re.compile("[；;]")
_BROKEN = re.compile(r"[，、。；：“”（）(),:;《》于在自从的与和及到至是为由向按据][ ]?$|[，。；：,;:（(《]")
# 启动仪式上，捐赠物资40万元; 5天时间里，拜访企业23家; 记者走访了5间: what goes on with the event told before.
_GOES_ON_WITH_EVENT = re.compile(
    r"""[ \u3000“"]*(?:
        (?:在?[^，。；的]{0,10}?)(?:仪式上|[^布报通]会上|比赛中|决赛中|大赛中|调研中|调研期间|考察中|考察期间|督查中|督查时|检查中|走访中|活动中|活动现场)
      | [0-9一二两三四五六七八九十]{1,3}天(?:时间)?里 | 这[一两]天 | 与会(?:人员|代表|者|嘉宾)
      | (?:随后，?)?记者(?:现场|随机|随后)?(?:走访|来到|看到|在现场) )""",
    re.VERBOSE,
)
# 会上通报: what is told at a meeting is not of its day.
_REPORTED = re.compile(r"通报|介绍|指出|强调|要求|表示|透露|获悉|了解到|目前|近年|累计|以来|历时|[说称][：:，,]")
HELD = re.compile(r"召开|举行|开幕|闭幕|闭会|举办")
_COUNTS = re.compile(r"[0-9二三四五六七八九十百千万亿]")
SOON_AFTER = 16  # characters after a figure in which its own date may stand
CLAUSE_REACH = 80  # characters before a figure that are looked at for the beginning of its clause
PARAGRAPH_REACH = 400  # characters before a sentence in which its paragraph may have told of a meeting
_NO_SUBJECT = re.compile(r"[已要将了对把]")  # 已下拨|今年第四季度低保金
_COMPARED = re.compile(r"同比|增长|增幅|比上年|比去年|较上年|较去年|与上年")
LOOKED_BACK = 6  # dates before a sentence among which that of the report is looked for
EVENT_REACH = 600  # characters before a sentence in which the event that it goes on with may have been told
CARRIED = 12  # sentences over which a date is carried at most


class ToldDates:
    """The dates of one passage whose year is known, but for those that something is compared with."""

    def __init__(self, text: str, dates: Sequence[PrintedDate], printed_on: str | None = None) -> None:
        self.text, self.printed_on = text, printed_on
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

    def sentence_of(self, at: int) -> int:
        """The number of the sentence in which text[at] stands."""
        return bisect_right(self.sentences, at) - 1

    def clause_start(self, at: int, sentence: int) -> int:
        first = max(sentence, at - CLAUSE_REACH)
        last = _LAST_MARK.match(self.text, first, at)
        return last.end() if last else first

    def nearest(self, first: int, last: int) -> PrintedDate | None:
        """The last date that begins between two places."""
        i = bisect_right(self.starts, last) - 1
        return self.told[i] if i >= 0 and self.told[i].start >= first else None

    def following(self, at: int) -> PrintedDate | None:
        """8间教室已于去年10月底建成: a date that follows in the clause, led up to by 于 or 在."""
        i = bisect_right(self.starts, at)
        if i == len(self.told) or self.starts[i] - at > SOON_AFTER:
            return None
        between = self.text[at : self.starts[i]]
        if _CLAUSE.search(between) or "、" in between or not between.endswith(("于", "在", "自", "从")):
            return None
        if between.endswith(("将于", "可于", "须于", "应于", "定于", "拟于")):  # 16盏路灯将于本月底恢复
            return None
        return self.told[i]

    def last_day(self, at: int) -> PrintedDate | None:
        """The last day of the calendar told before text[at], at most a few dates back."""
        last = bisect_right(self.starts, at)
        return next(
            (date for date in reversed(self.told[max(0, last - 3) : last]) if date.kind is DateKind.POINT), None
        )

    def opens_clause(self, date: PrintedDate) -> bool:
        """Whether a date stands where it speaks of more than its own clause: at its beginning, or after the subject."""
        if date.kind is DateKind.SINCE or _OPENING.search(self.text[max(0, date.start - 8) : date.start]):
            return True
        if is_long(date) and date.text != "全年" and self._follows_subject(date):
            return True
        if date.kind is DateKind.POINT and self._follows_subject(date) and not self._is_planned(date):
            return True  # 市气象台昨日发布; 某法院昨日宣判
        told_of_subject = self.text[date.start - 1] not in "于在" and _AFTER_SUBJECT.match(self.text, date.end)
        return is_long(date) and bool(told_of_subject)

    def _follows_subject(self, date: PrintedDate) -> bool:
        """某局一季度查处: the date stands in the sentence's first clause, behind what may be its subject."""
        first = self.sentences[self.sentence_of(date.start)]
        if date.relative and is_long(date):
            first = self.clause_start(date.start, first)  # 社长说，合作社今年种植玉米3万亩，总产2万吨
        if date.start - first > SOON_AFTER:
            return False
        before = self.text[first : date.start].strip()
        return (
            bool(before)
            and not _BROKEN.search(before)
            and not (date.relative and _NO_SUBJECT.search(before))
            and self.text[date.end : date.end + 1] not in ("的", "度", "版", "中")
        )

    def _is_planned(self, date: PrintedDate) -> bool:
        """将于9月1日前投入使用，可容纳540名: a day to come of which only its own clause is told."""
        return self.text.endswith(
            ("将于", "拟于", "定于", "计划于", "须于", "将在"), 0, date.start
        ) or self.text.startswith(("前", "之前", "截"), date.end)

    def reaches(self, date: PrintedDate, at: int) -> bool:
        """Whether a date still governs text[at]: 到2025年 is told of one goal, up to the next semicolon."""
        is_goal = self.text[date.start - 1 : date.start] == "到" and is_to_come(date.iso, self.printed_on)
        return not (is_goal and _PART_ENDS.search(self.text, date.end, at))

    def _is_of_days(self, date: PrintedDate) -> bool:
        """A day, or 6月9日至13日."""
        return date.kind is DateKind.POINT or len(date.iso or "") == 2 * len("2021-02-05/") - 1

    def day_of_event(self, sentence: int, at: int) -> PrintedDate | None:
        """启动仪式上，捐赠物资40万元: the day told before of what the sentence goes on with."""
        event = _GOES_ON_WITH_EVENT.match(self.text, sentence)
        if not event or _REPORTED.search(self.text, event.start(), at):
            return None
        last = bisect_right(self.starts, sentence - 1)
        for date in reversed(self.told[max(0, last - 3) : last]):
            if date.start < sentence - EVENT_REACH:
                return None
            if self._is_of_days(date) and self.opens_clause(date):
                return date
        return None

    def date_of_list(self, number: int) -> PrintedDate | None:
        """2021年分数线昨日划定：|文科…；|理科…: the date of the line above a list, a longer one before a day."""
        for earlier in range(number - 1, max(-1, number - 1 - CARRIED), -1):
            first, last = self.sentences[earlier], self.sentences[earlier + 1]
            end = self.text[max(first, last - 3) : last]
            if not end.endswith("\n"):
                return None
            if end.rstrip().endswith(("：", ":")):
                dates = self.told[bisect_left(self.starts, first) : bisect_left(self.starts, last)]
                dates = [date for date in dates if not self._is_planned(date)]
                return next((date for date in dates if is_long(date)), dates[-1] if dates else None)
            if not end.rstrip().endswith(("；", ";")):
                return None
        return None

    def last_of_report(self, number: int, at: int) -> PrintedDate | None:
        """The year or stretch of months told last before a sentence that compares with the year before it."""
        first = self.sentences[number]
        last = self.sentences[number + 1] if number + 1 < len(self.sentences) else len(self.text)
        i = bisect_left(self.starts, first)
        has_its_own = i < len(self.starts) and self.starts[i] < at
        if has_its_own or not _COMPARED.search(self.text, first, min(last, first + PARAGRAPH_REACH)):
            return None
        near = self.told[max(0, i - LOOKED_BACK) : i]
        return next((date for date in reversed(near) if is_long(date) and self._is_reported(date)), None)

    def _is_reported(self, date: PrintedDate) -> bool:
        """Whether a report may be of that time: no since-day, no year to come, and told within reach."""
        return date.kind is DateKind.SPAN and not is_to_come(date.iso, self.printed_on)

    def day_of_meeting(self, sentence: int) -> PrintedDate | None:
        """11月5日至6日，某会召开。出席会议的有27人: the day told in the paragraph before, of whatever was held."""
        first = max(0, sentence - PARAGRAPH_REACH)
        first = max(self.text.rfind("\n", first, max(first, sentence - 1)) + 1, first)
        date = self.nearest(first, sentence - 1)
        return date if date and self._is_of_days(date) and HELD.search(self.text, date.end, sentence) else None

    def carried(self, number: int) -> PrintedDate | None:
        """The date that governs the paragraph at sentence `number`, found once for all its figures."""
        if number not in self._carried_into:
            self._carried_into[number] = self._find_carried(number)
        return self._carried_into[number]

    def _find_carried(self, number: int) -> PrintedDate | None:
        """The date that opened an earlier sentence of the paragraph and governs what follows: 2021年，…。…。

        It lapses at a sentence that counts nothing, and a later date takes its place. Days and months tell one event
        and are not carried, nor is 全年.
        """
        for earlier in range(number - 1, max(-1, number - 1 - CARRIED), -1):
            first, last = self.sentences[earlier], self.sentences[earlier + 1]
            if self.text[last - 1] == "\n" or not _COUNTS.search(self.text, first, last):
                return None
            date = self.nearest(first, last - 1)
            while date and not (self.opens_clause(date) and self.text[date.end : date.end + 1] in ("，", ",")):
                date = self.nearest(first, date.start - 1)
            if date is None:
                continue
            return date if is_long(date) else None
        return None
