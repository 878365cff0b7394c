"""The best of few hits, ranked here: the database is asked of the best alone whether strings stand in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

# So many rows are asked of at once.
_BATCH = 100

# From keys of rows to those in which all phrases stand as strings, and whether the words stand there as one.
FindStanding = Callable[[Sequence[int]], dict[int, bool]]
# A rank and the key of the row that has it: where a page of a list begins.
Place = tuple[float, int]
# What waits: by the rank that it may have, and its key, the first in order being the least; the rank by its headline;
# whether it is known.
_Waiting = tuple[float, int, float, bool]


@dataclass(frozen=True)
class Hits:
    """Rows of which each has its key, its rank by headline, and whether the words of the query may stand in it as one
    string, which is `worth` more. They are hits for certain (`sure`), or still to be asked for their phrases."""

    rows: Iterable[tuple[int, float, bool]]
    find_standing: FindStanding
    sure: bool
    worth: float


def read_best(hits: Hits, most: int, place: Place | None = None, upward: bool = False) -> list[tuple[int, float]]:
    """Keys and ranks in order, the best first or the least (`upward`), from behind a place on, `most` at most.

    The hits wait in a heap by the best (upward: the least) that they can be. One that comes out and is not known is
    asked, together with others behind it, and goes back as what it is.
    """
    way = 1 if upward else -1
    sooner, later = (0.0, hits.worth) if upward else (hits.worth, 0.0)  # what side by side would move a row in order
    rows = hits.rows
    if place is not None:
        rows = [row for row in rows if _is_beyond(way * row[1] + later * row[2], way * row[0], place, way)]
    heap: list[_Waiting] = [
        (way * rank - sooner * perhaps, way * key, rank, hits.sure and not perhaps) for key, rank, perhaps in rows
    ]
    heapify(heap)
    found: list[tuple[int, float]] = []
    while heap and len(found) < most:
        if heap[0][3]:
            ranked, keyed, *_rest = heappop(heap)
            if _is_beyond(ranked, keyed, place, way):
                found.append((way * keyed, way * ranked))
        else:
            for each in _ask(heap, hits, way):
                heappush(heap, each)
    return found


def _ask(heap: list[_Waiting], hits: Hits, way: int) -> list[_Waiting]:
    """Take the first of the heap; give back those that are known, and as what they are those that were asked."""
    taken = [heappop(heap) for _each in range(min(_BATCH, len(heap)))]
    asked = {way * keyed: rank for _best, keyed, rank, known in taken if not known}
    standing = hits.find_standing(list(asked))
    answered = [(way * (asked[key] + hits.worth * whole), way * key, 0.0, True) for key, whole in standing.items()]
    return [each for each in taken if each[3]] + answered


def _is_beyond(ranked: float, keyed: int, place: Place | None, way: int) -> bool:
    return place is None or (ranked, keyed) > (way * place[0], way * place[1])
