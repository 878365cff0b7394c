"""Papers, issues, import runs and places in the admin. Pages and articles are in modules beside this one, and are
registered where the three apps meet."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.curated_admin import find_paginator
from articles.history_admin import CalledByName, HistoryAdmin, LeanChangeList
from articles.list_lengths import ShortPaginator
from articles.loaded import LoadedForm
from articles.models import (
    ArticleSpan,
    FurnitureSpan,
    Issue,
    Newspaper,
    NewspaperVariant,
    Page,
)
from articles.showing import count_rows

# What a run counted, in words: the keys are those of `ImportRun.counts`, whose record is the same in all languages.
COUNTED = {
    "files": gettext_lazy("files"),
    "pages": gettext_lazy("pages"),
    "new": gettext_lazy("of these new"),
    "changed": gettext_lazy("of these changed"),
    "unchanged": gettext_lazy("of these unchanged"),
    "failed": gettext_lazy("failed"),
    "waiting": gettext_lazy("pages without paper or date"),
    "articles": gettext_lazy("articles"),
    "people": gettext_lazy("mentions"),
    "figures": gettext_lazy("metrics"),
    "edits_kept": gettext_lazy("edits kept"),
    "conflicts": gettext_lazy("of these read otherwise now"),
    "characters": gettext_lazy("characters in all"),
    "in_articles": gettext_lazy("characters in articles"),
    "in_furniture": gettext_lazy("characters in furniture"),
    "unassigned": gettext_lazy("characters of nobody"),
    "interrupted": gettext_lazy("interrupted"),
}


class ReadOnlyAdmin(CalledByName, admin.ModelAdmin):
    """What the importer recorded: to be looked at."""

    show_full_result_count = False
    paginator = ShortPaginator
    list_per_page = 50

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """A list is called by what is in it."""
        title = capfirst(self.model._meta.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NewspaperVariantRows(admin.TabularInline):
    model = NewspaperVariant
    form = LoadedForm
    extra = 0


@admin.register(Newspaper)
class NewspaperAdmin(HistoryAdmin):
    list_display = ("name", "code", "place", "issue_count")
    search_fields = ("name", "code", "place", "variants__name")
    ordering = ("code",)
    inlines = (NewspaperVariantRows,)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(issue_count=count_rows(Issue.objects.all(), "newspaper"))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The code begins public ids: once there are issues, it stays."""
        return ("code",) if obj is not None and obj.issues.exists() else ()

    @admin.display(description=gettext_lazy("issues"), ordering="issue_count")
    def issue_count(self, obj: Any) -> str:
        url = reverse("admin:articles_issue_changelist")
        return format_html('<a href="{}?newspaper__id__exact={}">{}</a>', url, obj.pk, obj.issue_count)


@admin.register(Issue)
class IssueAdmin(HistoryAdmin):
    list_display = ("date", "newspaper", "edition", "number", "page_count")
    list_display_links = ("date",)
    list_filter = ("newspaper",)
    list_select_related = ("newspaper",)
    search_fields = ("newspaper__name", "newspaper__code", "number", "date")
    autocomplete_fields = ("newspaper",)
    date_hierarchy = "date"
    ordering = ("-date", "newspaper", "edition")
    not_in_lists = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return LeanChangeList

    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return find_paginator(request)(*args, **kwargs)

    def prepare_list(self, queryset: Any) -> Any:
        return queryset

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(page_count=count_rows(Page.objects.visible(), "issue"))

    @admin.display(description=gettext_lazy("pages"), ordering="page_count")
    def page_count(self, obj: Any) -> str:
        url = reverse("admin:articles_page_changelist")
        return format_html('<a href="{}?issue__id__exact={}">{}</a>', url, obj.pk, obj.page_count)


class ImportRunAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "state", "started_at", "finished_at", "reader_version", "counted")
    list_filter = ("state",)
    date_hierarchy = "started_at"
    search_fields = ("=id", "reader_version")
    fields = ("state", "reader_version", "started_at", "finished_at", "undone_at", "counted", "options", "files_link")
    readonly_fields = ("counted", "files_link")

    @admin.display(description=gettext_lazy("counts"))
    def counted(self, obj: Any) -> str:
        known = [(word, obj.counts[name]) for name, word in COUNTED.items() if obj.counts.get(name)]
        shown = ((word, _("yes") if count is True else count) for word, count in known)
        return format_html_join(" · ", '<span class="sum">{} <b>{}</b></span>', shown) or "–"

    @admin.display(description=gettext_lazy("imported files"))
    def files_link(self, obj: Any) -> str:
        url = reverse("admin:articles_importedfile_changelist")
        return format_html('<a href="{}?run__id__exact={}">{}</a>', url, obj.pk, obj.files.count())


class ImportedFileAdmin(ReadOnlyAdmin):
    list_display = ("source_name", "outcome", "page_link", "cause", "run")
    fields = ("source_name", "run", "outcome", "page_link", "cause", "counted", "kept", "warned")
    readonly_fields = ("page_link", "cause", "counted", "kept", "warned")
    list_filter = ("outcome", "run")
    list_select_related = ("run",)
    search_fields = ("source_name", "reason")
    ordering = ("-id",)

    @admin.display(description=gettext_lazy("page"))
    def page_link(self, obj: Any) -> str:
        if obj.page_id is None:
            return "–"
        return format_html('<a href="{}">{}</a>', reverse("admin:articles_page_change", args=(obj.page_id,)), _("open"))

    @admin.display(description=gettext_lazy("why it failed"), ordering="reason")
    def cause(self, obj: Any) -> str:
        return self.tell_reason(obj.reason) or "–"

    def tell_reason(self, reason: str) -> str:
        """The importer's reason as it is; the desk tells it in the editor's language."""
        return reason

    @admin.display(description=gettext_lazy("counts"))
    def counted(self, obj: Any) -> str:
        """What was made, changed and left out of each kind of row."""
        kinds = {"articles": _("articles"), "people": _("people"), "mentions": _("mentions"), "metrics": _("metrics")}
        did = {"created": _("new"), "updated": _("changed"), "withdrawn": _("withdrawn"), "kept": _("kept")}
        told = []
        for kind, counts in (obj.changes.get("rows") or {}).items():
            said = "、".join(f"{did.get(name, name)} {count}" for name, count in counts.items() if count)
            if said:
                told.append((kinds.get(kind, kind), said))
        return format_html_join(" · ", '<span class="sum">{} <b>{}</b></span>', told) or "–"

    @admin.display(description=gettext_lazy("edits kept"))
    def kept(self, obj: Any) -> str:
        told = ((edit.get("row", ""), edit.get("field", "")) for edit in obj.changes.get("edits") or ())
        return format_html_join(" · ", "{} {}", told) or "–"

    @admin.display(description=gettext_lazy("warnings"))
    def warned(self, obj: Any) -> str:
        return format_html_join("", "<p>{}</p>", ((each,) for each in obj.changes.get("warnings") or ())) or "–"


class SpanAdmin(ReadOnlyAdmin):
    """Places on a page: to be looked up; the articles and pages show them where they are."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False


@admin.register(ArticleSpan)
class ArticleSpanAdmin(SpanAdmin):
    list_display = ("id", "article_id", "part", "start", "end")
    list_filter = ("part",)
    search_fields = ("article__public_id__exact",)


@admin.register(FurnitureSpan)
class FurnitureSpanAdmin(SpanAdmin):
    list_display = ("id", "page_id", "start", "end")
    search_fields = ("page__public_id__exact",)
