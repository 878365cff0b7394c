"""Stories that other columns cut off, and what of them is printed later. People and places are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.layout import lay_out
from articles.extraction.sharedwords import set_of_figures


class TwoTornStories(SimpleTestCase):
    def test_two_stories_torn_in_turn_are_both_put_together(self):
        page = "\n\n".join(
            (
                "石桥市项目审批提速",
                "□记者 何守拙 通讯员 柏林 报道",
                "本报石桥讯 石桥市把项目审批搬进一个大厅，企业少跑路。项目专班盯住审批的每个环节，四十天办完手续，",
                "南屏：瓜田里种出好光景",
                "□记者 韩小满 报道",
                "本报南屏讯 南屏县瓜农的瓜田又丰收了。瓜农们把瓜田分成小块，请来农技员试种新瓜，",
                "比去年同期快了二十天。",
                "项目专班还替企业找资金，审批大厅里坐着银行的人，企业不出大厅就能贷款。",
                "一天一天地记，硬是摸出了种瓜的门道。",
                "如今南屏县的瓜田连成片，瓜农们成立合作社，新瓜卖到了省城。",
                "“瓜田里有奔头，瓜农们明年还要多种新瓜。”合作社的人说。",
            )
        )
        found = lay_out(page).articles
        self.assertEqual(len(found), 2)
        self.assertIn("四十天办完手续，比去年同期快了二十天。\n项目专班还替企业", found[0].body.text)
        self.assertTrue(found[0].body.text.endswith("企业不出大厅就能贷款。"))
        self.assertIn("如今南屏县的瓜田连成片", found[1].body.text)
        self.assertTrue(found[1].body.text.endswith("合作社的人说。"))

    def test_a_signed_photograph_is_no_rest_of_a_torn_text(self):
        page = "\n\n".join(
            (
                "# 瓜田里种出好光景",
                (
                    "本报南屏讯（记者 韩小满）南屏县瓜农的瓜田又丰收了。瓜农们把瓜田分成小块，"
                    "请来农技员试种新瓜，还合伙建起冷库和分拣线。"
                ),
                "如今新瓜进了省城的超市，瓜农们商量明年再添两条分拣线，让新瓜当天采摘当天装车。",
                "合作社的桌上摆着一张新图纸，那是明年的分拣车间，长六十米",
                "1月7日，砀山港码头一派繁忙。去年该港完成吞吐量52万吨。（记者 景超 报道）",
                "# 石桥市项目审批提速",
                "本报石桥讯（记者 何守拙）石桥市把项目审批搬进一个大厅，企业少跑路。",
            )
        )
        found = lay_out(page).articles
        self.assertEqual(len(found), 3)
        self.assertTrue(found[0].body.text.endswith("长六十米"))
        self.assertIn("码头一派繁忙", found[1].body.text)

    def test_a_text_torn_by_a_story_and_a_photograph_goes_on_under_a_jump_on_its_own_page(self):
        page = "\n\n".join(
            (
                "老人走失两天 全城司机接力寻回",
                "本报讯（记者 韩小满）何大妈说要下楼走走，就再也没有回来。家里人找遍了公园和菜场，广播一响，全城",
                "本周菜篮子",
                "本报讯（记者 何守拙）据市场监测，上周大蒜每公斤五元，生姜七元，菜价普遍下跌。",
                "银杏黄了\n昨日，市民在校园里拍照。　　本报记者 景超 摄",
                "（上接本版）",
                "的出租车司机都竖起了耳朵。司机们约好分头找，公园、菜场、河堤，一条街一条街地找何大妈。",
                "公交车起步价拟涨两元",
                "本报讯（记者 何守拙）石桥市昨日举行听证会，与会代表多数赞成调价。",
            )
        )
        found = lay_out(page).articles
        self.assertTrue(found[0].body.text.endswith("地找何大妈。"))
        self.assertIn("全城的出租车司机都竖起了耳朵", found[0].body.text)

    def test_a_caption_that_begins_with_a_day_is_no_part_of_the_torn_sentence_over_it(self):
        page = "\n".join(
            (
                "本报临河讯（通讯员 葛平）羽衣甘蓝",
                "在临河县的大棚里安了家。葛大妈从",
                "南方带回几包种子，在自家地里试",
                "",
                "11月8日，环卫工人在清扫落叶。",
                "本报记者 景超 摄",
                "",
                "种，没想到一棵甘蓝卖到了五元钱，",
                "第二年她一口气建起了三个大棚。",
            )
        )
        found = lay_out(page).articles
        self.assertIn("在自家地里试种，没想到一棵甘蓝", found[0].body.text)


CANAL = (
    "石桥县的老水渠修了三个冬天，终于通水。渠水流过七个村庄，浇地的农户不用再等雨。修渠的钱是县水利局和农户一起凑的，"
    "水渠两边栽了柳树，渠水清得看得见鱼。七个村庄的农户轮流看护水渠，水渠通到哪里，哪里的稻田就绿了。"
)
CANAL_AGAIN = (
    "“水渠通了，浇地的农户都来渠边看水。”石桥县水利局的人说，修渠时每户农户都出了工，渠水流到哪个村庄，哪个村庄就放鞭炮。"
    "水利局打算把水渠再修长三里，让更多村庄用上渠水，稻田浇水不用水泵，农户省下一笔电费，看护水渠的农户也领到了补贴。"
)
SCHOOL = (
    "南屏乡的小学换了新教室，孩子们搬进明亮的课堂，老师们领到了电脑。图书室里添了三千册书，操场铺上了塑胶，音乐课上有了钢琴，"
    "午饭也比从前好。住校的孩子睡上了新床，家长们放心去外地打工，校长说明年还要添一间实验室和一间画室。"
)
SCHOOL_TOO = (
    "从前的教室漏雨，一到冬天，老师们就带着孩子们跺脚取暖。如今暖气通到了每间课堂，家长们来送饭时都要进去坐一坐，摸一摸。"
    "明年春天，孩子们还要在操场边上种一片菜地，老师们已经备好了种子和小锄头。"
)
ORANGES = (
    "北岭镇的蜜橘采收开始，果农们把蜜橘装箱送进城里的超市，合作社给蜜橘贴上商标。超市的货架上，北岭蜜橘比去年卖得贵，"
    "果农算了账，一亩橘园净赚八千元。合作社理事长说，果农明年要学剪枝，橘园里不再打农药，装箱前还要一个个挑选。"
)


class Figures(SimpleTestCase):
    def test_figures_are_set_wide_or_narrow(self):
        for printed, expected in [
            ("投资１８．４２亿元，增长４６．２％", "wide"),
            ("投资18.42亿元，增长46.2%", "narrow"),
            ("投资１８．４２亿元，增长46.2%", ""),
            ("投资18亿元", ""),
        ]:
            with self.subTest(printed):
                self.assertEqual(set_of_figures(printed), expected)


class WholeParagraphs(SimpleTestCase):
    def test_what_shares_its_words_with_an_earlier_story_alone_goes_back_there(self):
        page = "\n\n".join(
            (
                "石桥：老水渠通了水",
                "□记者 何守拙",
                "本报石桥讯 " + CANAL,
                "新教室里书声琅琅",
                "□记者 韩小满",
                "本报南屏讯 " + SCHOOL,
                CANAL_AGAIN,
            )
        )
        found = lay_out(page).articles
        self.assertEqual([draft.body.text for draft in found], [CANAL + "\n" + CANAL_AGAIN, SCHOOL])

    def test_a_short_text_goes_back_to_the_story_that_is_set_as_wide(self):
        rest = (
            "“从前浇地要排队等到半夜。”有人说，眼下拧开阀门就来水，省下的工夫可以出去挣钱。村庄还打算在山后挖一口塘，"
            "旱年也不怕稻田开裂，年年请人清一次淤泥，费用由各家分摊，入秋就动工，到时候请木匠来装闸板，再办一场酒席。"
        )
        canal, more = (
            "\n".join(text[at : at + 22] for at in range(0, len(text), 22))
            for text in ("本报石桥讯（记者 何守拙）" + CANAL, rest)
        )
        school = ["新教室里书声琅琅", "本报南屏讯（记者 韩小满）" + SCHOOL, SCHOOL_TOO]
        found = lay_out("\n\n".join(["老水渠通了水", canal, *school, more])).articles
        self.assertEqual(found[0].body.text, CANAL + "\n" + rest)

    def test_heads_below_go_to_the_story_that_they_speak_of(self):
        page = "\n\n".join(
            (
                "本报讯（记者 葛明）" + CANAL,
                "老水渠浇了七个村庄",
                "本报讯（记者 李健）" + SCHOOL,
                "本报讯（记者 柏林）" + ORANGES,
                "孩子们搬进明亮新教室",
                "北岭蜜橘进超市",
            )
        )
        heads = [draft.headline.text if draft.headline else None for draft in lay_out(page).articles]
        self.assertEqual(heads, ["老水渠浇了七个村庄", "孩子们搬进明亮新教室", "北岭蜜橘进超市"])
