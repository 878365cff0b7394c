"""Which draft is which row: decided by the characters they share. Pure: rows are known by their shapes alone."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from articles.text.spans import Span, count_characters, merge_spans, subtract_spans

# A draft and a row are the same where they share at least this of the shorter one.
SAME = 0.5


class Shape(NamedTuple):
    """One way in which a row lies on the page: as it stands now, or as the importer last wrote it.

    A row that an editor `rejected` swallows only a draft that is mostly its own.
    """

    row: int
    spans: tuple[Span, ...]
    is_tombstone: bool = False
    is_rejected: bool = False


def match_drafts(
    drafts: Sequence[Sequence[tuple[int, int]]],
    shapes: Sequence[Shape],
    may_be: Callable[[int, int], bool] = lambda draft, row: True,
) -> dict[int, int]:
    """For each draft the row that it is most like, each row once: {draft: row}. Drafts like no row are left out.

    Only pairs for which `may_be(draft, row)` holds are considered.
    """
    lengths = [count_characters(spans) for spans in drafts]
    sizes = [count_characters(shape.spans) for shape in shapes]
    found: list[tuple[float, bool, int, int]] = []
    for (draft, number), shared in count_shared(drafts, [shape.spans for shape in shapes]).items():
        shape = shapes[number]
        least = lengths[draft] if shape.is_rejected else min(lengths[draft], sizes[number])
        if shared >= SAME * least and may_be(draft, shape.row):
            likeness = 2 * shared / (lengths[draft] + sizes[number])
            found.append((-likeness, shape.is_tombstone, shape.row, draft))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for _likeness, _tombstone, row, draft in sorted(found):
        if draft not in matched and row not in taken:
            matched[draft] = row
            taken.add(row)
    return matched


def count_shared(
    ones: Sequence[Iterable[tuple[int, int]]], others: Sequence[Iterable[tuple[int, int]]]
) -> Counter[tuple[int, int]]:
    """How many characters each of `ones` shares with each of `others`, by their indexes; pairs without any left out.

    One sweep over all ends, so that a page of a thousand pieces costs no million comparisons.
    """
    # At one place what ends goes before what begins.
    ends = sorted(
        (place, begins, side, index)
        for side, pieces in enumerate((ones, others))
        for index, spans in enumerate(pieces)
        for start, end in merge_spans(spans)
        for place, begins in ((start, True), (end, False))
    )
    shared: Counter[tuple[int, int]] = Counter()
    open_: tuple[set[int], set[int]] = (set(), set())
    last = 0
    for place, begins, side, index in ends:
        if place > last:
            for one in open_[0]:
                for other in open_[1]:
                    shared[one, other] += place - last
            last = place
        (open_[side].add if begins else open_[side].discard)(index)
    return shared


def common_spans(one: Iterable[tuple[int, int]], other: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """The characters that are in both."""
    whole = merge_spans(one)
    return subtract_spans(whole, subtract_spans(whole, other))


class Owners:
    """Which row holds which characters of the page; pieces do not overlap."""

    def __init__(self, pieces: Iterable[tuple[int, int, int]]) -> None:
        """`pieces` are (start, end, row)."""
        self.pieces = sorted(pieces)

    def split(self, spans: Iterable[tuple[int, int]]) -> dict[int, list[Span]]:
        """Each span given to the row that holds most of it; spans that nobody holds are left out."""
        given: dict[int, list[Span]] = {}
        for start, end in spans:
            owner = self.owner(start, end)
            if owner is not None:
                given.setdefault(owner, []).append(Span(start, end))
        return given

    def owner(self, start: int, end: int) -> int | None:
        """The row that holds most of the characters from start to end, None where nobody holds any."""
        shares: Counter[int] = Counter()
        for place in range(self._first(start), len(self.pieces)):
            piece_start, piece_end, row = self.pieces[place]
            if piece_start >= end:
                break
            shares[row] += max(0, min(end, piece_end) - max(start, piece_start))
        best = max(shares.items(), key=lambda share: (share[1], -share[0]), default=(None, 0))
        return best[0] if best[1] else None

    def _first(self, start: int) -> int:
        """The first piece that may reach beyond `start`."""
        return bisect_right(self.pieces, start, key=lambda piece: piece[1])
