"""Figures in a table, which take their unit from the line over it or from their column's name: 单位：元/公斤."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from articles.text.dates import DateKind, find_dates
from articles.text.tables import Cells, is_table, read_columns, read_row, read_units
from metrics.extraction.grammar import find_quantities
from metrics.extraction.terms import Quantity, is_kept_whole
from metrics.extraction.types import Change

_MAY_BE_ROW = re.compile(r"\n[^\n]*(?:[ \u3000|][-+−]?[0-9]|[0-9][ \u3000])")  # a quick no for nearly every text
OVER = 3  # lines over the rows that may tell unit and columns
_IN_BRACKETS = re.compile(r"[（(](?P<unit>[^（）()]{1,10})[)）]$")
_OF_GROWTH = re.compile(
    r"(?:较?[上去]年|同比|环比|比上[年月周])*(?:±|增长|增减|增幅|增速|升降|涨跌|变化|变动)率?(?:[%％]|幅度)?$|[同环]比$"
)
_OF_SHARE = re.compile(r"比重|占比|幅度|[^功速汇]率$|[%％]")
_OF_RANK = re.compile(r"排名|位次|名次|排序|排位")
_SAYS_NOTHING = re.compile(r"(?:绝对)?(?:数[值量额]?|总量|完成数?|实[绩际]数?|累计|合计|本[月期]|价格|金额)")
_OF_NO_UNIT = re.compile(r"(?:指数|系数|[得评积]分|分值|比值|之比)$")
_OF_NUMBER = re.compile(r"序号|编号|名次|位次|排名|排序|项次")
_SOLD = re.compile("批发|零售|农贸|超市|菜场")
_PLACE = re.compile(r".{1,8}(?:[镇乡村县市旗]|(?<![院园校库])区|街道|办事处|林场|农场)")
_MEASURE = re.compile(r"[价量额率数值产积费耗资入款度重]$|产值|收入|面积|投资|税收|任务|完成|指标|累计|合计|期末|期初")


class TableFigure(NamedTuple):
    """One figure of a table, its row's place in the text, and what row and column say of it."""

    row: tuple[int, int]
    quantity: Quantity
    indicator: str
    place: str | None
    change: Change | None


class _Column(NamedTuple):
    """`name` is what is measured; `ranks` for a place in an order by it, `moves` for how it grew or fell."""

    name: str
    unit: str
    ranks: bool = False
    moves: bool = False


def find_tables(text: str, headline: str = "") -> list[TableFigure]:
    """The figures of every table in a story's text (digits folded) whose unit is told there or in brackets at the
    headline's end; in order."""
    if _MAY_BE_ROW.search(text) is None:
        return []
    bracketed = [own["unit"] for own in map(_IN_BRACKETS.search, headline.split("\n")) if own and _is_unit(own["unit"])]
    units = read_units(headline) or bracketed[:1]
    lines = list(_lines_of(text))
    found: list[TableFigure] = []
    at = 0
    while at < len(lines):
        rows: list[Cells] = []
        while at + len(rows) < len(lines) and (row := read_row(lines[at + len(rows)][1])):
            rows.append(row)
        if is_table(rows):
            over = [line for _, line in lines[max(0, at - OVER) : at]]
            over = ["单位：" + "、".join(units), *over] if units else over
            starts = [start for start, _ in lines[at : at + len(rows)]]
            found += _read_table(text, rows, starts, over, headline)
        at += max(1, len(rows))
    return found


def read_table_time(headline: str, printed_on: str | None) -> str | None:
    """The one time that a table's headline tells: 昨日菜价, 1月份乡镇投资排名."""
    dates = [date for date in find_dates(headline, printed_on) if date.is_dated and date.kind is not DateKind.BASE]
    return dates[0].iso if len(dates) == 1 else None


def _lines_of(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        yield start, line
        start += len(line) + 1


def _read_table(
    text: str, rows: Sequence[Cells], starts: Sequence[int], over: Sequence[str], headline: str
) -> Iterator[TableFigure]:
    units = next((units for units in map(read_units, reversed(over)) if units), [])
    names = next((names for names in map(read_columns, reversed(over)) if names), [])
    names = [name for name in names if name not in ("单位", "计量单位")]
    if names and rows[0].is_numbered and _OF_NUMBER.fullmatch(names[0]):
        del names[0]
    width = max(max(row.columns) for row in rows) + 1
    if len(names) == width + 2 and rows[0].shape:
        del names[-1]  # of the words behind the figures
    columns = _read_columns(names[len(names) - width :] if len(names) in (width, width + 1) else [""] * width, units)
    for row, start in zip(rows, starts, strict=True):
        for words, (first, end), number in zip(row.labels, row.figures, row.columns, strict=True):
            column = columns[number]
            label, unit = _read_label(words)
            if unit and not column.ranks and not column.moves:
                column = column._replace(unit=unit)
            quantity = _read_cell(text, start + first, start + end, column)
            if quantity is not None and is_kept_whole(quantity):
                indicator, place = _name(label, column, headline)
                yield TableFigure(
                    (start, start + row.figures[-1][1]),
                    quantity,
                    indicator,
                    place,
                    _turn(quantity) if column.moves else None,
                )


def _read_label(words: Sequence[str]) -> tuple[str, str]:
    """What a row is called, and the unit that it tells of itself: 白菜（元/斤）, 财政收入 亿元; or nothing."""
    words = [words[0], *(word for word in words[1:] if not word[0].isdigit())]  # 合计 6个
    own = _IN_BRACKETS.search(words[-1])
    if own:
        return "".join(words)[: -len(own[0])], own["unit"]
    told = _is_unit(words[-1]) if len(words) > 1 else False
    return ("".join(words[:-1]), words[-1]) if told else ("".join(words), "")


def _is_unit(word: str) -> bool:
    """Whether a word is a unit: 亿元, 元/500克."""
    found = find_quantities("2" + word)
    return len(found) == 1 and found[0].unit is not None and found[0].end == len(word) + 1


def _read_columns(names: Sequence[str], units: Sequence[str]) -> list[_Column]:
    """What each column is called and measured in."""
    shares = [unit for unit in units if unit in ("%", "％")]
    others = [unit for unit in units if unit not in shares]
    columns: list[_Column] = []
    for name in names:
        own = _IN_BRACKETS.search(name)
        bare = name[: own.start()] if own else name
        measured = columns[-1].name if columns else ""  # what stands before is what it is a place or a growth in
        if _OF_RANK.search(bare):
            columns.append(_Column(measured or bare, "位", ranks=True))
        elif _OF_GROWTH.search(bare):
            rest = _OF_GROWTH.sub("", bare) or measured
            columns.append(_Column(rest or bare, own["unit"] if own else "%" if shares else "", moves=True))
        elif own:
            columns.append(_Column(bare, own["unit"]))
        elif shares and _OF_SHARE.search(bare):
            columns.append(_Column(bare, "%"))
        else:
            columns.append(_Column(bare, (others or shares or [""])[0]))
    if len(units) == len(names) > 1:  # 单位：万元、%: one for each
        columns = [column._replace(unit=unit) for column, unit in zip(columns, units, strict=True)]
    return columns


def _read_cell(text: str, start: int, end: int, column: _Column) -> Quantity | None:
    """The figure of a cell in its column's unit, at its own place; None where unit and figure make none."""
    start += text[start] in "↑↓±+＋"
    if column.ranks:
        value = Decimal(text[start:end]) if text[start:end].isdecimal() else None
        return None if value is None else Quantity(start, end, start, value, None, "位", "rank", True, ranks=True)
    printed = text[start:end]
    if not column.unit and printed[-1] not in "%％":
        plain = re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", printed) if _OF_NO_UNIT.search(column.name) else None
        return None if plain is None else Quantity(start, end, start, Decimal(printed), None, None, "", True)
    said = printed if printed[-1] in "%％" else printed + column.unit
    found = [each for each in find_quantities(said) if each.unit is not None]
    if len(found) != 1 or found[0].start > 0 or found[0].end != len(said):
        return None
    return found[0]._replace(start=start, end=end, number=start + found[0].number, shares_unit=said != printed)


def _turn(quantity: Quantity) -> Change | None:
    """Whether a figure in a column of growth is a growth or a fall."""
    return Change.INCREASE if quantity.value > 0 else Change.DECREASE if quantity.value < 0 else None


def _name(label: str, column: _Column, headline: str) -> tuple[str, str | None]:
    """What is measured, and where: a place that a row or a column is called after is no part of the phrase."""
    name = "" if _SAYS_NOTHING.fullmatch(column.name) else column.name
    if column.unit.startswith("元/") and not label.endswith("价"):
        sold = _SOLD.search(name) or _SOLD.search(headline)
        return label + ("价格" if sold is None else "批发价" if sold[0] == "批发" else "零售价"), None
    if _PLACE.fullmatch(label) and name:
        return name, label
    if name and (_MEASURE.search(name) or _OF_SHARE.search(name) or column.ranks or column.moves):
        return label + name, None
    return label, name or None
