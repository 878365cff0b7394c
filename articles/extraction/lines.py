"""The page's lines, measured: what typography is left in a plain text. Nothing here decides what a line is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from articles.extraction.authors import is_author
from articles.extraction.photocredits import PHOTO_CREDIT
from articles.extraction.repairs import DOUBLED, repair_line
from articles.extraction.types import Line, Repair
from articles.extraction.widths import find_columns, find_shared_widths, is_column_of_text
from articles.text.joining import HAN, fold
from articles.text.spans import MappedText

FEW_WITHOUT = 12  # of so many lines one may stand without the blank line that all others have
LEAD = 2.0  # ems; an indent that is lost, by which the first line of a paragraph is narrower
UNBROKEN = 4.0  # ems; what a line lacks for a figure that the next one begins with
CREDIT = 40  # characters; a credit in brackets, torn by a line's end, is no longer
ITEM = 8  # lines; an item of a list is no longer

_MARKDOWN = re.compile(r"\s{0,8}(?P<quote>(?:>\s*)*)(?P<hashes>#{0,6})(?=\s|[^#])\s*")
_LEADS = frozenset(">#○●■▲◆★•▶►◎▪◼⚫☆◇⊙◉❖➤➢▷◈△-*+·")  # or white space: all other lines begin with their text
# ○ is a nought too: 一九八 / ○年
_BULLET = re.compile(r"○(?![年月日○〇一二三四五六七八九十%％])\s*|[●■▲◆★•▶►◎▪◼⚫☆◇⊙◉❖➤➢▷◈△]\s*|[-*+·]\s+(?=\S)")
_DASH = re.compile(r"\s{0,8}[-*+]\s+\S")  # a list of Markdown, whose mark is repaired away
_BOXED = re.compile(
    r"【(?![^】]*(?:记者|通讯员|报道|播报|提要|提示|编者按))[^】]{2,8}】(?=.{12})"
)  # 【柳溪镇】新渠昨日通水……
_NARROW = re.compile(r"[\x20-\x7e“”‘’「」『』]")
_TIGHT = re.compile(r"[，。、；：！？《》（）【】]")  # columns close these up as the line needs
_UNBROKEN = re.compile(r"[“‘「『（《【(]*(?:[\d.A-Za-z％%+-]+|.)[，。、；：！？”’」』）》】)％%]*")
_INDENT = re.compile(r"\u3000|[ \xa0]{2}|\t")
_MARKS = re.compile(r"[，。、；：“”,;（）！？]")
_PAIRS = ("“”", "「」", "『』", "()", "《》", "【】")
_PAIRED = re.compile(r"[“”「」『』()《》【】]")
_CLOSERS = "”’」』）)》〉】]\"'"
_CREDITS = ("摄", "摄影报道", "图片报道", "供图", "文/图", "图/文")
_SIGNED = re.compile(r"[。！？!?][”’\"]?[^。，,！？!?；;：:]{2,30}$")  # 装上货车。记者葛明摄
_SAYS_WHO = re.compile(r"记者|通讯员|[摄文图]】|作者|编辑")
_NAMES_APART = re.compile(rf"[。！？][”’]?[ \u3000]*\u3000[ \u3000]*(?P<names>[{HAN}](?:[{HAN} \u3000]){{1,11}})$")
_BOLD = ("**", "__")
JUMP_OUT = re.compile(r"[（(【]下转[^，。]{1,8}[）)】]$")  # ……（下转第四版）
_STOPS = "。！？!?…"


class MeasuredLine(NamedTuple):
    """A line that is not blank, with what can be measured in it.

    `read` is its text as repaired, without Markdown marks and outer space; `flat` that without any white space, marks
    half-width; `ems` its width; `blanks` the number of blank lines before it; `column` the width in ems that the
    lines around it are set to, None where they are not set to one; `indent` whether it is set in
    by two characters or more; `in_text` whether the lines of that column around it hold marks, as running text does;
    `stops` whether it ends a sentence, `hangs` whether it ends in a mark after which a sentence must go on: ，、：“（.
    """

    line: Line
    read: MappedText
    flat: str
    ems: float
    level: int
    bullet: bool
    blanks: int
    indent: bool = False
    column: float | None = None
    repairs: tuple[Repair, ...] = ()
    in_text: bool = False
    stops: bool = False
    hangs: bool = False


@lru_cache(maxsize=4096)  # a line is asked many times, by itself and by its neighbours
def is_stopped(flat: str) -> bool:
    """会议召开。 and “好！” and 会议召开。（葛明） and 会议召开。葛明摄 -> yes; 会议召开 and 会议， -> no."""
    whole, at = flat, len(flat)
    while at and flat[at - 1] in _CLOSERS:
        at -= 1
    if at > 0 and flat[at - 1] in _STOPS:
        return True
    if flat.endswith(_CREDITS):
        return _SIGNED.search(flat, max(0, len(flat) - 40)) is not None
    while flat.endswith((")", "）", "】")):  # ……了。（县粮食局葛明）（记者李健）
        opened = flat.rfind("【") if flat[-1] == "】" else max(flat.rfind("("), flat.rfind("（"))
        before = flat[:opened].rstrip(_CLOSERS)
        if opened == 0 and flat[0] == "【" and not _SAYS_WHO.search(flat):
            return False  # 【新桥通车】: a head
        if opened <= 0 or before[-1:] in _STOPS:
            return opened == 0 or (opened > 0 and bool(before))
        flat = flat[:opened]
    return "。" in whole[-CREDIT:] and PHOTO_CREDIT.search(whole, max(0, len(whole) - CREDIT)) is not None


def is_doubled(line: MeasuredLine) -> bool:
    """Whether its glyphs came out doubled, as heavy type does."""
    return any(repair.kind == DOUBLED for repair in line.repairs)


def is_letterspaced(line: MeasuredLine) -> bool:
    """扫 一 扫 看 新 闻: a space after every character."""
    words = line.read.text.split()
    return len(words) >= 3 and all(len(word) == 1 for word in words)


def is_balanced(flat: str) -> bool:
    """Whether quotation marks and brackets that open in it close in it too."""
    if flat.count('"') % 2:
        return False
    if _PAIRED.search(flat) is None:
        return True
    return all(flat.count(pair[0]) == flat.count(pair[1]) for pair in _PAIRS)


def split_lines(text: str) -> tuple[Line, ...]:
    """Every line of the page, blank ones too, numbered from 1."""
    found: list[Line] = []
    start = 0
    for number, (line, printed) in enumerate(zip(text.splitlines(), text.splitlines(keepends=True), strict=True), 1):
        found.append(Line(number, start, start + len(line), line))
        start += len(printed)
    if not found or found[-1].end < len(text):  # after the last break
        found.append(Line(len(found) + 1, start, len(text), ""))
    return tuple(found)


def measure_lines(lines: Sequence[Line]) -> tuple[MeasuredLine, ...]:
    """The lines that are not blank, measured."""
    found: list[MeasuredLine] = []
    blanks = 0
    for line in lines:
        if not line.text or line.text.isspace():
            blanks += 1
            continue
        found.append(_measure(line, blanks))
        blanks = 0
    found = _close_torn_brackets(_count_blanks_anew(found))
    widths = [line.ems for line in found]
    shared = find_shared_widths([len(line.read.text) for line in found], widths)
    found = [line._replace(ems=width) if width else line for line, width in zip(found, shared, strict=True)]
    found = _mark_boxed_items(found)
    widths = [line.ems for line in found]
    columns = find_columns(widths)
    found = _fill_out(found, columns)
    widths = [line.ems for line in found]
    marked = [_MARKS.search(line.flat) is not None for line in found]
    return tuple(
        line if column is None else line._replace(column=column, in_text=is_column_of_text(widths, marked, i, column))
        for i, (line, column) in enumerate(zip(found, columns, strict=True))
    )


def _close_torn_brackets(lines: list[MeasuredLine]) -> list[MeasuredLine]:
    """Lines that close a bracket which the line above opened after a sentence: ……了。（记者葛 / 明） ends one."""
    closed = list(lines)
    for i, (one, other) in enumerate(pairwise(lines), 1):
        if other.stops or other.blanks or one.stops or other.flat[-1:] not in _CLOSERS or len(other.flat) > CREDIT:
            continue
        if not is_balanced(other.flat) and is_stopped(one.flat[-CREDIT:] + other.flat):
            closed[i] = other._replace(stops=True)
    return closed


def _mark_boxed_items(lines: list[MeasuredLine]) -> list[MeasuredLine]:
    """Items that each begin with a word in a box, two or more one under the other, are listed as under bullets."""
    ends = {line.line.start for line in lines}  # where one begins, the box before it was parted from its text
    boxed = [
        i
        for i, line in enumerate(lines)
        if line.flat.startswith("【") and (_BOXED.match(line.flat) or (line.flat[-1] == "】" and line.line.end in ends))
    ]
    listed = {
        at for one, other in pairwise(boxed) if other - one <= ITEM and lines[other - 1].stops for at in (one, other)
    }
    return [line._replace(bullet=True) if i in listed else line for i, line in enumerate(lines)] if listed else lines


def _count_blanks_anew(lines: list[MeasuredLine]) -> list[MeasuredLine]:
    """Blank lines that stand over every line part nothing: only what a line has more of them than the others tells.

    Over lines that are whole paragraphs one is left, as is usual; over lines inside a sentence none.
    """
    everywhere = sorted(line.blanks for line in lines[1:])[len(lines) // FEW_WITHOUT :]
    least = everywhere[0] if everywhere else 0
    if not least:
        return lines
    torn = sum(not line.stops and not line.level and _MARKS.search(line.flat) is not None for line in lines)
    parts = least if 3 * torn < len(lines) else least + 1
    return lines if parts == 1 else [line._replace(blanks=line.blanks // parts) for line in lines]


def _fill_out(lines: list[MeasuredLine], columns: Sequence[float | None]) -> list[MeasuredLine]:
    """Lines that are short of their column because what begins the next one is not broken (a figure, a word of Latin
    letters, a bracket with what it opens) and had no room there: they are as wide as the column."""
    filled = list(lines)
    for i, (line, after) in enumerate(pairwise(lines)):
        column = columns[i]
        if column is None or after.blanks or after.indent or not column - UNBROKEN <= line.ems < column:
            continue
        begun = _UNBROKEN.match(after.read.text)
        lead = LEAD if i and not line.indent and (line.blanks or lines[i - 1].stops) else 0.0
        if begun is not None and line.ems + _width(begun[0]) > column - lead:
            filled[i] = line._replace(ems=max(line.ems, column - lead))
    return filled


def _measure(line: Line, blanks: int) -> MeasuredLine:
    read, repairs = repair_line(line)
    text = read.text
    is_led = bool(repairs) or line.text[0] in _LEADS or line.text[0].isspace()
    start, level, bullet, indent = _read_lead(line.text, text) if is_led else (0, 0, False, False)
    stop = len(text)
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    if text[start : start + 2] in _BOLD and stop - start > 4:
        stop -= 2 * (text[stop - 2 : stop] == text[start : start + 2])
        start += 2
    read = read.slice(start, stop) if start < stop else read
    flat = fold("".join(read.text.split()))
    stops = is_stopped(flat) or (
        bool(flat) and "转" in line.text[-20:] and JUMP_OUT.search(line.text[-20:].rstrip()) is not None
    )
    stops = stops or _ends_in_names(read.text)
    hangs = bool(flat) and flat[-1] in ",、;:，；：(“‘《"
    return MeasuredLine(
        line, read, flat, _width(read.text), level, bullet, blanks, indent, None, repairs, False, stops, hangs
    )


def _ends_in_names(text: str) -> bool:
    """……圆满落幕。　葛明: names far behind the last sentence close a text."""
    if not text[-1:].isalnum() or "\u3000" not in text[-12:]:
        return False
    found = _NAMES_APART.search(text, max(0, len(text) - 16))
    return found is not None and is_author(found["names"])


def _read_lead(printed: str, text: str) -> tuple[int, int, bool, bool]:
    """What leads up to a line's words: where these begin in `text`, the line as repaired, the level that Markdown gives
    it, whether a bullet stands there, whether it is set in."""
    marks, lead = _MARKDOWN.match(printed), _MARKDOWN.match(text)
    level = len(marks["hashes"]) if marks else 0
    start = lead.end() if lead else 0
    found = _BULLET.match(text, start)
    bullet = found is not None and found.end() < len(text)
    if found is not None and bullet:
        start = found.end()
    bullet = bullet or (_DASH.match(printed) is not None and not level)
    return start, level, bullet, _INDENT.match(printed) is not None


def _width(text: str) -> float:
    """In ems: a Chinese character is one; a Latin letter, a figure or a quotation mark half, as columns set them."""
    return len(text) - len(_NARROW.findall(text)) / 2 - len(_TIGHT.findall(text)) / 4
