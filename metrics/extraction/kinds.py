"""What kind of figure it is: a goal or limit (target), a rank, a length of time; None for a plain outcome.

The words of goals stand in rules/kinds.toml. A forecast (预计产量) is no goal. Nothing here reads numbers.
"""

from __future__ import annotations

import re
from functools import cache

from articles.text.rules import read_rows
from metrics.extraction.terms import Quantity
from metrics.extraction.types import MetricKind

PACKAGE = "metrics.extraction"
REACH = 24  # characters before a figure in which the words that speak of it stand
SENTENCE_REACH = 200  # characters before a figure in which its sentence's beginning is looked for

_SENTENCE = re.compile(r"[。！？!?\n]")
_CLAUSE = re.compile(r"[，。；：！？;:!?\n“”]|(?<![0-9]),")
# What ends a goal: something done, something as it is, a comparison, another sentence, what is no goal's measure.
_NO_AIM = re.compile(
    r"""[。！？!?；;\n”]|[已了过]|完成|实现|目前|现有|共有|占地|总?投资|比(?!例)|较|[增降](?![到至为])|超|高于|低于|去年|上年
      |是|为|率|费$|价$|奖金$""",
    re.VERBOSE,
)
# 确保工业增长20%，投入完成38亿元，新上100个项目: what is demanded goes on over verbs.
_DEMANDED = re.compile(r"确保|力争|务必|预期|要[^，。；]{0,4}(?:完成|实现|达到|突破|保持)")
_NO_DEMAND = re.compile(r"[。！？!?\n”]|[已了过]|目前|现有|共有|同比|比上|比去|较|去年|上年")
_BOUND = ("不少于", "不低于", "不超过", "不高于", "不得少于", "不得低于", "不得超过", "不得高于")
_BOUND_BEFORE = re.compile(r"(?:不(?:得|应|能|可)(?:少|低|小|高|大|超|多)[于过]|至少[须应要])$")
# 要稳面积，蔗园稳定在112万亩；要提单产，良种覆盖率达到90%: speeches say 要 at the head of each demand.
_DEMAND = re.compile(r"要(?<![^，；：;:“,]要)(?!不|是|么|知道|说|求|去|走|背|砍|做|花|过|对|把|以|紧盯|聚焦|围绕|锚定)")
_SPOKEN = re.compile(r"指出|强调|要求|提出|会议|部署|提高|完成|达到|实现|；要")
_EXISTING = re.compile(r"(?:^|[，；：;:“,])(?:对|把|为|围绕|聚焦|紧盯|针对|抓好|管好|用好|抓实)[^，。；]{0,8}$")
# 当场要求3天内打捞干净; 承诺：“开办时间压缩到3个工作日以内”: a time that was set.
_SET_TIME = re.compile(r"要求|责令|承诺|限期")
_WITHIN = re.compile(r"(?:之|以)?内|(?<=内)")
_SHORTENED = re.compile(r"(?:缩短|压缩|压减|降)[到至为]$")
# 优良天数131天，同比增加13天: days that are counted, no stretch of time.
_DAYS_COMPARED = re.compile(r"(?:同比|比上年|较上年|比去年|较去年)[^，。；]{0,6}(?:增加|减少|增|减|多|少)了?$")
# 由83.5%提高到90%: the value before is an outcome, also where the new one is a goal.
_OLD_VALUE = re.compile(r"[由从][^，。；、由从]{0,12}$")
_NEW_FOLLOWS = re.compile(r"[^，。；、0-9]{0,8}?[到至为]")
_LIMIT = re.compile(r"最高[^，。；0-9]{0,10}额度|封顶线")


@cache
def _targets() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    rows = read_rows(PACKAGE, "kinds.toml", "target")
    before, after, sentence, opening = (
        "|".join(word for row in rows if row["place"] == place for word in row["words"])
        for place in ("before", "after", "sentence", "opening")
    )
    return (
        re.compile(before),
        re.compile(f"(?:(?!完成|实现|达到)[^，,。；！？;!?\\n]){{0,16}}?(?:{after})"),
        re.compile(sentence),
        re.compile(rf"[ \u3000“]*(?:{opening})"),
    )


def read_kind(text: str, figure: Quantity, clause: str, to_come: bool = False) -> MetricKind | None:
    """Rank, goal or length of time; None for a plain outcome.

    `clause` is what stands before the figure in its clause (of a list, before the list); `to_come` tells that its
    period lies ahead.
    """
    if figure.ranks:
        return MetricKind.RANK
    before, after, coming, opening = _targets()
    if after.match(text, figure.end):
        return MetricKind.TARGET
    if clause.endswith("控制在") and text.startswith(("以内", "以下", "之内"), figure.end - 2):
        return MetricKind.TARGET
    if text.startswith(_BOUND, figure.start) or _BOUND_BEFORE.search(clause):
        return MetricKind.TARGET
    sentence = _read_sentence(text, figure.start)
    comes = coming.search(sentence, max(0, len(sentence) - 2 * REACH)) is not None
    if figure.dimension == "duration":
        return _read_duration(text, figure, clause, sentence, comes)
    if _LIMIT.search(clause):
        return MetricKind.TARGET
    if _is_old_value(text, figure):
        return None
    if before.search(clause) or to_come:
        return MetricKind.TARGET
    if clause.endswith("总投资"):
        return None  # 今年要抓好总投资8亿元的产业园: the size of what the goal is about
    if comes or opening.match(sentence) or _is_demanded(sentence):
        return MetricKind.TARGET
    return None


def _read_sentence(text: str, at: int) -> str:
    """The part of the sentence that stands before text[at], as far as it is looked for."""
    return _SENTENCE.split(text[max(0, at - SENTENCE_REACH) : at])[-1]


def _read_duration(text: str, figure: Quantity, clause: str, sentence: str, comes: bool) -> MetricKind | None:
    """A length of time; a target where it was set, None where days are counted (优良天数47天)."""
    if "天数" in clause or _DAYS_COMPARED.search(clause):
        return None
    if comes and _SHORTENED.search(clause):
        return MetricKind.TARGET
    ends_within = _WITHIN.match(text, figure.end) is not None
    if ends_within and _SET_TIME.search(sentence[-2 * REACH :]):
        return MetricKind.TARGET
    return MetricKind.DURATION


def _is_demanded(sentence: str) -> bool:
    """Whether a speech demands what follows: 会议指出，要提单产，良种覆盖率达到90%."""
    demands = list(_DEMAND.finditer(sentence)) if "要" in sentence else []
    if not demands or not _SPOKEN.search(sentence):
        return False
    last = _CLAUSE.split(sentence[demands[-1].end() :])
    return not _NO_DEMAND.search(last[-1]) and not _EXISTING.search(sentence)


def _is_old_value(text: str, figure: Quantity) -> bool:
    """由83.5%提高到90%: of a change the value before it."""
    before = text[max(0, figure.start - REACH) : figure.start]
    return _OLD_VALUE.search(before) is not None and _NEW_FOLLOWS.match(text, figure.end) is not None


def is_aim_carried(text: str, first: int, figure: Quantity) -> bool:
    """Whether a goal told before text[first] is a goal at the figure too: 今年将新建村道15公里，改造危桥3座."""
    between = text[first : figure.start]
    if len(between) > REACH or between[:1] not in ("，", "、", ",", "和", "及") or _is_old_value(text, figure):
        return False
    if not _NO_AIM.search(between):
        return True
    return _DEMANDED.search(_SENTENCE.split(text[max(0, first - 2 * REACH) : first])[-1]) is not None and not (
        _NO_DEMAND.search(between)
    )
