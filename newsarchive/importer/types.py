"""A page before and after reading. Data only."""

from __future__ import annotations

from dataclasses import dataclass

from articles.extraction.types import ArticleDraft, Given, IssueFacts, Layout
from metrics.extraction.types import MetricDraft
from people.extraction.types import MentionDraft


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page as it came in: decoded text, what it was decoded from, and what is known of it from outside.

    `sha256` is that of the decoded text in UTF-8. `replaced` counts damaged bytes that could not be decoded. The text
    holds no NUL, which PostgreSQL cannot store (decoding puts U+FFFD in its place and counts it), and LF alone for
    line breaks.
    """

    name: str
    text: str
    sha256: str
    encoding: str
    given: Given = Given()
    replaced: int = 0


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """One article with the people and figures found in it."""

    draft: ArticleDraft
    mentions: tuple[MentionDraft, ...]
    metrics: tuple[MetricDraft, ...]


@dataclass(frozen=True, slots=True)
class PageReading:
    """Everything read from one page."""

    source: SourcePage
    layout: Layout
    issue: IssueFacts
    articles: tuple[ArticleReading, ...]
    warnings: tuple[str, ...] = ()
