"""A page's rows, locked and loaded in a fixed number of queries, and the sheet that they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from articles.models import Article, Page
from articles.text.spans import Run, Span
from metrics.models import Metric
from newsarchive.desk.operations.models import Operation
from newsarchive.desk.operations.sheet import LISTS, Piece, Sheet, Story
from newsarchive.desk.operations.strands import map_strand
from newsarchive.locking import lock
from people.models import Mention

TEXTS = ("kicker", "headline", "standfirsts", "crossheads", "byline", "body")


@dataclass(slots=True)
class PageRows:
    """All rows of a page that operations change: articles and what is below them, tombstones too."""

    page: Page
    articles: dict[int, Article]
    mentions: dict[int, Mention]
    metrics: dict[int, Metric]
    last: Operation | None = None  # the operation that stands last
    aside: dict[str, Any] = field(default_factory=dict)
    others: dict[int, Article] = field(default_factory=dict)  # of other pages, where an operation names them
    # The next numbers of mentions and figures, as they were loaded.
    counters: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def keys(self) -> dict[str, int]:
        return {article.public_id: key for key, article in self.articles.items()}


def load_page(page: Page, locking: bool) -> PageRows:
    """The page's rows as they are, held until the transaction ends if `locking`. From the page downwards."""
    pages = Page.objects.select_related("issue__newspaper").defer("terms", "reading")
    page = lock(pages, locking).get(pk=page.pk)
    articles = lock(page.articles.prefetch_related("spans").defer("reading"), locking).order_by("pk")
    mentions = lock(Mention.objects.filter(article__page=page).prefetch_related("spans"), locking).order_by("pk")
    metrics = lock(Metric.objects.filter(article__page=page), locking).order_by("pk")
    rows = PageRows(
        page,
        {row.pk: row for row in articles},
        {row.pk: row for row in mentions},
        {row.pk: row for row in metrics},
        page.operations.filter(state=Operation.State.DONE).order_by("-id").first(),
    )
    for article in rows.articles.values():
        article.page = page
        rows.counters[article.pk] = (article.next_mention_number, article.next_metric_number)
    for row in (*rows.mentions.values(), *rows.metrics.values()):
        row.article = rows.articles[row.article_id]
    rows.aside = rows.last.aside if rows.last else {}
    return rows


def make_sheet(rows: PageRows) -> Sheet:
    """The rows as a value."""
    return Sheet(
        rows.page.text,
        tuple(make_story(article) for article in rows.articles.values()),
        tuple(Span(start, end) for start, end in rows.page.curated_value("furniture")),
        tuple(read_pieces(rows.aside.get("texts", ()))),
    )


def make_story(article: Article) -> Story:
    texts: dict[str, Any] = {name: getattr(article, name) for name in TEXTS}
    texts |= {name: tuple(texts[name]) for name in LISTS}
    return Story(
        article.pk,
        article.status,
        article.position,
        article.kind,
        **texts,
        body_map=tuple(Run(*run) for run in article.body_map),
        spans=tuple((part, start, end) for part, start, end in article.curated_value("spans")),
    )


def read_pieces(texts: Iterable[Any]) -> Iterable[Piece]:
    """Texts set aside, from JSON: [start, end, text, runs]."""
    for start, end, text, runs in texts:
        yield Piece(None, start, end, map_strand(text, runs))


def write_pieces(pieces: Iterable[Piece]) -> list[Any]:
    return [[p.start, p.end, p.strand.text, [list(run) for run in p.strand.runs()]] for p in pieces]
