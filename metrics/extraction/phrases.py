"""Trims the words around a figure to a phrase: without what opens a clause, without the verb that leads up to a number.

Phrases only; which words belong to which figure is told in indicators.py. The verbs stand in rules/verbs.txt.
"""

from __future__ import annotations

import re
from functools import cache

from articles.text.rules import read_list

PACKAGE = "metrics.extraction"
LONGEST = 18  # characters of an indicator; of a longer phrase the end is kept
LONG_NOUN = 10  # of a longer noun with 的 only what stands after 的 is kept
LONG_INSIDE = 4  # characters from which on a noun's 中, 里 is left out
LONGEST_NOUN = 16  # characters of what stands after a counted number

# Led by one class of characters, which is looked for far faster than alternatives are tried at each place.
# A space stands between the clauses of a head: 肉价连跌三周 菜价涨幅超一成.
CLAUSE = re.compile(
    r"[，。；：！？;:!?\n|, ](?:(?<![, ])|(?<=[\u4e00-\u9fff”] )(?=[\u4e00-\u9fff“]{3})"
    r"|(?<![0-9],)(?<! )|(?<=,)(?![0-9]{3}))"
)
LAST_MARK = re.compile(rf"(?s:.*){CLAUSE.pattern}")  # takes all it can, so that the last mark is met first

_QUOTE = re.compile(r"[《》“”\"]")
_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』")
# 乡镇（街道） and 县（市、区） are the words by which all of them are meant: such brackets stay.
_BRACKETS = re.compile(r"[（(](?!(?:[市区县乡镇村场旗]|街道|社区|园区|办事处|、){1,5}[）)])[^（）()\n]{0,20}[）)]")

# What opens a clause and names nothing that is measured. Taken off again and again.
_LEAD = re.compile(
    r"""(?:的|是(?=[\u4e00-\u9fff]{3})|本报讯|[0-9]{1,4}年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?|其中|目前|现在|截[至止]?目前|截[至止]到?|据悉|据了解|据介绍|据统计|同时|此外|另外|今年|去年|明年|前年|当年|今年以来|年内|以来|近年来
        |日前|近日|当天|当日|期间|[上中下]{1,2}旬|可能(?:出现|会)|全[省市县区镇乡国州](?!性|家)|我[省市县区镇]|[该本](?:市(?!场)|[县区镇乡村局校院省])|[省市县区]内|境内|辖区内?
        |共计|总共|共有?(?![青享建同和治富])|有(?![效关机色线限轨害偿])|合计|累计|已经?(?!建)|先后|还(?![款贷迁田])|并(?![网购联])|也|又|均(?![价衡])|都(?!市)
        |在(?![建校职册线园岗编读营地外研售手家途])|对(?![外口接台象比虾])|为(?![民主期农企])|把|按(?![揭摩])|由|从(?![业教军警医事政农容])|向(?!阳)|到(?!位|场|会|达|期|访|站|港)
        |于|以(?![工旧赛来内外上下])|使(?!用)|让(?![利座渡步])|将(?!军)|再(?![生就造担制贷])|其(?![他它余])|仅|每年(?!度)|(?:现)?如今|谁知|眼下|(?:预计|计划)(?!总?投资)|力争|确保|届时|成功|顺利
        |积极|持续|及时|而且?(?!立)|虽然|尽管|但是?|不过|如果|起先|起初|一年来|多年来|里面|上面|后来|原先|[一二两三四五六七八九十几半](?:个月|年|天|周)[里来间]|记者(?:随[^，。]{1,8}?组)?(?=走访|采访|了解)|连同|几乎|其中|得知|我国|获悉|我们|他们|她们|他(?!乡|们)|她|左右|方面|约(?![谈定请束稿见])|年度|份|度|一下子|一口气|足足|此时|处(?=罚[金款])|一[条座个批种项](?![龙月小星学世多半])|通过|该(?:项目|工程|公司|企业|路段?|桥|园|院|厂|社|店|校|产业园|平台|活动)|(?:建成|投产|达产|竣工|投用)后|年?可(?=年|实现|提供|带动|新增|容纳|节约|减少)|最[高低多少](?!峰|温|级|点|气)|平均(?=每)|光(?=[\u4e00-\u9fff]{3})(?![伏电纤大明荣棚彩谷])|还将|才(?![能艺华俊子])|一般(?!公共|预算|贸易|工|纳|债|性|固|程)|往常|就(?![业诊餐医读近地])|即可|能(?![源力量耗效手人动])|可(?![再持用支研控降移视调行回溶见靠贷])|称(?![号重心])|要(?![求素闻点地塞道领件案])|得(?![分票款奖主知到失益票]))""",
    re.VERBOSE,
)
_TAIL = re.compile(
    r"""(?:达到了?|达成|多达|预计将?|高达|可达|最高达|(?<![到抵直送])达|(?<![人行作成认])为|(?<![签节预合条公])约|大约|一共|(?<![公])共|共计|总计|合计|累计|已经?|一?共?有|拥有|设有|建有|现有|内有|了|的(?!士)
        |实现|超过?|是|(?<![甚])至|(?<![收受得签领拿])到|由|(?<!服)从|仅|只|近|将近|突破|(?<![人户亩年月日])均|分别|再次|再|却|虽|较|比(?<![占同环隧贷价配性产容坡长荷对百量]比)|(?<![智技职功产动效潜])能|可以|可|将|以|在|对|把
        |(?<!参)与|(?<![总饱])和|(?<![惠普涉波])及|以及|、|(?<![需主重首纪必紧])要|也|都|并|又|还|仍|不过|刚刚|先后|折合|相当于|第|列|居|位居|位列|名列|占(?=$)|就(?![业])|一度|全部|保持在?|控制在|稳定在|维持在|需要?|只需|仅用
        |(?:萎缩|恢复|飙升|攀升|暴涨|猛涨|发展|涨|卖|冲)[到至上]|[升降增减提缩扩调压]到|增至|升至|降至|提至|涨至|减至|缩至|扩至|调至|压至|提升[至到]|提高[至到]|下降[至到]|增加[至到]|扩大[至到]|上升[至到]|降低[至到]|减少[至到]|缩短[至到]|压缩[至到]|增长[至到]
        |最高|最低|最多|最少|不
        |(?<!第)[每一](?:[人户亩月年天日次斤吨件台套只头盒瓶例株本册度]|公斤|学期|平方米|公里|千克|立方米|名学生|名职工|位老人)
        |每|各|[（(]|[:：]|[\ \u3000]|[“"'‘])$""",
    re.VERBOSE,
)
# All other letters begin or end no match, which most phrases show at once.
_LEAD_LETTERS = frozenset(_LEAD.pattern) | frozenset("0123456789")
_TAIL_LETTERS = frozenset(_TAIL.pattern) | {"\u3000"}
_GENERIC = re.compile(
    r"""(?:金额|总金额|总额|(?:认证|种植|播种|建筑|总|占地|流转|改造|展示|绿化|经营)?面积|总投资额?|投资额?|总?价值|[^的]{0,2}比例|占比|总量|总数|数量
        |增速|增幅|降幅|涨幅|跌幅|[^的]{0,2}幅度|总?长度?|全长|其中|货值|总?容量|楼高|桥隧比|售价|单价|均价|起始价|起拍价|成交价|奖金|月薪|年薪|补助|津贴
        |主跨|跨径|桥宽|路宽|层高|占地|库容|装机容量|封顶线|起付线|(?:完成|实现)?(?:总产值|利润|利税|总收入)|价格|参考价|保证金|限额|总?奖金|报名费|积分|[^的，]{1,3}率)""",
    re.VERBOSE,
)
# 524人|都拿到证书, 50人|压根不知道: what follows the number is said of it and names nothing.
_PREDICATE = re.compile(
    r"[都已也仍则]|组成|先(?![进锋行烈生天期导知辈])|逐(?![步梦])|来此|无一|均(?![价衡线])|就(?![业诊餐医读])|还(?![款贷])|才(?![能艺])|压根|根本|纷纷|全都"
)
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.")
_RELATION = frozenset("与对在由被从")
_NOT_RELATED = read_list(PACKAGE, "not_related.txt")
_LOOSE_END = re.compile(
    r"(?:[和及与以对的在由将于了也都还就却未即、，,](?<!成就)(?<!立即)|(?<![行作认])为|(?<![安保健齐周])全|逐个|始终)+$"
)
_LED_ON = re.compile(r"导致|造成|引起|引发|组成|产生|形成|提供|推出|研发|生产|[^，。]于")
_GENERIC_END = re.compile(
    r"(?:总投资额?|(?:总|占地|建筑|总建筑)?面积|全长|总长度?|总?价值|总?容量|楼高|货值|[售单均]价|起[始拍]价|参考价|保证金|奖金|容积率|主跨|跨径|桥宽|路宽|库容|占地)+$"
)
# 为养殖户提供周转资金: to whom something is given is no part of what is counted.
_GIVEN = re.compile(r"^[^，。]{0,12}?(?:为|向|给)[^，。]{1,14}?(?=提供|发放|赠送|捐赠|兑现|拨付|减免|配备|送去|送上)")
_MEASURE = re.compile(
    r"(?:总投资额?|投资额?|总?价值|总?面积|总?产值|资金|补贴|各?重|净重|年产|日产|均重|奖励|贷款|额度|全长|总长|成本|售价|单价|价格|均价|收入|利润|身高|体重|直径|年薪|月薪|工资|时速)$"
)
_ACCOUNT = re.compile(
    rf"""(?P<owner>.{{0,14}}?)(?:累计|共)?(?:实现|完成)?
        (?P<entry>{"|".join(read_list(PACKAGE, "accounts.txt"))})""",
    re.VERBOSE,
)
# 工程完工后铺设: what was before is told to set the scene.
_AFTERWARDS = re.compile(
    r"[^，。；]{2,}(?<![落售先背幕身饭产灾])(?:之后|以后|后|告诉记者|对记者说)(?![备勤代台续期方果盾腰视排座厨院山坡])(?=[\u4e00-\u9fff]{3})"
)
_DOER = re.compile(
    r"[^，。、的]{1,10}?(?:局|委|厅|院|校|(?<![城市集乡])镇|(?<!城)乡|村|县|(?<!城)市|(?<![地社山城])区|公司|集团|中心|部门|单位|社|部|团|队|所|站|联|街道|我们|医院|学校)已?(?:面向[\u4e00-\u9fff]{2,3}(?:公开)?(?=招))?"
)
_SO_FAR = re.compile(r"[^，。、的量额率数产值收入]{2,10}?(?:先后|累计|陆续|已经|共|已)")  # 张民警先后查获违法人员
_CLAUSE_OF_NOUN = re.compile(
    r"(?:[^，。的]{0,4}以[上下]|[印写装载设挂贴]有[^，。的]{1,12}|和[^，。的]{1,8}一样|来自[^，。的]{1,10}|(?:参加|参与|从事)[^，。的]{1,8})的(?=[^，。的]{2})"
)
_DONE = re.compile(r"[\u4e00-\u9fff]{2}了(?![解结不得如])")
_PART = re.compile(r"[、的及]|和(?![平谐])|与(?!会)|在(?![建职校岗])|对(?![象手])|向(?!阳)|[\u4e00-\u9fff](?=[A-Z]{2})")
# (青)石市|农产品加工合作社: what the cut has left of a place's name.
_END_OF_PLACE = re.compile(
    "[\u4e00-\u9fff]{0,2}?(?:(?<![城都超门股楼集上菜早夜])市(?![场民域容面值政])|(?<![各郊])县(?![域城])"
    "|(?<![小地社景园灾山片辖校库厂矿新老城郊市牧林])区(?![域间块别位分])|(?<![小集古])镇(?!静))"
)
_MANNER = re.compile("(?<=[\u4e00-\u9fff]{2})(?:繁多|众多|丰富|齐全|不一|各异|多样|多种多样)$")
_TITLE = re.compile(r"《[^》]{0,40}》?")
_SPENT_LEAD = re.compile(r"(?:完成了|实现了|就|便|即可|才|可以|可|能够?|了)+")


def _blank(match: re.Match[str]) -> str:
    return "〇" * len(match[0])


@cache
def _verbs() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = "|".join(sorted(read_list(PACKAGE, "verbs.txt"), key=len, reverse=True))
    partings = "|".join(read_list(PACKAGE, "partings.txt"))
    marks = (
        r"(?<![存现潜内外所自实])在(?![建校职线册岗园编])|被(?!子|褥)|由(?!于)|从(?![业事])|按(?:照|期|时)|获(?!取)|就(?!业|地|近)"
        r"|(?<![高初集其空水城之心盘])中(?=[\u4e00-\u9fff]{2})(?![心学药国小间型级年期央东西外文华介标医成选考转专层共草队试路低高部枢餐远继青老性])"
        r"|(?<!公)里(?=[\u4e00-\u9fff]{2})(?![程约弄长])"
        r"|受(?=[^，。]{2,14}(?:影响|拉动|带动))|要(?=[\u4e00-\u9fff]{2}[^，。]{2})(?<![主重紧需首纲概摘必只不])(?![素闻点地塞道领件案求])"
        r"|来(?!访|源|电|信|客)|(?<![横纵方导面双定风意志走倾])向(?![日阳])"
    )
    return re.compile(f"{partings}|{marks}"), re.compile(f"(?:{words})(?:了|出)?$"), re.compile(words)


@cache
def _adverbs() -> re.Pattern[str]:
    return re.compile("|".join(read_list(PACKAGE, "adverbs.txt")))


def drop_brackets(text: str) -> str:
    """Without what stands in round brackets: 乡镇（街道）中心 -> 乡镇中心."""
    return _BRACKETS.sub("", text) if "（" in text or "(" in text else text


def drop_odd_quotes(phrase: str) -> str:
    """Without quotation marks where one of a pair is missing: 云上青禾”公众号 -> 云上青禾公众号.

    Of a title whose beginning is lost only what stands behind it is kept.
    """
    if _QUOTE.search(phrase) is None:
        return phrase
    if phrase.count("》") > phrase.count("《"):
        phrase = phrase[phrase.index("》") + 1 :]
    paired = phrase.count("“") == phrase.count("”") and phrase.count('"') % 2 == 0
    return phrase if paired else phrase.translate(_QUOTES)


def find_opening_verb(phrase: str) -> str:
    """The verb with which the phrase begins, an empty string where it begins otherwise."""
    match = _verbs()[2].match(phrase)
    return match[0] if match else ""


def drop_doer(phrase: str) -> str:
    """Who did it, where that is an office, a firm or a place: 县水务局抽调人员 -> 抽调人员."""
    match = _DOER.match(phrase) or _SO_FAR.match(phrase)
    while match and (len(rest := phrase[match.end() :]) < 4 or find_opening_verb(rest) in ("", rest)):
        match = _DOER.match(phrase, match.end())  # 青石县|绿野公司|招聘抄表员
    return phrase[match.end() :] if match else phrase


def strip(phrase: str) -> str:
    """The phrase without what opens a clause and without the verb or mark that leads up to the number."""
    phrase = phrase.rpartition("——")[2].strip(" \u3000、■▲●◆★◎※□>#*-—·•|")
    if "为" in phrase or "向" in phrase or "给" in phrase:
        phrase = _GIVEN.sub("", phrase)
    while phrase and phrase[0] in _LEAD_LETTERS:
        match = _LEAD.match(phrase)
        if not match:
            break
        phrase = phrase[match.end() :].lstrip("，、 :：,")
    match = _AFTERWARDS.match(phrase) if "后" in phrase or "记者" in phrase else None
    if match:
        phrase = phrase[match.end() :]
    while phrase and phrase[-1] in _TAIL_LETTERS:
        match = _TAIL.search(phrase)
        if not match:
            break
        phrase = phrase[: match.start()]
    return drop_odd_quotes(last_words(phrase, LONGEST))


def last_words(phrase: str, longest: int = 10) -> str:
    """The end of a long phrase, cut where a new part begins if that leaves enough."""
    if len(phrase) <= longest:
        return phrase
    whole, phrase = phrase, phrase[-longest:]
    while phrase[0] in _LATIN and len(phrase) < len(whole) and whole[-len(phrase) - 1] in _LATIN:
        phrase = whole[-len(phrase) - 1 :]  # PM2.5 stays whole
    cut = _PART.search(phrase) or _END_OF_PLACE.match(phrase)
    return phrase[cut.end() :] if cut and len(phrase) - cut.end() >= 4 else phrase


def first_words(phrase: str, longest: int) -> str:
    """The beginning of a long phrase, cut where a part ends if that leaves enough."""
    if len(phrase) <= longest:
        return phrase
    cut = max(phrase.rfind(mark, 4, longest) for mark in "、和与及")
    return phrase[: cut if cut > 0 else longest]


def last_verb(phrase: str) -> str:
    """The verb with which the phrase ends, an empty string where it ends otherwise."""
    match = _verbs()[1].search(phrase)
    return match[0].rstrip("了出") if match else ""


def begins_state(phrase: str) -> bool:
    """Whether the phrase begins with a word that says what became of somebody: 停产治理, 转产."""
    return _verbs()[0].match(phrase) is not None


def last_deed(phrase: str) -> str:
    """The word of two characters that ends the phrase, where it says what was done: 省里推送 -> 推送."""
    last = phrase[-2:]
    known = last_verb(last) or _verbs()[0].fullmatch(last) or last[-1:] in ("来", "出", "给", "回", "起")
    return last if known else ""


def find_verb(phrase: str) -> int:
    """Where the first verb stands in the phrase, -1 where there is none."""
    match = _verbs()[2].search(phrase)
    return match.start() if match else -1


def cut_at_verb(phrase: str, least: int = 3, owned: bool = False) -> str:
    """A noun phrase up to its verb: 市直单位开展专项检查 -> 市直单位. A noun shorter than `least` keeps its verb.

    Of a long phrase the beginning is kept; of one that a figure owns (50万用户的某公众号) the end, where its head is.
    """
    phrase = phrase.strip(" ").partition("——")[0]
    each = phrase.find("每", 1)
    if each > 0:  # 11个|村每村都有项目
        phrase = phrase[:each]
    if phrase[:1] in _RELATION and "的" in phrase[:-1] and not phrase.startswith(_NOT_RELATED):  # 58项与牧民有关的手续
        phrase = phrase[phrase.index("的") + 1 :]
    clause = _CLAUSE_OF_NOUN.match(phrase)
    if clause:  # 200块印有电话的公示栏
        phrase = phrase[clause.end() :]
    done = _DONE.search(phrase, least) if owned else None
    if done:  # 筒仓取代了露天煤场
        phrase = phrase[: done.start()]
    verb = _verbs()[0].search(_TITLE.sub(_blank, phrase) if "《" in phrase else phrase, least)
    if verb:
        phrase = phrase[: verb.start()]
    adverb = _adverbs().search(phrase, 2) if len(phrase) > 2 else None
    if adverb:  # 糖厂共入榨甘蔗
        phrase = phrase[: adverb.start()]
    phrase = "" if _PREDICATE.match(phrase) else _LOOSE_END.sub("", phrase)
    if len(phrase) >= LONG_INSIDE and phrase[-1] in "中里":  # 35个行业大类中
        phrase = phrase[:-1]
    if len(phrase) > LONG_NOUN and not owned and "的" in phrase[4:-3]:
        owner, head = phrase.rsplit("的", 1) if "的" not in phrase[-3:] else (phrase, "")
        phrase = head if head and _LED_ON.search(owner) else owner  # 因设备老化造成的断水事故; 乡镇粮站的库存盘点
    phrase = drop_odd_quotes(last_words(phrase, LONGEST_NOUN) if owned else first_words(phrase, LONGEST_NOUN))
    if len(phrase) >= 5 and phrase[-2] == "的":  # 8户困难家庭的事
        phrase = phrase[:-2]
    return (
        ""
        if phrase in ("中", "内", "里", "上", "以来", "时", "之间", "不等", "大关", "强", "弱", "多", "后", "前")
        else phrase
    )


def read_measure(before: str) -> str:
    """The word that measures, at the end of what stands before 166亿元的机组: 总投资, 价值; else the verb."""
    match = _MEASURE.search(before)
    return match[0] if match else last_verb(before) or last_words(before, 6)


def split_account(phrase: str) -> tuple[str, str] | None:
    """Whose account it is, and the entry: 国有企业营业收入 -> 国有企业, 营业收入. None where it names no such entry."""
    match = _ACCOUNT.fullmatch(phrase)
    return (match["owner"], match["entry"]) if match else None


def strip_span(after: str) -> str:
    """What a length of time was spent on, without the words that lead up to it: 就完成了铺管任务 -> 铺管任务."""
    match = _SPENT_LEAD.match(after)
    if match and len(after) - match.end() >= 2:
        after = after[match.end() :]
    return after.translate(_QUOTES)[:LONGEST_NOUN].strip(" 的")


def strip_manner(phrase: str) -> str:
    """腌菜花样繁多 -> 腌菜花样."""
    return _MANNER.sub("", phrase)


def strip_measure(phrase: str) -> str:
    """Whose measure it is: 环城路全长 -> 环城路; an empty string where the phrase is nothing but the measure."""
    match = _GENERIC_END.search(phrase)
    return phrase[: match.start()] if match else phrase


def is_generic(phrase: str) -> bool:
    """Whether the phrase is a bare measure (金额, 完成比例), which says nothing without what it belongs to."""
    return _GENERIC.fullmatch(phrase) is not None
