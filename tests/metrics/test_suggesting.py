"""Phrases offered to an editor for what a figure measures."""

from __future__ import annotations

from django.test import SimpleTestCase

from metrics.extraction.suggesting import MOST, is_alike, suggest_phrases

# printed, the figure, a phrase that must be among those offered
OFFERED = [
    ("浇灌小麦3万亩。", "3万亩", "浇灌小麦"),
    ("县里将12家砖瓦厂和7处石料场列入错峰生产名单。", "12家", "砖瓦厂和石料场列入错峰生产名单"),
    ("农村改水已累计完成86个村，完成比例41.5%。", "41.5%", "农村改水完成比例"),
    ("依托“邻里贷”平台，全年共发放18笔、260万元。", "18笔", "邻里贷发放"),
    ("推荐“河工能手”5名，2人入围。", "2人", "河工能手入围"),
    ("一条全长3.2公里、从东门直通河湾的便道40天修通。", "3.2公里", "便道修通全长"),
    ("我们投入30余万元进行改造。", "30余万元", "投入进行改造"),
    ("采取多种方式，按村子大小悬挂５条标语。", "５条", "悬挂标语"),
]


def offer(text: str, figure: str, stands: str = "") -> tuple[str, ...]:
    start = text.index(figure)
    return suggest_phrases(text, start, start + len(figure), stands)


class SuggestingTests(SimpleTestCase):
    def test_what_print_says_around_a_figure_is_offered(self) -> None:
        for text, figure, phrase in OFFERED:
            with self.subTest(text):
                self.assertIn(phrase, offer(text, figure))

    def test_what_stands_already_is_not_offered_nor_two_that_are_alike(self) -> None:
        for text, figure, phrase in OFFERED:
            with self.subTest(text):
                offered = offer(text, figure, phrase)
                self.assertLessEqual(len(offered), MOST)
                for at, one in enumerate(offered):
                    self.assertFalse(any(is_alike(one, other) for other in (phrase, *offered[:at])))

    def test_a_figure_with_nothing_around_it_is_offered_nothing(self) -> None:
        for text in ("3万亩", "。3万亩。", "，3万亩\n"):
            self.assertEqual(offer(text, "3万亩"), ())

    def test_neither_a_byline_nor_a_number_is_offered(self) -> None:
        offered = offer("本报讯（记者 陆远）昨日，新栽杨树1200棵，涉及6个村。", "6个")
        self.assertTrue(offered)
        for phrase in offered:
            self.assertNotRegex(phrase, "记者|报讯|1200|昨日")

    def test_hostile_text_is_read_in_the_neighbourhood_of_the_figure_alone(self) -> None:
        for filling in ("，", "的", "“", "3个", "（"):
            with self.subTest(filling):
                text = filling * 60_000 + "浇灌小麦7万亩" + filling * 60_000
                self.assertLessEqual(len(offer(text, "7万亩")), MOST)
