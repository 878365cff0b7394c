"""A page that only was touched is not indexed anew on PostgreSQL, and is found by its last change all the same."""

from __future__ import annotations

from datetime import timedelta
from unittest import skipUnless

from django.db import connection
from django.test import TestCase
from django.utils import timezone

from articles.models import Page
from tests.factories import STORIES, import_stories


def ask(sql: str) -> str | int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


@skipUnless(connection.vendor == "postgresql", "SQLite touches the indexes of changed columns alone")
class TouchedPageTests(TestCase):
    def test_the_last_change_is_led_to_by_ranges(self) -> None:
        self.assertIn("USING brin (updated_at)", ask("SELECT pg_get_indexdef('page_changed'::regclass)"))

    def test_a_page_that_is_touched_stays_in_its_block_and_its_text_is_not_indexed_anew(self) -> None:
        if connection.pg_version < 160000:
            self.skipTest("PostgreSQL 15 stores such a row with all its entries")
        page = import_stories(*STORIES)
        in_place = "SELECT pg_stat_get_xact_tuples_hot_updated('articles_page'::regclass)"
        before = ask(in_place)
        for minutes in (1, 2, 3):  # the first may have to go to a block with room
            later = timezone.now() + timedelta(minutes=minutes)
            Page.objects.filter(pk=page.pk).update(updated_at=later)
        self.assertGreater(ask(in_place), before)
        self.assertEqual(list(Page.objects.filter(updated_at__gte=later).values_list("pk", flat=True)), [page.pk])
