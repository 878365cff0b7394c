"""What an operation makes of a page: from one sheet to the next. Pure; refuses what cannot be done, in words.

Nothing here knows rows: articles are the keys that the caller leads public ids to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from articles.text.spans import Span, merge_spans, subtract_spans
from newsarchive.desk.operations.ordering import lay_in_order
from newsarchive.desk.operations.restoring import bring_back
from newsarchive.desk.operations.sheet import (
    Piece,
    Sheet,
    Story,
    give,
    join_placed,
    set_aside,
    take,
    take_aside,
    take_from_page,
)
from newsarchive.desk.operations.strands import NOWHERE, common, map_strand
from newsarchive.desk.operations.types import (
    FURNITURE,
    NEW,
    UNASSIGNED,
    Action,
    Decide,
    Mark,
    Merge,
    Move,
    OperationError,
    Part,
    Reorder,
    Restore,
    Split,
)

WITHDRAWN = "withdrawn"
HEADS = (Part.HEADLINE, Part.KICKER, Part.STANDFIRST)

Words = Callable[[str], str]  # gettext, handed in: this module knows no Django


def plan(sheet: Sheet, action: Action, keys: Mapping[str, int], _: Words = str) -> Sheet:
    """The sheet after the operation. `keys` leads from public ids to stories. Raises OperationError."""
    planner = Planner(sheet, keys, _)
    match action:
        case Move():
            after = planner.move(action)
        case Split():
            after = planner.split(action)
        case Merge():
            after = planner.merge(action)
        case Reorder():
            after = planner.reorder(action)
        case Mark():
            after = planner.mark(action)
        case Decide():
            after = planner.decide(action)
        case Restore():
            after = planner.restore(action)
        case _:
            raise OperationError(_("There is no such operation."), "unknown", "kind")
    return after


class Planner:
    """Operations on one sheet, each a method that gives the next sheet."""

    def __init__(self, sheet: Sheet, keys: Mapping[str, int], words: Words) -> None:
        self.sheet, self.keys, self._ = sheet, keys, words

    # What operations name

    def find(self, public_id: str, field: str) -> Story:
        """A visible story of the page by its public id."""
        key = self.keys.get(public_id)
        story = next((each for each in self.sheet.visible if each.key == key), None)
        if story is None:
            raise OperationError(
                self._("“%(article)s” is no visible article of this page.") % {"article": public_id}, "unknown", field
            )
        return story

    def check(self, spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """The places, sorted and joined; refused where there are none or they lie outside the page."""
        found = list(spans)
        length = len(self.sheet.text)
        for start, end in found:
            if not 0 <= start < end <= length:
                told = {"start": start, "end": end, "characters": length}
                message = self._("%(start)s–%(end)s is not inside the page, which has %(characters)s characters.")
                raise OperationError(message % told, "outside", "spans")
        if not any(self.sheet.text[start:end].strip() for start, end in found):
            raise OperationError(self._("Nothing but white space was chosen."), "empty", "spans")
        return merge_spans(found)

    def new_key(self) -> int:
        return min((0, *(story.key for story in self.sheet.stories))) - 1

    # The operations

    def move(self, action: Move) -> Sheet:
        wanted = self.check(action.spans)
        target = None if action.to in (NEW, FURNITURE, UNASSIGNED) else self.find(action.to, "to")
        if target is not None and not subtract_spans(wanted, target.places):
            raise OperationError(self._("The article has these characters already."), "unchanged", "to")
        if action.to == FURNITURE and not subtract_spans(wanted, self.sheet.furniture):
            raise OperationError(self._("These characters are furniture already."), "unchanged", "to")
        taken = [*self.sheet.furniture, *(place for story in self.sheet.visible for place in story.places)]
        if action.to == UNASSIGNED and not common(wanted, taken):
            raise OperationError(self._("These characters belong to nothing already."), "unchanged", "to")
        if target is not None:
            wanted = subtract_spans(wanted, target.places)
        first = next((s for s in self.sheet.visible if common(s.places, wanted)), None)
        sheet, pieces = take_from_page(self.sheet, wanted)
        pieces = [replace(piece, part=action.part or piece.part or Part.BODY) for piece in pieces]
        if target is not None:
            target = sheet.story(target.key)
            sheet = hand_over(sheet, target, pieces, action.place)
        elif action.to == NEW:
            sheet = self.make(sheet, pieces, first)
            return empty_out(sheet, self.sheet, self.new_key())
        else:
            sheet = set_aside(sheet, pieces)
            if action.to == FURNITURE:
                sheet = replace(sheet, furniture=merge_spans([*sheet.furniture, *wanted]))
        return empty_out(sheet, self.sheet, target.key if target else None)

    def make(self, sheet: Sheet, pieces: Sequence[Piece], before: Story | None, part_of: Story | None = None) -> Sheet:
        """The sheet with a new story of these pieces, right after the one they are from, or where print has them."""
        key = self.new_key()
        like = part_of or before
        story = Story(key, "unreviewed", 0, like.kind if like else "news")
        if before is None:
            start = pieces[0].start
            above = [s for s in sheet.visible if s.places and min(s.places)[0] < start]
            before = above[-1] if above else None
        order = [each.key for each in sheet.visible]
        index = order.index(before.key) + 1 if before is not None and before.key in order else 0
        order.insert(index, key)
        return lay_in_order(hand_over(sheet, story, pieces, 0), order)

    def split(self, action: Split) -> Sheet:
        story = self.find(action.article, "article")
        if (action.at is None) == (action.body_at is None):
            raise OperationError(self._("Say one place: of the page, or of the body."), "invalid", "at")
        at = action.at if action.at is not None else self.find_printed(story, action.body_at or 0)
        behind: list[Span] = []
        is_behind = False
        for _part, start, end in story.spans:
            if is_behind:
                behind.append(Span(start, end))
            elif start <= at < end:
                is_behind = True
                behind.append(Span(at, end))
        text = self.sheet.text
        before = subtract_spans(story.places, behind)
        if not any(text[a:b].strip() for a, b in behind) or not any(text[a:b].strip() for a, b in before):
            message = self._("Split inside the article: on one side of this place it has no characters.")
            raise OperationError(message, "outside", "at" if action.at is not None else "body_at")
        smaller, pieces = take(story, behind, text, action.body_at)
        if pieces[0].part == Part.CROSSHEAD:
            pieces[0] = replace(pieces[0], part=Part.HEADLINE)
        return self.make(self.sheet.with_story(smaller), pieces, smaller, smaller)

    def find_printed(self, story: Story, body_at: int) -> int:
        """The place on the page of the first printed character of the body from an offset on."""
        strand = map_strand(story.body, story.body_map)
        found = next((o for o in strand.origins[max(body_at, 0) :] if o != NOWHERE), None)
        if found is None or not 0 < body_at < len(story.body):
            message = self._("Split inside the body: from this place on nothing of it is printed on the page.")
            raise OperationError(message, "outside", "body_at")
        return found

    def merge(self, action: Merge) -> Sheet:
        story, other = self.find(action.article, "article"), self.find(action.other, "other")
        if story.key == other.key:
            raise OperationError(self._("An article cannot be merged with itself."), "invalid", "other")
        rest, pieces = take(other, merge_spans(other.places), self.sheet.text)
        if story.headline:
            pieces = [replace(p, part=Part.CROSSHEAD) if p.part in HEADS else p for p in pieces]
        sheet = self.sheet.with_story(rest)
        sheet = hand_over(sheet, story, pieces, len(story.spans))
        return empty_out(sheet, self.sheet, story.key)

    def reorder(self, action: Reorder) -> Sheet:
        story = self.find(action.article, "article")
        order = [each.key for each in self.sheet.visible if each.key != story.key]
        before = self.find(action.before, "before").key if action.before is not None else None
        if before == story.key:
            raise OperationError(self._("An article cannot be put before itself."), "invalid", "before")
        order.insert(order.index(before) if before is not None else len(order), story.key)
        if order == [each.key for each in self.sheet.visible]:
            raise OperationError(self._("The article stands there already."), "unchanged", "before")
        return replace(lay_in_order(self.sheet, order, story.key), moved=story.key)

    def mark(self, action: Mark) -> Sheet:
        wanted = self.check(action.spans)
        sheet = self.sheet
        for story in sheet.visible:
            if not common(story.places, wanted):
                continue
            differing = [Span(a, b) for part, a, b in story.spans if part != action.part]
            for span in common(differing, wanted):
                sheet = mark_span(sheet, story.key, span, str(action.part))
        if sheet == self.sheet:
            raise OperationError(self._("None of these characters would play another part."), "unchanged", "part")
        return sheet

    def restore(self, action: Restore) -> Sheet:
        story = self.find_any(action.article)
        self.check((start, end) for _part, start, end in action.parts)
        sheet = bring_back(self.sheet, story, action)
        order = sorted(sheet.visible, key=lambda each: (each.position, each.key != story.key))
        return empty_out(lay_in_order(sheet, [each.key for each in order]), self.sheet, story.key)

    def find_any(self, public_id: str) -> Story:
        """A story of the page by its public id, also one that does not count."""
        story = next((each for each in self.sheet.stories if each.key == self.keys.get(public_id)), None)
        if story is None:
            message = self._("“%(article)s” is no article of this page.") % {"article": public_id}
            raise OperationError(message, "unknown", "article")
        return story

    def decide(self, action: Decide) -> Sheet:
        story = self.find_any(action.article)
        if story.status == action.status:
            raise OperationError(self._("The article stands so already."), "unchanged", "status")
        was_visible = story.status not in ("rejected", WITHDRAWN)
        changed = replace(story, status=action.status)
        sheet = self.sheet.with_story(changed)
        if was_visible or action.status in ("rejected", WITHDRAWN):
            return sheet
        if not story.spans:
            message = self._("Its characters are in other articles. Undo what took them, or move them back.")
            raise OperationError(message, "taken", "status")
        for other in self.sheet.visible:
            if shared := common(other.places, story.places):
                told = {"start": shared[0].start, "end": shared[0].end, "article": other.headline or other.body[:20]}
                message = self._("%(start)s–%(end)s belongs to “%(article)s” by now.") % told
                raise OperationError(message, "taken", "status")
        sheet = replace(sheet, furniture=subtract_spans(sheet.furniture, story.places))
        order = sorted(sheet.visible, key=lambda each: (each.position, each.key == story.key))
        return lay_in_order(sheet, [each.key for each in order])


# Steps that operations share -----------------------------------------------------------------------------------------


def hand_over(sheet: Sheet, story: Story, pieces: Sequence[Piece], place: int | None) -> Sheet:
    """Give the pieces to a story; what becomes a caption has its text set aside."""
    story = give(story, pieces, sheet.text, place)
    return set_aside(sheet.with_story(story), [piece for piece in pieces if piece.part == Part.CAPTION])


def mark_span(sheet: Sheet, key: int, span: Span, part: str) -> Sheet:
    """Let characters of one story play another part, where they stand."""
    story = sheet.story(key)
    story = replace(story, spans=join_placed(story.spans))
    holders = (n for n, (_part, start, end) in enumerate(story.spans) if start < span.end and span.start < end)
    index = next(holders)
    inner = Span(max(span.start, story.spans[index][1]), min(span.end, story.spans[index][2]))
    smaller, pieces = take(story, [inner], sheet.text)
    sheet, pieces = take_aside(sheet.with_story(smaller), pieces)
    index += story.spans[index][1] < inner.start
    sheet = hand_over(sheet, sheet.story(key), [replace(piece, part=part) for piece in pieces], index)
    rest = subtract_spans([span], [inner])
    for each in rest:
        sheet = mark_span(sheet, key, each, part)
    return sheet


def empty_out(sheet: Sheet, before: Sheet, heir: int | None) -> Sheet:
    """Withdraw stories that have nothing printed left; the white space they still have belongs to nobody."""
    for story in before.visible:
        now = sheet.story(story.key)
        if now.spans != story.spans and not any(sheet.text[start:end].strip() for start, end in now.places):
            heirs = sheet.heirs if heir is None else {**sheet.heirs, story.key: heir}
            sheet = replace(sheet.with_story(replace(now, spans=(), status=WITHDRAWN)), heirs=heirs)
    return sheet
