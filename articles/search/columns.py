"""Strings inside short columns, for the searches of lists: PostgreSQL is led by an index over pairs of characters.

SQLite reads the rows. What is found is the same: the index narrows, and the columns themselves decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import F, Func, Q, Value

# As `search_elements`, for text that is not cut into terms: in capitals, for a search of lists does not tell case.
# What a row costs is near the truth, so that the planner knows when to read the newest rows one by one instead.
_FUNCTION = """CREATE OR REPLACE FUNCTION printed_elements(printed text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $$
DECLARE
  singles text[] := string_to_array(upper(printed), NULL);
  found text[] := singles;
BEGIN
  FOR i IN 2 .. coalesce(cardinality(singles), 0) LOOP
    found := found || (singles[i - 1] || singles[i]);
  END LOOP;
  RETURN found;
END $$"""


class _HasElements(Func):
    """Whether the columns together have all of these elements, in the words of the index."""

    output_field = models.BooleanField()

    def __init__(self, columns: Sequence[str], elements: list[str]) -> None:
        super().__init__(*map(F, columns), Value(elements, ArrayField(models.TextField())))

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        compiled = [compiler.compile(each) for each in self.get_source_expressions()]
        *columns, array = [sql for sql, _params in compiled]
        return f"{_joined(columns)} @> {array}", [each for _sql, params in compiled for each in params]


def _joined(columns: Sequence[str]) -> str:
    return "printed_elements(" + r" || E'\n' || ".join(columns) + ")"


def holding_in(model: type[models.Model], columns: Sequence[str], text: str, using: str = DEFAULT_DB_ALIAS) -> Q:
    """The rows of the model in one of whose columns the text stands, case aside."""
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__icontains": text})
    if connections[using].vendor != "postgresql" or not text:
        return found
    elements = [pair for pair in map("".join, pairwise(text)) if all(map(_is_sure, pair))]
    if len(text) == 1 and _is_sure(text):
        elements = [text]
    return Q(_HasElements(columns, [element.upper() for element in elements])) & found if elements else found


def _is_sure(character: str) -> bool:
    """Whether the database writes the character in capitals as Python does; of ß and the like it is not known."""
    return character.isascii() or character.upper() == character == character.lower()


def add_index(schema_editor: Any, table: str, columns: Sequence[str]) -> None:
    """The index that `holding_in` is led by, on a database that has such; for a migration."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(_FUNCTION)
        schema_editor.execute(f"CREATE INDEX {table}_printed ON {table} USING gin ({_joined(columns)})")
        schema_editor.execute(f"ANALYZE {table}")  # or the planner knows nothing of the index


def drop_index(schema_editor: Any, table: str) -> None:
    """The way back."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {table}_printed")
