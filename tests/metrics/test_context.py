"""When and where a figure holds. All places and papers are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.text.spans import MappedText
from metrics.extraction.placenames import is_place_name
from metrics.extraction.quantities import find_metrics
from metrics.extraction.types import MetricDraft, StoryFacts

FACTS = StoryFacts("2021-02-05")


def read(*texts: str, facts: StoryFacts = FACTS) -> tuple[MetricDraft, ...]:
    return find_metrics([MappedText(text, tuple(range(len(text)))) for text in texts], facts)


class PeriodTests(SimpleTestCase):
    def check(self, rows: list[tuple[str, list[str | None]]]) -> None:
        for printed, periods in rows:
            with self.subTest(printed):
                self.assertEqual([draft.period for draft in read(printed)], periods)

    def test_the_date_of_the_sentence_governs_it(self) -> None:
        self.check(
            [
                ("2020年，全市建成站点534个，培训300人。", ["2020", "2020"]),
                ("截至2020年底，全市已有64家茶社入会。", ["2020-12-31"]),
                ("自去年专项清查开展以来，清理土地12840亩。", ["2020/2021"]),
                ("2021年至今，完成改造6家。", ["2021/.."]),
                ("1—8月份，优良率为53.1%。", ["2020-01/2020-08"]),
            ]
        )

    def test_a_date_after_the_figure_in_its_clause_is_its_own(self) -> None:
        self.check([("该校的9间教室已于去年10月底建成。", ["2020-10"])])

    def test_what_a_figure_is_compared_with_is_not_its_time(self) -> None:
        self.check([("2020年，平均浓度较2016年下降31.5%。", ["2020"])])

    def test_now_is_no_period(self) -> None:
        self.check([("目前，全县共有卫生室174所。", [None]), ("2020年完成6家，正在翻修的有4家。", ["2020", None])])

    def test_a_date_inside_a_clause_does_not_govern_the_next(self) -> None:
        self.check([("以成立于2014年的志愿队为例，共有3000余人加入。", [None])])

    def test_a_year_that_opens_a_sentence_governs_the_paragraph_as_long_as_it_counts(self) -> None:
        self.check(
            [
                ("2020年，进出口412.6亿元。与邻国贸易额61.8亿元。", ["2020", "2020"]),
                ("2020年，进出口412.6亿元。深入推进改革。建成站点20个。", ["2020", None]),
                ("2020年，进出口412.6亿元。\n建成站点20个。", ["2020", None]),
                ("全年发放贷款26笔。建成公寓4920套。", ["2020", None]),
            ]
        )

    def test_a_stretch_of_months_governs_the_paragraph_too(self) -> None:
        self.check(
            [
                ("1—8月，发放贷款26笔。其中，涉农贷款9笔。", ["2020-01/2020-08"] * 2),
                ("1月12日，走访8户。发放物资30份。", ["2021-01-12", None]),
            ]
        )

    def test_the_whole_years_goal_is_no_date(self) -> None:
        self.check([("去年上半年，完成投资9亿元，占全年任务的56.6%。", ["2020-01/2020-06"] * 2)])

    def test_a_year_after_the_subject_governs_the_sentence(self) -> None:
        self.check([("市五中去年共有1126人参加高考，一本上线409人。", ["2020", "2020"])])

    def test_another_time_ends_a_date(self) -> None:
        self.check(
            [
                ("2019年，村里引来企业3家，目前带动农户65户。", ["2019", None]),
                ("2月3日，警方通报，近日查获假酒23箱。", [None]),
                ("16盏路灯将于2月底恢复照明。", [None]),
                ("村集体收入86万元，是2016年的9.4倍。", [None, None]),
            ]
        )

    def test_a_day_behind_the_subject_governs_the_sentence_but_not_where_it_is_of_the_telling_or_to_come(self) -> None:
        self.check(
            [
                ("青禾路昨晨发生追尾，造成2人受伤。", ["2021-02-04"]),
                ("县总工会2月3日举行招聘会，26家企业提供岗位817个。", ["2021-02-03"] * 2),
                ("县经信局2月3日召开通气会，全县有企业26家。", [None]),
                ("副局长昨日透露，首批疫苗将运抵，共1.2万人份。", [None]),
                ("教学楼将于2月20日前投入使用，可容纳540名学生。", [None]),
                ("记者昨日在菜市场看到，菜价升至4元，上周只要2元。", ["2021-02-04", "2021-01-25/2021-01-31"]),
                ("上周，市场均价每公斤1.86元，环比下降7.9%。", ["2021-01-25/2021-01-31"] * 2),
                ("国庆假期，全市接待游客38万人次，收入2.1亿元。", ["2020-10-01/2020-10-08"] * 2),
                ("春节期间，全市接待游客38万人次。", [None]),
            ]
        )

    def test_what_goes_on_with_an_event_is_of_its_day(self) -> None:
        self.check(
            [
                ("2月4日，送戏下乡活动启动。\n启动仪式上，商会捐赠物资40万元。", ["2021-02-04"]),
                ("1月9日至13日，考察团赴外地招商。\n5天时间里，拜访企业23家。", [None, "2021-01-09/2021-01-13"]),
                ("2月3日，全县观摩会召开。\n与会人员先后观摩了12个项目。", ["2021-02-03"]),
                ("2月3日，全县工作会议召开。\n会上通报，全县有企业26家。", [None]),
                ("2月3日，送戏下乡活动启动。\n全县有剧团26家。", [None]),
            ]
        )

    def test_what_is_compared_with_the_year_before_is_of_the_time_told_last_in_the_story(self) -> None:
        self.check(
            [
                ("前三季度，全县投资6亿元。\n商贸稳中有进。货运量12万吨，同比增长7%。", ["2020-01/2020-09"] * 3),
                ("前三季度，全县投资6亿元。\n商贸稳中有进。全县有市场12个。", ["2020-01/2020-09", None]),
                ("2021年起，全县改革。\n货运量同比增长7%。", [None]),
            ]
        )

    def test_the_year_behind_a_subject_of_a_later_clause_governs_what_follows(self) -> None:
        self.check(
            [
                ("社长张青禾说，合作社今年种植玉米3万亩，比去年增加1万亩，总产2万吨。", ["2021"] * 3),
                ("他说，省里已下拨今年补助款26万元，月补助标准提高到126元。", ["2021", None]),
            ]
        )

    def test_the_line_above_a_list_tells_the_time_of_its_lines(self) -> None:
        self.check(
            [
                ("2020年全县分数线昨日划定：\n文科506分；\n理科489分。\n设考点9个。", ["2020", "2020", None]),
                ("我公司定于2月22日拍卖：\n店面67平方米。", [None]),
            ]
        )

    def test_the_same_day_is_the_day_told_before(self) -> None:
        self.check([("2月3日，县里下起大雪。当天，出动铲雪车12辆。", ["2021-02-03"])])

    def test_at_a_years_end_stocks_are_of_the_day_and_flows_of_the_year(self) -> None:
        self.check(
            [
                ("截至2020年末，贷款余额1820.4亿元，比年初增加204.3亿元。", ["2020-12-31", "2020"]),
                ("截至2020年底，资产总额1650.2亿元；实现营业收入142.7亿元。", ["2020-12-31", "2020"]),
            ]
        )

    def test_the_day_of_the_telling_is_not_the_day_of_the_figure(self) -> None:
        self.check([("2月3日，负责人介绍：“年产健身包200万套。”", [None])])

    def test_a_date_whose_year_is_unknown_gives_no_period(self) -> None:
        (draft,) = read("3月，走访8户。", facts=StoryFacts(None))
        self.assertIsNone(draft.period)

    def test_what_is_said_of_a_year_to_come_is_a_goal(self) -> None:
        (draft,) = read("预计到2025年，核心产业增加值占比达到10%。")
        self.assertEqual((draft.period, draft.kind), ("2025", "target"))

    def test_a_year_that_a_figure_exceeds_is_not_its_time(self) -> None:
        self.check([("录取率为85.6%，高出去年2.3个百分点。", [None, None])])

    def test_the_old_value_of_a_change_is_of_an_earlier_time(self) -> None:
        self.check(
            [
                ("2020年，企业由162家增至238家。", [None, "2020"]),
                ("去年前8个月，成本从5.5元降到2.3元。", [None, "2020-01/2020-08"]),
                ("由2019年的45万吨增加到52万吨。", ["2019", None]),
                ("茶叶产值从2016年的3.2亿元上升到2019年的5.4亿元。", ["2016", "2019"]),
                ("参保人数由2012年底的261万人增加到目前的388万人。", ["2012-12-31", None]),
            ]
        )

    def test_what_holds_since_a_day_governs_the_sentence_wherever_it_stands(self) -> None:
        self.check(
            [
                ("评选自去年7月启动以来，共收到材料316份。", ["2020-07/.."]),
                ("某人交代了去年5月以来入室盗窃17起的事实，涉案金额3万元。", ["2020-05/.."] * 2),
                ("2019年下半年起，园区关停企业31家。", ["2019-07/.."]),
            ]
        )

    def test_those_who_attend_are_counted_on_the_day_of_the_meeting(self) -> None:
        self.check(
            [
                ("全会于2月3日至4日在县城召开。出席会议的委员27名，列席人员316人。", ["2021-02-03/2021-02-04"] * 2),
                ("2月3日，大会举行，500人参加。", ["2021-02-03"]),
                ("2月3日，大会举行。会议要求新建学校12所。", [None]),
            ]
        )

    def test_of_which_goes_on_with_the_figures_before(self) -> None:
        self.check([("1月份，进出口4.6亿元。其中，出口4.1亿元。", ["2021-01"] * 2)])
        self.check([("1月份，进出口4.6亿元。当月有实绩的企业达703家。", ["2021-01"] * 2)])

    def test_a_heading_inside_the_story_tells_the_year_of_what_stands_below(self) -> None:
        self.check(
            [
                ("一、2020年工作回顾\n生产总值1200亿元。\n全年减税22亿元。\n二、2021年主要目标\n引资620亿元。全年植树12万亩。",
                 ["2020", "2020", "2021", "2021"]),
                ("2020年：提速增效\n生产总值1200亿元。\n建成学校12所。\n2021年：再上台阶\n引资620亿元。\n建学校9所。",
                 ["2020", "2020", "2021", "2021"]),
                ("2021年全市教育工作会议召开\n新建学校12所。", [None]),
            ]
        )  # fmt: skip

    def test_a_goal_told_by_its_year_is_of_the_year_and_ends_with_its_part_of_the_sentence(self) -> None:
        self.check(
            [
                ("力争到2023年总数突破300家；新建平台25个。", ["2023", None]),
                ("到2025年底，产值要达到20亿元。", ["2025"]),
                ("今年最低价为每公斤2.36元。预计总产310万吨。", ["2021", "2021"]),
            ]
        )

    def test_a_season_and_an_old_plan_are_times(self) -> None:
        self.check([("今冬水利会战要完成土方860万立方米。", ["2021"]), ("“八五”期间，修路120公里。", ["1991/1995"])])

    def test_a_part_of_the_year_behind_the_subject_governs_the_sentence(self) -> None:
        self.check([("北溪海事局去年第一季度查处违章73起，罚款41万元。", ["2020-01/2020-03"] * 2)])

    def test_what_is_so_every_year_or_for_each_is_of_no_day(self) -> None:
        self.check([("2月3日，公司投产，年产鞋150万双，每双售价80元。", [None, None])])

    def test_days_that_are_counted_have_a_time(self) -> None:
        self.check([("2020年，优良天数271天，比上年增加24天。", ["2020", "2020"])])

    def test_the_cells_of_a_table_do_not_share_a_date(self) -> None:
        self.check([("| 一期 | 6亿元 | 2020年10月 | 二期 | 8亿元 |", [None, None])])

    def test_a_bulletin_told_of_in_the_first_lines_is_what_the_story_reports_on(self) -> None:
        self.check([("日前，《2020年北溪市统计公报》发布。\n产值增长8%。\n全年新增就业2万人。", ["2020", "2020"])])

    def test_growth_told_in_the_headline_is_of_its_month(self) -> None:
        (draft,) = read("出口4.1亿元。", facts=StoryFacts("2021-02-05", headline="我市1月出口增长两成"))
        self.assertEqual(draft.period, "2021-01")


class PlaceTests(SimpleTestCase):
    def test_the_whole_city_is_the_papers_own(self) -> None:
        facts = StoryFacts("2021-02-05", home_place="青禾市")
        for printed in ["全市建成站点534个。", "我市建成站点534个。"]:
            (draft,) = read(printed, facts=facts)
            self.assertEqual(draft.place, "青禾市")

    def test_the_whole_county_is_the_datelines(self) -> None:
        facts = StoryFacts("2021-02-05", home_place="青禾市", dateline_place="柳泉")
        drafts = read("柳泉县推进改革。全县建成站点534个。走访8户。", facts=facts)
        self.assertEqual([draft.place for draft in drafts], ["柳泉县", "柳泉县"])

    def test_an_agencys_line_from_a_capital_tells_of_the_province_or_of_the_country(self) -> None:
        for place, printed, told in [
            ("南昌", "强降雨致74万人受灾。", "江西省"),
            ("北京", "我国农民人均收入增长5.3%。", "我国"),
            ("北京", "降雨致74人受伤。", None),
        ]:
            with self.subTest(printed):
                facts = StoryFacts("2021-02-05", home_place="青禾市", dateline_place=place)
                (draft,) = read(printed, facts=facts)
                self.assertEqual(draft.place, told)

    def test_a_numbered_heading_gives_its_section_a_year_and_a_goal(self) -> None:
        drafts = read(
            "一、2018年工作回顾\n新增企业41家。\n二、2019年主要目标\n生产总值增长7%左右。\n三、办好十件民生实事\n改造户厕8.5万户。",
            facts=StoryFacts("2019-01-19"),
        )
        self.assertEqual([draft.period for draft in drafts], ["2018", "2019", "2019"])
        self.assertEqual([str(draft.kind or "") for draft in drafts], ["", "target", "target"])
        drafts = read(
            "2018年：稳中有进\n新增企业41家。\n2019年：再上台阶\n新增企业50家。\n建成学校12所。",
            facts=StoryFacts("2019-01-19"),
        )
        self.assertEqual([draft.period for draft in drafts], ["2018", "2019", "2019"])
        self.assertEqual([str(draft.kind or "") for draft in drafts], ["", "target", "target"])

    def test_a_statistical_reports_figures_hold_for_the_time_in_its_headline(self) -> None:
        for headline, period in [("2020年青禾市统计公报", "2020"), ("2020年的第一场雪", None)]:
            with self.subTest(headline):
                facts = StoryFacts("2021-02-05", headline=headline)
                (draft,) = read("粮食总产量68.42万吨。", facts=facts)
                self.assertEqual(draft.period, period)

    def test_a_firm_that_opens_the_sentence_is_whom_its_figures_speak_of(self) -> None:
        facts = StoryFacts("2021-02-05", dateline_place="柳泉县")
        (draft,) = read("去年12月，青禾健身器材有限公司完成改造，内有机械臂200台。", facts=facts)
        self.assertEqual(draft.place, "青禾健身器材有限公司")

    def test_without_dateline_or_paper_it_is_the_place_the_story_names_most(self) -> None:
        (draft,) = read("柳泉区决定设立活动日。柳泉区推进改革。注册团队214个。")
        self.assertEqual(draft.place, "柳泉区")

    def test_a_town_that_opens_the_sentence_is_whom_its_figures_speak_of(self) -> None:
        facts = StoryFacts("2021-02-05", home_place="柳泉县")
        for printed, place in [
            ("■苇塘镇投资40万元改造敬老院。", "苇塘镇"),
            ("青禾市62个项目动工。", "青禾市"),
            ("青禾市政府投资40万元改造敬老院。", None),
            ("●青禾县苇塘镇岭背村种茶300亩。", "青禾县苇塘镇岭背村"),
            ("加入合作社的农户有30户。", None),
            ("老郑是岭背茶叶合作社社长，带动农户30户。", None),
            ("新建改扩建幼儿园23所。", None),
        ]:
            with self.subTest(printed):
                (draft,) = read(printed, facts=facts)
                self.assertEqual(draft.place, place)

    def test_a_school_or_a_port_that_opens_the_sentence_is_meant_and_a_town_behind_the_day(self) -> None:
        facts = StoryFacts("2021-02-05", home_place="柳泉县")
        for printed, place in [
            ("县二中今年共有1126人参加高考。", "县二中"),
            ("今年1月，岭背口岸进出口38万吨。", "岭背口岸"),
            ("2月3日上午，在苇塘镇，3台收割机开进地里。", "苇塘镇"),
        ]:
            with self.subTest(printed):
                (draft,) = read(printed, facts=facts)
                self.assertEqual(draft.place, place)

    def test_whoever_opened_a_sentence_of_the_paragraph_is_still_spoken_of(self) -> None:
        facts = StoryFacts("2021-02-05")
        for printed, place in [
            ("柳泉县紧盯目标任务。一季度完成整地8.6万亩。", "柳泉县"),
            ("苇塘镇修了路。\n种茶300亩。", None),
            ("青禾山有二级以上医院。种茶300亩。", None),
            ("柳泉区法院开庭。没收赃款300元。", None),
        ]:
            with self.subTest(printed):
                self.assertEqual([draft.place for draft in read(printed, facts=facts)], [place])

    def test_a_long_sentence_has_sentences_before_it_too(self) -> None:
        (draft,) = read("柳泉县修路。" + "修" * 200 + "，种茶300亩。")
        self.assertEqual(draft.place, "柳泉县")
        self.assertEqual({each.place for each in read("增长3%、" * 100)}, {None})

    def test_kinds_of_villages_titles_and_numbers_are_no_places(self) -> None:
        facts = StoryFacts("2021-02-05")
        for printed in [
            "品牌示范村建成。全村种茶300亩。",
            "县人大副县级调研员到会。县人大副县级领导到会。种茶300亩。",
            "带动两镇7个村。带动两镇修路。",
            "重点区种茶300亩，重点区种橘。",
            "打造城市品牌，打造城市名片，种茶300亩。",
            "这是首批脱贫摘帽县，成为脱贫摘帽县后种茶300亩。",
            "摘掉空壳村的帽子。全村种茶300亩。",
            "4个市级试点镇动工，市级试点镇种茶300亩。",
            "攒下积蓄回村。全村种茶300亩。",
            "有名的蚕桑第一村。全村种茶300亩。",
            "乡镇卫生院补助300元。",
            "记者从市疾控中心了解到，接诊300人。",
        ]:
            with self.subTest(printed):
                self.assertEqual({draft.place for draft in read(printed, facts=facts)} - {None}, set())

    def test_a_county_whose_name_ends_as_a_kind_of_county_does_is_a_place(self) -> None:
        drafts = read("安治县种茶300亩。安治县修路。安治县种橘200亩，安治县种姜10亩。", facts=StoryFacts("2021-02-05"))
        self.assertEqual({draft.place for draft in drafts}, {"安治县"})
        for piece in ["自治县", "族自治县", "摘帽县"]:
            with self.subTest(piece):
                self.assertFalse(is_place_name(piece))

    def test_what_one_person_does_is_not_the_datelines(self) -> None:
        facts = StoryFacts("2021-02-05", dateline_place="柳泉县")
        for printed, place in [
            ("他家种橘11亩。", None),
            ("李某某种橘11亩。", None),
            ("他们种橘11亩。", "柳泉县"),
            ("他指出，要种橘11亩。", "柳泉县"),
        ]:
            with self.subTest(printed):
                (draft,) = read(printed, facts=facts)
                self.assertEqual(draft.place, place)

    def test_a_whole_city_that_nothing_names_is_not_the_county_of_the_dateline(self) -> None:
        facts = StoryFacts("2021-02-05", dateline_place="柳泉县")
        (draft,) = read("全市建成站点534个。", facts=facts)
        self.assertIsNone(draft.place)

    def test_the_village_and_the_town_mean_what_was_named_last(self) -> None:
        (draft,) = read("苇塘镇岭背村靠山。全村种茶300亩。")
        self.assertEqual(draft.place, "岭背村")
        (draft,) = read("记者走访苇塘镇。全镇种茶9000亩。")
        self.assertEqual(draft.place, "苇塘镇")

    def test_a_villages_name_keeps_what_begins_it(self) -> None:
        for printed, place in [
            ("苇塘镇后岭村靠山。全村种茶300亩。", "后岭村"),
            ("苇塘镇高家岭村靠山。全村种茶300亩。", "高家岭村"),
        ]:
            with self.subTest(printed):
                (draft,) = read(printed)
                self.assertEqual(draft.place, place)

    def test_an_estate_a_works_and_a_library_are_places(self) -> None:
        facts = StoryFacts("2021-02-05", home_place="柳泉县")
        for printed, place in [
            ("在柳岸小区，居民种花300盆。", "柳岸小区"),
            ("走进柳泉热电厂，塔不冒烟。投资800万元。", "柳泉热电厂"),
            ("柳泉图书馆接待读者900人。", "柳泉图书馆"),
            ("何青川走进柳岸小区，为居民送书300册。", "柳岸小区"),
            ("柳泉镇已完成改造小区6个。", "柳泉镇"),
            ("工业生产者出厂价格上涨3%。", None),
        ]:
            with self.subTest(printed):
                (draft,) = read(printed, facts=facts)
                self.assertEqual(draft.place, place)

    def test_a_village_that_the_story_is_about_is_meant_before_the_dateline(self) -> None:
        facts = StoryFacts("2021-02-05", dateline_place="柳泉")
        drafts = read("岭背村修了路。村里养鸡。岭背村富了。岭背村还办厂。产值80万元。", facts=facts)
        self.assertEqual([draft.place for draft in drafts], ["岭背村"])

    def test_a_house_that_the_story_is_about_is_meant_before_the_dateline(self) -> None:
        facts = StoryFacts("2021-02-05", dateline_place="柳泉")
        for printed, place in [
            ("岭背中学修了路。岭背中学还办食堂。\n家长来到岭背中学。\n产值80万元。", "岭背中学"),
            ("岭背中学修了路。老师来到岭背中学。\n产值80万元。", "柳泉"),
            ("县第二中学建筑面积2100平方米。", "县第二中学"),
        ]:
            with self.subTest(printed):
                self.assertEqual([draft.place for draft in read(printed, facts=facts)], [place])

    def test_a_story_that_speaks_of_the_whole_county_means_it_elsewhere_too(self) -> None:
        facts = StoryFacts("2021-02-05", home_place="柳泉县")
        drafts = read("会议总结了全县工作。\n发放贷款26笔。", facts=facts)
        self.assertEqual([draft.place for draft in drafts], ["柳泉县"])

    def test_a_forecast_names_the_place_right_before_its_degrees(self) -> None:
        facts = StoryFacts("2021-02-05", home_place="柳泉县")
        drafts = read("明日多云转阴，石桥12～26℃，白塔14～28℃；白天最高气温28℃，局部有雷雨3℃。", facts=facts)
        self.assertEqual([draft.place for draft in drafts[:2]], ["石桥", "白塔"])
        self.assertNotIn("最高气温", [draft.place for draft in drafts])
        self.assertNotIn("局部有雷雨", [draft.place for draft in drafts])

    def test_where_nothing_tells_there_is_no_place(self) -> None:
        (draft,) = read("注册团队214个。")
        self.assertIsNone(draft.place)

    def test_every_context_says_where_it_comes_from(self) -> None:
        (draft,) = read("2020年，全市建成站点534个。", facts=StoryFacts("2021-02-05", home_place="青禾市"))
        self.assertIn("period: date in the", draft.why)
        self.assertIn("place: 全市", draft.why)
