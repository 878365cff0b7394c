"""What closes a text: a photographer's credit, a writer's signature. Also where a column's end tears one in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extraction.authors import is_author, is_bare_name, words_of_names
from articles.extraction.credits import BRACKETS, LED_APART, is_credit, read_credit
from articles.extraction.lines import MeasuredLine
from articles.extraction.photocredits import PHOTO_CREDIT, PHOTO_FROM, SENT_BY_AGENCY
from articles.text.joining import HAN, fold, fold_page
from articles.text.spans import Span

CLOSING = 60  # characters at a text's end in which a byline without brackets stands
TAIL = 40  # characters at a text's end in which its credit stands
REST = 24  # characters; what a column's end leaves of a credit is no longer

_AFTER_SENTENCE = re.compile(r"[。！？!?][”’\"]?[ \t\r\u3000]*\n?[ \t\u3000]*(?=[^\s。！？!?”’\"])")
_NAMES = rf"[{HAN}、·\s]{{2,24}}"
_NAMED = re.compile(
    rf"(?:[。！？”…]|^)\s*[(（【](?P<names>{_NAMES})[)）】]\s*$"  # ……了。（葛明 李健）
    rf"|[。！？”](?:[ ]?[ \u3000]{{2,}}|\u3000)(?P<apart>[{HAN}](?:[{HAN} \u3000]){{1,16}})$"  # ……了。　　葛明　李健
)
# What stands in a credit beside names.
_DUTIES = re.compile(
    r"本报|新华社|见习|实习生?|特约|首席|全媒体|融媒体?|记者|通讯员|摄影报道|图片报道|综合报道|报道|摄影?|供图|[文图发](?=[/)）]|$)"
    rf"|[^{HAN}· ]"
)
_MARKS = re.compile(r"[。！？；（()）]")
# ……了。　　通讯员　葛明　李 at a column's end, 健 on the next line
_ROLE_LEFT = re.compile(rf"[。！？”](?:本报|特约|见习)?(?:记者|通讯员)[:：]?[{HAN}、]{{1,16}}$")
_NAMES_ON = re.compile(rf"[{HAN}、]{{1,8}}(?:摄|文/图|摄影报道|报道|整理)?")
_OPENED = re.compile(r"[。！？!?”…][（(【](?P<inside>[^。！？!?（）()【】]{0,40})$")


def names_writers(printed: str) -> bool:
    """Whether a text ends in writers' names and nothing else: ……了。（葛 明 李健）; not （葛明摄）, not （见图）."""
    found = _NAMED.search(printed[-TAIL:])
    if found is None:
        return False
    if found["apart"]:
        return is_author(found["apart"])
    names = found["names"].rstrip()
    return is_credit(names, bare=True) and not names.endswith(("摄", "图"))


def find_hands(printed: str) -> frozenset[str]:
    """Who a credit names, for comparing it with another: □葛 明 李健 报道 -> 葛明, 李健; 记者葛明 摄 -> 葛明."""
    words = words_of_names(_DUTIES.sub(" ", fold(printed)))
    return frozenset(word for word in words if is_bare_name(word))


def ends_credit(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a line goes on with a credit that closes the text above: ……了。（记者葛 / 明） and ……了。葛 / 明摄."""
    line = lines[i]
    if line.blanks or i == 0 or lines[i - 1].stops or len(line.flat) > REST:
        return False
    tail = lines[i - 1].flat
    if i > 1 and not lines[i - 1].blanks and len(tail) < REST:
        tail = lines[i - 2].flat + tail  # a bracket may be torn twice
    tail = tail[-TAIL:]
    if _ROLE_LEFT.search(tail) and _NAMES_ON.fullmatch(line.flat):
        return True
    opened = _OPENED.search(tail)
    if opened is not None:
        rest = line.flat[:-1] if line.flat[-1:] in "）)】" else line.flat
        bare = rest != line.flat
        seams = ("", " ") if bare else ("",)  # 葛 / 明, 葛明 / 李健
        return not _MARKS.search(rest) and any(is_credit(opened["inside"] + seam + rest, bare=bare) for seam in seams)
    found = PHOTO_CREDIT.search(tail + line.flat)
    return found is not None and found.start() + 1 < len(tail)


def read_closing(text: str, start: int, end: int) -> Span | None:
    """A byline in brackets, or names alone in brackets, at a story's very end: its inside; None where there is none.

    ……圆满落幕。（葛明 李健） -> 葛明 李健; （下转第2版） -> None.
    """
    last = end
    while last > start and text[last - 1].isspace():
        last -= 1
    if last <= start:
        return None
    tail = fold_page(text)[max(start, last - 300) : last]
    if agency := SENT_BY_AGENCY.search(tail):
        return Span(last - len(tail) + agency.start("credit"), last)
    openers = {close: opened for opened, close in BRACKETS.items()}
    if tail[-1] not in openers:
        return _read_closing_credit(text, max(start, last - CLOSING), last)
    opened = tail.rfind(openers[tail[-1]], 0, -1)
    if opened < 0 or not is_credit(tail[opened + 1 : -1], bare=True):
        return None
    first = last - len(tail) + opened + 1
    while first < last - 1 and text[first].isspace():
        first += 1
    stop = last - 1
    while stop > first and text[stop - 1].isspace():
        stop -= 1
    return Span(first, stop)


def _read_closing_credit(text: str, start: int, last: int) -> Span | None:
    """……装上货车。 记者 葛明 摄 -> 记者 葛明 摄: without brackets, after the last sentence."""
    seams = list(_AFTER_SENTENCE.finditer(text, start, last))
    if not seams:
        return None
    first = seams[-1].end()
    gap = text[seams[-1].start() : first]
    apart = "\n" in gap or "   " in gap or "\u3000" in gap or " " in fold(text[first:last]).strip()
    if apart and is_author(text[first:last]):
        return Span(first, last)  # 葛明 on the last line, or far behind the last sentence
    credit = read_credit(text, first, last)
    if credit is None and apart and LED_APART.match(fold(text[first:last]).strip()):
        return Span(first, last)  # 文/图　葛明
    if credit is None and PHOTO_FROM.fullmatch(fold("".join(text[first:last].split()))):
        return Span(first, last)  # 其木格/图
    return credit if credit is not None and credit.end >= last else None
