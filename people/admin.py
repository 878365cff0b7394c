"""People and the mentions of them in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin import SpanAdmin
from articles.curated_admin import ColumnSearchAdmin, CuratedRows
from articles.curation import TOMBSTONES
from articles.filters import VisibleFilter, YesFilter, leave_out_gone
from articles.forms import CuratedForm, CuratedRowForm
from articles.loaded import LoadedForm
from articles.models import Article
from articles.roads import telling_below
from articles.search.columns import holding_in
from articles.showing import count_some_rows, link_article, show_count, show_places
from articles.text.locating import find_places
from people.models import MENTION_COLUMNS, PERSON_COLUMNS, Mention, MentionSpan, NameVariant, Person
from people.numbering import number_mention, number_person


class UnsureFilter(YesFilter):
    """Mentions for which several people fit."""

    title = gettext_lazy("unsure")
    parameter_name = "unsure"
    condition = Q(match=Mention.Match.UNSURE, person__isnull=True) & ~Q(status__in=TOMBSTONES)
    yes = gettext_lazy("unsure who is meant")
    no = gettext_lazy("settled")


class UnlinkedFilter(YesFilter):
    """Mentions that lead to nobody."""

    title = gettext_lazy("linked")
    parameter_name = "linked"
    condition = Q(person__isnull=False)
    otherwise = Q(person__isnull=True)
    yes = gettext_lazy("linked to a person")
    no = gettext_lazy("linked to nobody")


class NameFinding:
    """The part of both mention forms that finds the name in the article's characters, and settles who is meant."""

    places: tuple[tuple[int, int], ...] = ()

    def find_name(self, article: Article) -> None:
        """Every place of the name, or an error at the name."""
        name = self.cleaned_data.get("name", "")
        places = find_places(name, article.page.text, article.spans.values_list("start", "end"))
        if name and not places:
            self.add_error("name", ValidationError(_("“%(text)s” is not printed in this article.") % {"text": name}))
        self.places = tuple(span for place in places for span in place)

    def settle_match(self) -> None:
        """Who is meant, once an editor has chosen."""
        if "person" in self.changed_data:
            self.instance.match = Mention.Match.LINKED if self.cleaned_data.get("person") else Mention.Match.NONE
            self.instance.match_why = "chosen by an editor"  # told in the language of whoever looks

    def save_places(self, mention: Mention) -> None:
        """The places found take the stead of those there were."""
        if self.places:
            mention.spans.all().delete()
            MentionSpan.objects.bulk_create(MentionSpan(mention=mention, start=a, end=b) for a, b in self.places)


class MentionForm(NameFinding, CuratedForm):
    find_again = forms.BooleanField(
        label=gettext_lazy("find its places in the text anew"),
        required=False,
        help_text=gettext_lazy("Takes every place in the article where the name is printed."),
    )

    class Meta:
        model = Mention
        fields = ("article", "name", "role", "title", "organization", "partial", "person", "note")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        article = self.cleaned_data.get("article") or (self.instance.article if self.instance.pk else None)
        if article and (self.instance.pk is None or self.cleaned_data.get("find_again")):
            self.find_name(article)
        self.settle_match()
        return cleaned


class MentionRowForm(NameFinding, CuratedRowForm):
    class Meta:
        model = Mention
        fields = ("name", "role", "title", "organization", "partial", "person", "status")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk is None:
            self.find_name(self.instance.article)
        self.settle_match()
        return cleaned

    def save_row(self, mention: Mention) -> None:
        if mention.pk is None:
            number_mention(mention)
        mention.save()
        self.save_places(mention)


class MentionRows(CuratedRows):
    """The people of one article, below its form."""

    model = Mention
    form = MentionRowForm
    autocomplete_fields = ("person",)
    fieldsets = ((None, {"fields": (("name", "role", "status"), ("organization", "title"), ("person", "partial"))}),)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("person")


class MentionAdmin(ColumnSearchAdmin):
    form = MentionForm
    restored_along = ("match", "match_why")
    list_display = ("name", "role", "post", "person_link", "match_chip", "article_link", "status_chip")
    list_display_links = ("name",)
    list_filter = (UnsureFilter, UnlinkedFilter, "status", VisibleFilter, "role", "match", "partial")
    list_select_related = ("article", "person")
    not_in_lists = ("written", "reading", "why", "article__body_map", "article__terms", "article__written",
                    "article__reading", "person__written", "person__reading")  # fmt: skip
    search_fields = ("name",)  # asked for by Django; what is searched is said below
    searched_columns = MENTION_COLUMNS
    autocomplete_fields = ("article", "person")
    date_hierarchy = "article__page__issue__date"
    ordering = ("-id",)
    readonly_fields = ("public_id", "status_chip", "article_link", "match_chip", "match_reason", "printed_at", "reader")
    fieldsets = (
        (None, {"fields": (("public_id", "status_chip"), "article_link")}),
        (
            gettext_lazy("As printed"),
            {"fields": (("name", "role"), ("organization", "title"), "partial", "printed_at", "find_again")},
        ),
        (gettext_lazy("Who is meant"), {"fields": ("person", ("match_chip", "match_reason"))}),
        (gettext_lazy("Remarks"), {"fields": ("note", "reason", "reader")}),
    )
    add_fieldsets = (
        (None, {"fields": ("article", ("name", "role"), ("organization", "title"), "partial", "person", "note")}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("person", "article__page")

    def find_led_to(self, word: str) -> Q:
        named = Person.objects.filter(holding_in(Person, PERSON_COLUMNS, word), name__icontains=word)
        return Q(person__in=list(named.values_list("pk", flat=True)))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            number_mention(obj)
        stood = obj.standing_value("spans") if change else []
        places = [[start, end] for start, end in form.places] if change and form.places else stood
        with telling_below({"spans": (stood, places)}):
            super().save_model(request, obj, form, change)
        form.save_places(obj)

    @admin.display(description=gettext_lazy("post"))
    def post(self, obj: Any) -> str:
        return " ".join(filter(None, (obj.organization, obj.title)))

    @admin.display(description=gettext_lazy("person"), ordering="person__name")
    def person_link(self, obj: Any) -> str:
        if obj.person is None:
            return "–"
        url = reverse("admin:people_person_change", args=(obj.person_id,))
        return format_html('<a href="{}">{}</a>', url, obj.person)

    @admin.display(description=gettext_lazy("who is meant"), ordering="match")
    def match_chip(self, obj: Any) -> str:
        sign = {"linked": "→", "new": "＋", "unsure": "?", "none": "–"}.get(obj.match, "")
        return format_html('<span class="chip chip-{}">{} {}</span>', obj.match, sign, obj.get_match_display())

    @admin.display(description=gettext_lazy("why taken so"))
    def match_reason(self, obj: Any) -> str:
        return self.tell_reason(obj.match_why) or "–"

    @admin.display(description=gettext_lazy("article"))
    def article_link(self, obj: Any) -> str:
        return link_article(obj.article)

    @admin.display(description=gettext_lazy("printed at"))
    def printed_at(self, obj: Any) -> str:
        text = obj.article.page.text
        return show_places(text, obj.spans.values_list("start", "end"))

    @admin.display(description=gettext_lazy("how it was read"))
    def reader(self, obj: Any) -> str:
        return self.tell_reason(obj.why) or "–"


class NameVariantRows(admin.TabularInline):
    model = NameVariant
    form = LoadedForm
    extra = 0


class PersonForm(CuratedForm):
    class Meta:
        model = Person
        fields = ("name", "description", "note")


class PersonAdmin(ColumnSearchAdmin):
    form = PersonForm
    list_display = ("name", "description", "mention_count", "public_id", "status_chip")
    list_filter = ("status", VisibleFilter)
    search_fields = ("name",)  # asked for by autocomplete; what is searched is said below
    searched_columns = PERSON_COLUMNS
    ordering = ("-id",)
    inlines = (NameVariantRows,)
    readonly_fields = ("public_id", "status_chip", "named_in")
    fieldsets = (
        (None, {"fields": (("public_id", "status_chip"), "name", "description", "note", "reason")}),
        (gettext_lazy("Named in"), {"fields": ("named_in",)}),
    )

    def find_led_to(self, word: str) -> Q:
        named = NameVariant.objects.filter(name__icontains=word)
        return Q(pk__in=list(named.values_list("person", flat=True)))

    def prepare_list(self, queryset: Any) -> Any:
        return queryset.annotate(mention_count=count_some_rows(leave_out_gone(Mention.objects.all()), "person"))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if not change:
            number_person(obj)
        super().save_model(request, obj, form, change)

    @admin.display(description=gettext_lazy("mentions"))
    def mention_count(self, obj: Any) -> str:
        url = reverse("admin:people_mention_changelist")
        return format_html('<a href="{}?person__id__exact={}">{}</a>', url, obj.pk, show_count(obj.mention_count))

    @admin.display(description=gettext_lazy("mentions"))
    def named_in(self, obj: Any) -> str:
        """The newest fifty, each with its article: enough to tell whether they are one person."""
        mentions = obj.mentions.visible().select_related("article__page__issue__newspaper").order_by("-id")
        mentions = mentions.defer("article__body_map", "article__terms", "article__page__text", "article__page__terms")
        rows = [
            (
                reverse("admin:people_mention_change", args=(mention.pk,)),
                mention.name,
                mention.get_role_display(),
                " ".join(filter(None, (mention.organization, mention.title))),
                link_article(mention.article),
                mention.article.page.issue or "–",
            )
            for mention in mentions[:50]
        ]
        if not rows:
            return "–"
        told = format_html_join(
            "", '<tr><td><a href="{}">{}</a></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>', rows
        )
        heads = [(_("name"),), (_("role"),), (_("post"),), (_("article"),), (_("issue"),)]
        return format_html(
            '<table class="named-in"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
            format_html_join("", "<th>{}</th>", heads),
            told,
        )


@admin.register(MentionSpan)
class MentionSpanAdmin(SpanAdmin):
    list_display = ("id", "mention_id", "start", "end")
    search_fields = ("mention__public_id__exact",)
