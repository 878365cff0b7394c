"""Lines that hold two things, and slivers that are one. People and papers are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out
from articles.extraction.lines import split_lines
from articles.extraction.stuck import join_slivers, part_stuck


class Stuck(SimpleTestCase):
    def test_a_headline_is_parted_from_what_is_stuck_to_it(self):
        for printed, pieces in [
            ("蜜橘进城卖出好价钱□记者 葛明 通讯员 李健 报道", ["蜜橘进城卖出好价钱", "□记者 葛明 通讯员 李健 报道"]),
            ("蜜橘进城卖出好价钱　□ 记者 葛明", ["蜜橘进城卖出好价钱　", "□ 记者 葛明"]),
            ("老街灯会今晚开场 本报讯（记者 葛明）今晚七点……", ["老街灯会今晚开场 ", "本报讯（记者 葛明）今晚七点……"]),
            ("蜜橘进城卖出好价钱 本报记者 葛 明 通讯员 李健", ["蜜橘进城卖出好价钱 ", "本报记者 葛 明 通讯员 李健"]),
            ("◎旧书换绿植　周六上午，市图书馆门前人来人往。", ["◎旧书换绿植　", "周六上午，市图书馆门前人来人往。"]),
            ("【旧书换绿植】周六上午，市图书馆门前人来人往。", ["【旧书换绿植】", "周六上午，市图书馆门前人来人往。"]),
            ("- **旧书换绿植** 周六上午，市图书馆门前。", ["- **旧书换绿植** ", "周六上午，市图书馆门前。"]),
        ]:
            with self.subTest(printed):
                self.assertEqual([line.text for line in part_stuck(printed, split_lines(printed))], pieces)

    def test_a_photographers_credit_that_begins_at_a_texts_end_is_parted_from_it(self):
        for printed, pieces in [
            ("清扫时间延长。 本报记者\n葛 明 摄", ["清扫时间延长。 ", "本报记者", "葛 明 摄"]),
            ("清扫时间延长。本报通讯员\n葛明远 摄影报道", ["清扫时间延长。", "本报通讯员", "葛明远 摄影报道"]),
            ("他当过二十年的记者\n葛明说起往事", ["他当过二十年的记者", "葛明说起往事"]),
        ]:
            with self.subTest(printed):
                self.assertEqual([line.text for line in part_stuck(printed, split_lines(printed))], pieces)

    def test_heads_in_the_line_of_their_bullet_are_parted_in_a_narrow_column_too(self):
        items = "●县医院新楼启用　县医\n院新楼日前迎来首批病人。\n●老街灯会今晚开场　灯\n会从今晚起一直开到月底。"
        for printed, count in [
            (items, 6),
            (items.replace("●", "", 1), 4),  # one alone is hardly set so
            ("●县医院新楼启用　一等奖\n●老街灯会今晚开场　二等奖", 2),  # rows of a list: nothing goes on
            ("●县总工会委员会　6月8日\n起办夜校。\n●县残疾人委员会　6月9\n日起办培训班。", 4),  # who did it, and when
        ]:
            with self.subTest(printed):
                self.assertEqual(len(part_stuck(printed, split_lines(printed))), count)

    def test_a_sentence_is_not_parted(self):
        for printed in [
            "会议通过了决定。 本报讯（记者 葛明）",
            "改了老管网 暖了百姓心",
            "他说：“□内打勾。”",
            "临河日报/临河网记者 葛明 见习记者 李健",
            "【柳溪街道】周六上午，社区活动室门前人来人往。",
            "【记者 葛明 播报】周六上午，市图书馆门前人来人往。",
            "●周六上午，市图书馆　门前人来人往，孩子们捧着旧书排队。",
            "本报讯 记者 葛明 文/图 周六上午，市图书馆门前人来人往。",
            "**全文加粗的一句话。** 如此",
            "**本报讯** （记者 葛明）周六上午，市图书馆门前人来人往。",
            "◎市六中学生葛 明、李 健在全国中学生物理竞赛中获奖，学校开会表彰。",
            "● 临河海关 前三季度监管进出口货物两百多万吨，征收税款六亿元。",
        ]:
            with self.subTest(printed):
                self.assertEqual(len(part_stuck(printed, split_lines(printed))), 1)

    def test_slivers_by_the_hundred_are_one_line_and_a_vertical_head_is_not(self):
        for printed, count in [("\n".join("临河" * 200), 1), ("\n".join("老街灯会今晚开场"), 8)]:
            with self.subTest(count):
                lines = join_slivers(printed, split_lines(printed))
                self.assertEqual(len(lines), count)
                self.assertEqual("\n".join(line.text for line in lines), printed)

    def test_short_lines_by_the_thousand_are_one_line_and_a_narrow_column_is_not(self):
        for printed, count in [
            ("\n".join(["12月4日", "老街灯会"] * 2000), 1),
            ("\n\n".join(["老街灯会今晚开场"] * 3000), 1),
            ("\n".join(["老街灯会今晚开场，"] * 900), 900),
            ("\n".join(["老街灯会今晚开场", "灯会从今晚起一直开到本月的二十五日"] * 2000), 4000),
        ]:
            with self.subTest(count, begins=printed[:9]):
                lines = join_slivers(printed, split_lines(printed))
                self.assertEqual(len(lines), count)

    def test_a_page_of_slivers_is_one_story(self):
        layout = lay_out("\n".join("临河" * 50_000))
        self.assertEqual(len(layout.articles), 1)
