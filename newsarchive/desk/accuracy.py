"""How good the reader is, by what editors made of its readings: precision and recall by paper, month and field.

Only what somebody has decided is counted: articles that are confirmed, with all below them, and those rejected. The
reader's side is the newest reading of each row, so that a better reader is seen to be better on the same pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from articles.curation import TOMBSTONES, Curated, Status, is_withdrawn_by_import
from articles.models import Article
from articles.plain import plain
from metrics.models import Metric
from people.models import Mention

# "found" asks whether the reader saw the row at all; the rest are fields of rows that it saw and that stand.
FOUND = "found"
# Not judged: places and their marks, which move with any text that is moved, and whose value shows elsewhere.
NOT_JUDGED: Mapping[type[Curated], frozenset[str]] = {
    Article: frozenset({"position"}),
    Mention: frozenset({"spans"}),
    Metric: frozenset({"start", "end", "repaired"}),
}
FIELDS: Mapping[type[Curated], tuple[str, ...]] = {
    model: tuple(field for field in model.curated_fields if field not in left_out)
    for model, left_out in NOT_JUDGED.items()
}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many values the reader said, how many of them stand, and how many stand in all."""

    said: int = 0
    right: int = 0
    wanted: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.said + other.said, self.right + other.right, self.wanted + other.wanted)

    @property
    def precision(self) -> float | None:
        """The share of what was said that is right; None where nothing was said."""
        return self.right / self.said if self.said else None

    @property
    def recall(self) -> float | None:
        """The share of what there is that was read right; None where there is nothing."""
        return self.right / self.wanted if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall."""
        both = self.said + self.wanted
        return 2 * self.right / both if both else None


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """What a tally is of: the paper's code (empty where unknown), the first day of the month, kind of row, field."""

    newspaper: str
    month: date | None
    record: str
    field: str


def count_accuracy(newspaper: str = "", since: date | None = None, until: date | None = None) -> dict[Counted, Tally]:
    """The tallies of all decided articles, of one paper or of issues between two days (both included) if asked for."""
    asked = Q(page__status__in=(Status.UNREVIEWED, Status.CONFIRMED))
    if newspaper:
        asked &= Q(page__issue__newspaper__code=newspaper)
    if since:
        asked &= Q(page__issue__date__gte=since)
    if until:
        asked &= Q(page__issue__date__lte=until)
    tallies: dict[Counted, Tally] = defaultdict(Tally)
    for article in decided_articles(asked):
        issue = article.page.issue
        paper, month = (issue.newspaper.code, issue.date.replace(day=1)) if issue else ("", None)
        for record, field, tally in tally_article(article):
            tallies[Counted(paper, month, record, field)] += tally
    return dict(tallies)


def decided_articles(asked: Q) -> Iterator[Article]:
    """Articles that an editor confirmed or rejected, with what hangs on them, a few hundred in memory at a time."""
    rows = (
        Article.objects.filter(asked, status__in=(Status.CONFIRMED, Status.REJECTED))
        .select_related("page__issue__newspaper")
        .prefetch_related(
            "spans",
            Prefetch("mentions", Mention.objects.select_related("person")),
            Prefetch("metrics", Metric.objects.select_related("indicator")),
        )
    )
    return rows.order_by("pk").iterator(chunk_size=200)


def tally_article(article: Article) -> Iterator[tuple[str, str, Tally]]:
    """(record, field, tally) for an article and, where it stands, for all its people and figures."""
    yield from tally_row(article)
    if article.status not in TOMBSTONES:
        for row in (*article.mentions.all(), *article.metrics.all()):
            yield from tally_row(row)


def tally_row(row: Curated) -> Iterator[tuple[str, str, Tally]]:
    """One row against its newest reading: seen or not, and field by field where it was seen and stands."""
    record = row._meta.model_name
    stands = row.status not in TOMBSTONES
    # What the import itself took back is no longer said: neither right nor wrong.
    said = bool(row.reading) and not is_withdrawn_by_import(row)
    if said or stands:
        yield record, FOUND, Tally(said, said and stands, stands)
    if said and stands:
        for field in FIELDS[type(row)]:
            if field in row.reading:
                tally = compare(plain(type(row), field, row.reading[field]), row.curated_value(field))
                if tally != Tally():
                    yield record, field, tally


def compare(read: Any, stands: Any) -> Tally:
    """One value read beside the one that stands; an empty value says nothing: None, "", [], False."""
    return Tally(bool(read), bool(read) and read == stands, bool(stands))


def add_up(counted: Mapping[Counted, Tally], by: str) -> dict[Counted, Tally]:
    """The tallies summed over what `by` does not tell apart: field, newspaper, month or all."""
    summed: dict[Counted, Tally] = defaultdict(Tally)
    for key, tally in counted.items():
        paper = key.newspaper if by in ("newspaper", "all") else ""
        month = key.month if by in ("month", "all") else None
        summed[Counted(paper, month, key.record, key.field)] += tally
    return dict(summed)


def order_of(entry: tuple[Counted, Tally]) -> tuple[Any, ...]:
    """The order in which tallies are told: by paper, month, kind of row; whether it was found at all comes first."""
    key = entry[0]
    return (key.newspaper, key.month or date.min, key.record, key.field != FOUND, key.field)
