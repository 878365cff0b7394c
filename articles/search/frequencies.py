"""How common terms are, as PostgreSQL's own statistics of the index tell: read once in a while, not for each search."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

_KEPT = 600.0  # seconds: PostgreSQL itself counts anew only when a tenth of the rows have changed

_STATISTICS = """SELECT most_common_elems::text::text[], most_common_elem_freqs, reltuples FROM pg_class
LEFT JOIN pg_stats ON schemaname = relnamespace::regnamespace::text AND tablename = %s AND most_common_elems IS NOT NULL
WHERE pg_class.oid = to_regclass(%s)"""


@dataclass(frozen=True)
class Frequencies:
    """`rows` of the table, 0 where it was never counted; and in what share of them the commonest terms stand."""

    rows: int = 0
    shares: dict[str, float] = field(default_factory=dict)

    def has_rare(self, terms: Sequence[str]) -> bool:
        """Whether one of the terms is not among the commonest."""
        return any(term not in self.shares for term in terms)

    def estimate(self, terms: Sequence[str]) -> float:
        """In how many rows all of the terms stand, were they spread without regard to each other."""
        share = 1.0
        for term in set(terms):
            share *= self.shares.get(term, _UNKNOWN)
        return self.rows * share


# What PostgreSQL's planner takes for a term of which it knows nothing.
_UNKNOWN = 0.005
_read: dict[tuple[str, str], tuple[float, Frequencies]] = {}


def read_frequencies(connection: Any, table: str, index: str) -> Frequencies:
    """The frequencies in an index of a table; nothing is known of a table that was never analysed."""
    name, now = (connection.settings_dict["NAME"], index), time.monotonic()
    since, known = _read.get(name, (0.0, Frequencies()))
    if not known.rows or now - since > _KEPT:
        with connection.cursor() as cursor:
            cursor.execute(_STATISTICS, [index, table])
            ((terms, shares, rows),) = cursor.fetchall()
        # The shares have the least, the greatest and that of rows with none behind them.
        known = Frequencies(max(int(rows), 0), dict(zip(terms or (), shares or (), strict=False)))
        _read[name] = (now, known)
    return known
