"""The browsable pages of the API: they show and make records; a change needs a version, which no form sends."""

from __future__ import annotations

from typing import Any

from rest_framework.renderers import BrowsableAPIRenderer


class PagesRenderer(BrowsableAPIRenderer):
    """DRF's pages without the form for PATCH: records are corrected in the admin, or by a program with `If-Match`."""

    def show_form_for_method(self, view: Any, method: str, request: Any, obj: Any) -> bool:
        return method != "PATCH" and bool(super().show_form_for_method(view, method, request, obj))
