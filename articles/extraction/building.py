"""Stories made of a page's runs, once it is settled how each gap is shared out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.blocks import LineGroup
from articles.extraction.captions import is_photo_credit
from articles.extraction.closings import find_hands
from articles.extraction.runs import CAPTION, Choice, Run
from articles.extraction.stories import Story
from articles.extraction.types import BlockKind


def build_stories(runs: list[Run], last: list[LineGroup], choices: Sequence[Choice]) -> list[Story]:
    """The stories that the choices make of the page."""
    stories: list[Story] = []
    heads: list[LineGroup] = []
    bylines: list[LineGroup] = []
    body: list[LineGroup] = []
    inner: set[LineGroup] = set()
    captions: set[LineGroup] = set()
    why: list[str] = []
    margins: list[float] = []
    for i, choice in enumerate(choices):
        gap = runs[i].gap if i < len(runs) else last
        left = gap if choice.inner else gap[: choice.split]
        if choice.why:
            why.append(choice.why)
        margins.append(choice.margin)
        bylines += [group for group in left if not group.is_head]
        if not choice.inner and heads and body and any(group.is_head for group in left):
            # The story has its head above: what touches its text below is the caption of its photograph.
            late = [group for group in left if group.is_head]
            body += late
            captions.update(late)
            left = []
        if choice.inner:
            body += [group for group in left if group.is_head]
            inner.update(group for group in left if group.is_head)
            if not any(group.is_head for group in left):
                above = (left or (runs[i - 1].photo and not runs[i].photo)) and not choice.photo_below
                below = choice.photo_below or runs[i].photo
                captions.update(runs[i - 1].body if above else runs[i].body if below else ())
        else:
            heads += [group for group in left if group.is_head]
            if i:
                story = _story(heads, bylines, body, inner, captions, why)
                stories.append(replace(story, margin=min(margins), closed=_begins_surely(runs, i)))
            margins = [choice.margin]
            right = gap[choice.split :]
            heads, bylines = [g for g in right if g.is_head], [g for g in right if not g.is_head]
            body, inner, captions, why = [], set(), set(), [choice.why] if choice.why else []
        if i < len(runs):
            body += runs[i].body
    if heads or bylines:
        stories.append(_story(heads, bylines, body, inner, captions, why))
    return stories


def give_back_bylines(stories: Sequence[Story]) -> list[Story]:
    """A writer's line between heads that stand under their text and a photograph with a credit of its own goes to
    the heads' story; so does the photograph, where its photographer is one of the writers.
    """
    found: list[Story] = []
    for story in stories:
        if not found or not _is_photo_under_byline(story) or not _has_heads_below(before := found[-1]):
            found.append(story)
            continue
        line, credit = story.bylines
        found[-1] = replace(before, bylines=(line,), why=(*before.why, "the byline under its heads"))
        if find_hands(_print(line)) & find_hands(_print(credit)):
            why = (*found[-1].why, "a photograph by a writer of the story")
            captions = found[-1].captions | set(story.body)
            body = (*before.body, *story.body)
            found[-1] = replace(found[-1], bylines=(line, credit), body=body, captions=captions, why=why)
        else:
            found.append(replace(story, bylines=story.bylines[1:]))
    return found


def _is_photo_under_byline(story: Story) -> bool:
    """Whether a story is one caption between a writer's line and a photographer's."""
    if story.heads or len(story.body) != 1 or len(story.bylines) != 2 or story.body[0].ems > CAPTION:
        return False
    line, credit = story.bylines
    between = line.span < story.body[0].span < credit.span
    return between and is_photo_credit(credit) and not is_photo_credit(line)


def _has_heads_below(story: Story) -> bool:
    """Whether a story has no byline of its own, and heads that stand under its text."""
    opened = any(group.opening is not None and group.opening.bylines for group in story.body)
    return (
        bool(story.heads and story.body)
        and not opened
        and not story.bylines
        and (story.heads[0].span > story.body[-1].span)
    )


def _print(group: LineGroup) -> str:
    return " ".join(line.measured.read.text for line in group.lines)


def head_from_within(story: Story) -> Story:
    """A story that begins with a byline or dateline and no head, the only heads in its text as its headline."""
    sections = [group for group in story.body if group in story.crossheads]
    begins = bool(story.bylines) or (bool(story.body) and story.body[0].opening is not None)
    if story.heads or not sections or not begins:
        return story
    first = story.body.index(sections[0])
    if list(story.body[first : first + len(sections)]) != sections:
        return story
    body = tuple(group for group in story.body if group not in story.crossheads)
    why = (*story.why, "its only heads stand in the middle of its text")
    return replace(story, heads=tuple(sections), body=body, crossheads=frozenset(), why=why)


def _begins_surely(runs: Sequence[Run], i: int) -> bool:
    if i >= len(runs):
        return True
    return runs[i].opens or runs[i].border is not None or any(not group.is_head for group in runs[i].gap)


def _story(
    heads: list[LineGroup],
    bylines: list[LineGroup],
    body: list[LineGroup],
    inner: set[LineGroup],
    captions: set[LineGroup],
    why: list[str],
) -> Story:
    captions = captions | {group for group in body if group.kind is BlockKind.CAPTION}
    return Story(
        tuple(heads), tuple(bylines), tuple(body), frozenset(inner), frozenset(captions), tuple(dict.fromkeys(why))
    )
