"""Stories that another column's text cut off, and what of them is printed after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.blocks import LineGroup, join_terms
from articles.extraction.cohesion import PageWords, Terms
from articles.extraction.stories import Story
from articles.text.joining import HAN

RESUME_NEAR = 5  # paragraphs on either side that are asked whose they are
RESUMED = 0.9  # cues that a story goes on after another must weigh so much
TORN = re.compile(  # how the second half of a torn sentence begins
    rf"[,，、。；;：:”’」』）)]|[{HAN}]{{1,2}}[,，。；;、]|\d[\d.]{{0,6}}[%％{HAN}]{{0,2}}[,，。]"
)


def resume_stories(stories: Sequence[Story], words: PageWords) -> tuple[Story, ...]:
    """Stories cut off by another's column get back what is printed after it."""
    found = list(stories)
    for k in range(1, len(found)):
        best, where = RESUMED, None
        for j in range(max(0, k - 3), k):
            text = [group for group in found[j].body if group not in found[j].captions]
            if not text or text[-1].stops:
                continue
            own = join_terms(text[-RESUME_NEAR:] + text[:2])
            for at in range(1, len(found[k].body)):
                score = _weigh_resumption(found[k], at, text[-1], own, words)
                if score > best:
                    best, where = score, (j, at)
        if where is None:
            continue
        j, at = where
        tail = found[k].body[at:]
        moved = found[k].crossheads & set(tail), found[k].captions & set(tail)
        why = f"goes on after another story (cues weigh {best:.1f})"
        found[j] = replace(
            found[j],
            body=found[j].body + tail,
            crossheads=found[j].crossheads | moved[0],
            captions=found[j].captions | moved[1],
            why=(*found[j].why, why),
        )
        found[k] = replace(
            found[k],
            body=found[k].body[:at],
            crossheads=found[k].crossheads - moved[0],
            captions=found[k].captions - moved[1],
        )
    return tuple(found)


def _weigh_resumption(story: Story, at: int, end: LineGroup, own: Terms, words: PageWords) -> float:
    """How much speaks for the story's body from `at` on being the other story's, which broke off at `end`."""
    before, first = story.body[at - 1], story.body[at]
    if first.opening is not None or not before.stops or first.is_head:
        return 0.0
    tail = join_terms(story.body[at : at + RESUME_NEAR])
    rest = join_terms(story.body[max(0, at - RESUME_NEAR) : at])
    nearer = words.cohesion(tail, own) - words.cohesion(tail, rest)
    seam = words.seam(end.flat, first.flat)
    torn = 0.6 if TORN.match(first.flat) else 0.0
    return 0.5 * seam + 6.0 * nearer + torn
