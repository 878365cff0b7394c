"""Blocks stitched into stories: the same stories in many settings of type. People and places are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.blocks import LineGroup
from articles.extraction.cohesion import PageWords
from articles.extraction.crossheads import are_parallel
from articles.extraction.kinds import sort_lines
from articles.extraction.layout import lay_out
from articles.extraction.lines import measure_lines, split_lines
from articles.extraction.types import BlockKind

WATER = (
    "供水管网换新颜",
    "临河市启动供水管网改造，八支施工队伍进场更换老旧管道，城区供水压力明显改善，居民不再为断水发愁。",
    "供水管网改造涉及三个街道，市供水公司负责人说，老旧管道更换之后，供水损耗下降，管网更加安全。",
)
SCHOOL = (
    "乡村小学迎来新校舍",
    "云岭县新建四所乡村小学，孩子们告别旧校舍，走进明亮教室，乡村教师队伍也迎来三十名年轻人。",
    "乡村小学校长介绍，新校舍配有图书室和操场，孩子们课后阅读、踢球，家长放心把孩子送来。",
)
ORCHARD = (
    "蜜橘进城卖出好价钱",
    "石澜镇的蜜橘进入采收季，果农忙着分拣装箱，合作社把蜜橘送进城里的超市，价格比去年高出两成。",
    "合作社理事长说，蜜橘要卖得好，还得靠品质，明年合作社要扩种新品种，请果农来学剪枝和施肥。",
)
STORIES = (WATER, SCHOOL, ORCHARD)


def set_in_column(text: str, width: int) -> list[str]:
    return [text[i : i + width] for i in range(0, len(text), width)]


def headlines(page: str) -> list[str | None]:
    return [draft.headline.text if draft.headline else None for draft in lay_out(page).articles]


class Stories(SimpleTestCase):
    def test_heads_go_to_their_texts_in_every_setting(self):
        heads = [head for head, *_ in STORIES]
        above: list[str] = []
        below: list[str] = []
        narrow: list[str] = []
        for head, *body in STORIES:
            opened = ["本报讯（记者 葛明）" + body[0], *body[1:]]
            above += [head, *opened]
            below += [*opened, head]
            narrow += [head, "", *(line for text in opened for line in [*set_in_column(text, 15), ""])]
        for name, page in [
            ("above", "\n\n".join(above)),
            ("above, no blank lines", "\n".join(above)),
            ("below", "\n\n".join(below)),
            ("narrow columns", "\n".join(narrow)),
        ]:
            with self.subTest(name):
                self.assertEqual(headlines(page), heads)

    def test_heads_go_to_the_text_that_they_touch(self):
        below = "\n\n".join("\n".join([*body, head]) for head, *body in STORIES)
        above = "\n\n".join("\n".join([head, *body]) for head, *body in STORIES)
        for name, page in [("below", below), ("above", above)]:
            with self.subTest(name):
                self.assertEqual(headlines(page), [head for head, *_ in STORIES])

    def test_a_photograph_that_stands_alone_is_a_story_of_its_own(self):
        photo = "三月二日，石澜镇果农把蜜橘装上货车。"
        signed = ["\n本报记者 其木格 摄", " 记者 葛明 摄", "\n（葛明 李健 摄影报道）", "\n新华社发（葛明摄）"]
        for credit in [*signed, "\n受访者供图", "\n（资料图片）", "\n图片由县供水公司提供", "\n葛明/图"]:
            with self.subTest(credit):
                page = "\n\n".join([*WATER, photo + credit, *SCHOOL])
                drafts = lay_out(page).articles
                self.assertEqual([draft.kind.value for draft in drafts], ["brief", "photo", "brief"])
                self.assertEqual(drafts[1].body.text, photo)

    def test_a_text_that_turns_the_page_ends_there(self):
        (water, *first), (_, *second), _ = STORIES
        for seam in [(first[0][:-1] + "（下转第四版）", second[0]), (first[0], "（上接第一版）的问题，" + second[0])]:
            with self.subTest(seam):
                self.assertEqual(headlines("\n".join([water, *seam])), [water, None])

    def test_crossheads_of_one_letter_and_a_colon_are_alike(self):
        (head, *first), (_, *second), (_, *third) = STORIES
        page = "\n".join(
            [head, *first, "舍：少了三个亿", *first, "得：税收翻两番", *second, "难：还有三道坎子", *third]
        )
        self.assertEqual(headlines(page), [head])

    def test_a_byline_under_a_head_below_its_text_closes_that_story(self):
        page = "\n\n".join("\n".join([*body, head, "□ 本报记者 葛明"]) for head, *body in STORIES)
        self.assertEqual(headlines(page), [head for head, *_ in STORIES])

    def test_a_byline_before_a_text_that_opens_with_its_own_closes_the_text_above(self):
        page = [WATER[1] + WATER[2], WATER[0], "本报记者 葛明"]
        page += ["本报讯（记者 李健）" + SCHOOL[1] + SCHOOL[2], SCHOOL[0]]
        drafts = lay_out("\n\n".join(page)).articles
        self.assertEqual(headlines("\n\n".join(page)), [WATER[0], SCHOOL[0]])
        self.assertEqual([draft.byline.text for draft in drafts], ["本报记者 葛明", "记者 李健"])

    def test_a_photograph_over_bulleted_items_is_a_story_of_its_own(self):
        water, *first = WATER
        page = "\n".join(
            [
                water,
                *first,
                "",
                "7月6日，果农忙着装箱。本报记者 李健 摄",
                "短讯",
                *("◆" + body for _, body, _ in STORIES),
            ]
        )
        self.assertEqual(headlines(page), [water, None, None, None, None])

    def test_marks_of_markdown_may_head_sections_alone(self):
        (water, *first), (school, *second), _ = STORIES
        page = "\n\n".join([water, first[0], "## 先问后改", first[1], school, second[0], "## 老师来了", second[1]])
        self.assertEqual(headlines(page), [water, school])

    def test_a_photograph_and_its_photographer_stand_inside_a_story(self):
        water, *first = WATER
        photo = ["居民在新水龙头前接水。", "本报记者 李健 摄"]
        page = "\n\n".join([water, first[0], *photo, first[1], "本报记者 葛明"])
        self.assertEqual(headlines(page), [water])

    def test_a_flag_ends_the_story_above_it(self):
        briefs = ["■市图书馆办起旧书市集，读者带书来换。", "■老街灯会今晚开场，市民可以免费入场。"]
        page = "\n\n".join([*WATER, "短波快报", *briefs])
        self.assertEqual([draft.kind.value for draft in lay_out(page).articles], ["brief", "brief", "brief"])
        self.assertEqual(headlines(page), ["供水管网换新颜", None, None])

    def test_stories_without_datelines_part_where_the_matter_changes(self):
        page = "\n\n".join("\n\n".join(story) for story in STORIES)
        self.assertEqual(headlines(page), [head for head, *_ in STORIES])

    def test_a_head_that_names_its_texts_place_in_full_is_no_section(self):
        above = ["云岭新建四所小学", *(line for text in SCHOOL[1:] for line in ["　　" + text])]
        below = [
            "石桥三成学校换新貌",
            "　　夏收时节，青江省临山市石桥县的乡村小学迎来新校舍，孩子们走进明亮教室，老师们说校舍新了心里亮堂。",
        ]
        self.assertEqual(headlines("\n".join([*above, "", *below])), ["云岭新建四所小学", "石桥三成学校换新貌"])

    def test_a_text_in_a_column_of_another_width_is_no_section(self):
        for width, expected in [(14, ["乡村小学迎来新校舍"]), (22, ["乡村小学迎来新校舍", "校舍新了心里亮堂"])]:
            with self.subTest(width):
                first = [line for text in SCHOOL[1:] for line in set_in_column("　　" + text, 14)]
                further = set_in_column(
                    "　　村里的校舍新了，孩子们坐在明亮的教室里听课，老师们的心里也亮堂起来，操场边上的树苗长高了。",
                    width,
                )
                self.assertEqual(
                    headlines("\n".join(["乡村小学迎来新校舍", "", *first, "", "校舍新了心里亮堂", "", *further])),
                    expected,
                )

    def test_numbered_sections_and_lists_stay_in_their_story(self):
        for name, page in [
            (
                "sections",
                "\n".join(
                    [
                        "临河市统计公报",
                        "一、供水",
                        STORIES[0][1],
                        "二、乡村小学",
                        STORIES[1][1],
                        "三、其他",
                        STORIES[2][1],
                    ]
                ),
            ),
            ("a list", "\n".join(["今年临河市要办的三件实事定了", *("▲" + story[1] for story in STORIES)])),
        ]:
            with self.subTest(name):
                self.assertEqual(len(headlines(page)), 1)

    def test_a_notice_of_an_office_is_no_section_of_the_story_above(self):
        page = ["# 供水管网换新颜", "本报讯（记者 葛明）" + WATER[1], WATER[2], "**临河县自来水公司停水公告**"]
        page.append("因更换管道，8日8时至18时三个街道停止供水，请用户提前储水。")
        self.assertEqual(headlines("\n\n".join(page)), ["供水管网换新颜", "临河县自来水公司停水公告"])

    def test_crossheads_are_worded_alike_by_length_and_pause(self):
        for one, other, alike in [
            ("渠道修细，水到田头早", "队伍建强，旱涝有人管", True),
            ("渠道修细，水到田头早", "服务做实，老人孩子都说好", False),
            ("渠道修细，水到田头早", "服务做实，人心聚到一起", True),  # longer by a character
            ("渠道修细，水到田头早", "一条水渠，串起十二个村庄的好收成", False),
            ("种得好", "卖得俏", True),
            ("水：水源全部达标", "大气：二氧化硫三年来首次下降", True),
            ("柳溪：三条水渠昨日通水", "石桥：百户人家告别断水，老街用上新管道", False),
        ]:
            with self.subTest(other):
                lines = measure_lines(split_lines(f"{one}\n\n{other}"))
                words = PageWords(line.flat for line in lines)
                heads = [
                    LineGroup((line,), BlockKind.HEADLINE, "") for line in sort_lines(f"{one}\n\n{other}", lines, words)
                ]
                self.assertEqual(are_parallel(*heads), alike)

    def test_crossheads_worded_alike_stay_in_a_story_whose_head_stands_below(self):
        more = "供水公司请来专家给管网把脉，哪里漏水哪里补，三个月修好二百多处漏点，居民都说好。"
        page = [*set_in_column(WATER[1], 15), "", "换上新管，喝上", "放心水", "", *set_in_column(SCHOOL[1], 15), ""]
        page += ["装上新表，算清", "用水账", "", *set_in_column(WATER[2], 15), "", "请来专家，修好", "旧漏点", ""]
        page += [*set_in_column(more, 15), "", WATER[0], "本报记者 葛明", ""]
        page += [*set_in_column("本报讯（记者 李健）" + ORCHARD[1] + ORCHARD[2], 15), "", ORCHARD[0]]
        drafts = lay_out("\n".join(page)).articles
        self.assertEqual(headlines("\n".join(page)), [WATER[0], ORCHARD[0]])
        self.assertEqual(len(drafts[0].crossheads), 3)

    def test_a_crosshead_whose_words_are_those_of_the_text_above_heads_no_story_of_its_own(self):
        feature = [
            "傍晚，石澜河边的风带着水草的清气，街坊在榕树下摆开象棋。谁能想到，从前这里一年四季不敢开窗。",
            "“淤泥只是表象，病根在岸上的作坊里。”住在河边多年的魏阿婆说，病根不除，河水清了又黑。",
            "把“病根”从岸上拔掉",
            "三年间，沿途关停染坊五十七家，封堵排口三百多个，埋设干管二十六公里，两千户人家搬进安置房。",
            "让活水重新流进来",
            "上游水库每天放水十五万方，种下菖蒲、美人蕉，投放鱼苗，透明度从十厘米提高到六十厘米。",
            "一条黑河的三年\n——石澜河整治记\n本报记者 葛明",
        ]
        page = ["本报讯（记者 李健）" + ORCHARD[1] + ORCHARD[2], ORCHARD[0], *feature]
        page += ["本报讯（记者 李健）" + SCHOOL[1] + SCHOOL[2], SCHOOL[0]]
        drafts = lay_out("\n\n".join(page)).articles
        self.assertEqual([draft.headline.text for draft in drafts], [ORCHARD[0], "一条黑河的三年", SCHOOL[0]])
        self.assertEqual([text.text for text in drafts[1].crossheads], [feature[2], feature[4]])

    def test_a_forecast_of_one_line_is_a_story_of_its_own(self):
        forecast = "今日天气 晴转多云 西北风4到5级 气温2℃到13℃"
        page = [WATER[0], "本报讯（记者 葛明）" + WATER[1], WATER[2], forecast]
        drafts = lay_out("\n\n".join(page)).articles
        self.assertEqual([draft.body.text for draft in drafts][1:], [forecast.replace(" ", "")])

    def test_teasers_between_a_text_and_its_head_below_part_no_stories(self):
        page = "\n\n".join(
            [
                "本报讯（记者 葛明）" + WATER[1],
                "导 读\n老街修路怎么走 >>>3版\n今起可领体检表 >>>5版",
                "供水管网改造启动",
                "本报讯（记者 李健）" + SCHOOL[1],
                "四所乡村小学迎来新校舍",
                "本报讯（记者 秦禾）" + ORCHARD[1],
                "蜜橘采收合作社忙装箱",
            ]
        )
        self.assertEqual(headlines(page), ["供水管网改造启动", "四所乡村小学迎来新校舍", "蜜橘采收合作社忙装箱"])

    def test_the_first_of_numbered_crossheads_right_under_the_heads_is_one_of_them(self):
        one, two = (
            "初步核算，全县生产总值增长，第一产业增加值增长，工业用电量也增长。",
            "粮食播种面积稳定，粮食总产量增长，生猪存栏增长。",
        )
        page = [
            "全县经济运行情况",
            "一、综合",
            one,
            "二、农业",
            two,
            "三、工业",
            "工业增加值增长，工业企业利润增长，工业用电量增长。",
        ]
        (draft,) = lay_out("\n".join(page)).articles
        self.assertEqual([text.text for text in draft.crossheads], ["一、综合", "二、农业", "三、工业"])
        self.assertEqual((draft.headline.text, draft.standfirsts), ("全县经济运行情况", ()))

    def test_an_office_and_what_it_gives_notice_of_are_one_head(self):
        page = [
            "柳溪县水利局",
            "关于开放石桥水闸的通告",
            "石桥水闸定于本月开放，请沿河居民和过往船只注意安全，服从管理人员指挥。",
            "2021年2月16日",
        ]
        (draft,) = lay_out("\n".join(page)).articles
        self.assertEqual(draft.headline.text, "柳溪县水利局关于开放石桥水闸的通告")

    def test_a_head_of_a_place_that_stands_alone_at_the_pages_end_leaves_no_empty_story(self):
        nurse = (
            "减掉的是包袱，加上的是本事。县经信局副局长葛明说，今年1—7月，全县规模以上纺织企业完成产值78.4亿元，"
            "同比增长12.7%，亏损面缩小到8.5%。"
        )
        river = (
            "本报石桥讯 七里营镇护河员何平的三轮车上，总放着三样东西：长把网兜、蛇皮袋和一只铁皮喇叭。"
            "他负责的河段有4.2公里，每天要走两个来回。"
        )
        poor = (
            "扶真贫，先得识真贫。市扶贫办主任李健介绍，建档立卡中，全市组织1.37万名干部进村入户，"
            "剔除不符合条件的8216户，谁家因病、谁家缺劳力，"
        )
        heads = ("小病不出社区 大病不用转院", "柘林医联体让专家沉下来", "石桥：给每条河找个“管家”")
        page = "\n".join([heads[0], nurse, river, "", "", heads[1], poor, heads[2]])
        found = lay_out(page).articles
        self.assertEqual([draft.headline.text for draft in found][1], "石桥：给每条河找个“管家”")
        self.assertTrue(all(draft.spans for draft in found))

    def test_a_crosshead_stays_inside_its_story(self):
        page = "\n\n".join(["供水管网换新颜", "本报讯（记者 葛明）" + WATER[1], "管道换新", WATER[2], WATER[1]])
        self.assertEqual(headlines(page), ["供水管网换新颜"])

    def test_a_photographs_caption_before_the_byline_is_the_storys(self):
        page = "\n\n".join(
            ["供水管网换新颜", "□ 葛明 李健 报道", "八支施工队伍进场更换老旧管道。", "□ 本报记者 葛明", *WATER[1:]]
        )
        (draft,) = lay_out(page).articles
        self.assertEqual([text.text for text in draft.captions], ["八支施工队伍进场更换老旧管道。"])
        self.assertEqual(draft.body.text, "\n".join(WATER[1:]))

    def test_a_story_whose_head_is_lost_has_none(self):
        page = "\n\n".join([*WATER, "□ 记者 李健 报道", "本报云岭讯 " + SCHOOL[1], SCHOOL[2]])
        self.assertEqual(headlines(page), ["供水管网换新颜", None])


class Resumed(SimpleTestCase):
    """Texts that break off at a paragraph's end and go on after another story."""

    def test_what_begins_with_a_bare_name_goes_back_to_where_the_person_was_introduced(self):
        told = WATER[1].replace("启动", "副市长葛明到场，启动")
        page = [
            "本报讯（记者 李健）" + told,
            "本报云岭讯 " + SCHOOL[1],
            SCHOOL[2],
            SCHOOL[0],
            "葛明强调，要把耽误的工期抢回来，把损失补回来，让居民早日用上放心水。",
            "各街道负责人参加。",
            "抢工期 补损失",
        ]
        drafts = lay_out("\n".join(page)).articles
        self.assertEqual(headlines("\n".join(page)), ["抢工期 补损失", SCHOOL[0]])
        self.assertEqual(drafts[0].body.text, "\n".join([told, *page[4:6]]))
        self.assertIn("葛明 was told of there", drafts[0].why)

    def test_what_stands_under_a_wide_gap_goes_back_to_the_story_whose_words_it_shares(self):
        rest = "供水管网改造让老旧管道全部更换，供水压力有了保障，"
        rest += "管网安全更有数，城区居民和三个街道的供水公司都说好，施工队伍明年再去乡镇更换管道。"
        page = [
            WATER[0],
            "□ 记者 葛明",
            *WATER[1:],
            "□ 记者 李健",
            *SCHOOL[1:],
            "\n" + rest,
            "",
            ORCHARD[0],
            "□ 记者 孙维佳",
        ]
        drafts = lay_out("\n\n".join([*page, *ORCHARD[1:]])).articles
        self.assertEqual(drafts[0].body.text, "\n".join([*WATER[1:], rest]))
        self.assertEqual(drafts[1].body.text, "\n".join(SCHOOL[1:]))

    def test_a_head_as_short_as_the_crossheads_of_an_earlier_story_heads_its_further_section(self):
        section = "供水公司算过账，老旧管道更换后，供水损耗下降一半，改造花的钱五年收回，居民水费不涨。"
        page = [WATER[0], "本报讯（记者 葛明）" + WATER[1], "先换旧管", WATER[2], SCHOOL[0]]
        page += [
            "本报云岭讯 " + SCHOOL[1],
            SCHOOL[2],
            "再算细账",
            section,
            ORCHARD[0],
            "本报讯（记者 李健）" + ORCHARD[1],
        ]
        drafts = lay_out("\n\n".join([*page, ORCHARD[2]])).articles
        self.assertEqual([text.text for text in drafts[0].crossheads], ["先换旧管", "再算细账"])
        self.assertEqual(drafts[1].body.text, "\n".join(SCHOOL[1:]))

    def test_two_stories_whose_paragraphs_stand_mixed_are_parted_by_the_words_they_share(self):
        page = "\n\n".join(
            (
                "石澜镇旧蚕室变身农家书屋",
                "□ 本报记者 何守拙",
                "石澜镇的旧蚕室建于上世纪八十年代，蚕农改行以后一直空着。去年春天，镇里把旧蚕室改成农家书屋，添置书架",
                "□记者 韩小满 通讯员 柏林 报道",
                "本报云岭讯 天刚亮，云岭县渡口的摆渡船就离了岸。船工老秦摇着橹，送学生们过河上学。",
                "渡口的摆渡船一天要跑十几趟，学生们坐船不收钱，船票由县里补贴。",
                "160个。",
                "农家书屋白天对外开放，晚上成了村民学剪纸的地方。旧蚕室里的养蚕架也留了下来，摆上了书。",
                "云岭渡口的摆渡船为学生免票",
                "云岭县有渡口九处，摆渡船过去靠船工自己维持，学生们坐船要自己掏钱。",
                "县交通局把渡口的摆渡船纳入公交，船工领上了工资，学生们过河不再发愁。",
            )
        )
        found = lay_out(page).articles
        self.assertEqual(headlines(page), ["石澜镇旧蚕室变身农家书屋", "云岭渡口的摆渡船为学生免票"])
        self.assertIn("添置书架160个。", found[0].body.text)
        self.assertIn("晚上成了村民学剪纸的地方", found[0].body.text)
        self.assertTrue(found[1].body.text.endswith("学生们过河不再发愁。"))


class LevelsOfMarkdown(SimpleTestCase):
    def test_a_mark_of_a_higher_level_met_once_does_not_make_headlines_crossheads(self):
        text = "柳河乡的茶园一片连着一片，乡亲们说，五年前这里还是荒坡，如今一亩茶能卖六千块，家家都盖了新房。"
        page = "\n\n".join(
            (
                "# 五年答卷",
                text,
                "## 茶园铺满柳河乡",
                "本报讯（记者 葛明）" + text,
                "#### 产业到村，日子有奔头",
                text.replace("茶", "橘"),
                "## 新桥修到石湾村",
                "本报讯（记者 李健）石湾村的新桥昨日通车，两岸的村民不再绕路，学生上学比往常少走半个钟头。",
            )
        )
        heads = [draft.headline.text for draft in lay_out(page).articles if draft.headline]
        self.assertEqual(heads, ["五年答卷", "茶园铺满柳河乡", "新桥修到石湾村"])
