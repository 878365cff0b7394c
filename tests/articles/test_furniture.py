"""Page furniture, told by the line alone. Rule files carry examples; here stand whole lines as papers print them."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.furniture import PACKAGE, find_jumps, read_furniture, read_pieces
from articles.text.rules import read_list, read_rows

# Lines as county and city papers print them.
FURNITURE = [
    "QINGXI RONGMEI　青溪融媒　2023年9月15日　第35期（总第1207期）　要闻·综合　３",
    "青溪乡讯｜乡情・乡音｜第２版｜２０１４年１１月１５日｜甲午年闰九月廿三｜第１０８６期",
    "青溪乡讯 2014年11月15日 第1086期 第2版",
    "2023年11月7日 星期二 编辑：钱立言 电话：0543-3186716 E-mail:qpw@163.com",
    "2010年8月16日　星期一　农历庚寅年七月初七",
    "星期三 2009年7月1日 己丑年闰五月初九",
    "A2/要闻",
    "02版·要闻",
    "要闻 02",
    "02 | 要闻",
    "综合·03",
    "第2版：综合",
    "2版 民生·社会",
    "YAOWEN 要闻",
    "今日4版 总第2345期 2011年3月4日 星期五",
    "辛卯年正月三十 国内统一刊号:CN37-0054 代号:23-123",
    "网址：http://www.qingpuwan.com",
    "新闻热线：0536-8196033  8196034",
    "一版责任编辑：钱立言 二版责任编辑：孙维佳",
    "■责任编辑 钱立言 ■版式 孙维佳",
    "主编/钱立言 编辑/孙维佳 视觉/李固 校对/周行",
    "本版编辑 钱立言 QQ:12345678",
    "采编热线 1234567",
    "24小时热线 96110",
    "本报常年法律顾问 齐正律师事务所",
    "广告发布登记号：青浦湾广登字001号",
    "定价：每月30元 零售每份1元",
    "微信公众号：qpwrb",
    "官方微博 @青浦湾日报",
    "青浦湾日报微信公众平台",
    "青浦湾日报抖音号",
    "更多精彩内容请扫描二维码",
    "欢迎关注青浦湾日报微信公众号",
    "请扫描二维码下载",
    "2024年1月5日 星期五 第1234期 本期4版",
    "内部资料 免费交流",
    "准印证号：鲁内资L01-009号",
    "总编辑：钱立言 副总编辑：孙维佳",
    "1版：要闻 2版：综合 3版：民生 4版：副刊",
    "▶▶02版",
    "详见02版",
    "更多报道见 2-3版",
    "全文见第三版",
    "（讲话全文见今日2版）",
    "评论员文章见二版",
    "（评论员文章见今日A2版）",
    "（紧接第一版）",
    "(接1版)",
    "（转第二版）",
    "◀上接1版",
    "上接头版",
    "》》详见A05版",
    "CMYK",
    "C M Y K",
    "2012年3月5日 星期一 晴转多云 -3℃～8℃ 南风3-4级",
    "农历十月初五 十月十四大雪 2016年11月4日 星期五",
    "责任编辑",
    "2版",
    "责任编辑：钱立言 审读：孙维佳 2021.2.5 星期五",
    "第4版 专 版",
    "值班总编：钱立言 责任编辑：孙维佳 实习编辑：李固",
    "广告热线：3581234 13854301234",
    "社址：青浦湾市黄河五路338号 邮编：256600 总机：3186000",
    "版面统筹 钱立言 美编 孙维佳",
    "2021年2月5日　　农历庚子年十二月廿四　　星期五　　今日8版",
    "青浦湾日报社主办",
    "北溪县融媒体中心出版",
    "北溪新闻网 www.beixi.gov.cn",
    "—3—",
    "- 3 -",
    "第 A 04 版",
    "星期五/2021年2月5日/责编 钱立言/校对 孙维佳",
    "2021年2月5日　星期五　　电话：3581234　　本版责编　钱　立言　　校对　孙　维佳",
    "投稿信箱：qpwrbfk@126.com",
    "本版投稿邮箱：qpwrbfk@126.com",
    "今日导读",
    "导读 02 要闻 03 民生 04 副刊",
]

# Lines of stories, notices and credits that only look so.
STORY = [
    "青溪新城 三期 盛大开盘 2014年6月20日 第3期",
    "2014年11月15日，记者 王小明 来到 青溪村",
    "2月5日，全市教育工作会议召开。",
    "第3版权威解读",
    "教育强市",
    "二版画家作品展开幕",
    "要闻采写有讲究",
    "见证者说",
    "本报记者 钱立言",
    "□记者 钱立言 通讯员 孙维佳",
    "编辑推荐：这本书值得一读",
    "责任编辑钱立言介绍，这一期收到来稿三百篇。",
    "拨打新闻热线3581234，记者第一时间赶到。",
    "一个月零售30元",
    "接1200人回家",
    "转角遇见幸福",
    "上接天线下接地气",
    "上接天光 下转乾坤",
    "扫码点餐，请别落下老人",
    "二维码里看变迁",
    "公众号：连着民心",
    "晴转多云",
    "雨雪天气提醒",
    "周行 摄",
    "钱立言 摄影报道",
    "咨询电话：0543-1234567",
    "地址：青浦湾市人民路12号",
    "2021年2月5日",
    "0543-1234567",
    "北溪县民政局",
    "主办单位要负起责任",
    "“第一书记”来了",
    "第12期",
    "报道集",
    "健康中国",
    "关注民生",
    "老城改造提速",
    "3天完成",
    "30%",
    "1922个。",
    "132家。",
    "2021年",
]


class RuleRows(SimpleTestCase):
    def test_every_row_says_yes_to_its_own_examples(self):
        for row in read_rows(PACKAGE, "furniture.toml"):
            for printed in row["yes"]:
                with self.subTest(printed, rule=row["reason"]):
                    self.assertIsNotNone(read_furniture(printed))

    def test_every_row_says_no_to_what_only_looks_like_it(self):
        for row in read_rows(PACKAGE, "furniture.toml"):
            for printed in row["no"]:
                with self.subTest(printed, rule=row["reason"]):
                    self.assertIsNone(read_furniture(printed))

    def test_every_section_and_flag_alone_on_a_line_is_furniture(self):
        for word in read_list(PACKAGE, "sections.txt") + read_list(PACKAGE, "column_flags.txt"):
            with self.subTest(word):
                self.assertIsNotNone(read_furniture(word))

    def test_no_rule_is_without_examples(self):
        for row in read_rows(PACKAGE, "furniture.toml"):
            with self.subTest(row["reason"]):
                self.assertTrue(row["yes"])
                self.assertTrue(row["no"])


class Lines(SimpleTestCase):
    def test_lines_of_the_page_are_told_from_lines_of_stories(self):
        for printed in FURNITURE:
            with self.subTest(printed):
                self.assertIsNotNone(read_furniture(printed))
        for printed in STORY:
            with self.subTest(printed):
                self.assertIsNone(read_furniture(printed))

    def test_a_long_line_is_a_story(self):
        self.assertIsNone(read_furniture("要闻 " * 200))

    def test_each_paper_name_stands_alone_and_its_likes_do_not(self):
        for row in read_rows(PACKAGE, "mastheads.toml"):
            for printed in row["yes"]:
                with self.subTest(printed):
                    self.assertEqual(read_furniture(printed), "the paper's name")
            for printed in row["no"]:
                with self.subTest(printed):
                    self.assertIsNone(read_furniture(printed))

    def test_pieces_of_a_folio_line_are_told_apart(self):
        pieces = read_pieces("青浦湾日报 2021年2月5日 星期五 第3版 要闻")
        self.assertEqual([piece.text for piece in pieces], ["青浦湾日报", "2021年2月5日", "星期五", "第3版", "要闻"])

    def test_a_folio_may_hold_one_word_that_no_rule_knows_and_no_story(self):
        self.assertIsNotNone(read_furniture("北溪之窗 2021年2月5日 星期五 第3版"))
        for printed in (
            "2021年2月5日 大会召开",
            "2021年2月5日 星期五 大会召开 第3版 北溪之窗",
            "第3版 星期五 大会召开",
        ):
            with self.subTest(printed):
                self.assertIsNone(read_furniture(printed))


class Jumps(SimpleTestCase):
    def test_jump_lines_are_found_inside_other_text(self):
        for printed, expected in [
            ("工程年内完工。（下转第三版）", ["（下转第三版）"]),
            ("(上接A1版)新桥通车以来", ["(上接A1版)"]),
            ("公园开放。详细报道见3版", ["详细报道见3版"]),
            ("接下来转战第三产业", []),
        ]:
            with self.subTest(printed):
                self.assertEqual([printed[start:end] for start, end in find_jumps(printed)], expected)
