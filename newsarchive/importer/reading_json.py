"""A reading as JSON: the shape that `docs/reading.md` describes and other programs rely on. Nothing here decides."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from articles.extraction.types import Block, BlockKind, Repair
from metrics.extraction.types import MetricDraft
from newsarchive.importer.types import ArticleReading, PageReading
from people.extraction.types import MentionDraft


def reading_as_json(reading: PageReading) -> dict[str, Any]:
    """The reading in plain lists, dicts, strings and numbers; offsets in code points, end exclusive."""
    source, issue = reading.source, reading.issue
    return {
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "encoding": source.encoding,
            "characters": len(source.text),
            "damaged_bytes": source.replaced,
        },
        "newspaper": issue.newspaper,
        "newspaper_basis": issue.newspaper_basis,
        "issue_date": issue.date,
        "issue_date_basis": issue.date_basis,
        "issue_number": issue.issue_number,
        "edition": issue.edition,
        "page_label": issue.page_label,
        "section": issue.section,
        "articles": [article_as_json(article) for article in reading.articles],
        "furniture": pairs(reading.layout.furniture),
        "unassigned": pairs(reading.layout.unassigned),
        "repairs": [repair_as_json(repair) for repair in reading.layout.repairs],
        "warnings": list(reading.warnings),
    }


def article_as_json(article: ArticleReading) -> dict[str, Any]:
    """One article with its people and figures. Heads are null where the article has none."""
    draft = article.draft
    return {
        "kind": draft.kind.value,
        "headline": draft.headline.text if draft.headline else None,
        "kicker": draft.kicker.text if draft.kicker else None,
        "standfirsts": [head.text for head in draft.standfirsts],
        "crossheads": [head.text for head in draft.crossheads],
        "byline": draft.byline.text if draft.byline else None,
        "dateline_place": draft.dateline_place,
        "dateline_date": draft.dateline_date,
        "body": draft.body.text,
        "captions": [caption.text for caption in draft.captions],
        "spans": pairs(draft.spans),
        "headline_spans": pairs(draft.spans_of(BlockKind.HEADLINE)),
        "byline_spans": pairs(draft.spans_of(BlockKind.BYLINE)),
        "confidence": draft.confidence,
        "why": draft.why,
        "people": [mention_as_json(mention) for mention in article.mentions],
        "metrics": [metric_as_json(metric) for metric in article.metrics],
    }


def mention_as_json(mention: MentionDraft) -> dict[str, Any]:
    """One person as the article names them."""
    return {
        "name": mention.name,
        "role": mention.role.value,
        "title": mention.title,
        "organization": mention.organization,
        "partial": mention.partial,
        "spans": pairs(mention.spans),
        "confidence": mention.confidence,
        "why": mention.why,
    }


def metric_as_json(metric: MetricDraft) -> dict[str, Any]:
    """One printed quantity; numbers as plain decimal strings, so that no digit is lost on the way."""
    return {
        "text": metric.text,
        "value": plain(metric.value),
        "value_max": plain(metric.value_max),
        "unit": metric.unit,
        "indicator": metric.indicator,
        "period": metric.period,
        "place": metric.place,
        "approximate": metric.approximate,
        "change": metric.change.value if metric.change else None,
        "kind": metric.kind.value if metric.kind else None,
        "repaired": metric.repaired,
        "span": list(metric.span),
        "confidence": metric.confidence,
        "why": metric.why,
    }


def repair_as_json(repair: Repair) -> dict[str, Any]:
    """Characters that were taken for others."""
    return {"span": list(repair.span), "kind": repair.kind, "as_read": repair.as_read}


def block_as_json(block: Block) -> dict[str, Any]:
    """One block as `read_page --json` prints it: lines from 1, what it is taken for and why; articles from 0."""
    return {
        "lines": [block.lines[0].number, block.lines[-1].number],
        "span": list(block.span),
        "kind": block.kind.value,
        "article": block.story,
        "confidence": block.confidence,
        "why": block.why,
    }


def pairs(spans: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Spans as [start, end]."""
    return [[start, end] for start, end in spans]


def plain(value: Decimal | None) -> str | None:
    """Decimal("8.93E+4") -> "89300"."""
    return None if value is None else format(value, "f")
