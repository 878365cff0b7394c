"""The feed's triggers on SQLite. It has one writer at a time, so a number given while writing is in commit order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

NEXT = "(SELECT COALESCE(MAX(revision), 0) + 1 FROM {changes})"


def find_triggers(connection: Any) -> set[str]:
    """The names of the feed's triggers that stand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'feed_*'")
        return {name for (name,) in cursor.fetchall()}


def prepare(cursor: Any, changes: str) -> None:
    """The triggers rest on nothing beside the table."""


def find_last_revision(cursor: Any, changes: str) -> int:
    """The highest revision ever given: a row gets a higher one before it gives its own away."""
    cursor.execute(f"SELECT COALESCE(MAX(revision), 0) FROM {changes}")
    return cursor.fetchone()[0]


def write_triggers(followed: Any, changes: str) -> dict[str, str]:
    """By name, what each trigger is and does, without its name.

    A trigger names no table but its own and the feed's: SQLite refuses to make another table anew that one names.
    """
    differs = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in followed.columns)
    table = followed.table
    triggers = {
        f"feed_{table}_insert": f"AFTER INSERT ON {table} BEGIN {note(followed, 'NEW', changes)}; END",
        f"feed_{table}_update": f"AFTER UPDATE ON {table} WHEN {differs} BEGIN {note(followed, 'NEW', changes)}; END",
        f"feed_{table}_delete": f"AFTER DELETE ON {table} BEGIN {note(followed, 'OLD', changes)}; END",
    }
    if not followed.is_own:  # a row that changes hands is a change of both
        moved = f"OLD.{followed.owner} IS NOT NEW.{followed.owner}"
        triggers[f"feed_{table}_moved"] = (
            f"AFTER UPDATE ON {table} WHEN {moved} BEGIN {note(followed, 'OLD', changes)}; END"
        )
    return triggers


def note(followed: Any, row: str, changes: str) -> str:
    """The statement that notes a change of the row's record."""
    number = NEXT.format(changes=changes)
    if not followed.is_own:
        where = f"resource = '{followed.resource}' AND row = {row}.{followed.owner}"
        return f"UPDATE {changes} SET revision = {number} WHERE {where}"
    key = f"{row}.{followed.key}" if followed.key else "''"
    return (
        f"INSERT INTO {changes} (resource, row, key, revision) "
        f"VALUES ('{followed.resource}', {row}.id, {key}, {number}) "
        "ON CONFLICT (resource, row) DO UPDATE SET revision = excluded.revision, key = excluded.key"
    )


def replace_triggers(cursor: Any, followed: Any, old: Iterable[str], new: Mapping[str, str]) -> None:
    for name in old:
        cursor.execute(f"DROP TRIGGER {name}")
    for name, sql in new.items():
        cursor.execute(f"CREATE TRIGGER {name} {sql}")


def note_all(cursor: Any, followed: Any, changes: str) -> None:
    """Every record of the table counts as changed."""
    key, number = followed.key or "''", NEXT.format(changes=changes)
    cursor.execute(
        f"INSERT INTO {changes} (resource, row, key, revision) "
        f"SELECT '{followed.resource}', id, {key}, {number} - 1 + ROW_NUMBER() OVER (ORDER BY id) "
        f"FROM {followed.table} WHERE true "
        "ON CONFLICT (resource, row) DO UPDATE SET revision = excluded.revision, key = excluded.key"
    )


def number_changes(connection: Any, changes: str) -> None:
    """The triggers have done so."""
