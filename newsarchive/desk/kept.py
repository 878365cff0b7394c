"""What is counted now and then and kept, because counting it for every look would go through the whole archive."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Newspaper


class Kept(models.Model):
    """A count of one paper and month; without them, of the pages whose paper or day is unknown."""

    newspaper = models.ForeignKey(Newspaper, models.CASCADE, null=True, related_name="+", verbose_name=_("newspaper"))
    month = models.DateField(_("month"), null=True)
    counted_at = models.DateTimeField(_("counted"))

    # Counted from the rest of the archive at any time: no dump needs it.
    is_transient = True

    class Meta:
        abstract = True


class MonthCount(Kept):
    """How many pages and articles a month has; `decided` articles are confirmed or rejected."""

    pages = models.PositiveIntegerField(_("pages"), default=0)
    articles = models.PositiveIntegerField(_("articles"), default=0)
    unreviewed = models.PositiveIntegerField(_("unreviewed"), default=0)
    decided = models.PositiveIntegerField(_("reviewed"), default=0)

    class Meta:
        verbose_name = _("count of a month")
        verbose_name_plural = _("counts of months")
        ordering = ("id",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.newspaper_id} {self.month}"


class AccuracyCount(Kept):
    """A tally of the reader's accuracy (`newsarchive.desk.accuracy`)."""

    record = models.CharField(_("record"), max_length=12)
    field = models.CharField(_("field"), max_length=40)
    said = models.PositiveIntegerField(_("said"))
    right = models.PositiveIntegerField(_("right"))
    wanted = models.PositiveIntegerField(_("wanted"))

    class Meta:
        verbose_name = _("count of accuracy")
        verbose_name_plural = _("counts of accuracy")
        ordering = ("id",)
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.newspaper_id} {self.month} {self.record} {self.field}"


class Finding(models.Model):
    """A row that asks for a look: its newest reading is in conflict with it, or it seems to be there twice."""

    class Kind(models.TextChoices):
        CONFLICT = "conflict", _("the newest reading says otherwise")
        DUPLICATE = "duplicate", _("perhaps there twice")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    record = models.CharField(_("record"), max_length=12)
    row = models.BigIntegerField(_("row"))

    is_transient = True

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ("id",)
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=("record", "kind", "row"), name="one_finding_of_a_kind_a_row")]

    def __str__(self) -> str:
        return f"{self.kind} {self.record} {self.row}"


def find_rows(record: str, kind: str) -> models.QuerySet:
    """The primary keys of the rows of a model with such a finding."""
    return Finding.objects.filter(record=record, kind=kind).values("row")
