"""Figures in running text: number, unit and marks, then what is measured, when and where."""

from __future__ import annotations

from collections.abc import Sequence

from articles.text.dates import PrintedDate, find_dates
from articles.text.numerals import fold_digits
from articles.text.spans import MappedText, Span
from metrics.extraction.changes import read_change, read_clause, read_kind
from metrics.extraction.context import Clock, is_to_come
from metrics.extraction.grammar import find_quantities
from metrics.extraction.indicators import Reader
from metrics.extraction.marks import stands_apart
from metrics.extraction.places import Gazette
from metrics.extraction.refusals import find_names, refuse
from metrics.extraction.terms import Quantity, is_kept_whole
from metrics.extraction.types import MetricDraft, StoryFacts

NO_FACTS = StoryFacts()
LIST_MARKS = ("、", "和", "及", "与", ",", "，")

TORN = 12  # characters of page between two characters of a figure, from which on the column's end lies between them


def find_metrics(passages: Sequence[MappedText], facts: StoryFacts = NO_FACTS) -> tuple[MetricDraft, ...]:
    """Every quantity that the passages report, in order."""
    texts = [fold_digits(passage.text) for passage in passages]
    gazette = Gazette(texts, facts)
    found: list[MetricDraft] = []
    for passage, text in zip(passages, texts, strict=True):
        dates = find_dates(text, facts.printed_on)
        figures = find_figures(text, dates)
        if figures:
            found += _draft_all(passage, text, figures, dates, gazette, facts.printed_on)
    return tuple(found)


def _draft_all(
    passage: MappedText,
    text: str,
    figures: Sequence[Quantity],
    dates: Sequence[PrintedDate],
    gazette: Gazette,
    printed_on: str | None,
) -> list[MetricDraft]:
    indicators = Reader(text, figures, [(date.start, date.end) for date in dates]).read_all()
    clock = Clock(text, dates)
    places = gazette.read(text)
    drafts: list[MetricDraft] = []
    clause, reach = "", 0
    for figure, (indicator, named) in zip(figures, indicators, strict=True):
        if not (drafts and text[reach : figure.start].strip() in LIST_MARKS):
            clause = read_clause(text, figure.start)
        period, when = clock.period_of(figure)
        place, where = places.place_of(figure.start)
        repaired = passage.rests_on_repair(figure.start, figure.end)
        drafts.append(
            MetricDraft(
                text="".join(passage.text[figure.start : figure.end].split()),
                span=_place(passage, figure.start, figure.end),
                value=figure.value,
                value_max=figure.most,
                unit=figure.unit,
                indicator=indicator,
                period=period,
                place=place,
                approximate=figure.approximate or stands_apart(clause),
                change=read_change(text, figure, clause, indicator),
                kind=read_kind(text, figure, clause, is_to_come(period, printed_on)),
                repaired=repaired,
                confidence=_confidence(figure, indicator is not None, repaired),
                why=_why(figure, named, when, where),
            )
        )
        reach = figure.end
    return drafts


def _confidence(figure: Quantity, is_named: bool, repaired: bool) -> float:
    """How often such a figure is right in value and unit, by what its print leaves open."""
    confidence = 0.97
    if figure.unit is None:
        confidence -= 0.2
    if not figure.in_digits:
        confidence -= 0.1
    if figure.shares_unit or figure.most is not None:
        confidence -= 0.05
    if not is_named:
        confidence -= 0.1
    if repaired:
        confidence -= 0.3
    return round(confidence, 2)


def _why(figure: Quantity, named: str, when: str, where: str) -> str:
    """What the reading rests on, in words: `digits and unit; noun after the number; period: date in the clause`."""
    number = "digits" if figure.in_digits else "numerals"
    unit = "the list's unit" if figure.shares_unit else "unit" if figure.unit else "no unit"
    reasons = [f"rank in {number}" if figure.ranks else f"{number} and {unit}", named]
    if when:
        reasons.append(f"period: {when}")
    if where:
        reasons.append(f"place: {where}")
    return "; ".join(reasons)


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
    if origins[end - 1] - origins[start] == end - 1 - start:
        return Span(origins[start], origins[end - 1] + 1)
    pieces = [[origins[start], origins[start] + 1]]
    for i in range(start + 1, end):
        if 0 < origins[i] - origins[i - 1] <= TORN:
            pieces[-1][1] = origins[i] + 1
        else:
            pieces.append([origins[i], origins[i] + 1])
    first, last = max(pieces, key=lambda piece: piece[1] - piece[0])
    return Span(first, last)
