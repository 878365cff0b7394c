"""Posts whose body is half said, or told after the name."""

from django.test import SimpleTestCase

from articles.text.spans import MappedText
from people.extraction.mentions import find_mentions


def posts_in(text):
    found = find_mentions(None, [MappedText(text, tuple(range(len(text))))])
    return [(mention.name, mention.organization, mention.title) for mention in found]


class PointedAtTests(SimpleTestCase):
    def test_a_title_that_is_only_pointed_at_is_of_no_body(self):
        for printed, expected in [
            ("该主任葛明说，今年收成好。", ("葛明", None, "主任")),
            ("据该书记葛明介绍，今年收成好。", ("葛明", None, "书记")),
            ("本院长葛明表态。", ("葛明", None, "院长")),
        ]:
            with self.subTest(printed):
                self.assertEqual(posts_in(printed), [expected])


class BodyTests(SimpleTestCase):
    def assert_posts(self, table):
        for printed, expected in table:
            with self.subTest(printed):
                self.assertEqual(posts_in(printed), expected)

    def test_a_body_called_for_short_is_the_one_named_before(self):
        self.assert_posts(
            [
                (
                    "记者来到青石县禾丰粮油公司。公司经理陆文远介绍，今年效益好。",
                    [("陆文远", "青石县禾丰粮油公司", "经理")],
                ),
                (
                    "在青石县人民医院，工作人员正在消毒。医院院长魏秀兰介绍，一切就绪。",
                    [("魏秀兰", "青石县人民医院", "院长")],
                ),
                ("医院院长魏秀兰介绍，一切就绪。", [("魏秀兰", "医院", "院长")]),
            ]
        )

    def test_a_part_of_a_body_called_for_short_is_completed(self):
        self.assert_posts(
            [
                (
                    "青石重工有限公司订单不断。公司安全环保部部长陆文远说，车间满负荷。",
                    [("陆文远", "青石重工有限公司安全环保部", "部长")],
                ),
                ("该市水利局局长陆文远介绍，水位已回落。", [("陆文远", "市水利局", "局长")]),
            ]
        )

    def test_a_village_or_quarter_called_for_short_is_the_one_named_before(self):
        self.assert_posts(
            [
                (
                    "石坪村摘掉了“空壳村”的帽子。村党支部书记陆文远说，今年第一次分红。",
                    [("陆文远", "石坪村", "党支部书记")],
                ),
                (
                    "柳沟社区的活动室很热闹。\n社区主任魏秀兰登门请他来教课。",
                    [("魏秀兰", "柳沟社区", "主任")],
                ),
                ("社区主任魏秀兰登门。", [("魏秀兰", None, "社区主任")]),
                ("石坪村的变化大。村支书陆文远说。", [("陆文远", None, "村支书")]),
            ]
        )

    def test_a_head_is_of_the_body_named_before(self):
        self.assert_posts(
            [
                ("青石轴承厂一度停产。厂房空了。厂长陆文远说，订单又多了。", [("陆文远", "青石轴承厂", "厂长")]),
                ("县豫剧团走村串乡。团里人少。团长魏秀兰说。", [("魏秀兰", "县豫剧团", "团长")]),
                ("在石坪村蔬菜合作社的地头上，社员孟桂林正在装筐。", [("孟桂林", "石坪村蔬菜合作社", "社员")]),
                ("绿源育苗场有八栋温室。好苗出好瓜。场长陆文远说。", [("陆文远", "绿源育苗场", "场长")]),
                ("绿源林场起了火。风很大。护林员陆文远跑在前面。", [("陆文远", "绿源林场", "护林员")]),
                ("科技进步快。科长陆文远说。", [("陆文远", None, "科长")]),
                ("记者在白塔镇石坪村看到，村民孟桂林正在采摘。", [("孟桂林", "白塔镇石坪村", "村民")]),
                ("陆文远是镇农技站的退休干部。", [("陆文远", "镇农技站", "退休干部")]),
            ]
        )

    def test_who_serves_a_school_a_firm_or_a_town_is_of_the_one_named_before(self):
        self.assert_posts(
            [
                (
                    "日前，在青石县三溪镇中心小学，午饭开了。三溪镇中心小学地处山区。校长魏秀兰说，食堂新建。",
                    [("魏秀兰", "青石县三溪镇中心小学", "校长")],
                ),
                (
                    "在青石县三溪镇中心小学的食堂里，五年级学生陆小雨端着餐盘。",
                    [("陆小雨", "青石县三溪镇中心小学五年级", "学生")],
                ),
                ("在石坪村的课堂上，五年级学生陆小雨举手。", [("陆小雨", "五年级", "学生")]),
                (
                    "青石恒源纺织有限公司发放助学金。董事长陆文远勉励同学们。",
                    [("陆文远", "青石恒源纺织有限公司", "董事长")],
                ),
                (
                    "走进位于城东区的青石纺织有限公司三车间，机声小了。车间主任魏秀兰告诉记者，用工少了。",
                    [("魏秀兰", "青石纺织有限公司", "车间主任")],
                ),
                (
                    "在柳江重工智能工厂内，机器挥舞手臂。公司总装车间主任陆文远说。",
                    [("陆文远", "柳江重工智能工厂总装", "车间主任")],
                ),
                ("在城关敬老院，24岁的护理员魏秀兰很忙。", [("魏秀兰", "城关敬老院", "护理员")]),
                ("今年，城关镇铺设了管道。副镇长陆文远说，完工了。", [("陆文远", "城关镇", "副镇长")]),
                ("城关镇铺设了管道。\n副镇长陆文远说，完工了。", [("陆文远", None, "副镇长")]),
                ("全县5个乡镇和特色小镇完工。副镇长陆文远说。", [("陆文远", None, "副镇长")]),
                (
                    "2008年，他牵头成立菱湾水产合作社，抱成一团。理事长陆文远说。",
                    [("陆文远", "菱湾水产合作社", "理事长")],
                ),
                ("记者联系了市物业管理中心。该中心副主任陆文远说。", [("陆文远", "市物业管理中心", "副主任")]),
                ("主刀医生、柳江市中心医院专家多。该院院长陆文远介绍。", [("陆文远", "柳江市中心医院", "院长")]),
            ]
        )

    def test_who_is_met_at_a_site_or_at_home_is_of_it(self):
        self.assert_posts(
            [
                (
                    "4月10日，在青石市临港物流产业园项目现场，工人正忙。“封顶了。”项目经理陆文远说。",
                    [("陆文远", "青石市临港物流产业园", "项目经理")],
                ),
                (
                    "在青石至柳沟高速公路第三标段施工现场，县长叮嘱项目负责人陆文远，要抓紧。",
                    [("陆文远", "青石至柳沟高速公路第三标段", "项目负责人")],
                ),
                ("项目现场很忙。项目经理陆文远说。", [("陆文远", None, "项目经理")]),
                ("随后走进荷花塘小区，敲开居民魏秀兰的家门。", [("魏秀兰", "荷花塘小区", "居民")]),
                (
                    "7月10日，青石县大桥乡新塘村的稻田里，收割机来回作业，种粮大户陆文远捧起稻谷。",
                    [("陆文远", "青石县大桥乡新塘村", "种粮大户")],
                ),
                (
                    "走进白塔镇桑园村，家家忙碌。“卖茧收入不少。”村民陆文远说。",
                    [("陆文远", "白塔镇桑园村", "村民")],
                ),
                (
                    "走进白塔镇桑园村，家家忙碌。邻近的石坪村也一样。村民陆文远说。",
                    [("陆文远", None, "村民")],
                ),
                ("白塔镇湖滨村蟹农陆文远撑船下湖。", [("陆文远", "白塔镇湖滨村", "蟹农")]),
            ]
        )

    def test_a_body_may_have_been_named_paragraphs_before(self):
        paragraphs = ["记者来到青石重工有限公司。", "车间里机器轰鸣。", "公司经理陆文远介绍，订单不断。"]
        (mention,) = find_mentions(None, [MappedText(text, tuple(range(len(text)))) for text in paragraphs])
        self.assertEqual((mention.organization, mention.title), ("青石重工有限公司", "经理"))

    def test_people_told_apart_from_their_home_or_school_belong_to_it(self):
        self.assert_posts(
            [
                ("家住柳沟镇锦华小区的居民魏秀兰说。", [("魏秀兰", "柳沟镇锦华小区", "居民")]),
                ("柳沟村的67岁村民魏秀兰说。", [("魏秀兰", "柳沟村", "村民")]),
                ("来自青石技师学院的21岁选手陆文远夺冠。", [("陆文远", "青石技师学院", "选手")]),
                ("石坪村的老支书陆文远有三本账。", [("陆文远", "石坪村", "老支书")]),
                ("2月3日，在白塔镇柳沟村，橘农陆文远正在采摘。", [("陆文远", "白塔镇柳沟村", "橘农")]),
                ("6月4日，白塔镇石坪村群众会上，52岁的村民陆文远站起来。", [("陆文远", "白塔镇石坪村", "村民")]),
                ("在村里，村民陆文远很有名。", [("陆文远", None, "村民")]),
                ("石坪村的村民多。村民陆文远说。", [("陆文远", None, "村民")]),
                ("家住柳沟社区的独居老人魏秀兰说。", [("魏秀兰", None, "独居老人")]),
            ]
        )

    def test_who_is_of_a_county_is_told_with_it_and_who_comes_from_one_is_not(self):
        self.assert_posts(
            [
                ("白塔县的返乡农民陆文远说，蜂箱够用了。", [("陆文远", "白塔县", "返乡农民")]),
                ("来自白塔县的钢筋工陆文远说，工地管饭。", [("陆文远", None, "钢筋工")]),
            ]
        )

    def test_a_second_named_right_after_serves_the_same_body(self):
        self.assert_posts(
            [
                (
                    "石门派出所民警陆文远、协警员魏建国赶到现场。",
                    [("陆文远", "石门派出所", "民警"), ("魏建国", "石门派出所", "协警员")],
                ),
                (
                    "县医院院长陆文远、副院长魏建国参加。",
                    [("陆文远", "县医院", "院长"), ("魏建国", "县医院", "副院长")],
                ),
                (
                    "青石航运公司经理陆文远和党委书记魏建国赶到码头。",
                    [("陆文远", "青石航运公司", "经理"), ("魏建国", "青石航运公司", "党委书记")],
                ),
                ("县委书记陆文远、县长魏建国参加。", [("陆文远", "县委", "书记"), ("魏建国", None, "县长")]),
            ]
        )

    def test_what_is_told_of_all_after_a_list_is_told_of_each(self):
        self.assert_posts(
            [
                (
                    "陆文远、魏秀兰、孟桐等市级领导带头捐款。",
                    [(name, None, "市级领导") for name in ("陆文远", "魏秀兰", "孟桐")],
                ),
            ]
        )

    def test_a_post_taken_up_is_told_before_one_that_was_left(self):
        self.assert_posts(
            [
                (
                    "任命陆文远为县水利局局长。免去陆文远的县农业区划办公室副主任职务。",
                    [("陆文远", "县水利局", "局长")],
                ),
            ]
        )

    def test_a_post_between_commas_after_the_name_is_told_of_it(self):
        self.assert_posts(
            [
                ("专家简介：陆文远，青石县中医院针灸科主任医师。", [("陆文远", "青石县中医院针灸科", "主任医师")]),
                ("陆文远，男，46岁，青石县水利局工程师，", [("陆文远", "青石县水利局", "工程师")]),
            ]
        )

    def test_a_post_may_be_told_after_the_name(self):
        self.assert_posts(
            [
                ("“没有停工。”陆文远副总经理笑着说。", [("陆文远", None, "副总经理")]),
                ("会上，魏建国当选为青石县作家协会主席。", [("魏建国", "青石县作家协会", "主席")]),
                ("青石县教育局陆文远局长到校慰问。", [("陆文远", "青石县教育局", "局长")]),
            ]
        )
