"""A reading becomes rows: one transaction a page, editors' work left standing. The only place that writes a reading.

Everything is planned in memory first (`plan_page`), then written (`write_plan`); a dry run stops in between.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection, transaction

from articles.accounting import Sums, add_up
from articles.curation import TOMBSTONES, Changes, is_touched, is_withdrawn_by_import, takes_field
from articles.facts import FactsPlan, plan_facts, save_facts
from articles.ingest import ArticlePlan, plan_articles
from articles.locking import give_way_soon, lock, with_patience
from articles.models import ImportedFile, ImportRun, Page
from articles.text.spans import merge_spans, subtract_spans
from metrics.ingest import plan_metrics
from metrics.models import Metric
from newsarchive.importer.outcome import PageOutcome, RowCounts, tell_outcome
from newsarchive.importer.pipeline import READER_VERSION
from newsarchive.importer.types import PageReading, SourcePage
from newsarchive.importer.writing import write_articles, write_mentions, write_metrics, write_page, write_people
from people.extraction.types import KnownNames
from people.ingest import MentionPlan, plan_mentions
from people.models import Mention

# PostgreSQL's key of the lock under which pages are written, one after the other. Any number that nobody else uses.
WRITING = 0x6E657773

# More than this, and the file is listed with its first warnings only; the page keeps them all.
MOST_WARNINGS = 200

NO_NAMES = KnownNames()


@dataclass(slots=True)
class PagePlan:
    """All that is to be done about one page, decided but not written."""

    page: Page
    is_new: bool
    pages: Changes
    facts: FactsPlan | None = None
    articles: ArticlePlan | None = None
    mentions: MentionPlan = field(default_factory=MentionPlan)
    metrics: Changes = field(default_factory=Changes)
    warnings: tuple[str, ...] = ()

    @property
    def changes(self) -> dict[str, Changes]:
        """By kind, in the order in which they are told."""
        return {
            "articles": self.articles.changes if self.articles else Changes(),
            "people": self.mentions.people,
            "mentions": self.mentions.mentions,
            "metrics": self.metrics,
        }


def save_page(
    reading: PageReading, run: ImportRun | None = None, *, known: KnownNames = NO_NAMES, dry_run: bool = False
) -> PageOutcome:
    """Store what was read of a page and say what that changed; with a run, its list of files gets its line too.

    `known` are the names that the reader was given: with the text and the reader's version they make the page's
    fingerprint. A dry run looks at the archive and says what would change: it locks nothing and writes nothing.
    """
    if dry_run:
        return tell(plan_page(reading, run))
    return with_patience(lambda: write_reading(reading, run, known), archive_writing)


def write_reading(reading: PageReading, run: ImportRun | None, known: KnownNames) -> PageOutcome:
    """Plan and write one page within the transaction that is open."""
    plan = plan_page(reading, run, locking=True)
    plan.page.fingerprint = fingerprint(reading.source, known)
    plan.page.reader_version = READER_VERSION
    outcome = write_plan(plan)
    if run is not None:
        ImportedFile.objects.create(
            run=run,
            source_name=reading.source.name,
            page=plan.page,
            outcome=outcome.outcome,
            changes=outcome.as_json(),
        )
    return outcome


@contextmanager
def archive_writing() -> Iterator[None]:
    """One transaction in which pages may be written. Two runs take turns: a page is short, reading is done outside.

    On SQLite the transaction itself is the lock (IMMEDIATE, see settings). On PostgreSQL an advisory lock is, which is
    waited for however long; whoever then waits long for a row that an editor is just saving gives way.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
        give_way_soon()
        yield


# Is it to be read at all? --------------------------------------------------------------------------------------------


def fingerprint(source: SourcePage, known: KnownNames) -> str:
    """One hash over all that a reading rests on: text, reader, what was given, and the known names that it holds."""
    rests_on = [source.sha256, READER_VERSION, asdict(source.given), sorted(names_within(source.text, known))]
    return hashlib.sha256(json.dumps(rests_on, ensure_ascii=False).encode()).hexdigest()


def is_unchanged(source: SourcePage, known: KnownNames = NO_NAMES) -> bool:
    """Whether the page was read before from the very same: then it need not be read again."""
    return Page.objects.filter(sha256=source.sha256, fingerprint=fingerprint(source, known)).exists()


def names_within(text: str, known: KnownNames) -> set[str]:
    """The known names that stand in the text, a line break or space inside them or not."""
    closed_up = "".join(text.split())
    found: set[str] = set()
    for length, names in names_by_length(known):
        found.update({closed_up[start : start + length] for start in range(len(closed_up) - length + 1)} & names)
    return found


@lru_cache(maxsize=1)
def names_by_length(known: KnownNames) -> tuple[tuple[int, frozenset[str]], ...]:
    """The names in groups of one length, so that a page is searched once for each length and not for each name."""
    lengths = {len(name) for name in known.names}
    return tuple((each, frozenset(n for n in known.names if len(n) == each)) for each in sorted(lengths) if each)


# Planning ------------------------------------------------------------------------------------------------------------


def plan_page(reading: PageReading, run: ImportRun | None, locking: bool = False) -> PagePlan:
    """Decide what becomes of the page and of everything below it. With `locking`, the rows wait for nobody else."""
    page = lock(Page.objects.select_related("issue__newspaper"), locking).filter(sha256=reading.source.sha256).first()
    plan = PagePlan(page or make_page(reading.source, run), page is None, Changes())
    page = plan.page
    if page.status in TOMBSTONES and not is_withdrawn_by_import(page):
        plan.warnings = (f"{page.public_id} was {page.status} by an editor and is left alone",)
        return plan
    plan_layout(plan, reading, run, locking)
    return plan


def plan_layout(plan: PagePlan, reading: PageReading, run: ImportRun | None, locking: bool) -> None:
    """The page's articles and what is below them, then its furniture, facts and sums."""
    page, layout = plan.page, reading.layout
    rows = [] if plan.is_new else list(lock(page.articles.prefetch_related("spans"), locking).order_by("number"))
    mentions, metrics = fetch_below(page, locking) if rows else ([], [])
    kept_furniture = [] if plan.is_new or takes_field(page, "furniture") else page.curated_value("furniture")

    if plan.is_new:  # the public ids of what is below rest on the page's, which rests on its facts
        plan.facts = plan_page_facts(plan, reading, [])
    touched = {row.article_id for row in (*mentions, *metrics) if is_touched(row)}
    drafts = [article.draft for article in reading.articles]
    plan.articles = plan_articles(page, rows, drafts, [(s, e) for s, e in kept_furniture], touched, run)

    in_articles = merge_spans(span for row in plan.articles.rows if row.status not in TOMBSTONES for span in row.placed)
    furniture = [list(span) for span in subtract_spans(within(layout.furniture, len(page.text)), in_articles)]
    if plan.is_new:
        page.take_value("furniture", furniture)
        page.written["furniture"] = page.reading["furniture"] = furniture
    else:
        plan.facts = plan_page_facts(plan, reading, furniture)
    sums = add_up(len(page.text), in_articles, page.curated_value("furniture"))
    page.in_articles, page.in_furniture, page.unassigned = sums.in_articles, sums.in_furniture, sums.unassigned

    paper = page.issue.newspaper if page.issue else plan.facts.newspaper
    plan.mentions = plan_mentions(
        plan.articles,
        mentions,
        {number: article.mentions for number, article in enumerate(reading.articles)},
        paper.code if paper else None,
    )
    plan.metrics = plan_metrics(
        plan.articles, metrics, {number: article.metrics for number, article in enumerate(reading.articles)}
    )
    told = [*reading.warnings, *plan.facts.warnings, *(w for each in plan.changes.values() for w in each.warnings)]
    plan.warnings = tuple(dict.fromkeys(told))
    if page.warnings != list(plan.warnings):
        page.warnings = list(plan.warnings)
        plan.pages.reread.append(page)


def plan_page_facts(plan: PagePlan, reading: PageReading, furniture: list[list[int]]) -> FactsPlan:
    facts = reading.issue
    rest = {
        "newspaper_as_read": (facts.newspaper or "")[:100],
        "newspaper_basis": facts.newspaper_basis,
        "date_as_read": (facts.date or "")[:24],
        "date_basis": facts.date_basis,
        "repairs": [
            {"span": list(repair.span), "kind": repair.kind, "as_read": repair.as_read}
            for repair in reading.layout.repairs
        ],
    }
    return plan_facts(plan.page, facts, reading.source.given, furniture, rest, plan.pages)


def make_page(source: SourcePage, run: ImportRun | None) -> Page:
    """A new page with its text, which never changes."""
    return Page(
        sha256=source.sha256,
        text=source.text,
        source_name=source.name,
        encoding=source.encoding,
        damaged_bytes=source.replaced,
        characters=len(source.text),
        run=run,
    )


def fetch_below(page: Page, locking: bool) -> tuple[list[Mention], list[Metric]]:
    """All mentions and metrics of the page's articles, tombstones too."""
    mentions = Mention.objects.filter(article__page=page).select_related("person").prefetch_related("spans")
    metrics = Metric.objects.filter(article__page=page).select_related("indicator")
    return list(lock(mentions, locking).order_by("pk")), list(lock(metrics, locking).order_by("pk"))


def within(spans: Any, length: int) -> tuple[Any, ...]:
    """The spans as far as they lie inside a page of that length."""
    return merge_spans((max(start, 0), min(end, length)) for start, end in spans if start < min(end, length))


# Writing -------------------------------------------------------------------------------------------------------------


def write_plan(plan: PagePlan) -> PageOutcome:
    """Write what was planned, from the top downwards, and tell what that was."""
    outcome = tell(plan)
    if plan.facts is not None and plan.articles is not None:
        run = plan.articles.run
        save_facts(plan.facts)
        write_page(plan.page, plan.is_new, plan.pages, run)
        write_articles(plan.articles, run)
        write_people(plan.mentions.people, run)
        write_mentions(plan.mentions.mentions, run)
        write_metrics(plan.metrics, run)
    else:
        Page.objects.filter(pk=plan.page.pk).update(fingerprint=plan.page.fingerprint)
    return PageOutcome(**{name: getattr(outcome, name) for name in outcome.__slots__} | {"pk": plan.page.pk})


def tell(plan: PagePlan) -> PageOutcome:
    """What the plan comes to."""
    page, changes = plan.page, plan.changes
    moved = bool(plan.pages.updated or plan.pages.restored)
    edits = [edit for each in (plan.pages, *changes.values()) for edit in each.edits]
    return PageOutcome(
        outcome=tell_outcome(changes, plan.is_new, moved),
        page=page.public_id,
        pk=page.pk,
        rows={kind: RowCounts(**each.counts()) for kind, each in changes.items()},
        sums=Sums(page.in_articles, page.in_furniture, page.unassigned),
        characters=page.characters,
        edits=tuple(edits),
        warnings=plan.warnings[:MOST_WARNINGS],
    )
