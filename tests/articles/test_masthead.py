"""Which paper and which day: folios of many shapes, reports that tell, pages that do not. All names are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.masthead import read_issue
from articles.extraction.types import ArticleDraft, ArticleKind, BlockKind, Given, Layout, Part
from articles.text.spans import MappedText, Span

NO_LAYOUT = Layout((), (), (), ())
STORY = "老城改造年内完工\n\n本报讯（记者 钱立言）日前，老城改造工程全面铺开。"


def read(page: str, given: Given | None = None):
    return read_issue(page, NO_LAYOUT, given or Given())


def drafts(page: str, *kinds: ArticleKind) -> Layout:
    """Each paragraph of the page as an article of its kind."""
    articles = []
    place = 0
    for kind, paragraph in zip(kinds, page.split("\n\n"), strict=True):
        body = MappedText(paragraph, tuple(range(place, place + len(paragraph))))
        articles.append(ArticleDraft(kind, body, (Part(BlockKind.BODY, Span(place, place + len(paragraph))),)))
        place += len(paragraph) + 2
    return Layout((), tuple(articles), (), ())


# A folio as printed -> newspaper, date, page label, section, number
FOLIOS = [
    ("3 要闻 2021年2月5日 星期五 责任编辑：李健 北溪日报", "北溪日报", "2021-02-05", "3", "要闻", None),
    ("2021年2月5日 编辑/李健 校对/孙佳 北溪日报 03", "北溪日报", "2021-02-05", "03", None, None),
    ("今日北溪 2021年2月5日 第2版", "今日北溪", "2021-02-05", "2", None, None),
    ("北溪新闻 2021年2月5日 第3版", "北溪新闻", "2021-02-05", "3", None, None),
    ("北溪报 2021年2月5日 星期五 三版", "北溪报", "2021-02-05", "3", None, None),
    ("北溪日报·要闻 2021年2月5日 3", "北溪日报", "2021-02-05", "3", "要闻", None),
    ("北溪日報 二零二一年二月五日 星期五", "北溪日報", "2021-02-05", None, None, None),
    ("2021 2/5 星期五 北溪日报 03", "北溪日报", "2021-02-05", "03", None, None),
    ("北溪日报 2021年/2月/5日 星期五", "北溪日报", "2021-02-05", None, None, None),
    ("2021年2月5日 星期五 责任编辑 钱立言 校对 孙维佳", None, "2021-02-05", None, None, None),
    ("青浦湾日报 2021年2月5日 星期五 第3版 要闻", "青浦湾日报", "2021-02-05", "3", "要闻", None),
    ("A03版 2019年11月12日 星期二 北溪晚报", "北溪晚报", "2019-11-12", "A03", None, None),
    ("北 溪 晚 报\n2015-03-06 周五\n04 民生", "北溪晚报", "2015-03-06", "04", "民生", None),
    ("二〇一八年六月一日 星期五 农历戊戌年四月十八 第三版 综合新闻", None, "2018-06-01", "3", "综合新闻", None),
    (
        "中共青浦湾市委机关报 青浦湾日报社出版 总第4321期\n2020年7月3日",
        "青浦湾日报",
        "2020-07-03",
        None,
        None,
        "4321",
    ),
    # the parts of a date each on a line of its own, as narrow heads of pages set them
    ("北溪晚报\n2014年\n6月20日\n星期五\n第7版", "北溪晚报", "2014-06-20", "7", None, None),
    ("星期五\n2014年6月\n20日\n农历甲午年五月廿三\n03 民生", None, "2014-06-20", "03", "民生", None),
    ("2014年6月\n20\n星期五\n北溪晚报", "北溪晚报", "2014-06-20", None, None, None),
    ("北溪报\nBEIXI BAO\n2014年6月20日 星期五", "北溪报", "2014-06-20", None, None, None),
    ("北溪新闻\nBEIXI XINWEN\n2014年6月20日 星期五", "北溪新闻", "2014-06-20", None, None, None),
    ("本市新闻\n2014年6月20日 星期五 第3版", None, "2014-06-20", "3", None, None),  # a section, and no paper
    ("北溪日报 文卫 05\n2014年6月20日 星期五", "北溪日报", "2014-06-20", "05", None, None),
    # folios of papers on the web
    ("第A0007版：城乡事·热线\n2007年5月18日", None, "2007-05-18", "A07", None, None),
    ("1203 期 / 第1版:1\n2014年6月20日 放大 缩小 默认", None, "2014-06-20", "1", None, "1203"),
    # a page of a provincial paper on one city, its number alone at the line's beginning or end
    ("10　北溪观察　2019年1月29日　星期二　责任编辑　钱立言　责任校对　孙维佳", None, "2019-01-29", "10", None, None),
    ("青浦湾日报 2014年6月20日 星期五 7", "青浦湾日报", "2014-06-20", "7", None, None),
    ("青浦湾日报\n汉文版第11203期 今日8版\n2016年6月3日 星期五", "青浦湾日报", "2016-06-03", None, None, "11203"),
    ("国内统一刊号：CN37-0098 邮发代号23-45 第1203期\n2012年5月18日 星期五", None, "2012-05-18", None, None, "1203"),
    ("齐东晨报 QIDONG CHENBAO\n2023.9.9 星期六 B2 县域", "齐东晨报", "2023-09-09", "B2", "县域", None),
    ("２０２２年１１月１８日　星期五　第２版", None, "2022-11-18", "2", None, None),
    ("22002222年年1111月月1188日日 星星期期五五 第第22版版", None, "2022-11-18", "2", None, None),
    ("责编：钱立言 美编：孙维佳 2016年8月9日 星期二 2版", None, "2016-08-09", "2", None, None),
    ("# 望川商报\n\n2014年1月8日 星期三 农历癸巳年腊月初八", "望川商报", "2014-01-08", None, None, None),
    ("2021年2月5日 第6版 版式 孙维佳 新闻热线 3581234", None, "2021-02-05", "6", None, None),
    (
        "北溪时讯 2014年6月20日 星期五 总第416期 2版 综合新闻",
        "北溪时讯",
        "2014-06-20",
        "2",
        "综合新闻",
        "416",
    ),
    ("今日北溪 2014年6月20日 星期五 2版", "今日北溪", "2014-06-20", "2", None, None),
    (
        "今日北溪 2014年6月20日 甲午年五月廿三 国内统一刊号CN37-0098 第3258号",
        "今日北溪",
        "2014-06-20",
        None,
        None,
        "3258",
    ),
    ("北溪周报\n2014年第25期（总第312期） 6月20日出版", "北溪周报", "2014-06-20", None, None, "312"),
    ("北溪晚报 公元二〇一四年六月二十日 星期五", "北溪晚报", "2014-06-20", None, None, None),
    ("２０１４年６月２０日 星期五 农历甲午年五月廿三日 北溪晚报", "北溪晚报", "2014-06-20", None, None, None),
    ("Friday, June 20, 2014 北溪晚报 03版", "北溪晚报", "2014-06-20", "03", None, None),
    ("北溪晚报 JUN.20,2014", "北溪晚报", "2014-06-20", None, None, None),
    # no year but the lunar one, and the day of the week that fits it; in January the lunar year may be the old one
    ("6月20日 星期五 甲午年五月廿三 总第3258期 北溪晚报", "北溪晚报", "2014-06-20", None, None, "3258"),
    ("1月9日 星期五 甲午年十一月十九 北溪晚报", "北溪晚报", "2015-01-09", None, None, None),
    ("6月20日 星期三 甲午年五月廿三 北溪晚报", "北溪晚报", "--06-20", None, None, None),
    ("A01版要闻 A02版综合 A03版民生\n江左都市报 2013年4月2日 星期二", "江左都市报", "2013-04-02", None, None, None),
]

TWO_REPORTS = "本报讯（记者 甲）2月4日，全市大会召开。\n\n本报讯（记者 乙）2月3日，新桥通车。2020年10月，新桥开工。"

# What the stories tell -> the issue's day
TOLD = [
    # the latest day, and the morning after
    (f"{TWO_REPORTS}\n\n2021年1月，两县签约。2020年，全市植树千亩。", "2021-02-05"),
    # over the year's end
    (
        "本报讯 1月3日，大集开市。\n\n2021年12月31日，渡轮停航。\n\n本报讯 1月2日，第一场雪。2021年11月，码头停工。",
        "2022-01-04",
    ),
    # the year is not told
    ("北溪12月4日讯 12月4日，县里召开大会。", "--12-05"),
    # history tells no year
    ("本报讯 6月8日，老厂房开放。这座厂房建于1958年，2013年停产。", "--06-09"),
    # plans tell no year and no day
    ("本报讯 3月9日，规划出台。到2025年建成新区，3月20日前完成征集，3月15日将举行听证会。", "--03-10"),
    # how things stood, and what a half-year brought, is told soon after
    ("本报讯 6月9日，新桥通车。截至2018年5月底，全县植树千亩。2017年，植树八百亩。", "2018-06-10"),
    ("本报讯 9月9日，大会召开，听取2018年上半年执行情况。2017年，植树八百亩。", "2018-09-10"),
    ("本报讯 6月9日，征文开始，报名截至2018年5月底。2017年，植树八百亩。", "--06-10"),
    # a notice's signature and term are printed with their year, close to the day
    ("本报讯 6月24日，考生领取准考证。\n\n公示期自2013年6月20日起。", "2013-06-25"),
    ("本报讯 11月7日，新桥通车。\n\n因检修停水，敬请谅解。北溪自来水公司 2022年11月5日", "2022-11-08"),
    ("本报讯 1月2日，大集开市。\n\n逾期不候。北溪拍卖行 2019年12月30日", "2020-01-03"),
    ("本报讯 9月11日，体育课添了新项目。从2018年起，中考体育将加分。\n\n特此公告。2017年9月8日", "2017-09-12"),
    # a signature bears it out against a plan for the next year
    (
        "本报讯 11月23日，2018年4月10日至30日测试。\n\n因检修停水。北溪自来水公司 2017年11月22日\n编辑 何青川",
        "2017-11-24",
    ),
    # so does what was counted up to a month before
    ("本报讯 11月23日，供暖开始。截至2017年10月底，小区改造86个。2018年4月10日至30日测试。", "2017-11-24"),
    ("本报讯 1月23日，年货上市。截至2017年11月底，小区改造86个。2019年起改用新表。", "2018-01-24"),
    # so does what part of a year came to, if no later year is planned for within it
    ("本报讯 7月12日，夜市开张。2023年上半年，夜市营业额增长一成。2021年，夜市亏损。", "2023-07-13"),
    ("本报讯 5月18日，柳编出海。2022年一季度，全县出口柳编千件。", "2022-05-19"),
    ("本报讯 11月18日，柳编出海。2022年一季度，全县出口柳编千件。", "--11-19"),
    ("本报讯 5月18日，规划出台。力争2024年上半年建成，2024年下半年开放。", "--05-19"),
    ("本报讯 7月9日，夜市开张。昨晚，2024年全县篮球联赛第15轮打响。", "2024-07-10"),
    # an event that bears a year was held on a told day; what is aimed at is this year's, but about its turn
    ("本报讯 7月11日，夜市开张。7月10日晚，2018年“书香进村”活动开幕。", "2018-07-12"),
    ("本报讯 7月11日，夜市开张。7月10日，2018年全县农民运动会闭幕。到2020年，村村有书屋。", "2018-07-12"),
    ("本报讯 3月19日，副县长调研，要求锚定2024年目标任务，抓好春耕。", "2024-03-20"),
    ("本报讯 1月9日，副县长调研，要求锚定2024年目标任务，抓好春耕。", "--01-10"),
    ("本报讯 7月11日，夜市开张。7月10日，2018年全县农民运动会以来第一次集训开始。", "--07-12"),
    # days and events that are counted, a plan's first and last year, a congress awaited
    ("本报讯 9月10日，县里庆祝第39个教师节。2021年，新校建成。", "2023-09-11"),
    ("本报讯 9月10日，县里迎来第三十九个教师节。", "2023-09-11"),
    ("本报讯 6月30日，县里庆祝中国共产党成立100周年。", "2021-07-01"),
    ("本报讯 3月9日，大会召开。今年是“十四五”规划开局之年。", "2021-03-10"),
    ("本报讯 11月9日，大会召开。明年是“十四五”开局之年。", "2020-11-10"),
    ("本报讯 11月9日，大会召开。今年是“十三五”收官之年。", "2020-11-10"),
    ("本报讯 9月18日，大会召开，以优异成绩迎接党的十八大胜利召开。到2015年，养殖面积翻番。", "2012-09-19"),
    ("本报讯 12月8日，大会召开，迎接党的十八大。", "--12-09"),
    # but not where a later event or the day of the week is against it, or two tell different years
    ("本报讯 9月9日，忆第30个教师节。2021年6月，新校建成。", "--09-10"),
    ("本报讯 9月10日（星期一），县里庆祝第39个教师节。", "--09-11"),
    ("本报讯 9月10日，县里庆祝第39个教师节。第30个教师节那天，他入职。", "--09-11"),
    # how long something has lasted since a year
    ("一守就是二十六年\n\n本报讯 11月20日，他又出门。1993年参加工作以来，他穿坏了60双鞋。", "2019-11-21"),
    ("他在渡口整整十二年。\n\n本报讯 11月20日，他又出门。自2014年县里改用铁船以来，没有翻过船。", "--11-21"),
    ("本报讯 9月3日，开学了。2006年夏天，他受了伤。13年来，他教过216名学生。", "2019-09-04"),
    ("本报讯 9月3日，开学了。2016年夏天，他受了伤。2年来，他教过216名学生。", "--09-04"),
    # the day of the week chooses among the latest year told and those after it
    ("本报讯 11月27日（星期六），新桥通车。2021年，小区改造开始。", "2021-11-28"),
    ("本报讯 11月27日（星期日），新桥通车。2021年，小区改造开始。", "2022-11-28"),
    # a later event leaves the year open
    ("本报讯 6月24日，大会召开。2012年6月20日动工。2015年5月完工。", "--06-25"),
    # in spring the year before is told as over
    ("本报讯 3月21日，夜校开课。2017年全市新建夜校30所。2017年，北溪城区空气变好。", "2018-03-22"),
    (
        "本报讯 3月21日，大会召开。2018年，全市植树千亩。截至2018年底，全市有林场八处。会议通报2018年情况。",
        "2019-03-22",
    ),
    ("本报讯 3月21日，大会召开。2018年，全市植树千亩。", "--03-22"),
    ("本报讯 9月21日，大会召开。2018年，全市植树千亩。会上通报2018年工作。", "--09-22"),
    # beside this year's first months it is the year before
    ("本报讯 5月20日，新桥通车。2014年，全市销售4.6亿元，是2012年的9倍；今年前4个月2.05亿元。", "2015-05-21"),
    ("本报讯 5月20日，新桥通车。2014年，全市植树千亩。今年，植树队又来了。", "--05-21"),
    # in its own year a paper says 今年初
    ("本报讯 5月16日，大会召开。2022年初，街道分成网格。2022年，全县植树千亩。2022年初，改选。", "--05-17"),
    # the day in brackets
    ("本报讯 昨（18）日，市里召开大会。7月18日，又有三家企业落户。", "--07-19"),
    ("本报讯 今（18）日，市里召开大会。7月18日，又有三家企业落户。", "--07-18"),
    # the day in brackets leads past what is announced
    ("本报讯 昨天（12日），新桥通车。5月11日，桥面洒水。\n\n5月15日至17日，图书馆办书展。5月17日，停水。", "--05-13"),
    ("本报讯 今天（1日）起，新规施行。4月30日，动员会召开。\n\n5月20日，市民可观看演出。", "--05-01"),
    # a weekly comes out some days after; its month is told at most
    ("北溪周报讯（记者 钱立言）2021年6月8日，老厂房开放。\n\n北溪周报讯（记者 孙维佳）6月7日，新桥通车。", "2021-06"),
    ("北溪周报讯（记者 钱立言）2021年6月28日，老厂房开放。\n\n北溪周报讯（记者 孙维佳）日前开工。", None),
    ("本报讯 2021年6月8日，老厂房开放。本报每周五出版。", "2021-06"),
    # a forecast begins with the issue's day
    ("本报讯 12月4日，县里召开大会。\n\n6日，多云转晴，-5～6℃；7日，晴，-3～8℃。", "--12-06"),
    # the month's end
    ("本报讯 4月30日，劳模大会召开。", "--05-01"),
    # a storm is no forecast
    ("本报讯 12月4日，我市普降大雪，气温降至零下5℃。", "--12-05"),
    # a day with its hour, later in the story than the first
    (f"本报讯 6月8日，老厂房开放。{'市民举着手机拍照。' * 9}6月9日上午，记者又来到这里。", "--06-10"),
    # a third of a month is no day
    ("本报讯 9月18日，大会召开。9月中旬，湖上碧波荡漾。", "--09-19"),
    # the year is printed with the day
    ("本报讯 2017年2月4日，全市大会召开。", "2017-02-05"),
    # a meeting about the year's turn, a campaign that bears its year
    ("本报讯 3月17日，市残联2021年度工作总结暨2022年工作部署会召开。", "2022-03-18"),
    ("本报讯 12月27日，县供销社2021年度工作总结暨2022年工作计划会召开。", "2021-12-28"),
    ("本报讯 10月12日，“民生看北溪2023”发布会召开，2023年以来，全市植树千亩。", "2023-10-13"),
    ("本报讯 10月12日，发布会召开，2018年以来，全市植树千亩。", "--10-13"),
    ("本报讯 10月12日，发布会召开，2018年3月开工，2018年5月完工，2018年以来，植树千亩。2020年，再植千亩。", "--10-13"),
    # a feature on old days
    ("1949年10月1日，他在广场上站岗。", None),
    ("本报讯 5月6日，纪念馆开放。1949年10月1日上午，他在站岗。2017年5月完工，2017年1月布展。", "2017-05-07"),
    # nothing is told
    ("本报讯 日前，全市教育工作会议召开。去年以来，全市新建学校12所。", None),
    ("本报讯 近日，2021年全市春耕全面展开。", None),
]

PAPERS = [
    # the head of the report
    ("青浦湾日报讯（记者 钱立言）日前，大会召开。", "青浦湾日报"),
    ("青浦湾日报/青浦湾网讯（记者 钱立言）日前，大会召开。", "青浦湾日报"),
    ("青浦湾日报/青浦湾网北溪讯（记者 钱立言）日前，大会召开。", "青浦湾日报"),
    ("青浦湾日报/青浦湾发布讯(记者 钱立言)日前,大会召开。", "青浦湾日报"),
    ("北溪晚报2月4日讯（记者 钱立言）日前，大会召开。", "北溪晚报"),
    ("齐东晨报消息（记者 钱立言）日前，大会召开。", "齐东晨报"),
    # among short words over the page
    ("北溪日报　3　本埠新闻\n2018年11月14日 星期三 编辑/冼冰\n\n日前，大会召开。", "北溪日报"),
    # its account, its hotline, its name as a foot line
    ("齐东晨报官方微信\n\n日前，大会召开。", "齐东晨报"),
    ("下载齐东晨报客户端\n\n日前，大会召开。", "齐东晨报"),
    ("日前，大会召开。\n\n青浦湾日报", "青浦湾日报"),
    # a short name over whose organ it is, or over its whole date and number
    ("云溪报\n\n中共云溪县委机关报\n\n1987年5月9日 星期六 第318期\n\n本报讯 日前，大会召开。", "云溪报"),
    ("# 今日北溪\n\n2019年12月6日 星期五 第91期 总第1104期\n\n本报讯 日前，大会召开。", "今日北溪"),
    ("今日北溪\n\n本报讯 日前，大会召开。2020年12月25日，新桥通车。", None),
    ("今日北溪 3\n2012年9月7日 星期五 责编 钱立言\n县内新闻\n\n本报讯 日前，大会召开。", "今日北溪"),
    # a county's paper that no rule knows, at the head of several reports
    ("北溪报讯（记者 甲）开会。\n\n北溪报讯(融媒体记者 乙)开工。", "北溪报"),
    ("今日北溪讯（记者 甲）开会。\n\n今日北溪讯（记者 乙）开工。", "今日北溪"),
    ("北溪报讯（记者 甲）开会。", None),
    ("晚报讯（记者 甲）开会。\n\n晚报讯（记者 乙）开工。", None),
    ("都市报讯（记者 甲）开会。\n\n都市报讯（记者 乙）开工。", None),
    ("大会召开。\n\n北溪晚报官方微博 欢迎关注", "北溪晚报"),
    # bylines name the paper again and again
    ("大会召开\n青浦湾日报记者 钱立言\n\n新桥通车\n青浦湾日报首席记者 孙维佳", "青浦湾日报"),
    # a sister paper's reporters
    ("齐东晨报官方微信\n\n开会\n\n齐东日报全媒体中心记者 甲\n\n开工\n\n齐东日报全媒体中心记者 乙", "齐东晨报"),
    # the line's end breaks the name
    ("青浦湾\n日报讯（记者 甲）日前，大会召开。", "青浦湾日报"),
    ("青浦湾 \n日报讯（记者 甲）日前，大会召开。", "青浦湾日报"),
    # a blank line parts it from what it is
    ("青浦湾\n\n日报讯（记者 甲）日前，大会召开。", None),
    # a report from another paper among the page's own
    ("本报讯（记者 甲）开会。\n\n本报讯（记者 乙）开工。\n\n海东日报讯（记者 丙）开幕。", None),
    ("本报讯（记者 甲）开会。\n\n海东日报记者 丙 丁\n\n本报记者 乙", None),
    # the house that publishes it, an office of it, its advertisements
    ("齐东晚报\n齐东日报社主办　2005年7月20日　星期三　今日32版\n\n大会召开", "齐东晚报"),
    ("齐东日报社主办　2005年7月20日　星期三　今日32版\n\n大会召开", "齐东日报"),
    ("本版投稿请寄：北溪市文化路51号　北溪日报社副刊部收\n\n大会召开", "北溪日报"),
    ("商报讯（记者 甲）开会。\n\n北溪商报　分类广告代理：明月广告　收费标准：每行30元", "北溪商报"),
    # a line set in begins a paragraph and goes on from no headline
    ("老街两天卖空五金\n　　商报讯　昨日，大会召开。", None),
    # another house's name, a paper quoted, a paper that prints its own day's reports
    ("大会召开\n海东日报青浦湾融媒体中心记者 钱立言", None),
    ("《海东环境报》整版刊发报道。据海东日报报道，日前大会召开。", None),
    ("本报讯（记者 钱立言）日前，大会召开。", None),
    ("人民日报讯（记者 钱立言）日前，大会召开。", None),
    ("齐东晨报官方微信\n\n大会召开\n海东日报齐东融媒体中心记者 钱立言", "齐东晨报"),
    (
        "青浦湾日报讯（记者 甲）日前开会。\n\n青浦湾日报讯（记者 乙）日前开工。\n\n人民日报讯（记者 丙）日前开幕。",
        "青浦湾日报",
    ),
]


class Folios(SimpleTestCase):
    def test_folio_lines_of_many_shapes_tell_paper_day_page_and_section(self):
        for folio, newspaper, day, label, section, number in FOLIOS:
            for page in (f"{folio}\n\n{STORY}", f"{STORY}\n\n{folio}"):
                with self.subTest(page):
                    facts = read(page)
                    self.assertEqual(
                        (facts.newspaper, facts.date, facts.page_label, facts.section, facts.issue_number),
                        (newspaper, day, label, section, number),
                    )

    def test_a_date_that_signs_a_notice_is_not_the_issues(self):
        self.assertIsNone(read("公告\n\n现将名单公示如下，公示期五天。\n\n北溪县民政局\n\n2021年2月5日").date)

    def test_jump_lines_and_teasers_are_not_the_page_itself(self):
        self.assertIsNone(read(f"{STORY}\n（下转第3版）\n老城改造提速 >>>05\n详细报道见2版").page_label)

    def test_a_day_of_the_week_that_does_not_fit_is_told(self):
        facts = read(f"2021年2月5日 星期三 第3版\n\n{STORY}")
        self.assertEqual(facts.date, "2021-02-05")
        self.assertEqual(len(facts.warnings), 1)
        self.assertLess(facts.confidence, 0.9)

    def test_a_folio_without_year_takes_the_stories_year_where_the_day_of_the_week_fits(self):
        told = "2020年12月31日，大桥合龙。2020年10月，渡口停航。"
        self.assertEqual(read(f"2月5日 星期五 第3版\n\n{told}").date, "2021-02-05")
        self.assertEqual(read(f"2月5日 星期三 第3版\n\n{told}").date, "--02-05")
        self.assertEqual(read(f"2月5日 星期五 第3版\n\n{STORY}").date, "--02-05")


class WhatStoriesTell(SimpleTestCase):
    def test_the_day_of_the_issue_follows_from_the_days_told(self):
        for page, expected in TOLD:
            with self.subTest(page):
                self.assertEqual(read(page).date, expected)

    def test_notices_and_adverts_tell_no_past_day(self):
        page = "2月9日，竞买人到场。逾期不候。\n\n2月4日，全市大会召开。"
        facts = read_issue(page, drafts(page, ArticleKind.NOTICE, ArticleKind.NEWS), Given())
        self.assertEqual(facts.date, "--02-05")

    def test_the_reason_is_given_in_words(self):
        facts = read("本报讯 12月4日，县里召开大会。")
        self.assertIn("--12-04", facts.date_basis)
        self.assertIn("next morning", facts.date_basis)
        self.assertIn("No year is told", facts.date_basis)
        self.assertLess(facts.confidence, 0.9)


class Papers(SimpleTestCase):
    def test_the_paper_is_named_by_its_own_print_only(self):
        for page, expected in PAPERS:
            with self.subTest(page):
                self.assertEqual(read(page).newspaper, expected)

    def test_two_papers_as_likely_are_left_to_an_editor(self):
        facts = read("青浦湾日报讯（记者 甲）日前开会。\n\n北溪晚报讯（记者 乙）日前开工。")
        self.assertIsNone(facts.newspaper)
        self.assertEqual(len(facts.warnings), 1)


class HomePlaces(SimpleTestCase):
    def test_the_place_that_the_whole_city_means(self):
        for page, expected in [
            ("青浦湾日报讯（记者 甲）日前，青浦湾市召开大会，全市动员。", "青浦湾市"),
            ("北溪新报讯（记者 甲）日前，北溪县召开大会。", "北溪县"),
            ("今日北溪\n\n2019年12月6日 星期五 第91期 总第1104期\n\n本报讯 日前，北溪县召开大会。", "北溪县"),
            ("青浦湾日报讯（记者 甲）日前，青浦湾召开大会。青浦湾的水清了，青浦湾的天蓝了。", "青浦湾市"),
            ("柳城市开会。柳城市植树。柳城市修路。柳城的天更蓝，柳城的水更清。临江县也植树。", "柳城市"),
            # 全县, 全州, 全市 of a paper that bears a place's name, though no story prints it; a region is no city
            ("青浦时讯讯（记者 甲）日前开会。我县植树，全县修路，全县动员。", "青浦县"),
            ("青浦日报讯（记者 甲）日前开会。我市植树，全市修路，全市动员。", "青浦市"),
            ("扬子晚报讯（记者 甲）日前开会。我市植树，全市修路，全市动员。", None),
            ("文明城市，人人参与。创建文明城市，共享文明城市。", None),
            ("本报讯 城市更新提速。超市开业，集市兴旺，我市、全市、该市都在变。", None),
            ("新闻发布会市住建局介绍。新闻发布会市财政局介绍。新闻发布会市水利局介绍。新闻发布会散了。", None),
            ("本报讯 齐源市植树，齐源市修路，齐源市建校。临湖市植树，临湖市修路，临湖市建校。", None),
            # of 全县 and 我县 the one county is meant that the page names time and again, though seldom with 县
            ("本报讯 我县植树，全县修路，全县动员。北溪的水清了，北溪的天蓝了，北溪县建校。", "北溪县"),
            ("本报讯 全县植树，全县修路，全县动员。北溪县建校，北溪县、北溪县。临江县建校，临江县、临江县。", None),
            ("本报讯 全市植树，全市修路，我市动员。齐源市建校，齐源市、齐源市。临江县建校，临江县、临江县。", "齐源市"),
        ]:
            with self.subTest(page):
                self.assertEqual(read(page).home_place, expected)


class NamesSetApart(SimpleTestCase):
    def test_a_paper_named_letter_by_letter_over_the_day_is_read(self):
        for printed, expected in [
            ("2　　要　闻　　　　北　溪　报\n2014年6月20日　星期五", "北溪报"),
            ("北　溪　报　　要　闻　　2\n2014年6月20日　星期五", "北溪报"),
            ("2　　要　闻　　　　北　溪　报\n改造老旧管网", None),  # over no day
            ("2　　喜　报\n2014年6月20日　星期五", None),
        ]:
            with self.subTest(printed):
                self.assertEqual(read(f"{printed}\n\n{STORY}").newspaper, expected)


class GivenFromOutside(SimpleTestCase):
    def test_what_is_given_wins_and_the_basis_says_so(self):
        given = Given(newspaper="北溪晚报", date="2019-03-01", page_label="7", section="文体", basis="file name")
        facts = read(f"青浦湾日报 2021年2月5日 星期五 第3版 要闻\n\n{STORY}", given)
        self.assertEqual(
            (facts.newspaper, facts.date, facts.page_label, facts.section), ("北溪晚报", "2019-03-01", "7", "文体")
        )
        self.assertIn("file name", facts.newspaper_basis)
        self.assertIn("file name", facts.date_basis)
        self.assertEqual(facts.confidence, 1.0)

    def test_a_page_that_says_otherwise_is_reported(self):
        facts = read(f"青浦湾日报 2021年2月5日 星期五\n\n{STORY}", Given(newspaper="北溪晚报", date="2019-03-01"))
        self.assertEqual(len(facts.warnings), 2)
        agreeing = read(f"青浦湾日报 2021年2月5日 星期五\n\n{STORY}", Given(newspaper="青浦湾日报", date="2021-02-05"))
        self.assertEqual(agreeing.warnings, ())

    def test_a_page_that_tells_nothing_says_nothing(self):
        facts = read("")
        self.assertEqual((facts.newspaper, facts.date, facts.home_place, facts.confidence), (None, None, None, 0.0))
