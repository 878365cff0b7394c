"""What the database knows of its articles: by that it chooses the way to a list."""

from __future__ import annotations

from io import StringIO
from unittest import skipUnless

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TestCase


@skipUnless(connection.vendor == "sqlite", "PostgreSQL looks at its tables by itself")
class StatisticsTests(TestCase):
    def find_known(self) -> set[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT idx FROM sqlite_stat1 WHERE tbl = 'articles_article'")
            return {name for (name,) in cursor.fetchall()}

    def test_an_import_leaves_the_database_knowing_its_indexes(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("DELETE FROM sqlite_stat1")
        pages = settings.BASE_DIR / "fixtures" / "pages" / "01-narrow-columns.txt"
        call_command("import_pages", str(pages), stdout=StringIO())
        self.assertLessEqual({"articles_by_status", "articles_by_kind", "article_changed"}, self.find_known())

    def test_figures_are_not_looked_at_for_too_few_rows_mislead(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            cursor.execute("DELETE FROM sqlite_stat1")
        call_command(
            "import_pages", str(settings.BASE_DIR / "fixtures" / "pages" / "01-narrow-columns.txt"), stdout=StringIO()
        )
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT tbl FROM sqlite_stat1")
            known = {table for (table,) in cursor.fetchall()}
        self.assertEqual(known, {"articles_article", "articles_page", "articles_issue"})
