"""One number with its magnitude, mark, unit and sign -> Quantity.

What several numbers make together (ranges, lists, ranks) is composed in grammar.py.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from articles.text.numerals import DIGITS, MAGNITUDES, ONE, Form, Number, is_storable
from metrics.extraction import marks
from metrics.extraction.formulas import FILLER
from metrics.extraction.units import Unit, read_unit

_MAGNITUDE = re.compile(r"万亿|[百千]?[万亿]|[百千](?![瓦米克帕卡伏赫分])")
_COUNTER = re.compile(r"个(?P<mark>多|余|半|来)(?P<unit>小时|月|星期|工作日|百分点|季度|亿|钟头)")
_TIME_AND_HALF = re.compile(r"半(?![夜截路个径导岛价决])")
_SIGN = re.compile(r"(?:零下|零上|(?<![减背肩担抱欠胜承增])负|[-－﹣−])$")
# 1米75, 3元5角, 3亩6分, 2小时30分钟, 3斤2两: what is printed after the unit belongs to the same figure.
_SMALLER = {
    "米": re.compile(r"(?P<n>[0-9]{1,2})(?![0-9.,，]?[0-9]|[~～—×xX*+])"),
    "元": re.compile(r"(?P<n>[1-9一二三四五六七八九])(?:角(?!度|落|色|逐|斗))"),
    "块": re.compile(r"(?P<n>[1-9])(?:毛(?!病|巾|衣|笔|利))?(?![0-9.,])"),
    "亩": re.compile(r"(?P<n>[1-9])分(?![钟之别布])"),
    "斤": re.compile(r"(?P<n>[1-9一二三四五六七八九])两"),
    "小时": re.compile(r"(?:零)?(?P<n>[0-9]{1,2})分(?:钟)?(?![0-9之别])"),
    "年": re.compile(r"(?:零|又)?(?P<n>[0-9]{1,2}|[一二三四五六七八九])个月"),
    "分钟": re.compile(r"(?:零)?(?P<n>[0-9]{1,2})秒(?:钟)?(?![0-9])"),
}
_TENTHS_OF_YUAN = re.compile(
    r"(?P<n>[一二三四五六七八九])(?:毛钱?)?(?![一二三四五六七八九十百千万两个多余几\u4e00-\u9fff])"
)  # 三块五
MOST_SPACES = 3  # between a number and its unit
_PARTS = {"小时": 60, "年": 12, "分钟": 60}  # how many of the smaller make one
_SIGNS = frozenset("下上负-－﹣−")  # what a sign ends in
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


class Term(NamedTuple):
    """A number with its magnitude and inner mark, before unit and outer marks."""

    number: Number
    value: Decimal
    scale: Decimal
    end: int
    approximate: bool
    bare: bool


def read_term(text: str, number: Number) -> Term:
    """一千多万, 4千多, 40余万, 115万余: what stands between the digits and the unit."""
    value, scale, end = number.value, number.scale, number.end
    if number.form is not Form.PLAIN:
        after = marks.find_inside(text, end)
        return Term(number, value, ONE, after, after > end, False)
    bare = not number.in_digits and text[number.start : end] in MAGNITUDES
    after = marks.find_inside(text, end)
    approximate = after > end
    if approximate and text[end] == "几" and (value < 10 or value % 10):
        return Term(number, value, scale, end, False, bare)
    magnitude = _MAGNITUDE.match(text, after) if approximate else None
    if magnitude and scale < MAGNITUDES[magnitude[0]]:
        scale = MAGNITUDES[magnitude[0]]
        value, after = value * scale, magnitude.end()
        after = marks.find_inside(text, after)
    if approximate and text[after : after + 1] == " ":
        return Term(number, value, scale, after, True, bare)
    return Term(number, value, scale, after, approximate, bare)


def read_unit_of(text: str, term: Term) -> tuple[Unit | None, int, Decimal]:
    """The unit after a number, where it ends, and the half that stands inside it (2个半小时, 3年半)."""
    number, end = term.number, term.end
    if number.form is Form.FRACTION:
        return Unit("1", "fraction", end, True), end, Decimal(0)
    if number.form in (Form.TENTHS, Form.PERCENT):
        return Unit("%", "share", end, True), end, Decimal(0)
    at = end
    while at < end + MOST_SPACES and text[at : at + 1] in (" ", "\u3000", FILLER):
        at += 1
    counter = _COUNTER.match(text, at) if text.startswith("个", at) else None
    if counter:
        name = {"月": "个月"}.get(counter["unit"], counter["unit"])
        half = Decimal("0.5") if counter["mark"] == "半" else Decimal(0)
        dimension = "points" if name == "百分点" else "duration"
        return Unit(name, dimension, counter.end()), counter.end(), half
    unit = read_unit(text, at)
    if unit is None:
        return None, end, Decimal(0)
    if unit.dimension in ("duration", "times", "length", "weight", "area") and _TIME_AND_HALF.match(text, unit.end):
        return unit, unit.end + 1, Decimal("0.5")
    if term.end == number.end:
        if unit.name in _SMALLER and (number.in_digits or unit.name in ("年", "元")):
            return _read_smaller(text, unit)
        tenths = _TENTHS_OF_YUAN.match(text, unit.end) if unit.name == "块" else None
        if tenths:
            return unit, tenths.end(), Decimal(DIGITS[tenths["n"]]).scaleb(-1)
    return unit, unit.end, Decimal(0)


def _read_smaller(text: str, unit: Unit) -> tuple[Unit, int, Decimal]:
    """Past the smaller unit inside a figure, and what it adds: 1米75 -> 0.75, 3元5角 -> 0.5, 2小时30分钟 -> 0.5."""
    match = _SMALLER[unit.name].match(text, unit.end)
    if not match:
        return unit, unit.end, Decimal(0)
    printed = match["n"]
    count = Decimal(printed) if printed.isdecimal() else Decimal(DIGITS[printed])
    if unit.name in _PARTS:
        share = (count / _PARTS[unit.name]).normalize()
        whole = int(share.as_tuple().exponent) >= -2  # a third of an hour has no decimal that is kept as printed
        return (unit, match.end(), share) if whole else (unit, unit.end, Decimal(0))
    if match.end() == match.end("n") and read_unit(text, match.end()):
        return unit, unit.end, Decimal(0)  # 宽3米12棵: the number counts something of its own
    return unit, match.end(), count.scaleb(-len(printed))


def finish(text: str, number: Number, term: Term, unit: Unit | None, end: int, half: Decimal) -> Quantity:
    """Number and unit with the marks before and after them."""
    start = number.start
    value = term.value
    if text[start - 1 : start] in _SIGNS and start and (unit is not None or term.scale > ONE or term.bare):
        signed = read_signed(text, start, value, unit)
        if signed != value or value == 0:
            match = _SIGN.search(text, max(0, start - 2), start)
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
        value=plain(value + half if half else value),
        most=None if most is None else plain(most),
        unit=unit.name if unit else None,
        dimension=unit.dimension if unit else "",
        in_digits=number.in_digits,
        approximate=approximate,
        measures=unit.measures if unit else False,
        bare_magnitude=term.bare,
        joined_unit=unit.end if unit else 0,
    )


def read_signed(text: str, start: int, value: Decimal, unit: Unit | None) -> Decimal:
    """The value below zero where a sign stands before it that is no dash between two things."""
    match = _SIGN.search(text[max(0, start - 2) : start])
    if not match or match[0] == "零上":
        return value
    if match[0] in ("零下", "负"):
        return -value if unit and (unit.name in _DEGREES or match[0] == "负") else value
    before = text[start - 2 : start - 1] if start > 1 else ""
    if before and (before.isdigit() or (before.isascii() and before.isalpha())):
        return value
    grew = unit is not None and unit.dimension in ("share", "points") and before in "长幅速比为"  # 同比增长-3.6%
    if before and before.isalnum() and not grew and not (unit and unit.name in ("℃", "°C", "摄氏度")):
        return value
    return -value


def plain(value: Decimal) -> Decimal:
    """Without an exponent, and without the zeros that a magnitude left behind: 62700.00 -> 62700, but 4.60 stays."""
    if value.adjusted() < 3 or value != value.to_integral_value():
        return value
    return value.quantize(ONE)


def is_kept_whole(quantity: Quantity) -> bool:
    """Whether every database can hold the value as printed."""
    return is_storable(quantity.value) and (quantity.most is None or is_storable(quantity.most))
