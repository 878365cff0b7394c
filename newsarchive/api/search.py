"""Search in the API: stories, or pages with all that is printed on them, with marked snippets and counts by facet."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import django_filters as filters
from django.db import models
from django.db.models import F, Prefetch
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api_filters import ChoicesFilter, CuratedFilters, NamedChoiceField, SearchFilter, printed_in
from articles.api_orders import ByDay, ByRank
from articles.api_views import ListView
from articles.models import Article, Page
from articles.public import is_public
from articles.search.query import read_query
from articles.search.snippets import Snippet, cut_snippets
from newsarchive.api.facets import OF_PAGE, count_facets, facets_schema
from newsarchive.api.paging import KeysetPagination

SNIPPETS = 3
TYPES = (("article", _("stories")), ("page", _("pages")))

SEARCHED = ("headline", "kicker", "standfirsts", "crossheads", "byline", "body")


class HitSnippetSerializer(serializers.Serializer):
    """A piece of text around what was searched."""

    place = serializers.CharField(
        help_text=_("The column; `body as read` and the like for what an editor replaced. On a page: an article's id, "
                    "furniture or unassigned.")
    )  # fmt: skip
    text = serializers.CharField()
    start = serializers.IntegerField(help_text=_("Where it begins in that text; on a page, in the page's text."))
    marks = serializers.ListField(
        child=serializers.ListField(child=serializers.IntegerField()), help_text=_("[start, end] in the piece.")
    )


class HitSerializer(serializers.Serializer):
    """A story or a page that was found."""

    type = serializers.ChoiceField(choices=[name for name, _label in TYPES])
    id = serializers.CharField()
    page = serializers.CharField()
    newspaper = serializers.CharField(allow_null=True)
    date = serializers.DateField(allow_null=True)
    page_label = serializers.CharField()
    kind = serializers.CharField(allow_null=True, help_text=_("null for a page."))
    status = serializers.CharField()
    headline = serializers.CharField(help_text=_("Empty for a page."))
    rank = serializers.FloatField(help_text=_("Higher is better; 0 without a query."))
    snippets = HitSnippetSerializer(many=True)

    def to_representation(self, row: Any) -> dict[str, Any]:
        is_page = isinstance(row, Page)
        page = row if is_page else row.page
        phrases = self.context["phrases"]
        public = is_public(self.context["request"])
        snippets = cut_page_snippets(row, phrases) if is_page else cut_article_snippets(row, phrases, public)
        return {
            "type": "page" if is_page else "article",
            "id": row.public_id,
            "page": page.public_id,
            "newspaper": page.issue.newspaper.code if page.issue else None,
            "date": page.issue.date.isoformat() if page.issue else None,
            "page_label": page.label,
            "kind": None if is_page else row.kind,
            "status": row.status,
            "headline": "" if is_page else row.headline,
            "rank": getattr(row, "rank", 0.0),
            "snippets": [
                {"place": place, "text": each.text, "start": each.start, "marks": each.marks}
                for place, each in snippets
            ],
        }


def cut_article_snippets(article: Article, phrases: tuple[str, ...], public: bool) -> list[tuple[str, Snippet]]:
    """The first snippets of an article: from its columns as they stand, then, not in public, as they were read."""
    found: list[tuple[str, Snippet]] = []
    for place, text in texts_of(article, public) if phrases else ():
        found += [(place, each) for each in cut_snippets(text, phrases, SNIPPETS - len(found))]
        if len(found) == SNIPPETS:
            break
    return found


def texts_of(article: Article, public: bool) -> Iterator[tuple[str, str]]:
    for suffix, values in (("", vars(article)), (" as read", {} if public else article.written)):
        for name in SEARCHED:
            value = values.get(name) or ""
            if suffix and value == getattr(article, name):
                continue
            for text in [value] if isinstance(value, str) else value:
                yield name + suffix, text


def cut_page_snippets(page: Page, phrases: tuple[str, ...]) -> list[tuple[str, Snippet]]:
    """The first snippets of a page, each with what its first mark lies in."""
    places = [(span.start, span.end, "furniture") for span in page.furniture.all()]
    for article in page.articles.all():
        places += [(span.start, span.end, article.public_id) for span in article.spans.all()]
    found = []
    for each in cut_snippets(page.text, phrases, SNIPPETS) if phrases else ():
        at = each.start + each.marks[0].start
        found.append((next((name for start, end, name in places if start <= at < end), "unassigned"), each))
    return found


class FacetsFilter(ChoicesFilter):
    """Which facets are counted. It narrows nothing."""

    def __init__(self, names: Any) -> None:
        super().__init__(
            choices=[(name, name) for name in names],
            # Put together when it is shown: at import it would be of whatever language is on.
            help_text=format_lazy(
                "{} {}. {}",
                _("Count what is found by these:"),
                ", ".join(names),
                _("One or more, with commas between."),
            ),
        )

    def filter(self, queryset: models.QuerySet, _value: Any) -> models.QuerySet:
        return queryset


class TypeFilter(filters.ChoiceFilter):
    """Whether stories or pages are searched. The view has chosen already."""

    field_class = NamedChoiceField

    def __init__(self) -> None:
        super().__init__(
            choices=TYPES, help_text=_("article (if not given): stories; page: pages, furniture and the rest included.")
        )

    def filter(self, queryset: models.QuerySet, _value: Any) -> models.QuerySet:
        return queryset


class PageHitFilters(printed_in("issue__"), CuratedFilters):
    q = SearchFilter()
    type = TypeFilter()
    facets = FacetsFilter(OF_PAGE)
    page_label = filters.CharFilter("label", help_text=_("The page as printed: 3, A01."))


class SearchPagination(KeysetPagination):
    """Pages of hits, with the counts by facet that were asked for."""

    def paginate_queryset(self, queryset: models.QuerySet, request: Request, view: Any) -> list[Any]:
        rows = super().paginate_queryset(queryset, request, view)
        self.facets = view.count_facets(queryset)
        return rows

    def get_paginated_response(self, rows: list[Any]) -> Response:
        response = super().get_paginated_response(rows)
        response.data.update(self.facets)
        return response

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        answer = super().get_paginated_response_schema(schema)
        answer["properties"].update(facets_schema())
        return answer


class SearchView(ListView):
    """Search over stories, or over pages, with marked snippets and counts by facet."""

    http_method_names = ["get", "head", "options"]
    serializer_class = HitSerializer
    pagination_class = SearchPagination
    orderings = {"id": F("pk"), "date": ByDay("page__issue__date"), "rank": ByRank()}
    queryset = Article.objects.select_related("page__issue__newspaper").defer(
        "terms", "reading", "body_map", "page__text", "page__terms", "page__written", "page__reading"
    )

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.query_params.get("type") == "page":
            self.search_pages()
        super().initial(request, *args, **kwargs)
        if is_public(request) and self.queryset.model is Page:
            raise NotAuthenticated  # a page's text holds what nobody reviewed

    def search_pages(self) -> None:
        """Answer for pages and not for stories."""
        stories = Article.objects.visible().only("public_id", "page").prefetch_related("spans")
        self.queryset = (
            Page.objects.select_related("issue__newspaper")
            .defer("terms", "written", "reading")
            .prefetch_related("furniture", Prefetch("articles", stories))
        )
        self.filterset_class = PageHitFilters
        self.orderings = {**self.orderings, "date": ByDay("issue__date")}

    @cached_property
    def asked(self) -> Any:
        return read_query(self.request.query_params.get("q", ""))

    def get_serializer_context(self) -> dict[str, Any]:
        phrases = self.asked.phrases if self.request else ()
        return {**super().get_serializer_context(), "phrases": phrases}

    def count_facets(self, found: models.QuerySet) -> dict[str, Any]:
        names = [name for name in self.request.query_params.get("facets", "").split(",") if name]
        return count_facets(names, found, self.asked, is_public(self.request)) if names else {}
