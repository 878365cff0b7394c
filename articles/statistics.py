"""What the database knows of its tables' sizes, by which it plans queries. PostgreSQL keeps that up by itself."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

# Rows of an index that are looked at: SQLite's own advice is 100 to 1000 (https://sqlite.org/lang_analyze.html).
# An archive of 4 GB takes 0.4 seconds so, and all of it would take minutes.
_LOOKED_AT = 1000


def renew_statistics(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Have SQLite look at its tables, after a migration and after an import.

    Without it SQLite plans by guess: an archive's unreviewed articles are sorted then, all of them, for every list.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {_LOOKED_AT}")
            cursor.execute("ANALYZE")
