"""A story as stitched together: data only."""

from __future__ import annotations

from dataclasses import dataclass

from articles.extraction.blocks import LineGroup


@dataclass(frozen=True)
class Story:
    """The blocks of one story in reading order, by the part they play, and why they were put together."""

    heads: tuple[LineGroup, ...] = ()
    bylines: tuple[LineGroup, ...] = ()
    body: tuple[LineGroup, ...] = ()
    crossheads: frozenset[LineGroup] = frozenset()
    captions: frozenset[LineGroup] = frozenset()
    why: tuple[str, ...] = ()
    margin: float = 0.0  # by how much the closest of its borders and sections weighs more than the next best way
    closed: bool = True  # whether what follows begins surely: with a byline, a dateline, under a flag, or not at all

    @property
    def groups(self) -> tuple[LineGroup, ...]:
        return tuple(sorted((*self.heads, *self.bylines, *self.body), key=lambda group: group.span))
