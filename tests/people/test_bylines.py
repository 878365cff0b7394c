"""Names credited in bylines, and the roles that the words around them give."""

from django.test import SimpleTestCase

from people.extraction.bylines import find_credits
from people.extraction.types import Role

R, C, P, E = Role.REPORTER, Role.CORRESPONDENT, Role.PHOTOGRAPHER, Role.EDITOR


class BylineTests(SimpleTestCase):
    def assert_reads(self, table):
        for printed, expected in table:
            with self.subTest(printed):
                self.assertEqual([(c.name, c.role) for c in find_credits(printed)], expected)

    def test_role_words_give_the_roles(self):
        self.assert_reads(
            [
                ("记者 陆文远 通讯员 魏小荷 报道", [("陆文远", R), ("魏小荷", C)]),
                ("□ 本报记者 陆文远\n本报通讯员 魏荷 孟桐", [("陆文远", R), ("魏荷", C), ("孟桐", C)]),
                ("通讯员 魏小荷 孟桐 记者 陆文远", [("魏小荷", C), ("孟桐", C), ("陆文远", R)]),
                ("（记者 陆文远）", [("陆文远", R)]),
                ("【记者 陆文远 播报】", [("陆文远", R)]),
                ("见习记者陆文远、通讯员魏小荷报道：", [("陆文远", R), ("魏小荷", C)]),
                ("责任编辑 陆文远 校对 魏小荷", [("陆文远", E)]),
            ]
        )

    def test_names_without_any_role_word_follow_the_reporter(self):
        self.assert_reads([("□陆文远 魏小荷 孟桐 报道", [("陆文远", R), ("魏小荷", C), ("孟桐", C)])])
        self.assertLess(find_credits("□陆文远 魏小荷 报道")[1].confidence, 0.7)

    def test_nothing_need_part_label_and_name(self):
        self.assert_reads(
            [
                ("（记者陆文远通讯员魏小荷）", [("陆文远", R), ("魏小荷", C)]),
                ("记者陆文远本报通讯员魏小荷", [("陆文远", R), ("魏小荷", C)]),
                ("本报记者陆文远魏小荷孟桐", [("陆文远", R), ("魏小荷", R), ("孟桐", R)]),
                ("记者张军李强", [("张军", R), ("李强", R)]),
            ]
        )

    def test_a_name_may_be_parted_by_a_space_or_a_line(self):
        self.assert_reads(
            [
                ("记者 陆 桐 通讯员 魏小 荷 孟文远", [("陆桐", R), ("魏小荷", C), ("孟文远", C)]),
                ("记者 陆\n文远 通讯员 魏小荷", [("陆文远", R), ("魏小荷", C)]),
            ]
        )

    def test_who_photographs(self):
        self.assert_reads(
            [
                ("陆文远 摄", [("陆文远", P)]),
                ("记者 陆文远 摄", [("陆文远", P)]),
                ("记者 陆文远 文/图", [("陆文远", R)]),
                ("记者陆文远摄影报道", [("陆文远", P)]),
                ("(记者 陆文远 通讯员 魏小荷 摄影报道)", [("陆文远", P), ("魏小荷", P)]),
                ("文/图 陆文远", [("陆文远", R)]),
                ("文/陆文远 图/魏小荷", [("陆文远", R), ("魏小荷", P)]),
                ("陆立文/文 金文/图", [("陆立文", R), ("金文", P)]),
                ("陆远/文 魏立文/图", [("陆远", R), ("魏立文", P)]),
                ("陆立文/图", [("陆立", R)]),
                ("摄影：陆文远", [("陆文远", P)]),
                ("新华社发（陆文远摄）", [("陆文远", P)]),
                ("（中新社发 陆文远 摄）", [("陆文远", P)]),
                ("（资料照片）", []),
            ]
        )

    def test_datelines_places_and_bodies_are_nobody(self):
        self.assert_reads(
            [
                ("据新华社青石7月7日电（记者陆文远）", [("陆文远", R)]),
                ("本报白塔5月3日讯（记者陆文远）", [("陆文远", R)]),
                ("青石晚报讯 见习记者陆文远、通讯员魏小荷报道：", [("陆文远", R), ("魏小荷", C)]),
                ("据新华社", []),
                ("（记者 陆文远 青石报道）", [("陆文远", R)]),
                ("白塔镇一读者 魏建民", [("魏建民", C)]),
                ("（青石县人民法院 陆文远）", [("陆文远", C)]),
            ]
        )

    def test_names_alone_in_brackets_are_correspondents(self):
        self.assert_reads([("（陆文远 魏荷）", [("陆文远", C), ("魏荷", C)]), ("陆文远", [("陆文远", C)])])

    def test_a_line_may_break_inside_one_of_two_names_run_together(self):
        self.assert_reads([("通讯员赵玉 兰李文博", [("赵玉兰", C), ("李文博", C)])])

    def test_compound_surnames_and_names_of_minorities(self):
        self.assert_reads(
            [
                ("记者 欧阳文远 通讯员 司徒荷", [("欧阳文远", R), ("司徒荷", C)]),
                ("通讯员 阿依夏木·热西提 摄", [("阿依夏木·热西提", P)]),
            ]
        )

    def test_whom_a_correspondent_writes_for_stands_in_brackets_behind_the_name(self):
        for printed, name, body in [
            ("记者 魏小荷 通讯员 陆文远（青石县统计局）", "陆文远", "青石县统计局"),
            ("通讯员 陆文远（县人民检察院） 记者 魏小荷", "陆文远", "县人民检察院"),
        ]:
            with self.subTest(printed):
                credit = next(credit for credit in find_credits(printed) if credit.name == name)
                self.assertEqual((credit.role, credit.organization), (C, body))

    def test_the_house_before_the_role_word_is_the_organization(self):
        for printed, expected in [
            ("青石日报/青石网记者 陆文远 通讯员 魏小荷", ["青石日报/青石网", None]),
            ("柳沟日报青石融媒体中心记者 陆文远 特约记者 孟桐", ["柳沟日报青石融媒体中心", None]),
            ("青石日报记者 陆文远", ["青石日报"]),
            ("□ 青石融媒记者 陆文远", ["青石融媒"]),
            ("青石记者 陆文远", [None]),
            ("本报记者 陆文远", [None]),
        ]:
            with self.subTest(printed):
                self.assertEqual([c.organization for c in find_credits(printed)], expected)

    def test_a_rank_is_kept_as_title(self):
        for printed, expected in [
            ("首席记者 陆文远", ["首席记者"]),
            ("本报特约记者 陆文远 孟桐", ["特约记者", "特约记者"]),
            ("全媒体记者 陆文远", [None]),
        ]:
            with self.subTest(printed):
                self.assertEqual([c.title for c in find_credits(printed)], expected)

    def test_credits_stand_where_they_are_printed(self):
        printed = "记者 陆 桐 通讯员 魏小荷"
        self.assertEqual([printed[c.start : c.end] for c in find_credits(printed)], ["陆 桐", "魏小荷"])

    def test_a_byline_without_names_names_nobody(self):
        for printed in ["", "本报讯", "□", "（综合）", "本报记者", "来源：新华社"]:
            with self.subTest(printed):
                self.assertEqual(find_credits(printed), ())
