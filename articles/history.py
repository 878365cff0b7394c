"""Before a person changes a row, the row as it stood goes into its history: so each change has a from and a to.

The importer writes without history (its record is `written` and the run); without this, the first correction of every
imported row would be shown as a state with nothing before it.
"""

from __future__ import annotations

from typing import Any

from django.db import models

IMPORTED = "import"  # the reason that such a record carries
NOT_TOLD = frozenset(
    {"created_at", "updated_at", "body_map", "next_number", "next_mention_number", "next_metric_number"}
)


def tell_fields(model: type[models.Model]) -> list[models.Field]:
    """The fields whose changes a reader of the history wants to see."""
    return [field for field in model.history.model.tracked_fields if field.name not in NOT_TOLD]


def keep_standing(row: models.Model) -> None:
    """Record the row as it stands in the database, signed by nobody, where its history does not say so already."""
    standing = type(row)._base_manager.filter(pk=row.pk).first()
    if standing is None:
        return
    history = type(row).history
    last = history.filter(**{row._meta.pk.attname: row.pk}).order_by("history_date", "history_id").last()
    if last is not None and not differs(last, standing):
        return
    stood_since = standing.updated_at if last is None else max(standing.updated_at, last.history_date)
    record: Any = history.model(
        history_date=stood_since,
        history_type="+" if last is None else "~",
        history_change_reason=IMPORTED,
        **{field.attname: getattr(standing, field.attname) for field in history.model.tracked_fields},
    )
    record.history_user = None
    record.save()


def differs(one: models.Model, other: models.Model) -> bool:
    """Whether two states of a row differ in anything a reader would see."""
    model = other if hasattr(type(other), "history") else one
    return any(getattr(one, field.attname) != getattr(other, field.attname) for field in tell_fields(type(model)))
