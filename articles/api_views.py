"""The view that every resource of the API is: strict about parameters, without DELETE and PUT."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from rest_framework import mixins, status, viewsets
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

from articles.api_conditions import check_version, is_known, require_version, version_of

# Parameters that any address takes: the browsable pages ask for a format.
ANYWHERE = frozenset({"format"})
# The only parameter that may be there and empty: a search box that was sent empty.
MAY_BE_EMPTY = frozenset({"q"})


class ReadView(mixins.RetrieveModelMixin, mixins.ListModelMixin, viewsets.GenericViewSet):
    """A resource that is read. `orderings` lists what `ordering=` takes; the row's own key makes each unique."""

    lookup_value_regex = r"[^/\x00]+"
    lookup_url_kwarg = "id"
    orderings: dict[str, Any] = {"id": models.F("pk")}
    default_ordering = "id"
    list_serializer_class: type[BaseSerializer] | None = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.check_parameters(request)

    def check_parameters(self, request: Request) -> None:
        """Refuse what this address does not know, what comes twice, and what comes without a value."""
        known = set(ANYWHERE)
        if self.action == "list":
            known |= {"ordering", *self.paginator.parameters, *self.filterset_class.base_filters}
        wrong: dict[str, list[ErrorDetail]] = {}
        for name, values in request.query_params.lists():
            if name not in known:
                message = _("There is no such parameter here. There are: %s.") % ", ".join(sorted(known))
                wrong[name] = [ErrorDetail(message, "unknown")]
            elif len(values) > 1:
                wrong[name] = [ErrorDetail(_("It is given more than once."), "repeated")]
            elif not values[0].strip() and name not in MAY_BE_EMPTY:
                wrong[name] = [ErrorDetail(_("It has no value."), "empty")]
        if wrong:
            raise ValidationError(wrong)

    def get_serializer_class(self) -> type[BaseSerializer]:
        if self.action == "list" and self.list_serializer_class is not None:
            return self.list_serializer_class
        return super().get_serializer_class()

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        record = self.get_serializer(self.get_object()).data
        if is_known(request, version_of(record)):
            return self.answer_record(record, status.HTTP_304_NOT_MODIFIED)
        return self.answer_record(record)

    def answer_record(self, record: dict[str, Any], code: int = status.HTTP_200_OK) -> Response:
        """A single record with its ETag. The browsable pages have none: they show more than the record."""
        if self.request.accepted_renderer.format != "json":
            return Response(record, status.HTTP_200_OK if code == status.HTTP_304_NOT_MODIFIED else code)
        told = None if code == status.HTTP_304_NOT_MODIFIED else record
        return Response(told, code, headers={"ETag": f'"{version_of(record)}"', "Cache-Control": "private, no-cache"})


class RecordView(ReadView):
    """A resource that is read and written: POST makes, PATCH edits. Nothing is deleted; what is wrong is rejected."""

    http_method_names = ["get", "post", "patch", "head", "options"]

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Make a record. The answer is the record as a GET would show it, with its ETag."""
        with transaction.atomic():
            serializer = self.get_serializer(data=request.data)
            serializer.is_valid(raise_exception=True)
            made = serializer.save()
            answer = self.get_serializer(self.get_queryset().get(pk=made.pk)).data
        return self.answer_record(answer, status.HTTP_201_CREATED)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change the fields that are sent, as an edit that later imports leave alone. `If-Match` names the version."""
        self.get_object()  # whether it is there, and may be changed
        wanted = require_version(request)
        with transaction.atomic():
            row = self.lock_object()
            standing = self.get_serializer(row).data
            check_version(wanted, version_of(standing), standing)
            serializer = self.get_serializer(row, data=request.data, partial=True)
            serializer.is_valid(raise_exception=True)
            serializer.save()
            answer = self.get_serializer(self.get_object()).data
        return self.answer_record(answer)

    def lock_object(self) -> Any:
        """The record as it stands, held until the transaction ends: between the check and the change nobody writes it.

        It is read after the lock is had: whoever wrote meanwhile is waited for, and seen.
        """
        waiting = self.get_object()
        type(waiting)._base_manager.select_for_update().filter(pk=waiting.pk).values_list("pk").first()
        row = self.get_object()
        row.refresh_from_db(fields=[field.attname for field in row._meta.concrete_fields])
        return row
