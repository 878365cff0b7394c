"""Whether a database refused to write because others were writing; it wrote nothing, and it can be done again."""

from __future__ import annotations

import sqlite3

GAVE_WAY = ("55P03", "40P01")  # PostgreSQL's states for "lock not available" and "deadlock detected"


def gave_way(error: BaseException) -> bool:
    """Whether PostgreSQL ended the transaction in favour of another: worth another try at once."""
    return getattr(error.__cause__, "sqlstate", "") in GAVE_WAY


def is_busy(error: BaseException) -> bool:
    """Whether the transaction gave way, or SQLite waited for others as long as it is told to."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return gave_way(error) or (code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))
