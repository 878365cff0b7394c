"""Drafts of articles become rows: matched by their characters, brought together field by field, never doubled.

Everything is planned in memory, so that a dry run can stop before anything is written.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from articles.curation import TOMBSTONES, Changes, Status, is_touched, is_withdrawn_by_import, takes_field
from articles.extraction.types import ArticleDraft
from articles.likeness import Owners, Shape, common_spans, count_shared, match_drafts
from articles.models import Article, ImportRun, Page
from articles.plain import leave_out_overlong, tidy
from articles.public_ids import article_id
from articles.text.alignment import align_runs
from articles.text.spans import MappedText, Span, count_characters, merge_spans, subtract_spans

# A draft with more than this of its characters in articles that somebody worked on is not made into a second article.
MOST = 0.5

Placed = list[list[Any]]  # [part, start, end], in reading order


@dataclass
class ArticlePlan:
    """What becomes of a page's articles. `rows` are those that stand, then the new ones; `drafts` leads from the
    number of a draft to its row."""

    page: Page
    rows: list[Article]
    run: ImportRun | None = None
    drafts: dict[int, Article] = field(default_factory=dict)
    changes: Changes = field(default_factory=Changes)

    def miss_below(self, row: Any, changes: Changes) -> None:
        """A mention or metric that no reading has any more. Below what an editor confirmed or rejected nothing goes."""
        article = self.by_key[row.article_id]
        if article.status not in TOMBSTONES or is_withdrawn_by_import(article):
            changes.miss(row, touched_below=article.status == Status.CONFIRMED)

    @cached_property
    def by_key(self) -> dict[int, Article]:
        return {row.pk: row for row in self.rows if row.pk}

    def owners(self) -> Owners:
        """Which row (by its place in `rows`) holds which characters."""
        return Owners(
            (start, end, number)
            for number, row in enumerate(self.rows)
            if row.status not in TOMBSTONES
            for start, end in row.placed
        )


def plan_articles(
    page: Page,
    rows: Sequence[Article],
    drafts: Sequence[ArticleDraft],
    furniture: Iterable[tuple[int, int]],
    touched_below: set[int],
    run: ImportRun | None,
) -> ArticlePlan:
    """Decide for every row and draft of the page what becomes of it.

    `rows` are all of the page's, tombstones too, with their spans; `furniture` is what an editor made furniture;
    `touched_below` are the keys of rows with a mention or metric that somebody worked on.
    """
    plan = ArticlePlan(page, list(rows), run)
    works = {number for number, row in enumerate(rows) if row.pk in touched_below or is_touched(row)}
    shapes = [shape for number, row in enumerate(rows) for shape in shapes_of(number, row)]
    matched = match_drafts([draft.spans for draft in drafts], shapes)
    left_out = find_left_out(drafts, matched, [shape for shape in shapes if shape.row in works])
    held = {number for owners in left_out.values() for number in owners if rows[number].status not in TOMBSTONES}
    for draft, owners in left_out.items():
        plan.changes.warnings.append(tell_left_out(drafts[draft], [rows[number] for number in sorted(owners)]))

    keepers = settle_kept(plan, held | (works - set(matched.values())), furniture)
    taken = merge_spans([*furniture, *(span for number in keepers for span in rows[number].placed)])
    takers: list[tuple[int, Article | None, Placed]] = []
    for number, draft in enumerate(drafts):
        if number in left_out:
            continue
        row = rows[matched[number]] if number in matched else None
        keeps = row is not None and (matched[number] in keepers or not takes_field(row, "spans"))
        others = subtract_spans(taken, row.placed) if row is not None and keeps else taken
        placed = cut_parts([(part.kind, *part.span) for part in draft.parts], others, len(page.text))
        if not keeps:
            if not is_printed(page.text, placed):
                left_out[number] = {matched[number]} if number in matched else set()
                continue
            taken = merge_spans([*taken, *((start, end) for _part, start, end in placed)])
        takers.append((number, row, placed))

    found = {matched[number] for number, row, _placed in takers if row is not None}
    for number, row in enumerate(rows):
        if number not in found:
            plan.changes.miss(row, touched_below=number in works)
            if number not in keepers and row.status not in TOMBSTONES:
                give_up(plan, row, taken)
    save_readings(plan, drafts, takers, held, found)
    return plan


def shapes_of(number: int, row: Article) -> Iterable[Shape]:
    """How the row lies on the page now, and how the importer wrote it."""
    is_tombstone = row.status in TOMBSTONES
    rejected = is_tombstone and not is_withdrawn_by_import(row)
    now = merge_spans(row.placed)
    written = merge_spans((start, end) for _part, start, end in row.written.get("spans", ()))
    for spans in dict.fromkeys((now, written)):
        if spans:
            yield Shape(number, spans, is_tombstone, rejected)


def find_left_out(
    drafts: Sequence[ArticleDraft], matched: dict[int, int], works: Sequence[Shape]
) -> dict[int, set[int]]:
    """Drafts that are no row's own, but mostly lie in articles that somebody worked on: {draft: those rows}."""
    worked_on = merge_spans(span for shape in works for span in shape.spans)
    shared = count_shared([draft.spans for draft in drafts], [shape.spans for shape in works])
    return {
        number: {shape.row for index, shape in enumerate(works) if shared[number, index]}
        for number, draft in enumerate(drafts)
        if number not in matched
        and count_characters(common_spans(draft.spans, worked_on)) > MOST * count_characters(draft.spans)
    }


def tell_left_out(draft: ArticleDraft, rows: Sequence[Article]) -> str:
    where = ", ".join(f"{start}–{end}" for start, end in merge_spans(draft.spans))
    names = ", ".join(row.public_id for row in rows)
    return f"no second article made of {where}: most of it belongs to {names}, which somebody worked on"


def settle_kept(plan: ArticlePlan, kept: set[int], furniture: Iterable[tuple[int, int]]) -> set[int]:
    """The visible rows that keep their characters. Those that a person placed come first; where such a row reaches
    into one that only has to be `kept`, the latter gives way, so that no character is in two articles."""
    visible = [number for number, row in enumerate(plan.rows) if row.status not in TOMBSTONES]
    by_hand = {number for number in visible if not takes_field(plan.rows[number], "spans")}
    taken = merge_spans([*furniture, *(span for number in by_hand for span in plan.rows[number].placed)])
    others = {number for number in visible if number in kept} - by_hand
    for number in others:
        give_up(plan, plan.rows[number], taken)
    return by_hand | others


def give_up(plan: ArticlePlan, row: Article, taken: Sequence[Span]) -> None:
    """Take from a row the characters that belong to others, where no person gave them to it."""
    if not takes_field(row, "spans"):
        return
    stands = row.curated_value("spans")
    left = cut_parts(stands, taken, len(plan.page.text))
    if left != stands:
        row.take_value("spans", left)
        row.written = {**row.written, "spans": left}
        plan.changes.updated.append(row)


def cut_parts(parts: Iterable[Sequence[Any]], taken: Sequence[Span], length: int) -> Placed:
    """The parts without the characters that are taken, and without what lies beyond the page."""
    holes = list(taken)
    ends = [end for _start, end in holes]
    cut: Placed = []
    for kind, start, end in parts:
        near = holes[bisect_right(ends, start) : bisect_right(ends, end) + 1]
        span = (max(start, 0), min(end, length))
        if span[0] < span[1]:
            cut += [[str(kind), *rest] for rest in subtract_spans([span], near)]
    return cut


def is_printed(text: str, placed: Placed) -> bool:
    """Whether the places hold anything but white space."""
    return any(text[start:end].strip() for _part, start, end in placed)


def save_readings(
    plan: ArticlePlan,
    drafts: Sequence[ArticleDraft],
    takers: Sequence[tuple[int, Article | None, Placed]],
    held: set[int],
    found: set[int],
) -> None:
    """Bring rows and drafts together, and make the new rows; positions are those that no row keeps."""
    page = plan.page
    held_rows = {plan.rows[number].pk for number in held}
    fixed = {
        row.position
        for number, row in enumerate(plan.rows)
        if row.status not in TOMBSTONES
        and (number not in found or row.pk in held_rows or not takes_field(row, "position"))
    }
    position = 0
    for number, row, placed in takers:
        read, rest = read_fields(drafts[number], placed, plan.changes.warnings)
        is_held = row is not None and row.pk in held_rows
        takes_place = row is None or (takes_field(row, "position") and not is_held)
        if takes_place:
            position = next(free for free in range(position + 1, position + len(fixed) + 2) if free not in fixed)
            read["position"] = position
        else:
            read["position"] = number + 1 if row.status not in TOMBSTONES else row.position
        if row is None:
            row = Article(page=page, number=page.next_number, run=plan.run, **rest)
            row.public_id = article_id(page.public_id, row.number)
            page.next_number += 1
            plan.rows.append(row)
            plan.changes.enter(row, read)
        else:
            if not takes_field(row, "body"):
                del rest["body_map"]
            plan.changes.meet(row, read, rest, held={*read, *rest} if is_held else ())
        plan.drafts[number] = row


def read_fields(draft: ArticleDraft, placed: Placed, warnings: list[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The curated fields as drafted, and the columns beside them. Text follows the places that were left to it."""
    left = merge_spans((start, end) for _part, start, end in placed)
    is_cut = count_characters(left) < count_characters(draft.spans)

    def printed(text: MappedText | None) -> MappedText:
        if text is None:
            return MappedText("", ())
        return strip(keep_within(text, left) if is_cut else text)

    def lines(texts: Sequence[MappedText]) -> list[str]:
        return [line for text in texts if (line := " ".join(printed(text).text.split("\n")))]

    body = printed(draft.body)
    read = {
        "kind": str(draft.kind),
        "kicker": printed(draft.kicker).text,
        "headline": printed(draft.headline).text,
        "standfirsts": lines(draft.standfirsts),
        "crossheads": lines(draft.crossheads),
        "byline": printed(draft.byline).text,
        "dateline_place": draft.dateline_place or "",
        "dateline_date": draft.dateline_date or "",
        "body": body.text,
        "spans": placed,
    }
    read, overlong = leave_out_overlong(Article, read)
    warnings += overlong
    stored = tidy(body.text)
    runs = body.runs() if stored == body.text else align_runs(body.text, body.runs(), stored)
    return read, {"body_map": [list(run) for run in runs], "confidence": draft.confidence, "why": draft.why}


def strip(text: MappedText) -> MappedText:
    """Without white space at either end, which a form would take away."""
    start = len(text.text) - len(text.text.lstrip())
    return text.slice(start, max(start, len(text.text.rstrip())))


def keep_within(text: MappedText, spans: Sequence[Span]) -> MappedText:
    """The characters that are printed within the spans (sorted and disjoint)."""
    starts = [start for start, _end in spans]
    kept = [
        place
        for place, origin in enumerate(text.origins)
        if (before := bisect_right(starts, origin)) and origin < spans[before - 1].end
    ]
    return MappedText(
        "".join(text.text[place] for place in kept),
        tuple(text.origins[place] for place in kept),
        frozenset(new for new, place in enumerate(kept) if place in text.repaired),
    )
