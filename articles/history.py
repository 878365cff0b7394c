"""Before a person changes a row, the row as it stood goes into its history: so each change has a from and a to.

The importer writes without history (its record is `written` and the run); without this, the first correction of every
imported row would be shown as a state with nothing before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone

from articles.roads import Road

LOOKED_BACK = 30  # lines of a history in which the author of a value is looked for
IMPORTED = "import"  # the reason that such a record carries
NOT_TOLD = frozenset(
    {"created_at", "updated_at", "body_map", "next_number", "next_mention_number", "next_metric_number"}
)


@cache  # each look at `model.history` makes a class
def tell_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields whose changes a reader of the history wants to see."""
    return [field for field in model.history.model.tracked_fields if field.name not in NOT_TOLD]


def keep_standing(row: models.Model, standing: models.Model | None = None) -> None:
    """Record the row as it stands in the database, signed by nobody, where its history does not say so already.

    `standing` is that, where it was just read; else it is read here.
    """
    standing = standing or type(row)._base_manager.filter(pk=row.pk).first()
    if standing is None:
        return
    history = type(row).history
    last = history.filter(**{row._meta.pk.attname: row.pk}).order_by("history_date", "history_id").last()
    if last is not None and not differs(last, standing):
        return
    record_of(standing, last).save()


def record_of(row: Any, last: Any = None) -> Any:
    """A line of history, not yet stored, that says how the row stands; `last` is the newest there is."""
    model = type(row).history.model
    record: Any = model(
        history_date=row.updated_at if last is None else max(row.updated_at, last.history_date),
        history_type="+" if last is None else "~",
        history_change_reason=IMPORTED,
        road=Road.IMPORT.value,
        below={},
        **{field.attname: getattr(row, field.attname) for field in model.tracked_fields},
    )
    record.history_user = None
    return record


def find_author(row: Any, field: str) -> tuple[Any, Any]:
    """By whom and when a field was given what it says now: an account and a time, (None, None) where an import or a
    program wrote it, which leave no line in the history."""
    try:
        column = type(row)._meta.get_field(field).attname
    except FieldDoesNotExist:
        return None, None
    lines = type(row).history.filter(id=row.pk).select_related("history_user")
    by = None
    for line in lines.order_by("-history_date", "-history_id")[:LOOKED_BACK]:
        if getattr(line, column, None) != getattr(row, column):
            break
        by = line
    return (by.history_user, by.history_date) if by is not None and by.history_user else (None, None)


def has_history(model: type[models.Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")


def differs(one: models.Model, other: models.Model) -> bool:
    """Whether two states of a row differ in anything a reader would see."""
    model = other if has_history(type(other)) else one
    return any(getattr(one, field.attname) != getattr(other, field.attname) for field in tell_fields(type(model)))


def keep_all_standing(rows: Sequence[Any]) -> None:
    """As `keep_standing` for rows of one model just read from the database, in a fixed number of queries."""
    if not rows:
        return
    history = type(rows[0]).history
    last = {}
    for record in history.filter(id__in=[row.pk for row in rows]).order_by("history_date", "history_id"):
        last[record.id] = record
    records = []
    for row in rows:
        known = last.get(row.pk)
        if known is None or differs(known, row):
            records.append(record_of(row, known))
    history.model.objects.bulk_create(records)


def write_recorded(rows: Sequence[Any], columns: Iterable[str], user: Any, reason: str) -> list[Any]:
    """Store columns of rows of one model, each with a line in its history; gives back those lines.

    For rows whose `save()` does nothing more than store them, in a fixed number of queries.
    """
    if not rows:
        return []
    now = timezone.now()
    for row in rows:
        row.updated_at = now
    type(rows[0])._base_manager.bulk_update(rows, [*columns, "updated_at"])
    manager = type(rows[0]).history
    records = manager.bulk_history_create(rows, update=True, default_user=user, default_change_reason=reason or None)
    return list(records)
