"""Furniture told by where it stands, not by what it says: folios of several lines, flags over briefs.

Works on lines that are sorted; a line between two of a folio is of the folio, whatever it says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from articles.extraction.briefs import are_parts
from articles.extraction.cues import FORM_ALONE
from articles.extraction.furniture import find_short_name, read_furniture, read_pieces
from articles.extraction.lines import MeasuredLine
from articles.extraction.sortedlines import SortedLine
from articles.extraction.types import BlockKind
from articles.text.joining import fold

FOLIO_LINE = 60.0  # ems; a line of a folio is no longer
CAPTION_LINE = 16.0  # ems; what stands between lines of furniture with blanks around it is no longer
FLAG_LINE = 12.0  # ems; a flag over briefs is no longer
TOP = 8  # lines in which the folio ends
VERSE = 6  # lines on end
VERSE_LINE = 16.0  # ems
PLACE_LINE = 4.0  # ems; the name of a region, alone in its line, is no longer
FEW = 2  # reports from a place, from which on the page is that region's
EDGE = 5  # lines at the page's top and foot where a date among short words is its folio
FLAG = "flag over briefs"
GUIDED = "teaser under the page's guide"

_DATE = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}日|星期[一二三四五六日天]")
_DUTY = re.compile(
    r"(?:本版|执行|责任|见习|实习|特约|副)*(?:责编|编辑|美编|校对|版式|组版|值班|总编|主编|审读|审校|统筹|设计|热线|电话|传真|微信|投稿|邮箱|网址|邮编"
    r"|(?:本[刊报]|社|编辑部)?地址|免费赠阅|内部资料|主办|承印)"
)
_WORDS = re.compile(r"[\s|/·•,;、_]+")
# A3 老街改造下月动工; 05|老街改造下月动工; not 41家单位作答
_TEASER = re.compile(r"(?:[A-Z]\d{1,2}(?:版|[|/·-])?|0\d|\d{2}(?:版|[|/·-]|(?=[ ])))[ ]{0,3}(?=[一-龥“\"])")
_PAGE_AT_END = re.compile(
    r"[^，。]{6,30}[？?！!]?[ ]{1,6}(?:[A-D]\d{1,2}|[A-D]?\d{1,2}版|第?[一二三四五六七八九十]{1,2}版)"
)  # 老街改造下月动工　A9
_GUIDE = re.compile(r"[【「]?(?:今日|本期|本版|要闻|新闻|内容|版面)?(?:导读|提要|看点|要目|导航)[】」:：]?")
_BOXED = re.compile(r"【[^】]{2,12}】")  # 【东关街道】……
_PAGE_ALONE = re.compile(
    r"(?:[>»→▶►]{1,4}|详?见)?第?(?:[A-Z]?\d{1,2}|[一二三四五六七八九十]{1,2})版[>»→]{0,4}|[>»→▶►]{1,4}[A-Z]?\d{1,2}"
)
# A head may not say so: 扫码加群, 扫二维码关注“临河发布”, @晚报君.
_CALLS = re.compile(r"扫(?:码|描|一扫)?[ 　，,]?(?:进群|加群|入群|关注|二维码)|(?:^|[\s　])@[一-龥A-Za-z\d_]{2,}")
_FIGURES = re.compile(r"\d{6,}")  # of telephones


def sort_by_place(lines: Sequence[SortedLine]) -> tuple[SortedLine, ...]:
    """The lines, those that their place tells to be furniture as such."""
    found = list(lines)
    _find_folio(found)
    _find_teasers(found)
    _find_between(found)
    _find_parts_of_date(found)
    _find_flags(found)
    _find_verse(found)
    _find_calls(found)
    _find_places_alone(found)
    return tuple(found)


def _set(found: list[SortedLine], i: int, why: str) -> None:
    found[i] = found[i]._replace(kind=BlockKind.FURNITURE, why=why, score=0.5, opening=None)


def _may_be_furniture(line: SortedLine) -> bool:
    return line.opening is None and not line.measured.level and line.kind in (BlockKind.HEADLINE, BlockKind.BODY)


def is_folio(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a line at the page's edge is its folio: a date or several duties among short words, and no sentence."""
    if EDGE <= i < len(lines) - EDGE:
        return False
    line = lines[i]
    printed = fold(line.line.text)  # as printed: a stray folio inside running text is repaired away
    words = [word for word in _WORDS.split(printed) if word]
    if line.level or line.stops or len(words) < 3 or max(map(len, words)) > 2 * FLAG_LINE or line.ems > 2 * FOLIO_LINE:
        return False
    if len(words) >= 4 and (_DATE.search(printed) is not None or len(_DUTY.findall(printed)) >= 3):
        return True
    known = [word for word in words if len(word) > 1 and (_DUTY.match(word) or read_pieces(word))]
    sure = sum(_DUTY.match(word) is not None or read_furniture(word) is not None for word in known)
    return sure >= 2 and 2 * len(known) >= sum(len(word) > 1 for word in words)


def _find_folio(found: list[SortedLine]) -> None:
    """Over the first story: the paper's name, lines of telephones and figures, and what stands over them."""
    named = find_short_name([line.measured.line.text for line in found[: 2 * EDGE]])
    if named is not None and found[named].kind is not BlockKind.FURNITURE:
        _set(found, named, "the paper's name over what tells it")
    folio = next((i for i, line in enumerate(found[:EDGE]) if line.kind is BlockKind.FURNITURE), 0)
    for i in range(folio):
        words = found[i].measured.read.text.split()
        spaced = len(words) >= 3 and all(len(word) == 1 for word in words)
        if _may_be_furniture(found[i]) and (spaced or found[i].flat.isdigit()):
            _set(found, i, "folio line: a page's number or section in letters set apart")
    last = 0
    for i in range(1, min(TOP, len(found))):
        line = found[i].measured
        if found[i].kind is not BlockKind.FURNITURE and (not _may_be_furniture(found[i]) or line.stops):
            break
        if 3 * sum(map(len, _FIGURES.findall(line.read.text))) >= len(line.flat):
            last = i
    if last and any(line.kind is BlockKind.FURNITURE for line in found[:last]):
        for i in range(last + 1):
            if found[i].kind is not BlockKind.FURNITURE:
                _set(found, i, "over or among the telephones at the page's top")


def _find_teasers(found: list[SortedLine]) -> None:
    """Heads over the first story that name the page they lead to: A3 老街改造下月动工; or a page alone under them."""
    first = next((i for i, line in enumerate(found) if not _may_be_teaser(line)), len(found))
    marked = [i for i in range(first) if _TEASER.match(fold(found[i].measured.read.text))]
    if len(marked) >= 2:
        for i, end in zip(marked, [*marked[1:], first], strict=True):
            at = i
            while at < end and (at == i or not found[at].measured.blanks):
                _set(found, at, "teaser for another page")
                at += 1
    ended = [i for i in range(first) if _PAGE_AT_END.fullmatch(fold(found[i].measured.read.text))]
    for i in ended if len(ended) >= 2 else ():
        _set(found, i, "teaser for another page")
    for i in range(1, len(found)):  # 今日导读 in the middle of a page, and under it what leads elsewhere
        guided = found[i - 1].why == GUIDED or _GUIDE.fullmatch(found[i - 1].flat) is not None
        if guided and _may_be_furniture(found[i]) and _PAGE_AT_END.fullmatch(fold(found[i].measured.read.text)):
            _set(found, i, GUIDED)
    labels = [i for i in range(1, first) if _is_page_alone(found[i])]
    if labels and any(line.kind is BlockKind.FURNITURE for line in found[: labels[0]]):
        for i in range(labels[-1]):
            if found[i].kind is BlockKind.HEADLINE:
                _set(found, i, "teaser for another page, which is named under it")


def _find_parts_of_date(found: list[SortedLine]) -> None:
    """2014年6月 and a large 20 beside the folio's day of the week are of the folio."""
    folio = [
        i for i, line in enumerate(found) if line.kind is BlockKind.FURNITURE and line.why.startswith("folio line")
    ]
    while folio:
        i = folio.pop()
        for at in (i - 1, i + 1):
            if 0 <= at < len(found) and _may_be_furniture(found[at]) and _is_part_of_date(found[at]):
                _set(found, at, "folio line: part of a date")
                folio.append(at)


def _is_part_of_date(line: SortedLine) -> bool:
    pieces = read_pieces(line.measured.line.text)
    return bool(pieces) and all(piece.reason == "part of a date" for piece in pieces)


def _find_calls(found: list[SortedLine]) -> None:
    """A line that asks readers to scan a code or write to an account is the caption of that code, and no head."""
    for i, line in enumerate(found):
        if line.kind is BlockKind.HEADLINE and not line.measured.level and _CALLS.search(line.measured.read.text):
            _set(found, i, "asks to scan a code")


def _find_places_alone(found: list[SortedLine]) -> None:
    """石桥 alone between two texts, on a page whose reports come from there (本报石桥讯), is the region's name that a
    paper sets over its page."""
    places = Counter(line.opening.dateline.place for line in found if line.opening and line.opening.dateline)
    for i, line in enumerate(found):
        alone = line.kind is BlockKind.HEADLINE and line.measured.ems <= PLACE_LINE and places[line.flat] >= FEW
        if alone and not line.measured.level and (i == 0 or found[i - 1].kind is not BlockKind.HEADLINE):
            _set(found, i, "the name of the page's region")


def _may_be_teaser(line: SortedLine) -> bool:
    return line.opening is None and line.kind in (BlockKind.HEADLINE, BlockKind.FURNITURE)


def _is_page_alone(line: SortedLine) -> bool:
    """2版, >>>A05: a page's number and nothing else, as stands under a teaser."""
    return line.kind is BlockKind.FURNITURE and _PAGE_ALONE.fullmatch(fold(line.flat)) is not None


def _find_between(found: list[SortedLine]) -> None:
    """A line between lines of furniture is furniture too: the caption of a code, a press number no rule knows."""
    furniture = BlockKind.FURNITURE
    for i in range(1, len(found) - 1):
        line, after = found[i], found[i + 1]
        if not _may_be_furniture(line) or found[i - 1].kind is not furniture:
            continue
        if not line.measured.blanks and i < 2 * TOP and read_pieces(line.measured.read.text):
            _set(found, i, "weather or a date under the folio")
            continue
        if after.kind is not furniture:
            continue
        blanks = max(line.measured.blanks, after.measured.blanks)
        if line.kind is BlockKind.HEADLINE and line.measured.ems <= CAPTION_LINE and blanks <= 2:
            _set(found, i, "between lines of furniture")
        elif not blanks and not line.measured.stops and line.measured.ems <= FOLIO_LINE:
            _set(found, i, "among the lines of a folio")


def _find_verse(found: list[SortedLine]) -> None:
    """Short lines without marks, many on end under a headline and its author, are verse and no heads."""
    i = 1
    while i < len(found):
        first, i = i, i + 1
        if found[first].kind is not BlockKind.BYLINE or found[first - 1].kind is not BlockKind.HEADLINE:
            continue
        while i < len(found) and _is_verse(found[i].measured) and found[i].opening is None and found[i].why != "byline":
            i += 1
        last = i
        if i < len(found) and found[i].kind is not BlockKind.FURNITURE:  # the last lines of all are the next one's head
            while last > first + 1 and not found[last - 1].measured.blanks:
                last -= 1
            last -= 1
        if last - first > VERSE:
            for at in range(first + 1, last):
                found[at] = found[at]._replace(kind=BlockKind.BODY, why="a line of verse", score=-1.0)


def _is_verse(line: MeasuredLine) -> bool:
    return line.ems <= VERSE_LINE and not line.level and not line.bullet and "。" not in line.flat[:-1]


def _find_flags(found: list[SortedLine]) -> None:
    """A short head right over two or more bulleted items, or headed ones, is the flag of their column."""
    for i, line in enumerate(found):
        if line.kind not in (BlockKind.HEADLINE, BlockKind.FURNITURE) or line.measured.ems > FLAG_LINE:
            continue
        items: list[int] = []
        first: int | None = i + 1
        while first is not None and (end := _end_of_brief(found, first)) is not None:
            items.append(first)
            first = end
        if FORM_ALONE.fullmatch(line.measured.flat):
            continue  # 遗失声明 heads all of what is declared under it
        if len(items) > 1 and not are_parts([found[at].measured for at in items]):
            _set(found, i, FLAG)


def _begins_item(line: SortedLine) -> bool:
    return line.measured.bullet or _BOXED.match(line.flat) is not None


def _end_of_brief(found: Sequence[SortedLine], i: int) -> int | None:
    """Where the bulleted item that begins at line `i` ends; None where none begins there."""
    if i >= len(found) or found[i].opening is not None:
        return None
    if not _begins_item(found[i]):
        return None
    headed = found[i].kind is BlockKind.HEADLINE
    at = i + 1
    while at < len(found) and found[at].kind is BlockKind.BODY and not _begins_item(found[at]):
        at += 1
    if headed and at == i + 1:
        return None
    complete = found[at - 1].measured.stops or found[at - 1].kind is BlockKind.BODY
    return at if complete and found[i].kind in (BlockKind.HEADLINE, BlockKind.BODY) else None
