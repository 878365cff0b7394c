"""Keywords and related stories in the API."""

from __future__ import annotations

from articles.curation import Status
from articles.models import Article
from tests.api.clients import V1, ArchiveCase, client_of
from tests.factories import CHESS, Named, Story, import_stories

RIVER = Story("两岸往来方便了", "青石桥通车后，大桥两岸往来只需5分钟。高大川说，还将再建大桥。", (Named("高大川"),))


class KeywordTests(ArchiveCase):
    def test_an_article_has_keywords_with_its_people_among_them(self):
        answer = self.read(f"articles/{self.articles[0].public_id}/keywords/")
        words = [keyword["word"] for keyword in answer["keywords"]]
        self.assertIn("高大川", words)
        self.assertTrue(0 < len(words) <= 10)
        weights = [keyword["weight"] for keyword in answer["keywords"]]
        self.assertEqual(weights, sorted(weights, reverse=True))
        for word in words:
            self.assertIn(self.articles[0].public_id, [hit["id"] for hit in self.listed("search/", q=word)])

    def test_related_stories_share_keywords_and_rejected_ones_are_none(self):
        other = import_stories(RIVER, CHESS, run=self.import_run)
        address = f"articles/{self.articles[0].public_id}/related/"
        story = other.articles.get(headline=RIVER.headline)
        (found,) = self.read(address)["related"]
        self.assertEqual((found["id"], found["issue"]), (story.public_id, "qhwb-20190314"))
        self.assertIn("高大川", found["shares"])
        self.assertGreaterEqual(len(found["shares"]), 2)
        Article.objects.filter(pk=story.pk).update(status=Status.REJECTED)
        self.assertEqual(self.read(address)["related"], [])

    def test_a_word_that_only_stands_in_print_as_read_is_told_among_those_shared(self):
        other = import_stories(RIVER, run=self.import_run)
        story = other.articles.get()
        story.body = "改过。"
        story.headline = "改过"
        story.save()
        (found,) = self.read(f"articles/{self.articles[0].public_id}/related/")["related"]
        self.assertIn("高大川", found["shares"])

    def test_only_who_may_read_articles_is_answered_and_nothing_is_ignored(self):
        for below in ("keywords", "related"):
            address = f"{V1}articles/{self.articles[0].public_id}/{below}/"
            self.assertEqual(client_of(None).get(address).status_code, 401)
            self.assertEqual(self.client.get(address, {"most": "3"}).status_code, 400)
            self.assertEqual(self.client.get(f"{V1}articles/nothing/{below}/").status_code, 404)
