"""Lists are narrowed by the filters that a request names; the others are not made for it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.db import models
from django_filters import FilterSet
from django_filters.rest_framework import DjangoFilterBackend
from django_filters.utils import translate_validation
from rest_framework.request import Request


class AskedFilters(DjangoFilterBackend):
    """To make thirty filters and a form of them takes a fifth of the time of a list. What is not named narrows nothing,
    for there are no hidden defaults; what the list does not know was refused before."""

    def filter_queryset(self, request: Request, queryset: models.QuerySet, view: Any) -> models.QuerySet:
        kind = self.get_filterset_class(view, queryset)
        if kind is None:
            return queryset
        named = frozenset(name for name in kind.base_filters if name in request.query_params)
        filters = choose_filters(kind, named)(**self.get_filterset_kwargs(request, queryset, view))
        if not filters.is_valid():
            raise translate_validation(filters.errors)
        return filters.qs


@lru_cache(maxsize=1024)
def choose_filters(kind: type[FilterSet], names: frozenset[str]) -> type[FilterSet]:
    """The filter set with these filters only."""
    chosen = type(kind)(kind.__name__, (kind,), {})
    chosen.base_filters = {name: each for name, each in kind.base_filters.items() if name in names}
    return chosen
