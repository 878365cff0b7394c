"""The heads of one story told apart: kicker, headline, standfirsts; and the flags of the page over them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from articles.extraction.blocks import LineGroup
from articles.extraction.cohesion import PageWords, Terms
from articles.extraction.cues import FORM_ALONE, PLACE_APART
from articles.extraction.lines import is_doubled
from articles.extraction.onehead import SAYS, SPEECHES, is_couplet, is_label
from articles.text.joining import HAN

FLAG_LINE = 20.0  # ems; a line over the kicker is a flag unless it is longer
LONGER = 1.33  # times the headline's length is a kicker's over it, or more
FLAGS = 2  # flags over a story, at most
FOREIGN = 0.7  # times the share of its words that a story's own head shares with it: a flag shares less
SHORT_KICKER = 7.5  # ems; a first head so short is often a kicker
FLAG = 6.0  # ems; a headline is longer, a column's flag may be as short
PLACE_ALONE = re.compile(rf"[{HAN}]{{1,5}}[县市区镇乡州旗]")  # 柳溪县, over the stories from there
PLACE_COLON = re.compile(
    rf"(?!本期|[特受]邀|主持|嘉宾|专家|整理|采访|口述|主讲|问|答|地点|时间|主办)[{HAN}]{{2,4}}[:：](?!\d)"
)
# What the running title of a series ends in or holds: 系列报道之五, 系列报道.
SERIES = re.compile(r"(?:之[一二三四五六七八九十]{1,3}|[①-⑳]|系列(?:报道|评论|之\S{1,3})|[（(]\d{1,2}[)）])$|^【|】$")


# What has happened, as no flag says: 我市首座风电场今日并网.
_TOLD = re.compile(r"(?:昨[日天]|今[日天年]|近日|日前|上半年|去年|首次|将于?)(?=.{2})")

DASH = "——"  # begins what explains the headline over it
# 葛明讲话李健主持: who did what at a meeting, and nothing else
_NAMES_AND_SPEECH = re.compile(
    rf"(?:[{HAN}]{{2,4}}(?:[等、][{HAN}、]{{0,12}})?(?:讲话|出席|主持|作报告|致辞|致词|参加|陪同)(?:会议)?){{1,3}}"
)


@dataclass(frozen=True, slots=True)
class HeadBlock:
    """A story's heads by their part. A story has one kicker: `flags`, which stand above, are the page's."""

    headline: LineGroup | None = None
    kicker: LineGroup | None = None
    standfirsts: tuple[LineGroup, ...] = ()
    flags: tuple[LineGroup, ...] = ()
    why: str = ""


def read_heads(heads: Sequence[LineGroup], body: Terms, words: PageWords) -> HeadBlock:
    """Which of the heads, in page order, is the headline, what stands over it and what under it.

    `body` is what the story is about: a flag of the page shares less with it than the story's own heads.
    """
    lines = [head for head in heads if not head.bullet] or list(heads)
    if not lines:
        return HeadBlock()
    flags = _find_flags(lines, body, words) if body else ()
    lines = [head for head in lines if head not in flags]
    top = min((head.level for head in lines if head.level), default=0)
    speakers = sum(PLACE_COLON.match(head.flat) is not None for head in lines)
    headline = max(lines, key=lambda head: _weigh(head, lines, top, speakers))
    at = lines.index(headline)
    over = lines[:at]
    under = [head for head in lines[at + 1 :] if not is_series(head)]
    series = [head for head in lines[at + 1 :] if is_series(head)]
    kickers = over or series
    kicker = kickers[-1] if kickers else None
    flags += tuple(head for head in over if head is not kicker and head.ems <= FLAG_LINE)
    flagged = set(flags)
    under += [head for head in dict.fromkeys([*kickers, *series]) if head is not kicker and head not in flagged]
    kept = {*lines, *flagged}
    bullets = [head for head in heads if head.bullet and head not in kept]
    standfirsts = tuple(sorted((*under, *bullets), key=lambda head: head.span))
    return HeadBlock(headline, kicker, standfirsts, flags, _reason(headline, lines))


def _find_flags(lines: Sequence[LineGroup], body: Terms, words: PageWords) -> tuple[LineGroup, ...]:
    """Over kicker and headline stands the flag of a page or column: it has little to do with the story, or is tiny."""
    found: list[LineGroup] = []
    alone = lines[:1] if len(lines) == 2 and PLACE_ALONE.fullmatch(lines[0].flat) else ()
    for i, head in enumerate((*lines[:-2], *alone)[:FLAGS]):
        rest = [words.likeness(other.terms, body) for other in lines[i + 1 : i + 4]]
        foreign = words.likeness(head.terms, body) < FOREIGN * sum(rest) / len(rest)
        place = PLACE_ALONE.fullmatch(head.flat) is not None
        told = head.level or "," in head.flat or is_couplet(head.first) or _TOLD.search(head.flat, 1)
        if not place and (told or not (foreign or head.ems < FLAG - 1)):
            break
        found.append(head)
    return tuple(found)


def is_series(head: LineGroup) -> bool:
    """Whether a head is the running title of a series: ……系列报道之五."""
    return SERIES.search(head.flat) is not None


def is_place_apart(group: LineGroup) -> bool:
    """柳溪县 三条水渠通水: a head that begins with its place, set apart."""
    return group.is_head and PLACE_APART.match(group.first.read.text.strip()) is not None


def _weigh(head: LineGroup, lines: Sequence[LineGroup], top: int, speakers: int) -> float:
    """The headline is set largest, so its lines are the shortest; a place and a colon begin one; Markdown says so.

    `top` is the highest level of Markdown among the story's `lines`, `speakers` how many begin with a colon's word.
    """
    widest = max(line.measured.ems for line in head.lines)
    size = widest + 0.15 * (head.ems - widest)
    score = -0.05 * (size / LONGER if head is lines[0] else size)
    if top and head.level == top:
        score += 4.0
    if PLACE_COLON.match(head.flat):
        score += 1.5 if speakers == 1 else -1.5  # 业主：…, 物业：…: both stand under what they speak of
    if len(lines) > 1 and (head.ems < FLAG or (head is lines[0] and _is_short_kicker(head, lines[1]))):
        score -= 2.0
    if len(lines) > 1 and not head.level and is_label(head.first) and len(head.lines) == 1:
        score -= 2.0
    if FORM_ALONE.fullmatch(head.flat):
        score += 3.0  # 讣告, 今日天气: what is printed beside it only says whose or when
    # Heavy type over other heads is a running title; under a kicker it is the headline.
    over = head is lines[0] and any(is_doubled(line.measured) for line in head.lines)
    if (
        len(lines) > 1
        and SPEECHES.search(head.flat)
        and (head is not lines[0] or _NAMES_AND_SPEECH.fullmatch(head.flat))
    ):
        score -= 2.0
    if head is not lines[-1] and SAYS.search(head.flat):
        score -= 2.0  # what was said stands under it, in larger type
    if len(lines) > 1 and (over or is_series(head) or head.flat.startswith(DASH)):
        score -= 2.5
    return score


def _is_short_kicker(head: LineGroup, under: LineGroup) -> bool:
    """首月“开门红” over 我市1月出口增长近两成; what is far longer under so short a head is its standfirst."""
    return head.ems <= SHORT_KICKER and under.ems <= 2 * head.ems


def _reason(headline: LineGroup, lines: Sequence[LineGroup]) -> str:
    if len(lines) == 1:
        return "the only head"
    if headline.level and headline.level == min(line.level or 9 for line in lines):
        return "the highest Markdown level"
    return "a place and a colon" if PLACE_COLON.match(headline.flat) else "the shortest head"
