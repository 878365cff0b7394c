"""The operations that editors did on pages, kept so that each can be undone and redone, also tomorrow."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Page


class Operation(models.Model):
    """One operation on a page's articles: who, when, what, and how every row stood before and after.

    `changes` are rows with the fields that the operation changed, as they were and as it left them; `aside` are the
    corrected texts that no column held after it.
    """

    class State(models.TextChoices):
        DONE = "done", _("done")
        UNDONE = "undone", _("undone")
        LEFT = "left", _("undone, and something else done since")

    class Road(models.TextChoices):
        ADMIN = "admin", _("admin")
        API = "api", _("API")
        BULK = "bulk", _("bulk")

    page = models.ForeignKey(Page, models.PROTECT, related_name="operations", verbose_name=_("page"))
    kind = models.CharField(_("kind"), max_length=12)
    arguments = models.JSONField(_("arguments"), default=dict)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DONE)
    road = models.CharField(_("road"), max_length=8, choices=Road.choices, default=Road.ADMIN)
    reason = models.CharField(_("reason"), max_length=100, blank=True)
    changes = models.JSONField(_("changes"), default=list)
    aside = models.JSONField(_("texts set aside"), default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("done by")
    )
    made_at = models.DateTimeField(_("done"), auto_now_add=True)
    turned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("undone or redone by"),
    )
    turned_at = models.DateTimeField(_("undone or redone"), null=True, blank=True)

    class Meta:
        verbose_name = _("operation")
        verbose_name_plural = _("operations")
        ordering = ("id",)
        indexes = [models.Index(fields=("page", "state", "-id"), name="operations_of_a_page")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
