"""Where an article stands among those of its page: a number that whole ones are told of as such (3, and not 3.0).

An article that comes between two gets a number between theirs (3.5), so that the others keep theirs: docs/adr, 14.
"""

from __future__ import annotations

from typing import Any

from django.db import models


def plain_position(value: Any) -> Any:
    """The same number, whole where it can be."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


class PositionField(models.FloatField):
    """A column of positions; PostgreSQL gives every one of them as a fraction."""

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Any:
        return plain_position(value)

    def to_python(self, value: Any) -> Any:
        return plain_position(super().to_python(value))
