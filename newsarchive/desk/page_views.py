"""The addresses of the page desk: the screen itself, its state, operations, and undoing them. JSON in, JSON out.

What was refused comes back as {"told": ...}; where the page was changed meanwhile, with the state that it is in now.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from articles.models import ArticleSpan, Page
from newsarchive.desk.keys import PAGE_KEYS
from newsarchive.desk.operations import Conflict, OperationError, Outcome, Road
from newsarchive.desk.operations.applying import apply
from newsarchive.desk.operations.json_form import read_action
from newsarchive.desk.operations.layout import lay_out
from newsarchive.desk.operations.loading import load_page
from newsarchive.desk.operations.turning import redo, undo
from newsarchive.desk.page_links import find_candidates
from newsarchive.desk.page_state import find_next, pack_state, show_state, tell_operation
from newsarchive.desk.page_text import legend_for_page

LONGEST = 100  # characters that are searched for
BAD, DENIED, REFUSED, CONFLICT = 400, 403, 422, 409


class PageDeskViews:
    """The part of the page's admin that shows and answers its desk."""

    admin_site: Any
    has_view_permission: Callable[..., bool]
    has_change_permission: Callable[..., bool]
    get_object: Callable[..., Any]

    def desk_urls(self) -> list[Any]:
        views = {
            "": self.show_desk,
            "state/": self.answer_state,
            "do/": self.answer_do,
            "turn/": self.answer_turn,
            "candidates/": self.answer_candidates,
        }
        return [
            path(
                f"<int:pk>/desk/{ending}",
                self.admin_site.admin_view(view),
                name="articles_page_desk" + (f"_{ending[:-1]}" if ending else ""),
            )
            for ending, view in views.items()
        ]

    def find_page(self, request: HttpRequest, pk: int) -> Page:
        """The page that an account may see. Raises Http404, PermissionDenied."""
        page = (
            Page.objects.select_related("issue__newspaper").defer("terms", "written", "reading").filter(pk=pk).first()
        )
        if page is None:
            raise Http404
        if not self.has_view_permission(request, page):
            raise PermissionDenied
        return page

    def show_desk(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The desk with the page as it stands."""
        page = self.find_page(request, pk)
        following = find_next(page, request.user)
        rows = load_page(page, locking=False)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Page desk"),
            "subtitle": page.public_id,
            "original": page,
            "state": show_state(rows, lay_out(rows)),
            "parts": list(enumerate(ArticleSpan.Part.choices, start=1)),
            "may_change": self.may_operate(request, page),
            "next_url": reverse("admin:articles_page_desk", args=(following,)) if following else "",
            "page_legend": legend_for_page(),
            "desk_keys": PAGE_KEYS,
            "opts": Page._meta,
        }
        return TemplateResponse(request, "newsarchive/page_desk.html", context)

    def may_operate(self, request: HttpRequest, page: Page) -> bool:
        return self.has_change_permission(request, page) and request.user.has_perm("articles.change_article")

    def answer_state(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page as it is now."""
        rows = load_page(self.find_page(request, pk), locking=False)
        return JsonResponse(pack_state(rows, lay_out(rows)))

    def answer_candidates(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Articles of the issue's other pages, with `?q=` those that hold it: where a story of this page may go on."""
        page = self.find_page(request, pk)
        return JsonResponse({"articles": find_candidates(page, request.GET.get("q", "")[:LONGEST])})

    def answer_do(self, request: HttpRequest, pk: int) -> HttpResponse:
        """{"version": the state that the editor saw, "have": the pieces on the screen, "action": ..., "reason": ""}"""

        def read(sent: dict[str, Any]) -> Callable[[Page], Outcome]:
            action, version, reason = read_action(sent["action"]), str(sent["version"]), str(sent.get("reason") or "")
            how = {"version": version, "by": request.user, "road": Road.ADMIN, "reason": reason}
            return lambda page: apply(page, action, **how)

        return self.answer(request, pk, read)

    def answer_turn(self, request: HttpRequest, pk: int) -> HttpResponse:
        """{"version": ..., "have": ..., "turn": "undo" or "redo"}"""

        def read(sent: dict[str, Any]) -> Callable[[Page], Outcome]:
            turn, version = {"undo": undo, "redo": redo}[sent["turn"]], str(sent["version"])
            return lambda page: turn(page, request.user, version=version)

        return self.answer(request, pk, read)

    def answer(self, request: HttpRequest, pk: int, read: Callable[[Any], Callable[[Page], Outcome]]) -> HttpResponse:
        """Do what was sent, and answer with the page after it, or why it was not done. `read` makes an act of it."""
        page = Page(pk=pk)  # read when it is locked, and no sooner
        if request.method != "POST":
            return tell(_("This address takes POST."), 405)
        if not self.may_operate(request, page):
            return tell(_("Your account may not change this."), DENIED)
        try:
            sent = json.loads(request.body)
            act, known = read(sent), frozenset(sent.get("have", ()))
        except OperationError as error:
            return tell(str(error), REFUSED)
        except (KeyError, TypeError, ValueError):
            return tell(_("What was sent could not be read."), BAD)
        try:
            outcome = act(page)
        except Page.DoesNotExist as error:
            raise Http404 from error
        except Conflict as conflict:
            rows = load_page(page, locking=False)
            return tell(str(conflict), CONFLICT, state=pack_state(rows, lay_out(rows), known))
        except OperationError as error:
            return tell(str(error), REFUSED)
        return JsonResponse(
            {
                "told": tell_operation(outcome.done),
                "state_of": outcome.done.state,
                "made": outcome.made,
                "state": pack_state(outcome.rows, outcome.layout, known),
            }
        )


def tell(text: str, status: int, **more: Any) -> HttpResponse:
    return JsonResponse({"told": text, **more}, status=status)
