"""Doubled glyphs and other spoilt print: what is read for it, and what is left alone."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out
from articles.extraction.repairs import repair_line
from articles.extraction.types import Line

DOUBLED = [
    ("北溪北溪““争创一流争创一流””先进典型之三先进典型之三", "北溪“争创一流”先进典型之三"),
    ("22002233年年工工作作盘盘点点", "2023年工作盘点"),
    ("第第33版版", "第3版"),
    ("22002233", "2023"),
    ("全全县县春春耕耕生生产产开开局局良良好好", "全县春耕生产开局良好"),
    ("老城改造提速老城改造提速", "老城改造提速"),
    ("20232023年年经济年报经济年报", "2023年经济年报"),
    ("抓抓项项目目 促促发发展展", "抓项目 促发展"),
    ("““两两山山””路路上上", "“两山”路上"),
]
RIGHT = [
    "人人", "天天", "11", "2200", "人人有责", "时时处处", "家家户户", "人人事事时时处处", "88662200", "33445566",
    "1122", "努力努力再努力", "研究研究", "——————", "……", "====", "哈哈哈哈", "高高兴兴上班平平安安回家", "100",
    "2200余人", "商量商量", "欢迎欢迎",
]  # fmt: skip


def line(text: str, start: int = 0) -> Line:
    return Line(1, start, start + len(text), text)


class DoubledGlyphs(SimpleTestCase):
    def test_a_doubled_line_is_read_once(self):
        for printed, expected in DOUBLED:
            with self.subTest(printed):
                self.assertEqual(repair_line(line(printed))[0].text, expected)

    def test_what_reads_right_as_it_stands_is_left_alone(self):
        for printed in RIGHT:
            with self.subTest(printed):
                self.assertEqual(repair_line(line(printed)), (repair_line(line(printed))[0], ()))
                self.assertEqual(repair_line(line(printed))[0].text, printed)

    def test_each_character_leads_back_to_print_and_says_that_it_was_repaired(self):
        read, repairs = repair_line(line("22002233年年盘盘点点", 100))
        self.assertEqual(read.origins, (100, 102, 104, 106, 108, 110, 112))
        self.assertTrue(read.rests_on_repair(0, 4))
        self.assertEqual([(r.span, r.kind, r.as_read) for r in repairs], [((100, 114), "doubled", "2023年盘点")])

    def test_one_doubled_run_in_a_line_leaves_the_rest_of_it_alone(self):
        read, repairs = repair_line(line("新闻 22002233年年工工作作 人人有责"))
        self.assertEqual(read.text, "新闻 2023年工作 人人有责")
        self.assertFalse(read.rests_on_repair(0, 3))
        self.assertFalse(read.rests_on_repair(len(read) - 4, len(read)))
        self.assertEqual(len(repairs), 1)

    def test_a_line_of_which_only_the_beginning_is_doubled(self):
        read, repairs = repair_line(line("老老街街茶茶馆馆 开开到天亮"))
        self.assertEqual(read.text, "老街茶馆 开到天亮")
        self.assertEqual(len(repairs), 1)
        self.assertFalse(read.rests_on_repair(len(read) - 3, len(read)))
        self.assertEqual(repair_line(line("家家户户年年有余"))[0].text, "家家户户年年有余")


class OtherRepairs(SimpleTestCase):
    def test_what_is_no_part_of_the_text_is_taken_out_and_recorded(self):
        for printed, expected, kind in [
            ("# 老城改造提速", "老城改造提速", "markdown"),
            ("### 一、改造", "一、改造", "markdown"),
            ("> □记者 钱立言", "□记者 钱立言", "markdown"),
            ("**老城改造提速", "老城改造提速", "markdown"),
            ("工程年内完工。（下转第三版）", "工程年内完工。", "jump"),
            ("全市将完 2021年2月5日 星期五 第3版 善治理体系", "全市将完善治理体系", "running head"),
        ]:
            with self.subTest(printed):
                read, repairs = repair_line(line(printed))
                self.assertEqual(read.text, expected)
                self.assertEqual([r.kind for r in repairs], [kind])
                self.assertEqual(read.repaired, frozenset())

    def test_signs_that_belong_to_the_text_stay(self):
        for printed in ["1+8+1", "#话题#", "-5~6℃", "“1+5+N”体系", "2021年2月5日，星期五，大会开幕", "A->B"]:
            with self.subTest(printed):
                self.assertEqual(repair_line(line(printed))[0].text, printed)


class Pages(SimpleTestCase):
    def test_repairs_of_a_page_count_from_its_start_and_say_what_was_printed(self):
        page = "新区开工\n\n22002233年年盘盘点点\n# 老城改造\n"
        self.assertEqual(
            [(page[r.span.start : r.span.end], r.as_read) for r in lay_out(page).repairs],
            [("22002233年年盘盘点点", "2023年盘点"), ("# ", "")],
        )
