"""How a story opens: its dateline (本报临河讯, 新华社北京12月4日电) beside its byline, in whatever order they stand.

Which paper, place and day the dateline names, and where the body begins. Bylines' extent is read in `credits`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from articles.extraction.credits import BRACKETS, read_bracket, read_credit, skip_marks
from articles.extraction.creditwords import NO_HOUSE, paper_pattern
from articles.text.days import Day
from articles.text.joining import HAN, fold_page
from articles.text.spans import Span

_DATELINE_WORD = re.compile(r"讯|电|消\s*息|报\s*道")
_OWN_PAPER = re.compile(r"本[报刊台][ \u3000]?(?=[（(【\[])")
_MAY_OPEN = frozenset("本（［＜｛").union(BRACKETS)  # what a byline in brackets begins with, or 本报 before it
WINDOW = 700  # characters from a story's start in which dateline and byline end, with a list of 17 names
LONGEST = 270  # characters in which the 90 letters stand that a dateline may have, spread by spaces
_WORD = re.compile(r"\S+")
_PAGE_MARKS = "□■◎○●◇◆▲△☐▢◁▷►▶★☆※"


@dataclass(frozen=True, slots=True)
class Dateline:
    """本报临河12月4日讯 at `start` to `end`: `paper` as printed, `place`, `date` (ISO, maybe partial: --12-04)."""

    start: int
    end: int
    paper: str | None
    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Opening:
    """How a story opens: its bylines' spans, its dateline, and where the body begins. Offsets into the text given."""

    bylines: tuple[Span, ...]
    dateline: Dateline | None
    body: int
    why: str


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Every form in the order it is tried, made once from the rule file. All are matched at one place and read a
    bounded stretch."""
    paper = paper_pattern()
    number = "[一二三四五六七八九十]"
    date = (
        rf"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{{1,2}}|{number}{{1,2}})月"
        rf"(?P<day>\d{{1,2}}|{number}{{1,3}})日"
    )
    word = r"(?:讯|消息|电讯|报道(?=[(:]))(?![员息号问飞录机片])"
    manner = r"(?:专|特|综合|快|简|独家|最新|连线)?"
    return {
        # 本报讯, 本报临河讯, 滨海日报/滨海网讯, 滨海日报12月4日讯, 晚报讯, 本报综合消息, 据本报讯, 本报临河专电
        "paper": re.compile(
            rf"据?(?P<paper>{paper})(?P<place>[{HAN}]{{0,8}}?)(?:{date})?{manner}(?:{word}|(?<=[日专])电)"
        ),
        # 新华社北京12月4日电, 据新华社电, 中新网上海电, 综合新华社电
        "agency": re.compile(
            rf"(?:据|综合)?(?P<paper>(?:新华|中新|中国新闻)[社网]|[{HAN}]{{2,6}}[社网])"
            rf"(?P<place>[{HAN}]{{0,8}}?)(?:{date})?(?:专|综合)?(?:电(?![视影力话子商器网动站梯缆池])|消息)"
        ),
        # 临河12月4日讯; 12月4日讯
        "day": re.compile(
            rf"(?P<place>[{HAN}]{{0,8}}?){date}(?P<paper>)(?:讯|电|消息)(?![员息号问飞录机片视影力话子])"
        ),
        # 临河讯, 今日临河讯, 今日临河双堰讯, only where a byline in brackets or a space follows
        "short": re.compile(
            rf"(?!讯)(?P<paper>(?:今日[{HAN}]{{2,3}}?)?)(?P<place>(?:[{HAN}]{{2,5}}?)?)(?P<month>)(?P<day>)"
            r"讯(?![员息号问飞录机片])"
        ),
    }


# A dateline of that form holds one of these letters among its first so many.
_SIGNS = {"agency": (frozenset("社网"), 9), "day": (frozenset("日"), 20), "short": (frozenset("讯"), 9)}
# Words that end in 讯 or stand before it and are no place: 通讯, 喜讯; and what no place begins or ends with.
_NO_PLACE = re.compile(
    r"记者|通讯|特约|[通快简资喜音短汛视审传电闻捷腾]讯?$|^[据从在对将把被让向由]|[的了着过是和与及]"
)
_BLANK_LINE = re.compile(r"\n\s*\n")
_PHOTOGRAPHED = re.compile(r"(?:摄|供图|制图|图片报道|摄影报道)\Z")
_NAMES_FIRST = re.compile(rf"[（(](?P<names>[{HAN} \u3000、]{{2,24}})[）)][ \u3000]?(?=[{HAN}\d“【])")
_NO_PAPER = re.compile(rf"记者|通讯员|报道|[的了]|{NO_HOUSE}")


def has_dateline_word(text: str, start: int, stop: int) -> bool:
    """A quick no for nearly every line: without 讯, 电, 消息 or 报道 there is no dateline."""
    return _DATELINE_WORD.search(text, start, stop) is not None


def read_dateline(text: str, start: int = 0) -> Dateline | None:
    """The dateline that begins at `start` (marks and an opening bracket before it allowed), or None.

    滨海日报/滨海网惠丰讯 -> paper 滨海日报/滨海网, place 惠丰. White space and line breaks inside do no harm.
    """
    if not has_dateline_word(text, start, start + 150):
        return None
    letters = "".join(fold_page(text)[start : start + LONGEST].split())[:90]
    skipped = len(letters) - len(letters.lstrip(_PAGE_MARKS + ">-#*"))
    bracket = letters[skipped : skipped + 1]
    inner = skipped + (bracket in BRACKETS and bracket != "")
    if not _may_begin(letters, inner):
        return None
    for name, pattern in _patterns().items():
        signs, reach = _SIGNS.get(name, (None, 0))
        if signs and signs.isdisjoint(letters[inner : inner + reach]):
            continue
        found = pattern.match(letters, inner)
        if not found:
            continue
        place = found["place"] or None
        if (place and not _ends_in_tong(name, place) and _NO_PLACE.search(place)) or _NO_PAPER.search(found["paper"]):
            continue
        end = found.end()
        first, last = _place_of(text, start, skipped), _place_of(text, start, end - 1)
        closes = inner > skipped and letters[end : end + 1] == BRACKETS.get(bracket, "")
        if inner > skipped and not closes and letters[end : end + 1] != "(":
            continue
        if name == "short" and not _is_followed_by_byline(letters, end) and not _is_apart(text, start, last, end):
            continue
        if name == "paper" and not _is_followed_as_dateline(text, letters, last, end):
            continue
        if name == "agency" and not (found["month"] or found["paper"][:2] in ("新华", "中新", "中国")):
            continue
        if closes:
            last = _place_of(text, last + 1, 0)
        if _begins_later(text, first, last) or _ends_in_flag(text, first, last):
            return None
        return Dateline(first, last + 1, found["paper"] or None, place, _read_day(found))
    return None


def _ends_in_tong(name: str, place: str) -> bool:
    """本报青通讯 is a report from 青通, as 通讯 alone is none."""
    return name == "paper" and len(place) == 2 and place.endswith("通") and place[0] not in "普交沟流"


def _place_of(text: str, start: int, number: int) -> int:
    """Where the letter of that number (from 0) stands from `start` on, white space not counted."""
    for word in _WORD.finditer(text, start, start + LONGEST):
        if number < word.end() - word.start():
            return word.start() + number
        number -= word.end() - word.start()
    raise IndexError(number)


def _begins_later(text: str, start: int, end: int) -> bool:
    """Whether a dateline begins on a further line within these places: what stands before it is a head's end."""
    last = text.rfind("\n", start, end)
    later = read_dateline(text, last + 1) if last >= 0 else None
    # 滨海日 / 报讯 is one paper's name, broken by the line; what remains of it is no name.
    return later is not None and (later.paper is None or len(re.split(r"[/·]", later.paper)[0]) > 1)


def _ends_in_flag(text: str, start: int, end: int) -> bool:
    """Whether what makes the dateline is a word of its own under a blank line: a head that ends in 网, and 简讯."""
    under = _BLANK_LINE.search(text, start, end)
    return under is not None and _NO_PLACE.search(text[under.end() : end + 1].strip()) is not None


def _may_begin(letters: str, at: int) -> bool:
    """A quick no for nearly every line: a dateline's word stands within a few characters."""
    head = letters[at : at + 50]
    return "讯" in head or "电" in head or "消息" in head or "报道" in head


def _is_followed_as_dateline(text: str, letters: str, last: int, end: int) -> bool:
    """本报讯 is followed by a space, a mark, a bracket or the story; 电视台消息显示 is not a dateline."""
    if letters[:end].endswith("消息"):
        return letters[end : end + 1] in ("(", ":", "】", ")", "") or text[last + 1 : last + 2].isspace()
    return True


def _is_apart(text: str, start: int, last: int, end: int) -> bool:
    """青都讯 at a line's start, a space after it and a text: a paper or a place called for short."""
    first = _place_of(text, start, 0)
    before = text[text.rfind("\n", 0, first + 1) + 1 : first]
    alone = not before.strip() and last - first == end - 1
    return alone and re.match(r"[ \u3000]{1,2}[^\s]{6,}", text[last + 1 : last + 12]) is not None


def _is_followed_by_byline(letters: str, end: int) -> bool:
    return re.match(r"[(\[【](?:[^)\]】]{0,30}?(?:记者|通讯员|报道)|本报)", letters[end : end + 45]) is not None


def _read_day(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    if not groups.get("month") or not groups.get("day"):
        return None
    month, number = _read_number(groups["month"]), _read_number(groups["day"])
    day = Day(int(groups["year"]) if groups.get("year") else None, month, number)
    return str(day) if day.is_possible else None


def _read_number(printed: str) -> int:
    """12 and 十二 -> 12; 三十一 -> 31."""
    if printed.isdecimal():
        return int(printed)
    tens, ten, ones = printed.partition("十")
    units = "零一二三四五六七八九"
    if not ten:
        return units.index(tens[-1])
    return (units.index(tens) if tens in units and tens else 1) * 10 + (
        units.index(ones) if ones in units and ones else 0
    )


def find_datelines(text: str) -> tuple[Dateline, ...]:
    """Every dateline at the beginning of a line, or after a byline there, in page order."""
    found: list[Dateline] = []
    for line in re.finditer(r"[^\n]+", text):
        opening = read_opening(text, line.start())
        if opening and opening.dateline and (not found or opening.dateline.start >= found[-1].end):
            found.append(opening.dateline)
    return tuple(found)


def _opens_a_text(text: str, at: int, stop: int) -> bool:
    """Whether a bracket at `at` holds names before a dateline, or several before a text: （葛明 李健）本报讯."""
    found = _NAMES_FIRST.match(text, at, stop)
    if found is None:
        return False
    return " " in fold_page(text)[at : found.end("names")].strip() or read_dateline(text, found.end()) is not None


def read_opening(text: str, start: int = 0, stop: int | None = None) -> Opening | None:
    """Byline and dateline at a story's start, in whatever order they are printed; None where there is neither.

    "（记者 葛明 报道）" and "□ 记者 葛明" give their extent with brackets left out and the box kept.
    """
    stop = min(len(text) if stop is None else stop, start + WINDOW)
    bylines: list[Span] = []
    dateline: Dateline | None = None
    why: list[str] = []
    at = skip_marks(text, start, stop, ">#*-")
    for _ in range(4):
        at = skip_marks(text, at, stop, "")
        if dateline is None and (line := read_dateline(text, at)) and line.end <= stop and line.start - at < 6:
            dateline, at = line, line.end
            why.append("dateline " + re.sub(r"\s+", "", text[line.start : line.end]))
            continue
        opens = text[at : at + 1] in _MAY_OPEN  # for most lines nothing of what follows needs to be asked
        if (
            opens
            and not bylines
            and (own := _OWN_PAPER.match(text, at, stop))
            and read_bracket(text, own.end(), stop, True)
        ):
            at = own.end()  # 本报（记者 葛明）: 讯 is left out
        names_do = dateline is not None or (opens and not bylines and _opens_a_text(text, at, stop))
        bracket = read_bracket(text, at, stop, after_dateline=names_do) if opens else None
        if bracket:
            bylines.append(bracket)
            at = skip_marks(text, bracket.end, stop, "") + 1
            why.append("byline in brackets")
            if dateline is None and at < stop and _BLANK_LINE.match(text, at):
                break  # （葛明） closes the text above, and a report begins below
            if dateline is None and _PHOTOGRAPHED.search(text, bracket.start, bracket.end):
                break  # it closes a caption: what follows is another's
            continue
        credit = read_credit(text, at, stop, after_dateline=dateline is not None)
        if credit:
            bylines.append(credit)
            at = credit.end
            why.append("byline")
            continue
        break
    if not bylines and dateline is None:
        return None
    return Opening(tuple(bylines), dateline, skip_marks(text, at, stop, ":：。—-|·"), ", ".join(why))
