"""List filters that ask an editor's question: what waits, what is left over, what counts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.curation import TOMBSTONES


class YesFilter(admin.SimpleListFilter):
    """Two answers, yes and no. `condition` is what yes means."""

    condition: Q = Q()
    yes: Any = _("Yes")
    no: Any = _("No")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", self.yes), ("no", self.no)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "yes":
            return queryset.filter(self.condition)
        if self.value() == "no":
            return queryset.exclude(self.condition)
        return queryset


class WaitingFilter(YesFilter):
    """Pages whose paper or day is not known."""

    title = _("waiting")
    parameter_name = "waiting"
    condition = Q(issue__isnull=True)
    yes = _("without paper or date")
    no = _("paper and date known")


class UnassignedFilter(YesFilter):
    """Pages with characters that were given to nothing."""

    title = _("unassigned text")
    parameter_name = "leftover"
    condition = Q(unassigned__gt=0)
    yes = _("some characters are unassigned")
    no = _("every character has its place")


class VisibleFilter(YesFilter):
    """Rows that count; rejected and withdrawn ones are kept, and found here."""

    title = _("shown")
    parameter_name = "shown"
    yes = _("shown")
    no = _("rejected or withdrawn")

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """As `visible()`: what stands below a tombstone does not count either."""
        gone = Q(status__in=TOMBSTONES)
        for above in queryset.model.stands_below:
            gone |= Q(**{f"{above}__status__in": TOMBSTONES})
        if self.value() == "yes":
            return queryset.exclude(gone)
        return queryset.filter(gone) if self.value() == "no" else queryset
