"""An earlier state of a row looked at and brought back whole: the fields of the form, and what stood beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from articles.history import NOT_TOLD, record_of
from articles.restoring import CannotPutBack, Return, find_names

CHOSEN = "along"  # the boxes of the form that choose what is put back beside its fields


class RestoringAdmin:
    """The part of a history's admin that shows an earlier state and brings it back."""

    model: Any
    object_history_form_template = "newsarchive/history_state.html"
    # Columns that go with the fields of the form when an earlier state is brought back.
    restored_along: tuple[str, ...] = ()

    def find_returns(self, row: Any, line: Any) -> Sequence[Return]:
        """What the state had that no field of the form holds."""
        return list(find_names(row, line))

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> Any:
        """An earlier state beside the present one; sent, it is brought back in one transaction, or nothing of it."""
        key = unquote(object_id)
        with transaction.atomic():
            row = self.model._base_manager.filter(pk=key).first()
            line = self.model.history.filter(id=key, history_id=version_id).first() if row else None
            left: list[str] = []
            if line is not None:
                if request.method == "POST" and not self.has_change_permission(request, row):  # type: ignore[attr-defined]
                    raise PermissionDenied
                returns = self.find_returns(row, line)
                told = {"returns": returns, "differing": self.tell_differing(request, row, line), "line": line}
                if request.method == "POST":
                    chosen = request.POST.getlist(CHOSEN)
                    left = self.put_back([each for each in returns if each.name in chosen], request)
                    self.model._base_manager.select_for_update().filter(pk=key).values_list("pk").first()
                extra_context = {**told, **(extra_context or {})}
            response = super().history_form_view(request, object_id, version_id, extra_context)  # type: ignore[misc]
            if request.method == "POST" and response.status_code == 200:  # the form has a mistake
                transaction.set_rollback(True)
                return response
        for each in left:
            messages.warning(request, each)
        return response

    def put_back(self, returns: Sequence[Return], request: HttpRequest) -> list[str]:
        """Put back what was chosen; gives what could not be, each with the reason."""
        reason = request.POST.get("reason", "").strip() or _("an earlier state brought back")
        left = [f"{each.label}: {each.note}" for each in returns if each.note and each.name == "variants"]
        for each in returns:
            if each.why_not:
                continue
            try:
                with transaction.atomic():
                    each.put_back(request.user, reason)
            except CannotPutBack as refused:
                left.append(_("Not put back: %(what)s. %(why)s") % {"what": each.label, "why": refused})
        return left

    def tell_differing(self, request: HttpRequest, row: Any, line: Any) -> list[Any]:
        """The fields of the form in which the state differs from what stands: field, old (now) and new (then)."""
        fields = {*self.get_form(request, row).base_fields, *self.restored_along}  # type: ignore[attr-defined]
        left_out = [field.name for field in line.tracked_fields if field.name not in fields]
        delta = line.diff_against(record_of(row), excluded_fields=[*NOT_TOLD, *left_out], foreign_keys_are_objs=True)
        told: list[Any] = self.get_historical_record_context_helper(request, line).context_for_delta_changes(delta)  # type: ignore[attr-defined]
        return told

    def keep_rest(self, obj: Any, form: Any) -> None:
        """Of a state from the history the form brings back what is typed into it. Where the row stands in the archive
        (status, places, sums, numbers, what it was merged into) has changed along with other rows: that is put back
        by what moves it otherwise, where it was chosen."""
        standing = type(obj)._base_manager.get(pk=obj.pk)
        for field in obj._meta.concrete_fields:
            if field.name not in {*form.fields, *self.restored_along}:
                setattr(obj, field.attname, getattr(standing, field.attname))
