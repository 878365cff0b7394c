"""Review in the admin of articles: who has one, taking it and giving it back; confirmed by another where set so."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.accounting import account_for
from articles.curation import Status
from articles.history import keep_standing
from articles.models import Article
from newsarchive.desk.four_eyes import find_refusals
from newsarchive.desk.review import show_reviewer, turn_taken

DENIED, CONFLICT = 403, 409


class ReviewFilter(admin.SimpleListFilter):
    """Whose review unreviewed articles are in."""

    title = gettext_lazy("review")
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("taken by me")), ("others", _("taken by others")), ("free", _("taken by nobody"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        asked = {
            "mine": Q(reviewer=request.user),
            "others": Q(reviewer__isnull=False) & ~Q(reviewer=request.user),
            "free": Q(reviewer__isnull=True),
        }
        if self.value() not in asked:
            return queryset
        return queryset.filter(asked[self.value()], status=Status.UNREVIEWED)


class ReviewAdmin:
    """Mixed into the admin of articles, before it."""

    admin_site: Any
    has_change_permission: Callable[..., bool]
    message_user: Callable[..., None]

    def review_urls(self) -> list[Any]:
        return [path("<int:pk>/desk/take/", self.admin_site.admin_view(self.answer_take), name="articles_article_take")]

    def answer_take(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST: take the article, or give it back. JSON, as all that the desks ask."""
        if request.method != "POST":
            return JsonResponse({"told": _("This address takes POST.")}, status=405)
        if not Article.objects.filter(pk=pk).exists():
            raise Http404
        if not self.has_change_permission(request):
            return JsonResponse({"told": _("Your account may not change this.")}, status=DENIED)
        article, told, is_done = turn_taken(pk, request.user)
        shown = show_reviewer(article)
        return JsonResponse({"told": told, "reviewer": shown}, status=200 if is_done else CONFLICT)

    @admin.display(description=gettext_lazy("review"), ordering="reviewer")
    def review(self, obj: Any) -> str:
        """The status, and for what is in review: whose."""
        chip = super().status_chip(obj)
        shown = show_reviewer(obj)
        return format_html('<span class="chip chip-review">◔ {}</span>', shown) if shown else chip

    # Confirmed by somebody else, where the archive is set so

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What is edited here is an edit too: it is saved first, and then it is asked whether it may be confirmed."""
        if settings.FOUR_EYES and obj.status == Status.CONFIRMED and self.wanted_status(request) is None:
            obj.status = Article._base_manager.values_list("status", flat=True).get(pk=obj.pk)  # an earlier state
        super().save_model(request, obj, form, change)

    def wanted_status(self, request: HttpRequest) -> str | None:
        wanted = super().wanted_status(request)
        return None if settings.FOUR_EYES and wanted == Status.CONFIRMED else wanted

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if not settings.FOUR_EYES or super().wanted_status(request) != Status.CONFIRMED:
            return
        article = form.instance
        refusal = find_refusals([article.pk], request.user).get(article.pk)
        if refusal:
            self.message_user(request, _("Saved, and not confirmed. %s") % refusal, messages.WARNING)
            return
        keep_standing(article)
        article.status = Status.CONFIRMED
        article._change_reason = form.cleaned_data.get("reason") or None
        article.save()
        account_for(article.page)
