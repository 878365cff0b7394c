"""What each line is taken to be: furniture, byline, head or body. Cues are weighed, and the weightiest is the reason.

A line is judged by itself and its neighbours; which story it belongs to is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from articles.extraction.authors import is_author, is_pen_name, is_signed_author
from articles.extraction.cohesion import PageWords
from articles.extraction.columns import (
    breaks_off,
    cues_of_column,
    cues_of_indent,
    fills_column,
    find_lead,
    is_in_run,
    parts_by_blanks,
    sets_in_paragraphs,
    sets_whole_paragraphs,
    stands_alone,
)
from articles.extraction.credits import is_credit
from articles.extraction.cues import cues_alone
from articles.extraction.lineforms import is_bracket_alone, tell_by_form
from articles.extraction.lines import MeasuredLine
from articles.extraction.neighbours import cues_of_neighbours
from articles.extraction.sortedlines import SortedLine
from articles.extraction.types import BlockKind
from articles.extraction.zones import sort_by_place
from articles.text.joining import HAN, fold

HEAD_LINE = 24.0  # ems; a line of a head is no longer
_PEN_NAME = re.compile(rf"[{HAN}]{{2,3}}")
_COMMENT = re.compile("[谈评议论说语弹]$|茶座|随笔|杂感|漫话|言论|观点|观察")
HEAD = 1.5  # cues for a head must weigh at least so much; below lie torn ends of paragraphs
LONGEST_HEAD = 60.0  # ems
PLAINLY_TEXT = -8.0  # the score of a line that no cue could make a head


class _Setting(NamedTuple):
    """How a page and a line's place in it are set: `lead` as `find_lead` tells, None where paragraphs are set in;
    `whole` where lines are whole paragraphs; `parted` where blank lines part these; `told` where a byline or dateline
    stands under the line."""

    lead: float | None
    whole: bool
    parted: bool
    told: bool


def sort_lines(text: str, lines: Sequence[MeasuredLine], words: PageWords) -> tuple[SortedLine, ...]:
    """Each line as furniture, byline, headline (any kind of head) or body; body lines hold their opening."""
    told = tell_by_form(text, lines)
    indented, lead = sets_in_paragraphs(lines), find_lead(lines)
    whole, parted = sets_whole_paragraphs(lines), parts_by_blanks(lines)
    found: list[SortedLine] = []
    for i, line in enumerate(lines):
        known = told[i]
        if known is None and found and found[-1].kind is BlockKind.HEADLINE and is_author(line.read.text):
            wraps = "," in found[-1].flat and " " not in line.read.text.strip()  # 关口前移，让纠纷止 / 于未发
            torn = line.blanks == 0 and (wraps or words.seam(found[-1].flat, line.flat) > 0.5)
            known = None if torn else SortedLine(line, BlockKind.BYLINE, "names alone under a head", 1.0)
        elif known is None and found and _is_credit_under_head(found[-1], line):
            known = SortedLine(line, BlockKind.BYLINE, "names in brackets under a head", 1.0)
        elif known is None and found and _signs_text(found[-1], lines, i):
            known = SortedLine(line, BlockKind.BYLINE, "names alone under a text", 0.8)
        elif known is None and i + 1 < len(lines) and _signs_comment(found, lines, i):
            known = SortedLine(line, BlockKind.BYLINE, "a pen name under a comment's head", 0.8)
        elif known is None and i + 1 < len(lines) and _stands_over_text(found, lines, i):
            known = SortedLine(line, BlockKind.BYLINE, "an author between head and text", 0.8)
        if known is None:
            setting = _Setting(None if indented else lead, whole, parted, _stands_over_byline(lines, told, i))
            follows = told[i + 1] if i + 1 < len(lines) else None
            known = _weigh(lines, i, found[-1] if found else None, follows, words, setting)
        found.append(known)
    return sort_by_place(found)


def _stands_over_byline(lines: Sequence[MeasuredLine], told: Sequence[SortedLine | None], i: int) -> bool:
    """Whether a byline or dateline follows, or one more line that ends no sentence and then that: text runs on into
    neither."""
    for at in range(i + 1, min(i + 3, len(lines))):
        known = told[at]
        if known is not None:
            return known.kind is not BlockKind.FURNITURE
        if lines[at].stops or lines[at].hangs or lines[at].blanks > 1 or lines[i].stops:
            return False
    return False


def _stands_over_text(found: Sequence[SortedLine], lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a line names an author by post and name or by a pen name, a head stands over it and text under it."""
    if not found or found[-1].kind is not BlockKind.HEADLINE or found[-1].measured.hangs:
        return False
    if not is_signed_author(lines[i].read.text) and not is_pen_name(lines[i].line.text):
        return False
    after = lines[i + 1]
    set_full = fills_column(after) or after.ems > lines[i].ems + 6
    return after.indent or after.stops or after.hangs or "。" in after.flat or set_full


def _signs_comment(found: Sequence[SortedLine], lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether two or three characters stand under a comment's head and over its text: 街谈 / 别堵在路上 / 木棉."""
    if len(found) < 2 or [known.kind for known in found[-2:]] != [BlockKind.HEADLINE, BlockKind.HEADLINE]:
        return False
    line, head, flag = lines[i], found[-1], found[-2].flat
    short = not line.blanks and _PEN_NAME.fullmatch(line.flat) is not None and not head.measured.hangs
    return short and len(flag) <= 6 and _COMMENT.search(flag) is not None and lines[i + 1].ems > HEAD_LINE


def _is_credit_under_head(before: SortedLine, line: MeasuredLine) -> bool:
    """（柳溪县第一中学 葛明） alone in the line right under a head."""
    if before.kind is not BlockKind.HEADLINE or before.measured.hangs or not is_bracket_alone(line):
        return False
    return is_credit(line.read.text.strip()[1:-1], bare=True)


def _signs_text(before: SortedLine, lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether names stand alone right under a text's last sentence, and a blank line, a head or nothing after."""
    if before.kind is not BlockKind.BODY or not before.measured.stops or lines[i].blanks:
        return False
    spaced = re.fullmatch(rf"[{HAN}][ \u3000]+[{HAN}](?:[ \u3000]+[{HAN}])?", lines[i].line.text.strip())
    if not is_author(lines[i].read.text) and not spaced:
        return False
    if i + 1 == len(lines) or lines[i + 1].blanks > 0:
        return True
    after = lines[i + 1]
    return " " in fold(lines[i].line.text).strip() and not (after.indent or _is_text(after))


def _is_text(line: MeasuredLine) -> bool:
    """Whether a line can be no head: it ends or holds a sentence, or fills its column."""
    fills = line.column is not None and abs(line.ems - line.column) <= 1.5
    return line.stops or line.hangs or "。" in line.flat or fills


def _why_plainly_text(
    lines: Sequence[MeasuredLine], i: int, before: SortedLine | None, setting: _Setting
) -> str | None:
    """Why nothing needs to be weighed: most lines of a page, which no cue could make heads. None for all others."""
    line = lines[i]
    if line.level:
        return None
    if line.ems > LONGEST_HEAD:
        return "far too long for a head, and holds the end of a sentence" if "。" in line.flat[:-2] else None
    if before is None or before.kind is not BlockKind.BODY or before.measured.stops or line.blanks or setting.told:
        return None
    runs_on = fills_column(line) and fills_column(before.measured) and is_in_run(lines, i)
    return "one of a run of lines of the same width, the text before it goes on" if runs_on else None


def _weigh(
    lines: Sequence[MeasuredLine],
    i: int,
    before: SortedLine | None,
    follows: SortedLine | None,
    words: PageWords,
    setting: _Setting,
) -> SortedLine:
    line = lines[i]
    if before is not None and before.kind is BlockKind.HEADLINE and line.blanks == 0 and line.ems <= 1.5:
        return SortedLine(line, BlockKind.HEADLINE, "the last characters of the head above", 1.0)
    plain = _why_plainly_text(lines, i, before, setting)
    if plain is not None:
        return SortedLine(line, BlockKind.BODY, plain, PLAINLY_TEXT)
    cues = cues_alone(line) + cues_of_neighbours(lines, i, before, follows, words, setting.told)
    if setting.whole and stands_alone(line):
        torn = before is not None and before.kind is BlockKind.BODY and not before.measured.stops
        cues.append((2.5 if torn else 1.5, "short, where lines are whole paragraphs"))
    if setting.parted and before is not None and before.kind is BlockKind.BODY and breaks_off(before.measured, line):
        cues.append((-3.0, "the measure broke the line above, and blank lines part texts here"))
    told = setting.told
    first = before is not None and before.kind is BlockKind.FURNITURE
    if setting.lead is None:
        cues += cues_of_indent(lines, i, before, told)
    else:
        cues += cues_of_column(lines, i, setting.lead, told, first)
    score = sum(weight for weight, _ in cues)
    is_head = score >= HEAD
    telling = [cue for cue in cues if (cue[0] > 0) == is_head and cue[0]]
    reasons = ", ".join(reason for _, reason in sorted(telling, key=lambda cue: -abs(cue[0]))[:3])
    kind = BlockKind.HEADLINE if is_head else BlockKind.BODY
    return SortedLine(line, kind, reasons or "nothing speaks for a head", score - HEAD)
