"""Does the archive hold what it promises? Looks at every page and all below it, and names each finding.

What a constraint of the database can say is not looked at again. Nothing here changes anything.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from articles.accounting import Sums, add_up, overlapping_spans, spans_outside
from articles.curation import STATUS, TOMBSTONES, Curated, is_field_edited
from articles.models import Article, Page
from articles.search import find_stale
from metrics.models import Metric
from people.models import Mention, Person


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: which record, and what about it."""

    record: str
    what: str

    def __str__(self) -> str:
        return f"{self.record}: {self.what}"


def check_archive() -> Iterator[Finding]:
    """Every finding, page by page, then people, then search terms."""
    below = (
        "furniture",
        Prefetch("articles", Article.objects.prefetch_related("spans")),
        Prefetch("articles__mentions", Mention.objects.prefetch_related("spans")),
        Prefetch("articles__metrics", Metric.objects.all()),
    )
    pages = Page.objects.select_related("issue__newspaper").prefetch_related(*below).order_by("pk")
    for page in pages.iterator(chunk_size=20):
        yield from check_page(page)
    for person in Person.objects.order_by("pk").iterator():
        yield from check_record(person)
    for row in find_stale():
        yield Finding(row.public_id, "the search terms are not those of the text; rebuild the search index")


def check_page(page: Page) -> Iterator[Finding]:
    """One page with its articles, mentions, figures and furniture."""
    articles = list(page.articles.all())
    visible = [article for article in articles if article.status not in TOMBSTONES]
    if hashlib.sha256(page.text.encode()).hexdigest() != page.sha256:
        yield Finding(page.public_id, "the text is not the one that was imported (its SHA-256 differs)")
    if len(page.text) != page.characters:
        yield Finding(page.public_id, f"{page.characters} characters are noted, the text has {len(page.text)}")
    furniture = [(span.start, span.end) for span in page.furniture.all()]
    placed = [span for article in visible for span in article.placed]
    sums = add_up(page.characters, placed, furniture)
    if sums != Sums(page.in_articles, page.in_furniture, page.unassigned):
        yield Finding(page.public_id, f"the sums do not hold: {sums}")
    for start, end in overlapping_spans([*placed, *furniture]):
        yield Finding(page.public_id, f"characters {start}–{end} are in more than one place")
    for start, end in spans_outside(page, furniture):
        yield Finding(page.public_id, f"furniture {start}–{end} lies outside the page")
    yield from check_record(page)
    for article in articles:
        yield from check_article(article, page)


def check_article(article: Article, page: Page) -> Iterator[Finding]:
    """One article with its mentions and figures."""
    yield from check_record(article)
    yield from check_places(article, article.placed, page)
    for offset, place, length in article.body_map:
        if offset + length > len(article.body) or place + length > page.characters:
            yield Finding(article.public_id, f"the body's way to print leads astray at {offset}")
            break
    for mention in article.mentions.all():
        yield from check_record(mention)
        yield from check_places(mention, mention.placed, page)
    for metric in article.metrics.all():
        yield from check_record(metric)
        yield from check_places(metric, [(metric.start, metric.end)], page)
        if not is_printed_there(metric, page.text, article.placed):
            yield Finding(metric.public_id, f"{metric.text} is not what is printed at {metric.start}–{metric.end}")


def check_places(row: Any, placed: list[tuple[int, int]], page: Page) -> Iterator[Finding]:
    for start, end in spans_outside(page, placed):
        yield Finding(row.public_id, f"place {start}–{end} lies outside the page")


def check_record(row: Curated) -> Iterator[Finding]:
    """Whether the record of what was written and read has its shape."""
    allowed = {*row.curated_fields, STATUS}
    for name in ("written", "reading"):
        kept = getattr(row, name)
        if not isinstance(kept, dict):
            yield Finding(row.public_id, f"{name} is not a record of fields")
        elif unknown := sorted(kept.keys() - allowed):
            yield Finding(row.public_id, f"{name} names what is no field: {', '.join(unknown)}")
    if isinstance(row.written, dict) and row.written and (missing := sorted(allowed - row.written.keys())):
        yield Finding(row.public_id, f"written does not name: {', '.join(missing)}")


def is_printed_there(metric: Metric, text: str, placed: list[tuple[int, int]]) -> bool:
    """Whether the figure's characters stand, in order, where it says it is printed.

    Its place may hold more (a line break, the column beside it), and holds less where the end of a column tears the
    figure: then a stretch of it stands at the edge of one of the article's places. A repaired or corrected figure may
    say otherwise.
    """
    if metric.repaired or not metric.written or any(is_field_edited(metric, n) for n in ("text", "start", "end")):
        return True
    figure, there = fold(metric.text), fold(text[metric.start : metric.end])
    rest = iter(there)
    return all(character in rest for character in figure) or (
        0 < len(there) < len(figure)
        and (figure.startswith(there) or figure.endswith(there))
        and any(is_at_edge(text, (metric.start, metric.end), place) for place in placed)
    )


def is_at_edge(text: str, inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Whether a place begins or ends where the one around it does, white space apart."""
    (start, end), (first, last) = inner, outer
    within = first <= start and end <= last
    return within and not (text[first:start].strip() and text[end:last].strip())


def fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
