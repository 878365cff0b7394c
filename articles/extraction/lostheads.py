"""Heads that stand below another story's text than their own, on pages that set heads below their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.blocks import LineGroup, join_terms
from articles.extraction.cohesion import PageWords, Terms
from articles.extraction.stories import Story, move_body

BACK = 3  # stories back that may lack the head
ENOUGH = 40  # pairs of characters from which on a text tells whose a head is
NEARER = 0.3  # so much more of a head's words stands in the text that lacks one
NEARER_OF_TWO = 0.1  # where another head stays that speaks of that text
MOSTLY = 0.5  # share of a head's words that stand in the text which it is said to head


def find_lost_heads(stories: Sequence[Story], words: PageWords) -> tuple[Story, ...]:
    """The stories, a head below one text given to the story without a head that it speaks of.

    A story that has lost its head so, and began with a byline or dateline, takes the next text with its head, if
    that begins with none and the head speaks of the story.
    """
    found = list(stories)
    headed = [story for story in found if story.heads and story.body]
    if 3 * sum(_stands_below(story) for story in headed) < 2 * len(headed) or len(headed) < 2:
        return tuple(found)
    for k in range(1, len(found)):
        _join_next(found, k, words)
        for j in range(k - 1, max(-1, k - 1 - BACK), -1):
            if _lacks_head(found[j]) and _give_head(found, k, j, words):
                break
    return tuple(story for story in found if story.groups)


def _stands_below(story: Story) -> bool:
    return story.heads[0].span.start > story.body[0].span.start


def _opens(story: Story) -> bool:
    return bool(story.bylines) or (bool(story.body) and story.body[0].opening is not None)


def _terms(story: Story) -> Terms:
    return join_terms(story.body)


def _lacks_head(story: Story) -> bool:
    bulleted = bool(story.body) and story.body[0].bullet
    return not story.heads and not bulleted and len(_terms(story)) >= ENOUGH


def _give_head(found: list[Story], k: int, j: int, words: PageWords) -> bool:
    """Of the heads below story `k` the one that speaks of story `j` and hardly of its own goes there."""
    if not found[k].heads or not found[k].body or not _stands_below(found[k]):
        return False
    own, other = _terms(found[k]), _terms(found[j])

    def nearer(head: LineGroup) -> float:
        return words.likeness(head.terms, other) - words.likeness(head.terms, own)

    head = max(found[k].heads, key=nearer)
    others = [each for each in found[k].heads if each is not head]
    kept = any(words.likeness(each.terms, own) >= MOSTLY for each in others)
    if nearer(head) < (NEARER_OF_TWO if kept else NEARER):
        return False
    found[j] = replace(found[j], heads=(head,), why=(*found[j].why, "its head stands below another text"))
    found[k] = replace(found[k], heads=tuple(others))
    return True


def _join_next(found: list[Story], k: int, words: PageWords) -> None:
    """Story `k`, which begins with neither byline nor dateline, is the rest of the one before that has no head."""
    before, story = found[k - 1], found[k]
    if before.heads or not _opens(before) or _opens(story) or not story.heads or not story.body:
        return
    if not _stands_below(story) or len(_terms(before)) < ENOUGH:
        return
    heads = join_terms(story.heads)
    if words.likeness(heads, _terms(before)) < MOSTLY:
        return
    found[k - 1] = replace(before, heads=story.heads)
    found[k] = replace(story, heads=())
    move_body(found, k, 0, len(story.body), k - 1, len(before.body), "goes on, and its head stands below")
