"""Whose warmth degrees are: 室温, 水温, 气温."""

from __future__ import annotations

import re

from metrics.extraction.phrases import CLAUSE

REACH = 40  # characters before degrees in which it may stand whose warmth they are

_WARMTH = re.compile("[室水体油地炉棚井]温")
_INDOORS = re.compile("[客餐]厅|卧室|室内|屋[里内]|房间|教室|宿舍|病房|供热|供暖|暖气")


def read_warmth(text: str, at: int) -> str:
    """What degrees at text[at] measure: 室温达到18℃的有19户，最高的一户21.6℃ is 最高室温, 客厅15.2℃ is 室温.

    气温 where nothing says whose warmth it is.
    """
    near = text[max(0, at - REACH) : at]
    whose = [match[0] for match in _WARMTH.finditer(near)]
    if not whose:
        return "室温" if _INDOORS.search(near) else "气温"
    highest = CLAUSE.split(near)[-1][:2]
    return (highest if highest in ("最高", "最低") else "") + whose[-1]
