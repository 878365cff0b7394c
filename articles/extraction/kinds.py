"""What each line is taken to be: furniture, byline, head or body. Cues are weighed, and the weightiest is the reason.

A line is judged by itself and its neighbours; which story it belongs to is decided later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from articles.extraction.authors import is_author, is_pen_name, is_signed_author
from articles.extraction.closings import ends_credit
from articles.extraction.cohesion import PageWords
from articles.extraction.columns import (
    breaks_off,
    cues_of_column,
    cues_of_indent,
    fills_column,
    find_lead,
    parts_by_blanks,
    sets_in_paragraphs,
    sets_whole_paragraphs,
    stands_alone,
)
from articles.extraction.credits import is_credit, read_credit
from articles.extraction.creditwords import BOXES, forms_of, paper_pattern
from articles.extraction.cues import FORM_ALONE, OFFICE, cues_alone
from articles.extraction.datelines import Opening, read_opening
from articles.extraction.furniture import read_furniture
from articles.extraction.lines import MeasuredLine, is_letterspaced
from articles.extraction.neighbours import cues_of_neighbours
from articles.extraction.sortedlines import REST_OF_CREDIT, SortedLine
from articles.extraction.types import BlockKind
from articles.extraction.zones import is_folio, sort_by_place
from articles.text.joining import HAN, fold, fold_page
from articles.text.spans import Span

# How bylines begin and no line of running text does: a role, a space and a name; what each did, and a colon or stroke.
# The letter is a box that another font's type came out as.
_ROLE_FIRST = re.compile(
    rf"""
    [A-Za-z]?(?:{paper_pattern()})?(?:见习|实习|首席|特约|全媒体|融媒体?)*(?:记者|通讯员)(?:[ \u3000]+|[ ]?[:|][ ]?)\S
    | (?:文[/|]?图|图/文|文|图|撰文|采写|摄影|策划|执行|整理|作者|口述)[ ]?[/:|][ ]?(?:[{HAN}·][ ]{{0,2}}){{2,14}}
    | (?:本报(?:首席|特约)?评论员|特约撰稿人?|作者|文/图|总策划)[ \u3000]+\S
    | (?:撰文|采写|整理|编译|摄影)[ \u3000]+(?:[{HAN}][ ]?){{2,3}}$
    | (?:[{HAN}]{{2,3}}[ ]?/[ ]?(?:文/图|文|图|摄)[ ]{{0,3}}){{1,3}}$ | [{HAN}]{{2,3}}[ ]{{1,3}}(?:整理|文/图|图/文)$
    """,
    re.VERBOSE,
)
BREAKS_IN = ("folio", "jump", "teaser", "mark of")  # furniture that stands in the middle of a column's text
_ROW = re.compile(r"\|(?:[^|]{0,80}\|){2,12}")  # | 项目名称 | 总投资 |, and the rule | --- | --- | under it
# 文/南屏　图/阿柳: what each did, and a name of whatever kind. 来源：临河发布: where it is from.
_WORKS = re.compile(
    r"(?!.*(?:记者|通讯员))(?:"
    rf"(?:(?:{forms_of('duty')}|{forms_of('role')})[ ]?[/:|][ ]{{0,2}}(?:[{HAN}·][ ]{{0,2}}){{2,6}}){{1,4}}"
    rf"|文[ ]{{1,3}}[{HAN}·]{{2,4}}[ ]{{1,3}}[图摄][ ]{{1,3}}[{HAN}·]{{2,4}}"
    rf"|(?:{forms_of('source')})[ ]?[/:|][ ]?《?[{HAN}·]{{2,16}}》?(?:[ ]{{1,2}}[{HAN}]{{2,3}})?)"
)
_CLOSES = ("”", "’", "」", "』", "）", ")", "》", "】", '"')
ENDING = 8  # characters of a sentence's last line that might be taken for something else
HEAD = 1.5  # cues for a head must weigh at least so much; below lie torn ends of paragraphs


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
    told = _tell_by_form(text, lines)
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


def _is_credit_under_head(before: SortedLine, line: MeasuredLine) -> bool:
    """（柳溪县第一中学 葛明） alone in the line right under a head."""
    if before.kind is not BlockKind.HEADLINE or before.measured.hangs or not _is_bracket_alone(line):
        return False
    return is_credit(line.read.text.strip()[1:-1], bare=True)


def _signs_text(before: SortedLine, lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether names stand alone right under a text's last sentence, and a blank line, a head or nothing after."""
    if before.kind is not BlockKind.BODY or not before.measured.stops or lines[i].blanks:
        return False
    if not is_author(lines[i].read.text):
        return False
    if i + 1 == len(lines) or lines[i + 1].blanks > 0:
        return True
    after = lines[i + 1]
    return " " in fold(lines[i].line.text).strip() and not (after.indent or _is_text(after))


def _is_text(line: MeasuredLine) -> bool:
    """Whether a line can be no head: it ends or holds a sentence, or fills its column."""
    fills = line.column is not None and abs(line.ems - line.column) <= 1.5
    return line.stops or line.hangs or "。" in line.flat or fills


def _tell_by_form(text: str, lines: Sequence[MeasuredLine]) -> list[SortedLine | None]:
    """What a line's own form tells without doubt: furniture, bylines, and bodies that begin with a dateline."""
    told: list[SortedLine | None] = [None] * len(lines)
    i = 0
    while i < len(lines):
        line = lines[i]
        if ends_credit(lines, i):
            told[i] = SortedLine(line, BlockKind.BODY, REST_OF_CREDIT, -4.0)
            i += 1
            continue
        reason = _why_furniture(lines, i)
        if reason:
            told[i] = SortedLine(line, BlockKind.FURNITURE, reason, 3.0)
            i += 1
            continue
        if line.flat.startswith("|") and _ROW.fullmatch(line.flat):
            told[i] = SortedLine(line, BlockKind.BODY, "a row of a table", -4.0)
            i += 1
            continue
        goes_on = _goes_on(lines, i)
        last = None if goes_on and not _names_its_role(line) else _last_line_of_byline(text, lines, i)
        printed = fold_page(text)[line.line.start : line.line.end].strip()
        if not goes_on and _WORKS.fullmatch(printed):
            last = i
        if last is not None:
            end = lines[last].line.start + len(lines[last].line.text.rstrip())
            opening = Opening((Span(_byline_start(line), end),), None, end, "byline")
            for at in range(i, last + 1):
                told[at] = SortedLine(lines[at], BlockKind.BYLINE, "byline", 3.0, opening if at == i else None)
            i = last + 1
            continue
        found = read_opening(text, line.line.start)
        if found is not None and len(found.bylines) > 1 and i and _is_bracket_alone(line):
            told[i] = SortedLine(line, BlockKind.BODY, "names in brackets close the text above", -4.0)
            i += 1
            continue
        if found is None or (goes_on and found.dateline is None) or _closes(text, found, line):
            i += 1
            continue
        first = i
        while i < len(lines) and (i == first or lines[i].line.start < found.body):
            whole = lines[i].line.end <= found.body and found.dateline is None
            kind = BlockKind.BYLINE if whole else BlockKind.BODY
            told[i] = SortedLine(lines[i], kind, found.why, 4.0, found if i == first else None)
            i += 1
    return told


def _why_furniture(lines: Sequence[MeasuredLine], i: int) -> str | None:
    """Why a line is the page's, by its form and by what it stands among; None where it may be a story's."""
    line = lines[i]
    reason = None
    if not _ROW.fullmatch(line.line.text.strip()):
        reason = read_furniture(line.line.text) or (is_letterspaced(line) and read_furniture(line.flat)) or None
    if reason and (_ends_sentence_above(lines, i) or (_goes_on(lines, i) and not reason.startswith(BREAKS_IN))):
        reason = None
    if reason and i and not line.blanks and FORM_ALONE.fullmatch(line.flat) and OFFICE.fullmatch(lines[i - 1].flat):
        reason = None  # 临河市人民法院 / 公告: one head
    if reason is None and is_folio(lines, i):
        reason = "folio line: a date or duties among short words at the page's edge"
    return reason


def _ends_sentence_above(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a line is the last character or two of the text above: 。, ”。, 评论。; such words alone are a page's."""
    line = lines[i]
    if i == 0 or line.blanks or len(line.flat) > ENDING:
        return False
    if lines[i - 1].stops:
        return line.flat in _CLOSES  # 。 / ”: a mark that the column had no room for
    return line.stops or line.flat[:1] in "，。、；：！？”’）》％%,"


def _goes_on(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a line stands inside a paragraph of a column: the one before fills the column and ends no sentence."""
    if i == 0 or lines[i].blanks or lines[i].indent:
        return False
    before = lines[i - 1]
    if lines[i].flat[:1] in BOXES:
        return False
    full = before.column is not None and abs(before.ems - before.column) <= 1.5 and before.in_text
    return full and (not before.stops or lines[i].flat[:1] in "(（[【")


def _names_its_role(line: MeasuredLine) -> bool:
    """本报记者 葛明, 记者 葛明 通讯员 李健 报道: a byline by its form, though the line above it is full."""
    return not line.stops and not line.hangs and _ROLE_FIRST.match(fold(line.read.text)) is not None


def _is_bracket_alone(line: MeasuredLine) -> bool:
    """（记者 葛明 李健）: a line that a bracket fills from end to end."""
    return line.flat[:1] in "（(" and line.flat[-1:] in "）)" and not re.search("[）)].", line.flat)


def _closes(text: str, found: Opening, line: MeasuredLine) -> bool:
    """（新华社北京1月5日电） alone in a line closes the text before it, as does the rest of such a bracket."""
    dateline = found.dateline
    if dateline is None or found.bylines:
        return False
    printed = text[dateline.start : dateline.end].rstrip()
    closed = printed[-1:] in ")）】]" or text[dateline.end : dateline.end + 1] in (")", "）")
    return closed and not text[dateline.end : line.line.end].strip("）)。 \t\r\u3000")


def _last_line_of_byline(text: str, lines: Sequence[MeasuredLine], i: int) -> int | None:
    """The last of the lines from `i` on that a byline without brackets fills from end to end."""
    bold = lines[i].line.text.rstrip().endswith(("**", "__"))
    printed_end = lines[i].line.start + len(lines[i].line.text.rstrip(" \t\r\u3000*_"))
    credit = read_credit(text, _byline_start(lines[i]), printed_end if bold else None)
    if credit is None:
        return None
    last = None
    while i < len(lines) and lines[i].line.start + len(lines[i].line.text.rstrip(" :：。.\t\r\u3000*_")) <= credit.end:
        last, i = i, i + 1
    return last


def _byline_start(line: MeasuredLine) -> int:
    """Where the line begins, Markdown marks left out."""
    return line.line.start + len(line.line.text) - len(line.line.text.lstrip(" \t\u3000>#*-"))


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
