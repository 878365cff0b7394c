"""Whole pages laid out. People, places and papers are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out
from articles.extraction.types import ArticleDraft, ArticleKind, BlockKind, Layout
from articles.text.spans import count_characters

WATER = (
    "临河市启动供水管网改造，八支施工队伍进场更换老旧管道，城区供水压力明显改善，居民不再为断水发愁。",
    "供水管网改造涉及三个街道，市供水公司负责人说，老旧管道更换之后，供水损耗下降，管网更加安全。",
    "下一步，供水公司还将改造乡镇供水管网，让农村居民用上同样的自来水，管网改造年底前全部完成。",
)
SCHOOL = (
    "云岭县新建四所乡村小学，孩子们告别旧校舍，走进明亮教室，乡村教师队伍也迎来三十名年轻人。",
    "乡村小学校长介绍，新校舍配有图书室和操场，孩子们课后阅读、踢球，家长放心把孩子送来。",
    "县教育局表示，乡村教师的住房和待遇还要提高，让年轻教师在乡村小学安心教书，孩子们不再流动。",
)


def head_of(draft: ArticleDraft) -> str | None:
    return draft.headline.text if draft.headline else None


def split(text: str, width: int = 13) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


class Layouts(SimpleTestCase):
    def lay(self, page: str) -> Layout:
        layout = lay_out(page)
        spans = [span for draft in layout.articles for span in draft.spans]
        spans += [*layout.furniture, *layout.unassigned]
        self.assertEqual(sum(span.end - span.start for span in spans), len(page), "each character once")
        self.assertEqual(count_characters(spans), len(page), "no character twice")
        return layout

    def test_items_right_under_a_notices_head_are_text_where_paragraphs_are_set_in(self):
        body = [line for text in WATER for line in split("　　" + text)]
        body += ["", "乡村小学迎来新校舍", "", *(line for text in SCHOOL for line in split("　　" + text))]
        items = ["●柳溪镇葛氏豆腐坊丢了采购", "证的副本，编号", "000000000000001，声明作废。"]
        drafts = self.lay("\n".join(["供水管网换新颜", "", *body, "", "更正启事", *items])).articles
        self.assertEqual([head_of(draft) for draft in drafts], ["供水管网换新颜", "乡村小学迎来新校舍", "更正启事"])
        self.assertEqual(drafts[2].body.text, "柳溪镇葛氏豆腐坊丢了采购证的副本，编号000000000000001，声明作废。")

    def test_heads_above_their_texts(self):
        page = "\n\n".join(["供水管网换新颜", "本报讯（记者 葛明）" + WATER[0], *WATER[1:]])
        page += "\n\n" + "\n\n".join(["乡村小学迎来新校舍", "本报云岭讯（记者 李健）" + SCHOOL[0], *SCHOOL[1:]])
        drafts = self.lay(page).articles
        self.assertEqual([head_of(draft) for draft in drafts], ["供水管网换新颜", "乡村小学迎来新校舍"])
        self.assertEqual([draft.byline.text for draft in drafts], ["记者 葛明", "记者 李健"])
        self.assertEqual(drafts[1].dateline_place, "云岭")
        self.assertEqual(drafts[0].body.text, "\n".join(WATER))

    def test_what_follows_a_signature_is_another_story(self):
        drafts = self.lay("\n\n".join([WATER[0] + "（葛明）", SCHOOL[0] + "（李健）", SCHOOL[1]])).articles
        self.assertEqual([len(draft.body.text) for draft in drafts][:1], [len(WATER[0])])

    def test_reports_without_heads_are_told_by_how_they_begin_and_by_their_words(self):
        school = "10月9日上午，" + SCHOOL[0]
        for name, page, firsts in [
            (
                "two reports",
                "\n".join(["10月8日，" + WATER[0], *WATER[1:], "", school, *SCHOOL[1:]]),
                ["10月8日", "10月9日"],
            ),
            (
                "one report",
                "\n".join(["10月8日，" + WATER[0], WATER[1], "", "10月9日，" + WATER[2] + WATER[1]]),
                ["10月8日"],
            ),
        ]:
            with self.subTest(name):
                self.assertEqual([draft.body.text[:5] for draft in self.lay(page).articles], firsts)

    def test_what_goes_on_from_another_page_is_no_part_of_the_story_above(self):
        page = "\n".join([WATER[0], "李健 摄", "", "（上接第一版）", *SCHOOL])
        self.assertEqual([draft.body.text for draft in self.lay(page).articles], [WATER[0], "\n".join(SCHOOL)])

    def test_a_photograph_of_two_paragraphs_is_one(self):
        caption = "10月8日，施工队员在老街更换供水管道。"
        page = "\n\n".join(["老街换新管", caption, WATER[0][:60], "特约记者 葛明", "通讯员 李 健 摄"])
        drafts = self.lay(page + "\n\n乡村小学迎来新校舍\n\n本报讯（记者 孙维佳）" + "\n\n".join(SCHOOL)).articles
        self.assertEqual([head_of(draft) for draft in drafts], ["老街换新管", "乡村小学迎来新校舍"])
        self.assertEqual(drafts[0].kind, ArticleKind.PHOTO)

    def test_a_photographers_credit_broken_by_the_line_closes_its_caption(self):
        caption = "11月8日，环卫工人在清扫落叶。\n入冬以来，清扫时间延长。 本报记者\n葛 明 摄"
        page = "\n\n".join(["供水管网换新颜", "本报讯（记者 李健）" + WATER[0], *WATER[1:], caption])
        photo = self.lay(page).articles[-1]
        self.assertEqual((photo.kind, head_of(photo), photo.byline.text), (ArticleKind.PHOTO, None, "本报记者葛 明 摄"))

    def test_a_photographers_line_closes_its_caption_before_the_next_story(self):
        caption = "10月8日，施工队员在老街更换供水管道。"
        page = "\n\n".join(
            ["老街换新管", caption, "（新华社记者李健摄）", "本报临河10月8日讯 记者葛明报道：" + WATER[0]]
        )
        self.assertEqual([draft.body.text for draft in self.lay(page).articles], [caption, WATER[0]])

    def test_a_photograph_under_a_flag_has_no_sections(self):
        photo = "10月6日，渡口居民在新水表前合影，孩子们围着师傅问东问西。记者 葛明 摄"
        page = "\n".join(["图片新闻", photo, "", "乡村小学迎来新校舍", "", *SCHOOL])
        self.assertEqual([head_of(draft) for draft in self.lay(page).articles], [None, "乡村小学迎来新校舍"])

    def test_a_picture_is_no_section_of_the_story_above(self):
        picture = ["老街挂起红灯笼（图片）", "供水管网改造完工的老街挂起了三千盏红灯笼，节日气氛浓郁。"]
        page = "\n\n".join(["供水管网换新颜", "本报讯（记者 葛明）" + WATER[0], *WATER[1:], *picture])
        self.assertEqual(len(self.lay(page).articles), 2)

    def test_the_papers_thanks_for_a_tip_are_no_head(self):
        page = "\n\n".join(["供水管网换新颜", "本报讯（记者 葛明）" + WATER[0], "一读者提供线索，奖励线索费50元"])
        page += "\n\n乡村小学迎来新校舍\n\n本报讯（记者 孙维佳）" + "\n\n".join(SCHOOL)
        layout = self.lay(page)
        self.assertEqual([head_of(draft) for draft in layout.articles], ["供水管网换新颜", "乡村小学迎来新校舍"])
        self.assertEqual(
            [page[start:end].strip() for start, end in layout.furniture], ["一读者提供线索，奖励线索费50元"]
        )

    def test_an_author_by_post_and_name_stands_in_the_byline(self):
        page = "\n".join(["供水管网换新颜", "市供水公司总经理 葛明", "　　" + WATER[0], "　　" + WATER[1]])
        drafts = self.lay(page).articles
        self.assertEqual([head_of(draft) for draft in drafts], ["供水管网换新颜"])
        self.assertEqual(drafts[0].byline.text, "市供水公司总经理 葛明")

    def test_a_text_torn_by_another_story_goes_on_after_it(self):
        end, rest = WATER[1][:30], WATER[1][30:]
        page = "\n\n".join(
            [
                "供水管网换新颜",
                "本报讯（记者 葛明）" + WATER[0],
                end,
                "乡村小学迎来新校舍",
                "本报讯（记者 李健）" + SCHOOL[0],
            ]
        )
        page += "\n\n" + "\n\n".join([SCHOOL[1], rest, WATER[2]])
        drafts = self.lay(page).articles
        self.assertEqual([head_of(draft) for draft in drafts], ["供水管网换新颜", "乡村小学迎来新校舍"])
        self.assertEqual(drafts[0].body.text, "\n".join(WATER))
        self.assertEqual(drafts[1].body.text, "\n".join(SCHOOL[:2]))

    def test_a_section_headed_like_the_others_goes_back_to_its_story(self):
        page = "\n\n".join(
            [
                "供水管网换新颜",
                "本报讯（记者 葛明）" + WATER[0],
                "换“管”：老旧管道换新",
                WATER[1],
                "乡村小学迎来新校舍",
                "本报讯（记者 李健）" + SCHOOL[0],
                SCHOOL[1] + "（李健）",
                "换“水”：供水压力改善",
                WATER[2],
            ]
        )
        drafts = self.lay(page).articles
        self.assertEqual([head.text for head in drafts[0].crossheads], ["换“管”：老旧管道换新", "换“水”：供水压力改善"])

    def test_the_name_of_a_county_over_its_news_is_a_flag(self):
        page = "\n\n".join(["云岭县", "乡村小学迎来新校舍", "本报讯（记者 李健）" + SCHOOL[0], SCHOOL[1]])
        layout = self.lay(page)
        self.assertEqual([head_of(draft) for draft in layout.articles], ["乡村小学迎来新校舍"])
        self.assertEqual([page[span.start : span.end].strip() for span in layout.furniture], ["云岭县"])

    def test_heads_below_their_texts(self):
        page = "\n\n".join(["本报讯（记者 葛明）" + WATER[0], *WATER[1:], "供水管网换新颜"])
        page += "\n\n" + "\n\n".join(["本报讯（记者 李健）" + SCHOOL[0], *SCHOOL[1:], "乡村小学迎来新校舍"])
        drafts = self.lay(page).articles
        self.assertEqual([head_of(draft) for draft in drafts], ["供水管网换新颜", "乡村小学迎来新校舍"])
        self.assertEqual(drafts[0].parts[0].kind, BlockKind.HEADLINE)
        self.assertEqual(drafts[0].body.text, "\n".join(WATER))

    def test_a_standfirst_may_be_as_long_as_a_paragraph(self):
        said = (
            "何守拙在全县水利建设现场会上强调要把水渠修到田头把好事办到农民心坎上让每一块旱地都喝上水库的水"
            "韩小满葛明柏林参加会议并实地察看了东渠西渠和石桥水库除险加固工程进度"
        )
        page = "\n\n".join(
            (
                "全县水利建设现场会召开",
                said,
                (
                    "本报石桥讯（记者 景超）11月8日，全县水利建设现场会在石桥镇召开。县委书记何守拙在会上强调，"
                    "要把水渠修到田头，让每一块旱地都喝上水库的水。"
                ),
                "与会人员实地察看了东渠、西渠和石桥水库除险加固工程。",
            )
        )
        (draft,) = lay_out(page).articles
        self.assertEqual(draft.headline.text, "全县水利建设现场会召开")
        self.assertEqual([text.text for text in draft.standfirsts], [said])

    def test_markdown_levels_make_headline_standfirst_and_crosshead(self):
        page = "# 供水管网换新颜\n\n## 八支队伍进场施工\n\n本报讯（记者 葛明）" + WATER[0]
        page += "\n\n### 先改城区管网\n\n" + WATER[1] + "\n\n### 再改乡镇管网\n\n" + WATER[2]
        (draft,) = self.lay(page).articles
        self.assertEqual(head_of(draft), "供水管网换新颜")
        self.assertEqual([text.text for text in draft.standfirsts], ["八支队伍进场施工"])
        self.assertEqual([text.text for text in draft.crossheads], ["先改城区管网", "再改乡镇管网"])
        self.assertIn("\n先改城区管网\n", draft.body.text)

    def test_kicker_and_flag_over_a_headline(self):
        page = "开局起步看行动\n\n八支施工队伍进场更换老旧供水管道\n\n临河：供水管网换新颜\n\n□ 记者 葛明\n\n"
        layout = self.lay(page + "\n\n".join(WATER))
        (draft,) = layout.articles
        self.assertEqual(head_of(draft), "临河：供水管网换新颜")
        self.assertEqual(draft.kicker.text, "八支施工队伍进场更换老旧供水管道")
        self.assertEqual([page[start:end].strip() for start, end in layout.furniture], ["开局起步看行动"])
        self.assertEqual(draft.byline.text, "□ 记者 葛明")

    def test_a_story_goes_on_after_another_column(self):
        first, rest = WATER[0] + WATER[1][:20], WATER[1][20:]
        page = "\n\n".join(
            [
                "供水管网换新颜",
                "本报讯（记者 葛明）" + first,
                "□ 记者 李健 报道",
                "本报云岭讯 " + SCHOOL[0],
                *SCHOOL[1:],
                rest,
                WATER[2],
            ]
        )
        drafts = self.lay(page).articles
        self.assertEqual(drafts[0].body.text, WATER[0] + WATER[1] + "\n" + WATER[2])
        self.assertEqual(drafts[1].body.text, "\n".join(SCHOOL))
        self.assertLess(drafts[0].confidence, 0.9)
        self.assertIn("goes on after another story", drafts[0].why)

    def test_bulleted_sentences_at_the_top_are_briefs(self):
        page = "●2月3日，全市供水工作会议召开。\n●2月4日，乡村小学教师培训班开班。\n\n"
        page += "\n\n".join(["本报讯（记者 葛明）" + WATER[0], *WATER[1:], "供水管网换新颜"])
        drafts = self.lay(page).articles
        self.assertEqual([draft.kind for draft in drafts], [ArticleKind.BRIEF, ArticleKind.BRIEF, ArticleKind.NEWS])

    def test_what_follows_items_that_their_bullets_head_is_another_story(self):
        items = ["简　讯", "", "●县医院新楼启用　县医院", "新楼日前迎来首批病人。"]
        items += ["●老街灯会今晚开场　灯会从", "今晚起一直开到月底。", ""]
        body = [line for text in WATER for line in split("　　" + text)]
        for name, page in [
            ("under its own head", [*items, "供水管网换新颜", "", *body]),
            ("over its own head", [*items, *body, "葛明远", "", "临河微评", "供水管网换新颜"]),
        ]:
            with self.subTest(name):
                drafts = self.lay("\n".join(page)).articles
                heads = ["县医院新楼启用", "老街灯会今晚开场", "供水管网换新颜"]
                self.assertEqual([head_of(draft) for draft in drafts], heads)
                self.assertEqual(drafts[2].body.text, "\n".join(WATER))

    def test_a_table_under_its_head_takes_nothing_from_the_texts_around_it(self):
        rows = [
            "指标 总量 同比（%）",
            "工业增加值（亿元） 96.8 ▲6.4",
            "一产增加值（亿元） 11.2 ▲3.9",
            "财政总收入（亿元） 9.5 ▼2.6",
        ]
        first = ["本报讯（记者 葛明）" + WATER[0], WATER[1], "供水管网换新颜"]
        page = "\n\n".join([*first, "一图看懂上半年成绩单\n" + "\n".join(rows), SCHOOL[0], SCHOOL[1]])
        drafts = self.lay(page).articles
        self.assertEqual(head_of(drafts[1]), "一图看懂上半年成绩单")
        self.assertEqual(drafts[1].body.text, "\n".join(rows))
        self.assertEqual(drafts[2].body.text, SCHOOL[0] + "\n" + SCHOOL[1])

    def test_of_what_kind_a_comment_is_and_its_head_stand_in_one_line(self):
        (draft,) = self.lay("\n".join(["短评　要有种树的人，更要有浇水的人", "", *WATER])).articles
        self.assertEqual(head_of(draft), "要有种树的人，更要有浇水的人")

    def test_what_a_picture_shows_goes_on_with_its_caption(self):
        photo = "柳溪县果品冷库今年收购苹果三百七十万斤。\n图为检验员葛秋菊指导果农分级装箱。　　葛明远　摄影报道"
        drafts = self.lay(
            "\n\n".join(["供水管网换新颜", "本报讯（记者 葛明）" + WATER[0] + "（李健）", photo])
        ).articles
        self.assertEqual([draft.body.text[:4] for draft in drafts], ["临河市启", "柳溪县果"])

    def test_items_in_boxes_beside_each_other_are_headed_alike(self):
        items = [
            "【县总医院】七月起开通远程诊断，十四家卫生院全部接入。",
            "【下屿镇】两千亩养殖海域完成网箱改造，减少垃圾九十吨。",
        ]
        drafts = self.lay("\n".join(["石桥速览", "", *items])).articles
        self.assertEqual([head_of(draft) for draft in drafts], ["县总医院", "下屿镇"])

    def test_a_letter_and_its_answer_are_one_story(self):
        body = split("本报云岭讯（记者 李健）" + SCHOOL[0], 16)
        letter = [
            "民声回音",
            "公交改线，老人看病多走一里路",
            "来电：我们住在石桥社区，以前坐",
            "8路车到医院门口下，上月改了线，",
            "能不能改回来？（苏依伯）",
        ]
        reply = ["回音：市公交公司经理葛明表示，改", "线是因为修路，施工结束后，8路恢", "复原线。"]
        page = ["乡村小学迎来新校舍", "", *body, "", *letter, "", *reply, "", "本报记者 林汀 整理"]
        drafts = self.lay("\n".join(page)).articles
        self.assertEqual([head_of(draft) for draft in drafts], ["乡村小学迎来新校舍", "公交改线，老人看病多走一里路"])
        self.assertEqual((drafts[1].kicker.text, drafts[1].byline.text), ("民声回音", "本报记者 林汀 整理"))

    def test_a_pen_name_stands_under_a_comments_head(self):
        for flag, byline in [("街谈", "木棉"), ("要闻", None)]:
            with self.subTest(flag):
                (draft,) = self.lay("\n".join([flag, "别让好心堵在路上", "木棉", *WATER])).articles
                self.assertEqual(draft.byline and draft.byline.text, byline)

    def test_a_captions_second_line_is_no_head_though_wider_than_the_column_around_it(self):
        body = [line for text in WATER for line in split("　　" + text, 13)]
        torn = [line for text in SCHOOL for line in split("　　" + text, 13)]
        photo = [
            "",
            "　　9月5日晚，临河市供电公司派出的",
            "二十名抢修队员在35千伏石桥变电站更换",
            "隔离开关。当天全市最高用电负荷",
            "创历史新高。",
        ]
        page = [
            "供水管网换新颜",
            "",
            *body,
            "",
            "乡村小学迎来新校舍",
            "",
            *torn[:5],
            *photo,
            "（葛明　摄）",
            "",
            *torn[5:],
        ]
        drafts = self.lay("\n".join(page)).articles
        self.assertEqual([head_of(draft) for draft in drafts], ["供水管网换新颜", "乡村小学迎来新校舍", None])

    def test_short_paragraphs_under_a_flag_are_briefs_and_a_report_under_one_is_not(self):
        items = ["市图书馆今年举办讲座46期，听众一万多人次。", "城际公交昨日开通，票价6元，日发60班。"]
        story = ["供水管网换新颜", "本报讯（记者 葛明）" + WATER[0], *WATER[1:], "临河快递"]
        for name, page, bodies in [
            ("briefs", [*story, *items], [*items]),
            ("a report", [*story, SCHOOL[0] * 4, *SCHOOL[1:]], ["\n".join([SCHOOL[0] * 4, *SCHOOL[1:]])]),
        ]:
            with self.subTest(name):
                drafts = self.lay("\n\n".join(page)).articles
                self.assertEqual([draft.body.text for draft in drafts[1:]], bodies)

    def test_no_head_stands_under_an_item_of_a_list(self):
        page = ["简 讯", "●日前，市图书馆办讲座46期。（葛明）", "●城际公交开通，日发60班。（李健）"]
        page += ["", "老街十年·我家的故事", "", "三根扁担一口井", "", "孙维佳", "", *WATER]
        drafts = self.lay("\n".join(page)).articles
        self.assertEqual([head_of(draft) for draft in drafts], [None, None, "三根扁担一口井"])

    def test_a_head_in_the_middle_of_a_story_that_began_with_a_byline_is_its_headline(self):
        page = ["供水管网换新颜", "□记者 葛明", "本报临河讯 " + WATER[0], *WATER[1:]]
        page += ["> □记者 李健", "本报云岭讯 " + SCHOOL[0], SCHOOL[1], "乡村小学迎来新校舍", SCHOOL[2]]
        page += ["蜜橘进城卖出好价钱", "□记者 孙维佳", "本报石澜讯 蜜橘进入采收季，果农忙着分拣装箱，送进城里的超市。"]
        drafts = self.lay("\n\n".join(page)).articles
        self.assertEqual([head_of(draft) for draft in drafts], [page[0], "乡村小学迎来新校舍", "蜜橘进城卖出好价钱"])
        self.assertEqual(drafts[1].body.text, "\n".join(SCHOOL))

    def test_a_photographers_line_stands_before_its_caption_where_bylines_stand_first(self):
        page: list[str] = []
        for head, name, text in [("供水管网换新颜", "葛明", WATER[0]), ("乡村小学迎来新校舍", "李健", SCHOOL[0])]:
            page += [head, f"□记者 {name}", "本报讯 " + text]
        page += ["老街灯会开场", "□记者 钱立言", "本报讯 老街灯会今晚开场，花灯从桥头一直挂到码头，市民提着灯笼赶来。"]
        page += ["灯会要办五天，街上的老铺子都挂出了自家扎的花灯，夜市也开到了半夜。"]
        page += ["□通讯员 孙维佳 摄", "3月10日，石澜镇的油菜花开了，游客在花海里散步。"]
        drafts = self.lay("\n\n".join(page)).articles
        self.assertEqual([draft.kind for draft in drafts][-1], ArticleKind.PHOTO)
        self.assertEqual(drafts[-1].byline.text, "□通讯员 孙维佳 摄")
        self.assertEqual(drafts[-2].byline.text, "□记者 钱立言")

    def test_items_that_begin_with_a_word_in_a_box_are_briefs(self):
        items = ["【公交】周末起开通6条登山专线，发车间隔8分钟。", "【柳溪街道】社区食堂今日开门，老人用餐打八折。"]
        found = self.lay("微新闻\n" + "\n".join(items) + "\n今日天气\n多云到晴 3～14℃ 东南风3到4级\n")
        self.assertEqual([head_of(draft) for draft in found.articles], [None, None, "今日天气"])

    def test_a_byline_closes_the_story_above_the_next_head(self):
        credit = "临河日报融媒体中心记者 葛明"
        page = "\n\n".join(["供水管网换新颜", *WATER, credit, "乡村小学迎来新校舍", *SCHOOL, credit])
        drafts = self.lay(page).articles
        self.assertEqual([head_of(draft) for draft in drafts], ["供水管网换新颜", "乡村小学迎来新校舍"])
        self.assertEqual([draft.byline.text for draft in drafts], [credit, credit])

    def test_every_character_of_the_body_leads_back_to_print(self):
        page = "\n\n".join(["# 供水管网换新颜", "本报讯（记者 葛明）" + WATER[0], *WATER[1:]])
        (draft,) = self.lay(page).articles
        for char, origin in zip(draft.body.text, draft.body.origins, strict=True):
            self.assertEqual(page[origin], char)

    def test_reading_twice_gives_the_same_and_strange_pages_do_no_harm(self):
        for page in ["", "\n \n", "1" * 3000, "（" * 3000, "记者" * 2000, "“《（" * 800, "\0\r\n\x1e", "王明\n" * 300]:
            with self.subTest(page[:4]):
                self.assertEqual(self.lay(page), lay_out(page))

    def test_a_line_that_is_all_a_jump_does_no_harm(self):
        for printed in ("（下转第四版）", "（上接第一版）"):
            with self.subTest(printed):
                self.assertEqual(self.lay("\n".join([printed] * 3 + [WATER[0]])).articles[0].body.text, WATER[0])

    def test_every_block_says_why(self):
        page = "\n\n".join(["供水管网换新颜", "本报讯（记者 葛明）" + WATER[0], *WATER[1:], "新闻热线 3581234"])
        blocks = self.lay(page).blocks
        self.assertTrue(all(block.why for block in blocks))
        self.assertEqual(blocks[-1].kind, BlockKind.FURNITURE)
