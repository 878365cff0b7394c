"""Stories that another column's text cut off, and what of them is printed after it: torn sentences, further sections.

Where a text breaks off, all that could go on from there is weighed against staying where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.blocks import LineGroup, join_terms
from articles.extraction.cohesion import PageWords, Terms, opens_sentence
from articles.extraction.runs import are_parallel
from articles.extraction.stories import Story
from articles.extraction.types import BlockKind
from articles.text.joining import HAN

NEAR = 5  # paragraphs on either side that are asked whose they are
BACK = 4  # stories back that may go on
SHORTEST = 10  # characters of a text that breaks off
RUNS_ON = 0.4  # a torn text goes on in what follows it, unless something speaks against it
ENDS = 3  # torn ends of one story that are asked, the last ones
RESUMED = 0.9  # cues that a text goes on after another's must weigh so much more than those that it stays
SEAM = 0.6  # times how likely one text runs on in the other
NEARER = 5.0  # times how much more words a text shares with the one story than with the other
MID_SENTENCE = 0.7  # a text begins in the middle of a sentence
SECTION = 1.0  # a section's head worded like the crossheads of an earlier story
SECTION_RESUMED = 1.2
TORN = re.compile(  # how the second half of a torn sentence begins
    rf"[,，、。；;：:”’」』）)]|[{HAN}]{{1,2}}[,，。；;、]|\d[\d.]{{0,6}}[%％{HAN}]{{0,2}}[,，。]"
)


def resume_stories(stories: Sequence[Story], words: PageWords) -> tuple[Story, ...]:
    """Stories cut off by another column get back what is printed after it."""
    found = list(stories)
    for k in range(1, len(found)):
        _resume_torn(found, k, words)
        _resume_section(found, k, words)
    return tuple(story for story in found if story.groups)


def _resume_torn(found: list[Story], k: int, words: PageWords) -> None:
    """Of story `k`, the text that a sentence torn in an earlier story goes on in goes back to that story."""
    best, where = RESUMED, None
    for j in range(max(0, k - BACK), k):
        for p, stays in _find_torn_ends(found[j], words):
            own = join_terms([*found[j].body[max(0, p + 1 - NEAR) : p + 1], *found[j].body[:2]])
            for q in range(len(found[k].body)):
                score = _weigh(found[k], q, found[j].body[p], own, words) - stays
                if score > best:
                    best, where = score, (j, p, q)
    if where is None:
        return
    j, p, q = where
    why = f"goes on after another story (cues weigh {best:.1f})"
    _move(found, k, q, _end_of_tail(found[k], q, words), j, p + 1, why)


def _find_torn_ends(story: Story, words: PageWords) -> list[tuple[int, float]]:
    """Where the story's text breaks off in a sentence, with how much speaks for its going on in what follows there."""
    ends: list[tuple[int, float]] = []
    for p, group in enumerate(story.body):
        if group.kind is not BlockKind.BODY or group.stops or group in story.captions or len(group.flat) < SHORTEST:
            continue
        if not group.flat[-1].isalnum() and group.flat[-1] not in ",，、":
            continue
        after = story.body[p + 1] if p + 1 < len(story.body) else None
        stays = 0.0 if after is None or after.is_head else max(0.0, RUNS_ON + _joins(group, after, words))
        ends.append((p, stays))
    return ends[-ENDS:]


def _joins(end: LineGroup, first: LineGroup, words: PageWords) -> float:
    """How much the torn end of one text and the beginning of another look like the halves of a sentence."""
    opens = opens_sentence(first.flat)
    return SEAM * words.seam(end.flat, first.flat) + (
        MID_SENTENCE if opens < 0 or TORN.match(first.flat) else -MID_SENTENCE * opens
    )


def _weigh(story: Story, q: int, end: LineGroup, own: Terms, words: PageWords) -> float:
    """How much speaks for the story's text from `q` on being the other story's, which broke off at `end`."""
    first = story.body[q]
    if first.kind is not BlockKind.BODY or first.opening is not None or first.bullet or first in story.captions:
        return 0.0
    score = _joins(end, first, words)
    before = story.body[q - 1] if q else None
    if before is None:
        if story.heads or story.bylines:
            return 0.0
    elif before.is_head:
        score -= MID_SENTENCE
    elif not before.stops:
        score -= max(0.0, SEAM * words.seam(before.flat, first.flat)) + 0.3
    if score <= 0.0:
        return 0.0
    tail = join_terms(story.body[q : q + NEAR])
    rest = join_terms(story.body[max(0, q - NEAR) : q])
    return score + NEARER * (words.cohesion(tail, own) - words.cohesion(tail, rest))


def _end_of_tail(story: Story, q: int, words: PageWords) -> int:
    """Where what is printed from `q` on ends: where the story goes on that was torn before `q`, or at its end."""
    before = story.body[q - 1] if q else None
    if before is None or before.stops or before.is_head:
        return len(story.body)
    for r in range(q + 1, len(story.body)):
        first, last = story.body[r], story.body[r - 1]
        if first.kind is BlockKind.BODY and last.stops and words.seam(before.flat, first.flat) > 0.5:
            return r
    return len(story.body)


def _resume_section(found: list[Story], k: int, words: PageWords) -> None:
    """A further section of an earlier story: its head is worded like that story's, and it is about the same."""
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
            if not any(are_parallel(head, other) for other in like):
                continue
            nearer = words.cohesion(tail, join_terms(found[j].body[:NEAR])) - words.cohesion(tail, rest)
            score = SECTION + NEARER * nearer
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
    _move(found, k, q, len(found[k].body), j, len(found[j].body), why)


def _move(found: list[Story], k: int, q: int, r: int, j: int, at: int, why: str) -> None:
    """The body of story `k` from `q` to `r` becomes story `j`'s, from `at` on."""
    giver, taker = found[k], found[j]
    tail = giver.body[q:r]
    moved = giver.crossheads & set(tail), giver.captions & set(tail)
    found[j] = replace(
        taker,
        body=(*taker.body[:at], *tail, *taker.body[at:]),
        crossheads=taker.crossheads | moved[0],
        captions=taker.captions | moved[1],
        why=(*taker.why, why),
    )
    found[k] = replace(
        giver,
        body=(*giver.body[:q], *giver.body[r:]),
        crossheads=giver.crossheads - moved[0],
        captions=giver.captions - moved[1],
    )
