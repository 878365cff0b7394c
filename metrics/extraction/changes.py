"""What happened to a figure: increase or decrease, from the words beside it.

The words stand in rules/changes.toml. Nothing here reads numbers.
"""

from __future__ import annotations

import re
from functools import cache

from articles.text.rules import read_rows
from metrics.extraction.formulas import FILLER
from metrics.extraction.terms import Quantity
from metrics.extraction.types import Change

PACKAGE = "metrics.extraction"
REACH = 24  # characters before a figure in which the words that speak of it stand
MOVE_REACH = 48  # characters before a figure in which it stands from what to what something moved

_RELATIVE = frozenset(("share", "points", "times", "fraction", "places gained"))
_BETWEEN = r"(?:了|幅度?|率|速|约|近|超过?|逾|达到?|为|高达|分别|将近|不到|至少)*"
_MOVED = re.compile(r"(?:前移|上升|跃升|提升|前进|下降|下滑|后移|上移|下移)了?$")
_COMPARED = re.compile(r"同比|环比|较|比(?!例|重|赛|较|武|学|如|拼)|上年|去年|以上年|年初")
_ELSEWHERE = re.compile(r"[比较](?:全[国省市县区州]|[^，。]{0,8}(?:平均|目标))")  # 比全省高2个百分点: nothing grew
# 氨氮排放量减少120吨, 由5亿元增至8亿元，增加3亿元: a measure that moves by an amount; 减少损失3万元 is none.
_MOVES = (
    r"(?:分别|各|又|再|平均|累计|共|大幅|均|净|约)*(?:增加|减少|上升|下降|提高|降低|上涨|下跌|回落|下调|上调|缩短)了?"
)
_MEASURE_MOVES = re.compile(
    rf"(?:[量额率数值价速]|长度|宽度|高度|浓度|温度|价格|水位|面积|收入|产值|余额|利润|成本|费用|标准|单程|全程|工期)(?:每[\u4e00-\u9fff]{{1,2}})?{_MOVES}$"
)
_MOVES_ALONE = re.compile(rf"[由从][^。；]{{1,30}}[至到为][^。；，,]{{1,14}}[，,]{_MOVES}$")
# 每公斤9.8元，微涨0.2元
_PRICE_MOVES = re.compile(r"每[\u4e00-\u9fff]{1,2}[0-9]+(?:[.][0-9]+)?元，(?:微|略|小|猛|又|再)?[涨跌降升]了?$")
_CLAUSE = re.compile(r"[，。；！？;!?\n,](?:(?<!,)|(?<![0-9],)|(?![0-9]{3}))")
_LAST_MARK = re.compile(rf"(?s:.*){_CLAUSE.pattern}")  # takes all it can, so that the last mark is met first
_END = re.compile(r"[ ]?(?:$|[，。；、！？）)”\"’,;!?\n和])|(?:以上|左右)")


@cache
def _verbs(change: str) -> re.Pattern[str]:
    words = [word for row in read_rows(PACKAGE, "changes.toml") if row["change"] == change for word in row["words"]]
    return re.compile("(?<!自然)(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")" + _BETWEEN + "$")


def read_clause(text: str, at: int, reach: int = REACH) -> str:
    """The part of the clause that stands before text[at]."""
    first = max(0, at - reach)
    last = _LAST_MARK.match(text, first, at)
    return text[last.end() if last else first : at].replace(FILLER, "")


def read_change(text: str, figure: Quantity, clause: str, subject: str | None) -> Change | None:
    """Growth or fall that the text states of the figure: 同比增长7.4%, 较上年底降低1.4个百分点.

    `clause` is what stands before the figure in its clause (of a list, before the list), `subject` what it measures.
    """
    if figure.multiplies or clause.endswith(("↑", "⬆")):
        return Change.INCREASE
    if clause.endswith(("↓", "⬇")):
        return Change.DECREASE
    if figure.ranks:
        return None
    if figure.value < 0 and figure.dimension in ("share", "points") and _verbs("increase").search(clause):
        return Change.DECREASE  # 同比增长-3.6%
    relative = figure.dimension in _RELATIVE or (figure.unit == "位" and _MOVED.search(clause) is not None)
    if not relative and not (
        _COMPARED.search(clause)
        or clause.endswith(("增幅", "降幅", "净增", "净减"))
        or _MEASURE_MOVES.search(clause)
        or _PRICE_MOVES.search(text, max(0, figure.start - MOVE_REACH), figure.start)
        or _MOVES_ALONE.search(text, max(0, figure.start - MOVE_REACH), figure.start)
    ):
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
