"""Search on PostgreSQL: a GIN index over each searched table's terms as an array, and LIKE for their order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Value

from articles.text.words import phrase_terms, spelled_pattern

# The terms, and each character for queries of one. An array, for a tsvector holds no more than 1 MB and would refuse
# the row. Its cost is put high, so that the planner never works it out row by row where the index can answer.
_FUNCTION = r"""CREATE OR REPLACE FUNCTION search_elements(terms text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
BEGIN
  RETURN string_to_array(translate(terms, E'\n', ' '), ' ') || string_to_array(translate(terms, E'\n ', ''), NULL);
END $$"""
_INDEX = 'CREATE INDEX {index} ON {table} USING gin ((search_elements(terms) COLLATE "C"))'


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
    """The GIN index, where it is missing."""
    if is_sound(connection, table):
        return
    with connection.cursor() as cursor:
        cursor.execute(_FUNCTION)
        cursor.execute(f"DROP INDEX IF EXISTS {_index(table)}")
        cursor.execute(_INDEX.format(index=_index(table), table=table))


def rebuild(connection: Any, table: str) -> None:
    """Make the index anew from the rows."""
    install(connection, table)
    with connection.cursor() as cursor:
        cursor.execute(f"REINDEX INDEX {_index(table)}")


def is_sound(connection: Any, table: str) -> bool:
    """Whether the index stands; what it holds, PostgreSQL itself keeps in step."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass(%s)", [_index(table)])
        return cursor.fetchone() == (True,)


def narrow(queryset: models.QuerySet, phrases: Sequence[str]) -> models.QuerySet:
    """The rows in which every one of the phrases stands."""
    elements = sorted({element for phrase in phrases for element in phrase_terms(phrase).split(" ")})
    found = queryset.filter(_HasElements(F("terms"), Value(elements, ArrayField(models.TextField()))))
    for phrase in phrases:
        if len(phrase) > 2:  # a shorter one is a single element, and the index has answered
            found = found.filter(terms__contains=phrase_terms(phrase))
    return found


def _index(table: str) -> str:
    return f"{table}_search"
