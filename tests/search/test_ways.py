"""By which way PostgreSQL is led to what is found: a condition that no index answers there is worked out row by row."""

from __future__ import annotations

from unittest import skipUnless
from unittest.mock import patch

from django.db import connection
from django.test import TestCase

from articles.models import Article
from articles.search import divide_by_rank, install, is_index_sound, search
from articles.search.query import read_query
from tests.search.archive import make_archive


@skipUnless(connection.vendor == "postgresql", "SQLite has one index and one way")
class WayTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_archive()

    def written(self, text: str, *, common: bool) -> tuple[str, str]:
        """The SQL of the rows that rank and of those that do not."""
        query = read_query(text)
        found = search(Article.objects.filter(status="unreviewed").order_by(), query)
        with patch("articles.search.postgres._is_common", return_value=common):
            parts = divide_by_rank(found, query)
            assert parts is not None
            return str(parts[0].values("pk").query), str(parts[1]()[0].values("pk").query)

    def test_a_common_word_is_looked_for_in_the_rows_of_a_walk_and_not_in_their_elements(self):
        for text in ("人", "河道", "河道治理", "河道 治理"):
            with self.subTest(query=text):
                _high, low = self.written(text, common=True)
                self.assertNotIn("@>", low)
                self.assertIn("unreviewed", low)

    def test_one_phrase_ranks_by_the_index_of_headlines_alone(self):
        high, _low = self.written("河道治理", common=False)
        self.assertEqual(high.count("@>"), 1)
        self.assertNotIn("STRPOS", high)

    def test_several_words_are_looked_for_one_by_one_and_no_condition_on_elements_is_left_to_the_rows(self):
        high, low = self.written("河道 治理", common=False)
        outside = high.partition(" IN (")[0]
        self.assertNotIn("@>", outside)
        self.assertEqual(high.count("UNION ALL"), 2)
        self.assertNotIn("@>", low.partition(" IN (")[0])

    def test_what_waits_to_be_indexed_is_kept_short_in_an_older_archive_too(self):
        def find_options() -> dict[str, list[str]]:
            with connection.cursor() as cursor:
                cursor.execute("SELECT relname, reloptions FROM pg_class WHERE relname LIKE 'articles_article_%' "
                               "AND reloptions IS NOT NULL")  # fmt: skip
                return dict(cursor.fetchall())

        expected = {
            "articles_article_search": ["gin_pending_list_limit=1024"],
            "articles_article_headline": ["fastupdate=off"],
        }
        self.assertEqual(find_options(), expected)
        with connection.cursor() as cursor:
            for index in expected:
                cursor.execute(f"ALTER INDEX {index} RESET (fastupdate, gin_pending_list_limit)")
        self.assertEqual(find_options(), {})
        install()
        self.assertEqual(find_options(), expected)
        self.assertTrue(is_index_sound())
