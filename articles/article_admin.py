"""An article in the admin, as far as it needs no other app's rows: the form, the list, its place on the page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models.functions import Left
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.accounting import account_for, find_hindrance
from articles.curated_admin import SearchedAdmin
from articles.filters import VisibleFilter
from articles.forms import CuratedForm
from articles.models import Article
from articles.showing import short_title, show_missing


class ArticleForm(CuratedForm):
    class Meta:
        model = Article
        fields = (
            "kind",
            "position",
            "kicker",
            "headline",
            "standfirsts",
            "crossheads",
            "byline",
            "dateline_place",
            "dateline_date",
            "body",
            "note",
        )

    def clean_position(self) -> int:
        position = self.cleaned_data["position"]
        if "position" in self.changed_data and (other := find_neighbour(self.instance, position)):
            raise ValidationError(_("“%(row)s” has this place.") % {"row": short_title(other)})
        return position

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if {"_bring_back", "_confirm"} & set(self.data) and (hindrance := find_hindrance(self.instance)):
            raise ValidationError(hindrance)
        return cleaned


class ArticleAdmin(SearchedAdmin):
    form = ArticleForm
    list_display = ("title", "kind", "newspaper", "date", "page_link", "position", "byline_short", "status_chip")
    list_display_links = ("title",)
    list_filter = ("status", VisibleFilter, "kind", "page__issue__newspaper", "run")
    list_select_related = ("page__issue__newspaper",)
    not_in_lists = ("body", "body_map", "terms", "written", "reading", "page__text", "page__terms", "page__written",
                    "page__reading", "page__repairs", "page__warnings")  # fmt: skip
    search_help_text = gettext_lazy("Anything that is printed in an article, or the beginning of a public id.")
    date_hierarchy = "page__issue__date"
    ordering = ("-page_id", "position", "-id")  # the newest page first, its articles as they are read
    readonly_fields = ("public_id", "status_chip", "page_link", "reader")
    fieldsets = (
        (None, {"fields": (("public_id", "page_link", "status_chip"), ("kind", "position"))}),
        (
            gettext_lazy("Head"),
            {"fields": ("kicker", "headline", "standfirsts", "byline", ("dateline_place", "dateline_date"))},
        ),
        (gettext_lazy("Text"), {"fields": ("body", "crossheads")}),
        (gettext_lazy("Remarks"), {"fields": ("note", "reason", "reader")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An article is made of characters of a page: none is typed in beside it."""
        return False

    def prepare_list(self, queryset: Any) -> Any:
        """Articles without a headline are known by how they begin."""
        return queryset.annotate(beginning=Left("body", 24))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if "_bring_back" in request.POST:
            make_room(obj)
        super().save_model(request, obj, form, change)
        account_for(obj.page)

    def keep_rest(self, obj: Any, form: Any) -> None:
        """Another article may have the place of then: this one stays where it is."""
        super().keep_rest(obj, form)
        if find_neighbour(obj, obj.position):
            obj.position = Article._base_manager.values_list("position", flat=True).get(pk=obj.pk)

    @admin.display(description=gettext_lazy("headline"), ordering="headline")
    def title(self, obj: Any) -> str:
        if obj.headline:
            return Truncator(obj.headline).chars(40)
        return format_html('<span class="no-headline">{}</span>', getattr(obj, "beginning", "") or obj.public_id)

    @admin.display(description=gettext_lazy("newspaper"), ordering="page__issue__newspaper")
    def newspaper(self, obj: Any) -> str:
        return obj.page.issue.newspaper.name if obj.page.issue else show_missing(obj.page.newspaper_as_read)

    @admin.display(description=gettext_lazy("date"), ordering="page__issue__date")
    def date(self, obj: Any) -> str:
        return obj.page.issue.date.isoformat() if obj.page.issue else show_missing(obj.page.date_as_read)

    @admin.display(description=gettext_lazy("page"), ordering="page")
    def page_link(self, obj: Any) -> str:
        url = reverse("admin:articles_page_change", args=(obj.page_id,))
        return format_html('<a href="{}">{}</a>', url, obj.page.label or obj.page.public_id.rpartition("-")[2])

    @admin.display(description=gettext_lazy("byline"), ordering="byline")
    def byline_short(self, obj: Any) -> str:
        return Truncator(obj.byline).chars(24)

    @admin.display(description=gettext_lazy("how it was read"))
    def reader(self, obj: Any) -> str:
        why, sure = self.tell_reason(obj.why) or "–", f"{obj.confidence:.2f}"
        return format_html("{} <small>({} {})</small>", why, _("confidence"), sure)


def find_neighbour(article: Article, position: float) -> Article | None:
    """The visible article of the page that has this place, if it is another one."""
    neighbours = article.page.articles.visible().exclude(pk=article.pk)
    return neighbours.filter(position=position).first()


def make_room(article: Article) -> None:
    """Give an article that comes back a place of its own, the last of the page, where its own is taken."""
    if find_neighbour(article, article.position):
        last = article.page.articles.visible().order_by("-position").first()
        article.position = last.position + 1
