"""The admin of rows whose history is kept: who, when, what from and to; and no record where nothing was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext as say_as_django  # words of Django, which are not ours to translate
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import DeletedObject, ModelChange
from simple_history.template_utils import HistoricalRecordContextHelper, ObjDiffDisplay

from articles.forms import KnownAutocompleteSelect, LinesField, PlainDecimal, PrintedText
from articles.history import IMPORTED, NOT_TOLD, differs, keep_standing
from articles.list_lengths import FoundPaginator, ShortPaginator
from articles.loaded import LoadedForm
from articles.models import ArticleSpan
from articles.restoring import tell_names
from articles.restoring_admin import RestoringAdmin
from articles.roads import current_below, telling_below
from articles.showing import short

# Set by a button and by no form, so that the library's comparison of forms passes them over.
SET_BY_BUTTONS = ("reviewer", "continues", "merged_into")


class CutText(ObjDiffDisplay):
    """A long text cut around what changed, which says in the reader's language how much was left out."""

    def shortened_str(self, prefix: str, num_skipped_chars: int, suffix: str) -> str:
        return prefix + _("[%(count)d characters]") % {"count": num_skipped_chars} + suffix


class ToldChange(HistoricalRecordContextHelper):
    """One change of a history, in the words of the form: choices by their labels, long texts cut around the change."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        field = self.model._meta.get_field(change.field)
        value = super().prepare_delta_change_value(change, value)
        if field.choices:
            value = dict(field.flatchoices).get(value, value)
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return " / ".join(map(str, value)) or "∅"
        return "∅" if value in (None, "") else value

    def get_obj_diff_display(self) -> ObjDiffDisplay:
        return CutText(max_length=self.max_displayed_delta_change_chars)


def find_set_by_buttons(newer: Any, older: Any) -> Iterator[ModelChange]:
    """What buttons changed between two lines of a history: who looks at it, where it goes on, where it was merged."""
    for name in SET_BY_BUTTONS:
        try:
            field = type(newer)._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if getattr(newer, field.attname) != getattr(older, field.attname):
            yield ModelChange(name, read_kept(older, field), read_kept(newer, field))


def read_kept(record: Any, field: Any) -> Any:
    """The value of a line of history; a row that is there no longer is told by its number."""
    try:
        return getattr(record, field.name)
    except ObjectDoesNotExist:
        return DeletedObject(field.related_model, getattr(record, field.attname))


class CalledByName:
    """A record's page has the record's name as its heading, told once."""

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("obj") is not None:
            context.update(title=short(kwargs["obj"], 60), subtitle=None)
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]


class HistoryAdmin(CalledByName, RestoringAdmin, SimpleHistoryAdmin):
    """History with who, when, what from and to; nothing is saved where nothing was changed."""

    form = LoadedForm
    object_history_template = "newsarchive/history.html"
    object_history_list_template = "newsarchive/history_list.html"
    formfield_overrides = {
        models.TextField: {"form_class": PrintedText},
        models.CharField: {"form_class": PrintedText},
        models.JSONField: {"form_class": LinesField},
        models.DecimalField: {"form_class": PlainDecimal},
    }
    show_full_result_count = False
    paginator = ShortPaginator
    list_per_page = 50
    save_on_top = False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """What the form was loaded with goes along with its buttons, not among the fields."""
        return [name for name in super().get_fields(request, obj) if name != "loaded"]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Two who save one row at once do so one after the other: the second is told what the first changed."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            row = self.get_object(request, unquote(object_id))
            if row is not None:
                self.model._base_manager.select_for_update().filter(pk=row.pk).values_list("pk").first()
            return super().changeform_view(request, object_id, form_url, extra_context)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """A list is called by what is in it."""
        title = capfirst(self.model._meta.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def action_checkbox(self, obj: Any) -> str:
        """As Django's, which renders a template for each row."""
        return format_html(
            '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">',
            admin.helpers.ACTION_CHECKBOX_NAME,
            obj.pk,
            format_html(say_as_django("Select this object for an action - {}"), str(obj)),
        )

    def get_historical_record_context_helper(self, request: HttpRequest, record: Any) -> ToldChange:
        return ToldChange(self.model, record, max_displayed_delta_change_chars=160)

    def set_history_delta_changes(self, request: HttpRequest, records: Any, foreign_keys_are_objs: bool = True) -> None:
        """From what to what, for each record, also for the oldest of a list page that has an older one behind it."""
        listed = list(records)
        for record in listed:
            record.why = tell_why(record)
        for newer, older in zip(listed, [*listed[1:], listed[-1].prev_record if listed else None], strict=False):
            if older is not None:
                delta = newer.diff_against(older, excluded_fields=NOT_TOLD, foreign_keys_are_objs=foreign_keys_are_objs)
                delta = replace(delta, changes=[*delta.changes, *find_set_by_buttons(newer, older)])
                told = self.get_historical_record_context_helper(request, newer)
                newer.history_delta_changes = [*told.context_for_delta_changes(delta), *tell_below(newer)]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.choices:
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.TextField) and field is not None:
            field.widget.attrs["rows"] = 14 if db_field.name == "body" else 2
        return keep_related(field)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KnownAutocompleteSelect(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """What was merged into another record is found in its list, and not offered where a record is chosen."""
        rows, doubled = super().get_search_results(request, queryset, search_term)
        match = request.resolver_match
        if match is not None and match.url_name == "autocomplete" and hasattr(self.model, "merged_into"):
            rows = rows.filter(merged_into__isnull=True)
        return rows, doubled

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and hasattr(obj, "_history"):
            self.keep_rest(obj, form)
        if change and not self.is_changed(obj):
            return
        if change:
            keep_standing(obj)
        obj._change_reason = form.cleaned_data.get("reason") or None
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the rows below; other names that changed go into the history too, in a line of their own."""
        row = form.instance
        stood = tell_names(row)
        super().save_related(request, form, formsets, change)
        now = tell_names(row)
        if change and now != stood:
            keep_standing(row)
            row._change_reason = form.cleaned_data.get("reason") or None
            with telling_below({"variants": (stood, now)}):
                row.save()

    def is_changed(self, obj: Any) -> bool:
        """Whether a row in hand differs from the row in the database, or was told to differ in the rows below it."""
        standing = type(obj)._base_manager.filter(pk=obj.pk).first()
        return standing is None or bool(current_below()) or differs(standing, obj)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return super().log_change(request, obj, message) if message else None


class LeanChangeList(ChangeList):
    """Lists do not load what they do not show: a page's text is as long as the page.

    First the keys of the rows on this page of the list, then those rows: what is shown of them is not read, joined and
    sorted for all rows that a filter or a search finds.
    """

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        queryset = super().get_queryset(request, exclude_parameters)
        return self.model_admin.prepare_list(queryset.defer(*self.model_admin.not_in_lists))

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        found = self.result_list
        if not isinstance(found, list):  # Django asks anew for a list that has one page
            known = isinstance(self.paginator, FoundPaginator)
            found = self.paginator.keys if known else found.values_list("pk", flat=True)
        keys = list(found)
        shown = self.apply_select_related(self.root_queryset.defer(*self.model_admin.not_in_lists))
        rows = self.model_admin.prepare_list(shown).in_bulk(keys)
        self.result_list = [rows[key] for key in keys if key in rows]


# Operations on a page leave their kind where no reason was given.
KINDS = {
    "move": gettext_lazy("characters moved"),
    "split": gettext_lazy("article split"),
    "merge": gettext_lazy("articles merged"),
    "reorder": gettext_lazy("order changed"),
    "mark": gettext_lazy("part marked"),
    "decide": gettext_lazy("decided"),
    "join": gettext_lazy("joined or parted"),
}


def tell_why(record: Any) -> str:
    """Why a row was changed, in words: what an editor wrote, or what was done to the page."""
    why = record.history_change_reason or ""
    kind = KINDS.get(why.removeprefix("undo ").removeprefix("redo "))
    if kind is None:
        return "" if why == IMPORTED else why
    if why.startswith("undo "):
        return _("undone: %(what)s") % {"what": kind}
    return _("redone: %(what)s") % {"what": kind} if why.startswith("redo ") else str(kind)


BELOW = {
    "variants": gettext_lazy("other names"),
    "spans": gettext_lazy("places"),
    "furniture": gettext_lazy("furniture"),
}


def tell_below(record: Any) -> list[dict[str, str]]:
    """What changed in rows below, as the list of a history shows it."""
    return [
        {"field": str(BELOW.get(name, name)), "old": tell_rows(old), "new": tell_rows(new)}
        for name, (old, new) in record.below.items()
    ]


def tell_rows(told: list[Any]) -> str:
    """Names, or places with the parts that they play: 12–33 headline, 34–90 body."""
    parts = dict(ArticleSpan.Part.choices)
    rows = [
        each
        if isinstance(each, str)
        else " ".join([f"{each[-2]}–{each[-1]}", *(str(parts.get(part, part)) for part in each[:-2])])
        for each in told
    ]
    return short(" / ".join(rows), 160) or "∅"


def keep_related(field: Any) -> Any:
    """A record is not deleted from a form that only points at it."""
    if field is not None and hasattr(field.widget, "can_delete_related"):
        field.widget.can_delete_related = False
    return field
