"""A page's rows, locked and loaded in a fixed number of queries, and the sheet that they make.

People and figures come as the layout tells them; as rows only those that an operation may change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.db.models import Q, Subquery

from articles.locking import lock
from articles.models import Article, Page
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
    # What goes on from what, once it was asked for.
    links: list[tuple[str, str]] | None = None
    done: Operation | None = None  # the operation that can be undone
    undone: Operation | None = None  # the one that can be redone: the first of those undone since

    @property
    def keys(self) -> dict[str, int]:
        return {article.public_id: key for key, article in self.articles.items()}


def load_page(page: Page, locking: bool) -> PageRows:
    """The page's rows as they are, held until the transaction ends if `locking`. From the page downwards."""
    pages = Page.objects.select_related("issue__newspaper").defer("terms", "reading")
    page = lock(pages, locking).get(pk=page.pk)
    articles = page.articles.select_related("reviewer").defer("terms", "reading")
    rows = PageRows(page, {row.pk: row for row in lock(articles, locking).order_by("pk")}, {}, {})
    for article in rows.articles.values():
        article.page = page
        article.stood["spans"] = []
        rows.counters[article.pk] = (article.next_mention_number, article.next_metric_number)
    load_places(rows)
    find_turns(rows)
    rows.aside = rows.done.aside if rows.done else {}
    return rows


# All that stands at places of a page. As one statement, and written as SQL: what PostgreSQL and Django take for each
# statement is longer than what it takes to read these rows.
PLACES = """
SELECT 0, page_id, 0, '', '', '', "start", "end" FROM articles_furniturespan WHERE page_id = %s
UNION ALL
SELECT 1, span.article_id, span.ordinal, '', '', span.part, span.start, span."end"
FROM articles_articlespan AS span JOIN articles_article AS article ON article.id = span.article_id
WHERE article.page_id = %s
UNION ALL
SELECT 2, mention.id, mention.article_id, mention.public_id, mention.name, mention.status, span.start, span."end"
FROM people_mention AS mention JOIN articles_article AS article ON article.id = mention.article_id
LEFT JOIN people_mentionspan AS span ON span.mention_id = mention.id
WHERE article.page_id = %s
UNION ALL
SELECT 3, metric.id, metric.article_id, metric.public_id, metric.text, metric.status, metric.start, metric."end"
FROM metrics_metric AS metric JOIN articles_article AS article ON article.id = metric.article_id
WHERE article.page_id = %s
"""


def load_places(rows: PageRows) -> None:
    """Where furniture, the parts of the articles, people and figures stand; people and figures by their keys."""
    rows.page.stood["furniture"] = []
    with connection.cursor() as cursor:
        cursor.execute(PLACES, [rows.page.pk] * 4)
        places = sorted(cursor.fetchall(), key=lambda place: (*place[:3], place[6] or 0))
    for kind, key, above, public_id, text, status, start, end in places:
        if kind == 0:
            rows.page.stood["furniture"].append([start, end])
        elif kind == 1:
            rows.articles[key].stood["spans"].append([status, start, end])
        else:
            told = rows.people if kind == 2 else rows.figures
            spans = told[key][1].spans if key in told else ()
            spans = spans if start is None else (*spans, Span(start, end))
            told[key] = (above, LaidFact(public_id, text, spans, status))


def find_turns(rows: PageRows) -> None:
    """The operations that can be undone and redone."""
    operations = Operation.objects.filter(page=rows.page).order_by()
    done = operations.filter(state=Operation.State.DONE).order_by("-id").values("pk")[:1]
    undone = operations.filter(state=Operation.State.UNDONE).order_by("id").values("pk")[:1]
    found = Operation.objects.filter(Q(pk=Subquery(done)) | Q(pk=Subquery(undone)))
    turns = {each.state: each for each in found.select_related("made_by")}
    rows.done, rows.undone = turns.get(Operation.State.DONE), turns.get(Operation.State.UNDONE)


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
