"""A story's blocks as an article draft: its parts, texts and byline. What belongs to which story is settled before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import exp
from typing import NamedTuple

from articles.extraction.article_kinds import StoryText, read_kind
from articles.extraction.blocks import LineGroup, is_one_paragraph
from articles.extraction.closings import read_closing
from articles.extraction.cohesion import PageWords
from articles.extraction.headlines import HeadBlock
from articles.extraction.lines import MeasuredLine
from articles.extraction.sortedlines import SET_IN_ROWS
from articles.extraction.stories import Story
from articles.extraction.types import ArticleDraft, BlockKind, Part
from articles.text.joining import (
    HAN,
    close_up,
    close_up_byline,
    close_up_head,
    close_up_row,
    join_paragraphs,
    join_with_space,
)
from articles.text.spans import MappedText, Span, join_mapped

_SENT_FROM = re.compile(rf"发自[ \u3000]?(?P<place>[{HAN}]{{2,8}}?)(?=报道|[）)\s]|$)")
_BOXED = re.compile(r"【[^【】]+】|\[[^\[\]]+\]")
CLOSINGS = 2  # brackets of credits that close a text: （县供水公司 葛明）（记者 李健）
SHORT = 40  # characters; a text below is often a piece of something else
BRIEF = 100  # characters; a text below that has no head is most often a brief, whole
LONG = 1500  # characters; a text above may hold another


class _Ends(NamedTuple):
    """Where the body of a block begins and ends on the page, and the bylines printed in it."""

    start: int
    end: int
    bylines: tuple[Span, ...]


def draft_article(text: str, story: Story, heads: HeadBlock, words: PageWords) -> ArticleDraft:
    """The story as a draft. Its parts do not yet cover the white space between blocks: see `layout`."""
    body = [group for group in story.body if group not in story.captions]
    captions = [group for group in story.body if group in story.captions]
    if not body and not captions and heads.standfirsts:
        # Heads alone, as in a small advert: the first is the headline, the others are what it says.
        body, heads = list(heads.standfirsts), HeadBlock(heads.headline, heads.kicker, (), heads.flags, heads.why)
    if not body and captions:
        body, captions = captions, []
    ends = {id(group): _find_ends(text, group, last=bool(body) and group is body[-1]) for group in [*body, *captions]}
    bylines = _find_bylines(story.bylines, [*body, *captions], ends)
    paragraphs = _join_body(body, story.crossheads, ends, words)
    joined = join_paragraphs(paragraphs, len(text))
    byline = join_with_space(close_up_byline(_cut(text, span)) for span in bylines) if bylines else None
    headline = _read_head(heads.headline)
    dateline = next(
        (group.opening.dateline for group in (*story.bylines, *body) if group.opening and group.opening.dateline), None
    )
    kind, kind_why = read_kind(
        StoryText(
            headline.text if headline else "",
            joined.text,
            byline.text if byline else "",
            len(paragraphs),
            dateline is not None,
            len(body) == 1 and body[0].bullet and headline is None,
        )
    )
    confidence = weigh_draft(story, heads, has_start=dateline is not None or byline is not None)
    return ArticleDraft(
        kind=kind,
        body=joined,
        parts=_list_parts(heads, story, body, captions, ends),
        headline=headline,
        kicker=_read_head(heads.kicker),
        standfirsts=tuple(_read_head(head) or MappedText("", ()) for head in heads.standfirsts),
        crossheads=tuple(_read_head(group) or MappedText("", ()) for group in body if group in story.crossheads),
        byline=byline,
        captions=tuple(close_up(_join_lines(group, ends[id(group)])) for group in captions),
        dateline_place=(dateline.place if dateline else None) or _read_sent_from(byline),
        dateline_date=dateline.date if dateline else None,
        confidence=confidence,
        why="; ".join(
            why for why in (*story.why, f"headline: {heads.why}" if heads.headline else "no headline", kind_why) if why
        ),
    )


def weigh_draft(story: Story, heads: HeadBlock, has_start: bool) -> float:
    """How sure the story's extent is, as a chance: what marks its beginning and end, and how close other ways came.

    Weights in log odds, fitted on labelled pages, on the same pages broken and on pages put together out of a daily's
    articles (docs/layout.md has the table of what is said and what is right).
    """
    text = [group for group in story.body if group not in story.captions]
    put_together = any("goes on after" in why or "further section" in why for why in story.why)
    size = sum(len(group.flat) for group in text)
    odds = -0.76
    odds += 1.0 if heads.headline is not None else 0.0
    odds += 0.64 if heads.headline is not None and heads.headline.first.level else 0.0
    odds += 1.02 if heads.headline is None and size < BRIEF else 0.0
    odds += 0.5 if has_start else 0.0
    odds += 0.66 if text and text[-1].stops else 0.0
    odds += 0.09 if story.closed else 0.0
    odds += 0.18 * max(-2.0, min(6.0, story.margin))
    odds -= 0.3 if put_together else 0.0
    odds -= 0.5 if story.crossheads else 0.0
    odds -= 0.44 if len(heads.standfirsts) + (heads.kicker is not None) > 1 else 0.0
    odds -= 1.19 if size < SHORT else 0.31 if size > LONG else 0.0
    return round(1 / (1 + exp(-odds)), 2)


def _read_head(group: LineGroup | None) -> MappedText | None:
    """The head's text; 【新桥通车】 without its brackets."""
    head = close_up_head(_join_lines(group)) if group else None
    boxed = head is not None and _BOXED.fullmatch(head.text) is not None
    return head.slice(1, len(head) - 1) if head is not None and boxed else head


def _join_lines(group: LineGroup, ends: _Ends | None = None) -> MappedText:
    """The block's lines as read, parted by their printed breaks."""
    parts: list[MappedText] = []
    for line in group.lines:
        read = line.measured.read
        if ends is not None:
            read = _within(read, ends)
        if not len(read):
            continue
        if parts:
            place = parts[-1].origins[-1] + 1
            parts.append(MappedText("\n", (min(place, read.origins[0] - 1),)))
        parts.append(read)
    return join_mapped(parts)


def _within(read: MappedText, ends: _Ends) -> MappedText:
    if not len(read) or (read.origins[0] >= ends.start and read.origins[-1] < ends.end):
        return read
    first = next((i for i, origin in enumerate(read.origins) if origin >= ends.start), len(read))
    last = next((i for i, origin in enumerate(read.origins) if origin >= ends.end), len(read))
    return read.slice(first, max(first, last))


def _read_sent_from(byline: MappedText | None) -> str | None:
    """The place in a byline: 记者 葛明 发自临河 -> 临河."""
    found = _SENT_FROM.search(byline.text) if byline else None
    return found["place"] if found else None


def _cut(text: str, span: Span) -> MappedText:
    return MappedText(text[span.start : span.end], tuple(range(span.start, span.end)))


def _find_ends(text: str, group: LineGroup, last: bool) -> _Ends:
    """What of the block is body: after dateline and byline at its start, before a byline at a story's end."""
    span, bylines = group.span, list[Span]()
    start, end = span.start, span.end
    if group.opening is not None and group.kind is BlockKind.BODY:
        start = max(start, min(group.opening.body, end))
        bylines += group.opening.bylines
    for _ in range(CLOSINGS if last else 0):
        closing = read_closing(text, start, end)
        bracketed = closing is not None and text[closing.start - 1 : closing.start] in tuple("（([【〔<〈{")
        if closing is None or (end < span.end and not bracketed):
            break
        bylines.append(closing)
        end = closing.start
        while end > start and text[end - 1].isspace():
            end -= 1
        end -= end > start and text[end - 1] in "（([【〔<〈{"
    return _Ends(start, end, tuple(bylines))


def _find_bylines(own: Sequence[LineGroup], body: Iterable[LineGroup], ends: dict[int, _Ends]) -> list[Span]:
    found: list[Span] = []
    for group in own:
        found += group.opening.bylines if group.opening else (group.span,)
    for group in body:
        found += ends[id(group)].bylines
    return sorted(dict.fromkeys(found))


def _join_body(
    body: Sequence[LineGroup], crossheads: frozenset[LineGroup], ends: dict[int, _Ends], words: PageWords
) -> list[MappedText]:
    """The paragraphs, with those that a column's end or a caption tore apart joined again."""
    found: list[list[MappedText]] = []
    before: MeasuredLine | None = None
    for group in body:
        if group in crossheads:
            found.append([close_up_head(_join_lines(group))])
            before = None
            continue
        listed = group.why in SET_IN_ROWS  # its columns stay apart
        joined = (close_up_row if listed else close_up)(_join_lines(group, ends[id(group)]))
        if not len(joined):
            continue
        torn = before is not None and not before.stops and group.opening is None and not listed
        if found and before is not None and torn and is_one_paragraph(before, group.first, words):
            found[-1].append(joined)
        else:
            found.append([joined])
        before = group.last
    return [pieces[0] if len(pieces) == 1 else join_mapped(pieces) for pieces in found]


def _list_parts(
    heads: HeadBlock,
    story: Story,
    body: Sequence[LineGroup],
    captions: Sequence[LineGroup],
    ends: dict[int, _Ends],
) -> tuple[Part, ...]:
    """What the story is made of, in the order in which it should be read."""
    parts = [Part(BlockKind.KICKER, heads.kicker.span)] if heads.kicker else []
    parts += [Part(BlockKind.HEADLINE, heads.headline.span)] if heads.headline else []
    parts += [Part(BlockKind.STANDFIRST, head.span) for head in heads.standfirsts]
    first = body[0].span.start if body else 0
    late = {group for group in story.bylines if body and group.span.start > first}
    parts += [Part(BlockKind.BYLINE, group.span) for group in story.bylines if group not in late]
    for group, kind in [*((g, BlockKind.BODY) for g in body), *((g, BlockKind.CAPTION) for g in captions)]:
        if group in story.crossheads:
            parts.append(Part(BlockKind.CROSSHEAD, group.span))
            continue
        start, end = ends[id(group)].start, ends[id(group)].end
        if start > group.span.start:
            parts.append(Part(BlockKind.BYLINE, Span(group.span.start, start)))
        if end > start:
            parts.append(Part(kind, Span(start, end)))
        if group.span.end > end:
            parts.append(Part(BlockKind.BYLINE, Span(end, group.span.end)))
    parts += [Part(BlockKind.BYLINE, group.span) for group in story.bylines if group in late]
    return tuple(part for part in parts if part.span.start < part.span.end)
