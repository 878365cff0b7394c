"""An article given the places and the words that it had in an earlier state, whoever has the places now. Pure."""

from __future__ import annotations

from dataclasses import replace

from articles.text.spans import Run, subtract_spans
from newsarchive.desk.operations.sheet import LISTS, Sheet, Story, set_aside, take_from_page
from newsarchive.desk.operations.types import Part, Restore


def bring_back(sheet: Sheet, story: Story, action: Restore) -> Sheet:
    """The sheet with the story as it was, at its position of then: the order is for the caller to settle.

    What the story had beyond its places of then belongs to nobody, its corrected words set aside.
    """
    wanted = [(start, end) for _part, start, end in action.parts]
    is_visible = story in sheet.visible
    surplus = subtract_spans(story.places, wanted) if is_visible else ()
    sheet, _pieces = take_from_page(sheet, wanted)
    if surplus:
        sheet, left = take_from_page(sheet, surplus)
        sheet = set_aside(sheet, left)
    texts = {name: tuple(text) if name in LISTS else text for name, text in action.texts.items()}
    sheet = replace(sheet, moved=story.key)
    return sheet.with_story(
        replace(
            story,
            status=story.status if is_visible else "unreviewed",
            position=action.position,
            spans=tuple((str(Part(part)), start, end) for part, start, end in action.parts),
            body_map=tuple(Run(*run) for run in action.body_map),
            **texts,
        )
    )
