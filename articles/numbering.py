"""Numbers of rows made by hand: the next one of the row above, given once."""

from __future__ import annotations

from typing import Any

from django.db import transaction


def allot_number(row: Any, counter: str) -> int:
    """The next number that `row` (a page, an article) has for rows below it; `counter` is the column that counts."""
    rows = type(row)._base_manager
    with transaction.atomic():
        number = getattr(rows.select_for_update().only(counter).get(pk=row.pk), counter)
        rows.filter(pk=row.pk).update(**{counter: number + 1})
    setattr(row, counter, number + 1)
    return number
