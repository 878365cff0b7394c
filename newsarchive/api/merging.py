"""Merging people and indicators in the API, and taking it back."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api_conditions import check_version, require_version, version_of
from articles.api_fields import RecordField, Strict
from articles.locking import with_patience
from articles.merging import CannotMerge
from newsarchive.api.access import ChangePermissions
from newsarchive.merging import imports_held_soon, merge_records, unmerge_record


class ReasonSerializer(Strict):
    """Why; kept in the history."""

    reason = serializers.CharField(max_length=100, required=False, default="", allow_blank=True)


class IntoSerializer(ReasonSerializer):
    """The record that stays."""

    into = serializers.CharField(max_length=100, help_text=_("The id or code of the record that stays."))


class MergeViews:
    """Mixed into the views of people and of indicators: `ID/merge/` and `ID/unmerge/`."""

    @extend_schema(
        request=IntoSerializer,
        examples=[
            OpenApiExample("Two that are one", {"into": "person-1a2b3c4d5e", "reason": "same"}, request_only=True)
        ],
    )
    @action(detail=True, methods=["post"], permission_classes=[ChangePermissions])
    def merge(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Merge this record into another. Answers the one that stays; `If-Match` names the version of this one."""
        sent = IntoSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        key = RecordField(self.lookup_field, queryset=self.queryset.model._base_manager.all())
        try:
            survivor = key.to_internal_value(sent.validated_data["into"])
        except ValidationError as error:
            raise ValidationError({"into": error.detail}) from error
        return self.settle(
            lambda row: merge_records(row, survivor, sent.validated_data["reason"], request.user).survivor, "into"
        )

    @extend_schema(request=ReasonSerializer)
    @action(detail=True, methods=["post"], permission_classes=[ChangePermissions])
    def unmerge(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Take the merge of this record back. Answers the record; `If-Match` names its version as a tombstone."""
        sent = ReasonSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        return self.settle(lambda row: unmerge_record(row, sent.validated_data["reason"]), "")

    def settle(self, change: Any, field: str) -> Response:
        """Do it to this version of the record, and answer what came of it."""
        wanted = require_version(self.request)
        answer = with_patience(lambda: self.settle_once(wanted, change, field), within=imports_held_soon)
        return self.answer_record(answer, status.HTTP_200_OK)

    def settle_once(self, wanted: str, change: Any, field: str) -> dict[str, Any]:
        row = self.lock_object()
        standing = self.get_serializer(row).data
        check_version(wanted, version_of(standing), standing)
        try:
            left = change(row)
        except CannotMerge as error:
            raise ValidationError({field or "non_field_errors": [str(error)]}) from error
        return self.get_serializer(self.get_queryset().get(pk=left.pk)).data

    def get_object(self) -> Any:
        """To undo a merge, the record that was merged is meant and not the one that took it in."""
        if self.action != "unmerge":
            return super().get_object()
        rows: models.QuerySet = self.get_queryset()
        row = rows.filter(
            **{self.lookup_field: self.kwargs[self.lookup_url_kwarg], "merged_into__isnull": False}
        ).first()
        if row is None:
            return super().get_object()
        self.check_object_permissions(self.request, row)
        return row
