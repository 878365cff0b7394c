"""Posts whose body is half said, or told after the name."""

from django.test import SimpleTestCase

from articles.text.spans import MappedText
from people.extraction.mentions import find_mentions


def posts_in(text):
    found = find_mentions(None, [MappedText(text, tuple(range(len(text))))])
    return [(mention.name, mention.organization, mention.title) for mention in found]


class BodyTests(SimpleTestCase):
    def assert_posts(self, table):
        for printed, expected in table:
            with self.subTest(printed):
                self.assertEqual(posts_in(printed), expected)

    def test_a_body_called_for_short_is_the_one_named_before(self):
        self.assert_posts(
            [
                (
                    "记者来到青石县禾丰粮油公司。公司经理陆文远介绍，今年效益好。",
                    [("陆文远", "青石县禾丰粮油公司", "经理")],
                ),
                (
                    "在青石县人民医院，工作人员正在消毒。医院院长魏秀兰介绍，一切就绪。",
                    [("魏秀兰", "青石县人民医院", "院长")],
                ),
                ("医院院长魏秀兰介绍，一切就绪。", [("魏秀兰", "医院", "院长")]),
            ]
        )

    def test_a_post_may_be_told_after_the_name(self):
        self.assert_posts(
            [
                ("会上，魏建国当选为青石县作家协会主席。", [("魏建国", "青石县作家协会", "主席")]),
                ("青石县教育局陆文远局长到校慰问。", [("陆文远", "青石县教育局", "局长")]),
            ]
        )
