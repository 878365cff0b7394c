"""Where stories open and close: tables of print and reading. People, places and papers are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.closings import read_closing
from articles.extraction.credits import is_credit, read_credit
from articles.extraction.datelines import find_datelines, read_dateline, read_opening


class Datelines(SimpleTestCase):
    def test_paper_place_and_day_are_read_in_every_form_of_print(self):
        for printed, expected in [
            ("本报讯 近日，市消防", ("本报", None, None)),
            ("本报临河讯 “村里的账", ("本报", "临河", None)),
            ("本报青通讯 7月初以来", ("本报", "青通", None)),
            ("本报临河12月5日讯（记者 葛桐）", ("本报", "临河", "--12-05")),
            ("本报2021年12月5日讯（记者 葛桐）", ("本报", None, "2021-12-05")),
            ("滨海日报/滨海网讯（记者 葛", ("滨海日报/滨海网", None, None)),
            ("滨海日\n报/滨海网惠丰讯（通", ("滨海日报/滨海网", "惠丰", None)),
            ("临河晚报１２月５日讯 记者 葛桐 报道", ("临河晚报", None, "--12-05")),
            ("晚报讯（记者葛桐）", ("晚报", None, None)),
            ("临河12月4日讯 12月4日，市委", (None, "临河", "--12-04")),
            ("临河讯（记者 葛桐）昨日", (None, "临河", None)),
            ("今日临河讯（记者 葛桐）昨日", ("今日临河", None, None)),
            ("今日临河双堰讯（记者 葛桐）昨日", ("今日临河", "双堰", None)),
            ("本报综合消息 昨日", ("本报", None, None)),
            ("本报临河专电 特派记者 葛桐", ("本报", "临河", None)),
            ("本报专电 昨日", ("本报", None, None)),
            ("新华社北京12月4日电（记者葛桐、李枫）国务院", ("新华社", "北京", "--12-04")),
            ("据新华社电 国务院", ("新华社", None, None)),
            ("【本报讯】近日", ("本报", None, None)),
        ]:
            with self.subTest(printed):
                line = read_dateline(printed)
                self.assertIsNotNone(line)
                self.assertEqual((line.paper, line.place, line.date), expected)

    def test_what_only_looks_like_a_dateline_is_none(self):
        for printed in [
            "本报通讯员 葛桐 李枫",
            "市融媒体中心消息显示，今年",
            "据市气象台消息，明天",
            "今年以来，我市电讯业",
            "喜讯传来",
            "通讯（记者 葛桐）",
            "在市电视台报道的节目里",
            "2月30日，市政府召开会议",
            "",
        ]:
            with self.subTest(printed):
                self.assertIsNone(read_dateline(printed))

    def test_an_impossible_day_is_not_read(self):
        self.assertIsNone(read_dateline("本报2月30日讯 近日").date)

    def test_every_dateline_of_a_page_is_found_at_the_lines_beginnings(self):
        page = "市里开会\n本报讯 甲\n正文说本报讯三个字\n□ 记者 葛桐\n本报临河讯 乙"
        self.assertEqual([line.place for line in find_datelines(page)], [None, "临河"])


class Openings(SimpleTestCase):
    def test_byline_and_body_are_parted_whatever_their_order(self):
        for printed, bylines, body in [
            ("滨海日报讯（记者 葛\n肇明 通讯员 李枫 报道）为落实", ["记者 葛\n肇明 通讯员 李枫 报道"], "为落实"),
            ("（记者 葛桐）本报临河讯 近日", ["记者 葛桐"], "近日"),
            ("□ 记者 张芜\n通讯员 白明 赵飞 报道\n本报临河讯 “村", ["□ 记者 张芜\n通讯员 白明 赵飞 报道"], "“村"),
            (
                "□ 本报记者 贺蓝\n本报通讯员 陈苇 谭汐\n\n冬至前夕",
                ["□ 本报记者 贺蓝\n本报通讯员 陈苇 谭汐"],
                "冬至前夕",
            ),
            ("通讯员 石汀 崔岚 报道 本报临河讯 岁末", ["通讯员 石汀 崔岚 报道"], "岁末"),
            ("> □记者 张芜 通讯员 贾澄 报道\n\n本报乐丰讯 当！", ["□记者 张芜 通讯员 贾澄 报道"], "当！"),
            ("见习记者葛桐、通讯员李枫报道：近日，", ["见习记者葛桐、通讯员李枫报道"], "近日，"),
            ("【记者 葛桐 播报】近日", ["记者 葛桐 播报"], "近日"),
            ("本报讯 记者 葛小明 通讯员 李枫 近日，我市", ["记者 葛小明 通讯员 李枫"], "近日，我市"),
            ("本报讯 葛小明 李枫报道：近日，我市", ["葛小明 李枫报道"], "近日，我市"),
            ("本报讯（葛小明）近日", ["葛小明"], "近日"),
            ("新华社北京12月4日电（记者葛桐、李枫）国务院", ["记者葛桐、李枫"], "国务院"),
        ]:
            with self.subTest(printed):
                opening = read_opening(printed)
                self.assertEqual([printed[start:end] for start, end in opening.bylines], bylines)
                self.assertEqual(printed[opening.body :], body)

    def test_a_sentence_is_no_opening(self):
        for printed in ["记者从5月9日召开的会议上获悉", "（一）加强领导", "市民李明告诉记者 今年收成", "天气预报"]:
            with self.subTest(printed):
                self.assertIsNone(read_opening(printed))


class Credits(SimpleTestCase):
    def test_bylines_without_brackets_fill_their_lines(self):
        for printed in [
            "大众报业临河融媒体中心记者 任苓 特约记者 王沐 张荻",
            "滨海日报/滨海网记者 裴力 通讯员 赵娟 王学",
            "□贺小莹 赵川 于芝 报道",
            "□ 柳 青 葛桐",
            "记者 葛桐 文/图",
            "本报驻临河记者 葛桐",
            "小记者 葛桐 临河小学五（2）班",
            "临河一中高二（3）班 葛桐 指导老师 李枫",
            "临河实验小学五年级 葛桐 辅导教师：李枫",
            "统筹 葛桐 采写 李枫 摄影 王沐",
            "葛桐 摄",
            "葛桐 李枫 报道",
            "实习生 葛桐 本报记者 王四 摄影报道",
            "首席记者 葛桐 见习记者 李枫 通讯员 王沐 张荻 贾澄 崔岚 石汀",
        ]:
            with self.subTest(printed):
                span = read_credit(printed)
                self.assertIsNotNone(span)
                self.assertEqual(printed[span.start : span.end], printed)

    def test_headlines_and_sentences_are_no_bylines(self):
        for printed in [
            "全市各级记者走进基层",
            "本报记者 葛桐从市里获悉",
            "市委书记 葛桐",
            "惠丰持续推进",
            "●2月3日，全市会议召开。",
            "新闻热线 3585000",
            "摄影大赛 今日开幕",
            "■由来",
            "记者 走进基层",
        ]:
            with self.subTest(printed):
                self.assertIsNone(read_credit(printed))

    def test_a_byline_in_brackets_closes_a_story(self):
        for printed, expected in [
            ("圆满落幕。（葛桐 李枫）", "葛桐 李枫"),
            ("圆满落幕。\n（本报记者 葛桐）\n", "本报记者 葛桐"),
            ("圆满落幕。（完）", None),
            ("圆满落幕。（下转第2版）", None),
            ("圆满落幕。", None),
        ]:
            with self.subTest(printed):
                span = read_closing(printed, 0, len(printed))
                self.assertEqual(span and printed[span.start : span.end], expected)

    def test_names_alone_are_a_credit_only_where_one_may_stand(self):
        self.assertTrue(is_credit("葛桐 李枫", bare=True))
        self.assertFalse(is_credit("葛桐 李枫"))
        self.assertFalse(is_credit("记者从市政府获悉"))
