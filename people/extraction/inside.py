"""What a possible Chinese name says by itself: the words it is made of or cuts through, the places made like it.

Surname and given name are weighed in names.py, what stands around the name in around.py.
"""

from __future__ import annotations

from articles.text.rules import read_list
from people.extraction.evidence import CUES, PACKAGE, SIGNS, TITLE_ENDS, TITLES, common_words, names_in_dictionary
from people.extraction.pairs import NO_TAG_OF_WHOLE, NO_WORD, NOT_A_NAME, Pair, read_pairs
from people.extraction.places import HOME_PLACES, PLACE_MARKS, PLACES

# The corpus of a national daily has few villages; these were chosen on pages of local papers.
IS_PLACE = -3.0
BEGINS_AS_PLACE = -1.5
ENDS_AS_VILLAGE = -4.0  # 梁家镇
_BEGINS_VILLAGE = frozenset("家庄屯沟湾坪岭坝")

# 建设, 和平: the corpus counted has too few names of the years that gave these; chosen.
GIVEN_WORD = 1.0
GIVEN_WORDS = frozenset(read_list(PACKAGE, "given_words.txt"))

# 孔令, 孟庆: the character by which these families name a generation, and one more follows.
_OF_GENERATIONS, _GENERATIONS = frozenset("孔孟颜曾"), frozenset("令祥宪庆繁凡昭广")
HALF_A_NAME = -2.0

PARALLEL = -4.0  # 新主意、好主意: a word after one character and after another


def _sign(name: str) -> float:
    return SIGNS.get(name, 0.0)


_WHOLE_3 = {length: _sign(f"W3{length}") for length in (1, 2)}
_WHOLE_4 = {length: _sign(f"W4{length}") for length in (1, 2)}
_CROSS_3 = {length: _sign(f"XR3{length}") for length in (1, 2)}
_CROSS_FROM_GIVEN = _sign("XR3b")
_DOUBLED, _ENDS_AS_PLACE, _IN_DICTIONARY = _sign("dbl"), _sign("ES"), _sign("NR")

MOST_OF_WORDS = max(0.0, *_WHOLE_3.values())  # the most that words of more than two characters add


def weigh_inside(text: str, start: int, end: int, own: float, length: int, least: float) -> float:
    """What the characters say by themselves (`own`), and the words that a name here would cut through.

    What is sure to come to less than `least` is not weighed to the end.
    """
    pairs, known, score, last = read_pairs(), common_words(), own, text[end - 1]
    begins = pairs.get(text[start : start + 2], NO_WORD)
    crossing = pairs.get(text[end - 1 : end + 1], NO_WORD)
    titled = crossing.is_word and text[end : end + 2] in TITLES  # 院长 explains 院 in X法院长 better than 法院 does
    if length == 2:
        given = pairs.get(text[end - 2 : end], NO_WORD)
        score += given.given + begins.begins_two + (0.0 if titled else crossing.ends_two)
    elif end - start == 2:
        score += begins.alone + (0.0 if titled else crossing.ends_one)
        if text[start] in _OF_GENERATIONS and last in _GENERATIONS:
            score += HALF_A_NAME
    else:
        score += begins.begins_one + NO_TAG_OF_WHOLE + (0.0 if titled else crossing.ends_one)
    if score < least - MOST_OF_WORDS:
        return NOT_A_NAME
    if length == 2:
        score += _weigh_given(text, start, end, given)
    if begins.goes_on:
        score += (text[start : start + 3] in known and _WHOLE_3[length]) + (
            text[start : start + 4] in known and _WHOLE_4[length]
        )
    if crossing.goes_on and text[end - 1 : end + 2] in known and text[end : end + 2] not in TITLES:
        score += _CROSS_3[length]
    if last in PLACE_MARKS:
        score += ENDS_AS_VILLAGE if last in "镇村乡县河" else _ENDS_AS_PLACE
    if begins.begins_place and text[start:end] in PLACES:
        score += IS_PLACE if text[start:end] in HOME_PLACES else 2 * IS_PLACE
    elif begins.begins_place and length == 2 and text[start : end - 1] in PLACES:
        score += BEGINS_AS_PLACE
    return score


def _weigh_given(text: str, start: int, end: int, pair: Pair) -> float:
    """What a given name of two characters says as a whole; `pair` are its weights."""
    first, last = text[end - 2], text[end - 1]
    if (first in _BEGINS_VILLAGE and last in PLACE_MARKS) or (last in TITLE_ENDS and text[start:end] in CUES):
        return NOT_A_NAME  # 陆家村, 农艺师
    score = GIVEN_WORD if pair.is_word and first + last in GIVEN_WORDS else 0.0
    if pair.is_word and first + last in text[max(0, start - 8) : start] + text[end : end + 8]:
        score += PARALLEL
    if first == last:
        score += _DOUBLED
    if pair.goes_on and text[end - 2 : end + 1] in common_words():
        score += _CROSS_FROM_GIVEN
    if text[start:end] in names_in_dictionary():
        score += _IN_DICTIONARY
    return score
