"""Two authority records that are one: one goes, what leads to it follows, and all of it can be taken back exactly.

What goes is kept with its id, as a record that leads on to the other. Nothing here knows people or indicators.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.utils import bulk_update_with_history

from articles.history import keep_standing
from articles.plain import key_of

BATCH = 500


class CannotMerge(Exception):
    """Two records that cannot be merged, or a merge that cannot be undone; the message says why, to an editor."""


class Merge(models.Model):
    """One merge: what it moved, so that it can be undone. `gone` and `survivor` are the app's to add."""

    reason = models.CharField(gettext_lazy("reason"), max_length=100, blank=True)
    moved = models.JSONField(gettext_lazy("what followed"), default=dict, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("account"),
    )
    created_at = models.DateTimeField(gettext_lazy("merged"), auto_now_add=True)
    undone_at = models.DateTimeField(gettext_lazy("undone"), null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("-id",)


def lock_pair(one: Any, other: Any) -> tuple[Any, Any]:
    """Both records as they stand, held until the transaction ends; always in the same order, so that nobody waits
    for somebody who waits for him."""
    rows = type(one)._base_manager.select_for_update(of=("self",)).order_by("pk")
    locked = {row.pk: row for row in rows.filter(pk__in=[one.pk, other.pk])}
    return locked[one.pk], locked[other.pk]


def check_pair(gone: Any, survivor: Any) -> None:
    """Refuse what cannot be merged. What leads on to another takes nothing in, so no chain can become a ring."""
    if gone.pk == survivor.pk:
        raise CannotMerge(_("A record cannot be merged into itself."))
    for row in (gone, survivor):
        if row.merged_into_id is not None:
            told = {"row": row, "key": key_of(row), "other": key_of(find_survivor(row))}
            raise CannotMerge(_("“%(row)s” (%(key)s) was merged into %(other)s already.") % told)


def find_survivor(record: Any) -> Any:
    """The record that a record leads on to in the end: itself, unless it was merged."""
    while record.merged_into_id is not None:
        record = record.merged_into
    return record


def merged_away(record: Any) -> str:
    """What to tell somebody who leads a row to a record that was merged into another."""
    return _("%(key)s was merged into %(other)s.") % {"key": key_of(record), "other": key_of(find_survivor(record))}


def move_rows(rows: models.QuerySet, name: str, old: Any, new: Any, reason: str) -> dict[str, list[int]]:
    """Have the rows that lead to `old` by the column `name` lead to `new`; what was moved, for `move_back`.

    What the importer wrote and read is renamed along with it: a merge is no edit of each row, and the next import
    neither undoes it nor finds a conflict.
    """
    moved: dict[str, list[int]] = {"rows": [], "written": [], "reading": []}
    keys = list(rows.filter(**{name: old}).order_by("pk").values_list("pk", flat=True))
    for batch in batches(rows, keys):
        for row in batch:
            moved["rows"].append(row.pk)
            for record in rename(row, name, key_of(old), key_of(new)):
                moved[record].append(row.pk)
        save_moved(batch, name, new, reason)
    return moved


def move_back(rows: models.QuerySet, name: str, old: Any, new: Any, moved: dict[str, list[int]], reason: str) -> None:
    """Give back to `old` what `move_rows` took from it, as far as it still leads to `new`."""
    renamed = {record: set(moved[record]) for record in ("written", "reading")}
    for batch in batches(rows.filter(**{name: new}), moved["rows"]):
        for row in batch:
            rename(row, name, key_of(new), key_of(old), [r for r in renamed if row.pk in renamed[r]])
        save_moved(batch, name, old, reason)


def batches(rows: models.QuerySet, keys: list[int]) -> Any:
    for first in range(0, len(keys), BATCH):
        some = rows.filter(pk__in=keys[first : first + BATCH])
        yield list(some.select_for_update(of=("self",)).order_by("pk"))


def rename(row: Any, name: str, old: str, new: str, records: Any = ("written", "reading")) -> list[str]:
    """Rename a record in what the importer remembers of a row; where it was named."""
    named = [record for record in records if getattr(row, record).get(name) == old]
    for record in named:
        setattr(row, record, {**getattr(row, record), name: new})
    return named


def save_moved(rows: list[Any], name: str, target: Any, reason: str) -> None:
    """Store rows that lead elsewhere now, each with its line in the history."""
    now = timezone.now()
    for row in rows:
        keep_standing(row)
        setattr(row, name, target)
        row.updated_at = now
    if rows:
        columns = [name, "written", "reading", "updated_at"]
        bulk_update_with_history(rows, type(rows[0]), columns, batch_size=BATCH, default_change_reason=reason[:100])
