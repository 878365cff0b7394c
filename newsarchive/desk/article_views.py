"""The addresses under an article's form that its desk speaks to: JSON in, JSON out, one act each.

What was refused comes back as {"told": ...} with a status that says how; an ended session as the login page, which is
no JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.translation import gettext as _

from articles.models import Article
from articles.showing import show_status
from newsarchive.desk.acts import Done, Refused, decide, key_of, undo
from newsarchive.desk.versions import version_of
from newsarchive.templatetags.curated_rows import summarize_row

BAD, DENIED, CONFLICT = 400, 403, 409


class ArticleDeskViews:
    """The part of the article's admin that answers its desk."""

    admin_site: Any
    has_change_permission: Callable[..., bool]

    def desk_urls(self) -> list[Any]:
        return [
            path(
                f"<int:pk>/desk/{name}/",
                self.admin_site.admin_view(self.answer(*view)),
                name=f"articles_article_{name}",
            )
            for name, view in ACTS.items()
        ]

    def answer(self, read: Callable[[Any], Any], act: Callable[..., Any]) -> Callable[..., HttpResponse]:
        """A view that reads what was sent, does the act, and tells what came of it."""

        def answer_request(request: HttpRequest, pk: int) -> HttpResponse:
            if request.method != "POST":
                return tell(_("This address takes POST."), 405)
            if not Article.objects.filter(pk=pk).exists():
                raise Http404
            if not self.has_change_permission(request):
                return tell(_("Your account may not change this."), DENIED)
            try:
                given = read(json.loads(request.body))
            except (KeyError, TypeError, ValueError, AttributeError):
                return tell(_("What was sent could not be read."), BAD)
            try:
                return JsonResponse(act(pk, *given, request.user))
            except Refused as refused:
                return tell(str(refused), CONFLICT)
            except PermissionDenied:
                return tell(_("Your account may not change this."), DENIED)

        return answer_request


def read_decision(sent: Any) -> tuple[dict[str, str], str, str]:
    """{"seen": {"metrics-7": version}, "status": "confirmed", "reason": ""}"""
    seen = {str(key): str(version) for key, version in sent["seen"].items()}
    return seen, str(sent["status"]), str(sent.get("reason") or "")[:100]


def read_undo(sent: Any) -> tuple[str]:
    """{"undo": what the act gave}"""
    return (str(sent["undo"]),)


def show_done(done: Done) -> dict[str, Any]:
    """What an act did, as the page of the desk takes it up."""
    return {"told": done.told, "undo": done.undo, "rows": [show_row(row) for row in done.rows]}


def show_row(row: Any) -> dict[str, Any]:
    """A row as the page of the desk shows it."""
    return {
        "key": key_of(row),
        "status": row.status,
        "version": version_of(row),
        "line": show_status(row) if isinstance(row, Article) else summarize_row(row),
    }


def tell(text: str, status: int) -> HttpResponse:
    return JsonResponse({"told": text}, status=status)


# What the desk may ask for: how its question is read, and what answers it.
ACTS: dict[str, tuple[Callable[[Any], Any], Callable[..., dict[str, Any]]]] = {
    "decide": (read_decision, lambda *given: show_done(decide(*given))),
    "undo": (read_undo, lambda *given: show_done(undo(*given))),
}
