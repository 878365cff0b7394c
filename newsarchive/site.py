"""The admin site: its name, the order of its apps, and what waits on its start page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsarchive.desk.counting import ask_for_count
from newsarchive.desk.four_eyes import report_breaches
from newsarchive.desk.overview import draw_plots, find_papers, find_waiting_months, tell_accuracy, tell_counted
from newsarchive.desk.waiting import find_own, find_recent_runs, find_waiting, has_pages

# What editors use all day stands first; what guards the door stands last, in the order that Django gives.
APPS = ("articles", "people", "metrics")
# What libraries call themselves says nothing to an editor.
LIBRARIES = {"axes": _("Login protection"), "knox": _("API access"), "django_tasks_database": _("Background work")}
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
            app["name"] = str(LIBRARIES.get(app["app_label"]) or gettext(str(app["name"])))
            for model in app["models"]:
                model["name"] = gettext(str(model["name"]))
            app["models"].sort(key=lambda model: order_of(model["object_name"], MODELS))
        return sorted(found, key=lambda app: order_of(app["app_label"], APPS))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        if not has_pages():  # numbers that are all naught tell nobody what to do
            return super().index(request, {"title": gettext("Nothing is here yet"), "is_empty": True})
        start = {
            "waiting": find_waiting(request.user),
            "own": find_own(request.user),
            "recent_runs": find_recent_runs(request.user),
        }
        if request.user.has_perm("articles.view_article"):
            start |= {"months": find_waiting_months(), "plots": draw_plots(), **tell_counted()}
            start["is_four_eyes"] = settings.FOUR_EYES
            start["may_count"] = request.user.has_perm("articles.change_article")
        return super().index(request, {**start, **(extra_context or {})})

    def get_urls(self) -> list[Any]:
        return [
            path("accuracy/", self.admin_view(self.accuracy), name="accuracy"),
            path("four-eyes/", self.admin_view(self.four_eyes), name="four_eyes"),
            path("count/", self.admin_view(self.count), name="count"),
            *super().get_urls(),
        ]

    def autocomplete_view(self, request: HttpRequest) -> Any:
        from newsarchive.desk.boxes import BoxView  # it needs the models, which are loaded after the site

        return BoxView.as_view(admin_site=self)(request)

    def accuracy(self, request: HttpRequest) -> HttpResponse:
        """How good the reader is, by the editors' own decisions, as it was last counted."""
        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        newspaper, by = request.GET.get("newspaper", "").replace("\x00", ""), request.GET.get("by", "field")
        by = by if by in ("field", "newspaper", "month", "all") else "field"
        context = {
            **self.each_context(request),
            "title": gettext("Accuracy of the reader"),
            "rows": tell_accuracy(newspaper, by),
            "plot": next((plot for plot in draw_plots() if plot["name"] == "accuracy"), None),
            "newspapers": find_papers(),
            "newspaper": newspaper,
            "by": by,
            "ways": [
                ("field", gettext("field")),
                ("newspaper", gettext("newspaper")),
                ("month", gettext("month")),
                ("all", gettext("newspaper and month")),
            ],
            **tell_counted(),
            "may_count": request.user.has_perm("articles.change_article"),
        }
        return TemplateResponse(request, "newsarchive/accuracy.html", context)

    def four_eyes(self, request: HttpRequest) -> HttpResponse:
        """Confirmed articles that only one pair of eyes saw, screen by screen from the newest on."""
        if not request.user.has_perm("articles.view_article"):
            raise PermissionDenied
        before = request.GET.get("before", "")
        context = {
            **self.each_context(request),
            "title": gettext("Seen by one pair of eyes"),
            "is_set": settings.FOUR_EYES,
            "before": before,
            **report_breaches(int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None),
        }
        return TemplateResponse(request, "newsarchive/four_eyes.html", context)

    def count(self, request: HttpRequest) -> HttpResponse:
        """POST: count the archive anew, in a worker where one lives."""
        if request.method != "POST" or not request.user.has_perm("articles.change_article"):
            raise PermissionDenied
        told = (
            gettext("The archive was counted anew.")
            if ask_for_count()
            else gettext("A worker counts the archive anew; look again in a while.")
        )
        messages.success(request, told)
        return redirect("admin:accuracy" if request.POST.get("back") == "accuracy" else "admin:index")
