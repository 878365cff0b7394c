"""One printed quantity, before it is a row, and what the reader of figures is told about the story."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from articles.text.spans import Span


class Change(StrEnum):
    INCREASE = "increase"
    DECREASE = "decrease"


class MetricKind(StrEnum):
    TARGET = "target"
    RANK = "rank"
    DURATION = "duration"


class MetricDraft(NamedTuple):
    """A quantity as printed. `value` and `value_max` have magnitudes multiplied out (6.27万人份 -> 62700 人份).

    `text` is the shortest printed string with number, unit and approximation mark, closed up; `span` its place.
    `period` is ISO-like: `2020`, `2020-12`, `2020-12-31`, `2023-01/2023-08`, `2021/..`; None where not told.
    """

    text: str
    span: Span
    value: Decimal
    value_max: Decimal | None = None
    unit: str | None = None
    indicator: str | None = None
    period: str | None = None
    place: str | None = None
    approximate: bool = False
    change: Change | None = None
    kind: MetricKind | None = None
    repaired: bool = False
    confidence: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class StoryFacts:
    """What the figures of one story hang on: the issue's day (ISO, possibly partial), the place that 全市 means,
    the dateline's place, and the story's heads as one text."""

    printed_on: str | None = None
    home_place: str | None = None
    dateline_place: str | None = None
    headline: str | None = None
