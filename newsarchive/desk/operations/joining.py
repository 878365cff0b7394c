"""A story that goes on in another article, mostly of another page: linked, so that each page keeps its characters."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.curation import TOMBSTONES
from articles.models import Article
from newsarchive.desk.operations.changes import RowChange
from newsarchive.desk.operations.loading import PageRows
from newsarchive.desk.operations.questions import Question
from newsarchive.desk.operations.types import Join, OperationError


def plan_join(rows: PageRows, action: Join) -> list[RowChange]:
    """The links that the operation changes; articles of other pages are locked and put among `rows.others`."""
    first = rows.articles.get(rows.keys.get(action.article, 0))
    if first is None or first.status in TOMBSTONES:
        told = {"article": action.article}
        raise OperationError(_("“%(article)s” is no visible article of this page.") % told, "unknown", "article")
    if action.other is None:
        parted = load_others(rows, Article.objects.filter(continues=first).values_list("pk", flat=True))
        if not parted:
            raise OperationError(_("The article goes on in no other."), "unchanged", "other")
        return [link(row, None) for row in parted]
    pk = Article.objects.visible().filter(public_id=action.other).values_list("pk", flat=True).first()
    if pk is None:
        raise OperationError(_("There is no article “%(article)s”.") % {"article": action.other}, "unknown", "other")
    (other,) = load_others(rows, [pk])
    if other.continues_id == first.pk:
        raise OperationError(_("The articles are joined already."), "unchanged", "other")
    if other.continues_id is not None:
        raise OperationError(_("The other article goes on from another one already."), "taken", "other")
    if other.pk in find_beginnings(first):
        raise OperationError(_("A story cannot go on in its own beginning."), "invalid", "other")
    return [link(other, first.pk)]


def link(row: Article, to: int | None) -> RowChange:
    return RowChange("article", row.pk, row.public_id, {"continues": row.continues_id}, {"continues": to})


def find_beginnings(article: Article) -> set[int]:
    """The article and all that it goes on from."""
    found = {article.pk}
    above = article.continues_id
    while above is not None and above not in found:
        found.add(above)
        above = Article.objects.filter(pk=above).values_list("continues", flat=True).first()
    return found


def load_others(rows: PageRows, keys: Iterable[int]) -> list[Article]:
    """The articles with these keys; those of other pages are locked."""
    keys = list(keys)
    wanted = [key for key in keys if key not in rows.articles]
    if wanted:
        locked = Article.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=wanted).order_by("pk")
        rows.others |= {row.pk: row for row in locked.prefetch_related("spans")}
    return [rows.articles.get(key) or rows.others[key] for key in keys]


def find_links(rows: PageRows) -> list[tuple[str, str]]:
    """What goes on from what, as far as this page has either end: (the later, the earlier), by public ids."""
    return [(later, first) for _pk, later, first in sorted(LINKS.ask(rows.page.pk, *rows.articles))]


def find_ends(page: int, *articles: int) -> QuerySet:
    # Each end by itself and by keys, so that an index leads to it: with OR every article of the archive is looked at.
    told = Article.objects.order_by().values_list("pk", "public_id", "continues__public_id")
    here = told.filter(page=page, continues__isnull=False)
    return here.union(told.filter(continues__in=articles)) if articles else here


LINKS = Question(find_ends)
