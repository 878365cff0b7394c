"""The browsable pages of the API: they show and make records; a change needs a version, which no form sends."""

from __future__ import annotations

import re
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework.renderers import BrowsableAPIRenderer
from rest_framework.views import get_view_description, get_view_name

# What pages are called that are not of one of the resources' records, by the name that DRF gives them.
NAMES = {
    "Root": _("All addresses"),
    "Bulk": _("Many at once"),
    "Changes": _("Changes"),
    "Cite": _("Citation"),
    "Confirm": _("Confirm"),
    "Corrections": _("Corrections"),
    "Discard": _("Discard"),
    "History": _("History"),
    "Join": _("Join"),
    "Jsonld": "JSON-LD",
    "Keywords": _("Keywords"),
    "Merge": _("Merge"),
    "Move": _("Move"),
    "Ninjs": "ninjs",
    "Page Operations": _("Operations on a page"),
    "Preview": _("Preview"),
    "Redo": _("Redo"),
    "Reject": _("Reject"),
    "Related": _("Related stories"),
    "Restore": _("Restore"),
    "Revoke": _("Revoke the token"),
    "Revoke All": _("Revoke all tokens"),
    "Split": _("Split"),
    "Store": _("Store"),
    "Story Search List": _("Search"),
    "Token": _("Token"),
    "Undo": _("Undo"),
    "Unmerge": _("Unmerge"),
    "Withdraw": _("Withdraw"),
}
_STYLE = re.compile(r' style="[^"<>]*"')  # of the library's templates: in a value a quote is &quot;


class PagesRenderer(BrowsableAPIRenderer):
    """DRF's pages without the form for PATCH: records are corrected in the admin, or by a program with `If-Match`."""

    def show_form_for_method(self, view: Any, method: str, request: Any, obj: Any) -> bool:
        return method != "PATCH" and bool(super().show_form_for_method(view, method, request, obj))

    def render(self, *args: Any, **kwargs: Any) -> str:
        """The page without `style` attributes: the content security policy takes none; api.css says the same."""
        return _STYLE.sub("", super().render(*args, **kwargs))


def name_page(view: Any) -> str:
    """What the page of a view is called: the records of a resource, one of them, or what is done there."""
    called = get_view_name(view)
    if called in NAMES or getattr(view, "detail", None) is None or getattr(view, "name", None):
        return str(NAMES.get(called, called))
    meta = view.queryset.model._meta
    if view.detail:
        return f"{capfirst(meta.verbose_name)} {getattr(view, 'kwargs', {}).get('id', '')}".rstrip()
    return capfirst(meta.verbose_name_plural)


def describe_page(view: Any, html: bool = False) -> str:
    """What stands below the name: the view's own words, which are English; the documentation tells it in more."""
    return get_view_description(view, html) if (get_language() or "").startswith("en") else ""
