"""The post before a name, and what of it is the organization."""

from django.test import SimpleTestCase

from articles.text.spans import MappedText
from people.extraction.evidence import fold_text
from people.extraction.mentions import find_mentions
from people.extraction.titles import read_post


def post_before(printed):
    """The post before | in the text."""
    text = printed.replace("|", "", 1)
    post = read_post(fold_text(text), printed.index("|"), text)
    return (post.organization, post.title) if post else None


class PostTests(SimpleTestCase):
    def test_a_post_is_split_into_organization_and_title(self):
        for printed, expected in [
            ("青石县委书记|陆文远说", ("青石县委", "书记")),
            ("青石县水利局局长|陆文远介绍", ("青石县水利局", "局长")),
            ("日前，青石县白塔镇柳沟村村民|魏秀兰说", ("青石县白塔镇柳沟村", "村民")),
            ("白塔镇党委副书记、镇长|孟桐介绍", ("白塔镇", "党委副书记、镇长")),
            ("青石县委常委、组织部长|孟桐认为", ("青石县委", "常委、组织部长")),
            ("2月5日，青石市青禾（国际）产业园项目负责人|韩松涛向", ("青石市青禾（国际）产业园", "项目负责人")),
            ("青禾运营管理有限公司销售总经理|韩松涛", ("青禾运营管理有限公司", "销售总经理")),
            ("青石县教育局主持日常工作的副局长|孟桐说", ("青石县教育局", "主持日常工作的副局长")),
            ("二号井党总支书记|孟桐说", ("二号井", "党总支书记")),
            ("8号党总支书记|孟桐说", (None, "党总支书记")),
            ("——记三号井采煤队队长|孟桐", ("三号井采煤队", "队长")),
            ("青石县气象台首席预报员|孟桐介绍", ("青石县气象台", "首席预报员")),
            ("青石县绿野生物质能有限公司总经理|孟桐介绍", ("青石县绿野生物质能有限公司", "总经理")),
            ("青石市见义勇为基金会秘书长|孟桐介绍", ("青石市见义勇为基金会", "秘书长")),
            ("赛后主教练|孟桐说", (None, "主教练")),
            ("青石县一中数学教师|孟桐说", ("青石县一中", "数学教师")),
            ("第4名选手|孟桐摔倒", (None, "选手")),
            ("拟任青石县水务局副局长|孟桐公示如下", ("青石县水务局", "副局长")),
        ]:
            with self.subTest(printed):
                self.assertEqual(post_before(printed), expected)

    def test_ranks_members_of_a_body_and_a_people_before_a_title(self):
        for printed, expected in [
            ("青石县人大副县级调研员|陆文远及代表", ("青石县人大", "副县级调研员")),
            ("县人大副县级调研员|陆文远及代表", ("县人大", "副县级调研员")),
            ("县民政局党组成员、副局长|陆文远表示", ("县民政局", "党组成员、副局长")),
            ("青石机械公司常务副总|陆文远说", ("青石机械公司", "常务副总")),
            ("景颇族教师|陆文远走上讲台", (None, "教师")),
            ("青石回族自治县县长|陆文远说", ("青石回族自治县", "县长")),
            ("一头扎进护士长|陆文远怀里", (None, "护士长")),
            ("丹麦籍船长|陆文远说", (None, "船长")),
        ]:
            with self.subTest(printed):
                self.assertEqual(post_before(printed), expected)

    def test_who_is_to_be_appointed_holds_the_post_of_today(self):
        text = "陆文远，男，汉族，1975年5月生，大学学历，现任青石县医院院长，拟任县卫生局副局长；"
        person = find_mentions(None, [MappedText(text, tuple(range(len(text))))])[0]
        self.assertEqual((person.name, person.organization, person.title), ("陆文远", "青石县医院", "院长"))

    def test_posts_in_several_bodies_stay_whole(self):
        for printed, expected in [
            ("副市长、市双拥办副主任|陆文远出席", (None, "副市长、市双拥办副主任")),
            ("市委常委、政法委书记|陆文远出席", (None, "市委常委、政法委书记")),
            ("副市长、市安委会副主任|陆文远出席", (None, "副市长、市安委会副主任")),
            ("副县长、县红十字会会长|陆文远出席", (None, "副县长、县红十字会会长")),
            ("市委常委、市创城指挥部副总指挥|陆文远出席", (None, "市委常委、市创城指挥部副总指挥")),
            ("市政协副主席、市总工会主席|孟桐", (None, "市政协副主席、市总工会主席")),
            (
                "青石市委书记，柳沟高新区党工委书记、管委会主任|孟桐",
                (None, "青石市委书记，柳沟高新区党工委书记、管委会主任"),
            ),
        ]:
            with self.subTest(printed):
                self.assertEqual(post_before(printed), expected)

    def test_a_post_begins_after_what_is_said_of_somebody(self):
        for printed, expected in [
            ("记者采访了市民|魏秀兰", (None, "市民")),
            ("正在排练秧歌的西坡村村民|魏秀兰说", ("西坡村", "村民")),
            ("据县卫健局局长|陆文远介绍", ("县卫健局", "局长")),
            ("“好极了。”市民|魏秀兰说", (None, "市民")),
            ("旅客紧紧握住船长|魏秀兰的手", (None, "船长")),
            ("初识白塔镇武装部长|陆文远，是在会上", ("白塔镇", "武装部长")),
            ("参加比赛的有特级大师|陆文远", (None, "特级大师")),
            ("据新华社青石1月6日电（记者孙维佳）青石县县长|陆文远今天", ("青石县", "县长")),
            ("现任青石县水利局副局长的|陆文远说", ("青石县水利局", "副局长")),
            ("作为青石农场技术员的|陆文远说", ("青石农场", "技术员")),
            ("说完再见的局长|陆文远", (None, "局长")),
            ("现为青石师范学院教授的|陆文远说", ("青石师范学院", "教授")),
            ("我国著名画家|陆文远到场", (None, "著名画家")),
            ("看望住院工友和孤寡老人，县委书记|陆文远说", ("县委", "书记")),
        ]:
            with self.subTest(printed):
                self.assertEqual(post_before(printed), expected)

    def test_what_is_told_of_somebody_is_no_part_of_the_title(self):
        for printed, expected in [
            ("负责巡回审判的法官|陆文远说", (None, "法官")),
            ("分管教育的副县长|陆文远说", (None, "分管教育的副县长")),
            ("青石市民|魏秀兰说", (None, "市民")),
        ]:
            with self.subTest(printed):
                self.assertEqual(post_before(printed), expected)

    def test_an_age_or_a_country_may_stand_between_the_post_and_the_name(self):
        for printed, expected in [
            ("代表性传承人、79岁的|陆文远说", (None, "代表性传承人")),
            ("青石队主教练、巴西人|费尔南多说", ("青石队", "主教练")),
            ("四年级学生|魏小荷说", ("四年级", "学生")),
            ("辅导教师为|魏小荷", (None, "辅导教师")),
            ("我县柳沟镇退役军人|陆文远", ("柳沟镇", "退役军人")),
        ]:
            with self.subTest(printed):
                self.assertEqual(post_before(printed), expected)

    def test_who_came_along_and_what_was_done_is_no_part_of_a_body(self):
        for printed, expected in [
            ("他咬牙请来青石美院雕塑系教授|孟桐开课", ("青石美院雕塑系", "教授")),
            ("翻开白塔镇柳沟村第一书记|陆文远的笔记本", ("白塔镇柳沟村", "第一书记")),
            ("＂快递员|魏大鹏抹了把汗", (None, "快递员")),
        ]:
            with self.subTest(printed):
                self.assertEqual(post_before(printed), expected)

    def test_where_somebody_comes_from_is_no_body_that_they_serve(self):
        for printed, expected in [
            ("冠军属于肯尼亚选手|陆文远", (None, "选手")),
            ("本市选手|陆文远", (None, "选手")),
            ("青石县象棋队选手|陆文远", ("青石县象棋队", "选手")),
            ("法国总统|陆文远", ("法国", "总统")),
            ("来自邻国的留学生|陆文远", (None, "留学生")),
        ]:
            with self.subTest(printed):
                self.assertEqual(post_before(printed), expected)

    def test_two_posts_may_be_joined_by_a_word(self):
        for printed, expected in [
            ("青石工厂副厂长兼生产总监|陆文远说", ("青石工厂", "副厂长兼生产总监")),
            ("国家一级演员、梅花奖得主|魏玉环", (None, "国家一级演员、梅花奖得主")),
        ]:
            with self.subTest(printed):
                self.assertEqual(post_before(printed), expected)

    def test_a_body_whose_name_holds_and_is_one(self):
        for body in ["县人力资源和社会保障局", "青石大学护理与康复研究所"]:
            self.assertEqual(post_before(f"{body}局长|陆文远说"), (body, "局长"))

    def test_a_calling_is_no_post(self):
        for printed in ["来自青石市的80后姑娘|陆桐捐献了", "妻子|魏秀兰", "会后，|陆桐指出", "|陆桐指出"]:
            with self.subTest(printed):
                self.assertIsNone(post_before(printed))

    def test_who_is_appointed_and_dismissed_is_told_after_the_names(self):
        for printed, expected in [
            (
                "任命：\n陆文远为县公安局局长；\n魏秀兰（女）为县水利局副局长；\n安学文、史建国为县人民检察院检察员。",
                [
                    ("陆文远", "县公安局", "局长"),
                    ("魏秀兰", "县水利局", "副局长"),
                    ("安学文", "县人民检察院", "检察员"),
                    ("史建国", "县人民检察院", "检察员"),
                ],
            ),
            (
                "会议选举陆文远、魏秀兰（女）、史建国（回族）为县人民政府副县长。",
                [(name, "县人民政府", "副县长") for name in ("陆文远", "魏秀兰", "史建国")],
            ),
            (
                "陆文远、魏秀兰等县领导，县防汛督导组组长史建国参加会议。",
                [("陆文远", None, "县领导"), ("魏秀兰", None, "县领导"), ("史建国", "县防汛督导组", "组长")],
            ),
            ("本报请县农业局局长陆文远作答。", [("陆文远", "县农业局", "局长")]),
            ("免去孟文涛的青石市副市长职务。", [("孟文涛", "青石市", "副市长")]),
            ("清算组由蔡添福、柯茂林组成，蔡添福任组长。", [("蔡添福", None, "组长"), ("柯茂林", None, None)]),
            ("村民魏秀兰为大家办实事。", [("魏秀兰", None, "村民")]),
        ]:
            with self.subTest(printed):
                self.assertEqual(people_in(printed), expected)

    def test_several_posts_may_be_told_after_the_name(self):
        for printed, expected in [
            (
                "会议撤销陆文远的青石县白马林场副场长、护林员职务。",
                [("陆文远", "青石县白马林场", "副场长、护林员")],
            ),
            ("陆文远不再担任青石县象棋协会会长职务。", [("陆文远", "青石县象棋协会", "会长")]),
            ("陆文远从1998年开始担任白塔乡放映队队长。", [("陆文远", "白塔乡放映队", "队长")]),
            ("会议选举陆文远为青石县作协主席、秘书长。", [("陆文远", "青石县作协", "主席、秘书长")]),
            (
                "陆文远任青石县防汛指挥部组长、魏秀兰任副组长。",
                [("陆文远", "青石县防汛指挥部", "组长"), ("魏秀兰", None, "副组长")],
            ),
            (
                "免去陆文远、魏秀兰的县检察院检察员职务。",
                [(name, "县检察院", "检察员") for name in ("陆文远", "魏秀兰")],
            ),
            ("门卫找来了孟某某的哥哥。", [("孟某某", None, None)]),
        ]:
            with self.subTest(printed):
                self.assertEqual(people_in(printed), expected)

    def test_body_and_post_may_fill_the_line_after_the_name(self):
        self.assertEqual(
            people_in("●护林有功\n陆文远 青石县白马林场护林员\n魏秀兰 白塔镇柳沟村养蜂人\n"),
            [("陆文远", "青石县白马林场", "护林员"), ("魏秀兰", "白塔镇柳沟村", "养蜂人")],
        )

    def test_a_body_may_stand_in_brackets_and_a_title_before_a_colon(self):
        for printed, expected in [
            (
                "一等奖：陆文远（青石一中）、魏秀兰（白塔镇中心小学）。",
                [("陆文远", "青石一中", None), ("魏秀兰", "白塔镇中心小学", None)],
            ),
            ("陆文远（青石县水利局工程师）发言。", [("陆文远", "青石县水利局", "工程师")]),
            ("陆文远（右）、魏秀兰（化名）发言。", [("陆文远", None, None), ("魏秀兰", None, None)]),
            ("中标人为青石建筑公司，项目经理：陆文远，工期一年。", [("陆文远", None, "项目经理")]),
            ("指导老师：陆文远", [("陆文远", None, "指导老师")]),
        ]:
            with self.subTest(printed):
                self.assertEqual(people_in(printed), expected)

    def test_no_post_reaches_over_somebody_elses(self):
        for printed, expected in [
            (
                "青石农学院园艺系主任陆文远教授、柳溪画院副院长魏建国参加。",
                [("陆文远", "青石农学院园艺系", "主任"), ("魏建国", "柳溪画院", "副院长")],
            ),
            (
                "陆文远担任龙舟队领队，青石县体育局局长魏建国擂鼓。",
                [("陆文远", "龙舟队", "领队"), ("魏建国", "青石县体育局", "局长")],
            ),
            ("到场的还有青石县旱冰队教练陆文远。", [("陆文远", "青石县旱冰队", "教练")]),
            ("现任白塔乡乡长陆文远说，路修好了。", [("陆文远", "白塔乡", "乡长")]),
            ("该县柳沟镇兽医站站长陆文远说，羊好了。", [("陆文远", "柳沟镇兽医站", "站长")]),
            ("青石市消防救援大队副大队长陆文远说。", [("陆文远", "青石市消防救援大队", "副大队长")]),
            ("白塔区实验学校的陆文远养了两只鸽子。", [("陆文远", "白塔区实验学校", None)]),
            (
                "魏秀兰告诉记者，白塔乡粮站保管员陆文远还没下班。",
                [("魏秀兰", None, None), ("陆文远", "白塔乡粮站", "保管员")],
            ),
            ("陆文远是白塔乡柳沟村一位裁缝。", [("陆文远", "白塔乡柳沟村", "裁缝")]),
            ("他当即拨通乡长陆文远的电话。", [("陆文远", None, "乡长")]),
            ("村里会计陆文远算了一笔账。", [("陆文远", None, "会计")]),
            ("3号楼门卫陆文远说，钥匙找到了。", [("陆文远", "3号楼", "门卫")]),
            (
                "县政协主席陆文远、县人大副主任魏建国、县政协副主席孟桐参加。",
                [("陆文远", "县政协", "主席"), ("魏建国", "县人大", "副主任"), ("孟桐", "县政协", "副主席")],
            ),
            ("陆文远今年52岁，是白塔林场护林员。", [("陆文远", "白塔林场", "护林员")]),
            ("市县领导陆文远、魏建国陪同。", [("陆文远", None, "市县领导"), ("魏建国", None, "市县领导")]),
        ]:
            with self.subTest(printed):
                self.assertEqual(people_in(printed), expected)

    def test_a_title_is_shared_by_a_list_over_brackets_and_after_a_colon(self):
        self.assertEqual(
            people_in("在主席台就座的县领导还有：殷国栋、毕士英（女）、孟文涛。"),
            [("殷国栋", None, "县领导"), ("毕士英", None, "县领导"), ("孟文涛", None, "县领导")],
        )

        self.assertEqual(
            people_in("市上领导陆文远、魏建国到场植树。"), [("陆文远", None, "市上领导"), ("魏建国", None, "市上领导")]
        )

    def test_a_title_of_which_there_are_several_is_shared_by_bare_names_after_it(self):
        for printed, expected in [
            (
                "副主任杨银花、董平、贺良远，秘书长朱天宇出席会议。",
                [
                    ("杨银花", None, "副主任"),
                    ("董平", None, "副主任"),
                    ("贺良远", None, "副主任"),
                    ("朱天宇", None, "秘书长"),
                ],
            ),
            ("农艺师杨银花、董平到田头指导。", [("杨银花", None, "农艺师"), ("董平", None, "农艺师")]),
            ("青石队的杨银花、董平获胜。", [("杨银花", "青石队", None), ("董平", "青石队", None)]),
        ]:
            with self.subTest(printed):
                self.assertEqual(people_in(printed), expected)

    def test_a_number_before_a_case_is_no_part_of_a_body(self):
        self.assertEqual(post_before("2.青石县住建局原站长|陆文远"), ("青石县住建局", "原站长"))


def people_in(printed):
    found = find_mentions(None, [MappedText(printed, tuple(range(len(printed))))])
    return [(mention.name, mention.organization, mention.title) for mention in found]
