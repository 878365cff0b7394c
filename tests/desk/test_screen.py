"""The page desk as it is sent: a card for each article, in the language of whoever looks, whatever is printed."""

from __future__ import annotations

import json

from django.contrib.auth.models import User
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from newsarchive.desk.operations import Decide, Mark, Part
from tests.desk.pages import DeskPage
from tests.factories import Story, import_stories


class ScreenTests(DeskPage, TestCase):
    def setUp(self) -> None:
        self.set_up()
        self.client.force_login(User.objects.create_superuser("xie", password="xie"))

    def open(self, page: object, language: str = "zh-hans") -> str:
        url = reverse("admin:articles_page_desk", args=(page.pk,))
        return self.client.get(url, headers={"accept-language": language}).content.decode()

    def test_each_article_has_its_card_in_the_language_of_whoever_looks(self):
        for language, word in (("zh-hans", "确认"), ("en", "Confirm"), ("zh-hans", "确认")):
            shown = self.open(self.page, language)
            self.assertEqual(shown.count('<li class="story-card'), len(self.ids))
            self.assertIn(f'title="{word} (c)"', shown)

    def test_a_card_follows_what_was_done_to_its_article(self):
        self.open(self.page)
        self.do(Decide(self.ids[0], "confirmed"))
        shown = self.open(self.page)
        self.assertIn(f'data-id="{self.ids[0]}" data-number="1" data-status="confirmed"', shown)
        start = self.page.articles.get(number=1).spans.get(part="headline")
        self.do(Mark(((start.start, start.end),), Part.KICKER))
        self.assertIn('<p class="story-kicker">', self.open(self.page))

    def test_what_is_printed_is_text_on_its_card(self):
        page = import_stories(Story("<b>标题</b>{{ 7 }}", "本文里有<script>alert(1)</script>。"))
        shown = self.open(page)
        self.assertIn("&lt;b&gt;标题&lt;/b&gt;{{ 7 }}", shown)
        self.assertNotIn("<script>alert", shown)

    def test_a_browser_is_sent_the_pieces_that_it_does_not_have(self):
        def send(have: list[str], **action: object) -> dict:
            url = reverse("admin:articles_page_desk_do", args=(self.page.pk,))
            sent = {"version": self.layout().version, "have": have, "action": action}
            return self.client.post(url, json.dumps(sent), "application/json").json()["state"]

        on_screen: dict[str, str] = {}
        for action in (
            {"kind": "mark", "spans": [self.span("果农")], "part": "crosshead"},
            {"kind": "reorder", "article": self.ids[2], "before": self.ids[0]},
            {"kind": "merge", "article": self.ids[0], "other": self.ids[1]},
        ):
            state = send(list(on_screen), **action)
            for key, *html in (piece for name in ("text", "cards", "log") for piece in state[name]):
                self.assertEqual(bool(html), key not in on_screen)
                on_screen |= {key: html[0]} if html else {}
            shown = self.open(self.page)
            for name in ("text", "cards", "log"):
                self.assertIn("".join(on_screen[key] for key, *_html in state[name]), shown)
        self.assertEqual(send([], kind="decide", article=self.ids[2], status="rejected")["text"][0][1][:4], "<div")

    def test_what_the_browser_has_is_a_list_of_keys(self):
        url = reverse("admin:articles_page_desk_do", args=(self.page.pk,))
        action = {"kind": "decide", "article": self.ids[0], "status": "confirmed"}
        for have in (3, [[1]]):
            sent = json.dumps({"version": "*", "have": have, "action": action})
            self.assertEqual(self.client.post(url, sent, "application/json").status_code, 400)

    def test_thirty_articles_cost_as_many_queries_as_two(self):
        def count(articles: int) -> int:
            body = f"写的是{articles}篇中的一篇。"
            page = import_stories(*(Story(f"第{n}篇的标题", f"这是第{n}篇稿件的正文，{body}") for n in range(articles)))
            self.open(page)
            with CaptureQueriesContext(connection) as queries:
                self.open(page)
            return len(queries)

        self.assertEqual(count(2), count(30))
