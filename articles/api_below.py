"""Filters of a list that speak of rows below its rows: stories by their figures, people by how they are named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

import django_filters as filters
from django.db import models

from articles.public import is_public, reviewed


class Below(NamedTuple):
    """Rows of `model` lead to those of the list by the column `owner`; `lookups` says what each filter asks of them.

    None as a lookup: the filter narrows them by itself, with `narrow`. A filter in `few` leaves so few rows (those of
    one person) that a database does well to begin with them; after any other it begins with the list and asks each row.
    """

    model: type[models.Model]
    owner: str
    lookups: Mapping[str, str | None]
    few: frozenset[str] = frozenset()


class BelowFilters(filters.FilterSet):
    """All filters that speak of rows below of one kind hold of one and the same row, which must be one that counts."""

    below: ClassVar[tuple[Below, ...]] = ()

    def leave(self, queryset: models.QuerySet, _name: str, _value: Any) -> models.QuerySet:
        """The method of each such filter: they are applied together."""
        return queryset

    def filter_queryset(self, queryset: models.QuerySet) -> models.QuerySet:
        queryset = super().filter_queryset(queryset)
        for model, owner, lookups, few in self.below:
            given = {name: self.form.cleaned_data.get(name) for name in lookups}
            wanted = {name: value for name, value in given.items() if value not in (None, "", [])}
            if not wanted:
                continue
            rows = reviewed(model.objects.all()) if is_public(self.request) else model.objects.visible()
            for name, value in wanted.items():
                lookup = lookups[name]
                rows = rows.filter(**{lookup: value}) if lookup else self.filters[name].narrow(rows, value)
            if few & wanted.keys():
                queryset = queryset.filter(pk__in=rows.values(owner))
            else:
                queryset = queryset.filter(models.Exists(rows.filter(**{owner: models.OuterRef("pk")})))
        return queryset
