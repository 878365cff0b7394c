"""The words of a byline without brackets, one after another. How far it runs and where it stands is in `credits`."""

from __future__ import annotations

import re
from functools import cache

from articles.extraction.authors import is_bare_name, is_name, words_of_names
from articles.text.joining import HAN, fold_page
from articles.text.rules import read_rows
from articles.text.spread import close_words, hide_given_names

LONGEST = 260  # characters of a line that may be a byline, with a list of 17 names
MOST_ODD = 6  # names without a known surname that a plain credit may hold
BOXES = "□■◎○●◇◆▲△☐▢口"
_RUBRIC = re.compile(rf"[■●◆▲][{HAN}]{{2}}")  # ■由来 is a crosshead, □由来 and ■ 野 渡 are authors
_WORK = re.compile(r"[ ]?/?[ ]?(?:文|图|摄|摄影|供图|制图|撰文|视频)(?=[\s、,)*]|$)")
_LEADS = re.compile(rf"(?<=[文图摄写影理])[ ]?[/:|][ ]?(?![文图摄](?![{HAN}]))[{HAN}]")  # 图｜李健, not 文/图
_BODY_BEFORE = re.compile(
    rf"[{HAN}]{{2,14}}"
    r"(?:局|委|办|院|部|会|中心|厅|校|学|站|所|队|社|司|厂|行|组|镇|乡|街道|村|区|县|融媒)"
    rf"(?=[ ]{{1,3}}[{HAN}]{{2,3}}(?![{HAN}]))"
)
# 通讯员 葛明（柳溪县统计局）: whom a correspondent writes for, in brackets after the name
_SENDER = rf"\([{HAN}]{{2,14}}(?:[局委办院部会厅校学站所队社司厂行组镇乡村区县市]|中心|街道|政府|集团)\)(?=[ 、,*]|$)"
# 青石小学五（2）班: where who writes goes to school, before the name or after it.
_CLASS = re.compile(
    rf"[{HAN}]{{1,14}}?(?:小学|中学|学校|[一二三四五六七八九十][中小]|幼儿园|学院|大学)(?:[{HAN}\d()]{{0,10}}[班级系])?(?=[\s,、]|$)"
)
# 葛明 摄影 李健: words that close a credit, or open one where names and no more follow.
_LEADING = frozenset(("摄影", "撰文", "整理", "采写", "供图", "编译"))
_NAMES_ON = re.compile(rf"(?:[ ]{{1,3}}|[ ]?[/:|][ ]?)(?:[{HAN}]{{2,3}}|[{HAN}][ ]{{1,3}}[{HAN}])(?=[\s、,]|$)")
# A box that was read as a letter of its typeface: N本报记者 葛明. A paper called for short: 青都记者 葛明.
_BOX_MISREAD = re.compile(
    rf"(?:[A-Za-z0囗▍▌▎▋※☆★►▶▷~/]|[-—]{{1,2}})"
    rf"(?=[ ]?(?:本[报刊台]|(?:[{HAN}]{{2,4}})?(?:首席|见习|特约|实习|全媒体|融媒体?)?(?:记者|通讯员)[ ]?[ :]?[{HAN}]))"
)
NO_HOUSE = "[落上入联并电管触路水张渔天法丝鱼情脱破]网$"  # 两男子落网, a head: 北溪网 is a house
_SHORT_HOUSE = re.compile(
    rf"(?!本[报刊台])[{HAN}]{{2,4}}"
    rf"(?=(?:首席|见习|实习|特约|特派|全媒体|融媒体?)?记者[ ]{{1,3}}[{HAN}]{{2,3}}(?:[ /]|$))"
)
_HOUSE_IN_BOX = re.compile(_SHORT_HOUSE.pattern.replace("{2,4}", "{2,10}", 1))
_BEFORE = BOXES + " NnlO0"
_HOUSED = re.compile("报|融媒|[台网社]记")
_LETTER_APART = re.compile(rf"[{HAN}](?=[\s、,;&/|*]|$)")
_TIME = re.compile(r"[ ]{1,3}(?:近日|日前|昨日|昨天|今日|今天|连日来|近年来|今年|去年|为[了进]?|\d{1,2}月)")
_GIVEN_APART = re.compile(rf" {{1,3}}[{HAN}]{{1,2}}(?![{HAN}])")
# What no name of four characters after a role word holds: 记者 走进基层, 记者 现场直击.
_NO_NAME = re.compile(r"[的了在从到进入看走这我你他她们不为见闻访报导现直击跟近探新春]")


def forms_of(table: str) -> str:
    rows = read_rows("articles.extraction", "datelines.toml", table)
    forms = sorted((form for row in rows for form in row["forms"]), key=len, reverse=True)
    return "|".join(re.escape(form) for form in forms)


@cache
def paper_pattern() -> str:
    """A paper or house as datelines and bylines name it: 本报, 滨海日报, 滨海日报/滨海网."""
    house = rf"(?:[{HAN}·A-Za-z]{{0,10}}(?:{forms_of('house')}))"
    return rf"(?:本[报刊台网社]|{house})(?:[/·、|&]?{house})?"


@cache
def byline_patterns() -> dict[str, re.Pattern[str]]:
    """Every pattern, made once from the rule file. All are matched at one place and read a bounded stretch."""
    paper = paper_pattern()
    role = forms_of("role")
    stuck = "|".join(form for form in forms_of("closing").split("|") if form not in ("文", "图"))  # 记者葛明摄
    rank = rf"(?:{forms_of('rank')}|驻[{HAN}]{{2,3}}(?=记者|特派))"
    return {
        # 本报见习记者, 大众报业临河融媒体中心记者, 特约通讯员
        "role": re.compile(
            rf"(?:{paper}[/·]?)?(?:{rank}){{0,4}}(?:{role})|共享联盟[·/]?(?:[{HAN}]{{2,4}}(?=[ ]{{1,3}}[{HAN}]))?"
            rf"|(?:{forms_of('duty')})[ ]?[/:|][ ]?(?=[{HAN}])"
        ),
        "sender": re.compile(rf"[ ]?{_SENDER}"),
        "house": re.compile(rf"{paper}(?:{rank}){{0,4}}"),  # 滨海日报全媒体, where the line ends before 记者
        "closing": re.compile(rf"(?:{forms_of('closing')})(?![{HAN}])"),
        "name": re.compile(
            rf"(?:[{HAN}]{{1,6}}?·[{HAN}·]{{1,10}}?|[{HAN}]{{2,9}}?|[{HAN}][ 　]{{1,3}}[{HAN}]{{1,2}})"
            rf"(?=[\s、,;&/|)\]】:·*]|$|{_SENDER}|(?:本报|本刊|见习|实习|特约|通讯员|记者)|(?:{stuck})(?:[\s:,)\]】]|$))"
        ),
    }


@cache
def _telling_words() -> re.Pattern[str]:
    """What a byline cannot do without, unless a line before it or a dateline has shown it: a box, a role, a deed."""
    words = {*forms_of("role").split("|"), *forms_of("closing").split("|")} - {"文", "图", "摄"}
    deeds = [rf"{deed}[ ]?[/:|]" for deed in forms_of("duty").split("|")] + [rf"{deed}(?![{HAN}])" for deed in "文图摄"]
    # Each begins with a letter of its own, so that the machine of regular expressions looks for these letters alone.
    return re.compile("|".join((*BOXES, "囗", "本报", "本刊", "本台", "共享联盟", *sorted(words), *deeds)))


class Seen:
    """What a byline has shown so far. Lives for one call of `read_credit`."""

    __slots__ = ("box", "closed", "names", "roles")

    def __init__(self) -> None:
        self.box = self.closed = False
        self.names = self.roles = 0


def take_words(text: str, start: int, end: int, seen: Seen, bare: bool) -> tuple[int, bool] | None:
    """Reads a byline's words from the line's start: where it ends and whether it fills the line; None if it is none."""
    half = hide_given_names(close_words(fold_page(text)[start : min(end, start + LONGEST)]))
    if not (bare or seen.roles or seen.box) and _telling_words().search(half) is None:
        return None
    words = _Words(half)
    words.take_all()
    if not words.names:
        return None
    whole = not words.half[words.at :].strip(" :。.*") and end - start <= LONGEST
    words.close(whole)
    credits_somebody = words.is_enough(whole, bare, seen) and words.is_known(whole, bare, seen)
    if not words.good or not credits_somebody or not (whole or words.closed or bare):
        return None
    seen.names, seen.roles = seen.names + words.names, seen.roles + words.roles
    seen.box, seen.closed = seen.box or words.box, words.closed
    return start + words.good, whole


class _Words:
    """One line's words of a byline, taken one after another. Lives for one call of `take_words`."""

    def __init__(self, half: str) -> None:
        self.half = half  # the line, half-width, its role words moved together
        self.at = self.names = self.bare_names = self.roles = 0
        self.box = self.closed = self.housed = self.personal = self.office = False
        self.good = 0  # where the last word that may end a byline ended
        self.shut = 0  # where the last closing word ended
        self.last = ""  # the last name, closed up

    def take_all(self) -> None:
        """Takes words until one is no byline's; a closing word with other text stuck to it ends the byline."""
        while self.at < len(self.half):
            if self._take_mark():
                continue
            if self.names and (sender := byline_patterns()["sender"].match(self.half, self.at)):
                self.at = self.good = sender.end()
            self._take_house()
            if self._take_closing():
                if self.half[self.at : self.at + 1] not in (*" 、,/", ""):
                    break
            elif not (self._take_role() or self._take_name() or self._take_office() or self._take_given_name()):
                break

    def close(self, whole: bool) -> None:
        """A line that is a byline throughout ends it; otherwise its last closing word does, where it has one."""
        if whole:
            self.good = len(self.half.rstrip(" :*"))
        elif self.shut and not self.closed:
            self.good, self.closed = self.shut, True

    def is_enough(self, whole: bool, bare: bool, seen: Seen) -> bool:
        """Whether role words, boxes, names and closing words are such as a byline has."""
        ends = whole or self.closed
        if ends and (self.roles or self.box):
            return True
        if whole and ((self.closed and all_bare(self.half)) or seen.roles + seen.box > 0):
            return True
        only_bare = self.bare_names == self.names
        if not bare or (not self.roles and not only_bare):
            return False
        if self.closed and only_bare:
            return True
        if self.roles:  # 本报讯 记者 葛明 通讯员 李健 近日……: the names end where no further name stands
            return self.half[self.good : self.good + 1].isspace()
        return _TIME.match(self.half, self.good) is not None  # 本报讯 葛明 李健 近日……: only before a word of time

    def is_known(self, whole: bool, bare: bool, seen: Seen) -> bool:
        """Whether most names begin with a known surname, or the credit is so plain that they need not."""
        if seen.box or self.bare_names * 2 >= self.names:
            return True
        if self.box and (self.bare_names > 0 or _RUBRIC.fullmatch(self.half.strip()) is None):
            return True
        # 本报记者 其木格, 记者 其木格 摄: what credits so plainly may hold names with no known surname
        ends = whole or (bare and self.closed and self.half[self.good : self.good + 1] == ":")
        return ends and self.roles > 0 and self.names <= MOST_ODD and (self.closed or self.housed)

    def _take_mark(self) -> bool:
        """A space, a mark between names, or the box that begins a byline."""
        half, at = self.half, self.at
        char = half[at]
        if char.isspace() or char in "、,;&·*" or (char in ":|/" and (self.roles or self.closed)):
            self.at += 1
            return True
        if self.names or self.roles:
            return False
        if char in BOXES and (char != "口" or _is_box(half[at + 1 :])):
            self.box, self.at = True, at + 1
            return True
        misread = _BOX_MISREAD.match(half) if not at else None
        if misread:
            self.box, self.at = True, misread.end()
        return misread is not None

    def _take_house(self) -> None:
        """青都记者 葛明: a paper called for short, before the role word that must follow."""
        if self.names or self.roles or self.closed or self.half[: self.at].strip(_BEFORE):
            return
        if found := (_HOUSE_IN_BOX if self.box else _SHORT_HOUSE).match(self.half, self.at):
            self.at, self.housed = found.end(), True

    def _take_closing(self) -> bool:
        """报道, 摄, 文/图 after a name or a role word."""
        found = byline_patterns()["closing"].match(self.half, self.at) if self.names or self.roles else None
        if not found or _LEADS.match(self.half, found.end()):
            return False
        if _leads_names(self.half, found) if self.names else _is_surname_apart(self.half, found):
            return False
        self.closed, self.last = True, ""
        self.at = self.good = self.shut = found.end()
        return True

    def _take_role(self) -> bool:
        found = byline_patterns()["role"].match(self.half, self.at)
        if not found or (self.closed and self.names and found.group() in ("图片", "文字")):
            return False
        printed = found.group()
        self.housed = self.housed or printed.startswith("本") or _HOUSED.search(printed) is not None
        self.closed, self.last, self.personal = False, "", printed.endswith(("者", "员", "生"))
        self.roles, self.at = self.roles + 1, found.end()
        return True

    def _take_name(self) -> bool:
        if not (self.roles or self.box or self.names or self.office or not self.at):
            return False
        found = byline_patterns()["name"].match(self.half, self.at)
        name = "".join(found.group().split()) if found else ""
        if not found or name.startswith("本报讯") or (self.closed and not _is_credited_too(self.half, found.end())):
            return False
        if not is_name(name) and not (self.personal and _is_odd_name(name)):
            return False
        self.names += 1
        self.bare_names += is_bare_name(name) or len(name) > 3
        self.at = self.good = found.end()
        self.last, self.closed = name, False
        return True

    def _take_office(self) -> bool:
        """通讯员 青石县公安局 葛明: whose correspondent it is; 县委报道组 葛明 记者 李健: who wrote it first."""
        begins = not (self.names or self.roles or self.at)
        found = _CLASS.match(self.half, self.at) if begins or self.names else None
        if not found and (self.personal or begins) and not self.closed:
            found = _BODY_BEFORE.match(self.half, self.at)
        if found:
            self.at, self.office = found.end(), True
        return found is not None

    def _take_given_name(self) -> bool:
        """魏小 荷: the second letter of a given name, set apart."""
        if self.closed or len(self.last) != 2 or not _LETTER_APART.match(self.half, self.at):
            return False
        self.at += 1
        self.good, self.last = self.at, ""
        return True


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
    return closing.group() == "文" and _GIVEN_APART.match(half, closing.end()) is not None


def _is_credited_too(half: str, at: int) -> bool:
    """Whether a name after a closing word has one of its own: 葛明 文 李健 图, 葛明/文 李健/图."""
    return _WORK.match(half, at) is not None


def _is_odd_name(name: str) -> bool:
    """其其格, 扎西卓玛, 阿依努尔: after a role word, what has no known surname may be a name of four characters."""
    return len(name) == 4 and not _NO_NAME.search(name)


def all_bare(half: str) -> bool:
    """葛明 李健 摄: with neither role word nor box, every name must begin with a known surname."""
    names = re.sub(rf"(?:{forms_of('closing')})(?=\s|$)", "、", hide_given_names(half.strip(" *:")))
    words = [word for part in re.split(r"[、,/]+", names) for word in words_of_names(part)]
    return bool(words) and all(is_bare_name(word) for word in words)
