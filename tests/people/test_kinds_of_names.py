"""Names of every make: minorities' and foreign names with ·, names in lists, rare surnames, people called by style."""

from django.test import SimpleTestCase

from articles.text.spans import MappedText
from people.extraction.mentions import find_mentions


def names_in(text):
    return [mention.name for mention in find_mentions(None, [MappedText(text, tuple(range(len(text))))])]


class KindsOfNamesTests(SimpleTestCase):
    def assert_names(self, table):
        for printed, expected in table:
            with self.subTest(printed):
                self.assertEqual(names_in(printed), expected)

    def test_a_name_with_dots_reaches_from_its_title_to_its_verb(self):
        self.assert_names(
            [
                ("匈牙利人伊斯特万·科达奇担任副裁判长。", ["伊斯特万·科达奇"]),
                ("副县长阿迪力·吐尔孙在会上说，要抓紧施工。", ["阿迪力·吐尔孙"]),
                ("俄罗斯人安德烈·伊万诺维奇·索科列夫用中文致辞。", ["安德烈·伊万诺维奇·索科列夫"]),
            ]
        )

    def test_names_on_the_sports_page(self):
        self.assert_names(
            [
                ("青石队陆子昂获男子跳高金牌，县体校队安雨桐获第二名。", ["陆子昂", "安雨桐"]),
                ("男子甲组决赛，陆文远战胜白塔队孟桐夺得冠军。", ["陆文远", "孟桐"]),
                ("与搭档魏小荷以7分03秒问鼎，选手陆文远第一个冲过终点。", ["魏小荷", "陆文远"]),
                ("第一名仇玉山，第二名卜大海，比第3名尤志刚多3分。", ["仇玉山", "卜大海", "尤志刚"]),
            ]
        )

    def test_what_stands_in_brackets_after_a_name_tells_a_person(self):
        self.assert_names(
            [
                ("道德模范名单：莫兰（女） 田园（女，回族） 寸明远（白族）", ["莫兰", "田园", "寸明远"]),
                ("民警抓获犯罪嫌疑人陆某、李某岩。", ["陆某", "李某岩"]),
                ("厨师长老孟和14名工友早早起床。", ["老孟"]),
            ]
        )

    def test_what_is_counted_is_nobody(self):
        self.assert_names(
            [
                ("社区组织26位老人参观了新馆，5位老人当场报名。", []),
                ("濮阳、东方和石家庄来的队晋级。", []),
                ("青石镇白塔村胡大爷连连点赞。", ["胡大爷"]),
            ]
        )

    def test_a_part_of_a_name_with_dots_is_the_same_person(self):
        (mention,) = find_mentions(
            None, [MappedText(text := "大妈古丽娜尔·依明挽起袖子。古丽娜尔每天打馕。", tuple(range(len(text))))]
        )
        self.assertEqual((mention.name, len(mention.spans)), ("古丽娜尔·依明", 2))

    def test_slogans_with_dots_are_nobody(self):
        self.assert_names([("开展“奋勇向前·亮进度”活动。", []), ("参加“青石·巾帼”行动。", [])])

    def test_members_of_a_list_are_names_whatever_they_are_made_of(self):
        self.assert_names(
            [
                (
                    "州领导陆文远、乌日其格、魏建国、那仁巴图、韩松涛出席会议。",
                    ["陆文远", "乌日其格", "魏建国", "那仁巴图", "韩松涛"],
                ),
            ]
        )

    def test_compound_and_rare_surnames_after_a_title(self):
        self.assert_names(
            [
                ("民警富察青说，道路已经恢复。", ["富察青"]),
                ("工程处负责人车文远介绍，工期缩短。", ["车文远"]),
                ("联系人：蒲建平", ["蒲建平"]),
            ]
        )

    def test_people_called_by_style_after_small_words(self):
        self.assert_names(
            [
                ("在码头摆摊的胡老板说，那人水性好。", ["胡老板"]),
                ("面包车与骑车的阚女士相撞。", ["阚女士"]),
            ]
        )

    def test_old_and_young_before_a_surname_call_somebody_where_no_thing_is_meant(self):
        self.assert_names(
            [
                ("事后，老宋对大家说不必谢。", ["老宋"]),
                ("“小张同志，你来一下。”", ["小张"]),
                ("老邱如此热心，谁都佩服。", ["老邱"]),
                ("小麦和小黄鱼都涨了价，老黄牛也卖了。", []),
            ]
        )

    def test_what_is_named_after_somebody_in_quotation_marks_is_nobody(self):
        self.assert_names([("新建“詹天佑”式工作站。", []), ("获得袁隆平农业科技奖。", [])])

    def test_a_name_with_dots_ends_before_words_that_no_such_name_is_made_of(self):
        self.assert_names([("外援阿米娜塔·恩迪亚耶砍下27分。", ["阿米娜塔·恩迪亚耶"])])

    def test_two_surnames_before_a_given_name(self):
        self.assert_names([("侨亲陈林美珠、孟秀兰捐资建校。", ["陈林美珠", "孟秀兰"])])

    def test_names_of_minorities_without_dots_are_put_together_of_their_parts(self):
        self.assert_names(
            [
                ("老阿妈才仁卓玛说，日子越过越甜。", ["才仁卓玛"]),
                ("牧民巴音蒙克家养了三百只羊。", ["巴音蒙克"]),
                ("演员扎西旺堆、央金拉姆表演了节目。", ["扎西旺堆", "央金拉姆"]),
                ("巴音乡的扎西镇很美。", []),
            ]
        )

    def test_a_name_with_one_character_held_back(self):
        self.assert_names(
            [
                ("原告魏某春诉称，钱款未还。", ["魏某春"]),
                ("驾驶员魏某驾驶货车离开。", ["魏某"]),
                ("魏某和孟某某被抓获。", ["魏某", "孟某某"]),
            ]
        )

    def test_names_that_are_words_too_after_a_title_and_in_a_list(self):
        self.assert_names(
            [
                ("民警安居提醒，转账前要核实。", ["安居"]),
                ("市民白露摇下车窗说。", ["白露"]),
                ("村委会主任代琼花，县工会主席易大山出席。", ["代琼花", "易大山"]),
                ("代县长陆文远和代表魏小荷参加。", ["陆文远", "魏小荷"]),
                ("镇党委书记庄严介绍，项目已经开工。", ["庄严"]),
                ("县剧团演员边疆、石榴花、呼延铮表演了选段。", ["边疆", "石榴花", "呼延铮"]),
            ]
        )

    def test_names_in_the_midst_of_a_story_without_a_post(self):
        self.assert_names(
            [
                ("替队里投进最后一球的是38岁的魏兰。", ["魏兰"]),
                ("路费是邻居们凑的，孟秀兰一直记在心里。", ["孟秀兰"]),
                ("昨天一早，陆文远就赶到了地里。", ["陆文远"]),
            ]
        )

    def test_rare_surnames_and_words_between_a_title_and_a_verb(self):
        self.assert_names(
            [
                ("社区主任过秀珍说，暑假孩子没人带。", ["过秀珍"]),
                ("支队长母如松表示，投诉都已办结。", ["母如松"]),
                ("主任也表示同意，局长接着说了三点。", []),
            ]
        )

    def test_a_list_of_posts_and_names_with_nothing_between(self):
        self.assert_names(
            [
                (
                    "青石市科协主席罗远江云南省青石县文化馆馆长卢增远山东省青石医院主任医师魏小荷",
                    ["罗远江", "卢增远", "魏小荷"],
                )
            ]
        )

    def test_names_from_japan(self):
        self.assert_names(
            [
                ("外相长谷川凉子会见了记者。", ["长谷川凉子"]),
                ("冠军高桥直美和亚军佐佐木健次郎登台领奖。", ["高桥直美", "佐佐木健次郎"]),
                ("清水河水位上涨，松下公司停产。", []),
            ]
        )

    def test_a_name_from_abroad_ends_where_a_place_or_a_title_begins(self):
        self.assert_names(
            [
                ("外交部长兰贝托·科尼圣马力诺共和国外长菲尔贝托·德利出席。", ["兰贝托·科尼", "菲尔贝托·德利"]),
                ("金牌获得者约翰·戴克特说：“很高兴。”", ["约翰·戴克特"]),
            ]
        )

    def test_a_well_known_name_within_a_longer_one_is_not_meant(self):
        self.assertNotIn("尼采", names_in("演唱了罗西诺、多尼采蒂的作品。"))

    def test_two_surnames_and_a_given_name_that_is_rare(self):
        self.assert_names([("香港特区政务司司长陈方安远结束了访问。", ["陈方安远"])])

    def test_a_member_of_a_minority_with_the_rest_held_back(self):
        self.assert_names([("抓获犯罪嫌疑人吐某、何某某。", ["吐某", "何某某"])])

    def test_things_in_a_list_and_a_word_in_parallel_are_nobody(self):
        self.assert_names(
            [
                ("配有红枣、甘草、白糖、姜糖、菊花五味佐料。", []),
                ("县里干部到大营、柳沟等乡镇察看造林。", []),
                ("下足真功夫、硬功夫、细功夫，做到有的放矢。", []),
            ]
        )

    def test_what_a_firm_is_called_is_nobody_in_its_story(self):
        self.assert_names([("深圳万德莱通讯有限公司发展很快。万德莱要建自己的研究队伍。", [])])

    def test_a_name_of_one_part_without_a_dot_and_a_place_that_begins_so(self):
        self.assert_names(
            [
                ("护边员肖开提每天骑马巡边。", ["肖开提"]),
                ("村民帕提玛说，今年的葡萄长得好。", ["帕提玛"]),
                ("党支部书记库尔班介绍，渠修到了地头。", ["库尔班"]),
                ("乡卫生院医生阿依木古丽挨家送药。", ["阿依木古丽"]),
                ("额尔登口岸进出口货运量增长一成。", []),
                ("布拉克草原水草丰美。", []),
            ]
        )

    def test_a_name_with_a_dot_ends_with_its_last_part(self):
        self.assert_names(
            [
                ("阿依古丽·吐尔逊拉起家常。", ["阿依古丽·吐尔逊"]),
                ("护边员巴吐尔·肖开提走进会场。", ["巴吐尔·肖开提"]),
                ("乡长阿迪力·吐尔逊江主持会议。", ["阿迪力·吐尔逊江"]),
            ]
        )

    def test_letters_in_the_text_are_nobody(self):
        self.assert_names(
            [("增速高于GDP，于gdp增长有利。", []), ("排放后CO2减少。", []), ("孩子小A和李X都好了。", ["李X"])]
        )

    def test_surnames_that_are_common_words_between_a_title_and_the_rest(self):
        self.assert_names(
            [
                ("护林员都志强每天上山。", ["都志强"]),
                ("民警班海生和年志强赶到现场。", ["班海生", "年志强"]),
                ("护林员都积极上山，教师年年培训。", []),
            ]
        )

    def test_those_elected_with_what_they_become(self):
        self.assert_names(
            [
                ("会议选举：展一鸣为县人民法院院长；", ["展一鸣"]),
                ("柳疃镇种粮大户东野长河算了一笔账。", ["东野长河"]),
                ("焊工库尔班江从外地来打工四年。", ["库尔班江"]),
                ("学生家长申屠女士说，孩子喜欢。", ["申屠女士"]),
                ("中学生田径赛落幕。", []),
            ]
        )
