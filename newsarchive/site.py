"""The admin site: its name, the order of its apps, and what waits on its start page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsarchive.desk.waiting import find_recent_runs, find_waiting

# What editors use all day stands first; what guards the door stands last, in the order that Django gives.
APPS = ("articles", "people", "metrics")
MODELS = ("Article", "Page", "Issue", "Newspaper", "ImportRun", "ImportedFile", "Mention", "Person", "Metric")


def order_of(name: str, order: tuple[str, ...]) -> int:
    """The place of a name in an order; what is not in it comes after all that is."""
    return order.index(name) if name in order else len(order)


class DeskSite(admin.AdminSite):
    """Django's admin under the archive's name."""

    site_header = _("News archive")
    site_title = _("News archive")
    index_title = _("What waits")
    site_url = None
    empty_value_display = "–"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        found = super().get_app_list(request, app_label)
        for app in found:
            # Libraries name themselves in English, without gettext; our catalogue has their names.
            app["name"] = gettext(str(app["name"]))
            for model in app["models"]:
                model["name"] = gettext(str(model["name"]))
            app["models"].sort(key=lambda model: order_of(model["object_name"], MODELS))
        return sorted(found, key=lambda app: order_of(app["app_label"], APPS))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        waiting = {"waiting": find_waiting(request.user), "recent_runs": find_recent_runs(request.user)}
        return super().index(request, {**waiting, **(extra_context or {})})
