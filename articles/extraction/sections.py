"""Further sections of a story, printed after another story: headed like its own sections, and about the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.blocks import LineGroup, join_terms
from articles.extraction.cohesion import PageWords
from articles.extraction.crossheads import are_parallel
from articles.extraction.stories import Story, move_body

NEAR = 5  # paragraphs on either side that are asked whose they are
BACK = 4  # stories back that may go on
NEARER = 5.0  # times how much more words a section shares with the one story than with the other
SECTION = 1.0  # a section's head worded like the crossheads of an earlier story
SHORT_HEAD = 5  # characters
SECTION_SHORT = 0.9  # a section's head as short as those crossheads, where no story is headed so
SECTION_RESUMED = 0.9
CREDITED = 0.5  # share of stories with a byline, from which one without is rare
FEWEST = 80  # characters of a section
LONGER = 4.0  # ems by which the crossheads of one story differ


def heads_shortly(found: Sequence[Story]) -> bool:
    """Whether a story that surely begins is headed as shortly as sections are: asked of a page once."""
    sure = (story for story in found if story.bylines or _opens(story))
    return any(len(group.flat) <= SHORT_HEAD for story in sure for group in story.heads)


def resume_section(found: list[Story], k: int, words: PageWords, short: bool) -> None:
    """A further section of an earlier story: its head is worded like that story's, and it is about the same.

    `short`: no story of the page is headed as shortly as sections are.
    """
    story = found[k]
    starts = [q for q, group in enumerate(story.body) if group in story.crossheads]
    alone = len(story.heads) == 1 and not story.bylines and bool(story.body) and story.body[0].opening is None
    best, where = SECTION_RESUMED, None
    for q in [*((-1,) if alone else ()), *starts[:6]]:
        head = story.heads[0] if q < 0 else story.body[q]
        others = [group for group in story.body if group in story.crossheads and group is not head][:3]
        if q >= 0 and any(are_parallel(head, other) for other in others):
            continue
        tail = join_terms(story.body[q + 1 : q + 1 + NEAR])
        rest = join_terms(story.body[max(0, q - NEAR) : max(0, q)])
        for j in range(max(0, k - BACK), k):
            like = [group for group in found[j].body if group in found[j].crossheads]
            alike = any(are_parallel(head, other) for other in like)
            if not alike and not (short and (q < 0 or not others) and any(_is_as_short(head, other) for other in like)):
                continue
            nearer = words.cohesion(tail, join_terms(found[j].body[:NEAR])) - words.cohesion(tail, rest)
            score = (SECTION if alike else SECTION_SHORT) + NEARER * nearer
            if score > best:
                best, where = score, (j, q)
    if where is None:
        return
    j, q = where
    if q < 0:
        head = story.heads[0]
        found[k] = replace(story, heads=(), body=(head, *story.body), crossheads=story.crossheads | {head})
        q = 0
    why = f"a further section, headed like the others (cues weigh {best:.1f})"
    move_body(found, k, q, len(found[k].body), j, len(found[j].body), why)


def join_begun(found: Sequence[Story]) -> tuple[Story, ...]:
    """Stories whose last crosshead but one was taken for the head of all above it, put together again.

    Where heads stand below their texts, a crosshead looks like the head of the text above. The story below it goes on
    without a beginning, has crossheads as long as that head and a byline, the story above it has none, as hardly any
    story of such a page.
    """
    credited = sum(1 for story in found if story.bylines or _opens(story))
    if credited < CREDITED * len(found):
        return tuple(found)
    joined = list(found)
    for k in range(len(joined) - 1, 0, -1):
        above, below = joined[k - 1], joined[k]
        if _is_bare_section(above) and _is_rest(below) and _follows(above, below):
            (head,) = above.heads
            joined[k - 1 : k + 1] = [
                replace(
                    below,
                    body=(*above.body, head, *below.body),
                    crossheads=above.crossheads | below.crossheads | {head},
                    captions=above.captions | below.captions,
                    why=(*above.why[:1], "a section of the story below, headed as long as its others", *below.why),
                    margin=min(above.margin, below.margin),
                )
            ]
    return tuple(joined)


def _is_bare_section(story: Story) -> bool:
    """Whether a text has nothing but one head below it, and no beginning of its own."""
    if len(story.heads) != 1 or story.bylines or not story.body or _opens(story):
        return False
    head = story.heads[0]
    size = sum(len(group.flat) for group in story.body)
    return not head.level and len(head.lines) == 1 and head.span > story.body[-1].span and size >= FEWEST


def _is_rest(story: Story) -> bool:
    """Whether a story has its heads and a byline below it, crossheads, and no beginning of its own."""
    if not (story.heads and story.bylines and story.crossheads and story.body) or _opens(story):
        return False
    return min(group.span for group in (*story.heads, *story.bylines)) > story.body[-1].span


def _follows(above: Story, below: Story) -> bool:
    """Whether the head stands between the two texts and is about as long as the crossheads of the one below."""
    (head,) = above.heads
    return head.span < below.body[0].span and any(
        abs(head.ems - other.ems) <= LONGER and len(other.lines) == 1 for other in below.crossheads
    )


def _is_as_short(one: LineGroup, other: LineGroup) -> bool:
    """成交回暖 and 政策加码: heads of four characters or so, as sections have and stories hardly ever."""
    return len(one.flat) == len(other.flat) <= SHORT_HEAD and not one.level and "、" not in other.flat


def _opens(story: Story) -> bool:
    return bool(story.body) and story.body[0].opening is not None
