"""Numbers that say where something is and count nothing: parts of an address, names of places, places on a road."""

from __future__ import annotations

import re

from metrics.extraction.terms import Quantity

_PARTS_OF_ADDRESSES = frozenset("幢栋座组队社室层弄")
# 128号3幢, 某某村2组, 1、2组
_ADDRESS_BEFORE = re.compile(r"[0-9A-Za-z](?:号|幢|栋|座|单元|弄|巷|室)$|[村屯庄区]$|(?<![0-9])[0-9]{1,2}[、和及]$")
_ADDRESS_AFTER = re.compile(r"[ ]?[0-9]{1,4}(?:室|号|单元)")  # 4栋406室
_ROAD_BEFORE = re.compile(
    r"(?:国道|省道|县道|高速|公路|[A-Z][0-9]{1,4}线?|里程碑)[^，。；、\n]{0,6}(?:[0-9.]{1,6}、){0,4}$"
)
# 六里店镇, 三十里铺: miles that name a place.
_MILES_IN_NAME = re.compile(
    r"[铺店墩堡庄河桥沟坪岗营屯台湾塘亭牌井坡滩甸](?!铺)|[\u4e00-\u9fff]{0,2}?(?:镇|乡|街道|村|社区)(?![里上外远])"
)
_ISSUE_NUMBER = re.compile(r"[ ]?(?:$|[/／|第（(]|\n)")


def refuse_location(text: str, q: Quantity, before: str) -> str:
    """Why the quantity only says where something is, in words; an empty string where it may be a figure."""
    unit = q.unit
    if q.dimension == "length" and text[q.end : q.end + 1] == "处" and _ROAD_BEFORE.search(before):
        return "a place on a road"
    is_part = unit in _PARTS_OF_ADDRESSES and q.in_digits
    if is_part and (_ADDRESS_BEFORE.search(before) or _ADDRESS_AFTER.match(text, q.end)):
        return "an address"
    if unit == "里" and not q.in_digits and not q.approximate and _MILES_IN_NAME.match(text, q.end):
        return "the name of a place"
    if unit == "期" and q.value >= 100 and _ISSUE_NUMBER.match(text, q.end) and before[-1:] in ("", "\n", " "):
        return "an ordinal"
    if unit == "度" and before.endswith(("北纬", "南纬", "东经", "西经")):
        return "a place on the globe"
    return ""
