"""The cues of a column: where lines are of one width, how its paragraphs begin, and which line is set otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.extraction.lines import MeasuredLine
from articles.extraction.sortedlines import Cues, SortedLine
from articles.extraction.types import BlockKind
from articles.extraction.widths import LONGEST_SET

ALONE = 30.0  # ems
RUN = 3  # lines of one width make a run
PARTED, MOSTLY = 5, 0.7  # ends of paragraphs that tell how a page parts them, and the share that must tell the same
HEAD_LINES = 2  # of a head over a text
NARROW = 0.75  # times the column: no line of running text that goes on is set so narrow
_MARK = re.compile("[,。;]")
GOES_ON = "as wide as the column, and a clause goes on in the next line"
_NUMBERED_ITEM = re.compile(r"[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)]")  # （一）, (3)


def sets_in_paragraphs(lines: Sequence[MeasuredLine]) -> bool:
    """Whether most paragraphs of the page begin with an indent."""
    firsts = [line for before, line in pairwise(lines) if before.stops and line.ems > 8 and not line.level]
    indents = sum(line.indent for line in firsts)
    return indents >= 3 and indents > len(firsts) / 4  # narrow columns end many sentences at a line's end


def parts_by_blanks(lines: Sequence[MeasuredLine]) -> bool:
    """Whether a blank line stands under most paragraphs of the page: what touches a text then goes on with it."""
    firsts = [line for before, line in pairwise(lines) if ends_paragraph(before)]
    return len(firsts) >= PARTED and sum(line.blanks > 0 for line in firsts) > MOSTLY * len(firsts)


def sets_whole_paragraphs(lines: Sequence[MeasuredLine]) -> bool:
    """Whether a line of running text is a whole paragraph here: nearly all characters stand in lines wider than any
    column."""
    return 4 * sum(line.ems for line in lines if line.ems > LONGEST_SET) > 3 * sum(line.ems for line in lines)


def stands_alone(line: MeasuredLine) -> bool:
    """Whether a line is short, holds no comma and ends no sentence: where lines are whole paragraphs, it is none."""
    short = line.ems <= ALONE and not line.hangs and (not line.stops or _asks(line))
    return short and not (line.column and line.in_text) and "," not in line.flat


def _asks(line: MeasuredLine) -> bool:
    """公积金贷款额度能否提高？ after a blank line: a question or a call, which nobody says."""
    return calls(line) and line.blanks > 0 and line.flat[0] not in '“"「（(' and ":" not in line.flat[:4]


def find_lead(lines: Sequence[MeasuredLine]) -> float:
    """By how many characters the first lines of paragraphs are narrower here than the column: 2 where their indent
    is lost, 0 where they had none; 1 where too few tell.
    """
    narrow = full = 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        if not ends_paragraph(before) or line.column is None or line.indent or after.blanks or not line.in_text:
            continue
        if abs(after.ems - line.column) > 1.5 or before.ems > (before.column or 0.0) - 2.5:
            continue
        full += line.ems > line.column - 1.0
        narrow += line.column - 3.25 <= line.ems <= line.column - 1.0
    if max(narrow, full) < 3 or max(narrow, full) < 3 * min(narrow, full):
        return 1.0
    return 2.0 if narrow > full else 0.0


def cues_of_indent(lines: Sequence[MeasuredLine], i: int, before: SortedLine | None, told: bool = False) -> Cues:
    """Where paragraphs are set in, a line that begins after a paragraph's end and is not, is a head."""
    line = lines[i]
    if line.indent:
        return [(-2.0, "set in, as paragraphs are here"), *cues_of_column(lines, i, told=told)]
    plain = 0  # lines of the same width that follow at once and are not set in either
    for other in lines[i + 1 : i + 4]:
        if other.indent or other.blanks or abs(other.ems - line.ems) > 2.5:
            break
        plain += 1
    fills = line.column is None or not line.in_text or abs(line.ems - line.column) <= 2.5
    if plain >= 2 and line.ems > 8 and fills:
        return [(-4.5, "one of a run of lines of the same width")]
    under_text = before is not None and before.kind is BlockKind.BODY and before.measured.stops
    under_head = before is not None and before.kind is BlockKind.HEADLINE and line.blanks == 0
    if (under_text or (under_head and _is_item(line))) and _is_text_here(lines, i):
        return cues_of_column(lines, i, told=told)
    if under_text and _goes_on_below(lines, i):
        return [(-2.5, GOES_ON)]
    if under_text and before is not None:
        short = before.measured.column is None or before.measured.ems < before.measured.column - 2.5
        return [(2.5, "not set in, after a paragraph's end")] if short else [(1.0, "not set in")]
    if under_head:
        return [(1.5, "not set in, under a head")]
    if line.blanks and not under_text and _stands_over_indent(lines, i):
        return [(1.5, "not set in, over a paragraph that is")]
    return cues_of_column(lines, i, told=told)


def _stands_over_indent(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a paragraph that is set in follows a line, or one more like it, and neither ends a sentence."""
    for at in range(i, min(i + HEAD_LINES, len(lines) - 1)):
        if lines[at].stops or "。" in lines[at].flat or (at > i and lines[at].blanks):
            return False
        if lines[at + 1].indent:
            return True
    return False


def _is_item(line: MeasuredLine) -> bool:
    """●柳溪县…遗失, （一）10月3日…: an item of a notice, right under its head."""
    return line.bullet or _NUMBERED_ITEM.match(line.flat) is not None


def _is_text_here(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a line that is not set in fills its column and goes on in the next one, as text does."""
    line = lines[i]
    after = lines[i + 1] if i + 1 < len(lines) else None
    if after is None or after.blanks or after.indent or after.bullet or line.blanks or line.column is None:
        return False
    return abs(line.ems - line.column) <= 1.5 and (_is_item(line) or after.stops or fills_column(after))


def cues_of_column(
    lines: Sequence[MeasuredLine], i: int, lead: float = 1.0, told: bool = False, first: bool = False
) -> Cues:
    """Wider or narrower than the column around it, where there is one; `lead` as `find_lead` tells, `told` whether
    a byline or dateline follows: no text runs on into one; `first` whether furniture stands over it: nor out of that.
    """
    line = lines[i]
    if line.column is None or not line.in_text:
        return []
    after = lines[i + 1] if i + 1 < len(lines) else None
    touches = after is not None and after.blanks == 0 and not told
    full = after is not None and touches and abs(after.ems - line.column) <= 1.5
    joined = full or (after is not None and touches and after.stops and after.ems < line.column and not calls(after))
    if line.ems > line.column + 1.5:
        return [(1.5, "wider than the column")]
    if lead == 0.0 and i and 1.0 < line.column - line.ems <= 4.0 and ends_paragraph(lines[i - 1]) and joined:
        return [(1.5, "narrower than the column, which paragraphs here fill from their first line on")]
    least = line.column - (3.25 if lead == 2.0 else 4.0)
    if least <= line.ems < line.column - 1.0 and joined:
        return [(-3.0, "begins a paragraph: a little narrower than the column, which follows at once")]
    if line.ems < line.column - 2.5:
        if full and line.ems <= NARROW * line.column and not line.stops:
            return [(2.0, "far narrower than the column, which follows at once")]
        return [(-1.0 if joined else 1.5, "narrower than the column")]
    if line.blanks == 0 or joined:
        if (
            lead == 2.0
            and i
            and not full
            and not line.stops
            and line.ems > line.column - 1.0
            and ends_paragraph(lines[i - 1])
        ):
            return [(1.5, "fills the column, where paragraphs here begin narrower")]
        if is_in_run(lines, i, told, first):
            return [(-4.5, "one of a run of lines of the same width")]
        if i and not joined and line.blanks == 0 and ends_paragraph(lines[i - 1]):
            return [(-0.5, "as wide as the column, between a paragraph's end and lines set otherwise")]
        if told and not line.stops:
            return [(-0.5, "as wide as the column, over a byline or dateline")]
        return [(-3.0, "fills the column as its neighbours do")]
    if line.bullet and touches and line.ems >= least:
        return [(-2.5, "an item as wide as the column, which goes on in the next line")]
    if not told and _goes_on_below(lines, i):
        return [(-2.5, GOES_ON)]
    return [(-0.5, "as wide as the column")]


def _goes_on_below(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a line with a comma in it, as wide as its column, is followed by another at once: a clause of a text.

    Where it lacks the width of an indent, the next line must hold a mark too: a head of two lines hardly does.
    """
    line = lines[i]
    if i + 1 == len(lines) or lines[i + 1].blanks or "," not in line.flat or line.hangs or not line.in_text:
        return False
    column = line.column or 0.0
    return fills_column(line) or (column - 2.5 < line.ems < column and _MARK.search(lines[i + 1].flat) is not None)


def calls(line: MeasuredLine) -> bool:
    """交警：救人紧急，不罚！: the end of a head as well as of a sentence."""
    return line.flat[-1:] in "！？!?" and "。" not in line.flat


def ends_paragraph(line: MeasuredLine) -> bool:
    """Whether it ends a sentence before the column's end."""
    return line.stops and line.column is not None and line.ems < line.column - 1.5


def fills_column(line: MeasuredLine) -> bool:
    """Whether it is as wide as the column of running text around it."""
    return line.column is not None and line.in_text and abs(line.ems - line.column) <= 1.5


def breaks_off(before: MeasuredLine, line: MeasuredLine) -> bool:
    """Whether the line above is as wide as its column or ends in a comma, ends no sentence, and this one touches it."""
    return line.blanks == 0 and not before.stops and (before.flat[-1] in ",、" or fills_column(before))


def is_set_otherwise(line: MeasuredLine) -> bool:
    """Whether it is wider than the column of running text around it, or narrower and ends no sentence."""
    if line.column is None or not line.in_text:
        return False
    return line.ems > line.column + 1.5 or (line.ems < line.column - 4.0 and not line.stops and not line.hangs)


def is_in_run(lines: Sequence[MeasuredLine], i: int, told: bool = False, first: bool = False) -> bool:
    """Whether at least RUN lines around it, no blank between, are set to its column; `told`, `first` as above."""
    column, alike = lines[i].column or 0.0, 0
    for at in range(i, max(0, i - RUN), -1) if not first else ():
        if lines[at].blanks or abs(lines[at - 1].ems - column) > 2.5 or ends_paragraph(lines[at - 1]):
            break  # what follows a paragraph's end need not be text
        alike += 1
    for at in range(i + 1, min(len(lines), i + 1 + RUN)) if not told and alike < RUN else ():
        if lines[at].blanks or abs(lines[at].ems - column) > 2.5 or ends_paragraph(lines[at - 1]):
            break
        alike += 1
    return alike >= RUN
