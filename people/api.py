"""People and mentions in the API."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from articles.api_below import Below, BelowFilters
from articles.api_fields import (  # fmt: skip
    CURATED,
    CuratedSerializer,
    RecordField,
    SpanField,
    VariantsField,
    check_in_article,
    forget_prefetched,
    refuse_merged,
)
from articles.api_filters import (
    ChoicesFilter,
    CuratedFilters,
    MergedFilter,
    RecordFilter,
    TextFilter,
    YesNoFilter,
    printed_in,
)
from articles.api_orders import ByDay
from articles.api_views import RecordView
from articles.article_api import ArticleView
from articles.models import Article, Newspaper, Page
from articles.public import is_public, reviewed
from articles.text.locating import find_places
from people.models import Mention, MentionSpan, NameVariant, Person
from people.numbering import number_mention, number_person


class PersonSerializer(CuratedSerializer):
    variants = VariantsField(help_text=_("Other forms of the name."))
    merged_into = serializers.CharField(
        source="merged_into.public_id",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("The person that this record was merged into."),
    )

    class Meta:
        model = Person
        fields = (*CURATED, "name", "variants", "description", "merged_into")

    def validate_status(self, status: str) -> str:
        if self.instance is not None and self.instance.merged_into_id and status != self.instance.status:
            raise serializers.ValidationError(_("This person was merged into another: unmerge them first."))
        return super().validate_status(status)

    def number(self, person: Person) -> None:
        number_person(person)


# Filters of people that speak of one mention; all that are given must hold of the same one.
OF_MENTION = {
    "role": "role__in",
    "organization": "organization__icontains",
    "title": "title__icontains",
    "newspaper": "article__page__issue__newspaper",
}


class PersonFilters(BelowFilters, CuratedFilters):
    below = (Below(Mention, "person", OF_MENTION),)

    name = filters.CharFilter(method="filter_name", help_text=_("The name or a variant of it, whole."))
    name_part = TextFilter("name", help_text=_("Part of the name."))
    merged = MergedFilter()
    role = ChoicesFilter(
        choices=Mention.Role.choices, method="leave", help_text=_("The part that a person has in the story.")
    )
    organization = filters.CharFilter(method="leave", help_text=_("Part of a person's organization as printed."))
    title = filters.CharFilter(method="leave", help_text=_("Part of a person's title as printed."))
    newspaper = RecordFilter("newspaper", Newspaper, "code", method="leave", help_text=_("A newspaper's code."))

    def filter_name(self, queryset: models.QuerySet, _name: str, name: str) -> models.QuerySet:
        variants = NameVariant.objects.filter(name=name).values("person")
        return queryset.filter(models.Q(name=name) | models.Q(pk__in=variants))


class PersonView(RecordView):
    """People: the authority records that mentions are taken to mean."""

    queryset = (
        Person.objects.select_related("merged_into")
        .prefetch_related("variants")
        .defer("reading", "merged_into__written")
    )
    serializer_class = PersonSerializer
    filterset_class = PersonFilters
    lookup_field = "public_id"
    orderings = {"id": F("pk"), "name": F("name"), "updated_at": F("updated_at")}


class MentionSerializer(CuratedSerializer):
    """A person as named in one article. Without spans, the name is looked for in the article's characters."""

    article = RecordField(queryset=Article.objects.select_related("page"))
    person = RecordField(queryset=Person.objects.all(), allow_null=True, required=False)
    person_name = serializers.CharField(source="person.name", read_only=True, allow_null=True, default=None)
    spans = serializers.ListField(child=SpanField(), source="spans.all", required=False, min_length=1, max_length=500)

    class Meta:
        model = Mention
        fields = (
            *CURATED, "article", "number", "name", "role", "title", "organization", "partial", "person", "person_name",
            "match", "match_why", "confidence", "why", "spans",
        )  # fmt: skip
        read_only_fields = ("number", "match", "match_why", "confidence", "why")
        validators: list[Any] = []

    def get_edited(self, mention: Mention) -> list[str]:
        """As for any row; a person who may not be seen is not told to have been changed for nobody."""
        is_closed = mention.person_id is not None and mention.person is None
        return [name for name in super().get_edited(mention) if not (is_closed and name == "person")]

    def validate_article(self, article: Article) -> Article:
        if self.instance is not None and article != self.instance.article:
            raise serializers.ValidationError(_("A mention stays in its article."))
        return article

    def validate_person(self, person: Person | None) -> Person | None:
        return refuse_merged(person)

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        article = self.instance.article if self.instance else values["article"]
        sent = values.pop("spans", {}).get("all")
        if sent is not None:
            check_in_article(article, sent)
            values["spans"] = sorted(sent)
        elif self.instance is None:
            values["spans"] = find_name(values["name"], article)
        if "person" in values and values["person"] != getattr(self.instance, "person", None):
            values["match"] = Mention.Match.LINKED if values["person"] else Mention.Match.NONE
            values["match_why"] = "chosen by an editor"
        return values

    def number(self, mention: Mention) -> None:
        number_mention(mention)

    def save_below(self, mention: Mention, below: dict[str, Any]) -> None:
        if "spans" in below:
            mention.spans.all().delete()
            places = dict(below["spans"])
            MentionSpan.objects.bulk_create(MentionSpan(mention=mention, start=a, end=b) for a, b in places.items())
            forget_prefetched(mention, "spans")


def find_name(name: str, article: Article) -> list[list[int]]:
    """Every place of the name in the article's characters; an error where it has none."""
    places = find_places(name, article.page.text, article.spans.values_list("start", "end"))
    if not places:
        raise serializers.ValidationError({"name": [_("“%(text)s” is not printed in this article.") % {"text": name}]})
    return [[start, end] for place in places for start, end in place]


class MentionFilters(printed_in("article__page__issue__"), CuratedFilters):
    article = RecordFilter("article", Article, help_text=_("An article's id."))
    page = RecordFilter("article__page", Page, help_text=_("A page's id."))
    person = RecordFilter("person", Person, help_text=_("A person's id."))
    linked = YesNoFilter(method="filter_linked", help_text=_("Whether it leads to a person."))
    name = filters.CharFilter("name", help_text=_("The name as printed, whole."))
    role = ChoicesFilter("role", choices=Mention.Role.choices, help_text=_("One or more, with commas between."))
    organization = TextFilter("organization", help_text=_("Part of the organization as printed."))
    title = TextFilter("title", help_text=_("Part of the title as printed."))
    match = ChoicesFilter("match", choices=Mention.Match.choices, help_text=_("One or more, with commas between."))
    partial = YesNoFilter("partial", help_text=_("Whether only part of the name is printed."))

    def filter_linked(self, queryset: models.QuerySet, _name: str, wanted: bool) -> models.QuerySet:
        return queryset.filter(person__isnull=not wanted)


class MentionView(RecordView):
    """Mentions: people as named in articles."""

    queryset = (
        Mention.objects.select_related("person", "article")
        .prefetch_related("spans")
        .only(
            *(field.name for field in Mention._meta.concrete_fields if field.name != "reading"),
            "article__public_id", "article__page_id", "person__public_id", "person__name",
        )
    )  # fmt: skip
    serializer_class = MentionSerializer
    filterset_class = MentionFilters
    expandable = {"article": ArticleView, "person": PersonView}
    lookup_field = "public_id"
    orderings = {
        "id": F("pk"),
        "date": ByDay("article__page__issue__date"),
        "name": F("name"),
        "updated_at": F("updated_at"),
    }

    def get_queryset(self) -> models.QuerySet:
        queryset = super().get_queryset()
        return with_reviewed_people(queryset) if is_public(self.request) else queryset


def with_reviewed_people(mentions: models.QuerySet) -> models.QuerySet:
    """The mentions, each leading to its person only where that person may be seen without an account."""
    return mentions.select_related(None).select_related("article").prefetch_related(
        models.Prefetch("person", reviewed(Person.objects.all()))
    )  # fmt: skip
