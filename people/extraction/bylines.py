"""People credited for a story: 记者, 通讯员, 摄, 编辑 and the names that go with them.

Reads a byline with its spaces kept. What is a name there is told by its place more than by its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from articles.text.rules import read_list
from articles.text.spread import HIDDEN
from people.extraction.belonging import blank_bodies
from people.extraction.evidence import PACKAGE, SURNAMES, common_words, is_surname
from people.extraction.foldedbylines import fold_byline
from people.extraction.nobody import SENDER
from people.extraction.splitting import split_names
from people.extraction.types import Role


class Credit(NamedTuple):
    """text[start:end] (inner spaces and breaks included) credited in one role."""

    start: int
    end: int
    name: str
    role: Role
    title: str | None = None
    organization: str | None = None
    confidence: float = 0.97
    why: str = ""


class _Label(NamedTuple):
    """A role word with what belongs to it: 某某日报首席记者."""

    word: str
    role: Role | None
    title: str | None
    organization: str | None
    is_housed: bool = False  # whether the house or 本报 is printed with it


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_ROLE_ROWS = [entry.split(" ") for entry in read_list(PACKAGE, "roles.txt")]
_ROLES: dict[str, Role | None] = {row[0]: None if row[1] == "-" else Role(row[1]) for row in _ROLE_ROWS}
_AT_COLON = [row[0] for row in _ROLE_ROWS if len(row) > 2]
_TITLE_ROWS = [entry.split(" ") for entry in read_list(PACKAGE, "byline_titles.txt")]
_KEPT_TITLES = frozenset(row[0] for row in _TITLE_ROWS if row[-1] == "+")
_HOUSES = _any_of(read_list(PACKAGE, "houses.txt"))
_LETTERS = "\u4e00-\u9fffA-Za-z0-9"

_END = r"(?=$|[\s，。、；：（）【】\[\]/／|｜□])"
_MARK = re.compile(
    rf"""
    (?P<closing>(?:联合|综合|采访|现场|专题|连线|摄影|图片|摄影、文字)?(?:报道|播报|专电|发自){_END}   # 报道, 摄影报道
      | 文[/／、\x20]?[图摄]{_END} | [图摄][/／、\x20]?文{_END} | 文并[摄图]{_END} | 图文报道{_END}   # 文/图
      | 摄[影制]?{_END} | (?<=\s)[文图]{_END} | [/／]\x20?[文图摄]{_END}            # 张三 摄, 张三/文
      | (?:供图|供稿|提供|(?:综合)?整理|采写|综合|编译|摘编){_END})                          # 张三 供图
    | (?P<lead>[文图摄])(?=[/／：])                            # 文/张三 图/李四
    | (?P<house>(?:(?!本[报台网刊社])[{_LETTERS}/／·—-]){{1,24}}?(?:{_HOUSES}))??  # 某某日报/某某网
      (?P<titles>(?:{_any_of(row[0] for row in _TITLE_ROWS)}|驻[\u4e00-\u9fff]{{1,3}}(?=记者))*)  # 本报, 首席, 特约
      (?P<role>(?:{_any_of(word for word in _ROLES if word not in _AT_COLON)})(?!站)
        |(?:{_any_of(_AT_COLON)})(?=[：/／|\s]))
    """,
    re.VERBOSE,
)

# What parts two groups of names: brackets and boxes; a comma does not.
_GROUP_END = re.compile(r"[（）()【】\[\]□■◆●▲|｜。；]")

# Who writes and photographs is credited as the writer: 文/图. 摄影报道 stands under pictures.
_WRITES = frozenset({"文", "文图", "图文", "文摄", "摄文", "文并摄", "文并图", "图文报道"})
_PHOTOGRAPHS = frozenset({"摄", "摄影", "摄制", "图", "供图", "提供", "摄影报道", "图片报道"})


# Writer and photographer closed up: 张三文李四图.
_CLOSED_UP = re.compile(
    r"(?P<writers>[\u4e00-\u9fff·、\s]{2,15})文\s*(?P<photographers>[\u4e00-\u9fff·、\s]{2,12})[图摄]\s*"
)

# With these words in a byline the photographer is one among others.
_OTHERS = re.compile(r"文字|编辑|文[/／：\s]|采写|撰文|整理|[。；\n|]")
_WHO_WRITES = (Role.REPORTER, Role.CORRESPONDENT)
_STROKES = ("/", "／")
_LEADING = ("/", "／", "：", "|")
_BODY = re.compile("[局院办委队部会厂站校所司社中心学]$")  # 青石县人民法院 among the names
_PAPER = re.compile("报(?:$|·)|(?:融媒|视频|新闻|频道|在线|客户端)$")  # 青石日报、青报全媒体记者 张三
_NOT_NAMES = frozenset(read_list(PACKAGE, "not_in_bylines.txt"))


# 木棉 alone is a pen name; what sends or shows something (资料图, 县供电所) is nobody.
_ALONE = re.compile(
    r"[\s□■◎●]*(?P<name>[\u4e00-\u9fff]{2,3})"
    r"(?<![场镇乡村县市区局社报网图片照画室组部处科会院校厂队办团所站台摄讯稿])\s*"
)


@lru_cache(maxsize=256)  # a page's reporters sign more than one of its stories, and its photographs
def find_credits(text: str) -> tuple[Credit, ...]:
    """Everyone credited in a byline, in order: `□记者 张三 通讯员 李四 报道` -> reporter 张三, correspondent 李四.

    One person in two roles gets two credits. Names without any role word are correspondents; only before 报道, where
    no reporter has been named, the first is the reporter. Both are less sure.
    """
    folded = fold_byline(text)
    closed_up = _CLOSED_UP.fullmatch(folded) if "文" in folded[2:] else None
    if closed_up and all(_begins_as_name(closed_up[part]) for part in ("writers", "photographers")):
        return _read_closed_up(folded, closed_up)
    boxed = "□" in folded and folded.rstrip().endswith("报道")
    found: list[Credit] = []
    group: list[Credit] = []
    label: _Label | None = None
    at = closed = 0
    while at <= len(folded):
        mark = _MARK.search(folded, at)
        while mark and mark["closing"] in ("文", "图") and not group and len(folded[at : mark.start()].strip()) == 1:
            mark = _MARK.search(folded, mark.end())  # 陆 文 远 is a name whose letters stand apart
        stop = mark.start() if mark else len(folded)
        for begin, end in _groups(folded, at, stop):
            if begin > at and group:  # a bracket or a box closes the group
                found += _grant(group, label, None, found, boxed)
                group, label = [], None
                closed = len(found) if folded[begin] in "（(" else closed  # （记者 张三）（李四 摄）
            group += _read_group(folded, begin, end, label)
        if mark is None:
            break
        if mark["closing"] is not None and not _leads(folded, mark, label, bool(group)):
            # 本报讯 张三、李四报道: 报道 that runs on from a name is no word for who wrote it.
            runs_on = mark["closing"] == "报道" and folded[mark.start() - 1 : mark.start()].strip()
            closing = "" if runs_on else _squeezed(mark["closing"])
            stroke = len(group) > 1 and mark["closing"][:1] in _STROKES
            if closing in _PHOTOGRAPHS and group and not stroke and not _OTHERS.search(folded):
                since, why = _since_house(found, closed, label), f"named before {closing}"
                found[since:] = [c._replace(role=Role.PHOTOGRAPHER, why=why) for c in found[since:]]
            if label and stroke and closing in _PHOTOGRAPHS:
                found += _grant(group[:-1], label, None, found, boxed)  # 记者 张三 李四/图
                group = group[-1:]
            found += _grant(group, label, closing, found, boxed)
            group, label, closed = [], None, len(found)
        else:
            told = mark["role"] == "口述" and label is None  # 张三 口述 李四 整理: who tells it is credited nowhere
            found += [] if told else _grant(group, label, None, found, boxed)
            lead = label if label and not group and folded[at : mark.start()].strip() in _LEADING else None
            group, label = [], None if told and group else _read_label(mark, text)
            if lead and label and label.role in _WHO_WRITES and lead.role is Role.PHOTOGRAPHER:
                label = label._replace(word=lead.word, role=lead.role)  # 图/本报记者 张三
        at = mark.end()
    found += _grant(group, label, None, found, boxed)
    alone = _ALONE.fullmatch(folded) if not found else None
    if alone:
        why = "alone in its byline: a pen name"
        found.append(Credit(*alone.span("name"), alone["name"], Role.CORRESPONDENT, None, None, 0.5, why))
    return tuple(_drop_repeats([_name_sender(_show_given_name(credit, text), text) for credit in found]))


def _name_sender(credit: Credit, text: str) -> Credit:
    """The credit with whom somebody writes for, where that stands behind the name: 张三（青石县统计局）."""
    sender = SENDER.match(text, credit.end) if credit.organization is None else None
    return credit._replace(organization=sender["sender"]) if sender else credit


def _since_house(found: list[Credit], closed: int, label: _Label | None) -> int:
    """From which of the credits on 摄 tells of all: 记者 张三 通讯员 李四 摄, but not over a second 本报记者."""
    if label is None or not label.is_housed:
        return closed
    alike = [k for k in range(closed, len(found)) if found[k].role is label.role]
    return alike[-1] + 1 if alike else closed


def _show_given_name(credit: Credit, text: str) -> Credit:
    if HIDDEN not in credit.name or HIDDEN in text[credit.start : credit.end]:
        return credit
    return credit._replace(name=credit.name.replace(HIDDEN, "文"))


def _begins_as_name(names: str) -> bool:
    return is_surname(names.strip()) if names.strip() else False


def _read_closed_up(folded: str, match: re.Match[str]) -> tuple[Credit, ...]:
    """张三文李四图, which has lost its spaces."""
    found = []
    for part, role, word in (("writers", Role.REPORTER, "文"), ("photographers", Role.PHOTOGRAPHER, "图")):
        for start, stop, name, sure in split_names(folded, *match.span(part)):
            found.append(Credit(start, stop, name, role, None, None, 0.9 if sure else 0.75, f"named before {word}"))
    return tuple(found)


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
    if named and mark["closing"] == "摄" and after == " ":
        return False  # 张三 摄 closes; 摄影 may open
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
        if name in _NOT_NAMES or (len(name) > 4 and _BODY.search(name)) or _PAPER.search(name):
            continue
        apart = stop - start > len(name)  # 但 愿
        if label is None and not apart and name in common_words() and SURNAMES.get(name[0], -9.0) < 0:  # ■现场
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
    own = text[mark.start("role") - 2 : mark.start("role")] == "本报"
    return _Label(word, _ROLES[word], title, house, own or house is not None)


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
            granted.append(credit._replace(role=Role.PHOTOGRAPHER, title=title, organization=organization, why=why))
        elif label is None and closing in _WRITES:
            granted.append(credit._replace(role=Role.REPORTER, why=f"named before {closing}"))
        elif label is None and closing and (role := _ROLES.get(closing)):
            granted.append(credit._replace(role=role, why=f"named before {closing}"))
        elif label is None:
            named = any(c.role is Role.REPORTER for c in (*before, *granted))
            role = Role.CORRESPONDENT if named or (not boxed and not closing) else Role.REPORTER
            granted.append(credit._replace(role=role, confidence=min(credit.confidence, 0.6)))
        elif label.role is not None:
            # A house is printed once, before the first: 某某日报记者 张三 李四 says it of both.
            granted.append(credit._replace(role=label.role, title=label.title, organization=label.organization))
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
