"""The history of rows that an operation changes: as they stood, and as it left them, many at once."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from articles.history import IMPORTED, differs, has_history
from articles.models import Article, Page
from articles.roads import Road
from metrics.models import Metric
from newsarchive.desk.operations.questions import Question
from people.models import Mention


def copy_standing(row: models.Model) -> Any:
    """The row as it is now, to be put into its history once it has changed."""
    standing = copy.copy(row)
    standing.__dict__ = {**row.__dict__}
    return standing


def record_changes(
    pairs: Sequence[tuple[Any, Any]], by: Any, reason: str, below: Mapping[tuple[type, int], dict[str, Any]]
) -> None:
    """Write how each row stood, where its history does not say so already, and how it is now: two statements a model.

    `pairs` are (standing, row); a new row has no standing one. `below` tells by model and key which places changed.
    """
    by_model: dict[Any, list[tuple[Any, Any]]] = {}
    for standing, row in pairs:
        if has_history(type(row)) and (standing is None or differs(standing, row) or below.get((type(row), row.pk))):
            by_model.setdefault(type(row), []).append((standing, row))
    now = timezone.now()
    for model, changed in by_model.items():
        history = model.history.model
        key = model._meta.pk.attname
        stood = [standing.pk for standing, _row in changed if standing is not None]
        last = {getattr(each, key): each for each in (LAST[model].ask(*stood) if stood else ())}
        records = []
        for standing, row in changed:
            if standing is not None:
                before = last.get(standing.pk)
                if before is None or differs(before, standing):
                    since = standing.updated_at if before is None else max(standing.updated_at, before.history_date)
                    records.append(make_record(history, standing, since, "+" if before is None else "~", IMPORTED))
            record = make_record(history, row, now, "+" if standing is None else "~", reason, by)
            record.below = below.get((model, row.pk), {})
            records.append(record)
        history.objects.bulk_create(records)


def find_last(*keys: int, model: Any) -> QuerySet:
    return model.history.filter(**{f"{model._meta.pk.attname}__in": keys}).latest_of_each()


LAST: dict[Any, Question] = {
    model: Question(partial(find_last, model=model)) for model in (Article, Page, Mention, Metric)
}


def make_record(history: Any, row: Any, date: Any, kind: str, reason: str, by: Any = None) -> Any:
    fields = {field.attname: getattr(row, field.attname) for field in history.tracked_fields}
    record = history(history_date=date, history_type=kind, history_change_reason=reason[:100], **fields)
    record.history_user = by
    if reason == IMPORTED:
        record.road = Road.IMPORT.value
    return record
