"""What happened to a figure (increase, decrease), and its kind (target, rank, duration), from the words beside it.

The words stand in rules/changes.toml. Nothing here reads numbers.
"""

from __future__ import annotations

import re
from functools import cache

from articles.text.rules import read_rows
from metrics.extraction.formulas import FILLER
from metrics.extraction.terms import Quantity
from metrics.extraction.types import Change, MetricKind

PACKAGE = "metrics.extraction"
REACH = 24  # characters before a figure in which the words that speak of it stand

_RELATIVE = frozenset(("share", "points", "times", "fraction", "places gained"))
_BETWEEN = r"(?:了|幅度?|率|速|约|近|超过?|逾|达到?|为|高达|分别|将近|不到|至少|[^，。；、]{0,0})*"
_MOVED = re.compile(r"(?:前移|上升|跃升|提升|前进|下降|下滑|后移|上移|下移)了?$")
_COMPARED = re.compile(r"同比|环比|较|比(?!例|重|赛|较|武|学|如|拼)|上年|去年|以上年|年初")
_ELSEWHERE = re.compile(r"[比较](?:全[国省市县区州]|[^，。]{0,8}(?:平均|目标))")  # 比全省高2个百分点: nothing grew
_CLAUSE = re.compile(r"[，。；！？;!?\n]|(?<![0-9]),|,(?![0-9]{3})")
_SENTENCE = re.compile(r"[。！？!?\n]")
_OLD_VALUE = re.compile(r"[由从][^，。；、由从]{0,12}$")
_NEW_FOLLOWS = re.compile(
    r"[^，。；、0-9]{0,6}?[增减提升降上下调扩缩压拉发恢达跃变优改加长短展大小高低少]{1,2}[到至为]"
)
_LIMITS = ("不超过", "不得超过", "不低于", "不得低于", "不少于", "不得少于", "不高于", "不大于", "不小于")
_OUTCOME = re.compile(r"[已了过]|比|较|占|平均|实际")
# 要求|10天内交付
_DEMANDED = re.compile(r"要求|承诺|限(?:期|时|定)|须|必须|规定|务必")
_WITHIN = re.compile(r"(?:之?内|以内)")
# 要稳面积，全州蔗园面积稳定在112万亩: whoever speaks of what is to be done tells goals, up to the sentence's end.
_URGED = re.compile(
    r"(?:^|[，,；;：:“])(?:要(?![求是么闻素点塞道领紧强不回价账走饭])|下一步|今后|下半年，?要|[今明]年，?要|务必)(?![^。]{0,80}?(?:已经|目前|去年|截至))"
)
_CEILING = re.compile(r"限额|上限|最高|不得|预期")
SPEECH = 110  # characters of a sentence before a figure in which a speaker may have begun to tell goals
# What ends a goal: something done, something as it is, a comparison, another sentence.
_NO_AIM = re.compile(
    r"[。！？!?；;\n”]|[已了过]|完成|实现|目前|现有|共有|占地|总?投资|其中|比|较|增|降|超|高于|低于|达|去年|上年|是|为"
)
_END = re.compile(r"[ ]?(?:$|[，。；、！？）)”\"’,;!?\n和])|(?:以上|左右)")


@cache
def _verbs(change: str) -> re.Pattern[str]:
    words = [word for row in read_rows(PACKAGE, "changes.toml") if row["change"] == change for word in row["words"]]
    return re.compile("(?<!自然)(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")" + _BETWEEN + "$")


@cache
def _targets() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rows = read_rows(PACKAGE, "changes.toml", "target")
    before, after, sentence = (
        "|".join(word for row in rows if row["place"] == place for word in row["words"])
        for place in ("before", "after", "sentence")
    )
    return (
        re.compile(before),
        re.compile(f"(?:(?!完成|实现|达到)[^，,。；！？;!?\\n]){{0,16}}?(?:{after})"),
        re.compile(sentence),
    )


def read_clause(text: str, at: int, reach: int = REACH) -> str:
    """The part of the clause that stands before text[at]."""
    first = max(0, at - reach)
    for match in _CLAUSE.finditer(text, first, at):
        first = match.end()
    return text[first:at].replace(FILLER, "")


def read_change(text: str, figure: Quantity, clause: str, subject: str | None) -> Change | None:
    """Growth or fall that the text states of the figure: 同比增长7.4%, 较上年底降低2.5个百分点.

    `clause` is what stands before the figure in its clause (of a list, before the list), `subject` what it measures.
    """
    if figure.multiplies or clause.endswith(("↑", "⬆")):
        return Change.INCREASE
    if clause.endswith(("↓", "⬇")):
        return Change.DECREASE
    if figure.ranks:
        return None
    relative = figure.dimension in _RELATIVE or (figure.unit == "位" and _MOVED.search(clause) is not None)
    if not relative and not (_COMPARED.search(clause) or clause.endswith(("增幅", "降幅", "净增", "净减"))):
        return None
    if not relative and not _END.match(text, figure.end):
        return None
    if _verbs("increase").search(clause):
        return Change.INCREASE
    if _verbs("decrease").search(clause):
        return Change.DECREASE
    if _verbs("better").search(clause):
        return Change.DECREASE if subject and is_better_when_low(subject) else Change.INCREASE
    if _ELSEWHERE.search(clause):
        return None
    if _COMPARED.search(clause) and _verbs("more").search(clause):
        return Change.INCREASE
    if _COMPARED.search(clause) and _verbs("less").search(clause):
        return Change.DECREASE
    return None


@cache
def _low_is_better() -> tuple[str, ...]:
    return tuple(word for row in read_rows(PACKAGE, "changes.toml", "burden") for word in row["words"])


def is_better_when_low(subject: str) -> bool:
    """Whether improvement means that this falls: PM2.5, 综合指数, 死亡率."""
    return any(word in subject for word in _low_is_better())


def read_kind(text: str, figure: Quantity, clause: str, to_come: bool = False) -> MetricKind | None:
    """Rank, goal or length of time; None for a plain outcome. `to_come` tells that its period lies ahead."""
    if figure.ranks:
        return MetricKind.RANK
    before, after, coming = _targets()
    if after.match(text, figure.end):
        return MetricKind.TARGET
    if _OLD_VALUE.search(clause) and _NEW_FOLLOWS.match(text, figure.end):
        return MetricKind.DURATION if figure.dimension == "duration" else None  # 由83%提高到95%: as it was
    aimed = before.search(clause) is not None
    if text.startswith(_LIMITS, figure.start) and not _OUTCOME.search(clause):
        return MetricKind.TARGET  # 每人每天不超过6克
    if clause.endswith("控制在") and text.startswith(("以内", "以下", "之内"), figure.end - 2):
        return MetricKind.TARGET
    if figure.dimension == "duration" and "天数" in clause:
        return None  # 优良天数47天 counts days
    if figure.dimension == "duration":
        return (
            MetricKind.TARGET if _DEMANDED.search(clause) and _WITHIN.match(text, figure.end) else MetricKind.DURATION
        )
    near = _SENTENCE.split(text[max(0, figure.start - 2 * REACH) : figure.start])[-1]
    if aimed or to_come or coming.search(near):
        return MetricKind.TARGET
    spoken = _SENTENCE.split(text[max(0, figure.start - SPEECH) : figure.start])[-1]
    return MetricKind.TARGET if _URGED.search(spoken) and not _OUTCOME.search(clause) else None


def is_aim_carried(text: str, first: int, start: int) -> bool:
    """Whether a goal told before text[first] goes on at text[start]: 今年将新建村道15公里，改造危桥3座."""
    between = text[first:start]
    if between.endswith(("由", "从")) or _CEILING.search(text, max(0, first - REACH), first):
        return False  # 限额8000人，报名费100元
    return len(between) <= REACH and between[:1] in ("，", "、", ",") and not _NO_AIM.search(between)
