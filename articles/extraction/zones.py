"""Furniture told by where it stands, not by what it says: folios of several lines, flags over briefs.

Works on lines that are sorted; a line between two of a folio is of the folio, whatever it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.lines import MeasuredLine
from articles.extraction.sortedlines import SortedLine
from articles.extraction.types import BlockKind
from articles.text.joining import fold

FOLIO_LINE = 60.0  # ems; a line of a folio is no longer
CAPTION_LINE = 16.0  # ems; what stands between lines of furniture with blanks around it is no longer
FLAG_LINE = 12.0  # ems; a flag over briefs is no longer
TOP = 8  # lines in which the folio ends
EDGE = 3  # lines at the page's top and foot where a date among short words is its folio
FLAG = "flag over briefs"

_DATE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|星期[一二三四五六日天]")
_DUTY = re.compile(r"责编|编辑|美编|校对|版式|组版|值班|总编|审读|热线|电话|微信")
_FIGURES = re.compile(r"\d{4,}")


def sort_by_place(lines: Sequence[SortedLine]) -> tuple[SortedLine, ...]:
    """The lines, those that their place tells to be furniture as such."""
    found = list(lines)
    _find_folio(found)
    _find_between(found)
    _find_flags(found)
    return tuple(found)


def _set(found: list[SortedLine], i: int, why: str) -> None:
    found[i] = replace(found[i], kind=BlockKind.FURNITURE, why=why, score=0.5, opening=None)


def _may_be_furniture(line: SortedLine) -> bool:
    return line.opening is None and not line.measured.level and line.kind in (BlockKind.HEADLINE, BlockKind.BODY)


def is_folio(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a line at the page's edge is its folio: a date or several duties among short words, and no sentence."""
    if EDGE <= i < len(lines) - EDGE:
        return False
    line = lines[i]
    printed = fold(line.line.text)  # as printed: a stray folio inside running text is repaired away
    words = printed.split()
    if line.level or line.stops or len(words) < 4 or max(map(len, words)) > 2 * FLAG_LINE or line.ems > 2 * FOLIO_LINE:
        return False
    return _DATE.search(printed) is not None or len(_DUTY.findall(printed)) >= 3


def _find_folio(found: list[SortedLine]) -> None:
    """Over the first story: lines of telephones and figures, and what stands over them."""
    last = 0
    for i in range(1, min(TOP, len(found))):
        line = found[i].measured
        if found[i].kind is not BlockKind.FURNITURE and (not _may_be_furniture(found[i]) or line.stops):
            break
        if 3 * sum(map(len, _FIGURES.findall(line.flat))) >= len(line.flat):
            last = i
    if last and any(line.kind is BlockKind.FURNITURE for line in found[:last]):
        for i in range(last + 1):
            if found[i].kind is not BlockKind.FURNITURE:
                _set(found, i, "over or among the telephones at the page's top")


def _find_between(found: list[SortedLine]) -> None:
    """A line between lines of furniture is furniture too: the caption of a code, a press number no rule knows."""
    furniture = BlockKind.FURNITURE
    for i in range(1, len(found) - 1):
        line, after = found[i], found[i + 1]
        if not _may_be_furniture(line) or found[i - 1].kind is not furniture or after.kind is not furniture:
            continue
        blanks = max(line.measured.blanks, after.measured.blanks)
        if line.kind is BlockKind.HEADLINE and line.measured.ems <= CAPTION_LINE and blanks <= 2:
            _set(found, i, "between lines of furniture")
        elif not blanks and not line.measured.stops and line.measured.ems <= FOLIO_LINE:
            _set(found, i, "among the lines of a folio")


def _find_flags(found: list[SortedLine]) -> None:
    """A short head right over two or more bulleted items, or headed ones, is the flag of their column."""
    for i, line in enumerate(found):
        if line.kind not in (BlockKind.HEADLINE, BlockKind.FURNITURE) or line.measured.ems > FLAG_LINE:
            continue
        first = _end_of_brief(found, i + 1)
        if first is not None and _end_of_brief(found, first) is not None:
            _set(found, i, FLAG)


def _end_of_brief(found: Sequence[SortedLine], i: int) -> int | None:
    """Where the bulleted item that begins at line `i` ends; None where none begins there."""
    if i >= len(found) or not found[i].measured.bullet or found[i].opening is not None:
        return None
    headed = found[i].kind is BlockKind.HEADLINE
    at = i + 1
    while at < len(found) and found[at].kind is BlockKind.BODY and not found[at].measured.bullet:
        at += 1
    if headed and at == i + 1:
        return None
    complete = found[at - 1].measured.stops or found[at - 1].kind is BlockKind.BODY
    return at if complete and found[i].kind in (BlockKind.HEADLINE, BlockKind.BODY) else None
