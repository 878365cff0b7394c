"""Figures in print: what they are read as, and what is never one. All examples are invented."""

from __future__ import annotations

from decimal import Decimal

from django.test import SimpleTestCase

from articles.text.spans import MappedText, Span
from metrics.extraction.quantities import find_metrics
from metrics.extraction.types import MetricDraft


def passage(text: str) -> MappedText:
    """The text as if it stood alone on a page."""
    return MappedText(text, tuple(range(len(text))))


def read(text: str) -> tuple[MetricDraft, ...]:
    return find_metrics((passage(text),))


class FigureTests(SimpleTestCase):
    def test_a_figure_has_value_unit_and_the_shortest_text(self) -> None:
        for printed, expected in [
            ("检测能力达到8.93万人份。", ("8.93万人份", "89300", None, "人份")),
            ("总投资1.28亿元。", ("1.28亿元", "128000000", None, "元")),
        ]:
            with self.subTest(printed):
                (draft,) = read(printed)
                text, value, most, unit = expected
                self.assertEqual(
                    (draft.text, draft.value, draft.value_max, draft.unit),
                    (text, Decimal(value), most and Decimal(most), unit),
                )
                start = printed.index(text)
                self.assertEqual(draft.span, Span(start, start + len(text)))
