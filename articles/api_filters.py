"""Filters that the API's lists share. A value that cannot be meant is an error that names its parameter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import django_filters as filters
from django import forms
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_filters.fields import ChoiceField

from articles.api_days import DateFilter, InstantField, describe
from articles.curation import Status
from articles.merging import find_survivor
from articles.models import Change, ImportRun, Newspaper
from articles.public import is_public, reviewed
from articles.search import FindNamed, search
from articles.search.query import read_query


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
            raise no_record(self.model, text)
        return find_survivor(found).pk if leads_on else found.pk


def no_record(model: type[models.Model], key: str) -> forms.ValidationError:
    """The error that a key is nobody's."""
    told = {"value": key, "records": model._meta.verbose_name_plural}
    return forms.ValidationError(_("There is no “%(value)s” among the %(records)s."), "no_record", told)


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
        kwargs["error_messages"] = {"invalid_choice": _("true or false.")}
        super().__init__(field_name, choices=choices, coerce=lambda value: value == "true", empty_value=None, **kwargs)
        describe(self, {"type": "boolean"})


class MergedFilter(YesNoFilter):
    """Whether a record was merged into another."""

    def __init__(self) -> None:
        super().__init__(
            "merged_into", lookup_expr="isnull", exclude=True, help_text=_("Whether it was merged into another.")
        )


class NamedChoiceField(ChoiceField):
    """One of some values; an error names them."""

    def validate(self, value: Any) -> None:
        try:
            super().validate(value)
        except forms.ValidationError as error:
            known = ", ".join(str(name) for name, _label in self.choices if name)
            message = _("There is no %(unknown)s here. There are: %(known)s.")
            raise forms.ValidationError(message, error.code, {"unknown": value, "known": known}) from error


class ChoicesFilter(filters.BaseInFilter, filters.ChoiceFilter):
    """One or more of a column's choices, with commas between: news,brief."""

    field_class = NamedChoiceField


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

    default_error_messages = {
        "invalid": _("Write a mark of the feed of changes, as 5021, or a moment, as 2021-02-05T08:00:00Z.")
    }

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
