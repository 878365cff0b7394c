"""List actions with a preview: what would change, row by row; then done, with the way back in the message."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.curation import Status
from articles.models import Article, Page
from metrics.api import is_period
from metrics.models import Indicator, Metric
from newsarchive.desk.acts import Refused
from newsarchive.desk.bulk import MOST, change_rows, digest_of, load_rows, plan, undo_change
from newsarchive.desk.review import find_reviewers
from people.models import Mention, Person

SESSION = "last_bulk"


@dataclass(frozen=True, slots=True)
class BulkAct:
    """One action: its name, what it is called, the column that it changes, and to what.

    `field` makes the form field in which the value is chosen; without it, `value` gives it for an account.
    """

    name: str
    label: Any
    column: str
    value: Callable[[Any], Any] = lambda user: None
    field: Callable[[], forms.Field] | None = None
    wants_reason: bool = False


def status_act(name: str, label: Any, status: str, wants_reason: bool = False) -> BulkAct:
    return BulkAct(name, label, "status", lambda user: status, wants_reason=wants_reason)


def column_act(name: str, label: Any, model: Any, column: str) -> BulkAct:
    return BulkAct(name, label, column, field=lambda: model._meta.get_field(column).formfield())


def record_act(name: str, label: Any, model: Any, column: str, records: Any) -> BulkAct:
    """A record of which there may be many: chosen by typing."""

    def make_field() -> forms.Field:
        field = model._meta.get_field(column)
        widget = AutocompleteSelect(field, admin.site)
        return forms.ModelChoiceField(records(), label=field.verbose_name, required=False, widget=widget)

    return BulkAct(name, label, column, field=make_field)


def make_period_field() -> forms.Field:
    """A period in the archive's own form, as the API takes it."""
    field = Metric._meta.get_field("period").formfield()
    field.validators.append(check_period)
    return field


def check_period(period: str) -> None:
    if not is_period(period):
        raise forms.ValidationError(_("“%s” is no period.") % period)


DECISIONS = (
    status_act("confirm", gettext_lazy("Confirm: it is right as it stands"), Status.CONFIRMED),
    status_act("reject", gettext_lazy("Reject: it is not so, and is not to be made again"), Status.REJECTED, True),
    status_act(
        "withdraw", gettext_lazy("Withdraw: leave it out until somebody brings it back"), Status.WITHDRAWN
    ),
    status_act("bring_back", gettext_lazy("Bring back, as unreviewed"), Status.UNREVIEWED),
)  # fmt: skip
ACTS: dict[type, tuple[BulkAct, ...]] = {
    Article: (
        *DECISIONS,
        BulkAct("take", gettext_lazy("Take for review"), "reviewer", lambda user: user),
        BulkAct("give_back", gettext_lazy("Give back"), "reviewer"),
        BulkAct(
            "assign",
            gettext_lazy("Assign to somebody, or to nobody"),
            "reviewer",
            field=lambda: forms.ModelChoiceField(find_reviewers(), required=False, label=_("taken by")),
        ),
        column_act("set_kind", gettext_lazy("Set the kind"), Article, "kind"),
    ),
    Mention: (
        *DECISIONS,
        record_act("set_person", gettext_lazy("Set who is meant"), Mention, "person", lambda: Person.objects.visible()),
    ),
    Metric: (
        *DECISIONS,
        record_act("set_indicator", gettext_lazy("Set the indicator"), Metric, "indicator", Indicator.objects.all),
        BulkAct("set_period", gettext_lazy("Set the period"), "period", field=make_period_field),
        column_act("set_place", gettext_lazy("Set the place"), Metric, "place"),
    ),
    Page: DECISIONS,
    Person: DECISIONS,
}


class BulkForm(forms.Form):
    """What the action needs to know."""

    def __init__(self, act: BulkAct, *args: Any) -> None:
        super().__init__(*args)
        if act.field is not None:
            self.fields["value"] = act.field()
        self.fields["reason"] = forms.CharField(
            max_length=100, required=act.wants_reason, label=capfirst(_("reason")), widget=forms.TextInput({"size": 50})
        )


class BulkAdmin:
    """Mixed into the admin of curated rows, before it."""

    model: Any
    admin_site: Any
    has_change_permission: Callable[..., bool]
    message_user: Callable[..., None]

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if self.has_change_permission(request):
            for act in ACTS[self.model]:
                actions[act.name] = (partial(run_act, act), act.name, act.label)
        return actions

    def bulk_urls(self) -> list[Any]:
        name = f"{self.model._meta.app_label}_{self.model._meta.model_name}_undo_bulk"
        return [path("undo-bulk/", self.admin_site.admin_view(self.undo_bulk), name=name)]

    def get_urls(self) -> list[Any]:
        return [*self.bulk_urls(), *super().get_urls()]

    def undo_bulk(self, request: HttpRequest) -> HttpResponse:
        """The last action of this session on many rows: what would be taken back, and taking it back."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        opts = self.model._meta
        back = redirect(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        last = request.session.get(SESSION)
        if not last or last["model"] != opts.label:
            self.message_user(request, _("There is nothing to undo."), messages.WARNING)
            return back
        if request.method != "POST":
            rows = load_rows(self.model, [pk for pk, _line in last["lines"]])
            context = {
                **self.admin_site.each_context(request),
                "title": _("Undo"),
                "opts": opts,
                "last": last,
                "rows": rows,
            }
            return TemplateResponse(request, "newsarchive/bulk_undo.html", context)
        try:
            count = undo_change(self.model, last["lines"], request.user)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return back
        del request.session[SESSION]
        told = ngettext("%(count)d row is again as it was.", "%(count)d rows are again as they were.", count)
        self.message_user(request, told % {"count": count}, messages.SUCCESS)
        return back


def run_act(act: BulkAct, desk: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
    """Show what the action would do to the chosen rows; with `do`, and the plan still the same, do it."""
    keys = list(queryset.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    if len(keys) > MOST:
        told = _("Up to %(most)d rows are changed at once. Choose fewer, or narrow the list by a filter.")
        desk.message_user(request, told % {"most": MOST}, messages.ERROR)
        return None
    is_asked = "look" in request.POST or "do" in request.POST
    form = BulkForm(act, request.POST) if is_asked else BulkForm(act)
    is_known = form.is_valid() if is_asked else act.field is None
    has_value = is_known or (act.field is None)
    value = None
    if has_value:
        value = form.cleaned_data["value"] if act.field is not None else act.value(request.user)
    with transaction.atomic():
        rows = load_rows(desk.model, keys, is_locking="do" in request.POST)
        planned = plan(rows, act.column, value, request.user, act.name) if has_value else []
        digest = digest_of(planned)
        if "do" in request.POST and form.is_valid() and planned:
            if request.POST.get("digest") == digest:
                lines = change_rows(planned, act.column, value, request.user, form.cleaned_data["reason"])
                tell_done(act, desk, request, planned, lines)
                return None
            if request.POST.get("digest"):
                desk.message_user(
                    request,
                    _("Not done: the rows were changed meanwhile. This is how they stand now."),
                    messages.WARNING,
                )
    context = {
        **desk.admin_site.each_context(request),
        "title": act.label,
        "opts": desk.model._meta,
        "act": act,
        "form": form,
        "media": desk.media + form.media,
        "keys": keys,
        "planned": planned,
        "changing": sum(not each.why_not for each in planned),
        "digest": digest,
        "action_checkbox_name": admin.helpers.ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "newsarchive/bulk.html", context)


def tell_done(act: BulkAct, desk: Any, request: HttpRequest, planned: Any, lines: list[tuple[int, int]]) -> None:
    """The message, with the way back; what was left as it was, and why."""
    opts = desk.model._meta
    count = ngettext("%(count)d row was changed: %(act)s.", "%(count)d rows were changed: %(act)s.", len(lines))
    told = count % {"count": len(lines), "act": act.label}
    if lines:
        request.session[SESSION] = {"model": opts.label, "lines": lines, "told": told}
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_undo_bulk")
        desk.message_user(request, format_html('{} <a href="{}">{}</a>', told, url, _("Undo")), messages.SUCCESS)
    else:
        desk.message_user(request, _("Nothing was changed."), messages.WARNING)
    reasons: dict[str, int] = {}
    for each in planned:
        if each.why_not:
            reasons[each.why_not] = reasons.get(each.why_not, 0) + 1
    for why, number in list(reasons.items())[:5]:
        left = ngettext(
            "%(count)d row was left as it is: %(why)s", "%(count)d rows were left as they are: %(why)s", number
        )
        desk.message_user(request, left % {"count": number, "why": why}, messages.WARNING)
