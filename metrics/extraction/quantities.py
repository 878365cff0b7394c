"""Figures in running text: number, unit and marks, then what is measured, when and where."""

from __future__ import annotations

from collections.abc import Sequence

from articles.text.spans import MappedText
from metrics.extraction.types import MetricDraft, StoryFacts


def find_metrics(passages: Sequence[MappedText], facts: StoryFacts = StoryFacts()) -> tuple[MetricDraft, ...]:
    """Every quantity that the passages report, in order."""
    return ()
