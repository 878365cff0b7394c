"""Where phrases stand in a text, and short pieces of it around them: made in Python, the same on every database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.text.spans import Span, merge_spans
from articles.text.words import fold_characters

# Characters shown on each side of a hit.
_AROUND = 24
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text, where it starts there, and the marked stretches, counted from the piece's own beginning."""

    text: str
    start: int
    marks: tuple[Span, ...]


def find_marks(text: str, phrases: Sequence[str]) -> tuple[Span, ...]:
    """Where the folded phrases stand in the text as it is: sorted, disjoint, in code points."""
    folded, origins = _fold_with_origins(text)
    return merge_spans(
        (origins[start], origins[start + len(phrase) - 1] + 1)
        for phrase in phrases
        for start in _find_all(folded, phrase)
    )


def cut_snippets(text: str, phrases: Sequence[str], most: int = 3) -> tuple[Snippet, ...]:
    """At most `most` pieces of the text around the first hits; hits that stand near each other share a piece."""
    groups: list[list[Span]] = []
    for mark in find_marks(text, phrases):
        if groups and mark.end <= groups[-1][0].end + _AROUND:
            groups[-1].append(mark)
        elif len(groups) < most:
            groups.append([mark])
        else:
            break
    return tuple(_cut(text, group) for group in groups)


def _cut(text: str, marks: list[Span]) -> Snippet:
    start = max(0, marks[0].start - _AROUND)
    end = min(marks[-1].end + _AROUND, start + _LONGEST)
    clipped = (Span(mark.start - start, min(mark.end, end) - start) for mark in marks)
    return Snippet(text[start:end], start, tuple(clipped))


def _fold_with_origins(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the offset in `text` that it came from."""
    pieces = fold_characters(text)
    return "".join(pieces), [i for i, piece in enumerate(pieces) for _ in piece]


def _find_all(folded: str, phrase: str) -> Iterator[int]:
    start = folded.find(phrase)
    while start >= 0:
        yield start
        start = folded.find(phrase, start + 1)
