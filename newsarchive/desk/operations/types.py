"""What passes in and out of operations on a page's articles: operations, the page's layout, what was done, refusals.

Data only. Places are code points of the page's text, end exclusive; articles are named by their public ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from articles.text.spans import Run, Span

NEW = "new"
FURNITURE = "furniture"
UNASSIGNED = "unassigned"


class Part(StrEnum):
    """The part that characters play in an article; the same words as `ArticleSpan.Part`."""

    HEADLINE = "headline"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    CROSSHEAD = "crosshead"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"


class Road(StrEnum):
    """By which road an operation came."""

    ADMIN = "admin"
    API = "api"
    BULK = "bulk"


# Operations ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Move:
    """Give characters, whoever has them, to an article (its public id), `new`, `furniture` or `unassigned`.

    They keep their parts, or all play `part`; what comes from furniture or from nobody is body if nothing is said.
    `place` is the number of the article's part that they are put before; without it, they go where print has them.
    """

    kind: ClassVar[str] = "move"
    spans: tuple[Span, ...]
    to: str
    part: Part | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Split:
    """Part an article in two: what is read from the place on becomes a new article after it.

    The place is an offset of the page (`at`) or one of the body as it stands (`body_at`), exactly one of them.
    """

    kind: ClassVar[str] = "split"
    article: str
    at: int | None = None
    body_at: int | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Put all of `other`, of the same page, behind `article`. Where both have a headline, the second is a crosshead."""

    kind: ClassVar[str] = "merge"
    article: str
    other: str


@dataclass(frozen=True, slots=True)
class Reorder:
    """Put an article before another one of the page, or last (`before` is None)."""

    kind: ClassVar[str] = "reorder"
    article: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Let characters of articles play another part in them."""

    kind: ClassVar[str] = "mark"
    spans: tuple[Span, ...]
    part: Part


@dataclass(frozen=True, slots=True)
class Decide:
    """Confirm, reject, withdraw or restore an article: the status it is given."""

    kind: ClassVar[str] = "decide"
    article: str
    status: str


@dataclass(frozen=True, slots=True)
class Join:
    """Say that `article` goes on in `other`, which is mostly of another page (下转第3版); None parts them again."""

    kind: ClassVar[str] = "join"
    article: str
    other: str | None


@dataclass(frozen=True, slots=True)
class Restore:
    """Give an article the places that it had in an earlier state, whoever has them now, and nothing else, with its
    words of then, at its position of then; a tombstone counts again. Done from the history alone: others ask for no
    such kind."""

    kind: ClassVar[str] = "restore"
    article: str
    parts: tuple[tuple[str, int, int], ...]
    position: float
    texts: dict[str, Any]
    body_map: tuple[tuple[int, int, int], ...]


Action = Move | Split | Merge | Reorder | Mark | Decide | Join | Restore
KINDS: dict[str, type[Any]] = {each.kind: each for each in (Move, Split, Merge, Reorder, Mark, Decide, Join)}


# The page as a value -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LaidPart:
    """One stretch of an article, in reading order."""

    part: Part
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LaidFact:
    """A person or figure of an article, and where it is printed."""

    id: str
    text: str
    spans: tuple[Span, ...]
    status: str


@dataclass(frozen=True, slots=True)
class LaidArticle:
    """A visible article of the page: its parts, its text as it stands, and what it carries along."""

    id: str
    number: int
    position: float
    status: str
    kind: str
    kicker: str
    headline: str
    standfirsts: tuple[str, ...]
    crossheads: tuple[str, ...]
    byline: str
    body: str
    body_map: tuple[Run, ...]
    parts: tuple[LaidPart, ...]
    continues: str | None = None
    continued_by: tuple[str, ...] = ()
    people: tuple[LaidFact, ...] = ()
    figures: tuple[LaidFact, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """An operation as it stands in the page's record."""

    id: int
    kind: str
    arguments: dict[str, Any]
    state: str
    by: str
    road: str
    reason: str
    at: datetime
    articles: tuple[str, ...] = ()  # whose rows it changed


@dataclass(frozen=True, slots=True)
class Layout:
    """A page as the desk shows it. `version` is a hash of where its characters are and how its articles read."""

    page: str
    version: str
    characters: int
    articles: tuple[LaidArticle, ...]
    furniture: tuple[Span, ...]
    unassigned: tuple[Span, ...]
    tombstones: tuple[LaidArticle, ...] = ()
    undoable: Done | None = None
    redoable: Done | None = None

    def article(self, public_id: str) -> LaidArticle:
        return next(each for each in self.articles if each.id == public_id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What applying, undoing or redoing came to: the operation and the page after it, as a value and as its rows."""

    done: Done
    layout: Layout
    rows: Any = field(repr=False, compare=False)
    made: tuple[str, ...] = field(default=())  # public ids of new articles


# Refusals ------------------------------------------------------------------------------------------------------------


class OperationError(Exception):
    """An operation that is not done. The message says why, in the editor's language; `rule` says it to programs."""

    def __init__(self, message: str, rule: str = "invalid", field: str = "") -> None:
        super().__init__(message)
        self.rule, self.field = rule, field


class Conflict(OperationError):
    """The page is no longer as the editor saw it; `layout` is what it is now, `seen` the version that was sent."""

    def __init__(self, message: str, seen: str, layout: Layout) -> None:
        super().__init__(message, "version_gone")
        self.seen, self.layout = seen, layout


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """A field that is no longer as the operation left it."""

    record: str
    field: str
    left: Any
    now: Any


class EditedSince(OperationError):
    """Undoing would lose what somebody did after the operation; `changes` name it. Nothing was undone."""

    def __init__(self, message: str, changes: Sequence[ChangedSince]) -> None:
        super().__init__(message, "edited_since")
        self.changes = tuple(changes)
