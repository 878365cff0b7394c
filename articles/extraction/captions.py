"""Photographs' captions: how they begin, and who closes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extraction.blocks import LineGroup
from articles.extraction.photocredits import PHOTO_CREDIT
from articles.extraction.types import BlockKind
from articles.text.joining import HAN

PHOTO = 220  # characters; a photograph's caption is no longer
SIGNATURE = re.compile(
    rf"[。！？”…][(（][{HAN}A-Za-z、 ]{{4,30}}[)）]$"
    rf"|[。！？”…][(（](?:作者|文|撰文|整理|编译|采写)[:/][{HAN}、:/ ]{{2,24}}[)）]$"
    rf"|[。！？”…][(（][{HAN}、/ ]{{3,28}}/[文图摄][)）]$|^[(（][{HAN}、 ]{{4,40}}[)）]$"
)
BEGINS_CAPTION = re.compile(
    r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日|\d{1,2}月\d{1,2}日|\d{1,2}日|[昨今前][日天]|近日|日前|连日来|眼下|时下|图为|这是|(?:初|深|早|暮|晚|金|盛|隆|寒)?[春夏秋冬][日天时季][^,]{0,4},"
)
_BOTH = re.compile(r"(?:文/图|图/文|文图)[）)]?$")  # who took a photograph wrote what stands under it
_REPORTS = re.compile(r"(?:摄影|图片)报道[）)]?$")


def is_photo(groups: Sequence[LineGroup], i: int, bylines_first: bool = False) -> bool:
    """Whether a paragraph is a photograph's caption that no text of its story follows: its photographer closes it."""
    group = groups[i]
    if len(group.flat) > PHOTO or group.opening is not None:
        return False
    after = [other for other in groups[i + 1 : i + 3] if other.kind is not BlockKind.FURNITURE]
    both = begins_caption(group)
    if PHOTO_CREDIT.search(group.flat[-40:]) or (both and _BOTH.search(group.flat[-40:])):
        if _REPORTS.search(group.flat) and _ends_report(groups, i):
            return False
        begins = not after or after[0].kind is not BlockKind.BODY or after[0].bullet
        return begins or after[0].opening is not None
    if bylines_first and after and after[0].first.blanks >= group.first.blanks:
        return False  # the photographer's line stands over a caption of its own
    credit = bool(after) and after[0].kind is BlockKind.BYLINE
    credit = credit and (is_photo_credit(after[0]) or (both and _BOTH.search(after[0].flat[-40:]) is not None))
    if credit and _REPORTS.search(after[0].flat) and _ends_report(groups, i):
        return False
    return credit and group.stops and (len(after) < 2 or after[1].kind is not BlockKind.BODY or len(after) == 2)


def is_headed_photo(groups: Sequence[LineGroup], i: int) -> bool:
    """Whether a photographer closes a caption right under a head: the head's, or alone where heads stand below."""
    if i == 0 or not groups[i - 1].is_head or i + 1 == len(groups) or groups[i + 1].kind is not BlockKind.BODY:
        return False
    group = groups[i]
    return begins_caption(group) and len(group.flat) <= PHOTO and PHOTO_CREDIT.search(group.flat[-40:]) is not None


def _ends_report(groups: Sequence[LineGroup], i: int) -> bool:
    """Whether a paragraph before 摄影报道 is a report's last: it touches more text than a caption has."""
    bracketed = i + 1 < len(groups) and groups[i + 1].flat[:1] in ("(", "（")  # （葛明 摄影报道） on a line of its own
    if bracketed and i and groups[i - 1].kind is BlockKind.BODY and not begins_caption(groups[i]):
        return PHOTO_CREDIT.search(groups[i - 1].flat[-40:]) is None
    size = 0
    while i and not groups[i].first.blanks and size <= PHOTO:
        i -= 1
        if groups[i].kind is not BlockKind.BODY or PHOTO_CREDIT.search(groups[i].flat[-40:]):
            return False
        size += len(groups[i].flat)
    return size > PHOTO


def begins_caption(group: LineGroup) -> bool:
    """近日，…, 11月8日，…, 初冬时节，…: how photographs' captions begin."""
    return group.kind is BlockKind.BODY and group.opening is None and BEGINS_CAPTION.match(group.flat) is not None


def is_signed_caption(body: Sequence[LineGroup]) -> bool:
    """Whether all of a text is one paragraph that begins as captions do and ends with who wrote or took it."""
    return len(body) == 1 and begins_caption(body[0]) and ends_signed(body[0])


def ends_signed(group: LineGroup) -> bool:
    """Whether its writer or photographer closes a paragraph."""
    end = group.flat[-60:]
    return SIGNATURE.search(end) is not None or PHOTO_CREDIT.search(end) is not None


def is_photo_credit(group: LineGroup) -> bool:
    """Whether a byline is a photographer's alone: 记者 葛明 摄, 葛明 摄影报道; not 葛明 文/图."""
    return PHOTO_CREDIT.search("。" + group.flat[-40:]) is not None


def credits_writer(group: LineGroup) -> bool:
    """Whether a block credits a writer: a photographer's line may stand beside that."""
    return not group.is_head and not is_photo_credit(group)
