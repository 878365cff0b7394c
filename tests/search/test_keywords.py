"""Keywords: the words that say most about a story, names whole; and the stories that share them."""

from __future__ import annotations

from django.test import SimpleTestCase, TestCase

from articles.models import Article
from articles.search.keywords import find_keywords, find_related
from tests.search.archive import make_article, make_page

BODY = "驼鸣溪水库开始灌溉，灌溉面积扩大。灌溉农田三万亩，农民说，水库的水来得及时。"


def words(*texts: str, names: tuple[str, ...] = ()) -> list[str]:
    return [keyword.word for keyword in find_keywords(texts, names)]


class KeywordTests(SimpleTestCase):
    def test_what_stands_often_here_and_seldom_elsewhere_comes_first(self):
        self.assertEqual(set(words(BODY)[:2]), {"灌溉", "水库"})
        self.assertLess(words(BODY).index("灌溉"), words(BODY).index("农民"))

    def test_a_name_is_a_word_whole_even_where_the_dictionary_would_cut_it(self):
        printed = "高山流水利局局长高山流出席"
        self.assertNotIn("高山流", words(printed))
        self.assertIn("高山流", words(printed, names=("高山流",)))
        self.assertIn("水利局", words(printed, names=("高山流",)))

    def test_both_scripts_give_the_same_words(self):
        self.assertEqual(words("水庫開始灌溉農田"), words("水库开始灌溉农田"))

    def test_numbers_marks_and_single_characters_are_no_keywords(self):
        self.assertEqual(words("2023，12.5%……（一）。的了在"), [])
        self.assertEqual(words(""), [])
        self.assertEqual(words(BODY, names=("",)), words(BODY))

    def test_a_very_long_text_has_the_same_keywords(self):
        names = ("驼鸣溪", "(.*)+")
        self.assertEqual(words(BODY * 5000, names=names), words(BODY, names=names))


class RelatedTests(TestCase):
    def test_stories_that_share_two_keywords_are_related_the_most_alike_first(self):
        page = make_page("页")
        make_article(page, 1, "水库灌溉农田", BODY)
        close = make_article(page, 2, "又一座水庫", "灌溉面積擴大，農田得水。")
        some = make_article(page, 3, "灌溉", "农田得水。")
        make_article(page, 4, "另一事", "灌溉以外的事。")
        keywords = find_keywords(("水库灌溉农田", BODY), ())
        found = find_related(Article.objects.exclude(number=1), keywords)
        self.assertEqual(list(found), [close, some])

    def test_a_story_without_keywords_has_no_relations(self):
        make_article(make_page("页"), 1, "题", "文")
        self.assertEqual(list(find_related(Article.objects.all(), [])), [])
