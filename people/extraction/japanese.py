"""Names from Japan: a surname of two or three characters, and a given name: 田边康平, 长谷川凉子, 外相田边."""

from __future__ import annotations

import re

from articles.text.rules import read_list
from people.extraction.evidence import CUES, PACKAGE, common_words, is_character, kind_of, title_before, verb_after
from people.extraction.names import Candidate
from people.extraction.places import PLACES

SURNAMES_OF_JAPAN = frozenset(read_list(PACKAGE, "japanese_surnames.txt"))
_FIRST = "".join(sorted({surname[0] for surname in SURNAMES_OF_JAPAN}))
_SECOND = "".join(sorted({surname[1] for surname in SURNAMES_OF_JAPAN}))
_MAY_BEGIN = re.compile(f"[{_FIRST}](?=[{_SECOND}])")
_GIVEN_ENDS = frozenset(
    "郎子夫雄三一二介助人男彦美树也治司平明江代枝香奈菜惠实纪晃博则弘孝康信义仁行良和幸宏裕吾哉太斗真直茂进清正诚"
)

# Log odds, chosen.
FULL = {2: -0.8, 1: -2.5, 3: -2.0}  # surname and so many characters
ALONE = -3.0
GIVEN_END = 1.5
TITLED = 2.0
CLOSED = 0.8  # a mark before or after
CALLED = 2.0  # a title or a verb of saying after
CUT_THROUGH = -3.0  # a word lies over an end
IS_WORD = -2.0
FLOOR = -2.5

_NO_GIVEN = frozenset(
    "那这每各的和与及在是对向从把被让由将给跟为等也都还就又不才便曾已以于说年月日时先公会社家市县省路镇株式总长投"
)


def find_japanese(text: str) -> list[Candidate]:
    """Every stretch of folded text that may be such a name."""
    found = []
    seen: dict[tuple[str, bool], list[tuple[int, float]]] = {}  # a text that repeats itself costs little
    for match in _MAY_BEGIN.finditer(text):
        start = match.start()
        length = next((size for size in (3, 2) if text[start : start + size] in SURNAMES_OF_JAPAN), 0)
        if not length:
            continue
        around = text[max(0, start - 6) : start + length + 8], start < 6
        if around not in seen:
            seen[around] = _weigh_lengths(text, start, start + length)
        found += [Candidate(start, start + size, score) for size, score in seen[around]]
    return found


def _weigh_lengths(text: str, start: int, stop: int) -> list[tuple[int, float]]:
    """The names that begin with the surname text[start:stop], as (length, score)."""
    if start and kind_of(text[start - 1]) == "h" and text[start - 1 : start + 1] in common_words():
        return []
    before = TITLED * bool(title_before(text, start)) or CLOSED * (kind_of(text[start - 1 : start]) != "h")
    weighed = [
        (end - start, before + _weigh_given(text, start, stop, end) + _weigh_end(text, end))
        for end in range(stop, stop + 4)
    ]
    return [(length, score) for length, score in weighed if score > FLOOR]


def _weigh_given(text: str, start: int, stop: int, end: int) -> float:
    given = text[stop:end]
    if not given:
        return ALONE + IS_WORD * (text[start:stop] in common_words() or text[start:stop] in PLACES)
    if len(given) < end - stop or not all(map(is_character, given)) or not _NO_GIVEN.isdisjoint(given):
        return -99.0
    score = FULL[len(given)] + GIVEN_END * (given[-1] in _GIVEN_ENDS)
    pairs = [given[at : at + 2] for at in range(len(given) - 1)]
    score += IS_WORD * (given in CUES or any(pair in common_words() for pair in pairs))
    return score + CUT_THROUGH * (
        text[stop - 1 : stop + 1] in common_words() and text[start:stop] not in common_words()
    )


def _weigh_end(text: str, end: int) -> float:
    if text[end - 1 : end + 1] in common_words():
        return CUT_THROUGH
    if text[end : end + 2] in CUES or text[end : end + 3] in CUES or verb_after(text, end) > 1:
        return CALLED
    return CLOSED * (kind_of(text[end : end + 1]) != "h")
