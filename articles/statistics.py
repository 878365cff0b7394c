"""What the database knows of its tables' sizes, by which it plans queries. PostgreSQL keeps that up by itself."""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

# Rows of an index that are looked at: SQLite's own advice is 100 to 1000 (https://sqlite.org/lang_analyze.html).
# An archive of 4 GB takes less than half a second so, and all of it would take minutes.
_LOOKED_AT = 1000
# Of figures and people so few rows mislead: 250,000 figures of one indicator count as a thousand then, and a facet
# over a thousand stories reads all figures (4 seconds in place of 0.1). Without any it is led by the stories.
# What leads to stories, by day and by page, is looked at with them: else a list by day sorts them all.
_TABLES = ("articles_article", "articles_page", "articles_issue")


def renew_statistics(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Have SQLite look at its articles, pages and issues, after a migration and after an import.

    Statistics from before an index was made keep SQLite from using it: of 200,000 articles all unreviewed ones were
    sorted then for every list of fifty.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {_LOOKED_AT}")
            for table in _TABLES:
                cursor.execute(f"ANALYZE {table}")
