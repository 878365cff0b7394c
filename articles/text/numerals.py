"""Printed numbers: 6.27万, 3万4000, 1,100.9亿, 一千二百, 二〇二一, 三分之一, 三成, 六七十 -> Decimal.

Numbers only: units, marks of approximation and what is counted are read elsewhere. Values are Decimal, never float.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

MOST_DIGITS = 15  # significant digits; SQLite keeps no more, so a longer number could not be stored as printed
MOST_PLACES = 6  # digits behind the point that a figure's column has room for
SHORT = 6  # characters of plain digits that are stored as printed whatever they are
LONGEST = 24  # characters of one number; whatever is longer is a serial number or damage

FULL_WIDTH = {ord("０") + i: str(i) for i in range(10)} | {ord("．"): ".", ord("％"): "%", ord("／"): "/"}

_FULL_WIDTH = re.compile("[０-９．％／]")
_FULL_THOUSANDS = re.compile(
    "(?<![０-９])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])"
)  # ２，６００: one number, no two clauses

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
STEPS = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES = {
    "万亿": Decimal(10**12), "千亿": Decimal(10**11), "百亿": Decimal(10**10), "十亿": Decimal(10**9),
    "亿": Decimal(10**8), "个亿": Decimal(10**8), "千万": Decimal(10**7), "百万": Decimal(10**6),
    "十万": Decimal(10**5), "万": Decimal(10**4), "千": Decimal(10**3), "百": Decimal(10**2),
}  # fmt: skip
ONE = Decimal(1)


class Form(StrEnum):
    """How a number is printed, where that decides its unit: 三分之一 a fraction, 三成 tenths, 百分之三 hundredths."""

    PLAIN = "plain"
    FRACTION = "fraction"
    TENTHS = "tenths"
    PERCENT = "percent"


class Number(NamedTuple):
    """A number at text[start:end]. `scale` is the magnitude that closes it (6.27万 -> 62700, scale 10000).

    `most` is the upper value of two neighbouring numerals (六七十 -> 60, most 70). `in_digits` tells 3 from 三.
    A fraction keeps four places (1/3 -> 0.3333); tenths and hundredths are given in hundredths (三成 -> 30).
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal = ONE
    in_digits: bool = True
    form: Form = Form.PLAIN
    most: Decimal | None = None


_NUMBER = re.compile(
    r"""
    (?P<over>[0-9]{1,4}/[1-9][0-9]{0,3}(?![0-9/.]))                                # 1/3
  | (?P<share>[一二三四五六七八九两十百千万0-9]{1,8}分之                           # 三分之二, 3分之2, 百分之三点五
    (?:[0-9.]{1,6}|[零〇一二三四五六七八九两十百千]{1,8}(?:点[零〇一二三四五六七八九]{1,6})?))
  | (?P<tenths>(?:(?<![0-9.,])[1-9](?=成)|[一二三四五六七八九两]+)成(?:[半一二三四五六七八九])?)  # 三成, 6成, 七成半
  | (?P<digits>(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?)           # 2930, 1,100.9, 58.6
    (?P<magnitude>\ ?(?:万亿|个亿|[十百千]?[万亿]|[百千](?![瓦米克帕卡伏赫分])))?   # 6.27万, 1.2千万; not 5千瓦
    (?:(?<=[万亿千百])(?P<rest>[0-9]{1,4}(?![0-9.,]))(?P<lower>[百千]?万|[百千])?)? # 3万4000, 1亿2000万
  | (?P<characters>(?!零[上下])[零〇一二三四五六七八九两十百千万亿]+(?:点[零〇一二三四五六七八九]+)?)
    """,
    re.VERBOSE,
)
_BEGINNING = re.compile("[0-9零〇一二三四五六七八九两十百千万亿]")
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DENOMINATORS = {"百": Form.PERCENT}


def fold_digits(text: str) -> str:
    """Digits, their commas, point, slash and per cent made half width, each in its place: ５８．６％ -> 58.6%."""
    if not _FULL_WIDTH.search(text):
        return text
    return _FULL_THOUSANDS.sub(lambda match: match[0].replace("，", ","), text).translate(FULL_WIDTH)


def read_number(printed: str) -> Decimal | None:
    """The value of a printed number that fills the string, spaces closed up; None where it is not one number.

    "1,100.9亿" -> 110090000000, "一千二百" -> 1200, "二〇二一" -> 2021, "三分之一" -> 0.3333.
    """
    text = fold_digits("".join(printed.split()))
    number = next(find_numbers(text), None)
    if number is None or number.start != 0 or number.end != len(text) or number.most is not None:
        return None
    return number.value


def find_numbers(text: str) -> Iterator[Number]:
    """Every number of a text whose digits are folded, in order; without what is too long to be stored as printed."""
    for match in _find_printed(text):
        start, end = match.span()
        if end - start > LONGEST:
            continue
        kind = match.lastgroup
        if kind == "characters":
            number = _read_characters(match[0], start)
        elif kind == "over":
            number = _read_fraction(match, start)
        elif kind == "share":
            number = _read_share(match[0], start)
        elif kind == "tenths":
            number = _read_tenths(match[0], start)
        else:
            number = _read_digits(match)
        if number is not None and (
            (end - start <= SHORT and match[0][-1] in "0123456789") or is_storable(number.value)
        ):
            yield number


def _find_printed(text: str) -> Iterator[re.Match[str]]:
    """As `_NUMBER.finditer`, faster: most characters of a text begin no number, and are passed over at once."""
    place = 0
    while begun := _BEGINNING.search(text, place):
        found = _NUMBER.match(text, begun.start())
        if found is None:
            place = begun.end()
        else:
            yield found
            place = found.end()


def is_storable(value: Decimal) -> bool:
    """Whether every database keeps the value as it is: not too many digits, before the point or behind it."""
    if value.adjusted() >= MOST_DIGITS:
        return False
    _, digits, exponent = value.as_tuple()
    if len(digits) <= MOST_DIGITS and isinstance(exponent, int) and exponent >= -MOST_PLACES:
        return True
    _, digits, exponent = value.normalize().as_tuple()
    return len(digits) <= MOST_DIGITS and isinstance(exponent, int) and exponent >= -MOST_PLACES


def _read_digits(match: re.Match[str]) -> Number | None:
    value = Decimal(match["digits"].replace(",", ""))
    printed = match["magnitude"]
    if printed is None:
        return Number(match.start(), match.end(), value)
    scale = MAGNITUDES[printed.strip()]
    value *= scale
    rest = match["rest"]
    if rest is None:
        return Number(match.start(), match.end(), value, scale)
    lower = MAGNITUDES[match["lower"]] if match["lower"] else ONE
    if "." in match["digits"] or Decimal(rest) * lower >= scale or (lower is ONE and len(rest) < 3):
        # 8.5万3 are two numbers that ran together, and so are 3万40: a remainder is printed whole, 3万4000
        return Number(match.start(), match.start("rest"), value, scale)
    return Number(match.start(), match.end(), value + Decimal(rest) * lower, ONE)


def _read_fraction(match: re.Match[str], start: int) -> Number | None:
    above, below = match[0].split("/")
    if int(above) >= int(below) or match.string[max(0, start - 1) : start] in ("/", "."):
        return None
    return Number(start, match.end(), _cut(Decimal(above) / Decimal(below)), form=Form.FRACTION)


def _read_share(printed: str, start: int) -> Number | None:
    below, above = printed.split("分之")
    number = Decimal(above) if _PLAIN.fullmatch(above) else read_numeral(above)
    whole = Decimal(below) if below.isdecimal() else MAGNITUDES.get(below) or read_numeral(below)
    if number is None or not whole:
        return None
    end = start + len(printed)
    if below in _DENOMINATORS:
        return Number(start, end, number, in_digits=False, form=_DENOMINATORS[below])
    return Number(start, end, _cut(number / whole), in_digits=False, form=Form.FRACTION)


def _read_tenths(printed: str, start: int) -> Number | None:
    """三成 -> 30, 七成半 -> 75, 六七成 -> 60 to 70."""
    whole, _, part = printed.partition("成")
    if whole.isdecimal():
        whole = "零一二三四五六七八九"[int(whole)]
    low = Decimal(DIGITS[whole[0]] * 10)
    more = Decimal(5 if part == "半" else DIGITS.get(part, 0))
    end = start + len(printed)
    if len(whole) == 1:
        return Number(start, end, low + more, in_digits=False, form=Form.TENTHS)
    high = Decimal(DIGITS[whole[1]] * 10)
    if len(whole) > 2 or not low < high or part:
        return None
    return Number(start, end, low, in_digits=False, form=Form.TENTHS, most=high)


def _read_characters(printed: str, start: int) -> Number | None:
    """一千二百, 二〇二一, 百万, and 六七十, which is two numbers in one."""
    end = start + len(printed)
    value = read_numeral(printed)
    if value is not None:
        scale = next((Decimal(10 ** (8 if c == "亿" else 4)) for c in printed[-1:] if c in "万亿"), ONE)
        return Number(start, end, value, scale if value > scale else ONE, in_digits=False)
    for i in range(len(printed) - 1):
        low, high = DIGITS.get(printed[i], 0), DIGITS.get(printed[i + 1], 0)
        if low and (high == low + 1 or (low, high) == (3, 5)):
            least = read_numeral(printed[: i + 1] + printed[i + 2 :])
            most = read_numeral(printed[:i] + printed[i + 1 :])
            if least is not None and most is not None:
                return Number(start, end, least, in_digits=False, most=most)
    return None


def read_numeral(printed: str) -> Decimal | None:
    """A number in Chinese characters alone: 一千二百零五, 三点五, 二〇二一, 三万五 (35000), 百万; None for others."""
    whole, _, part = printed.partition("点")
    if part:
        value = _read_whole(whole)
        return None if value is None else value + Decimal("0." + "".join(str(DIGITS[c]) for c in part))
    if len(whole) > 1 and all(c in DIGITS for c in whole):
        # 三四 is "three or four", 二〇二一 and 一九四九 are years: digit by digit only where nothing else fits
        return Decimal("".join(str(DIGITS[c]) for c in whole)) if len(whole) == 4 else None
    return _read_whole(whole)


def _read_whole(printed: str) -> Decimal | None:
    total = section = 0
    digit: int | None = None
    step = ceiling = 10**16  # the last step below the present magnitude, the last magnitude
    for place, c in enumerate(printed):
        if c in DIGITS:
            if DIGITS[c] == 0:
                if place == 0 and len(printed) > 1:
                    return None
                digit, step = None, min(step, 10**16)
            elif digit is not None:
                return None
            else:
                digit = DIGITS[c]
        elif c in STEPS:
            if STEPS[c] >= step or (digit is None and (place and printed[place - 1] not in "零〇")):
                return None
            section += (digit or 1) * STEPS[c]
            digit, step = None, STEPS[c]
        else:
            magnitude = 10**4 if c == "万" else 10**8
            section += digit or 0
            if magnitude < ceiling:
                total += (section or (1 if place == 0 else 0)) * magnitude
            elif c == "亿" and total and ceiling == 10**4 and not section:
                total *= magnitude  # 一万亿
            else:
                return None
            section, digit, step, ceiling = 0, None, 10**16, magnitude
    if digit is not None and len(printed) > 1 and printed[-2] in "百千万亿":
        digit *= {"百": 10, "千": 100, "万": 1000, "亿": 10**7}[printed[-2]]  # 三万五 are 35000, 一百二 are 120
    return Decimal(total + section + (digit or 0))


def _cut(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.0001")).normalize()
