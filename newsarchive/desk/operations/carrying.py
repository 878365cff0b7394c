"""People and figures go where their characters go, as the next import would have them.

A person named in two articles afterwards is a mention in each; one whose characters are in no article is withdrawn
where nobody worked on it, and comes back with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.curation import STATUS, TOMBSTONES, Status, is_touched
from articles.likeness import Owners
from articles.models import Article
from articles.public_ids import mention_id
from newsarchive.desk.operations.changes import RowChange
from newsarchive.desk.operations.loading import PageRows, load_facts
from newsarchive.desk.operations.sheet import Sheet
from people.models import Mention

# What a mention that is named in a second article takes along; its places there are its own.
COPIED = (
    "name", "role", "title", "organization", "partial", "person_id", "match", "match_why", "confidence", "why",
    "run_id", "status", "note",
)  # fmt: skip


@dataclass(slots=True)
class Carried:
    """What becomes of mentions and figures. `made` are new mentions, each with its places, stored by whoever writes."""

    changes: list[RowChange] = field(default_factory=list)
    made: list[tuple[Mention, list[list[int]]]] = field(default_factory=list)
    aside: dict[str, list[int]] = field(default_factory=dict)


def owners_of(sheet: Sheet) -> Owners:
    return Owners((start, end, story.key) for story in sheet.visible for start, end in story.places)


def carry_facts(
    rows: PageRows,
    before: Sheet,
    after: Sheet,
    settled: Iterable[tuple[str, int]] = (),
    is_turning: bool = False,
) -> Carried:
    """What becomes of the mentions and figures of articles whose places changed. `settled` are rows, by model and key,
    about which the operation's record decides when it is turned; the others then only follow their characters."""
    stood = {story.key: story.spans for story in before.stories}
    moved = {story.key for story in after.stories if stood.get(story.key, ()) != story.spans}
    owners = owners_of(after)
    load_concerned(rows, owners, moved | set(after.heirs.values()), {} if is_turning else rows.aside)
    carrier = Carrier(rows, owners_of(before), owners, moved, after.heirs, set(settled), is_turning)
    carrier.carry()
    return carrier.carried


def load_concerned(rows: PageRows, owners: Owners, moved: set[int], aside: Mapping[str, Collection[int]]) -> None:
    """Load the mentions and figures of the articles whose places changed and those that were set aside, and whoever is
    named already in an article that comes to hold any of these mentions."""
    people = [pk for pk, (article, _fact) in rows.people.items() if article in moved or pk in aside.get("mentions", ())]
    holders = set(moved)
    for pk in people:
        holders.update(owners.split([(start, end) for start, end in rows.people[pk][1].spans]))
    people += [pk for pk, (article, _fact) in rows.people.items() if article in holders and article not in moved]
    far = aside.get("metrics", ())
    load_facts(rows, people, [pk for pk, (article, _fact) in rows.figures.items() if article in moved or pk in far])


class Carrier:
    """Goes through the facts of a page once."""

    def __init__(
        self,
        rows: PageRows,
        before: Owners,
        after: Owners,
        moved: set[int],
        heirs: dict[int, int],
        settled: set[tuple[str, int]],
        is_turning: bool,
    ) -> None:
        self.rows, self.before, self.after, self.moved, self.heirs = rows, before, after, moved, heirs
        self.settled, self.is_turning = settled, is_turning
        aside = {} if is_turning else rows.aside
        self.carried = Carried(aside={kind: list(aside.get(kind, ())) for kind in ("mentions", "metrics")})
        # Who is named in each article, so that nobody is named twice; and rows that were given further places.
        self.named: dict[tuple[int, str, str], Mention] = {}
        self.places: dict[int, list[list[int]]] = {}
        self.numbers: dict[tuple[int, str], int] = {}

    def carry(self) -> None:
        for row in self.rows.mentions.values():
            if row.status not in TOMBSTONES:
                self.named.setdefault((row.article_id, row.name, row.role), row)
        for row in list(self.rows.mentions.values()):
            if ("mention", row.pk) not in self.settled and self.is_concerned("mentions", row):
                self.carry_mention(row)
        for row in self.rows.metrics.values():
            if ("metric", row.pk) not in self.settled and self.is_concerned("metrics", row):
                self.carry_metric(row)

    def is_concerned(self, kind: str, row: Any) -> bool:
        return row.article_id in self.moved or row.pk in self.carried.aside[kind]

    # Figures

    def carry_metric(self, row: Any) -> None:
        owner = self.after.owner(row.start, row.end)
        self.settle("metric", row, owner, self.before.owner(row.start, row.end) is not None)

    # People

    def carry_mention(self, row: Mention) -> None:
        spans = self.spans_of(row)
        given = self.after.split([(start, end) for start, end in spans])
        home = row.article_id
        if not given:
            had = bool(self.before.split([(start, end) for start, end in spans]))
            self.settle("mention", row, None, had)
            return
        owner = home if home in given else max(given, key=lambda key: (len(given[key]), -key))
        if row.status in TOMBSTONES and row.pk not in self.carried.aside["mentions"]:
            self.settle("mention", row, owner, True)
            return
        elsewhere = {tuple(place) for key, places in given.items() if key != owner for place in places}
        kept = [place for place in spans if tuple(place) not in elsewhere]
        self.settle("mention", row, owner, True, kept if kept != spans else None)
        for key, places in given.items():
            if key != owner:
                self.name_in(key, row, [list(place) for place in places])

    def spans_of(self, row: Mention) -> list[list[int]]:
        return self.places.get(row.pk, [list(place) for place in row.placed])

    def name_in(self, key: int, row: Mention, places: list[list[int]]) -> None:
        """Name the person in another article too: in the mention that is there, or in a new one."""
        if (there := self.named.get((key, row.name, row.role))) is not None and there.pk:
            self.add_places(there, places)
            return
        article = self.rows.articles[key]
        made = Mention(article=article, number=self.allot(article, "next_mention_number"))
        made.public_id = mention_id(article.public_id, made.number)
        for name in COPIED:
            setattr(made, name, getattr(row, name))
        spans = {"spans": places} if "spans" in row.written else {}
        made.written = {**row.written, **spans} if row.written else {}
        made.reading = {**row.reading, **spans} if row.reading else {}
        self.named[key, row.name, row.role] = made
        self.carried.made.append((made, places))

    def add_places(self, there: Mention, places: list[list[int]]) -> None:
        stood = self.spans_of(there)
        longest = {place[0]: list(place) for place in sorted([*stood, *places])}
        self.places[there.pk] = list(longest.values())
        self.note("mention", there, self.spans_changes(there, self.places[there.pk]))

    # Both

    def settle(self, model: str, row: Any, owner: int | None, had: bool, spans: list[list[int]] | None = None) -> None:
        """Bring a row to the article that holds it; `had` says whether an article held it before."""
        aside = self.carried.aside[f"{model}s"]
        changes: dict[str, tuple[Any, Any]] = self.spans_changes(row, spans) if spans is not None else {}
        if owner is None:
            owner = self.heirs.get(row.article_id)
            if had and not self.is_turning and row.status not in TOMBSTONES and not is_touched(row):
                changes |= {
                    "status": (row.status, Status.WITHDRAWN),
                    "written.status": (row.written.get(STATUS), Status.WITHDRAWN),
                }
                aside.append(row.pk)
        elif row.pk in aside:
            aside.remove(row.pk)
            changes |= {
                "status": (row.status, Status.UNREVIEWED),
                "written.status": (row.written.get(STATUS), Status.UNREVIEWED),
            }
        is_visible = changes.get("status", (None, row.status))[1] not in TOMBSTONES
        if owner is not None and owner != row.article_id:
            if model == "mention" and is_visible and self.is_named_again(row, owner, changes):
                return
            article = self.rows.articles[owner]
            number = self.allot(article, f"next_{model}_number")
            changes |= {"article": (row.article_id, owner), "number": (row.number, number)}
            if model == "mention" and is_visible:
                self.named.setdefault((owner, row.name, row.role), row)
        self.note(model, row, changes)

    def is_named_again(self, row: Mention, owner: int, changes: dict[str, tuple[Any, Any]]) -> bool:
        """Where the article names the person already and nobody worked on this mention, its places are given to that
        one, and it is withdrawn until it is read again."""
        there = self.named.get((owner, row.name, row.role))
        if there is None or there is row or there.pk is None or is_touched(row):
            return False
        self.add_places(there, self.spans_of(row))
        self.note("mention", row, {
            "status": (row.status, Status.WITHDRAWN),
            "written.status": (row.written.get(STATUS), Status.WITHDRAWN),
        })  # fmt: skip
        return True

    def spans_changes(self, row: Any, spans: list[list[int]]) -> dict[str, tuple[Any, Any]]:
        """Other places; what the importer remembers of them goes along, for nobody has decided anything about them."""
        stood = [list(place) for place in row.placed]
        changes: dict[str, tuple[Any, Any]] = {"spans": (stood, spans)}
        for kept in ("written", "reading"):
            if getattr(row, kept).get("spans") == stood:
                changes[f"{kept}.spans"] = (stood, spans)
        return changes

    def allot(self, article: Article, counter: str) -> int:
        number: int = getattr(article, counter)
        setattr(article, counter, number + 1)
        return number

    def note(self, model: str, row: Any, changes: dict[str, tuple[Any, Any]]) -> None:
        changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
        if not changes:
            return
        standing = next((c for c in self.carried.changes if (c.model, c.pk) == (model, row.pk)), None)
        if standing is None:
            standing = RowChange(model, row.pk, row.public_id, {}, {})
            self.carried.changes.append(standing)
        for name, (before, after) in changes.items():
            standing.before.setdefault(name, before)
            standing.after[name] = after


def tell_made(made: Sequence[tuple[Mention, list[list[int]]]]) -> list[RowChange]:
    """New mentions, once they are stored. Undone, they are tombstones that come back when they are read."""
    changes = []
    for row, places in made:
        change = RowChange("mention", row.pk, row.public_id, {"spans": []}, {"spans": places}, made=True)
        change.before["status"], change.after["status"] = Status.WITHDRAWN, row.status
        if row.written:
            change.before["written.status"] = Status.WITHDRAWN
            change.after["written.status"] = row.written.get(STATUS, Status.UNREVIEWED)
        changes.append(change)
    return changes
