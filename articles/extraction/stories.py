"""A story as stitched together, and how a part of one goes to another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from articles.extraction.blocks import LineGroup
from articles.extraction.types import BlockKind


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


def move_body(found: list[Story], k: int, q: int, r: int, j: int, at: int, why: str) -> None:
    """The body of story `k` from `q` to `r` becomes story `j`'s, from `at` on."""
    giver, taker = found[k], found[j]
    tail = giver.body[q:r]
    moved = giver.crossheads & set(tail), giver.captions & set(tail)
    found[j] = replace(
        taker,
        body=(*taker.body[:at], *tail, *taker.body[at:]),
        crossheads=taker.crossheads | moved[0],
        captions=taker.captions | moved[1],
        why=(*taker.why, why),
    )
    found[k] = replace(
        giver,
        body=(*giver.body[:q], *giver.body[r:]),
        crossheads=giver.crossheads - moved[0],
        captions=giver.captions - moved[1],
    )


def may_be_tail(story: Story, q: int) -> bool:
    """Whether the story's text from `q` on may be another's: nothing tells that a story begins there."""
    first = story.body[q]
    if first.kind is not BlockKind.BODY or first.opening is not None or first.bullet or first in story.captions:
        return False
    return q > 0 or not (story.heads or story.bylines)
