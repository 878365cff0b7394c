"""Where a story may go on: what the page desk offers of the issue's other pages."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse

from articles.extraction.types import IssueFacts
from newsarchive.desk.operations import Join
from tests.desk.pages import DeskPage
from tests.factories import DAY, PAPER, Story, import_stories, lay_out_page

MORE = Story("青石桥通车之后", "大桥通车后，两岸的公交线路也将调整。")
REST = Story("春茶开采", "云埠山上的春茶已经开采。")


class CandidatesTests(DeskPage, TestCase):
    def setUp(self) -> None:
        self.set_up()
        facts = IssueFacts(PAPER, "named in the page's head", DAY, "printed in the page's head", page_label="5")
        text = lay_out_page(MORE, REST, foot="热线 000-5678")
        self.other = import_stories(MORE, REST, text=text, facts=facts)
        self.client.force_login(User.objects.create_superuser("xie", password="xie"))

    def offered(self, words: str) -> list[str]:
        url = reverse("admin:articles_page_desk_candidates", args=(self.page.pk,))
        return [each["title"] for each in self.client.get(url, {"q": words}).json()["articles"]]

    def test_articles_of_other_pages_are_found_by_any_string(self):
        cases = [
            ("", [MORE.headline, REST.headline]),
            ("公交", [MORE.headline]),
            ("青石桥", [MORE.headline]),
            ("没有这样的文章", []),
        ]
        for words, titles in cases:
            with self.subTest(words):
                self.assertEqual(self.offered(words), titles)

    def test_what_goes_on_from_another_already_is_not_offered(self):
        self.do(Join(self.ids[0], self.other.articles.get(headline=MORE.headline).public_id))
        self.assertEqual(self.offered(""), [REST.headline])
