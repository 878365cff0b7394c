"""A text's way to print after somebody rewrote it: what stayed keeps its places.

Pure. Nothing here knows articles; a run is (offset in the text, offset on the page, length).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from articles.text.spans import Run

# Two rewritten stretches are compared character by character up to this product of their lengths (50 MB, half a
# second); beyond it they share nothing but how they begin and end.
COMPARABLE = 400_000_000

# A single character that both texts have between two changes is chance (的, 在) more often than the same print.
SHORTEST = 2


def align_runs(old: str, runs: Iterable[Sequence[int]], new: str) -> tuple[Run, ...]:
    """The runs of `old` carried over to `new`: what stands in both leads to the same page offsets as before.

    ("市长来了", [(0, 7, 4)], "副市长来到了") -> (1, 7, 3), (5, 10, 1)
    """
    carried: list[Run] = []
    places = [Run(*run) for run in runs]
    for old_start, new_start, length in find_common(old, new):
        for run in places:
            start = max(run.offset, old_start)
            end = min(run.offset + run.length, old_start + length)
            if start < end:
                carried.append(Run(start - old_start + new_start, run.page_offset + start - run.offset, end - start))
    return tuple(sorted(carried))


def find_common(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Stretches that both texts have, in order: (offset in old, offset in new, length)."""
    head = count_common(old, new)
    tail = count_common(old[head:][::-1], new[head:][::-1])
    if head:
        yield 0, 0, head
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    if old_middle and new_middle and len(old_middle) * len(new_middle) <= COMPARABLE:
        for block in Indel.opcodes(old_middle, new_middle):
            length = block.src_end - block.src_start
            if block.tag == "equal" and length >= SHORTEST:
                yield head + block.src_start, head + block.dest_start, length
    if tail:
        yield len(old) - tail, len(new) - tail, tail


def count_common(one: str, other: str) -> int:
    """How many characters the two texts begin with in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # by halves: comparing slices is far faster than going through the characters
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
