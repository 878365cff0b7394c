"""Who gets in: nobody without an account, readers to read, editors to write; tokens and sessions."""

from __future__ import annotations

import re
from datetime import timedelta

from django.contrib.auth.models import User
from django.test import Client, TestCase
from django.utils import timezone
from knox.models import AuthToken

from newsarchive.api.router import router
from tests.api.clients import V1, ArchiveCase, client_of, faults_of, make_editor, make_reader

RESOURCES = [prefix for prefix, _view, _name in router.registry]
TOKEN = V1 + "auth/token/"
LOGIN = {"username": "editor", "password": "qing-shi-qiao-7"}


class StrangerTests(ArchiveCase):
    def test_nobody_reads_or_writes_without_an_account(self):
        stranger = client_of(None)
        for resource in ("", *(f"{name}/" for name in RESOURCES), f"articles/{self.articles[0].public_id}/"):
            for method in ("get", "post", "patch", "put", "delete", "options"):
                with self.subTest(resource=resource, method=method):
                    answer = getattr(stranger, method)(V1 + resource)
                    self.assertEqual(answer.status_code, 401)
                    self.assertEqual(answer["WWW-Authenticate"], "Token")

    def test_an_account_without_permissions_reads_nothing(self):
        client = client_of(User.objects.create_user("guest"))
        for resource in RESOURCES:
            with self.subTest(resource=resource):
                self.assertEqual(client.get(f"{V1}{resource}/").status_code, 403)

    def test_a_reader_reads_everything_and_writes_nothing(self):
        client = client_of(make_reader())
        for resource in RESOURCES:
            with self.subTest(resource=resource):
                self.assertEqual(client.get(f"{V1}{resource}/").status_code, 200)
                self.assertIn(client.post(f"{V1}{resource}/", {}).status_code, (403, 405))
        path = f"{V1}articles/{self.articles[0].public_id}/"
        self.assertEqual(client.patch(path, {"headline": "改"}).status_code, 403)

    def test_nothing_can_be_deleted_or_put_in_the_place_of_another(self):
        paths = {
            "newspapers": self.page.issue.newspaper.code,
            "issues": "qhwb-20190314",
            "pages": self.page.public_id,
            "articles": self.articles[0].public_id,
            "people": self.articles[0].mentions.first().person.public_id,
            "mentions": self.articles[0].mentions.first().public_id,
            "metrics": self.articles[0].metrics.first().public_id,
            "imports": self.import_run.pk,
        }
        client = client_of(User.objects.create_superuser("root"))
        for resource, key in paths.items():
            for method in ("delete", "put"):
                with self.subTest(resource=resource, method=method):
                    self.assertEqual(getattr(client, method)(f"{V1}{resource}/{key}/").status_code, 405)


class TokenTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()

    def make_token(self) -> str:
        answer = client_of(None).post(TOKEN, LOGIN)
        self.assertEqual(answer.status_code, 201, answer.content)
        return answer.json()["token"]

    def ask(self, token: str, path: str = "newspapers/") -> int:
        return client_of(None).get(V1 + path, HTTP_AUTHORIZATION=f"Token {token}").status_code

    def test_name_and_password_make_a_token_that_lets_in(self):
        self.assertEqual(self.ask(self.make_token()), 200)

    def test_only_the_hash_of_a_token_is_kept(self):
        token = self.make_token()
        row = AuthToken.objects.get()
        self.assertNotIn(token, [str(getattr(row, field.attname)) for field in row._meta.fields])

    def test_a_wrong_password_makes_none(self):
        for sent in ({**LOGIN, "password": "x"}, {**LOGIN, "username": "nobody"}):
            with self.subTest(sent=sent):
                answer = client_of(None).post(TOKEN, sent)
                self.assertEqual(answer.status_code, 401)
                self.assertEqual(answer["WWW-Authenticate"], "Token")
        self.assertEqual(faults_of(client_of(None).post(TOKEN, {"username": "editor"})), {"password": ["required"]})

    def test_a_token_that_is_revoked_or_out_of_date_lets_nobody_in(self):
        revoked, dated, kept = self.make_token(), self.make_token(), self.make_token()
        answer = client_of(None).post(TOKEN + "revoke/", HTTP_AUTHORIZATION=f"Token {revoked}")
        self.assertEqual(answer.status_code, 204)
        AuthToken.objects.filter(token_key=dated[:15]).update(expiry=timezone.now() - timedelta(seconds=1))
        self.assertEqual([self.ask(token) for token in (revoked, dated, kept, "nonsense")], [401, 401, 200, 401])

    def test_all_tokens_of_an_account_can_be_revoked_at_once(self):
        one, other = self.make_token(), self.make_token()
        client_of(None).post(TOKEN + "revoke-all/", HTTP_AUTHORIZATION=f"Token {one}")
        self.assertEqual([self.ask(one), self.ask(other)], [401, 401])

    def test_a_session_lets_in_and_writes_only_with_a_csrf_token(self):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(self.editor)
        self.assertEqual(browser.get(V1 + "newspapers/").status_code, 200)
        answer = browser.post(V1 + "newspapers/", {"code": "abc", "name": "甲"}, content_type="application/json")
        self.assertEqual(answer.status_code, 403)

    def test_the_browsable_pages_bear_the_archives_name_in_both_languages_and_the_desks_colours(self):
        browser = Client()
        browser.force_login(self.editor)
        for language, name, documented in (
            ("zh-hans", "新闻档案", "接口说明"),
            ("en", "News archive", "API documentation"),
        ):
            with self.subTest(language=language):
                page = browser.get(V1, HTTP_ACCEPT="text/html", HTTP_ACCEPT_LANGUAGE=language).content.decode()
                title = page.partition("<title>")[2].partition("</title>")[0]
                self.assertTrue(title.endswith(f"{name} API"), title)
                self.assertNotIn("Django REST framework", page)
                self.assertIn(f">{documented}</a>", page)
                self.assertIn("newsarchive/api.css", page)
                self.assertNotIn("<style", page)
                self.assertNotIn("onclick", page)

    def test_the_browsable_pages_log_out_without_a_script(self):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(self.editor)
        page = browser.get(V1, HTTP_ACCEPT="text/html").content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        answer = browser.post("/api/auth/logout/?next=" + V1, {"csrfmiddlewaretoken": token[1]})
        self.assertEqual((answer.status_code, answer["Location"]), (302, V1))
        self.assertEqual(browser.get(V1).status_code, 401)

    def test_the_browsable_pages_and_their_login_are_there(self):
        browser = Client()
        self.assertEqual(browser.get("/api/auth/login/").status_code, 200)
        browser.force_login(self.editor)
        for resource in RESOURCES:
            with self.subTest(resource=resource):
                answer = browser.get(f"{V1}{resource}/", HTTP_ACCEPT="text/html")
                self.assertEqual((answer.status_code, answer["Content-Type"][:9]), (200, "text/html"))
