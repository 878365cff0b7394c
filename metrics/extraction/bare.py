"""Numbers without a unit: figures after what they measure (综合指数4.60) or with a magnitude (点赞超154万)."""

from __future__ import annotations

import re

from metrics.extraction.terms import Quantity

_DIAL_BEFORE = re.compile(
    r"(?:热线|电话|专线|邮编|微信|手机|传真|QQ|号码|编号|证号|尾号|尾数|代码|热线[:：]|电话[:：]|第)为?[ ]?$"
)
_MEASURED = re.compile(
    r"""(?:指数 | (?<![A-Za-z0-9])(?:AQI|API|CPI|PPI|PMI)值?                       # AQI为78
          | 系数 | 评分 | 得分 | 分值 | 总分 | 均分 | 比值 | [量数率额值])   # 综合指数4.60, 点击量12345
        (?:已|也|均|分别|共|约|总)?(?:达到了?|高达|突破|提升至|上升至|下降至|升至|降至|增至|达|为|是|超|近|至)?$""",
    re.VERBOSE,
)
# 分别以4.36、4.52列第一、第二位: by what they are ranked
_RANKED_BY = re.compile(r"(?<=[\u4e00-\u9fff])以(?:得?分)?(?:[0-9.]+、)*$")
_RANKS = re.compile(r"(?:、[0-9.]+)*的?(?:成绩|得分|总分)?(?:分列|位列|名列|位居|[列居排])")
CLAUSE_END = re.compile(r"[ ]?(?:$|[，。；、：！？）)”\"’,;!?\n]|以上|左右|和|与|，)")
REACH = 16  # characters of a move from one number to another, each way
_BARE = r"(?:指数|系数|比值|比例|收入比|[产供销]比|均值|评分)"
_BARE_FROM = re.compile(rf"{_BARE}[^，。；、0-9]{{0,4}}[由从][^，。；、0-9]{{0,6}}$")
_BARE_TO = re.compile(r"[^，。；、0-9]{0,4}(?:到|至|为)[0-9]")
_BARE_MOVED = re.compile(
    rf"{_BARE}[^，。；、0-9]{{0,4}}[由从][^，。；、0-9]{{0,6}}[0-9.]+[^，。；、0-9]{{1,4}}(?:到|至|为)$"
)


def refuse_bare(text: str, q: Quantity, before: str) -> str:
    """A number without a unit: a figure with a magnitude (点赞超154万) or after what it measures (综合指数4.60)."""
    if q.bare_magnitude or not q.in_digits:
        if q.approximate and q.value >= 100 and _MEASURED.search(before) and CLAUSE_END.match(text, q.end):
            return ""
        told = not q.in_digits and q.approximate and q.value >= 1000 and not before.endswith(("成", "成千"))
        if told and CLAUSE_END.match(text, q.end):
            return ""
        return "a numeral without a unit"
    if _DIAL_BEFORE.search(before):
        return "a number to dial or to file under"
    if text[q.end : q.end + 1] in ("级", "号", "版", "路", "楼"):
        return "a label"
    magnified = any(c in "万亿" for c in text[q.number : q.end])
    if magnified and not q.shares_unit:
        return ""
    if _MEASURED.search(before) and CLAUSE_END.match(text, q.end):
        return ""
    if _moves_bare(text, q) or ranks_by(text, q):
        return ""
    return "a number without a unit"


def ranks_by(text: str, q: Quantity) -> bool:
    """A number by which somebody is ranked: 以4.36列第一位."""
    return _RANKED_BY.search(text[max(0, q.start - REACH) : q.start]) is not None and bool(_RANKS.match(text, q.end))


def _moves_bare(text: str, q: Quantity) -> bool:
    """综合指数由4.85下降到4.60, 收入比由上年的1.85缩小到1.79: what has no unit moves from one number to another."""
    before = text[max(0, q.start - 2 * REACH) : q.start]
    from_here = _BARE_FROM.search(before) is not None and _BARE_TO.match(text, q.end) is not None
    return from_here or (_BARE_MOVED.search(before) is not None and CLAUSE_END.match(text, q.end) is not None)
