"""How long a list of the admin is, counted no further than anybody turns its pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
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
        counted = self.count_rows()
        return AtLeast(COUNTED) if counted > COUNTED else counted

    def count_rows(self) -> int:
        rows: Any = self.object_list
        counted: int = rows.order_by().values("pk")[: COUNTED + 1].count()
        return counted


class FoundPaginator(ShortPaginator):
    """Pages of the keys of rows that are dear to find: they are asked for once, for the count and for a page alike."""

    @cached_property
    def keys(self) -> list[Any]:
        rows: Any = self.object_list
        return list(rows.values_list("pk", flat=True)[: COUNTED + 1])

    def count_rows(self) -> int:
        return len(self.keys)

    def page(self, number: Any) -> Page:
        first = (self.validate_number(number) - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        return Page(self.keys[first:last], int(number), self)
