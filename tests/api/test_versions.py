"""Versions: every single record has an ETag, and a change holds only for the version that was read."""

from __future__ import annotations

import threading
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import TransactionTestCase

from articles.models import Article, Issue
from metrics.models import Metric
from people.models import Mention, Person
from tests.api.clients import V1, ArchiveCase, client_of
from tests.factories import BRIDGE, CHESS, HARVEST, import_stories
from tests.importer.test_concurrency import run_together, wait_for_a_waiter


class VersionTests(ArchiveCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge = self.articles[0]
        self.address = f"{V1}articles/{self.bridge.public_id}/"

    def version(self, address: str | None = None) -> str:
        return self.client.get(address or self.address)["ETag"]

    def change(self, **headers: str) -> Any:
        return self.client.patch(self.address, {"headline": "青石桥今日通车"}, format="json", **headers)

    def test_every_single_record_has_a_version_and_no_list_has_one(self):
        for resource in ("newspapers", "issues", "pages", "articles", "people", "mentions", "metrics", "imports"):
            listed = self.client.get(f"{V1}{resource}/")
            row = listed.json()["results"][0]
            with self.subTest(resource=resource):
                self.assertNotIn("ETag", listed)
                self.assertRegex(self.version(f"{V1}{resource}/{row.get('id', row.get('code'))}/"), r'^"[0-9a-f]{32}"$')

    def test_what_is_known_is_not_sent_again(self):
        version = self.version()
        for known in (version, f'"x", {version}', f"W/{version}", "*"):
            with self.subTest(known=known):
                answer = self.client.get(self.address, HTTP_IF_NONE_MATCH=known)
                self.assertEqual((answer.status_code, answer.content, answer["ETag"]), (304, b"", version))
        for unknown in ('"x"', "nonsense", ""):
            with self.subTest(unknown=unknown):
                self.assertEqual(self.client.get(self.address, HTTP_IF_NONE_MATCH=unknown).status_code, 200)

    def test_the_version_changes_by_whatever_road_a_change_comes(self):
        def save() -> None:
            row = Article.objects.get(pk=self.bridge.pk)
            row.byline = "记者 甲"
            row.save()

        def bulk() -> None:
            row = Article.objects.get(pk=self.bridge.pk)
            row.position = 70
            Article.objects.bulk_update([row], ["position"])

        def sql() -> None:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE articles_article SET kind = 'brief' WHERE id = %s", [self.bridge.pk])

        roads = {
            "save": save,
            "update": lambda: Article.objects.filter(pk=self.bridge.pk).update(note="x"),
            "bulk_update": bulk,
            "sql": sql,
            "span": lambda: self.bridge.spans.filter(ordinal=0).update(part="kicker"),
            "mention": lambda: Mention.objects.filter(article=self.bridge).update(title="市长"),
            "issue": lambda: Issue.objects.update(date="2019-03-20"),
        }
        versions = [self.version()]
        self.assertEqual(self.version(), versions[0])
        for name, road in roads.items():
            with self.subTest(road=name):
                road()
                versions.append(self.version())
                self.assertEqual(len(set(versions)), len(versions))

    def test_what_a_change_answers_is_what_is_shown_from_then_on(self):
        article, other = self.articles[0], self.articles[1]
        start = article.spans.first().start
        mention, person = Mention.objects.filter(article=article).first(), Person.objects.first()
        changes: list[tuple[str, Any, dict[str, Any]]] = [
            ("articles", article.public_id, {"headline": "  青石桥\r\n通车 ", "standfirsts": ["一 "], "body": "甲乙"}),
            ("articles", article.public_id, {"spans": [{"part": "body", "start": start, "end": start + 3}]}),
            ("articles", article.public_id, {"status": "rejected"}),
            ("articles", other.public_id, {"status": "confirmed", "position": 7, "dateline_date": "2019-03"}),
            ("mentions", mention.public_id, {"person": None}),
            ("mentions", mention.public_id, {"person": person.public_id, "spans": [[start, start + 1]]}),
            ("metrics", Metric.objects.first().public_id, {"value": "1.500", "value_max": "2.10", "unit": " 里 "}),
            ("people", person.public_id, {"variants": ["乙", "甲", "乙"], "name": "丙"}),
            ("pages", self.page.public_id, {"section": "要闻", "issue": None}),
            ("newspapers", "qhwb", {"variants": ["清河报"], "place": "清河"}),
            ("issues", "qhwb-20190314", {"date": "2019-03-15", "number": "12"}),
        ]
        for resource, key, values in changes:
            with self.subTest(resource=resource, values=values):
                address = f"{V1}{resource}/{key}/"
                answer = self.client.patch(address, values, format="json", HTTP_IF_MATCH="*")
                self.assertEqual(answer.status_code, 200, answer.content.decode()[:300])
                if resource == "issues":
                    address = f"{V1}issues/{answer.json()['id']}/"
                now = self.client.get(address, {"tombstone": "true"} if values.get("status") == "rejected" else {})
                self.assertEqual((answer.json(), answer["ETag"]), (now.json(), now["ETag"]))

    def test_a_change_without_a_version_is_refused(self):
        answer = self.change()
        self.assertEqual((answer.status_code, answer.json()["title"]), (428, "Precondition Required"))
        self.assertEqual(Article.objects.get(pk=self.bridge.pk).headline, BRIDGE.headline)

    def test_a_change_meant_for_an_older_version_is_refused_with_both(self):
        old = self.version()
        Article.objects.filter(pk=self.bridge.pk).update(note="somebody else was here")
        answer = self.change(HTTP_IF_MATCH=old)
        told = answer.json()
        self.assertEqual((answer.status_code, answer["Content-Type"]), (412, "application/problem+json"))
        self.assertEqual(told["sent_versions"], [old.strip('"')])
        self.assertEqual((answer["ETag"], f'"{told["current_version"]}"'), (self.version(), self.version()))
        self.assertEqual(told["record"]["note"], "somebody else was here")
        self.assertEqual(Article.objects.get(pk=self.bridge.pk).headline, BRIDGE.headline)
        self.assertEqual(self.change(HTTP_IF_MATCH="nonsense").status_code, 412)
        self.assertEqual(self.change(HTTP_IF_MATCH=answer["ETag"]).status_code, 200)

    def test_a_change_answers_with_the_version_that_a_reader_gets_next(self):
        for sent in (self.version(), "*", f'"x", W/{self.version()}'):
            with self.subTest(sent=sent):
                self.assertEqual(self.change(HTTP_IF_MATCH=sent)["ETag"], self.version())

    def test_a_record_that_is_made_answers_with_its_version(self):
        for path, sent in (("people/", {"name": "欧阳一诺"}), ("issues/", {"newspaper": "qhwb", "date": "2019-03-15"})):
            answer = self.client.post(V1 + path, sent, format="json")
            with self.subTest(path=path):
                self.assertEqual(answer["ETag"], self.version(f"{V1}{path}{answer.json()['id']}/"))

    def test_what_may_not_be_changed_or_is_not_there_says_so_first(self):
        self.assertEqual(self.client.patch(V1 + "articles/x/", {}).status_code, 404)
        guest = client_of(User.objects.create_user("guest"))
        self.assertEqual(guest.patch(self.address, {}).status_code, 403)

    def test_a_page_of_the_browser_has_no_version_and_no_form_to_change_a_record(self):
        self.client = client_of(None)
        self.client.force_login(self.editor)
        answer = self.client.get(self.address, HTTP_ACCEPT="text/html", HTTP_IF_NONE_MATCH="*")
        self.assertEqual((answer.status_code, "ETag" in answer), (200, False))
        self.assertNotIn('data-method="PATCH"', answer.content.decode())


class TwoWritersTests(TransactionTestCase):
    def setUp(self) -> None:
        self.bridge = import_stories(BRIDGE, HARVEST, CHESS).articles.order_by("position").first()
        self.root = User.objects.create_superuser("root")
        self.address = f"{V1}articles/{self.bridge.public_id}/"

    def test_a_change_that_waits_for_another_writer_sees_what_that_one_wrote(self):
        old = client_of(self.root).get(self.address)["ETag"]
        written = threading.Event()
        answers = []

        def write_slowly() -> None:
            with transaction.atomic():
                Article.objects.filter(pk=self.bridge.pk).update(note="first")
                written.set()
                wait_for_a_waiter()

        def patch() -> None:
            self.assertTrue(written.wait(30))
            answers.append(client_of(self.root).patch(self.address, {"note": "second"}, HTTP_IF_MATCH=old))

        run_together(write_slowly, patch)
        self.assertEqual([answer.status_code for answer in answers], [412])
        self.assertEqual(Article.objects.get(pk=self.bridge.pk).note, "first")

    def test_of_many_changes_to_one_version_exactly_one_is_made(self):
        old = client_of(self.root).get(self.address)["ETag"]
        statuses: dict[str, int] = {}

        def patch(note: str) -> None:
            answer = client_of(self.root).patch(self.address, {"note": note}, HTTP_IF_MATCH=old)
            statuses[note] = answer.status_code

        run_together(*(lambda note=note: patch(note) for note in ("one", "two", "three", "four")))
        self.assertEqual(sorted(statuses.values()), [200, 412, 412, 412])
        self.assertEqual(statuses[Article.objects.get(pk=self.bridge.pk).note], 200)
