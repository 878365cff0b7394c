"""A page's text cut into segments, each with the marks that lie on it. Pure: no Django, no database, no HTML.

The segments in a row are the text again, character by character, whatever the marks are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# Characters that turn or hide the text around them. They are printed as their numbers, never let loose on the reader.
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Mark:
    """What some characters of a page are: `kind` for its looks, `title` in words, `key` to find it again.

    `number` tells articles apart (0 where it does not matter).
    """

    start: int
    end: int
    kind: str
    title: str = ""
    key: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters in a row that carry the same marks; `start` is their place on the page."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()


def split_into_segments(text: str, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """The whole text in segments, marks in the order given.

    A mark that lies outside the text, or is empty, is cut or left out: a wrong span must not hide a page from its
    editor.
    """
    known = [(max(mark.start, 0), min(mark.end, len(text)), mark) for mark in marks]
    known = [(start, end, mark) for start, end, mark in known if start < end]
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for order, (start, end, _mark) in enumerate(known):
        begins.setdefault(start, []).append(order)
        ends.setdefault(end, []).append(order)
    cuts = sorted({0, len(text), *begins, *ends})
    active: set[int] = set()
    segments: list[Segment] = []
    for start, end in pairwise(cuts):
        active.difference_update(ends.get(start, ()))
        active.update(begins.get(start, ()))
        segments.append(Segment(start, text[start:end], tuple(known[order][2] for order in sorted(active))))
    return tuple(segments)


def is_control(character: str) -> bool:
    """Whether a character does something to the text around it instead of being seen."""
    return character in BIDI or (unicodedata.category(character) in ("Cc", "Cf") and character not in "\n\t")


def split_controls(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is one control character: 'a\\u202eb' -> a, (RLO, True), b."""
    start = 0
    for place, character in enumerate(text):
        if is_control(character):
            if start < place:
                yield text[start:place], False
            yield character, True
            start = place + 1
    if start < len(text):
        yield text[start:], False


def name_control(character: str) -> str:
    """U+202E and the like."""
    return f"U+{ord(character):04X}"
