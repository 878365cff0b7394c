"""Indicators and metrics in the API."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat, Length, StrIndex, Substr
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from articles.api_days import DateFilter, read_partial_date
from articles.api_fields import (
    CURATED,
    CuratedSerializer,
    EditedSerializer,
    RecordField,
    VariantsField,
    check_in_article,
    refuse_merged,
)
from articles.api_filters import (
    ChangedFilters,
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
from articles.models import Article, Page
from metrics.models import Indicator, IndicatorVariant, Metric
from metrics.numbering import find_free_place, number_metric


class IndicatorSerializer(EditedSerializer):
    variants = VariantsField("phrase", help_text=_("The phrases by which print names it."))

    merged_into = serializers.CharField(
        source="merged_into.code",
        read_only=True,
        allow_null=True,
        default=None,
        help_text=_("The indicator that this one was merged into."),
    )

    class Meta:
        model = Indicator
        fields = ("code", "name", "unit", "variants", "note", "merged_into", "created_at", "updated_at", "reason")

    def validate_code(self, code: str) -> str:
        if self.instance is not None and code != self.instance.code:
            raise serializers.ValidationError(_("A code is fixed: addresses are made of it."))
        return code


class IndicatorFilters(ChangedFilters):
    name = TextFilter("name", help_text=_("Part of the name."))
    phrase = filters.CharFilter(method="filter_phrase", help_text=_("A phrase by which print names it, whole."))
    unit = filters.CharFilter("unit", help_text=_("The usual unit, whole."))
    merged = MergedFilter()

    def filter_phrase(self, queryset: models.QuerySet, _name: str, phrase: str) -> models.QuerySet:
        return queryset.filter(pk__in=IndicatorVariant.objects.filter(phrase=phrase).values("indicator"))


class IndicatorView(RecordView):
    """Indicators: the authority records of what is measured."""

    queryset = Indicator.objects.select_related("merged_into").prefetch_related("variants")
    serializer_class = IndicatorSerializer
    filterset_class = IndicatorFilters
    lookup_field = "code"
    orderings = {"id": F("pk"), "code": F("code"), "updated_at": F("updated_at")}
    default_ordering = "code"


PERIODS = _("Write 2020, 2020-12, 2020-12-31, 2023-01/2023-08, 2021/.. or ../2021")


def is_period(text: str) -> bool:
    """Whether it is one of 2020, 2020-12, 2020-12-31, 2023-01/2023-08, 2021/.., ../2021."""
    parts = text.split("/")
    if len(parts) == 1:
        return read_partial_date(text) is not None
    if len(parts) != 2 or parts == ["..", ".."]:
        return False
    ends = [None if part == ".." else read_partial_date(part) for part in parts]
    if any(end is None and part != ".." for end, part in zip(ends, parts, strict=True)):
        return False
    first, last = ends
    return first is None or last is None or first[0] <= last[1]


class MetricSerializer(CuratedSerializer):
    """One printed quantity. Without start and end, it is looked for in the article's characters."""

    article = RecordField(queryset=Article.objects.select_related("page"))
    indicator = RecordField("code", queryset=Indicator.objects.all(), allow_null=True, required=False)
    value = serializers.DecimalField(max_digits=24, decimal_places=6, normalize_output=True)
    value_max = serializers.DecimalField(
        max_digits=24, decimal_places=6, normalize_output=True, allow_null=True, required=False
    )
    start = serializers.IntegerField(min_value=0, max_value=2**31 - 1, required=False)
    end = serializers.IntegerField(min_value=1, max_value=2**31 - 1, required=False)

    class Meta:
        model = Metric
        fields = (
            *CURATED, "article", "number", "text", "value", "value_max", "unit", "phrase", "indicator", "period",
            "place", "approximate", "change", "kind", "repaired", "start", "end", "confidence", "why",
        )  # fmt: skip
        read_only_fields = ("number", "confidence", "why")
        validators: list[Any] = []

    def validate_article(self, article: Article) -> Article:
        if self.instance is not None and article != self.instance.article:
            raise serializers.ValidationError(_("A metric stays in its article."))
        return article

    def validate_indicator(self, indicator: Indicator | None) -> Indicator | None:
        return refuse_merged(indicator)

    def validate_period(self, period: str) -> str:
        if period and not is_period(period):
            raise serializers.ValidationError(PERIODS)
        return period

    def validate(self, values: dict[str, Any]) -> dict[str, Any]:
        def now(name: str) -> Any:
            return values.get(name, getattr(self.instance, name, None))

        article = now("article")
        if now("value_max") is not None and now("value_max") < now("value"):
            raise serializers.ValidationError({"value_max": [_("The upper value is below the lower one.")]})
        if ("start" in values) != ("end" in values) and self.instance is None:
            missing = "end" if "start" in values else "start"
            raise serializers.ValidationError({missing: [_("Start and end are sent together.")]})
        if self.instance is None and "start" not in values:
            values["start"], values["end"] = find_figure(values["text"], article)
        if "start" in values or "end" in values:
            if now("start") >= now("end"):
                raise serializers.ValidationError({"end": [_("A span runs from start to a later end.")]})
            check_in_article(article, [[now("start"), now("end")]], "end")
        return values

    def number(self, metric: Metric) -> None:
        number_metric(metric)


def find_figure(text: str, article: Article) -> tuple[int, int]:
    """The place of a new figure in the article; an error where it is not printed."""
    place = find_free_place(text, article)
    if place is None:
        raise serializers.ValidationError({"text": [_("“%(text)s” is not printed in this article.") % {"text": text}]})
    return place


# 2020, 2020-12/2021 and ../2021 as the day they begin with; a period without a beginning gives an empty string.
_FIRST = Substr("period", 1, StrIndex(Concat("period", Value("/")), Value("/")) - 1)
PERIOD_BEGINS = Concat(_FIRST, Substr(Value("0000-01-01"), Length(_FIRST) + 1), output_field=models.CharField())


class PeriodFilter(DateFilter):
    """Periods that begin in a range of days."""

    def filter(self, queryset: models.QuerySet, days: Any) -> models.QuerySet:
        if days is None:
            return queryset
        known = queryset.exclude(period="").exclude(period__startswith="..").alias(period_begins=PERIOD_BEGINS)
        if self.edge == "from":
            return known.filter(period_begins__gte=days[0].isoformat())
        return known.filter(period_begins__lte=days[1].isoformat())


class WrittenPeriodField(forms.CharField):
    """A period as figures have it."""

    def clean(self, value: Any) -> str:
        period = super().clean(value)
        if period and not is_period(period):
            raise forms.ValidationError(PERIODS, "no_period")
        return period


class WrittenPeriodFilter(filters.CharFilter):
    """Figures of exactly this period, in the form in which it is written."""

    field_class = WrittenPeriodField


class NumberFilter(filters.NumberFilter):
    """A number that the column could hold."""

    def __init__(self, field_name: str, lookup_expr: str = "exact", **kwargs: Any) -> None:
        super().__init__(field_name, lookup_expr, max_digits=24, decimal_places=6, **kwargs)

    def get_max_validator(self) -> None:
        """The column's own limit is told by its digits."""


class MetricFilters(printed_in("article__page__issue__"), CuratedFilters):
    article = RecordFilter("article", Article, help_text=_("An article's id."))
    page = RecordFilter("article__page", Page, help_text=_("A page's id."))
    indicator = RecordFilter("indicator", Indicator, "code", help_text=_("An indicator's code."))
    linked = YesNoFilter(method="filter_linked", help_text=_("Whether it leads to an indicator."))
    phrase = TextFilter("phrase", help_text=_("Part of what is measured, as printed."))
    unit = filters.CharFilter("unit", help_text=_("The unit, whole."))
    value_min = NumberFilter("value", "gte", help_text=_("Figures of at least this."))
    value_max = NumberFilter("value", "lte", help_text=_("Figures of at most this."))
    period = WrittenPeriodFilter("period", help_text=_("The period as it is written: 2020, 2020-12, 2023-01/2023-08."))
    period_from = PeriodFilter("period", "from", help_text=_("Periods that begin on this day or later."))
    period_to = PeriodFilter("period", "to", help_text=_("Periods that begin on this day or earlier."))
    place = TextFilter("place", help_text=_("Part of the place."))
    kind = ChoicesFilter("kind", choices=Metric.Kind.choices, help_text=_("One or more, with commas between."))
    change = ChoicesFilter("change", choices=Metric.Change.choices, help_text=_("One or more, with commas between."))
    approximate = YesNoFilter("approximate", help_text=_("Whether the figure is approximate."))
    repaired = YesNoFilter("repaired", help_text=_("Whether it rests on a repair of damaged print."))

    def filter_linked(self, queryset: models.QuerySet, _name: str, wanted: bool) -> models.QuerySet:
        return queryset.filter(indicator__isnull=not wanted)


class MetricView(RecordView):
    """Metrics: figures as printed, with what they measure, when and where."""

    queryset = Metric.objects.select_related("indicator", "article").only(
        *(field.name for field in Metric._meta.concrete_fields if field.name != "reading"),
        "indicator__code", "article__public_id", "article__page_id",
    )  # fmt: skip
    serializer_class = MetricSerializer
    filterset_class = MetricFilters
    expandable = {"article": ArticleView, "indicator": IndicatorView}
    lookup_field = "public_id"
    orderings = {
        "id": F("pk"),
        "date": ByDay("article__page__issue__date"),
        "value": F("value"),
        "period": F("period"),
        "updated_at": F("updated_at"),
    }
