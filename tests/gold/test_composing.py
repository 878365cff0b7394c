"""Pages that are put together know which characters belong to which article."""

from __future__ import annotations

import random

from django.test import SimpleTestCase

from tests.gold.composing import FORMS, compose_page, count_whole, measure_form

ARTICLES = [
    [
        "石桥镇新修水渠三公里",
        "本报讯 石桥镇三月里动工的水渠昨日通水。水渠长三公里，浇地两千亩。",
        "镇里说，秋天还要再修两公里。",
    ],
    ["青岭中学添了实验楼", "本报讯 青岭中学的实验楼昨日启用。楼高四层，有实验室十二间。"],
    ["柳湾村办起图书室", "本报讯 柳湾村的图书室上周开门。村民捐书一千册，每晚有人来读。"],
    ["县医院夜间也看牙", "本报讯 县医院口腔科从本月起夜间应诊。挂号到晚上八点为止。"],
]


class ComposingTests(SimpleTestCase):
    def test_every_character_belongs_to_the_article_it_came_from(self):
        for name, form in FORMS.items():
            text, labels = compose_page(ARTICLES, form, random.Random(1))
            for paragraphs, label in zip(ARTICLES, labels, strict=True):
                with self.subTest(form=name, headline=paragraphs[0]):
                    (start, end) = label["spans"][0]
                    printed = [each for each in text[start:end] if not each.isspace() and each != "#"]
                    self.assertEqual(sorted(printed), sorted("".join(paragraphs).replace(" ", "")))

    def test_an_article_is_whole_only_if_little_is_missing_and_little_too_much(self):
        keep = set(range(100))
        gold = [{"spans": [[0, 50]]}, {"spans": [[50, 100]]}]
        for said, whole in [
            ([{"spans": [[0, 50]]}, {"spans": [[50, 100]]}], 2),
            ([{"spans": [[0, 47]]}, {"spans": [[47, 100]]}], 2),
            ([{"spans": [[0, 40]]}, {"spans": [[40, 100]]}], 0),
            ([{"spans": [[0, 100]]}], 0),
            ([], 0),
        ]:
            with self.subTest(said=said):
                self.assertEqual(count_whole(gold, said, keep), whole)

    def test_plain_stories_are_parted_in_every_form(self):
        for name in FORMS:
            with self.subTest(form=name):
                segmentation, whole = measure_form([ARTICLES], name)
                self.assertEqual((round(segmentation, 2), whole), (1.0, 1.0))
