"""Sums and goods told by a bare verb or a bare price: 花七万元|修厕所, 卖了60只, 赚了5万元, 按每公斤34元算.

The verb alone names nothing; what was bought stands behind the sum, what was sold or kept was measured before it.
"""

from __future__ import annotations

import re

from metrics.extraction.phrases import CLAUSE, find_opening_verb, strip_measure
from metrics.extraction.surroundings import Answer, Near, Surroundings

LONGEST_GOODS = 6  # characters of what a price is of
LONGEST_BOUGHT = 10  # characters behind a sum that say what it was spent on
SEEN = 24  # characters behind a figure that are looked at
GOODS_BEFORE = 3  # figures back in which the goods may be counted

_PRICED = re.compile(r"按照?每(?P<unit>[\u4e00-\u9fff]{1,2})$")
_RECKONED = re.compile("来?计?算")
_BARE = re.compile(r"(?:就|也|都|共|还|又|能|可|已|只|便|一共|总共|足足|净|倒)*(?P<deed>[卖花赚挣买赔罚亏])了?")
_BOUGHT = re.compile(r"(?:的钱|钱)?(?P<what>[\u4e00-\u9fff]{2,})")
_PARTICLES = re.compile(r"了|[回出]来|[一两几][辆台部头只件套块座栋张把个条间]")
_DEED_BEFORE = re.compile(r"^(?:[卖买](?=..)|[养种产收打](?=.$))|(?<=..)[卖花赚挣买赔罚亏]$")  # 养羊, 卖羊, 桃卖
_YIELD = re.compile("^.{0,8}产(?=[^量出值])")  # 每亩产茶油
_BODY_SIZE = re.compile(r"(?:身高|体重|身长|体长|重)$")


def read_traded(around: Surroundings, near: Near) -> Answer | None:
    """The indicator of a figure led up to by nothing but such a verb; None where there is more, or too little."""
    priced = _PRICED.search(near.left)
    if priced and _RECKONED.match(around.text, near.figure.end):
        goods = _YIELD.sub("", near.told) if around.is_same_sentence(near.i) else ""
        goods = goods if len(goods) <= LONGEST_GOODS else ""
        return f"{goods}每{priced['unit']}价格", "the price by which it is reckoned"
    match = _BARE.fullmatch(near.left)
    if match is None:
        return None
    deed = match["deed"]
    if deed == "花":
        start = near.figure.end
        bought = _BOUGHT.fullmatch(CLAUSE.split(around.text[start : start + SEEN])[0])
        what = _PARTICLES.sub("", bought["what"]).removesuffix("的") if bought else ""
        if 2 <= len(what) <= LONGEST_BOUGHT:
            return what + deed, "what the money was for"
    told = _BODY_SIZE.sub("", strip_measure(near.told))
    if near.noun or not told or not around.is_same_sentence(near.i):
        return None
    goods = _DEED_BEFORE.sub("", told)
    if near.counted and near.figure.unit in [
        one.unit for one in around.figures[max(0, near.i - GOODS_BEFORE) : near.i]
    ]:
        goods = goods[len(find_opening_verb(goods)) :] or goods
        return deed + goods, "what was counted before, and what was done"
    return goods + deed, "what was measured before, and what was done"
