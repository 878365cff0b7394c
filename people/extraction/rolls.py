"""Rolls of honour: names in rows behind the body that they belong to, under a head that says what they are honoured as.

安全生产标兵 / 一车间：陆文远　魏秀兰 / 二车间：……: where everything is a name, only the boundaries are in doubt, and
the spaces that print has between them tell those. Text has lost its spaces; where it stands on the page has not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from people.extraction.belonging import ENDS
from people.extraction.evidence import MAY_BE_NAME, common_words, is_surname
from people.extraction.splitting import split_names
from people.extraction.titles import Post

FEWEST_ROWS = 2  # one alone may be anything
LONGEST_HEAD = 40
SURNAMED = 0.6  # of the names in a row, and no common words; the rest may be minorities'

_BODY = re.compile(r"(?<!\S)(?P<body>[\u4e00-\u9fffA0]{2,14})：\s?")
_NAMES = re.compile(r"(?:[\u3400-\u9fff]{1,4}(?:·[\u3400-\u9fff]{1,6})*(?:\s|$))+")
# 车间, 二号井, 一中; but not 男子组：X　Y
_BODY_ENDS = (ENDS | frozenset("间井中")) - frozenset("组")
# 0000—0000年度安全生产标兵（排名不分先后）, 优秀教师名单
_HONOUR = re.compile(
    r"""(?:^|年度?|[届次，：“])
    (?P<title>[\u4e00-\u9fff]{0,10}?[\u4e00-\u9fff]{2}(?:标兵|模范|能手|个人|工作者)|(?:优秀|先进|模范)[\u4e00-\u9fff]{2,8}?)
    ”?(?:光荣榜|名单)?(?:（[^（）]*）)?$""",
    re.VERBOSE,
)


class Rolled(NamedTuple):
    """text[start:end] is a name in the row of the body text[body[0]:body[1]]."""

    start: int
    end: int
    body: tuple[int, int]


def find_rolled(text: str, origins: Sequence[int]) -> list[Rolled]:
    """The names of all rolls in folded text, whose characters stand at `origins` on the page."""
    if text.count("：") < FEWEST_ROWS:
        return []
    spaced, places = _set_apart(text, origins)
    found: list[Rolled] = []
    several: list[list[Rolled]] = []
    reached = -1
    for label in _BODY.finditer(spaced):
        if label.start() != reached:
            found += _long_enough(several)
            several = []
        row, reached = _read_row(spaced, places, label)
        if row:
            several.append(row)
    return found + _long_enough(several)


def read_honour(heads: Sequence[str]) -> str | None:
    """What those on a roll are honoured as, by the last of the folded heads over it that says so."""
    told = [_HONOUR.search(head) for head in heads if len(head) <= LONGEST_HEAD]
    return next((found["title"] for found in reversed(told) if found is not None), None)


def read_rolled_post(one: Rolled, printed: str, honour: str | None) -> Post:
    """Body and honour, or the body alone, as of pupils and players."""
    return Post(printed[slice(*one.body)], honour or "")


def _set_apart(text: str, origins: Sequence[int]) -> tuple[str, list[int]]:
    """The text with a space wherever something stands between two characters in print, and where each was in it."""
    letters, places = [text[0]], [0]
    for at, (before, here) in enumerate(pairwise(origins), start=1):
        if here != before + 1:
            letters.append(" ")
            places.append(at)
        letters.append(text[at])
        places.append(at)
    return "".join(letters), places


def _read_row(spaced: str, places: Sequence[int], label: re.Match[str]) -> tuple[list[Rolled], int]:
    """The names behind one body, and where the next row begins."""
    names = _NAMES.match(spaced, label.end())
    if label["body"][-1] not in _BODY_ENDS or names is None:
        return [], -1
    body = (places[label.start()], places[label.end("body") - 1] + 1)
    split = split_names(spaced, names.start(), names.end())
    if sum([_is_like_a_name(name) for _, _, name, _ in split]) < SURNAMED * len(split):
        return [], -1
    return [Rolled(places[start], places[end - 1] + 1, body) for start, end, *_ in split], names.end()


def _is_like_a_name(name: str) -> bool:
    return is_surname(name) and common_words().get(name, MAY_BE_NAME) == MAY_BE_NAME


def _long_enough(rows: Sequence[list[Rolled]]) -> list[Rolled]:
    return [one for row in rows for one in row] if len(rows) >= FEWEST_ROWS else []
