"""What the reader reads now where a row says otherwise, field by field, and an editor's choice between the two.

Taking the reading is a change like any other. Keeping what the row says tells the row that this reading was seen: it
is entered in `written`, from which the row goes on to differ, so that the edit stands and the conflict is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.curation import TOMBSTONES, Curated, conflicts
from articles.forms import plain_number
from articles.models import Article
from articles.plain import column_of, plain
from newsarchive.desk.acts import (
    Done,
    Refused,
    check_allowed,
    check_seen,
    find_rows,
    keep_all_standing,
    key_of,
    lock_article,
    save_rows,
    sign,
)
from people.models import Mention

AROUND = 16  # characters shown on both sides of where two long texts differ
LONG = 60


@dataclass(frozen=True, slots=True)
class Otherwise:
    """One field of one row that is read otherwise than it stands. `is_conflict`: the reading is news since the edit."""

    key: str
    name: str
    field: str
    label: str
    says: str
    reads: str
    is_conflict: bool


def find_otherwise(rows: Iterable[Any]) -> list[Otherwise]:
    """Every such field of the rows, conflicts first. A fixed number of queries for the records that readings name."""
    differing = [(row, name) for row in rows if row.status not in TOMBSTONES for name in differing_fields(row)]
    named = find_named(differing)
    found = []
    for row, name in differing:
        column = column_of(type(row), name)
        says, reads = cut_difference(
            show_value(row, name, row.curated_value(name), named), show_value(row, name, newest(row, name), named)
        )
        label = capfirst(column.verbose_name)
        is_conflict = name in conflicts(row)
        title = "" if isinstance(row, Article) else str(row)
        found.append(Otherwise(key_of(row), title, name, label, says, reads, is_conflict))
    return sorted(found, key=lambda each: not each.is_conflict)


def sum_up(found: Sequence[Otherwise]) -> dict[str, Any]:
    """The list for its template: what waits for a choice stands open, what an editor settled is folded away."""
    return {"otherwise": found, "settled": sum(not each.is_conflict for each in found)}


def newest(row: Curated, name: str) -> Any:
    """The newest reading of a field in its plain shape: that of the last import, or what was first written."""
    return plain(type(row), name, row.reading.get(name, row.written.get(name)))


def differing_fields(row: Curated) -> list[str]:
    """The columns that were read and say something else than what was read last."""
    return [
        name
        for name in row.curated_fields
        if (name in row.reading or name in row.written)
        and column_of(type(row), name) is not None
        and newest(row, name) != row.curated_value(name)
    ]


def find_named(differing: Sequence[tuple[Any, str]]) -> dict[tuple[Any, str], Any]:
    """The records that the readings name, by model and public id or code: one query for each model."""
    wanted: dict[Any, set[str]] = {}
    for row, name in differing:
        column = column_of(type(row), name)
        if column.is_relation and newest(row, name):
            wanted.setdefault(column.related_model, set()).add(newest(row, name))
    found = {}
    for model, keys in wanted.items():
        by = name_of_key(model)
        for record in model._base_manager.filter(**{f"{by}__in": keys}):
            found[model, getattr(record, by)] = record
    return found


def name_of_key(model: Any) -> str:
    return "public_id" if hasattr(model, "public_id") else "code"


def show_value(row: Any, name: str, value: Any, named: Mapping[tuple[Any, str], Any]) -> str:
    """A plain value in words."""
    column = column_of(type(row), name)
    if column.is_relation and value:
        standing = getattr(row, name)
        if standing is not None and getattr(standing, name_of_key(type(standing))) == value:
            return str(standing)
        return str(named.get((column.related_model, value), value))
    if column.choices:
        value = dict(column.flatchoices).get(value, value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        value = " / ".join(map(str, value))
    return str(value) if value not in ("", None) else ""


def cut_difference(one: str, other: str) -> tuple[str, str]:
    """Two texts as HTML, what differs marked; long ones cut to where they differ."""
    ahead = 0
    while ahead < min(len(one), len(other)) and one[ahead] == other[ahead]:
        ahead += 1
    behind = 0
    while behind < min(len(one), len(other)) - ahead and one[-1 - behind] == other[-1 - behind]:
        behind += 1
    return cut_around(one, ahead, behind), cut_around(other, ahead, behind)


def cut_around(text: str, ahead: int, behind: int) -> str:
    if not text:
        return format_html('<i class="nothing">{}</i>', _("nothing"))
    end = len(text) - behind
    first, last = (max(0, ahead - AROUND), min(len(text), end + AROUND)) if len(text) > LONG else (0, len(text))
    middle = text[ahead:end]
    if len(middle) > 4 * LONG:
        middle = f"{middle[: 2 * LONG]} … {middle[-2 * LONG :]}"
    return format_html(
        "{}{}<mark>{}</mark>{}{}",
        "…" if first else "",
        text[first:ahead],
        middle,
        text[end:last],
        "…" if last < len(text) else "",
    )


# Choosing ------------------------------------------------------------------------------------------------------------


def choose(pk: int, key: str, field: str, side: str, version: str, user: Any) -> Done:
    """Take the reading of a field (`side` is "reading"), or keep what the row says ("row")."""
    with transaction.atomic():
        article = lock_article(pk)
        [row] = find_rows(article, [key])
        check_allowed(user, [row])
        check_seen([row], {key: version})
        if field not in differing_fields(row):
            raise Refused(_("Row and reading say the same here already. Load the page again."))
        if side == "reading":
            return take_reading(row, field, user)
        row.written = {**row.written, field: newest(row, field)}
        type(row)._base_manager.filter(pk=row.pk).update(written=row.written)
        return Done([row], _("Kept: %(field)s stays as you left it.") % {"field": label_of(row, field)})


def take_reading(row: Any, field: str, user: Any) -> Done:
    value: Any = newest(row, field)
    column = column_of(type(row), field)
    if column.is_relation and value:
        value = column.related_model._base_manager.filter(**{name_of_key(column.related_model): value}).first()
    keep_all_standing([row])
    row.take_value(field, value or None if column.is_relation else value)
    columns = {field}
    if isinstance(row, Mention) and field == "person":
        row.match = Mention.Match.LINKED if row.person else Mention.Match.NONE
        row.match_why = "chosen by an editor"
        columns |= {"match", "match_why"}
    row.full_clean(validate_unique=False, validate_constraints=False)
    records = save_rows([row], columns, user, _("as read"))
    told = _("Taken from the reading: %(field)s.") % {"field": label_of(row, field)}
    return Done([row], told, sign(records), columns=(field,))


def label_of(row: Any, field: str) -> str:
    return str(column_of(type(row), field).verbose_name)


def show_fields(row: Any, columns: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Columns as a form that stands open needs them: what its field shows, and what it is loaded with."""
    shown = {}
    for name in columns:
        column = column_of(type(row), name)
        if column is None or name == "status":
            continue
        value = column.value_from_object(row)
        label = str(getattr(row, name) or "") if column.is_relation else ""
        shown[name] = {"shown": show_in_field(value), "loaded": value, "label": label}
    return shown


def show_in_field(value: Any) -> Any:
    """A value as a form's field writes it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return value if isinstance(value, bool) else plain_number(value) if hasattr(value, "as_tuple") else str(value)
