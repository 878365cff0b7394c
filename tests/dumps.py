"""The archive as text, to compare two of them: without keys, times and runs, which differ however alike they are."""

from __future__ import annotations

import json
from typing import Any

from django.apps import apps
from django.db import models

from articles.models import Change, ImportedFile, ImportRun, Issue

APART = (ImportRun, ImportedFile, Change)
LEFT_OUT = (models.AutoField, models.BigAutoField)


def dump_archive() -> dict[str, list[str]]:
    """Every row of the three apps as JSON, sorted, by model; relations by public id or what else names the record."""
    return {model._meta.label: dump_rows(model) for model in archive_models()}


def archive_models() -> list[type[models.Model]]:
    """The tables that hold the archive itself: no runs, no history, which the importer does not write, and no feed of
    changes, which tells in what order they came."""
    found = [model for label in ("articles", "people", "metrics") for model in apps.get_app_config(label).get_models()]
    return [model for model in found if model not in APART and not model.__name__.startswith("Historical")]


def dump_rows(model: type[models.Model]) -> list[str]:
    """The model's rows."""
    fields = [field for field in model._meta.concrete_fields if is_dumped(field)]
    related = [field.name for field in fields if field.is_relation]
    rows = model._default_manager.select_related(*related) if related else model._default_manager.all()
    return sorted(
        json.dumps(
            {field.name: value_of(row, field) for field in fields}, ensure_ascii=False, sort_keys=True, default=str
        )
        for row in rows
    )


def is_dumped(field: models.Field) -> bool:
    """Whether two archives with the same content agree in the field."""
    is_time = isinstance(field, models.DateTimeField)
    is_key = isinstance(field, LEFT_OUT)
    return not (is_time or is_key or (field.is_relation and field.related_model is ImportRun))


def value_of(row: models.Model, field: models.Field) -> Any:
    """The field's value; a related record by its name."""
    value = getattr(row, field.name)
    return name_of(value) if isinstance(value, models.Model) else value


def name_of(record: models.Model) -> str:
    """What a record is called: its public id, its code, or paper, day and edition of an issue."""
    if isinstance(record, Issue):
        return f"{record.newspaper.code} {record.date} {record.edition}"
    return getattr(record, "public_id", None) or record.code
