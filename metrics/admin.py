"""Indicators and the figures printed for them in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.curated_admin import ColumnSearchAdmin, CuratedRows
from articles.filters import VisibleFilter, YesFilter, leave_out_gone
from articles.forms import CuratedForm, CuratedRowForm, plain_number
from articles.history_admin import HistoryAdmin, LeanChangeList
from articles.loaded import LoadedForm
from articles.models import Article
from articles.showing import count_some_rows, link_article, show_count, show_places
from metrics.models import SEARCHED_COLUMNS, Indicator, IndicatorVariant, Metric
from metrics.numbering import find_free_place, number_metric


class UnlinkedFilter(YesFilter):
    """Figures whose phrase leads to no indicator."""

    title = gettext_lazy("indicator")
    parameter_name = "linked"
    condition = Q(indicator__isnull=False)
    otherwise = Q(indicator__isnull=True)
    yes = gettext_lazy("linked to an indicator")
    no = gettext_lazy("linked to none")


class IndicatorVariantRows(admin.TabularInline):
    model = IndicatorVariant
    form = LoadedForm
    extra = 0


class IndicatorAdmin(HistoryAdmin):
    list_display = ("name", "code", "unit", "metric_count")
    search_fields = ("name", "code", "variants__phrase")
    ordering = ("code",)
    inlines = (IndicatorVariantRows,)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return LeanChangeList

    not_in_lists = ("note",)

    def prepare_list(self, queryset: Any) -> Any:
        return queryset.annotate(metric_count=count_some_rows(leave_out_gone(Metric.objects.all()), "indicator"))

    @admin.display(description=gettext_lazy("metrics"))
    def metric_count(self, obj: Any) -> str:
        url = reverse("admin:metrics_metric_changelist")
        return format_html('<a href="{}?indicator__id__exact={}">{}</a>', url, obj.pk, show_count(obj.metric_count))


class FigureFinding:
    """The part of both metric forms that finds the figure in the article's characters."""

    def find_figure(self, article: Article) -> None:
        """Fill `start` and `end`, where they were left empty, with the first place that no other figure has."""
        text = self.cleaned_data.get("text", "")
        if not text or (self.cleaned_data.get("start") is not None and self.cleaned_data.get("end") is not None):
            return
        place = find_free_place(text, article, but=self.instance.pk)
        if place is None:
            self.add_error("text", ValidationError(_("“%(text)s” is not printed in this article.") % {"text": text}))
            return
        self.cleaned_data.update(start=place[0], end=place[1])

    def check_figure(self) -> None:
        """A range runs upwards, a place forwards."""
        value, upper = self.cleaned_data.get("value"), self.cleaned_data.get("value_max")
        if value is not None and upper is not None and upper < value:
            self.add_error("value_max", _("The upper value is below the lower one."))
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start is not None and end is not None and not 0 <= start < end:
            self.add_error("end", _("The end must lie behind the beginning."))


class MetricForm(FigureFinding, CuratedForm):
    start = forms.IntegerField(label=gettext_lazy("from"), required=False, widget=forms.TextInput)
    end = forms.IntegerField(
        label=gettext_lazy("to"),
        required=False,
        widget=forms.TextInput,
        help_text=gettext_lazy("Left empty, the figure is looked for in the article's characters."),
    )

    class Meta:
        model = Metric
        fields = (
            "article",
            "text",
            "value",
            "value_max",
            "unit",
            "phrase",
            "indicator",
            "period",
            "place",
            "approximate",
            "change",
            "kind",
            "repaired",
            "start",
            "end",
            "note",
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        article = self.cleaned_data.get("article") or (self.instance.article if self.instance.pk else None)
        if article:
            self.find_figure(article)
        self.check_figure()
        return cleaned


class MetricRowForm(FigureFinding, CuratedRowForm):
    class Meta:
        model = Metric
        fields = (
            "text",
            "value",
            "value_max",
            "unit",
            "phrase",
            "indicator",
            "period",
            "place",
            "approximate",
            "change",
            "kind",
            "status",
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk is None:
            self.find_figure(self.instance.article)
            self.instance.start, self.instance.end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        self.check_figure()
        return cleaned

    def save_row(self, metric: Metric) -> None:
        if metric.pk is None:
            number_metric(metric)
        metric.save()


class MetricRows(CuratedRows):
    """The figures of one article, below its form."""

    model = Metric
    form = MetricRowForm
    autocomplete_fields = ("indicator",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("text", "status"),
                    ("value", "value_max", "unit"),
                    ("phrase", "indicator"),
                    ("period", "place"),
                    ("change", "kind", "approximate"),
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("indicator")


class MetricAdmin(ColumnSearchAdmin):
    form = MetricForm
    list_display = (
        "text",
        "value_plain",
        "unit",
        "phrase",
        "indicator",
        "period",
        "place",
        "article_link",
        "status_chip",
    )
    list_display_links = ("text",)
    list_filter = (UnlinkedFilter, "status", VisibleFilter, "kind", "change", "approximate", "repaired")
    list_select_related = ("article", "indicator")
    not_in_lists = ("written", "reading", "why", "article__body_map", "article__terms", "article__written",
                    "article__reading")  # fmt: skip
    search_fields = ("text",)  # asked for by Django; what is searched is said below
    searched_columns = SEARCHED_COLUMNS
    autocomplete_fields = ("article", "indicator")
    date_hierarchy = "article__page__issue__date"
    ordering = ("-id",)
    readonly_fields = ("public_id", "status_chip", "article_link", "printed_at", "reader")
    fieldsets = (
        (None, {"fields": (("public_id", "status_chip"), "article_link")}),
        (gettext_lazy("As printed"), {"fields": ("text", "printed_at", ("start", "end"))}),
        (
            gettext_lazy("What it says"),
            {
                "fields": (
                    ("value", "value_max", "unit"),
                    ("phrase", "indicator"),
                    ("period", "place"),
                    ("change", "kind"),
                    ("approximate", "repaired"),
                )
            },
        ),
        (gettext_lazy("Remarks"), {"fields": ("note", "reason", "reader")}),
    )
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "article",
                    "text",
                    ("value", "value_max", "unit"),
                    ("phrase", "indicator"),
                    ("period", "place"),
                    ("change", "kind"),
                    "approximate",
                    ("start", "end"),
                    "note",
                )
            },
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("indicator", "article__page")

    def find_led_to(self, word: str) -> Q:
        return Q(indicator__in=list(Indicator.objects.filter(name__icontains=word).values_list("pk", flat=True)))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            number_metric(obj)
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("value"), ordering="value")
    def value_plain(self, obj: Any) -> str:
        upper = f"–{plain_number(obj.value_max)}" if obj.value_max is not None else ""
        return format_html('<span class="figure">{}{}</span>', plain_number(obj.value), upper)

    @admin.display(description=gettext_lazy("article"))
    def article_link(self, obj: Any) -> str:
        return link_article(obj.article)

    @admin.display(description=gettext_lazy("printed at"))
    def printed_at(self, obj: Any) -> str:
        return show_places(obj.article.page.text, [(obj.start, obj.end)])

    @admin.display(description=gettext_lazy("how it was read"))
    def reader(self, obj: Any) -> str:
        return self.tell_reason(obj.why) or "–"
