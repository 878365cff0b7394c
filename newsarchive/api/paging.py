"""Ordering and paging of the API's lists: by the last row's own values, so that no row is skipped or seen twice.

The cost of a page does not grow with its place in the list, as it would with an offset.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError as NotMeant
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from articles.api_orders import Divided

DEFAULT_SIZE = 50
LARGEST = 200


class KeysetPagination(BasePagination):
    """Pages of a list in one of the view's `orderings`. A cursor holds the ordering and where the page begins."""

    parameters = frozenset({"cursor", "page_size", "count"})

    def paginate_queryset(self, queryset: models.QuerySet, request: Request, view: Any) -> list[Any]:
        # Made anew from what was understood: a query sent as typed, not escaped, would come back garbled.
        self.url = f"{request.build_absolute_uri(request.path)}?{request.query_params.urlencode()}"
        self.ordering = read_ordering(request, view, queryset)
        size = read_size(request)
        self.count = queryset.count() if read_flag(request, "count") else None
        backward, place = read_cursor(request, self.ordering)

        upward = self.ordering.startswith("-") == backward
        key = orderings_of(view, queryset)[self.ordering.lstrip("-")]
        rows = find_best(key, queryset, request, size + 1, place, upward, view)
        if rows is None:
            ordered = hasattr(key, "divide")
            divided = key.divide(queryset, request) if ordered else Divided(queryset.annotate(sort_key=key))
            rows = self.read_rows(divided, place, upward, size + 1, view)
        more, rows = len(rows) > size, rows[:size]
        if backward:
            rows.reverse()
        self.rows = rows
        self.has_next = more if not backward else True
        self.has_previous = more if backward else place is not None
        return rows

    def read_rows(
        self, divided: Divided, place: tuple[str, int] | None, upward: bool, most: int, view: Any
    ) -> list[Any]:
        """The rows after the place in the direction of reading; the second part only where the first has too few."""
        value = None if place is None else read_value(divided.high.query.annotations["sort_key"].output_field, place[0])
        parts: list[Any] = [lambda: (divided.high, F("sort_key"), F("pk"))]
        if divided.find_low is not None:
            parts = [divided.find_low, *parts] if upward else [*parts, divided.find_low]
            if place is not None and (value == divided.lowest) != upward:
                parts = parts[1:]  # the place lies in the part that is read last
        rows: list[Any] = []
        for number, find_part in enumerate(parts):
            if len(rows) == most:
                break
            part, *keys = find_part()
            if place is not None and number == 0:
                part = part.filter(self.beyond(value, place[1], upward))
            part = part.order_by(*(key.asc() if upward else key.desc() for key in keys))[: most - len(rows)]
            rows += part.values_list("pk", "sort_key") if divided.rows_later else part
        return show_rows(rows, view) if divided.rows_later else rows

    def beyond(self, value: Any, key: int, upward: bool) -> Q:
        """The rows that come after a place in the direction of reading.

        The first condition is for an index to begin with: by the other alone SQLite reads and sorts all rows behind.
        """
        way = "gt" if upward else "lt"
        return Q(**{f"sort_key__{way}e": value}) & (Q(**{f"sort_key__{way}": value}) | Q(**{f"pk__{way}": key}))

    def get_paginated_response(self, rows: list[Any]) -> Response:
        answer: dict[str, Any] = {
            "next": self.link(self.rows[-1], False) if self.rows and self.has_next else None,
            "previous": self.link(self.rows[0], True) if self.rows and self.has_previous else None,
        }
        if self.count is not None:
            answer["count"] = self.count
        return Response({**answer, "results": rows})

    def link(self, row: Any, backward: bool) -> str:
        value = row.sort_key.isoformat() if isinstance(row.sort_key, date | datetime) else str(row.sort_key)
        token = json.dumps([self.ordering, backward, value, row.pk], ensure_ascii=False)
        cursor = base64.urlsafe_b64encode(token.encode()).decode().rstrip("=")
        return replace_query_param(remove_query_param(self.url, "count"), "cursor", cursor)

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**link, "description": "The next page; null on the last."},
                "previous": {**link, "description": "The page before; null on the first."},
                "count": {"type": "integer", "description": "How many rows there are; only with count=true."},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        choices = [sign + name for name in view.orderings for sign in ("", "-")]
        return [
            told("cursor", {"type": "string"}, "Where the page begins; take it from `next` or `previous`."),
            told(
                "page_size",
                {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": DEFAULT_SIZE},
                "Rows on a page.",
            ),
            told("count", {"type": "boolean", "default": False}, "Count all rows too; slow on long lists."),
            told("ordering", {"type": "string", "enum": choices}, f"The order; {default_ordering(view)} if not given."),
        ]


def find_best(
    key: Any, queryset: models.QuerySet, request: Request, most: int, place: tuple[str, int] | None, upward: bool,
    view: Any,
) -> list[Any] | None:  # fmt: skip
    """The rows from a place on where the ordering knows a shorter way to them."""
    if not hasattr(key, "find_best"):
        return None
    begin = None if place is None else (read_value(models.FloatField(), place[0]), place[1])
    found = key.find_best(queryset, request, most, begin, upward)
    return None if found is None else show_rows(found, view)


def read_value(column: models.Field, text: str) -> Any:
    """The value of a cursor, as the rows have it."""
    try:
        value = column.to_python(text)
        text.encode()  # half a surrogate pair is no text that a database takes
        return value.astimezone(UTC) if isinstance(value, datetime) else value
    except (ArithmeticError, TypeError, ValueError, NotMeant) as error:  # what columns make of a forged cursor
        raise bad_cursor() from error


def show_rows(found: list[tuple[int, Any]], view: Any) -> list[Any]:
    """The rows with these keys, as the view shows them, each with its rank."""
    rows = view.get_queryset().in_bulk([pk for pk, _rank in found])
    for pk, rank in found:
        if pk in rows:
            rows[pk].sort_key = rows[pk].rank = rank
    return [rows[pk] for pk, _rank in found if pk in rows]


def order_rows(queryset: models.QuerySet, request: Request, view: Any) -> models.QuerySet:
    """All rows in the order that is asked for, as the pages of the list have them."""
    ordering = read_ordering(request, view, queryset)
    sign = "-" if ordering.startswith("-") else ""
    queryset = queryset.annotate(sort_key=orderings_of(view, queryset)[ordering.lstrip("-")])
    return queryset.order_by(f"{sign}sort_key", f"{sign}pk")


def told(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    """A query parameter as the schema tells it."""
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def default_ordering(view: Any) -> str:
    return f"{view.default_ordering}, or -rank with q" if "rank" in view.orderings else view.default_ordering


def orderings_of(view: Any, queryset: models.QuerySet) -> dict[str, Any]:
    """What the list can be ordered by as it is asked for: by rank only when something is searched."""
    searched = "rank" in queryset.query.annotations
    return {name: key for name, key in view.orderings.items() if name != "rank" or searched}


def read_ordering(request: Request, view: Any, queryset: models.QuerySet) -> str:
    possible = orderings_of(view, queryset)
    wanted = request.query_params.get("ordering")
    if wanted is None:
        return "-rank" if "rank" in possible else view.default_ordering
    if wanted.removeprefix("-") not in possible:
        names = ", ".join(sorted(possible))
        message = _("Order by one of: %s; with a minus, the other way round.") % names
        if wanted.removeprefix("-") in view.orderings:
            message = _("Only what is searched has a rank: send q as well.")
        raise ValidationError({"ordering": [message]})
    return wanted


def read_size(request: Request) -> int:
    given = request.query_params.get("page_size", str(DEFAULT_SIZE))
    if not (given.isascii() and given.isdigit() and len(given) < 6 and 1 <= int(given) <= LARGEST):
        raise ValidationError({"page_size": [_("A number from 1 to %s.") % LARGEST]})
    return int(given)


def read_flag(request: Request, name: str) -> bool:
    given = request.query_params.get(name, "false")
    if given not in ("true", "false"):
        raise ValidationError({name: [_("true or false.")]})
    return given == "true"


def read_cursor(request: Request, ordering: str) -> tuple[bool, tuple[str, int] | None]:
    """Whether to read backward, and from where; (False, None) for the first page."""
    given = request.query_params.get("cursor")
    if given is None:
        return False, None
    try:
        token = json.loads(base64.urlsafe_b64decode(given + "=" * (-len(given) % 4)))
        made_for, backward, value, key = token
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise bad_cursor() from error
    types = (str, bool, str, int)
    if any(type(part) is not wanted for part, wanted in zip(token, types, strict=True)) or made_for != ordering:
        raise bad_cursor()
    if not 0 <= key < 2**63 or "\x00" in value:
        raise bad_cursor()
    return backward, (value, key)


def bad_cursor() -> ValidationError:
    return ValidationError({"cursor": [_("This is no cursor of this list in this order. Begin without one.")]})
