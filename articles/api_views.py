"""The view that every resource of the API is: strict about parameters, without DELETE and PUT."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from rest_framework import mixins, status, viewsets
from rest_framework.exceptions import NotAuthenticated, ValidationError
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from articles.api_conditions import check_version, is_known, require_version, version_of
from articles.api_history import HistoryViews
from articles.api_shapes import cut_fields, expand_keys, read_names, refuse_parameters, shown_fields
from articles.api_tombstones import Merged, Withdrawn, is_merged, is_withdrawn
from articles.curation import Curated
from articles.locking import with_patience
from articles.public import DESK_FIELDS, DESK_PARAMETERS, close_fields, is_public, reviewed

# Parameters that any address takes: the browsable pages ask for a format.
ANYWHERE = frozenset({"format"})
# What is done with a single record that is there.
ONE = frozenset({"retrieve", "partial_update", "history"})


class ListView(mixins.ListModelMixin, viewsets.GenericViewSet):
    """Rows in lists. `orderings` names what `ordering=` takes; the row's own key makes each unique."""

    orderings: dict[str, Any] = {"id": models.F("pk")}
    default_ordering = "id"
    list_serializer_class: type[BaseSerializer] | None = None
    # Keys that `expand=` can put a record in the place of, and the view that shows it.
    expandable: dict[str, type[ListView]] = {}
    # What somebody without an account may do where PUBLIC_READ is set, and what of a record they are not shown.
    public_actions = frozenset({"list", "retrieve"})
    desk_fields: frozenset[str] = DESK_FIELDS
    desk_parameters: frozenset[str] = DESK_PARAMETERS

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.check_parameters(request)

    def check_parameters(self, request: Request) -> None:
        """Refuse what this address does not know, what comes twice, and what comes without a value."""
        known = set(ANYWHERE | self.shaping)
        if self.action == "list":
            known |= {"ordering", *self.paginator.parameters, *self.filterset_class.base_filters}
        refuse_parameters(request, known)
        if is_public(request) and self.desk_parameters & set(request.query_params):
            raise NotAuthenticated

    @property
    def is_public(self) -> bool:
        """Whether the answer goes to somebody without an account. The schema tells of all that accounts see."""
        return is_public(self.request) and not getattr(self, "swagger_fake_view", False)

    def get_queryset(self) -> models.QuerySet:
        rows = super().get_queryset()
        return reviewed(rows, leads_on=self.action == "retrieve") if self.is_public else rows

    def get_serializer(self, *args: Any, **kwargs: Any) -> BaseSerializer:
        serializer = super().get_serializer(*args, **kwargs)
        if self.is_public:
            close_fields(serializer, self.desk_fields)
        return serializer

    def get_serializer_class(self) -> type[BaseSerializer]:
        if self.action == "list" and self.list_serializer_class is not None:
            return self.list_serializer_class
        return super().get_serializer_class()

    @property
    def has_tombstones(self) -> bool:
        """Whether a record can be kept as one that is gone: withdrawn, or merged into another."""
        return issubclass(self.queryset.model, Curated) or hasattr(self.queryset.model, "merged_into")

    @property
    def shaping(self) -> set[str]:
        """The parameters that say how much is shown."""
        names = {"tombstone"} if self.action in ONE and self.has_tombstones else set()
        if self.action in ("list", "retrieve"):
            names |= {"fields", "expand"} if self.expandable else {"fields"}
        return names

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        rows = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        serializer = self.get_serializer(rows, many=True)
        fields = serializer.child.fields
        names = read_names(request, "fields", shown_fields(serializer.child))
        expand = read_names(request, "expand", self.expandable)
        for name in set(fields) - {*names, *expand} if names else ():
            fields.pop(name)  # what is not shown is not worked out either
        shown = names and (*names, *(name for name in expand if name not in names))
        records = serializer.data
        expand_keys(self, rows, records, expand)
        return self.get_paginated_response([cut_fields(record, shown) for record in records])


class ReadView(mixins.RetrieveModelMixin, ListView):
    """A resource that is read, in lists and each record by itself."""

    lookup_value_regex = r"[^/\x00]+"
    lookup_url_kwarg = "id"

    def get_object(self) -> Any:
        """The record; one that was withdrawn only where its tombstone is asked for."""
        tombstone = self.request.query_params.get("tombstone", "false")
        if tombstone not in ("true", "false"):
            raise ValidationError({"tombstone": [_("true or false.")]})
        row = self.find_row(self.get_queryset())
        self.check_object_permissions(self.request, row)
        if tombstone == "false" and is_merged(row):
            raise Merged(row, self.request, self.kwargs[self.lookup_url_kwarg])
        if tombstone == "false" and is_withdrawn(row):
            raise Withdrawn(row)
        return row

    def find_row(self, rows: models.QuerySet) -> Any:
        """The one of these rows that the address names. Raises Http404."""
        return get_object_or_404(rows, **{self.lookup_field: self.kwargs[self.lookup_url_kwarg]})

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        row = self.get_object()
        serializer = self.get_serializer(row)
        names = read_names(request, "fields", shown_fields(serializer))
        expand = read_names(request, "expand", self.expandable)
        record = serializer.data
        version = version_of(record)
        if expand:  # what is put in has versions of its own, so the answer as a whole has none
            expand_keys(self, [row], [record], expand)
            return Response(cut_fields(record, names and (*names, *(n for n in expand if n not in names))))
        code = status.HTTP_304_NOT_MODIFIED if is_known(request, version) else status.HTTP_200_OK
        return self.answer_record(cut_fields(record, names), code, version)

    def answer_record(self, record: dict[str, Any], code: int, version: str = "") -> Response:
        """A single record with its ETag. The browsable pages have none: they show more than the record."""
        known = code == status.HTTP_304_NOT_MODIFIED
        if self.request.accepted_renderer.format != "json":
            return Response(record, status.HTTP_200_OK if known else code)
        headers = {"ETag": f'"{version or version_of(record)}"', "Cache-Control": "private, no-cache"}
        return Response(None if known else record, code, headers=headers)


class RecordView(HistoryViews, ReadView):
    """A resource that is read and written: POST makes, PATCH edits. Nothing is deleted; what is wrong is rejected."""

    http_method_names = ["get", "post", "patch", "head", "options"]

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make a record. The answer is the record as a GET would show it, with its ETag."""
        return self.answer_record(with_patience(lambda: self.make_once(request.data)), status.HTTP_201_CREATED)

    def make_once(self, values: Any) -> dict[str, Any]:
        serializer = self.get_serializer(data=values)
        serializer.is_valid(raise_exception=True)
        made = serializer.save()
        return self.get_serializer(self.get_queryset().get(pk=made.pk)).data

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change the fields that are sent, as an edit that later imports leave alone. `If-Match` names the version."""
        self.get_object()  # whether it is there, and may be changed
        return self.answer_record(self.change_record(require_version(request), request.data), status.HTTP_200_OK)

    def change_record(self, wanted: str, values: Any, tries: int | None = None) -> dict[str, Any]:
        """Change the wanted version of the record that the address names; the record as it is then.

        Where others hold what is to be written, nothing was written and it is done again, so many `tries`.
        """
        return with_patience(lambda: self.change_once(wanted, values), tries=tries)

    def change_once(self, wanted: str, values: Any) -> dict[str, Any]:
        row = self.lock_object()
        standing = self.show_record(row)
        check_version(wanted, version_of(standing), standing)
        serializer = self.get_serializer(row, data=values, partial=True)
        serializer.is_valid(raise_exception=True)
        serializer.save()
        # Of what it shows only its own columns, and what was sent, can have become another.
        row.refresh_from_db(fields=[field.name for field in row._meta.concrete_fields if not field.is_relation])
        return self.show_record(row)

    @cached_property
    def shower(self) -> BaseSerializer:
        """The serializer that shows records: made once, since making its fields takes longer than showing one."""
        return self.get_serializer()

    def show_record(self, row: Any) -> dict[str, Any]:
        """The record as a GET of it shows it."""
        return self.shower.to_representation(row)

    def lock_object(self) -> Any:
        """The record as it stands, held until the transaction ends: between the check and the change nobody writes it.

        It is read after the lock is had: whoever wrote meanwhile is waited for, and seen. All its columns are loaded,
        those too that no answer shows, since a change stores and compares them.
        """
        self.find_row(self.queryset.model._base_manager.select_for_update(of=("self",)).only("pk"))
        row = self.get_object()
        if unloaded := row.get_deferred_fields():
            row.refresh_from_db(fields=unloaded)
        return row
