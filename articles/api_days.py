"""Filters by days, months, years and moments. A value that cannot be meant is an error that says how to write one."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime
from typing import Any

import django_filters as filters
from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_filters.fields import IsoDateTimeField
from drf_spectacular.utils import extend_schema_field

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


class InstantField(IsoDateTimeField):
    default_error_messages = {"invalid": _("Write a moment as 2021-02-05T08:00:00Z.")}

    def clean(self, value: Any) -> Any:
        try:
            moment = super().clean(value)
            return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
        except (OverflowError, ValueError) as error:
            raise forms.ValidationError(_("This moment lies beyond the calendar.")) from error


class InstantFilter(filters.IsoDateTimeFilter):
    """A moment in ISO 8601: 2021-02-05T08:00:00Z. Without a zone, the archive's own."""

    field_class = InstantField
