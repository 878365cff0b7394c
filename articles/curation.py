"""How editors' work survives an import: a row remembers what the importer last wrote to it.

An edit is whatever differs from that, by whatever road it came. Nothing here knows which fields a model has.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.plain import column_of, plain


class Status(models.TextChoices):
    """Where a row stands. Rejected and withdrawn rows are tombstones: kept with their public ids, not shown."""

    UNREVIEWED = "unreviewed", _("unreviewed")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn")


TOMBSTONES = (Status.REJECTED, Status.WITHDRAWN)

# The key under which `written` keeps the status that the importer gave; it is no curated field, but an editor who
# withdraws a row, or calls one back, has changed it all the same.
STATUS = "status"


class CuratedQuerySet(models.QuerySet):
    def visible(self):
        """The rows that count: neither rejected by an editor nor withdrawn, nor below a row that is."""
        rows = self.exclude(status__in=TOMBSTONES)
        for above in self.model.stands_below:
            rows = rows.exclude(**{f"{above}__status__in": TOMBSTONES})
        return rows


class Curated(models.Model):
    """A row that the importer writes and editors correct.

    `written` holds, field by field, what the importer last wrote (empty for a row made by hand); `reading` holds what
    the newest reading says. `curated_fields` names what both speak of. A curated field need not be a column: the
    spans of an article are rows of their own, the day of a page is its issue's (see `standing_value`).
    """

    curated_fields: ClassVar[tuple[str, ...]] = ()
    # Relations that lead to the rows above; a row below a tombstone does not count either.
    stands_below: ClassVar[tuple[str, ...]] = ()

    # Columns that no import writes: where one of them says anything, a person had a hand in the row.
    decided_columns: ClassVar[tuple[str, ...]] = ("note",)

    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.UNREVIEWED, db_index=True
    )
    written = models.JSONField(_("as the importer wrote it"), default=dict, blank=True, editable=False)
    reading = models.JSONField(_("as last read"), default=dict, blank=True, editable=False)
    note = models.TextField(_("editor's note"), blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True

    @property
    def taken(self) -> dict[str, Any]:
        """New values of fields that are no columns; whoever stores the row stores them too, and clears this."""
        return self.__dict__.setdefault("_taken", {})

    @property
    def stood(self) -> dict[str, Any]:
        """Fields that are no columns, as the database has them in their plain shape, for whoever read them already."""
        return self.__dict__.setdefault("_stood", {})

    def standing_value(self, name: str) -> Any:
        """The value of a curated field that is no column, as the database has it."""
        raise NotImplementedError(f"{type(self).__name__} does not say where {name} is kept")

    def curated_value(self, name: str) -> Any:
        """The field's present value in the shape in which `written` keeps it."""
        if name in self.taken:
            return self.taken[name]
        if name in self.stood:
            return self.stood[name]
        if column_of(type(self), name) is None:
            return plain(type(self), name, self.standing_value(name) if self.pk else None)
        return plain(type(self), name, getattr(self, name))

    def take_value(self, name: str, value: Any) -> Any:
        """Set a curated field and give back its plain shape; what is no column waits in `taken` until it is stored."""
        kept = plain(type(self), name, value)
        column = column_of(type(self), name)
        if column is None:
            self.taken[name] = kept
        else:
            setattr(self, name, value if column.is_relation else column.to_python(kept))
        return kept


# What an editor has done to a row ------------------------------------------------------------------------------------


def is_made_by_hand(row: Curated) -> bool:
    """Whether no import has ever written the row."""
    return not row.written


def edited_fields(row: Curated) -> tuple[str, ...]:
    """The curated fields that differ from what the importer last wrote; none for a row made by hand."""
    if is_made_by_hand(row):
        return ()
    return tuple(name for name in row.curated_fields if is_field_edited(row, name))


def is_field_edited(row: Curated, name: str) -> bool:
    """Whether this field is an editor's: it differs from what was written, or was never written."""
    return differs(row, name, row.curated_value(name))


def differs(row: Curated, name: str, value: Any) -> bool:
    """Whether the value, in its plain shape, is other than the importer last wrote, or nothing was written."""
    if name not in row.written:
        return True
    written = row.written[name]
    return value != written and value != plain(type(row), name, written)


def is_other(model: type[Curated], name: str, value: Any, written: Mapping[str, Any]) -> bool:
    """`differs` for a column's value as the database has it, of a relation the other record's key; without a row."""
    if name not in written:
        return True
    if value == written[name]:  # quick, and mostly so
        return False
    value = plain(model, name, value)
    return bool(value != written[name] and value != plain(model, name, written[name]))


def is_edited(row: Curated) -> bool:
    """Whether an editor changed any curated field of a row that the importer wrote."""
    return bool(edited_fields(row))


def conflicts(row: Curated) -> tuple[str, ...]:
    """The fields whose newest reading differs both from what was written and from what the row says now."""
    return tuple(
        name
        for name in row.curated_fields
        if name in row.reading
        and (newest := plain(type(row), name, row.reading[name])) != row.curated_value(name)
        and differs(row, name, newest)
    )


def is_withdrawn_by_import(row: Curated) -> bool:
    """Whether the row is a tombstone because a reading no longer had it, so that it may come back by itself."""
    return row.status == Status.WITHDRAWN and row.written.get(STATUS) == Status.WITHDRAWN


def is_touched(row: Curated) -> bool:
    """Whether a person had a hand in the row: made, reviewed, withdrew, noted or corrected it."""
    return (
        is_made_by_hand(row)
        or row.status != row.written.get(STATUS, Status.UNREVIEWED)
        or any(getattr(row, column) for column in row.decided_columns)
        or is_edited(row)
    )


def takes_readings(row: Curated) -> bool:
    """Whether an import may write to the row's fields: neither reviewed nor withdrawn by a person."""
    return row.status == Status.UNREVIEWED or is_withdrawn_by_import(row)


def takes_field(row: Curated, name: str) -> bool:
    """Whether an import may write to this field of the row."""
    return takes_readings(row) and not is_field_edited(row, name)


# What an import does to a row ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """A field that an import left alone because a person had changed it, and what the reading says instead."""

    row: str
    field: str
    value: Any
    reading: Any
    conflict: bool


@dataclass(slots=True)
class Changes:
    """What an import does to the rows of one kind. Collected first and written afterwards, or only reported."""

    created: list[Any] = field(default_factory=list)
    restored: list[Any] = field(default_factory=list)
    updated: list[Any] = field(default_factory=list)
    withdrawn: list[Any] = field(default_factory=list)
    kept: list[Any] = field(default_factory=list)  # no longer found, but somebody's work
    reread: list[Any] = field(default_factory=list)  # nothing changed but what the newest reading says
    edits: list[KeptEdit] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def stored(self) -> list[Any]:
        """The rows that stand in the database already and are to be written again, each once."""
        changed = [*self.restored, *self.updated, *self.withdrawn, *self.reread]
        new = {id(row) for row in self.created}
        return list({id(row): row for row in changed if id(row) not in new}.values())

    def counts(self) -> dict[str, int]:
        """How many rows were made (or came back), changed, withdrawn, and kept though no longer found."""
        return {
            "created": len(self.created) + len(self.restored),
            "updated": len({id(row) for row in self.updated}),
            "withdrawn": len(self.withdrawn),
            "kept": len(self.kept),
        }

    def enter(self, row: Curated, read: Mapping[str, Any]) -> None:
        """Fill a new row from its reading, and remember all of it as written."""
        row.reading = {name: row.take_value(name, value) for name, value in read.items()}
        row.written = row.reading | {STATUS: Status.UNREVIEWED}
        self.created.append(row)

    def meet(
        self, row: Curated, read: Mapping[str, Any], rest: Mapping[str, Any] | None = None, held: Container[str] = ()
    ) -> None:
        """Bring a row that stands and its newest reading together: the row takes what no person has decided.

        `rest` are columns outside the curated fields that follow the reading (`why`, `confidence`). Fields that are
        `held` take nothing this time, as if a person had changed them.
        """
        takes = takes_readings(row)
        comes_back = takes and is_withdrawn_by_import(row)
        newest = {name: plain(type(row), name, value) for name, value in read.items()}
        written = dict(row.written)
        changed = False
        for name, value in newest.items():
            now = row.curated_value(name)
            if takes and name not in held and not differs(row, name, now):
                if now != value:
                    row.take_value(name, read[name])
                    changed = True
                written[name] = value
            elif now != value and row.status not in TOMBSTONES:
                self.edits.append(KeptEdit(row.public_id, name, now, value, differs(row, name, value)))
        if takes:
            for name, value in (rest or {}).items():
                if name not in held and getattr(row, name) != value:
                    setattr(row, name, value)
                    changed = True
        if comes_back:
            row.status = written[STATUS] = Status.UNREVIEWED
        reading = {**row.reading, **newest}
        is_reread = reading != row.reading or written != row.written
        row.written, row.reading = written, reading
        if comes_back:
            self.restored.append(row)
        elif changed:
            self.updated.append(row)
        elif is_reread:
            self.reread.append(row)

    def miss(self, row: Curated, touched_below: bool = False) -> None:
        """A row that no reading has any more: withdrawn, or kept where a person had a hand in it or below it."""
        if row.status in TOMBSTONES:
            return
        if touched_below or is_touched(row):
            self.kept.append(row)
        else:
            withdraw(row)
            self.withdrawn.append(row)


def withdraw(row: Curated) -> None:
    """Make the row a tombstone that comes back when it is read again. The row is not saved."""
    row.status = Status.WITHDRAWN
    row.written = {**row.written, STATUS: Status.WITHDRAWN}


def mark_changed(rows: list[Curated]) -> None:
    """Set the time of change, which a bulk update would leave behind."""
    now = timezone.now()
    for row in rows:
        row.updated_at = now
