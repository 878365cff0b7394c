"""Drafts of figures become rows: matched by the place where they are printed, brought together field by field.

Planned in memory; what is written is for the importer's store to say.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from decimal import Context, Decimal
from typing import Any

from articles.curation import TOMBSTONES, Changes, is_touched, is_withdrawn_by_import
from articles.ingest import ArticlePlan
from articles.likeness import Shape, match_drafts
from articles.models import Article
from articles.plain import leave_out_overlong
from articles.public_ids import metric_id
from articles.text.spans import Span
from metrics.extraction.types import MetricDraft
from metrics.models import Indicator, IndicatorVariant, Metric

PLACES = Metric._meta.get_field("value").decimal_places
LARGEST = Decimal(10) ** (Metric._meta.get_field("value").max_digits - PLACES)
# SQLite keeps a number of more digits only nearly; the archive shall hold the same on both databases.
EXACT = Context(prec=15)


def plan_metrics(articles: ArticlePlan, rows: Sequence[Metric], drafts: dict[int, Sequence[MetricDraft]]) -> Changes:
    """Decide for every figure, standing or drafted, what becomes of it.

    `rows` are all of the page's, tombstones too; `drafts` are those of each article draft, by its number. A figure
    belongs to the article that holds its characters now, whoever gave them to it.
    """
    changes = Changes()
    owners = articles.owners()
    flat = [draft for number in sorted(drafts) for draft in drafts[number]]
    homes = [owners.owner(*draft.span) for draft in flat]
    places = [articles.rows[home].pk if home is not None else None for home in homes]
    worked_on = [is_touched(row) for row in rows]
    matched = match_drafts(
        [[draft.span] for draft in flat],
        [shape for number, row in enumerate(rows) for shape in shapes_of(number, row)],
        # A figure that somebody worked on is found wherever it stands now; others stay within their article.
        lambda draft, row: worked_on[row] or (places[draft] is not None and rows[row].article_id == places[draft]),
    )
    known = known_indicators() if any(draft.indicator for draft in flat) else {}
    for number, draft in enumerate(flat):
        read = read_fields(draft, known, changes.warnings)
        if read is None:
            continue
        rest = {"confidence": draft.confidence, "why": draft.why}
        if number in matched:
            changes.meet(rows[matched[number]], read, rest)
        elif (other := find_work(draft.span, rows, worked_on)) is not None:
            changes.warnings.append(f"no second figure made of {draft.text}: {other.public_id} has its place")
        elif homes[number] is not None:
            make_metric(articles, articles.rows[homes[number]], read, rest, changes)
    found = set(matched.values())
    for number, row in enumerate(rows):
        if number not in found:
            articles.miss_below(row, changes)
    return changes


def shapes_of(number: int, row: Metric) -> list[Shape]:
    """Where the figure is now, and where the importer put it."""
    is_tombstone = row.status in TOMBSTONES
    rejected = is_tombstone and not is_withdrawn_by_import(row)
    places = [(row.start, row.end), (row.written.get("start", row.start), row.written.get("end", row.end))]
    return [Shape(number, (Span(*place),), is_tombstone, rejected) for place in dict.fromkeys(places)]


def find_work(span: Span, rows: Sequence[Metric], worked_on: Sequence[bool]) -> Metric | None:
    """A figure that somebody worked on and that holds most of the span."""
    for row, is_work in zip(rows, worked_on, strict=True):
        if is_work and 2 * (min(span.end, row.end) - max(span.start, row.start)) > span.end - span.start:
            return row
    return None


def make_metric(
    articles: ArticlePlan, article: Article, read: dict[str, Any], rest: dict[str, Any], changes: Changes
) -> None:
    row = Metric(article=article, number=article.next_metric_number, run=articles.run, **rest)
    row.public_id = metric_id(article.public_id, row.number)
    article.next_metric_number += 1
    articles.changes.reread.append(article)
    changes.enter(row, read)


def read_fields(draft: MetricDraft, known: dict[str, Indicator], warnings: list[str]) -> dict[str, Any] | None:
    """The curated fields as drafted; None, with a warning, for what the archive cannot hold as printed."""
    values = [value for value in (draft.value, draft.value_max) if value is not None]
    if not all(is_storable(value) for value in values):
        warnings.append(f"figure left out: {draft.text[:40]} at {draft.span.start} has a number too large or too long")
        return None
    if any(round(value, PLACES) != value for value in values):
        warnings.append(f"figure rounded to {PLACES} places: {draft.text[:40]} at {draft.span.start}")
    values.sort()  # a range that is printed downwards, 16℃～10℃, is the same range
    read, overlong = leave_out_overlong(
        Metric,
        {
            "text": draft.text,
            "unit": draft.unit or "",
            "phrase": draft.indicator or "",
            "period": draft.period or "",
            "place": draft.place or "",
        },
    )
    warnings += [f"{draft.span.start}: {warning}" for warning in overlong]
    if not read["text"]:
        return None
    return read | {
        "value": values[0],
        "value_max": values[1] if len(values) > 1 else None,
        "indicator": known.get(fold(draft.indicator)) if draft.indicator else None,
        "approximate": draft.approximate,
        "change": str(draft.change or ""),
        "kind": str(draft.kind or ""),
        "repaired": draft.repaired,
        "start": draft.span.start,
        "end": draft.span.end,
    }


def is_storable(value: Decimal) -> bool:
    """Whether both databases give the number back as it was given to them."""
    if not value.is_finite() or abs(value) >= LARGEST:
        return False
    rounded = round(value, PLACES)
    return EXACT.create_decimal(rounded) == rounded


def known_indicators() -> dict[str, Indicator]:
    """Every phrase by which an indicator is known, folded; a phrase that two of them share tells neither."""
    pairs = [(indicator.name, indicator) for indicator in Indicator.objects.filter(merged_into=None)]
    by_key = {indicator.pk: indicator for _name, indicator in pairs}
    phrases = IndicatorVariant.objects.filter(indicator__in=by_key).values_list("phrase", "indicator")
    pairs += [(phrase, by_key[key]) for phrase, key in phrases]
    known: dict[str, Indicator] = {}
    shared: set[str] = set()
    for phrase, indicator in pairs:
        if known.setdefault(fold(phrase), indicator) != indicator:
            shared.add(fold(phrase))
    return {phrase: indicator for phrase, indicator in known.items() if phrase not in shared}


def fold(phrase: str) -> str:
    """As phrases are compared: half width, small letters, no spaces."""
    return "".join(unicodedata.normalize("NFKC", phrase).casefold().split())
