"""Facets of a search: how many of the rows found have each value, and of how many rows that is."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, F
from django.db.models.functions import ExtractYear, TruncMonth

from articles.models import Page
from articles.public import reviewed
from articles.search import find_newest
from articles.search.query import Query
from metrics.models import Metric
from people.models import Mention

# The values of a facet that are told, the commonest first.
VALUES = 50
# Of what is found facets count so many rows, those stored last: to read all rows of a word that stands in all of a
# large archive would take seconds for each facet.
COUNTED = 2_000

# By facet, the value and what people call it, seen from an article.
OF_ARTICLE = {
    "newspaper": ("page__issue__newspaper__code", "page__issue__newspaper__name"),
    "year": (ExtractYear("page__issue__date"), None),
    "month": (TruncMonth("page__issue__date"), None),
    "kind": ("kind", None),
    "status": ("status", None),
}
OF_PAGE = {
    "newspaper": ("issue__newspaper__code", "issue__newspaper__name"),
    "year": (ExtractYear("issue__date"), None),
    "month": (TruncMonth("issue__date"), None),
    "status": ("status", None),
}
# Facets of what an article holds: a story counts once for each person and indicator.
BELOW_ARTICLE = {
    "person": (Mention, "person__public_id", "person__name"),
    "indicator": (Metric, "indicator__code", "indicator__name"),
}
ARTICLE_FACETS = (*OF_ARTICLE, *BELOW_ARTICLE)


def count_facets(names: list[str], found: models.QuerySet, query: Query, public: bool = False) -> dict[str, Any]:
    """These facets of what the query found, and of how many rows they are: one query for that, and one for each."""
    keys = find_newest(found, query, COUNTED + 1)
    counted = keys[:COUNTED]
    return {
        "facets": {name: count_facet(name, found.model, counted, public) for name in names},
        "facets_of": {"rows": len(counted), "all": len(keys) == len(counted)},
    }


def count_facet(name: str, searched: type[models.Model], keys: list[int], public: bool = False) -> list[dict[str, Any]]:
    """The commonest values of one facet among these rows, what people call them, and how many rows have each."""
    if name in BELOW_ARTICLE:
        model, value, label = BELOW_ARTICLE[name]
        rows = model.objects.visible().filter(article__in=keys, **{f"{value}__isnull": False})
        if public:
            known = reviewed(model._meta.get_field(name).related_model.objects.all())
            rows = reviewed(rows).filter(**{f"{name}__in": known.values("pk")})
        counted = Count("article", distinct=True)
    else:
        value, label = (OF_PAGE if searched is Page else OF_ARTICLE)[name]
        rows, counted = searched._base_manager.filter(pk__in=keys), Count("pk")
    named = {"facet": F(value) if isinstance(value, str) else value}
    if label:
        named["called"] = F(label)
    groups = rows.values(**named).annotate(rows=counted).order_by("-rows", "facet")[:VALUES]
    return [{"value": write_value(name, g["facet"]), "label": g.get("called"), "count": g["rows"]} for g in groups]


def write_value(name: str, value: Any) -> str | None:
    """The value as filters take it: 2019, 2019-03, qhwb."""
    if value is None:
        return None
    return f"{value:%Y-%m}" if name == "month" else str(value)


def facets_schema() -> dict[str, Any]:
    """The properties that an answer has with facets, for the schema."""
    value = {
        "type": "object",
        "required": ["value", "label", "count"],
        "properties": {
            "value": {"type": ["string", "null"], "description": "null: not known."},
            "label": {"type": ["string", "null"]},
            "count": {"type": "integer", "description": "How many of the rows found have it."},
        },
    }
    facets = {
        "type": "object",
        "additionalProperties": {"type": "array", "items": value},
        "description": f"Only with facets=…; the {VALUES} commonest values of each.",
    }
    facets_of = {
        "type": "object",
        "required": ["rows", "all"],
        "properties": {
            "rows": {"type": "integer", "description": "How many rows the facets count."},
            "all": {
                "type": "boolean",
                "description": f"Whether these are all that is found. Of more than {COUNTED:,} the facets count "
                "those stored last.",
            },
        },
        "description": "Only with facets=….",
    }
    return {"facets": facets, "facets_of": facets_of}
