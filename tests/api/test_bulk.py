"""Many records by one request: each for its own version, each by itself."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.curation import edited_fields
from articles.models import Article
from metrics.models import Metric
from people.models import Mention, Person
from tests.api.clients import V1, ArchiveCase, client_of, make_reader


class BulkTests(ArchiveCase):
    def version(self, path: str) -> str:
        return self.client.get(V1 + path)["ETag"]

    def send(self, resource: str, rows: Any, status: int = 200, **more: Any) -> Any:
        answer = self.client.patch(f"{V1}{resource}/bulk/", {"rows": rows, **more}, format="json")
        self.assertEqual(answer.status_code, status, answer.content.decode()[:400])
        return answer.json()

    def row(self, resource: str, record: Any, **values: Any) -> dict[str, Any]:
        return {"id": record.public_id, "version": self.version(f"{resource}/{record.public_id}/"), **values}

    def test_records_of_each_kind_are_changed_with_the_reason_and_by_the_road(self):
        rows = {
            "articles": (Article.objects.first(), {"kind": "brief"}),
            "mentions": (Mention.objects.first(), {"title": "副市长"}),
            "metrics": (Metric.objects.first(), {"unit": "里"}),
            "people": (Person.objects.first(), {"description": "桥梁专家"}),
        }
        for resource, (record, values) in rows.items():
            with self.subTest(resource=resource):
                answer = self.send(resource, [self.row(resource, record, **values)], reason="checked")
                self.assertEqual((answer["changed"], answer["refused"]), (1, 0), answer)
                now = self.client.get(f"{V1}{resource}/{record.public_id}/")
                self.assertEqual(answer["results"][0]["version"], now["ETag"].strip('"'))
                self.assertLessEqual(values.items(), now.json().items())
                newest = record.history.first()
                told = (newest.history_user, newest.history_change_reason, newest.road)
                self.assertEqual(told, (self.editor, "checked", "bulk"))
        self.assertEqual(edited_fields(Article.objects.first()), ("kind",))

    def test_a_row_takes_a_bounded_number_of_queries(self):
        kinds = (("articles", Article, {"kind": "brief"}), ("mentions", Mention, {"title": "副市长"}))
        for resource, model, values in kinds:
            rows = [self.row(resource, record, **values) for record in model.objects.all()[:3]]
            with self.subTest(resource=resource), CaptureQueriesContext(connection) as one:
                self.assertEqual(self.send(resource, rows[:1])["changed"], 1)
            with self.subTest(resource=resource), CaptureQueriesContext(connection) as two:
                self.assertEqual(self.send(resource, rows[1:])["changed"], 2)
            with self.subTest(resource=resource):
                self.assertLessEqual(len(two) - len(one), 16, [query["sql"][:80] for query in one])

    def test_one_bad_row_does_not_lose_the_others(self):
        one, two, three = self.articles
        rows = [
            self.row("articles", one, kind="brief"),
            self.row("articles", two, kind="poem"),
            {"id": three.public_id, "version": "old", "kind": "brief"},
            {"id": three.public_id, "kind": "brief"},
            {"id": "nothing", "version": "*", "kind": "brief"},
            self.row("articles", three, position=two.position),
            self.row("articles", three, kind="photo"),
        ]
        answer = self.send("articles", rows)
        self.assertEqual([row["status"] for row in answer["results"]], [200, 400, 412, 428, 404, 400, 200])
        self.assertEqual((answer["changed"], answer["refused"]), (2, 5))
        bad, stale = answer["results"][1]["problem"], answer["results"][2]["problem"]
        self.assertEqual([fault["field"] for fault in bad["errors"]], ["kind"])
        self.assertEqual((stale["sent_versions"], stale["record"]["kind"]), (["old"], "news"))
        kinds = Article.objects.order_by("position").values_list("kind", flat=True)
        self.assertEqual(list(kinds), ["brief", "news", "photo"])

    def test_a_record_that_is_named_twice_is_changed_for_its_version_once(self):
        row = self.row("articles", self.articles[0], note="one")
        answer = self.send("articles", [row, {**row, "note": "two"}])
        self.assertEqual([each["status"] for each in answer["results"]], [200, 412])

    def test_a_request_that_cannot_be_read_changes_nothing(self):
        row = self.row("articles", self.articles[0], note="x")
        for rows in ([], "x", [row, 3], [row, {"version": "*"}], [row, {"id": "\x00"}], [row, {"id": 3}], [row] * 501):
            with self.subTest(rows=str(rows)[:40]):
                self.send("articles", rows, 400)
        self.assertEqual(Article.objects.filter(note="x").count(), 0)

    def test_only_who_may_change_a_record_may_change_many(self):
        path = f"{V1}articles/bulk/"
        self.assertEqual(client_of(make_reader()).patch(path, {"rows": []}).status_code, 403)
        self.assertEqual(client_of(None).patch(path, {"rows": []}).status_code, 401)
        self.assertEqual(self.client.get(path).status_code, 405)


class RoadTests(ArchiveCase):
    def test_history_tells_by_which_road_a_change_came(self):
        article = self.articles[0]
        self.patch(f"articles/{article.public_id}/", note="by the API")
        row = Article.objects.get(pk=article.pk)
        row.note = "by a program"
        row.save()
        self.assertEqual([record.road for record in row.history.all()], ["program", "api", "import"])
