"""What the signs of a query find, and in which order: the same on SQLite and PostgreSQL."""

from __future__ import annotations

from itertools import product
from unittest.mock import patch

from django.db import connection
from django.db.models import QuerySet
from django.test import TestCase

from articles.models import Article, Page
from articles.search import divide_by_rank, find_best, find_newest, search
from articles.search.frequencies import Frequencies
from articles.search.query import of_phrases, read_query
from articles.search.ranking import find_plain
from tests.search.archive import make_article, make_page

STORIES = {
    "dike": ("河道治理提速", "记者 骆闻溪", "全市今年治理河道，招标已完成。"),
    "pond": ("臺地水塘開發", "通讯员 卓一苇", "水塘與河道相通，發展養殖。"),
    "fair": ("秋季农展会开幕", "记者 卓一苇", "展会上有人谈到治理 河道的经验。"),
    "port": ("ＭＩＸ港口扩建", "", "招标公告：港口扩建工程，由骆闻溪设计。"),
    "tale": ("", "", "空话一则。"),
}

FOUND = (
    ("河道", "dike pond fair"),
    ("河道 -招标", "pond fair"),
    ("-河道", "port tale"),
    ("-河道 -招标", "tale"),
    ("治理河道", "dike fair"),
    ('"治理 河道"', "dike fair"),
    ("河道 治理", "dike fair"),
    ("“河道治理”", "dike"),
    ("养殖 OR 设计", "pond port"),
    ("招标 河道 OR 港口", "dike port"),
    ("河道 OR 港口 -招标", "pond fair"),
    ("headline:河道", "dike"),
    ("标题：治理提", "dike"),
    ("標題：台地", "pond"),
    ("headline:mix", "port"),
    ("headline:m", "port"),
    ("headline:记者", ""),
    ("-headline:河道 河道", "pond fair"),
    ("byline:骆闻溪", "dike"),
    ("署名：卓一苇", "pond fair"),
    ("byline:河道", ""),
    ("byline:卓一苇 OR headline:港", "pond fair port"),
    ("-byline:卓一苇", "dike port tale"),
    ("骆闻溪", "dike port"),
    ("person:骆闻溪", "dike port"),  # where nobody knows who is named, the name is looked for as printed
    ("发展养殖", "pond"),
    ("發展养殖", "pond"),
    ("開发", "pond"),
    ("开发", "pond"),
    ("治 OR 塘 OR 港", "dike pond fair port"),
)

RANKED = (
    ("河道治理", "dike"),
    ("治理 河道", "dike fair"),  # both words in a headline, before both side by side in a body
    ("港口", "port"),
    ("河道 OR 港口", "port dike fair pond"),
    ("水塘 OR 河道", "pond dike fair"),
)


# What PostgreSQL may know of an archive: that some words are common, and that only some pairs of them are.
COMMON = Frequencies(8, {"河道": 0.3, "治理": 0.3, "会议": 0.2, "技术": 0.2})
RARE = Frequencies(8, {"理河": 0.001, "农业": 0.9})


class LanguageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = make_page("河道\n水塘\n热线：8800\n招标")
        cls.names = {}
        for number, (name, (headline, byline, body)) in enumerate(STORIES.items(), 1):
            article = make_article(cls.page, number, headline, body, byline=byline)
            cls.names[article.pk] = name

    def found(self, text: str, **known: object) -> list[str]:
        rows = search(Article.objects.all(), read_query(text), **known).order_by("-rank", "-pk")
        return [self.names[pk] for pk in rows.values_list("pk", flat=True)]

    def test_a_query_finds_exactly_what_it_says(self):
        for text, expected in FOUND:
            with self.subTest(query=text):
                self.assertEqual(sorted(self.found(text)), sorted(expected.split()))

    def test_hits_in_the_headline_come_first_and_then_the_newest(self):
        for text, expected in RANKED:
            with self.subTest(query=text):
                self.assertEqual(self.found(text), expected.split())

    def test_the_words_side_by_side_come_before_the_words_apart(self):
        apart = make_article(self.page, 20, "别的事", "青石路修好了，小学就在旁边。")
        beside = make_article(self.page, 21, "又一事", "青石小学开学。")
        last = make_article(self.page, 22, "再一事", "小学在青石。")
        rows = search(Article.objects.all(), read_query("青石 小学")).order_by("-rank", "-pk")
        self.assertEqual(list(rows), [beside, last, apart])

    def test_a_long_query_ranks_by_its_words_too_and_finds_only_itself(self):
        body = "昨日农业技术推广会议召开。"
        plain = make_article(self.page, 30, "简讯", body)
        some = make_article(self.page, 31, "農業技术有新招", body)
        make_article(self.page, 32, "农业技术", "推广会议")
        newest = make_article(self.page, 33, "简讯二", body)
        rows = search(Article.objects.all(), read_query("农业技术推广会议")).order_by("-rank", "-pk")
        self.assertEqual(list(rows), [some, newest, plain])

    def test_marks_in_a_headline_rank_whatever_they_mean_elsewhere(self):
        for number, mark in enumerate("[]^-*?\\.+$(){}|'\"%_&", 40):
            with self.subTest(mark=mark):
                article = make_article(self.page, number, f"甲{mark}癸", "无")
                rows = search(Article.objects.all(), of_phrases("癸", f"{mark}癸")).order_by("-rank", "-pk")
                self.assertEqual(rows[0], article)
                self.assertGreaterEqual(rows[0].rank, 2)

    def test_what_ranks_and_what_does_not_make_up_all_that_is_found_in_the_same_order(self):
        body = "昨日农业技术推广会议召开，治理河道。"
        for number, headline in enumerate(("简讯", "農業技术有新招", "会议", "河 道治理", "治河"), 30):
            make_article(self.page, number, headline, body)
        queries = [text for text, _found in (*FOUND, *RANKED)]
        for text in (*queries, "农业技术推广会议", "治理 河道", "河", "治理 会议 农业", "headline:会议", "的"):
            found = search(Article.objects.order_by(), read_query(text))
            parts = divide_by_rank(found, read_query(text))
            if parts is None:
                continue
            for walked in (True, False):
                common = patch("articles.search.postgres.is_common", return_value=walked)
                with self.subTest(query=text, walked=walked), common:
                    high, (low, walk) = parts[0], parts[1]()
                    self.assertGreaterEqual(min((row.rank for row in high), default=1), 0.1)
                    self.assertEqual({row.rank for row in low} - {0.0}, set())
                    rows = [*high.order_by("-rank", "-pk"), *low.order_by(walk.desc())]
                    self.assertEqual(rows, list(found.order_by("-rank", "-pk")))
                    rows = [*low.order_by(walk.asc()), *high.order_by("rank", "pk")]
                    self.assertEqual(rows, list(found.order_by("rank", "pk")))

    def test_the_best_are_those_of_the_whole_order_from_any_place_on_both_ways(self):
        body = "昨日农业技术推广会议召开，治理河道。"
        for number, headline in enumerate(("简讯", "農業技术有新招", "会议", "河 道治理", "治河", "道治理河"), 30):
            make_article(self.page, number, headline, body)
        make_article(
            self.page, 40, "河道，治理", "道治河理，今治理河"
        )  # the pairs of a phrase, and the phrase itself nowhere
        longer = (
            "农业技术推广会议",
            "治理 河道",
            "河",
            "治理 会议 农业",
            "河道治理 会议",
            "治 河",
            "治理河道",
            "河道 河道",
        )
        for text in (*(text for text, _found in RANKED), *longer):
            for rows in (Article.objects.order_by(), Article.objects.filter(headline__contains="治").order_by()):
                found = search(rows, read_query(text))
                expected = list(found.order_by("-rank", "-pk").values_list("pk", "rank"))
                for common, known in product((True, False), (Frequencies(), COMMON, RARE)):
                    with (
                        self.subTest(query=text, common=common, known=len(known.shares)),
                        patch("articles.search.postgres.is_common", return_value=common),
                        patch("articles.search.postgres.read_frequencies", return_value=known),
                    ):
                        self.check_best(found, text, expected)

    def check_best(self, found: QuerySet, text: str, expected: list[tuple[int, float]]) -> None:
        best = find_best(found, read_query(text), 100)
        if best is None and (connection.vendor == "sqlite" or not find_plain(read_query(text))):
            return
        self.assertEqual(best, expected)
        self.assertEqual(find_best(found, read_query(text), 2), expected[:2])
        self.assertEqual(find_best(found, read_query(text), 100, upward=True), expected[::-1])
        for number, (key, rank) in [*enumerate(expected)][::3]:
            place = (rank, key)
            self.assertEqual(find_best(found, read_query(text), 2, place), expected[number + 1 : number + 3])
            before = expected[:number][::-1][:2]
            self.assertEqual(find_best(found, read_query(text), 2, place, upward=True), before)

    def test_the_newest_of_what_is_found_are_the_rows_stored_last(self):
        for text in (*(text for text, _found in FOUND), "", "河道", "治理 河道", "农业技术推广会议"):
            found = search(Article.objects.order_by(), read_query(text))
            expected = list(found.order_by("-pk").values_list("pk", flat=True))
            for walked in (True, False):
                common = patch("articles.search.postgres.is_common", return_value=walked)
                with self.subTest(query=text, walked=walked), common:
                    self.assertEqual(find_newest(found, read_query(text), 100), expected)
                    self.assertEqual(find_newest(found, read_query(text), 2), expected[:2])

    def test_who_is_meant_is_answered_from_above(self):
        asked = []

        def find_named(phrase: str):
            asked.append(phrase)
            return Article.objects.filter(headline="秋季农展会开幕").values("pk")

        self.assertEqual(self.found("person:駱聞溪", find_named=find_named), ["fair"])
        self.assertEqual(sorted(self.found("河道 -人物：某", find_named=find_named)), ["dike", "pond"])
        self.assertEqual(asked, ["骆闻溪", "某"])

    def test_a_page_has_no_headline_no_byline_and_names_nobody(self):
        for text, count in (("河道", 1), ("河道 OR 港口", 1), ("河道 -热线", 0), ("-港口", 1), ("标题：河道", 0),
                            ("person:河道 OR 水塘", 1), ("-headline:河道", 1)):  # fmt: skip
            with self.subTest(query=text):
                self.assertEqual(search(Page.objects.all(), read_query(text)).count(), count)
