"""Measures of likeness between what was labelled and what was read. Pure functions on spans, texts and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any, NamedTuple

WHOLE = 0.9  # share of common characters from which an article counts as found whole
SAME_PLACE = 0.5  # share of common characters from which two figures are the same printed one

LIKE_SIGNS = str.maketrans("“”‘’「」『』", '""\'\'""""', "□◎●■◆▲>")


class Rate(NamedTuple):
    """How many were right, of how many said, of how many labelled."""

    hit: int = 0
    said: int = 0
    gold: int = 0

    def plus(self, hit: int, said: int, gold: int) -> Rate:
        return Rate(self.hit + hit, self.said + said, self.gold + gold)

    @property
    def precision(self) -> float:
        return self.hit / self.said if self.said else float(not self.gold)

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def fold(text: str | None) -> str:
    """Full width made half, quotes alike, bullets and white space left out, lower case."""
    text = unicodedata.normalize("NFKC", text or "")
    return re.sub(r"\s+", "", text).lower().translate(LIKE_SIGNS)


def characters(spans: Iterable[Sequence[int]]) -> set[int]:
    """The offsets that the spans hold."""
    return {offset for start, end in spans for offset in range(start, end)}


def overlap(one: Sequence[int], other: Sequence[int]) -> float:
    """What two spans share, of what they hold together."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, shared) / (max(one[1], other[1]) - min(one[0], other[0]))


def same_number(one: Any, other: Any, unit: str | None = None) -> bool:
    """Equal as decimals; a fraction (unit 1) may be cut after the fourth digit."""
    if one is None or other is None:
        return one is None and other is None
    try:
        first, second = Decimal(str(one)), Decimal(str(other))
    except InvalidOperation:
        return False
    return first.is_finite() and second.is_finite() and abs(first - second) <= (Decimal("0.0001") if unit == "1" else 0)


def is_alike(one: str | None, other: str | None) -> bool:
    """Whether a reader would take two phrases for one indicator.

    One holds the other and is not much longer, or half of their character pairs are shared.
    """
    short, long = sorted((fold(one), fold(other)), key=len)
    if len(short) >= 2 and short in long and len(long) <= 2.5 * len(short):
        return True
    pairs = [Counter(pairwise(text)) for text in (short, long)]
    total = sum(pairs[0].values()) + sum(pairs[1].values())
    return short == long != "" or (total > 0 and 2 * sum((pairs[0] & pairs[1]).values()) >= 0.5 * total)


def pair_articles(
    gold: Sequence[dict[str, Any]], said: Sequence[dict[str, Any]], keep: set[int]
) -> tuple[dict[int, int], dict[int, float]]:
    """Each labelled article with the read one that shares most of its characters, one to one, most shared first.

    Gives the pairs (labelled -> read), and for each labelled one the share of common characters.
    """
    labelled = [characters(article["spans"]) & keep for article in gold]
    read = [characters(article["spans"]) & keep for article in said]
    links = sorted(
        ((len(a & b), i, j) for i, a in enumerate(labelled) for j, b in enumerate(read) if a & b), reverse=True
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in links:
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs, {i: len(labelled[i] & read[j]) / len(labelled[i] | read[j]) for i, j in pairs.items()}


def measure_segmentation(gold: Sequence[dict[str, Any]], said: Sequence[dict[str, Any]], keep: set[int]) -> float:
    """B-cubed F1 of the page's characters over articles; what is in none is one more cluster on either side."""

    def owners(articles: Sequence[dict[str, Any]]) -> dict[int, int]:
        return {offset: k for k, article in enumerate(articles) for offset in characters(article["spans"])}

    labelled, read = owners(gold), owners(said)
    pairs = Counter((labelled.get(offset, -1), read.get(offset, -1)) for offset in keep)
    of_gold: Counter[int] = Counter()
    of_said: Counter[int] = Counter()
    for (a, b), count in pairs.items():
        of_gold[a] += count
        of_said[b] += count
    total = sum(pairs.values())
    if not total:
        return 1.0
    precision = sum(count * count / of_said[b] for (_, b), count in pairs.items()) / total
    recall = sum(count * count / of_gold[a] for (a, _), count in pairs.items()) / total
    return 2 * precision * recall / (precision + recall)
