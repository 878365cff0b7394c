"""Reads the rule files that stand in a package's folder `rules/`: plain lists (.txt) and rows (.toml).

Nothing here knows what a rule means. Files are read once and kept, for they do not change while the program runs.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

Row = Mapping[str, Any]


@cache
def read_list(package: str, name: str) -> tuple[str, ...]:
    """The entries of a plain list, one a line, in the file's order; `#` begins a comment, empty lines are left out.

    `package` is dotted: read_list("people.extraction", "surnames.txt") reads people/extraction/rules/surnames.txt.
    Raises FileNotFoundError where there is no such file, ValueError where an entry stands twice.
    """
    lines = (line.split("#", 1)[0].strip() for line in _text_of(package, name).splitlines())
    entries = tuple(line for line in lines if line)
    if len(set(entries)) < len(entries):
        twice = sorted({entry for entry in entries if entries.count(entry) > 1})
        raise ValueError(f"{package}/rules/{name}: stands twice: {', '.join(twice)}")
    return entries


@cache
def read_rows(package: str, name: str, table: str = "row") -> tuple[Row, ...]:
    """The tables [[row]] of a TOML file, in the file's order; another array of tables by its name.

    Raises FileNotFoundError where there is no such file, tomllib.TOMLDecodeError where it is not TOML, and KeyError
    where it has no such tables: a rule file that says nothing is a mistake.
    """
    return tuple(tomllib.loads(_text_of(package, name))[table])


def _text_of(package: str, name: str) -> str:
    return files(package).joinpath("rules", name).read_text(encoding="utf-8")
