"""Figures in print: what they are read as, and what is never one. All examples are invented."""

from __future__ import annotations

from decimal import Decimal

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.text.spans import MappedText, Span
from metrics.extraction.quantities import MOST_NAMED, find_metrics
from metrics.extraction.types import MetricDraft, StoryFacts


def passage(text: str, repaired: frozenset[int] = frozenset()) -> MappedText:
    """The text as if it stood alone on a page."""
    return MappedText(text, tuple(range(len(text))), repaired)


def read(text: str) -> tuple[MetricDraft, ...]:
    return find_metrics((passage(text),), StoryFacts("2023-12-10"))


class FigureTests(SimpleTestCase):
    def check(self, rows: list[tuple[str, str, str, str | None, str | None]]) -> None:
        for printed, text, value, most, unit in rows:
            with self.subTest(printed):
                drafts = read(printed)
                self.assertEqual([draft.text for draft in drafts], [text])
                draft = drafts[0]
                self.assertEqual(
                    (draft.value, draft.value_max, draft.unit), (Decimal(value), most and Decimal(most), unit)
                )
                self.assertEqual(draft.span, Span(printed.index(text), printed.index(text) + len(text)))

    def test_magnitudes_are_multiplied_out_with_any_unit(self) -> None:
        self.check(
            [
                ("检测能力达到6.27万人份。", "6.27万人份", "62700", None, "人份"),
                ("总投资1.28亿元。", "1.28亿元", "128000000", None, "元"),
                ("装机容量66万千瓦。", "66万千瓦", "660000", None, "千瓦"),
                ("年发电1.2亿千瓦时。", "1.2亿千瓦时", "120000000", None, "千瓦时"),
                ("新增处理能力16万吨/日。", "16万吨/日", "160000", None, "吨/日"),
                ("全年生产总值1,100.9亿元。", "1,100.9亿元", "110090000000", None, "元"),
                ("栽植苗木3万4000株。", "3万4000株", "34000", None, "株"),
                ("共接待5百万人次。", "5百万人次", "5000000", None, "人次"),
                ("血液酒精含量186mg/100ml。", "186mg/100ml", "186", None, "mg/100ml"),
                ("主变容量18万千伏安。", "18万千伏安", "180000", None, "千伏安"),
                ("发行额达3个亿。", "3个亿", "300000000", None, None),
                ("接种疫苗12.3万剂次。", "12.3万剂次", "123000", None, "剂次"),
                ("出口额3.20亿美元。", "3.20亿美元", "320000000", None, "美元"),
                ("生猪存栏6.4万头。", "6.4万头", "64000", None, "头"),
                ("流转土地1.25万亩。", "1.25万亩", "12500", None, "亩"),
                ("需资金5.5万余元。", "5.5万余元", "55000", None, "元"),
                ("得分4.60分。", "4.60分", "4.60", None, "分"),
            ]
        )

    def test_numerals_are_read_like_digits(self) -> None:
        self.check(
            [
                ("拨款一千多万元。", "一千多万元", "10000000", None, "元"),
                ("接待二百余万人次。", "二百余万人次", "2000000", None, "人次"),
                ("三成农户受益。", "三成", "30", None, "%"),
                ("捐款二十五万元。", "二十五万元", "250000", None, "元"),
                ("选派三十二名干部。", "三十二名", "32", None, "名"),
                ("步行三公里。", "三公里", "3", None, "公里"),
                ("约占总数的三分之二。", "三分之二", "0.6667", None, "1"),
                ("约占全县的1/3。", "1/3", "0.3333", None, "1"),
                ("近七成农户受益。", "近七成", "70", None, "%"),
                ("增长百分之十二。", "百分之十二", "12", None, "%"),
                ("来了六七个客商。", "六七个", "6", "7", "个"),
                ("赶到了三四百人。", "三四百人", "300", "400", "人"),
            ]
        )

    def test_full_width_digits_and_spaces_are_closed_up(self) -> None:
        (draft,) = read("优良率为５８．６％。")
        self.assertEqual((draft.text, draft.value, draft.unit), ("５８．６％", Decimal("58.6"), "%"))
        (draft,) = read("共建成 5218 套。")
        self.assertEqual((draft.text, draft.value, draft.unit), ("5218套", Decimal(5218), "套"))

    def test_a_range_has_two_values(self) -> None:
        self.check(
            [
                ("每日安排2—3名职工值守。", "2—3名", "2", "3", "名"),
                ("气温16℃-20℃。", "16℃-20℃", "16", "20", "℃"),
                ("气温-5~6℃。", "-5~6℃", "-5", "6", "℃"),
                ("气温-7℃～-2℃。", "-7℃～-2℃", "-7", "-2", "℃"),
                ("每户补助5至8万元。", "5至8万元", "50000", "80000", "元"),
                ("每户补助3万-5万元。", "3万-5万元", "30000", "50000", "元"),
                ("年龄在18至59岁。", "18至59岁", "18", "59", "岁"),
                ("亩均增收500－800元。", "500－800元", "500", "800", "元"),
                ("南风3到4级。", "3到4级", "3", "4", "级"),
                ("气温零下10℃到零下2℃。", "零下10℃到零下2℃", "-10", "-2", "℃"),
                ("价格从10元到50元不等。", "10元到50元", "10", "50", "元"),
            ]
        )

    def test_from_one_value_to_another_are_two_figures(self) -> None:
        for printed, values in [
            ("合作社由最初的6家增至46家。", [6, 46]),
            ("合格率从82%提高到97%。", [82, 97]),
            ("从5亿元到8亿元，再创新高。", [500000000, 800000000]),
        ]:
            with self.subTest(printed):
                self.assertEqual([draft.value for draft in read(printed)], [Decimal(value) for value in values])

    def test_marks_before_inside_and_after_make_a_figure_approximate(self) -> None:
        for printed, text in [
            ("总投资约630万元。", "约630万元"),
            ("岗位8600余个。", "8600余个"),
            ("接待4千多人次。", "4千多人次"),
            ("捐款115万余元。", "115万余元"),
            ("拥有近30万用户。", "近30万用户"),
            ("减少损失超过4亿元。", "超过4亿元"),
            ("耗时不到25天。", "不到25天"),
            ("效率达85%以上。", "85%以上"),
            ("全程20公里左右。", "20公里左右"),
            ("驻点不少于10天。", "不少于10天"),
            ("举行了百余次。", "百余次"),
            ("节省80余个工作日。", "80余个工作日"),
            ("忙了三个多小时。", "三个多小时"),
            ("容纳近百户商家。", "近百户"),
            ("引来上千人围观。", "上千人"),
            ("种了20来亩。", "20来亩"),
            ("约一亩大小。", "约一亩"),
            ("将近400人到场。", "将近400人"),
            ("逾600家企业参展。", "逾600家"),
            ("室温18℃上下。", "18℃上下"),
            ("误差3毫米以内。", "3毫米以内"),
            ("超200名选手到场。", "超200名"),
        ]:
            with self.subTest(printed):
                (draft,) = read(printed)
                self.assertEqual((draft.text, draft.approximate), (text, True))

    def test_a_mark_a_little_apart_counts_and_an_ordinary_word_does_not(self) -> None:
        (draft,) = read("产量约占全县的1/4。")
        self.assertTrue(draft.approximate)
        for printed in ["节约500元。", "附近5个村。", "签约12个项目。", "通过3项议案。", "余额10亿元。"]:
            with self.subTest(printed):
                (draft,) = read(printed)
                self.assertFalse(draft.approximate)
                self.assertTrue(draft.text[0].isdigit())

    def test_numbers_of_a_list_share_the_unit_after_the_last(self) -> None:
        drafts = read("三项指标分别改善18.4、9.7、21个百分点。")
        self.assertEqual([draft.text for draft in drafts], ["18.4", "9.7", "21个百分点"])
        self.assertEqual({draft.unit for draft in drafts}, {"百分点"})
        drafts = read("增速高于全国0.4、全省0.1个百分点。")
        self.assertEqual([draft.text for draft in drafts], ["0.4", "0.1个百分点"])
        drafts = read("两地分别完成5.2、3.1万元。")
        self.assertEqual([draft.value for draft in drafts], [Decimal(52000), Decimal(31000)])

    def test_a_list_of_measures_shares_its_unit_by_itself(self) -> None:
        drafts = read("入库流量接连上涨：1200、2050、3480立方米/秒。")
        self.assertEqual([draft.text for draft in drafts], ["1200", "2050", "3480立方米/秒"])
        self.assertEqual({draft.unit for draft in drafts}, {"立方米/秒"})
        for printed in ("新建3、4号楼。", "省道105、106公里处塌方。", "1、2组先浇。"):
            with self.subTest(printed):
                self.assertFalse(read(printed))

    def test_halves_and_doublings(self) -> None:
        self.check(
            [
                ("历经3个半小时。", "3个半小时", "3.5", None, "小时"),
                ("用了3年半。", "3年半", "3.5", None, "年"),
                ("出口额翻一番。", "翻一番", "2", None, "倍"),
                ("产值翻了两番。", "翻了两番", "4", None, "倍"),
                ("产能提高了近5倍。", "近5倍", "5", None, "倍"),
                ("占比提高3.2个百分点。", "3.2个百分点", "3.2", None, "百分点"),
                ("成活率3.2％。", "3.2％", "3.2", None, "%"),
            ]
        )

    def test_results_of_races_are_seconds(self) -> None:
        self.check(
            [
                ("百米跑出11秒08。", "11秒08", "11.08", None, "秒"),
                ("以4分51秒夺冠。", "4分51秒", "291", None, "秒"),
                ("成绩是2小时13分06秒。", "2小时13分06秒", "7986", None, "秒"),
                ("游出3分20秒5。", "3分20秒5", "200.5", None, "秒"),
                ("只用了51秒。", "51秒", "51", None, "秒"),
            ]
        )

    def test_a_smaller_unit_inside_a_figure_belongs_to_it(self) -> None:
        self.check(
            [
                ("身高1米75。", "1米75", "1.75", None, "米"),
                ("每斤3元5角。", "3元5角", "3.5", None, "元"),
                ("奖金十八元五角。", "十八元五角", "18.5", None, "元"),
                ("每碗5块8。", "5块8", "5.8", None, "块"),
                ("用种3斤2两。", "3斤2两", "3.2", None, "斤"),
                ("承包3亩6分地。", "3亩6分", "3.6", None, "亩"),
                ("车程2小时30分钟。", "2小时30分钟", "2.5", None, "小时"),
                ("刑期3年6个月。", "3年6个月", "3.5", None, "年"),
            ]
        )
        drafts = read("坑深3米，2米12棵树。")
        self.assertEqual([draft.text for draft in drafts], ["3米", "2米", "12棵"])

    def test_prices_and_ways_as_they_are_told(self) -> None:
        self.check(
            [
                ("一碗三块五。", "三块五", "3.5", None, "块"),
                ("月工资三十八块五。", "三十八块五", "38.5", None, "块"),
                ("种了五亩半果园。", "五亩半", "5.5", None, "亩"),
                ("赶了六百多里路。", "六百多里", "600", None, "里"),
                ("推着走了四个多钟头。", "四个多钟头", "4", None, "钟头"),
                ("亩产千斤以上。", "千斤以上", "1000", None, "斤"),
                ("为企业减负3.4亿元。", "3.4亿元", "340000000", None, "元"),
            ]
        )

    def test_a_term_in_days_is_a_length_of_time_and_a_day_is_none(self) -> None:
        self.check(
            [
                ("被行政拘留10日。", "10日", "10", None, "日"),
                ("请自公告之日起60日内申报。", "60日", "60", None, "日"),
            ]
        )
        for printed in ("会议12日闭幕。", "5日至7日举行。", "夺得300米、500米两个第一。", "一年365天不歇。"):
            with self.subTest(printed):
                self.assertEqual(read(printed), ())

    def test_tenths_in_digits_and_full_width_thousands(self) -> None:
        self.check(
            [
                ("近6成农户受益。", "近6成", "60", None, "%"),
                ("占比约8成以上。", "约8成以上", "80", None, "%"),
                ("吸纳就业２，６００人。", "２，６００人", "2600", None, "人"),
                ("投资１，２３０．５万元。", "１，２３０．５万元", "12305000", None, "元"),
            ]
        )
        self.assertEqual([draft.value for draft in read("共３户，６００人。")], [Decimal(3), Decimal(600)])

    def test_units_are_joined_by_every_sign_that_joins_them(self) -> None:
        self.check(
            [
                ("流量1200立方米每秒。", "1200立方米每秒", "1200", None, "立方米每秒"),
                ("护工费350元/人·天。", "350元/人·天", "350", None, "元/人·天"),
                ("房费120元/间/晚。", "120元/间/晚", "120", None, "元/间/晚"),
                ("含量98毫克/100毫升。", "98毫克/100毫升", "98", None, "毫克/100毫升"),
                ("旅客周转量1.2亿人公里。", "1.2亿人公里", "120000000", None, "人公里"),
                ("COD浓度30毫克/升。", "30毫克/升", "30", None, "毫克/升"),
                ("COD30毫克/升。", "30毫克/升", "30", None, "毫克/升"),
                ("获评4个AAAA级景区。", "4个", "4", None, "个"),
            ]
        )

    def test_a_length_of_time_that_something_has_lasted_is_measured(self) -> None:
        self.check(
            [
                ("专项行动开展20天来，成效明显。", "20天", "20", None, "天"),
                ("被判处有期徒刑三年。", "三年", "3", None, "年"),
                ("该专业学制三年。", "三年", "3", None, "年"),
                ("古银杏树龄1300年。", "1300年", "1300", None, "年"),
            ]
        )

    def test_ranks_are_places_in_an_order(self) -> None:
        for printed, text, value in [
            ("总量居全省第7位。", "第7位", 7),
            ("增幅列全市第一位。", "第一位", 1),
            ("数量位列全省第二，创下新高。", "第二", 2),
            ("总分位居全国第4。", "第4", 4),
            ("在大赛中获第一名。", "第一名", 1),
        ]:
            with self.subTest(printed):
                (draft,) = read(printed)
                self.assertEqual((draft.text, draft.value, draft.unit, draft.kind), (text, value, "位", "rank"))

    def test_a_rank_that_moves_needs_no_unit(self) -> None:
        self.assertEqual(
            [(draft.text, draft.kind) for draft in read("排名由第6升至第4，乘第8路车到第3站。")],
            [("第6", "rank"), ("第4", "rank")],
        )

    def test_formulas_of_a_text_recogniser_are_read_as_print_would_have_them(self) -> None:
        drafts = read(r"$PM_{2.5}$平均浓度为$46.2$ 微克/立方米，同比下降$9.4\%$；臭氧39$\mu g/m^3$，气温$15^\circ C$。")
        self.assertEqual(
            [(str(draft.value), draft.unit, draft.indicator, draft.change) for draft in drafts],
            [
                ("46.2", "微克/立方米", "PM2.5平均浓度", None),
                ("9.4", "%", "PM2.5平均浓度", "decrease"),
                ("39", "μg/m³", "臭氧", None),
                ("15", "℃", "气温", None),
            ],
        )
        self.assertEqual(drafts[1].text, r"9.4\%$")

    def test_a_number_without_unit_is_a_figure_after_what_it_measures(self) -> None:
        self.check(
            [
                ("综合指数4.60，继续走低。", "4.60", "4.60", None, None),
                ("点赞数超154万。", "超154万", "1540000", None, None),
                ("点击量12345，创新高。", "12345", "12345", None, None),
                ("石桥区以6.90排在末位。", "6.90", "6.90", None, None),  # by which it is ranked, and no row of 6.90
                ("浏览量已过万。", "已过万", "10000", None, None),
            ]
        )

    def test_a_round_number_that_is_broken_through_is_a_figure(self) -> None:
        for printed, value in [("贷款余额突破百亿元。", 10**10), ("销售额破亿元。", 10**8)]:
            with self.subTest(printed):
                (draft,) = read(printed)
                self.assertEqual((draft.value, draft.unit), (value, "元"))

    def test_units_joined_or_in_brackets_stay_whole(self) -> None:
        self.check(
            [
                ("购置设备180台(套)。", "180台(套)", "180", None, "台(套)"),
                ("可替代132.6万辆（次）。", "132.6万辆（次）", "1326000", None, "辆(次)"),
                ("浓度37微克/立方米。", "37微克/立方米", "37", None, "微克/立方米"),
            ]
        )

    def test_what_only_looks_like_a_figure_is_none(self) -> None:
        for printed in [
            # days, times, years
            "2月4日上午9时30分，昨(18)日，2021年度，1—8月份，2021-2025年，90后青年。",
            # ordinals and sessions
            "第八轮巡回检查，六届六次全会，第3批次名单，第二十三次会议，第一书记，第一时间。",
            # names with digits
            "PM2.5与VOCs，1+8+1工程，2+26城市，8+2项目，列全省前茅，5G网络，“十四五”规划，10合1混采，A4纸，G220国道，104国道。",
            "“13579”民生实事，“15分钟生活圈”，“黄金30条”，“四个监督”，《2023年第一号通知》，《5公里路》。",
            # numbers to dial, to file under, on plates
            "拨打12345热线，电话3585000，0543-3161234，车牌鲁M12345，文号〔2020〕15号。",
            # voltage, races, classes
            "1541年秋天，公元960年建寺，迈向21世纪的新城，19世纪初的渡口。",
            "220千伏变电站，100米短跑，5公里健身跑，4×100米接力，10万吨级码头，5A级景区，3号楼，8路公交。",
            # enumerators
            "1.加强领导。2、抓好落实。（3）强化督查。",
            # numerals as rhetoric or grammar
            "一把手，两个维护，三项行动，十大工程，一名村民，一批项目，百姓，千方百计，万家灯火，一成不变。",
            "种子一分钱不要，没收过一分钱，降到零度上下，四面八方的歌声，名扬四面八方。",
            "数百名志愿者，几十家企业，百强县，千亿级产业，亿元以上项目，最后一公里。",
            # windows of time and frequencies
            "近三年来，近5年，三十多年来，每2小时一次，24小时值班，三年行动计划，成立100周年。",
            # addresses, places on roads, results of races and games, sessions, folios
            "柳荫路128号3幢2单元401室，王家沟村3组，208国道326公里处，K123+400处，G25高速，12路公交车。",
            "最后250米，比分3:1，以3比1获胜，25:20。",
            "十二届三中全会，第12届运动会，详见3版，共8版，第12页，北纬32.1度，出让年限。",
            "QQ群：123456789，身份证号320582198001011234，（2018）青01民初123号，青办字〔2019〕3号，GB18580标准。",
            "六里店镇，五里墩街道，三十里铺，八里庄，住在4栋406室。",
            # what a price or a yield is told for, the first of an order, a fertilizer
            "每一斤的价格，一亩地，进入前10名，跻身全省前5强。",
            "赛事设全程（42.195公里）和半程（21.0975公里）。",
            # ages
            "今年68岁的老支书，三十出头的养鱼人，他四十出头。",
        ]:
            for clause in printed.strip("。").replace("。", "，").split("，"):
                with self.subTest(clause):
                    self.assertEqual([draft.text for draft in read(clause + "，")], [])

    def test_a_longer_number_than_a_database_keeps_is_no_figure(self) -> None:
        self.assertEqual(read("编号1234567890123456个。"), ())

    def test_a_figure_leads_back_to_the_characters_it_was_printed_with(self) -> None:
        text = "投资3.7亿元。"
        broken = MappedText(text, (10, 11, 12, 13, 14, 17, 18, 19))
        (draft,) = find_metrics((broken,))
        self.assertEqual(draft.span, Span(12, 19))

    def test_a_figure_torn_by_a_columns_end_keeps_its_larger_piece(self) -> None:
        text = "共4920套。"
        torn = MappedText(text, (90, 91, 92, 93, 94, 5, 6))
        (draft,) = find_metrics((torn,))
        self.assertEqual(draft.span, Span(91, 95))

    def test_a_figure_that_rests_on_a_repair_says_so_and_is_trusted_less(self) -> None:
        (whole,) = find_metrics((passage("共4920套。"),))
        (mended,) = find_metrics((passage("共4920套。", frozenset({2})),))
        self.assertFalse(whole.repaired)
        self.assertTrue(mended.repaired)
        self.assertLess(mended.confidence, whole.confidence)

    def test_a_list_without_end_keeps_its_figures_and_reads_no_further(self) -> None:
        drafts = read("全市完成项目12个，" * (MOST_NAMED + 1))
        self.assertEqual(len(drafts), MOST_NAMED + 1)
        self.assertEqual({draft.value for draft in drafts}, {Decimal(12)})
        self.assertIsNotNone(drafts[MOST_NAMED - 1].indicator)
        self.assertIsNone(drafts[MOST_NAMED].indicator)
        self.assertIn("figures in a row", drafts[MOST_NAMED].why)

    def test_every_figure_says_why(self) -> None:
        for draft in read("截至11月底，全市建成站点534个，同比增长12%，居全省第二。"):
            self.assertTrue(draft.why)
            self.assertTrue(0 < draft.confidence <= 1)

    @given(
        st.text(
            alphabet="0123456789.,一二三十百千万亿个元吨年月日第约近余多以上%、，。“”《》（）\n-—至到分之成翻番半市县比增长",
            max_size=80,
        )
    )
    def test_any_text_is_read_without_error_and_inside_its_bounds(self, text: str) -> None:
        drafts = read(text)
        self.assertEqual(drafts, read(text))
        for draft in drafts:
            self.assertTrue(0 <= draft.span.start < draft.span.end <= len(text))
            self.assertTrue(draft.value.is_finite())
            self.assertEqual(draft.text, "".join(text[draft.span.start : draft.span.end].split()))
