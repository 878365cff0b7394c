"""Values in the shape in which a row's record keeps them: what JSON holds and both databases give back.

Two values that an editor could not tell apart have one plain shape. Nothing here knows what the record is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models


@cache
def column_of(model: type[models.Model], name: str) -> Any:
    """The model's column of that name, None where the field is kept elsewhere."""
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if found.concrete else None


def plain(model: type[models.Model], name: str, value: Any) -> Any:
    """The value as JSON can hold it and both databases give it back, so that equal values compare equal.

    A record becomes its public id or code, a Decimal is cut to the column's places, text loses what a form would
    take from it: Decimal("89300.0000") -> "89300", "a\\r\\nb " -> "a\\nb".
    """
    if isinstance(value, models.Model):
        return key_of(value)
    column = column_of(model, name)
    if column is None or column.is_relation or value is None:
        return tidy(value)
    if isinstance(column, models.DecimalField):
        return plain_decimal(column.to_python(value), column.decimal_places)
    return tidy(value if isinstance(value, str) else column.to_python(value))


def plain_decimal(value: Decimal, places: int) -> str:
    """The shortest way to write the number, rounded to the places that its column keeps."""
    text = format(round(value, places), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def tidy(value: Any) -> Any:
    """Text as a form hands it back: line feeds alone, no space at either end; lists the same throughout."""
    if isinstance(value, str):
        if "\r" in value:
            value = value.replace("\r\n", "\n").replace("\r", "\n")
        return value.strip()
    if isinstance(value, list | tuple):
        return [tidy(each) for each in value]
    return value


def leave_out_overlong(model: type[models.Model], read: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values with those emptied that are longer than their columns, and a warning in words for each."""
    fitting, warnings = dict(read), []
    for name, value in read.items():
        longest = getattr(column_of(model, name), "max_length", None)
        if longest and isinstance(value, str) and len(value) > longest:
            fitting[name] = ""
            warnings.append(f"{name} left out: {len(value)} characters, at most {longest} are kept: {value[:40]}…")
    return fitting, warnings


def key_of(record: models.Model) -> str:
    """What `written` calls a record: its public id, or its code where it has none."""
    return getattr(record, "public_id", None) or record.code
