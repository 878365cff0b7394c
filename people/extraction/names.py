"""Chinese names in running text: surname and given name, weighed by what they are made of and what stands around.

Each candidate gets the sum of counted log odds; which ones are taken is decided over the whole story in agreement.py.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from people.extraction.around import BRACKETED, weigh_after, weigh_before
from people.extraction.evidence import (
    CUES,
    SIGNS,
    SMALL,
    SURNAMES,
    TAGS,
    TITLE_ENDS,
    TITLES,
    common_words,
    is_character,
    kind_of,
    names_in_dictionary,
    read_triples,
    verb_after,
    word_tags,
)
from people.extraction.last_characters import weigh_last
from people.extraction.places import HOME_PLACES, PLACE_MARKS, PLACES

GIVEN = read_triples("given_characters.txt")

# What a character that is in no given name counted so far weighs, in the three places.
UNSEEN_GIVEN = (-1.0, -1.8, -1.4)

# Below this a candidate is dropped at once: no agreement in the story has ever raised one so far.
FLOOR = -1.8

# The corpus of a national daily has few villages; these were chosen on pages of local papers.
IS_PLACE = -3.0
BEGINS_AS_PLACE = -1.5
ENDS_AS_VILLAGE = -4.0  # 梁家镇

# A word between a title and a verb or a mark is a name: 书记庄严介绍. A national daily has too few; these are chosen.
WORD_BEFORE_VERB = 5.5
WORD_BEFORE_MARK = {"、": 3.0, "，": 1.0, "；": 1.0, "）": 1.0}
# Characters between a title and a verb that no word explains, 支队长X表示, make up for the rarest surname.
FRAMED = 3.0
FRAMED_BY_MARK = dict.fromkeys("，。、；：（）", 2.0) | {"": 2.0}

PARALLEL = -4.0  # 新主意、好主意: a word after one character and after another
STYLED = -4.0  # its last character is the surname of somebody called by a post

# 26位老人, 3支队伍: after a numeral these are counted with, and are no surnames.
_COUNTED_WITH = frozenset("位名户支种车单双路曲段方分成项顶栋层步场幅家口台年元")
_NUMERALS = frozenset("0一二三四五六七八九十百千几数两")
COUNTED = -6.0

NOT_A_NAME = -99.0
COMPOUND = 1.5  # 欧阳 is hardly ever anything else

# The most that the text after a candidate can add; what cannot reach the floor with it is not looked at further.
BEST_AFTER = 1.8


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
_TAG_OF_GIVEN, _TAG_OF_WHOLE = ({tag: _sign(f"{which}{tag}") for tag in TAGS} for which in ("GT", "WT"))
_GIVEN_WORD = (0.0, *(_sign(f"GW{k}") for k in (1, 2, 3, 4)))
_WORD_AMONG = {(where, k): _sign(f"WA{where}{k}") for where in "T、hp" for k in (1, 2, 3, 4)}
_UNEXPLAINED = {(size, where): _sign(f"UN{size}{where}") for size in (2, 3, 4) for where in "Thp"}
_SURNAME = _sign("surname")
_WHOLE_3 = {length: _sign(f"W3{length}") for length in (1, 2)}
_WHOLE_4 = {length: _sign(f"W4{length}") for length in (1, 2)}
_CROSS_3 = {length: _sign(f"XR3{length}") for length in (1, 2)}
_CROSS_FROM_GIVEN = _sign("XR3b")
_DOUBLED, _ENDS_AS_PLACE, _IN_DICTIONARY = _sign("dbl"), _sign("ES"), _sign("NR")
_START = {
    (length, size): _sign("bias") + _sign(f"n{length}{'c' if size == 2 else ''}") + COMPOUND * (size - 1)
    for length in (1, 2)
    for size in (1, 2)
}

_GIVEN = _Given(GIVEN)

# With this and less for surname and given name, nothing around can make up for it; nor with that before longer words.
HOPELESS = FLOOR - 2.3
TOO_LITTLE = HOPELESS - FRAMED - max(_WHOLE_3.values()) - 0.1

# No rule looks further than this from where a name begins.
SEEN_BEFORE = 8
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
        if weighed:
            found += [Candidate(start, start + length, score) for length, score in weighed]
    return found


def _weigh_names(text: str, start: int) -> list[tuple[int, float]]:
    """The names that may begin at `start`, as (length, score)."""
    found: list[tuple[int, float]] = []
    surname = text[start]
    surnames = [(surname, 1)] if surname in SURNAMES else []
    if surname in _COMPOUND_BEGINNINGS and text[start : start + 2] in _COMPOUND:
        surnames.insert(0, (text[start : start + 2], 2))
    least = HOPELESS - FRAMED if text[start - 1 : start] in TITLE_ENDS else HOPELESS
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
            if own < least:
                continue
            inside = _weigh_inside(text, start, end, own, length)  # costs less than what stands before
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
            score += _weigh_where(text, start, end, left[1])
            if score > FLOOR:
                found.append((end - start, score))
    return compete(found) if found else found


def _weigh_where(text: str, start: int, end: int, before: str) -> float:
    """What a word, or characters that no word explains, are where they stand; `before` classes what is before."""
    titled = before == "T"
    after = text[end : end + 1]
    whole = common_words().get(text[start:end], 0)
    if whole:
        score = _WORD_AMONG[_among(before, after), whole]
        if titled:
            score += WORD_BEFORE_VERB if verb_after(text, end) > 1 else WORD_BEFORE_MARK.get(after, 0.0)
        return score
    if not _is_unexplained(text, start, end):
        return 0.0
    score = _UNEXPLAINED[end - start, "T" if titled else "h" if before in "hEWF" else "p"]
    if titled and verb_after(text, end):
        score += FRAMED * (text[end - 1] not in SMALL)
    elif titled:
        score += FRAMED_BY_MARK.get(after, 0.0)
    return score


def weigh_characters(text: str, start: int, end: int) -> float:
    """What surname and given name of two say at text[start:end], and the words inside and over its end."""
    own = _START[2, 1] + _SURNAME * SURNAMES.get(text[start], -9.0)
    own += _GIVEN[text[end - 2]][0] + _GIVEN[text[end - 1]][1]
    return _weigh_inside(text, start, end, own, 2)


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
        if (
            last in "县镇乡省区局厅" or first in "县镇乡" or (first in "家庄屯沟湾坪岭坝" and last in PLACE_MARKS)
        ):  # 陆家村
            return NOT_A_NAME
        if given in CUES or text[start:end] in CUES:  # 周总理, 农艺师
            return NOT_A_NAME
        if given in known and given in text[max(0, start - 8) : start] + text[end : end + 8]:
            score += PARALLEL
        score += _GIVEN_WORD[words(given, 0)] + _TAG_OF_GIVEN[word_tags().get(given, "-")]
        if first == last:
            score += _DOUBLED
        if text[end - 2 : end + 1] in known:
            score += _CROSS_FROM_GIVEN
        if text[start:end] in names_in_dictionary():
            score += _IN_DICTIONARY
    elif given in "副总前某":  # 周副主席
        return NOT_A_NAME
    else:
        score += _TAG_OF_WHOLE[word_tags().get(text[start:end], "-")]
    score += _WHOLE_2[length][words(text[start : start + 2], 0)]
    titled = text[end : end + 2] in TITLES  # 院长 explains 院 in X法院长 better than 法院 does
    if not titled:
        score += _CROSS[length][words(text[end - 1 : end + 1], 0)]
    if score < TOO_LITTLE:
        return NOT_A_NAME
    if text[start : start + 3] in known:
        score += _WHOLE_3[length]
    if text[start : start + 4] in known:
        score += _WHOLE_4[length]
    if text[end - 1 : end + 2] in known and not titled:
        score += _CROSS_3[length]
    if last in PLACE_MARKS:
        score += ENDS_AS_VILLAGE if last in "镇村乡县河" else _ENDS_AS_PLACE
    if text[start:end] in PLACES:
        score += IS_PLACE if text[start:end] in HOME_PLACES else 2 * IS_PLACE
    elif length == 2 and text[start : end - 1] in PLACES:
        score += BEGINS_AS_PLACE
    return score
