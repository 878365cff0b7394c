"""Units and classifiers: what is counted or measured right after a number. The words stand in rules/units.toml.

Nothing here reads numbers, nor decides whether number and unit make a figure.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from articles.text.rules import read_rows

PACKAGE = "metrics.extraction"
_JOINTS = "(（/每·"
_PORTIONS = frozenset(("volume", "weight", "length", "area", "power"))  # mg/100ml, but not 3套/12人
LONGEST_COMPOUND = 4  # parts of 元/平方米/月; more is a formula


class Unit(NamedTuple):
    """A unit that ends at `end`: `name` as kept, `dimension` of the rule's row, `row` its number in the rule file."""

    name: str
    dimension: str
    end: int
    measures: bool = False
    row: int = 0


class _Form(NamedTuple):
    printed: str
    name: str
    dimension: str
    measures: bool
    row: int


class _Forms(NamedTuple):
    """All forms by their print, None for words that only begin like one; and how long those are that begin with a
    character, the longest first."""

    named: dict[str, _Form | None]
    lengths: dict[str, tuple[int, ...]]


@cache
def _forms() -> _Forms:
    named: dict[str, _Form | None] = {}
    words: set[str] = set()
    for number, row in enumerate(read_rows(PACKAGE, "units.toml")):
        words.update(row.get("other_words", ()))
        for printed in row["forms"]:
            named[printed] = _Form(
                printed, row.get("unit", printed), row["dimension"], row.get("measures", False), number
            )
    named = dict.fromkeys(words) | named
    lengths: dict[str, set[int]] = {}
    for printed in named:
        lengths.setdefault(printed[0], set()).add(len(printed))
    return _Forms(named, {first: tuple(sorted(sizes, reverse=True)) for first, sizes in lengths.items()})


def read_unit(text: str, at: int) -> Unit | None:
    """The unit that begins at text[at], the longest form, with what is joined to it: 元/吨, 台(套), mg/100ml."""
    form = _read_form(text, at)
    if form is None:
        return None
    end = at + len(form.printed)
    name = form.name
    if text[end : end + 1] in _JOINTS and end < len(text):
        name, end = _read_compound(text, name, end)
    return Unit("%" if name == "％" else name, form.dimension, end, form.measures, form.row)


def _read_form(text: str, at: int) -> _Form | None:
    named, lengths = _forms()
    for size in lengths.get(text[at : at + 1], ()):
        printed = text[at : at + size]
        if printed in named and len(printed) == size:
            if (
                printed[-1] < "\x80"
                and text[at + size : at + size + 1].isascii()
                and text[at + size : at + size + 1].isalpha()
            ):
                continue  # kg is a unit before anything but a Latin letter
            return named[printed]
    return None


def _read_compound(text: str, name: str, end: int) -> tuple[str, int]:
    """What stands after a slash or in a bracket right after the unit, where that is a unit too."""
    for _ in range(LONGEST_COMPOUND):
        opening = text[end : end + 1]
        if opening and opening in "(（":
            form = _read_form(text, end + 1)
            closing = end + 1 + len(form.printed) if form else 0
            if form is None or text[closing : closing + 1] not in (")", "）"):
                break
            name, end = f"{name}({form.printed})", closing + 1
        elif opening == "每":  # 立方米每秒; but 每场 begins another part of the sentence
            form = _read_form(text, end + 1) or _per(text, end + 1)
            after = end + 1 + len(form.printed) if form else 0
            if form is None or (text[after : after + 1].isalnum() and text[after : after + 1] not in "的左以"):
                break
            name, end = f"{name}每{form.printed}", after
        elif opening == "·":
            form = (_read_form(text, end + 1) or _per(text, end + 1)) if "/" in name else None
            if form is None:
                break
            name, end = f"{name}·{form.printed}", end + 1 + len(form.printed)
        elif opening == "/":
            digits = end + 1
            while digits < end + 5 and text[digits : digits + 1].isdigit():
                digits += 1
            form = _read_form(text, digits) or _per(text, digits)
            if form is None or (digits > end + 1 and form.dimension not in _PORTIONS):
                break
            name, end = f"{name}/{text[end + 1 : digits]}{form.printed}", digits + len(form.printed)
        else:
            break
    return name, end


def _per(text: str, at: int) -> _Form | None:
    """Days and hours are no units of their own, but after a slash they are: 吨/日, 千米/时, mg/L."""
    for printed in ("日", "时", "月", "晚", "夜", "季", "L", "h", "s", "d", "人·次", "分"):
        if text.startswith(printed, at):
            return _Form(printed, printed, "duration", False, 0)
    return None
