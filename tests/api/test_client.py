"""The small client of docs/client.py asks a real server."""

from __future__ import annotations

import csv
import importlib.util
import io
from typing import Any

from django.test import LiveServerTestCase, override_settings

from articles.models import Article
from metrics.models import Metric
from newsarchive.settings import BASE_DIR
from tests.api.clients import make_editor
from tests.factories import BRIDGE, CHESS, HARVEST, import_stories


def load_client() -> Any:
    spec = importlib.util.spec_from_file_location("client", BASE_DIR / "docs" / "client.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


client = load_client()


@override_settings(API_RATE=0)
class ClientTests(LiveServerTestCase):
    def setUp(self) -> None:
        make_editor()
        self.page = import_stories(BRIDGE, HARVEST, CHESS)
        self.archive = client.Archive.log_in(self.live_server_url, "editor", "qing-shi-qiao-7")

    def test_a_list_is_read_to_its_end_with_its_filters(self):
        rows = self.archive.rows("metrics", page_size=2, visible=True, status=["unreviewed", "confirmed"])
        self.assertEqual([row["id"] for row in rows], list(Metric.objects.values_list("public_id", flat=True)))
        self.assertEqual(
            [row["text"] for row in self.archive.rows("metrics", phrase="苹果产量", unit="吨")], ["8.93万吨"]
        )
        self.assertEqual(
            self.archive.read("search/", q="苹果", page_size=1)["results"][0]["headline"], HARVEST.headline
        )

    def test_a_record_is_corrected_and_whoever_is_later_is_told(self):
        path = f"articles/{Article.objects.first().public_id}/"
        made = self.archive.change(path, "misprint", headline="青石桥今日通车")
        self.assertEqual((made["headline"], made["edited"]), ("青石桥今日通车", ["headline"]))
        self.assertEqual(self.archive.read(path + "history/")["results"][0]["reason"], "misprint")
        with self.assertRaises(client.Problem) as caught:
            self.archive.send(path, "PATCH", {"headline": "x"}, {"If-Match": '"old"'})
        self.assertEqual((caught.exception.status, caught.exception.record["headline"]), (412, "青石桥今日通车"))

    def test_what_changed_is_followed_from_mark_to_mark(self):
        everything, mark = self.archive.changes(page_size=3)
        self.assertIn(("pages", self.page.public_id), [(row["resource"], row["id"]) for row in everything])
        self.assertEqual(self.archive.changes(mark), ([], mark))
        metric = Metric.objects.first().public_id
        self.archive.change(f"metrics/{metric}/", status="rejected")
        changed, later = self.archive.changes(mark)
        self.assertEqual([(row["id"], row["gone"]) for row in changed], [(metric, "rejected")])
        self.assertGreater(later, mark)

    def test_a_whole_list_is_saved_as_a_file(self):
        file = io.BytesIO()
        self.archive.save("metrics/export.csv", file, fields="id,value")
        rows = list(csv.reader(io.StringIO(file.getvalue().decode(), newline="")))
        self.assertEqual((rows[0], len(rows)), (["id", "value"], Metric.objects.count() + 1))

    def test_what_is_wrong_is_told_by_name(self):
        with self.assertRaises(client.Problem) as caught:
            self.archive.read("articles/", newspapre="qhwb")
        self.assertEqual([fault["field"] for fault in caught.exception.errors], ["newspapre"])
        self.assertIn("newspapre", str(caught.exception))
        with self.assertRaises(client.Problem) as caught:
            client.Archive(self.live_server_url).read("articles/")
        self.assertEqual(caught.exception.status, 401)

    def test_the_token_goes_nowhere_else(self):
        with self.assertRaises(ValueError):
            self.archive.read("http://elsewhere.example/api/v1/articles/")

    def test_whoever_asks_too_often_waits_as_long_as_the_archive_says(self):
        waited: list[float] = []
        self.archive.wait = waited.append
        with override_settings(API_RATE=1), self.assertRaises(client.Problem) as caught:
            for _time in range(3):
                self.archive.read("newspapers/")
        self.assertEqual(caught.exception.status, 429)
        self.assertGreaterEqual(len(waited), client.TRIES - 1)
        self.assertTrue(all(0 < seconds <= 60 for seconds in waited))
