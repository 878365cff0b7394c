"""Marks of approximation around a number: 约, 近, 超 before it, 余, 多 inside, 以上, 左右 after the unit.

The words stand in rules/marks.toml. Nothing here reads numbers or units.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from articles.text.rules import read_rows

PACKAGE = "metrics.extraction"
LONGEST = 4

# 约占全省的1/4, 超过全省的三成: the mark stands before a verb or a comparison, and the number a little later.
_APART = re.compile(r"(?:大约|约|接近|将近)(?:占|为|有|合|需|达|值|计|可|相当于|等于)[^，。；;:：！？!?、\n]{0,14}$")


class _Place(NamedTuple):
    forms: tuple[str, ...]
    other_words: tuple[str, ...]


@cache
def _place(name: str) -> _Place:
    rows = [row for row in read_rows(PACKAGE, "marks.toml") if row["place"] == name]
    forms = sorted((form for row in rows for form in row["forms"]), key=len, reverse=True)
    return _Place(tuple(forms), tuple(word for row in rows for word in row.get("other_words", ())))


@cache
def _by_last_character() -> dict[str, _Place]:
    return _index("before", -1)


@cache
def _by_first_character() -> dict[str, _Place]:
    return _index("after", 0)


def _index(name: str, at: int) -> dict[str, _Place]:
    """The marks of a place, and the words that only look like them, by the character in which they meet the number."""
    place = _place(name)
    return {
        character: _Place(
            tuple(form for form in place.forms if form[at] == character),
            tuple(word for word in place.other_words if word[at] == character),
        )
        for character in {form[at] for form in place.forms}
    }


def find_before(text: str, start: int) -> int:
    """Where the mark begins that ends at text[:start]; `start` itself where there is none."""
    place = _by_last_character().get(text[start - 1]) if start else None
    if place is None:
        return start
    near = text[max(0, start - LONGEST) : start]
    if near.endswith(place.other_words):
        return start
    for form in place.forms:
        if near.endswith(form):
            return start - len(form)
    return start


def find_inside(text: str, at: int) -> int:
    """Where the mark ends that begins at text[at], between number and unit; `at` itself where there is none."""
    return at + 1 if text[at : at + 1] in _place("inside").forms else at


def find_after(text: str, at: int) -> int:
    """Where the mark ends that begins at text[at], after the unit; `at` itself where there is none."""
    place = _by_first_character().get(text[at : at + 1])
    if place is None or text.startswith(place.other_words, at):
        return at
    for form in place.forms:
        if text.startswith(form, at):
            return at + len(form)
    return at


def stands_apart(before: str) -> bool:
    """Whether the clause before a number holds a mark that speaks of it from a little apart: 约占全国的."""
    return ("约" in before and _APART.search(before) is not None) or ("近占" in before)
