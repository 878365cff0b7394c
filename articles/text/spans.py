"""Where text was printed: spans of a page, and text that remembers its place.

A span counts Unicode code points of the page's decoded text, end exclusive. Nothing here touches a database.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """`start` to `end` (exclusive) on a page; compares and unpacks as a pair."""

    start: int
    end: int


def merge_spans(spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The same characters as few, sorted, disjoint spans: [(5, 7), (0, 5)] -> (0, 7)."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
        else:
            merged.append(Span(start, end))
    return tuple(merged)


def subtract_spans(whole: Sequence[tuple[int, int]], taken: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """What of `whole` is in none of `taken`: [(0, 9)] less [(2, 4)] -> (0, 2), (4, 9)."""
    left: list[Span] = []
    holes = merge_spans(taken)
    for start, end in merge_spans(whole):
        for hole in holes:
            if hole.end <= start or hole.start >= end:
                continue
            if hole.start > start:
                left.append(Span(start, hole.start))
            start = hole.end
        if start < end:
            left.append(Span(start, end))
    return tuple(left)


def count_characters(spans: Iterable[tuple[int, int]]) -> int:
    """How many characters the spans hold together, each counted once."""
    return sum(span.end - span.start for span in merge_spans(spans))


class Run(NamedTuple):
    """`length` characters that stand in a row both in the text (at `offset`) and on the page (at `page_offset`)."""

    offset: int
    page_offset: int
    length: int


@dataclass(frozen=True, slots=True)
class MappedText:
    """Text with line breaks and stray spaces closed up.

    `origins[i]` is the page offset of `text[i]`, so whatever is found in the clean text can be shown where it stands
    in print. `repaired` holds the offsets into `text` of characters that rest on a repair.
    """

    text: str
    origins: tuple[int, ...]
    repaired: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> Span:
        """The stretch of page from the first to the last character of text[start:end] (start < end)."""
        return Span(self.origins[start], self.origins[end - 1] + 1)

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """As `span`, but one for each stretch where the text runs on in page order (a column's end parts them)."""
        origins = self.origins[start:end]
        first = last = origins[0]
        if origins == tuple(range(first, first + len(origins))):
            return (Span(first, first + len(origins)),)
        found: list[Span] = []
        for origin in origins[1:]:
            if origin < last:
                found.append(Span(first, last + 1))
                first = origin
            last = origin
        found.append(Span(first, last + 1))
        return tuple(found)

    def slice(self, start: int, end: int) -> MappedText:
        """text[start:end] with its places."""
        if start <= 0 and end >= len(self.text):
            return self
        repaired = self.repaired and frozenset(i - start for i in self.repaired if start <= i < end)
        return MappedText(self.text[start:end], self.origins[start:end], repaired)

    def rests_on_repair(self, start: int, end: int) -> bool:
        """Whether any character of text[start:end] was repaired."""
        return bool(self.repaired) and not self.repaired.isdisjoint(range(start, end))

    def runs(self) -> tuple[Run, ...]:
        """The whole map as runs, in text order."""
        found: list[Run] = []
        start = 0
        for i in range(1, len(self.text) + 1):
            if i == len(self.text) or self.origins[i] != self.origins[i - 1] + 1:
                found.append(Run(start, self.origins[start], i - start))
                start = i
        return tuple(found)


def join_mapped(parts: Iterable[MappedText]) -> MappedText:
    """The parts in a row, with nothing put between them."""
    text: list[str] = []
    origins: list[int] = []
    repaired: set[int] = set()
    length = 0
    for part in parts:
        text.append(part.text)
        origins.extend(part.origins)
        if part.repaired:
            repaired.update(i + length for i in part.repaired)
        length += len(part.text)
    return MappedText("".join(text), tuple(origins), frozenset(repaired))
