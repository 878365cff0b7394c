"""Rule files written again, under the comments that they begin with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from people.extraction import evidence

RULES = Path(evidence.__file__).with_name("rules")


def write_table(name: str, rows: Iterable[str]) -> None:
    """The rows into a rule file, under the comments that it begins with."""
    path = RULES / name
    comments = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    path.write_text("\n".join([*comments, *rows]) + "\n", encoding="utf-8")
