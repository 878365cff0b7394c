"""What passes between the stages from page to articles. Data only: nothing here decides anything.

Everything is frozen and holds spans into the page (code points, end exclusive), so that each piece leads back to print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from articles.text.spans import MappedText, Span


class Line(NamedTuple):
    """One line of the page: `number` from 1, `start` and `end` without the line break."""

    number: int
    start: int
    end: int
    text: str


class BlockKind(StrEnum):
    """What a block is taken to be."""

    HEADLINE = "headline"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    CROSSHEAD = "crosshead"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"
    UNASSIGNED = "unassigned"


class Block(NamedTuple):
    """Lines set together, what they are taken to be, and why.

    `story` is the number (from 0) of the article that the block went to, None for furniture and what is unassigned.
    """

    lines: tuple[Line, ...]
    kind: BlockKind
    why: str
    confidence: float = 1.0
    story: int | None = None

    @property
    def span(self) -> Span:
        return Span(self.lines[0].start, self.lines[-1].end)


class ArticleKind(StrEnum):
    NEWS = "news"
    BRIEF = "brief"
    PHOTO = "photo"
    WEATHER = "weather"
    NOTICE = "notice"
    ADVERT = "advert"


class Part(NamedTuple):
    """One stretch of an article on the page, and the part it plays. An article's parts stand in reading order."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """An article as read, before it is a row.

    `parts` cover all that belongs to the article, in the order in which it should be read, white space and byline
    and dateline included; they are disjoint. `body` begins after byline and dateline; its paragraphs are parted
    by one line feed, and crossheads stand among them as paragraphs too. `byline` keeps its spaces. Dates are ISO,
    possibly partial (`--12-04`, `2022-12-04`).
    """

    kind: ArticleKind
    body: MappedText
    parts: tuple[Part, ...]
    headline: MappedText | None = None
    kicker: MappedText | None = None
    standfirsts: tuple[MappedText, ...] = ()
    crossheads: tuple[MappedText, ...] = ()
    byline: MappedText | None = None
    captions: tuple[MappedText, ...] = ()
    dateline_place: str | None = None
    dateline_date: str | None = None
    confidence: float = 1.0
    why: str = ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """The article's page spans in reading order."""
        return tuple(part.span for part in self.parts)

    def spans_of(self, kind: BlockKind) -> tuple[Span, ...]:
        return tuple(part.span for part in self.parts if part.kind == kind)


@dataclass(frozen=True, slots=True)
class Repair:
    """Characters of the page that the reader took for others: `as_read` stands for what is printed at `span`."""

    span: Span
    kind: str
    as_read: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The page taken apart: every character is in exactly one of the articles' parts, furniture and unassigned."""

    blocks: tuple[Block, ...]
    articles: tuple[ArticleDraft, ...]
    furniture: tuple[Span, ...]
    unassigned: tuple[Span, ...]
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of a page from outside (options, file name, manifest). It wins over what is read.

    `basis` says in words where it comes from, for what is printed beside it.
    """

    newspaper: str | None = None
    date: str | None = None
    page_label: str | None = None
    edition: str | None = None
    section: str | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """Which paper and day the page is of, as far as it tells, each with its basis in words.

    `date` is ISO and may be partial: `2021-02-05`, `2021-02`, `2021`, `--12-05`. None where the page does not tell.
    `home_place` is the city or county that 全市, 我市 mean here (青岭日报 -> 青岭市), None where unknown.
    """

    newspaper: str | None = None
    newspaper_basis: str = ""
    date: str | None = None
    date_basis: str = ""
    issue_number: str | None = None
    edition: str | None = None
    page_label: str | None = None
    section: str | None = None
    home_place: str | None = None
    confidence: float = 1.0
    warnings: tuple[str, ...] = field(default=())
