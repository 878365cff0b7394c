"""What storing one page came to, as data: for the report, for the run's record, for a dry run. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from articles.accounting import Sums
from articles.curation import Changes, KeptEdit
from articles.models import ImportedFile


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows of one kind were made (or came back), changed, withdrawn, and kept though no longer found."""

    created: int = 0
    updated: int = 0
    withdrawn: int = 0
    kept: int = 0


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What became of one page. `page` is its public id, `pk` its key (None in a dry run over a new page).

    `rows` counts by kind: articles, people, mentions, metrics. `edits` are all the fields that a person changed and a
    reading would have changed back; those among them where the reading is news to the editor are `conflicts`.
    """

    outcome: str
    page: str
    pk: int | None
    rows: Mapping[str, RowCounts]
    sums: Sums
    characters: int
    edits: tuple[KeptEdit, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def conflicts(self) -> tuple[KeptEdit, ...]:
        return tuple(edit for edit in self.edits if edit.conflict)

    def as_json(self) -> dict[str, Any]:
        """The outcome as JSON holds it, for ImportedFile.changes and the report."""
        return {
            "outcome": self.outcome,
            "page": self.page,
            "rows": {kind: asdict(counts) for kind, counts in self.rows.items()},
            "sums": asdict(self.sums),
            "characters": self.characters,
            "edits": [asdict(edit) for edit in self.edits],
            "warnings": list(self.warnings),
        }


def tell_outcome(changes: Mapping[str, Changes], is_new: bool, is_changed: bool) -> str:
    """created, updated or unchanged, by what is done to the page and to the rows below it."""
    if is_new:
        return str(ImportedFile.Outcome.CREATED)
    moved = any(each.created or each.restored or each.updated or each.withdrawn for each in changes.values())
    return str(ImportedFile.Outcome.UPDATED if moved or is_changed else ImportedFile.Outcome.UNCHANGED)
