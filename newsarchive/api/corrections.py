"""All that people corrected, as lines of JSON: who, when, what from and to, and what the machine reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.http import StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.api_days import InstantField
from articles.api_filters import no_record
from articles.api_shapes import KnownParameters
from articles.corrections import read_corrections
from newsarchive.api.feed import read_resources
from newsarchive.exports.formats import write_ndjson
from newsarchive.feed import RESOURCES


class CorrectionsView(KnownParameters, APIView):
    """The log of corrections."""

    permission_classes = (IsAuthenticated,)
    parameters = ("by", "format", "resource", "since")
    # The views of the resources, which say who may see them; set with the address.
    views: dict[str, Any] = {}

    @extend_schema(
        operation_id="corrections_list",
        parameters=[
            OpenApiParameter("resource", OpenApiTypes.STR, description="Only these, with commas between: "
                             + ", ".join(RESOURCES) + "."),
            OpenApiParameter("since", OpenApiTypes.DATETIME, description="Corrected at this moment or later."),
            OpenApiParameter("by", OpenApiTypes.STR, description="Corrected by the account of this name."),
        ],
        responses={(200, "application/x-ndjson"): OpenApiTypes.STR},
    )  # fmt: skip
    def get(self, request: Request) -> StreamingHttpResponse:
        resources = read_resources(request, self.views)
        lines = write_ndjson(self.read(resources, read_since(request), read_account(request)))
        answer = StreamingHttpResponse(lines, content_type="application/x-ndjson")
        answer["Content-Disposition"] = 'attachment; filename="corrections.ndjson"'
        answer["Cache-Control"] = "private, no-store"
        return answer

    def read(self, resources: tuple[str, ...], since: Any, by: int | None) -> Iterator[dict[str, Any]]:
        for name in resources:
            for line in read_corrections(self.views[name].queryset.model, since, by):
                yield {"resource": name, **line}


def read_since(request: Request) -> Any:
    """The moment that is asked for, None where none is."""
    given = request.query_params.get("since")
    try:
        return None if given is None else InstantField().clean(given)
    except forms.ValidationError as error:
        raise ValidationError({"since": error.messages}) from error


def read_account(request: Request) -> int | None:
    """The key of the account that is asked for."""
    name = request.query_params.get("by")
    if name is None:
        return None
    accounts = get_user_model().objects.filter(username=name.replace("\x00", "\ufffd"))
    found = accounts.values_list("pk", flat=True).first()
    if found is None:
        error = no_record(accounts.model, name)
        raise ValidationError({"by": [ErrorDetail(error.messages[0], error.code)]})
    return found
