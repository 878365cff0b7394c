"""What a line says where print or its recognition spoilt it: doubled glyphs, Markdown left-overs, folios, jumps.

Every repair is recorded with its place and its kind; nothing is changed that reads right as it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from articles.extraction.furniture import find_jumps, read_furniture
from articles.extraction.types import Line, Repair
from articles.text.spans import MappedText, Span

DOUBLED, MARKDOWN, RUNNING_HEAD, JUMP = "doubled", "markdown", "running head", "jump"
BEGINNING = 5  # different characters in a row that stand twice at a line's beginning, at least
LONGEST_DOUBLED = 100  # characters; heads and captions are doubled, long texts are not
LONGEST_PIECE = 30
LONGEST_KEPT = 400  # characters of a line whose repairs are remembered

RUN = re.compile(r"\S{6,}")  # shorter ones are never taken for doubled
MARKS = re.compile(r"^[ \t]{0,3}(?:#{1,6}|>{1,3}|[-*+])[ \t]+|\*\*|__(?=\S)|(?<=\S)__")
# 2021年2月5日 星期五 第3版 in the middle of a line of text: a date with its day of the week and a page or a paper.
FOLIO = re.compile(
    r"""
    (?<=[一-龥，,、。；;])[ 　]*
    (?:第?[A-Z]?\d{1,2}版[ 　]{0,4}(?:[一-龥]{2,6}[ 　]{1,4})?)?
    (?:19|20)\d\d[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日[ 　]{0,4}星[ ]?期[ ]?[一二三四五六日天]
    (?:[ 　]{0,4}(?:第[ ]?[A-Z]?\d{1,2}[ ]?版|[A-Z]\d{1,2}版?|责任?编辑?[:：][ ]?[一-龥]{2,3}))*
    [ 　]*(?=[一-龥，,、。；;]|$)
    """,
    re.VERBOSE,
)


def repair_text(printed: str) -> str:
    """The text of one line as read."""
    return repair_line(Line(1, 0, len(printed), printed))[0].text if _find_repairs(printed) else printed


def repair_line(line: Line) -> tuple[MappedText, tuple[Repair, ...]]:
    """The line as read, with the places of its characters, and what was repaired in it."""
    found = _find_repairs(line.text)
    if not found:
        return MappedText(line.text, tuple(range(line.start, line.start + len(line.text)))), ()
    repairs = _shift(found, line.start)
    text: list[str] = []
    origins: list[int] = []
    repaired: set[int] = set()
    place = line.start
    for repair in repairs:
        text.append(line.text[place - line.start : repair.span.start - line.start])
        origins.extend(range(place, repair.span.start))
        if repair.kind == DOUBLED:
            printed = line.text[repair.span.start - line.start : repair.span.end - line.start]
            kept = _read_doubled(printed) or []
            repaired.update(range(len(origins), len(origins) + len(kept)))
            text.append("".join(printed[i] for i in kept))
            origins.extend(repair.span.start + i for i in kept)
        place = repair.span.end
    text.append(line.text[place - line.start :])
    origins.extend(range(place, line.start + len(line.text)))
    return MappedText("".join(text), tuple(origins), frozenset(repaired)), repairs


def _find_repairs(printed: str) -> Sequence[Repair]:
    """What is repaired in a line, told from its start; short lines, which pages repeat, are kept."""
    return _find_in_line(printed) if len(printed) > LONGEST_KEPT else _find_in_short_line(printed)


def _shift(repairs: Sequence[Repair], by: int) -> tuple[Repair, ...]:
    """The repairs of a line told from the start of the page."""
    return tuple(
        Repair(Span(repair.span.start + by, repair.span.end + by), repair.kind, repair.as_read) for repair in repairs
    )


@lru_cache(maxsize=4096)
def _find_in_short_line(line: str) -> tuple[Repair, ...]:
    """As `_find_in_line`; a page's lines are asked for twice, for its stories and for its folio."""
    return tuple(_find_in_line(line))


def _find_in_line(line: str) -> list[Repair]:
    """The line's repairs in order, told from its start. They never overlap."""
    found: list[Repair] = []
    free = 0
    body = line.strip()
    if not body:
        return found
    cuts: list[tuple[int, int, str]] = []
    if (body[0] in "#>-*+" or "**" in body or "__" in body) and body.strip("-*_#> \t"):
        cuts += [(*match.span(), MARKDOWN) for match in MARKS.finditer(line)]
    inside = [(*match.span(), RUNNING_HEAD) for match in FOLIO.finditer(line)] if "星" in body else []
    if "版" in body:
        inside += [(*jump, JUMP) for jump in find_jumps(line)]
    if inside and not read_furniture(line):  # a folio or jump line of its own stays as it is
        cuts += inside
    for low, high, read in _find_doubled(line):
        found.append(Repair(Span(low, high), DOUBLED, read))
    found += [Repair(Span(low, high), kind, "") for low, high, kind in cuts]
    found.sort(key=lambda repair: repair.span)
    kept_repairs: list[Repair] = []
    for repair in found:
        if repair.span.start >= free:
            kept_repairs.append(repair)
            free = repair.span.end
    return kept_repairs


def _find_doubled(line: str) -> list[tuple[int, int, str]]:
    """The whole line where all of it is doubled, else those of its runs between spaces that are; each as it is read."""
    body = line.strip()
    if not body:
        return []
    whole = _read_doubled(body)
    if whole:
        low = line.index(body[0])
        return [(low, low + len(body), "".join(body[i] for i in whole))]
    begun = _read_doubled_beginning(line)
    if begun is not None:
        return [begun]
    runs = [run for run in RUN.finditer(line) if run.end() - run.start() < len(body)]
    found = ((*run.span(), run.group(), _read_doubled(run.group())) for run in runs)
    return [(low, high, "".join(printed[i] for i in kept)) for low, high, printed, kept in found if kept]


def _read_doubled_beginning(line: str) -> tuple[int, int, str] | None:
    """A line of which only the beginning is doubled, glyph by glyph: 老老街街茶茶馆馆开开到天亮 -> 老街茶馆开到天亮."""
    body = line.lstrip()
    if body[0] != body[1:2] or not body[2:].strip():
        return None  # nearly every line
    places = [i for i, c in enumerate(line) if not c.isspace()]
    pairs = 0
    while 2 * pairs + 1 < len(places) and line[places[2 * pairs]] == line[places[2 * pairs + 1]]:
        pairs += 1
    kept = places[: 2 * pairs : 2]
    if len({line[i] for i in kept if "一" <= line[i] <= "鿿"}) < BEGINNING:
        return None
    low, high = kept[0], places[2 * pairs - 1] + 1
    spaces = {i for i in range(low, high) if line[i].isspace() and line[i - 1 : i] not in ("", " ", "\u3000")}
    return low, high, "".join(line[i] for i in sorted(spaces | set(kept)))


def _read_doubled(printed: str) -> list[int] | None:
    """Which characters of a doubled print are read: 22002233年年 -> those of 2023年. None where it is not doubled."""
    if not 6 <= len(printed) <= LONGEST_DOUBLED or printed.count(printed[0]) % 2 or printed.count(printed[-1]) % 2:
        return None  # most lines leave here
    places = [i for i, c in enumerate(printed) if not c.isspace()]
    text = "".join(printed[i] for i in places)
    if len(text) < 6 or any(count % 2 for count in Counter(text).values()):
        return None
    pieces = _split_doubled(text)
    if pieces is None or not _is_evidence(text, pieces):
        return None
    kept = []
    for start, length in pieces:
        kept += places[start : start + length]
    between = {i for i in range(len(printed)) if printed[i].isspace() and kept[0] < i < kept[-1]}
    return sorted(between | set(kept))


def _split_doubled(text: str) -> list[tuple[int, int]] | None:
    """The text as pieces that each stand twice in a row, as (start, length of one). Glyph by glyph if that fits, else
    with as few pieces as can be; None where some character stands once."""
    if len(text) % 2 == 0 and text[::2] == text[1::2]:
        return [(i, 1) for i in range(0, len(text), 2)]
    best: dict[int, tuple[int, int, int]] = {0: (0, -1, 0)}  # end -> number of pieces, start of the last, its length
    for i in range(len(text)):
        if i not in best:
            continue
        for length in range(1, min(LONGEST_PIECE, (len(text) - i) // 2) + 1):
            if text[i] == text[i + length] and text.startswith(text[i : i + length], i + length):
                end = i + 2 * length
                if end not in best or best[end][0] > best[i][0] + 1:
                    best[end] = (best[i][0] + 1, i, length)
    if len(text) not in best:
        return None
    pieces = []
    end = len(text)
    while end:
        _, start, length = best[end]
        pieces.append((start, length))
        end = start
    return pieces[::-1]


def _is_evidence(text: str, pieces: list[tuple[int, int]]) -> bool:
    """Whether so much doubling cannot be meant. 人人, 时时处处, 11, 2200 and 88662200 are right as they stand."""
    read = "".join(text[start : start + length] for start, length in pieces)
    if text.isdigit():
        return bool(re.fullmatch(r"(?:19|20)\d\d", read)) and len(text) == 8
    if not any("一" <= c <= "鿿" or c.isalpha() for c in text):
        return False  # ====, ——————, ……
    if any(length >= 3 and len(set(text[start : start + length])) > 1 for start, length in pieces):
        return len(text) >= 8
    if any(length == 2 for _, length in pieces):
        return len(text) >= 10 or (len(text) >= 8 and not text.isalpha())
    kinds = {"digit" if c.isdigit() else "word" if c.isalpha() else "mark" for c in text}
    return len(pieces) >= 5 or (len(pieces) >= 3 and "digit" in kinds and "word" in kinds)
