"""How editors' work survives an import: a row remembers what the importer last wrote to it.

An edit is whatever differs from that, by whatever road it came. Nothing here knows which fields a model has.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Where a row stands. Rejected and withdrawn rows are tombstones: kept with their public ids, not shown."""

    UNREVIEWED = "unreviewed", _("unreviewed")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


TOMBSTONES = (Status.REJECTED, Status.WITHDRAWN)


class CuratedQuerySet(models.QuerySet):
    def visible(self):
        """The rows that count: neither rejected by an editor nor withdrawn by an import."""
        return self.exclude(status__in=TOMBSTONES)


class Curated(models.Model):
    """A row that the importer writes and editors correct.

    `written` holds, field by field, what the importer last wrote (empty for a row made by hand); `reading` holds what
    the newest reading says. `curated_fields` names what both speak of.
    """

    curated_fields: ClassVar[tuple[str, ...]] = ()

    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.UNREVIEWED, db_index=True
    )
    written = models.JSONField(_("as the importer wrote it"), default=dict, blank=True, editable=False)
    reading = models.JSONField(_("as last read"), default=dict, blank=True, editable=False)
    note = models.TextField(_("editor's note"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True
