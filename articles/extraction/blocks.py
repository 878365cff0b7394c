"""Lines set together: heads of several lines, bylines, paragraphs, also those torn by a column's end.

A block here is of one kind and not yet of a story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from articles.extraction.cohesion import PageWords, Terms, find_terms, opens_sentence
from articles.extraction.datelines import Opening
from articles.extraction.lines import MeasuredLine, is_balanced
from articles.extraction.onehead import is_one_head
from articles.extraction.sortedlines import LIST_LINE, REST_OF_CREDIT, ROW_OF_TABLE, SortedLine
from articles.extraction.types import BlockKind
from articles.text.spans import Span

TORN_APART = -0.1  # how likely a torn text must run on over a blank line to be one paragraph
BLANKS = 0.12  # share of lines after a blank one, from which blank lines part blocks
CAPTION = 40.0  # ems; a caption between the halves of a sentence is no longer
LONGEST_STANDFIRST = 120  # characters
OF_REPORT = 0.15  # share of its words that stand in the report
WINDOW = 2000  # characters of a text that are asked what it is about

_IN_SENTENCES = re.compile("[。；;]")
_BEGINS_PARAGRAPH = re.compile(
    r"[“\"「‘（(【●■]|(?:[一二三四五六七八九十]+是|其[一二三四五]|第[一二三四五六七八九十]|首先|其次|此外|同时|近日|日前|今年|去年|目前|据|下一步|\d{1,2}[、.．])"
)
_BEGINS_REPORT = re.compile(r"\d{1,2}月\d{1,2}日[上下]?[午]?[,，]")  # 11月8日，环卫工人……


@dataclass(frozen=True, eq=False)
class LineGroup:
    """Lines of one kind set together; `bullet` and `opening` are those of its first line."""

    lines: tuple[SortedLine, ...]
    kind: BlockKind
    why: str

    @property
    def first(self) -> MeasuredLine:
        return self.lines[0].measured

    @property
    def last(self) -> MeasuredLine:
        return self.lines[-1].measured

    @cached_property
    def span(self) -> Span:
        return Span(self.first.line.start, self.last.line.end)

    @property
    def opening(self) -> Opening | None:
        return self.lines[0].opening

    @property
    def bullet(self) -> bool:
        return self.first.bullet

    @property
    def level(self) -> int:
        return self.first.level

    @cached_property
    def flat(self) -> str:
        return "".join(line.flat for line in self.lines)

    @cached_property
    def ems(self) -> float:
        return sum(line.measured.ems for line in self.lines)

    @cached_property
    def terms(self) -> Terms:
        flat = self.flat
        return find_terms(flat if len(flat) <= WINDOW else flat[: WINDOW // 2] + " " + flat[-WINDOW // 2 :])

    @property
    def stops(self) -> bool:
        return self.last.stops

    @property
    def is_head(self) -> bool:
        return self.kind is BlockKind.HEADLINE


def group_lines(lines: Sequence[SortedLine], words: PageWords) -> tuple[LineGroup, ...]:
    """The page's lines as blocks, in page order."""
    found: list[LineGroup] = []
    current: list[SortedLine] = []
    spaced = sum(line.measured.blanks > 0 for line in lines) > BLANKS * len(lines)
    for i, line in enumerate(lines):
        if current and _is_caption_between(current[-1], line, lines[i + 1] if i + 1 < len(lines) else None, words):
            found.append(_close(current))
            why = "a short sentence between the halves of a torn one: a caption"
            found.append(LineGroup((line,), BlockKind.CAPTION, why))
            current = []
            continue
        if current and not _goes_with(current, line, words, spaced):
            found.append(_close(current))
            current = []
        current.append(line)
    if current:
        found.append(_close(current))
    return tuple(_find_standfirsts(found, words))


def _find_standfirsts(groups: Sequence[LineGroup], words: PageWords) -> list[LineGroup]:
    """The blocks, those that stand under a head and over a report, speak of it and end in no mark, as heads: what
    leaders said or who took part is told so, in a line as long as a paragraph.
    """
    found = list(groups)
    for i in range(1, len(groups) - 1):
        group, after = groups[i], groups[i + 1]
        if group.kind is not BlockKind.BODY or group.opening is not None or not found[i - 1].is_head:
            continue
        if after.opening is None and after.kind is not BlockKind.BYLINE:
            continue
        if len(group.flat) > LONGEST_STANDFIRST or not group.flat[-1:].isalnum() or _IN_SENTENCES.search(group.flat):
            continue
        text = join_terms([other for other in groups[i + 1 : i + 4] if other.kind is BlockKind.BODY])
        if words.likeness(group.terms, text) >= OF_REPORT:
            why = "under a head and over the report that it speaks of, and ends in no mark"
            found[i] = LineGroup(group.lines, BlockKind.HEADLINE, why)
    return found


def _is_caption_between(before: SortedLine, line: SortedLine, after: SortedLine | None, words: PageWords) -> bool:
    """Whether a short complete sentence, set apart by blank lines, interrupts a sentence that goes on after it."""
    body = BlockKind.BODY
    if after is None or not before.kind is line.kind is after.kind is body or line.opening or after.opening:
        return False
    one, other, third = before.measured, line.measured, after.measured
    short = other.stops and other.ems <= CAPTION and other.flat.find("。") in (-1, len(other.flat) - 1)
    if one.stops or one.hangs or not short or not other.blanks or not third.blanks or third.ems < other.ems:
        return False
    apart = max(other.blanks, third.blanks) >= 3
    through = words.seam(one.flat, third.flat) - words.seam(one.flat, other.flat)
    return through + (1.0 if apart else 0.0) > 0.9


def _close(lines: list[SortedLine]) -> LineGroup:
    return LineGroup(tuple(lines), lines[0].kind, lines[0].why)


def _goes_with(current: list[SortedLine], line: SortedLine, words: PageWords, spaced: bool) -> bool:
    before = current[-1]
    if line.kind is not before.kind or line.opening is not None:
        return False
    if LIST_LINE in (line.why, before.why):
        return False
    if ROW_OF_TABLE in (line.why, before.why):
        return line.why == before.why and not line.measured.blanks
    if line.why == REST_OF_CREDIT:
        return True  # also where a space between two names looks like an indent
    if line.kind in (BlockKind.FURNITURE, BlockKind.BYLINE):
        return line.kind is BlockKind.BYLINE
    if line.kind is BlockKind.HEADLINE:
        return len(current) < 4 and is_one_head(before.measured, line.measured, words, spaced)
    return is_one_paragraph(before.measured, line.measured, words) and not _may_be_another(before, line, words)


def _may_be_another(before: SortedLine, line: SortedLine, words: PageWords) -> bool:
    """Whether a text after a blank line begins as sentences do, and nothing says that the torn one runs on in it."""
    one, other = before.measured, line.measured
    if not other.blanks or one.stops or not is_balanced(one.flat):
        return False
    opens = opens_sentence(other.flat) > 0 or _BEGINS_REPORT.match(other.flat) is not None
    return one.hangs or words.seam(one.flat, other.flat) <= (0.3 if opens else TORN_APART)


def is_one_paragraph(one: MeasuredLine, other: MeasuredLine, words: PageWords) -> bool:
    """Whether the text runs on from one line to another, also over a blank line or another column's text."""
    if other.bullet or other.level or (other.indent and not one.indent):
        return False
    if one.stops:
        in_column = one.column is not None and one.ems <= one.column + 3
        return in_column and other.blanks == 0 and one.ems > (one.column or 0) - 1.5
    if other.blanks == 0:
        return one.column is not None or not one.flat.endswith((":", "："))
    if one.hangs:
        return not one.flat.endswith((":", "："))
    if not is_balanced(one.flat) and not is_balanced(other.flat):
        return True
    seam = words.seam(one.flat, other.flat)
    return seam > -0.5 or not _BEGINS_PARAGRAPH.match(other.flat)


def join_terms(groups: Sequence[LineGroup]) -> Terms:
    """What some blocks are about, together."""
    return frozenset().union(*(group.terms for group in groups))
