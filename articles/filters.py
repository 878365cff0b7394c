"""List filters that ask an editor's question: what waits, what is left over, what counts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.curation import TOMBSTONES, Status

# Not reviewed, told by what it is not, for where another condition is to lead: most rows are unreviewed, and SQLite
# would follow the index of the status through all of them.
UNDECIDED = ~Q(status__in=[status for status in Status if status != Status.UNREVIEWED])


class YesFilter(admin.SimpleListFilter):
    """Two answers, yes and no. `condition` is what yes means; `otherwise` what no means, where that is no mere NOT: no
    index leads to what is NOT (x IS NOT NULL)."""

    condition: Q = Q()
    otherwise: Q = Q()
    yes: Any = _("Yes")
    no: Any = _("No")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", self.yes), ("no", self.no)]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "yes":
            return queryset.filter(self.condition)
        if self.value() == "no":
            return queryset.filter(self.otherwise) if self.otherwise else queryset.exclude(self.condition)
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
            return leave_out_gone(queryset)
        return queryset.filter(pk__in=find_gone(queryset.model)) if self.value() == "no" else queryset


def leave_out_gone(rows: Any) -> Any:
    """The rows that count, as `visible()` finds them, by leaving out the few that do not.

    Nothing is joined, so a list is read in its own order until there are enough, and an index of another condition is
    followed. A planner that joins begins with the pages, and sorts two million figures for the newest fifty.
    """
    rows = rows.exclude(status__in=TOMBSTONES)
    for above in rows.model.stands_below[:1]:
        rows = rows.exclude(**{f"{above}__in": find_gone(rows.model._meta.get_field(above).related_model)})
    return rows


def find_gone(model: type[Model]) -> Any:
    """The keys of the rows that do not count: of tombstones, and of what stands below one.

    Each is asked for by itself, so that indexes lead to the few: in one condition with OR, every row is looked at.
    """
    rows = model._base_manager.order_by().values("pk")
    below = [rows.filter(**{f"{above}__status__in": TOMBSTONES}) for above in model.stands_below]
    return rows.filter(status__in=TOMBSTONES).union(*below, all=True) if below else rows.filter(status__in=TOMBSTONES)
