"""Names in a row with or without spaces, taken apart: 陆文远 魏小荷, 张三李四王小五, 陆 桐, 魏小 荷.

For bylines and lists, where everything is a name and only the boundaries are in doubt.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from articles.text.rules import read_list
from people.extraction.evidence import MAY_BE_NAME, PACKAGE, SURNAMES, common_words
from people.extraction.names import GIVEN, UNSEEN_GIVEN

# Costs and gains on one scale; chosen on made-up bylines, as bylines in print leave little doubt.
RUN_TOGETHER = 2.5  # two names with nothing between
CROSS_SPACE = 2.5  # one name over a space or a line break
SPACE_INSIDE = 1.5  # a name of two characters set as wide as three: 陆 桐
THIRD_APART = 0.5  # three letters all apart: names of two are spaced out to be as long as those of three
NO_SURNAME = 3.0  # a pen name, or the name of a minority or a foreigner
FOUR_CHARACTERS = 5.5
TWO_CHARACTERS = 0.9  # three characters are the rule
LONGER = 6.0
OF_PARTS = 1.5  # two parts that names of minorities are put together of: 扎西卓玛
TWO_WORDS = 6.0  # where a pen name of two common words would be cut in two: 田野牧歌
LONE = 9.0  # a single character is no name
FITTING = 0.15  # share of the counted weights of surname and given name that goes in
LONGEST = 9  # characters of one name without ·

_PARTS = frozenset(read_list(PACKAGE, "minority_parts.txt"))
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff](?:[·•・‧.]?[\u3400-\u9fff\U00020000-\U0003ffff])*")
_HARD_GAP = re.compile(r"[，,、；;：:／/＞>＊*…—\-.]")


def split_names(text: str, begin: int, end: int) -> list[tuple[int, int, str, bool]]:
    """The names in text[begin:end] as (start, end, name closed up, whether the division leaves no doubt)."""
    found = []
    for first, last in _runs(text, begin, end):
        found += _split_run(text, first, last)
    return found


def _runs(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """Stretches with nothing but characters and white space in them."""
    runs = []
    start = begin
    for gap in _HARD_GAP.finditer(text, begin, end):
        runs.append((start, gap.start()))
        start = gap.end()
    runs.append((start, end))
    return runs


def _split_run(text: str, begin: int, end: int) -> list[tuple[int, int, str, bool]]:
    """One run of names: the division that costs least, found from left to right."""
    atoms = [(m.start(), m.end()) for m in re.finditer(r"\S(?:[·•・‧]\S+)?", text[begin:end])]
    atoms = [(begin + a, begin + b) for a, b in atoms if _NAME.fullmatch(text[begin + a : begin + b])]
    if len(atoms) > 200:  # no byline; a list of that length would be names all the same, one piece each
        atoms = atoms[:200]
    letters = [text[a:b] for a, b in atoms]
    apart = [one[1] != other[0] for one, other in pairwise(atoms)]  # whether a space stands behind each
    best: list[float] = [0.0] + [-1e9] * len(atoms)
    back = [0] * (len(atoms) + 1)
    for stop in range(1, len(atoms) + 1):
        for start in range(max(0, stop - LONGEST), stop):
            worth = best[start] + _worth("".join(letters[start:stop]), sum(apart[start : stop - 1]))
            if start and not apart[start - 1]:
                worth -= RUN_TOGETHER
                worth -= TWO_WORDS * (worth > best[stop] and _is_of_words(text, atoms, start - 2))
            if worth > best[stop]:
                best[stop], back[stop] = worth, start
    names = []
    stop = len(atoms)
    while stop:
        start = back[stop]
        a, b = atoms[start][0], atoms[stop - 1][1]
        name = re.sub(r"\s+", "", text[a:b])
        sure = not any(apart[start : stop - 1])
        if len(name) > 1:
            names.append((a, b, name, sure and (2 <= len(name) <= 3 or "·" in name)))
        stop = start
    return names[::-1]


def _is_of_words(text: str, atoms: list[tuple[int, int]], first: int) -> bool:
    """Whether four characters, a piece by themselves, are two common words and no two names: 山村小调."""
    piece = atoms[max(0, first) : first + 4]
    if first < 0 or len(piece) < 4 or piece[3][1] - piece[0][0] != 4:
        return False
    begin, end = piece[0][0], piece[3][1]
    if (first and atoms[first - 1][1] == begin) or (first + 4 < len(atoms) and atoms[first + 4][0] == end):
        return False
    words = common_words()
    halves = (text[begin : begin + 2], text[begin + 2 : end])
    nobody = any(words.get(half, 0) < MAY_BE_NAME and SURNAMES.get(half[0], -9.0) < 0 for half in halves)
    return nobody and all(half in words for half in halves)


@lru_cache(maxsize=4096)
def _worth(name: str, gaps: int) -> float:
    """What these characters are worth as one name, with so many spaces inside, which cost.

    Kept, for a page credits the same people again and again.
    """
    worth = -(SPACE_INSIDE if len(name) == 2 else CROSS_SPACE) * gaps - THIRD_APART * (gaps > 1)
    if "·" in name or "•" in name:
        return worth
    if len(name) == 1:
        return worth - LONE
    if len(name) > 3 and name[:2] in _PARTS and name[2:] in _PARTS:
        return worth - OF_PARTS
    compound = name[:2] in SURNAMES and len(name) > 2
    surname = name[:2] if compound else name[0]
    given = name[len(surname) :]
    weight = SURNAMES.get(surname)
    worth += -NO_SURNAME if weight is None else FITTING * max(-4.0, min(4.0, weight))
    if len(given) == 1:
        worth -= 0.0 if compound else TWO_CHARACTERS
        worth += FITTING * GIVEN.get(given, UNSEEN_GIVEN)[2]
    elif len(given) == 2:
        worth += FITTING * (GIVEN.get(given[0], UNSEEN_GIVEN)[0] + GIVEN.get(given[1], UNSEEN_GIVEN)[1])
    elif len(given) == 3 and not compound:
        worth -= FOUR_CHARACTERS
    else:
        worth -= LONGER
    return worth
