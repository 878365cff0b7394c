"""Where the three apps meet in the admin: an article with its people, its figures and its page beside it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import ImportedFileAdmin
from articles.article_admin import ArticleAdmin
from articles.models import Article, ImportedFile, ImportRun, Page
from articles.page_admin import PageAdmin
from metrics.admin import IndicatorAdmin, MetricAdmin, MetricRows
from metrics.models import Indicator, Metric
from newsarchive import accounts  # noqa: F401  (registers accounts and roles)
from newsarchive.desk.acts import find_rows, key_of
from newsarchive.desk.adding import show_forms
from newsarchive.desk.article_views import ArticleDeskViews
from newsarchive.desk.bulk_admin import BulkAdmin
from newsarchive.desk.disagreeing import find_disagreeing
from newsarchive.desk.keys import ARTICLE_KEYS
from newsarchive.desk.list_filters import FindingFilter, WorkedFilter
from newsarchive.desk.merging import MergeActions
from newsarchive.desk.neighbours import ListWithoutRows, find_page_desk
from newsarchive.desk.page_text import legend_for_article, legend_for_page, show_article_text, show_page_text
from newsarchive.desk.page_views import PageDeskViews
from newsarchive.desk.readings import find_otherwise, sum_up
from newsarchive.desk.reasons import tell_reason
from newsarchive.desk.restoring import WholeStates
from newsarchive.desk.review import show_reviewer
from newsarchive.desk.reviewing import ReviewAdmin, ReviewFilter
from newsarchive.desk.versions import version_of
from newsarchive.uploads.admin import UploadAdmin
from people.admin import MentionAdmin, MentionRows, PersonAdmin
from people.models import Mention, Person

# With the article's key behind it, the cookie by which a browser learns that its drafts of it are in the archive.
SAVED_COOKIE = "newsarchive-saved-"


@admin.register(Person)
class DeskPersonAdmin(WholeStates, MergeActions, BulkAdmin, PersonAdmin):
    """People, who can be merged."""


@admin.register(Indicator)
class DeskIndicatorAdmin(WholeStates, MergeActions, IndicatorAdmin):
    """Indicators, which can be merged."""


class ToldReasons:
    """The readers' reasons in the editor's language."""

    def tell_reason(self, reason: str) -> str:
        return tell_reason(reason)


@admin.register(Mention)
class DeskMentionAdmin(WholeStates, ToldReasons, BulkAdmin, MentionAdmin):
    """A mention, with reasons in the editor's language."""

    list_filter = (FindingFilter, WorkedFilter, *MentionAdmin.list_filter)


@admin.register(Metric)
class DeskMetricAdmin(WholeStates, ToldReasons, BulkAdmin, MetricAdmin):
    """A figure, with reasons in the editor's language."""

    list_filter = (FindingFilter, WorkedFilter, *MetricAdmin.list_filter)


@admin.register(ImportedFile)
class DeskImportedFileAdmin(ToldReasons, ImportedFileAdmin):
    """What became of a file, with the reason in the editor's language."""


@admin.register(ImportRun)
class DeskImportRunAdmin(UploadAdmin):
    """Import runs: begun, followed, looked at before they are stored, undone."""


@admin.register(Article)
class DeskArticleAdmin(WholeStates, ToldReasons, ReviewAdmin, BulkAdmin, ArticleDeskViews, ArticleAdmin):
    """The article's form with its people and figures below, and the page's text beside it."""

    inlines = (MentionRows, MetricRows)
    change_form_template = "newsarchive/article_desk.html"
    list_display = tuple("review" if name == "status_chip" else name for name in ArticleAdmin.list_display)
    list_filter = (ReviewFilter, FindingFilter, WorkedFilter, *ArticleAdmin.list_filter)
    list_select_related = (*ArticleAdmin.list_select_related, "reviewer")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("page__issue__newspaper")

    def get_urls(self) -> list[Any]:
        row = path(
            "<int:article>/rows/<slug:prefix>/<int:row>/<int:index>/",
            self.admin_site.admin_view(self.row_view),
            name="articles_article_row",
        )
        return [row, *self.desk_urls(), *self.review_urls(), *super().get_urls()]

    def row_view(self, request: HttpRequest, article: int, prefix: str, row: int, index: int) -> HttpResponse:
        """The fields of one row below an article, for the place `index` of its form: asked for when it is opened."""
        above = self.get_object(request, str(article))
        if above is None:
            raise Http404
        if not self.has_view_or_change_permission(request, above):
            raise PermissionDenied
        for formset_class, inline in self.get_formsets_with_inlines(request, above):
            if formset_class.get_default_prefix() == prefix:
                formset = formset_class(instance=above, queryset=inline.get_queryset(request).filter(pk=row))
                if not formset.initial_forms:
                    break
                formset.initial_forms[0].prefix = f"{prefix}-{index}"
                shown = next(iter(self.get_inline_formsets(request, [formset], [inline], above)[0]))
                return TemplateResponse(request, "newsarchive/row_fields.html", {"row": shown})
        raise Http404

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """People and figures changed with the article carry the reason given for it."""
        for row in formset.forms:
            row.instance._change_reason = form.cleaned_data.get("reason") or None
        super().save_formset(request, form, formset, change)

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        response = super().response_change(request, obj)
        response.set_cookie(f"{SAVED_COOKIE}{key_of(obj)}", "1", secure=settings.SESSION_COOKIE_SECURE, samesite="Lax")
        return response

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        article = kwargs.get("obj")
        if article is not None:
            context["page_text"] = show_article_text(article)
            context["page_legend"] = legend_for_article()
            context["page_shown"] = article.page
            self.prepare_desk(request, article, context)
            context["reviewer"] = show_reviewer(article)
        return super().render_change_form(request, context, *args, **kwargs)

    def prepare_desk(self, request: HttpRequest, article: Article, context: Any) -> None:
        """What stands on the desk beside the form. A form that came back with errors has changed its rows in memory:
        the desk speaks of those in the database."""
        shown = [form.instance for rows in context["inline_admin_formsets"] for form in rows.formset.initial_forms]
        standing = [article, *shown]
        if request.method == "POST":
            kept = {key_of(row): row for row in find_rows(article, map(key_of, standing))}
            standing = [kept[key_of(row)] for row in standing]
        for row, kept_row in zip([article, *shown], standing, strict=True):
            row.desk_version = version_of(kept_row)
        disagreeing = find_disagreeing(article)
        for row in shown:
            row.disagreeing = disagreeing.get(row.pk) if isinstance(row, Metric) else None
        context.update(
            article_key=key_of(article),
            may_decide=self.has_change_permission(request, article),
            **sum_up(find_otherwise(standing)),
            add_forms=show_forms(),
            desk_keys=ARTICLE_KEYS,
            page_desk=find_page_desk(article.page_id),
        )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return ListWithoutRows if hasattr(request, "wants_no_rows") else super().get_changelist(request, **kwargs)


@admin.register(Page)
class DeskPageAdmin(WholeStates, ToldReasons, PageDeskViews, BulkAdmin, PageAdmin):
    """The page's form, and its text with every article in its colour; and the page's desk."""

    list_filter = (WorkedFilter, *PageAdmin.list_filter)
    list_display = (*PageAdmin.list_display, "desk_link")

    change_form_template = "newsarchive/beside_page.html"

    def get_urls(self) -> list[Any]:
        return [*self.desk_urls(), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        page = kwargs.get("obj")
        if page is not None:
            context["page_text"] = show_page_text(page)
            context["page_legend"] = legend_for_page()
            context["page_shown"] = page
            context["own_desk"] = reverse("admin:articles_page_desk", args=(page.pk,))
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("desk"))
    def desk_link(self, obj: Any) -> str:
        url = reverse("admin:articles_page_desk", args=(obj.pk,))
        return format_html('<a href="{}" aria-label="{}">{}</a>', url, f"{_('Desk')} {obj.public_id}", _("Desk"))
