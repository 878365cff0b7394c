"""Merging people and indicators in the admin: chosen in the list, looked at, then done; and taken back."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.merging import CannotMerge, merged_away
from articles.plain import key_of
from metrics.models import Metric
from newsarchive.merging import merge_records, unmerge_record
from people.models import Mention, Person

MOST = 20  # records that are merged at once


class MergeActions:
    """Mixed into the admin of people and of indicators."""

    def get_actions(self, request: HttpRequest) -> Any:
        actions = super().get_actions(request)
        if self.has_change_permission(request):
            for name in ("merge", "unmerge"):
                actions[name] = self.get_action(name)
        return actions

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """A record that was merged is not brought back by a button: its merge is taken back."""
        answer = super().render_change_form(request, context, *args, **kwargs)
        if getattr(kwargs.get("obj"), "merged_into_id", None) is not None:
            answer.context_data.pop("decisions", None)
            self.message_user(request, merged_away(kwargs["obj"]), messages.INFO)
        return answer

    @admin.action(description=gettext_lazy("Merge: they are one and the same"), permissions=["change"])
    def merge(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """First a page that shows what would follow; from there the merge itself."""
        rows = list(queryset.order_by("pk")[: MOST + 1])
        if not 2 <= len(rows) <= MOST:
            self.message_user(request, _("Choose from 2 to %s records to merge.") % MOST, messages.WARNING)
            return None
        survivor = next((row for row in rows if str(row.pk) == request.POST.get("survivor")), None)
        if survivor is not None:
            self.merge_into(request, survivor, [row for row in rows if row != survivor])
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge"),
            "opts": self.model._meta,
            "rows": [(row, key_of(row), count_following(row), tell_names(row)) for row in rows],
            "action_checkbox_name": admin.helpers.ACTION_CHECKBOX_NAME,
            "media": self.media,
        }
        return TemplateResponse(request, "newsarchive/merge.html", context)

    def merge_into(self, request: HttpRequest, survivor: Any, gone: list[Any]) -> None:
        reason = request.POST.get("reason", "").strip()[:100]
        merged = 0
        for row in gone:
            try:
                merge_records(row, survivor, reason, request.user)
                merged += 1
            except CannotMerge as error:
                self.message_user(request, str(error), messages.WARNING)
        if merged:
            told = ngettext(
                "%(count)d record was merged into “%(row)s”.", "%(count)d records were merged into “%(row)s”.", merged
            )
            self.message_user(request, told % {"count": merged, "row": survivor}, messages.SUCCESS)

    @admin.action(description=gettext_lazy("Take the merge back: they are not one"), permissions=["change"])
    def unmerge(self, request: HttpRequest, queryset: Any) -> None:
        for row in queryset.order_by("pk"):
            try:
                unmerge_record(row)
            except CannotMerge as error:
                self.message_user(request, str(error), messages.WARNING)
            else:
                told = _("“%(row)s” stands by itself again, with all that led to it.")
                self.message_user(request, told % {"row": row}, messages.SUCCESS)


def count_following(row: Any) -> int:
    """How many mentions or figures lead to the record."""
    rows = Mention.objects.filter(person=row) if isinstance(row, Person) else Metric.objects.filter(indicator=row)
    return rows.count()


def tell_names(row: Any) -> str:
    """The other forms of its name."""
    return "、".join(str(variant) for variant in row.variants.all())
