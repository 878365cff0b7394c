"""Where a byline stands and how far it runs, in all the forms of print: in brackets, after a box, on lines of its own.

Only its extent. Who is named in it, and as what, is read elsewhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

from articles.extraction.authors import is_bare_name, is_sent_in, is_signature, words_of_names
from articles.extraction.creditwords import (
    NO_HOUSE,
    Seen,
    all_bare,
    byline_patterns,
    forms_of,
    take_words,
)
from articles.text.joining import HAN, fold, fold_page
from articles.text.spans import Span
from articles.text.spread import close_words

WINDOW = 700  # characters from a byline's start in which it ends, with a list of 17 names
BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕", "<": ">", "〈": "〉", "{": "}"}
_BLANK_LINE = re.compile(r"\n[ \t\r\u3000]*\n")
_BREAK = re.compile(r"[ \t\r\u3000]*\n[ \t\u3000]*")

MOST_BELOW = 6  # names of a byline that stand one a line
_NAME_BELOW = re.compile(
    rf"[ \t\r\u3000]*\n[ \t\u3000]*(?P<name>[{HAN}][ \u3000]{{0,3}}[{HAN}]{{1,2}})[ \t\r\u3000]*(?=\n|\Z)"
)
LONGEST_REST = 30  # characters of a byline's further line that begins in the middle of a name
# 魏小 at a line's end and 荷 报道 on the next; 见习记者 or 图/ at a line's end.
_CUT_NAME = re.compile(rf"(?:[{HAN}][ ]?[{HAN}]|(?<![{HAN}])[{HAN}])$")
_SINGLES = re.compile(rf"[{HAN}](?![{HAN}])(?:[ ]+(?![文图摄](?:[/ ]|$))[{HAN}](?![{HAN}]))*")
_SURNAME_LEFT = re.compile(rf"[、,\s][{HAN}]$")  # 记者葛明、李 at a line's end and 沐白 on the next
_GIVEN_NAME_NEXT = re.compile(rf"[{HAN}]{{2}}(?![{HAN}])")
_CUT_ROLES = (("记", "者"), ("通", "讯员"), ("通讯", "员"), ("实", "习生"), ("实习", "生"), ("报", "道"))
_BEGUN_ROLES = tuple(begun for begun, _ in _CUT_ROLES)
_NO_HOUSE = re.compile(NO_HOUSE)
_OPEN_END = re.compile(r"(?:记者|通讯员|实习生|摄影|撰文|[/:：])$")
# 文/图, 摄影报道, 葛明 摄, 葛明/图 on a further line
_WORK_LINE = re.compile(
    r"(?:(?:文/图|图/文|文图|文/摄|摄影报道|图片报道|报道|摄影?)|"
    rf"(?P<name>[{HAN}]{{2,3}}|[{HAN}][ ]{{1,3}}[{HAN}])(?:[ ]|[ ]?/[ ]?)(?:文|图|摄影?))"
)
_WORK_AT_END = re.compile(r"[/ ](?:文|图|摄|摄影)$")
# The inside of a bracket: 葛明 整理, 葛明李健摄影报道; 整理：葛明, 文/葛明; 作者 葛明.
_DEEDS = "|".join(form for form in forms_of("closing").split("|") if form not in ("文", "图", "提供", "拍摄"))
_DONE = re.compile(rf"^[{HAN}、,·]{{2,40}}(?:{_DEEDS}|综合)$")
_LED = re.compile(rf"(?:{forms_of('role')}|{forms_of('duty')}|{forms_of('source')})[:/]")
# 葛明 作者单位：柳溪县委党校
_AUTHOR_OF = re.compile(rf"^[{HAN}、]{{2,20}}作者(?:单位:|系)")
LED_APART = re.compile(rf"(?:作者|编译|整理|撰文|撰稿|采写|文/图|文图|图文)[ ]{{1,3}}[{HAN}](?:[{HAN}、 ]){{1,14}}$")


# A quick no for nearly every line: what a byline cannot do without, its letters set apart or not. Led by one class.
_CREDIT_WORD = re.compile(
    r"[□■◎○●◇◆▲△☐▢口摄图文记者通实编撰评策统执供整采播指辅报]"
    rf"(?:(?<=[□■◎○●◇◆▲△☐▢口摄图])|(?<=[作\s]者)|(?<=文)(?=\s*[字图并案]|[^{HAN}]|$)|(?<=记)\s*[者录]|(?<=通)\s*[讯信]|(?<=实)\s*习"
    rf"|(?<=编)(?=\s*[译辑写]|[^{HAN}]|$)|(?<=[责美摘]编)|(?<=撰)\s*[稿文]|(?<=评)\s*论|(?<=策)\s*划|(?<=统)\s*[筹稿]|(?<=执)\s*[笔行]"
    rf"|(?<=供)(?=\s*[图稿]|[^{HAN}]|$)|(?<=整)\s*理|(?<=采)\s*[写访]|(?<=播)\s*报|(?<=[指辅])\s*导|(?<=报)\s*道)"
)
WITHIN = 64  # characters from a line's start in which a byline shows such a word
# A byline that names nobody, on a line of its own.
_PAPER_ITSELF = re.compile(
    r"[ \t\u3000]*(?P<who>本[报刊台](?:(?:特约)?(?:评论员|编辑部|社论|短评|综合)"
    r"|(?:联合|特别|[“\"「﹁][^”\"」﹂\n]{2,8}[”\"」﹂])?(?:采访|报道|采风|调研)组))[ \t\u3000\r]*(?=\n|$)"
)


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
    if "\n" in inside:  # the line was broken inside a name, or between two
        return any(is_credit(_BREAK.sub(seam, inside), bare) for seam in ("", " "))
    flat = re.sub(r"\s+", "", fold(inside))
    if not flat or re.search(r"[。!?;“”\"%]", flat) or len(flat) > 160:
        return False
    if re.search(r"记者|通讯员|实习生|评论员|编译", flat):
        return re.search(r"(?:获悉|了解到|获知|表示|介绍|采访|看到)$|^记者[注了看从在]", flat) is None
    if _DONE.search(flat) or _AUTHOR_OF.match(flat) or _LED.match(flat) or LED_APART.match(fold(inside).strip()):
        return True
    if _WORK_AT_END.search(fold(inside).rstrip()) and all_bare(fold(inside)):
        return True
    if bare and is_signature(inside):
        return True
    if bare and is_sent_in(inside):
        return True
    names = [name for part in re.split(r"[、,·/]+", fold(inside)) for name in words_of_names(part)]
    return bare and bool(names) and all(is_bare_name(name) for name in names)


def read_credit(text: str, start: int = 0, stop: int | None = None, after_dateline: bool = False) -> Span | None:
    """A byline without brackets that begins at `start`: its span over one or more lines, or None.

    "□ 记者 张海\\n通讯员 白明 报道", "本报记者 贺莹", "见习记者葛明、通讯员李健报道：", "葛明 摄".
    """
    stop = min(len(text) if stop is None else stop, start + WINDOW)
    if after_dateline:  # where names alone may stand
        return _read_running_credit(text, start, stop)
    if not _CREDIT_WORD.search(text, start, min(start + WITHIN, stop)):
        return None
    return _read_credit_line(text, start, stop)


@lru_cache(maxsize=8)  # a line is asked for its byline by itself, and at once again as the opening of a story
def _read_credit_line(text: str, start: int, stop: int) -> Span | None:
    """As `read_credit`, where no dateline stands before."""
    if found := _PAPER_ITSELF.match(text, start, stop):
        return Span(skip_marks(text, start, stop, ""), found.end("who"))
    best: int | None = None
    at, seen = start, Seen()
    while at < stop:
        end_of_line = text.find("\n", at, stop)
        end_of_line = stop if end_of_line < 0 else end_of_line
        taken = take_words(text, at, end_of_line, seen, best is not None)
        if taken is None or (taken[1] and not seen.closed):
            broken = _read_broken(text, at, end_of_line, stop, taken is None)
            if broken is not None:
                return Span(skip_marks(text, start, stop, ""), _names_below(text, broken, stop))
        if taken is None:
            break
        end, whole = taken
        best = end
        following = skip_marks(text, end_of_line, stop, "")
        if whole and seen.roles and (worked := _read_work_line(text, following, stop)):
            best, seen.closed = worked, True
            break
        if not whole or seen.closed:
            # "通讯员 白明 报道" closes the byline; a line that goes on after it ends it too.
            break
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
    blank = _BLANK_LINE.search(text, start, stop)
    stop = blank.start() if blank else stop
    closed = text[start:stop].replace("\r", "").replace("\n", "")
    taken = take_words(closed, 0, len(closed), Seen(), bare=True)
    if taken is None or not taken[0]:
        return None
    places = [at for at, letter in enumerate(text[start:stop], start) if letter not in "\r\n"]
    lead = len(closed) - len(closed.lstrip())
    return Span(places[lead], places[taken[0] - 1] + 1)


def _read_broken(text: str, start: int, end: int, stop: int, needed: bool) -> int | None:
    """Where a byline ends that the end of its line breaks in a name or after a role word; None where it does not.

    "记者 葛明 通讯员 李小\\n荷 报道", "记者 葛明 见习记者\\n李健"; `needed` where the first line by itself is none.
    Blank lines between do no harm: some pages set one under every line.
    """
    first = skip_marks(text, end, stop, "")
    end_of_next = text.find("\n", first, stop)
    end_of_next = stop if end_of_next < 0 else end_of_next
    following = fold_page(text)[first:end_of_next].strip(" :。")
    if not following or len(following) > LONGEST_REST:
        return None
    line, half = text[start:end].rstrip(), fold_page(text)[start:end].rstrip()
    rest = _begins_with_rest(following)
    cut = (rest and _CUT_NAME.search(half, len(half) - 3) is not None) or _cuts_role(half, following)
    cut = cut or (
        _SURNAME_LEFT.search(half, len(half) - 2) is not None and _GIVEN_NAME_NEXT.match(following) is not None
    )
    opened = (not rest and _OPEN_END.search(line, len(line) - 3)) or (needed and _needs_next(half, following))
    if not cut and not opened:
        return None
    seam = "" if cut or needed else " "
    joined = line + seam + text[first:end_of_next].rstrip()
    seen = Seen()
    taken = take_words(joined, 0, len(joined), seen, bare=False)
    if taken is None or not taken[1] or not seen.roles:
        return None
    return first + taken[0] - len(line) - len(seam)


def _begins_with_rest(line: str) -> bool:
    """Whether a line begins with the last character of a name: 荷 报道, 荷 葛 明; 葛 明 is a name by itself."""
    singles = _SINGLES.match(line)
    return singles is not None and len(singles[0].split()) % 2 == 1


def _names_below(text: str, at: int, stop: int) -> int:
    """Where the names end that stand right below `at`, one a line: 本报记者 / 葛明 / 李健."""
    for _ in range(MOST_BELOW):
        below = _NAME_BELOW.match(text, at, stop)
        if below is None or not is_bare_name("".join(below["name"].split())):
            break
        at = below.end("name")
    return at


def _needs_next(line: str, following: str) -> bool:
    """Whether a line that is no byline by itself begins one: a role word, or a house before 记者 葛明."""
    if byline_patterns()["role"].match(line):
        return True
    house = byline_patterns()["house"].fullmatch(line.strip()) is not None and _NO_HOUSE.search(line) is None
    return house and byline_patterns()["role"].match(following) is not None


def _read_work_line(text: str, at: int, stop: int) -> int | None:
    """The end of a line that tells only what those above it did, or one more with it: 摄影报道, 文/图, 李健/图."""
    end = text.find("\n", at, stop)
    line = text[at : stop if end < 0 else end].rstrip()
    found = _WORK_LINE.fullmatch(fold(line)) if 0 < len(line) < LONGEST_REST else None
    if found is None or (found["name"] and not is_bare_name("".join(found["name"].split()))):
        return None
    return at + len(line)


def _cuts_role(line: str, following: str) -> bool:
    """记者 葛明 通讯 at a line's end and 员 李健 on the next."""
    if not line.endswith(_BEGUN_ROLES):
        return False
    return any(line.endswith(begun) and following.startswith(rest) for begun, rest in _CUT_ROLES)


def _continues(text: str, at: int, stop: int, seen: Seen) -> bool:
    """Whether a further line is of the same byline: it begins with a role word, or holds names and ends in 报道."""
    if byline_patterns()["role"].match(close_words(fold_page(text)[at : min(at + 40, stop)]).lstrip()):
        return True
    line = fold_page(text)[at : min(stop, at + 60)].split("\n", 1)[0].strip()
    words = [word for part in re.split(r"[、,]+", line) for word in words_of_names(part)]
    if len(words) > 1 and words[-1] in ("报道", "摄影报道", "摄", "整理", "文/图"):
        words.pop()
    elif not seen.roles or (len(words) < 2 and not _runs_on(text, at)):
        return False  # one word alone may be a crosshead
    return all(is_bare_name(word) for word in words)


def _runs_on(text: str, at: int) -> bool:
    """Whether the line at `at` stands right under one that ends in a name or in 、, and so holds one name more."""
    before = text[max(0, at - 40) : at].rstrip(" \t\r\u3000")
    return before.endswith("\n") and not before.endswith("\n\n")
