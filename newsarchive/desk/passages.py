"""The running text around characters that an editor marked on a page, so that the readers' grammars can be asked about
them. Pure: no Django, no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from articles.text.joining import close_up, close_up_byline, close_up_head
from articles.text.spans import MappedText, Span, merge_spans, subtract_spans

Placed = tuple[str, int, int]  # part, start, end: as an article's spans are kept
HEADS = ("headline", "kicker", "standfirst", "crosshead")


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text and where the marked characters stand in it: text.text[start:end]. `part` is the article's part."""

    text: MappedText
    start: int
    end: int
    part: str


def find_passage(
    page: str, parts: Sequence[Placed], body: str, body_map: Sequence[Sequence[int]], start: int, end: int
) -> Passage | None:
    """The passage that holds the characters start to end of the page; None where they are not all the article's.

    In the body it is the body as corrected, as far as its map leads there; elsewhere the part as printed.
    """
    own = [(first, last) for _part, first, last in parts]
    outside = subtract_spans([(start, end)], own)
    part = next((part for part, first, last in parts if first < end and start < last), None)
    if part is None or any(page[first:last].strip() for first, last in outside):
        return None
    if part in ("body", "crosshead") and (found := place_in(map_body(body, body_map), start, end, "body")):
        return found
    same = [(first, last) for kind, first, last in parts if kind == part]
    printed = MappedText(
        "".join(page[first:last] for first, last in same),
        tuple(place for first, last in same for place in range(first, last)),
    )
    close = close_up_byline if part == "byline" else close_up_head if part in HEADS else close_up
    return place_in(close(printed), start, end, part)


def map_body(body: str, body_map: Sequence[Sequence[int]]) -> MappedText:
    """A body with its places; characters that an editor put in stand nowhere, which is -1."""
    origins = [-1] * len(body)
    for offset, place, length in body_map:
        for step in range(min(length, len(body) - offset)):
            origins[offset + step] = place + step
    return MappedText(body, tuple(origins))


def place_in(text: MappedText, start: int, end: int, part: str) -> Passage | None:
    """The text with the place in it of the page's characters start to end."""
    inside = [i for i, place in enumerate(text.origins) if start <= place < end]
    if not inside:
        return None
    return Passage(settle(text), inside[0], inside[-1] + 1, part)


def settle(text: MappedText) -> MappedText:
    """Characters that stand nowhere are given the place of the one before them, so that spans can be made."""
    if -1 not in text.origins:
        return text
    origins, last = [], max(0, next((place for place in text.origins if place >= 0), 0))
    for place in text.origins:
        last = place if place >= 0 else last
        origins.append(last)
    return MappedText(text.text, tuple(origins), text.repaired)


def is_on_repair(repairs: Sequence[dict[str, Sequence[int]]], start: int, end: int) -> bool:
    """Whether any of the page's repairs touches the characters."""
    repaired = merge_spans((repair["span"][0], repair["span"][1]) for repair in repairs)
    return any(span.start < end and start < span.end for span in map(Span._make, repaired))
