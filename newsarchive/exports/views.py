"""Whole lists as files: all rows of a filtered list, sent as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from articles.api_shapes import cut_fields, read_names, shown_fields
from newsarchive.api.paging import order_rows, read_flag
from newsarchive.exports.columns import join_records, plan_columns, read_batches
from newsarchive.exports.formats import join_lines, write_columns, write_csv, write_ndjson

BATCH = 200  # rows that are held at once
TYPES = {"ndjson": "application/x-ndjson", "csv": "text/csv; charset=utf-8"}


def read_at_once(lines: Iterator[str]) -> Iterator[str]:
    """The lines, all of them of the rows as they were when the first was read.

    Outside of a transaction PostgreSQL would put all rows of a cursor aside before it tells the first: half a minute
    for two million. SQLite tells them as it reads them, and a transaction would keep all others from writing.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield from lines
        return
    with transaction.atomic():
        yield from lines


class ExportView:
    """Mixed into a resource's view: its list with all filters, as one file. `export` says which."""

    export = ""
    shaping: frozenset[str] | set[str] = frozenset({"fields"})

    def check_parameters(self, request: Request) -> None:
        self.paginator.parameters = frozenset({"bom"} if self.export == "csv" else ())
        self.expandable = {}
        super().check_parameters(request)

    def list(self, request: Request, *args: Any, **kwargs: Any) -> StreamingHttpResponse:
        serializer = self.get_serializer()
        known = shown_fields(serializer)
        names = read_names(request, "fields", known)
        mark = read_flag(request, "bom")
        rows = order_rows(self.filter_queryset(self.get_queryset()), request, self)
        shown = names or known
        columns = plan_columns(rows, serializer, shown)
        if columns and self.export == "ndjson":
            return self.send_lines(write_columns(columns, read_batches(rows, columns)), TYPES[self.export])
        if columns:
            records = join_records(columns, read_batches(rows, columns))
        else:
            records = self.read_records(rows, serializer, names)
        lines = write_csv(records, shown, mark) if self.export == "csv" else write_ndjson(records)
        return self.send_lines(lines, TYPES[self.export])

    def send_lines(self, lines: Iterator[str], content_type: str) -> StreamingHttpResponse:
        """The lines as a file that is named after the resource."""
        answer = StreamingHttpResponse(read_at_once(join_lines(lines)), content_type=content_type)
        answer["Content-Disposition"] = f'attachment; filename="{self.basename}.{self.export}"'
        answer["Cache-Control"] = "private, no-store"
        return answer

    @classmethod
    def type_of(cls, _prefix: str, export: str) -> str:
        """The type of the file."""
        return TYPES[export].partition(";")[0]

    def read_records(self, rows: models.QuerySet, serializer: Any, names: Any) -> Iterator[dict[str, Any]]:
        found = rows.iterator(chunk_size=BATCH)
        while batch := list(islice(found, BATCH)):
            yield from (cut_fields(serializer.to_representation(row), names) for row in batch)


def make_export(view: type[Any], prefix: str, export: str, kind: type[ExportView] = ExportView) -> Any:
    """The view at PREFIX/export.ndjson, PREFIX/export.csv and the like."""
    made = type(f"{view.__name__}{export.capitalize()}", (kind, view), {"export": export})
    described = extend_schema(
        operation_id=f"{prefix}_export_{export}",
        description=f"The whole list as one {export} file, with the list's filters, sent as it is read.",
        filters=True,
        responses={
            (200, kind.type_of(prefix, export)): OpenApiTypes.OBJECT if export == "jsonld" else OpenApiTypes.STR
        },
    )
    made = extend_schema_view(list=described)(made)
    return made.as_view({"get": "list"}, basename=prefix, detail=False)
