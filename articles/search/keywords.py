"""What a story is about: words that stand in it more often than elsewhere, by jieba's counts; and stories like it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models
from django.db.models import Case, FloatField, Value, When

from articles.search import holding
from articles.search.query import Term
from articles.search.wording import load_jieba
from articles.text.words import fold

KEYWORDS = 10
# Of so many keywords a story must share two to be related.
RELATED_BY = 8
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


def find_related(queryset: models.QuerySet, keywords: Iterable[Keyword]) -> models.QuerySet:
    """The articles of `queryset` that share two keywords or more; `likeness` is how much the shared ones say."""
    likeness: Any = Value(0.0, FloatField())
    shared: Any = Value(0.0, FloatField())
    for keyword in list(keywords)[:RELATED_BY]:
        held = holding(queryset, Term(keyword.word))
        likeness += Case(When(held, then=Value(keyword.weight)), default=Value(0.0), output_field=FloatField())
        shared += Case(When(held, then=Value(1.0)), default=Value(0.0), output_field=FloatField())
    return queryset.annotate(likeness=likeness, shared=shared).filter(shared__gte=2).order_by("-likeness", "-pk")
