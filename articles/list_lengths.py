"""How long a list of the admin is, counted no further than anybody turns its pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.utils.functional import cached_property

# Rows, two hundred pages of a list. To count them all costs more the larger the archive is, and is asked each time.
COUNTED = 10_000


class AtLeast(int):
    """A number that was counted no further: shown as 10000+."""

    def __str__(self) -> str:
        return f"{int(self)}+"


class ShortPaginator(Paginator):
    """Pages of the first `COUNTED` rows; what lies beyond them is found by filters and by search."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        counted = rows.order_by().values("pk")[: COUNTED + 1].count()
        return AtLeast(COUNTED) if counted > COUNTED else counted
