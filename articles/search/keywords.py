"""What a story is about: words that stand in it more often than elsewhere, by jieba's counts; and stories like it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from typing import Any

from django.db import models

from articles.search import find_some
from articles.search.wording import load_jieba
from articles.text.words import fold, phrase_terms

KEYWORDS = 10
# Of so many keywords a story must share two to be related.
RELATED_BY = 8
RELATED = 10
# A keyword that stands in more articles leads to none.
RARE = 2000
# So many articles, to which the rarer keywords lead most often, are compared.
CANDIDATES = 200
# A longer story says what it is about in its beginning; and the cost has an end.
READ = 20_000


@dataclass(frozen=True, slots=True)
class Keyword:
    """A folded word or name, and how much it says: its share of the words times how rare it is elsewhere."""

    word: str
    weight: float


@cache
def _rarity() -> tuple[dict[str, float], float]:
    """jieba's inverse document frequencies, and the one for words it has not counted."""
    load_jieba()
    from jieba.analyse import default_tfidf

    return default_tfidf.idf_freq, default_tfidf.median_idf


def find_keywords(texts: Iterable[str], names: Iterable[str], most: int = KEYWORDS) -> list[Keyword]:
    """The words that say most about the texts, the weightiest first.

    `names` of people and places are words whole, wherever they stand: the dictionary does not know them and would cut
    through them. Words of one character, numbers and marks are none.
    """
    known = sorted({folded for name in names if len(folded := fold(name)) > 1}, key=len, reverse=True)
    text = "\n".join(map(fold, texts))[:READ]
    counts = Counter(word for word in _cut(text, known) if len(word) > 1 and any(map(str.isalpha, word)))
    rarity, usual = _rarity()
    total = counts.total()
    weighed = (Keyword(word, count / total * rarity.get(word, usual)) for word, count in counts.items())
    return sorted(weighed, key=lambda keyword: (-keyword.weight, keyword.word))[:most]


def _cut(text: str, names: list[str]) -> Iterator[str]:
    pieces = re.split("(" + "|".join(map(re.escape, names)) + ")", text) if names else [text]
    for piece in pieces:
        if piece in names:
            yield piece
        else:
            yield from load_jieba().cut(piece)


def find_related(queryset: models.QuerySet, keywords: Iterable[Keyword], most: int = RELATED) -> list[Any]:
    """The articles of `queryset` that share two keywords or more, the most alike first.

    `likeness` is how much the shared ones say, `shares` are these words. A keyword in thousands of articles counts
    where it is shared, and leads to none: who shares nothing but such words is like thousands of others.
    """
    keywords = list(keywords)[:RELATED_BY]
    led_to: Counter[int] = Counter()
    for keyword in keywords:
        for key in find_some(queryset, keyword.word, RARE) or ():
            led_to[key] += keyword.weight  # type: ignore[assignment]
    candidates = nlargest(CANDIDATES, led_to, key=lambda key: (led_to[key], key))
    found = []
    for key, terms in queryset.order_by().filter(pk__in=candidates).values_list("pk", "terms"):
        shared = [keyword for keyword in keywords if phrase_terms(keyword.word) in terms]
        if len(shared) > 1:
            found.append((sum(keyword.weight for keyword in shared), key, shared))
    best = nlargest(most, found, key=lambda each: each[:2])
    rows = queryset.defer("terms").in_bulk([key for _likeness, key, _shared in best])
    for likeness, key, shared in best:
        rows[key].likeness, rows[key].shares = likeness, [keyword.word for keyword in shared]
    return [rows[key] for _likeness, key, _shared in best]
