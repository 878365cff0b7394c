"""Drafts of mentions become rows, and mentions are linked to people: only on evidence, and never over an editor.

Planned in memory; what is written is for the importer's store to say.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform

from articles.curation import (
    TOMBSTONES,
    Changes,
    Status,
    is_touched,
    is_withdrawn_by_import,
    leave_out_overlong,
    plain,
    takes_field,
)
from articles.ingest import ArticlePlan
from articles.likeness import count_shared
from articles.models import ImportRun
from articles.public_ids import mention_id
from articles.text.spans import count_characters, merge_spans
from people.extraction.types import KnownNames, MentionDraft, Role
from people.matching import Candidate, Decision, match_mention
from people.models import Mention, NameVariant, Person

# What decides whom a mention means; while none of it is read otherwise, the decision stands.
EVIDENCE = ("name", "role", "title", "organization", "partial")


# Hex digits of a person's id: ten are enough for an archive of a million people but for a rare collision.
LENGTHS = (10, 20, 30)


@dataclass(slots=True)
class MentionPlan:
    """What becomes of a page's mentions, and of the people they mean."""

    mentions: Changes = field(default_factory=Changes)
    people: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a draft says within one article: its places there. `home` is the article's place among the plan's rows."""

    draft: MentionDraft
    home: int | None


def plan_mentions(articles: ArticlePlan, rows: Sequence[Mention], drafts: dict[int, Sequence[MentionDraft]],
                  newspaper: str | None) -> MentionPlan:  # fmt: skip
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


def make_mention(articles: ArticlePlan, home: int, read: dict[str, Any], rest: dict[str, Any],
                 changes: Changes) -> Mention:  # fmt: skip
    article = articles.rows[home]
    row = Mention(article=article, number=article.next_mention_number, run=articles.run, **rest)
    row.public_id = mention_id(article.public_id, row.number)
    article.next_mention_number += 1
    articles.changes.reread.append(article)
    changes.enter(row, read | {"person": None})
    return row


# People --------------------------------------------------------------------------------------------------------------


def link_people(plan: MentionPlan, met: Sequence[tuple[MentionDraft, Mention]], newspaper: str | None,
                run: ImportRun | None) -> None:  # fmt: skip
    """Decide whom each of the mentions means; a link that an editor made or took away stands."""
    namesakes = Namesakes({draft.name for draft, _row in met if not draft.partial})
    ids = free_ids([(row.public_id, draft.name) for draft, row in met if not draft.partial])
    for draft, row in met:
        match = match_mention(draft, newspaper, namesakes.candidates(draft.name))
        person: Person | None = None
        if match.decision == Decision.LINKED:
            person = namesakes.people[match.public_id]
        elif match.decision == Decision.NEW:
            person = Person(public_id=ids[row.public_id], run=run)
            plan.people.enter(person, {"name": draft.name})
        if row.pk is None:
            row.person = person
            row.written["person"] = row.reading["person"] = plain(Mention, "person", person)
            row.match, row.match_why = str(match.decision), match.why
        else:
            plan.mentions.meet(row, {"person": person}, {"match": str(match.decision), "match_why": match.why})
        if person is not None:
            namesakes.learn(person, draft, newspaper)


class Namesakes:
    """What the archive knows of everybody who bears one of the names, and what the page adds to it as it is read."""

    def __init__(self, names: set[str]) -> None:
        self.people: dict[str, Person] = {}
        self.names: dict[str, set[str]] = defaultdict(set)
        self.known: dict[str, list[set[Any]]] = defaultdict(lambda: [set(), set(), set()])
        if names:
            self._fetch(names)

    def _fetch(self, names: set[str]) -> None:
        bearers = Person.objects.visible().filter(
            Q(name__in=names) | Q(pk__in=NameVariant.objects.filter(name__in=names).values("person"))
        )
        by_key = {person.pk: person for person in bearers.order_by("pk")}
        for person in by_key.values():
            self._enter(person)
        for key, name in NameVariant.objects.filter(person__in=by_key).values_list("person", "name"):
            self.names[by_key[key].public_id].add(name)
        mentions = Mention.objects.visible().filter(person__in=by_key)
        facts = mentions.values_list("person", "role", "article__page__issue__newspaper__code", "organization", "title")
        for key, role, newspaper, organization, title in facts.order_by().distinct():
            self._learn(by_key[key].public_id, Role(role), newspaper, organization, title)

    def _enter(self, person: Person) -> None:
        self.people[person.public_id] = person
        self.names[person.public_id].add(person.name)

    def _learn(self, public_id: str, role: Role, newspaper: str | None, organization: str, title: str) -> None:
        roles, organizations, titles = self.known[public_id]
        roles.add((role, newspaper))
        if organization:
            organizations.add(organization)
        if title:
            titles.add(title)

    def learn(self, person: Person, draft: MentionDraft, newspaper: str | None) -> None:
        """Add what one more mention tells of a person, who may be new."""
        self._enter(person)
        self._learn(person.public_id, draft.role, newspaper, draft.organization or "", draft.title or "")

    def candidates(self, name: str) -> list[Candidate]:
        """Everybody of that name."""
        return [
            Candidate(public_id, frozenset(self.names[public_id]), *map(frozenset, self.known[public_id]))
            for public_id in self.people
            if name in self.names[public_id]
        ]


def free_ids(first_met: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The ids of people first met in these mentions (id and name): {mention: id}.

    They are the same in every archive that imports the same pages, and longer where a short one is taken.
    """
    wished = {
        mention: [f"person-{hashlib.sha256(f'{mention} {name}'.encode()).hexdigest()[:length]}" for length in LENGTHS]
        for mention, name in first_met
    }
    everything = [public_id for ids in wished.values() for public_id in ids] if wished else []
    taken = set(Person.objects.filter(public_id__in=everything).values_list("public_id", flat=True)) if wished else ()
    return {mention: next(each for each in ids if each not in taken) for mention, ids in wished.items()}


def settle_people(plan: MentionPlan, rows: Sequence[Mention]) -> None:
    """Bring back withdrawn people who are mentioned again, withdraw those whom nobody mentions any more."""
    mentioned = {row.person.public_id: row.person for row in rows if row.status not in TOMBSTONES and row.person}
    for person in mentioned.values():
        if person.pk and is_withdrawn_by_import(person):
            plan.people.meet(person, {"name": person.written.get("name", person.name)})
    gone = {row.person for row in plan.mentions.withdrawn if row.person and row.person.public_id not in mentioned}
    miss_people(gone, plan.people, {row.pk for row in rows if row.pk})


def miss_people(gone: set[Person], changes: Changes, leaving: set[int]) -> None:
    """Withdraw those of the people whom no visible mention means, the `leaving` ones apart, and nobody worked on."""
    if not gone:
        return
    elsewhere = Mention.objects.visible().filter(person__in=gone).exclude(pk__in=leaving)
    still = set(elsewhere.values_list("person", flat=True))
    named = set(NameVariant.objects.filter(person__in=gone).values_list("person", flat=True))
    for person in sorted(gone, key=lambda person: person.pk):
        if person.pk not in still:
            changes.miss(person, touched_below=person.pk in named)


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
