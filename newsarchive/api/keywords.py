"""What an article is about, and the articles like it: worked out when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from articles.api_fields import IssueField
from articles.models import Article
from articles.public import is_public, reviewed
from articles.search.keywords import RELATED_BY, Keyword, find_keywords, find_related
from metrics.models import Metric
from people.models import Mention


class KeywordSerializer(serializers.Serializer):
    """A word or name that says much about the story; the weight is for comparison within one story only."""

    word = serializers.CharField()
    weight = serializers.FloatField()


class KeywordsSerializer(serializers.Serializer):
    keywords = KeywordSerializer(many=True)


class RelatedArticleSerializer(serializers.Serializer):
    """A story that shares keywords."""

    id = serializers.CharField(source="public_id")
    headline = serializers.CharField()
    issue = IssueField(source="page.issue", read_only=True, allow_null=True)
    likeness = serializers.FloatField()
    shares = serializers.ListField(child=serializers.CharField())


class RelatedSerializer(serializers.Serializer):
    related = RelatedArticleSerializer(many=True)


class KeywordViews:
    """The addresses below an article."""

    @extend_schema(responses=KeywordsSerializer)
    @action(detail=True, methods=["get"], serializer_class=KeywordsSerializer)
    def keywords(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """The words that say most about the story, the weightiest first."""
        found = keywords_of(self.get_object(), is_public(request))  # type: ignore[attr-defined]
        return Response({"keywords": [{"word": each.word, "weight": each.weight} for each in found]})

    @extend_schema(responses=RelatedSerializer)
    @action(detail=True, methods=["get"], serializer_class=RelatedSerializer)
    def related(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """Visible stories that share two or more of its keywords, the most alike first."""
        article = self.get_object()  # type: ignore[attr-defined]
        public = is_public(request)
        keywords = keywords_of(article, public)[:RELATED_BY]
        others = reviewed(Article.objects.all()) if public else Article.objects.visible()
        others = others.exclude(pk=article.pk).select_related("page__issue__newspaper")
        rows = find_related(others.defer("reading", "body_map", "page__text", "page__terms"), keywords)
        return Response(RelatedSerializer({"related": rows}).data)


def keywords_of(article: Article, public: bool = False) -> list[Keyword]:
    """An article's keywords, with the people and places that the archive knows in it."""
    return find_keywords(texts_of(article), names_in(article, public))


def texts_of(article: Article) -> Iterator[str]:
    yield from (article.headline, article.kicker, article.body)
    yield from (*article.standfirsts, *article.crossheads)


def names_in(article: Article, public: bool = False) -> set[str]:
    """The names of people and places that the archive knows in an article, and that may be seen."""
    names = {article.dateline_place, article.page.home_place}
    for model, column in ((Mention, "name"), (Metric, "place")):
        rows = reviewed(model.objects.all()) if public else model.objects.visible()
        names |= set(rows.filter(article=article).values_list(column, flat=True))
    return names - {""}
