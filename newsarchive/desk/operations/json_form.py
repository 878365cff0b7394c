"""Operations and layouts as JSON, the same for the page desk and the API: `{"kind": "move", "spans": [[3, 9]]}`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, asdict, fields
from typing import Any

from django.utils.translation import gettext as _

from articles.curation import Status
from articles.text.spans import Span
from newsarchive.desk.operations.types import KINDS, Action, Join, Layout, OperationError, Outcome, Part

TYPES: dict[str, tuple[type, ...]] = {"at": (int,), "body_at": (int,), "place": (int,)}
LARGEST = 2**31


def read_action(sent: Any) -> Action:
    """The operation that was asked for. Raises OperationError, which names the field, where it cannot be meant."""
    if not isinstance(sent, Mapping):
        raise OperationError(_("An operation is an object with a kind."), "invalid", "")
    kind = sent.get("kind")
    if kind not in KINDS:
        raise OperationError(_("There are: %s.") % ", ".join(KINDS), "unknown", "kind")
    wanted = {each.name: each for each in fields(KINDS[kind])}
    for name in sent:
        if name != "kind" and name not in wanted:
            raise OperationError(_("There is no such field. There are: %s.") % ", ".join(wanted), "unknown", str(name))
    given = {name: read_field(name, sent[name]) for name in wanted if sent.get(name) is not None}
    for name, field in wanted.items():
        if name not in given and field.default is MISSING:
            if name in sent and kind == Join.kind:  # null parts the articles again
                given[name] = None
                continue
            raise OperationError(_("This field is missing."), "required", name)
    return KINDS[kind](**given)


def read_field(name: str, value: Any) -> Any:
    """One field in the shape that its operation has it in."""
    if name == "spans":
        return read_spans(value)
    if known := {"part": Part, "status": Status}.get(name):
        if value not in list(known):
            raise OperationError(_("There are: %s.") % ", ".join(known), "unknown", name)
        return known(value)
    if name in TYPES:
        if type(value) is not int or not 0 <= value < LARGEST:
            raise OperationError(_("This is a whole number, not below 0."), "invalid", name)
        return value
    if not isinstance(value, str):
        raise OperationError(_("This is text."), "invalid", name)
    return value


def read_spans(value: Any) -> tuple[Span, ...]:
    """[[3, 9], [12, 14]] as spans."""
    spans = []
    for place, pair in enumerate(value if isinstance(value, list) else ()):
        is_pair = isinstance(pair, list) and len(pair) == 2 and all(type(each) is int for each in pair)
        if not is_pair or not 0 <= pair[0] < pair[1] < LARGEST:
            raise OperationError(_("A span runs from start to a later end."), "invalid", f"spans.{place}")
        spans.append(Span(*pair))
    if not spans:
        raise OperationError(_("There is nothing to do it to: give spans as [[start, end], …]."), "required", "spans")
    return tuple(spans)


def layout_as_json(layout: Layout) -> dict[str, Any]:
    """The page as the desk and the API show it; spans are [start, end]."""
    return lists(asdict(layout))


def outcome_as_json(outcome: Outcome) -> dict[str, Any]:
    """What was done, the ids of the articles that were made, and the page after it."""
    return {"done": lists(asdict(outcome.done)), "made": list(outcome.made), "layout": layout_as_json(outcome.layout)}


def lists(value: Any) -> Any:
    """Tuples as lists and moments in ISO 8601, throughout."""
    if isinstance(value, dict):
        return {name: lists(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [lists(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
