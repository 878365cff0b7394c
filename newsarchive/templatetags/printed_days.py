"""The years, months and days above a list, from the issues that there are and not from every row of the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.contrib.admin.templatetags.admin_list import date_hierarchy
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast, Substr

from articles.models import Issue

register = template.Library()


class DatedIssues(QuerySet):
    """Issues whose years are asked for as text: SQLite knows no dates, and asks Python for the year of each."""

    def dates(self, field_name: str, kind: str, order: str = "ASC") -> Any:
        if kind != "year":
            return super().dates(field_name, kind, order)
        year = Substr(Cast(field_name, CharField()), 1, 4)
        found = self.order_by().annotate(year=year).values_list("year", flat=True).distinct()
        return [date(int(each), 1, 1) for each in sorted(found)]


class IssueDays:
    """The issues' dates in the stead of a list whose rows lead to an issue, as Django's own tag takes a list.

    A list of two million figures would otherwise be joined with its articles, pages and issues to be told that the
    archive has papers of thirty years.
    """

    date_hierarchy = "date"
    model = Issue

    def __init__(self, listed: Any) -> None:
        self.listed = listed
        self.to_issue = listed.date_hierarchy.removesuffix("date")
        known = {name.removeprefix(self.to_issue): value for name, value in listed.params.items()}
        self.params = {name: value for name, value in known.items() if name.startswith("date__")}
        parts = {name: value for name, value in self.params.items() if str(value).isdigit()}
        self.queryset = DatedIssues(Issue).filter(**parts)

    def get_query_string(self, new: dict[str, Any], remove: Sequence[str]) -> str:
        moved = {f"{self.to_issue}{name}": value for name, value in new.items()}
        string: str = self.listed.get_query_string(moved, [f"{self.to_issue}{name}" for name in remove])
        return string


@register.inclusion_tag("admin/date_hierarchy.html")
def printed_days(listed: Any) -> Any:
    """Django's dates above a list; of rows that were printed, those of the issues."""
    is_printed = listed.model is Issue or listed.date_hierarchy.endswith("issue__date")
    return date_hierarchy(IssueDays(listed) if is_printed else listed)
