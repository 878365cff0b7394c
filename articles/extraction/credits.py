"""Where a byline stands and how far it runs, in all the forms of print: in brackets, after a box, on lines of its own.

Only its extent. Who is named in it, and as what, is read elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

from articles.extraction.authors import is_bare_name, is_name
from articles.text.joining import HAN, fold, fold_page
from articles.text.rules import read_rows
from articles.text.spans import Span

WINDOW = 700  # characters from a byline's start in which it ends, with a list of 17 names
BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">", "〈": "〉", "{": "}"}
CLOSING = 60  # characters at a text's end in which a byline without brackets stands
_AFTER_SENTENCE = re.compile(r"[。！？!?][”’\"]?[ \t\u3000]+(?=\S)")
BOXES = "□■◎○●◇◆▲△☐▢口"
# A quick no for nearly every line: what a byline cannot do without.
_CREDIT_WORD = re.compile(r"[□■◎○●◇◆▲△☐▢口]|[记通实编撰评作策统执供整采播摄图文]|报\s*道")
# A byline that names nobody, on a line of its own.
_PAPER_ITSELF = re.compile(
    r"[ \t\u3000]*(?P<who>本[报刊台](?:特约)?(?:评论员|编辑部|社论|短评|综合))[ \t\u3000\r]*(?=\n|$)"
)


def _forms(table: str) -> str:
    rows = read_rows("articles.extraction", "datelines.toml", table)
    forms = sorted((form for row in rows for form in row["forms"]), key=len, reverse=True)
    return "|".join(re.escape(form) for form in forms)


@cache
def paper_pattern() -> str:
    """A paper or house as datelines and bylines name it: 本报, 滨海日报, 滨海日报/滨海网."""
    house = rf"(?:[{HAN}·A-Za-z]{{0,10}}(?:{_forms('house')}))"
    return rf"(?:本[报刊台网社]|{house})(?:[/·、|&]?{house})?"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern, made once from the rule file. All are matched at one place and read a bounded stretch."""
    paper = paper_pattern()
    role = _forms("role")
    rank = rf"(?:{_forms('rank')})"
    return {
        # 本报见习记者, 大众报业临河融媒体中心记者, 特约通讯员
        "role": re.compile(rf"(?:{paper}[/·]?)?(?:{rank}){{0,4}}(?:{role})"),
        "closing": re.compile(rf"(?:{_forms('closing')})(?![{HAN}])"),
        "name": re.compile(
            rf"(?:[{HAN}]{{1,6}}?·[{HAN}·]{{1,10}}?|[{HAN}]{{2,7}}?|[{HAN}][ 　][{HAN}]{{1,2}})"
            rf"(?=[\s、,;&/)\]】:·]|$|(?:本报|本刊|见习|实习|特约|通讯员|记者)|(?:{_forms('closing')})(?:[\s:,)\]】]|$))"
        ),
    }


def skip_marks(text: str, at: int, stop: int, marks: str) -> int:
    """The next place from `at` (at most `stop`) that is neither white space nor one of `marks`."""
    while at < stop and (text[at].isspace() or text[at] in marks):
        at += 1
    return at


def read_bracket(text: str, at: int, stop: int, after_dateline: bool) -> Span | None:
    """The inside of a byline in brackets that opens at `at`: （记者 葛明 报道） -> 记者 葛明 报道."""
    if fold_page(text)[at : at + 1] not in BRACKETS:
        return None
    half = fold_page(text)[at:stop]
    end = half.find(BRACKETS[half[0]], 1, 400)
    if end < 0:
        return None
    inside = half[1:end]
    if not is_credit(inside, bare=after_dateline):
        return None
    lead = len(inside) - len(inside.lstrip())
    return Span(at + 1 + lead, at + 1 + len(inside.rstrip()))


def is_credit(inside: str, bare: bool = False) -> bool:
    """Whether the inside of a pair of brackets credits a writer; `bare` lets names alone do.

    记者 葛明 通讯员 李健 报道 -> yes; 葛明 李健 only if bare; 记者从市政府获悉 -> no.
    """
    flat = re.sub(r"\s+", "", fold(inside))
    if not flat or re.search(r"[。!?;“”\"%]", flat) or len(flat) > 160:
        return False
    if re.search(r"记者|通讯员|实习生|评论员|编译", flat):
        return re.search(r"(?:获悉|了解到|获知|表示|介绍|采访|看到)$|^记者[注了看从在]", flat) is None
    if re.search(rf"^[{HAN}、,·]{{2,40}}(?:报道|摄影报道|摄|文/图|图/文|供图|播报|摄影)$", flat):
        return True
    if re.match(r"(?:整理|编译|作者|撰稿|图片|摄影|文字|供图|来源|文|图)[:/]", flat):
        return True
    names = [name for name in re.split(r"[\s、,·/]+", fold(inside).strip()) if name]
    return bare and bool(names) and all(is_bare_name(name) for name in names)


def read_credit(text: str, start: int = 0, stop: int | None = None, after_dateline: bool = False) -> Span | None:
    """A byline without brackets that begins at `start`: its span over one or more lines, or None.

    "□ 记者 张海\\n通讯员 白明 报道", "本报记者 贺莹", "见习记者葛明、通讯员李健报道：", "葛明 摄".
    """
    stop = min(len(text) if stop is None else stop, start + WINDOW)
    if not _CREDIT_WORD.search(text, start, min(start + 60, stop)):
        return None
    if after_dateline:
        return _read_running_credit(text, start, stop)
    if found := _PAPER_ITSELF.match(text, start, stop):
        return Span(skip_marks(text, start, stop, ""), found.end("who"))
    best: int | None = None
    at, seen = start, _Seen()
    while at < stop:
        end_of_line = text.find("\n", at, stop)
        end_of_line = stop if end_of_line < 0 else end_of_line
        taken = _take_tokens(text, at, end_of_line, seen, after_dateline or best is not None)
        if taken is None:
            break
        end, whole = taken
        best = end
        if not whole or seen.closed:
            # "通讯员 白明 报道" closes the byline; a line that goes on after it ends it too.
            break
        following = skip_marks(text, end_of_line, stop, "")
        if following >= stop or not _continues(text, following, stop, seen):
            break
        at = following
    if best is None:
        return None
    lead = skip_marks(text, start, stop, "")
    return Span(lead, best)


def _read_running_credit(text: str, start: int, stop: int) -> Span | None:
    """A byline after a dateline in running text, where a line may break inside a name: 记者葛\\n明报道：今天."""
    stop = min(stop, start + 260)
    blank = re.compile(r"\n[ \t\r\u3000]*\n").search(text, start, stop)
    stop = blank.start() if blank else stop
    places = [at for at in range(start, stop) if text[at] not in "\r\n"]
    closed = "".join(text[at] for at in places)
    taken = _take_tokens(closed, 0, len(closed), _Seen(), bare=True)
    if taken is None or not taken[0]:
        return None
    lead = len(closed) - len(closed.lstrip())
    return Span(places[lead], places[taken[0] - 1] + 1)


class _Seen:
    """What a byline has shown so far. Lives for one call of `read_credit`."""

    __slots__ = ("box", "closed", "names", "roles")

    def __init__(self) -> None:
        self.box = self.closed = False
        self.names = self.roles = 0


def _continues(text: str, at: int, stop: int, seen: _Seen) -> bool:
    """Whether a further line is of the same byline: it begins with a role word, or holds names and ends in 报道."""
    if _patterns()["role"].match(fold_page(text)[at : min(at + 40, stop)]):
        return True
    line = fold_page(text)[at : min(stop, at + 60)].split("\n", 1)[0].strip()
    words = [word for word in re.split(r"[\s、,]+", line) if word]
    return bool(words) and words[-1] in ("报道", "摄影报道", "摄", "文/图") and all(is_bare_name(w) for w in words[:-1])


def _take_tokens(text: str, start: int, end: int, seen: _Seen, bare: bool) -> tuple[int, bool] | None:
    """Reads a byline's words from the line's start: where it ends and whether it fills the line; None if it is none."""
    patterns = _patterns()
    half = fold_page(text)[start : min(end, start + 260)]
    at = 0
    names = bare_names = roles = 0
    box = closed = housed = False
    good = 0  # where the last word that may end a byline ended
    while at < len(half):
        char = half[at]
        if char.isspace() or char in "、,;&·" or (char == ":" and (roles or closed)):
            at += 1
            continue
        if char in BOXES and not names and not roles and (char != "口" or half[at + 1 : at + 2] in (" ", "记", "本")):
            box, at = True, at + 1
            continue
        found = patterns["closing"].match(half, at) if names or roles else None
        if found:
            closed, good, at = True, found.end(), found.end()
            if at < len(half) and half[at] not in " 、,/":
                break
            continue
        found = patterns["role"].match(half, at)
        if found and not (closed and names and found.group() in ("图片", "文字")):
            roles, at = roles + 1, found.end()
            housed = housed or found.group().startswith("本") or "报" in found.group()
            closed = False
            continue
        found = patterns["name"].match(half, at) if (roles or box or not at or names) else None
        if found and not closed and is_name(found.group()):
            names, at = names + 1, found.end()
            bare_names += is_bare_name(found.group()) or len(found.group()) > 3
            good = at
            continue
        break
    if not names:
        return None
    rest = half[at:].strip(" :。.")
    whole = not rest and end - start <= 260
    if whole:
        good = len(half.rstrip(" :"))
    enough = (
        (roles > 0 and names > 0 and (whole or closed))
        or (box and names > 0 and (whole or closed))
        or (closed and names > 0 and whole and _all_bare(half))
        or (bare and closed and names > 0 and bare_names == names)
        or (whole and seen.roles + seen.box > 0 and names > 0)
    )
    # 本报讯 记者 葛明 通讯员 李健 近日……: no closing word; the names end where no further name stands.
    open_end = bare and roles > 0 and names > 0 and half[good : good + 1].isspace()
    # 本报记者 其木格, 记者 其木格 摄: what credits so plainly may hold names with no known surname.
    plain = whole and roles > 0 and names <= 6 and (closed or housed)
    known = box or seen.box or bare_names * 2 >= names or plain
    if not good or not known or not (enough or open_end) or not (whole or closed or bare):
        return None
    seen.names, seen.roles = seen.names + names, seen.roles + roles
    seen.box, seen.closed = seen.box or box, closed
    return start + good, whole


def _all_bare(half: str) -> bool:
    """葛明 李健 摄: with neither role word nor box, every name must begin with a known surname."""
    words = [w for w in re.split(r"[\s、,]+", re.sub(rf"(?:{_forms('closing')})\s*$", " ", half.strip())) if w]
    return bool(words) and all(is_bare_name(word) for word in words)


def _read_closing_credit(text: str, start: int, last: int) -> Span | None:
    """……装上货车。 记者 葛明 摄 -> 记者 葛明 摄: without brackets, after the last sentence and a space."""
    seams = list(_AFTER_SENTENCE.finditer(text, start, last))
    if not seams:
        return None
    credit = read_credit(text, seams[-1].end(), last)
    return credit if credit is not None and credit.end >= last else None


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
