"""Which characters are taken as a person's name, and which are not."""

from django.test import SimpleTestCase

from articles.text.spans import MappedText, Span
from people.extraction.mentions import find_mentions
from people.extraction.splitting import split_names
from people.extraction.types import KnownNames


def passage(text):
    return MappedText(text, tuple(range(len(text))))


def names_in(*texts, known=()):
    found = find_mentions(None, [passage(text) for text in texts], KnownNames(frozenset(known)))
    return [mention.name for mention in found]


class NamesTests(SimpleTestCase):
    def assert_names(self, table):
        for printed, expected in table:
            with self.subTest(printed):
                self.assertEqual(names_in(printed), expected)

    def test_a_title_before_and_a_verb_after_show_a_name(self):
        self.assert_names(
            [
                ("青石县水利局局长陆文远介绍，工程进展顺利。", ["陆文远"]),
                ("“我们村变了样。”村民魏秀兰说。", ["魏秀兰"]),
                ("记者见到了种粮大户孟桂林。", ["孟桂林"]),
                ("县委书记陆桐出席会议并讲话。", ["陆桐"]),
                ("派出所辅警曲波二话不说，把老人背到背上。", ["曲波"]),
                ("市民师桂兰捏着一棵白菜犹豫了半天。", ["师桂兰"]),  # what somebody is doing
                ("恒泰公司经理仲杰举着施工许可证。", ["仲杰"]),
                ("镇党委书记过长水正带着干部查看河堤。", ["过长水"]),  # a verb behind an adverb
                ("村民陆磊正盯着屏幕调试机器。", ["陆磊"]),
                ("市长朴成海表示，工程进展顺利。", ["朴成海"]),
                ("去年，斯国梁当选村委会主任。", ["斯国梁"]),
                ("在大学生志愿者来宇清的指点下，她写完了一个字。", ["来宇清"]),
                ("乡长巴富强剪了彩，头一辆拖拉机开了过去。", ["巴富强"]),  # a given name that is a word
                ("县一中学生衡桂打完针就走了。", ["衡桂"]),
                ("开往胡志明市的航线每周三班。", []),
                ("青石中学教练支和平赛后说。", ["支和平"]),
                ("河口巷居民皮胜利趿着棉鞋出来。", ["皮胜利"]),
                ("上海来的主任医师夏侯渊为他做了手术。", ["夏侯渊"]),  # one surname or the other: one name
                ("公司职员荣桐则投了反对票。", ["荣桐"]),
                ("头发花白的孔令水老人戴着老花镜。孔令水原来在服装厂当师傅。", ["孔令水"]),
                ("屠刚带着两名干部冒雨赶到。", ["屠刚"]),  # a title that counts several
                ("送给82岁的苗族老人一个药箱。", []),
                ("他在一片油茶林里听到牛铃响。", []),
                ("妻子洪桂枝把缝纫机卖了。桂枝坐在池边抹眼泪。", ["洪桂枝"]),
                ("父亲来帮忙，来看病的人一天比一天多。", []),  # a verb, and hardly ever a surname
            ]
        )

    def test_a_verb_that_is_said_twice_is_no_part_of_a_name(self):
        self.assert_names(
            [
                ("柳沟村村支书苟林清了清嗓子：“今晚只说一件事。”", ["苟林"]),
                ("村民陆桐看了看天，没有说话。", ["陆桐"]),
            ]
        )

    def test_words_that_go_together_stand_around_somebody(self):
        self.assert_names(
            [
                ("失主魏红梅专程送来锦旗。", ["魏红梅"]),
                ("失主张红梅专程送来锦旗。", ["张红梅"]),  # no 主张
                ("对陆承来说，这笔钱来得正是时候。", ["陆承"]),
                ("跟着魏永学手艺的有二十多人。", ["魏永"]),
                ("被告人魏雯犯盗窃罪，判处有期徒刑一年。", ["魏雯"]),
                ("原告孟卡诉至法院，请求判令被告返还货款。", ["孟卡"]),
                ("老支书陆孟明把账本摊在桌上。", ["陆孟明"]),
            ]
        )

    def test_what_words_and_places_look_like_names(self):
        self.assert_names(
            [
                ("房东把三间平房租给了他们，消防员连夜赶到。", []),
                ("天刚蒙蒙亮，大家就下地了。", []),
                ("夏夜，柳沟村的晒坝上亮起一盏灯。", []),
                ("手艺都是老师傅带徒弟传下来的。", []),
                ("他下井时被安检员逮个正着。", []),
                ("井口那盏“嫂子灯”亮了十年。", []),
                ("柳林铺的早场散了。柳林铺镇的石板街静下来。", []),
            ]
        )

    def test_a_list_of_names_vouches_for_its_members(self):
        self.assert_names([("市领导陆文远、魏建国、孟桐、韩松涛参加活动。", ["陆文远", "魏建国", "孟桐", "韩松涛"])])

    def test_compound_surnames_are_whole(self):
        self.assert_names([("副县长欧阳文远主持会议。", ["欧阳文远"])])

    def test_foreign_names_are_found_with_their_dots(self):
        self.assert_names([("总统伊万·科瓦廖夫表示欢迎。", ["伊万·科瓦廖夫"])])

    def test_people_called_by_part_of_a_name_are_marked(self):
        for printed, name in [
            ("日前，68岁的魏大娘在镇卫生院做完检查。", "魏大娘"),
            ("犯罪嫌疑人陆某某被抓获。", "陆某某"),
            ("市民孟先生拨打热线反映。", "孟先生"),
            ("张大妈的邻居来帮忙。", "张大妈"),
        ]:
            with self.subTest(printed):
                (mention,) = find_mentions(None, [passage(printed)])
                self.assertEqual((mention.name, mention.partial), (name, True))

    def test_traditional_script_is_read_and_kept(self):
        self.assert_names(
            [
                ("市長陸文遠今天表示，將全力配合。議員魏國華、孟憲榮說，預算應審慎。", ["陸文遠", "魏國華", "孟憲榮"]),
                ("黨主席韓錦濤與副主席陸國昌會面。", ["韓錦濤", "陸國昌"]),
            ]
        )
        (reporter,) = find_mentions(passage("記者 陸國昇 報導"), [])
        self.assertEqual(reporter.name, "陸國昇")

    def test_a_small_word_after_a_name_is_no_part_of_it(self):
        self.assert_names(
            [
                ("与陆军和魏自强不同，孟桐主动退赃。", ["陆军", "魏自强", "孟桐"]),
                ("法院判决魏玉因受贿罪入狱。魏玉的上诉被驳回。", ["魏玉"]),
                ("主教练魏忠和认为，新人没有怯场。", ["魏忠和"]),
                ("副主席陆正继与客人会面后离开。据介绍，陆正强调合作。", ["陆正"]),
            ]
        )

    def test_a_title_right_after_a_name_explains_the_word_that_runs_over_its_end(self):
        self.assert_names(
            [
                ("随着魏瑞法院长敲响法槌，庭审开始。", ["魏瑞法"]),
                ("数学家陆忠道教授来访。", ["陆忠道"]),
            ]
        )

    def test_what_is_named_after_somebody_is_nobody(self):
        self.assert_names(
            [
                ("学习鲁迅文学奖获奖作品。", []),
                ("他获得了诺贝尔自然科学奖。", []),
                ("剧团排出了《村官魏大志》等新戏。", []),
                ("白菜便宜两三毛。", []),
                ("用毛泽东思想武装头脑。", []),
            ]
        )

    def test_places_works_and_common_words_are_no_names(self):
        self.assert_names(
            [
                ("全市高质量发展取得明显成效，项目建设加快推进。", []),
                ("工作人员深入陆家镇、孟庄村走访群众。", []),
                ("严格落实安全生产责任，常态化开展检查。", []),
                ("平原县和高唐县的经验得到推广。", []),
            ]
        )

    def test_a_name_known_to_the_archive_is_found_where_little_speaks_for_it(self):
        printed = "会后，与会人员参观了展览，赫连青禾作现场讲解。"
        self.assertIn("赫连青禾", names_in(printed, known=["赫连青禾"]))
        odd = "大家围着桑吉措听她唱歌。"
        self.assertIn("桑吉措", names_in(odd, known=["桑吉措"]))

    def test_a_name_that_is_sure_in_one_place_is_found_in_the_others(self):
        story = "“今年收成好。”村民魏秀兰说。魏秀兰家里种了十亩地。邻居都夸魏秀兰能干。"
        (mention,) = find_mentions(None, [passage(story)])
        self.assertEqual(mention.name, "魏秀兰")
        self.assertEqual([story[s:e] for s, e in mention.spans], ["魏秀兰"] * 3)

    def test_a_name_torn_by_a_column_has_two_spans(self):
        text = "县水利局局长陆文远介绍情况。"
        at = text.index("文远")
        origins = (*range(100, 100 + at), *range(10, 10 + len(text) - at))
        (mention,) = find_mentions(None, [MappedText(text, origins)])
        self.assertEqual(mention.spans, (Span(100 + at - 1, 100 + at), Span(10, 12)))

    def test_every_reading_says_why(self):
        for mention in find_mentions(passage("记者 陆文远"), [passage("村民魏秀兰说，日子越过越好。")]):
            with self.subTest(mention.name):
                self.assertTrue(mention.why)
                self.assertGreater(mention.confidence, 0)
                self.assertLessEqual(mention.confidence, 1)


class SplittingTests(SimpleTestCase):
    def test_names_in_a_row_are_taken_apart(self):
        for printed, expected in [
            ("陆文远 魏小荷", ["陆文远", "魏小荷"]),
            ("陆文远魏小荷", ["陆文远", "魏小荷"]),
            ("张军李强", ["张军", "李强"]),
            ("张军李小强", ["张军", "李小强"]),
            ("陆 桐 魏小荷", ["陆桐", "魏小荷"]),
            ("魏小 荷 孟文远", ["魏小荷", "孟文远"]),
            ("欧阳文远", ["欧阳文远"]),
            ("陆文远、魏小荷，孟桐", ["陆文远", "魏小荷", "孟桐"]),
            ("", []),
        ]:
            with self.subTest(printed):
                self.assertEqual([name for _, _, name, _ in split_names(printed, 0, len(printed))], expected)


class HostileTextTests(SimpleTestCase):
    def test_long_senseless_texts_are_read_without_error(self):
        for piece in [
            "王",
            "记者",
            "1",
            "（",
            "·",
            "斯",
            "、",
            "王某",
            "市长",
            "的",
            "\u0301",
            "\x00",
            "李、",
            "□",
            " ",
            "　",
            "\n",
        ]:
            with self.subTest(repr(piece)):
                text = piece * (20_000 // len(piece))
                for mention in find_mentions(passage(text[:2_000]), [passage(text)]):
                    for start, end in mention.spans:
                        self.assertTrue(0 <= start < end <= len(text))
