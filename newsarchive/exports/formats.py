"""Records as lines of NDJSON or CSV (RFC 4180), one after the other: nothing here holds more than one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from json.encoder import encode_basestring
from math import isfinite
from typing import Any

from rest_framework.utils.encoders import JSONEncoder

# A sheet takes a cell that begins so for a formula and runs it. A plain number, negative ones too, is none.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_QUOTED = re.compile(r'[",\r\n]')


# Characters that are sent at once: every piece costs the server as much as the writing of a row.
_PIECE = 65_536

write_json: Callable[[Any], str] = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def join_lines(lines: Iterable[str]) -> Iterator[str]:
    """The same text in fewer pieces."""
    waiting: list[str] = []
    length = 0
    for line in lines:
        waiting.append(line)
        length += len(line)
        if length > _PIECE:
            yield "".join(waiting)
            waiting, length = [], 0
    yield "".join(waiting)


def write_ndjson(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line."""
    for record in records:
        yield write_json(record) + "\n"


def write_number(value: float) -> str:
    return repr(value) if isfinite(value) else write_json(value)


def write_list(values: list[Any]) -> str:
    return write_json(values) if values else "[]"


# How JSON has the values of most columns; to call the encoder for each would take most of an export's time.
_WRITTEN: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: repr,
    float: write_number,
    list: write_list,
    bool: {False: "false", True: "true"}.__getitem__,
    type(None): {None: "null"}.__getitem__,
}


def write_values(values: Sequence[Any]) -> Iterable[str]:
    """Each value as JSON; quickest where all are of one kind."""
    kinds = set(map(type, values))
    if len(kinds) == 1:
        return map(_WRITTEN.get(kinds.pop(), write_json), values)
    return [_WRITTEN.get(type(value), write_json)(value) for value in values]


def write_columns(names: Iterable[str], batches: Iterable[Iterable[Sequence[Any]]]) -> Iterator[str]:
    """`write_ndjson` for values that come column by column: a batch at once."""
    line = "{" + ",".join(write_json(name).replace("%", "%%") + ":%s" for name in names) + "}\n"
    for batch in batches:
        rows = zip(*map(write_values, batch), strict=True)
        yield "".join([line % row for row in rows])


def write_csv(records: Iterable[dict[str, Any]], columns: Sequence[str], mark: bool = False) -> Iterator[str]:
    """A line of names, then one a record. `mark` begins with U+FEFF, by which Excel knows UTF-8."""
    yield ("\ufeff" if mark else "") + ",".join(columns) + "\r\n"
    for record in records:
        yield ",".join(write_cell(record[name]) for name in columns) + "\r\n"


def write_cell(value: Any) -> str:
    """A value as a cell: nothing at all for null, two quotes for an empty text, JSON for lists."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str) else write_json(value)
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        text = "'" + text
    if not text or _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
