"""The feed of changes: what changed since a mark, tombstones included, in the order in which it was committed."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from articles.api_fields import issue_key
from articles.api_shapes import KnownParameters, read_names
from articles.curation import TOMBSTONES
from articles.models import Change
from newsarchive.api.paging import read_size
from newsarchive.feed import RESOURCES, find_last_revision, number_changes

GONE = ("rejected", "withdrawn", "merged", "deleted")


class ChangeSerializer(serializers.Serializer):
    """One record that changed; a record that changed several times stands at its last change alone."""

    revision = serializers.IntegerField()
    resource = serializers.ChoiceField(choices=RESOURCES)
    id = serializers.CharField(help_text="The record's id, or code.")
    gone = serializers.ChoiceField(
        choices=GONE, allow_null=True, help_text="null for a record that stands; else a mirror drops it."
    )
    merged_into = serializers.CharField(allow_null=True, help_text="The id or code of the record that took its place.")
    record = serializers.DictField(
        required=False, allow_null=True, help_text="Only with expand=record: as its own address shows it."
    )


class ChangesSerializer(serializers.Serializer):
    """A page of the feed."""

    mark = serializers.IntegerField(help_text="Ask with since= this the next time.")
    next = serializers.URLField(allow_null=True, help_text="The next page; null where the feed ends for now.")
    results = ChangeSerializer(many=True)


class ChangesView(KnownParameters, APIView):
    """Records that changed since a mark, in the order of commits."""

    permission_classes = (IsAuthenticated,)
    parameters = ("expand", "format", "page_size", "resource", "since")
    # The views of the resources, which say who may see them and how a record is shown; set with the address.
    views: dict[str, Any] = {}

    @extend_schema(
        operation_id="changes_list",
        parameters=[
            OpenApiParameter("since", OpenApiTypes.STR, description="The mark of the last answer; 0 if not given: all "
                             "records. `latest` gives the mark of now and no rows."),
            OpenApiParameter("resource", OpenApiTypes.STR, description="Only these, with commas between: "
                             + ", ".join(RESOURCES) + "."),
            OpenApiParameter("expand", OpenApiTypes.STR, enum=["record"],
                             description="record: each row with the record as it is now."),
            OpenApiParameter("page_size", {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
                             description="Rows on a page."),
        ],
        responses=ChangesSerializer,
        examples=[OpenApiExample("An article that was rejected", {"mark": 5021, "next": None, "results": [{
            "revision": 5021, "resource": "articles", "id": "qhwb-20190314-p03-a01", "gone": "rejected",
            "merged_into": None}]}, response_only=True)],
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        resources = read_resources(request, self.views)
        expanded = bool(read_names(request, "expand", ["record"]))
        size = read_size(request)
        number_changes()
        since = read_mark(request)
        changes = Change.objects.filter(revision__gt=since, resource__in=resources).order_by("revision")
        rows = list(changes[: size + 1]) if request.query_params.get("since") != "latest" else []
        more, rows = len(rows) > size, rows[:size]
        mark = rows[-1].revision if rows else since
        link = request.build_absolute_uri(request.get_full_path())
        return Response({
            "mark": mark,
            "next": replace_query_param(link, "since", mark) if more else None,
            "results": self.describe(rows, expanded),
        })  # fmt: skip

    def describe(self, rows: list[Change], expanded: bool) -> list[dict[str, Any]]:
        """The rows as they are answered: some queries for each kind of record, whatever the number of rows."""
        told: dict[tuple[str, int], dict[str, Any]] = {}
        for name in dict.fromkeys(row.resource for row in rows):
            view = self.views[name](request=self.request, action="retrieve", args=(), kwargs={}, format_kwarg=None)
            wanted = [row.row for row in rows if row.resource == name]
            found = list(view.get_queryset().filter(pk__in=wanted)) if expanded else fetch_keys(view.queryset, wanted)
            records = view.get_serializer(found, many=True).data if expanded else []
            for place, record in enumerate(found):
                told[name, record.pk] = {
                    "id": key_of(record),
                    "gone": why_gone(record),
                    "merged_into": merged_into(record),
                    **({"record": records[place]} if expanded else {}),
                }
        lost = {"gone": "deleted", "merged_into": None, **({"record": None} if expanded else {})}
        return [
            {
                "revision": row.revision,
                "resource": row.resource,
                **told.get((row.resource, row.row), {"id": row.key, **lost}),
            }
            for row in rows
        ]


def fetch_keys(queryset: models.QuerySet, wanted: list[int]) -> list[Any]:
    """The records with no more than what the feed tells of each."""
    model = queryset.model
    names = {field.name for field in model._meta.concrete_fields}
    only = [name for name in ("public_id", "code", "status", "date", "edition") if name in names]
    related = [name for name in ("newspaper", "merged_into") if name in names]
    return list(model._base_manager.filter(pk__in=wanted).select_related(*related).only(
        *only, *(f"{name}__{'public_id' if model.__name__ == 'Person' else 'code'}" for name in related), *related
    ))  # fmt: skip


def key_of(record: Any) -> str:
    """The id of a record as the API has it."""
    return getattr(record, "public_id", None) or getattr(record, "code", None) or issue_key(record)


def merged_into(record: Any) -> str | None:
    survivor = getattr(record, "merged_into", None)
    return key_of(survivor) if survivor else None


def why_gone(record: Any) -> str | None:
    """Why a mirror drops the record; None for one that stands."""
    if getattr(record, "merged_into_id", None):
        return "merged"
    status = getattr(record, "status", None)
    return status if status in TOMBSTONES else None


def read_resources(request: Request, views: dict[str, Any]) -> tuple[str, ...]:
    """The resources that are asked for, or all that the account may see."""
    asked = read_names(request, "resource", RESOURCES)
    seen = tuple(name for name in RESOURCES if request.user.has_perm(view_permission(views[name])))
    if not seen or set(asked) - set(seen):
        raise PermissionDenied
    return asked or seen


def view_permission(view: Any) -> str:
    meta = view.queryset.model._meta
    return f"{meta.app_label}.view_{meta.model_name}"


def read_mark(request: Request) -> int:
    """The revision after which the answer begins."""
    given = request.query_params.get("since", "0")
    if given == "latest":
        return Change.objects.aggregate(last=models.Max("revision"))["last"] or 0
    if not (given.isascii() and given.isdigit() and len(given) < 19):
        raise ValidationError({"since": [_("A mark from an earlier answer, 0 for all, or latest.")]})
    mark = int(given)
    if mark > find_last_revision():
        message = _("This mark is not of this archive, or the archive was set back. Begin with 0.")
        raise ValidationError({"since": [message]})
    return mark
