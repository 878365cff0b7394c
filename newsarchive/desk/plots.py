"""Plots of months as SVG drawn by the server: bars beside each other, a table with the same numbers for those who
read it. No script and no style: looks stand in the style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

WIDTH, HEIGHT = 360, 190  # of the drawing, in its own units: about as wide as it is shown, so that its words are read
LEFT, BOTTOM, TOP = 44, 26, 12
MONTHS = 24  # the newest that are shown
NAMED = 5  # of them at most by name below the axis: more would touch


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of bars: what they are called, and a value for each month (None: no bar)."""

    label: str
    values: Sequence[float | None]


def draw(
    name: str, title: str, months: Sequence[date], series: Sequence[Series], percent: bool = False
) -> dict[str, Any]:
    """A plot as its template wants it: bars with places, lines with labels, rows of the table."""
    known = [value for each in series for value in each.values if value is not None]
    top = 1.0 if percent else nice_top(max(known, default=1))
    step = (WIDTH - LEFT) / max(len(months), 1)
    wide = min(step * 0.8 / len(series), 20)
    bars = []
    for at, month in enumerate(months):
        left = LEFT + at * step + (step - wide * len(series)) / 2
        for place, each in enumerate(series):
            value = each.values[at]
            if value is not None:
                tall = (HEIGHT - BOTTOM - TOP) * min(value / top, 1)
                bars.append(
                    {
                        "x": f"{left + place * wide:.1f}",
                        "y": f"{HEIGHT - BOTTOM - tall:.1f}",
                        "width": f"{max(wide - 1, 1):.1f}",
                        "height": f"{tall:.1f}",
                        "looks": f"bar-{place}",
                        "told": f"{month:%Y-%m} {each.label} {tell(value, percent)}",
                    }
                )
    every = max(1, -(-len(months) // NAMED))
    return {
        "name": name,
        "title": title,
        "box": f"0 0 {WIDTH} {HEIGHT}",
        "bars": bars,
        "is_empty": not any(known),
        "lines": [
            {"y": f"{TOP + (HEIGHT - BOTTOM - TOP) * (1 - share):.1f}", "label": tell(top * share, percent)}
            for share in (0, 0.5, 1)
        ],
        "months": [
            {"x": f"{LEFT + (at + 0.5) * step:.1f}", "label": f"{month:%Y-%m}"}
            for at, month in enumerate(months)
            if at % every == 0
        ],
        "left": LEFT,
        "right": WIDTH,
        "foot": HEIGHT - 8,
        "series": [each.label for each in series],
        "rows": [
            (f"{month:%Y-%m}", [tell(each.values[at], percent) for each in series]) for at, month in enumerate(months)
        ],
    }


def nice_top(value: float) -> float:
    """The least of 2, 4, 10, 20, 40, 100 … that is not below the value, so that its half is a whole number."""
    top = 2
    while top < value:
        top = {2: 4, 4: 10, 1: 2}[int(str(top)[0])] * 10 ** (len(str(top)) - 1)
    return top


def tell(value: float | None, percent: bool) -> str:
    """A number as it is shown."""
    if value is None:
        return "–"
    return f"{value:.0%}" if percent else f"{value:,.0f}"
