"""Rows of figures as tables have them: words, and figures after them, set apart by spaces or strokes."""

from __future__ import annotations

import re
from typing import NamedTuple

from articles.text.joining import HAN

MOST_CELLS = 14
LONGEST_WORD = 14  # characters of what a row or a column is called
ROWS, PAIRS = 3, 4  # lines from which on rows are a table; of rows of one figure

_CELL = re.compile(r"[^\s|｜│]+")
_FIGURE = re.compile(r"[+＋\-－±↑↓]?\d[\d,，]*(?:\.\d+)?[%％]?")
_NO_FIGURE = re.compile(r"[-—－–/]{1,3}|持平|无")  # what stands where there is none
_WORD = re.compile(rf"[{HAN}A-Za-z（(“《][^。！？!?；;：:，、]{{0,{LONGEST_WORD - 1}}}")
_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：]\s*(?P<units>[^（()）\d]{1,12}(?:/\d{0,4}[^（()）\d]{1,4})?)[)）]?")


class Cells(NamedTuple):
    """A row: `figures` by their places in the line, each with the words before it (`labels`) and its number in its run
    of figures (`columns`, from 0)."""

    labels: tuple[tuple[str, ...], ...]
    figures: tuple[tuple[int, int], ...]
    columns: tuple[int, ...]


def read_row(line: str) -> Cells | None:
    """The line as a row of figures, 大白菜 0.45 0.50 or 黄瓜 2.20 豆角 4.00; None where it is none."""
    cells = [(cell[0], cell.start(), cell.end()) for cell in _CELL.finditer(line)]
    if not 2 <= len(cells) <= MOST_CELLS or not line[cells[-1][1] : cells[-1][2]].strip():
        return None
    if len(cells) > 2 and cells[0][0].isdecimal() and len(cells[0][0]) <= 2 and _WORD.fullmatch(cells[1][0]):
        del cells[0]  # the row's number
    labels: list[tuple[str, ...]] = []
    figures: list[tuple[int, int]] = []
    columns: list[int] = []
    words: list[str] = []
    column, is_open = 0, True
    for printed, start, end in cells:
        if _FIGURE.fullmatch(printed) or _NO_FIGURE.fullmatch(printed):
            if not words:
                return None
            if not _NO_FIGURE.fullmatch(printed):
                labels.append(tuple(["".join(words)] if all(len(word) == 1 for word in words) else words))
                figures.append((start, end))
                columns.append(column)
            column, is_open = column + 1, False
        elif _WORD.fullmatch(printed):
            words = [*words, printed] if is_open else [printed]
            column, is_open = 0, True
        else:
            return None
    if is_open or not figures:
        return None
    return Cells(tuple(labels), tuple(figures), tuple(columns))


def read_units(line: str) -> list[str]:
    """The units that a line over a table tells: 单位：万元、% -> 万元, %; an empty list where it is no such line."""
    found = _UNIT_LINE.fullmatch(line.strip())
    return [unit for unit in re.split(r"[、,，\s]+", found["units"].strip()) if unit] if found else []


def read_columns(line: str) -> list[str]:
    """What the columns of a table are called by the line over it, 品名 南门口 东关; an empty list where it is none."""
    cells = _CELL.findall(line)
    if not 2 <= len(cells) <= MOST_CELLS or not all(map(_WORD.fullmatch, cells)):
        return []
    return cells


def is_table(rows: list[Cells]) -> bool:
    """Whether so many rows that stand together are a table."""
    return len(rows) >= (ROWS if all(len(row.figures) > 1 for row in rows) else PAIRS)
