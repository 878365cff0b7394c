"""Filters that the API's lists share. A value that cannot be meant is an error that names its parameter."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime
from typing import Any

import django_filters as filters
from django import forms
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_filters.fields import IsoDateTimeField
from drf_spectacular.utils import extend_schema_field

from articles.curation import Status
from articles.merging import find_survivor
from articles.models import Change, ImportRun, Newspaper
from articles.public import is_public, reviewed
from articles.search import FindNamed, search
from articles.search.query import read_query

_PARTIAL_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


def read_partial_date(text: str) -> tuple[date, date] | None:
    """The first and the last day that 2021, 2021-02 or 2021-02-05 means; None for anything else."""
    match = _PARTIAL_DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.group("year", "month", "day"))
    try:
        first = date(year, month or 1, day or 1)
        last_month = month or 12
        return first, date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    except ValueError:
        return None


class PartialDateField(forms.CharField):
    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        days = read_partial_date(text)
        if days is None:
            raise forms.ValidationError(
                _("“%(value)s” is no date: write 2021, 2021-02 or 2021-02-05."), "no_date", {"value": text}
            )
        return days


def describe(condition: filters.Filter, schema: dict[str, Any]) -> None:
    """Give a filter its own schema, with the words that its help text has."""
    extend_schema_field({**schema, "description": condition.extra.get("help_text", "")})(condition)


class DateFilter(filters.Filter):
    """A day, month or year; `edge` says whether rows lie within it, begin with it or end with it."""

    field_class = PartialDateField

    def __init__(self, field_name: str, edge: str = "within", **kwargs: Any) -> None:
        self.edge = edge
        super().__init__(field_name, **kwargs)
        describe(self, {"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"})

    def filter(self, queryset: models.QuerySet, days: Any) -> models.QuerySet:
        if days is None:
            return queryset
        first, last = days
        conditions = {
            "within": {f"{self.field_name}__range": (first, last)},
            "from": {f"{self.field_name}__gte": first},
            "to": {f"{self.field_name}__lte": last},
        }
        return queryset.filter(**conditions[self.edge])


class RecordKeyField(forms.CharField):
    """A record by its key, cleaned to its primary key. A key that nobody has is an error, not an empty list; that of a
    record which was merged leads on to the one that took it in, as its address does."""

    def __init__(self, *, model: type[models.Model], key: str, **kwargs: Any) -> None:
        self.model, self.key, self.public = model, key, False
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        if self.key == "pk" and not (text.isascii() and text.isdigit()):
            raise forms.ValidationError(_("“%(value)s” is no number."), "no_number", {"value": text})
        rows = self.model._base_manager.filter(**{self.key: text})
        rows = reviewed(rows, leads_on=True) if self.public else rows
        leads_on = hasattr(self.model, "merged_into")
        found = rows.only("pk", *(("merged_into",) if leads_on else ())).first()
        if found is None:
            raise forms.ValidationError(_("There is no “%(value)s”."), "no_record", {"value": text})
        return find_survivor(found).pk if leads_on else found.pk


def is_asked_publicly(condition: filters.Filter) -> bool:
    """Whether the list that the filter narrows is asked for without an account."""
    return is_public(getattr(getattr(condition, "parent", None), "request", None))


class RecordFilter(filters.Filter):
    """Rows that lead to one record, named by its public id, code or number."""

    field_class = RecordKeyField

    def __init__(self, field_name: str, model: type[models.Model], key: str = "public_id", **kwargs: Any) -> None:
        super().__init__(field_name, model=model, key=key, **kwargs)
        describe(self, {"type": "string"})

    @property
    def field(self) -> forms.Field:
        field = super().field
        field.public = is_asked_publicly(self)  # a key that may not be seen is one that nobody has
        return field


class YesNoFilter(filters.TypedChoiceFilter):
    """true or false; Django's own takes anything else for no answer."""

    def __init__(self, field_name: str | None = None, **kwargs: Any) -> None:
        choices = (("true", "true"), ("false", "false"))
        super().__init__(field_name, choices=choices, coerce=lambda value: value == "true", empty_value=None, **kwargs)
        describe(self, {"type": "boolean"})


class MergedFilter(YesNoFilter):
    """Whether a record was merged into another."""

    def __init__(self) -> None:
        super().__init__(
            "merged_into", lookup_expr="isnull", exclude=True, help_text=_("Whether it was merged into another.")
        )


class ChoicesFilter(filters.BaseInFilter, filters.ChoiceFilter):
    """One or more of a column's choices, with commas between: news,brief."""


class InstantField(IsoDateTimeField):
    def clean(self, value: Any) -> Any:
        try:
            moment = super().clean(value)
            return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
        except (OverflowError, ValueError) as error:
            raise forms.ValidationError(_("This moment lies beyond the calendar.")) from error


class InstantFilter(filters.IsoDateTimeFilter):
    """A moment in ISO 8601: 2021-02-05T08:00:00Z. Without a zone, the archive's own."""

    field_class = InstantField


class TextFilter(filters.CharFilter):
    """Rows whose column holds the text, case aside."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, lookup_expr="icontains", **kwargs)


class QueryField(forms.CharField):
    """Any text at all: what no page can hold is simply not found."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.validators = []


class SearchFilter(filters.CharFilter):
    """`q`: rows that a query asks for; see `articles.search.query`. `find_named` answers `person:`, `find_public` where
    there is no account."""

    field_class = QueryField

    def __init__(
        self, find_named: FindNamed | None = None, find_public: FindNamed | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault(
            "help_text",
            _(
                "Words that must all stand in it; “in quotes” several are one. -without, OR, headline:, byline:, "
                "person:. Any text is allowed."
            ),
        )
        self.find_named, self.find_public = find_named, find_public
        super().__init__("terms", strip=False, **kwargs)

    def filter(self, queryset: models.QuerySet, text: str) -> models.QuerySet:
        query = read_query(text or "")
        find_named = self.find_public if is_asked_publicly(self) else self.find_named
        return search(queryset, query, find_named) if query else queryset


class MarkOrMomentField(InstantField):
    """A mark of the feed, which is a whole number, or a moment."""

    def clean(self, value: Any) -> Any:
        text = (value or "").strip()
        if text.isascii() and text.isdigit() and len(text) < 19:
            return int(text)
        return super().clean(value)


class ChangedFilter(filters.Filter):
    """What changed since a mark of the feed, in the order of commits; or since a moment, which is for people."""

    field_class = MarkOrMomentField

    def __init__(self) -> None:
        super().__init__(
            help_text=_("Changed after this mark of the feed of changes; or at this moment or later, by the clock.")
        )
        describe(self, {"type": "string", "examples": ["5021", "2026-11-22T08:00:00Z"]})

    def filter(self, queryset: models.QuerySet, since: Any) -> models.QuerySet:
        if since is None:
            return queryset
        if isinstance(since, datetime):
            return queryset.filter(updated_at__gte=since)
        changed = Change.objects.filter(resource=resource_of(queryset.model))
        # What has no number yet will get a higher one.
        changed = changed.filter(models.Q(revision__gt=since) | models.Q(revision__isnull=True))
        return queryset.filter(pk__in=changed.values("row"))


def resource_of(model: type[models.Model]) -> str:
    """What the API calls the records of a model: articles, people."""
    return str({"person": "people"}.get(model._meta.model_name or "", f"{model._meta.model_name}s"))


class ChangedFilters(filters.FilterSet):
    """What any list can be narrowed by."""

    changed_since = ChangedFilter()
    edited_by = RecordFilter(
        "pk",
        get_user_model(),
        "username",
        method="filter_edited_by",
        help_text=_("The name of an account that ever changed it."),
    )

    def filter_edited_by(self, queryset: models.QuerySet, _name: str, account: int | None) -> models.QuerySet:
        changed = queryset.model.history.filter(history_user=account)
        return queryset if account is None else queryset.filter(pk__in=changed.values("id"))


class CuratedFilters(ChangedFilters):
    """What any list of curated rows can be narrowed by."""

    status = ChoicesFilter("status", choices=Status.choices, help_text=_("One or more, with commas between."))
    visible = YesNoFilter(
        method="filter_visible",
        help_text=_("true leaves out what is rejected or withdrawn, or stands below such a row."),
    )
    run = RecordFilter("run", ImportRun, "pk", help_text=_("The number of the import that last wrote it."))

    def filter_visible(self, queryset: models.QuerySet, _name: str, wanted: bool) -> models.QuerySet:
        if wanted:
            return queryset.visible()
        return queryset.exclude(pk__in=queryset.model._default_manager.visible().values("pk"))


def printed_in(to_issue: str) -> type[filters.FilterSet]:
    """The filters on paper and day, for rows from which `to_issue` (as "page__issue__") leads to the issue."""

    class PrintedFilters(filters.FilterSet):
        newspaper = RecordFilter(f"{to_issue}newspaper", Newspaper, "code", help_text=_("A newspaper's code."))
        date = DateFilter(f"{to_issue}date", help_text=_("The issue's day, month or year: 2021-02-05."))
        date_from = DateFilter(f"{to_issue}date", "from", help_text=_("Issues of this day or later."))
        date_to = DateFilter(f"{to_issue}date", "to", help_text=_("Issues of this day or earlier."))

    return PrintedFilters
