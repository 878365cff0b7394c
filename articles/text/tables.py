"""Rows of figures as tables have them: words, and figures after them, set apart by spaces or strokes."""

from __future__ import annotations

import re
from typing import NamedTuple

from articles.text.joining import HAN

MOST_CELLS = 14
LONGEST_WORD = 16  # characters of what a row or a column is called
ROWS, PAIRS = 3, 4  # lines from which on rows are a table; of rows of one figure
GLUED = 3  # words with their figures in a line, from which on it is a row

_CELL = re.compile(r"[^\s|｜│]+")
_FIGURE = re.compile(r"[+＋\-－±↑↓▲▼]?\d[\d,，]*(?:\.\d+)?[%％]?")
_NO_FIGURE = re.compile(r"[-—－–/]{1,3}|持平|无")  # what stands where there is none
_WORD = re.compile(
    rf"(?:[{HAN}A-Za-z（(“《]|\d{{1,6}}(?=[个项户家件人处台座条]))[^。！？!?；;：:，、]{{0,{LONGEST_WORD - 1}}}"
)
_GLUED = re.compile(rf"(?P<word>[{HAN}]{{1,8}})(?P<figure>\d+(?:\.\d+)?)")  # 大白菜0.45
_UNIT = re.compile(
    r"[（(]?(?:计量)?单位\s*[:：]\s*(?P<units>[^\s（()）\d]{1,12}(?:/\d{0,4}[^\s（()）\d]{1,4})?)[)）]?(?=\s|$)"
)


class Cells(NamedTuple):
    """A row: `figures` by their places in the line, each with the words before it (`labels`) and its number in its run
    of figures (`columns`, from 0). `is_numbered` where the row's own number stands first; `shape` as its rows share."""

    labels: tuple[tuple[str, ...], ...]
    figures: tuple[tuple[int, int], ...]
    columns: tuple[int, ...]
    is_numbered: bool = False
    shape: str = ""


def read_row(line: str) -> Cells | None:
    """The line as a row of figures, 大白菜 0.45 0.50 or 黄瓜 2.20 豆角 4.00 or 黄瓜2.20 豆角4.00, or None.

    What stands behind the figures, as who answers for a project, is left out.
    """
    cells = [(cell[0], cell.start(), cell.end()) for cell in _CELL.finditer(line)]
    if len(cells) > MOST_CELLS:
        return None
    glued = [_GLUED.fullmatch(printed) for printed, _, _ in cells]
    if len(cells) >= GLUED and all(glued):
        words_of = [one["word"] for one in glued if one]
        places = tuple((start + len(word), end) for word, (_, start, end) in zip(words_of, cells, strict=True))
        return Cells(tuple((word,) for word in words_of), places, (0,) * len(places), shape="glued")
    numbered = len(cells) > 2 and cells[0][0].isdecimal() and len(cells[0][0]) <= 2
    if numbered and _WORD.fullmatch(cells[1][0]):
        del cells[0]
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
                labels.append(_put_together(words))
                figures.append((start, end))
                columns.append(column)
            column, is_open = column + 1, False
        elif _WORD.fullmatch(printed):
            words = [*words, printed] if is_open else [printed]
            column, is_open = 0, True
        else:
            return None
    if not figures or (is_open and 0 in columns[1:]):
        return None
    return Cells(
        tuple(labels), tuple(figures), tuple(columns), numbered, f"{len(figures)} and words" if is_open else ""
    )


def _put_together(words: list[str]) -> tuple[str, ...]:
    """The words of a row; a letterspaced one is one."""
    return ("".join(words),) if all(len(word) == 1 for word in words) else tuple(words)


def read_units(line: str) -> list[str]:
    """The units that a line over a table tells, by itself or beside other words: 单位：万元、% -> 万元, %."""
    found = _UNIT.search(line)
    return [unit for unit in re.split(r"[、,，]+", found["units"]) if unit] if found else []


def is_unit_line(line: str) -> bool:
    """Whether a line tells a table's unit and nothing else."""
    return _UNIT.fullmatch(line.strip()) is not None


def read_columns(line: str) -> list[str]:
    """What the columns of a table are called by the line over it, 品名 南门口 东关; an empty list where it is none."""
    cells = _CELL.findall(_UNIT.sub("", line))
    if not 2 <= len(cells) <= MOST_CELLS or not all(map(_WORD.fullmatch, cells)):
        return []
    return cells


def is_table(rows: list[Cells]) -> bool:
    """Whether so many rows that stand together are a table."""
    shapes = {row.shape for row in rows}
    if shapes == {"glued"}:
        return len(rows) > 1
    several = all(len(row.figures) > 1 for row in rows)
    return len(rows) >= (ROWS if several else PAIRS) and len(shapes) <= 2
