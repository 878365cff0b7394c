"""Which tables a dump has, and a row as a line of JSON: the same bytes whichever database the row comes from.

A table belongs to the archive unless its model says `is_transient`; so new tables are in dumps without being named.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

APPS = ("articles", "metrics", "newsarchive", "people")
AT_ONCE = 500  # rows that are held at a time

# In the order in which they are looked up: a moment is a date, to Django's classes.
TYPES: tuple[tuple[type[models.Field], str], ...] = (
    (models.JSONField, "JSON"),
    (models.DateTimeField, "moment, ISO 8601 in UTC"),
    (models.DateField, "date, ISO 8601"),
    (models.DecimalField, "decimal number as text"),
    (models.BinaryField, "base64"),
    (models.BooleanField, "true or false"),
    (models.FloatField, "number"),
    (models.IntegerField, "whole number"),
)

Table = type[models.Model]


def find_tables() -> list[Table]:
    """The models of all tables in a dump, by name: our own, and the accounts and groups that history leads to."""
    found = [model for label in APPS for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    for model in (get_user_model(), Group):
        found += [model, *(field.remote_field.through for field in model._meta.many_to_many)]
    tables = [model for model in found if model._meta.managed and not getattr(model, "is_transient", False)]
    return sorted(set(tables), key=lambda model: model._meta.label_lower)


def name_of(table: Table) -> str:
    """The name of the table's file in a dump."""
    return f"{table._meta.label_lower}.ndjson"


def read_schema() -> dict[str, list[str]]:
    """The migrations that the database has, by app: what a dump and the archive it is loaded into must agree in."""
    applied = MigrationRecorder(connection).applied_migrations()
    wanted = {table._meta.app_label for table in find_tables()}
    return {app: sorted(name for label, name in applied if label == app) for app in sorted(wanted)}


def columns_of(table: Table) -> list[models.Field]:
    return [field for field in table._meta.concrete_fields if not getattr(field, "generated", False)]


def describe_columns(table: Table) -> dict[str, dict[str, Any]]:
    """What a line of the table's file holds, for whoever reads it without this program: by name the `type`, whether it
    may be `null`, and for a key the file `of` the record that it names (`natural key`: its names, of a table that no
    dump has). Alike on all databases."""
    others = keys_elsewhere(columns_of(table))
    told: dict[str, dict[str, Any]] = {}
    for field in columns_of(table):
        kind = "natural key" if field.attname in others else type_of(field)
        told[field.attname] = {"type": kind, **({"null": True} if field.null else {})}
        if field.is_relation and field.attname not in others:
            told[field.attname]["of"] = name_of(field.related_model)
    return told


def type_of(field: models.Field) -> str:
    """The form in which `tell` writes the column's values."""
    while field.is_relation:
        field = field.target_field
    return next((name for kind, name in TYPES if isinstance(field, kind)), "text")


def read_lines(table: Table) -> Iterator[bytes]:
    """Every row of the table as a line of JSON, by primary key, without holding more than a few."""
    fields = columns_of(table)
    others = keys_elsewhere(fields)
    rows = table._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=AT_ONCE):
        told = {
            field.attname: tell(field, others[field.attname][value] if field.attname in others else value)
            for field, value in zip(fields, row, strict=True)
        }
        yield json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def keys_elsewhere(fields: Sequence[models.Field]) -> dict[str, dict[Any, Any]]:
    """For each key into a table that no dump has (permissions): what the record is called, by primary key."""
    tables = set(find_tables())
    return {
        field.attname: {None: None, **{row.pk: list(row.natural_key()) for row in field.related_model.objects.all()}}
        for field in fields
        if field.is_relation and field.related_model not in tables
    }


def tell(field: models.Field, value: Any) -> Any:
    """A value as JSON holds it, alike from all databases: instants in UTC, decimals as text, bytes as base64."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(field, models.JSONField):
        return settle(value)
    if isinstance(field, models.DateTimeField):
        return value.astimezone(UTC).isoformat()
    if isinstance(field, models.DateField | models.TimeField):
        return value.isoformat()
    if isinstance(field, models.DecimalField):
        return format(value, "f")
    if isinstance(field, models.BinaryField):
        return base64.b64encode(bytes(value)).decode()
    return value if isinstance(value, float | list) else str(value)


def settle(value: Any) -> Any:
    """JSON in one form: PostgreSQL keeps its objects in an order of its own, and 1e3 as 1000."""
    if isinstance(value, dict):
        return {name: settle(value[name]) for name in sorted(value)}
    if isinstance(value, list):
        return [settle(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
