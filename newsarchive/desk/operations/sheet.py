"""A page's articles as values, and the two moves that all operations are made of: taking characters out, and giving
them to an article, each time with the text as it was corrected. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from articles.text.joining import close_up, map_page
from articles.text.spans import Run, Span, merge_spans, subtract_spans
from newsarchive.desk.operations.strands import (
    EMPTY,
    NOWHERE,
    Strand,
    common,
    find_owners,
    find_strand,
    map_strand,
    part_strand,
    put_in,
)
from newsarchive.desk.operations.types import Part

# Where the text of a part is kept. A crosshead stands in the body too, as a paragraph; a caption's text nowhere.
COLUMNS: dict[str, tuple[str, ...]] = {
    Part.HEADLINE: ("headline",),
    Part.KICKER: ("kicker",),
    Part.STANDFIRST: ("standfirsts",),
    Part.BYLINE: ("byline",),
    Part.BODY: ("body",),
    Part.CROSSHEAD: ("body", "crossheads"),
    Part.CAPTION: (),
}
LISTS = ("standfirsts", "crossheads")
# What stands between two pieces of one text that print does not join.
JOINTS = {"headline": " ", "kicker": " ", "byline": " ", "standfirsts": "\n", "crossheads": "\n", "body": "\n"}
ALONE = (Part.CROSSHEAD, Part.STANDFIRST)

Placed = tuple[str, int, int]  # part, start, end


@dataclass(frozen=True, slots=True)
class Story:
    """One article as it stands. `key` is the row's, or negative for an article that is to be made."""

    key: int
    status: str
    position: float
    kind: str = "news"
    kicker: str = ""
    headline: str = ""
    standfirsts: tuple[str, ...] = ()
    crossheads: tuple[str, ...] = ()
    byline: str = ""
    body: str = ""
    body_map: tuple[Run, ...] = ()
    spans: tuple[Placed, ...] = ()
    continues: int | None = None

    @property
    def places(self) -> tuple[Span, ...]:
        return tuple(Span(start, end) for _part, start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters on their way: the part they played, and their text as it was corrected."""

    part: str | None
    start: int
    end: int
    strand: Strand = EMPTY


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with everything that operations change.

    `aside` are corrected texts of characters that no column holds now (captions, furniture, what nobody has); they come
    back with their characters. `heirs` leads from an article that was emptied to the one that has its characters.
    """

    text: str
    stories: tuple[Story, ...]
    furniture: tuple[Span, ...]
    aside: tuple[Piece, ...] = ()
    heirs: dict[int, int] = field(default_factory=dict)
    moved: int | None = None  # the story that an editor put elsewhere in the order

    def story(self, key: int) -> Story:
        return next(story for story in self.stories if story.key == key)

    @property
    def visible(self) -> tuple[Story, ...]:
        found = (story for story in self.stories if story.status in ("unreviewed", "confirmed"))
        return tuple(sorted(found, key=lambda story: (story.position, story.key)))

    def with_story(self, *changed: Story) -> Sheet:
        """The sheet with these stories in the place of those with the same keys, new ones added."""
        by_key = {story.key: story for story in (*self.stories, *changed)}
        return replace(self, stories=tuple(by_key.values()))


# One text of a story -------------------------------------------------------------------------------------------------


def strand_of(story: Story, column: str, page: str) -> Strand:
    """A text of the story with its way to print."""
    if column == "body":
        return map_strand(story.body, story.body_map)
    value = getattr(story, column)
    text = "\n".join(value) if column in LISTS else value
    return find_strand(text, page, spans_in(story.spans, column))


def with_strand(story: Story, column: str, strand: Strand) -> Story:
    """The story with another text in a column."""
    if column == "body":
        return replace(story, body=strand.text, body_map=strand.runs())
    value: Any = tuple(line for line in strand.text.split("\n") if line) if column in LISTS else strand.text
    changed: dict[str, Any] = {column: value}
    return replace(story, **changed)


def spans_in(spans: Iterable[Placed], column: str) -> list[Span]:
    """The places whose text is kept in the column, in reading order."""
    return [Span(start, end) for part, start, end in spans if column in COLUMNS[part]]


# Taking and giving ---------------------------------------------------------------------------------------------------


def take(story: Story, wanted: Sequence[Span], page: str, body_from: int | None = None) -> tuple[Story, list[Piece]]:
    """The story without the characters, and the pieces taken, in reading order, with their corrected text.

    `body_from` says exactly where the body is cut: what is typed there belongs to what follows.
    """
    pieces: list[Piece] = []
    left: list[Placed] = []
    for part, start, end in story.spans:
        inner = common([(start, end)], wanted)
        pieces += [Piece(part, *span) for span in inner]
        left += [(part, *span) for span in subtract_spans([(start, end)], inner)]
    if not pieces:
        return story, []
    texts: dict[int, Strand] = {}
    for column in dict.fromkeys(column for piece in pieces for column in COLUMNS[piece.part or Part.BODY]):
        strand = strand_of(story, column, page)
        mine = [number for number, piece in enumerate(pieces) if column in COLUMNS[piece.part or Part.BODY]]
        places = [(pieces[number].start, pieces[number].end) for number in mine]
        kept = [(start, end) for part, start, end in left if column in COLUMNS[part]]
        owners = find_owners(strand, [*places, *kept])
        if body_from is not None and column == "body":
            owners = cut_at(owners, strand, body_from)
        taken = [0 <= owner < len(mine) for owner in owners]
        for order, number in enumerate(mine):
            own = pick(strand, [owner == order for owner in owners])
            if own.text and number not in texts:
                texts[number] = own
        if any(taken):
            story = with_strand(story, column, part_strand(strand, taken, JOINTS[column]))
    pieces = [replace(piece, strand=texts.get(number, EMPTY)) for number, piece in enumerate(pieces)]
    return replace(story, spans=join_placed(left)), pieces


def cut_at(owners: list[int], strand: Strand, place: int) -> list[int]:
    """The owners with what is typed right after the cut given to what follows it."""
    following = next((n for n in range(place, len(owners)) if strand.origins[n] != NOWHERE), len(owners))
    if following == len(owners):
        return owners
    return [*owners[:place], *[owners[following]] * (following - place), *owners[following:]]


def give(story: Story, pieces: Sequence[Piece], page: str, place: int | None = None) -> Story:
    """The story with the pieces, each with its text in the column of its part; `place` is the number of the part that
    they come before, without it print decides."""
    for piece in pieces:
        index = find_place(story.spans, piece.start) if place is None else min(place, len(story.spans))
        part = piece.part or Part.BODY
        text = piece.strand if piece.strand.text else read_print(page, piece.start, piece.end)
        for column in COLUMNS[part]:
            strand = strand_of(story, column, page)
            owners = find_owners(strand, spans_in(story.spans, column))
            before = len(spans_in(story.spans[:index], column))
            offset = max((n + 1 for n, owner in enumerate(owners) if NOWHERE < owner < before), default=0)
            if not before and owners and owners[0] == NOWHERE:
                offset = len(owners)  # text that is printed nowhere stays in front
            neighbours = [placed for placed in story.spans if column in COLUMNS[placed[0]]]
            ends = runs_on(neighbours, before, (part, piece.start, piece.end), page)
            story = with_strand(story, column, put_in(strand, offset, text, JOINTS[column], ends))
        spans = (*story.spans[:index], (part, piece.start, piece.end), *story.spans[index:])
        if place is not None:
            place = index + 1
        story = replace(story, spans=spans)
    return replace(story, spans=join_placed(story.spans))


def runs_on(spans: Sequence[Placed], index: int, new: Placed, page: str) -> tuple[bool, bool]:
    """Whether print runs on from the part before the place into the new one, and from that into the part after."""
    ends = []
    for left, right in ((index - 1, None), (None, index)):
        number = left if left is not None else right
        if number is None or not 0 <= number < len(spans) or new[0] in ALONE or spans[number][0] in ALONE:
            ends.append(False)
            continue
        first, second = (spans[number], new) if right is None else (new, spans[number])
        ends.append(first[2] <= second[1] and not page[first[2] : second[1]].strip())
    return ends[0], ends[1]


def find_place(spans: Sequence[Placed], start: int) -> int:
    """The number of the part before which characters of the page are read: after the nearest that print has above."""
    above = [(end, number) for number, (_part, _start, end) in enumerate(spans) if end <= start]
    return max(above)[1] + 1 if above else 0


def read_print(page: str, start: int, end: int) -> Strand:
    """Characters as they are printed, lines closed up."""
    printed = close_up(map_page(page).slice(start, end))
    return Strand(printed.text, printed.origins)


def join_placed(spans: Iterable[Placed]) -> tuple[Placed, ...]:
    """Parts of one kind that follow each other in print as one."""
    joined: list[Placed] = []
    for part, start, end in spans:
        if joined and joined[-1][0] == part and joined[-1][2] == start:
            joined[-1] = (part, joined[-1][1], end)
        else:
            joined.append((str(part), start, end))
    return tuple(joined)


def take_from_page(sheet: Sheet, wanted: Sequence[tuple[int, int]]) -> tuple[Sheet, list[Piece]]:
    """Take characters from whoever has them: articles, furniture, nobody.

    Pieces stand in order of print, but those of one article in its reading order.
    """
    wanted = merge_spans(wanted)
    rest = wanted
    groups: list[list[Piece]] = []
    for story in sheet.visible:
        if common(story.places, wanted):
            smaller, pieces = take(story, wanted, sheet.text)
            rest = subtract_spans(rest, [(piece.start, piece.end) for piece in pieces])
            sheet = sheet.with_story(smaller)
            groups.append(pieces)
    groups += [[Piece(None, *span)] for span in rest]
    sheet = replace(sheet, furniture=subtract_spans(sheet.furniture, wanted))
    groups.sort(key=lambda pieces: pieces[0].start)
    return take_aside(sheet, [piece for pieces in groups for piece in pieces])


def take_aside(sheet: Sheet, pieces: Sequence[Piece]) -> tuple[Sheet, list[Piece]]:
    """Give pieces without a text the one that was set aside for their characters, cut where they end."""
    aside: list[Piece] = list(sheet.aside)
    found: list[Piece] = []
    for piece in pieces:
        cuts: list[Piece] = []
        if not piece.strand.text:
            cuts = [each for each in aside if common([(each.start, each.end)], [(piece.start, piece.end)])]
        if not cuts:
            found.append(piece)
            continue
        for each in cuts:
            aside.remove(each)
            inner = common([(each.start, each.end)], [(piece.start, piece.end)])
            first, *others = cut_strand(each.strand, [*inner, *subtract_spans([(each.start, each.end)], inner)])
            found.append(Piece(piece.part, first[0], first[1], first[2]))
            aside += [Piece(None, start, end, strand) for start, end, strand in others if strand.text]
        inners = [(each.start, each.end) for each in cuts]
        found += [Piece(piece.part, *s) for s in subtract_spans([(piece.start, piece.end)], inners)]
    found.sort(key=lambda piece: next((n for n, p in enumerate(pieces) if p.start <= piece.start < p.end), 0))
    return replace(sheet, aside=tuple(aside)), found


def cut_strand(strand: Strand, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int, Strand]]:
    """The text by the spans that its characters are printed in; all of it by the first where none is printed."""
    owners = [max(owner, 0) for owner in find_owners(strand, spans)]
    return [(start, end, pick(strand, [o == number for o in owners])) for number, (start, end) in enumerate(spans)]


def pick(strand: Strand, wanted: Sequence[bool]) -> Strand:
    """The wanted characters in a row."""
    own = [place for place, is_wanted in enumerate(wanted) if is_wanted]
    return Strand("".join(strand.text[n] for n in own), tuple(strand.origins[n] for n in own)).strip()


def set_aside(sheet: Sheet, pieces: Iterable[Piece]) -> Sheet:
    """Keep the corrected text of pieces that go where no text is kept, where it differs from print."""
    kept = tuple(
        replace(piece, part=None)
        for piece in pieces
        if piece.strand.text and piece.strand != read_print(sheet.text, piece.start, piece.end)
    )
    return replace(sheet, aside=(*sheet.aside, *kept))
