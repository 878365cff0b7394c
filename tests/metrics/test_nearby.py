"""Places and periods offered to an editor for a figure."""

from __future__ import annotations

from django.test import SimpleTestCase

from metrics.extraction.nearby import MOST_PERIODS, MOST_PLACES, suggest_periods, suggest_places

DAY = "2021-03-14"

# printed, the figure, the places that are offered, the nearest first
PLACES = [
    ("3月12日，推动云山纺织集团投资6亿元。", "6亿元", ("云山纺织集团",)),
    ("昨日，县水务局抽调42名队员。", "42名", ("县水务局",)),
    ("近日，记者走进北溪镇高洼村，村民种了30亩。", "30亩", ("北溪镇高洼村", "北溪镇")),
    ("住在东门社区的周阿姨说，街上有5家。", "5家", ("东门社区",)),
    ("东坝水库蓄水，南坡林场和西溪小学植树300棵。", "300棵", ("西溪小学", "南坡林场", "东坝水库")),
    ("全市共有5家，本镇2家。", "2家", ()),
    ("5家在云山公园。", "5家", ()),
]
# printed, the figure, the periods that are offered first
PERIODS = [
    ("去年收成30吨。", "30吨", ("2020", DAY, "2021")),
    ("2019年建房5栋，2020年8月又建3栋。", "3栋", ("2020-08", "2019", DAY)),
    ("修路3公里。今年1月至2月通车。", "3公里", ("2021-01/2021-02", DAY)),
    ("修路3公里。", "3公里", (DAY, "2021", "2020", "2021-03")),
]


def offer_places(text: str, figure: str) -> tuple[str, ...]:
    return suggest_places(text, text.index(figure))


def offer_periods(text: str, figure: str, printed_on: str | None = DAY) -> tuple[str, ...]:
    return suggest_periods(text, text.index(figure), text.index(figure) + len(figure), printed_on)


class NearbyTests(SimpleTestCase):
    def test_names_printed_before_a_figure_are_offered_the_nearest_first(self) -> None:
        for text, figure, places in PLACES:
            with self.subTest(text):
                self.assertEqual(offer_places(text, figure), places)

    def test_dates_printed_around_a_figure_are_offered_before_those_of_the_issue(self) -> None:
        for text, figure, periods in PERIODS:
            with self.subTest(text):
                self.assertEqual(offer_periods(text, figure)[: len(periods)], periods)

    def test_without_an_issue_s_day_only_what_is_printed_with_its_year_is_offered(self) -> None:
        self.assertEqual(offer_periods("去年3月5日和2018年，收成30吨。", "30吨", None), ("2018",))

    def test_hostile_text_is_read_in_the_neighbourhood_of_the_figure_alone(self) -> None:
        for filling in ("，", "在", "市", "公司", "3月", "2021年", "某某公司，2021年3月5日"):
            with self.subTest(filling):
                text = filling * 40_000 + "浇灌小麦7万亩" + filling * 40_000
                self.assertLessEqual(len(offer_places(text, "7万亩")), MOST_PLACES)
                self.assertLessEqual(len(offer_periods(text, "7万亩")), MOST_PERIODS)
