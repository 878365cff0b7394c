"""The body that a post leaves half said: 公司经理X after 青石县禾丰粮油公司 is that company's; so is 该局局长X.

Looks back in the same passage for the last name of a body that ends in the same words.
"""

from __future__ import annotations

from collections.abc import Callable

from articles.text.rules import read_list
from people.extraction.evidence import PACKAGE, common_words

REACH = 400  # characters back; what is named further off is not meant
LONGEST = 24  # characters of a body's name
FEWEST = 2  # characters that the full name has more

# What a body may be called for short: 医院, 公司, 合作社.
KINDS = frozenset(read_list(PACKAGE, "kinds_of_body.txt"))


def complete_body(text: str, start: int, short: str, begin_of: Callable[[str, int], int]) -> str | None:
    """The full name of the body called `short` at text[start:], None where none was named before.

    `begin_of` says where the noun phrase ending at a place begins.
    """
    kind, rest = short, ""
    if short[0] in "该本":
        kind = next((short[1 : 1 + length] for length in (3, 2, 1) if short[1 : 1 + length] in KINDS), short[1:2])
        rest = short[1 + len(kind) :]
    elif short not in KINDS:
        return None
    floor = max(0, start - REACH)
    at = text.rfind(kind, floor, start)
    while at >= 0:
        end = at + len(kind)
        begin = max(begin_of(text, end), end - LONGEST)
        before = text[begin:at]
        if len(before) >= FEWEST and before[0] not in "该本这那各全每某一" and before not in common_words():
            return text[begin:end] + rest
        at = text.rfind(kind, floor, at)
    return None
