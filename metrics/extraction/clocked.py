"""Lengths of time with several units inside, as results of races are told: 11秒08, 4分51秒, 2小时13分06秒."""

from __future__ import annotations

import re
from decimal import Decimal

from metrics.extraction.terms import Quantity

_CLOCKED = re.compile(
    r"(?<![0-9.:：])(?:(?P<hours>[0-9]{1,2})(?:个?小时|时))?(?:(?P<minutes>[0-9]{1,2})分钟?)?"
    r"(?P<seconds>[0-9]{1,2})秒(?P<rest>[0-9]{1,2})?(?![0-9钟])"
)


def find_clocked(text: str) -> list[Quantity]:
    """Every such length of time in seconds, in order. Digits are folded."""
    found = []
    for match in _CLOCKED.finditer(text):
        if not (match["minutes"] or match["rest"]):
            continue  # 51秒 is a number and its unit
        seconds = 60 * (60 * int(match["hours"] or 0) + int(match["minutes"] or 0)) + int(match["seconds"])
        value = Decimal(f"{seconds}.{match['rest']}") if match["rest"] else Decimal(seconds)
        found.append(Quantity(match.start(), match.end(), match.start(), value, None, "秒", "duration", True))
    return found
