"""Texts that go back to an earlier story by the words that they share with it, no sentence being torn."""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extraction.blocks import LineGroup, join_terms
from articles.extraction.cohesion import PageWords
from articles.extraction.runs import is_signed
from articles.extraction.sections import BACK, NEAR
from articles.extraction.stories import Story, may_be_tail, move_body

FEW = 40  # pairs of characters from which on such a text, and what stands over it, tell
FOREIGN = 0.015  # so little of its words a text shares with what stands over it only where that is another story's
FOREIGN_AND_NOT_AS_WIDE = 0.05  # or so much, where what stands over it is set to another width
SURELY_SHARED = 0.1  # and so much with the story that it belongs to, on all labelled pages
SHARED_AND_AS_WIDE = 0.03  # so much where it is also set as wide as that story, and what stands over it is not
AS_WIDE, NOT_AS_WIDE = 0.5, 0.75  # ems between two texts of one width, and of two
HANDFUL, FEW_LINES = 5, 3  # lines from which on a story has a width, and a text that may be of one
FAR_WIDER = 4.0  # ems
MORE = 0.08  # by so much more of its words a text under a wide gap shares with the earlier story
FIGURES = 4  # so many tell how they are set
_WIDE_FIGURE, _NARROW_FIGURE = re.compile("[０-９]"), re.compile("[0-9]")
ENOUGH = 60  # characters from which a text's words tell


def resume_by_words(found: list[Story], k: int, words: PageWords) -> None:
    """Of story `k`, what stands under a wider gap than its own paragraphs goes back to an earlier story, if it shares
    words with that and hardly any with what stands over it.
    """
    body = found[k].body
    widest = 1  # of the gaps so far
    for q in range(1, len(body)):
        wide = body[q].first.blanks > widest
        widest = max(widest, body[q].first.blanks)
        if not may_be_tail(found[k], q) or not body[q - 1].stops or body[q - 1].is_head:
            continue
        if not wide:
            if _resume_foreign(found, k, q, words):
                return
            continue
        if min(sum(len(group.flat) for group in part[:NEAR]) for part in (body[q:], body[:q])) < ENOUGH:
            continue
        tail, rest = join_terms(body[q : q + NEAR]), join_terms(body[max(0, q - NEAR) : q])
        asked = [j for j in range(max(0, k - BACK), k) if found[j].body and not is_signed(found[j].body[-1])]
        shared = {j: words.cohesion(tail, join_terms([*found[j].body[:2], *found[j].body[-NEAR:]])) for j in asked}
        j = max(shared, key=lambda each: shared[each], default=None)
        if j is not None and shared[j] - words.cohesion(tail, rest) > MORE:
            why = f"goes on after another story, under a wide gap: they share {shared[j]:.2f} of their words"
            move_body(found, k, q, len(body), j, len(found[j].body), why)
            return


def _are_as_wide(tail: Sequence[LineGroup], own: Sequence[LineGroup], rest: Sequence[LineGroup]) -> bool:
    """Whether the tail is set as wide as the story that it may belong to, and what stands over it is not."""
    at, one, other = _width_of(tail, FEW_LINES), _width_of(own, HANDFUL), _width_of(rest, HANDFUL)
    if at is None or one is None or abs(at - one) > AS_WIDE:
        return False
    if other is None:  # a line that is wider by far is set in no such column
        return max(line.measured.ems for group in rest for line in group.lines) > at + FAR_WIDER
    return abs(at - other) >= NOT_AS_WIDE


def _width_of(groups: Sequence[LineGroup], least: int) -> float | None:
    """The width in ems that most full lines are set to; None for fewer than so many."""
    ems = sorted(line.measured.ems for group in groups for line in group.lines[:-1])
    return ems[len(ems) * 2 // 3] if len(ems) >= least else None


def has_wide_figures(printed: str) -> bool:
    """Whether any figure is set wide: without, no two texts can differ in how theirs are set."""
    return _WIDE_FIGURE.search(printed) is not None


def set_of_figures(printed: str) -> str:
    """How wide a text's figures are set: １２ are "wide", 12 "narrow"; "" for few, and for some of both."""
    wide, narrow = len(_WIDE_FIGURE.findall(printed)), len(_NARROW_FIGURE.findall(printed))
    return "wide" if wide >= FIGURES and not narrow else "narrow" if narrow >= FIGURES and not wide else ""


def printed_of(groups: Sequence[LineGroup]) -> str:
    """Their lines as printed."""
    return "\n".join(line.measured.line.text for group in groups for line in group.lines)


def _resume_foreign(found: list[Story], k: int, q: int, words: PageWords) -> bool:
    """What shares words with an earlier story and none with what stands over it goes back there, up to a head."""
    body = found[k].body
    if words.likeness(body[q].terms, body[q - 1].terms) > 2 * FOREIGN:
        return False  # most paragraphs, told at little cost
    end = next((r for r in range(q + 1, len(body)) if body[r].is_head), len(body))
    tail = join_terms(body[q : min(end, q + NEAR)])
    rest = join_terms([*found[k].heads, *body[max(0, q - NEAR) : q]])
    foreign = words.likeness(tail, rest)
    if min(len(tail), len(rest)) < FEW or foreign > FOREIGN_AND_NOT_AS_WIDE:
        return False
    asked = [j for j in range(max(0, k - BACK), k) if found[j].body and not is_signed(found[j].body[-1])]
    shared = {j: words.likeness(tail, join_terms([*found[j].heads, *found[j].body[:NEAR]])) for j in asked}
    j = max(shared, key=lambda each: shared[each], default=None)
    if j is None:
        return False
    as_wide = _are_as_wide(body[q:end], found[j].body, body[max(0, q - NEAR) : q])
    if foreign > FOREIGN and not as_wide:
        return False
    if shared[j] < (SHARED_AND_AS_WIDE if as_wide else SURELY_SHARED):
        return False
    why = f"goes on after another story, of which it shares no words: {shared[j]:.2f} with this one"
    move_body(found, k, q, end, j, len(found[j].body), why)
    return True
