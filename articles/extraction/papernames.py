"""Whose page it is: names of papers in masthead and folio, datelines, bylines and accounts, weighed against each other.

本报 tells nothing, and a paper that a story names (《…报》, 据…报报道) is not the page's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from articles.extraction.furniture import (
    BESIDE,
    FULL_DATE,
    PACKAGE,
    RARE_NAME,
    SHORT_NAME,
    Piece,
    find_short_name,
    paper_name_pattern,
    read_pieces,
)
from articles.text.rules import read_rows

# How much each place of print says. A name needs ENOUGH, and AHEAD times what the next name has.
WEIGHT = {"folio": 6.0, "account": 5.0, "office": 4.0, "publisher": 3.0, "dateline": 3.0, "house": 1.5}
FIRST = 600  # characters in which a masthead begins
ENOUGH = 2.5
AHEAD = 1.5
REPRINTED_SHARE = 0.2  # of the weight of a dateline that other papers print along with the report
CONFIDENCE = {"folio": 0.98, "account": 0.9, "office": 0.85, "publisher": 0.85, "dateline": 0.9, "house": 0.75}
SAID = {
    "folio": "its name stands in the page's masthead or folio",
    "account": "its name stands in the caption of its own account or hotline",
    "office": "its name stands with an office of its own, or with its advertising",
    "publisher": "its house is named as the publisher",
    "dateline": "the heads of the reports name it",
    "house": "the bylines name it as the reporters' paper",
}
# 本报讯, 本报记者: the page's own reports do not name the paper.
OWN = re.compile(r"本报[一-龥]{0,6}(?:讯|消息|记者|通讯员)")
WEEKLY_NAME = re.compile(r"(?:周报|周刊|旬报|旬刊|月报|月刊)$")
WEEKLY = re.compile(
    r"(?:每|逢)(?:周|星期)[一二三四五六日天、和及]{1,5}出[版刊报]|每[月周旬]出版|本报(?:为|系)?(?:周[报刊]|旬[报刊])"
)
# A name that the line's end breaks; a line set in begins a paragraph. Led by the white space, which is soon found.
BROKEN = re.compile(r"[ 　\n](?<=[一-龥/].)(?:(?<=\n)|(?<!\n)[ 　]*\n)[ 　]?(?=[一-龥/])", re.DOTALL)
# Who publishes it: 青浦湾日报社主办, the house of which a page's 青浦湾晚报 may be one of several papers.
PUBLISHED = re.compile(r"社(?:主办|主管|出版|社出版)|传媒集团|报业集团")
# The paper's own site or account, named with it: 青浦湾日报/青浦湾网, 青浦湾日报/青浦湾发布.
PARTNER = r"(?:[/／、·&+ ]{1,2}[一-龥]{2,8}?(?:网|新闻|客户端|融媒体?|云|发布|在线|视界|观察))?"
# What a caption puts before a paper's name: 下载青浦湾日报客户端.
CALL = re.compile(
    r"^(?:请|欢迎)?(?:长按识别|扫描|扫码|扫一扫|扫|下载|关注|登录|搜索|添加|加入|订阅|识别|官方微博[: ]*|@)+"
)


@dataclass(slots=True)
class Candidate:
    """One paper's name with what speaks for it: place of print -> how often."""

    name: str
    weight: float = 0.0
    places: dict[str, int] = field(default_factory=lambda: defaultdict(int))


@dataclass(frozen=True, slots=True)
class PaperName:
    """The page's paper, why, and how sure; name None where the page does not tell."""

    name: str | None
    basis: str
    confidence: float = 0.0
    warnings: tuple[str, ...] = ()


@cache
def dateline_pattern() -> re.Pattern[str]:
    """A report's head that names the paper: 青浦湾日报讯, 青浦湾日报/青浦湾网北溪讯, 青浦湾日报北溪2月4日消息."""
    paper = paper_name_pattern(spaced=False)
    return re.compile(
        rf"""
        [\s　□■●◆▲▌）)】。>|]
        (?P<name>{paper})
        {PARTNER}
        (?:[一-龥]{{0,4}}?(?:融媒体?(?:中心)?|全媒体))?
        [ ]?[一-龥]{{0,5}}?                                                       # 北溪
        [ ]?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?[ ]?
        (?:讯|消息)(?![息问号])
        """,
        re.VERBOSE,
    )


# A county's paper whose name no rule knows, at the head of several reports: 北溪报讯（记者…）, 今日北溪讯（记者…）.
SHORT_DATELINE = re.compile(
    r"(?<![^\s　□■●◆▲▌）)】。>|])"
    r"(?P<name>(?![本据])[一-龥]{2,3}(?<![日晚晨早午时商导快周都闻])(?<!都市)报|今日(?![市州县区省乡镇]{2})[一-龥]{2,3})"
    r"讯[ 　]?(?=[（(\[【])"
)
SEVERAL = 2
_SPACED_NAME = re.compile(r"(?:[一-龥][ \u3000]){2,4}报")  # 要　闻　　　北　溪　报, over the day
TOP, MOST_WORDS, LONGEST_WORD = 3, 8, 12  # lines over a page, and the short words that one of them is made of


@cache
def house_pattern() -> re.Pattern[str]:
    """A byline that names the reporter's paper, with no more than a rank between: 青浦湾日报首席记者."""
    paper = paper_name_pattern(spaced=False)
    return re.compile(
        rf"""
        [\s　□■●◆▲（(【）)>|]
        (?P<name>{paper})
        {PARTNER}
        (?:社|融媒体?|全媒体|首席|见习|实习|特约|特派|驻|中心|新闻|[ ]){{0,4}}
        (?:记者|通讯员)
        """,
        re.VERBOSE,
    )


@cache
def office_pattern() -> re.Pattern[str]:
    """A paper named with its own office or at the head of its advertisements: 北溪日报社副刊部收, 北溪商报 分类广告."""
    paper = paper_name_pattern(spaced=False)
    return re.compile(
        rf"""
        (?:[\s　:：,，、号楼室]|[寄至到]) (?P<name>{paper}) 社?
        (?: (?:副刊|专刊|编辑|总编|记者|群工|通联|广告|发行|读者|周末|文艺|要闻|新闻)
              [一-龥]{{0,4}}?[部室组](?:收|[ 　]|$)
          | (?:收|编辑部)(?=[）)\s。])
          | [ 　]{{1,4}}(?:分类广告|广告代理|广告热线|社址) )
        """,
        re.VERBOSE | re.MULTILINE,
    )


def read_paper(text: str, furniture: Iterable[Sequence[Piece]]) -> PaperName:
    """The paper whose page this is, from the page's text and its lines of furniture taken to pieces."""
    candidates: dict[str, Candidate] = {}

    def count(name: str, place: str, share: float = 1.0) -> None:
        name = re.sub(r"\s+", "", name)
        candidate = candidates.setdefault(name, Candidate(name))
        candidate.weight += WEIGHT[place] * share
        candidate.places[place] += 1

    for pieces in furniture:
        for piece in pieces:
            if piece.reason == "the paper's name":
                place = "publisher" if PUBLISHED.search(piece.text) else "folio"
                count(re.match(paper_name_pattern(), piece.text).group(), place)  # type: ignore[union-attr]
            elif piece.reason == BESIDE and RARE_NAME.fullmatch(piece.text):
                count(piece.text, "folio")
            elif piece.reason in ACCOUNTS:
                found = re.match(paper_name_pattern(spaced=False), CALL.sub("", piece.text))
                if found:
                    count(found.group(), "account")
    first = [line for line in text[:FIRST].split("\n") if line.strip()]
    for line, under in pairwise(first[:TOP]) if not candidates else ():
        if _is_dated(under):
            for field in re.split(r"[ \u3000]{2,}(?=\S)", line.strip()):
                if _SPACED_NAME.fullmatch(field) and len(line.split()) > len(field.split()):
                    count(field, "folio")
    named = find_short_name(first)
    if named is not None:
        count(re.sub(r"[^一-龥]", "", SHORT_NAME.fullmatch(first[named].strip())["name"]), "folio")  # type: ignore[index]
    for line in first[:TOP] if not candidates else ():
        words = line.split()  # 北溪日报　3　本埠新闻: among short words over the page
        short = 1 < len(words) <= MOST_WORDS and max(map(len, words)) <= LONGEST_WORD
        for word in words if short else ():
            if re.fullmatch(paper_name_pattern(spaced=False), word):
                count(word, "folio")
    for found in office_pattern().finditer("\n" + text):
        count(found["name"], "office")
    for name, times in _count_names(SHORT_DATELINE, text).items():
        for _ in range(times if times >= SEVERAL else 0):
            count(name, "dateline")
    foreign = {name for row in read_rows(PACKAGE, "mastheads.toml") for name in row.get("reprinted", ())}
    own = len(OWN.findall(text))
    for place, pattern in (("dateline", dateline_pattern()), ("house", house_pattern())):
        for name, times in _count_names(pattern, text).items():
            # Where most reports say 本报, one that names its paper comes from another.
            share = REPRINTED_SHARE if name in foreign or own > times else 1.0
            for _ in range(times):
                count(name, place, share)
    return weigh(candidates.values())


def _is_dated(line: str) -> bool:
    """Whether a line is of the folio and tells the whole date."""
    return any(piece.reason == "date" and FULL_DATE.match(piece.text) for piece in read_pieces(line))


def _count_names(pattern: re.Pattern[str], text: str) -> Counter[str]:
    """How often each paper is named so, be it that the end of a line breaks its name.

    The patterns begin with the mark or the space before the name, so one is put before the page.
    """
    printed = Counter(found["name"] for found in pattern.finditer("\n" + text))
    closed = _close_broken(text)
    return printed if closed == text else printed | Counter(found["name"] for found in pattern.finditer("\n" + closed))


@lru_cache(maxsize=1)
def _close_broken(text: str) -> str:
    """The page with names that a line's end breaks closed up; kept, for each place of print asks for it."""
    return BROKEN.sub("", text)


ACCOUNTS = (
    "caption of a code to scan, or of the paper's accounts",
    "call for tips or contributions",
    "the paper's telephone",
)


def weigh(candidates: Iterable[Candidate]) -> PaperName:
    """The name that has enough weight and clearly more than the next; none, with a warning, where two are as likely."""
    ranked = sorted(candidates, key=lambda candidate: (-candidate.weight, candidate.name))
    if not ranked or ranked[0].weight < ENOUGH:
        return PaperName(None, "The page does not name its paper.")
    best = ranked[0]
    if set(best.places) != {"house"}:  # the house of some reporters may be the sister paper
        ranked = [candidate for candidate in ranked if set(candidate.places) != {"house"}]
    if len(ranked) > 1 and best.weight < AHEAD * ranked[1].weight:
        names = f"{best.name}, {ranked[1].name}"
        return PaperName(
            None, "The page names several papers, none clearly as its own.", 0.0, (f"Which paper is it? {names}",)
        )
    places = sorted(best.places, key=lambda place: -WEIGHT[place])
    said = "; ".join(f"{SAID[place]} ({best.places[place]}×)" for place in places)
    confidence = max(CONFIDENCE[place] for place in places)
    if best.places == {"dateline": 1} or len(ranked) > 1:
        confidence -= 0.05
    return PaperName(best.name, f"{said[0].upper()}{said[1:]}.", confidence)


def is_daily(name: str | None, text: str) -> bool:
    """Whether the paper may come out the morning after: neither its name nor the page says that it is a weekly."""
    return not (name and WEEKLY_NAME.search(name)) and WEEKLY.search(text) is None
