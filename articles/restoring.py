"""An earlier state of a row, beside the fields of its form: what stood in rows below it then, and what puts it back.

Other names are put back here; what only the desk can move stands in `newsarchive.desk.restoring`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from articles.history import keep_standing
from articles.roads import telling_below


class CannotPutBack(Exception):
    """What stood then cannot stand now; the message says why, to an editor."""


@dataclass(frozen=True, slots=True)
class Return:
    """Something of an earlier state that no field of the form holds.

    `put_back` gets the account and the reason, and raises CannotPutBack. `note` tells what else it changes; where
    `why_not` says anything, nothing can be put back.
    """

    name: str
    label: str
    now: str
    then: str
    put_back: Callable[[Any, str], None]
    note: str = ""
    why_not: str = ""


def read_below(row: Any, line: Any, name: str, standing: Any) -> Any:
    """What rows below said when a line of the history was written: as it left them, else as the next line that changed
    them found them, else as they stand now."""
    lines = list(type(row).history.filter(id=row.pk).order_by("history_date", "history_id"))
    at = next((n for n, each in enumerate(lines) if each.history_id == line.history_id), len(lines))
    if name in line.below:
        return line.below[name][1]
    return next((each.below[name][0] for each in lines[at + 1 :] if name in each.below), standing)


def store_below(row: Any, below: dict[str, tuple[Any, Any]], user: Any, reason: str, store: Callable[[], Any]) -> None:
    """Store rows below a row, told in its history from what to what."""
    keep_standing(row)
    store()
    row._history_user, row._change_reason = user, reason[:100] or None
    with telling_below(below):
        row.save()


# Other names --------------------------------------------------------------------------------------------------------


def name_column(row: Any) -> str:
    """The column of the other names of a record; "" for what has none."""
    if row.pk is None or not hasattr(row, "variants"):
        return ""
    return "phrase" if hasattr(row.variants.model, "phrase") else "name"


def tell_names(row: Any) -> list[str]:
    """The other names of a record, as they stand."""
    column = name_column(row)
    return sorted(row.variants.order_by().values_list(column, flat=True)) if column else []


def find_names(row: Any, line: Any) -> Iterator[Return]:
    """The other names that a record had then, as far as they are not another record's by now."""
    column = name_column(row)
    now = tell_names(row)
    then = sorted(read_below(row, line, "variants", now))
    if not column or now == then:
        return
    taken = []
    if row.variants.model._meta.get_field(column).unique:
        others = row.variants.model.objects.exclude(pk__in=row.variants.values("pk"))
        taken = sorted(others.filter(**{f"{column}__in": then}).values_list(column, flat=True))
    wanted = [name for name in then if name not in taken]
    told = _("another record has it by now: %(names)s") % {"names": "、".join(taken)} if taken else ""

    def put_back(user: Any, reason: str) -> None:
        def store() -> None:
            row.variants.exclude(**{f"{column}__in": wanted}).delete()
            for name in wanted:
                row.variants.get_or_create(**{column: name})

        store_below(row, {"variants": (now, wanted)}, user, reason, store)

    why_not = told if wanted == now else ""
    shown = [" / ".join(names) or "∅" for names in (now, then)]
    yield Return("variants", _("other names"), *shown, put_back, "" if why_not else told, why_not)
