"""The widths that lines are set to: one for the lines of a column, found from the lines around each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

LONGEST_SET = 44.0  # ems; no column of running text is set wider, a longer line is a whole paragraph
COLUMN = 4  # lines of one width are a column
NEAR = 6  # lines looked at on either side to find the column's width
SAME_WIDTH = 1.25  # ems; lines of one column differ by less, for marks at their ends
WHOLE = 1.0  # times as much text in longer lines: lines are whole paragraphs here, and short ones are no column


def find_shared_widths(counts: Sequence[int], widths: Sequence[float]) -> list[float | None]:
    """One width for lines of as many characters as most lines around them, where these are not of one width in ems.

    Such a text was broken by count, whatever its marks and figures are wide. Their width is taken to be between the
    average and the widest, so that it stays near what other lines are measured by.
    """
    found: list[float | None] = []
    for i, count in enumerate(counts):
        low, high = max(0, i - NEAR), i + NEAR + 1
        near = counts[low:high]
        if 8 <= count <= LONGEST_SET and 2 * near.count(count) > len(near):
            alike = [width for other, width in zip(near, widths[low:high], strict=True) if other == count]
            found.append((sum(alike) / len(alike) + max(alike)) / 2 if max(alike) - min(alike) > SAME_WIDTH else None)
        else:
            found.append(None)
    return found


def find_columns(widths: Sequence[float]) -> list[float | None]:
    """For each line the width most lines around it share: at least four of the nearest, itself or not.

    Where a whole paragraph in one line stands among them, those on the other side of it tell.
    """
    found: list[float | None] = []
    for i in range(len(widths)):
        around = widths[max(0, i - NEAR) : i + NEAR + 1]
        column = _find_set_width(around)
        if column is None and max(around) > LONGEST_SET and widths[i] <= LONGEST_SET:
            below = widths[i : i + NEAR + 1]
            column = _find_set_width(below) if max(below) <= LONGEST_SET else None
        found.append(column)
    return found


def _find_set_width(around: Sequence[float]) -> float | None:
    near = [width for width in around if 5 <= width <= LONGEST_SET]
    longer = sum(width for width in around if width > LONGEST_SET)
    return _find_column(near) if len(near) >= COLUMN and sum(near) >= longer / WHOLE else None


def _find_column(near: list[float]) -> float | None:
    """Of a full column and as many short lines the column is what is wider."""
    ranked = sorted(near)
    if ranked[-1] - ranked[0] <= SAME_WIDTH:
        return sum(ranked) / len(ranked)
    best, most = None, 0.0
    for width in dict.fromkeys(near):
        if len(near) * (width + SAME_WIDTH) <= most:
            continue  # so narrow that not even all lines together would be as wide
        low, high = bisect_left(ranked, width - SAME_WIDTH), bisect_right(ranked, width + SAME_WIDTH)
        wide = sum(ranked[low:high]) if high - low >= COLUMN else 0.0
        if wide > most:
            best, most = wide / (high - low), wide
    return best


def is_column_of_text(widths: Sequence[float], marked: Sequence[bool], i: int, column: float) -> bool:
    """Whether lines of that width around line `i` hold marks, as running text does and heads do not."""
    near = range(max(0, i - NEAR), min(len(widths), i + NEAR + 1))
    alike = [marked[at] for at in near if abs(widths[at] - column) <= SAME_WIDTH]
    return 3 * sum(alike) >= len(alike)
