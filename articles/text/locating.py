"""Where a string stands in print, line breaks and stray spaces between its characters or not.

An editor types a name or a figure as it reads; the page may have it broken over two lines.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from articles.text.spans import MappedText, Span


def fold(character: str) -> str:
    """Full-width forms as half-width ones, letters small: Ａ -> a. Always one character."""
    folded = unicodedata.normalize("NFKC", character).lower()
    return folded if len(folded) == 1 else character


def close_up(text: str, spans: Iterable[tuple[int, int]]) -> MappedText:
    """The characters of the spans in their order, white space left out, each with its place."""
    characters: list[str] = []
    origins: list[int] = []
    for start, end in spans:
        for place in range(max(start, 0), min(end, len(text))):
            if not text[place].isspace():
                characters.append(fold(text[place]))
                origins.append(place)
    return MappedText("".join(characters), tuple(origins))


def find_places(wanted: str, text: str, spans: Iterable[tuple[int, int]]) -> tuple[tuple[Span, ...], ...]:
    """Every place where `wanted` is printed within `spans` of `text`: for each the stretches of page it takes.

    One stretch as a rule, two where a column's end tears the string. Nothing where it is not printed.
    """
    needle = "".join(fold(character) for character in wanted if not character.isspace())
    if not needle:
        return ()
    closed = close_up(text, spans)
    places: list[tuple[Span, ...]] = []
    found = closed.text.find(needle)
    while found >= 0:
        places.append(join_near(closed, found, found + len(needle), text))
        found = closed.text.find(needle, found + len(needle))
    return tuple(places)


def join_near(closed: MappedText, start: int, end: int, text: str) -> tuple[Span, ...]:
    """The stretches of page under closed[start:end]: parted where something other than white space lies between."""
    stretches: list[Span] = []
    first = last = closed.origins[start]
    for origin in closed.origins[start + 1 : end]:
        if origin < last or text[last + 1 : origin].strip():
            stretches.append(Span(first, last + 1))
            first = origin
        last = origin
    stretches.append(Span(first, last + 1))
    return tuple(stretches)
