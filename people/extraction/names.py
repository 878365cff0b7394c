"""Chinese names in running text: surname and given name, weighed by what they are made of and what stands around.

Each candidate gets the sum of counted log odds; which ones are taken is decided over the whole story in agreement.py.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from articles.text.rules import read_list
from people.extraction.evidence import (
    AFTER,
    BEFORE,
    CUES,
    PACKAGE,
    SIGNS,
    SURNAMES,
    TAGS,
    TITLES,
    common_words,
    is_character,
    kind_after,
    kind_before,
    kind_of,
    read_triples,
    title_before,
    verb_after,
    word_tags,
)

PROVINCES = frozenset(read_list(PACKAGE, "provinces.txt"))
HOME_PLACES = frozenset(read_list(PACKAGE, "places.txt"))
PLACES = HOME_PLACES | frozenset(read_list(PACKAGE, "foreign_places.txt"))
PLACE_MARKS = frozenset(read_list(PACKAGE, "place_marks.txt"))
GIVEN = read_triples("given_characters.txt")

# What a character that is in no given name counted so far weighs, in the three places.
UNSEEN_GIVEN = (-1.0, -1.8, -1.4)

# Below this a candidate is dropped at once: no agreement in the story has ever raised one so far.
FLOOR = -2.4

# The corpus of a national daily has few villages; these were chosen on pages of local papers.
IS_PLACE = -3.0
BEGINS_AS_PLACE = -1.5
BEFORE_OFFICE = 6.0  # 总书记 after a name: one person holds it
ENDS_AS_VILLAGE = -4.0  # 梁家镇
BEFORE_VILLAGE = -4.0  # 杨柳 before 镇

# A word between a title and a verb or a mark is a name: 书记庄严介绍. A national daily has too few; these are chosen.
WORD_BEFORE_VERB = 5.5
WORD_BEFORE_MARK = {"、": 3.0, "，": 1.0, "；": 1.0, "）": 1.0}

NOT_A_NAME = -99.0
COMPOUND = 1.5  # 欧阳 is hardly ever anything else

# The most that the text after a candidate can add; what cannot reach the floor with it is not looked at further.
BEST_AFTER = 2.8

_VILLAGES = frozenset("镇乡村")
_ON_THE_WAY = frozenset("到在去下回进是的从为，。、（）“”：来等该出入本")

NATIONAL_OFFICES = read_list(PACKAGE, "national_offices.txt")
_OFFICE_BEGINNINGS = frozenset(office[:2] for office in NATIONAL_OFFICES)
_COMPOUND = {surname for surname in SURNAMES if len(surname) == 2}
_COMPOUND_BEGINNINGS = frozenset(surname[0] for surname in _COMPOUND)
_FIRST = re.compile("[" + "".join(sorted({surname[0] for surname in SURNAMES})) + "]")


class _Given(dict[str, tuple[float, float, float]]):
    """What each character weighs in a given name: first of two, last of two, alone."""

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


# Weights by how common a crossing word is (0: no word).
_WHOLE_2 = {length: (0.0, *(_sign(f"W2{length}{k}") for k in (1, 2, 3, 4))) for length in (1, 2)}
_CROSS = {length: (0.0, *(_sign(f"XR{length}{k}") for k in (1, 2, 3, 4))) for length in (1, 2)}
_TAG_OF_GIVEN, _TAG_OF_WHOLE, _TAG_BEFORE, _TAG_AFTER = (
    {tag: _sign(f"{which}{tag}") for tag in TAGS} for which in ("GT", "WT", "LG", "RG")
)
_GIVEN_WORD = (0.0, *(_sign(f"GW{k}") for k in (1, 2, 3, 4)))
_LEFT_CROSS = (0.0, *(_sign(f"XL{k}") for k in (1, 2, 3, 4)))
_LEFT_WORD = (0.0, *(_sign(f"LW{k}") for k in (1, 2, 3, 4)))
_RIGHT_WORD = (0.0, *(_sign(f"RW{k}") for k in (1, 2, 3, 4)))
_TITLE_BEFORE = {length: _sign(f"T{length}") for length in range(6)}
_VERB_AFTER = {length: _sign(f"V{length}") for length in range(5)}
_WORD_AMONG = {(where, k): _sign(f"WA{where}{k}") for where in "T、hp" for k in (1, 2, 3, 4)}
_UNEXPLAINED = {(size, where): _sign(f"UN{size}{where}") for size in (2, 3, 4) for where in "Thp"}
_SURNAME = _sign("surname")
_WHOLE_3 = {length: _sign(f"W3{length}") for length in (1, 2)}
_WHOLE_4 = {length: _sign(f"W4{length}") for length in (1, 2)}
_CROSS_3 = {length: _sign(f"XR3{length}") for length in (1, 2)}
_CROSS_FROM_GIVEN, _LEFT_CROSS_3, _LEFT_COVER_3 = _sign("XR3b"), _sign("XL3"), _sign("XM3")
_DOUBLED, _ENDS_AS_PLACE, _BEFORE_PLACE_MARK = _sign("dbl"), _sign("ES"), _sign("RS")
_CUE_AFTER, _NEXT_POST, _AFTER_PROVINCE = _sign("RT"), _sign("TRP"), _sign("LP")
_KINDS = "^hp0、，。：（）“”"
_KINDS_BEFORE, _KINDS_AFTER = _KINDS + "TEWF", _KINDS + "VvWF"
_KIND_BEFORE = {kind: _sign(f"LC{kind}") for kind in _KINDS_BEFORE}
_KIND_AFTER = {kind: _sign(f"RC{kind}") for kind in _KINDS_AFTER}
_KINDS_AROUND = {(a, b): _sign(f"LR{a}{b}") for a in _KINDS_BEFORE for b in _KINDS_AFTER}
_START = {
    (length, size): _sign("bias") + _sign(f"n{length}{'c' if size == 2 else ''}") + COMPOUND * (size - 1)
    for length in (1, 2)
    for size in (1, 2)
}

_GIVEN = _Given(GIVEN)

# With this and less for surname and given name, nothing around can make up for it; nor with that before longer words.
HOPELESS = FLOOR - 3.3
TOO_LITTLE = HOPELESS - max(_WHOLE_3.values()) - 0.1

# No rule looks further than this from where a name begins.
SEEN_BEFORE = 7
SEEN_AFTER = 12


def find_candidates(text: str) -> list[Candidate]:
    """Every stretch of folded text that may be a Chinese name, with its score, in order of start."""
    found: list[Candidate] = []
    size = len(text)
    text = _CROWD.sub(lambda crowd: " " * len(crowd[0]), text)
    # The same characters weigh the same wherever they stand: a text that repeats itself costs little.
    seen: dict[str, list[tuple[int, float]]] = {}
    for match in _FIRST.finditer(text):
        start = match.start()
        inner = SEEN_BEFORE <= start < size - SEEN_AFTER
        around = text[start - SEEN_BEFORE : start + SEEN_AFTER] if inner else ""
        weighed = seen.get(around) if inner else None
        if weighed is None:
            weighed = _weigh_names(text, start)
            if inner:
                seen[around] = weighed
        found += [Candidate(start, start + length, score) for length, score in weighed]
    return found


def _weigh_names(text: str, start: int) -> list[tuple[int, float]]:
    """The names that may begin at `start`, as (length, score)."""
    found: list[tuple[int, float]] = []
    surname = text[start]
    surnames = [(surname, 1)] if surname in SURNAMES else []
    if surname in _COMPOUND_BEGINNINGS and text[start : start + 2] in _COMPOUND:
        surnames.insert(0, (text[start : start + 2], 2))
    left: tuple[float, str] | None = None
    for surname, size in surnames:
        weight = _SURNAME * SURNAMES[surname]
        for length in (2, 1):
            end = start + size + length
            if end > len(text):
                continue
            own = _START[length, size] + weight
            if length == 2:
                own += _GIVEN[text[end - 2]][0] + _GIVEN[text[end - 1]][1]
            else:
                own += _GIVEN[text[end - 1]][2]
            if own < HOPELESS:
                continue
            inside = _weigh_inside(text, start, end, own, length)  # costs less than what stands before
            if inside < HOPELESS:
                continue
            if left is None:
                left = weigh_before(text, start)
            score = inside + left[0]
            if score < FLOOR - BEST_AFTER:
                continue
            score += weigh_after(text, end, left[1])
            whole = common_words().get(text[start:end], 0)
            if whole:
                score += _WORD_AMONG[_among(left[1], text[end : end + 1]), whole]
                if left[1] == "T":
                    after = text[end : end + 1]
                    score += WORD_BEFORE_VERB if verb_after(text, end) > 1 else WORD_BEFORE_MARK.get(after, 0.0)
            elif _is_unexplained(text, start, end):
                score += _UNEXPLAINED[end - start, "T" if left[1] == "T" else "h" if left[1] in "hEWF" else "p"]
            if score > FLOOR:
                found.append((end - start, score))
    return found


def _is_unexplained(text: str, start: int, end: int) -> bool:
    """Whether no word of two characters lies in the name or over its ends: characters that only a name explains."""
    words = common_words()
    return not any(text[at : at + 2] in words for at in range(max(0, start - 1), end))


def _among(before: str, after: str) -> str:
    """Where a word may stand as a name: after a title, in a list, between marks, or in running text."""
    if before == "T":
        return "T"
    if before == "、" or after == "、":
        return "、"
    return "h" if before in "hEWF" and kind_of(after) == "h" else "p"


def _weigh_inside(text: str, start: int, end: int, own: float, length: int) -> float:
    """What the characters say by themselves (`own`), and the words that a name here would cut through."""
    known = common_words()
    words, score, given, last = known.get, own, text[end - length : end], text[end - 1]
    if length == 2:
        first = given[0]
        if last in "县镇乡省区" or first in "县镇乡" or (first in "家庄屯沟湾坪岭坝" and last in PLACE_MARKS):  # 陆家村
            return NOT_A_NAME
        if given in CUES:  # 周总理
            return NOT_A_NAME
        score += _GIVEN_WORD[words(given, 0)] + _TAG_OF_GIVEN[word_tags().get(given, "-")]
        if first == last:
            score += _DOUBLED
        if text[end - 2 : end + 1] in known:
            score += _CROSS_FROM_GIVEN
    elif given in "副总前某":  # 周副主席
        return NOT_A_NAME
    else:
        score += _TAG_OF_WHOLE[word_tags().get(text[start:end], "-")]
    score += _WHOLE_2[length][words(text[start : start + 2], 0)]
    score += _CROSS[length][words(text[end - 1 : end + 1], 0)]
    if score < TOO_LITTLE:
        return NOT_A_NAME
    if text[start : start + 3] in known:
        score += _WHOLE_3[length]
    if text[start : start + 4] in known:
        score += _WHOLE_4[length]
    if text[end - 1 : end + 2] in known:
        score += _CROSS_3[length]
    if last in PLACE_MARKS:
        score += ENDS_AS_VILLAGE if last in "镇村乡县河" else _ENDS_AS_PLACE
    if text[start:end] in PLACES:
        score += IS_PLACE if text[start:end] in HOME_PLACES else 2 * IS_PLACE
    elif length == 2 and text[start : end - 1] in PLACES:
        score += BEGINS_AS_PLACE
    return score


def weigh_before(text: str, start: int) -> tuple[float, str]:
    """What stands before says, and its class: T for a title."""
    if not start:
        return BEFORE.get("^", 0.0) + BEFORE.get("^^", 0.0) + _KIND_BEFORE["^"], "^"
    words, tags = common_words(), word_tags()
    one = text[start - 1]
    two = text[start - 2 : start] if start > 1 else "^" + one
    score = BEFORE.get(one, 0.0) + BEFORE.get(two, 0.0)
    score += _LEFT_CROSS[words.get(text[start - 1 : start + 1], 0)]
    if start > 1:
        score += _LEFT_WORD[words.get(two, 0)] + _TAG_BEFORE[tags.get(two, "-")]
        if two in PROVINCES:
            score += _AFTER_PROVINCE
        if text[start - 2 : start + 1] in words:
            score += _LEFT_CROSS_3
    if text[start - 1 : start + 2] in words:
        score += _LEFT_COVER_3
    length = title_before(text, start - 1 if one == "：" else start)
    if length:
        if text[start - length : start] in TITLES:  # 班长 explains 长 in 班长沙X better than 长沙 does
            score -= 0.7 * (_LEFT_CROSS[words.get(text[start - 1 : start + 1], 0)])
        return score + _TITLE_BEFORE[length] + _KIND_BEFORE["T"], "T"
    kind = kind_before(one, two)
    return score + _KIND_BEFORE[kind], kind


def weigh_after(text: str, end: int, before: str) -> float:
    """What stands after says; `before` is the class of what stands before, for some go together."""
    words, tags = common_words(), word_tags()
    one = text[end : end + 1]
    two = text[end : end + 2] if end + 1 < len(text) else (one or "$") + "$"
    score = AFTER.get(one or "$", 0.0) + AFTER.get(two, 0.0) + _RIGHT_WORD[words.get(two, 0)]
    score += _TAG_AFTER[tags.get(two, "-")]
    length = verb_after(text, end)
    score += _VERB_AFTER[length]
    if two in _OFFICE_BEGINNINGS and text[end : end + 4].startswith(NATIONAL_OFFICES):
        score += BEFORE_OFFICE
    if two in CUES or text[end : end + 3] in CUES:
        score += _CUE_AFTER
    if two in PROVINCES and before == "T":
        score += _NEXT_POST
    if text[end + 1 : end + 2] in _VILLAGES and one not in _ON_THE_WAY and one:
        score += BEFORE_VILLAGE
    if one in PLACE_MARKS:
        score += BEFORE_VILLAGE if one in "镇村乡县" else _BEFORE_PLACE_MARK
    kind = "V" if length > 1 else "v" if length else kind_after(one, two)
    return score + _KIND_AFTER[kind] + _KINDS_AROUND[before, kind]
