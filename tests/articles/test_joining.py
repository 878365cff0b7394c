"""Lines closed up into running text, every character with its place."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.text.joining import (
    close_up,
    close_up_byline,
    close_up_head,
    fold,
    join_paragraphs,
    map_page,
)


class ClosingUp(SimpleTestCase):
    def test_breaks_and_stray_spaces_go_and_spaces_between_words_stay(self):
        for printed, expected in [
            ("会议要\n求全市", "会议要求全市"),
            ("全 年 新 建 2015 个 站、", "全年新建2015个站、"),
            ("新增 28 万吨/\n日", "新增28万吨/日"),
            ("Open\nDay 活动", "Open Day活动"),
            ("投资1\n258万元", "投资1258万元"),
            ("PM2.5 与 臭氧", "PM2.5与臭氧"),
            ("", ""),
        ]:
            with self.subTest(printed):
                self.assertEqual(close_up(map_page(printed)).text, expected)

    def test_a_headline_keeps_the_space_between_its_halves(self):
        for printed, expected in [
            ("稳住菜篮子  拎稳米袋子", "稳住菜篮子 拎稳米袋子"),
            ("临河继续推行\n一窗通办", "临河继续推行一窗通办"),
            ("天 气 预 报", "天气预报"),
        ]:
            with self.subTest(printed):
                self.assertEqual(close_up_head(map_page(printed)).text, expected)

    def test_a_byline_keeps_its_spaces_and_a_broken_name_is_closed_up(self):
        for printed, expected in [
            ("记者 葛\n肇明 通讯员 李枫 报道", "记者 葛肇明 通讯员 李枫 报道"),
            ("□ 本报记者 贺蓝\n本报通讯员 陈苇 谭汐", "□ 本报记者 贺蓝 本报通讯员 陈苇 谭汐"),
            ("通\n讯员 王维 报道", "通讯员 王维 报道"),
            ("记者 贺蓝\n陈苇 报道", "记者 贺蓝 陈苇 报道"),
            ("记者 欧阳\n小明", "记者 欧阳小明"),
            ("见习记者葛桐、通讯员李\n小健报道", "见习记者葛桐、通讯员李小健报道"),
        ]:
            with self.subTest(printed):
                self.assertEqual(close_up_byline(map_page(printed)).text, expected)

    def test_every_character_leads_back_to_its_place(self):
        page = "一　会 议\n要求 8 家"
        closed = close_up(map_page(page))
        self.assertEqual([page[origin] for origin in closed.origins], list(closed.text))

    def test_paragraphs_are_parted_by_one_line_feed_at_the_printed_break(self):
        page = map_page("甲。\n\n乙。")
        joined = join_paragraphs([page.slice(0, 2), page.slice(4, 6)], 6)
        self.assertEqual(joined.text, "甲。\n乙。")
        self.assertEqual(joined.origins, (0, 1, 2, 4, 5))

    def test_full_width_forms_fold_one_for_one(self):
        self.assertEqual(fold("（２０２１）：Ａ"), "(2021):A")
