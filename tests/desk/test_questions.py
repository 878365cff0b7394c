"""Questions whose SQL is kept answer as a queryset made anew does, whatever they were asked before."""

from __future__ import annotations

from threading import Thread

from django.db import connection
from django.test import TestCase, TransactionTestCase

from articles.models import Article
from newsarchive.desk.operations.questions import MOST, Question
from tests.factories import BRIDGE, CHESS, HARVEST, import_stories

ARTICLES = Question(lambda page: Article.objects.select_related("page").defer("terms").filter(page=page).order_by("pk"))
SOME = Question(lambda *keys: Article.objects.filter(pk__in=keys).order_by("pk"))
TOLD = Question(lambda page: Article.objects.filter(page=page).order_by("pk").values_list("pk", "headline"))


class QuestionTests(TestCase):
    def setUp(self) -> None:
        self.pages = [import_stories(BRIDGE, HARVEST), import_stories(CHESS)]

    def test_each_page_is_told_its_own_rows(self):
        for page in (*self.pages, *self.pages):
            wanted = list(page.articles.order_by("pk"))
            self.assertEqual(ARTICLES.ask(page.pk), wanted)
            self.assertEqual(TOLD.ask(page.pk), [(row.pk, row.headline) for row in wanted])

    def test_rows_are_as_they_stand_now(self):
        (article,) = ARTICLES.ask(self.pages[1].pk)
        Article.objects.filter(pk=article.pk).update(kind="brief", position=2.5)
        (article,) = ARTICLES.ask(self.pages[1].pk)
        self.assertEqual((article.kind, article.position), ("brief", 2.5))

    def test_what_is_above_is_read_with_it_and_what_is_left_out_is_not(self):
        (article,) = ARTICLES.ask(self.pages[1].pk)
        self.assertIn("terms", article.get_deferred_fields())
        with self.assertNumQueries(0):
            self.assertEqual(article.page, self.pages[1])

    def test_any_number_of_keys(self):
        keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        for asked in (keys[:1], keys, keys[1:2], [*keys, *range(10**6, 10**6 + MOST)]):
            with self.subTest(number=len(asked)):
                self.assertEqual([row.pk for row in SOME.ask(*asked)], [key for key in keys if key in asked])

    def test_a_key_that_the_statement_has_no_place_for_is_an_error(self):
        with self.assertRaises(ValueError):
            Question(lambda *_keys: Article.objects.all()).ask(1)


class ThreadTests(TransactionTestCase):
    def test_each_thread_asks_on_its_own_connection(self):
        page = import_stories(BRIDGE, HARVEST)
        found = []

        def ask() -> None:
            found.append([row.pk for row in ARTICLES.ask(page.pk)])
            found.append(ARTICLES.ask(page.pk)[0].pk)
            connection.close()

        wanted = [row.pk for row in ARTICLES.ask(page.pk)]
        for _time in range(2):
            thread = Thread(target=ask)
            thread.start()
            thread.join()
        self.assertEqual(found, [wanted, wanted[0], wanted, wanted[0]])
