"""Programs that correct an archive while imports read its pages: each edit stands, and nobody meets a fault."""

from __future__ import annotations

from collections import Counter
from typing import Any
from unittest import mock

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import Model
from django.test import TransactionTestCase

from articles import locking
from articles.models import Article
from metrics.models import Metric
from newsarchive.checking import check_archive
from newsarchive.desk.operations.models import Operation
from newsarchive.importer.store import save_page
from people.models import Mention, Person
from tests.api.clients import V1, client_of
from tests.desk.pages import READINGS
from tests.factories import STORIES, import_stories, read_stories
from tests.importer.test_concurrency import run_together

ROUNDS = 5


class BesideImportsTests(TransactionTestCase):
    def setUp(self) -> None:
        self.page = import_stories(*STORIES)
        self.root = User.objects.create_superuser("root")
        self.answers: Counter[int] = Counter()

    def patch(self, path: str, **values: object) -> None:
        answer = client_of(self.root).patch(f"{V1}{path}/", values, format="json", HTTP_IF_MATCH="*")
        self.answers[answer.status_code] += 1

    def test_what_was_answered_as_done_stands_whatever_was_read_meanwhile(self):
        story = Article.objects.get(number=1).public_id
        mention, metric = Mention.objects.get(name="高大川"), Metric.objects.get(text="360米")
        person = mention.person.public_id

        def correct_articles() -> None:
            for number in range(ROUNDS):
                self.patch(f"articles/{story}", headline=f"青石桥之{number}")

        def correct_what_is_below() -> None:
            for number in range(ROUNDS):
                self.patch(f"mentions/{mention.public_id}", title=f"局长之{number}")
                self.patch(f"metrics/{metric.public_id}", value=str(number + 1))
                self.patch(f"people/{person}", description=f"在清河之{number}")

        def read() -> None:
            for stories in (*READINGS.values(), STORIES):
                save_page(read_stories(self.page.text, *stories))

        run_together(correct_articles, correct_what_is_below, read)
        self.assertEqual(self.answers.keys() - {200}, set(), self.answers)
        last = ROUNDS - 1
        self.assertEqual(Article.objects.get(public_id=story).headline, f"青石桥之{last}")
        self.assertEqual(Mention.objects.get(pk=mention.pk).title, f"局长之{last}")
        self.assertEqual(Metric.objects.get(pk=metric.pk).value, ROUNDS)
        self.assertEqual(Person.objects.get(public_id=person).description, f"在清河之{last}")
        self.assertEqual(list(check_archive()), [])
        for row in (Article.objects.get(public_id=story), mention, metric):
            self.assertEqual(type(row).history.filter(id=row.pk, history_user=self.root).count(), ROUNDS)

    def test_who_waits_in_vain_is_told_to_try_again_and_nothing_is_written(self):
        story, metric = Article.objects.get(number=1), Metric.objects.get(text="360米")
        one, other = Person.objects.order_by("pk")[:2]
        rows = {"rows": [{"id": metric.public_id, "version": "*", "value": "9"}]}
        spans = [{"start": 0, "end": 1}]
        held_in_vain = (
            (self.page, "post", f"articles/{story.public_id}/reject/", {}),
            (self.page, "post", "articles/", {"page": self.page.public_id, "spans": spans}),
            (story, "patch", f"articles/{story.public_id}/", {"headline": "青石桥今日通车"}),
            (metric, "patch", f"metrics/{metric.public_id}/", {"value": "9"}),
            (metric, "patch", "metrics/bulk/", rows),
            (one, "post", f"people/{one.public_id}/merge/", {"into": other.public_id}),
        )
        for row, method, path, values in held_in_vain:
            with self.subTest(method=method, path=path):
                answer = self.ask_while_held(row, method, path, values)
                told = answer.json()
                if path.endswith("bulk/"):
                    self.assertEqual((told["refused"], told["results"][0]["status"]), (1, 503), told)
                    continue
                self.assertEqual((answer.status_code, told["status"]), (503, 503), told)
                self.assertEqual(answer["Content-Type"], "application/problem+json")
                self.assertGreater(int(answer["Retry-After"]), 0)
        self.assertEqual(Operation.objects.count(), 0)
        for row in (story, metric, one):
            now = type(row).objects.get(pk=row.pk)
            self.assertEqual((now.status, now.updated_at), (row.status, row.updated_at))

    def ask_while_held(self, row: Model, method: str, path: str, values: object) -> Any:
        """The answer to a request over a connection of its own, while this one holds the row."""
        answers: list[Any] = []

        def ask() -> None:
            with connection.cursor() as cursor:
                if connection.vendor == "sqlite":
                    cursor.execute("PRAGMA busy_timeout = 50")
                else:
                    cursor.execute("SET statement_timeout = '5s'")  # who waits without end fails, and does not hang
            send = getattr(client_of(self.root), method)
            answers.append(send(f"{V1}{path}", values, format="json", HTTP_IF_MATCH="*"))

        with mock.patch.multiple(locking, TRIES=2, PATIENCE=50), transaction.atomic():
            type(row).objects.select_for_update().get(pk=row.pk)
            run_together(ask)
        return answers[0]
