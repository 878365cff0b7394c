"""Imports through the API: page files are sent, looked at or stored, and a run is undone."""

from __future__ import annotations

import base64
import binascii
import io
from http import HTTPStatus
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import APIException, ErrorDetail, PermissionDenied, ValidationError
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from articles import api as articles
from articles.api_fields import Strict
from articles.models import ImportRun
from newsarchive.importer.given import LENGTHS
from newsarchive.importer.undo import CannotUndoError, undo_run
from newsarchive.uploads.jobs import hand_over
from newsarchive.uploads.models import UploadedFile
from newsarchive.uploads.taking import CannotTakeError, SentFile, take_run
from newsarchive.uploads.working import CANNOT_UNDO, ask_to_store, discard_run


class NotNow(APIException):
    """The run does not stand where this can be done with it."""

    status_code = HTTPStatus.CONFLICT
    default_code = "conflict"


class FileField(serializers.Field):
    """A file: in a form as it is, in JSON with its name and `text` or `base64`."""

    default_error_messages = {
        "invalid": _("A file of a form, or an object with name and text, or name and base64."),
        "base64": _("This is no base64."),
    }

    def to_internal_value(self, told: Any) -> SentFile:
        if hasattr(told, "read"):
            return SentFile(told.name, told)
        if not isinstance(told, dict) or not isinstance(told.get("name"), str) or not told["name"].strip():
            self.fail("invalid")
        if len({"text", "base64"} & told.keys()) != 1 or set(told) - {"name", "text", "base64"}:
            self.fail("invalid")
        return SentFile(told["name"], io.BytesIO(self.read_content(told)))

    def read_content(self, told: dict[str, Any]) -> bytes:
        content = told.get("text", told.get("base64"))
        if not isinstance(content, str):
            self.fail("invalid")
        try:
            return content.encode() if "text" in told else base64.b64decode(content, validate=True)
        except UnicodeEncodeError:
            self.fail("invalid")
        except (binascii.Error, ValueError):
            self.fail("base64")


@extend_schema_field(
    {
        "oneOf": [
            {"type": "string", "format": "binary"},
            {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string"},
                    "text": {"type": "string"},
                    "base64": {"type": "string", "contentEncoding": "base64"},
                },
                "additionalProperties": False,
            },
        ]
    }
)
class DescribedFileField(FileField):
    """A file as the schema tells it."""


class OrderSerializer(Strict):
    """Page files to import, and what is known of all of them. It wins over what the pages tell."""

    files = serializers.ListField(
        child=DescribedFileField(), allow_empty=False, help_text=_("Page files, or zip archives of them.")
    )
    newspaper = serializers.CharField(required=False, help_text=_("The paper's name, another form of it, or its code."))
    date = serializers.CharField(required=False, help_text=_("The issue's day, as 2021-02-05."))
    page = serializers.CharField(required=False, help_text=_("The page's label, as 3 or A01."))
    edition = serializers.CharField(required=False, help_text=_("The edition, where the paper had several that day."))
    section = serializers.CharField(required=False, help_text=_("The section's name."))
    name_pattern = serializers.CharField(
        required=False, help_text=_("How the files are called: {newspaper}_{date:%Y%m%d}_{page}.txt.")
    )
    dry_run = serializers.BooleanField(
        default=False, help_text=_("Read the files and tell what would change; store nothing yet.")
    )


class TakenSerializer(articles.ImportSerializer):
    """The run that was made of what was sent."""

    by_worker = serializers.BooleanField(help_text=_("Whether a worker does it; else it is done by now."))

    class Meta(articles.ImportSerializer.Meta):
        fields = (*articles.ImportSerializer.Meta.fields, "by_worker")


class PreviewSerializer(serializers.ModelSerializer):
    """What storing one file would come to, as far as it was looked at."""

    preview = serializers.JSONField(allow_null=True)

    class Meta:
        model = UploadedFile
        fields = ("name", "preview")


class ImportView(articles.ImportView):
    """Runs of the importer, by number; files can be sent to make one, and a run can be undone."""

    http_method_names = ["get", "post", "head", "options"]
    parser_classes = (JSONParser, MultiPartParser, FormParser)

    def get_serializer_class(self) -> type[serializers.BaseSerializer]:
        return OrderSerializer if self.action == "create" else super().get_serializer_class()

    @extend_schema(
        request={"multipart/form-data": OrderSerializer, "application/json": OrderSerializer},
        responses={202: TakenSerializer},
    )
    def create(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take page files. A worker imports them; follow the run at `Location`. Without a worker it is done at once."""
        order = OrderSerializer(data=request.data)
        order.is_valid(raise_exception=True)
        told = order.validated_data
        said = {name: told[name] for name in LENGTHS if name in told}
        try:
            run = take_run(
                told["files"],
                said,
                request.user,
                stores=not told["dry_run"],
                pattern=told.get("name_pattern", ""),
            )
        except CannotTakeError as error:
            raise ValidationError({error.field: [ErrorDetail(str(error), error.rule)]}) from None
        return self.answer_taken(run, hand_over(run))

    @extend_schema(request=None, responses={202: TakenSerializer})
    @action(detail=True, methods=["post"])
    def store(self, request: Request, **kwargs: Any) -> Response:
        """Store what a dry run looked at."""
        run = self.get_object()
        if not ask_to_store(run, []):
            raise NotNow(gettext("There is nothing to store: the run is %s.") % run.get_state_display())
        return self.answer_taken(run, hand_over(run))

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def discard(self, request: Request, **kwargs: Any) -> Response:
        """Throw away what a dry run looked at."""
        run = self.get_object()
        if not discard_run(run):
            raise NotNow(gettext("There is nothing to discard: the run is %s.") % run.get_state_display())
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, **kwargs: Any) -> Response:
        """Withdraw what the run brought in and nobody touched. Nothing is deleted."""
        if not request.user.has_perm("articles.change_importrun"):
            raise PermissionDenied
        try:
            undo_run(self.get_object())
        except CannotUndoError as error:
            raise NotNow(CANNOT_UNDO[error.rule]) from None
        return Response(self.get_serializer(self.get_object()).data)

    @extend_schema(responses=PreviewSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def preview(self, request: Request, **kwargs: Any) -> Response:
        """What storing each file would come to, after a dry run and until it is stored or discarded."""
        files = self.get_object().uploaded.defer("content")
        return Response(PreviewSerializer(files, many=True).data)

    def answer_taken(self, run: ImportRun, by_worker: bool) -> Response:
        """202 with the run, and where to follow it."""
        self.kwargs[self.lookup_url_kwarg] = str(run.pk)
        answer = articles.ImportSerializer(self.get_queryset().get(pk=run.pk)).data
        where = self.request.build_absolute_uri(reverse("importrun-detail", kwargs={"id": run.pk}))
        return Response({**answer, "by_worker": by_worker}, HTTPStatus.ACCEPTED, headers={"Location": where})
