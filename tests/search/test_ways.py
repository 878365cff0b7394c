"""By which way PostgreSQL is led to what is found: a condition that no index answers there is worked out row by row."""

from __future__ import annotations

from unittest import skipUnless
from unittest.mock import patch

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.search import divide_by_rank, find_best, install, is_index_sound, search
from articles.search.frequencies import Frequencies
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
        with patch("articles.search.postgres.is_common", return_value=common):
            parts = divide_by_rank(found, query)
            assert parts is not None
            return str(parts[0].values("pk").query), str(parts[1]()[0].values("pk").query)

    def test_a_common_word_is_looked_for_in_the_rows_of_a_walk_and_not_in_their_elements(self):
        for text in ("人 河", "河道 河道治理", "河道治理 水质监测", "河道 治理"):
            with self.subTest(query=text):
                _high, low = self.written(text, common=True)
                self.assertNotIn("@>", low)
                self.assertIn("unreviewed", low)

    def ask_best(self, text: str, *, common: bool) -> list[str]:
        """The SQL by which the best are found, but for what asks how common words are."""
        found = search(Article.objects.filter(status="unreviewed").order_by(), read_query(text))
        with (
            patch("articles.search.postgres.is_common", return_value=common),
            patch("articles.search.postgres.read_frequencies", return_value=Frequencies(5, {"人人": 0.9})),
            CaptureQueriesContext(connection) as asked,
        ):
            find_best(found, read_query(text), 50)
        return [query["sql"] for query in asked.captured_queries]

    def test_the_best_of_one_phrase_are_found_in_one_question_led_by_its_rare_terms_alone(self):
        (asked,) = self.ask_best("人人参与", common=False)
        self.assertEqual(asked.count("@>"), 2)
        headed, rest = asked.split(" UNION ALL ")
        self.assertIn("人人", headed.partition(" AND ")[0])
        self.assertNotIn("人人", rest.partition("@>")[2].partition("COLLATE")[0])
        (asked,) = self.ask_best("人人参与", common=True)
        self.assertEqual(asked.count("@>"), 1)

    def test_rare_words_apart_are_ranked_without_a_question_to_each_row(self):
        self.assertEqual(len(self.ask_best("参与 共享", common=False)), 2)

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
