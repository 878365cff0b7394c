"""Names of minorities without ·, put together of parts that such names are made of: 才仁加甫, 巴音蒙克, 扎西卓玛."""

from __future__ import annotations

import re

from articles.text.rules import read_list
from people.extraction.evidence import PACKAGE, common_words, kind_of, title_before, verb_after
from people.extraction.names import Candidate
from people.extraction.places import PLACES

PARTS = frozenset(read_list(PACKAGE, "minority_parts.txt"))

TWO_PARTS = 1.5  # log odds of two parts in a row; these weights are chosen
ONE_PART = -1.5  # one part alone, which is often a word or a part of a place
ONE_LONG_PART = 0.5  # three characters or more, which are hardly ever anything else: 库尔班
TITLED = 1.5
CLOSED = 0.8  # at each end where a mark or a verb parts it from the text
RUNS_ON = -1.5  # more characters of names right before or after
IS_WORD = -2.0


def _any_of(parts: frozenset[str]) -> str:
    """A pattern of any of the parts, the longest first; sorted by their first characters, which are looked at first."""
    rests: dict[str, list[str]] = {}
    for part in sorted(parts, key=lambda part: (-len(part), part)):
        rests.setdefault(part[0], []).append(re.escape(part[1:]))
    return "(?:" + "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(rests.items())) + ")"


_ANY = _any_of(PARTS)
_OF_PLACE = re.compile("[·县市州盟旗乡镇村区路山河湖]|口岸|牧场|草原|苏木|嘎查|[林农牧]场|[大小]桥|水库|机场")
_RUN = re.compile(_ANY + _ANY + "{0,3}")


def is_of_parts(piece: str) -> bool:
    """Whether a piece of three characters or more is made of such parts and nothing else."""
    return len(piece) > 2 and (piece in PARTS or _RUN.fullmatch(piece.removesuffix("江")) is not None)


def find_of_parts(text: str) -> list[Candidate]:
    """Every stretch of folded text that is made of such parts."""
    found = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        if text[end : end + 1] == "江" and end - start > 2:
            end += 1  # 库尔班江
        name = text[start:end]
        if name in PLACES or text[start - 1 : start] == "·" or _OF_PLACE.match(text, end):
            continue
        score = TWO_PARTS if match[0] not in PARTS else ONE_LONG_PART if len(name) > 2 else ONE_PART
        if title_before(text, start):
            score += TITLED
        elif kind_of(text[start - 1 : start]) != "h":
            score += CLOSED
        if kind_of(text[end : end + 1]) != "h" or verb_after(text, end):
            score += CLOSED
        if text[start - 1 : start + 1] in common_words() or text[end - 1 : end + 1] in common_words():
            score += RUNS_ON
        if name in common_words():
            score += IS_WORD
        found.append(Candidate(start, end, score))
    return found
