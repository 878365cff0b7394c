"""Many records changed by one request, each as a PATCH of its own: what is wrong with one does not lose the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import IntegrityError, OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api_conditions import VersionWanted, version_of
from articles.api_fields import Strict
from articles.roads import Road, by_road
from newsarchive.api.errors import tell_error

MOST = 500


class RowsSerializer(Strict):
    """What is to be changed."""

    reason = serializers.CharField(
        max_length=100, required=False, allow_blank=True, help_text=gettext_lazy("Why; kept in the history of each.")
    )
    rows = serializers.ListField(
        child=serializers.DictField(),
        min_length=1,
        max_length=MOST,
        help_text=gettext_lazy("Each with `id`, the `version` that is meant (its ETag) and the fields to change."),
    )


class RowResultSerializer(serializers.Serializer):
    """What became of one row, in the order in which they were sent."""

    id = serializers.CharField()
    status = serializers.IntegerField(help_text=gettext_lazy("As a PATCH of this record alone would have answered."))
    version = serializers.CharField(required=False, help_text=gettext_lazy("With 200: the record's version now."))
    problem = serializers.DictField(required=False, help_text=gettext_lazy("Else: what was wrong, as problem details."))


class RowResultsSerializer(serializers.Serializer):
    changed = serializers.IntegerField()
    refused = serializers.IntegerField()
    results = RowResultSerializer(many=True)


class BulkViews:
    """Mixed into the views of records that are corrected in numbers: PATCH at `bulk/`."""

    @extend_schema(
        request=RowsSerializer,
        responses=RowResultsSerializer,
        filters=False,
        examples=[
            OpenApiExample(
                "Two rows",
                {"reason": "misprint", "rows": [{"id": "qhwb-20190314-p03-a01", "version": "9f5c…", "kind": "brief"}]},
                request_only=True,
            )
        ],
    )
    @action(detail=False, methods=["patch"], pagination_class=None)
    def bulk(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change up to 500 records, each by itself. 200 once the request can be read: `results` tell of each."""
        sent = RowsSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        rows = sent.validated_data["rows"]
        check_ids(rows)
        self.action = "partial_update"  # each is shown and locked as a PATCH of it alone would
        with by_road(Road.BULK):
            results = list(self.change_rows(rows, sent.validated_data.get("reason")))
        changed = sum(result["status"] == status.HTTP_200_OK for result in results)
        return Response({"changed": changed, "refused": len(rows) - changed, "results": results})

    def change_rows(self, rows: list[dict[str, Any]], reason: str | None) -> Iterator[dict[str, Any]]:
        """Change each record. Where one was waited for in vain, others that are held are not waited for as long."""
        tries = None
        for row in rows:
            result = self.change_row(row, reason, tries)
            if result["status"] == status.HTTP_503_SERVICE_UNAVAILABLE:
                tries = 1
            yield result

    def change_row(self, row: dict[str, Any], reason: str | None, tries: int | None) -> dict[str, Any]:
        """Change one record; what came of it."""
        key = row["id"]
        values = {name: value for name, value in row.items() if name not in ("id", "version")}
        if reason and "reason" not in values:
            values["reason"] = reason
        try:
            version = read_version(row.get("version"))
            self.kwargs = {**self.kwargs, self.lookup_url_kwarg: key}
            record = self.change_record(version, values, tries)
        except (APIException, Http404, IntegrityError, OperationalError) as error:
            problem = tell_error(error)
            return {"id": key, "status": problem["status"], "problem": problem}
        return {"id": key, "status": int(status.HTTP_200_OK), "version": version_of(record)}


def check_ids(rows: list[dict[str, Any]]) -> None:
    """Refuse the request as a whole where a row does not say which record it means."""
    wrong = {
        f"rows.{place}.id": [ErrorDetail(_("A row names its record: id."), "required")]
        for place, row in enumerate(rows)
        if not isinstance(row.get("id"), str) or not row["id"] or "\x00" in row["id"]
    }
    if wrong:
        raise ValidationError(wrong)


def read_version(version: Any) -> str:
    """The version as the header If-Match would have it. Raises VersionWanted."""
    if not isinstance(version, str) or not version.strip():
        raise VersionWanted
    bare = version.strip().removeprefix("W/").strip('"')
    return "*" if bare == "*" else f'"{bare}"'
