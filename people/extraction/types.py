"""What is said of a person in one article, before it is a row, and what is known of names from outside."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from articles.text.spans import Span


class Role(StrEnum):
    REPORTER = "reporter"
    CORRESPONDENT = "correspondent"
    PHOTOGRAPHER = "photographer"
    EDITOR = "editor"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class MentionDraft:
    """A person as one article names them. One draft for each person and role, with every place of the name.

    `spans` are page spans of the name (one for each place; two for a name that a column's end tears).
    `partial` is set for 佟大娘, 李先生, 张某: only ever called so. `title` and `organization` are as printed.
    """

    name: str
    role: Role
    spans: tuple[Span, ...]
    title: str | None = None
    organization: str | None = None
    partial: bool = False
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names that editors have confirmed in the archive, as plain data: authority names and their variants."""

    names: frozenset[str] = frozenset()
