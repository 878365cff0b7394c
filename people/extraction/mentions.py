"""People named in a byline and in the story's passages."""

from __future__ import annotations

from collections.abc import Sequence

from articles.text.spans import MappedText
from people.extraction.types import KnownNames, MentionDraft


def find_mentions(
    byline: MappedText | None, passages: Sequence[MappedText], known: KnownNames = KnownNames()
) -> tuple[MentionDraft, ...]:
    """Everyone named: first those of the byline, then those of the passages in order of first naming."""
    return ()
