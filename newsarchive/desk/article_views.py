"""The addresses under an article's form that its desk speaks to: JSON in, JSON out, one act each.

What was refused comes back as {"told": ...} with a status that says how; an ended session as the login page, which is
no JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from articles.models import Article
from articles.showing import show_status
from newsarchive.desk.acts import Done, Refused, decide, key_of, undo
from newsarchive.desk.adding import FORMS, add_row, propose, warm_up
from newsarchive.desk.filling import fill
from newsarchive.desk.neighbours import FILTERS, find_neighbour
from newsarchive.desk.page_text import show_article_text
from newsarchive.desk.readings import choose, find_otherwise, show_fields, sum_up
from newsarchive.desk.suggesting import suggest
from newsarchive.desk.versions import version_of
from newsarchive.templatetags.curated_rows import summarize_row

BAD, DENIED, CONFLICT = 400, 403, 409


class ArticleDeskViews:
    """The part of the article's admin that answers its desk."""

    admin_site: Any
    has_change_permission: Callable[..., bool]
    has_view_or_change_permission: Callable[..., bool]
    message_user: Callable[..., None]

    def desk_urls(self) -> list[Any]:
        return [
            path(
                f"<int:pk>/desk/{name}/",
                self.admin_site.admin_view(self.answer(*view)),
                name=f"articles_article_{name}",
            )
            for name, view in ACTS.items()
        ] + [
            path(
                f"<int:pk>/desk/{name}/",
                self.admin_site.admin_view(self.lead(is_forward)),
                name=f"articles_article_{name}",
            )
            for name, is_forward in (("next", True), ("previous", False))
        ]

    def lead(self, is_forward: bool) -> Callable[..., HttpResponse]:
        """A view that leads to the next, or the previous, article that waits in the list that the editor came from."""

        def lead_on(request: HttpRequest, pk: int) -> HttpResponse:
            article = Article.objects.filter(pk=pk).first()
            if article is None:
                raise Http404
            if not self.has_view_or_change_permission(request):
                raise PermissionDenied
            found = find_neighbour(self, request, article, is_forward)
            filters = request.GET.get(FILTERS, "")
            if found is None:
                self.message_user(
                    request,
                    _("Nothing in this list waits to be reviewed; what others have taken is passed over."),
                    messages.SUCCESS,
                )
                return redirect(f"{reverse('admin:articles_article_changelist')}?{filters}")
            kept = f"?{urlencode({FILTERS: filters})}" if filters else ""
            return redirect(f"{reverse('admin:articles_article_change', args=(found,))}{kept}")

        return lead_on

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
                return tell(str(refused), CONFLICT, errors=refused.errors)
            except PermissionDenied:
                return tell(_("Your account may not change this."), DENIED)

        return answer_request


def read_decision(sent: Any) -> tuple[dict[str, str], str, str]:
    """{"seen": {"metrics-7": version}, "status": "confirmed", "reason": ""}"""
    seen = {str(key): str(version) for key, version in sent["seen"].items()}
    return seen, str(sent["status"]), str(sent.get("reason") or "")[:100]


def read_filling(sent: Any) -> tuple[dict[str, str], str, str]:
    """{"seen": {"metrics-7": version}, "field": "place", "value": "…"}"""
    seen = {str(key): str(version) for key, version in sent["seen"].items()}
    return seen, str(sent["field"]), str(sent["value"])


def read_undo(sent: Any) -> tuple[str, bool]:
    """{"undo": what the act gave, "redo": whether that was an undoing, so that it is done again}"""
    return str(sent["undo"]), sent.get("redo") is True


def read_marked(sent: Any) -> tuple[str, dict[str, Any]]:
    """{"kind": "metrics", "start": 12, "end": 17}, or "text" in place of the two."""
    return read_kind(sent), {"text": str(sent["text"])} if "text" in sent else {
        "start": int(sent["start"]),
        "end": int(sent["end"]),
    }


def read_figure_field(sent: Any) -> tuple[str, str]:
    """{"key": "metrics-7", "field": "place"}"""
    key, field = str(sent["key"]), str(sent["field"])
    if not re.fullmatch(r"metrics-[0-9]{1,18}", key):
        raise ValueError(key)
    return key, field


def read_choice(sent: Any) -> tuple[str, str, str, str]:
    """{"key": "metrics-7", "field": "value", "side": "reading", "version": ...}; the other side is "row"."""
    key, field, side, version = (str(sent[name]) for name in ("key", "field", "side", "version"))
    if side not in ("reading", "row"):
        raise ValueError(side)
    return key, field, side, version


def show_chosen(pk: int, *given: Any) -> dict[str, Any]:
    """What was chosen, and what is still read otherwise."""
    return show_done(choose(pk, *given)) | {"otherwise": show_otherwise(pk)}


def show_otherwise(pk: int) -> str:
    """The list of what is read otherwise, drawn anew."""
    article = Article.objects.get(pk=pk)
    people = article.mentions.select_related("person").order_by("number")
    figures = article.metrics.select_related("indicator").order_by("number")
    found = find_otherwise([article, *people, *figures])
    return render_to_string("newsarchive/desk_otherwise.html", {**sum_up(found), "may_decide": True})


def show_undone(pk: int, *given: Any) -> dict[str, Any]:
    return show_done(undo(pk, *given)) | {"otherwise": show_otherwise(pk)}


def read_added(sent: Any) -> tuple[str, list[tuple[int, int]], dict[str, Any]]:
    """{"kind": "metrics", "places": [[12, 17]], "fields": {"value": "64.2", ...}}"""
    places = [(int(start), int(end)) for start, end in sent["places"]]
    return read_kind(sent), places, {str(name): value for name, value in sent["fields"].items()}


def read_kind(sent: Any) -> str:
    if sent["kind"] not in FORMS:
        raise ValueError(sent["kind"])
    return str(sent["kind"])


def show_added(pk: int, *given: Any) -> dict[str, Any]:
    """What was added, with its line for the list and the page's text with its mark."""
    done = add_row(pk, *given)
    article = Article.objects.select_related("page").get(pk=pk)
    lines = [{"row": row, "key": key_of(row), "may_decide": True} for row in done.added]
    cards = [render_to_string("newsarchive/added_row.html", line) for line in lines]
    return show_done(done) | {
        "added": [line["key"] for line in lines],
        "cards": cards,
        "text": show_article_text(article),
    }


def show_done(done: Done) -> dict[str, Any]:
    """What an act did, as the page of the desk takes it up."""
    return {"told": done.told, "undo": done.undo, "rows": [show_row(row, done.columns) for row in done.rows]}


def show_row(row: Any, columns: Iterable[str]) -> dict[str, Any]:
    """A row as the page of the desk shows it."""
    return {
        "key": key_of(row),
        "status": row.status,
        "version": version_of(row),
        "fields": show_fields(row, columns),
        "line": show_status(row) if isinstance(row, Article) else summarize_row(row),
    }


def tell(text: str, status: int, **more: Any) -> HttpResponse:
    return JsonResponse({"told": text, **more}, status=status)


# What the desk may ask for: how its question is read, and what answers it.
ACTS: dict[str, tuple[Callable[[Any], Any], Callable[..., dict[str, Any]]]] = {
    "alive": (lambda sent: (), lambda _pk, _user: {}),  # whether a form that is sent now would arrive
    "warm": (lambda sent: (), lambda _pk, _user: warm_up()),
    "decide": (read_decision, lambda *given: show_done(decide(*given))),
    "propose": (read_marked, lambda pk, kind, chosen, _user: propose(pk, kind, chosen)),
    "add_row": (read_added, show_added),
    "choose": (read_choice, show_chosen),
    "fill": (read_filling, lambda *given: show_done(fill(*given))),
    "suggest": (read_figure_field, suggest),
    "undo": (read_undo, show_undone),
}
