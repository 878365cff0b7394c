"""Search on SQLite: an FTS5 table over each searched table's `terms`, kept in step by triggers."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connections, models, transaction
from django.db.models.expressions import RawSQL

from articles.text.words import find_spellings, phrase_terms

# A term is whatever stands between spaces: FTS5's `ascii` tokenizer takes all of Unicode beyond ASCII as letters, and
# is told that ASCII's marks are letters too. `prefix='1'` makes one character as quick to find as two.
_MARKS = string.punctuation.replace('"', '""').replace("'", "''")

_TABLE = """CREATE VIRTUAL TABLE {index} USING fts5(terms, content='{table}', content_rowid='id', prefix='1', \
tokenize="ascii tokenchars '{marks}'")"""
_TRIGGERS = {
    "{index}_inserted": """CREATE TRIGGER {index}_inserted AFTER INSERT ON {table} BEGIN
  INSERT INTO {index}(rowid, terms) VALUES (new.id, new.terms);
END""",
    "{index}_deleted": """CREATE TRIGGER {index}_deleted AFTER DELETE ON {table} BEGIN
  INSERT INTO {index}({index}, rowid, terms) VALUES ('delete', old.id, old.terms);
END""",
    "{index}_updated": """CREATE TRIGGER {index}_updated AFTER UPDATE ON {table}
WHEN old.terms IS NOT new.terms OR old.id IS NOT new.id BEGIN
  INSERT INTO {index}({index}, rowid, terms) VALUES ('delete', old.id, old.terms);
  INSERT INTO {index}(rowid, terms) VALUES (new.id, new.terms);
END""",
}
# Spaces that print has in a headline; GLOB cannot skip them.
_SPACES = (32, 10, 9, 0xA0, 0x3000)


class Line(models.Func):
    """A line of the terms: 1 is the headline's, 2 the byline's."""

    output_field = models.TextField()
    template = "substr(%(expressions)s, 1, instr(%(expressions)s || char(10), char(10)) - 1)"
    second = template.replace(
        "%(expressions)s", "substr(%(expressions)s, instr(%(expressions)s || char(10), char(10)) + 1)"
    )

    def __init__(self, terms: Any, number: int) -> None:
        super().__init__(terms, template=self.template if number == 1 else self.second)


class HasPrinted(models.Func):
    """Whether a column that is not folded holds the phrase in any spelling: near enough to rank by, and quick."""

    output_field = models.BooleanField()

    def __init__(self, column: str, phrase: str) -> None:
        super().__init__(models.F(column))
        self.phrase = phrase

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        (column,) = self.get_source_expressions()
        sql, pattern = write_printed(compiler.compile(column)[0], self.phrase)
        return sql, [pattern]


def write_printed(column: str, phrase: str) -> tuple[str, str]:
    """SQL for what `HasPrinted` asks, and its parameter."""
    for code in _SPACES:
        column = f"replace({column}, char({code}), '')"
    return f"{column} GLOB %s", "*" + "".join(_any_of(characters) for characters in find_spellings(phrase)) + "*"


def _any_of(characters: str) -> str:
    """The GLOB for one of the characters: a bracket stands first in it, a caret and a dash last."""
    if characters == "^":
        return characters
    return "[" + "".join(sorted(characters, key=lambda c: ("]".find(c) < 0, c in "^-", c == "-"))) + "]"


def _index(table: str) -> str:
    return f"{table}_search"


def _wanted(table: str) -> dict[str, str]:
    """Name -> SQL of what should stand for a table."""
    names = {"index": _index(table), "table": table, "marks": _MARKS}
    return {name.format(**names): sql.format(**names) for name, sql in {"{index}": _TABLE, **_TRIGGERS}.items()}


def _differs(connection: Any, table: str) -> bool:
    wanted = _wanted(table)
    with connection.cursor() as cursor:
        names = ", ".join(["%s"] * len(wanted))
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({names})", list(wanted))
        return dict(cursor.fetchall()) != wanted


def _expression(phrases: Sequence[str]) -> str:
    """The FTS5 query: each phrase quoted, one character as a prefix."""
    return " AND ".join(
        '"{}"{}'.format(phrase_terms(phrase).replace('"', '""'), "*" if len(phrase) == 1 else "") for phrase in phrases
    )


def install(connection: Any, table: str) -> None:
    """The FTS5 table and its triggers, filled; all are made anew where one is missing or is not as it should be."""
    if not _differs(connection, table):
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name in _wanted(table):
            kind = "TABLE" if name == _index(table) else "TRIGGER"
            cursor.execute(f"DROP {kind} IF EXISTS {name}")
        for sql in _wanted(table).values():
            cursor.execute(sql)
    rebuild(connection, table)


def rebuild(connection: Any, table: str) -> None:
    """Fill the index anew from the rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {_index(table)}({_index(table)}) VALUES ('rebuild')")


def is_sound(connection: Any, table: str) -> bool:
    """Whether table and triggers stand, and the index holds what the rows hold."""
    if _differs(connection, table):
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {_index(table)}({_index(table)}, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def narrow(queryset: models.QuerySet, phrases: Sequence[str]) -> models.QuerySet:
    """The rows in which every one of the phrases stands."""
    index = _index(queryset.model._meta.db_table)
    return queryset.filter(pk__in=RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [_expression(phrases)]))


def holding_whole(rows: models.QuerySet, phrase: str) -> models.Q:
    """The rows in which a string of several words stands: told by the index."""
    return models.Q(pk__in=narrow(rows, [phrase]).values("pk"))


def find_some(rows: models.QuerySet, phrase: str, most: int) -> list[int] | None:
    """The keys of rows in which a phrase stands; None where there are more than `most`."""
    index = _index(rows.model._meta.db_table)
    with connections[rows.db].cursor() as cursor:
        sql = f"SELECT rowid FROM {index} WHERE {index} MATCH %s LIMIT {most + 1:d}"
        cursor.execute(sql, [_expression([phrase])])
        keys = [key for (key,) in cursor.fetchall()]
    return keys if len(keys) <= most else None
