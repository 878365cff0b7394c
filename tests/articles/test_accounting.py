"""The three sums, and the public ids and likeness that the store rests on."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.test import SimpleTestCase, TestCase

from articles.accounting import (
    Sums,
    account_for,
    add_up,
    overlapping_spans,
    spans_outside,
    unassigned_spans,
)
from articles.curation import Status
from articles.likeness import Owners, Shape, match_drafts
from articles.models import Article, ArticleSpan, Page
from articles.public_ids import newspaper_code, short_label, short_name
from articles.text.spans import Span, subtract_spans
from tests.factories import STORIES, import_stories


class SumsTests(SimpleTestCase):
    def test_every_character_is_counted_once(self):
        for articles, furniture, expected in [
            ([], [], Sums(0, 0, 10)),
            ([(0, 4)], [(4, 10)], Sums(4, 6, 0)),
            ([(0, 4), (2, 6)], [(5, 8)], Sums(6, 2, 2)),  # claimed twice: the article's
            ([(0, 10)], [(0, 10)], Sums(10, 0, 0)),
        ]:
            with self.subTest(articles=articles, furniture=furniture):
                self.assertEqual(add_up(10, articles, furniture), expected)

    def test_characters_in_two_places_are_named(self):
        self.assertEqual(overlapping_spans([(0, 5), (5, 9), (3, 6), (20, 30), (21, 22)]), (Span(3, 6), Span(21, 22)))
        self.assertEqual(overlapping_spans([(0, 5), (5, 9)]), ())


class AccountingTests(TestCase):
    def test_a_rejected_articles_characters_become_unassigned(self):
        page = import_stories(*STORIES)
        article = page.articles.get(number=3)
        before = page.unassigned
        Article.objects.filter(pk=article.pk).update(status=Status.REJECTED)
        sums = account_for(page)
        self.assertEqual(sums.unassigned, before + sum(end - start for start, end in article.placed))
        page.refresh_from_db()
        self.assertEqual(page.unassigned, sums.unassigned)
        self.assertEqual(subtract_spans(article.placed, unassigned_spans(page)), ())
        self.assertEqual(sum(end - start for start, end in unassigned_spans(page)), sums.unassigned)

    def test_the_database_refuses_sums_that_do_not_hold(self):
        page = import_stories(*STORIES)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Page.objects.filter(pk=page.pk).update(unassigned=page.unassigned + 1)

    def test_a_span_beyond_the_page_is_named(self):
        page = import_stories(*STORIES)
        self.assertEqual(spans_outside(page, [(0, 1), (5, page.characters + 1)]), [(5, page.characters + 1)])

    def test_the_database_refuses_a_span_that_runs_backwards(self):
        page = import_stories(*STORIES)
        for start, end in ((5, 5), (6, 5), (-1, 5)):
            with self.assertRaises(IntegrityError), transaction.atomic():
                ArticleSpan.objects.create(article=page.articles.first(), ordinal=99, start=start, end=end)

    def test_the_database_refuses_two_visible_articles_at_one_place(self):
        page = import_stories(*STORIES)
        with self.assertRaises(IntegrityError), transaction.atomic():
            page.articles.filter(number=2).update(position=1)
        page.articles.filter(number=1).update(status=Status.WITHDRAWN)
        page.articles.filter(number=2).update(position=1)


class LikenessTests(SimpleTestCase):
    def test_drafts_find_the_rows_they_share_most_with(self):
        def shape(row, *spans, **marks):
            return Shape(row, tuple(Span(*span) for span in spans), **marks)

        for case, drafts, shapes, expected in [
            ("the same", [[(0, 9)]], [shape(0, (0, 9))], {0: 0}),
            ("nothing shared", [[(0, 9)]], [shape(0, (9, 20))], {}),
            ("cut in two: the greater part", [[(0, 4)], [(4, 10)]], [shape(0, (0, 10))], {1: 0}),
            ("two rows read as one: the greater", [[(0, 10)]], [shape(0, (0, 4)), shape(1, (4, 10))], {0: 1}),
            ("found as it was written", [[(0, 10)]], [shape(0, (0, 2)), shape(0, (0, 10)), shape(1, (2, 10))], {0: 0}),
            ("a little of what was rejected", [[(0, 10)]], [shape(0, (0, 3), is_rejected=True)], {}),
            ("most of what was rejected", [[(0, 10)]], [shape(0, (0, 6), is_rejected=True)], {0: 0}),
        ]:
            with self.subTest(case):
                self.assertEqual(match_drafts(drafts, shapes), expected)

    def test_a_place_belongs_to_the_row_that_holds_most_of_it(self):
        owners = Owners([(10, 20, 1), (0, 10, 0), (30, 40, 2)])
        for span, expected in [
            ((0, 5), 0),
            ((8, 11), 0),
            ((9, 15), 1),
            ((20, 30), None),
            ((29, 31), 2),
            ((90, 99), None),
        ]:
            with self.subTest(span):
                self.assertEqual(owners.owner(*span), expected)
        self.assertEqual(owners.split([(0, 3), (12, 14), (22, 24)]), {0: [Span(0, 3)], 1: [Span(12, 14)]})


class PublicIdTests(SimpleTestCase):
    def test_codes_are_the_initials(self):
        for name, expected in [
            ("清河晚报", "qhwb"),
            ("单县日报", "sxrb"),
            ("青石 Weekly", "qsweekly"),
            ("《白杨镇报》", "byzb"),
            ("365生活报", "n365shb"),
            ("", "n"),
        ]:
            with self.subTest(name):
                self.assertEqual(newspaper_code(name), expected)

    def test_labels_are_short_and_sortable(self):
        for label, expected in [
            ("3", "03"),
            ("03", "03"),
            ("A1", "a01"),
            ("第０３版", "03"),
            ("12", "12"),
            ("", ""),
            ("B", "b"),
        ]:
            with self.subTest(label):
                self.assertEqual(short_label(label), expected)

    def test_editions_are_short(self):
        self.assertEqual([short_name(name) for name in ("2", "城市版", "")], ["2", "csb", ""])
