"""Chinese names in running text: surname and given name, weighed by what they are made of and what stands around.

Each candidate gets the sum of counted log odds; which ones are taken is decided over the whole story in agreement.py.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from people.extraction.around import BRACKETED, weigh_after, weigh_before
from people.extraction.evidence import (
    SIGNS,
    SURNAMES,
    TITLE_ENDS,
    TITLES,
    common_words,
    is_character,
    read_triples,
)
from people.extraction.framing import FRAMED, SEEN_BEFORE, weigh_where
from people.extraction.inside import IS_PLACE, weigh_inside
from people.extraction.last_characters import weigh_last
from people.extraction.pairs import NOT_A_NAME
from people.extraction.places import PLACES

GIVEN = read_triples("given_characters.txt")

# What a character that is in no given name counted so far weighs, in the three places.
UNSEEN_GIVEN = (-1.0, -1.8, -1.4)

# Below this a candidate is dropped at once: no agreement in the story has ever raised one so far.
FLOOR = -1.8

STYLED = -4.0  # its last character is the surname of somebody called by a post

# 26位老人, 3支队伍: after a numeral these are counted with, and are no surnames.
_COUNTED_WITH = frozenset("位名户支种车单双路曲段方分成项顶栋层步场幅家口台年元")
_NUMERALS = frozenset("0一二三四五六七八九十百千几数两")
COUNTED = -6.0

COMPOUND = 1.5  # 欧阳 is hardly ever anything else

# The most that the text after a candidate can add; what cannot reach the floor with it is not looked at further.
BEST_AFTER = 1.8


# 周副主席 and offices and places in the place of a given name, and 李某 with what follows (partial.py tells 李某明):
# first of two, last of two, alone.
_NEVER_GIVEN = ("县镇乡某", "县镇乡村省区局厅把犯们你她它族", "副总前某村个族里")
_COMPOUND = {surname for surname in SURNAMES if len(surname) == 2}
_COMPOUND_BEGINNINGS = frozenset(surname[0] for surname in _COMPOUND)
_FIRST = re.compile("[" + "".join(sorted({surname[0] for surname in SURNAMES})) + "]")


class _Given(dict[str, tuple[float, float, float]]):
    """What each character weighs in a given name: first of two, last of two, alone; what is never one, so little that
    no other evidence makes up for it."""

    def __init__(self, counted: dict[str, tuple[float, float, float]]) -> None:
        super().__init__(counted)
        for place, never in enumerate(_NEVER_GIVEN):
            for character in never:
                weights = [*self[character]]
                weights[place] = NOT_A_NAME
                self[character] = (weights[0], weights[1], weights[2])

    def __missing__(self, character: str) -> tuple[float, float, float]:
        weights = self[character] = UNSEEN_GIVEN if is_character(character) else (NOT_A_NAME,) * 3
        return weights


# So many characters in a row that are surnames too are no running text.
_CROWD = re.compile(_FIRST.pattern + "{40,}")


class Candidate(NamedTuple):
    """text[start:end] as a possible name, and the log odds that it is one."""

    start: int
    end: int
    score: float


def _sign(name: str) -> float:
    return SIGNS.get(name, 0.0)


_SURNAME = _sign("surname")
_START = {
    (length, size): _sign("bias") + _sign(f"n{length}{'c' if size == 2 else ''}") + COMPOUND * (size - 1)
    for length in (1, 2)
    for size in (1, 2)
}
# What each surname weighs before one given character and before two.
_OWN = {
    surname: tuple(_START[length, len(surname)] + _SURNAME * weight for length in (1, 2))
    for surname, weight in SURNAMES.items()
}
_OWN_ALONE = {surname: own for surname, own in _OWN.items() if surname not in _COMPOUND_BEGINNINGS}

_GIVEN = _Given(GIVEN)

# With less than this for surname and given name, nothing around can make up for it.
HOPELESS = FLOOR - 2.3

# Characters; no rule looks further on from where a name begins.
SEEN_AFTER = 12


def find_candidates(text: str) -> list[Candidate]:
    """Every stretch of folded text that may be a Chinese name, with its score, in order of start."""
    found: list[Candidate] = []
    stop = len(text) - SEEN_AFTER
    text = _CROWD.sub(lambda crowd: " " * len(crowd[0]), text)
    # The same characters weigh the same wherever they stand: a text that repeats itself costs little.
    seen: dict[str, list[tuple[int, float]]] = {}
    for match in _FIRST.finditer(text):
        start = match.start()
        if SEEN_BEFORE <= start < stop:
            if _is_hopeless(text, start, match[0]):
                continue
            around = text[start - SEEN_BEFORE : start + SEEN_AFTER]
            weighed = seen.get(around)
            if weighed is None:
                weighed = seen[around] = _weigh_names(text, start)
        else:
            weighed = _weigh_names(text, start)
        for length, score in weighed:
            found.append(Candidate(start, start + length, score))
    return found


def _is_hopeless(text: str, start: int, surname: str) -> bool:
    """Whether the characters after a surname of one speak so much against a name that nothing else need be asked."""
    own = _OWN_ALONE.get(surname)
    if own is None:
        return False
    first = _GIVEN[text[start + 1]]
    return (
        own[0] + first[2] < HOPELESS
        and own[1] + (first[0] + _GIVEN[text[start + 2]][1]) < HOPELESS
        and text[start - 1] not in TITLE_ENDS
    )


def _weigh_names(text: str, start: int) -> list[tuple[int, float]]:
    """The names that may begin at `start`, as (length, score)."""
    least = HOPELESS - FRAMED if text[start - 1 : start] in TITLE_ENDS else HOPELESS
    surname, both = text[start], text[start : start + 2]
    found = _weigh_surnamed(text, start, both, least) if both in _COMPOUND else []
    if surname in _OWN:
        found += _weigh_surnamed(text, start, surname, least)
        if both in _COMPOUND:  # 夏侯毅 with one surname or the other is one name: the likelier reading of it counts
            found = sorted(dict(sorted(found, key=_score)).items(), reverse=True)
    return compete(found) if len(found) > 1 else found


def _score(weighed: tuple[int, float]) -> float:
    return weighed[1]


def _weigh_surnamed(text: str, start: int, surname: str, least: float) -> list[tuple[int, float]]:
    """The names that may begin with the surname at `start`; those with less than `least` inside are no names."""
    found: list[tuple[int, float]] = []
    left: tuple[float, str] | None = None
    size = len(surname)
    given = list(map(_GIVEN.__getitem__, text[start + size : start + size + 2]))
    for length in range(len(given), 0, -1):
        end = start + size + length
        if text[end - 1] == text[end : end + 1] == "A":
            continue  # 于GDP
        own = _OWN[surname][length - 1] + (given[0][0] + given[1][1] if length == 2 else given[0][2])
        if own < least:
            continue
        inside = weigh_inside(text, start, end, own, length, least)  # costs less than what stands before
        if inside < least:
            continue
        if left is None:
            left = weigh_before(text, start)
        score = inside + left[0]
        best_after = BRACKETED if text[end : end + 1] == "（" else BEST_AFTER
        if score < FLOOR - best_after - (FRAMED if left[1] == "T" else 0.0):
            continue
        score += weigh_after(text, end, left[1]) + weigh_last(text, end, length)
        if size == 2 and text[start - 1 : start] == "、" and surname in PLACES:  # 临江、濮阳和开封
            score += IS_PLACE
        elif is_counted(text, start):
            score += COUNTED
        if text[end - 1] in SURNAMES and text[start : end - 1] in common_words() and text[end : end + 2] in TITLES:
            score += STYLED  # 伯伯周总理
        score += weigh_where(text, start, end, left[1])
        if score > FLOOR:
            found.append((end - start, score))
    return found


def weigh_characters(text: str, start: int, end: int) -> float:
    """What surname and given name of two say at text[start:end], and the words inside and over its end."""
    own = _START[2, 1] + _SURNAME * SURNAMES.get(text[start], -9.0)
    own += _GIVEN[text[end - 2]][0] + _GIVEN[text[end - 1]][1]
    return weigh_inside(text, start, end, own, 2, NOT_A_NAME)


def compete(found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """The log odds of each, where at most one is a name: what speaks for 王小 and 王小明 speaks for the likelier."""
    if len(found) < 2:
        return found
    weighed = log_odds_among([score for _, score in found])
    return [(length, score) for (length, _), score in zip(found, weighed, strict=True)]


def log_odds_among(scores: list[float]) -> list[float]:
    """Log odds of each alone into those of each against all others and none."""
    shares = [math.exp(min(score, 25.0)) for score in scores]
    whole = 1.0 + sum(shares)
    return [score - math.log(max(1.0, whole - share)) for score, share in zip(scores, shares, strict=True)]


def is_counted(text: str, start: int) -> bool:
    """Whether what might be a surname says what a numeral before it counts: 26位老人."""
    return text[start] in _COUNTED_WITH and text[start - 1 : start] in _NUMERALS
