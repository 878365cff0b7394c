"""People as authority records, and the mentions of them in articles."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from articles.curation import Curated, CuratedQuerySet, Status
from articles.merging import Merge, merged_away
from articles.models import Article, ImportRun
from articles.roads import Recorded

# What lists of people and of mentions are searched by; on PostgreSQL an index holds these columns.
PERSON_COLUMNS = ("name", "description")
MENTION_COLUMNS = ("name", "title", "organization")


class Person(Curated):
    """The authority record that mentions are taken to mean."""

    public_id = models.CharField(_("public id"), max_length=40, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=100, db_index=True)
    description = models.CharField(
        _("description"), max_length=200, blank=True, help_text=_("What tells this person from others of the name.")
    )
    run = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("import run"),
        editable=False,
    )

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name=_("merged into"),
        editable=False,
    )

    curated_fields = ("name",)
    decided_columns = ("note", "description")

    objects = CuratedQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded], excluded_fields=["written", "reading"])

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("id",)
        indexes = [models.Index(fields=("updated_at", "id"), name="person_changed")]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(status=Status.WITHDRAWN), name="who_is_merged_is_not_shown"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PersonMerge(Merge):
    """One person merged into another."""

    gone = models.ForeignKey(Person, models.PROTECT, related_name="merges", verbose_name=_("who went"))
    survivor = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("who stays"))

    class Meta(Merge.Meta):
        verbose_name = _("merge of people")
        verbose_name_plural = _("merges of people")

    def __str__(self) -> str:
        return f"{self.gone} → {self.survivor}"


class NameVariant(models.Model):
    """Another form of a person's name."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="variants", verbose_name=_("person"))
    name = models.CharField(_("name"), max_length=100, db_index=True)

    class Meta:
        verbose_name = _("name variant")
        verbose_name_plural = _("name variants")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=("person", "name"), name="one_variant_a_person_and_name")]

    def __str__(self) -> str:
        return self.name


class Mention(Curated):
    """A person as named in one article, and the record that the name is taken to mean, if any."""

    class Role(models.TextChoices):
        REPORTER = "reporter", _("reporter")
        CORRESPONDENT = "correspondent", _("correspondent")
        PHOTOGRAPHER = "photographer", _("photographer")
        EDITOR = "editor", _("editor")
        SUBJECT = "subject", _("subject")

    class Match(models.TextChoices):
        """How sure it is who is meant."""

        LINKED = "linked", _("linked on evidence")
        NEW = "new", _("a new person")
        UNSURE = "unsure", _("unsure: several fit")
        NONE = "none", _("not linked")

    public_id = models.CharField(_("public id"), max_length=100, unique=True, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="mentions", verbose_name=_("article"))
    number = models.PositiveIntegerField(_("number"), editable=False)
    name = models.CharField(_("name"), max_length=100, db_index=True)
    role = models.CharField(_("role"), max_length=16, choices=Role.choices, default=Role.SUBJECT)
    title = models.CharField(_("title"), max_length=200, blank=True)
    organization = models.CharField(_("organization"), max_length=200, blank=True)
    partial = models.BooleanField(_("only part of a name"), default=False)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="mentions", verbose_name=_("person")
    )
    match = models.CharField(_("who is meant"), max_length=8, choices=Match.choices, default=Match.NONE, editable=False)
    match_why = models.TextField(_("why taken so"), blank=True, editable=False)
    confidence = models.FloatField(_("confidence"), default=1.0, editable=False)
    why = models.TextField(_("why read so"), blank=True, editable=False)
    run = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_("import run"),
        editable=False,
    )

    stands_below = ("article", "article__page")
    curated_fields = ("name", "role", "title", "organization", "partial", "person", "spans")

    objects = CuratedQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded], excluded_fields=["written", "reading"])

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ("article", "number")
        indexes = [
            models.Index(fields=("id",), condition=Q(match="unsure", person__isnull=True), name="mentions_unsure"),
            models.Index(fields=("role",), name="mention_of_a_role"),
            models.Index(fields=("match",), name="mention_of_a_match"),
            models.Index(fields=("id",), condition=Q(partial=True), name="mentions_partial"),
            models.Index(fields=("updated_at", "id"), name="mention_changed"),
        ]
        constraints = [models.UniqueConstraint(fields=("article", "number"), name="one_mention_a_number")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.person is not None and self.person.merged_into_id is not None:
            raise ValidationError({"person": merged_away(self.person)})

    def standing_value(self, name: str) -> Any:
        return [[span.start, span.end] for span in self.spans.all()]

    @property
    def placed(self) -> list[tuple[int, int]]:
        """Where the name stands on the page, places not yet stored included."""
        return [(start, end) for start, end in self.curated_value("spans")]


class MentionSpan(models.Model):
    """One place on the page where the name is printed."""

    mention = models.ForeignKey(Mention, models.CASCADE, related_name="spans", verbose_name=_("mention"))
    start = models.IntegerField(_("from"))
    end = models.IntegerField(_("to"))

    class Meta:
        verbose_name = _("span")
        verbose_name_plural = _("spans")
        ordering = ("mention_id", "start")
        constraints = [
            models.CheckConstraint(condition=Q(start__gte=0, start__lt=F("end")), name="mention_span_runs_forward"),
            models.UniqueConstraint(fields=("mention", "start"), name="one_mention_span_a_start"),
        ]

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"
