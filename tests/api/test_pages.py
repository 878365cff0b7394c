"""The browsable pages of the API: their names, their login, and what the content security policy takes."""

from __future__ import annotations

from django.test import Client

from tests.api.clients import V1, ArchiveCase


class PagesTests(ArchiveCase):
    def test_the_browsable_pages_are_named_in_the_language_of_whoever_looks(self):
        browser = Client()
        browser.force_login(self.editor)
        story = self.articles[0].public_id
        table = [
            ("", "所有地址", "All addresses"),
            ("newspapers/", "报纸", "Newspapers"),
            (f"articles/{story}/", f"稿件 {story}", f"Article {story}"),
            (f"articles/{story}/split/", "拆分", "Split"),
            ("search/", "搜索", "Search"),
            ("changes/", "变动", "Changes"),
        ]
        for address, chinese, english in table:
            for language, name in (("zh-hans", chinese), ("en", english)):
                with self.subTest(address=address, language=language):
                    answer = browser.get(V1 + address, HTTP_ACCEPT="text/html", HTTP_ACCEPT_LANGUAGE=language)
                    page = answer.content.decode()
                    self.assertIn(f"<h1>{name}</h1>", page)
                    self.assertIn(f"<title>{name} – ", page)

    def test_the_browsable_pages_and_their_login_keep_to_the_content_security_policy(self):
        browser = Client()
        browser.force_login(self.editor)
        for address in (f"{V1}articles/", f"{V1}articles/{self.articles[0].public_id}/", "/api/auth/login/"):
            with self.subTest(address=address):
                page = browser.get(address, HTTP_ACCEPT="text/html").content.decode()
                self.assertNotIn(" style=", page)
                self.assertNotIn("<style", page)
                self.assertNotIn("Django REST framework", page)

    def test_an_account_logs_in_to_the_browsable_pages(self):
        browser = Client()
        page = browser.get("/api/auth/login/?next=" + V1, HTTP_ACCEPT_LANGUAGE="zh-hans").content.decode()
        self.assertIn("新闻档案 API", page)
        wrong = browser.post("/api/auth/login/", {"username": "editor", "password": "x"}, HTTP_ACCEPT_LANGUAGE="en")
        self.assertContains(wrong, "correct username and password")
        sent = {"username": "editor", "password": "qing-shi-qiao-7", "next": V1}
        self.assertRedirects(browser.post("/api/auth/login/", sent), V1)
