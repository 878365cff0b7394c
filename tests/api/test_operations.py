"""Operations on a page's articles by the API: for the version that was read, undone and redone."""

from __future__ import annotations

from typing import Any

from articles.models import Article
from tests.api.clients import V1, ArchiveCase, client_of, faults_of, make_reader


class OperationTests(ArchiveCase):
    def setUp(self) -> None:
        super().setUp()
        self.address = f"{V1}pages/{self.page.public_id}/operations/"
        self.ids = [article.public_id for article in self.articles]
        self.cut = self.page.text.index("市交通局局长")

    def version(self) -> str:
        return self.client.get(self.address)["ETag"]

    def operate(self, status: int = 200, address: str = "", version: str = "", **sent: Any) -> Any:
        headers = {"HTTP_IF_MATCH": version or self.version()}
        answer = self.client.post(address or self.address, sent, format="json", **headers)
        self.assertEqual(answer.status_code, status, answer.content.decode()[:600])
        return answer

    def test_an_operation_answers_with_the_layout_and_its_version(self):
        answer = self.operate(kind="split", article=self.ids[0], at=self.cut, reason="two stories")
        told = answer.json()
        self.assertEqual((len(told["layout"]["articles"]), answer["ETag"]), (4, self.version()))
        self.assertEqual(told["operation"]["by"], "editor")
        listed = self.client.get(self.address).json()["operations"][0]
        self.assertEqual((listed["kind"], listed["road"], listed["reason"]), ("split", "api", "two stories"))
        self.assertEqual(listed["id"], told["operation"]["id"])

    def test_undo_and_redo(self):
        before = self.version()
        after = self.operate(kind="merge", article=self.ids[0], other=self.ids[1])["ETag"]
        self.assertEqual(self.operate(address=f"{self.address}undo/")["ETag"], before)
        self.assertEqual(self.operate(address=f"{self.address}redo/")["ETag"], after)
        self.assertEqual(self.operate(409, address=f"{self.address}redo/").json()["rule"], "nothing")

    def test_every_operation_of_an_article_has_an_address(self):
        span = [[self.cut, self.cut + 4]]
        steps = [
            (0, "split", {"at": self.cut}),
            (1, "move", {"spans": span, "to": self.ids[1]}),
            (0, "merge", {"other": self.ids[2]}),
            (0, "confirm", {}),
            (1, "reject", {"reason": "an advert"}),
            (1, "restore", {}),
            (1, "withdraw", {}),
            (1, "restore", {}),
            (0, "join", {"other": self.ids[1]}),
            (0, "join", {"other": None}),
        ]
        for number, name, sent in steps:
            with self.subTest(operation=name):
                self.operate(address=f"{V1}articles/{self.ids[number]}/{name}/", **sent)
        self.assertEqual(Article.objects.get(public_id=self.ids[0]).status, "confirmed")

    def test_an_article_s_own_version_will_do(self):
        version = self.client.get(f"{V1}articles/{self.ids[0]}/")["ETag"]
        address = f"{V1}articles/{self.ids[0]}/confirm/"
        self.operate(address=address, version=version)
        told = self.operate(412, address=address, version=version).json()
        self.assertEqual(told["record"]["articles"][0]["status"], "confirmed")

    def test_what_is_wrong_is_named(self):
        wrong = [
            ({"kind": "fold"}, "kind", "unknown"),
            ({"kind": "reorder", "article": self.ids[0], "behind": self.ids[1]}, "behind", "unknown"),
            ({"kind": "reorder", "article": self.ids[0], "reason": "x" * 101}, "reason", "max_length"),
            ({"kind": "split"}, "article", "required"),
            ({"kind": "split", "article": "nobody", "at": 3}, "article", "unknown"),
            ({"kind": "move", "spans": [[0, 10**7]], "to": "new"}, "spans", "outside"),
            ({"kind": "move", "spans": [[4]], "to": "new"}, "spans", "invalid"),
        ]
        for sent, field, rule in wrong:
            with self.subTest(sent=sent):
                self.assertEqual(faults_of(self.operate(400, **sent))[field], [rule])

    def test_a_version_is_needed_and_must_be_the_present_one(self):
        answer = self.client.post(self.address, {"kind": "reorder", "article": self.ids[2]}, format="json")
        self.assertEqual(answer.status_code, 428)
        old = self.version()
        self.operate(kind="reorder", article=self.ids[0], version=old)
        told = self.operate(412, kind="reorder", article=self.ids[1], version=old).json()
        self.assertEqual(f'"{told["current_version"]}"', self.version())
        self.assertEqual(told["record"]["page"], self.page.public_id)

    def test_an_undo_that_would_lose_later_work_says_what(self):
        made = self.operate(kind="split", article=self.ids[0], at=self.cut).json()["made"][0]
        self.patch(f"articles/{made}/", headline="局长答问")
        told = self.operate(409, address=f"{self.address}undo/").json()
        self.assertEqual([(c["record"], c["field"]) for c in told["changes"]], [(made, "headline")])

    def test_readers_look_and_editors_operate(self):
        reader = client_of(make_reader())
        self.assertEqual(reader.get(self.address).status_code, 200)
        self.assertEqual(reader.post(self.address, {}, format="json").status_code, 403)
        self.assertEqual(client_of(None).get(self.address).status_code, 401)
        self.assertEqual(self.client.get(f"{V1}pages/nothing/operations/").status_code, 404)
