"""Drafts of mentions become rows: matched by name and place, brought together field by field, never doubled.

Planned in memory; what is written is for the importer's store to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform

from articles.curation import TOMBSTONES, Changes, Status, is_touched, takes_field
from articles.ingest import ArticlePlan
from articles.likeness import count_shared
from articles.plain import leave_out_overlong, plain
from articles.public_ids import mention_id
from articles.text.spans import count_characters, merge_spans
from people.extraction.types import KnownNames, MentionDraft
from people.linking import MentionPlan, link_people, settle_people
from people.models import Mention, NameVariant, Person

# What decides whom a mention means; while none of it is read otherwise, the decision stands.
EVIDENCE = ("name", "role", "title", "organization", "partial")


@dataclass(frozen=True, slots=True)
class Piece:
    """What a draft says within one article: its places there. `home` is the article's place among the plan's rows."""

    draft: MentionDraft
    home: int | None


def plan_mentions(
    articles: ArticlePlan, rows: Sequence[Mention], drafts: dict[int, Sequence[MentionDraft]], newspaper: str | None
) -> MentionPlan:
    """Decide for every mention, standing or drafted, what becomes of it, and whom the new ones mean.

    `rows` are all of the page's, tombstones too, with spans and people; `newspaper` is the code of the page's paper.
    """
    plan = MentionPlan()
    pieces = split_drafts(articles, drafts)
    matched = match_pieces(pieces, rows, articles)
    worked_on = [row for row in rows if is_touched(row) and row.status not in TOMBSTONES]
    met: list[tuple[MentionDraft, Mention]] = []
    for number, piece in enumerate(pieces):
        read, overlong = read_fields(piece.draft)
        plan.mentions.warnings += overlong
        if not read["name"]:
            continue
        rest = {"confidence": piece.draft.confidence, "why": piece.draft.why}
        if number in matched:
            row = rows[matched[number]]
            is_open = row.person_id is None and has_other_evidence(row, read)
            plan.mentions.meet(row, read, rest)
            if is_open and takes_field(row, "person"):
                met.append((piece.draft, row))
        elif other := find_work(piece, worked_on, articles):
            plan.mentions.warnings.append(f"no second mention made of {read['name']}: {other.public_id} has its place")
        elif piece.home is not None:
            met.append((piece.draft, make_mention(articles, piece.home, read, rest, plan.mentions)))
    link_people(plan, met, newspaper, articles.run)
    found = set(matched.values())
    for number, row in enumerate(rows):
        if number not in found:
            articles.miss_below(row, plan.mentions)
    settle_people(plan, [*rows, *plan.mentions.created])
    return plan


def split_drafts(articles: ArticlePlan, drafts: dict[int, Sequence[MentionDraft]]) -> list[Piece]:
    """The drafts by the articles that hold their characters now; who is named twice in one article is one piece."""
    owners = articles.owners()
    pieces: dict[Any, Piece] = {}
    for number in sorted(drafts):
        for draft in drafts[number]:
            for home, spans in (owners.split(draft.spans) or {None: draft.spans}).items():
                key = (home, draft.name, draft.role) if home is not None else (home, number, draft)
                same = pieces.get(key)
                placed = merge_places([*spans, *(same.draft.spans if same else ())])
                pieces[key] = Piece(replace(same.draft if same else draft, spans=placed), home)
    return list(pieces.values())


def merge_places(spans: Iterable[tuple[int, int]]) -> tuple[Any, ...]:
    """The places in order, each beginning once (a name has one place a start)."""
    longest = {start: (start, end) for start, end in sorted(spans)}
    return tuple(longest.values())


def match_pieces(pieces: Sequence[Piece], rows: Sequence[Mention], articles: ArticlePlan) -> dict[int, int]:
    """For each piece its row, each row once: {piece: row}. The surest likeness first: name and role, as first read or
    as they stand; then a place that somebody moved to another article; then the name, then the place, alone."""
    shared = count_shared([piece.draft.spans for piece in pieces], [places_of(row) for row in rows])
    homes = [articles.rows[piece.home].pk if piece.home is not None else None for piece in pieces]
    by_name: dict[Any, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for name in values_of(row, "name"):
            by_name[row.article_id, name].add(number)
    pairs = set(shared)
    for number, piece in enumerate(pieces):
        pairs.update((number, row) for row in by_name.get((homes[number], piece.draft.name), ()))
    ranked = []
    for number, candidate in pairs:
        row, draft = rows[candidate], pieces[number].draft
        rank = rank_likeness(
            is_home=row.article_id == homes[number],
            has_name=draft.name in values_of(row, "name"),
            has_role=str(draft.role) in values_of(row, "role"),
            shares=shared[number, candidate],
            row=row,
        )
        if rank is not None:
            ranked.append((rank, row.status in TOMBSTONES, -shared[number, candidate], candidate, number))
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for *_rank, candidate, number in sorted(ranked):
        if number not in matched and candidate not in taken:
            matched[number] = candidate
            taken.add(candidate)
    return matched


def rank_likeness(*, is_home: bool, has_name: bool, has_role: bool, shares: int, row: Mention) -> int | None:
    """How sure it is that a piece is this row, 0 the surest; None where it is not."""
    if is_home and has_name and has_role:
        return 0
    if has_name and shares and (is_home or is_touched(row)):
        return 1 if not is_home else 2
    if is_home and has_role and shares and row.status not in TOMBSTONES:
        return 3
    return None


def values_of(row: Mention, name: str) -> set[str]:
    """What the field says now, was written as, and was last read as."""
    return {getattr(row, name), *(kept[name] for kept in (row.written, row.reading) if name in kept)}


def places_of(row: Mention) -> tuple[Any, ...]:
    """Where the name stands now, and where the importer put it."""
    return merge_spans([*row.placed, *((start, end) for start, end in row.written.get("spans", ()))])


def has_other_evidence(row: Mention, read: dict[str, Any]) -> bool:
    """Whether the mention is read otherwise than last time in what tells whom it means."""
    return any(row.reading.get(name) != plain(Mention, name, read[name]) for name in EVIDENCE)


def find_work(piece: Piece, worked_on: Sequence[Mention], articles: ArticlePlan) -> Mention | None:
    """A mention of another name in the same article that somebody worked on and that holds most of the places."""
    if piece.home is None:
        return None
    total = count_characters(piece.draft.spans)
    for row in worked_on:
        if row.article_id == articles.rows[piece.home].pk and piece.draft.name not in values_of(row, "name"):
            places = places_of(row)
            shared = count_shared([piece.draft.spans], [places]) if places else {}
            if 2 * shared.get((0, 0), 0) > total:
                return row
    return None


def read_fields(draft: MentionDraft) -> tuple[dict[str, Any], list[str]]:
    """The curated fields as drafted, the person left open, and warnings of what does not fit."""
    read, overlong = leave_out_overlong(
        Mention,
        {"name": draft.name.strip(), "title": draft.title or "", "organization": draft.organization or ""},
    )
    read |= {
        "role": str(draft.role),
        "partial": draft.partial,
        "spans": [[start, end] for start, end in merge_places(draft.spans)],
    }
    return read, [f"{draft.name[:20]}: {warning}" for warning in overlong]


def make_mention(
    articles: ArticlePlan, home: int, read: dict[str, Any], rest: dict[str, Any], changes: Changes
) -> Mention:
    article = articles.rows[home]
    row = Mention(article=article, number=article.next_mention_number, run=articles.run, **rest)
    row.public_id = mention_id(article.public_id, row.number)
    article.next_mention_number += 1
    articles.changes.reread.append(article)
    changes.enter(row, read | {"person": None})
    return row


def known_names() -> KnownNames:
    """The names of people whom editors confirmed, made, renamed or gave another form of name, and those forms."""
    sure = Person.objects.visible().annotate(first=KeyTextTransform("name", "written"))
    sure = sure.filter(
        Q(status=Status.CONFIRMED)
        | Q(written={})
        | ~Q(first=F("name"))
        | Q(pk__in=NameVariant.objects.values("person"))
        | Q(pk__in=Mention.objects.filter(status=Status.CONFIRMED, person__isnull=False).values("person"))
    )
    names = set(sure.order_by().values_list("name", flat=True))
    names.update(NameVariant.objects.filter(person__in=Person.objects.visible()).values_list("name", flat=True))
    return KnownNames(frozenset(names))
