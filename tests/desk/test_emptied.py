"""An article whose characters are elsewhere by now stays a tombstone, by whatever road it is asked back."""

from __future__ import annotations

import json

from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse

from articles.models import Article
from newsarchive.desk.acts import key_of
from newsarchive.desk.operations import NEW, Decide, Merge, Move, OperationError
from newsarchive.desk.versions import version_of
from tests.admin.posted_form import read_form
from tests.api.clients import V1, client_of, faults_of
from tests.desk.pages import DeskPage
from tests.factories import CHESS


class EmptiedTests(DeskPage, TestCase):
    def setUp(self) -> None:
        self.set_up()
        self.admin = User.objects.create_superuser("xie", password="xie")
        self.client.force_login(self.admin)

    def ask_back(self, row: Article) -> None:
        """By the form, the list, the article desk, the API and the page desk: each says why not."""
        url = reverse("admin:articles_article_change", args=(row.pk,))
        form = self.client.get(url)
        for button in ("_bring_back", "_confirm"):
            answer = self.client.post(url, {**read_form(form, "article_form"), button: "1"})
            self.assertEqual(answer.status_code, 200)
            self.assertTrue(answer.context["adminform"].form.non_field_errors())
        for action in ("bring_back", "confirm"):
            posted = {"action": action, "_selected_action": [row.pk], "index": "0"}
            preview = self.client.post(reverse("admin:articles_article_changelist"), posted)
            [planned] = preview.context["planned"]
            self.assertTrue(planned.why_not)
            sent = {**posted, "do": "1", "digest": preview.context["digest"]}
            self.client.post(reverse("admin:articles_article_changelist"), sent)
            self.assertEqual(Article.objects.get(pk=row.pk).status, row.status)
        sent = {"seen": {key_of(row): version_of(row)}, "status": "confirmed"}
        url = reverse("admin:articles_article_decide", args=(row.pk,))
        answer = self.client.post(url, json.dumps(sent), content_type="application/json")
        self.assertIn("无法恢复", answer.json()["told"])
        api, address = client_of(self.admin), f"{V1}articles/{row.public_id}/"
        headers = {"HTTP_IF_MATCH": "*"}
        answer = api.patch(address, {"status": "unreviewed"}, format="json", **headers)
        if row.status == "rejected":
            self.assertEqual((answer.status_code, list(faults_of(answer))), (400, ["status"]))
        else:  # withdrawn: not there for programs
            self.assertEqual(answer.status_code, 410)
        self.assertEqual(api.post(f"{address}restore/", {}, format="json", **headers).status_code, 409)
        with self.assertRaises(OperationError):
            self.do(Decide(row.public_id, "unreviewed"))
        self.assertEqual(Article.objects.get(pk=row.pk).status, row.status)

    def test_one_without_characters(self):
        self.do(Merge(self.ids[0], self.ids[1]))
        self.ask_back(self.row(2))

    def test_one_that_was_rejected_and_has_none(self):
        self.do(Merge(self.ids[0], self.ids[1]))
        Article.objects.filter(pk=self.row(2).pk).update(status="rejected")
        self.ask_back(self.row(2))

    def test_one_whose_characters_another_has(self):
        self.do(Decide(self.ids[2], "rejected"))
        self.do(Move((self.span(CHESS.body),), NEW))
        self.ask_back(self.row(3))
