"""What a line's own form tells without doubt: furniture, bylines, datelines. The rest is weighed in `kinds`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extraction.closings import ends_credit
from articles.extraction.credits import read_credit
from articles.extraction.creditwords import BOXES, forms_of, paper_pattern
from articles.extraction.cues import FORM_ALONE, OFFICE
from articles.extraction.datelines import Opening, read_opening
from articles.extraction.furniture import read_furniture
from articles.extraction.lines import MeasuredLine, is_letterspaced
from articles.extraction.photocredits import PHOTO_FROM
from articles.extraction.sortedlines import LIST_LINE, REST_OF_CREDIT, ROW_OF_TABLE, SortedLine
from articles.extraction.types import BlockKind
from articles.extraction.zones import is_folio
from articles.text.joining import HAN, fold, fold_page
from articles.text.spans import Span
from articles.text.tables import Cells, is_table, is_unit_line, read_columns, read_row

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
# 库 区 新 貌, 基 层 风 采: a section by its last word, where the line is letterspaced as flags are.
_OF_SECTION = re.compile(
    rf"[{HAN}]{{2,4}}(?:新貌|风采|之窗|传真|园地|茶座|天地|论坛|纵横|巡礼|速递|动态|万象|剪影|之声|掠影|一线|新事|见闻|漫笔|看台)"
)
# 葛明　柳溪县白沙村护林员; 大白菜　　0.40　　0.80; 指挥长：葛明（局长）
_IN_LIST = re.compile(
    r"(?!表\s?[\d一二三四五])"
    r"(?:[^\s。！？!?；，,：:]{1,24}(?:（[^（）]{1,6}）)?(?:\u3000+|[ ]{2,})){1,5}[^\s。！？!?；，,]{2,30}"
    rf"|[{HAN}]{{2,8}}[:：](?:[^\s。！？!?；，,]{{2,24}}[ \u3000]{{0,4}}){{1,4}}"
)
OVER_TABLE = 2  # lines over a table's rows: its unit, and what its columns are called
LISTED = 4  # lines from which on they are a list
_CLOSES = ("”", "’", "」", "』", "）", ")", "》", "】", '"')
ENDING = 8  # characters of a sentence's last line that might be taken for something else


def tell_by_form(text: str, lines: Sequence[MeasuredLine]) -> list[SortedLine | None]:
    """What a line's own form tells without doubt: furniture, bylines, and bodies that begin with a dateline."""
    told: list[SortedLine | None] = [None] * len(lines)
    i = 0
    while i < len(lines):
        line = lines[i]
        told[i] = _tell_line(lines, i)
        if told[i] is not None:
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
        if found is not None and len(found.bylines) > 1 and i and is_bracket_alone(line):
            told[i] = SortedLine(line, BlockKind.BODY, "names in brackets close the text above", -4.0)
            i += 1
            continue
        before = told[i - 1] if i else None
        in_text = i and (before is None or before.kind is not BlockKind.FURNITURE)
        if in_text and found is None and (listed := _end_of_list(lines, i)) > i:
            for at in range(i, listed):
                told[at] = SortedLine(lines[at]._replace(stops=True), BlockKind.BODY, LIST_LINE, -4.0)
            i = listed
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


def _tell_line(lines: Sequence[MeasuredLine], i: int) -> SortedLine | None:
    """What a line tells that nothing goes on from: a credit's rest, whose a photograph is, furniture, a table's row."""
    line = lines[i]
    if ends_credit(lines, i):
        return SortedLine(line, BlockKind.BODY, REST_OF_CREDIT, -4.0)
    if i and PHOTO_FROM.fullmatch(line.flat):
        return SortedLine(line, BlockKind.BYLINE, "says whose a photograph is", 3.0)
    reason = _why_furniture(lines, i)
    if reason:
        return SortedLine(line, BlockKind.FURNITURE, reason, 3.0)
    if line.flat.startswith("|") and _ROW.fullmatch(line.flat):
        return SortedLine(line._replace(stops=True), BlockKind.BODY, ROW_OF_TABLE, -4.0)
    return None


def _end_of_list(lines: Sequence[MeasuredLine], i: int) -> int:
    """Where a list or a table ends that begins at line `i`, or `i`: lines that stand together, each of columns set
    apart by wide spaces, or of a duty, a colon and who has it; or rows of figures with what stands over them.
    """
    if len(lines[i].flat) == len(lines[i].read.text) and ":" not in lines[i].flat[:9]:
        return _end_of_table(lines, i)  # most lines
    at = i
    while at < len(lines) and (at == i or not lines[at].blanks) and _IN_LIST.fullmatch(lines[at].read.text.strip()):
        at += 1
    return max(at if at - i >= LISTED else i, _end_of_table(lines, i))


def _may_be_parted(line: MeasuredLine) -> bool:
    """Whether a space or a stroke stands in a line, as between cells, or a unit that is told for all of them."""
    return len(line.flat) < len(line.read.text) or "|" in line.flat or "单位" in line.flat


def _end_of_table(lines: Sequence[MeasuredLine], i: int) -> int:
    """Where a table ends whose unit, columns or first row stand at line `i`, or `i`."""
    if not _may_be_parted(lines[i]):
        return i  # most lines
    first = i
    while first < min(len(lines), i + OVER_TABLE) and (first == i or not lines[first].blanks):
        printed = lines[first].read.text.strip()
        if read_row(printed) or not (is_unit_line(printed) or len(read_columns(printed)) > 2):
            break
        first += 1
    rows: list[Cells] = []
    for line in lines[first:]:
        row = read_row(line.read.text.strip()) if not rows or not line.blanks else None
        if row is None:
            break
        rows.append(row)
    return first + len(rows) if is_table(rows) else i


def _why_furniture(lines: Sequence[MeasuredLine], i: int) -> str | None:
    """Why a line is the page's, by its form and by what it stands among; None where it may be a story's."""
    line = lines[i]
    reason = None
    if not _ROW.fullmatch(line.line.text.strip()):
        reason = read_furniture(line.line.text) or (is_letterspaced(line) and read_furniture(line.flat)) or None
    if reason is None and is_letterspaced(line) and _OF_SECTION.fullmatch(line.flat):
        reason = "name of a section"
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


def is_bracket_alone(line: MeasuredLine) -> bool:
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
