"""Heads that stand below another story's text than their own, on pages that set heads below their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.blocks import LineGroup, join_terms
from articles.extraction.cohesion import PageWords, Terms
from articles.extraction.headlines import PLACE_COLON
from articles.extraction.onehead import SAYS
from articles.extraction.stories import Story, move_body

BACK = 3  # stories back that may lack the head
ENOUGH = 40  # pairs of characters from which on a text tells whose a head is
NEARER = 0.3  # so much more of a head's words stands in the text that lacks one
BESIDE = 0.05  # and of a head beside that one
NEARER_OF_TWO = 0.1  # where another head stays that speaks of that text
MOSTLY = 0.5  # share of a head's words that stand in the text which it is said to head


def find_lost_heads(stories: Sequence[Story], words: PageWords) -> tuple[Story, ...]:
    """The stories, a head below one text given to the story without a head that it speaks of.

    A story that has lost its head so, and began with a byline or dateline, takes the next text with its head, if
    that begins with none and the head speaks of the story.
    """
    found = list(stories)
    for k in range(1, len(found)):
        _give_head_of_place(found, k)
    headed = [story for story in found if story.heads and story.body]
    if 3 * sum(_stands_below(story) for story in headed) < 2 * len(headed) or len(headed) < 2:
        return tuple(story for story in found if story.groups)
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
    """Of the heads below story `k` those that speak of story `j` and hardly of their own go there."""
    if not found[k].heads or not found[k].body or not _stands_below(found[k]):
        return False
    own, other = _terms(found[k]), _terms(found[j])
    units = _join_said(found[k].heads)

    def nearer(unit: Sequence[LineGroup]) -> float:
        terms = join_terms(unit)
        return words.likeness(terms, other) - words.likeness(terms, own)

    at = max(range(len(units)), key=lambda i: nearer(units[i]))
    others = [unit for unit in units if unit is not units[at]]
    kept = any(words.likeness(join_terms(unit), own) >= MOSTLY for unit in others)
    if nearer(units[at]) < (NEARER_OF_TWO if kept else NEARER):
        return False
    first, end = at, at + 1
    while first > 0 and nearer(units[first - 1]) > BESIDE:
        first -= 1
    while end < len(units) and nearer(units[end]) > BESIDE:
        end += 1
    given = tuple(head for unit in units[first:end] for head in unit)
    found[j] = replace(found[j], heads=given, why=(*found[j].why, "its head stands below another text"))
    found[k] = replace(found[k], heads=tuple(head for head in found[k].heads if head not in given))
    return True


def _join_said(heads: Sequence[LineGroup]) -> list[list[LineGroup]]:
    """The heads, one that ends in 强调 with what was said there under it."""
    units: list[list[LineGroup]] = []
    for head in heads:
        if units and SAYS.search(units[-1][-1].flat):
            units[-1].append(head)
        else:
            units.append([head])
    return units


def _give_head_of_place(found: list[Story], k: int) -> None:
    """A head that begins with a place goes to the story without one that was sent from there: 石桥：新渠通水 to
    本报石桥讯, where the text that it stands at was not."""
    story = found[k]
    for head in story.heads:
        place = PLACE_COLON.match(head.flat)
        if place is None or _sent_from(story) == place.group()[:-1]:
            continue
        for j in range(k - 1, max(-1, k - 1 - BACK), -1):
            if not found[j].heads and _sent_from(found[j]) == place.group()[:-1]:
                found[j] = replace(found[j], heads=(head,), why=(*found[j].why, "a head that begins with its place"))
                found[k] = replace(story, heads=tuple(other for other in story.heads if other is not head))
                return


def _sent_from(story: Story) -> str | None:
    opening = story.body[0].opening if story.body else None
    return opening.dateline.place if opening is not None and opening.dateline is not None else None


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
