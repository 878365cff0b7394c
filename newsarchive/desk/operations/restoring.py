"""An article given the places that it had in an earlier state, whoever has them now. Pure."""

from __future__ import annotations

from dataclasses import replace

from articles.text.spans import subtract_spans
from newsarchive.desk.operations.sheet import Piece, Sheet, Story, set_aside, take_from_page
from newsarchive.desk.operations.types import Part, Restore


def take_back(sheet: Sheet, story: Story, action: Restore) -> tuple[Sheet, list[Piece]]:
    """The sheet without the characters that the story is to have and without those it has, and the former as pieces in
    their order, each with its text as corrected; what it had beyond them belongs to nobody."""
    is_visible = story in sheet.visible
    own = story.places if is_visible else ()
    pieces: list[Piece] = []
    for part, start, end in action.parts:
        sheet, found = take_from_page(sheet, [(start, end)])
        found.sort(key=lambda piece: piece.start)  # a part is read as it is printed, whoever had its pieces
        pieces += [replace(piece, part=str(Part(part))) for piece in found]
    surplus = subtract_spans(own, [(start, end) for _part, start, end in action.parts])
    if surplus:
        sheet, left = take_from_page(sheet, surplus)
        sheet = set_aside(sheet, left)
    if not is_visible:  # what a tombstone says is of characters that it may no longer have
        emptied = Story(story.key, "unreviewed", story.position, story.kind, continues=story.continues)
        sheet = sheet.with_story(emptied)
    return sheet.with_story(replace(sheet.story(story.key), position=action.position, spans=())), pieces
