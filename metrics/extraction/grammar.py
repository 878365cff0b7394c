"""The grammar of quantities: number, magnitude, mark, unit, range, shared unit -> Quantity.

Numbers are scanned once and composed from left to right. What is never a figure is judged in refusals.py; what a
quantity measures, when and where, is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from articles.text.numerals import MAGNITUDES, ONE, Form, Number, find_numbers, is_storable
from metrics.extraction import marks
from metrics.extraction.units import Unit, read_unit

LONGEST_LIST = 12  # numbers that may share one unit

RUBBLE = 40  # numbers in a row, with so little between them that no sentence can be made of it
TOUCHING = 3  # characters between two numbers of such a row

_MAGNITUDE = re.compile(r"万亿|[百千]?[万亿]|[百千](?![瓦米克帕卡伏赫分])")
_RANGE = re.compile(r"\s?(?:——|--|[-－–—~～﹣]|至|到)\s?")
_NEXT_IN_LIST = re.compile(r"\s?[、,，和及与/]\s?")
_COUNTER = re.compile(r"个(?P<mark>多|余|半|来)(?P<unit>小时|月|星期|工作日|百分点|季度|亿|钟头)")
_TIME_AND_HALF = re.compile(r"半(?![夜截路个径导岛价决])")
_SIGN = re.compile(r"(?:零下|零上|负|[-－﹣−])$")
_DOUBLINGS = re.compile(r"翻(?:了|上)?(?:(?P<number>[一两二三四五六]|[1-6])番|番)|翻(?:了)?一倍")
_DEGREES = {"℃", "°C", "摄氏度", "度"}


class Quantity(NamedTuple):
    """A quantity as printed at text[start:end], its marks included; `number` is where its digits begin.

    `shares_unit` tells the leading numbers of a list whose unit stands after the last one.
    """

    start: int
    end: int
    number: int
    value: Decimal
    most: Decimal | None
    unit: str | None
    dimension: str
    in_digits: bool
    approximate: bool = False
    measures: bool = False
    bare_magnitude: bool = False
    ranks: bool = False
    multiplies: bool = False
    shares_unit: bool = False
    joined_unit: int = 0


class _Term(NamedTuple):
    """A number with its magnitude and inner mark, before unit and outer marks."""

    number: Number
    value: Decimal
    scale: Decimal
    end: int
    approximate: bool
    bare: bool


Printed = TypeVar("Printed", Number, Quantity)


def find_quantities(text: str) -> list[Quantity]:
    """Every number of the text with what belongs to it, in order. Digits are folded (`numerals.fold_digits`).

    A number without unit is given too, with unit None; numbers that share a unit are one quantity each.
    """
    numbers = _drop_rubble(list(find_numbers(text)))
    doublings = list(_DOUBLINGS.finditer(text)) if "翻" in text else []
    found = _drop_rubble([_read_doubling(match) for match in doublings])
    doubled = {match.start("number") for match in doublings}
    i = barren = 0  # numbers before `barren` are known to share no unit
    while i < len(numbers):
        if numbers[i].start in doubled:
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
    return sorted(found) if doubled else found


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
        match.start(), match.end(), match.start(), Decimal(2**times), None, "倍", "times", True, multiplies=True
    )


def _read_one(text: str, numbers: Sequence[Number], i: int) -> tuple[list[Quantity], int]:
    """The quantity that begins with numbers[i] and the place of the next number to read."""
    number = numbers[i]
    if text[number.start - 1 : number.start] == "第" and number.start:
        return _read_rank(text, number), i + 1
    term = _read_term(text, number)
    unit, end, half = _read_unit(text, term)
    span = _RANGE.match(text, end)
    if span and i + 1 < len(numbers) and number.most is None:
        at = _skip_sign(text, span.end())
        if numbers[i + 1].start == at:
            quantity = _read_range(text, number, term, unit, numbers[i + 1], span, at)
            if quantity:
                return [quantity], i + 2
    return [_finish(text, number, term, unit, end, half)], i + 1


def _read_term(text: str, number: Number) -> _Term:
    """一千多万, 4千多, 40余万, 115万余: what stands between the digits and the unit."""
    value, scale, end = number.value, number.scale, number.end
    if number.form is not Form.PLAIN:
        after = marks.find_inside(text, end)
        return _Term(number, value, ONE, after, after > end, False)
    bare = not number.in_digits and text[number.start : end] in MAGNITUDES
    after = marks.find_inside(text, end)
    approximate = after > end
    if approximate and text[end] == "几" and (value < 10 or value % 10):
        return _Term(number, value, scale, end, False, bare)
    magnitude = _MAGNITUDE.match(text, after) if approximate else None
    if magnitude and scale < MAGNITUDES[magnitude[0]]:
        scale = MAGNITUDES[magnitude[0]]
        value, after = value * scale, magnitude.end()
        after = marks.find_inside(text, after)
    if approximate and text[after : after + 1] == " ":
        return _Term(number, value, scale, after, True, bare)
    return _Term(number, value, scale, after, approximate, bare)


def _read_unit(text: str, term: _Term) -> tuple[Unit | None, int, Decimal]:
    """The unit after a number, where it ends, and the half that stands inside it (2个半小时, 3年半)."""
    number, end = term.number, term.end
    if number.form is Form.FRACTION:
        return Unit("1", "fraction", end, True), end, Decimal(0)
    if number.form in (Form.TENTHS, Form.PERCENT):
        return Unit("%", "share", end, True), end, Decimal(0)
    at = end + 1 if text[end : end + 1] in (" ", "\u3000") else end
    counter = _COUNTER.match(text, at)
    if counter:
        name = {"月": "个月", "钟头": "小时"}.get(counter["unit"], counter["unit"])
        half = Decimal("0.5") if counter["mark"] == "半" else Decimal(0)
        dimension = "points" if name == "百分点" else "duration"
        return Unit(name, dimension, counter.end()), counter.end(), half
    unit = read_unit(text, at)
    if unit is None:
        return None, end, Decimal(0)
    if unit.dimension in ("duration", "times", "length", "weight") and _TIME_AND_HALF.match(text, unit.end):
        return unit, unit.end + 1, Decimal("0.5")
    return unit, unit.end, Decimal(0)


def _read_range(
    text: str, number: Number, left: _Term, unit: Unit | None, following: Number, span: re.Match[str], at: int
) -> Quantity | None:
    """2—3名, 16℃-20℃, 5至8万元; None where the two are figures of their own (由1家至46家)."""
    right = _read_term(text, following)
    right_unit, end, half = _read_unit(text, right)
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
    low = _signed(text, number.start, low, right_unit)
    high = _signed(text, following.start, high, right_unit) if at > span.end() else high
    if low >= high:
        return None
    quantity = _finish(text, number, right._replace(number=number, value=low), right_unit, end, Decimal(0))
    approximate = quantity.approximate or left.approximate or right.approximate
    return quantity._replace(
        value=_plain(low), most=_plain(high + half), approximate=approximate, in_digits=number.in_digits
    )


def _read_shared(text: str, numbers: Sequence[Number], i: int) -> list[Quantity] | int:
    """改善22.6、10.9、24个百分点: the numbers of a list take the unit that stands after the last one.

    Where numbers[i] begins no such list: the index of the first number that might begin another.
    """
    first = numbers[i]
    if not _NEXT_IN_LIST.match(text, first.end) or first.form is not Form.PLAIN:
        return i + 1
    terms = [_read_term(text, first)]
    for j in range(i + 1, min(len(numbers), i + LONGEST_LIST)):
        following = numbers[j]
        between = _NEXT_IN_LIST.match(text, terms[-1].end)
        if not between or between.end() != following.start or following.form is not Form.PLAIN:
            return j
        term = _read_term(text, following)
        terms.append(term)
        unit, end, half = _read_unit(text, term)
        if unit is None:
            continue
        clause = text[max(0, first.start - 24) : first.start]
        decimals = all("." in text[each.number.start : each.number.end] for each in terms[:-1])
        if "分别" not in clause and "各" not in clause and not decimals:
            return j
        found = []
        for each in terms[:-1]:
            value = each.value * (term.scale if each.scale == ONE else ONE)
            alone = _finish(text, each.number, each._replace(value=value), None, each.end, Decimal(0))
            found.append(
                alone._replace(
                    unit=unit.name,
                    dimension=unit.dimension,
                    measures=unit.measures,
                    shares_unit=True,
                    joined_unit=unit.end,
                )
            )
        return [*found, _finish(text, following, term, unit, end, half)._replace(joined_unit=unit.end)]
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
            number.start - 1, end, number.start, _plain(number.value), None, "位", "rank", number.in_digits,
            ranks=True, measures=bool(named),
        )
    ]  # fmt: skip


def _finish(text: str, number: Number, term: _Term, unit: Unit | None, end: int, half: Decimal) -> Quantity:
    """Number and unit with the marks before and after them."""
    start = number.start
    value = term.value
    if unit is not None or term.scale > ONE or term.bare:
        signed = _signed(text, start, value, unit)
        if signed != value or (value == 0 and _SIGN.search(text[max(0, start - 2) : start])):
            match = _SIGN.search(text[max(0, start - 2) : start])
            start -= len(match[0]) if match else 0
        value = signed
    before = marks.find_before(text, start)
    if before < start and text[before:start] in ("上", "过") and not (term.bare or term.scale > ONE):
        before = start  # 上千人 and 过万 are marks; 奖台上3人 and 有过3次 are none
    after = end if unit is None and term.scale == ONE else marks.find_after(text, end)
    counted = (
        unit is not None and text[unit.end - 1 : unit.end] in "月时期日点度亿头" and "多" in text[term.end : unit.end]
    )
    approximate = before < start or after > end or term.approximate or counted
    most = number.most
    if most is not None and number.scale == ONE:
        most *= term.scale
    return Quantity(
        start=before,
        end=after,
        number=number.start,
        value=_plain(value + half),
        most=None if most is None else _plain(most),
        unit=unit.name if unit else None,
        dimension=unit.dimension if unit else "",
        in_digits=number.in_digits,
        approximate=approximate,
        measures=unit.measures if unit else False,
        bare_magnitude=term.bare,
        joined_unit=unit.end if unit else 0,
    )


def _skip_sign(text: str, at: int) -> int:
    """Past the sign of a range's upper end: -5~-2℃, 零下5至零下2℃."""
    for sign in ("零下", "零上", "负", "-", "－", "−"):
        if text.startswith(sign, at):
            return at + len(sign)
    return at


def _signed(text: str, start: int, value: Decimal, unit: Unit | None) -> Decimal:
    """The value below zero where a sign stands before it that is no dash between two things."""
    match = _SIGN.search(text[max(0, start - 2) : start])
    if not match or match[0] == "零上":
        return value
    if match[0] in ("零下", "负"):
        return -value if unit and (unit.name in _DEGREES or match[0] == "负") else value
    before = text[start - 2 : start - 1] if start > 1 else ""
    if before and (before.isdigit() or (before.isascii() and before.isalpha())):
        return value
    if before and before.isalnum() and not (unit and unit.name in ("℃", "°C", "摄氏度")):
        return value
    return -value


def _plain(value: Decimal) -> Decimal:
    """Without an exponent, and without the zeros that a magnitude left behind: 89300.00 -> 89300, but 4.60 stays."""
    if value == value.to_integral_value() and abs(value) >= 1000:
        return value.quantize(ONE)
    return value


def is_kept_whole(quantity: Quantity) -> bool:
    """Whether every database can hold the value as printed."""
    return is_storable(quantity.value) and (quantity.most is None or is_storable(quantity.most))
