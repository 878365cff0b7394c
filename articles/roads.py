"""By which road a change came: the admin, the API, many at once, an import, or a program. History keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Road(models.TextChoices):
    ADMIN = "admin", _("the admin")
    API = "api", _("the API")
    BULK = "bulk", _("many at once")
    IMPORT = "import", _("an import")
    PROGRAM = "program", _("a program")


_road: ContextVar[str] = ContextVar("road", default="")


@contextmanager
def by_road(road: Road) -> Iterator[None]:
    """What is changed within comes by this road."""
    before = _road.set(road)
    try:
        yield
    finally:
        _road.reset(before)


def current_road() -> str:
    """The road that was named, else that of the request which is being answered, else a program's."""
    if named := _road.get():
        return str(named)
    request = getattr(HistoricalRecords.context, "request", None)
    if request is None:
        return Road.PROGRAM.value
    return (Road.API if request.path.startswith("/api/") else Road.ADMIN).value


class Recorded(models.Model):
    """What each record of a history has beside its row: the road."""

    road = models.CharField(_("road"), max_length=8, choices=Road.choices, default=current_road, blank=True)

    class Meta:
        abstract = True
