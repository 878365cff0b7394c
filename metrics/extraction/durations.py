"""What a length of time was spent on: 用时 with what was done in it, or the words that say how long something lasts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metrics.extraction.phrases import CLAUSE, find_verb, last_deed, last_words, strip, strip_span
from metrics.extraction.surroundings import REACH, Surroundings
from metrics.extraction.terms import Quantity

LONGEST_SCENE = 12  # characters of the clause before that tell what was begun

_SPENT_LEAD = re.compile(r"^(?:经过|历时|历经|仅用|连续|利用|用时|耗时|花费?|需要?|只需|仅需)")
_SPENT = re.compile(r"(?:就|便|即|即可|内|之内|里|前|后|左右|以来|来(?=的)|的|时间[，,]?|才|可|能|了)+")
_USED = re.compile(r"(?:[只仅才共就总]|一共|总共)*(?:用时?|花费?|耗时?|需要?|历时)了?$")  # 全程只用了9分钟
_ONCE_BEGUN = re.compile(r"^这?一(?P<deed>[\u4e00-\u9fff])(?:就|便)?(?:是|是?整整)?$")
_LASTING = ("经过", "历经", "连续")
_AT_ONCE = re.compile(r"(?:之?内|里|便|就|即可?|才|后)")
_MOVED = re.compile(
    r"(?:成功|顺利|及时|迅速|已)?[将把](?P<what>[^，。；将把]{2,14}?)(?:全部|安全|成功|迅速|顺利|一举)?(?P<deed>[\u4e00-\u9fff]{2})(?:到.{1,8})?"
)


def _clause_before(text: str, start: int) -> str:
    """The whole clause before the one that ends at `start`, without what opens it."""
    clauses = CLAUSE.split(text[max(0, start - REACH) : start])
    return last_words(strip(clauses[-2]).replace("了", ""), LONGEST_SCENE) if len(clauses) > 1 else ""


def read_duration(
    text: str, figures: Sequence[Quantity], around: Surroundings, i: int, before: str, left: str
) -> tuple[str | None, str]:
    """仅用12天就完成了铺管任务 -> 铺管任务用时; 驻村时间不少于8天 -> 驻村时间; 他种了19年药材 -> 种药材."""
    begun = _ONCE_BEGUN.match(left)
    if begun and (scene := _clause_before(text, figures[i].start)):  # 他在路口摆起修鞋摊，一摆就是|23年
        return scene + ("" if begun["deed"] in scene else f"一{begun['deed']}"), "clause before"
    used = _USED.search(left)
    before = strip(left[: used.start()]) if used else _SPENT_LEAD.sub("", before)
    if before.endswith(("时间", "时限", "周期", "工期", "期限", "寿命", "时长", "用时")):
        return before, "words before"
    if left.endswith("了") and not used:  # 他种了19年当归
        noun = around.noun_after(i)
        return before + ("" if noun[1] or find_verb(noun[0]) >= 0 else noun[0]), "words before"
    figure = figures[i]
    last = min(len(text), figure.end + 30)
    right = text[figure.end : last]
    spent = _SPENT.match(right)
    end = CLAUSE.search(right, spent.end() if spent else 0)
    after = right[spent.end() if spent else 0 : end.start() if end else None]
    begins = figure.end + (spent.end() if spent else 0)
    if i + 1 < len(figures) and begins <= figures[i + 1].start < begins + len(after):
        after = text[begins : figures[i + 1].start] + around.noun_after(i + 1)[0]
    moved = _MOVED.fullmatch(after)  # 3小时内将嫌疑人抓获 -> 抓获嫌疑人
    after = strip_span(moved["deed"] + moved["what"] if moved and last_deed(moved["deed"]) else after).removeprefix(
        "将"
    )
    if len(after) >= 2:
        if used or (spent and _AT_ONCE.match(spent[0]) and not left.startswith(_LASTING)):
            return after.removesuffix("了") + "用时", "what the time was spent on"
        return (before if 2 <= len(before) <= 4 else "") + after, "what the time was spent on"
    told = before or around.clause_before(i) or ""
    if used and (before or not told):  # 维修耗时不少于20天
        told += next((word for word in ("耗时", "历时") if word in used[0]), "用时")
    return told or None, "words before"
