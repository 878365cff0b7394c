"""Indicators as authority records, and the figures printed for them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.curation import Curated, CuratedQuerySet
from articles.merging import Merge, merged_away
from articles.models import CODE, Article, ImportRun
from articles.roads import Recorded


class Indicator(models.Model):
    """What a metric measures: the authority record."""

    code = models.CharField(_("code"), max_length=40, unique=True, validators=[CODE])
    name = models.CharField(_("name"), max_length=100, unique=True)
    unit = models.CharField(_("usual unit"), max_length=40, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
        editable=False,
    )
    note = models.TextField(_("editor's note"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class IndicatorMerge(Merge):
    """One indicator merged into another."""

    gone = models.ForeignKey(Indicator, models.PROTECT, related_name="merges", verbose_name=_("what went"))
    survivor = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("what stays"))

    class Meta(Merge.Meta):
        verbose_name = _("merge of indicators")
        verbose_name_plural = _("merges of indicators")

    def __str__(self) -> str:
        return f"{self.gone} → {self.survivor}"


class IndicatorVariant(models.Model):
    """A phrase by which print names an indicator; a phrase names one indicator only."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="variants", verbose_name=_("indicator"))
    phrase = models.CharField(_("phrase"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("phrase")
        verbose_name_plural = _("phrases")
        ordering = ("phrase",)

    def __str__(self) -> str:
        return self.phrase


# What a list of metrics is searched by; on PostgreSQL an index holds these columns (`articles.search.columns`).
SEARCHED_COLUMNS = ("text", "phrase", "unit", "place")


class Metric(Curated):
    """One printed quantity: value, unit, what it measures as printed, when and where, and its place on the page."""

    class Change(models.TextChoices):
        INCREASE = "increase", _("increase")
        DECREASE = "decrease", _("decrease")

    class Kind(models.TextChoices):
        TARGET = "target", _("target")
        RANK = "rank", _("rank")
        DURATION = "duration", _("duration")

    public_id = models.CharField(_("public id"), max_length=100, unique=True, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="metrics", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"), editable=False)
    text = models.CharField(_("as printed"), max_length=200)
    # 15 digits are what SQLite keeps exactly; the reader reports longer ones and leaves them out.
    value = models.DecimalField(_("value"), max_digits=24, decimal_places=6)
    value_max = models.DecimalField(_("up to"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    phrase = models.CharField(_("what is measured, as printed"), max_length=200, blank=True)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="metrics", verbose_name=_("indicator")
    )
    period = models.CharField(
        _("period"),
        max_length=40,
        blank=True,
        db_index=True,
        help_text=_("2020, 2020-12, 2020-12-31, 2023-01/2023-08, 2021/.."),
    )
    place = models.CharField(_("place"), max_length=100, blank=True)
    approximate = models.BooleanField(_("approximate"), default=False)
    change = models.CharField(_("change"), max_length=8, choices=Change.choices, blank=True)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices, blank=True)
    repaired = models.BooleanField(_("rests on a repair"), default=False)
    start = models.IntegerField(_("from"))
    end = models.IntegerField(_("to"))
    confidence = models.FloatField(_("confidence"), default=1.0, editable=False)
    why = models.TextField(_("why read so"), blank=True, editable=False)
    run = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="metrics",
        verbose_name=_("import run"),
        editable=False,
    )

    stands_below = ("article", "article__page")
    curated_fields = (
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
    )

    objects = CuratedQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded], excluded_fields=["written", "reading"])

    class Meta:
        verbose_name = _("metric")
        verbose_name_plural = _("metrics")
        ordering = ("article", "number")
        indexes = [
            # With the key behind, the newest that tells a figure otherwise is the first that is looked at.
            models.Index(fields=("indicator", "period", "place", "id"), name="metric_told"),
            models.Index(fields=("indicator", "period", "id"), name="metric_of_a_period"),
            models.Index(fields=("kind",), name="metric_of_a_kind"),
            models.Index(fields=("change",), name="metric_of_a_change"),
            models.Index(fields=("id",), condition=Q(approximate=True), name="metrics_approximate"),
            models.Index(fields=("id",), condition=Q(repaired=True), name="metrics_repaired"),
            models.Index(fields=("value", "id"), name="metric_by_value"),
            models.Index(fields=("updated_at", "id"), name="metric_changed"),
            models.Index(fields=("id",), condition=Q(repaired=True, status="unreviewed"), name="metrics_on_repairs"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("article", "number"), name="one_metric_a_number"),
            models.CheckConstraint(condition=Q(start__gte=0, start__lt=F("end")), name="metric_span_runs_forward"),
            models.CheckConstraint(
                condition=Q(value_max__isnull=True) | Q(value_max__gte=F("value")), name="metric_range_runs_upward"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        super().clean()
        if self.indicator is not None and self.indicator.merged_into_id is not None:
            raise ValidationError({"indicator": merged_away(self.indicator)})
