"""The view that every resource of the API is: strict about parameters, without DELETE and PUT."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from rest_framework import mixins, viewsets
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer

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


class RecordView(mixins.CreateModelMixin, ReadView):
    """A resource that is read and written: POST makes, PATCH edits. Nothing is deleted; what is wrong is rejected."""

    http_method_names = ["get", "post", "patch", "head", "options"]

    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        with transaction.atomic():
            return super().create(request, *args, **kwargs)

    def partial_update(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Change the fields that are sent, as an edit that later imports leave alone."""
        with transaction.atomic():
            row = self.get_object()
            type(row)._base_manager.select_for_update().filter(pk=row.pk).values_list("pk").first()
            row.refresh_from_db(fields=[field.attname for field in row._meta.concrete_fields])
            serializer = self.get_serializer(row, data=request.data, partial=True)
            serializer.is_valid(raise_exception=True)
            serializer.save()
            answer = self.get_serializer(self.get_object())
        return Response(answer.data)
