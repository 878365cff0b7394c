"""How good a hit is: what each phrase of a query is worth in a headline, and its words side by side anywhere.

The same on every database. To count hits in the bodies would mean to read every row that holds a common word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import F, FloatField, Func

from articles.search.query import Query
from articles.search.wording import cut_words
from articles.text.words import spelled_pattern

# What the words of a query are worth where they stand as one string: in the headline, and anywhere.
_WHOLE_HEADLINE, WHOLE = 4.0, 2.0
# Beyond this many, phrases narrow what is found but no longer rank it.
_RANKED = 8
# Worths are so many parts of one: sums of them are exact, in Python and in either database.
_PARTS = 1024

# SQL for whether a phrase stands in the headline, asked of the column by which a database tells it; its parameter.
WritePrinted = Callable[[str, str], tuple[str, str]]


def weigh(query: Query) -> list[tuple[float, str]]:
    """What each phrase is worth in a headline."""
    weights = [(_WHOLE_HEADLINE, query.whole)] if has_whole(query) else []
    for phrase in query.phrases[:_RANKED]:
        words = cut_words(phrase)[:_RANKED]
        weights += [(1.0, phrase), *((round(_PARTS / 2 / len(words)) / _PARTS, word) for word in words)]
    return weights


def has_whole(query: Query) -> bool:
    """Whether several words were asked for, which rank higher where they stand as one string."""
    return bool(query.whole) and len(query.wanted) > 1


def find_plain(query: Query) -> list[str]:
    """The phrases that must all stand in a row, wherever."""
    return [group[0].phrase for group in query.wanted if len(group) == 1 and not group[0].field]


def rank_headline(weights: Sequence[tuple[float, str]]) -> Callable[[str], float]:
    """Gives what a headline is worth to a query, as `Rank` has it but for what stands elsewhere."""
    patterns = [(weight, re.compile(spelled_pattern(phrase)).search) for weight, phrase in weights]
    any_stands = re.compile("|".join(f"(?:{spelled_pattern(phrase)})" for _weight, phrase in weights)).search

    def rank(headline: str) -> float:
        return sum(weight for weight, stands in patterns if stands(headline)) if any_stands(headline) else 0.0

    return rank


class Rank(Func):
    """The rank of a row as one expression: Django would copy a tree of them again and again, for milliseconds."""

    output_field = FloatField()

    def __init__(
        self, weights: Sequence[tuple[float, str]], column: str, printed: WritePrinted, whole: Any = None
    ) -> None:
        """`whole` is the condition by which the words of a query stand as one string."""
        super().__init__(F(column), *([] if whole is None else [whole]))
        self.weights, self.printed = tuple(weights), printed

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        (column, _none), *wholes = (compiler.compile(each) for each in self.get_source_expressions())
        conditions = [(weight, *self.printed(column, phrase)) for weight, phrase in self.weights]
        parts = [(f"CASE WHEN {sql} THEN {weight} ELSE 0.0 END", [value]) for weight, sql, value in conditions]
        parts += [(f"CASE WHEN {sql} THEN {WHOLE} ELSE 0.0 END", list(params)) for sql, params in wholes]
        told = " + ".join(sql for sql, _params in parts) or "0.0"
        sql = f"CAST({told} AS {FloatField().db_type(connection)})"
        return f"({sql})", [each for _sql, params in parts for each in params]
