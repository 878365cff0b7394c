"""Figures in tables: what their unit, their row and their column say of them. All examples are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.text.spans import MappedText
from articles.text.tables import read_columns, read_row, read_units
from metrics.extraction.quantities import find_metrics
from metrics.extraction.types import Change, MetricDraft, MetricKind, StoryFacts

Said = tuple[str, str, str | None, str | None, str | None]


def read(text: str, headline: str | None = None) -> tuple[MetricDraft, ...]:
    passage = MappedText(text, tuple(range(len(text))))
    return find_metrics((passage,), StoryFacts("2023-12-10", headline=headline))


class RowTests(SimpleTestCase):
    def test_rows_are_words_and_figures_after_them(self) -> None:
        for printed, labels, figures in (
            ("大白菜　0.45　0.50", ["大白菜", "大白菜"], ["0.45", "0.50"]),
            ("芹　菜　　1.50　1.60", ["芹菜", "芹菜"], ["1.50", "1.60"]),
            ("黄瓜 2.20　豆角 4.00", ["黄瓜", "豆角"], ["2.20", "4.00"]),
            ("黄瓜2.20 豆角4.00 土豆1.15", ["黄瓜", "豆角", "土豆"], ["2.20", "4.00", "1.15"]),
            ("3 柳溪镇 12360 -18.5%", ["柳溪镇", "柳溪镇"], ["12360", "-18.5%"]),
            ("2　冷链物流中心　6.9　2.4　葛　明", ["冷链物流中心"] * 2, ["6.9", "2.4"]),
            ("石桥镇 持平 3.2", ["石桥镇"], ["3.2"]),
            ("| 早稻 | 3.5 | 12% |", ["早稻", "早稻"], ["3.5", "12%"]),
        ):
            with self.subTest(printed):
                row = read_row(printed)
                assert row is not None
                self.assertEqual(["".join(words) for words in row.labels], labels)
                self.assertEqual([printed[start:end] for start, end in row.figures], figures)

    def test_what_is_no_row(self) -> None:
        for printed in ("2021年 3 4", "第3版 要闻", "3 4 5", "今年，全县 3", "葛明 李健", "总投资22亿元 建成3公里", ""):
            with self.subTest(printed):
                self.assertIsNone(read_row(printed))

    def test_what_stands_over_the_rows(self) -> None:
        self.assertEqual(read_units("（单位：元/500克）"), ["元/500克"])
        self.assertEqual(read_units("单位：万元、%"), ["万元", "%"])
        self.assertEqual(read_units("单位：亿元　序号　项目名称"), ["亿元"])
        self.assertEqual(read_units("主办单位由三家组成"), [])
        self.assertEqual(read_columns("单位：亿元　序号　项目名称　总投资"), ["序号", "项目名称", "总投资"])
        self.assertEqual(read_columns("新桥通车，全县庆祝"), [])


class TableTests(SimpleTestCase):
    def check(self, text: str, expected: list[Said], headline: str | None = None) -> None:
        said = [
            (draft.text, str(draft.value), draft.unit, draft.indicator, draft.place) for draft in read(text, headline)
        ]
        self.assertEqual(said, expected)

    def test_prices_take_the_unit_over_them(self) -> None:
        self.check(
            "（单位：元/公斤）\n品名 东关批发市场 南门农贸市场\n大白菜 0.40 0.80\n青萝卜 0.60 1.20\n芹菜 1.60 2.10",
            [
                ("0.40", "0.40", "元/公斤", "大白菜批发价", None),
                ("0.80", "0.80", "元/公斤", "大白菜零售价", None),
                ("0.60", "0.60", "元/公斤", "青萝卜批发价", None),
                ("1.20", "1.20", "元/公斤", "青萝卜零售价", None),
                ("1.60", "1.60", "元/公斤", "芹菜批发价", None),
                ("2.10", "2.10", "元/公斤", "芹菜零售价", None),
            ],
        )

    def test_the_unit_may_stand_at_the_headlines_end_or_beside_the_word(self) -> None:
        expected = [
            ("1.20", "1.20", "元/斤", "白菜价格", None),
            ("2.40", "2.40", "元/斤", "土豆价格", None),
            ("0.90", "0.90", "元/斤", "萝卜价格", None),
            ("3.60", "3.60", "元/斤", "豆角价格", None),
        ]
        self.check("白菜 1.20\n土豆 2.40\n萝卜 0.90\n豆角 3.60", expected, "昨日菜价（元/斤）")
        self.check("白菜（元/斤） 1.20\n土豆（元/斤） 2.40\n萝卜（元/斤） 0.90\n豆角（元/斤） 3.60", expected)
        self.check(
            "昨日菜价 单位：元/斤\n白菜1.20 土豆2.40\n萝卜0.90 豆角3.60", []
        )  # two words in a line are a sentence's
        self.assertEqual(len(read("单位：元/斤\n白菜1.20 土豆2.40 葱1.10\n萝卜0.90 豆角3.60 蒜2.80")), 6)

    def test_columns_tell_what_is_measured_growth_and_places_in_an_order(self) -> None:
        drafts = read(
            "名次 乡镇 完成投资（万元） 同比增长（%）\n1 柳溪镇 12360 18.5\n2 石桥镇 9840 12.3\n"
            "3 青山乡 7725 -3.6\n注：快报数。"
        )
        self.assertEqual([draft.place for draft in drafts], ["柳溪镇"] * 2 + ["石桥镇"] * 2 + ["青山乡"] * 2)
        self.assertEqual({draft.indicator for draft in drafts}, {"完成投资"})
        self.assertEqual((drafts[0].value, drafts[0].unit), (123_600_000, "元"))
        self.assertEqual([draft.change for draft in drafts[1::2]], [Change.INCREASE, Change.INCREASE, Change.DECREASE])
        drafts = read("单位：万元、%\n乡镇 税收 增幅 排名\n柳溪镇 3600 8.5 1\n石桥镇 2900 7.3 2\n青山乡 1800 -3 3")
        self.assertEqual([draft.kind for draft in drafts], [None, None, MetricKind.RANK] * 3)

    def test_a_unit_of_its_own_and_words_behind_the_figures(self) -> None:
        drafts = read(
            "指标 单位 绝对数 增长（%）\n生产总值 亿元 312.4 6.8\n财政收入 万元 98760 -1.5\n人均收入 元 32560 7.1"
        )
        self.assertEqual([draft.indicator for draft in drafts[::2]], ["生产总值", "财政收入", "人均收入"])
        self.assertEqual([str(draft.value) for draft in drafts[::2]], ["31240000000", "987600000", "32560"])
        drafts = read(
            "单位：亿元 序号 项目名称 总投资 今年投资 包联领导\n1 物流园 6.9 2.4 葛明\n2 体育馆 4.2 3.0 李健\n"
            "3 东环路 2.1 1.5 何平\n合计 3个 13.2 6.9"
        )
        self.assertEqual([draft.indicator for draft in drafts[:2]], ["物流园总投资", "物流园今年投资"])
        self.assertEqual([draft.text for draft in drafts[-2:]], ["13.2", "6.9"])

    def test_the_headline_tells_when_and_where(self) -> None:
        drafts = read(
            "名次 乡镇 完成额（万元）\n1 柳溪镇 8460\n2 石桥镇 6125\n3 青山乡 1385\n4 沙河乡 960", "1月份投资排名"
        )
        self.assertEqual({draft.period for draft in drafts}, {"2023-01"})
        drafts = read("白菜 1.20\n土豆 2.40\n萝卜 0.90\n豆角 3.60", "昨日批发市场菜价（元/斤）\n供应充足")
        self.assertEqual(len(drafts), 4)
        drafts = read("白菜 1.20\n土豆 2.40\n萝卜 0.90\n豆角 3.60", "供应充足\n昨日批发菜价（元/斤）")
        self.assertEqual(
            {(draft.period, draft.indicator) for draft in drafts},
            {("2023-12-09", f"{name}批发价") for name in ("白菜", "土豆", "萝卜", "豆角")},
        )

    def test_columns_without_a_unit_and_cells_with_their_own(self) -> None:
        drafts = read(
            "县（区） 综合指数 同比 PM2.5（微克/立方米）\n石桥县 5.02 -11.3% 49\n城北区 5.61 2.6% 57\n"
            "柳溪县 5.88 -3.9% 61"
        )
        self.assertEqual([draft.unit for draft in drafts], [None, "%", "微克/立方米"] * 3)
        self.assertEqual([draft.indicator for draft in drafts[:3]], ["综合指数", "综合指数", "PM2.5"])
        self.assertEqual([draft.change for draft in drafts[1::3]], [Change.DECREASE, Change.INCREASE, Change.DECREASE])

    def test_what_no_database_can_hold_is_left(self) -> None:
        huge = "9" * 60
        drafts = read(f"单位：元\n乡镇 税收 积分 排名\n柳溪镇 {huge} {huge} {huge}\n石桥镇 2900 7 2\n青山乡 1800 8 3")
        self.assertEqual([draft.place for draft in drafts], ["石桥镇"] * 3 + ["青山乡"] * 3)

    def test_rows_whose_unit_is_not_told_are_left(self) -> None:
        self.assertEqual(read("柳溪镇 12360 18.5\n石桥镇 9840 12.3\n青山乡 7725 -3.6"), ())

    def test_a_fall_told_as_a_growth_below_zero(self) -> None:
        for printed in ("全县工业增加值同比增长-3.6%。", "全县工业增加值增速为－3.6%。"):
            with self.subTest(printed):
                (draft,) = read(printed)
                self.assertEqual((str(draft.value), draft.change), ("-3.6", Change.DECREASE))
        self.assertEqual(str(read("占比为3-5%。")[0].value), "3")
