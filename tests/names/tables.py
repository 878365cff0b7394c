"""Rule files written again, under the comments that they begin with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from people.extraction import evidence

RULES = Path(evidence.__file__).with_name("rules")


def write_table(name: str, rows: Iterable[str]) -> None:
    """The rows into a rule file, under the comments that it begins with."""
    path = RULES / name
    comments = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    path.write_text("\n".join([*comments, *rows]) + "\n", encoding="utf-8")


def mean_with_table(name: str, fitted: Mapping[str, tuple[float, ...]]) -> dict[str, tuple[float, ...]]:
    """Each weight half way between the rule file's and the fitted one; what only one of them has is there by half.

    Two fits on different sentences err in different places: their mean did better on days 8 to 10 and on news from
    elsewhere than either.
    """
    before: dict[str, tuple[float, ...]] = {}
    count = len(next(iter(fitted.values())))
    for line in (RULES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            key, *weights = line.rsplit(" ", count)
            before[key] = tuple(map(float, weights))
    nothing = (0.0,) * count
    return {
        key: tuple((a + b) / 2 for a, b in zip(before.get(key, nothing), fitted.get(key, nothing), strict=True))
        for key in sorted(before.keys() | fitted.keys())
    }
