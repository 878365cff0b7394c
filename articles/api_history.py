"""The history of one record in the API: who changed what, when, by which road and why."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from articles.corrections import tell_history
from articles.roads import Road


class FieldChangeSerializer(serializers.Serializer):
    """One field of one change."""

    field = serializers.CharField()
    vars()["from"] = serializers.JSONField(allow_null=True)
    to = serializers.JSONField(allow_null=True)
    read = serializers.JSONField(allow_null=True, help_text=_("What the newest reading of the machine says."))


class HistoryEntrySerializer(serializers.Serializer):
    """One state of the record: what changed in it. The oldest has no changes."""

    at = serializers.DateTimeField()
    by = serializers.CharField(allow_null=True, help_text=_("The account; null for the importer or a program."))
    road = serializers.ChoiceField(choices=Road.choices, allow_blank=True)
    reason = serializers.CharField(allow_null=True)
    changes = FieldChangeSerializer(many=True)


class HistorySerializer(serializers.Serializer):
    """The newest first."""

    results = HistoryEntrySerializer(many=True)


class HistoryViews:
    """Mixed into the views of records that people change."""

    @extend_schema(responses=HistorySerializer, filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def history(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """What happened to the record, the newest first; empty for one that nobody but an import ever wrote."""
        return Response({"results": tell_history(self.get_object())})
