"""A line with what it is taken to be: data only."""

from __future__ import annotations

from typing import NamedTuple

from articles.extraction.datelines import Opening
from articles.extraction.lines import MeasuredLine
from articles.extraction.types import BlockKind

Cues = list[tuple[float, str]]  # what speaks for (above 0) or against a line's being a head, and why


LIST_LINE = "a line of a list"
ROW_OF_TABLE = "a row of a table"
SET_IN_ROWS = (LIST_LINE, ROW_OF_TABLE)
REST_OF_CREDIT = "the rest of a credit that closes the text above"


class SortedLine(NamedTuple):
    """A line with what it is taken to be, why, and how far the cues are from the turning point.

    `opening` stands at the line where a story's byline or dateline begins; offsets are the page's.
    """

    measured: MeasuredLine
    kind: BlockKind
    why: str
    score: float = 0.0
    opening: Opening | None = None

    @property
    def flat(self) -> str:
        return self.measured.flat
