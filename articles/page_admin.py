"""A page in the admin: paper, day and edition given by an editor, the issue found or made; the sums; what waits."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.curated_admin import SearchedAdmin
from articles.filters import UnassignedFilter, VisibleFilter, WaitingFilter
from articles.forms import CuratedForm, KnownAutocompleteSelect
from articles.models import Article, Issue, Newspaper, Page
from articles.showing import count_rows, short_title, show_missing


class PageForm(CuratedForm):
    """A page's paper, day and edition are given as such; the issue is found, or made."""

    newspaper = forms.ModelChoiceField(Newspaper.objects.all(), required=False, label=gettext_lazy("newspaper"))
    date = forms.DateField(required=False, label=gettext_lazy("date"), widget=AdminDateWidget)
    edition = forms.CharField(
        required=False,
        max_length=24,
        label=gettext_lazy("edition"),
        help_text=gettext_lazy("Only where a day had several."),
    )

    class Meta:
        model = Page
        fields = ("label", "section", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        issue = self.instance.issue
        widget = KnownAutocompleteSelect(Issue._meta.get_field("newspaper"), admin.site)
        widget.choices = self.fields["newspaper"].choices
        widget.is_required = False
        self.fields["newspaper"].widget = widget
        if issue is not None:
            widget.known = issue.newspaper
            self.initial.update(newspaper=issue.newspaper_id, date=issue.date, edition=issue.edition)
        for name, said in (("newspaper", self.instance.newspaper_as_read), ("date", self.instance.date_as_read)):
            stands = issue and (issue.newspaper.name if name == "newspaper" else issue.date.isoformat())
            if said and said != stands:
                note = format_html('<span class="read-as">{} <q>{}</q></span>', _("read as"), said)
                self.fields[name].help_text = note

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        newspaper, date = self.cleaned_data.get("newspaper"), self.cleaned_data.get("date")
        if bool(newspaper) != bool(date) and not self.errors:
            missing = "date" if newspaper else "newspaper"
            self.add_error(missing, _("Give newspaper and date together, or neither of them."))
        return cleaned

    def find_issue(self) -> Issue | None:
        """The issue that the form names, made where there is none; None where it names none."""
        newspaper, date = self.cleaned_data["newspaper"], self.cleaned_data["date"]
        if newspaper is None or date is None:
            return None
        return Issue.objects.get_or_create(newspaper=newspaper, date=date, edition=self.cleaned_data["edition"])[0]


class PageAdmin(SearchedAdmin):
    form = PageForm
    restored_along = ("issue",)
    list_display = ("public_id", "newspaper", "date", "edition", "label", "article_count", "leftover", "status_chip")
    list_filter = (WaitingFilter, UnassignedFilter, "status", VisibleFilter, "issue__newspaper", "run")
    list_select_related = ("issue__newspaper",)
    not_in_lists = ("text", "terms", "written", "reading", "repairs", "warnings")
    search_help_text = gettext_lazy("Anything that is printed on a page, or the beginning of a public id.")
    date_hierarchy = "issue__date"
    ordering = ("-id",)
    readonly_fields = ("public_id", "status_chip", "basis", "source", "sums", "remarks", "articles_in_order")
    fieldsets = (
        (None, {"fields": (("public_id", "status_chip"),)}),
        (
            gettext_lazy("Paper and day"),
            {"fields": ("newspaper", ("date", "edition"), ("label", "section"), "basis")},
        ),
        (gettext_lazy("What is on the page"), {"fields": ("sums", "articles_in_order", "remarks")}),
        (gettext_lazy("Remarks"), {"fields": ("note", "reason", "source")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("issue__newspaper")

    def prepare_list(self, queryset: Any) -> Any:
        return queryset.annotate(article_count=count_rows(Article.objects.visible(), "page"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A page comes from a file: its text never changes, so none is typed in."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if {"newspaper", "date", "edition"} & set(form.changed_data):
            obj.issue = form.find_issue()
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("newspaper"), ordering="issue__newspaper")
    def newspaper(self, obj: Any) -> str:
        return obj.issue.newspaper.name if obj.issue else show_missing(obj.newspaper_as_read)

    @admin.display(description=gettext_lazy("date"), ordering="issue__date")
    def date(self, obj: Any) -> str:
        return obj.issue.date.isoformat() if obj.issue else show_missing(obj.date_as_read)

    @admin.display(description=gettext_lazy("edition"), ordering="issue__edition")
    def edition(self, obj: Any) -> str:
        return obj.issue.edition if obj.issue else ""

    @admin.display(description=gettext_lazy("articles"))
    def article_count(self, obj: Any) -> str:
        url = reverse("admin:articles_article_changelist")
        return format_html('<a href="{}?page__id__exact={}">{}</a>', url, obj.pk, obj.article_count)

    @admin.display(description=gettext_lazy("unassigned"), ordering="unassigned")
    def leftover(self, obj: Any) -> str:
        share = 100 * obj.unassigned / obj.characters if obj.characters else 0
        return f"{obj.unassigned}（{share:.0f}%）" if obj.unassigned else "0"

    @admin.display(description=gettext_lazy("how it is known"))
    def basis(self, obj: Any) -> str:
        known = [(_("newspaper"), obj.newspaper_basis), (_("date"), obj.date_basis)]
        rows = [(name, self.tell_reason(text)) for name, text in known if text]
        return format_html_join("", "<p><b>{}</b> {}</p>", rows) or "–"

    @admin.display(description=gettext_lazy("source file"))
    def source(self, obj: Any) -> str:
        damaged = _("damaged bytes replaced")
        return format_html(
            "{}<br><small>{} · {} {} · SHA-256 {}</small>",
            obj.source_name,
            obj.encoding,
            damaged,
            obj.damaged_bytes,
            obj.sha256[:16],
        )

    @admin.display(description=gettext_lazy("characters"))
    def sums(self, obj: Any) -> str:
        parts = (
            ("own", _("in articles"), obj.in_articles),
            ("furniture", _("in furniture"), obj.in_furniture),
            ("unassigned", _("unassigned"), obj.unassigned),
        )
        told = format_html_join(" + ", '<span class="sum sum-{}">{} <b>{}</b></span>', parts)
        return format_html('{} = <span class="sum">{} <b>{}</b></span>', told, _("all"), obj.characters)

    @admin.display(description=gettext_lazy("articles"))
    def articles_in_order(self, obj: Any) -> str:
        rows = (
            (
                reverse("admin:articles_article_change", args=(article.pk,)),
                article.number,
                short_title(article),
                article.get_status_display(),
            )
            for article in obj.articles.visible().defer("terms", "written", "reading", "body_map").order_by("position")
        )
        listed = format_html_join("", '<li><a href="{}"><b>#{}</b> {}</a> <small>{}</small></li>', rows)
        return format_html('<ol class="articles-in-order">{}</ol>', listed) if listed else "–"

    @admin.display(description=gettext_lazy("what the reader remarked"))
    def remarks(self, obj: Any) -> str:
        warnings = [self.tell_reason(str(warning)) for warning in obj.warnings[:50]]
        told = [(text,) for text in [*warnings, *(tell_repair(obj.text, repair) for repair in obj.repairs[:50])]]
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", told)) if told else "–"


def tell_repair(text: str, repair: dict[str, Any]) -> str:
    """What stood on the page, where, and as what it was read."""
    start, end = repair["span"]
    printed = Truncator(text[start:end].strip()).chars(40)
    if not repair["as_read"]:
        return _("Marks of layout passed over at %(place)d: “%(printed)s”") % {"place": start, "printed": printed}
    told = {"place": start, "printed": printed, "read": Truncator(repair["as_read"]).chars(40)}
    return _("Repaired at %(place)d: “%(printed)s” was read as “%(read)s”") % told
