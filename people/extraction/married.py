"""Two surnames before a given name, as married women in Hong Kong, Taiwan and overseas write it: 陈林美珠."""

from __future__ import annotations

from collections.abc import Iterable

from people.extraction.evidence import SURNAMES, common_words, kind_of, title_before
from people.extraction.names import Candidate

LIKELY = 0.0  # the name of three characters is at least so likely by itself
SURE_SURNAME = 1.5
GAIN = 1.0  # log odds over those of the name without the first surname; chosen


def find_married(text: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Names of four characters out of the likely ones of three, where a mark, a title or nothing stands before."""
    found = []
    for start, end, score in candidates:
        if end - start != 3 or score < LIKELY or not start or SURNAMES.get(text[start - 1], -9.0) < SURE_SURNAME:
            continue
        before = start - 1
        if kind_of(text[before - 1 : before]) == "h" and not title_before(text, before):
            continue
        if text[before : start + 1] not in common_words():
            found.append(Candidate(before, end, score + GAIN))
    return found
