"""A page's rows as the value that the desk shows, and its version: a hash of where characters are and how they read."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from articles.curation import TOMBSTONES
from articles.models import Article, Page
from articles.text.spans import Run, Span, subtract_spans
from metrics.models import Metric
from newsarchive.desk.operations.joining import find_links
from newsarchive.desk.operations.loading import PageRows, Told, load_page
from newsarchive.desk.operations.models import Operation
from newsarchive.desk.operations.types import Done, LaidArticle, LaidFact, LaidPart, Layout, Part
from people.models import Mention


def layout_of(page: Page) -> Layout:
    """The page as it stands: its articles in order, furniture, what nobody has, and what can be undone or redone."""
    return lay_out(load_page(page, locking=False))


def lay_out(rows: PageRows) -> Layout:
    people = group_facts({**rows.people, **{pk: tell_mention(row) for pk, row in rows.mentions.items()}})
    figures = group_facts({**rows.figures, **{pk: tell_metric(row) for pk, row in rows.metrics.items()}})
    links = read_links(rows)
    order = sorted(rows.articles.values(), key=lambda row: (row.position, row.pk))
    laid = [(row, lay_article(row, people.get(row.pk, ()), figures.get(row.pk, ()), links)) for row in order]
    visible = tuple(article for row, article in laid if row.status not in TOMBSTONES)
    furniture = tuple(Span(start, end) for start, end in rows.page.curated_value("furniture"))
    taken = [*furniture, *((part.start, part.end) for article in visible for part in article.parts)]
    characters = rows.page.characters
    return Layout(
        page=rows.page.public_id,
        version=version_of(visible, furniture),
        characters=characters,
        articles=visible,
        furniture=furniture,
        unassigned=subtract_spans([(0, characters)] if characters else [], taken),
        tombstones=tuple(article for row, article in laid if row.status in TOMBSTONES),
        undoable=rows.done and tell_done(rows.done),
        redoable=rows.undone and tell_done(rows.undone),
    )


def read_links(rows: PageRows) -> list[tuple[str, str]]:
    """What goes on from what; asked once, and anew after a change of them."""
    if rows.links is None:
        rows.links = find_links(rows)
    return rows.links


def group_facts(told: Mapping[int, Told]) -> dict[int, list[LaidFact]]:
    """The facts that count, by the keys of their articles."""
    grouped: dict[int, list[LaidFact]] = {}
    for article, fact in told.values():
        if fact.status not in TOMBSTONES:
            grouped.setdefault(article, []).append(fact)
    return grouped


def tell_mention(row: Mention) -> Told:
    """A mention as it stands now, which an operation may have changed."""
    spans = tuple(Span(start, end) for start, end in row.placed)
    return row.article_id, LaidFact(row.public_id, row.name, spans, row.status)


def tell_metric(row: Metric) -> Told:
    """A figure as it stands now."""
    return row.article_id, LaidFact(row.public_id, row.text, (Span(row.start, row.end),), row.status)


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


def read_version(rows: PageRows) -> str:
    """The version of the layout that the rows make, without the rest of it."""
    links = read_links(rows)
    order = sorted(rows.articles.values(), key=lambda row: (row.position, row.pk))
    visible = [lay_article(row, (), (), links) for row in order if row.status not in TOMBSTONES]
    return version_of(visible, [Span(start, end) for start, end in rows.page.curated_value("furniture")])


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
