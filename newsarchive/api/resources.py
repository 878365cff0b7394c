"""What the addresses of stories, people and figures answer with, where it takes more than one app to tell it."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError

from articles import article_api
from articles.api_below import Below, BelowFilters
from articles.api_filters import ChoicesFilter, RecordFilter, SearchFilter
from articles.curation import Status
from articles.public import is_public, reviewed
from metrics import api as metrics
from metrics.models import Indicator, Metric
from newsarchive.api.bulk import BulkViews
from newsarchive.api.facets import ARTICLE_FACETS
from newsarchive.api.keywords import KeywordViews
from newsarchive.api.merging import MergeViews
from newsarchive.api.search import FacetsFilter, SearchView, TypeFilter
from newsarchive.desk.four_eyes import find_refusals
from newsarchive.exports.linked_views import ArticleFormats, MetricFormats
from newsarchive.naming import find_articles_naming, find_reviewed_naming
from people import api as people
from people.models import Mention, Person

# Filters of articles that speak of one mention, or of one metric; all that are given must hold of the same one.
OF_MENTION = {
    "person": "person",
    "person_name": "name",
    "role": "role__in",
    "organization": "organization__icontains",
    "title": "title__icontains",
}
OF_METRIC = {
    "indicator": "indicator",
    "unit": "unit",
    "value_min": "value__gte",
    "value_max": "value__lte",
    "period": "period",
    "period_from": None,
    "period_to": None,
    "place": "place__icontains",
}


class ArticleSerializer(article_api.FullArticleSerializer):
    """An article with its text, its places on the page, its people and its figures."""

    mentions = people.MentionSerializer(many=True, read_only=True)
    metrics = metrics.MetricSerializer(many=True, read_only=True)

    class Meta(article_api.FullArticleSerializer.Meta):
        fields = (*article_api.FullArticleSerializer.Meta.fields, "mentions", "metrics")

    def create(self, values: dict[str, Any]) -> Any:
        return self.check_confirmed(super().create(values), Status.UNREVIEWED)

    def update(self, article: Any, values: dict[str, Any]) -> Any:
        before = article.status
        return self.check_confirmed(super().update(article, values), before)

    def check_confirmed(self, article: Any, before: str) -> Any:
        """Refuse, once it is in the history, that whoever edited an article, now or before, confirms it."""
        if article.status == Status.CONFIRMED != before:
            for refusal in find_refusals([article.pk], self.context["request"].user).values():
                raise ValidationError({"status": [ErrorDetail(refusal, "four_eyes")]})
        return article


class FigurePeriodFilter(metrics.PeriodFilter):
    """Asked of the figures of a story, together with what else is asked of them."""

    def filter(self, queryset: models.QuerySet, days: Any) -> models.QuerySet:
        return queryset

    def narrow(self, figures: models.QuerySet, days: Any) -> models.QuerySet:
        return super().filter(figures, days)


class ArticleFilters(BelowFilters, article_api.ArticleFilters):
    below = (
        Below(Mention, "article", OF_MENTION, few=frozenset({"person", "person_name"})),
        Below(Metric, "article", OF_METRIC),
    )

    q = SearchFilter(find_articles_naming, find_reviewed_naming)
    person = RecordFilter(
        "person", Person, method="leave", help_text=_("A person's id: stories with a mention of them.")
    )
    person_name = filters.CharFilter(method="leave", help_text=_("A name as printed, whole."))
    role = ChoicesFilter(
        choices=Mention.Role.choices, method="leave", help_text=_("The part that a person has in the story.")
    )
    organization = filters.CharFilter(method="leave", help_text=_("Part of a person's organization as printed."))
    title = filters.CharFilter(method="leave", help_text=_("Part of a person's title as printed."))
    indicator = RecordFilter(
        "indicator",
        Indicator,
        "code",
        method="leave",
        help_text=_("An indicator's code: stories with a figure for it."),
    )
    unit = filters.CharFilter(method="leave", help_text=_("A figure's unit, whole."))
    value_min = metrics.NumberFilter("value", method="leave", help_text=_("A figure of at least this."))
    value_max = metrics.NumberFilter("value", method="leave", help_text=_("A figure of at most this."))
    period = metrics.WrittenPeriodFilter(
        method="leave", help_text=_("A figure's period as it is written: 2020, 2020-12.")
    )
    period_from = FigurePeriodFilter("period", "from", help_text=_("Periods that begin on this day or later."))
    period_to = FigurePeriodFilter("period", "to", help_text=_("Periods that begin on this day or earlier."))
    place = filters.CharFilter(method="leave", help_text=_("Part of a figure's place."))


class ArticleView(BulkViews, KeywordViews, ArticleFormats, article_api.ArticleView):
    """Articles, with the people and figures in them."""

    serializer_class = ArticleSerializer
    filterset_class = ArticleFilters
    public_actions = frozenset({"list", "retrieve", "cite", "jsonld", "ninjs", "keywords", "related"})

    def get_queryset(self) -> models.QuerySet:
        queryset = super().get_queryset()
        if self.action == "list":
            return queryset
        mentions = Mention.objects.select_related("person").prefetch_related("spans").order_by("number")
        figures = Metric.objects.select_related("indicator").order_by("number")
        if is_public(self.request):
            mentions, figures = people.with_reviewed_people(reviewed(mentions)), reviewed(figures)
        return queryset.prefetch_related(Prefetch("mentions", mentions), Prefetch("metrics", figures))


class PersonView(BulkViews, MergeViews, people.PersonView):
    """People: the authority records that mentions are taken to mean."""


class IndicatorView(MergeViews, metrics.IndicatorView):
    """Indicators: the authority records of what is measured."""


class MentionView(BulkViews, people.MentionView):
    """Mentions: people as named in articles."""


class MetricView(BulkViews, MetricFormats, metrics.MetricView):
    """Metrics: figures as printed, with what they measure, when and where."""

    public_actions = frozenset({"list", "retrieve", "jsonld"})


class HitFilters(ArticleFilters):
    type = TypeFilter()
    facets = FacetsFilter(ARTICLE_FACETS)


class StorySearchView(SearchView):
    """Search over stories and pages; stories take all the filters that their list takes."""

    filterset_class = HitFilters
