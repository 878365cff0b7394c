"""People credited for a story: 记者, 通讯员, 摄, 编辑 and the names that go with them.

Reads a byline with its spaces kept. What is a name there is told by its place more than by its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from articles.text.rules import read_list
from people.extraction.belonging import blank_bodies
from people.extraction.evidence import PACKAGE, SURNAMES, fold_text, is_surname
from people.extraction.places import PLACES
from people.extraction.splitting import split_names
from people.extraction.types import Role


@dataclass(frozen=True, slots=True)
class Credit:
    """text[start:end] (inner spaces and breaks included) credited in one role."""

    start: int
    end: int
    name: str
    role: Role
    title: str | None = None
    organization: str | None = None
    confidence: float = 0.97
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Label:
    """A role word with what belongs to it: 某某日报首席记者."""

    word: str
    role: Role | None
    title: str | None
    organization: str | None


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ROLE_ROWS = [entry.split(" ") for entry in read_list(PACKAGE, "roles.txt")]
_ROLES: dict[str, Role | None] = {word: None if role == "-" else Role(role) for word, role in _ROLE_ROWS}
_TITLE_ROWS = [entry.split(" ") for entry in read_list(PACKAGE, "byline_titles.txt")]
_KEPT_TITLES = frozenset(row[0] for row in _TITLE_ROWS if row[-1] == "+")
_HOUSES = _any_of(read_list(PACKAGE, "houses.txt"))
_LETTERS = "\u4e00-\u9fffA-Za-z0-9"

_END = r"(?=$|[\s，。、；：（）【】\[\]/／|｜□])"
_MARK = re.compile(
    rf"""
    (?P<closing>(?:联合|综合|采访|现场|专题|连线|摄影|图片|摄影、文字)?(?:报道|播报|专电|发自){_END}   # 报道, 摄影报道
      | 文[/／、\x20]?[图摄]{_END} | [图摄][/／、\x20]?文{_END} | 文并[摄图]{_END} | 图文报道{_END}   # 文/图
      | 摄[影制]?{_END} | (?<=\s)[文图]{_END} | [/／][文图摄]{_END}            # 张三 摄, 张三/文
      | (?:供图|供稿|提供|整理|采写|综合|编译){_END})                          # 张三 供图
    | (?P<lead>[文图摄])(?=[/／：])                            # 文/张三 图/李四
    | (?P<house>(?:(?!本[报台网刊社])[{_LETTERS}/／·—-]){{1,24}}?(?:{_HOUSES}))??  # 某某日报/某某网
      (?P<titles>(?:{_any_of(row[0] for row in _TITLE_ROWS)}|驻[\u4e00-\u9fff]{{2,3}}(?=记者))*)  # 本报, 首席, 特约
      (?P<role>{_any_of(_ROLES)})(?!站)
    """,
    re.VERBOSE,
)

# What parts two groups of names: brackets and boxes; a comma does not.
_GROUP_END = re.compile(r"[（）()【】\[\]□■◆●▲|｜。；]")

LONGEST_BYLINE = 2000  # characters; what is longer is a text put in the wrong place

# Who writes and photographs is credited as the writer: 文/图. 摄影报道 stands under pictures.
_WRITES = frozenset({"文", "文图", "图文", "文摄", "摄文", "文并摄", "文并图", "图文报道"})
_PHOTOGRAPHS = frozenset({"摄", "摄影", "摄制", "图", "供图", "提供", "摄影报道", "图片报道"})

# What stands before the credits and names nobody: 据新华社青石5月3日电, 本报白塔讯, 青石晚报讯.
_DATELINE = re.compile(
    r"""
    ^\s* (?=[^（(【\[□]{0,40}(?:社|报|台|网|本|站|\d\s?日)) [^（(【\[□，。；]{1,40}?
    (?:电|讯|消息) (?=\s*(?:[（(【\[：:\s]|记者|通讯员|见习|实习|$))
    """,
    re.VERBOSE,
)
# A source and no more: 据新华社, 来源：青石发布, （图片来自网络）, 上接第一版.
_SOURCE = re.compile(
    r"""
    [\s（(【]*
    (?: (?:据|来源|摘自|综合|原载)?[：:]?\s*《?[\u4e00-\u9fff]{1,12}(?:社|报|网|台|客户端|微信)》?(?:电|消息)?
      | (?:据|来源|摘自|原载)[：:\s]?[^，。；\n]{1,20} | (?:图片|照片|资料|文字|题图)*(?:来自|来源)[^，。；\n]{0,12}
      | (?:资料|题|附|新闻|档案)?(?:图片|照片|插图)  | [上下](?:接|转)[^，。；\n]{0,10} )
    [\s）)】]*
    """,
    re.VERBOSE,
)
# 图片由张三提供, 记者｜张三, 记者丨张三: the mark before the name stands for a colon.
_FOR_COLON = re.compile(r"(?<=[图照]片)由(?=[\u4e00-\u9fff· ]{2,20}(?:提供|摄))|(?<=[者员影片频字稿写编辑图文])[|｜丨]")
# Writer and photographer closed up: 张三文李四图.
_CLOSED_UP = re.compile(
    r"(?P<writers>[\u4e00-\u9fff·、\s]{2,15})文\s*(?P<photographers>[\u4e00-\u9fff·、\s]{2,12})[图摄]\s*"
)
# When and where from: 7月3日, 发自青石.
_WHEN_AND_WHERE = re.compile(r"(?:\d+月)?\d+日(?!报)|(?<=[\s日])发自[\u4e00-\u9fff]{2,8}")
# The place before 报道, or who a letter's writer is: 青石报道, 白塔镇一读者.
_PLACE_OR_READER = re.compile(
    r"""
    (?<=\s)(?!摄影|图片|图文|联合|综合|现场|采访|专题|连线)[\u4e00-\u9fff]{2,4}(?=(?:联合|综合)?(?:报道|发自)\s*(?:[）)\]】]|$))
    | (?P<reader>[\u4e00-\u9fff]{0,8}[一的]?(?:读者|网友|市民|村民|居民)(?=\s))
    """,
    re.VERBOSE,
)
# With these words in a byline the photographer is one among others.
_OTHERS = re.compile(r"文字|编辑|文[/／：\s]|采写|撰文|整理|[。；\n|]")
_BODY = re.compile("[局院办委队部会厂站校所司社中心学]$")  # 青石县人民法院 among the names
# A pupil's school and class before the name: 青石实验小学五（3）班.
_CLASS = re.compile(
    r"[\u4e00-\u9fff]{0,14}?(?:[小中]学|学校|附[小中]|[一二三四五六七八九十实][小中])[\u4e00-\u9fff]{0,4}(?:（\d{1,2}）|\d{1,2})?班(?=\s)"
)
_NOT_NAMES = frozenset(read_list(PACKAGE, "not_in_bylines.txt"))


def find_credits(text: str) -> tuple[Credit, ...]:
    """Everyone credited in a byline, in order: `□记者 张三 通讯员 李四 报道` -> reporter 张三, correspondent 李四.

    One person in two roles gets two credits. Names without any role word are correspondents; only after □ or before
    报道, where no reporter has been named, the first is the reporter. Both are less sure.
    """
    folded = _blank_out(fold_text(text[:LONGEST_BYLINE]))
    closed_up = _CLOSED_UP.fullmatch(folded) if "文" in folded[2:] else None
    if closed_up and all(_begins_as_name(closed_up[part]) for part in ("writers", "photographers")):
        return _read_closed_up(folded, closed_up)
    boxed = "□" in folded
    found: list[Credit] = []
    group: list[Credit] = []
    label: _Label | None = None
    at = 0
    while at <= len(folded):
        mark = _MARK.search(folded, at)
        stop = mark.start() if mark else len(folded)
        for begin, end in _groups(folded, at, stop):
            if begin > at and group:  # a bracket or a box closes the group
                found += _grant(group, label, None, found, boxed)
                group, label = [], None
            group += _read_group(folded, begin, end, label)
        if mark is None:
            break
        if mark["closing"] is not None and not _leads(folded, mark, label, bool(group)):
            closing = _squeezed(mark["closing"])
            if closing in _PHOTOGRAPHS and group and not _OTHERS.search(folded):
                found = [replace(c, role=Role.PHOTOGRAPHER, why=f"named before {closing}") for c in found]
            found += _grant(group, label, closing, found, boxed)
            group, label = [], None
        else:
            found += _grant(group, label, None, found, boxed)
            group, label = [], _read_label(mark, text)
        at = mark.end()
    found += _grant(group, label, None, found, boxed)
    return tuple(_drop_repeats(found))


def _begins_as_name(names: str) -> bool:
    return is_surname(names.strip()) if names.strip() else False


def _read_closed_up(folded: str, match: re.Match[str]) -> tuple[Credit, ...]:
    """张三文李四图, which has lost its spaces."""
    found = []
    for part, role, word in (("writers", Role.REPORTER, "文"), ("photographers", Role.PHOTOGRAPHER, "图")):
        for start, stop, name, sure in split_names(folded, *match.span(part)):
            found.append(Credit(start, stop, name, role, None, None, 0.9 if sure else 0.75, f"named before {word}"))
    return tuple(found)


def _blank_out(folded: str) -> str:
    """The byline with spaces where a dateline, a day or a place stands, as long as before."""
    dateline = _DATELINE.match(folded) or _SOURCE.fullmatch(folded)
    if dateline:
        folded = " " * dateline.end() + folded[dateline.end() :]
    for told in (_CLASS, _WHEN_AND_WHERE):
        folded = told.sub(lambda match: " " * len(match[0]), _FOR_COLON.sub("：", folded))
    return _PLACE_OR_READER.sub(_blank_place, folded)


def _blank_place(match: re.Match[str]) -> str:
    place = match[0]
    is_place = place in PLACES or place[:-1] in PLACES or (len(place) == 2 and SURNAMES.get(place[0], -9.0) < 0)
    return " " * len(place) if match["reader"] or is_place else place


def _squeezed(word: str) -> str:
    """文/图 as 文图, /文 as 文."""
    return re.sub(r"[/／、\s]", "", word)


def _leads(folded: str, mark: re.Match[str], label: _Label | None, named: bool) -> bool:
    """Whether 摄影, 供稿 and the like stand before their names: 摄影：张三, 文字 张三 摄影 李四."""
    if _squeezed(mark["closing"]) in _WRITES:
        return not named and label is None
    if mark["closing"] not in _ROLES:
        return False
    after = folded[mark.end() : mark.end() + 1]
    names_follow = bool(folded[mark.end() :].strip(" 　\n）】") and not _MARK.match(folded, mark.end() + 1))
    return after in ("：", "/", "／") or not named or (label is not None and after in " \n" and names_follow)


def _groups(folded: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The stretches of folded[begin:end] between brackets and boxes that hold any characters."""
    stretches = []
    start = begin
    for stop in _GROUP_END.finditer(folded, begin, end):
        stretches.append((start, stop.start()))
        start = stop.end()
    stretches.append((start, end))
    return [(a, b) for a, b in stretches if folded[a:b].strip()]


def _read_group(text: str, begin: int, end: int, label: _Label | None) -> list[Credit]:
    names = []
    text = blank_bodies(text, begin, end)
    for start, stop, name, sure in split_names(text, begin, end):
        if name in _NOT_NAMES or (len(name) > 4 and _BODY.search(name)):
            continue
        why = f"named after {label.word}" if label else "credited without a role word"
        confidence = 0.97 if sure else 0.75
        names.append(Credit(start, stop, name, Role.CORRESPONDENT, None, None, confidence, why))
    return names


def _read_label(mark: re.Match[str], text: str) -> _Label:
    if mark["lead"] or mark["closing"]:
        word = mark["lead"] or mark["closing"]
        writes = word == "文" or _squeezed(word) in _WRITES
        return _Label(word, Role.REPORTER if writes else _ROLES.get(word, Role.PHOTOGRAPHER), None, None)
    titles = mark["titles"] or ""
    kept = any(title in titles for title in _KEPT_TITLES)
    word = mark["role"]
    title = None
    if kept:
        begin = min(titles.find(t) for t in _KEPT_TITLES if t in titles)
        title = titles[begin:] + word
    elif word in ("评论员", "主笔", "实习生"):
        title = word
    house = text[mark.start("house") : mark.end("house")] if mark["house"] else None
    return _Label(word, _ROLES[word], title, house)


def _grant(
    group: list[Credit], label: _Label | None, closing: str | None, before: list[Credit], boxed: bool
) -> list[Credit]:
    """The group's credits with the roles that the label before and the closing word after give them."""
    granted: list[Credit] = []
    closing = _squeezed(closing) if closing else None
    for credit in group:
        if closing in _PHOTOGRAPHS:
            title = label.title if label else None
            organization = label.organization if label else None
            why = f"named before {closing}"
            granted.append(replace(credit, role=Role.PHOTOGRAPHER, title=title, organization=organization, why=why))
        elif label is None and closing in _WRITES:
            granted.append(replace(credit, role=Role.REPORTER, why=f"named before {closing}"))
        elif label is None and closing and (role := _ROLES.get(closing)):
            granted.append(replace(credit, role=role, why=f"named before {closing}"))
        elif label is None:
            named = any(c.role is Role.REPORTER for c in (*before, *granted))
            role = Role.CORRESPONDENT if named or (closing is None and not boxed) else Role.REPORTER
            granted.append(replace(credit, role=role, confidence=min(credit.confidence, 0.6)))
        elif label.role is not None:
            # A house is printed once, before the first: 某某日报记者 张三 李四 says it of both.
            granted.append(replace(credit, role=label.role, title=label.title, organization=label.organization))
    return granted


def _drop_repeats(credits: list[Credit]) -> list[Credit]:
    """The same name in the same place and role once."""
    seen: set[tuple[int, Role]] = set()
    kept = []
    for credit in credits:
        if (credit.start, credit.role) not in seen:
            seen.add((credit.start, credit.role))
            kept.append(credit)
    return kept
