"""Whom mentions mean, as rows: people found or made on evidence, brought back, withdrawn; never over an editor.

The decision itself is `people.matching`'s. Planned in memory; what is written is for the importer's store to say.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from articles.curation import TOMBSTONES, Changes, Status, is_withdrawn_by_import
from articles.models import ImportRun
from articles.plain import plain
from people.extraction.types import MentionDraft, Role
from people.matching import Candidate, Decision, Match, match_mention
from people.models import Mention, NameVariant, Person

# Hex digits of a person's id: ten are enough for an archive of a million people but for a rare collision.
LENGTHS = (10, 20, 30)


@dataclass(slots=True)
class MentionPlan:
    """What becomes of a page's mentions, and of the people they mean."""

    mentions: Changes = field(default_factory=Changes)
    people: Changes = field(default_factory=Changes)


def link_people(
    plan: MentionPlan, met: Sequence[tuple[MentionDraft, Mention]], newspaper: str | None, run: ImportRun | None
) -> None:
    """Decide whom each of the mentions means; a link that an editor made or took away stands."""
    namesakes = Namesakes({draft.name for draft, _row in met if not draft.partial})
    ids = free_ids([(row.public_id, draft.name) for draft, row in met if not draft.partial])
    signs_here: dict[tuple[str, Role], Person] = {}
    for draft, row in met:
        match = match_mention(draft, newspaper, namesakes.candidates(draft.name))
        # A page is of one paper, even where nobody knows of which.
        person = signs_here.get((draft.name, draft.role)) if newspaper is None else None
        if person is not None:
            match = Match(Decision.LINKED, person.public_id, f"signs on this page as {draft.role} already")
        elif match.decision == Decision.LINKED:
            person = namesakes.people[match.public_id]
        elif match.decision == Decision.NEW and draft.name in namesakes.rejected:
            match = Match(Decision.UNSURE, None, f"an editor rejected a person called {draft.name}")
        elif match.decision == Decision.NEW:
            person = Person(public_id=ids[row.public_id], run=run)
            plan.people.enter(person, {"name": draft.name})
        if person is not None and draft.role is not Role.SUBJECT:
            signs_here[draft.name, draft.role] = person
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
        self.rejected: set[str] = set()
        self.names: dict[str, set[str]] = defaultdict(set)
        self.known: dict[str, list[set[Any]]] = defaultdict(lambda: [set(), set(), set()])
        if names:
            self._fetch(names)

    def _fetch(self, names: set[str]) -> None:
        bearers = Person.objects.filter(
            Q(name__in=names) | Q(pk__in=NameVariant.objects.filter(name__in=names).values("person"))
        ).order_by("pk")
        self.rejected.update(person.name for person in bearers if person.status == Status.REJECTED)
        by_key = {person.pk: person for person in bearers if person.status not in TOMBSTONES}
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
    worked_on = set(NameVariant.objects.filter(person__in=gone).values_list("person", flat=True))
    worked_on.update(Person.objects.filter(merged_into__in=gone).values_list("merged_into", flat=True))
    for person in sorted(gone, key=lambda person: person.pk):
        if person.pk not in still:
            changes.miss(person, touched_below=person.pk in worked_on)
