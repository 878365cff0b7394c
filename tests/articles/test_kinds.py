"""What lines and articles are taken to be. People, places and papers are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.article_kinds import StoryText, read_kind
from articles.extraction.cohesion import PageWords
from articles.extraction.kinds import sort_lines
from articles.extraction.lines import measure_lines, split_lines
from articles.extraction.types import ArticleKind, BlockKind

TEXT = "今年以来，临河市围绕供水、供热和供气三件事，投资三千多万元改造老旧管网，惠及五万户居民，群众满意度明显提高。"


def sort(page: str) -> list[BlockKind]:
    lines = measure_lines(split_lines(page))
    return [line.kind for line in sort_lines(page, lines, PageWords(line.flat for line in lines))]


H, B, C, F = BlockKind.HEADLINE, BlockKind.BODY, BlockKind.BYLINE, BlockKind.FURNITURE


class KindsOfLine(SimpleTestCase):
    def test_heads_bylines_and_bodies_are_told_apart(self):
        for name, page, expected in [
            ("above", f"临河改造老旧管网\n\n□ 记者 葛明\n\n{TEXT}", [H, C, B]),
            ("below", f"本报讯（记者 葛明）{TEXT}\n\n临河改造老旧管网", [B, H]),
            ("Markdown", f"# 临河改造老旧管网\n\n{TEXT}\n\n### 先改供水\n\n{TEXT}", [H, B, H, B]),
            ("torn", f"{TEXT[:-1]}、\n\n居民王女士家也用上了\n\n新的管道。", [B, B, B]),
            ("hotline", f"新闻热线 3581234\n\n{TEXT}", [F, B]),
            ("notice", f"启事\n\n{TEXT}\n\n联系人：葛明 电话：3581234", [H, B, B]),
            ("document's number", f"关于改造管网的公告\n\n临政告〔2019〕第3号\n\n{TEXT}", [H, B, B]),
            ("forecast", "今日天气\n多云转阵雨 27℃-36℃ 偏南风2到3级", [H, B]),
            (
                "forecast in words",
                "今日天气\n白天　晴　南风二至三级　最高气温二十七度\n夜间　多云　最低气温十六度",
                [H, B, B],
            ),
            ("signature", f"{TEXT}\n{' ' * 24}东关街一读者  李健", [B, B]),
            ("speech", f"{TEXT}\n\n“水压稳了！”王大妈说着拧开龙头\n\n{TEXT}", [B, B, B]),
            ("photographer", f"{TEXT}\n本报记者 其木格 摄", [B, C]),
            ("broken after a word that needs another", f"走进山村看见\n新水渠与\n新道路的样子\n\n{TEXT}", [H, H, H, B]),
            ("table in bars", f"{TEXT}\n| 项目 | 总投资 |\n| --- | --- |\n| 新水渠 | 22亿元 |", [B] * 4),
            ("byline in bold", f"# 一根水管的变化\n\n**□ 本报记者 葛明 通讯员 李健**\n\n{TEXT}", [H, C, B]),
            ("questions in bold", f"# 供水怎么改\n\n**问：何时动工？**\n\n答：{TEXT}", [H, B, B]),
            ("from another page", f"（上接第一版）的问题，现场办公\n\n{TEXT}", [B, B]),
            ("results", f"{TEXT}\n东岭42　南屏40　白沙38　鹭城37", [B, B]),
            ("short among whole paragraphs", f"{TEXT * 2}新的办法\n\n18家单位办好12件实事\n\n{TEXT * 2}", [B, H, B]),
            ("writer and painter", f"{TEXT}\n文／南　屏　　图／阿　柳", [B, C]),
            ("a crosshead's rest", f"{TEXT}\n\n关口前移，让纠纷止\n于未发\n\n{TEXT}", [B, H, H, B]),
            ("pen name", f"秋夜登山\n◎ 淡　墨\n{TEXT}", [H, C, B]),
            (
                "table",
                f"{TEXT}\n表1 2014年产量\n产品　单位　产量\n油　料　万吨　5.31　-3.7\n茶　叶　吨　8216　6.2",
                [B] * 5,
            ),
            ("after a signature", f"{TEXT}\n（葛明　李健）\n管网换了百姓笑了\n{TEXT}", [B, B, H, B]),
            (
                "verse",
                "秋之歌\n■ 野　渡\n" + "\n".join(["低下头", "不是因为谦卑", "是因为", "看见了土里"] * 2),
                [H, C, *[B] * 8],
            ),
            (
                "rows of a list under the same labels",
                f"注销采矿证公告\n{TEXT}\n北岭石场　采矿人：葛明　有效期6月\n南河砂场　采矿人：李健　有效期8月",
                [H, B, B, B],
            ),
            (
                "names by office",
                f"{TEXT}\n临河市：葛　明　李　健　孙　佳\n南屏县：钱　立　周　言　吴　同\n驻地部队：郑　红军\n{TEXT}",
                [B] * 5,
            ),
            (
                "streets by district, and a telephone's end",
                f"{TEXT}\n老街：东关、西关、南门、北门　新街：大桥、渡口\n停电请拨客服热线95000\n江景豪庭\n{TEXT}",
                [B, B, B, H, B],
            ),
            (
                "a standfirst right under a head below its text",
                "本报讯 "
                + "\n".join((TEXT * 2)[i : i + 14] for i in range(0, 2 * len(TEXT), 14))
                + f"\n\n临河改造老旧管网\n葛明李健等市领导现场督战\n\n本报讯 {TEXT}",
                [*[B] * 8, H, H, B],
            ),
            (
                "a table's title with its unit",
                f"北溪快讯\n昨日菜价（元/500克）\n白菜 1.2 1.5 1.1\n{TEXT}",
                [F, H, B, B],
            ),
            (
                "an office's notice in its column",
                "\n".join(
                    [
                        "临河市第二中学操场工程招标公告",
                        "临河市第二中学操场工程已经批准建",
                        "设，现公开招标。工程概算320万，工期",
                        "60天，请于14日前持证件到交易中心。",
                        "临河市第二中学",
                        "2011年11月8日",
                    ]
                ),
                [H, B, B, B, B, B],
            ),
            (
                "a small advert after a notice",
                f"停电信息\n{TEXT}\n临河供电公司 2014年9月12日\n\n门面房招租\n{TEXT}",
                [H, B, B, H, B],
            ),
            ("a reader signs", f"编辑同志：\n{TEXT}\n读者 葛明远\n{TEXT}", [B, B, B, B]),
            ("a clause torn in a word", f"{TEXT[:-1]}\n\n谁家来了客\n\n人，在手机上点一下就能开门，{TEXT}", [B, B, B]),
            (
                "a span of hours and the columns of a table",
                f"临河空气质量\n11月7日12时至8日12时\n区域 指数 首要污染物 级别 状况\n东区 86 颗粒物 Ⅱ 良\n{TEXT}",
                [H, B, B, B, B],
            ),
            (
                "a sentence before a byline",
                f"环卫工人清扫落叶。\n入冬以来，清扫时间延长。\n本报记者 葛明 摄\n{TEXT}",
                [B, B, C, B],
            ),
            ("what a photograph shows", f"临河改造老旧管网\n图为工人在更换水管\n\n{TEXT}", [H, B, B]),
            (
                "a call in the middle of heads",
                f"连续六天停水，用水告急\n临河，昨天断水8小时！\n抢修今夜完工\n本报讯（记者 葛明）{TEXT * 2}",
                [H, H, H, B],
            ),
            ("a reporter's question", f"# 供水怎么改\n\n{TEXT}\n\n记者：何时动工，何时通水？\n\n{TEXT}", [H, B, B, B]),
            ("ends like a particle and is complete", f"{TEXT}\n\n暑假体检扎堆 现在预约还来得及\n{TEXT}", [B, H, B]),
            ("two halves", f"{TEXT}\n\n改了老管网 暖了百姓心\n\n{TEXT}", [B, H, B]),
        ]:
            with self.subTest(name):
                self.assertEqual(sort(page), expected)

    def test_a_head_between_columns_is_told_by_what_stands_over_and_under_it(self):
        column = "\n".join(TEXT[i : i + 18] for i in range(0, len(TEXT), 18))
        folio = "临河晚报\n2014.6.20 星期五\n责编：葛明 美编：李健 校对：孙佳\n新闻热线 3581234"
        for name, page, heads in [
            (
                "as wide as the column, under the folio",
                f"{folio}\n一张节水卡 三块钱用上清水\n老街百户居民昨起先用\n晚报讯（记者 葛明）{column}",
                ["一张节水卡 三块钱用上清水", "老街百户居民昨起先用"],
            ),
            (
                "a call under a headline, after a paragraph's end",
                f"晚报讯（记者 葛明）{column}\n水管爆了没人修\n物业：今夜来，不误事！\n晚报讯（记者 李健）{column}",
                ["水管爆了没人修", "物业：今夜来，不误事！"],
            ),
        ]:
            with self.subTest(name):
                lines = measure_lines(split_lines(page))
                found = sort_lines(page, lines, PageWords(line.flat for line in lines))
                self.assertEqual([line.measured.read.text for line in found if line.kind is H], heads)

    def test_lines_of_a_narrow_column_are_body_and_a_wider_line_is_a_head(self):
        column = [TEXT[i : i + 14] for i in range(0, len(TEXT), 14)]
        page = "\n".join(column) + "\n\n临河市今年投资三千多万元改造城区老旧管网\n\n" + "\n".join(column)
        kinds = sort(page)
        self.assertEqual(kinds, [B] * len(column) + [H] + [B] * len(column))

    def test_what_stands_between_full_lines_of_a_sentence_is_no_head(self):
        column = [TEXT[i : i + 14] for i in range(0, len(TEXT) - 14, 14)]
        page = "\n".join([*column, *column[:3], "和二百公里管网", *column[1:], *column])
        self.assertEqual(set(sort(page)), {B})

    def test_in_columns_parted_by_blank_lines_what_touches_a_text_goes_on_with_it(self):
        column = "\n".join(TEXT[i : i + 14] for i in range(0, len(TEXT), 14))
        around = f"{column}\n\n" * 6
        for name, paragraph in [
            ("torn at its second line", "今年，全市老旧管网改造工程投资\n为三千万元 惠及百户"),
            ("torn over a byline", "今年，全市改造老旧的供水管网、\n惠及城区百户居民\n□记者 葛明 通讯员 李健"),
            ("torn after a comma", "改造工程投资三千万元以上，\n惠及居民五万户"),
            ("torn inside a day", "今年，全市老旧供水管网于1月5\n日起开始施工"),
            ("a clause at its head", "供水、供热，管网改造工程总\n投资三千万元"),
            ("narrower, with clauses", "供水、供热，管网改造工程\n投资三千万元，惠及"),
            ("an item under a bullet", "●柳溪镇政府投资五十万元改造敬\n老院 新增床位"),
            ("a word that leans", "今年，管网规范管理是城市治理\n的重点"),
        ]:
            with self.subTest(name):
                kinds = sort(f"{around}{paragraph}\n\n{column}")
                self.assertNotIn(H, kinds)

    def test_the_driver_begins_a_head_though_his_name_begins_with_a_leaning_word(self):
        self.assertEqual(sort(f"女子江边遇险\n的哥纵身一跃\n本报讯（记者 葛明）{TEXT}"), [H, H, B])

    def test_first_lines_tell_how_paragraphs_are_set_and_what_is_set_otherwise_is_a_head(self):
        text = TEXT[:48] + "。"
        lost = [text[:12], *(text[i : i + 14] for i in range(12, 49, 14))]  # an indent of two that was lost
        full = [text[i : i + 14] for i in range(0, 49, 14)]
        for name, column, head in [
            ("indents lost", lost, "供热管网也要用新的管道来更换"),
            ("no indents", full, "供热管网也要改一改"),
        ]:
            with self.subTest(name):
                kinds = sort("\n".join([*column * 4, head, *column]))
                self.assertEqual([i for i, kind in enumerate(kinds) if kind is H], [4 * len(column)])

    def test_a_full_line_does_not_run_on_into_a_byline(self):
        column = [TEXT[i : i + 14] for i in range(0, len(TEXT), 14)]
        for byline, kind in [("记者 葛明 通讯员 李健 报道", C), ("本报讯（记者 葛明）今年以来", B)]:
            with self.subTest(byline):
                kinds = sort("\n".join([*column, "临河今年改造供水供热老旧管网"[:14], byline, *column]))
                self.assertEqual(kinds[len(column) : len(column) + 2], [H, kind])

    def test_the_end_of_a_sentence_is_no_furniture(self):
        column = [TEXT[i : i + 14] for i in range(0, 42, 14)]
        for end in ["”。", "%。", "动态。", "万用户关注的临河发布官方微信"]:
            with self.subTest(end):
                self.assertEqual(sort("\n".join([*column, TEXT[42:], *column, end])), [B] * 8)

    def test_indents_tell_paragraphs_from_heads(self):
        column = ["　　" + TEXT[:12], *(TEXT[i : i + 14] for i in range(12, len(TEXT), 14))]
        page = "\n".join(["临河改造老旧管网", *column, *column, "供热也要改一改", *column, *column])
        kinds = sort(page)
        self.assertEqual([i for i, kind in enumerate(kinds) if kind is H], [0, 1 + 2 * len(column)])


class KindsOfArticle(SimpleTestCase):
    def test_each_kind_is_told_by_its_form(self):
        for story, expected in [
            (StoryText("天气预报", "5日，多云转晴，南风2~3级，-5~6℃ / 6日，晴", "", 1, False), ArticleKind.WEATHER),
            (StoryText("停电通知", "因线路检修，定于6月24日停电。", "", 1, False), ArticleKind.NOTICE),
            (StoryText("", "2月3日，全市会议召开。", "", 1, False), ArticleKind.BRIEF),
            (StoryText("老街灯会", "灯会今晚开场，市民可以免费入场。", "葛明 文/图", 1, False), ArticleKind.NEWS),
            (StoryText("", "蜜橘进入采收季，果农忙着装箱。", "□ 记者 葛明 报道", 1, False), ArticleKind.PHOTO),
            (StoryText("盛大开盘", "均价2680元/平方米起 贵宾热线：7720888", "", 2, False), ArticleKind.ADVERT),
            (StoryText("改造老旧管网", TEXT * 3, "记者 葛明", 3, True), ArticleKind.NEWS),
        ]:
            with self.subTest(story):
                self.assertEqual(read_kind(story)[0], expected)
