"""Articles in the API, as far as they need no other app's rows."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from articles.accounting import account_for, overlapping_spans
from articles.api import PageView
from articles.api_days import read_partial_date
from articles.api_fields import (
    CURATED,
    CuratedSerializer,
    PlaceInOrder,
    RecordField,
    Strict,
    check_spans,
    forget_prefetched,
)
from articles.api_filters import ChoicesFilter, CuratedFilters, RecordFilter, SearchFilter, TextFilter, printed_in
from articles.api_orders import ByDay, ByRank
from articles.api_views import RecordView
from articles.curation import TOMBSTONES
from articles.models import Article, ArticleSpan, Page
from articles.numbering import allot_number
from articles.public_ids import article_id
from articles.search.query import read_query
from articles.search.snippets import cut_snippets
from articles.text.alignment import align_runs
from articles.text.joining import close_up, close_up_head, map_page
from articles.text.spans import MappedText, join_mapped

# What a list of articles does not show is not loaded either.
UNSEEN = (
    "terms", "reading", "page__text", "page__terms", "page__written", "page__reading", "page__repairs",
    "page__warnings", "page__newspaper_basis", "page__date_basis",
)  # fmt: skip
UNLISTED = (*UNSEEN, "body", "body_map", "written")


# What a change of an article must say to concern the page's other articles, or the sums of its characters.
LAYS_OUT = frozenset({"spans", "position", "status"})

# A whole number as the narrower of the two databases keeps it, so that both take the same ones.
WHOLE = {"min_value": -(2**31), "max_value": 2**31 - 1}


class PlacedSpanSerializer(Strict, serializers.ModelSerializer):
    """Characters of the page, and the part they play in the article."""

    start = serializers.IntegerField(**WHOLE)
    end = serializers.IntegerField(**WHOLE)

    class Meta:
        model = ArticleSpan
        fields = ("part", "start", "end")

    def validate(self, span: dict[str, Any]) -> dict[str, Any]:
        if not 0 <= span["start"] < span["end"] < 2**31:
            raise serializers.ValidationError({"end": [_("A span runs from start to a later end.")]})
        return span


class SnippetSerializer(serializers.Serializer):
    """A piece of the text around what was searched; marks are [start, end] in the piece."""

    text = serializers.CharField(read_only=True)
    start = serializers.IntegerField(read_only=True, help_text=_("Where it begins in the body."))
    marks = serializers.ListField(child=serializers.ListField(child=serializers.IntegerField()), read_only=True)


class ListedArticleSerializer(CuratedSerializer):
    """An article without its text. `snippets` show where the words of `q` stand in the body."""

    page = RecordField(queryset=Page.objects.all())
    newspaper = serializers.CharField(source="page.issue.newspaper.code", read_only=True, allow_null=True, default=None)
    date = serializers.DateField(source="page.issue.date", read_only=True, allow_null=True, default=None)
    page_label = serializers.CharField(source="page.label", read_only=True)
    position = PlaceInOrder(read_only=True)
    edited = None
    snippets = serializers.SerializerMethodField()

    class Meta:
        model = Article
        fields = (
            *(name for name in CURATED if name != "edited"), "page", "newspaper", "date", "page_label", "number",
            "position", "kind", "kicker", "headline", "standfirsts", "crossheads", "byline", "dateline_place",
            "dateline_date", "confidence", "snippets",
        )  # fmt: skip
        read_only_fields = ("number", "confidence", "why")

    @extend_schema_field(SnippetSerializer(many=True, allow_null=True))
    def get_snippets(self, article: Article) -> list[dict[str, Any]] | None:
        phrases = read_query(self.context["request"].query_params.get("q", "")).phrases
        if not phrases:
            return None
        return [{"text": s.text, "start": s.start, "marks": s.marks} for s in cut_snippets(article.body, phrases)]


class FullArticleSerializer(ListedArticleSerializer):
    """An article with its text and its places on the page."""

    edited = CuratedSerializer._declared_fields["edited"]
    standfirsts = serializers.ListField(child=serializers.CharField(max_length=2000), required=False, max_length=100)
    crossheads = serializers.ListField(child=serializers.CharField(max_length=2000), required=False, max_length=500)
    dateline_date = serializers.RegexField(
        r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|--[0-9]{2}-[0-9]{2})?$",
        required=False,
        allow_blank=True,
        help_text=_("2021-02-05, 2021-02, 2021, or --02-05 where the year is not printed."),
    )
    position = PlaceInOrder(min_value=0, max_value=2**31 - 1, required=False)
    spans = PlacedSpanSerializer(many=True, help_text=_("In reading order; all of them, where any is changed."))
    snippets = None

    class Meta(ListedArticleSerializer.Meta):
        fields = (
            *(name for name in ListedArticleSerializer.Meta.fields if name != "snippets"),
            "edited", "why", "body", "body_map", "spans",
        )  # fmt: skip
        read_only_fields = ("number", "confidence", "why", "body_map")
        validators: list[Any] = []  # places are checked below, with words for what is wrong

    def validate_dateline_date(self, text: str) -> str:
        """The pattern knows no calendar. A day without its year may be the 29th of February."""
        if text and read_partial_date(text.replace("--", "2000-")) is None:
            raise serializers.ValidationError(_("There is no such day."))
        return text

    def validate_page(self, page: Page) -> Page:
        if self.instance is not None and page != self.instance.page:
            raise serializers.ValidationError(_("An article stays on its page."))
        return page

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        if self.instance is not None and not LAYS_OUT & values.keys():
            return values
        page = self.instance.page if self.instance else values["page"]
        # Two editors of one page must not both find a place free.
        Page._base_manager.select_for_update().filter(pk=page.pk).values_list("pk").first()
        if "spans" in values:
            values["spans"] = [[span.get("part", "body"), span["start"], span["end"]] for span in values["spans"]]
            self.check_own_spans(page, values["spans"])
        status = values.get("status", self.instance.status if self.instance else None)
        if status not in TOMBSTONES:
            self.check_place(page, values)
        return values

    def check_own_spans(self, page: Page, spans: list[list[Any]]) -> None:
        """Spans lie inside the page, and none holds what another has."""
        if not spans:
            raise serializers.ValidationError({"spans": [_("An article has characters of its page.")]})
        places = [[start, end] for _part, start, end in spans]
        check_spans(page, places)
        if twice := overlapping_spans(places):
            told = {"start": twice[0].start, "end": twice[0].end}
            raise serializers.ValidationError({"spans": [_("%(start)s–%(end)s is in two of the spans.") % told]})

    def check_place(self, page: Page, values: dict[str, Any]) -> None:
        """An article that is to be visible has characters and a position that no other visible article has."""
        others = page.articles.visible().exclude(pk=self.instance.pk if self.instance else None)
        comes_back = self.instance is None or self.instance.status in TOMBSTONES
        if comes_back or "spans" in values:
            spans = values["spans"] if "spans" in values else self.instance.standing_value("spans")
            if not spans:
                told = _("Its characters are in other articles. Undo what took them, or move them back.")
                raise serializers.ValidationError({"status": [ErrorDetail(told, "taken")]})
            check_free(others, spans, "spans" if "spans" in values else "status")
        position = values.get("position", self.instance.position if self.instance else None)
        taken = others.filter(position=position).values_list("public_id", flat=True).first()
        if (taken or position is None) and comes_back and "position" not in values:
            values["position"] = (others.aggregate(last=models.Max("position"))["last"] or 0) + 1
        elif taken:
            raise serializers.ValidationError({"position": [_("%(article)s has this place.") % {"article": taken}]})

    def create(self, values: dict[str, Any]) -> Article:
        headline, body = read_text(values["page"], values["spans"])
        values.setdefault("headline", headline.text)
        values.setdefault("body", body.text)
        article = super().create({**values, "body_map": align_runs(body.text, body.runs(), values["body"])})
        account_for(article.page)
        return article

    def update(self, article: Article, values: dict[str, Any]) -> Article:
        lays_out = LAYS_OUT & values.keys()
        article = super().update(article, values)
        if lays_out:
            account_for(article.page)
        return article

    def number(self, article: Article) -> None:
        article.number = allot_number(article.page, "next_number")
        article.public_id = article_id(article.page.public_id, article.number)

    def save_below(self, article: Article, below: dict[str, Any]) -> None:
        if "spans" in below:
            article.spans.all().delete()
            ArticleSpan.objects.bulk_create(
                ArticleSpan(article=article, ordinal=ordinal, part=part, start=start, end=end)
                for ordinal, (part, start, end) in enumerate(below["spans"])
            )
            forget_prefetched(article, "spans")


def check_free(others: models.QuerySet, spans: list[list[Any]], name: str) -> None:
    """Refuse characters that a visible article of the page has already."""
    taken = ArticleSpan.objects.filter(article__in=others).values_list("start", "end", "article__public_id")
    for start, end, article in taken:
        for _part, own_start, own_end in spans:
            if own_start < end and start < own_end:
                told = {"start": max(start, own_start), "end": min(end, own_end), "article": article}
                raise serializers.ValidationError({name: [_("%(start)s–%(end)s belongs to %(article)s.") % told]})


def read_text(page: Page, spans: list[list[Any]]) -> tuple[MappedText, MappedText]:
    """Headline and body as the spans have them printed."""
    printed = map_page(page.text)
    headline = join_mapped(close_up_head(printed.slice(a, b)) for part, a, b in spans if part == "headline")
    body = join_mapped(close_up(printed.slice(a, b)) for part, a, b in spans if part == "body")
    return headline, body


class ArticleFilters(printed_in("page__issue__"), CuratedFilters):
    q = SearchFilter()
    page = RecordFilter("page", Page, help_text=_("A page's id."))
    page_label = filters.CharFilter("page__label", help_text=_("The page as printed: 3, A01."))
    kind = ChoicesFilter("kind", choices=Article.Kind.choices, help_text=_("One or more, with commas between."))
    headline = TextFilter("headline", help_text=_("Part of the headline."))
    byline = TextFilter("byline", help_text=_("Part of the byline."))
    dateline_place = TextFilter("dateline_place", help_text=_("Part of the dateline's place."))


class ArticleView(RecordView):
    """Articles."""

    queryset = Article.objects.select_related("page__issue__newspaper")
    serializer_class = FullArticleSerializer
    list_serializer_class = ListedArticleSerializer
    filterset_class = ArticleFilters
    expandable = {"page": PageView}
    lookup_field = "public_id"
    orderings = {
        "id": F("pk"),
        "date": ByDay("page__issue__date"),
        "position": F("position"),
        "updated_at": F("updated_at"),
        "rank": ByRank(),
    }

    def get_queryset(self) -> models.QuerySet:
        queryset = super().get_queryset()
        if self.action != "list":
            return queryset.prefetch_related("spans").defer(*UNSEEN)
        searched = "q" in self.request.query_params
        return queryset.defer(*(name for name in UNLISTED if name != "body" or not searched))
