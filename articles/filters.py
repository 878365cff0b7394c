"""List filters that ask an editor's question: what waits, what is left over, what counts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q
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
        if self.value() == "yes":
            return queryset.visible()
        return queryset.filter(pk__in=find_gone(queryset.model)) if self.value() == "no" else queryset


def find_gone(model: type[Model]) -> Any:
    """The keys of the rows that do not count: of tombstones, and of what stands below one.

    Each is asked for by itself, so that indexes lead to the few: in one condition with OR, every row is looked at.
    """
    rows = model._base_manager.order_by().values("pk")
    below = [rows.filter(**{f"{above}__status__in": TOMBSTONES}) for above in model.stands_below]
    return rows.filter(status__in=TOMBSTONES).union(*below, all=True) if below else rows.filter(status__in=TOMBSTONES)
