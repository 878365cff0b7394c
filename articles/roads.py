"""What a line of history has beside its row: by which road the change came (the admin, the API, many at once, an
import, or a program), and what changed in rows below, which are kept in tables of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

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


_below: ContextVar[Mapping[str, Any] | None] = ContextVar("below", default=None)


@contextmanager
def telling_below(changes: Mapping[str, Any]) -> Iterator[None]:
    """The row that is saved within was changed in rows below it: {name: [from, to]}, of those that differ."""
    before = _below.set({name: [old, new] for name, (old, new) in changes.items() if old != new})
    try:
        yield
    finally:
        _below.reset(before)


def current_below() -> dict[str, Any]:
    """What was told to have changed in rows below the row that is being saved."""
    return dict(_below.get() or {})


def current_road() -> str:
    """The road that was named, else that of the request which is being answered, else a program's."""
    if named := _road.get():
        return str(named)
    request = getattr(HistoricalRecords.context, "request", None)
    if request is None:
        return Road.PROGRAM.value
    return (Road.API if request.path.startswith("/api/") else Road.ADMIN).value


class Recorded(models.Model):
    """What each record of a history has beside its row: the road, and places, furniture or other names that changed."""

    road = models.CharField(_("road"), max_length=8, choices=Road.choices, default=current_road, blank=True)
    below = models.JSONField(_("changed below"), default=current_below, blank=True)

    class Meta:
        abstract = True
