"""Text in which every character knows where it is printed, if anywhere: cut by places of the page and put elsewhere.

Pure. What an editor typed has no place of its own; it belongs to the character before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from articles.text.alignment import align_runs
from articles.text.spans import MappedText, Run, Span, merge_spans

NOWHERE = -1

# After these a sentence is at an end: text from elsewhere begins a paragraph of its own.
_STOPS = '。！？!?…”"』」）)】：:'


@dataclass(frozen=True, slots=True)
class Strand:
    """Text with the page offset of each character, NOWHERE for what is not printed."""

    text: str
    origins: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def runs(self) -> tuple[Run, ...]:
        """The way to print, as a body's map keeps it."""
        found: list[Run] = []
        first = 0
        for place in range(1, len(self.text) + 1):
            if place == len(self.text) or self.origins[place] != self.origins[place - 1] + 1 or self.origins[place] < 1:
                # (nought can only begin a run: what is before it is NOWHERE, or printed elsewhere)
                if self.origins[first] != NOWHERE:
                    found.append(Run(first, self.origins[first], place - first))
                first = place
        return tuple(found)

    def slice(self, start: int, end: int) -> Strand:
        return Strand(self.text[start:end], self.origins[start:end])

    def strip(self) -> Strand:
        """Without white space at either end."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, max(start, len(self.text.rstrip())))


EMPTY = Strand("", ())


def map_strand(text: str, runs: Iterable[Sequence[int]]) -> Strand:
    """Text with its runs as a strand."""
    origins = [NOWHERE] * len(text)
    for offset, place, length in runs:
        for number in range(max(0, min(length, len(text) - offset))):
            origins[offset + number] = place + number
    return Strand(text, tuple(origins))


def find_strand(text: str, page: str, spans: Sequence[tuple[int, int]]) -> Strand:
    """A text without a map of its own, aligned with what is printed at `spans`."""
    if not text:
        return EMPTY
    printed = read_close(page, spans)
    return map_strand(text, align_runs(printed.text, printed.runs(), text))


def read_close(page: str, spans: Iterable[tuple[int, int]]) -> MappedText:
    """What is printed at the spans, white space left out."""
    origins = tuple(place for start, end in spans for place in range(start, end) if not page[place].isspace())
    return MappedText("".join(page[place] for place in origins), origins)


def find_owners(strand: Strand, spans: Sequence[tuple[int, int]]) -> list[int]:
    """For each character the number of the span that it belongs to: the one that it is printed in.

    What is typed belongs to the span of the print that it replaces, or else to that of the character before, at the
    beginning after. NOWHERE throughout if none is printed in any.
    """
    order = sorted(range(len(spans)), key=lambda number: spans[number])
    starts = [spans[number][0] for number in order]
    printed = set(strand.origins)

    def find(place: int) -> int:
        before = bisect_right(starts, place)
        number = order[before - 1] if before else NOWHERE
        return number if before and place < spans[number][1] else NOWHERE

    owners = [NOWHERE] * len(strand.text)
    last = first = latest = NOWHERE
    for place, origin in enumerate(strand.origins):
        if origin != NOWHERE:
            latest, number = origin, find(origin)
        elif latest != NOWHERE and latest + 1 not in printed:
            number = find(latest + 1)
        else:
            number = NOWHERE
        if number != NOWHERE:
            last = number
            if first == NOWHERE:
                first = place
        owners[place] = last
    if first > 0:
        owners[:first] = [owners[first]] * first
    return owners


def part_strand(strand: Strand, taken: Sequence[bool], joint: str) -> Strand:
    """What is left when the taken characters are gone. Where a break went with them, the rest is parted by `joint`."""
    text: list[str] = []
    origins: list[int] = []
    gone = gone_break = False
    for place, is_taken in enumerate(taken):
        character = strand.text[place]
        if is_taken:
            gone, gone_break = True, gone_break or character == "\n"
            continue
        after_break = bool(text) and text[-1] == "\n"
        if gone and after_break and character == "\n":
            continue
        if gone_break and text and not after_break and character != "\n":
            text.append(joint)
            origins.append(NOWHERE)
        gone = gone_break = False
        text.append(character)
        origins.append(strand.origins[place])
    return Strand("".join(text), tuple(origins)).strip()


def put_in(strand: Strand, offset: int, new: Strand, joint: str, runs_on: tuple[bool, bool]) -> Strand:
    """The strand with `new` put in at the offset, parted by the joint.

    `runs_on` says whether print runs on from the text before, and into the text after: a sentence that was torn there
    is joined without a joint.
    """
    new = new.strip()
    if joint != "\n" and "\n" in new.text:
        new = Strand(new.text.replace("\n", joint), new.origins)
    left, right = strand.slice(0, offset), strand.slice(offset, len(strand.text))
    pieces = [left, find_joint(left, new, joint, runs_on[0]), new, find_joint(new, right, joint, runs_on[1]), right]
    return Strand("".join(p.text for p in pieces), tuple(o for p in pieces for o in p.origins)).strip()


def find_joint(left: Strand, right: Strand, joint: str, runs_on: bool) -> Strand:
    """What is to stand between two pieces: nothing, or the joint."""
    if not left.text or not right.text or left.text[-1] == "\n" or right.text[0] == "\n":
        return EMPTY
    if runs_on and left.text[-1] not in _STOPS:
        return EMPTY
    return Strand(joint, (NOWHERE,))


def common(one: Iterable[tuple[int, int]], other: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The characters that are in both."""
    found: list[Span] = []
    ones, others = merge_spans(one), merge_spans(other)
    i = j = 0
    while i < len(ones) and j < len(others):
        start, end = max(ones[i].start, others[j].start), min(ones[i].end, others[j].end)
        if start < end:
            found.append(Span(start, end))
        if ones[i].end < others[j].end:
            i += 1
        else:
            j += 1
    return tuple(found)
