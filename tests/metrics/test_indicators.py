"""What a figure measures, in the page's own words, and what is said of it. All examples are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.text.spans import MappedText
from metrics.extraction.quantities import find_metrics
from metrics.extraction.types import MetricDraft, StoryFacts


def read(text: str) -> tuple[MetricDraft, ...]:
    return find_metrics((MappedText(text, tuple(range(len(text)))),), StoryFacts("2023-12-10"))


class IndicatorTests(SimpleTestCase):
    def check(self, rows: list[tuple[str, list[str | None]]]) -> None:
        for printed, phrases in rows:
            with self.subTest(printed):
                self.assertEqual([draft.indicator for draft in read(printed)], phrases)

    def test_the_words_before_a_measured_figure_name_it(self) -> None:
        self.check(
            [
                ("全市空气质量优良率58.6%。", ["空气质量优良率"]),
                ("目前，新增自来水供应能力17万吨/日。", ["新增自来水供应能力"]),
                ("日均接诊能力达到6.27万人份。", ["日均接诊能力"]),
                ("共排查问题2764个，整改完成2690个。", ["排查问题", "整改完成"]),
                ("其中规模以上企业864家。", ["规模以上企业"]),
            ]
        )

    def test_degrees_are_of_what_is_warm_and_a_roads_ends_are_no_subject(self) -> None:
        self.check(
            [
                ("测了室温，最高的一户21.6℃。", ["最高室温"]),
                ("明天晴，-2℃到13℃。", ["气温"]),
                ("淮河路大修工程北起建国道，南至梅园路口，全长1.86公里。", ["淮河路大修工程全长"]),
                ("全长312米的西桥10月11日胜利合龙。", ["西桥全长"]),
                ("“慢热”的63个小区大多建于河边。", ["“慢热”的小区"]),
                ("记者随测温小组走访了8个小区。", ["走访小区"]),
            ]
        )

    def test_a_phrase_holds_no_torn_place_no_dash_and_no_second_clause(self) -> None:
        self.check(
            [
                (
                    "合作种植户数量从去年的280多户增加到700多户，合作种植面积从7000亩扩大到近20000亩。",
                    ["合作种植户数量"] * 2 + ["合作种植面积"] * 2,
                ),
                ("收入从最早的60元涨到现在的3200元。", ["收入", "收入"]),
                (
                    "青石市农产品加工合作社已达298家，其中水果类173家。",
                    ["青石市农产品加工合作社", "水果类农产品加工合作社"],
                ),
                ("全年的成绩单很漂亮——总产销量达300多万吨。", ["总产销量"]),
                ("1个省级试点镇——白塔镇完成投资24亿元。", ["省级试点镇", "完成投资"]),
                ("全镇11个村每村都有一个以上项目在建。", ["村", "项目在建"]),
            ]
        )

    def test_what_says_too_little_is_completed_and_what_says_too_much_is_cut(self) -> None:
        self.check(
            [
                (
                    "设一等奖2名，奖金各2000元；二等奖5名，奖金各1000元。",
                    ["设一等奖", "一等奖奖金", "二等奖", "二等奖奖金"],
                ),
                ("柳树湾全村213户、865口人。", ["全村户数", "全村人口"]),
                ("葛明、李健等4人已被刑事拘留。", ["被刑事拘留"]),
                ("捐资200万港元（约合人民币170万元）。", ["捐资", "捐资折合人民币"]),
                ("环河路路面由9米加宽至12米。", ["环河路路面宽度", "环河路路面宽度"]),
                ("冠军捧走3万元奖金。", ["捧走奖金"]),
                ("该校开设芦笙、蜡染等特色课程9门。", ["开设特色课程"]),
                ("公司决定奖励他2000元。", ["奖励"]),
                (
                    "1、松林路18号店面，建筑面积67㎡，参考价88万元；2、旧客车一辆，参考价6.8万元。",
                    ["松林路18号店面建筑面积", "松林路18号店面参考价", "旧客车一辆参考价"],
                ),
                ("收到意见412条，办结380条，办结率92.2%。", ["收到意见", "收到意见办结", "收到意见办结率"]),
                (
                    "财政收入\n98.7亿元\n↑9.4%\n粮食总产\n56万吨\n↓1.2%",
                    ["财政收入", "财政收入", "粮食总产", "粮食总产"],
                ),
                ("刺梨种植面积13.8万亩，挂果9.5万亩。", ["刺梨种植面积", "刺梨挂果面积"]),
                ("规模以上企业86家，比上年末净增4家。", ["规模以上企业", "规模以上企业"]),
                ("工业增加值增长15.9%，快于全省7个百分点。", ["工业增加值", "工业增加值快于全省"]),
            ]
        )

    def test_the_noun_after_a_counted_figure_names_it(self) -> None:
        self.check(
            [
                ("选派37名技术人员组成5个指导组。", ["选派技术人员", "组成指导组"]),
                ("已累计开展28场线上培训活动。", ["开展线上培训活动"]),
                ("1300余家招聘单位参与。", ["招聘单位"]),
                ("设置4台查询终端和5台公用电脑。", ["设置查询终端", "公用电脑"]),
                ("夺得5金3银2铜，共10枚奖牌。", ["金牌", "银牌", "铜牌", "奖牌"]),
                ("献血者捐出103毫升血小板。", ["献血者捐出血小板"]),
            ]
        )

    def test_a_noun_owned_by_the_figure_goes_before_what_measures_it(self) -> None:
        self.check(
            [
                ("总投资38.2亿元的智慧物流项目开工。", ["智慧物流项目总投资"]),
                ("拥有50万用户的“云上青禾”公众号。", ["“云上青禾”公众号用户"]),
            ]
        )

    def test_a_change_has_the_subject_that_changed(self) -> None:
        self.check(
            [
                ("货物进出口412.6亿元，同比增长10.4%，居全省第7位。", ["货物进出口"] * 3),
                ("净利润同比增长13.2%。", ["净利润"]),
                ("粮食总产量再创新高，达到634.5万吨，同比增长1.1%。", ["粮食总产量"] * 2),
                ("前三季度，投资增长12.3%。", ["投资"]),
                ("生产总值800亿元，按可比价格计算，增长6.5%。", ["生产总值"] * 2),
                ("监测点由汛期初期的2家增至31家。", ["监测点"] * 2),
                ("茶叶产值从2016年的3.2亿元上升到2019年的5.4亿元。", ["茶叶产值"] * 2),
                ("茶叶产值从2016年的3.2亿元增加到去年的5.4亿元。", ["茶叶产值"] * 2),
                ("资产负债率58%，较上年底降低3.2个百分点。", ["资产负债率"] * 2),
            ]
        )

    def test_a_list_of_subjects_and_a_list_of_figures_go_together(self) -> None:
        self.check(
            [
                ("二氧化硫、氮氧化物、氨氮较2015年分别下降21.3%、18.6%、9.4%。", ["二氧化硫", "氮氧化物", "氨氮"]),
                ("化肥、农药累计分别减量640吨、90吨。", ["化肥减量", "农药减量"]),
                ("南岸、北岸的投诉量分别下降12%、8.5%。", ["南岸投诉量", "北岸的投诉量"]),
                ("氨氮和总磷排放量分别减少120吨、8吨。", ["氨氮排放量", "总磷排放量"]),
            ]
        )

    def test_a_goal_has_the_indicator_of_the_outcome_it_is_set_against(self) -> None:
        self.check([("优良天数比例61.4%，超额完成55%的目标任务。", ["优良天数比例"] * 2)])

    def test_accounts_of_one_owner_keep_the_owner(self) -> None:
        self.check(
            [
                (
                    "县属国有企业资产总额1034.5亿元；实现营业收入98.6亿元。",
                    ["县属国有企业资产总额", "县属国有企业营业收入"],
                )
            ]
        )

    def test_a_length_of_time_is_named_by_what_it_was_spent_on(self) -> None:
        self.check(
            [
                ("仅用12天就完成了架线任务。", ["架线任务用时"]),
                ("驻村时间不少于12天。", ["驻村时间"]),
                ("维修耗时不少于20天，用时不到3个小时。", ["维修耗时", "用时"]),
                ("工程提前1个月封顶。", ["工程提前封顶"]),
                ("工程提前2个月封顶。", ["工程提前封顶"]),
                ("工程比计划提前3个月封顶。", ["封顶"]),
            ]
        )

    def test_what_goes_on_in_one_sentence_keeps_what_it_is_about(self) -> None:
        self.check(
            [
                (
                    "城镇、农村居民人均可支配收入分别达到3.2万元、1.6万元。",
                    ["城镇居民人均可支配收入", "农村居民人均可支配收入"],
                ),
                ("城乡低保标准分别提高到986元、760元。", ["城市低保标准", "农村低保标准"]),
                ("更换管道46公里，已完成7公里。", ["更换管道", "更换管道完成"]),
                ("投入收割机186台，比去年增加12台。", ["投入收割机"] * 2),
                ("日均客流量6.1万人次，是设计客流量的1.8倍。", ["日均客流量", "日均客流量与设计客流量之比"]),
                ("销售收入6.3亿元，其中出口占四成多。", ["销售收入", "出口占销售收入"]),
                ("环城路大修工程近日完工，全长14.6公里。", ["环城路大修工程全长"]),
                ("自然增长率2.5‰。", ["自然增长率"]),
            ]
        )

    def test_a_bare_measure_stands_behind_what_was_measured_before(self) -> None:
        self.check(
            [
                ("出口干菇罐头1.86万吨，货值3120万美元。", ["出口干菇罐头", "出口干菇罐头货值"]),
                ("新增变压器7台，容量2200千伏安。", ["新增变压器", "新增变压器容量"]),
                ("总投资5.6亿元，占地面积120亩。", ["总投资", "占地面积"]),
                ("全长38.7公里的青柳高速建成，总投资42.6亿元。", ["青柳高速全长", "青柳高速总投资"]),
            ]
        )

    def test_a_part_is_measured_as_the_whole_was(self) -> None:
        self.check([("秋粮种植面积67.3万亩，其中玉米51.8万亩。", ["秋粮种植面积", "玉米种植面积"])])

    def test_a_preposition_parts_what_is_counted_from_who_acts(self) -> None:
        self.check(
            [
                ("柳泉队从83支队伍里胜出。", ["队伍里胜出"]),
                ("合作社将3000亩茶园交给农户。", ["茶园交给农户"]),
                ("县里为537头奶牛购买保险。", ["奶牛购买保险"]),
            ]
        )

    def test_of_a_long_noun_the_head_is_kept(self) -> None:
        self.check(
            [
                ("查清9起因水管设备老化造成的断水事故。", ["查清断水事故"]),
                ("将25家乡镇中心粮站的库存盘点纳入督导。", ["乡镇中心粮站"]),
            ]
        )

    def test_the_noun_next_to_the_number_is_what_is_counted(self) -> None:
        self.check(
            [
                ("4名被告人落网后的口供。", ["被告人"]),
                ("解决了200多名劳动力的就业问题。", ["解决劳动力"]),
                ("26个城市完成了治理目标。", ["完成治理目标的城市"]),
                ("130名职工留住了工作。", ["留住工作的职工"]),
                ("130名职工全部留住了工作。", ["职工"]),
                ("1900名群众喝上了山泉水。", ["喝上山泉水的群众"]),
                ("63名教师受到表彰。", ["受到表彰的教师"]),
                ("26户居民告别旱厕。", ["告别旱厕的居民"]),
                ("对24个典型案例进行公开通报。", ["公开通报的典型案例"]),
                ("覆盖9个县（市、区）的41个乡镇（街道）。", ["覆盖县（市、区）", "乡镇（街道）"]),
                ("约谈乡镇（街道）负责人17人次。", ["约谈乡镇（街道）负责人"]),
                ("3座直径45米的储罐取代了旧料场。", ["储罐", "储罐直径"]),
                ("晴转多云南风3～4级最高气温28℃最低气温17℃。", ["南风", "最高气温", "最低气温"]),
                ("患病率为12.3%，比2011年的9.6%上升了2.7个百分点。", ["患病率"] * 3),
                ("备有疫苗3万支，每支88元。", ["备有疫苗", "疫苗每支"]),
                ("按每户480元的标准发放取暖补贴。", ["每户取暖补贴标准"]),
                ("给予2000元至5000元不等的补助。", ["给予补助"]),
                ("偿还借款本金16万元及利息。", ["偿还借款本金"]),
                ("3个城市依次是甲城、乙城。", ["城市"]),
                ("带动两镇7个村。", ["带动村"]),
                ("其他污染物负荷比为24.1%。", ["其他污染物负荷比"]),
                ("周边地区“2+26”城市PM2.5平均浓度为60微克/立方米。", ["PM2.5平均浓度"]),
            ]
        )

    def test_a_bulletins_asides_lists_and_bounds_are_read_as_they_are_meant(self) -> None:
        self.check(
            [
                ("地区生产总值按可比价格计算增长8.5%，增速居全省第2位。", ["地区生产总值", "地区生产总值增速"]),
                ("粮食总产量5.2万吨，比上年增产12.6%。", ["粮食总产量", "粮食总产量"]),
                ("乡镇企业总收入3.7亿元，实现利税4500万元。", ["乡镇企业总收入", "乡镇企业利税"]),
                ("实现产值1.5亿元，利润2500万元。", ["实现产值", "利润"]),
                ("合计拉动全市增速6.5个百分点。", ["拉动全市增速"]),
                ("平均每亩增收30元。", ["每亩增收"]),
                ("全市3000万元及以上项目128个。", ["项目", "3000万元及以上项目"]),
                (
                    "无纺布、新材料及药品制造、食品产值分别同比增长12.5%、12.3%和11.4%。",
                    ["无纺布产值", "新材料及药品制造产值", "食品产值"],
                ),
                (
                    "机械业，化工业，建材业3个行业增加值分别增长5%、6%、7%。",
                    ["建材业行业增加值", "机械业增加值", "化工业增加值", "建材业增加值"],
                ),
            ]
        )

    def test_a_bare_measure_a_load_and_a_place_alone_take_what_they_belong_to(self) -> None:
        self.check(
            [
                ("大桥全长1.8公里，主跨220米，总投资4.9亿元。", ["大桥全长", "大桥主跨", "大桥总投资"]),
                ("南院区占地186亩，设计床位1000张，总投资9.4亿元。", ["南院区占地", "设计床位", "南院区总投资"]),
                ("新农合参合率98.37%，封顶线提至5万元。", ["新农合参合率", "新农合封顶线"]),
                ("满载82个标箱的班列驶出车站。", ["满载标箱"]),
                ("柳泉县优良率78.6%、青禾县74%。", ["柳泉县优良率", "优良率"]),
            ]
        )

    def test_lists_of_towns_of_crops_and_of_trades_keep_their_measure(self) -> None:
        self.check(
            [
                (
                    "平均浓度最低的3个城市依次是甲城、乙城，分别为47、55微克/立方米。",
                    ["平均浓度的城市", "平均浓度", "平均浓度"],
                ),
                ("整地83万亩，其中播种玉米70万亩、马铃薯6万亩。", ["整地", "播种玉米", "播种马铃薯"]),
                (
                    "金属冶炼和加工业，电气和器材业2个行业增加值分别增长5%、6%。",
                    ["电气和器材业行业增加值", "金属冶炼和加工业增加值", "电气和器材业增加值"],
                ),
                ("增速居全省第2位，比去年同期提升3位。", ["增速", "增速"]),
            ]
        )

    def test_a_share_of_a_plan_is_not_what_grew(self) -> None:
        self.check(
            [
                (
                    "固定资产投资完成74.5亿元，完成年度任务的35.48%，同比增长24.6%。",
                    ["固定资产投资完成", "固定资产投资完成年度任务", "固定资产投资"],
                ),
            ]
        )

    def test_the_property_that_a_figure_owns_stands_last(self) -> None:
        self.check([("以每盒8元的价格购进。", ["每盒价格"]), ("投资3亿元的铁路通车。", ["铁路投资"])])

    def test_lists_that_share_a_measure_or_lack_a_noun_and_one_of_several(self) -> None:
        self.check(
            [
                (
                    "全县人均占有肉类50.2公斤、禽蛋17公斤、蔬菜253公斤。",
                    ["人均占有肉类", "人均占有禽蛋", "人均占有蔬菜"],
                ),
                ("亩均使用化肥20公斤、农药3公斤。", ["亩均使用化肥", "亩均使用农药"]),
                ("北溪县是全省18个试点县之一。", ["试点县"]),
                ("合作社成为全国100家示范社之一。", ["示范社"]),
                ("抽检商品包括食品、服装、家电等55种。", ["抽检商品"]),
                ("腌菜花样繁多，萝卜、芥头、豇豆等多达20余种。", ["腌菜花样"]),
                ("菌棒年产量由投产时的60万棒已增加到如今的150万棒。", ["菌棒年产量"] * 2),
            ]
        )

    def test_a_bare_measure_of_what_is_grown_takes_the_crop_told_before_it(self) -> None:
        self.check(
            [
                ("全县小麦收获86万亩，预计总产34万吨，增长3%。", ["小麦收获", "小麦总产", "小麦总产"]),
                ("今年种下脐橙460亩，产量23万公斤，产值突破180万元。", ["种下脐橙", "脐橙产量", "脐橙产值"]),
                ("套养龙虾后，每亩纯收入4500元。", ["龙虾每亩纯收入"]),
                ("秋粮种植面积62万亩，总产24万吨。", ["秋粮种植面积", "秋粮总产"]),
                ("栽植雪莲果4600亩，今年产量达230万公斤。", ["栽植雪莲果", "雪莲果产量"]),
                ("合作社种植玉米。每亩纯收入900元。", ["每亩纯收入"]),
            ]
        )

    def test_words_that_tell_how_it_went_are_left_out(self) -> None:
        self.check(
            [
                ("并处罚金3000元。", ["罚金"]),
                ("一下子损失3万元，一口气种下1.2万棒香菇。", ["损失", "种下香菇"]),
                ("收购价却跌了三成，流失率虽有9%。", ["收购价", "流失率"]),
                ("大屏幕上跳动着全县1.9万个大棚的温度。", ["大棚的温度"]),
                ("疾控中心对全县1.9万名儿童免费接种疫苗。", ["儿童"]),
                ("茶产业涉及全州42个乡镇。", ["涉及乡镇"]),
                ("茶园面积一度萎缩到3000亩。", ["茶园面积"]),
                ("水位暴涨了1.8米。", ["水位"]),
                ("如今有工人130余人。", ["工人"]),
                ("今年收鲜果6800吨，比去年同期翻了一番。", ["收鲜果"] * 2),
                ("存贷比64.8%，比年初提高1.2个百分点。", ["存贷比"] * 2),
            ]
        )

    def test_counted_people_end_at_the_word_that_names_them(self) -> None:
        self.check(
            [
                ("320名小学生踩着鼓点唱起山歌。", ["小学生"]),
                ("12名环卫工人冒雪清扫。", ["环卫工人"]),
                ("来自9个乡镇的86名选手参赛。", ["乡镇", "参赛选手"]),
                ("46名学生获奖。", ["获奖学生"]),
                ("评出优秀教师和先进工作者30名。", ["评出优秀教师和先进工作者"]),
                ("18名职工技能竞赛选手到场。", ["职工技能竞赛选手"]),
                ("为300名儿童提供眼科检查。", ["儿童提供眼科检查"]),
            ]
        )

    def test_of_whoever_gave_or_did_it_the_deed_is_kept(self) -> None:
        self.check(
            [
                ("退休老人捐来的60册图书。", ["捐来的图书"]),
                ("省农业农村厅推送的3个示范区完成整改。", ["推送的示范区"]),
                ("县水务局清理回收河滩地120亩。", ["清理回收河滩地"]),
                ("城镇新增就业1200人。", ["城镇新增就业"]),
            ]
        )

    def test_a_sum_is_named_by_what_it_was_spent_on(self) -> None:
        self.check(
            [
                ("青柳镇投资40余万元对敬老院进行改造。", ["投资改造敬老院"]),
                ("村里筹资45万元发展乡村旅游。", ["筹资发展乡村旅游"]),
                ("投资600多万元改建5处门诊楼。", ["投资改建门诊楼", "改建门诊楼"]),
                ("乡亲捐资20万元。", ["乡亲捐资"]),
            ]
        )

    def test_a_length_of_time_says_what_it_was_spent_on(self) -> None:
        self.check(
            [
                ("仅用12天就完成了架线任务。", ["架线任务用时"]),
                ("民警在3小时内将嫌疑人抓获。", ["抓获嫌疑人用时"]),
                ("全程只用了9分钟就找到了出口。", ["找到了出口用时"]),
                ("他种了19年药材。", ["种药材"]),
                ("经过3年攻关，设备下线。", ["攻关"]),
            ]
        )

    def test_a_part_without_a_noun_takes_that_of_the_whole(self) -> None:
        self.check(
            [
                ("全镇共有64个重点项目，已开工41个。", ["重点项目", "开工重点项目"]),
                (
                    "62家应搬企业中，46家完成搬迁，9家转产，7家因经营不善关停。",
                    ["应搬企业", "完成搬迁的应搬企业", "转产的应搬企业", "关停的应搬企业"],
                ),
                ("全村428间房屋，闲置的就有137间。", ["全村房屋", "闲置房屋"]),
            ]
        )

    def test_what_each_gets_is_no_part_of_the_measure(self) -> None:
        self.check(
            [
                ("小麦收购价最低每公斤2.36元。", ["小麦收购价"]),
                ("器材费人均85元。", ["器材费人均"]),
                ("从6米高的阳台滑落。", ["阳台高度"]),
            ]
        )

    def test_the_size_of_what_the_clause_before_names(self) -> None:
        self.check(
            [
                ("这座石桥始建于明代，长48米，宽6米。", ["这座石桥长度", "这座石桥宽度"]),
                ("预计发送旅客86万人次，日均2.15万人次。", ["发送旅客", "日均发送旅客"]),
                ("海面仍有6—7级偏北风。", ["偏北风"]),
            ]
        )

    def test_the_head_behind_a_clause_of_its_own_is_kept(self) -> None:
        self.check(
            [
                ("装上200块印有联系电话的公示牌。", ["装上公示牌"]),
                ("向1260名65岁以上老人发放手环。", ["老人发放手环"]),
                ("播出20集电视剧《山里来的信》。", ["播出电视剧《山里来的信》"]),
                ("民警老赵先后查获违法人员40人。", ["查获违法人员"]),
                ("14名中青年科技工作者获奖。", ["中青年科技工作者"]),
            ]
        )

    def test_a_short_noun_ends_before_the_adverb_that_opens_what_is_said_of_it(self) -> None:
        self.check(
            [
                ("11家糖厂共入榨甘蔗。", ["糖厂"]),
                ("12盏路灯将于月底恢复。", ["路灯"]),
                ("126台设备昼夜运转。", ["设备"]),
                ("带动3100余户农户户均增收。", ["带动农户"]),
                ("20家共享书屋开放。", ["共享书屋开放"]),
            ]
        )

    def test_parts_told_by_their_kind_alone_take_the_whole(self) -> None:
        self.check(
            [
                (
                    "2647人报名参加高考，其中文科982人、理科1571人。",
                    ["报名参加高考", "报名参加高考文科", "报名参加高考理科"],
                ),
                ("加工企业167家，其中规上企业12家。", ["加工企业", "规上加工企业"]),
                ("入社农户216户，其中彝族143户。", ["入社农户", "彝族入社农户"]),
            ]
        )

    def test_a_headlines_figure_is_named_as_in_the_story(self) -> None:
        heads = "出门招商 五天揽回18.3亿元"
        texts = (heads, "现场签约项目7个，协议引资18.3亿元。")
        drafts = find_metrics(
            tuple(MappedText(text, tuple(range(len(text)))) for text in texts),
            StoryFacts("2023-12-10", headline=heads),
        )
        self.assertEqual([draft.indicator for draft in drafts], ["协议引资", "现场签约项目", "协议引资"])
        self.assertIn("named as in the story", drafts[0].why)

    def test_a_name_in_quotation_marks_keeps_them(self) -> None:
        self.check([("“青禾贷”发放26笔。", ["“青禾贷”发放"])])

    def test_a_label_before_a_colon_names_the_figure(self) -> None:
        self.check([("票价：1.50元。", ["票价"]), ("惠及32.6万退休职员。", ["惠及退休职员"])])

    def test_degrees_of_a_forecast_are_the_temperature(self) -> None:
        self.check([("多云转晴，南风2~3级，-5~6℃。", ["南风", "气温"])])


class ChangeTests(SimpleTestCase):
    def test_growth_and_fall_are_told_from_things_added_and_saved(self) -> None:
        for printed, changes in [
            ("同比增长10.4%。", ["increase"]),
            ("投诉量同比下降27%。", ["decrease"]),
            ("比年初增加204.3亿元，增幅12.6%，同比多增54.3亿元。", ["increase"] * 3),
            ("环比下降3.1%，较上年提高2家，比年初减少0.4%。", ["decrease", "increase", "decrease"]),
            ("夺得5金3银2铜，共10枚奖牌。", [None] * 4),
            # a measure that grows or falls by an amount, with nothing to compare it with
            ("氨氮和总磷排放量分别减少120吨、8吨。", ["decrease"] * 2),
            ("水库水位上升1.2米。", ["increase"]),
            ("鸡蛋每公斤9.8元，微涨0.2元。", [None, "increase"]),
            ("26路单程缩短1.2公里。", ["decrease"]),
            ("贷款余额由5.2亿元增至8.4亿元，增加3.2亿元。", [None, None, "increase"]),
            ("鸡蛋价格每斤下降0.4元。", ["decrease"]),
            ("全村减少损失3万元，增加收入6万元。", [None, None]),
            ("平均浓度较上年改善9.5%。", ["decrease"]),
            ("清洁河段比例同比改善17%。", ["increase"]),
            ("岗位300个，比原来多四分之一。", [None, "increase"]),
            ("出口额翻一番。", ["increase"]),
            ("综合排名较上年前移3个位次。", ["increase"]),
            # the new value, not what was added to it
            ("效率由60%提升至85%以上。", [None, None]),
            # things added, saved, done
            ("新增平台132家，减排7800吨，减少环节1076项。", [None, None, None]),
            ("高出全省目标27.2个百分点。", [None]),
        ]:
            with self.subTest(printed):
                self.assertEqual([draft.change for draft in read(printed)], changes)

    def test_goals_ranks_and_lengths_of_time_have_their_kind(self) -> None:
        for printed, kinds in [
            ("优良率61.4%，超额完成55%的目标任务。", [None, "target"]),
            ("计划总投资6240万元，已投资3905万元。", ["target", None]),
            ("今年将新建村道15公里，改造危桥3座。", ["target", "target"]),
            ("今年将新建泵站15座，总投资3亿元。", ["target", None]),
            ("项目投产后，可年产零件200万套。", ["target"]),
            ("失业率控制在4%以内。", ["target"]),
            # what is demanded, a limit, what a speaker urges; not a forecast, nor what was before a goal
            ("今年要抓好总投资8亿元的产业园，新增企业3家。", [None, "target"]),
            ("他指出，要稳面积，稻田稳定在12万亩；要提单产，覆盖率达到90%以上。", ["target", "target"]),
            ("下一步，覆盖面由58种扩大到64种。", [None, "target"]),
            ("每人每天不超过6克。", ["target"]),
            ("要求镇里3天内打捞干净。", ["target"]),
            ("预计产量5000吨。", [None]),
            ("不得不把月薪涨到2100元。", [None]),
            ("限额8000人，报名费100元。", ["target", None]),
            ("26个城市完成了治理目标。", [None]),
            ("最高1000万元的信用贷款。", ["target"]),
            ("单日阅读量最高达到5127人次。", [None]),
            ("仅用85天建成。", ["duration"]),
            ("列全省第4位。", ["rank"]),
            # a forecast is no goal, a bound and a time that was set are
            ("今年预计产量3.2万吨。", [None]),
            ("拍照收费不超过15元。", ["target"]),
            ("服务期不少于6年。", ["target"]),
            ("镇里要求施工队20天内架通水管。", ["target"]),
            ("架通水管只用了20天。", ["duration"]),
            ("贷款最高额度由个人30万元提至40万元。", ["target", "target"]),
            # what a speech demands, and over verbs what goes on with it
            (
                "会议指出，要稳面积，蔗园稳定在12万亩，其中核心区8万亩；要提单产，亩产由4.2吨提高到5吨。",
                ["target", "target", None, "target"],
            ),
            ("会议要求，对20户重点企业，一人包一户。", [None]),
            ("确保工业增长20%，技改投入完成3亿元，新上项目26个。", ["target", "target", "target"]),
            ("计划招生2.9万人，录取率约为53%。", ["target", None]),
            # days that are counted are no length of time
            ("优良天数131天，同比增加13天。", [None, None]),
        ]:
            with self.subTest(printed):
                self.assertEqual([draft.kind for draft in read(printed)], kinds)
