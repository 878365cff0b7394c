"""Search promises the same on SQLite and PostgreSQL: the rows that hold the string, all of them and no others."""

from __future__ import annotations

import random
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import TestCase, TransactionTestCase

from articles import search as searching
from articles.models import Article, Page
from articles.search import article_terms, find_stale, install, is_index_sound, rebuild, search
from articles.search.query import Query, of_phrases, read_query
from articles.text.words import fold
from tests.search.archive import make_archive, make_article, make_page

HOSTILE = (
    "", " ", '"', '""', "'", "''", "*", "^", "(", ")", "NOT", "AND", "NEAR(", "a AND", "terms:", "-", "--", "%", "_",
    "\\", "{}", "[", "😀", "\x00", "%s", "%%", "{0}", "。，！", "“", "\u200b", "'; DROP TABLE articles_article; --",
    "云" * 3000, " ".join("云陵市推进"[i % 5] + str(i) for i in range(400)),
)  # fmt: skip


def found(query: str) -> set[int]:
    return set(search(Article.objects.all(), read_query(query)).values_list("pk", flat=True))


def quoted(text: str) -> Query:
    """The text as one phrase, whatever quotes and spaces it holds."""
    return of_phrases(text)


class SearchTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page, cls.articles = make_archive()

    def holding(self, phrase: str) -> set[int]:
        return {
            article.pk for article in self.articles if any(phrase in fold(t) for t in (article.headline, article.body))
        }

    def test_every_string_is_found_in_exactly_the_rows_that_hold_it(self):
        chosen = random.Random(7)
        texts = [text for article in self.articles for text in (article.headline, article.body) if text]
        for _ in range(300):
            text = chosen.choice(texts)
            length = min(len(text), chosen.choice((1, 2, 2, 3, 4, 5, 6)))
            start = chosen.randrange(len(text) - length + 1)
            query = quoted(text[start : start + length])
            if not query:
                continue
            with self.subTest(phrase=query.whole):
                rows = search(Article.objects.all(), query).values_list("pk", flat=True)
                self.assertEqual(sorted(rows), sorted(self.holding(query.whole)))

    def test_a_string_that_stands_nowhere_finds_nothing(self):
        for phrase in ("治河", "人人人人", "联播", "5g+智慧港口5", "龘龘龘", "ab"):
            with self.subTest(phrase=phrase):
                self.assertEqual(self.holding(phrase), set())
                self.assertEqual(found(phrase), set())

    def test_no_string_reaches_from_one_text_into_the_next(self):
        self.assertEqual(found("治理本报"), set())

    def test_width_case_line_breaks_and_stray_spaces_do_not_matter(self):
        for query in ("pm2.5平均浓度降至", "ＰＭ2.5平均浓度", '"监测点1,250个"', "the port USES"):
            with self.subTest(query=query):
                self.assertEqual(len(found(query)), 1)

    def test_all_words_of_a_query_must_stand_in_the_row(self):
        self.assertEqual(found("云陵市 监测点"), {self.articles[0].pk})
        self.assertEqual(found("云陵市 菜园"), set())

    def test_no_query_is_an_error(self):
        for query in HOSTILE:
            with self.subTest(query=query[:30]):
                rows = search(Article.objects.all(), read_query(query))
                self.assertEqual(rows.count(), len(list(rows.order_by("-rank", "pk")[:20])))

    def test_a_query_without_a_phrase_finds_every_row(self):
        self.assertEqual(found(" \u3000"), {article.pk for article in self.articles})

    def test_marks_of_the_query_languages_are_text_like_any_other(self):
        for query in ('"新设备', "18.6%_", "o'neill", "c:\\新区", "(a*b)^2", "{巧合};~"):
            with self.subTest(query=query):
                self.assertEqual(len(search(Article.objects.all(), quoted(query))), 1)

    def test_a_hit_in_the_headline_ranks_above_hits_elsewhere(self):
        often = make_article(self.page, 90, "别的事", "防汛演练" * 50)
        once = make_article(self.page, 91, "全县举行防汛 演练", "详情见内页。" * 40)
        rows = search(Article.objects.all(), read_query("防汛演练")).order_by("-rank")
        self.assertEqual(list(rows), [once, often])

    def test_filters_and_counts_work_on_what_is_found(self):
        rows = search(Article.objects.filter(page=self.page), read_query("人"))
        self.assertEqual(rows.count(), len(self.holding("人")))
        self.assertEqual(rows.filter(headline="").count(), 0)
        self.assertTrue(rows.select_related("page__issue").order_by("-rank", "pk")[0].rank is not None)
        self.assertTrue(Article.objects.filter(pk__in=rows.values("pk")).exists())

    def test_pages_are_searched_too_so_that_furniture_is_found(self):
        other = make_page("另一版")
        rows = search(Page.objects.all(), read_query("热线：8800"))
        self.assertEqual(list(rows), [self.page])
        self.assertEqual(list(search(Page.objects.all(), read_query("另"))), [other])

    def test_an_edit_is_found_at_once_and_the_words_it_replaced_are_not(self):
        article = self.articles[4]
        article.body = "犇犇"
        article.save()
        self.assertEqual(found("犇犇"), {article.pk})
        self.assertEqual(found("龘"), set())

    def test_text_as_printed_is_still_found_after_a_correction(self):
        article = self.articles[4]
        article.written = {"body": "龘龘", "headline": ""}
        article.body = "犇犇"
        article.save()
        self.assertEqual(found("龘龘"), {article.pk})
        self.assertEqual(found("犇犇"), {article.pk})

    def test_standfirsts_crossheads_kicker_and_byline_are_found(self):
        article = make_article(
            self.page,
            92,
            "题",
            "文",
            kicker="引题甲",
            standfirsts=["副题乙", "副题丙"],
            crossheads=["小标丁"],
            byline="记者 戊己",
        )
        for query in ("引题甲", "副题乙", "副题丙", "小标丁", "记者戊己"):
            with self.subTest(query=query):
                self.assertEqual(found(query), {article.pk})
        self.assertEqual(found("副题乙副题"), set())

    def test_a_deleted_row_is_not_found(self):
        article = make_article(self.page, 93, "", "鬯鬯")
        self.assertEqual(found("鬯鬯"), {article.pk})
        Article._base_manager.filter(pk=article.pk).delete()
        self.assertEqual(found("鬯鬯"), set())

    def test_bulk_changes_are_found_when_they_carry_their_terms(self):
        article = self.articles[4]
        article.body = "麤麤"
        article.terms = article_terms(article)
        Article.objects.bulk_update([article], ["body", "terms"])
        self.assertEqual(found("麤麤"), {article.pk})

    def test_an_update_that_would_leave_the_terms_behind_is_refused_and_says_what_to_call(self):
        with self.assertRaisesMessage(TypeError, "Call save()"):
            Article.objects.update(headline="改")
        with self.assertRaisesMessage(TypeError, "terms_of"), transaction.atomic():
            Article.objects.bulk_update(self.articles, ["body"])
        Article.objects.filter(pk=self.articles[0].pk).update(note="随便")

    def test_a_very_long_text_is_taken_and_found_to_its_end(self):
        text = "".join(chr(0x4E00 + i * 7919 % 20000) for i in range(150_000)) + "卷末语"
        article = make_article(self.page, 94, "长", text)
        self.assertEqual(found("卷末语"), {article.pk})
        self.assertEqual(found(text[140_000:140_006]), {article.pk})

    def test_terms_that_fell_behind_are_told_and_put_right(self):
        Article._base_manager.filter(pk=self.articles[0].pk).update(terms="x")
        self.assertEqual([row.pk for row in find_stale()], [self.articles[0].pk])
        before = Article.objects.get(pk=self.articles[0].pk)
        with pytest.raises(SystemExit) as status:
            call_command("rebuild_search", "--check", verbosity=0)
        self.assertEqual(status.value.code, 1)
        self.assertEqual(rebuild(), 1)
        call_command("rebuild_search", "--check", verbosity=0)
        after = Article.objects.get(pk=self.articles[0].pk)
        self.assertEqual(after.updated_at, before.updated_at)
        self.assertEqual(found("云陵市"), {self.articles[0].pk})


class InstallTests(TransactionTestCase):
    def test_installing_twice_is_installing_once(self):
        make_archive()
        with self.assertNumQueries(len(searching.SEARCHED) + 1):
            install()  # a look at the tables, a look at each index, and nothing to do
        self.assertTrue(is_index_sound())

    def test_a_table_that_a_migration_made_anew_is_searched_again_after_migrate(self):
        _, articles = make_archive()
        field = models.TextField(null=True)
        field.set_attributes_from_name("trial")
        with connection.schema_editor() as editor:
            editor.add_field(Article, field)
        with connection.schema_editor() as editor:
            editor.remove_field(Article, field)
        call_command("migrate", verbosity=0)
        self.assertTrue(is_index_sound())
        articles[4].body = "犇犇"
        articles[4].save()
        self.assertEqual(found("犇犇"), {articles[4].pk})
        self.assertEqual(found("龘"), set())
        self.assertEqual(found("云陵市"), {articles[0].pk})

    def test_an_index_that_is_gone_or_does_not_hold_what_the_rows_hold_is_told_and_mended(self):
        _, articles = make_archive()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("INSERT INTO articles_article_search(articles_article_search) VALUES ('delete-all')")
            else:  # what its index holds, PostgreSQL itself keeps in step
                cursor.execute("DROP INDEX articles_article_search")
        out = StringIO()
        with self.assertRaises(SystemExit):
            call_command("rebuild_search", check=True, stdout=out)
        self.assertIn("not as they should be", out.getvalue())
        call_command("rebuild_search", verbosity=0)
        self.assertTrue(is_index_sound())
        self.assertEqual(found("云陵市"), {articles[0].pk})

    def test_rows_written_while_the_index_was_gone_are_found_once_it_is_back(self):
        page, _ = make_archive()
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("DROP TRIGGER articles_article_search_inserted")
            else:
                cursor.execute("DROP INDEX articles_article_search")
        self.assertFalse(is_index_sound())
        article = make_article(page, 95, "", "麤麤")
        call_command("migrate", verbosity=0)
        self.assertEqual(found("麤麤"), {article.pk})
