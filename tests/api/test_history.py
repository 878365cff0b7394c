"""The history of a record and the log of all corrections: who, when, what from and to, and what the machine reads."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Mention
from tests.api.clients import V1, ArchiveCase, client_of, make_editor, make_reader


class HistoryTests(ArchiveCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge = self.articles[0]
        self.address = f"articles/{self.bridge.public_id}/"

    def corrections(self, **parameters: Any) -> list[dict[str, Any]]:
        answer = self.client.get(V1 + "corrections/", parameters)
        self.assertEqual(answer.status_code, 200)
        return [json.loads(line) for line in b"".join(answer.streaming_content).splitlines()]

    def test_a_record_s_history_tells_who_what_when_and_why(self):
        self.assertEqual(self.read(self.address + "history/")["results"], [])
        self.patch(self.address, headline="青石桥今日通车", reason="misprint")
        newest, oldest = self.read(self.address + "history/")["results"]
        self.assertEqual((newest["by"], newest["road"], newest["reason"]), ("editor", "api", "misprint"))
        change = {"field": "headline", "from": "青石桥本月通车", "to": "青石桥今日通车", "read": "青石桥本月通车"}
        self.assertEqual(newest["changes"], [change])
        self.assertEqual((oldest["by"], oldest["road"], oldest["changes"]), (None, "import", []))

    def test_a_key_is_told_as_the_api_has_it(self):
        mention = Mention.objects.get(name="高大川")
        other = self.post("people/", name="高大川")["id"]
        before = mention.person.public_id
        self.patch(f"mentions/{mention.public_id}/", person=other)
        changes = self.read(f"mentions/{mention.public_id}/history/")["results"][0]["changes"]
        told = next(change for change in changes if change["field"] == "person")
        self.assertEqual(told, {"field": "person", "from": before, "to": other, "read": before})

    def test_places_and_other_names_are_told_from_what_to_what(self):
        """They are rows of their own; what they were before must not be lost with the next change."""
        mention = Mention.objects.get(name="高大川")
        [[start, end]] = self.read(f"mentions/{mention.public_id}/")["spans"]
        spans = self.read(self.address)["spans"]
        shorter = [*spans[:-1], {**spans[-1], "end": spans[-1]["end"] - 2}]

        def places(told: list[dict[str, Any]]) -> list[list[Any]]:
            return [[each["part"], each["start"], each["end"]] for each in told]

        cases = (
            (f"mentions/{mention.public_id}/", "spans", [[start, end]], [[start, end - 1]], [[start, end - 1]]),
            (self.address, "spans", places(spans), shorter, places(shorter)),
            (f"people/{mention.person.public_id}/", "variants", [], ["高工", "老高"], ["老高", "高工"]),
            ("newspapers/qhwb/", "variants", [], ["清晚"], ["清晚"]),
        )
        for address, field, old, sent, new in cases:
            with self.subTest(address=address):
                self.patch(address, **{field: sent, "reason": "misprint"})
                newest = self.read(address + "history/")["results"][0]
                told = {name: newest["changes"][0][name] for name in ("field", "from", "to")}
                self.assertEqual((len(newest["changes"]), newest["reason"]), (1, "misprint"))
                self.assertEqual(told, {"field": field, "from": old, "to": sorted(new) if field == "variants" else new})
                self.patch(address, **{field: sent})
                self.assertEqual(self.read(address + "history/")["results"][0], newest, "no change is no entry")
        logged = [(line["resource"], line["field"]) for line in self.corrections()]
        told = [("mentions", "spans"), ("articles", "spans"), ("people", "variants"), ("newspapers", "variants")]
        self.assertCountEqual(logged, told)

    def test_an_operation_tells_which_characters_went_where(self):
        address = f"pages/{self.page.public_id}/"
        version = self.client.get(V1 + address + "operations/")["ETag"]
        start = self.page.text.index("桥面宽24米")
        sent = {"kind": "move", "spans": [[start, start + 6]], "to": "furniture", "reason": "a caption"}
        answer = self.client.post(V1 + address + "operations/", sent, format="json", HTTP_IF_MATCH=version)
        self.assertEqual(answer.status_code, 200)
        [page] = [c for c in self.read(address + "history/")["results"][0]["changes"] if c["field"] == "furniture"]
        self.assertNotIn([start, start + 6], page["from"])
        self.assertIn([start, start + 6], page["to"])
        newest = self.read(self.address + "history/")["results"][0]
        self.assertLessEqual({"spans", "body"}, {change["field"] for change in newest["changes"]})
        self.assertEqual(newest["reason"], "a caption")

    def test_every_kind_of_record_that_people_change_has_a_history(self):
        for resource in ("newspapers", "issues", "pages", "articles", "people", "mentions", "metrics"):
            row = self.listed(f"{resource}/")[0]
            with self.subTest(resource=resource):
                self.assertIn("results", self.read(f"{resource}/{row.get('id', row.get('code'))}/history/"))
        self.assertEqual(self.client.get(V1 + "articles/nothing/history/").status_code, 404)
        self.assertEqual(list(self.refused(self.address + "history/", page_size=3)), ["page_size"])

    def test_the_log_has_one_line_for_each_field_that_somebody_changed(self):
        self.patch(self.address, headline="青石桥今日通车", kind="brief", reason="misprint")
        self.patch(self.address, status="confirmed")
        self.patch(f"pages/{self.page.public_id}/", label="9")
        lines = self.corrections()
        self.assertCountEqual(
            [(line["resource"], line["field"], line["from"], line["to"], line["reason"]) for line in lines],
            [
                ("articles", "headline", "青石桥本月通车", "青石桥今日通车", "misprint"),
                ("articles", "kind", "news", "brief", "misprint"),
                ("articles", "status", "unreviewed", "confirmed", None),
                ("pages", "label", "3", "9", None),
            ],
        )
        self.assertEqual({line["by"] for line in lines}, {"editor"})
        self.assertEqual({line["id"] for line in lines}, {self.bridge.public_id, self.page.public_id})
        self.assertEqual(lines, self.corrections(by="editor"))
        self.assertEqual(len(self.corrections(resource="pages")), 1)
        self.assertEqual(self.corrections(since="2999-01-01T00:00:00Z"), [])

    def test_the_log_since_a_moment_still_knows_from_what(self):
        self.patch(self.address, note="one")
        moment = self.bridge.history.first().history_date
        self.patch(self.address, note="two")
        later = [(line["from"], line["to"]) for line in self.corrections(since=moment.isoformat())]
        self.assertEqual(later, [("", "one"), ("one", "two")])

    def test_what_cannot_be_meant_is_refused_by_name(self):
        for name, value in (("since", "yesterday"), ("by", "nobody"), ("resource", "imports"), ("what", "1")):
            with self.subTest(name=name):
                self.assertEqual(list(self.refused("corrections/", **{name: value})), [name])
        self.assertEqual(client_of(None).get(V1 + "corrections/").status_code, 401)
        self.assertEqual(client_of(make_reader()).get(V1 + "corrections/").status_code, 200)

    def test_the_number_of_queries_does_not_grow_with_the_corrections(self):
        def count_queries() -> int:
            with CaptureQueriesContext(connection) as queries:
                self.corrections(resource="articles")
            return len(queries)

        self.patch(self.address, note="one")
        few = count_queries()
        for article in self.articles:
            self.patch(f"articles/{article.public_id}/", note="more", position=article.position + 90)
        self.assertEqual(count_queries(), few)

    def test_lists_can_be_narrowed_to_what_somebody_changed(self):
        make_editor("other")
        self.patch(self.address, note="x")
        self.assertEqual([row["id"] for row in self.listed("articles/", edited_by="editor")], [self.bridge.public_id])
        self.assertEqual(self.listed("articles/", edited_by="other"), [])
        self.assertEqual(list(self.refused("articles/", edited_by="nobody")), ["edited_by"])
