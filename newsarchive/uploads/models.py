"""Files on their way into the archive, and the workers that take them there. Neither is part of the archive."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import ImportRun


class UploadedFile(models.Model):
    """A file that was sent to be imported: its bytes until they are stored, and what a first look showed."""

    is_transient = True  # left out of dumps

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="uploaded", verbose_name=_("import run"))
    name = models.CharField(_("source file"), max_length=400)
    content = models.BinaryField(_("bytes"))
    preview = models.JSONField(_("what a look showed"), null=True, default=None)

    class Meta:
        verbose_name = _("uploaded file")
        verbose_name_plural = _("uploaded files")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("run", "name"), name="one_uploaded_file_a_name")]
        default_permissions = ()

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A process that does the work that is waiting. It says that it lives by `beat_at`."""

    is_transient = True

    name = models.CharField(_("name"), max_length=160, unique=True)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    beat_at = models.DateTimeField(_("last sign of life"))

    class Meta:
        verbose_name = _("worker")
        verbose_name_plural = _("workers")
        default_permissions = ()

    def __str__(self) -> str:
        return self.name
