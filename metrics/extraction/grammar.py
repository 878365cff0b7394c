"""The grammar of quantities: number, magnitude, mark, unit, range, shared unit -> Quantity.

Numbers are scanned once and composed from left to right. What is never a figure is judged in refusals.py; what a
quantity measures, when and where, is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from articles.text.numerals import DIGITS, ONE, Form, Number, find_numbers
from metrics.extraction.clocked import find_clocked
from metrics.extraction.terms import Quantity, Term, finish, plain, read_signed, read_term, read_unit_of
from metrics.extraction.units import Unit

LONGEST_LIST = 12  # numbers that may share one unit

RUBBLE = 40  # numbers in a row, with so little between them that no sentence can be made of it
TOUCHING = 3  # characters between two numbers of such a row

# 5.02 -11.3%: a dash that touches the second number alone is its sign
_RANGE = re.compile(r"(?!\s[-－−][0-9])\s?(?:——|--|[-－–—~～﹣]|至|到)[\s\u2060]{0,4}")
_RANGE_BEGINS = frozenset("—-－–~～﹣至到")
_NEXT_IN_LIST = re.compile(r"\s?[、,，和及与/]\s?(?:全[国省市县区州])?")  # 22.6、10.9; 高于全国0.4、全省0.1个百分点
# A list of numbers of two digits or more takes such a unit by itself: 68、117微克/立方米, but not 3、4号楼.
_MEASURED = frozenset(("money", "share", "points", "area", "volume", "weight", "length", "power", "measure"))
_DOUBLINGS = re.compile(r"翻(?:了|上)?(?P<near>近|将近|约)?(?:(?P<number>[一两二三四五六]|[1-6])番|番)|翻(?:了)?一倍")


Printed = TypeVar("Printed", Number, Quantity)


def find_quantities(text: str) -> list[Quantity]:
    """Every number of the text with what belongs to it, in order. Digits are folded (`numerals.fold_digits`).

    A number without unit is given too, with unit None; numbers that share a unit are one quantity each.
    """
    numbers = _drop_rubble(list(find_numbers(text)))
    doublings = list(_DOUBLINGS.finditer(text)) if "翻" in text else []
    clocked = find_clocked(text) if "秒" in text else []
    found = _drop_rubble([_read_doubling(match) for match in doublings]) + clocked
    told = {match.start("number") for match in doublings}
    told.update(at for each in clocked for at in range(each.start, each.end))
    i = barren = 0  # numbers before `barren` are known to share no unit
    while i < len(numbers):
        if numbers[i].start in told:
            i += 1
            continue
        shared = _read_shared(text, numbers, i) if i >= barren else []
        if isinstance(shared, int):
            barren, shared = shared, []
        quantities, i = (shared, i + len(shared)) if shared else _read_one(text, numbers, i)
        found += quantities
        reach = quantities[-1].end if quantities else 0
        while i < len(numbers) and numbers[i].start < reach:  # the 万 of 40多万元, the 百 of 百分点
            i += 1
    return sorted(found) if told or clocked else found


def _drop_rubble(numbers: list[Printed]) -> list[Printed]:
    """Without long runs of numbers that all but touch: no sentence is printed so, a damaged table is."""
    if len(numbers) < RUBBLE:
        return numbers
    kept: list[Printed] = []
    run: list[Printed] = []
    for number in numbers:
        if run and number.start - run[-1].end > TOUCHING:
            kept += run if len(run) < RUBBLE else ()
            run = []
        run.append(number)
    return kept + run if len(run) < RUBBLE else kept


def _read_doubling(match: re.Match[str]) -> Quantity:
    """翻一番 -> 2 倍, 翻两番 -> 4 倍."""
    printed = match["number"] or "一"
    times = int(printed) if printed.isdigit() else "一二三四五六".index(printed.replace("两", "二")) + 1
    return Quantity(
        match.start(),
        match.end(),
        match.start(),
        Decimal(2**times),
        None,
        "倍",
        "times",
        True,
        approximate=bool(match["near"]),
        multiplies=True,
    )


def _read_one(text: str, numbers: Sequence[Number], i: int) -> tuple[list[Quantity], int]:
    """The quantity that begins with numbers[i] and the place of the next number to read."""
    number = numbers[i]
    if text[number.start - 1 : number.start] == "第" and number.start:
        return _read_rank(text, number), i + 1
    term = read_term(text, number)
    unit, end, half = read_unit_of(text, term)
    span = _RANGE.match(text, end) if text[end : end + 1] in _RANGE_BEGINS or text[end : end + 1].isspace() else None
    if span and i + 1 < len(numbers) and number.most is None:
        at = _skip_sign(text, span.end())
        if numbers[i + 1].start == at:
            quantity = _read_range(text, number, term, unit, numbers[i + 1], span, at)
            if quantity:
                return [quantity], i + 2
    if unit is None and number.end - number.start == 1 and text[number.start] in DIGITS and term.end == number.end:
        return [], i + 1  # 一, 两 in running text
    return [finish(text, number, term, unit, end, half)], i + 1


def _read_range(
    text: str, number: Number, left: Term, unit: Unit | None, following: Number, span: re.Match[str], at: int
) -> Quantity | None:
    """2—3名, 16℃-20℃, 5至8万元; None where the two are figures of their own (由1家至46家)."""
    right = read_term(text, following)
    right_unit, end, half = read_unit_of(text, right)
    if following.most is not None or following.form is not number.form:
        return None
    opened = text[max(0, number.start - 1) : number.start] in ("由", "从")
    if unit is not None:
        if right_unit is None or right_unit.name != unit.name:
            return None
        if opened and span[0].strip() in ("至", "到") and not text.startswith(("不等", "之间"), end):
            return None
    low, high = left.value, right.value
    if unit is None and left.scale == ONE and right.scale > ONE and low < high / right.scale:
        low *= right.scale
    low = read_signed(text, number.start, low, right_unit)
    high = read_signed(text, following.start, high, right_unit) if at > span.end() else high
    if low >= high:
        return None
    quantity = finish(text, number, right._replace(number=number, value=low), right_unit, end, Decimal(0))
    approximate = quantity.approximate or left.approximate or right.approximate
    return quantity._replace(
        value=plain(low), most=plain(high + half), approximate=approximate, in_digits=number.in_digits
    )


def _read_shared(text: str, numbers: Sequence[Number], i: int) -> list[Quantity] | int:
    """改善22.6、10.9、24个百分点: the numbers of a list take the unit that stands after the last one.

    Where numbers[i] begins no such list: the index of the first number that might begin another.
    """
    first = numbers[i]
    if not _NEXT_IN_LIST.match(text, first.end) or first.form is not Form.PLAIN:
        return i + 1
    terms = [read_term(text, first)]
    for j in range(i + 1, min(len(numbers), i + LONGEST_LIST)):
        following = numbers[j]
        between = _NEXT_IN_LIST.match(text, terms[-1].end)
        if not between or between.end() != following.start or following.form is not Form.PLAIN:
            return j
        term = read_term(text, following)
        terms.append(term)
        unit, end, half = read_unit_of(text, term)
        if unit is None:
            continue
        clause = text[max(0, first.start - 24) : first.start]
        printed = [text[each.number.start : each.number.end] for each in terms]
        decimals = all("." in each for each in printed[:-1])
        measured = unit.dimension in _MEASURED and all(len(each) > 1 and each.isascii() for each in printed)
        measured &= not (unit.dimension == "length" and text.startswith("处", end))  # 省道105、106公里处
        if "分别" not in clause and "各" not in clause and not decimals and not measured:
            return j
        found = []
        for each in terms[:-1]:
            value = each.value * (term.scale if each.scale == ONE else ONE)
            alone = finish(text, each.number, each._replace(value=value), None, each.end, Decimal(0))
            found.append(
                alone._replace(
                    unit=unit.name,
                    dimension=unit.dimension,
                    measures=unit.measures,
                    shares_unit=True,
                    joined_unit=unit.end,
                )
            )
        return [*found, finish(text, following, term, unit, end, half)._replace(joined_unit=unit.end)]
    return i + LONGEST_LIST


def _read_rank(text: str, number: Number) -> list[Quantity]:
    """第4位, 第二名, 全省第一. What else 第 makes an ordinal is no quantity."""
    end = number.end
    named = text.startswith(("位", "名"), end) and not text.startswith(("位置", "名单", "位次"), end)
    if number.form is not Form.PLAIN or number.value > 9999 or number.most is not None:
        return []
    end += named
    return [
        Quantity(
            number.start - 1, end, number.start, plain(number.value), None, "位", "rank", number.in_digits,
            ranks=True, measures=bool(named),
        )
    ]  # fmt: skip


def _skip_sign(text: str, at: int) -> int:
    """Past the sign of a range's upper end: -5~-2℃, 零下5至零下2℃."""
    for sign in ("零下", "零上", "负", "-", "－", "−"):
        if text.startswith(sign, at):
            return at + len(sign)
    return at
