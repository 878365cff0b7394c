"""Figures that another article tells otherwise: same indicator, place, period, kind and unit, another value.

Two queries for all the figures of an article, each led by the index on what is compared.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles.curation import TOMBSTONES
from articles.forms import plain_number
from articles.models import Article
from articles.showing import short_title
from metrics.models import Metric

COMPARED = ("indicator", "place", "period", "unit")
# Compared as expressions: a planner whose statistics are a sample may be led by their indexes, through whole tables.
SORTED = ("change", "kind")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What another article says instead of one figure, and where its desk is."""

    value: str
    title: str
    day: str
    url: str


def find_disagreeing(article: Article) -> dict[int, Disagreement]:
    """For each figure of the article that another tells otherwise, the newest that does: {pk of the figure: that}."""
    others = Metric.objects.visible().filter(**{name: OuterRef(name) for name in COMPARED})
    others = others.alias(**{f"its_{name}": Coalesce(name, Value("")) for name in SORTED})
    others = others.filter(**{f"its_{name}": OuterRef(name) for name in SORTED})
    others = others.exclude(article=article.pk).annotate(upper=Coalesce("value_max", "value"))
    others = others.exclude(value=OuterRef("value"), upper=OuterRef("upper"))
    told = Metric.objects.filter(article=article.pk, indicator__isnull=False).exclude(status__in=TOMBSTONES)
    told = told.exclude(period="").exclude(place="")
    told = told.annotate(upper=Coalesce("value_max", "value"))
    pairs = dict(
        told.annotate(other=Subquery(others.order_by("-pk").values("pk")[:1]))
        .filter(other__isnull=False)
        .values_list("pk", "other")
    )
    if not pairs:
        return {}
    rows = Metric.objects.filter(pk__in=pairs.values()).select_related("article__page__issue")
    rows = rows.defer("article__body_map", "article__terms", "article__written", "article__reading",
                      "article__page__text", "article__page__terms", "article__page__written",
                      "article__page__reading")  # fmt: skip
    found = {row.pk: tell(row) for row in rows}
    return {pk: found[other] for pk, other in pairs.items()}


def tell(metric: Metric) -> Disagreement:
    upper = f"–{plain_number(metric.value_max)}" if metric.value_max is not None else ""
    issue = metric.article.page.issue
    return Disagreement(
        f"{plain_number(metric.value)}{upper} {metric.unit}".strip(),
        short_title(metric.article),
        issue.date.isoformat() if issue else "",
        reverse("admin:articles_article_change", args=(metric.article_id,)),
    )
