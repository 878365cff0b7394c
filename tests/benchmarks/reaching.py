"""Where a place or a period is printed whose figures stand behind it in its sentence: one key of the article desk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.text.dates import find_dates
from articles.text.locating import find_places
from articles.text.numerals import fold_digits
from tests.benchmarks.planning import Reach

SENTENCE_END = re.compile("[。！？!?]")
KEYS = {"place": 1, "period": 2}  # s, ⇧ s


@dataclass(frozen=True)
class Printed:
    """An article on its page: its stretches in the order of print, its figures, and the day of its issue."""

    text: str
    parts: tuple[tuple[str, int, int], ...]
    figures: tuple[tuple[int, int], ...]
    day: str | None

    def find(self, field: str, value: str) -> list[tuple[int, int]]:
        """Where the value is printed in one piece; a period, where a date is printed that alone is read as this."""
        spans = [(start, end) for _part, start, end in self.parts]
        if field == "place":
            places = [place for place in find_places(value, self.text, spans) if len(place) == 1]
            return [(place[0].start, place[0].end) for place in places]
        return [each for each, iso in self.dates() if iso == value]

    def dates(self) -> Iterator[tuple[tuple[int, int], str]]:
        for _part, start, end in self.parts:
            for date in find_dates(fold_digits(self.text[start:end]), self.day):
                alone = find_dates("".join(fold_digits(date.text).split()), self.day)
                if len(alone) == 1 and alone[0].iso:
                    yield (start + date.start, start + date.end), alone[0].iso

    def reached_from(self, end: int) -> list[int]:
        """The numbers of the figures behind the character, up to where its sentence or its part ends."""
        part = next((part for part, first, last in self.parts if first < end <= last), None)
        reached: list[int] = []
        for other, first, last in self.parts:
            if last <= end:
                continue
            if other != part:
                break
            stretch = self.text[max(first, end) : last]
            for start, stop in self.figures:  # no full stop is looked for in a figure
                if max(first, end) <= start < last:
                    at = start - max(first, end)
                    stretch = stretch[:at] + "·" * (stop - start) + stretch[at + stop - start :]
            stop_at = SENTENCE_END.search(stretch)
            until = max(first, end) + (stop_at.start() if stop_at else len(stretch))
            reached += [at for at, (start, _stop) in enumerate(self.figures) if max(first, end) <= start < until]
            if stop_at:
                break
        return reached


def find_reach(printed: Printed, field: str, values: Sequence[str]) -> Reach:
    """For a figure and a value, what is given to it and to those below where the value is marked in front of it."""
    found: dict[tuple[int, str], list[tuple[int, tuple[int, int], int]]] = {}
    for value in set(values) - {""} if field in KEYS else ():
        for place in printed.find(field, value):
            reached = printed.reached_from(place[1])
            if reached and reached == list(range(reached[0], reached[-1] + 1)):
                found.setdefault((reached[0], value), []).append((reached[-1], place, KEYS[field]))
    return found
