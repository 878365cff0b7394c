"""By which way a database is led to what is found: on PostgreSQL, what no index answers is worked out row by row."""

from __future__ import annotations

from unittest import skipUnless
from unittest.mock import patch

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.search import divide_by_rank, find_best, install, is_index_sound, rebuild, search
from articles.search.frequencies import Frequencies
from articles.search.query import read_query
from tests.search.archive import make_archive, make_article


class PartTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        page, _ = make_archive()
        for number in range(20, 40):
            headline = ("河道治理", "人人参与", "治理", "")[number % 4]
            make_article(page, number, headline, "水质监测河道，治理参与。" * (number % 3) + "人" * (number % 2))

    def test_the_rows_that_rank_and_the_others_are_all_that_is_found_in_its_order(self):
        for text in (
            "人",
            "河道",
            "河道治理",
            "河道 治理",
            "人人参与 水质监测",
            "河道 OR 人人",
            "人 -河道",
            "河 标题：治理",
        ):
            with self.subTest(query=text):
                query = read_query(text)
                found = search(Article.objects.order_by(), query)
                parts = divide_by_rank(found, query)
                assert parts is not None
                low, key = parts[1]()
                rows = [*parts[0].order_by("-rank", "-pk"), *low.order_by(key.desc())]
                self.assertEqual(rows, list(found.order_by("-rank", "-pk")))
                self.assertTrue(all(row.rank > 0 for row in parts[0]))
                self.assertEqual({row.rank for row in low}, {0.0} if low else set())


@skipUnless(connection.vendor == "sqlite", "PostgreSQL is led by its planner")
class HeadlineIndexTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page, cls.articles = make_archive()

    def find_headlines(self, term: str) -> list[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rowid FROM articles_article_headline WHERE terms MATCH %s", [f'"{term}"'])
            return [key for (key,) in cursor.fetchall()]

    def test_headlines_are_in_step_with_every_change(self):
        story = self.articles[0]
        self.assertEqual(self.find_headlines("河道"), [story.pk])
        story.headline = "另有一题"
        story.save()
        self.assertEqual(self.find_headlines("河道"), [])
        self.assertEqual(self.find_headlines("一题"), [story.pk])
        Article._base_manager.filter(pk=story.pk).delete()
        self.assertEqual(self.find_headlines("一题"), [])
        self.assertTrue(is_index_sound())

    def test_a_headline_that_is_not_that_of_its_row_is_told_and_mended(self):
        for sql in (
            "UPDATE articles_article_headline SET terms = '甲乙' WHERE rowid = %s",
            "DELETE FROM articles_article_headline WHERE rowid = %s",
            "INSERT INTO articles_article_headline(rowid, terms) VALUES (%s + 1000, '甲乙')",
        ):
            with self.subTest(sql=sql), connection.cursor() as cursor:
                cursor.execute(sql, [self.articles[0].pk])
                self.assertFalse(is_index_sound())
                rebuild()
                self.assertTrue(is_index_sound())

    def test_an_archive_from_before_gets_its_headlines_and_keeps_its_other_index(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT rootpage FROM sqlite_master WHERE name = 'articles_article_search_data'")
            before = cursor.fetchone()
            for change in ("inserted", "deleted", "updated"):
                cursor.execute(f"DROP TRIGGER articles_article_headline_{change}")
            cursor.execute("DROP TABLE articles_article_headline")
            install()
            cursor.execute("SELECT rootpage FROM sqlite_master WHERE name = 'articles_article_search_data'")
            self.assertEqual(cursor.fetchone(), before)
        self.assertEqual(self.find_headlines("河道"), [self.articles[0].pk])
        self.assertTrue(is_index_sound())

    def test_the_best_of_a_word_are_read_by_headlines_and_the_rest_by_key(self):
        query = read_query("河道")
        parts = divide_by_rank(search(Article.objects.order_by(), query), query)
        assert parts is not None
        self.assertNotIn("articles_article_search", str(parts[0].values("pk").query))
        self.assertIn("articles_article_search", str(parts[1]()[0].values("pk").query))


@skipUnless(connection.vendor == "postgresql", "SQLite's planner is given little choice")
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
