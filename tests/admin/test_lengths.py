"""What a list of the admin costs: no table is counted or read whole, however long it is."""

from __future__ import annotations

from unittest.mock import patch

from django.contrib.auth.models import User
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Page
from metrics.models import Metric
from people.models import Mention, Person
from tests.admin.rows import make_archive, make_page


class LengthsOfLists(TestCase):
    """What a list costs does not grow with the archive."""

    def setUp(self) -> None:
        self.story = make_archive(2)
        self.client.force_login(User.objects.create_superuser("xie"), "django.contrib.auth.backends.ModelBackend")

    def test_no_list_counts_a_table_or_reads_it_whole_for_its_dates(self) -> None:
        for model in (Article, Page, Mention, Person, Metric):
            table = f'FROM "{model._meta.db_table}"'
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            with self.subTest(url), CaptureQueriesContext(connection) as captured:
                self.client.get(url)
            for sql in (query["sql"] for query in captured.captured_queries if table in query["sql"]):
                whole = " LIMIT " not in sql and " WHERE " not in sql
                self.assertFalse(whole and any(word in sql for word in ("COUNT(", "MIN(", "MAX(", "DISTINCT")), sql)

    def test_a_list_longer_than_is_counted_says_at_least_how_long(self) -> None:
        url = reverse("admin:articles_article_changelist")
        with patch("articles.list_lengths.COUNTED", 3):
            self.assertContains(self.client.get(url), "3+ ")
        self.assertNotContains(self.client.get(url), "4+ ")

    def test_a_search_reads_the_rows_once_whether_it_finds_many_or_none(self) -> None:
        for name, found in (("metrics_metric", "万亩"), ("articles_issue", "青岭")):
            url = reverse(f"admin:{name}_changelist")
            for words in (found, "无人这样写"):
                with self.subTest(name, words=words), CaptureQueriesContext(connection) as captured:
                    listed = self.client.get(url, {"q": words}).context["cl"]
                self.assertEqual(bool(listed.result_count), words == found)
                sent = [each["sql"] for each in captured.captured_queries]
                searches = [sql for sql in sent if words in sql and f'FROM "{name}"' in sql]
                self.assertEqual(len(searches), 1, searches)

    def test_years_months_and_days_of_the_issues_lead_to_the_rows(self) -> None:
        make_page(number=9)
        for name, to_issue in (
            ("articles_article", "page__issue__date"),
            ("articles_page", "issue__date"),
            ("articles_issue", "date"),
            ("metrics_metric", "article__page__issue__date"),
        ):
            url = reverse(f"admin:{name}_changelist")
            for given, offered in (
                ({}, "3月"),
                ({f"{to_issue}__year": 2022}, f"{to_issue}__month=3"),
                ({f"{to_issue}__year": 2022, f"{to_issue}__month": 3}, f"{to_issue}__day=8"),
            ):
                with self.subTest(url, **given):
                    self.assertContains(self.client.get(url, given), offered)
            listed = self.client.get(url, {f"{to_issue}__year": 1999}).context["cl"].result_count
            self.assertEqual(listed, 0)
