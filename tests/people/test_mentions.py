"""Byline and story together: who is credited, who acts, and with what post."""

from django.test import SimpleTestCase

from articles.text.spans import MappedText
from people.extraction.mentions import find_mentions
from people.extraction.types import Role

R, C, P, S = Role.REPORTER, Role.CORRESPONDENT, Role.PHOTOGRAPHER, Role.SUBJECT


def passage(text, offset=0):
    return MappedText(text, tuple(range(offset, offset + len(text))))


def spaced(printed):
    """A text that has closed up its spaces and lines, as one that is read from a page."""
    places = [at for at, letter in enumerate(printed) if not letter.isspace()]
    return MappedText("".join(printed[at] for at in places), tuple(places))


def read(byline, *texts):
    passages = [passage(text, 1000 * (number + 1)) for number, text in enumerate(texts)]
    return find_mentions(passage(byline) if byline else None, passages)


def roles(mentions):
    return [(mention.name, mention.role) for mention in mentions]


class MentionTests(SimpleTestCase):
    def test_the_byline_comes_first(self):
        found = read("记者 孟桐 通讯员 魏荷 报道", "青石县水利局局长陆文远介绍，工程已经完工。")
        self.assertEqual(roles(found), [("孟桐", R), ("魏荷", C), ("陆文远", S)])
        self.assertEqual((found[2].organization, found[2].title), ("青石县水利局", "局长"))

    def test_a_correspondent_who_acts_in_the_story_is_there_twice(self):
        found = read("记者 孟桐 通讯员 魏小荷", "青石县委常委、宣传部长魏小荷表示，活动将继续。")
        self.assertEqual(roles(found), [("孟桐", R), ("魏小荷", C), ("魏小荷", S)])

    def test_a_credit_repeated_under_a_picture_is_one_credit(self):
        found = read("□本报记者 孟桐", "市场里人来人往。\n□孟桐 魏小荷 韩松涛 报道")
        self.assertEqual(roles(found), [("孟桐", R), ("魏小荷", C), ("韩松涛", C)])
        self.assertEqual(len(found[0].spans), 2)

    def test_who_took_the_picture_is_a_photographer(self):
        found = read(None, "图为农民在田间劳作。（孟桐摄）")
        self.assertEqual(roles(found), [("孟桐", P)])

    def test_names_in_a_row_share_a_plural_title(self):
        found = read(None, "市领导陆文远、魏建国、孟桐参加调研。")
        self.assertEqual([m.title for m in found], ["市领导"] * 3)

    def test_what_follows_the_last_of_a_row_or_a_masked_name_is_no_part_of_it(self):
        for printed, names in [
            ("会议由陆文远主持，魏建国、魏秀兰和委员十七人出席。", ["陆文远", "魏建国", "魏秀兰"]),
            ("大会执行主席陆文远、魏秀兰、孟海棠、乐娟在主席台前排就座。", ["陆文远", "魏秀兰", "孟海棠", "乐娟"]),
            ("被告人贾某、史某自去年10月起开公司。", ["贾某", "史某"]),
            ("巡夜人追上偷瓜的孟某时，孟某放下了瓜。", ["孟某"]),
            ("放学路上，小禾（化名）把捡到的钱包交给门卫。", ["小禾"]),
            ("陆文远、魏秀兰各捐五百元修桥。", ["陆文远", "魏秀兰"]),
            ("拟提拔的有陆文远，魏刚拟任县卫生局局长。", ["陆文远", "魏刚"]),
            ("柏树乡胡家坪的胡春梅回乡。", ["胡春梅"]),
            ("青石大桥总投资185万元。", []),
            ("全乡修好了柳川、魏那、黄坝、程川等3个养蜂点。", []),
            ("周湾村的渔家都在补网。", []),
            ("马头岩、黄泥洞、洪家湖等景区免收门票。", []),
            ("记者采访了刘师傅，他很高兴。", ["刘师傅"]),
            ("种植红高粱、玉米、大豆等作物。", []),
            ("今年坡上李子结得多。", []),
            ("全乡学习习近平总书记生态文明思想。", []),
            ("养路工王灵正在铲雪。", ["王灵"]),
            ("老人和学生应尽早到门诊预约。", []),
        ]:
            with self.subTest(printed):
                self.assertEqual([mention.name for mention in find_mentions(None, [passage(printed)])], names)

    def test_a_title_in_the_singular_is_one_persons(self):
        found = read(None, "青石县县长陆文远、魏建国、孟桐参加调研。")
        self.assertEqual([m.title for m in found[1:]], [None, None])

    def test_the_fullest_post_stands(self):
        found = read(None, "局长陆文远到村调研。", "青石县水利局局长陆文远说，要抓紧施工。陆文远要求，保证质量。")
        self.assertEqual(len(found), 1)
        self.assertEqual((found[0].organization, found[0].title), ("青石县水利局", "局长"))
        self.assertEqual(len(found[0].spans), 3)

    def test_a_title_may_follow_the_name(self):
        (mention,) = read(None, "陆文远教授作了专题讲座。")
        self.assertEqual((mention.name, mention.title), ("陆文远", "教授"))

    def test_a_school_or_a_team_stands_for_a_post(self):
        for printed, expected in [
            ("夺冠的是白塔小学五年三班的孟建国。", "白塔小学五年三班"),
            ("昨天，青石队的陆文远说，比赛很难。", "青石队"),
            ("施工队的陆文远说，比赛很难。", "施工队"),
            ("部队的陆文远说，比赛很难。", None),
        ]:
            with self.subTest(printed):
                (mention,) = read(None, printed)
                self.assertEqual((mention.organization, mention.title), (expected, None))

    def test_a_reporter_named_in_the_story_is_a_reporter(self):
        found = read(None, "新华社青石1月1日电（记者孟桐、魏小荷）青石县喜获丰收。")
        self.assertEqual(roles(found), [("孟桐", R), ("魏小荷", R)])

    def test_another_houses_reporter_who_is_asked_is_in_the_story(self):
        found = read("记者 孟桐", "青石日报社农村部记者魏小荷说：“真甜。”")
        self.assertEqual(roles(found), [("孟桐", R), ("魏小荷", S)])
        self.assertEqual((found[1].organization, found[1].title), ("青石日报社农村部", "记者"))
        self.assertEqual(roles(read(None, "青石日报社记者魏小荷从会上获悉，")), [("魏小荷", R)])

    def test_a_story_without_people_has_none(self):
        self.assertEqual(read(None, "全市经济运行总体平稳，稳中有进。"), ())
        self.assertEqual(read(None), ())

    def test_names_in_rows_behind_their_bodies_are_a_roll_of_honour(self):
        for head, rows, expected in [
            (
                "2002—2003年度安全生产标兵（排名不分先后）",
                "一车间：陆文远　韩松涛\n运输队：车 喜　尉迟明\n洗煤厂：危立本　苑 洁\n二车间开展“安全家书”活动侧记",
                [
                    *[("陆文远", "一车间", "安全生产标兵"), ("韩松涛", "一车间", "安全生产标兵")],
                    *[("车喜", "运输队", "安全生产标兵"), ("尉迟明", "运输队", "安全生产标兵")],
                    *[("危立本", "洗煤厂", "安全生产标兵"), ("苑洁", "洗煤厂", "安全生产标兵")],
                ],
            ),
            (
                "录取名单",
                "青石一中：陆文远　苑 洁\n白塔中学：危立本",
                [("陆文远", "青石一中", None), ("苑洁", "青石一中", None), ("危立本", "白塔中学", None)],
            ),
            ("商品价格", "白塔市场：白菜　黄瓜\n青石市场：土豆　花生", []),
        ]:
            with self.subTest(head):
                found = find_mentions(None, [passage(head), spaced(rows)])
                self.assertEqual([(m.name, m.organization, m.title) for m in found], expected)
