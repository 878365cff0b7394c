"""Tables on the page: their rows stay lines, and no head above or below is lost in them. All is invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out
from articles.text.joining import close_up_row, map_page

REPORT = "本报讯（记者 葛明）临河市启动供水管网改造，八支施工队伍进场更换老旧管道，城区供水压力明显改善。"
PRICES = ["单位：元/公斤", "白菜 1.20 1.40", "萝卜　0.90　1.10", "芹　菜　1.50　1.80"]
ROWS = "单位：元/公斤\n白菜 1.20 1.40\n萝卜 0.90 1.10\n芹菜 1.50 1.80"


class TableLayoutTests(SimpleTestCase):
    def heads_and_texts(self, *lines: str) -> list[tuple[str | None, str]]:
        drafts = lay_out("\n".join(lines)).articles
        return [(draft.headline.text if draft.headline else None, draft.body.text) for draft in drafts]

    def test_rows_are_lines_and_their_cells_stay_apart(self) -> None:
        found = self.heads_and_texts("供水管网换新颜", REPORT, "", "今日菜价", *PRICES, "", "新桥通车", REPORT)
        self.assertEqual([head for head, _ in found], ["供水管网换新颜", "今日菜价", "新桥通车"])
        self.assertEqual(found[1][1], ROWS)

    def test_a_unit_beside_the_head_goes_to_the_table(self) -> None:
        found = self.heads_and_texts("供水管网换新颜", REPORT, "", "昨日菜价　" + PRICES[0], *PRICES[1:])
        self.assertEqual(found[1], ("昨日菜价", ROWS))

    def test_words_glued_to_their_figures(self) -> None:
        rows = ["大白菜0.45 圆白菜0.60 土豆1.15", "黄瓜0.85 西红柿1.40 茄子1.60"]
        found = self.heads_and_texts(
            "供水管网换新颜", REPORT, "", "昨日菜价 单位：元/斤", *rows, "", "新桥通车", REPORT
        )
        self.assertEqual([head for head, _ in found], ["供水管网换新颜", "昨日菜价", "新桥通车"])
        self.assertEqual(found[1][1], "\n".join(["单位：元/斤", *rows]))

    def test_what_stands_over_a_table_in_its_story_is_a_line_of_its_own(self) -> None:
        rows = ["县区　综合指数　同比", "石桥县　5.02　-11.3%", "城北区　5.61　-8.5%", "柳溪县　5.88　-3.9%"]
        found = self.heads_and_texts("供水管网换新颜", REPORT, "附：10月份各县区环境空气质量排名", *rows)
        self.assertIn("排名\n县区 综合指数 同比\n石桥县 5.02 -11.3%\n", found[0][1])

    def test_rows_of_markdown_are_lines(self) -> None:
        rows = ["| 乡镇 | 产值（万元） |", "| --- | --- |", "| 柳溪镇 | 12360 |", "| 石桥镇 | 9840 |"]
        found = self.heads_and_texts("供水管网换新颜", REPORT, "", "各乡镇产值", *rows)
        self.assertIn("| 柳溪镇 | 12360 |\n| 石桥镇 | 9840 |", found[1][1])

    def test_a_row_is_closed_up_cell_by_cell(self) -> None:
        for printed, expected in (
            ("芹　菜　　1.50　　1.60", "芹菜 1.50 1.60"),
            ("葛　明  护林员", "葛明 护林员"),
            ("A 1\nB 2", "A 1\nB 2"),
        ):
            with self.subTest(printed):
                closed = close_up_row(map_page(printed))
                self.assertEqual(closed.text, expected)
                self.assertEqual(
                    [printed[at] for at in closed.origins if not printed[at].isspace()], list("".join(expected.split()))
                )

    def test_what_stands_behind_a_head_in_its_line_is_text(self) -> None:
        page = [
            "【疫情通报】2月17日0时至24时，全县无",
            "新增病例，在集中隔离点观察的密切接触者六人，均已",
            "按规定管理。",
        ]
        found = self.heads_and_texts("供水管网换新颜", REPORT, "", *page)
        self.assertEqual(found[1][0], "疫情通报")
        self.assertTrue(found[1][1].startswith("2月17日0时至24时，全县无新增病例"))

    def test_a_column_is_known_beside_a_paragraph_in_one_line(self) -> None:
        column = [
            "2006年3月，滑某因信用记录不良贷",
            "不了款，借老同学的名字买下一套七",
            "十多平方米的房子，首付和每月的月",
            "供都由滑某掏，两人只在一张纸上写",
            "了几句话，没有到公证处去公证。",
        ]
        found = self.heads_and_texts("新桥通车", REPORT * 4, "", "借名买房，老同学成了被告", "", *column)
        self.assertEqual(found[1][0], "借名买房，老同学成了被告")
        self.assertTrue(found[1][1].startswith("2006年3月，滑某因信用记录不良贷不了款"))
