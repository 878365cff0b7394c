"""Search on SQLite: an FTS5 table over each searched table's `terms`, kept in step by triggers."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models.expressions import RawSQL

from articles.text.words import phrase_terms

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
# bm25 is negative, the better the lower, and seldom beyond -30: a hit in the headline outweighs it.
_HEADLINE_BONUS = 100.0
# The headline as the index compares it, near enough to rank by: to read its terms would cost three times as much.
_FOLDED_HEADLINE = "lower(replace(replace(replace({table}.headline, ' ', ''), char(12288), ''), char(10), ''))"
# Beyond this many, further phrases narrow what is found but are no longer looked for in the headline.
_RANKED = 8


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
    except connection.Database.DatabaseError:
        return False
    return True


def search(queryset: models.QuerySet, phrases: Sequence[str]) -> models.QuerySet:
    """See `articles.search.search`."""
    table = queryset.model._meta.db_table
    index = _index(table)
    # Joined, not asked row by row: bm25 counts all hits first, and must do so once.
    found = queryset.extra(
        tables=[index], where=[f"{index}.rowid = {table}.id", f"{index} MATCH %s"], params=[_expression(phrases)]
    )
    rank, wanted = f"-bm25({index})", []
    if "headline" in {field.name for field in queryset.model._meta.fields}:
        ranked = phrases[:_RANKED]
        folded = _FOLDED_HEADLINE.format(table=table)
        rank += f" + {_HEADLINE_BONUS} * (" + " + ".join([f"(instr({folded}, %s) > 0)"] * len(ranked)) + ")"
        wanted = list(ranked)
    return found.annotate(rank=RawSQL(rank, wanted, models.FloatField()))
