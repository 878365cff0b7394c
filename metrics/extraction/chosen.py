"""A figure that an editor marked in the text: read by the same grammar, though a rule may have refused it."""

from __future__ import annotations

from collections.abc import Sequence

from articles.text.dates import find_dates
from articles.text.numerals import fold_digits
from articles.text.spans import MappedText
from metrics.extraction.formulas import fold_formulas
from metrics.extraction.grammar import find_quantities
from metrics.extraction.places import Gazette
from metrics.extraction.quantities import NO_FACTS, draft_all, drop_covered, find_figures
from metrics.extraction.reported import read_reported_time
from metrics.extraction.terms import Quantity
from metrics.extraction.types import MetricDraft, StoryFacts


def read_chosen_figure(passage: MappedText, start: int, end: int, facts: StoryFacts = NO_FACTS) -> MetricDraft | None:
    """What passage.text[start:end] says among the passage's other figures; None where no number stands in it.

    Text and place of the draft are the grammar's; whoever asks knows which characters were marked.
    """
    text = fold_formulas(fold_digits(passage.text))
    dates = find_dates(text, facts.printed_on)
    figures = drop_covered(find_figures(text), [(date.start, date.end) for date in dates])
    chosen = next((one for one in figures if (one.start, one.end) == (start, end)), None)
    if chosen is None:
        alone = [shift(one, start) for one in find_quantities(text[start:end])]
        chosen = find_nearest(alone or find_quantities(text), start, end)
        if chosen is None:
            return None
        taken = chosen
        figures = sorted([*(one for one in figures if one.end <= taken.start or taken.end <= one.start), taken])
    apart = [date for date in dates if date.end <= chosen.start or chosen.end <= date.start]
    reported = read_reported_time(facts.headline or "", facts.printed_on)
    drafts = draft_all(passage, text, figures, apart, Gazette([text], facts), facts.printed_on, reported)
    return drafts[figures.index(chosen)]._replace(confidence=1.0)


def find_nearest(figures: Sequence[Quantity], start: int, end: int) -> Quantity | None:
    """The figure that shares most characters with the stretch, None where none shares any."""
    shares = [(min(one.end, end) - max(one.start, start), -one.start, one) for one in figures]
    return max((share for share in shares if share[0] > 0), default=(0, 0, None))[2]


def shift(figure: Quantity, by: int) -> Quantity:
    """A figure read in a piece of text, as it stands in the whole."""
    return figure._replace(start=figure.start + by, end=figure.end + by, number=figure.number + by)
