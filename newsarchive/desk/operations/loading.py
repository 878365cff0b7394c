"""A page's rows, locked and loaded in a fixed number of queries, and the sheet that they make.

People and figures come as the layout tells them; as rows only those that an operation may change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from articles.locking import lock
from articles.models import Article, ArticleSpan, Page
from articles.text.spans import Run, Span
from metrics.models import Metric
from newsarchive.desk.operations.models import Operation
from newsarchive.desk.operations.sheet import LISTS, Piece, Sheet, Story
from newsarchive.desk.operations.strands import map_strand
from newsarchive.desk.operations.types import LaidFact
from people.models import Mention

TEXTS = ("kicker", "headline", "standfirsts", "crossheads", "byline", "body")

Told = tuple[int, LaidFact]  # the key of the article, and what its layout tells of a person or figure


@dataclass
class PageRows:
    """What operations change of a page: its articles, and of people and figures (tombstones too) those that were loaded
    as rows; all of them as they were told when the page was loaded."""

    page: Page
    articles: dict[int, Article]
    people: dict[int, Told]
    figures: dict[int, Told]
    mentions: dict[int, Mention] = field(default_factory=dict)
    metrics: dict[int, Metric] = field(default_factory=dict)
    aside: dict[str, Any] = field(default_factory=dict)
    others: dict[int, Article] = field(default_factory=dict)  # of other pages, where an operation names them
    # The next numbers of mentions and figures, as they were loaded.
    counters: dict[int, tuple[int, int]] = field(default_factory=dict)

    @cached_property
    def done(self) -> Operation | None:
        """The operation that can be undone."""
        done = self.page.operations.select_related("made_by").filter(state=Operation.State.DONE)
        return done.order_by("-id").first()

    @cached_property
    def undone(self) -> Operation | None:
        """The one that can be redone: the first of those undone since."""
        undone = self.page.operations.select_related("made_by").filter(state=Operation.State.UNDONE)
        return undone.order_by("id").first()

    @property
    def keys(self) -> dict[str, int]:
        return {article.public_id: key for key, article in self.articles.items()}


def load_page(page: Page, locking: bool) -> PageRows:
    """The page's rows as they are, held until the transaction ends if `locking`. From the page downwards."""
    pages = Page.objects.select_related("issue__newspaper").defer("terms", "reading")
    page = lock(pages, locking).get(pk=page.pk)
    page.stood["furniture"] = [list(span) for span in page.furniture.values_list("start", "end")]
    articles = lock(page.articles.defer("terms", "reading"), locking).order_by("pk")
    rows = PageRows(page, {row.pk: row for row in articles}, find_people(page), find_figures(page))
    for article in rows.articles.values():
        article.page = page
        article.stood["spans"] = []
        rows.counters[article.pk] = (article.next_mention_number, article.next_metric_number)
    places = ArticleSpan.objects.filter(article__page=page).order_by("article_id", "ordinal")
    for key, *place in places.values_list("article_id", "part", "start", "end"):
        rows.articles[key].stood["spans"].append(place)
    rows.aside = rows.done.aside if rows.done else {}
    return rows


def find_people(page: Page) -> dict[int, Told]:
    """The people of the page's articles, by the keys of their mentions."""
    rows = Mention.objects.filter(article__page=page).order_by("pk", "spans__start")
    found: dict[int, Told] = {}
    columns = ("pk", "article_id", "public_id", "name", "status", "spans__start", "spans__end")
    for pk, article, public_id, name, status, start, end in rows.values_list(*columns):
        spans = (*found[pk][1].spans, Span(start, end)) if pk in found else () if start is None else (Span(start, end),)
        found[pk] = (article, LaidFact(public_id, name, spans, status))
    return found


def find_figures(page: Page) -> dict[int, Told]:
    """The figures of the page's articles, by their keys."""
    rows = Metric.objects.filter(article__page=page).order_by("pk")
    return {
        pk: (article, LaidFact(public_id, text, (Span(start, end),), status))
        for pk, article, public_id, text, status, start, end in rows.values_list(
            "pk", "article_id", "public_id", "text", "status", "start", "end"
        )
    }


def load_facts(rows: PageRows, mentions: Collection[int] = (), metrics: Collection[int] = ()) -> None:
    """Hold the mentions and figures with these keys, and put them among the rows; those that are there stay."""
    for model, wanted, loaded in ((Mention, mentions, rows.mentions), (Metric, metrics, rows.metrics)):
        missing = [pk for pk in wanted if pk not in loaded]
        if not missing:
            continue
        found = lock(model.objects.filter(pk__in=missing, article__page=rows.page)).order_by("pk")
        for row in found.prefetch_related("spans") if model is Mention else found:
            row.article = rows.articles[row.article_id]
            loaded[row.pk] = row
    rows.mentions, rows.metrics = dict(sorted(rows.mentions.items())), dict(sorted(rows.metrics.items()))


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
