"""What is wrong is told as RFC 9457 problem details, everywhere under the API, with field and rule."""

from __future__ import annotations

import io
import logging
from unittest import mock

from django.contrib.auth.models import User
from django.test import Client, override_settings

from articles.article_api import ArticleView
from tests.api.clients import V1, ArchiveCase, client_of, faults_of


class ProblemTests(ArchiveCase):
    def assert_problem(self, answer, status: int) -> dict:
        self.assertEqual((answer.status_code, answer["Content-Type"]), (status, "application/problem+json"))
        told = answer.json()
        self.assertEqual((told["type"], told["status"]), ("about:blank", status))
        self.assertTrue(told["title"])
        self.assertTrue(told["detail"])
        return told

    def test_every_kind_of_error_is_a_problem(self):
        guest = client_of(User.objects.create_user("guest"))
        cases = {
            401: client_of(None).get(V1 + "articles/"),
            403: guest.get(V1 + "articles/"),
            404: self.client.get(V1 + "articles/x/"),
            405: client_of(User.objects.create_superuser("root")).delete(V1 + "articles/x/"),
            406: self.client.get(V1 + "articles/", HTTP_ACCEPT="image/png"),
            415: self.client.post(V1 + "people/", "name", content_type="text/plain"),
        }
        for status, answer in cases.items():
            with self.subTest(status=status):
                self.assertNotIn("errors", self.assert_problem(answer, status))
        unread = self.client.post(V1 + "people/", "{", content_type="application/json")
        self.assertEqual([fault["rule"] for fault in self.assert_problem(unread, 400)["errors"]], ["parse_error"])

    def test_an_address_that_leads_nowhere_is_a_problem_whoever_asks(self):
        for path in ("nothing/", "articles/a/b/", "people/%00/", "pages/%00/operations/"):
            for client in (self.client, client_of(None)):
                with self.subTest(path=path):
                    self.assert_problem(client.get(V1 + path), 404)

    def test_what_is_not_there_is_told_in_the_language_that_was_asked_for(self):
        for address in ("articles/nothing/", "imports/999999/", "pages/nothing/operations/", "articles/nothing/cite/"):
            for language, told in (("en", "Not found. "), ("zh-hans", "未找到。")):
                with self.subTest(address=address, language=language):
                    answer = self.client.get(V1 + address, HTTP_ACCEPT_LANGUAGE=language)
                    self.assertEqual((answer.status_code, answer.json()["detail"][: len(told)]), (404, told))

    def test_a_wrong_parameter_is_named_with_its_rule(self):
        told = self.assert_problem(self.client.get(V1 + "articles/?colour=red&date=2019-13&kind=&page=nothing"), 400)
        self.assertEqual(
            {fault["field"]: fault["rule"] for fault in told["errors"]}, {"colour": "unknown", "kind": "empty"}
        )
        told = self.assert_problem(self.client.get(V1 + "articles/?date=2019-13&page=nothing"), 400)
        self.assertEqual({f["field"]: f["rule"] for f in told["errors"]}, {"page": "no_record", "date": "no_date"})

    def test_a_wrong_field_is_named_with_its_rule_however_deep_it_lies(self):
        sent = {"page": self.page.public_id, "kind": "poem", "spans": [{"start": 0, "end": 3}, {"start": 5}]}
        root = client_of(User.objects.create_superuser("root"))
        told = self.assert_problem(root.post(V1 + "articles/", sent), 400)
        self.assertEqual(
            sorted((fault["field"], fault["rule"]) for fault in told["errors"]),
            [("kind", "invalid_choice"), ("spans.1.end", "required")],
        )
        self.assertEqual(faults_of(self.client.post(V1 + "people/", {"name": "长" * 101})), {"name": ["max_length"]})

    def test_a_fault_of_ours_is_a_problem_that_tells_nothing_of_its_cause(self):
        client = Client(raise_request_exception=False)
        client.force_login(self.editor)
        log = io.StringIO()
        (to_stderr,) = logging.getLogger("django.request").handlers
        with (
            mock.patch.object(ArticleView, "get_queryset", side_effect=RuntimeError("secret")),
            mock.patch.object(to_stderr, "stream", log),
        ):
            answer = client.get(V1 + "articles/")
        self.assertNotIn("secret", answer.content.decode())
        self.assertIn("RuntimeError: secret", log.getvalue())  # the answer says that the log has it
        self.assert_problem(answer, 500)
        self.assertEqual(Client().get("/nothing/").status_code, 404)

    @override_settings(ALLOWED_HOSTS=["archive.example"])
    def test_a_request_that_django_refuses_is_a_problem_too(self):
        self.assert_problem(self.client.get(V1 + "articles/", HTTP_HOST="elsewhere"), 400)

    def test_an_account_locked_after_wrong_passwords_is_a_problem_that_says_when_to_come_back(self):
        for _attempt in range(10):
            answer = client_of(None).post(V1 + "auth/token/", {"username": "editor", "password": "x"})
        self.assert_problem(answer, 429)
        self.assertEqual(answer["Retry-After"], "900")

    def test_a_browser_sees_the_problem_on_a_page(self):
        browser = Client()
        browser.force_login(self.editor)
        answer = browser.get(V1 + "articles/x/", HTTP_ACCEPT="text/html")
        self.assertEqual((answer.status_code, answer["Content-Type"]), (404, "text/html; charset=utf-8"))

    def test_the_schema_tells_the_problems_of_every_operation(self):
        schema = self.client.get(V1 + "schema/?format=json").json()
        for name, response in schema["components"]["responses"].items():
            told = response["content"]["application/problem+json"]
            self.assertEqual(told["schema"], {"$ref": "#/components/schemas/Problem"}, name)
        for address, methods in schema["paths"].items():
            for method, operation in methods.items():
                with self.subTest(address=address, method=method):
                    for status in ("400", "401"):
                        told = {"$ref": f"#/components/responses/Problem{status}"}
                        self.assertEqual(operation["responses"][status], told)
                    self.assertEqual("404" in operation["responses"], "{id}" in address)
