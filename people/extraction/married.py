"""Two surnames before a given name, as married women in Hong Kong, Taiwan and overseas write it: 陈林美珠."""

from __future__ import annotations

import re
from collections.abc import Iterable

from people.extraction.around import weigh_after, weigh_before
from people.extraction.evidence import SURNAMES, common_words, kind_of, title_before
from people.extraction.names import Candidate, weigh_characters

SURE_SURNAME = 1.5  # of the first; the second needs a third of it
LIKELY_GIVEN = 0.5
RARE = -0.5  # log odds of such a name against others, all else being equal; chosen
GAIN = 1.0  # over those of a name of three characters within, where that is likelier; chosen

_FIRST = "".join(surname for surname, weight in SURNAMES.items() if len(surname) == 1 and weight >= SURE_SURNAME)
_SECOND = "".join(surname for surname, weight in SURNAMES.items() if len(surname) == 1 and weight >= SURE_SURNAME / 3)
_TWO = re.compile(rf"[{_FIRST}](?=[{_SECOND}][\u4e00-\u9fff][\u4e00-\u9fff])")


def find_married(text: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Names of four characters after a mark, a title or nothing, whose last three are made like a name."""
    found = []
    scores: dict[tuple[int, int], float] | None = None
    for match in _TWO.finditer(text):
        start = match.start()
        end = start + 4
        if kind_of(text[start - 1 : start]) == "h" and not title_before(text, start):
            continue
        words = common_words()
        if text[start : start + 2] in words or any(words.get(text[at : at + 2], 0) > 1 for at in range(start + 1, end)):
            continue
        inside = weigh_characters(text, start + 1, end)
        if inside < LIKELY_GIVEN:
            continue
        before, kind = weigh_before(text, start)
        score = RARE + inside + before + weigh_after(text, end, kind)
        if scores is None:
            scores = {(a, b): weight for a, b, weight in candidates}
        within = max(scores.get((start + 1, end), -9.0), scores.get((start, end - 1), -9.0))
        if score > 0:
            found.append(Candidate(start, end, max(score, within + GAIN)))
    return found
