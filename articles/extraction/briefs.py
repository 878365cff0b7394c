"""News in brief: short texts under bullets or a flag, each a story of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extraction.blocks import LineGroup
from articles.extraction.lines import MeasuredLine
from articles.extraction.types import BlockKind
from articles.text.joining import HAN

PARTS = 3  # bulleted lines, from which on labels of one length tell parts of one story
ITEM = 150  # characters; an item under a bullet or a flag is no longer
# How news in brief begins: 去年,…, 1月16日,…, 市慈善总会…, 全县…, 云岭县…; the items of a list begin with verbs.
_BEGINS_BRIEF = re.compile(
    rf"[去今前昨近日目截]|市[属直区内]?|城区|\d|[一二三四五六七八九十]{{1,3}}[月季]|[全我本该][省市县区州旗]|[省市县区州][{HAN}]|[{HAN}]{{2,3}}[省市县区州旗镇乡]"
)


# ●稳增长　产值翻番 … ●惠民生　新建学校: parts of one story, which are labelled with as many characters each.
_LABELLED = re.compile(rf"\W*(?P<label>[{HAN}]{{2,5}})(?:[ \u3000]{{1,2}}|[:：])(?=\S)")

_OF_WHO = frozenset("省市县区州镇乡村道局委办院校社会厂队站所司行部")  # ●柳溪镇　…: each is a report of its own


def read_label(printed: str) -> str | None:
    """The label that a bulleted line begins with, none that names a place or an office; or None."""
    found = _LABELLED.match(printed)
    return found["label"] if found and found["label"][-1] not in _OF_WHO else None


def are_parts(lines: Sequence[MeasuredLine]) -> bool:
    """Whether bulleted lines begin parts of one story: from three on, with labels of the same length."""
    labels = [read_label(line.line.text) for line in lines]
    return len(labels) >= PARTS and len({len(label) if label else 0 for label in labels}) == 1 and labels[0] is not None


def find_briefs(groups: Sequence[LineGroup]) -> dict[int, int]:
    """Where bulleted items under a complete text or its byline, or set into a torn one, are news of their own, and
    where they end.

    Most of them begin as reports do, with a day or who did something; the items of a story's list hardly ever.
    """
    found: dict[int, int] = {}
    i = 1
    while i < len(groups):
        first, before, i = i, groups[i - 1], i + 1
        if not groups[first].bullet or before.bullet:
            continue
        torn = before.kind is BlockKind.BODY and not before.stops
        if torn and not groups[first].first.blanks:
            continue
        if before.kind not in (BlockKind.BODY, BlockKind.BYLINE):
            continue
        while i < len(groups) and _is_item(groups[i]):
            i += 1
        if are_parts([group.first for group in groups[first:i]]):
            continue
        told = sum(_BEGINS_BRIEF.match(group.flat) is not None for group in groups[first:i])
        if i - first < 2 - torn or not _is_item(groups[first]) or 3 * told < 2 * (i - first):
            continue
        if torn and (i == len(groups) or not groups[i].first.blanks or groups[i].kind is not BlockKind.BODY):
            continue  # no text goes on under the items
        found[first] = i
    return found


def _is_item(group: LineGroup) -> bool:
    return group.bullet and group.stops and group.kind is BlockKind.BODY and len(group.flat) <= ITEM


def end_of_items(groups: Sequence[LineGroup], first: int) -> int:
    """Where the short paragraphs end that stand under a flag, each complete: from two on each is a story of its own."""
    at = first
    while at < len(groups) and groups[at].kind is BlockKind.BODY and groups[at].opening is None:
        if not groups[at].stops or len(groups[at].flat) > ITEM:
            return 0
        at += 1
    return at if at - first >= 2 else 0
