"""How well two stretches of a page hang together: words torn apart at a seam, and words that both use.

The page is its own dictionary: pairs of characters that stand together in its lines are its words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from itertools import chain, repeat
from operator import add

from articles.text.joining import HAN
from articles.text.rules import read_list

Terms = frozenset[str]

NEARLY_ALWAYS, OFTEN = 1.6, 0.8  # how much a pair of the dictionary speaks for a torn word

# Characters that join words and carry no matter of their own; a pair that holds one says nothing of the subject.
_EMPTY = frozenset(
    "的了和与在是为将对及等并以从到个不也就都而于之其由被把让向着过中上下内外有要年月日时前后来这那还再更我们他"
)
# All other characters as one class: it is looked through in half the time that looking ahead at each takes.
_COMMON = "\u4e00-\u9fff"
_FULL = "".join(chr(code) for code in range(0x4E00, 0xA000) if chr(code) not in _EMPTY)
_MATTER = re.compile(rf"[{_FULL}{HAN.replace(_COMMON, '')}]{{2,}}|[A-Za-z0-9.]{{2,}}")


def find_terms(flat: str) -> Terms:
    """The pairs of characters that say what a text is about."""
    found: set[str] = set()
    for word in _MATTER.findall(flat):
        if word[0] < "\x80":
            found.add(word)
        else:
            found.update(map(add, word, word[1:]))
    return frozenset(found)


@cache
def _bound_pairs() -> dict[str, float]:
    """Pairs of characters that stand together inside words, with how much such a pair says of a seam between them."""
    found: dict[str, float] = {}
    for row in read_list("articles.extraction", "pairs.txt"):
        first, _, rest = row.partition(" ")
        nearly_always, _, often = rest.partition("|")
        found.update((first + second, OFTEN) for second in often)
        found.update((first + second, NEARLY_ALWAYS) for second in nearly_always)
    return found


@cache
def _sentence_edges() -> dict[str, float]:
    rows = dict(row.split(" ", 1) for row in read_list("articles.extraction", "sentence_edges.txt"))
    return dict.fromkeys(rows["begins"], 1.0) | dict.fromkeys(rows["inside"], -1.0)


def opens_sentence(flat: str) -> float:
    """Whether a text begins as sentences do (1), as they hardly ever do (-1), or neither (0)."""
    if flat[:1] in ",，、。；;：:！!？?”’」』）)》％%":
        return -1.0
    return _sentence_edges().get(flat[:1], 0.0)


_COUNTED = "万亿千百元年月日时分岁人名个户亩吨公米次辆家件％%℃"  # what follows a figure: 65 / 岁以上


def _count_lines(times: Counter[str], lines: Iterable[list[str]]) -> dict[str, int]:
    """In how many lines each pair stands: as often as it is met, less what one line has of it again, as few have."""
    spread = dict(times)
    for pairs in lines:
        if len(set(pairs)) < len(pairs):
            for pair, again in Counter(pairs).items():
                if again > 1:
                    spread[pair] -= again - 1
    return spread


class PageWords:
    """What one page's lines tell of its words. Made once for a page; only weights of texts are remembered after."""

    def __init__(self, lines: Iterable[str]) -> None:
        flats = tuple(lines)
        pairs = [list(map(add, flat, flat[1:])) for flat in flats]
        self.pairs: Counter[str] = Counter(chain.from_iterable(pairs))
        self.chars: Counter[str] = Counter("".join(flats))
        self._spread = _count_lines(self.pairs, pairs)
        most = max(self._spread.values(), default=0)
        # What a pair weighs that stands in so many lines: rare pairs say more than common ones.
        self._weights = [math.log(1 + len(flats) / (1 + lines)) for lines in range(most + 1)]
        self._totals: dict[Terms, float] = {}

    def seam(self, end: str, start: str) -> float:
        """How likely the text runs on from `end` to `start`: above 0 for, below 0 against, about -1 to 2.

        A pair of characters that the page has elsewhere, or the dictionary inside its words, was one word, torn; two
        common ones never met speak against.
        """
        if not end or not start:
            return 0.0
        a, b = end[-1], start[0]
        together = self.pairs.get(a + b, 0)
        if a.isdigit() and (b.isdigit() or b in _COUNTED):
            return 0.5 if b.isdigit() else 0.8
        if b.isdigit() and a in "超约近达为共过到至逾第破增减升降涨跌":
            return 0.8
        known = _bound_pairs().get(a + b, 0.0)
        if together and a.isalnum() and b.isalnum():
            bound = together * together / (self.chars[a] * self.chars[b])
            return max(known, 0.8 + min(1.2, math.log2(1 + together) / 3 + 4 * bound))
        if known:
            return known
        if not a.isalnum() or not b.isalnum():
            return 0.0
        if min(self.chars[a], self.chars[b]) >= 6:
            return -0.8
        return -0.2

    def likeness(self, asked: Terms, given: Terms) -> float:
        """What share of `asked`, by weight, stands in `given`: 0 to 1."""
        if not asked:
            return 0.0
        total = self._totals.get(asked)
        if total is None:
            total = self._totals[asked] = self._weigh(asked)
        return self._weigh(asked & given) / total if total else 0.0

    def _weigh(self, terms: Terms) -> float:
        lines = map(self._spread.get, terms, repeat(0))
        return math.fsum(map(self._weights.__getitem__, lines))

    def cohesion(self, one: Terms, other: Terms) -> float:
        """How much two texts are about the same, 0 to 1: the share of the shorter one's matter."""
        small, large = sorted((one, other), key=len)
        return self.likeness(small, large)
