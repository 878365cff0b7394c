"""Which paper and which day: masthead, folio, datelines and what the stories tell. Never a guess.

The evidence is gathered in papernames.py, issuedays.py, issueyears.py and homeplace.py; here it is put together.
What is given wins.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from articles.extraction.furniture import Piece, read_pieces
from articles.extraction.homeplace import read_home_place
from articles.extraction.issuedays import IssueDay, read_folio_day, read_told_day
from articles.extraction.papernames import is_daily, read_paper
from articles.extraction.repairs import repair_text
from articles.extraction.tolddays import Story, hear
from articles.extraction.types import ArticleKind, Given, IssueFacts, Layout
from articles.text.datemarks import read_number

NOTHING_GIVEN = Given()
LONGEST_LINE = 400  # characters; a longer one is a story's
MOST_LINES = 5000  # of a page are asked; no page has so many, only damage and pages put together have
# Kinds of article that tell past days; notices and adverts announce days to come.
TELLING = {ArticleKind.NEWS, ArticleKind.BRIEF, ArticleKind.PHOTO}
LABEL = re.compile(r"(?P<letter>[A-Z]?)[ -]?(?:0{2,3}(?=\d{2}))?(?P<number>\d{1,2}|[一二三四五六七八九十]{1,3})")
NUMBER = re.compile(r"总第?[ ]?(?P<total>\d{1,6})|第?[ ]?(?P<number>\d{1,6})[ ]?[期号]")
GAP = re.compile(r"(?<=[一-龥\d，,、：:；;。”“（）()])[ 　]*\n[ 　]*(?=[一-龥\d，,、：:；;。”“（）()])")


def read_issue(text: str, layout: Layout, given: Given = NOTHING_GIVEN) -> IssueFacts:
    """Newspaper, date, page label, section and issue number with their basis; what is given wins."""
    lines = _take_apart(text)
    furniture = [pieces for pieces in lines if any(not piece.weak for piece in pieces)]
    paper = read_paper(text, furniture)
    told = hear(_stories(text, layout), text)
    newspaper = given.newspaper or paper.name
    day = read_folio_day(lines, told) or read_told_day(told, text, is_daily(newspaper, text))
    label, section = _read_label(furniture)
    place, _ = read_home_place(text, newspaper)
    warnings = () if given.newspaper else paper.warnings
    if not given.date:
        warnings += day.warnings
    elif day.date and _contradict(given.date, day.date) and day.confidence >= 0.9:
        warnings += (f"The date given is {given.date}, but the page tells {day.date}. {day.basis}",)
    if given.newspaper and paper.name and paper.name != given.newspaper and paper.confidence >= 0.9:
        warnings += (f"The paper given is {given.newspaper}, but the page tells {paper.name}. {paper.basis}",)
    return IssueFacts(
        newspaper=newspaper,
        newspaper_basis=_given_basis(given) if given.newspaper else paper.basis,
        date=given.date or day.date,
        date_basis=_given_basis(given) if given.date else day.basis,
        issue_number=_read_number(furniture),
        edition=given.edition,
        page_label=given.page_label or label,
        section=given.section or section,
        home_place=place,
        confidence=_confidence(given, newspaper, paper.confidence, day),
        warnings=warnings,
    )


def _given_basis(given: Given) -> str:
    return f"Given: {given.basis}" if given.basis else "Given from outside."


def _confidence(given: Given, newspaper: str | None, paper: float, day: IssueDay) -> float:
    """That of the least sure of what is said; what was given is sure, and 0 where nothing is said."""
    said = [1.0 if given.newspaper else paper] if newspaper else []
    said += [1.0 if given.date else day.confidence] if given.date or day.date else []
    return round(min(said, default=0.0), 2)


def _contradict(given: str, read: str) -> bool:
    """Whether two dates, either possibly partial, cannot be the same day."""
    if read.startswith("--"):
        return len(given) == 10 and given[4:] != read[1:]
    return not (given.startswith(read) or read.startswith(given))


def _take_apart(text: str) -> list[tuple[Piece, ...]]:
    """For each line that is not blank its pieces of furniture, doubled glyphs read once; () where it is a story's."""
    printed = islice((line for line in text.split("\n") if line.strip()), MOST_LINES)
    return [read_pieces(repair_text(line)) if len(line) < LONGEST_LINE else () for line in printed]


def _stories(text: str, layout: Layout) -> list[Story]:
    """The reports' texts; where the page could not be taken apart, its paragraphs."""
    if layout.articles:
        return [
            Story(part.text, draft.dateline_date if n == 0 else None)
            for draft in layout.articles
            if draft.kind in TELLING
            for n, part in enumerate((draft.body, *draft.captions))
        ]
    return [Story(paragraph) for paragraph in re.split(r"\n[ 　\t]*\n", GAP.sub("", text)) if paragraph.strip()]


def _read_label(furniture: Sequence[Sequence[Piece]]) -> tuple[str | None, str | None]:
    """Page label and section: 第3版 -> 3, A01版 -> A01. A line with several is a list of pages."""
    found: list[tuple[str, str | None]] = []
    for pieces in furniture:
        if any(piece.reason.startswith(("jump", "teaser")) for piece in pieces):
            continue
        labels = [
            piece.text for piece in pieces if piece.reason in ("folio line: page label", "folio line: page number")
        ]
        if len(labels) != 1:
            continue
        label = LABEL.search(labels[0])
        sections = [piece.text for piece in pieces if piece.reason == "name of a section"]
        if label:
            number = label["number"] if label["number"].isdigit() else str(read_number(label["number"]))
            found.append((label["letter"] + number, sections[0] if len(sections) == 1 else None))
    if not found:
        return None, None
    count = Counter(label for label, _ in found)
    best, times = count.most_common(1)[0]
    if len(count) > 1 and times == count.most_common(2)[1][1]:
        return None, None
    return best, next((section for label, section in found if label == best and section), None)


def _read_number(furniture: Sequence[Sequence[Piece]]) -> str | None:
    """总第4321期 -> 4321; the number counted from the first issue wins over the year's."""
    numbers: list[tuple[bool, str]] = []
    for pieces in furniture:
        for piece in pieces:
            if piece.reason.startswith("folio line: number of the issue"):
                numbers += [
                    (found["total"] is None, found["total"] or found["number"]) for found in NUMBER.finditer(piece.text)
                ]
    return min(numbers)[1] if numbers else None
