"""A page's rows as the value that the desk shows, and its version: a hash of where characters are and how they read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from articles.curation import TOMBSTONES
from articles.models import Article, Page
from articles.text.spans import Run, Span, subtract_spans
from newsarchive.desk.operations.joining import find_links
from newsarchive.desk.operations.loading import PageRows, load_page
from newsarchive.desk.operations.models import Operation
from newsarchive.desk.operations.types import Done, LaidArticle, LaidFact, LaidPart, Layout, Part


def layout_of(page: Page) -> Layout:
    """The page as it stands: its articles in order, furniture, what nobody has, and what can be undone or redone."""
    return lay_out(load_page(page, locking=False))


def lay_out(rows: PageRows) -> Layout:
    people: dict[int, list[LaidFact]] = {}
    figures: dict[int, list[LaidFact]] = {}
    for mention in rows.mentions.values():
        fact = LaidFact(mention.public_id, mention.name, tuple(Span(*p) for p in mention.placed), mention.status)
        if mention.status not in TOMBSTONES:
            people.setdefault(mention.article_id, []).append(fact)
    for metric in rows.metrics.values():
        place = Span(metric.start, metric.end)
        fact = LaidFact(metric.public_id, metric.text, (place,), metric.status)
        if metric.status not in TOMBSTONES:
            figures.setdefault(metric.article_id, []).append(fact)
    links = find_links(rows.page)
    order = sorted(rows.articles.values(), key=lambda row: (row.position, row.pk))
    laid = [(row, lay_article(row, people.get(row.pk, ()), figures.get(row.pk, ()), links)) for row in order]
    visible = tuple(article for row, article in laid if row.status not in TOMBSTONES)
    furniture = tuple(Span(start, end) for start, end in rows.page.curated_value("furniture"))
    taken = [*furniture, *((part.start, part.end) for article in visible for part in article.parts)]
    characters = rows.page.characters
    undoable, redoable = find_turnable(rows.page)
    return Layout(
        page=rows.page.public_id,
        version=version_of(visible, furniture),
        characters=characters,
        articles=visible,
        furniture=furniture,
        unassigned=subtract_spans([(0, characters)] if characters else [], taken),
        tombstones=tuple(article for row, article in laid if row.status in TOMBSTONES),
        undoable=undoable and tell_done(undoable),
        redoable=redoable and tell_done(redoable),
    )


def lay_article(
    row: Article, people: Iterable[LaidFact], figures: Iterable[LaidFact], links: Iterable[tuple[str, str]]
) -> LaidArticle:
    return LaidArticle(
        id=row.public_id,
        number=row.number,
        position=row.position,
        status=row.status,
        kind=row.kind,
        kicker=row.kicker,
        headline=row.headline,
        standfirsts=tuple(row.standfirsts),
        crossheads=tuple(row.crossheads),
        byline=row.byline,
        body=row.body,
        body_map=tuple(Run(*run) for run in row.body_map),
        parts=tuple(LaidPart(Part(part), start, end) for part, start, end in row.curated_value("spans")),
        continues=next((first for later, first in links if later == row.public_id), None),
        continued_by=tuple(later for later, first in links if first == row.public_id),
        people=tuple(people),
        figures=tuple(figures),
    )


def version_of(articles: Iterable[LaidArticle], furniture: Iterable[Span]) -> str:
    """The version of a layout. People and figures are left out: they follow the characters, whatever they say."""
    told: list[Any] = [
        [
            a.id, a.position, a.status, a.kicker, a.headline, a.standfirsts, a.crossheads, a.byline, a.body,
            [[part.part, part.start, part.end] for part in a.parts], a.continues, a.continued_by,
        ]
        for a in articles
    ]  # fmt: skip
    text = json.dumps([told, list(furniture)], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def find_turnable(page: Page) -> tuple[Operation | None, Operation | None]:
    """The operation that can be undone, and the one that can be redone: the first of those undone since."""
    turnable = page.operations.select_related("made_by")
    done = turnable.filter(state=Operation.State.DONE).order_by("-id").first()
    undone = turnable.filter(state=Operation.State.UNDONE).order_by("id").first()
    return done, undone


def list_operations(page: Page, most: int = 100) -> list[Done]:
    """The last operations on the page, the newest first."""
    return [tell_done(each) for each in page.operations.select_related("made_by").order_by("-id")[:most]]


def tell_done(operation: Operation) -> Done:
    return Done(
        id=operation.pk,
        kind=operation.kind,
        arguments=operation.arguments,
        state=operation.state,
        by=operation.made_by.get_username() if operation.made_by else "",
        road=operation.road,
        reason=operation.reason,
        at=operation.made_at,
        articles=tuple(change["id"] for change in operation.changes if change["model"] == "article"),
    )
