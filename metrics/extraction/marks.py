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

# 约占全国的1/3, 超过全省的三成: the mark stands before a verb or a comparison, and the number a little later.
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
def _last_characters() -> frozenset[str]:
    return frozenset(form[-1] for form in _place("before").forms)


@cache
def _first_characters() -> frozenset[str]:
    return frozenset(form[0] for form in _place("after").forms)


def find_before(text: str, start: int) -> int:
    """Where the mark begins that ends at text[:start]; `start` itself where there is none."""
    if text[start - 1 : start] not in _last_characters() or start == 0:
        return start
    forms, other_words = _place("before")
    near = text[max(0, start - LONGEST) : start]
    if near.endswith(other_words):
        return start
    for form in forms:
        if near.endswith(form):
            return start - len(form)
    return start


def find_inside(text: str, at: int) -> int:
    """Where the mark ends that begins at text[at], between number and unit; `at` itself where there is none."""
    return at + 1 if text[at : at + 1] in _place("inside").forms else at


def find_after(text: str, at: int) -> int:
    """Where the mark ends that begins at text[at], after the unit; `at` itself where there is none."""
    if text[at : at + 1] not in _first_characters():
        return at
    forms, other_words = _place("after")
    if text.startswith(other_words, at):
        return at
    for form in forms:
        if text.startswith(form, at):
            return at + len(form)
    return at


def stands_apart(before: str) -> bool:
    """Whether the clause before a number holds a mark that speaks of it from a little apart: 约占全国的."""
    return ("约" in before and _APART.search(before) is not None) or ("近占" in before)
