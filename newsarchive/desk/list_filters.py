"""List filters that need more than one app: what was found by counting, what the editor worked on today."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsarchive.desk.kept import Finding, find_rows
from newsarchive.desk.waiting import worked_on_today


class FindingFilter(admin.SimpleListFilter):
    """Rows that were found when the archive was last counted."""

    title = gettext_lazy("found")
    parameter_name = "found"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        is_article = model_admin.model._meta.model_name == "article"
        return [each for each in Finding.Kind.choices if is_article or each[0] != Finding.Kind.DUPLICATE]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() not in Finding.Kind.values:
            return queryset
        return queryset.filter(pk__in=find_rows(queryset.model._meta.model_name, self.value()))


class WorkedFilter(admin.SimpleListFilter):
    """Rows that the editor changed today."""

    title = gettext_lazy("my work")
    parameter_name = "worked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("today", _("changed by me today"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(worked_on_today(queryset.model, request.user)) if self.value() else queryset
