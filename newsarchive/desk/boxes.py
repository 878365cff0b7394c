"""What a box offers while somebody types into it: first the keys of a few rows, then those rows; nothing is counted."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.paginator import Page, Paginator

from articles.curated_admin import CuratedAdmin

NAMED_BY = ("body",)  # an article without a headline is named by how its body begins


class OfferedPage(Page):
    """A page of a list of unknown length."""

    def __init__(self, rows: list[Any], number: int, paginator: Paginator, has_more: bool) -> None:
        super().__init__(rows, number, paginator)
        self.has_more = has_more

    def has_next(self) -> bool:
        return self.has_more


class BoxView(AutocompleteJsonView):
    """Django's answer to a box. To count what is found, and to sort it with all its columns, took seconds."""

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        asked = self.request.GET.get("page", "1")
        number = max(int(asked), 1) if asked.isascii() and asked.isdecimal() else 1
        first = (number - 1) * page_size
        keys = list(queryset.values_list("pk", flat=True)[first : first + page_size + 1])
        known = self.model_admin.not_in_lists if isinstance(self.model_admin, CuratedAdmin) else ()
        offered = self.model_admin.get_queryset(self.request).defer(*(name for name in known if name not in NAMED_BY))
        rows = offered.in_bulk(keys[:page_size])
        found = [rows[key] for key in keys[:page_size] if key in rows]
        paginator = Paginator(found, page_size)
        page = OfferedPage(found, number, paginator, has_more=len(keys) > page_size)
        return paginator, page, found, page.has_other_pages()
