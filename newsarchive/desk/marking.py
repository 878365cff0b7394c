"""A page's text cut into segments, each with the marks that lie on it. Pure: no Django, no database, no HTML.

The segments in a row are the text again, character by character, whatever the marks are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# Characters that do something to the text around them instead of being seen: they turn it, hide in it, or end it.
# They are shown by their numbers, never let loose on the reader. Line feeds, returns and tabs are what they are.
CONTROL = re.compile(
    r"""
      [\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]   # C0 and C1
    | [\u00ad\u200b-\u200d\u2060-\u2064\ufeff]  # without width: soft hyphen, joiners, byte order mark
    | [\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]  # turning the direction of reading
    | [\u2028\u2029\ufff9-\ufffb]               # ending lines, annotating
    """,
    re.VERBOSE,
)


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


def split_controls(text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each with whether it is one control character: 'a\\u202eb' -> a, (RLO, True), b."""
    start = 0
    for found in CONTROL.finditer(text):
        if start < found.start():
            yield text[start : found.start()], False
        yield found[0], True
        start = found.end()
    if start < len(text):
        yield text[start:], False


def name_control(character: str) -> str:
    """U+202E and the like."""
    return f"U+{ord(character):04X}"
