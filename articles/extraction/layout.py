"""The page's text laid out: lines, blocks, articles, furniture. The order of the stages stands here."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.blocks import LineGroup, group_lines, join_terms
from articles.extraction.cohesion import PageWords
from articles.extraction.drafts import draft_article
from articles.extraction.headlines import HeadBlock, read_heads
from articles.extraction.kinds import sort_lines
from articles.extraction.lines import measure_lines, split_lines
from articles.extraction.stitching import stitch_stories
from articles.extraction.stories import Story
from articles.extraction.stuck import join_slivers, part_stuck
from articles.extraction.types import ArticleDraft, Block, BlockKind, Layout, Part, Repair
from articles.text.spans import Span, merge_spans, subtract_spans

NEAR = 6  # paragraphs of a story that its heads are compared with


def lay_out(text: str) -> Layout:
    """Take the page apart; every character ends in exactly one of articles, furniture, unassigned."""
    lines = measure_lines(part_stuck(text, join_slivers(text, split_lines(text))))
    words = PageWords(line.flat for line in lines)
    groups = group_lines(sort_lines(text, lines, words), words)
    stories = stitch_stories(groups, words)
    heads = [read_heads(story.heads, join_terms(story.body[:NEAR]), words) for story in stories]
    drafts = [draft_article(text, story, head, words) for story, head in zip(stories, heads, strict=True)]
    furniture = [group.span for group in groups if group.kind is BlockKind.FURNITURE]
    furniture += [flag.span for head in heads for flag in head.flags]
    articles, furnished = _share_out_space(text, drafts, furniture)
    return Layout(
        blocks=_list_blocks(groups, stories, heads, articles),
        articles=articles,
        furniture=furnished,
        unassigned=subtract_spans(
            [Span(0, len(text))] if text else [], [*furnished, *(span for draft in articles for span in draft.spans)]
        ),
        repairs=_list_repairs(groups),
    )


def _share_out_space(
    text: str, drafts: Sequence[ArticleDraft], furniture: Sequence[Span]
) -> tuple[tuple[ArticleDraft, ...], tuple[Span, ...]]:
    """White space goes with what stands before it; that at the page's beginning with what stands after it."""
    owned = sorted([span for draft in drafts for span in draft.spans] + list(furniture))
    starts = [span.start for span in owned]

    def stretch(span: Span) -> Span:
        at = bisect_right(starts, span.start)
        limit = starts[at] if at < len(starts) else len(text)
        end = span.end
        while end < limit and text[end].isspace():
            end += 1
        start = span.start
        if at == 1 and not text[:start].strip():
            start = 0
        return Span(start, end)

    articles = []
    for draft in drafts:
        parts = _join_parts([Part(part.kind, stretch(part.span)) for part in draft.parts])
        articles.append(replace(draft, parts=parts))
    return tuple(articles), merge_spans(stretch(span) for span in furniture)


def _join_parts(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Parts of one kind that follow each other in print as in reading, as one."""
    found: list[Part] = []
    for part in parts:
        runs_on = found and found[-1].kind is part.kind and found[-1].span.end == part.span.start
        if runs_on and part.kind in (BlockKind.BODY, BlockKind.BYLINE):
            found[-1] = Part(part.kind, Span(found[-1].span.start, part.span.end))
        else:
            found.append(part)
    return tuple(found)


def _list_blocks(
    groups: Sequence[LineGroup], stories: Sequence[Story], heads: Sequence[HeadBlock], drafts: Sequence[ArticleDraft]
) -> tuple[Block, ...]:
    """Every block in page order with the part it came to play, its story, and why."""
    played: dict[int, tuple[BlockKind, int | None, str]] = {}
    for number, (story, head) in enumerate(zip(stories, heads, strict=True)):
        why = "; ".join(story.why)
        for group in story.groups:
            kind = group.kind
            if group in story.crossheads:
                kind = BlockKind.CROSSHEAD
            elif group in story.captions:
                kind = BlockKind.CAPTION
            played[id(group)] = (kind, number, why)
        for group in head.standfirsts:
            kind = BlockKind.STANDFIRST if drafts[number].standfirsts else BlockKind.BODY
            played[id(group)] = (kind, number, why)
        if head.kicker:
            played[id(head.kicker)] = (BlockKind.KICKER, number, why)
        for flag in head.flags:
            played[id(flag)] = (BlockKind.FURNITURE, None, "a flag over a story that has its own kicker")
    blocks: list[Block] = []
    for group in groups:
        kind, of_story, why = played.get(id(group), (group.kind, None, ""))
        score = group.lines[0].score
        confidence = round(min(0.98, 0.6 + 0.1 * abs(score)), 2)
        reason = "; ".join(part for part in (group.why, why) if part)
        blocks.append(Block(tuple(line.measured.line for line in group.lines), kind, reason, confidence, of_story))
    return tuple(blocks)


def _list_repairs(groups: Sequence[LineGroup]) -> tuple[Repair, ...]:
    found = [repair for group in groups for line in group.lines for repair in line.measured.repairs]
    return tuple(sorted(found, key=lambda repair: repair.span))
