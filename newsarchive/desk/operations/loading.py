"""A page's rows, locked and loaded in a fixed number of queries, and the sheet that they make.

People and figures come as the layout tells them; as rows only those that an operation may change.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Subquery

from articles.locking import lock
from articles.models import Article, Page
from articles.text.spans import Run, Span
from metrics.models import Metric
from newsarchive.desk.operations.models import Operation
from newsarchive.desk.operations.questions import Question
from newsarchive.desk.operations.sheet import LISTS, Piece, Sheet, Story
from newsarchive.desk.operations.strands import map_strand
from newsarchive.desk.operations.types import LaidFact
from people.models import Mention, MentionSpan

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


def find_page(page: int, locking: bool) -> QuerySet:
    return lock(Page.objects.select_related("issue__newspaper").defer("terms", "reading"), locking).filter(pk=page)


def find_articles(page: int, locking: bool) -> QuerySet:
    articles = Article.objects.select_related("reviewer").defer("terms", "reading")
    return lock(articles, locking).filter(page=page).order_by("pk")


PAGE = {locking: Question(partial(find_page, locking=locking)) for locking in (False, True)}
ARTICLES = {locking: Question(partial(find_articles, locking=locking)) for locking in (False, True)}


def load_page(page: Page, locking: bool) -> PageRows:
    """The page's rows as they are, held until the transaction ends if `locking`. From the page downwards."""
    found = PAGE[locking].ask(page.pk)
    if not found:
        raise Page.DoesNotExist
    (page,) = found
    rows = PageRows(page, {row.pk: row for row in ARTICLES[locking].ask(page.pk)}, {}, {})
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
SELECT 1, article_id, ordinal, '', '', part, start, "end" FROM articles_articlespan WHERE article_id IN ({keys})
UNION ALL
SELECT 2, mention.id, mention.article_id, mention.public_id, mention.name, mention.status, span.start, span."end"
FROM people_mention AS mention LEFT JOIN people_mentionspan AS span ON span.mention_id = mention.id
WHERE mention.article_id IN ({keys})
UNION ALL
SELECT 3, id, article_id, public_id, text, status, start, "end" FROM metrics_metric WHERE article_id IN ({keys})
"""


def load_places(rows: PageRows) -> None:
    """Where furniture, the parts of the articles, people and figures stand; people and figures by their keys."""
    rows.page.stood["furniture"] = []
    with connection.cursor() as cursor:
        cursor.execute(PLACES.format(keys=", ".join(map(str, rows.articles)) or "NULL"), [rows.page.pk])
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
    turns = {each.state: each for each in TURNS.ask(rows.page.pk)}
    rows.done, rows.undone = turns.get(Operation.State.DONE), turns.get(Operation.State.UNDONE)


def find_last(page: int) -> QuerySet:
    operations = Operation.objects.filter(page=page).order_by()
    done = operations.filter(state=Operation.State.DONE).order_by("-id").values("pk")[:1]
    undone = operations.filter(state=Operation.State.UNDONE).order_by("id").values("pk")[:1]
    return Operation.objects.filter(Q(pk=Subquery(done)) | Q(pk=Subquery(undone))).select_related("made_by")


TURNS = Question(find_last)


def load_facts(rows: PageRows, mentions: Collection[int] = (), metrics: Collection[int] = ()) -> None:
    """Hold the mentions and figures with these keys, and put them among the rows; those that are there stay."""
    for model, wanted, loaded in ((Mention, mentions, rows.mentions), (Metric, metrics, rows.metrics)):
        missing = [pk for pk in wanted if pk not in loaded]
        if not missing:
            continue
        found = FACTS[model].ask(rows.page.pk, *missing)
        if model is Mention:
            join_places(found)
        for row in found:
            row.article = rows.articles[row.article_id]
            loaded[row.pk] = row
    rows.mentions, rows.metrics = dict(sorted(rows.mentions.items())), dict(sorted(rows.metrics.items()))


def find_facts(page: int, *keys: int, model: Any) -> QuerySet:
    return lock(model.objects.filter(pk__in=keys, article__page=page)).order_by("pk")


def find_spans(*mentions: int) -> QuerySet:
    return MentionSpan.objects.filter(mention__in=mentions).order_by("mention", "start")


FACTS: dict[Any, Question] = {model: Question(partial(find_facts, model=model)) for model in (Mention, Metric)}
SPANS = Question(find_spans)


def join_places(mentions: Iterable[Mention]) -> None:
    """Where these people are named, as it is now that they are held."""
    by_key = {row.pk: row for row in mentions}
    for row in by_key.values():
        row.stood["spans"] = []
    for span in SPANS.ask(*by_key) if by_key else ():
        by_key[span.mention_id].stood["spans"].append([span.start, span.end])


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
