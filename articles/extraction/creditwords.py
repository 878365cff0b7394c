"""The words of a byline without brackets, read one after another: box, house and role, names, what each did.

How far a byline runs over lines and where it may stand is in `credits`.
"""

from __future__ import annotations

import re
from functools import cache

from articles.extraction.authors import is_bare_name, is_name, words_of_names
from articles.text.joining import HAN, fold_page
from articles.text.rules import read_rows
from articles.text.spread import close_words

BOXES = "□■◎○●◇◆▲△☐▢口"
_RUBRIC = re.compile(rf"[■●◆▲][{HAN}]{{2}}")  # ■由来 is a crosshead, □由来 and ■ 野 渡 are authors
_WORK = re.compile(r"[ ]?/?[ ]?(?:文|图|摄|摄影|供图|制图|撰文|视频)(?=[\s、,)*]|$)")
_LEADS = re.compile(rf"(?<=[文图摄])[ ]?[/:|][ ]?(?![文图摄](?![{HAN}]))[{HAN}]")  # 图｜李健, not 文/图
_BODY_BEFORE = re.compile(
    rf"[{HAN}]{{2,14}}"
    r"(?:局|委|办|院|部|会|中心|厅|校|学|站|所|队|社|司|厂|行|组|镇|乡|街道|村|区|县)"
    rf"(?=[ ]{{1,3}}[{HAN}]{{2,3}}(?![{HAN}]))"
)
# 葛明 摄影 李健: words that close a credit, or open one where names and no more follow.
_LEADING = frozenset(("摄影", "撰文", "整理", "采写", "供图", "编译"))
_NAMES_ON = re.compile(rf"(?:[ ]{{1,3}}|[ ]?[/:|][ ]?)(?:[{HAN}]{{2,3}}|[{HAN}][ ]{{1,3}}[{HAN}])(?=[\s、,]|$)")
_DUTIES = "执行|监制|设计|制图|绘图|漫画|视频|剪辑|文案|出镜|版式|美编|责编|校对"  # with a colon or a stroke alone
# A box that was read as a letter of its typeface: N本报记者 葛明. A paper called for short: 青都记者 葛明.
_BOX_MISREAD = re.compile(
    rf"[A-Za-z0囗](?=[ ]?(?:本[报刊台]|(?:[{HAN}]{{2,4}})?(?:首席|见习|特约|实习)?(?:记者|通讯员)[ ]?[ :]?[{HAN}]))"
)
_SHORT_HOUSE = re.compile(
    rf"(?!本[报刊台])[{HAN}]{{2,4}}"
    rf"(?=(?:首席|见习|实习|特约|特派|全媒体|融媒体?)?记者[ ]{{1,3}}[{HAN}]{{2,3}}(?:[ /]|$))"
)
_BEFORE = BOXES + " NnlO0"
_TIME = re.compile(r"[ ]{1,3}(?:近日|日前|昨日|昨天|今日|今天|连日来|近年来|今年|去年|为[了进]?|\d{1,2}月)")
# What no name of four characters after a role word holds: 记者 走进基层, 记者 现场直击.
_NO_NAME = re.compile(r"[的了在从到进入看走这我你他她们不为见闻访报导现直击跟近探新春]")


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
def byline_patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern, made once from the rule file. All are matched at one place and read a bounded stretch."""
    paper = paper_pattern()
    role = _forms("role")
    stuck = "|".join(form for form in _forms("closing").split("|") if form not in ("文", "图"))  # 记者葛明摄
    rank = rf"(?:{_forms('rank')})"
    return {
        # 本报见习记者, 大众报业临河融媒体中心记者, 特约通讯员
        "role": re.compile(
            rf"(?:{paper}[/·]?)?(?:{rank}){{0,4}}(?:{role})|共享联盟[·/]?(?:[{HAN}]{{2,4}}(?=[ ]{{1,3}}[{HAN}]))?"
            rf"|(?:文/图|图/文|文图|图文|文|图|摄|{_DUTIES})[ ]?[/:|][ ]?(?=[{HAN}])"
        ),
        "closing": re.compile(rf"(?:{_forms('closing')})(?![{HAN}])"),
        "name": re.compile(
            rf"(?:[{HAN}]{{1,6}}?·[{HAN}·]{{1,10}}?|[{HAN}]{{2,9}}?|[{HAN}][ 　]{{1,3}}[{HAN}]{{1,2}})"
            rf"(?=[\s、,;&/|)\]】:·*]|$|(?:本报|本刊|见习|实习|特约|通讯员|记者)|(?:{stuck})(?:[\s:,)\]】]|$))"
        ),
    }


class Seen:
    """What a byline has shown so far. Lives for one call of `read_credit`."""

    __slots__ = ("box", "closed", "names", "roles")

    def __init__(self) -> None:
        self.box = self.closed = False
        self.names = self.roles = 0


def take_words(text: str, start: int, end: int, seen: Seen, bare: bool) -> tuple[int, bool] | None:
    """Reads a byline's words from the line's start: where it ends and whether it fills the line; None if it is none."""
    patterns = byline_patterns()
    half = close_words(fold_page(text)[start : min(end, start + 260)])
    at = 0
    names = bare_names = roles = 0
    box = closed = housed = personal = False
    good = 0  # where the last word that may end a byline ended
    shut = 0  # where the last closing word ended
    last = ""  # the last name, closed up
    while at < len(half):
        char = half[at]
        if char.isspace() or char in "、,;&·*" or (char in ":|/" and (roles or closed)):
            at += 1
            continue
        if char in BOXES and not names and not roles and (char != "口" or _is_box(half[at + 1 :])):
            box, at = True, at + 1
            continue
        if not (at or names or roles) and (found := _BOX_MISREAD.match(half)):
            box, at = True, found.end()
            continue
        if not (names or roles or closed) and (found := _SHORT_HOUSE.match(half, at)) and not half[:at].strip(_BEFORE):
            at, housed = found.end(), True
        found = patterns["closing"].match(half, at) if names or roles else None
        if found and names and _leads_names(half, found):
            found = None
        if found and (names or not _is_surname_apart(half, found)) and not _LEADS.match(half, found.end()):
            closed, good, at = True, found.end(), found.end()
            shut, last = good, ""
            if at < len(half) and half[at] not in " 、,/":
                break
            continue
        found = patterns["role"].match(half, at)
        if found and not (closed and names and found.group() in ("图片", "文字")):
            roles, at = roles + 1, found.end()
            housed = (
                housed or found.group().startswith("本") or re.search("报|融媒|[台网社]记", found.group()) is not None
            )
            closed, last, personal = False, "", found.group().endswith(("者", "员", "生"))
            continue
        found = patterns["name"].match(half, at) if (roles or box or not at or names) else None
        name = "".join(found.group().split()) if found else ""
        if (
            found
            and (not closed or _is_credited_too(half, found.end()))
            and (is_name(name) or (personal and _is_odd_name(name)))
            and not name.startswith("本报讯")
        ):
            names, at = names + 1, found.end()
            bare_names += is_bare_name(name) or len(name) > 3
            good, last, closed = at, name, False
            continue
        found = _BODY_BEFORE.match(half, at) if personal and not closed else None
        if found:  # 通讯员 青石县公安局 葛明
            at = found.end()
            continue
        if not closed and len(last) == 2 and re.match(rf"[{HAN}](?=[\s、,;&/|*]|$)", half[at:]):
            at, good, last = at + 1, at + 1, ""  # 魏小 荷
            continue
        break
    if not names:
        return None
    rest = half[at:].strip(" :。.*")
    whole = not rest and end - start <= 260
    if whole:
        good = len(half.rstrip(" :*"))
    elif shut and not closed:
        good, closed = shut, True
    enough = (
        (roles > 0 and names > 0 and (whole or closed))
        or (box and names > 0 and (whole or closed))
        or (closed and names > 0 and whole and all_bare(half))
        or (bare and closed and names > 0 and bare_names == names)
        or (whole and seen.roles + seen.box > 0 and names > 0)
    )
    # 本报讯 记者 葛明 通讯员 李健 近日……: no closing word; the names end where no further name stands.
    open_end = bare and roles > 0 and names > 0 and half[good : good + 1].isspace()
    # 本报讯 葛明 李健 近日……: without any role word, only before a word of time.
    timed = bare and not roles and bare_names == names and _TIME.match(half, good) is not None
    # 本报记者 其木格, 记者 其木格 摄: what credits so plainly may hold names with no known surname.
    plain = (
        (whole or (bare and closed and half[good : good + 1] == ":"))
        and roles > 0
        and names <= 6
        and (closed or housed)
    )
    known = (
        (box and (bare_names > 0 or _RUBRIC.fullmatch(half.strip()) is None))
        or seen.box
        or bare_names * 2 >= names
        or plain
    )
    if not good or not known or not (enough or open_end or timed) or not (whole or closed or bare):
        return None
    seen.names, seen.roles = seen.names + names, seen.roles + roles
    seen.box, seen.closed = seen.box or box, closed
    return start + good, whole


def _leads_names(half: str, found: re.Match[str]) -> bool:
    """Whether 摄影, 撰文 and the like open a credit: 记者 葛明 摄影 李健."""
    if found.group() not in _LEADING:
        return False
    named = _NAMES_ON.match(half, found.end())
    if named is None or _WORK.match(half, named.end()):
        return False
    return is_bare_name("".join(named.group().strip(" /:|").split()))


def _is_box(after: str) -> bool:
    """Whether 口 is a □ misread: 口 记者, 口本报记者, 口葛明 李健 报道; not 口岸."""
    return after[:1] in (" ", "记", "本") or (after.rstrip().endswith("报道") and all_bare(after))


def _is_surname_apart(half: str, closing: re.Match[str]) -> bool:
    """记者 文 静: 文 before any name, with one or two letters after it, is a surname."""
    return (
        closing.group() == "文" and re.match(rf" {{1,3}}[{HAN}]{{1,2}}(?![{HAN}])", half[closing.end() :]) is not None
    )


def _is_credited_too(half: str, at: int) -> bool:
    """Whether a name after a closing word has one of its own: 葛明 文 李健 图, 葛明/文 李健/图."""
    return _WORK.match(half, at) is not None


def _is_odd_name(name: str) -> bool:
    """其其格, 扎西卓玛, 阿依努尔: after a role word, what has no known surname may be a name of four characters."""
    return len(name) == 4 and not _NO_NAME.search(name)


def all_bare(half: str) -> bool:
    """葛明 李健 摄: with neither role word nor box, every name must begin with a known surname."""
    names = re.sub(rf"(?:{_forms('closing')})(?=\s|$)", "、", half.strip(" *:"))
    words = [word for part in re.split(r"[、,/]+", names) for word in words_of_names(part)]
    return bool(words) and all(is_bare_name(word) for word in words)
