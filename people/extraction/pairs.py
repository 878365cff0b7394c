"""What a word of two characters says of the names around it and over it: all its weights in one table, read at once.

How common a word is and what kind of word decide the weights; names.py and around.py add them up.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from people.extraction.evidence import CUES, SIGNS, TAGS, common_words, word_tags
from people.extraction.places import PLACES, PROVINCES

NOT_A_NAME = -99.0


def _sign(name: str) -> float:
    return SIGNS.get(name, 0.0)


def _by_level(name: str) -> tuple[float, ...]:
    """Weights by how common the word is (0: no word)."""
    return (0.0, *(_sign(f"{name}{level}") for level in (1, 2, 3, 4)))


@dataclass(frozen=True, slots=True)
class Pair:
    """The weights of two characters, by where they stand to a name.

    `given`: they are all of the given name; `alone`: all of the name; `begins_one`, `begins_two`: the beginning of a
    name with so many given characters; `ends_one`, `ends_two`: they cross its end; `enters`: they cross its
    beginning; `before` and `after`: they stand next to it. `goes_on` and `begins_place`: a longer word, or a place,
    begins with them, or they are one.
    """

    is_word: bool
    is_cue: bool
    goes_on: bool
    begins_place: bool
    given: float
    alone: float
    begins_one: float
    begins_two: float
    ends_one: float
    ends_two: float
    enters: float
    before: float
    after: float


_WHOLE = {length: _by_level(f"W2{length}") for length in (1, 2)}
_CROSS = {length: _by_level(f"XR{length}") for length in (1, 2)}
_GIVEN, _ENTERS, _BEFORE, _AFTER = map(_by_level, ("GW", "XL", "LW", "RW"))
_TAG_OF_GIVEN, _TAG_OF_WHOLE, _TAG_BEFORE, _TAG_AFTER = (
    {tag: _sign(f"{which}{tag}") for tag in TAGS} for which in ("GT", "WT", "LG", "RG")
)
NO_TAG_OF_WHOLE = _TAG_OF_WHOLE["-"]
_AFTER_PROVINCE = _sign("LP")


class _Kind(NamedTuple):
    """All that the weights of two characters hang on."""

    level: int = 0
    tag: str = "-"
    is_cue: bool = False
    is_province: bool = False
    goes_on: bool = False
    begins_place: bool = False


def _weigh(kind: _Kind) -> Pair:
    level, tag, is_cue, is_province, goes_on, begins_place = kind
    return Pair(
        is_word=level > 0,
        is_cue=is_cue,
        goes_on=goes_on,
        begins_place=begins_place,
        given=NOT_A_NAME if is_cue else _GIVEN[level] + _TAG_OF_GIVEN[tag],  # 周总理
        alone=_WHOLE[1][level] + _TAG_OF_WHOLE[tag],
        begins_one=_WHOLE[1][level],
        begins_two=_WHOLE[2][level],
        ends_one=_CROSS[1][level],
        ends_two=_CROSS[2][level],
        enters=_ENTERS[level],
        before=_BEFORE[level] + _TAG_BEFORE[tag] + (_AFTER_PROVINCE if is_province else 0.0),
        after=_AFTER[level] + _TAG_AFTER[tag],
    )


NO_WORD = _weigh(_Kind())


@cache
def read_pairs() -> dict[str, Pair]:
    """Every two characters that are a word, a title, a calling or a province or begin a longer word or a place.

    For any other two `NO_WORD` holds.
    """
    words, tags = common_words(), word_tags()
    longer = {word[:2] for word in words if len(word) > 2}
    places = {place[:2] for place in PLACES}
    weighed: dict[_Kind, Pair] = {}
    pairs = {}
    for pair in (*words, *CUES, *PROVINCES, *longer, *places):
        if len(pair) != 2 or pair in pairs:
            continue
        kind = _Kind(
            words.get(pair, 0), tags.get(pair, "-"), pair in CUES, pair in PROVINCES, pair in longer, pair in places
        )
        if kind not in weighed:
            weighed[kind] = _weigh(kind)
        pairs[pair] = weighed[kind]
    return pairs
