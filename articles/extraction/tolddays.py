"""What the stories tell of days and years: counted here, weighed in issuedays.py and issueyears.py."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from articles.text.dates import DateKind, PrintedDate, find_dates
from articles.text.days import Day, read_day

# A report tells its day at the start; a day named later is often another event's.
OPENING = 60  # characters of the body
LONGEST_STORY = 20_000  # characters of one story that are asked for days; no story is longer, only damage is

TURN = re.compile(
    r"(?P<old>20\d\d)年度?(?:[一-龥]{0,8}?)总结[^。；\n]{0,12}?(?P<new>20\d\d)年度?[^。；\n]{0,8}?(?:部署|计划|谋划|安排|思路|动员)"
)
# “大美北溪2023”行动: a campaign bears the year it is in.
QUOTED_YEAR = re.compile(r"[“\"《‘][^”\"》’\n\d]{0,12}(?P<year>20[0-4]\d)(?![\d年.-])[^”\"》’\n]{0,20}[”\"》’]")
# 7月10日晚，2018年“书香进村”活动开幕: an event that bears a year was held on a day told without one.
EVENT = re.compile(
    r"(?:(?<![\d年])\d{1,2}月\d{1,2}日(?:上午|下午|晚上?|起)?|昨[天日晚]|今[天日晚])[，,](?P<year>20\d\d)年(?:度|全[国省市县区州])?"
    r"(?:[“\"]|[一-龥]{2,16}?(?:活动|大赛|比赛|联赛|演出|展览|节|仪式|运动会|博览会|培训班|招聘会|考试)(?![一-龥]{0,6}(?:以来|获奖)))"
)
YEAR_AFTER_COMMA = re.compile(r"[，,]20\d\d年")  # without one nothing else needs to be asked
# 锚定2024年目标任务, 对照2024年重点工作: what a leader has before him is this year's.
AIM = re.compile(
    r"(?:锚定|围绕|对照|紧扣|紧盯|聚焦|瞄准|抓好|推进)(?P<year>20\d\d)年度?(?:各?项|的|全[省市县区州])*(?:目标|重点|任务|民生)"
)
# A day with its hour is one that a reporter was there: 2月4日上午，记者在…看到.
HOUR_AFTER = re.compile(r"[ ]?(?:上午|下午|晚|清晨|早上|早晨|凌晨|中午|傍晚|夜里)")
# 2014年，全市销售4.6亿元；今年前4个月2亿元: the year told as over is the one before.
BEFORE_THIS = re.compile(
    r"(?P<year>20\d\d)年(?:全年|[，,]|全[省市县区州旗])[^。！？\n]{0,80}[；;，,。]今年(?:前|上半年|[一二三四1-4]季度|1[—~～至到-]|以来)"
)
# 截至2018年底, 2018年，全市…, 2018年全市新增…, 通报2018年…情况, 2018年年底: the year is told as one that is over.
ENDED_BEFORE = re.compile(r"(?:截[至止]到?|通报了?|发布了?|公布了?|总结了?|回顾了?|到了?)[ ]?$")
ENDED_AFTER = re.compile(r"[ ]?(?:年?[底末]|全年|[，,]|全[省市县区州旗](?=[\u4e00-\u9fff]))")
# 截至2018年5月底，全市…: how things stood on a day that is past; 报名截至3月5日 is still to come.
STOOD = re.compile(r"(?:^|[。！？；，、：;,:\s”\"])截[至止]到?[ ]?$")
PLANNED_BEFORE = re.compile(r"(?:截[至止]到?|[到至]|定于|将于|拟于|拟定|预计|计划|力争|确保|争取|有效期)[ ]?$")
PLANNED_AFTER = re.compile(r"[^，。；,;\n]{0,6}?(?:将|拟|届时|前完成|前[，,]|之前|以前|起施行|起实施|止)")

WHOLE_MONTHS = re.compile(r"(?P<year>\d{4})-\d\d/(?P=year)-\d\d")


@dataclass(frozen=True, slots=True)
class Story:
    """What a report tells of days: its own dateline's (ISO, possibly partial) and its running text."""

    text: str
    dateline_date: str | None = None


@dataclass(slots=True)
class Told:
    """Everything that the stories say of time, counted."""

    days: Counter[tuple[int, int]] = field(default_factory=Counter)  # month, day -> weight
    openings: set[tuple[int, int]] = field(default_factory=set)
    years_of: dict[tuple[int, int], set[int]] = field(default_factory=lambda: defaultdict(set))
    years: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    latest: date | None = None  # the latest past event whose year is printed
    latest_text: str = ""
    has_month: bool = False
    turns: Counter[int] = field(default_factory=Counter)  # the new year of a meeting that looks back and ahead
    whole: set[date] = field(default_factory=set)  # days printed with their year, also those of signatures and plans
    signed: set[date] = field(default_factory=set)  # of these, those that end a line: the signatures of notices
    counted: set[date] = field(default_factory=set)  # days up to which something was counted: 截至2017年10月底
    ended: Counter[int] = field(default_factory=Counter)  # years told as over
    followed: set[int] = field(default_factory=set)  # years told as over beside what this year has brought so far
    current: set[int] = field(default_factory=set)  # years of events on a told day, and of what is aimed at
    page: str = ""  # its text without spaces and line ends


# 报名截至2018年5月底 is a term, nothing that was counted.
TERM_BEFORE = re.compile("报名|征集|征稿|申报|投稿|受理|申请|日期|时间|期限|有效")

# A whole date, wherever it stands: a notice's signature, a term, a permit.
WHOLE = re.compile(
    r"(?P<year>[12](?<!\d\d)(?:(?<=1)9|(?<=2)0)\d\d)[ ]?年[ ]?(?P<month>\d{1,2})[ ]?月[ ]?(?P<day>\d{1,2})[ ]?日"
)


def hear(stories: Iterable[Story], page: str = "") -> Told:
    """Count what the stories tell of days and years, and gather the whole dates of the page, its notices' too."""
    told = Told(page="".join(page.split()))
    for found in WHOLE.finditer(page):
        day = _read_whole(found)
        if day:
            told.whole.add(day)
        if day and not page[found.end() : found.end() + 8].partition("\n")[0].strip():
            told.signed.add(day)
    for story in stories:
        dateline = read_day(story.dateline_date)
        if dateline.month and dateline.day:
            _count_day(told, dateline, opening=True)
        closed = "".join(story.text.split())
        rules = (EVENT, AIM) if YEAR_AFTER_COMMA.search(closed) else (AIM,)
        told.current.update(int(found["year"]) for rule in rules for found in rule.finditer(closed))
        for turn in TURN.finditer(closed):
            if int(turn["new"]) == int(turn["old"]) + 1:
                told.turns[int(turn["new"])] += 1
        told.followed.update(int(found["year"]) for found in BEFORE_THIS.finditer(closed))
        for quoted in QUOTED_YEAR.finditer(story.text):
            told.years[int(quoted["year"])] += 2.0
        end = len(story.text.rstrip())
        for printed in find_dates(story.text[:LONGEST_STORY]):
            _hear_ended(told, story.text, printed)
            signs = printed.end >= end and _begins_line(story.text, printed.start)
            if printed.iso and printed.kind is not DateKind.BASE and not signs:
                _hear_one(told, story.text, printed)
    return told


def _read_whole(found: re.Match[str]) -> date | None:
    return Day(int(found["year"]), int(found["month"]), int(found["day"])).as_date()


def _hear_ended(told: Told, text: str, printed: PrintedDate) -> None:
    """A year alone that is told as over."""
    if printed.kind in (DateKind.BASE, DateKind.SINCE) or not re.fullmatch(r"\d{4}", printed.iso or ""):
        return
    before = text[max(0, printed.start - 5) : printed.start]
    if ENDED_BEFORE.search(before) or ENDED_AFTER.match(text, printed.end):
        told.ended[int(printed.iso or 0)] += 1


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing is printed before that place in its line. A date alone at a text's end signs a notice."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _hear_one(told: Told, text: str, printed: PrintedDate) -> None:
    before = text[max(0, printed.start - 5) : printed.start]
    if (PLANNED_BEFORE.search(before) and not STOOD.search(before)) or PLANNED_AFTER.match(text, printed.end):
        return
    first, _, last = (printed.iso or "").partition("/")
    day = read_day(first if last in ("", "..") else last)
    if day.month and day.day and printed.kind is not DateKind.UNTIL and not printed.text.endswith("旬"):
        _count_day(told, day, opening=printed.start < OPENING or HOUR_AFTER.match(text, printed.end) is not None)
    if day.year is None:
        return
    if printed.text.endswith("年初") and not day.day:
        told.years[day.year] += 1.0  # in its own year a paper says 今年初
        return
    if day.month:
        told.years[day.year] += 2.0 if day.day or last else 1.5  # 2022年上半年 is reported on soon after, as days are
        told.has_month = True
    elif printed.kind is DateKind.SINCE:
        told.years[day.year] += 2.0
    else:
        told.years[day.year] += 0.5 if "度" in printed.text else 1.0
        return
    begun = date(day.year, day.month or 1, day.day or 1)
    is_part = WHOLE_MONTHS.fullmatch(printed.iso or "") is not None  # 2022年一季度: summed up soon after
    if is_part or (printed.kind is DateKind.UNTIL and day.month and not TERM_BEFORE.search(before)):
        told.counted.add(day.last_day().as_date() or begun)
    if told.latest is None or begun > told.latest:
        told.latest, told.latest_text = begun, re.sub(r"\s+", "", printed.text)


def _count_day(told: Told, day: Day, opening: bool) -> None:
    key = (day.month or 1, day.day or 1)
    told.days[key] += 2 if opening else 1
    if opening:
        told.openings.add(key)
    if day.year is not None:
        told.years_of[key].add(day.year)
