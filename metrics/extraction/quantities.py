"""Figures in running text: number, unit and marks, then what is measured, when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from articles.text.dates import PrintedDate, find_dates
from articles.text.numerals import fold_digits
from articles.text.spans import MappedText, Span
from metrics.extraction.changes import read_change, read_clause
from metrics.extraction.context import Clock
from metrics.extraction.formulas import FILLER, fold_formulas, past_filler
from metrics.extraction.grammar import find_quantities
from metrics.extraction.indicators import IndicatorReader
from metrics.extraction.kinds import is_aim_carried, read_kind
from metrics.extraction.marks import stands_apart
from metrics.extraction.placenames import place_of_degrees
from metrics.extraction.places import Gazette
from metrics.extraction.refusals import find_names, refuse
from metrics.extraction.reported import is_to_come, read_reported_time
from metrics.extraction.tables import TableFigure, find_tables, read_table_time
from metrics.extraction.terms import Quantity, is_kept_whole
from metrics.extraction.types import Change, MetricDraft, MetricKind, StoryFacts

NO_FACTS = StoryFacts()
LIST_MARKS = ("、", "和", "及", "与", ",", "，")

_NUMBERS = re.compile("[0-9一二三四五六七八九两十百千万亿半成番倍]")

_SCOPE = re.compile("[全我本][省市县区州旗]")

FEW = 2  # counts below stand in a story for several things
BARE = (None, "用时", "耗时", "历时")  # what is no name that a headline could take from its story
SHORT = 4  # characters of what a headline says of its figure, up to which the story says more
FOUND = 0.93  # share of plain figures that are right on pages no rule was made for
MOST_NAMED = 2000  # figures of a passage whose surroundings are read; no story holds as many, a list of results may
TORN = 12  # characters of page between two characters of a figure, from which on the column's end lies between them


class _Told(NamedTuple):
    """What the words around a figure say of it."""

    indicator: str | None = None
    period: str | None = None
    place: str | None = None
    approximate: bool = False
    change: Change | None = None
    kind: MetricKind | None = None
    why: str = ""


def find_metrics(passages: Sequence[MappedText], facts: StoryFacts = NO_FACTS) -> tuple[MetricDraft, ...]:
    """Every quantity that the passages report, in order."""
    texts = [fold_formulas(fold_digits(passage.text)) for passage in passages]
    candidates = [find_figures(text) for text in texts]
    tables = [find_tables(text, facts.headline or "") for text in texts]
    if not any(candidates) and not any(tables):
        return ()  # most stories hold no figure: their places and dates need not be read
    gazette = Gazette(texts, facts)
    reported = read_reported_time(facts.headline or "", facts.printed_on, "\n".join(texts))
    heads = (facts.headline or "").split("\n")
    in_heads: list[MetricDraft] = []
    found: list[MetricDraft] = []
    for passage, text, may_be, table in zip(passages, texts, candidates, tables, strict=True):
        if not may_be and not table:
            continue
        dates = find_dates(text, facts.printed_on)
        rows = sorted({cell.row for cell in table})
        figures = drop_covered(drop_covered(may_be, [(date.start, date.end) for date in dates]), rows)
        drafts = draft_all(passage, text, figures, dates, gazette, facts.printed_on, reported) if figures else []
        drafts += _draft_table(passage, table, facts, gazette, reported) if table else []
        (in_heads if passage.text in heads else found).extend(sorted(drafts, key=lambda draft: draft.span))
    return (*(tell_as_in_story(draft, found) for draft in in_heads), *found)


def tell_as_in_story(head: MetricDraft, story: Sequence[MetricDraft]) -> MetricDraft:
    """A figure of a headline that the story repeats: what it measures is told there in full.

    Its time is not taken along: a headline often speaks of more than the one sentence that repeats its figure.
    """
    is_round = len(head.value.normalize().as_tuple().digits) == 1
    if head.value < FEW or (is_round and (head.approximate or head.unit == "%")):
        return head  # 百余次, 近两成: what is so round is told of several things
    own = head.indicator or ""
    told = (one for one in story if one.value == head.value and one.unit == head.unit and one.indicator not in BARE)
    same = next(told, None)
    if same is None or (len(own) > SHORT and own[1 - SHORT :] in (same.indicator or "")):
        return head
    why = f"{head.why}; named as in the story"
    return head._replace(indicator=same.indicator, change=head.change or same.change, why=why)


def draft_all(
    passage: MappedText,
    text: str,
    figures: Sequence[Quantity],
    dates: Sequence[PrintedDate],
    gazette: Gazette,
    printed_on: str | None,
    reported: str | None = None,
) -> list[MetricDraft]:
    """The figures of one passage with all that the words around them tell, in the same order.

    `reported` is the time that the story as a whole reports on, None where its headline names none.
    """
    named = figures[:MOST_NAMED]
    indicators = IndicatorReader(text, named, [(date.start, date.end) for date in dates]).read_all()
    clock = Clock(text, dates, reported, printed_on)
    places = gazette.read(text)
    drafts: list[MetricDraft] = []
    clause, reach = "", 0
    for figure, (indicator, why) in zip(named, indicators, strict=True):
        if not (drafts and text[reach : figure.start].strip() in LIST_MARKS):
            clause = read_clause(text, figure.start)
        period, when = clock.period_of(figure)
        kind = read_kind(text, figure, clause, is_to_come(period, printed_on))
        if drafts and kind is None and drafts[-1].kind is MetricKind.TARGET and is_aim_carried(text, reach, figure):
            kind = MetricKind.TARGET
        if kind is None and clock.is_aimed(figure.start):
            kind = MetricKind.TARGET
        at = place_of_degrees(text, figure.start) if figure.unit == "℃" else None
        place, where = (at, "right before its degrees") if at else places.place_of(figure.start)
        reasons = [why, f"period: {when}" if when else "", f"place: {where}" if where else ""]
        drafts.append(
            _draft(
                passage,
                figure,
                _Told(
                    indicator,
                    period,
                    place,
                    stands_apart(clause),
                    read_change(text, figure, clause, indicator),
                    kind,
                    "; ".join(filter(None, reasons)),
                ),
            )
        )
        reach = figure.end
    alone = _Told(why=f"one of more than {MOST_NAMED} figures in a row, read without the words around it")
    return [*drafts, *(_draft(passage, figure, alone) for figure in figures[MOST_NAMED:])]


def _draft_table(
    passage: MappedText, table: Sequence[TableFigure], facts: StoryFacts, gazette: Gazette, reported: str | None
) -> list[MetricDraft]:
    """The figures of a passage's tables, said by row and column, and by the headline when and where."""
    headline = fold_digits(facts.headline or "")
    period = reported or read_table_time(headline, facts.printed_on)
    scope = _SCOPE.search(headline)
    place = gazette.meant_by(scope[0]) if scope else None
    why = "named by its row and column in a table"
    return [
        _draft(
            passage,
            cell.quantity,
            _Told(
                cell.indicator,
                period,
                cell.place or place,
                change=cell.change,
                kind=MetricKind.RANK if cell.quantity.ranks else None,
                why=why,
            ),
        )
        for cell in table
    ]


def _draft(passage: MappedText, figure: Quantity, told: _Told) -> MetricDraft:
    repaired = bool(passage.repaired) and passage.rests_on_repair(figure.start, figure.end)
    return MetricDraft(
        text="".join(passage.text[figure.start : figure.end].split()),
        span=_place(passage, figure.start, figure.end),
        value=figure.value,
        value_max=figure.most,
        unit=figure.unit,
        indicator=told.indicator,
        period=told.period,
        place=told.place,
        approximate=figure.approximate or told.approximate,
        change=told.change,
        kind=told.kind,
        repaired=repaired,
        confidence=_confidence(
            figure.unit is not None,
            figure.in_digits,
            figure.shares_unit or figure.most is not None,
            told.indicator is not None,
            repaired,
        ),
        why=f"{_number_of(figure)}; {told.why}",
    )


@cache
def _confidence(has_unit: bool, in_digits: bool, is_shared: bool, is_named: bool, repaired: bool) -> float:
    """How often such a figure is right in value and unit and in its story, by what its print leaves open.

    Counted on labelled pages whose print no rule was made for: 0.91 of all figures, 0.85 of those in numerals; nearly
    all that is wrong stands in a story that was joined or parted wrongly, which nothing in the figure tells.
    """
    confidence = FOUND
    if not has_unit:
        confidence -= 0.2
    if not in_digits:
        confidence -= 0.1
    if is_shared:
        confidence -= 0.05
    if not is_named:
        confidence -= 0.1
    if repaired:
        confidence -= 0.3
    return round(confidence, 2)


def _number_of(figure: Quantity) -> str:
    """What was printed, in words: `digits and unit`."""
    number = "digits" if figure.in_digits else "numerals"
    if figure.ranks:
        return f"rank in {number}"
    unit = "the list's unit" if figure.shares_unit else "unit" if figure.unit else "no unit"
    return f"{number} and {unit}"


def find_figures(text: str) -> list[Quantity]:
    """The quantities of a text (digits folded) that are figures, if no date covers them: none in a title or a name."""
    if not _NUMBERS.search(text):
        return []
    quantities = find_quantities(text)
    figures = [
        quantity
        for quantity in drop_covered(quantities, find_names(text) if quantities else ())
        if not refuse(text, quantity) and is_kept_whole(quantity)
    ]
    if FILLER not in text:
        return figures
    return [figure._replace(end=past_filler(text, figure.end)) for figure in figures]


def drop_covered(quantities: Sequence[Quantity], taken: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Without those whose number begins inside one of the places `taken`, which come in order."""
    if not taken:
        return list(quantities)
    kept: list[Quantity] = []
    at = 0
    for quantity in quantities:
        while at < len(taken) and taken[at][1] <= quantity.number:
            at += 1
        if at == len(taken) or taken[at][0] > quantity.number:
            kept.append(quantity)
    return kept


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
