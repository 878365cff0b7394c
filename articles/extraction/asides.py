"""Photographs set into another story's column, which goes on under them: they are taken out before the page is cut."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extraction.blocks import LineGroup, join_terms
from articles.extraction.captions import PHOTO, begins_caption, ends_signed, is_photo_credit
from articles.extraction.cohesion import PageWords
from articles.extraction.photocredits import PHOTO_CREDIT
from articles.extraction.stories import Story
from articles.extraction.types import BlockKind

FOREIGN = 0.15  # share of a caption's words that stand in the text around it: of a story's own photograph it is more
WHY = "a photograph set into another story's column"
GOES_ON = 0.03  # so many more of a text's words are those of the text before a photograph than those of its caption
SURELY = 0.06  # such a share where no photographer is named
CAPTION = 40  # characters; a caption without its photographer is longer, so that its words tell
SIGNED = 24  # of one with him
ENOUGH = 60  # pairs of characters from which on the text around it tells
SEAM = 0.3  # a torn text that runs on so likely under a headed photograph was torn by it
PARAGRAPHS = 2  # a photograph's caption has no more
NEAR = 4  # paragraphs before and after that are asked

# 11月8日，环卫工人在……, 近日，……, 眼下……: what is told of another place and time begins so.
_TELLS_ANEW = re.compile(r"\d{1,2}月\d{1,2}日|近日|日前|连日来|眼下|时下|(?:初|深|早|暮|晚|金|盛|隆|寒)[春夏秋冬]")


def set_photos_aside(groups: Sequence[LineGroup], words: PageWords) -> tuple[list[LineGroup], list[Story]]:
    """The page's blocks without the photographs that stand in the middle of another story, and these as stories."""
    kept: list[LineGroup] = []
    aside: list[Story] = []
    i = 0
    while i < len(groups):
        photo = None
        if kept and kept[-1].kind is BlockKind.BODY:
            photo = _read_photo(groups, i) or _read_photo_under_credit(groups, i, kept, words)
        if photo is not None and _is_foreign(photo, kept, groups[i + len(photo.groups) :], words):
            aside.append(photo)
            i += len(photo.groups)
        else:
            kept.append(groups[i])
            i += 1
    return kept, aside


def _read_photo(groups: Sequence[LineGroup], i: int) -> Story | None:
    """The photograph that begins at block `i`: maybe a head, its caption, its photographer at the end or under it."""
    at = i
    while at < len(groups) and groups[at].is_head and at - i < PARAGRAPHS:
        at += 1
    heads = tuple(groups[i:at])
    if at == len(groups) or not groups[i].first.blanks or not begins_caption(groups[at]):
        return None
    body: list[LineGroup] = []
    for group in groups[at : at + PARAGRAPHS]:
        if group.kind is not BlockKind.BODY or group.opening is not None or group.bullet:
            break
        if body and group.first.blanks and not heads:
            break
        body.append(group)
        if PHOTO_CREDIT.search(group.flat[-40:]):
            break
    if not body or sum(len(group.flat) for group in body) > PHOTO * (1 + bool(heads)):
        return None
    bylines: tuple[LineGroup, ...] = ()
    if not PHOTO_CREDIT.search(body[-1].flat[-40:]):
        under = groups[at + len(body)] if at + len(body) < len(groups) else None
        credited = under is not None and under.kind is BlockKind.BYLINE and is_photo_credit(under)
        if not body[-1].stops or (not credited and (heads or len(body[0].flat) < CAPTION)):
            return None
        if under is not None and credited:
            bylines = (under,)
        else:
            body = body[:1]
    return Story(heads, bylines, tuple(body), why=(WHY,))


def _read_photo_under_credit(
    groups: Sequence[LineGroup], i: int, before: Sequence[LineGroup], words: PageWords
) -> Story | None:
    """The photograph whose photographer stands over its caption: of the paragraphs under that, those that share fewer
    words with the text before than what follows them does.
    """
    if groups[i].kind is not BlockKind.BYLINE or not is_photo_credit(groups[i]) or i + 2 >= len(groups):
        return None
    own = join_terms([group for group in before[-NEAR:] if group.kind is BlockKind.BODY])
    for end in range(i + 2, min(i + 2 + PARAGRAPHS, len(groups))):
        body, rest = groups[i + 1 : end], groups[end : end + NEAR]
        plain = all(group.kind is BlockKind.BODY and group.opening is None for group in (*body, rest[0]))
        if not plain or not begins_caption(body[0]) or not body[-1].stops:
            return None
        after = join_terms([group for group in rest if group.kind is BlockKind.BODY])
        if words.likeness(after, own) - words.likeness(after, join_terms(body)) > GOES_ON:
            return Story((), (groups[i],), tuple(body), why=(WHY,))
    return None


def _is_foreign(photo: Story, before: Sequence[LineGroup], after: Sequence[LineGroup], words: PageWords) -> bool:
    """Whether the text goes on under the photograph, which is about something else."""
    if not after or not after[0].first.blanks or after[0].kind is not BlockKind.BODY or after[0].opening is not None:
        return False
    if after[0].bullet:
        return False
    own = join_terms([group for group in before[-NEAR:] if group.kind is BlockKind.BODY])
    caption = join_terms(photo.body)
    credited = bool(photo.bylines) or PHOTO_CREDIT.search(photo.body[-1].flat[-40:]) is not None
    if words.likeness(caption, own) >= (FOREIGN if credited else SURELY):
        return False
    if not credited and (len(own) < ENOUGH or not _TELLS_ANEW.match(photo.body[0].flat)):
        return False
    if not photo.heads:
        return True
    rest = join_terms([group for group in after[:NEAR] if group.kind is BlockKind.BODY])
    torn = not before[-1].stops and words.seam(before[-1].flat, after[0].flat) > SEAM
    return torn or words.cohesion(own, rest) - words.cohesion(caption, rest) > FOREIGN


def find_others(groups: Sequence[LineGroup], words: PageWords) -> frozenset[int]:
    """Blocks that begin another story, though no head stands over them: set apart under a complete text, they begin
    with a day or under a bullet, as captions and news in brief do, and share hardly a word with what stands before.
    """
    found: list[int] = []
    for i in range(1, len(groups)):
        group, before = groups[i], groups[i - 1]
        signed = ends_signed(group)
        if before.kind is not BlockKind.BODY or not group.first.blanks or not (before.stops or signed):
            continue
        if group.kind is not BlockKind.BODY or group.opening is not None or not group.stops:
            continue
        if not _TELLS_ANEW.match(group.flat):
            continue
        if not (SIGNED if signed else CAPTION) <= len(group.flat) <= PHOTO or before.bullet:
            continue
        own = join_terms([other for other in groups[max(0, i - NEAR) : i] if other.kind is BlockKind.BODY])
        if signed and not PHOTO_CREDIT.search(group.flat[-40:]) and not _is_credited(groups[:i]):
            continue  # who signs it signs the story
        least = FOREIGN if signed else SURELY
        if len(own) >= ENOUGH and words.likeness(group.terms, own) < least:
            found.append(i)
    return frozenset(found)


def _is_credited(before: Sequence[LineGroup]) -> bool:
    """Whether a byline stands at the beginning of the story that these blocks end in."""
    for group in reversed(before):
        if group.kind is BlockKind.BYLINE or (group.opening is not None and group.opening.bylines):
            return True
        if group.is_head or ends_signed(group):
            return False
    return False
