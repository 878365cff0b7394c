"""What the admin of every curated row shares: it is confirmed, rejected or brought back, and never deleted."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.db.models import Q
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.text import smart_split, unescape_string_literal
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.curation import TOMBSTONES, Status
from articles.forms import CuratedForm, CuratedRowForm, KnownAutocompleteSelect
from articles.history_admin import HistoryAdmin, LeanChangeList, keep_related
from articles.list_lengths import FoundPaginator, ShortPaginator
from articles.search import search
from articles.search.columns import holding_in
from articles.search.query import read_query
from articles.showing import short, show_status

# A button of the form, and the status that it gives.
DECISIONS = {
    "_confirm": Status.CONFIRMED,
    "_reject": Status.REJECTED,
    "_bring_back": Status.UNREVIEWED,
}


ID_PART = re.compile(r"[A-Za-z0-9][-A-Za-z0-9]*")

# qlrb-20220308-p01 and what begins with it: asked for so, a row is meant and not its text.
PUBLIC_ID = re.compile(r"[a-z][a-z0-9]*-(?:\d{8}|undated)[-a-z0-9]*")


class CuratedAdmin(HistoryAdmin):
    """A row that the importer writes and editors correct: it is confirmed, rejected or brought back, never deleted."""

    form = CuratedForm
    not_in_lists: tuple[str, ...] = ("written", "reading")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LeanChangeList

    def tell_reason(self, reason: str) -> str:
        """A reason of the readers as it is shown. The desk, which knows them all, tells it in the editor's language."""
        return reason

    def prepare_list(self, queryset: Any) -> Any:
        """What a list needs beside the rows, such as counts."""
        return queryset

    def get_actions(self, request: HttpRequest) -> Any:
        return super().get_actions(request) if self.has_change_permission(request) else {}

    # What one form decides

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.status = self.wanted_status(request) or obj.status
        super().save_model(request, obj, form, change)

    def wanted_status(self, request: HttpRequest) -> str | None:
        """The status that the button which was pressed gives; None for plain saving."""
        return next((status for button, status in DECISIONS.items() if button in request.POST), None)

    def construct_change_message(self, request: HttpRequest, form: Any, formsets: Any, add: bool = False) -> Any:
        message = super().construct_change_message(request, form, formsets, add)
        if not add and any(button in request.POST for button in DECISIONS):
            message.append({"changed": {"fields": [str(_("status"))]}})
        return message

    def response_change(self, request: HttpRequest, obj: Any) -> Any:
        if any(button in request.POST for button in DECISIONS):
            told = _("“%(row)s” is now: %(status)s.") % {"row": short(obj), "status": obj.get_status_display()}
            self.message_user(request, told, messages.SUCCESS)
            return HttpResponseRedirect(request.get_full_path())
        return super().response_change(request, obj)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        obj = kwargs.get("obj")
        if obj is not None and self.has_change_permission(request, obj):
            context["decisions"] = offered_decisions(obj.status)
        return super().render_change_form(request, context, *args, **kwargs)

    # Columns that all lists share

    @admin.display(description=gettext_lazy("status"), ordering="status")
    def status_chip(self, obj: Any) -> str:
        return show_status(obj)


def find_paginator(request: HttpRequest) -> type[ShortPaginator]:
    """What turns the pages of a list that may be searched."""
    return FoundPaginator if request.GET.get(SEARCH_VAR) else ShortPaginator


class SearchedAdmin(CuratedAdmin):
    """Rows found by any string that is printed in them, or by their public id."""

    search_fields = ("public_id",)  # asked for by autocomplete; what is searched is said below

    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return find_paginator(request)(*args, **kwargs)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        query = read_query(search_term)
        if not query:
            return queryset, False
        if PUBLIC_ID.fullmatch(search_term.strip()):
            return queryset.filter(public_id__startswith=search_term.strip()), False
        return search(queryset, query), False


class ColumnSearchAdmin(CuratedAdmin):
    """Rows found by any string in some short columns, by what they lead to, or by how their public id begins."""

    searched_columns: tuple[str, ...] = ()

    def get_paginator(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return find_paginator(request)(*args, **kwargs)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """The rows in which every word stands somewhere; words in quotation marks are one."""
        queryset, _doubled = super().get_search_results(request, queryset, "")
        for word in read_words(search_term):
            found = holding_in(self.model, self.searched_columns, word, queryset.db) | self.find_led_to(word)
            if ID_PART.fullmatch(word):
                found |= Q(public_id__startswith=word.lower())
            queryset = queryset.filter(found)
        return queryset, False

    def find_led_to(self, word: str) -> Q:
        """The rows that lead to a record of which the word is said; keys and no subquery, which no index would join."""
        return Q(pk__in=[])


def read_words(text: str) -> list[str]:
    """The words of a search, as Django's own lists take it: `粮食 "总 产量"`."""
    pieces = list(smart_split(text))
    quoted = [len(p) > 1 and p[0] == p[-1] and p[0] in "\"'" for p in pieces]
    return [unescape_string_literal(p) if q else p for p, q in zip(pieces, quoted, strict=True)]


class CuratedRows(admin.StackedInline):
    """Curated rows below an article, folded to one line each."""

    template = "newsarchive/rows.html"
    form = CuratedRowForm
    formfield_overrides = HistoryAdmin.formfield_overrides
    extra = 0
    can_delete = False
    show_change_link = True

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KnownAutocompleteSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return keep_related(super().formfield_for_dbfield(db_field, request, **kwargs))


def offered_decisions(status: str) -> list[dict[str, str]]:
    """The buttons for a row that stands so: name, label, looks."""
    confirm = {"name": "_confirm", "label": _("Save and confirm"), "looks": "confirm"}
    reject = {"name": "_reject", "label": _("Reject"), "looks": "reject"}
    back = {"name": "_bring_back", "label": _("Bring back"), "looks": "back"}
    reopen = {**back, "label": _("Open again")}
    if status in TOMBSTONES:
        return [back]
    return [reopen, reject] if status == Status.CONFIRMED else [confirm, reject]
