"""Runs of text, and the gaps of heads and bylines between them. Whose a gap's heads are is decided elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.extraction.blocks import LineGroup
from articles.extraction.types import BlockKind

Shape = tuple[int, int, int]


@dataclass
class Run:
    """Text between two gaps. Mutable only while the page is cut."""

    gap: list[LineGroup] = field(default_factory=list)
    body: list[LineGroup] = field(default_factory=list)

    @property
    def opens(self) -> bool:
        """Whether its text begins with a dateline or a byline of its own."""
        return bool(self.body) and self.body[0].opening is not None

    @property
    def has_byline(self) -> bool:
        opening = self.body[0].opening if self.body else None
        return opening is not None and bool(opening.bylines)


def cut_runs(groups: Sequence[LineGroup]) -> tuple[list[Run], list[LineGroup]]:
    """Runs of text, each with the gap before it, and the gap at the page's end."""
    runs: list[Run] = []
    gap: list[LineGroup] = []
    for group in groups:
        if group.kind is BlockKind.CAPTION and runs and not gap:
            runs[-1].body.append(group)
        elif group.kind in (BlockKind.HEADLINE, BlockKind.BYLINE):
            gap.append(group)
        elif gap or not runs or group.opening is not None or _is_brief(runs[-1], group):
            runs.append(Run(gap, [group]))
            gap = []
        else:
            runs[-1].body.append(group)
    return runs, gap


def _is_brief(run: Run, group: LineGroup) -> bool:
    """Whether a bulleted paragraph, or the text after one, is a brief of its own: the run before holds bullets only."""
    if not all(other.bullet and other.stops for other in run.body):
        return False
    return group.stops or not group.bullet


def shape_of(gap: Sequence[LineGroup]) -> Shape | None:
    """Lines, width of the first line and of all, in which crossheads of one story are alike."""
    if len(gap) != 1 or not gap[0].is_head:
        return None
    return len(gap[0].lines), round(gap[0].first.ems), round(gap[0].ems / 2)
