"""How rows stood before an operation and after it, field by field: what is put into them, and what undoing needs.

Values are plain JSON. `written.position` is the entry of that name in the row's record of what the importer wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from articles.models import Article, Page
from metrics.models import Metric
from newsarchive.desk.operations.loading import TEXTS, PageRows
from newsarchive.desk.operations.sheet import LISTS, Sheet, Story
from people.models import Mention

MODELS: dict[str, Any] = {"page": Page, "article": Article, "mention": Mention, "metric": Metric}


@dataclass(slots=True)
class RowChange:
    """One row, and the fields that differ. A row that was `made` stands withdrawn and without places before."""

    model: str
    pk: int
    id: str
    before: dict[str, Any]
    after: dict[str, Any]
    made: bool = False

    def turned(self) -> RowChange:
        """The way back."""
        return RowChange(self.model, self.pk, self.id, self.after, self.before, self.made)


def as_json(changes: Iterable[RowChange]) -> list[dict[str, Any]]:
    return [asdict(change) for change in changes]


def from_json(changes: Iterable[dict[str, Any]]) -> list[RowChange]:
    return [RowChange(**change) for change in changes]


def find_row(rows: PageRows, change: RowChange) -> Any:
    """The row that a change is of; None where it is gone."""
    if change.model == "page":
        return rows.page
    by_key: dict[int, Any] = {
        "article": {**rows.others, **rows.articles}, "mention": rows.mentions, "metric": rows.metrics
    }[change.model]  # fmt: skip
    return by_key.get(change.pk)


def read_value(row: Any, name: str) -> Any:
    """A field of the row in its plain shape."""
    kept, dot, key = name.partition(".")
    if dot:
        return getattr(row, kept).get(key)
    if name in ("spans", "furniture"):
        return [list(each) for each in row.curated_value(name)]
    if name in ("article", "continues"):
        return getattr(row, f"{name}_id")
    return getattr(row, name)


def put_value(rows: PageRows, row: Any, name: str, value: Any) -> None:
    """Set a field of the row; places wait in `taken` until the row is stored."""
    kept, dot, key = name.partition(".")
    if dot:
        setattr(row, kept, {**getattr(row, kept), key: value})
    elif name in ("spans", "furniture"):
        row.taken[name] = value
    elif name == "article":
        row.article = rows.articles[value]
    elif name == "continues":
        row.continues_id = value
    else:
        setattr(row, name, value)


def compare_sheets(rows: PageRows, before: Sheet, after: Sheet, made: Iterable[int]) -> list[RowChange]:
    """What the operation changes in articles and page. `made` are the keys of articles that were just made."""
    changes = []
    stood = {story.key: story for story in before.stories}
    for story in after.stories:
        row = rows.articles[story.key]
        if story.key in made:
            changes.append(tell_made(row, story))
        elif change := compare_stories(row, stood[story.key], story):
            changes.append(change)
    carry_positions(rows, after, changes)
    old, new = ([[a, b] for a, b in sheet.furniture] for sheet in (before, after))
    if old != new:
        changes.append(RowChange("page", rows.page.pk, rows.page.public_id, {"furniture": old}, {"furniture": new}))
    return changes


def plain_story(story: Story) -> dict[str, Any]:
    """A story's fields as JSON."""
    values: dict[str, Any] = {name: getattr(story, name) for name in ("status", "position", *TEXTS)}
    values |= {name: list(values[name]) for name in LISTS}
    values["body_map"] = [list(run) for run in story.body_map]
    values["spans"] = [list(span) for span in story.spans]
    return values


def compare_stories(row: Article, before: Story, after: Story) -> RowChange | None:
    if before == after:
        return None
    old, new = plain_story(before), plain_story(after)
    names = [name for name in new if old[name] != new[name]]
    change = RowChange("article", row.pk, row.public_id, {n: old[n] for n in names}, {n: new[n] for n in names})
    return change if names else None


def tell_made(row: Article, story: Story) -> RowChange:
    """A new article: withdrawn and nowhere before, all that it is after."""
    after = plain_story(story) | {"kind": row.kind, "note": row.note}
    return RowChange("article", row.pk, row.public_id, {"status": "withdrawn", "spans": []}, after, made=True)


def carry_positions(rows: PageRows, after: Sheet, changes: Iterable[RowChange]) -> None:
    """An article that only made room is not thereby an editor's work: what the importer remembers moves along."""
    for change in changes:
        if change.model != "article" or change.made or "position" not in change.after or "status" in change.after:
            continue
        row = rows.articles[change.pk]
        if change.pk != after.moved and row.written.get("position") == row.position:
            change.before["written.position"] = row.position
            change.after["written.position"] = change.after["position"]
