"""One change of many rows: planned row by row with what cannot be and why, done in one transaction, and taken back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.accounting import account_for, find_hindrance, overlapping_spans
from articles.article_admin import find_neighbour
from articles.curation import TOMBSTONES, Status
from articles.history import keep_all_standing, write_recorded
from articles.models import Article
from articles.roads import Road, by_road
from articles.showing import short, short_title
from newsarchive.desk.acts import LOADED_WITH, Refused, check_four_eyes, key_of, restore
from newsarchive.desk.four_eyes import find_refusals
from newsarchive.desk.review import why_not_given_back, why_not_taken
from people.models import Person

MOST = 500  # rows that are changed at once


@dataclass(frozen=True, slots=True)
class Planned:
    """One row of a change: from what to what, or why not."""

    row: Any
    before: str
    after: str
    why_not: str = ""


def load_rows(model: Any, keys: Iterable[int], is_locking: bool = False) -> list[Any]:
    """The rows in the order of their keys, with what they are shown with."""
    rows = model._base_manager.filter(pk__in=list(keys)).select_related(*LOADED_WITH[model]).order_by("pk")
    if model is Article:
        rows = rows.select_related("page", "reviewer")
    return list(rows.select_for_update(of=("self",)) if is_locking else rows)


def plan(rows: Sequence[Any], column: str, value: Any, user: Any, name: str = "") -> list[Planned]:
    """What giving the column this value would do to each row; `name` is the act, where that matters."""
    in_the_way = find_obstacles(rows, column, value, user, name)
    after = tell_value(type(rows[0]), column, value) if rows else ""
    return [
        Planned(row, tell_value(type(row), column, getattr(row, column)), after, in_the_way.get(row.pk, ""))
        for row in rows
    ]


def find_obstacles(rows: Sequence[Any], column: str, value: Any, user: Any, name: str) -> dict[int, str]:
    """Why a row cannot take the value, by primary key. Only tombstones that come back are asked for one by one."""
    why_not: dict[int, str] = {}
    ask = OBSTACLES.get(name)
    for row in rows:
        if getattr(row, column) == value:
            why_not[row.pk] = _("It is so already.")
        elif ask is not None and (why := ask(row, user)):
            why_not[row.pk] = why
        elif column != "status" and row.status in TOMBSTONES:
            why_not[row.pk] = _("It is rejected or withdrawn.")
        elif isinstance(row, Person) and row.merged_into_id is not None:
            why_not[row.pk] = _("It was merged. Choose “Take the merge back” first.")
    if column == "status" and rows and isinstance(rows[0], Article):
        left = [row for row in rows if row.pk not in why_not]
        if value not in TOMBSTONES:
            why_not |= find_taken_places(left)
            why_not |= find_taken_characters([row for row in left if row.pk not in why_not])
        if value == Status.CONFIRMED:
            why_not |= find_refusals([row.pk for row in left], user)
    return why_not


def find_taken_places(articles: Sequence[Article]) -> dict[int, str]:
    """Articles that cannot come back because another one has their place, or is given it in the same go."""
    back = [article for article in articles if article.status in TOMBSTONES]
    standing = Article.objects.visible().filter(page__in={article.page_id for article in back}) if back else []
    places = {(each.page_id, each.position): each for each in standing}
    why_not = {}
    for article in back:
        other = places.setdefault((article.page_id, article.position), article)
        if other is not article:
            why_not[article.pk] = _("“%(other)s” has its place. Open it and choose “Bring back”.") % {
                "other": short_title(other)
            }
    return why_not


def find_taken_characters(articles: Sequence[Article]) -> dict[int, str]:
    """Tombstones that cannot come back because their characters are elsewhere by now, or are another's of them."""
    why_not = {}
    back: dict[int, list[tuple[int, int]]] = {}
    for article in articles:
        if article.status not in TOMBSTONES:
            continue
        placed = article.placed
        if why := find_hindrance(article):
            why_not[article.pk] = why
        elif overlapping_spans([*back.get(article.page_id, ()), *placed]):
            why_not[article.pk] = _("Another of the chosen rows has its characters.")
        else:
            back.setdefault(article.page_id, []).extend(placed)
    return why_not


def why_not_assigned(article: Article, user: Any) -> str:
    return "" if article.status == Status.UNREVIEWED else why_not_taken(article, user)


OBSTACLES: dict[str, Callable[[Any, Any], str]] = {
    "take": why_not_taken,
    "give_back": why_not_given_back,
    "assign": why_not_assigned,
}


def tell_value(model: Any, column: str, value: Any) -> str:
    """A value as a preview shows it."""
    field = model._meta.get_field(column)
    if value in (None, ""):
        return "∅"
    return str(dict(field.flatchoices).get(value, value))


def digest_of(planned: Sequence[Planned]) -> str:
    """What tells one plan from another: done is only what was looked at."""
    said = [[each.row.pk, each.before, each.after, each.why_not] for each in planned]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def change_rows(planned: Sequence[Planned], column: str, value: Any, user: Any, reason: str) -> list[tuple[int, int]]:
    """Do what was planned; the lines of history (row, line) by which it is taken back. Call it in a transaction."""
    rows = [each.row for each in planned if not each.why_not]
    keep_all_standing(rows)
    for row in rows:
        setattr(row, column, value)
    with by_road(Road.BULK):
        records = write_recorded(rows, (column,), user, reason)
    if column == "status":
        count_places(rows)
    return [(record.id, record.history_id) for record in records]


def count_places(rows: Iterable[Any]) -> None:
    """The sums of the pages whose articles came or went."""
    for page in {row.page_id: row.page for row in rows if isinstance(row, Article)}.values():
        account_for(page)


def undo_change(model: Any, lines: Sequence[tuple[int, int]], user: Any) -> int:
    """Take a change back; how many rows. Raises Refused where a row was changed since: then nothing is."""
    with transaction.atomic():
        rows = load_rows(model, [pk for pk, _line in lines], is_locking=True)
        by_pk: dict[int, int] = dict(lines)
        columns = restore(rows, {key_of(row): by_pk[row.pk] for row in rows})
        if "status" in columns and model is Article:
            check_four_eyes([row for row in rows if row.status == Status.CONFIRMED], user)
            for row in rows:
                if row.status not in TOMBSTONES and (other := find_neighbour(row, row.position)):
                    raise Refused(
                        _("Not undone: “%(other)s” has the place of “%(row)s”.")
                        % {"other": short_title(other), "row": short(row)}
                    )
        with by_road(Road.BULK):
            write_recorded(rows, columns, user, _("undone"))
        if "status" in columns:
            count_places(rows)
    return len(rows)
