"""Programs that correct an archive while imports read its pages: each edit stands, and nobody meets a fault."""

from __future__ import annotations

from collections import Counter
from unittest import mock

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import TransactionTestCase

from articles.models import Article, Page
from metrics.models import Metric
from newsarchive import locking
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
        story = Article.objects.get(number=1).public_id
        answers = []

        def wait_in_vain() -> None:
            if connection.vendor == "sqlite":
                with connection.cursor() as cursor:
                    cursor.execute("PRAGMA busy_timeout = 50")
            client = client_of(self.root)
            answers.append(client.post(f"{V1}articles/{story}/reject/", {}, format="json", HTTP_IF_MATCH="*"))

        with (
            mock.patch.multiple(locking, TRIES=2, PATIENCE=50),
            transaction.atomic(),
        ):
            Page.objects.select_for_update().get(pk=self.page.pk)
            run_together(wait_in_vain)
        (answer,) = answers
        told = answer.json()
        self.assertEqual((answer.status_code, told["status"]), (503, 503), told)
        self.assertEqual(answer["Content-Type"], "application/problem+json")
        self.assertGreater(int(answer["Retry-After"]), 0)
        self.assertEqual(Operation.objects.count(), 0)
        self.assertEqual(Article.objects.get(public_id=story).status, "unreviewed")
