"""Search on PostgreSQL: GIN indexes over terms as arrays, of all text and of headlines; LIKE for the order of terms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import Exact

from articles.text.words import phrase_terms, spelled_pattern

# The terms, and each character for queries of one. An array, for a tsvector holds no more than 1 MB and would refuse
# the row. Its cost is put high, so that the planner never works it out row by row where the index can answer.
_FUNCTION = r"""CREATE OR REPLACE FUNCTION search_elements(terms text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
BEGIN
  RETURN string_to_array(translate(terms, E'\n', ' '), ' ') || string_to_array(translate(terms, E'\n ', ''), NULL);
END $$"""
# By table and what is appended to its name, the text that each index is of. The first line of an article's terms is
# its headline: what ranks is found without reading all that holds a common word.
_HEADLINE = r"split_part(terms, E'\n', 1)"
_INDEXED = {
    "articles_article": {"search": "terms", "headline": _HEADLINE},
    "articles_page": {"search": "terms"},
}
_INDEX = 'CREATE INDEX {index} ON {table} USING gin ((search_elements({text}) COLLATE "C"))'


class _HasElements(Func):
    """`search_elements(terms) @> array`, in the words of the index."""

    template = 'search_elements(%(expressions)s) COLLATE "C"'
    arg_joiner = ') COLLATE "C" @> ('
    output_field = models.BooleanField()


class Line(Func):
    """A line of the terms: 1 is the headline's, 2 the byline's."""

    template = r"split_part(%(expressions)s, E'\n', %(number)s)"
    output_field = models.TextField()

    def __init__(self, terms: Any, number: int) -> None:
        super().__init__(terms, number=number)


class HasPrinted(Func):
    """Whether a column that is not folded holds the phrase in any spelling: near enough to rank by, and quick.

    To read the terms for it would take ten times as long.
    """

    template = "%(expressions)s"
    arg_joiner = " ~ "
    output_field = models.BooleanField()

    def __init__(self, column: str, phrase: str) -> None:
        super().__init__(F(column), Value(spelled_pattern(phrase)))


def install(connection: Any, table: str) -> None:
    """The GIN indexes, where one is missing."""
    standing = _find_sound(connection, table)
    if standing == set(_indexes(table)):
        return
    with connection.cursor() as cursor:
        cursor.execute(_FUNCTION)
        for index, text in _indexes(table).items():
            if index not in standing:
                cursor.execute(f"DROP INDEX IF EXISTS {index}")
                cursor.execute(_INDEX.format(index=index, table=table, text=text))
        cursor.execute(f"ANALYZE {table}")  # by itself the planner would know of a new index only after many changes


def rebuild(connection: Any, table: str) -> None:
    """Make the indexes anew from the rows."""
    install(connection, table)
    with connection.cursor() as cursor:
        for index in _indexes(table):
            cursor.execute(f"REINDEX INDEX {index}")


def is_sound(connection: Any, table: str) -> bool:
    """Whether the indexes stand; what they hold, PostgreSQL itself keeps in step."""
    return _find_sound(connection, table) == set(_indexes(table))


def _indexes(table: str) -> dict[str, str]:
    """Name of each index of a table -> what it is of."""
    return {f"{table}_{name}": text for name, text in _INDEXED[table].items()}


def _find_sound(connection: Any, table: str) -> set[str]:
    """The indexes that stand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
            "WHERE indrelid = to_regclass(%s) AND indisvalid AND relname = ANY(%s)",
            [table, list(_indexes(table))],
        )
        return {name for (name,) in cursor.fetchall()}


def narrow(queryset: models.QuerySet, phrases: Sequence[str]) -> models.QuerySet:
    """The rows in which every one of the phrases stands."""
    found = queryset.filter(_has_terms(F("terms"), phrases))
    for phrase in phrases:
        if len(phrase) > 2:  # a shorter one is a single element, and the index has answered
            found = found.filter(_is_in_order(phrase))
    return found


def _has_terms(text: Any, phrases: Sequence[str]) -> _HasElements:
    elements = sorted({element for phrase in phrases for element in phrase_terms(phrase).split(" ")})
    return _HasElements(text, Value(elements, ArrayField(models.TextField())))


def _is_in_order(phrase: str) -> Q:
    """Whether the phrase's terms stand in a row. Not LIKE: the planner takes that for as good as never true, though the
    index has found the terms already, and then plans for one row where there are thousands."""
    return ~Q(Exact(StrIndex(F("terms"), Value(phrase_terms(phrase))), 0))


def near_rank(heads: Sequence[str], whole: str, phrases: Sequence[str]) -> Q:
    """Rows among which are all that have all of the phrases, and one of `heads` in the headline or `whole` anywhere.

    Conditions that indexes answer alone: what the planner would check row by row takes 100 µs a row.
    """
    found = Q()
    for head in heads:
        found |= Q(_has_terms(Line(F("terms"), 1), [head])) & Q(_has_terms(F("terms"), [head, *phrases]))
    return found | Q(_has_terms(F("terms"), [whole, *phrases])) if whole else found


def walk(queryset: models.QuerySet, phrases: Sequence[str], heads: Sequence[str]) -> tuple[models.QuerySet, Any]:
    """Of the rows in which the phrases stand those without any of `heads` in the headline, and what to order them by to
    have the newest, or oldest, soonest.

    Of rare words the index tells all rows, and these are sorted; the sum keeps the planner from walking along the
    keys, which takes the longer the rarer they are. In an archive full of a common word, the walk soon meets enough.
    """
    for head in heads:
        queryset = queryset.filter(~Q(HasPrinted("headline", head)))
    if not phrases or not _is_common(queryset.model, phrases):
        return queryset, F("pk") + 0
    for phrase in phrases:
        if len(phrase) < 3:
            queryset = queryset.filter(_is_in_order(phrase))
    return queryset, F("pk")


# To read one row's terms on a walk takes some 10 µs, to take a row from the index 2. For fifty rows of m among n,
# 50 n/m are read on the walk or m are taken: as long, where m² = 250 n.
_WALKED = 250


def _is_common(model: type[models.Model], phrases: Sequence[str]) -> bool:
    """Whether the planner thinks that so many rows have the phrases that a walk meets enough of them sooner."""
    rows = model._base_manager.order_by()
    return _estimate(rows.filter(_has_terms(F("terms"), phrases))) ** 2 > _WALKED * _estimate(rows)


def _estimate(rows: models.QuerySet) -> int:
    """How many rows the planner thinks there are; nothing is read."""
    return int(json.loads(rows.values("pk").explain(format="json"))[0]["Plan"]["Plan Rows"])


def find_some(rows: models.QuerySet, phrase: str, most: int) -> list[int] | None:
    """The keys of rows that have a phrase's terms; None where there are more than `most`, or the planner thinks so."""
    found = rows.filter(_has_terms(F("terms"), [phrase]))
    keys = list(found.values_list("pk", flat=True)[: most + 1]) if _estimate(found) <= most else []
    return keys if 0 < len(keys) <= most else None
