"""Pages patched of short reports: heads over torn texts, briefs and heads that stand in between. All is invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.cohesion import PageWords
from articles.extraction.layout import lay_out
from articles.extraction.types import ArticleKind

CANAL = (
    "石桥县的老水渠修好了，渠水流进七个村庄，村民们守着水渠浇地。水渠是五十年前修的，渠底漏水，下游的村庄一年浇不上两遍地。"
    "县里请来技术员勘测，把渠底换成水泥板，闸门也换成电动的，"
)
CANAL_GOES_ON = "渠水到田头只要半天。守渠的老人说，水泥板铺好以后，渠底再没有漏过水，下游的村庄年年能浇三遍地。"
SCHOOL = (
    "南屏乡的小学换了新教室，孩子们搬进明亮的课堂，老师们领到了电脑。图书室里添了三千册书，操场铺上了塑胶，音乐课上有了钢琴，"
    "午饭也比从前好。校长说明年还要添一间实验室。"
)
BRIEFS = (
    "■昨天，石桥县的图书馆开放，首批上架图书三万册。",
    "■城区首批公共自行车上路，市民凭身份证办卡。",
    "■全市篮球联赛11月12日开赛，十六支球队参加。",
)


def in_column(text: str, width: int = 14) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def heads_of(page: str) -> list[str | None]:
    return [draft.headline.text if draft.headline else None for draft in lay_out(page).articles]


class HeadsInColumns(SimpleTestCase):
    def test_a_head_may_stand_under_a_torn_text_and_over_a_byline(self):
        under = in_column("本报讯（记者 葛明）" + SCHOOL)
        torn = in_column("本报讯（记者 李健）" + CANAL)
        for name, head in [
            ("wider than the column", "南屏乡的孩子们搬进了明亮的新课堂"),
            ("narrower than the column", "孩子们的新课堂"),
        ]:
            with self.subTest(name):
                page = "\n".join(["老水渠通了水", "", *torn, "", head, "", *under])
                self.assertEqual(heads_of(page), ["老水渠通了水", head])

    def test_two_lines_as_wide_as_the_column_over_a_byline_are_heads(self):
        over = ["南屏乡孩子搬进明亮的新课堂里", "图书室里添了三千册新书和钢琴"]
        page = "\n".join(["老水渠通了水", "", *in_column("本报讯（记者 李健）" + CANAL[:-1] + "。"), "", *over])
        page += "\n本报记者 葛明 通讯员 柏林\n" + "\n".join(in_column(SCHOOL))
        self.assertEqual(heads_of(page)[-1], over[0])

    def test_a_crosshead_is_no_wider_than_its_column(self):
        text = in_column("　　" + CANAL[:-1] + "。")
        more = in_column("　　守渠的老人说，水渠修好以后，渠水流进村庄，村民浇地不再排队，下游的村庄也能浇上地。")
        for head, count in [("渠水流进村庄", 1), ("水渠修好渠水流进下游的村庄村民浇地不再排队等水", 2)]:
            with self.subTest(head):
                page = "\n".join(["老水渠通了水", "", *text, "", head, "", *more])
                self.assertEqual(len(lay_out(page).articles), count)

    def test_a_closing_mark_that_the_column_had_no_room_for_is_text(self):
        page = "\n".join(["老水渠通了水", "", *in_column("　　" + CANAL[:-1] + "。"), "”", *in_column("　　" + SCHOOL)])
        self.assertEqual(lay_out(page).furniture, ())

    def test_a_question_between_whole_paragraphs_is_a_head(self):
        page = "\n\n".join(["老水渠通了水", CANAL[:-1] + "。", "小学的操场何时能开放？", SCHOOL])
        self.assertEqual(heads_of(page), ["老水渠通了水", "小学的操场何时能开放？"])
        asked = "\n\n".join(
            ["老水渠通了水", CANAL[:-1] + "。", "问：水渠何时能通水？", "答：年底前通水，家家都能浇上地。"]
        )
        self.assertEqual(heads_of(asked), ["老水渠通了水"])

    def test_what_somebody_says_in_a_headline_is_one_clause(self):
        over = "路上遇人落水，全村人齐声说“别等了，先救人”"
        page = "\n".join(
            [
                "2011年11月8日 星期二 责编 葛明 校对 李健",
                "新闻热线 8890110 QQ爆料 800012345",
                over,
                "",
                "老渡口捞起落水少年",
                "",
                "本报讯（记者 葛明）" + CANAL,
            ]
        )
        draft = lay_out(page).articles[0]
        self.assertEqual(
            (draft.kicker and draft.kicker.text, draft.headline and draft.headline.text), (over, "老渡口捞起落水少年")
        )

    def test_a_figure_goes_on_in_its_unit(self):
        words = PageWords(["全县六十五岁以上老人都来了"])
        for unit in ("岁以上老人", "万元", "％的村庄"):
            with self.subTest(unit):
                self.assertGreater(words.seam("接种疫苗的有65", unit), 0.5)


class Between(SimpleTestCase):
    def test_briefs_set_into_a_torn_story_are_stories_and_it_goes_on_under_them(self):
        page = "\n".join(["老水渠通了水", "本报讯（记者 葛明）" + CANAL, "", *BRIEFS, "", CANAL_GOES_ON])
        found = lay_out(page).articles
        self.assertEqual(len(found), 4)
        self.assertTrue(found[0].body.text.endswith(CANAL_GOES_ON[-8:]))
        listed = "\n".join(["老水渠通了水", "本报讯（记者 葛明）" + CANAL, *BRIEFS])
        self.assertEqual(len(lay_out(listed).articles), 1, "a list that nothing stands under")

    def test_headline_and_standfirst_below_another_text_go_back_together(self):
        page = "\n\n".join(
            (
                "本报讯（记者 葛明）" + CANAL[:-1] + "。",
                "本报讯（记者 李健）" + SCHOOL,
                "孩子们有了新教室",
                "渠水流进七个村庄",
                "石桥县老水渠换上水泥板",
                "本报讯（记者 柏林）县城的菜市添了摊位，居民买菜近了两里路，午后还有半价菜。",
                "县城菜市添摊位",
            )
        )
        found = lay_out(page).articles
        self.assertEqual(
            [draft.headline.text if draft.headline else None for draft in found],
            ["渠水流进七个村庄", "孩子们有了新教室", "县城菜市添摊位"],
        )
        self.assertEqual([head.text for head in found[0].standfirsts], ["石桥县老水渠换上水泥板"])

    def test_a_head_that_begins_with_a_place_goes_to_the_story_sent_from_there(self):
        page = "\n\n".join(
            (
                "南屏：小学换了新教室",
                "□记者 李健 报道",
                "本报南屏讯 " + SCHOOL,
                "□记者 葛明 报道",
                "本报石桥讯 " + CANAL[:-1] + "。",
                "□记者 柏林 摄",
                "11月8日，北岭镇的果农在采收蜜橘，今年蜜橘比去年卖得贵。",
                "石桥：村民守着水渠浇地",
                "北岭：蜜橘进超市",
                "□记者 柏林 报道",
                "本报北岭讯 果农们把蜜橘装箱送进城里的超市，合作社给蜜橘贴上商标，一亩橘园净赚八千元。",
            )
        )
        found = {draft.body.text[:4]: draft.headline and draft.headline.text for draft in lay_out(page).articles}
        self.assertEqual(found["石桥县的"], "石桥：村民守着水渠浇地")


class Heads(SimpleTestCase):
    def test_a_section_from_a_place_that_was_told_of_is_no_new_report(self):
        page = "\n".join(
            (
                "□记者 葛明 报道",
                "本报石桥讯 石桥县的水渠修好了，渠水流进村庄，村民守着水渠浇地，下游的村庄一年浇三遍地。",
                "",
                "石桥水渠浇了七个村庄",
                "",
                "石桥县的水渠有四十里长，渠水流进七个村庄，守渠的村民说，下游的村庄浇地不用再等。",
            )
        )
        self.assertEqual(heads_of(page), ["石桥水渠浇了七个村庄"])

    def test_marks_of_markdown_below_those_of_headlines_head_sections(self):
        page = "\n\n".join(
            (
                "# 小学换了新教室",
                "本报讯(记者 李健)" + SCHOOL,
                "# 老水渠通了水",
                "本报讯(记者 葛明)" + CANAL[:-1] + "。",
                "### 蜜橘也卖出好价钱",
                "果农们把蜜橘装箱送进城里的超市,合作社给蜜橘贴上商标,蜜橘比去年卖得贵,一亩橘园净赚八千元。",
            )
        )
        self.assertEqual(heads_of(page), ["小学换了新教室", "老水渠通了水"])

    def test_what_stands_beside_a_notice_is_told(self):
        page = "\n\n".join(
            ["讣 告", "离休干部葛远山同志因病逝世，遗体告别仪式定于11月10日上午举行。", "葛远山同志治丧小组"]
        )
        found = lay_out(page).articles
        self.assertEqual([draft.kind for draft in found], [ArticleKind.NOTICE])
        self.assertEqual(found[0].captions, ())

    def test_the_columns_of_a_table_are_no_head(self):
        table = ("品名　南门　东关　新华", "（单位：元/500克）", "白菜　0.45　0.50　0.48", "萝卜　0.70　0.80　0.80")
        page = "\n".join(["本周菜价平稳", "", "本报讯（记者 葛明）菜市的白菜和萝卜多了起来，价格平稳。", "", *table])
        self.assertEqual(heads_of(page), ["本周菜价平稳"])

    def test_who_signs_a_notice_with_its_telephone_over_it_is_no_head(self):
        page = "\n".join(
            [
                "拍卖公告",
                "本公司定于11月10日上午在县城公开拍卖旧车三辆，有意者请带证件来登记。咨询电话：6123456",
                "石桥县诚信拍卖有限公司",
            ]
        )
        found = lay_out(page).articles
        self.assertEqual([draft.headline and draft.headline.text for draft in found], ["拍卖公告"])

    def test_a_photograph_and_one_brief_set_into_a_torn_story_are_stories(self):
        photo = "11月8日，北岭镇的果农在采收蜜橘，今年蜜橘比去年卖得贵。（通讯员 柏林 摄）"
        for between in (BRIEFS[0], photo):
            with self.subTest(between):
                page = ["老水渠通了水", "本报讯（记者 葛明）" + CANAL, "", between, "", CANAL_GOES_ON]
                found = lay_out("\n".join(page)).articles
                self.assertEqual(len(found), 2)
                self.assertTrue(found[0].body.text.endswith(CANAL_GOES_ON[-8:]))
