"""Orders of lists that are read in two parts, because no index has all of their rows in that order.

The lower part has one value for all its rows, so that only their keys order them: stories without a day, hits that
rank nowhere. Each part is led by indexes of its own, and most answers need one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from rest_framework.request import Request

from articles.search import divide_by_rank, find_best
from articles.search.query import read_query

# For rows of no issue: before all days.
NO_DAY = Value(date.min, models.DateField())


@dataclass(frozen=True)
class Divided:
    """The rows of a list, all with a `sort_key`: `high` above, below them those whose key is `lowest`.

    `find_low` gives the lower rows and what orders them; None: there are none. It is called where an answer has need of
    them. With `rows_later`, what is shown of a row is read for those rows alone that the answer has.
    """

    high: models.QuerySet
    find_low: Callable[[], tuple[models.QuerySet, Any]] | None = None
    lowest: Any = None
    rows_later: bool = False


class ByDay(Coalesce):
    """By the issue's day: the days by the index on them, the rows without a day by themselves."""

    def __init__(self, day: str) -> None:
        self.day = day
        super().__init__(day, NO_DAY)

    def divide(self, queryset: models.QuerySet, _request: Request) -> Divided:
        known = queryset.filter(**{f"{self.day}__isnull": False}).annotate(sort_key=F(self.day))
        # Every issue has its day: to ask for the issue reads one table less, and by the index that leads to pages.
        issue = self.day.rpartition("__")[0]
        unknown = queryset.filter(**{f"{issue}__isnull": True}).annotate(sort_key=NO_DAY)
        return Divided(known, lambda: (unknown, F("pk")), date.min)


class ByRank(F):
    """By the rank that `search` gave."""

    def __init__(self) -> None:
        super().__init__("rank")

    def find_best(
        self, queryset: models.QuerySet, request: Request, most: int, place: tuple[float, int] | None, upward: bool
    ) -> list[tuple[int, float]] | None:
        """Keys and ranks of the rows from behind a place on, without parts; None where `divide` is wanted."""
        return find_best(queryset, read_query(request.query_params.get("q", "")), most, place, upward)

    def divide(self, queryset: models.QuerySet, request: Request) -> Divided:
        parts = divide_by_rank(queryset, read_query(request.query_params.get("q", "")))
        if parts is None:
            return Divided(queryset.annotate(sort_key=F("rank")), rows_later=True)
        high, find_low = parts

        def find_unranked() -> tuple[models.QuerySet, Any]:
            low, walk = find_low()
            return low.annotate(sort_key=Value(0.0, models.FloatField())), walk

        return Divided(high.annotate(sort_key=F("rank")), find_unranked, 0.0, rows_later=True)
