"""Operations undone and redone: every row back as it stood, unless somebody worked on it since.

What was written into an article's text, places or status after the operation is never written over: then nothing is
undone, and the refusal names it. People, figures and positions that were changed since stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.curation import Status
from articles.locking import with_patience
from articles.models import Page
from newsarchive.desk.operations.applying import ANY, check_four_eyes, check_version, store_mentions
from newsarchive.desk.operations.carrying import carry_facts, tell_made
from newsarchive.desk.operations.changes import MODELS, RowChange, find_row, from_json, read_value
from newsarchive.desk.operations.joining import load_others
from newsarchive.desk.operations.layout import lay_out, tell_done
from newsarchive.desk.operations.loading import PageRows, find_turns, load_facts, load_page, make_sheet
from newsarchive.desk.operations.models import Operation
from newsarchive.desk.operations.ordering import lay_in_order
from newsarchive.desk.operations.sheet import Sheet
from newsarchive.desk.operations.types import ChangedSince, EditedSince, OperationError, Outcome
from newsarchive.desk.operations.writing import write_changes

# Fields of articles and pages that follow from others, or that settle themselves.
FOLLOWS = ("position", "body_map")


def undo(page: Page, by: Any, *, version: str = ANY, operation: int | None = None, reason: str = "") -> Outcome:
    """Undo the page's last operation; `operation`, if given, is the one that the editor means.

    Raises OperationError where there is none, EditedSince where that would lose later work, Conflict as `apply`.
    """
    return with_patience(lambda: turn(page, by, version, operation, reason, is_undo=True))


def redo(page: Page, by: Any, *, version: str = ANY, operation: int | None = None, reason: str = "") -> Outcome:
    """Do again what was undone last. Raises as `undo`."""
    return with_patience(lambda: turn(page, by, version, operation, reason, is_undo=False))


def turn(page: Page, by: Any, version: str, wanted: int | None, reason: str, is_undo: bool) -> Outcome:
    rows = load_page(page, locking=True)
    check_version(rows, version)
    operation = rows.done if is_undo else rows.undone
    if operation is None:
        message = _("Nothing is left to undo on this page.") if is_undo else _("Nothing is left to redo on this page.")
        raise OperationError(message, "nothing")
    if wanted is not None and wanted != operation.pk:
        raise OperationError(_("Another operation comes first: %(id)s.") % {"id": operation.pk}, "order", "operation")
    recorded = from_json(operation.changes)
    keys = {model: [change.pk for change in recorded if change.model == model] for model in MODELS}
    load_others(rows, keys["article"])
    load_facts(rows, keys["mention"], keys["metric"])
    changes = leave_later_work(rows, [change.turned() for change in recorded] if is_undo else recorded)
    confirmed = {
        each.pk for each in changes if each.model == "article" and each.after.get("status") == Status.CONFIRMED
    }
    check_four_eyes([row for row in rows.articles.values() if row.pk in confirmed], by)
    before = make_sheet(rows)
    after = settle_positions(before, turn_sheet(before, changes), changes)
    carried = carry_facts(rows, before, after, {(change.model, change.pk) for change in changes}, is_turning=True)
    new = store_mentions(rows, carried)
    changes += [*tell_positions(rows, before, after, changes), *carried.changes, *tell_made(new)]
    kind = f"undo {operation.kind}" if is_undo else f"redo {operation.kind}"
    write_changes(rows, changes, by, reason or kind, [row for row, _places in new])
    operation.state = Operation.State.UNDONE if is_undo else Operation.State.DONE
    operation.turned_by, operation.turned_at = by, timezone.now()
    operation.save(update_fields=["state", "turned_by", "turned_at"])
    find_turns(rows)
    return Outcome(tell_done(operation), lay_out(rows), rows)


def leave_later_work(rows: PageRows, changes: Sequence[RowChange]) -> list[RowChange]:
    """The changes that can be made; refused as a whole where an article or the furniture was worked on since."""
    lost: list[ChangedSince] = []
    left: list[RowChange] = []
    for change in changes:
        row = find_row(rows, change)
        if row is None:
            continue
        differing = [name for name, then in change.before.items() if read_value(row, name) != then]
        is_hard = change.model in ("article", "page")
        hard = [name for name in differing if is_hard and name not in FOLLOWS and "." not in name]
        lost += [ChangedSince(change.id, name, change.before[name], read_value(row, name)) for name in hard]
        if is_hard:
            kept = {name: value for name, value in change.after.items() if name not in differing or name == "body_map"}
            left.append(replace(change, after=kept))
        elif not differing:
            left.append(change)
    if lost:
        names = ", ".join(dict.fromkeys(f"{each.record} ({each.field})" for each in lost))
        message = _("Nothing was undone, for it would lose what was changed since: %(changes)s.")
        raise EditedSince(message % {"changes": names}, lost)
    return left


def turn_sheet(sheet: Sheet, changes: Sequence[RowChange]) -> Sheet:
    """The sheet with the statuses, places and positions that the changes bring."""
    for change in changes:
        if change.model == "article" and change.after.keys() & {"status", "position", "spans"}:
            known = {name: value for name, value in change.after.items() if name in ("status", "position")}
            if "spans" in change.after:
                known["spans"] = tuple((part, start, end) for part, start, end in change.after["spans"])
            sheet = sheet.with_story(replace(sheet.story(change.pk), **known))
    return sheet


def settle_positions(before: Sheet, after: Sheet, changes: Sequence[RowChange]) -> Sheet:
    """No two at one place: those that the changes bring back stand before those that came there since."""
    back = {change.pk for change in changes if change.model == "article" and "position" in change.after}
    order = sorted(after.visible, key=lambda story: (story.position, story.key not in back, story.key))
    return lay_in_order(after, [story.key for story in order])


def tell_positions(rows: PageRows, before: Sheet, after: Sheet, changes: Sequence[RowChange]) -> list[RowChange]:
    """Positions that came out otherwise than the changes say."""
    told = []
    said = {change.pk: change for change in changes if change.model == "article"}
    for story in after.visible:
        change = said.get(story.key)
        wanted = change.after.get("position") if change else None
        if (wanted if wanted is not None else before.story(story.key).position) != story.position:
            row = rows.articles[story.key]
            told.append(
                RowChange("article", row.pk, row.public_id, {"position": row.position}, {"position": story.position})
            )
    return told
