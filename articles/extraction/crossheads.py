"""What the crossheads of one story have in common: their shape, and how they are worded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from operator import eq

from articles.extraction.blocks import LineGroup
from articles.extraction.stories import Story

Shape = tuple[int, int, int]
# 一、综合 … 二、农业: how the first of several numbered crossheads begins, and the second.
_NUMBERED = {"一": "二", "1": "2"}
_NUMBER = re.compile(r"[（(]?(?P<number>[一二12])(?:[）)]|[、.．](?!\d))")
_PAUSE = re.compile(r"[，,：:、“”\"]")


def shape_of(gap: Sequence[LineGroup]) -> Shape | None:
    """Lines, width of the first line and of all, in which crossheads of one story are alike."""
    if len(gap) != 1 or not gap[0].is_head:
        return None
    return len(gap[0].lines), round(gap[0].first.ems), round(gap[0].ems / 2)


def are_parallel(one: LineGroup, other: LineGroup) -> bool:
    """Whether two heads are worded alike, as the crossheads of a story are: one length, and one beginning or pause."""
    labels = one.flat[1:4].find(":"), other.flat[1:4].find(":")
    if min(labels) == 0:
        return True  # 水：水源全部达标 and 大气：二氧化硫三年来首次下降; no place has a name of one character
    if abs(one.ems - other.ems) > 1.5 + one.ems / 8:
        return False
    if len(one.flat) == len(other.flat) <= 6 and 3 * sum(map(eq, one.flat, other.flat)) >= len(one.flat):
        return True  # 种得好 and 卖得俏
    if one.flat[1:3].find(":") == other.flat[1:3].find(":") >= 0:
        return True  # 舍：一年少了三个亿 and 难：还有三道坎
    pauses = (
        [mark.start() for mark in _PAUSE.finditer(one.flat)],
        [mark.start() for mark in _PAUSE.finditer(other.flat)],
    )
    if bool(pauses[0]) != bool(pauses[1]):
        return False
    same_pause = bool(pauses[0]) and pauses[0] == pauses[1]
    return (one.flat[:1] == other.flat[:1] and (same_pause or not pauses[0])) or (
        same_pause and abs(len(one.flat) - len(other.flat)) <= 1
    )


def take_first(story: Story) -> Story:
    """The story with the first of its numbered crossheads, which stands right under its heads, among its crossheads."""
    if len(story.heads) < 2 or not story.crossheads or not story.body:
        return story
    head = max(story.heads, key=lambda each: each.span)
    first = _NUMBER.match(head.flat)
    if first is None or head.span > story.body[0].span or first["number"] not in _NUMBERED:
        return story
    following = min(story.crossheads, key=lambda each: each.span)
    second = _NUMBER.match(following.flat)
    if second is None or second["number"] != _NUMBERED[first["number"]]:
        return story
    heads = tuple(each for each in story.heads if each is not head)
    return replace(story, heads=heads, body=(head, *story.body), crossheads=story.crossheads | {head})
