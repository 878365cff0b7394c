"""Which candidates are taken as names, weighed over the whole story: a name that is sure in one place is likely in
another, and a list of names vouches for its members.

The weights in rules/agreement.txt were fitted on days 1 to 7 of the corpus named in docs/names.md, as log odds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from people.extraction.evidence import read_weights
from people.extraction.foreign import WELL_KNOWN
from people.extraction.known import is_named_after, runs_on
from people.extraction.last_characters import ends_in_small_word
from people.extraction.names import Candidate

# own: what a candidate's own score counts for
# elsewhere: for each point above -2 of the best other place of the same characters in the story
# sure_elsewhere, doubtful_elsewhere: that other place is itself likelier a name than not; is hardly one
# repeated: the same characters stand elsewhere as a candidate at all
# beside_before, beside_after: a likely name stands right before or after, or before or after a 、 or a space
WEIGHTS = read_weights("agreement.txt")
KNOWN = 3.0  # editors have confirmed the name, or every reader knows it; chosen, not counted
THRESHOLD = -1.2  # near the best F1 on the days counted and on labelled pages

PART_OF_FULL = 2.5  # the full name, with ·, is likely elsewhere; chosen
SHORTER_SURE = 2.0  # a name one character shorter is sure elsewhere:
LONGER_ONCE = -2.0  # then the longer one, met once, has swallowed the verb; all chosen
WITH_SMALL_WORD = -8.0  # or has swallowed 因 or 继

SURE_FULL = 5.0  # 洪桂枝 is so sure elsewhere
GIVEN_ALONE = -5.0  # that 桂枝 alone is she, and nobody with the surname 桂; both chosen

FIRM = -3.0  # a firm or a place of that name is spoken of; chosen
# Each is led by the class of what it ends in, which is looked for far faster than what stands before.
_PLACE = re.compile(
    "[县镇乡籍市区](?<=[\u4e00-\u9fff]{3})(?:(?<=[县镇乡])(?!长)|(?<=籍)|(?<=市)(?![民长场值里面区容价委政])"
    "|(?<=[市区])(?=[\u4e00-\u9fff]{0,6}[委局院办处部镇村民]))"
)
# 石桥、柳溪两县: places in a list
_LISTED_PLACES = re.compile("[两三四五六七八九十0-9]个?[县市区镇乡村旗](?!长)")
_PLACES = re.compile(
    "((?:[\u4e00-\u9fff]{2}、){1,5}[\u4e00-\u9fff]{2})(?:[两三四五六七八九十]|[0-9]{1,2})个?[县市区镇乡村旗](?!长)"
)
# 柳林铺镇 names the town 柳林铺, also where 镇 is left out.
_TOWN = re.compile("[镇乡](?<=[\u4e00-\u9fff]{4})(?![长定静压])")
_FIRM = re.compile(
    "(?:(?![任在是的到和与说向为从创办担当加入进驻被让])[\u4e00-\u9fff]){0,4}(?:有限|股份)[责任]{0,2}公司|(?:公司|集团|牌)"
)

_LINKS = frozenset("、和 与，　及")


class Accepted(NamedTuple):
    """passages[passage][start:end] taken as a name, with the log odds over the whole story."""

    passage: int
    start: int
    end: int
    score: float


def settle_names(
    texts: Sequence[str], candidates: Sequence[Sequence[Candidate]], known: frozenset[str]
) -> tuple[Accepted, ...]:
    """The candidates that are taken, no two on one character, in order of place. One list of candidates a text."""
    settled: list[Accepted] = []
    for number, weighed in enumerate(weigh_in_story(texts, candidates, known)):
        settled += _take_best(number, [row for row in weighed if row[0] > THRESHOLD])
    return tuple(settled)


def weigh_in_story(
    texts: Sequence[str], candidates: Sequence[Sequence[Candidate]], known: frozenset[str]
) -> Iterator[list[tuple[float, int, int]]]:
    """The candidates of each text with what the whole story says of them: (score, start, end)."""
    seen = _scores_by_name(texts, candidates)
    scores = {name: sorted(best.values(), reverse=True) for name, best in seen.items()}
    parts = {part for name, several in scores.items() if "·" in name and several[0] > 0 for part in name.split("·")}
    given = {name[1:] for name, several in scores.items() if len(name) == 3 and several[0] > SURE_FULL}
    firms = _names_of_firms(texts, candidates)
    places = {place for text in texts for place in _find_places(text)}
    towns = {text[found.start() - 3 : found.start()] for text in texts for found in _TOWN.finditer(text)}
    bias, weight_of_own = WEIGHTS["bias"], WEIGHTS["own"]
    beside_before, beside_after = WEIGHTS["beside_before"], WEIGHTS["beside_after"]
    for text, found in zip(texts, candidates, strict=True):
        likely_starts = {start for start, _, score in found if score > 0}
        likely_ends = {end for _, end, score in found if score > 0}
        weighed = []
        for start, end, own in found:
            if is_named_after(text, end):
                continue
            name = text[start:end]
            score = bias + weight_of_own * own
            several = scores[name]
            if len(several) > 1:
                score += _weigh_elsewhere(several[1] if own == several[0] else several[0])
            elif len(name) > 2 and name not in known and name[:-1] in seen:
                here = text[start - 1 : start] + name[-1]
                shorter = max((best for around, best in seen[name[:-1]].items() if around != here), default=-99.0)
                if shorter > 0 and ends_in_small_word(text, end):
                    score += WITH_SMALL_WORD
                elif shorter > max(SHORTER_SURE, own):
                    score += LONGER_ONCE
            if start in likely_ends or (start - 1 in likely_ends and text[start - 1] in _LINKS):
                score += beside_before
            if end in likely_starts or (end + 1 in likely_starts and text[end] in _LINKS):
                score += beside_after
            if name in given:
                score += GIVEN_ALONE
            if name in parts:
                score += PART_OF_FULL
            if (name in firms or name in towns or name[:2] in places) and name not in known:
                score += FIRM
            if name in known or (name in WELL_KNOWN and not runs_on(text, start, end)):
                score += KNOWN
            weighed.append((score, start, end))
        yield weighed


def _find_places(text: str) -> Iterator[str]:
    """Names of two characters that a text says are places: 石桥县, 石桥、柳溪两县."""
    for found in _PLACE.finditer(text):
        yield text[found.start() - 2 : found.start()]
    if _LISTED_PLACES.search(text):
        for listed in _PLACES.findall(text):
            yield from listed.split("、")


def _weigh_elsewhere(best: float) -> float:
    """What it says of a candidate that the same characters stand elsewhere, where they come to `best` at most."""
    score = WEIGHTS["repeated"] + WEIGHTS["elsewhere"] * max(0.0, best + 2)
    if best > 0:
        return score + WEIGHTS["sure_elsewhere"]
    return score + WEIGHTS["doubtful_elsewhere"] if best < -1 else score


def _names_of_firms(texts: Sequence[str], candidates: Sequence[Sequence[Candidate]]) -> set[str]:
    """What gives its name to a firm or a brand somewhere in the story: 某某通讯有限公司."""
    return {
        text[start:end]
        for text, found in zip(texts, candidates, strict=True)
        if "公司" in text or "集团" in text
        for start, end, _ in found
        if _FIRM.match(text, end)
    }


def _scores_by_name(texts: Sequence[str], candidates: Sequence[Sequence[Candidate]]) -> dict[str, dict[str, float]]:
    """The best score of each name in each surrounding: a phrase printed twice is no second witness."""
    best: dict[str, dict[str, float]] = {}
    for text, found in zip(texts, candidates, strict=True):
        for start, end, score in found:
            seen = best.setdefault(text[start:end], {})
            around = text[start - 1 : start] + text[end : end + 1]
            if around not in seen or score > seen[around]:
                seen[around] = score
    return best


def _take_best(number: int, weighed: list[tuple[float, int, int]]) -> list[Accepted]:
    """The likeliest first, and nothing that touches what was taken."""
    taken: set[int] = set()
    accepted = []
    for score, start, end in sorted(weighed, key=lambda row: (-row[0], row[1])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            accepted.append(Accepted(number, start, end, score))
    return sorted(accepted, key=lambda row: row.start)
