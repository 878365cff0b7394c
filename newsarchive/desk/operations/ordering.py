"""The order of a page's stories: those that stand keep their positions, and one that comes between two gets a position
between theirs. Pure.

So whoever is written is who was moved: those behind would each be stored, indexed and kept in history for nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from newsarchive.desk.operations.sheet import Sheet

# Two neighbours nearer than this leave no room between them: a position is to stay short, and exact in any database.
NEAREST = 2.0**-20


def lay_in_order(sheet: Sheet, order: Sequence[int], moved: int | None = None) -> Sheet:
    """The stories in this order, each keeping its position where it can, and moving back where it must; `moved` is the
    key of one that was put elsewhere, and keeps none."""
    last: float = 0
    changed = []
    for place, key in enumerate(order):
        story = sheet.story(key)
        if key == moved or story.position <= last:
            behind = (sheet.story(each).position for each in order[place + 1 :])
            following = next((position for position in behind if position > last), None)
            story = replace(story, position=find_between(last, following))
            changed.append(story)
        last = story.position
    return sheet.with_story(*changed)


def find_between(last: float, following: float | None) -> float:
    """A position behind `last` and before `following`, the next whole one if that is free; behind both where there is
    no room, so that `following` must move back."""
    whole = math.floor(last) + 1
    if following is None or whole < following or following - last < NEAREST:
        return whole
    middle = (last + following) / 2
    return int(middle) if middle.is_integer() else middle
