"""The feed's triggers on PostgreSQL, one run a statement, and the numbers that changes get once they are committed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction

# The key of the lock under which changes are numbered, one reader after the other. Any number nobody else uses.
NUMBERING = 0x66656564
# Changes that one reader numbers: a hundredth of a second's work, for which a writer may have to wait.
AT_ONCE = 5000

TRANSITIONS = {"insert": "NEW TABLE AS new_rows", "update": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
               "delete": "OLD TABLE AS old_rows"}  # fmt: skip


def find_triggers(connection: Any) -> set[str]:
    """The names of the feed's triggers that stand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE c.relnamespace = current_schema()::regnamespace AND t.tgname LIKE 'feed\\_%'"
        )
        return {name for (name,) in cursor.fetchall()}


def write_triggers(followed: Any, changes: str) -> dict[str, str]:
    """By name, the function that each trigger runs."""
    return {f"feed_{followed.table}_{event}": write_function(followed, event, changes) for event in TRANSITIONS}


def write_function(followed: Any, event: str, changes: str) -> str:
    """What notes the records that one statement changed. In the order of their ids, so that two writers wait in line.

    A change that waits for its number needs no second note; but its row is locked, so that it gets no number
    before this transaction ends.
    """
    key = f"{followed.key}" if followed.key else "''"
    owner = followed.owner
    match event:
        case "insert":
            rows = f"SELECT {owner} AS record, {key} AS key FROM new_rows"
        case "delete":
            rows = f"SELECT {owner} AS record, {key} AS key FROM old_rows"
        case _:
            # As JSON, and not column by column: a migration may take a column away before the function is made anew.
            old, new = (f"to_jsonb({rows}) - {hidden(followed)}" for rows in ("o", "n"))
            changed = f"FROM old_rows o JOIN new_rows n USING (id) WHERE {old} IS DISTINCT FROM {new}"
            rows = f"SELECT n.{owner} AS record, {'n.' + key if followed.key else key} AS key {changed}"
            if not followed.is_own:  # a row that changes hands is a change of both
                rows += f" UNION SELECT o.{owner}, {key} {changed}"
    if followed.is_own:
        note = (
            f"INSERT INTO {changes} (resource, row, key) SELECT '{followed.resource}', record, key FROM ({rows}) r "
            f"ORDER BY record ON CONFLICT (resource, row) DO UPDATE SET revision = NULL, key = excluded.key "
            f"WHERE {changes}.revision IS NOT NULL"
        )
    else:
        note = (
            f"WITH wanted AS (SELECT id, revision FROM {changes} WHERE resource = '{followed.resource}' "
            f"AND row IN (SELECT record FROM ({rows}) r) ORDER BY row FOR UPDATE) "
            f"UPDATE {changes} c SET revision = NULL FROM wanted w WHERE c.id = w.id AND w.revision IS NOT NULL"
        )
    return f"BEGIN {note}; RETURN NULL; END"


def name_counter(changes: str) -> str:
    """The sequence that numbers come from. The highest revision is no counter: a row that has it may change again."""
    return f"{changes}_revision_counter"


def prepare(cursor: Any, changes: str) -> None:
    """What the triggers rest on, beside the table."""
    cursor.execute(f"CREATE SEQUENCE IF NOT EXISTS {name_counter(changes)}")


def find_last_revision(cursor: Any, changes: str) -> int:
    """The highest revision ever given, or just being given."""
    cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {name_counter(changes)}")
    return cursor.fetchone()[0]


def hidden(followed: Any) -> str:
    """The columns that no answer of the API shows, as SQL has them."""
    return "ARRAY[{}]::text[]".format(", ".join(f"'{name}'" for name in sorted(followed.unseen)))


def replace_triggers(cursor: Any, followed: Any, old: Iterable[str], new: Mapping[str, str]) -> None:
    for name in old:
        cursor.execute(f"DROP FUNCTION {name}() CASCADE")
    for name, body in new.items():
        event = name.removeprefix(f"feed_{followed.table}_").split("_")[0]
        cursor.execute(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $feed$ {body} $feed$")
        cursor.execute(
            f"CREATE TRIGGER {name} AFTER {event.upper()} ON {followed.table} REFERENCING {TRANSITIONS[event]} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def note_all(cursor: Any, followed: Any, changes: str) -> None:
    """Every record of the table counts as changed."""
    key = followed.key or "''"
    cursor.execute(
        f"INSERT INTO {changes} (resource, row, key) SELECT '{followed.resource}', id, {key} FROM {followed.table} "
        "ORDER BY id ON CONFLICT (resource, row) DO UPDATE SET revision = NULL"
    )


def number_changes(connection: Any, changes: str) -> None:
    """Number what is committed, and not just being written: it gets its number when that is committed too.

    Readers take turns, and each sees what the one before it numbered: so a higher number is never seen before a
    lower one.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT FROM {changes} WHERE revision IS NULL)")
        if not cursor.fetchone()[0]:
            return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING])
        cursor.execute(
            f"WITH waiting AS (SELECT id FROM {changes} WHERE revision IS NULL ORDER BY id LIMIT %s "
            "FOR UPDATE SKIP LOCKED) "
            f"UPDATE {changes} c SET revision = nextval('{name_counter(changes)}') FROM waiting w WHERE c.id = w.id",
            [AT_ONCE],
        )
