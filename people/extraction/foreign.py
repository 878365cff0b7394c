"""Foreign and minority names in running text: written with the characters that sounds are written with, or with ·.

Each candidate gets the sum of counted log odds, on the scale of names.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.text.rules import read_list
from people.extraction.dotted import find_dotted
from people.extraction.evidence import (
    AFTER,
    BEFORE,
    CUES,
    PACKAGE,
    SURNAMES,
    common_words,
    foreign_names_in_dictionary,
    kind_of,
    read_triples,
    read_weights,
    title_before,
    verb_after,
)
from people.extraction.names import Candidate, log_odds_among
from people.extraction.places import PLACES

# Any place, first, last: how much a character speaks for a foreign name there.
CHARACTERS = read_triples("foreign_characters.txt")
PAIRS = read_weights("foreign_pairs.txt")
SIGNS = read_weights("foreign_signs.txt")
_WEIGHTS = {character: weights[0] for character, weights in CHARACTERS.items()}
_LONGEST_PLACE = max(len(place) for place in PLACES)
_PLACE_BEGINNINGS = frozenset(place[:2] for place in PLACES)
_PLACE_ENDINGS = frozenset(place[-2:] for place in PLACES)

OUTSIDE = (-2.5, -2.0, -2.0)  # a character that no foreign name counted so far has
UNSEEN_PAIR = -0.5
FLOOR = LEAST_OUTLOOK = -3.0
LONGEST_RUN = 40  # characters in a row; what is longer is no running text
BEST_OF_THE_REST = 6.0  # what all other signs together have added at most, nearly
LONGEST = 7  # characters of a name without ·

WELL_KNOWN = frozenset(read_list(PACKAGE, "well_known.txt"))
_RUN = re.compile("[" + "".join(sorted(CHARACTERS)) + "]{2,}")
_HOUSES = frozenset(("大学", "中学", "小学", "学院", "公司", "集团", "大桥", "大厦"))
_PLACE_MARKS = frozenset("省市县区镇乡村河山江湖路街岛州旗屯庄湾港桥站")


def find_foreign(text: str) -> list[Candidate]:
    """Every stretch of folded text that may be a foreign name, with its score."""
    return find_candidates(text) + find_dotted(text, _weight)


def find_candidates(text: str) -> list[Candidate]:
    """Those without a dot."""
    found: list[Candidate] = []
    rivals: list[Candidate] = []  # they overlap: at most one of them is a name
    reach = 0
    seen: dict[tuple[str, int, bool], float] = {}
    for start, end in candidates_of(text):
        if (
            text[end - 1] in "县镇乡省"
            or text[start] in "县镇乡省"
            or (end - start > 3 and (text[end - 2 : end] in CUES or text[end - 2 : end] in _HOUSES))
        ):
            continue
        if end - start == 3 and common_words().get(text[end - 2 : end]) == 3:  # 真功夫
            continue
        around = text[max(0, start - 8) : end + 8], end - start, start < 8
        score = seen.get(around)
        if score is None:
            score = _outlook(text, start, end)
            if score >= LEAST_OUTLOOK:
                score = SIGNS["bias"] + sum(SIGNS.get(name, 0.0) * value for name, value in signs_of(text, start, end))
            seen[around] = score
        if score > FLOOR:
            if start >= reach:
                found += compete(rivals)
                rivals = []
            rivals.append(Candidate(start, end, score))
            reach = max(reach, end)
    return found + compete(rivals)


def compete(rivals: list[Candidate]) -> list[Candidate]:
    """The log odds of each, where at most one of them is a name."""
    if len(rivals) < 2:
        return rivals
    weighed = log_odds_among([one.score for one in rivals])
    return [Candidate(one.start, one.end, score) for one, score in zip(rivals, weighed, strict=True)]


def _outlook(text: str, start: int, end: int) -> float:
    """The best that text[start:end] can come to, from the few signs that say most and cost least."""
    score = SIGNS["bias"] + BEST_OF_THE_REST
    score += SIGNS["before"] * (_weight(text[start - 1]) if start else -3.0)
    score += SIGNS["after"] * (_weight(text[end]) if end < len(text) else -3.0)
    score += SIGNS["sum"] * min(sum(map(_WEIGHTS.__getitem__, text[start:end])), 16.0) / 4
    return score


def candidates_of(text: str) -> Iterator[tuple[int, int]]:
    """The stretches worth weighing: those whose characters together speak for a foreign name."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for run in _RUN.finditer(text):
        printed, begin = run[0], run.start()
        stretches = seen.get(printed)
        if stretches is None:
            stretches = seen[printed] = list(_stretches_in(printed))
        for start, end in stretches:
            yield begin + start, begin + end


def _stretches_in(run: str) -> Iterator[tuple[int, int]]:
    """Those in one run of characters that foreign names are written with."""
    if len(run) > LONGEST_RUN:
        return
    weights = [_WEIGHTS[c] for c in run]
    if len(run) == 2 and weights[0] + weights[1] <= 1.9:
        return
    for start in range(len(run) - 1):
        total = weights[start]
        for end in range(start + 2, min(start + LONGEST, len(run)) + 1):
            total += weights[end - 1]
            if total > 1.5 + 0.2 * (end - start):
                yield start, end


def signs_of(text: str, start: int, end: int) -> Iterator[tuple[str, float]]:
    """What is seen at text[start:end], as names of weights and how often or how much of it there is."""
    name = text[start:end]
    before, after = text[start - 1 : start], text[end : end + 1]
    weights = [_weight(c) for c in name]
    yield f"length{len(name)}", 1.0
    yield "sum", min(sum(weights), 16.0) / 4
    yield "least", min(weights)
    yield "pairs", sum(PAIRS.get(name[k : k + 2], UNSEEN_PAIR) for k in range(len(name) - 1)) / (len(name) - 1)
    yield from _signs_of_words(text, start, end, name)
    yield "first", CHARACTERS.get(name[0], OUTSIDE)[1]
    yield "last", CHARACTERS.get(name[-1], OUTSIDE)[2]
    yield "before", _weight(before) if before else -3.0
    yield "after", _weight(after) if after else -3.0
    yield "pair_before", PAIRS.get(before + name[0], UNSEEN_PAIR) if before else -1.0
    yield "pair_after", PAIRS.get(name[-1] + after, UNSEEN_PAIR) if after else -1.0
    if "·" in (before, after):
        yield "by_dot", 1.0
    one, two = before or "^", text[max(0, start - 2) : start] if start > 1 else "^" + (before or "^")
    yield "context_before", BEFORE.get(one, 0.0) + BEFORE.get(two, 0.0)
    one, two = after or "$", text[end : end + 2] if end + 1 < len(text) else (after or "$") + "$"
    yield "context_after", AFTER.get(one, 0.0) + AFTER.get(two, 0.0)
    yield "kind_before" + ("T" if title_before(text, start) else kind_of(before)), 1.0
    verb = verb_after(text, end)
    yield "kind_after" + ("V" if verb > 1 else "v" if verb else kind_of(after)), 1.0
    if not {text[end : end + 2], text[end : end + 3]}.isdisjoint(CUES):
        yield "title_after", 1.0
    if after in _PLACE_MARKS:
        yield "place_mark", 1.0
    if name[0] in SURNAMES and len(name) <= 3:
        yield f"surname{len(name)}", 1.0
    if start and text[start - 1 : start + 1] in common_words():
        yield "word_across_start", 1.0
    if text[end - 1 : end + 1] in common_words():
        yield "word_across_end", 1.0
    if text[end : end + 2] in common_words():
        yield "word_after", 1.0
    if start > 1 and text[start - 2 : start] in common_words():
        yield "word_before", 1.0


def _signs_of_words(text: str, start: int, end: int, name: str) -> Iterator[tuple[str, float]]:
    if name in PLACES:
        yield "place", 1.0
    begins = text[start : start + 2] in _PLACE_BEGINNINGS
    ends = text[end - 2 : end] in _PLACE_ENDINGS
    if begins and any(text[start:stop] in PLACES for stop in range(end + 1, start + _LONGEST_PLACE + 1)):
        yield "place_runs_on", 1.0
    if ends and any(text[begin:end] in PLACES for begin in range(max(0, end - _LONGEST_PLACE), start)):
        yield "place_began_before", 1.0
    if ends and any(text[begin:end] in PLACES for begin in range(start + 1, end - 1)):
        yield "ends_in_place", 1.0
    if begins and any(text[start:stop] in PLACES for stop in range(start + 2, end)):
        yield "begins_with_place", 1.0
    inside = sum(text[at : at + 2] in common_words() for at in range(start, end - 1))
    yield "words_inside", float(min(inside, 3))
    if name in foreign_names_in_dictionary():
        yield "in_dictionary", 1.0
    if name in common_words():
        yield f"word{common_words()[name]}", 1.0


def _weight(character: str) -> float:
    return CHARACTERS.get(character, OUTSIDE)[0]
