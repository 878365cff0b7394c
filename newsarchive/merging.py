"""Merging authority records of either kind while no import writes: none links to a record that is just going."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from articles.locking import giving_way
from metrics.merging import merge_indicators, unmerge_indicator
from newsarchive.importer.store import WRITING
from people.merging import merge_people, unmerge_person
from people.models import Person


@contextmanager
def imports_held() -> Iterator[None]:
    """One transaction in which no page is written. On SQLite every transaction that writes is that."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
        yield


@contextmanager
def imports_held_soon() -> Iterator[None]:
    """The same, or not at all: where others write for long, it gives way."""
    with giving_way(), imports_held():
        yield


def merge_records(gone: Any, survivor: Any, reason: str = "", user: Any = None) -> Any:
    """Merge one record into another of its kind; the merge's own record. Raises CannotMerge."""
    with imports_held():
        merge = merge_people if isinstance(gone, Person) else merge_indicators
        return merge(gone, survivor, reason, user)


def unmerge_record(gone: Any, reason: str = "") -> Any:
    """Take a merge back; the record as it stands again. Raises CannotMerge."""
    with imports_held():
        return unmerge_person(gone, reason) if isinstance(gone, Person) else unmerge_indicator(gone, reason)
