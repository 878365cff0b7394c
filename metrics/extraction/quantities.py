"""Figures in running text: number, unit and marks, then what is measured, when and where."""

from __future__ import annotations

from collections.abc import Sequence

from articles.text.dates import PrintedDate, find_dates
from articles.text.numerals import fold_digits
from articles.text.spans import MappedText, Span
from metrics.extraction.changes import read_change, read_clause, read_kind
from metrics.extraction.context import Clock, Gazette
from metrics.extraction.grammar import Quantity, find_quantities, is_kept_whole
from metrics.extraction.indicators import Reader
from metrics.extraction.marks import stands_apart
from metrics.extraction.refusals import find_names, refuse
from metrics.extraction.types import MetricDraft, StoryFacts

LIST_MARKS = ("、", "和", "及", "与", ",", "，")

TORN = 12  # characters of page between two characters of a figure, from which on the column's end lies between them


def find_metrics(passages: Sequence[MappedText], facts: StoryFacts = StoryFacts()) -> tuple[MetricDraft, ...]:
    """Every quantity that the passages report, in order."""
    texts = [fold_digits(passage.text) for passage in passages]
    gazette = Gazette(texts, facts)
    found: list[MetricDraft] = []
    for passage, text in zip(passages, texts, strict=True):
        dates = find_dates(text, facts.printed_on)
        figures = find_figures(text, dates)
        if figures:
            found += _draft_all(passage, text, figures, dates, gazette)
    return tuple(found)


def _draft_all(
    passage: MappedText, text: str, figures: Sequence[Quantity], dates: Sequence[PrintedDate], gazette: Gazette
) -> list[MetricDraft]:
    indicators = [told for told, _why in Reader(text, figures, [(d.start, d.end) for d in dates]).read_all()]
    clock = Clock(text, dates)
    drafts: list[MetricDraft] = []
    clause, reach = "", 0
    for figure, indicator in zip(figures, indicators, strict=True):
        if not (drafts and text[reach : figure.start].strip() in LIST_MARKS):
            clause = read_clause(text, figure.start)
        period, _when = clock.period_of(figure)
        place, _where = gazette.place_of(text, figure.start, figure.end)
        drafts.append(
            MetricDraft(
                text="".join(passage.text[figure.start : figure.end].split()),
                span=_place(passage, figure.start, figure.end),
                value=figure.value,
                value_max=figure.most,
                unit=figure.unit,
                indicator=indicator or None,
                period=period,
                place=place,
                approximate=figure.approximate or stands_apart(clause),
                change=read_change(text, figure, clause, indicator),
                kind=read_kind(text, figure, clause),
                repaired=passage.rests_on_repair(figure.start, figure.end),
            )
        )
        reach = figure.end
    return drafts


def find_figures(text: str, dates: Sequence[PrintedDate] = ()) -> list[Quantity]:
    """The quantities of a text (digits folded) that are figures: none inside a date, a title or a name."""
    taken = sorted([*((date.start, date.end) for date in dates), *find_names(text)])
    figures: list[Quantity] = []
    at = 0
    for quantity in find_quantities(text):
        while at < len(taken) and taken[at][1] <= quantity.number:
            at += 1
        if at < len(taken) and taken[at][0] <= quantity.number:
            continue
        if not refuse(text, quantity) and is_kept_whole(quantity):
            figures.append(quantity)
    return figures


def _place(passage: MappedText, start: int, end: int) -> Span:
    """The page span of a figure; of one torn by a column's end the piece that holds most of it."""
    origins = passage.origins
    pieces = [[origins[start], origins[start] + 1]]
    for i in range(start + 1, end):
        if 0 < origins[i] - origins[i - 1] <= TORN:
            pieces[-1][1] = origins[i] + 1
        else:
            pieces.append([origins[i], origins[i] + 1])
    first, last = max(pieces, key=lambda piece: piece[1] - piece[0])
    return Span(first, last)
