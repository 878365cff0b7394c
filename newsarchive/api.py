"""The API's addresses, one line a resource, and the article with all it contains, which needs all three apps."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.routers import DefaultRouter

from articles import api as articles
from articles import article_api
from articles.api_filters import ChoicesFilter, RecordFilter, SearchFilter
from articles.curation import Status
from articles.public import is_public, reviewed
from metrics import api as metrics
from metrics.models import Indicator, Metric
from newsarchive.api_bulk import BulkViews
from newsarchive.api_corrections import CorrectionsView
from newsarchive.api_errors import NothingView
from newsarchive.api_feed import ChangesView
from newsarchive.api_imports import ImportView
from newsarchive.api_keywords import KeywordViews
from newsarchive.api_merging import MergeViews
from newsarchive.api_operations import ARTICLE_OPERATIONS, PageOperationsView, RedoView, UndoView
from newsarchive.api_search import ARTICLE_FACETS, FacetsFilter, SearchView, TypeFilter
from newsarchive.api_tokens import RevokeAllView, RevokeView, TokenView
from newsarchive.desk.four_eyes import find_refusals
from newsarchive.exports.linked_views import LINKED, ArticleFormats, LinkedExportView, MetricFormats
from newsarchive.exports.views import TYPES, make_export
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
OF_METRIC = {"indicator": "indicator", "unit": "unit", "place": "place__icontains"}


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


class ArticleFilters(article_api.ArticleFilters):
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
    place = filters.CharFilter(method="leave", help_text=_("Part of a figure's place."))

    def leave(self, queryset: models.QuerySet, _name: str, _value: Any) -> models.QuerySet:
        """These filters are applied together, below."""
        return queryset

    def filter_queryset(self, queryset: models.QuerySet) -> models.QuerySet:
        queryset = super().filter_queryset(queryset)
        for model, lookups in ((Mention, OF_MENTION), (Metric, OF_METRIC)):
            wanted = {lookups[name]: self.form.cleaned_data[name] for name in lookups if self.form.cleaned_data[name]}
            if wanted:
                rows = reviewed(model.objects.all()) if is_public(self.request) else model.objects.visible()
                queryset = queryset.filter(Exists(rows.filter(article=OuterRef("pk"), **wanted)))
        return queryset


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


router = DefaultRouter(use_regex_path=True)
router.register("newspapers", articles.NewspaperView)
router.register("issues", articles.IssueView)
router.register("pages", articles.PageView)
router.register("articles", ArticleView)
router.register("people", PersonView)
router.register("mentions", MentionView)
router.register("indicators", IndicatorView)
router.register("metrics", MetricView)
router.register("imports", ImportView)
router.register("search", StorySearchView, basename="search")

VIEWS = {prefix: view for prefix, view, _name in router.registry}

urlpatterns = [
    path("auth/token/", TokenView.as_view(), name="token"),
    path("auth/token/revoke/", RevokeView.as_view(), name="token-revoke"),
    path("auth/token/revoke-all/", RevokeAllView.as_view(), name="token-revoke-all"),
    path("corrections/", CorrectionsView.as_view(views=VIEWS), name="corrections"),
    path("changes/", ChangesView.as_view(views=VIEWS), name="changes"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="schema"), name="docs"),
    path("pages/<str:id>/operations/", PageOperationsView.as_view(), name="page-operations"),
    path("pages/<str:id>/operations/undo/", UndoView.as_view(), name="page-undo"),
    path("pages/<str:id>/operations/redo/", RedoView.as_view(), name="page-redo"),
    *(path(f"articles/<str:id>/{name}/", view, name=f"article-{name}") for name, view in ARTICLE_OPERATIONS.items()),
    *(
        path(f"{prefix}/export.{export}", make_export(view, prefix, export), name=f"{prefix}-export-{export}")
        for prefix, view, _name in router.registry
        for export in TYPES
        if prefix != "search"
    ),
    *(
        path(
            f"{prefix}/export.{export}",
            make_export(view, prefix, export, LinkedExportView),
            name=f"{prefix}-export-{export}",
        )
        for prefix, view, _name in router.registry
        for export in LINKED.get(prefix, ())
    ),
    *router.urls,
    # Only what ends with a slash: an address without its last slash is still led to the one with it.
    re_path(r"^(?:.*/)$", NothingView.as_view()),
]
