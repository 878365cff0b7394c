"""Records as lines of NDJSON or CSV (RFC 4180), one after the other: nothing here holds more than one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rest_framework.utils.encoders import JSONEncoder

# A sheet takes a cell that begins so for a formula and runs it. A plain number, negative ones too, is none.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_QUOTED = re.compile(r'[",\r\n]')


def write_json(value: Any) -> str:
    return json.dumps(value, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"))


def write_ndjson(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON object a line."""
    for record in records:
        yield write_json(record) + "\n"


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
