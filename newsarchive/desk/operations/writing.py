"""Changed rows into the database: a fixed number of statements whatever the page holds, the page's sums among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import F

from articles.accounting import add_up
from articles.curation import TOMBSTONES, mark_changed
from articles.models import Article, ArticleSpan, FurnitureSpan
from metrics.models import Metric
from newsarchive.desk.operations.changes import RowChange, find_row, put_value
from newsarchive.desk.operations.loading import TEXTS, PageRows
from newsarchive.desk.operations.recording import copy_standing, record_changes
from people.models import Mention, MentionSpan

COUNTERS = ("next_mention_number", "next_metric_number")
PLACES = {"spans", "furniture"}  # kept in tables of their own
MAKING_ROOM = {"position", "written"}
Changed = tuple[Any, set[str]]  # a row, and the names of its fields that changed
PAGE = ("in_articles", "in_furniture", "unassigned", "next_number", "updated_at")


def write_changes(rows: PageRows, changes: Iterable[RowChange], by: Any, reason: str, made: Sequence[Any] = ()) -> None:
    """Put the changes into the rows, store them with their places and their history, and add the page up anew.

    `made` are rows that were just made, which have no history yet. Rows whose counters alone moved are stored as well.
    """
    new = {(type(row), row.pk) for row in made}
    changed: dict[tuple[type, int], tuple[Any, Any]] = {}
    names: dict[tuple[type, int], set[str]] = {}
    below: dict[tuple[type, int], dict[str, Any]] = {}
    for change in changes:
        row = find_row(rows, change)
        if row is None:
            continue
        key = (type(row), row.pk)
        if key not in changed:
            changed[key] = (None if key in new else copy_standing(row), row)
        for name, value in change.after.items():
            put_value(rows, row, name, value)
        if "continues" in change.after:
            rows.links = None
        told = below.setdefault(key, {})
        for name in PLACES & change.after.keys():
            told[name] = [told[name][0] if name in told else change.before.get(name, []), change.after[name]]
        names.setdefault(key, set()).update(name.partition(".")[0] for name in change.after)
        if any(name in TEXTS for name in change.after):
            row.refresh_terms()
            names[key].add("terms")
    stored = [row for _standing, row in changed.values()]
    mark_changed(stored)
    for model in (Article, Mention, Metric):
        of_model = [(row, names[model, row.pk]) for row in stored if isinstance(row, model)]
        if model is Article:
            of_model = give_way(of_model, [standing for standing, _row in changed.values()])
        write_columns(model, of_model)
    write_counters(rows)
    write_places(ArticleSpan, "article", [row for row in stored if isinstance(row, Article)])
    write_places(MentionSpan, "mention", [row for row in stored if isinstance(row, Mention)])
    write_page(rows)
    record_changes(list(changed.values()), by, reason, below)


def give_way(changed: Sequence[Changed], stood: Sequence[Any]) -> list[Changed]:
    """The articles in an order in which each finds its position free, for no two visible ones may stand at one place in
    passing. Where they go in a circle, one of them steps aside first.

    To write an article costs PostgreSQL more than a millisecond, for its text is indexed anew: so each is written once.
    """
    visible = [row for row in stood if isinstance(row, Article) and row.status not in TOMBSTONES]
    holders = {row.position: row.pk for row in visible}
    ordered: list[Changed] = []
    aside: set[int] = set()
    for group in part_room(changed):
        by_key = {row.pk: (row, names) for row, names in group}
        wanted = {row.pk: None if row.status in TOMBSTONES else row.position for row, _names in group}
        order, first = find_order(wanted, holders)
        ordered += [by_key[key] for key in order]
        aside |= first
        holders = {position: key for position, key in holders.items() if key not in by_key}
    if aside:
        Article._base_manager.filter(pk__in=aside).update(position=-F("id"))
        for row, names in ordered:
            names |= {"position"} if row.pk in aside else set()
    return ordered


def find_order(wanted: Mapping[int, int | None], holders: Mapping[int, int]) -> tuple[list[int], set[int]]:
    """Keys in an order in which each finds free the position that it wants, if it wants one; and those that must step
    aside before: one of each circle, and whoever holds such a position and is written later."""
    order: list[int] = []
    aside: set[int] = set()
    placed: set[int] = set()
    for key in wanted:
        chain: list[int] = []
        held: int | None = key
        while held is not None and held in wanted and held not in placed:
            placed.add(held)
            chain.append(held)
            position = wanted[held]
            held = holders.get(position) if position is not None else None
        if chain and held is not None and held != chain[-1] and (held in chain or held not in wanted):
            aside.add(held)
        order += reversed(chain)
    return order, aside


def part_room(changed: Sequence[Changed]) -> tuple[list[Changed], list[Changed]]:
    """Those that only made room for others, and the rest."""
    made_room = [(row, names) for row, names in changed if names <= MAKING_ROOM]
    return made_room, [(row, names) for row, names in changed if not names <= MAKING_ROOM]


def write_columns(model: Any, changed: Sequence[Changed]) -> None:
    """What changed of rows of one model. Those that only made room are stored apart, without the others' texts."""
    for group in part_room(changed):
        if group:
            columns = {"updated_at"}.union(*(names for _row, names in group)) - PLACES
            update_rows(model, [row for row, _names in group], sorted(columns))


def update_rows(model: Any, rows: Sequence[Any], columns: Sequence[str]) -> None:
    """One statement for all rows, sent with the values of each: putting together one that holds them all in a CASE, as
    bulk_update does, takes several times as long."""
    fields = [model._meta.get_field(name) for name in columns]
    names = ", ".join(f"{connection.ops.quote_name(field.column)} = %s" for field in fields)
    table, key = map(connection.ops.quote_name, (model._meta.db_table, model._meta.pk.column))
    values = [
        [*(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields), row.pk] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {names} WHERE {key} = %s", values)


def write_counters(rows: PageRows) -> None:
    """The next numbers of articles that numbered something, also of those that nothing else was changed in."""
    counted = [
        row
        for row in rows.articles.values()
        if (row.next_mention_number, row.next_metric_number) != rows.counters.get(row.pk)
    ]
    if counted:
        update_rows(Article, counted, COUNTERS)


def write_places(model: Any, above: str, changed: Sequence[Any]) -> None:
    """The places of rows that were given others: an article's are [part, start, end], a mention's [start, end]."""
    placed = [row for row in changed if "spans" in row.taken]
    if placed:
        model.objects.filter(**{f"{above}__in": placed}).delete()
        model.objects.bulk_create(
            model(**{above: row}, **place_fields(ordinal, place))
            for row in placed
            for ordinal, place in enumerate(row.taken["spans"])
        )


def place_fields(ordinal: int, place: Sequence[Any]) -> dict[str, Any]:
    if len(place) == 2:
        return {"start": place[0], "end": place[1]}
    return {"ordinal": ordinal, "part": place[0], "start": place[1], "end": place[2]}


def write_page(rows: PageRows) -> None:
    """Furniture, the three sums, and the number of the next article."""
    page = rows.page
    if "furniture" in page.taken:
        FurnitureSpan.objects.filter(page=page).delete()
        FurnitureSpan.objects.bulk_create(
            FurnitureSpan(page=page, start=start, end=end) for start, end in page.taken["furniture"]
        )
        mark_changed([page])
    visible = [row for row in rows.articles.values() if row.status not in TOMBSTONES]
    sums = add_up(
        page.characters,
        [span for row in visible for span in row.placed],
        [(start, end) for start, end in page.curated_value("furniture")],
    )
    page.in_articles, page.in_furniture, page.unassigned = sums.in_articles, sums.in_furniture, sums.unassigned
    type(page)._base_manager.filter(pk=page.pk).update(**{name: getattr(page, name) for name in PAGE})
