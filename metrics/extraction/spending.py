"""Sums of money, named by what they were spent on: 投资40万元对敬老院进行改造 -> 投资改造敬老院."""

from __future__ import annotations

import re

from articles.text.rules import read_list
from metrics.extraction.phrases import find_verb, last_verb
from metrics.extraction.surroundings import Answer, Near, Surroundings
from metrics.extraction.wholes import Wholes

LONGEST_PURPOSE = 12  # characters after a sum of money that say what it was spent on

_SPENDING = read_list("metrics.extraction", "spending.txt")
_GIVING = re.compile(
    r"(?:投资|投入|出资|筹资|斥资|捐资|集资|争取资金|投入资金|筹措资金|整合资金|筹集资金|统筹资金|拨款|拨付|贷款|募捐|自筹)$"
)


def read_spent(around: Surroundings, wholes: Wholes, near: Near) -> Answer | None:
    """The indicator of a sum that was given for something; None where the words around it tell no such thing."""
    before, noun = near.before, near.noun
    spending = next(word for word in _SPENDING if before.endswith(word)) if before.endswith(_SPENDING) else ""
    if spending and len(spending) < len(before) <= len(spending) + LONGEST_PURPOSE and noun:
        before = spending if last_verb(noun) == noun or find_verb(noun) == 0 else before
    giving = _GIVING.search(before) if near.figure.dimension == "money" else None
    if giving:
        purpose = around.purpose_of(near.i)
        if 2 <= len(purpose) <= LONGEST_PURPOSE:  # 某镇投资40万元对敬老院进行改造 -> 投资改造敬老院
            return giving[0] + purpose, "what the money was for"
    if before in _SPENDING and 2 <= len(noun) <= LONGEST_PURPOSE:  # 投资600多万元改建5处门诊楼
        purpose = noun + (around.noun_of_next(near.i, None) if noun == last_verb(noun) else "")
        return before + purpose, "what the money was for"
    if before != near.before:
        return wholes.whole(near.i, before), "words before"
    return None
