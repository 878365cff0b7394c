"""What a line by itself shows for or against its being a head, each cue with its weight and its reason.

Its neighbours' cues stand in neighbours.py, those of its column in columns.py. They are summed elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extraction.authors import is_author
from articles.extraction.lines import MeasuredLine, is_doubled
from articles.extraction.sortedlines import Cues
from articles.extraction.stuck import KIND_OF_TEXT
from articles.text.joining import HAN

SET_RIGHT = 10  # ems

_KIND = re.compile(KIND_OF_TEXT)

_STARTS_LOW = re.compile(r"[,，、。；;：:！!？?”’」』)）》】]")
_BEGINS_SENTENCE = re.compile(
    r"(?:近日|日前|昨日|昨天|今天|今年|去年|目前|当前|据了解|据介绍|此外|同时|随后|其中|下一步|近年来|截至|一直以来|如今|当天|活动中)[，,]"
    rf"|[{HAN}]{{1,6}}(?:强调|指出|要求|认为|提出|表示|介绍|告诉记者|坦言|说|称)[，,：:]"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}月份?，"
)
_SPEECH = re.compile(r"[。！？!?，,][”\"」][^ 　]{2,}")
_BOLD = re.compile(r"\s*(?:[-*+>]\s+)?(?:\*\*[^*]+\*\*|__[^_]+__)\s*$")
DAY_ALONE = re.compile(r"(?:19|20|二[〇零○O])\S{2}年\S{1,2}月\S{1,3}日")
_PLACE_COLON = re.compile(rf"[{HAN}]{{2,6}}[:：](?=[“\"‘「{HAN}\d])")
# 石桥县 三条水渠通水: news of a place, whose name stands apart
PLACE_APART = re.compile(rf"[{HAN}]{{1,5}}(?:[县市区旗州]|街道)[ \u3000]+(?=[{HAN}\d“\"][^ \u3000]{{4}})")
_SPACE = re.compile("[ \u3000]")
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|「[^「」]*」")
_CLAUSES = re.compile("[，,；;]")
_INNER_SPACE = re.compile(rf"(?<=[{HAN}”\"’》！？])[ \u3000]+(?=[{HAN}“\"‘《\d])")


# What the small print of a page is made of: notices, forecasts, adverts.
FORM_ALONE = re.compile(
    r"(?:讣告|讣闻|芳名榜|功德榜|光荣榜|鸣谢|致谢|声明|启事|公告|通告|通知|公示|更正|致歉|敬告|祝贺|征集令|[急诚]聘|招聘|招租|征稿|求购|求租|转让|寻人|寻物|招领|(?:遗失|作废|郑重|严正|重要|清算|注销|减资)(?:声明|公告|启事|通知)"
    r"|(?:寻人|寻物|招领|招聘|招租|征婚|征文|迁址|搬迁|更名)启事|(?:[今明]日|今明(?:两天)?|今天|明天|本周|城市|未来[一二三四五六七两\d][天日])?天气(?:预报|趋势|情况)?|气象预报)"
)
LONGEST_FORM = 8  # characters
LABEL = re.compile(
    r"(?:联系人|联系电话|联系方式|电话|手机|传真|地址|邮编|网址|邮箱|时间|地点|报名\S{0,4}|咨询\S{0,4}|热线|主办\S{0,4}|承办\S{0,4}|特此\S{2}|附件?)[:：]"
)
# 柳溪县民政局 2014.11.1
_SIGNED_AND_DATED = re.compile(
    r"(?:公司|[局委办厅会室处院校厂所站社队]|政府|中心|学校|银行|支行|小组|家属)(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|[./-]\d{1,2}[./-]\d{1,2})$"
)
# 全体师生 同启
_SIGNED_OFF = (
    "同启",
    "敬启",
    "谨启",
    "敬上",
    "泣告",
    "泣启",
    "敬告",
    "谨识",
    "叩谢",
    "敬挽",
    "同贺",
    "此致",
    "大会主席团",
    "选举委员会",
    "治丧小组",
    "治丧委员会",
    "治丧办公室",
)
OFFICE = re.compile(rf"[{HAN}]{{4,24}}(?:公司|委员会|政府|法院|中心|管理处|[局委办厅会院校行])")  # over 公告
_WITH_TELEPHONE = re.compile(rf"[{HAN}（）()]{{4,24}}(?:公司|中心|[局院校站所社])[电话热线:]{{0,5}}\d{{5,12}}")
_ANSWERS = re.compile(r"(?:[问答]|记者|主持人|提问)[:：]")
_FROM_PAGE = re.compile(r"[（(【]?[上紧]接[^，。]{1,8}版")
_COUNT = re.compile(r"\d$")
_CELLS = re.compile(r"[-+]?[\d,.]+[%‰]?")
_CAPTION_OF_TABLE = re.compile(r"[附]?[图表]\s?(?:\d{1,2}|[一二三四五六七八九十])(?:[:：. \u3000]|(?=\d{4}))")
_OF_PHOTO = re.compile(r"(?:[上下左右本①-⑨]图|图[一二三四五六①-⑨]?)(?:为|[:：])")  # 图为村民采茶
_TABLE_HEAD = re.compile(
    rf"[{HAN}\d]{{4,20}}[(（](?:单位[:：][{HAN}/]{{1,8}}|[万亿]?元/[{HAN}\d]{{1,6}})[)）]$"
)  # 昨日菜价（元/500克）
_COUNTED = re.compile(rf"[{HAN}]{{2,6}}[:：][\d,.]+[{HAN}]{{0,3}}")  # 合计：8240元
# 柳政告字〔2019〕第3号, （2019）柳民初字第12号
_NUMBERED = re.compile(rf"[\[〔(（【]\d{{4}}[\]〕)）】]\s*[{HAN}\d]{{0,12}}?第?\d{{1,5}}号$")
COLUMNS = 5  # words of various lengths that head a table's columns, at least
# 柳溪县第二中学操场工程招标公告, 门面房招租
_ADVERT_HEAD = re.compile(
    rf"[{HAN}“”（）()\d]{{4,28}}(?:招标|拍卖|出让|停水|停电|停气|招聘|注销|清算|减资|拆迁|征收|采购|遗失|搬迁|更名)(?:公告|启事|声明|通告|公示|通知)"
    rf"|[{HAN}]{{2,6}}(?:招租|出租|急售|转让)"
)
_READER = re.compile(
    rf"(?:一?读者|市民|居民|村民|网友|学生家长)[ \u3000]{{1,4}}[{HAN}](?:[ \u3000]{{0,3}}[{HAN}]){{1,3}}"
)
_SPAN_OF_HOURS = re.compile(
    r"\d{1,2}月\d{1,2}日\d{1,2}[时:]\d{0,2}[至到~—-](?:(?:\d{1,2}月)?\d{1,2}日)?\d{1,2}[时:]\d{0,2}"
)
PARTS_OF_HEAD = 3  # 、 that a head with labels may hold
# Led by one class of characters, which is looked for far faster than alternatives are tried at each place.
FORECAST = re.compile(
    r"[℃东南西北紫相降最温\d](?:(?<=℃)|(?<=最)(?=[高低]气温[零一二三四五六七八九十])|(?<=温)(?=[零一二三四五六七八九十]{1,3}度)|(?<=[东南西北])[东南西北]?风|(?<=紫)外线|(?<=相)对湿度|(?<=降)水概率|(?<=\d)[-~～至到]\d级)"
)


def cues_alone(line: MeasuredLine) -> Cues:
    """What a line by itself shows: its ends, its length, its form and how it is set."""
    return [*_cues_of_sentence(line), *_cues_of_form(line), *_cues_of_content(line), *_cues_of_setting(line)]


def _cues_of_sentence(line: MeasuredLine) -> Cues:
    """Whether it begins, ends and runs on as sentences do."""
    cues: Cues = []
    flat = line.flat
    if line.stops:
        cues.append((-1.0, "ends as a question or call") if flat[-1] in "！？!?" else (-4.5, "ends a sentence"))
    elif line.hangs:
        cues.append((-4.0, "ends in a mark after which the sentence goes on"))
    if "。" in flat[:-2]:
        cues.append((-5.0, "holds the end of a sentence"))
    if line.ems > 60:
        cues.append((-6.0, "far too long for a head"))
    elif line.ems > 40:
        cues.append((-2.0, "long for a head"))
    elif line.ems <= 30:
        cues.append((1.5, "short"))
    commas = flat.count("，") + flat.count(",") + flat.count("；") + flat.count(";")
    if commas >= 2 and line.ems <= 30:
        commas = len(_CLAUSES.findall(_QUOTED.sub("", flat)))  # what somebody says is one clause
    if commas >= 2:
        cues.append((-1.0 * commas, "several clauses"))
    if flat.count("、") > PARTS_OF_HEAD and flat.count(":") > 1:
        cues.append((-5.0, "a list"))
    if _STARTS_LOW.match(flat):
        cues.append((-5.0, "begins in the middle of a sentence"))
    if _BEGINS_SENTENCE.match(flat):
        cues.append((-3.0 if re.match(r"[^，,]{3,12}日[，,]", flat) else -1.5, "begins as a sentence does"))
    if flat.endswith("的"):
        cues.append((-0.5, "ends in 的"))
    if _SPEECH.search(flat):
        cues.append((-2.5, "speech, and who says it"))
    return cues


def _cues_of_form(line: MeasuredLine) -> Cues:
    """Whether it has a form that notices, signatures, captions and questions have."""
    cues: Cues = []
    flat = line.flat
    end = flat[-1:]
    if end == "日" and DAY_ALONE.fullmatch(flat):
        cues.append((-5.0, "a day alone signs a notice"))
    if _is_set_right(line):
        cues.append((-5.0, "set far to the right and ends in a name, as a signature"))
    if len(flat) <= LONGEST_FORM and FORM_ALONE.fullmatch(flat):
        cues.append((3.0, "heads a notice or a forecast"))
    elif end in "告事明示知租售让" and _ADVERT_HEAD.fullmatch(flat):
        cues.append((4.5, "heads a notice of an office or a small advert"))
    if len(flat) < len(line.read.text) and _READER.fullmatch(line.read.text.strip()):
        cues.append((-6.0, "a reader signs a letter"))
    if ":" in flat[:9] and LABEL.match(flat):
        cues.append((-4.0, "a label and what it says, as in a notice"))
    if end == "号" and _NUMBERED.search(flat):
        cues.append((-4.0, "a document's number"))
    if line.ems <= 40 and is_signed_off(flat):
        cues.append((-5.0, "signs a notice"))
    if end.isdigit() and _WITH_TELEPHONE.fullmatch(flat):
        cues.append((-5.0, "an office and its telephone"))
    if ":" in flat[:4] and _ANSWERS.match(flat):
        cues.append((-4.0, "a question or an answer"))
    if "版" in line.line.text and _FROM_PAGE.match(line.line.text.lstrip()):
        cues.append((-8.0, "goes on from another page"))
    if "图" in flat[:2] and _OF_PHOTO.match(flat):
        cues.append((-6.0, "says what a photograph shows"))
    if ":" in flat[:9] and _PLACE_COLON.match(flat) and not LABEL.match(flat) and line.ems <= 32:
        cues.append((1.5, "a place and a colon"))
    return cues


def _cues_of_content(line: MeasuredLine) -> Cues:
    """Whether it holds figures and names as tables, lists and forecasts do."""
    cues: Cues = []
    flat = line.flat
    if flat[:1] in "附图表" and _CAPTION_OF_TABLE.match(line.read.text):
        cues.append((-4.0, "names a table or a figure"))
    if flat[:1].isdigit() and _SPAN_OF_HOURS.fullmatch(flat):
        cues.append((-5.0, "a span of hours, as over a table"))
    words = line.read.text.split()
    if len(words) >= COLUMNS and min(map(len, words)) <= 2 < max(map(len, words)) <= 6 and not line.hangs:
        cues.append((-5.0, "heads the columns of a table"))
    if flat[-1:] in ")）" and _TABLE_HEAD.fullmatch(flat):
        cues.append((4.0, "heads a table: its unit stands in brackets"))
    if (":" in flat[:7] and _COUNTED.fullmatch(flat)) or (len(words) >= 4 and is_list_of_counts(line)):
        cues.append((-5.0, "names and numbers, as a list has them"))
    if len(FORECAST.findall(flat)) >= 2:
        cues.append((-7.0, "wind and temperatures"))
    if flat.isdigit() or len(flat) == 1:
        cues.append((-4.0, "no words"))
    return cues


def _cues_of_setting(line: MeasuredLine) -> Cues:
    """What is left of its type: Markdown, bold, doubled glyphs, a bullet, halves parted by a space."""
    cues: Cues = []
    if line.level:
        cues.append((7.0, f"Markdown heading of level {line.level}"))
    if ("**" in line.line.text or "__" in line.line.text) and _BOLD.match(line.line.text):
        cues.append((3.0, "set in bold"))
    printed = line.read.text.strip()
    halves = [half for half in _INNER_SPACE.split(printed) if half] if _SPACE.search(printed) else []
    if 2 <= len(halves) <= 6 and min(len(half) for half in halves) >= 3 and line.ems <= 60:
        cues.append((1.0 + 0.5 * (len(halves) - 1), "halves parted by a space"))
    if _SPACE.search(printed) and PLACE_APART.match(printed) and line.ems <= 32:
        cues.append((2.5, "a place and a space"))
    if is_doubled(line):
        cues.append((2.0, "glyphs doubled, as heavy type comes out"))
    if line.bullet and not line.stops:
        cues.append((0.5, "a bullet without a full stop"))
    return cues


def cues_of_second_half(lines: Sequence[MeasuredLine], i: int) -> Cues:
    """What it says that the line stands behind another in print: 【雨情】18日8时至19日6时，全县; 短评 要有种树的人."""
    if not i or lines[i - 1].line.end != lines[i].line.start:
        return []
    kind = _KIND.fullmatch(lines[i - 1].line.text.strip()) is not None
    return [(5.0, "a head behind what kind of text it is")] if kind else [(-5.0, "stands behind a head in its line")]


def is_signed_off(flat: str) -> bool:
    """柳溪县民政局2014.11.1, 全体师生同启: how a notice ends."""
    dated = flat[-1:].isdecimal() or flat.endswith("日")
    return flat.endswith(_SIGNED_OFF) or (dated and _SIGNED_AND_DATED.search(flat) is not None)


def is_list_of_counts(line: MeasuredLine) -> bool:
    """葛明 5000 李健 2000: words and numbers in turn."""
    words = line.read.text.split()
    if len(words) < 4:
        return False
    if 3 * sum(_COUNT.search(word) is not None for word in words) >= 2 * len(words):
        return True  # 东岭42　南屏40　白沙38
    numbers = sum(_CELLS.fullmatch(word) is not None for word in words)
    return numbers >= 2 and 3 * numbers >= len(words)


def _is_set_right(line: MeasuredLine) -> bool:
    """Whether it begins ten characters or more from the left and ends in a person's name, as letters are signed."""
    if not line.line.text[:1].isspace():
        return False
    lead = line.line.text[: len(line.line.text) - len(line.line.text.lstrip())]
    if lead.count("\u3000") + (len(lead) - lead.count("\u3000")) / 2 < SET_RIGHT:
        return False
    words = line.read.text.split()
    return bool(words) and (is_author(words[-1]) or is_author(" ".join(words[-2:])))
