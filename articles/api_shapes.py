"""What the parameters of an address may be; and how much of a record an answer shows: `fields=` takes some of it,
`expand=` puts records in the place of keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request

# The parameters that may be there and empty: a search box that was sent empty, and how the page of the schema asks for
# its script.
MAY_BE_EMPTY = frozenset({"q", "script"})


class KnownParameters:
    """Mixed into the views that are no list: they refuse what they do not know before they do anything."""

    parameters: Iterable[str] = ("format",)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)  # type: ignore[misc]
        refuse_parameters(request, self.parameters)


def refuse_parameters(request: Request, known: Iterable[str]) -> None:
    """Refuse what an address does not know, what comes twice, and what has no value. Raises ValidationError."""
    known = sorted(known)
    wrong: dict[str, list[ErrorDetail]] = {}
    for name, values in request.query_params.lists():
        if name not in known:
            message = _("There is no such parameter here. There are: %s.") % ", ".join(known)
            wrong[name] = [ErrorDetail(message, "unknown")]
        elif len(values) > 1:
            wrong[name] = [ErrorDetail(_("It is given more than once."), "repeated")]
        elif not values[0].strip() and name not in MAY_BE_EMPTY:
            wrong[name] = [ErrorDetail(_("It has no value."), "empty")]
    if wrong:
        raise ValidationError(wrong)


def read_names(request: Request, parameter: str, known: Iterable[str]) -> tuple[str, ...]:
    """The names in a parameter, with commas between; an unknown one is an error that lists those there are."""
    given = request.query_params.get(parameter)
    if given is None:
        return ()
    names, known = tuple(dict.fromkeys(given.split(","))), tuple(known)
    if unknown := [name for name in names if name not in known]:
        told = {"unknown": ", ".join(unknown), "known": ", ".join(known)}
        message = _("There is no %(unknown)s here. There are: %(known)s.") % told
        raise ValidationError({parameter: [ErrorDetail(message, "unknown")]})
    return names


def shown_fields(serializer: Any) -> list[str]:
    """The names of the fields that a serializer shows."""
    return [name for name, field in serializer.fields.items() if not field.write_only]


def cut_fields(record: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The record with these fields alone; with all, where none are named."""
    return {name: record[name] for name in names} if names else record


def expand_keys(view: Any, rows: Sequence[Any], records: Sequence[dict[str, Any]], names: Sequence[str]) -> None:
    """Put the records that keys lead to in the place of the keys, one query a name. A key whose record may not be
    seen stays a key."""
    for name in names:
        target = open_view(view.expandable[name], view.request)
        wanted = {getattr(row, f"{name}_id") for row in rows} - {None}
        found = list(target.get_queryset().filter(pk__in=wanted))
        shown = target.get_serializer(found, many=True).data
        by_key = {row.pk: record for row, record in zip(found, shown, strict=True)}
        for row, record in zip(rows, records, strict=True):
            record[name] = by_key.get(getattr(row, f"{name}_id"), record[name])


def open_view(view: type[Any], request: Request) -> Any:
    """The view of another resource as if its list were asked for, with the permissions that this needs."""
    target = view(request=request, action="list", args=(), kwargs={}, format_kwarg=None)
    target.check_permissions(request)
    return target
