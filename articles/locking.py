"""Rows held for the length of a transaction, and giving way to whoever holds one for long. Knows of no pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet

from articles.busy import gave_way

# Milliseconds that a writer waits for a row: less than PostgreSQL waits before it looks for deadlocks (1 s), so that it
# gives way by itself and tries again, before the database chooses a victim, who might be an editor.
PATIENCE = 600
TRIES = 20

Done = TypeVar("Done")


def lock(rows: QuerySet, locking: bool = True) -> QuerySet:
    """The rows, held until the transaction ends, so that an edit made meanwhile is seen or waits (PostgreSQL).

    On SQLite the transaction itself is the lock (IMMEDIATE, see settings).
    """
    return rows.select_for_update(of=("self",), no_key=True) if locking else rows


def give_way_soon() -> None:
    """From here on the open transaction waits no longer than PATIENCE for a row."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {PATIENCE}")


@contextmanager
def giving_way() -> Iterator[None]:
    """One transaction that waits for no row for long."""
    with transaction.atomic():
        give_way_soon()
        yield


def with_patience(
    act: Callable[[], Done], within: Callable[[], AbstractContextManager[None]] = giving_way, tries: int | None = None
) -> Done:
    """Act in one transaction (`within` opens it); where it gave way to somebody, try again from the beginning.

    Raises OperationalError where it had to give way 20 times (or `tries`), or where the database is at fault.
    """
    for tries_left in reversed(range(tries or TRIES)):
        try:
            with within():
                return act()
        except OperationalError as error:
            if not gave_way(error) or not tries_left:
                raise
    raise AssertionError("the last try returns or raises")
