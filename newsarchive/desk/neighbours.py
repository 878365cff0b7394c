"""The next and the previous article that waits, in the list that the editor came from; found by comparing with where
one stands, not by counting, so that it costs the same in an archive of any size.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path
from django.core.exceptions import SuspiciousOperation
from django.db.models import F, Q
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve, reverse

from articles.curation import Status
from articles.history_admin import LeanChangeList
from articles.models import Article
from newsarchive.desk.review import is_free_for

FILTERS = "_changelist_filters"  # where the admin keeps the list that one came from
NOT_KEPT = ("status__exact", "p", "all", "e")  # what waits is asked for here; which page of the list does not matter


class ListWithoutRows(LeanChangeList):
    """A list as its filters and its order define it; its rows are neither counted nor fetched."""

    def get_results(self, request: HttpRequest) -> None:
        self.result_count = self.full_result_count = 0
        self.result_list = []
        self.can_show_all = self.multi_page = self.show_all = False


def find_neighbour(model_admin: Any, request: HttpRequest, article: Article, is_forward: bool) -> int | None:
    """The key of the nearest unreviewed article after (or before) this one; past the end the first from the other."""
    waiting, ordering = waiting_in_list(model_admin, request)
    if not is_forward:
        ordering = [turn(name) for name in ordering]
    # What is unknown in a column comes last on the way forward, on both databases, and first on the way back.
    sorts = [
        F(bare).desc(nulls_last=is_forward or None, nulls_first=not is_forward or None)
        if name.startswith("-")
        else F(bare).asc(nulls_last=is_forward or None, nulls_first=not is_forward or None)
        for name in ordering
        for bare in [name.removeprefix("-")]
    ]
    keys = waiting.exclude(pk=article.pk).order_by(*sorts).values_list("pk", flat=True)
    names = [name.removeprefix("-") for name in ordering]
    standing = Article._base_manager.filter(pk=article.pk).values_list(*names).first()
    found: int | None = keys.filter(lies_beyond(ordering, standing, is_forward)).first() or keys.first()
    return found


def waiting_in_list(model_admin: Any, request: HttpRequest) -> tuple[Any, list[str]]:
    """The unreviewed articles of the list that nobody else has taken, and its order by names of columns."""
    listed: Any = copy(request)
    listed.GET = QueryDict(request.GET.get(FILTERS, ""), mutable=True)
    for name in NOT_KEPT:
        listed.GET.pop(name, None)
    listed.wants_no_rows = True
    try:
        found = model_admin.get_changelist_instance(listed)
    except (IncorrectLookupParameters, SuspiciousOperation):
        listed.GET = QueryDict()
        found = model_admin.get_changelist_instance(listed)
    ordering = found.queryset.query.order_by
    names = [settle_name(name) for name in ordering if isinstance(name, str)]
    waiting = found.queryset.visible().filter(status=Status.UNREVIEWED)
    if "review" not in listed.GET:  # whoever asks for what others have taken is led there
        waiting = waiting.filter(is_free_for(request.user))
    return waiting, names


def settle_name(name: str) -> str:
    """An order by a record is one by what orders such records: page__issue -> page__issue__newspaper."""
    bare = name.removeprefix("-")
    if bare == "pk" or bare.endswith("_id"):
        return name
    column = get_fields_from_path(Article, bare)[-1]
    if column.is_relation and column.related_model._meta.ordering:
        first = column.related_model._meta.ordering[0]
        return turn(f"{bare}__{first.removeprefix('-')}") if name.startswith("-") else f"{bare}__{first}"
    return name


def turn(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def lies_beyond(ordering: Sequence[str], standing: Sequence[Any], nulls_last: bool) -> Q:
    """The condition of lying behind where one stands: by the first column, or level there and by the next one."""
    beyond = Q(pk__in=())
    level = Q()
    for name, value in zip(ordering, standing, strict=True):
        bare = name.removeprefix("-")
        if value is None:
            if not nulls_last:
                beyond |= level & Q(**{f"{bare}__isnull": False})
            level &= Q(**{f"{bare}__isnull": True})
            continue
        further = Q(**{f"{bare}__{'lt' if name.startswith('-') else 'gt'}": value})
        if nulls_last:
            further |= Q(**{f"{bare}__isnull": True})
        beyond |= level & further
        level &= Q(**{bare: value})
    return beyond


def find_page_desk(page: int) -> str:
    """Where the page's own desk is, empty where there is none."""
    url = f"{reverse('admin:articles_page_changelist')}{page}/desk/"
    try:
        found = resolve(url)
    except Resolver404:
        return ""
    return "" if str(found.kwargs.get("object_id", "")).endswith("/desk") else url
