"""What people changed, from what to what, beside what the machine reads: of one record, or of all, as they are read.

Nothing here knows which records there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models

from articles.api_fields import issue_key
from articles.curation import Curated
from articles.history import IMPORTED, tell_fields
from articles.models import Issue
from articles.plain import plain

BATCH = 500


class Keys:
    """The ids by which records are known, asked for many at once."""

    def __init__(self) -> None:
        self.known: dict[type[models.Model], dict[int, Any]] = defaultdict(dict)

    def learn(self, model: type[models.Model], keys: Iterable[int | None]) -> None:
        """Ask for those that are not known yet; a record without an id of its own is known by its number."""
        missing = {key for key in keys if key is not None and key not in self.known[model]}
        columns = {field.name for field in model._meta.concrete_fields}
        name = next((each for each in ("public_id", "code", "username") if each in columns), None)
        if not missing:
            return
        if name is not None:
            self.known[model].update(model._base_manager.filter(pk__in=missing).values_list("pk", name))
        elif model is Issue:
            issues = Issue.objects.filter(pk__in=missing).select_related("newspaper")
            self.known[model].update((issue.pk, issue_key(issue)) for issue in issues)

    def learn_related(self, model: type[models.Model], records: Sequence[Any]) -> None:
        """All records that the records of a history of the model lead to: one query a column."""
        for field in tell_fields(model):
            if field.is_relation:
                self.learn(field.related_model, (getattr(record, field.attname) for record in records))

    def key(self, model: type[models.Model], row: int) -> Any:
        return self.known[model].get(row, row)


def tell_difference(newer: Any, older: Any, reading: dict[str, Any], keys: Keys) -> list[dict[str, Any]]:
    """The fields that differ between two records of a history: from, to, and what the newest reading says."""
    model = newer.instance_type
    columns = [
        {
            "field": field.name,
            "from": told(model, field, older, keys),
            "to": told(model, field, newer, keys),
            "read": reading.get(field.name),
        }
        for field in tell_fields(model)
        if getattr(newer, field.attname) != getattr(older, field.attname)
    ]
    below = newer.below.items()
    return columns + [{"field": name, "from": old, "to": new, "read": reading.get(name)} for name, (old, new) in below]


def told(model: type[models.Model], field: Any, record: Any, keys: Keys) -> Any:
    """The value of one field as the API tells it: a record by its id."""
    value = getattr(record, field.attname)
    if field.is_relation:
        return None if value is None else keys.key(field.related_model, value)
    return plain(model, field.name, value)


def is_of_importer(record: Any) -> bool:
    """Whether a record of the history says how the importer left a row, and not what somebody did."""
    return record.history_change_reason == IMPORTED and record.history_user_id is None


def sign(record: Any) -> dict[str, Any]:
    """Who, when, by which road and why."""
    return {
        "at": record.history_date,
        "by": record.history_user.get_username() if record.history_user else None,
        "road": "import" if is_of_importer(record) else record.road,
        "reason": None if is_of_importer(record) else record.history_change_reason or None,
    }


def tell_history(row: Any) -> list[dict[str, Any]]:
    """All that happened to one row, the newest first."""
    records = list(row.history.select_related("history_user").order_by("-history_date", "-history_id"))
    keys, reading = Keys(), getattr(row, "reading", {})
    keys.learn_related(type(row), records)
    return [
        {**sign(newer), "changes": tell_difference(newer, older, reading, keys) if older else []}
        for newer, older in zip(records, [*records[1:], None], strict=False)
    ]


def read_corrections(
    model: type[models.Model], since: datetime | None = None, by: int | None = None
) -> Iterator[dict[str, Any]]:
    """Every field that somebody changed in rows of the model, row by row in the order of time; some hundred are held.

    `since` and `by` (an account's key) leave out what was changed before, or by others.
    """
    records = model.history.select_related("history_user").order_by("id", "history_date", "history_id")
    wanted = model.history.all()
    if since is not None:
        wanted = wanted.filter(history_date__gte=since)
    if by is not None:
        wanted = wanted.filter(history_user=by)
    if since is not None or by is not None:
        records = records.filter(id__in=wanted.values("id"))
    has_reading = issubclass(model, Curated)
    keys, older = Keys(), None
    found = records.iterator(chunk_size=BATCH)
    while batch := list(islice(found, BATCH)):
        rows = {record.id for record in batch}
        readings = dict(model._base_manager.filter(pk__in=rows).values_list("pk", "reading")) if has_reading else {}
        keys.learn(model, rows)
        keys.learn_related(model, batch)
        for newer in batch:
            same = older is not None and older.id == newer.id
            asked = (since is None or newer.history_date >= since) and (by is None or newer.history_user_id == by)
            if same and asked and not is_of_importer(newer):
                for change in tell_difference(newer, older, readings.get(newer.id, {}), keys):
                    yield {"id": keys.key(model, newer.id), **sign(newer), **change}
            older = newer
