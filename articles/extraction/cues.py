"""The cues that speak for or against a line's being a head, each with its weight and its reason.

What a line shows by itself and by its neighbours; those of its column stand in columns.py. They are summed elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extraction.authors import is_author
from articles.extraction.cohesion import PageWords
from articles.extraction.columns import calls, fills_column, is_in_run
from articles.extraction.lines import MeasuredLine, is_balanced, is_doubled
from articles.extraction.sortedlines import Cues, SortedLine
from articles.extraction.types import BlockKind
from articles.text.joining import HAN

SET_RIGHT = 10  # ems
HEAD_LINE = 24.0  # ems; a line of a head broken in two is no longer
RUNS_ON = 1.2  # after a full line that ends no sentence, a head stands more rarely than after a short one

# Words that end no headline: a line that ends in one goes on.
_UNENDED = re.compile(
    r"(?:[和与及或并在对从向把被让为以是将于由等有要该其这那各每某]|通过|进行|以及|关于|因为|如果|记者)$"
)
_STARTS_LOW = re.compile(r"[,，、。；;：:！!？?”’」』)）》】]")
_BEGINS_SENTENCE = re.compile(
    r"(?:近日|日前|昨日|昨天|今天|今年|去年|目前|当前|据了解|据介绍|此外|同时|随后|其中|下一步|近年来|截至|一直以来|如今|当天|活动中)[，,]"
    rf"|[{HAN}]{{1,6}}(?:强调|指出|要求|认为|提出|表示|介绍|告诉记者|坦言|说|称)[，,：:]"
    r"|(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{1,2}月份?，"
)
_SPEECH = re.compile(r"[。！？!?，,][”\"」][^ 　]{2,}")
_BOLD = re.compile(r"\s*(?:[-*+>]\s+)?(?:\*\*[^*]+\*\*|__[^_]+__)\s*$")
_DAY_ALONE = re.compile(r"(?:19|20|二[〇零○O])\S{2}年\S{1,2}月\S{1,3}日")
_SIGNATURE = re.compile(
    r"(?:公司|局|委|委员会|办|办公室|政府|中心|医院|学校|法院|银行|支行|部|会|厂|所|站|社|院|队|小组|委员会|筹委会|全体\S{0,6}|特此\S{2})$"
)
_PLACE_COLON = re.compile(rf"[{HAN}]{{2,6}}[:：](?=[“\"‘「{HAN}\d])")
_SPACE = re.compile("[ \u3000]")
_INNER_SPACE = re.compile(rf"(?<=[{HAN}”\"’》！？])[ \u3000]+(?=[{HAN}“\"‘《\d])")


# What the small print of a page is made of: notices, forecasts, adverts.
FORM_ALONE = re.compile(
    r"(?:讣告|讣闻|芳名榜|功德榜|光荣榜|鸣谢|致谢|声明|启事|公告|通告|通知|公示|更正|致歉|敬告|祝贺|征集令|[急诚]聘|招聘|招租|征稿|求购|转让|(?:遗失|作废|郑重|严正|重要|清算|注销|减资)(?:声明|公告|启事|通知)"
    r"|(?:寻人|寻物|招领|招聘|招租|征婚|征文|迁址|搬迁|更名)启事|(?:今日|明日|本周|城市)?天气(?:预报)?|气象预报)"
)
_LABEL = re.compile(
    r"(?:联系人|联系电话|联系方式|电话|手机|传真|地址|邮编|网址|邮箱|时间|地点|报名\S{0,4}|咨询\S{0,4}|热线|主办\S{0,4}|承办\S{0,4}|特此\S{2}|附件?)[:：]"
)
# 柳溪县民政局 2014.11.1; 全体师生 同启
_SIGNED_AND_DATED = re.compile(
    r"(?:公司|[局委办厅会室处院校厂所站社队]|政府|中心|学校|银行|支行|小组|家属)(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|[./-]\d{1,2}[./-]\d{1,2})$|(?:同启|敬启|谨启|敬上|泣告|泣启|敬告|谨识|叩谢|敬挽|同贺|此致)$"
)
OFFICE = re.compile(rf"[{HAN}]{{4,24}}(?:公司|委员会|政府|法院|中心|管理处|[局委办厅会院校行])")  # over 公告
_WITH_TELEPHONE = re.compile(rf"[{HAN}（）()]{{4,24}}(?:公司|中心|[局院校站所社])[电话热线:]{{0,5}}\d{{5,12}}")
_ENDS_IN_TELEPHONE = re.compile(r"(?:电话|热线|传真|手机|公司|中心|[局院校站所社])[^,。]{0,8}\d{5,12}$")
_SIGNED = re.compile(rf"[（(][{HAN}·、 \u3000]{{2,24}}[)）]")  # （葛明　李健）, alone in a line
_ANSWERS = re.compile(r"[问答][:：]")
_FROM_PAGE = re.compile(r"[（(【]?[上紧]接[^，。]{1,8}版")
_ADDRESSES = re.compile(r"(?:同志|朋友们?|读者|编辑|先生|女士|如下|领导|问|答|名单|任命|免去|合计|附)[:：]$")
_PLACE_FIRST = re.compile(rf"[{HAN}]{{1,5}}(?:街道|[县市区旗镇乡村])[:：]")  # 石桥镇：, alone in its line
_COUNT = re.compile(r"\d$")
_CELLS = re.compile(r"[-+]?[\d,.]+[%‰]?")
_CAPTION_OF_TABLE = re.compile(r"[附]?[图表]\s?(?:\d{1,2}|[一二三四五六七八九十])(?:[:：. \u3000]|(?=\d{4}))")
_OF_PHOTO = re.compile(r"(?:[上下左右本①-⑨]图|图[一二三四五六①-⑨]?)(?:为|[:：])")  # 图为村民采茶
_TABLE_HEAD = re.compile(rf"^[{HAN}\d]{{4,20}}[(（](?:单位[:：][{HAN}/]{{1,8}}|[万亿]?元/[{HAN}\d]{{1,6}})[)）]$")  # 昨日菜价（元/500克）
_COUNTED = re.compile(rf"[{HAN}]{{2,6}}[:：][\d,.]+[{HAN}]{{0,3}}")  # 合计：8240元
# 柳政告字〔2019〕第3号, （2019）柳民初字第12号
_NUMBERED = re.compile(rf"[\[〔(（【]\d{{4}}[\]〕)）】]\s*[{HAN}\d]{{0,12}}?第?\d{{1,5}}号$")
_ENTRY = re.compile(rf"(?P<label>[{HAN}]{{2,8}})(?=[:：]|\d)")
_ROW_LABEL = re.compile(rf"[{HAN}]{{2,8}}[:：](?=[{HAN}])")
PARTS_OF_HEAD = 3  # 、 that a head with labels may hold
ROW = 3  # entries of a list's row, or rows that begin with a label, at least
_FORECAST = re.compile(r"℃|[东南西北]{1,2}风|紫外线|相对湿度|降水概率|\d[-~～至到]\d级")


def cues_alone(line: MeasuredLine) -> Cues:
    cues: Cues = []
    flat = line.flat
    if line.level:
        cues.append((7.0, f"Markdown heading of level {line.level}"))
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
    if _DAY_ALONE.fullmatch(flat):
        cues.append((-5.0, "a day alone signs a notice"))
    if ("**" in line.line.text or "__" in line.line.text) and _BOLD.match(line.line.text):
        cues.append((3.0, "set in bold"))
    if _is_set_right(line):
        cues.append((-5.0, "set far to the right and ends in a name, as a signature"))
    if FORM_ALONE.fullmatch(flat):
        cues.append((3.0, "heads a notice or a forecast"))
    if ":" in flat[:9] and _LABEL.match(flat):
        cues.append((-4.0, "a label and what it says, as in a notice"))
    if flat.endswith("号") and _NUMBERED.search(flat):
        cues.append((-4.0, "a document's number"))
    if _SPEECH.search(flat):
        cues.append((-2.5, "speech, and who says it"))
    if _SIGNED_AND_DATED.search(flat) and line.ems <= 40:
        cues.append((-5.0, "signs a notice"))
    if _WITH_TELEPHONE.fullmatch(flat):
        cues.append((-5.0, "an office and its telephone"))
    if _ANSWERS.match(flat):
        cues.append((-4.0, "a question or an answer"))
    if _FROM_PAGE.match(line.line.text.lstrip()):
        cues.append((-8.0, "goes on from another page"))
    if _OF_PHOTO.match(flat):
        cues.append((-6.0, "says what a photograph shows"))
    if _CAPTION_OF_TABLE.match(line.read.text):
        cues.append((-4.0, "names a table or a figure"))
    if _TABLE_HEAD.search(flat):
        cues.append((4.0, "heads a table: its unit stands in brackets"))
    if _COUNTED.fullmatch(flat) or _is_list_of_counts(line):
        cues.append((-5.0, "names and numbers, as a list has them"))
    if len(_FORECAST.findall(flat)) >= 2:
        cues.append((-7.0, "wind and temperatures"))
    if ":" in flat[:9] and _PLACE_COLON.match(flat) and not _LABEL.match(flat) and line.ems <= 32:
        cues.append((1.5, "a place and a colon"))
    printed = line.read.text.strip()
    halves = [half for half in _INNER_SPACE.split(printed) if half] if _SPACE.search(printed) else []
    if 2 <= len(halves) <= 6 and min(len(half) for half in halves) >= 3 and line.ems <= 60:
        cues.append((1.0 + 0.5 * (len(halves) - 1), "halves parted by a space"))
    if is_doubled(line):
        cues.append((2.0, "glyphs doubled, as heavy type comes out"))
    if line.bullet and not line.stops:
        cues.append((0.5, "a bullet without a full stop"))
    if flat.isdigit() or len(flat) == 1:
        cues.append((-4.0, "no words"))
    return cues


def _is_list_of_counts(line: MeasuredLine) -> bool:
    """葛明 5000 李健 2000: words and numbers in turn."""
    words = line.read.text.split()
    numbers = sum(_CELLS.fullmatch(word) is not None for word in words)
    if len(words) >= 4 and 3 * sum(_COUNT.search(word) is not None for word in words) >= 2 * len(words):
        return True  # 东岭42　南屏40　白沙38
    return len(words) >= 4 and numbers >= 2 and 3 * numbers >= len(words)


def _is_row(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a line and the one beside it are rows of one list: as many entries, one of them under the same label.

    老象塘采石场　采矿权人：葛明　有效期至2013年6月; 县直机关：葛　明　李　健, where three lines on end begin so.
    """
    own = _entries(lines[i])
    if len(own) >= ROW:
        for other in (lines[i - 1] if i else None, lines[i + 1] if i + 1 < len(lines) else None):
            entries = _entries(other) if other is not None else []
            if abs(len(own) - len(entries)) <= 1 and set(filter(None, own)) & set(filter(None, entries)):
                return True
    if _ROW_LABEL.match(lines[i].flat) is None:
        return False
    threes = [lines[at : at + ROW] for at in range(max(0, i - 2), i + 1)]
    return any(
        len(three) == ROW
        and all(_ROW_LABEL.match(line.flat) for line in three)
        and not any(line.blanks for line in three[1:])
        for three in threes
    )


def _entries(line: MeasuredLine) -> list[str]:
    """What each entry of a line begins with: its label before a colon, its first words before a number, or nothing."""
    words = line.read.text.split()
    labels = (_ENTRY.match(word) for word in words) if 3 <= len(words) <= 12 else ()
    return [found["label"] if found else "" for found in labels]


def _is_set_right(line: MeasuredLine) -> bool:
    """Whether it begins ten characters or more from the left and ends in a person's name, as letters are signed."""
    lead = line.line.text[: len(line.line.text) - len(line.line.text.lstrip())]
    if lead.count("\u3000") + (len(lead) - lead.count("\u3000")) / 2 < SET_RIGHT:
        return False
    words = line.read.text.split()
    return bool(words) and (is_author(words[-1]) or is_author(" ".join(words[-2:])))


def _may_break_here(lines: Sequence[MeasuredLine], i: int, before: SortedLine | None) -> bool:
    """Whether a line that ends in a comma may begin a head: short, with another under it and no text over it."""
    line = lines[i]
    if i + 1 == len(lines):
        return False
    after = lines[i + 1]
    if after.blanks or after.ems > HEAD_LINE or after.stops or "。" in after.flat:
        return False
    free = before is None or before.kind is not BlockKind.BODY or (before.measured.stops and line.blanks > 0)
    narrow = line.column is None or line.ems < line.column - 2.0
    return free and narrow and line.ems <= HEAD_LINE / 2 and not line.indent


def _is_named_first(lines: Sequence[MeasuredLine], i: int) -> bool:
    """九旬老渡工： / 我还想再撑一回船: who says it, in a line of its own; 编辑同志： addresses, and text follows."""
    if lines[i].flat[-1] not in ":：" or _ADDRESSES.search(lines[i].flat) or i + 1 == len(lines):
        return False
    after = lines[i + 1]
    return (
        3 <= lines[i].ems <= 14
        and 4 <= after.ems <= 16
        and not after.indent
        and not re.search("[,，;；:：]", after.flat)
    )


def _is_half_head(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether marks that open in it close in the line beside it, both as short as the lines of a head are."""
    for at in (i, i - 1):
        if not 0 <= at < len(lines) - 1:
            continue
        one, other = lines[at], lines[at + 1]
        both = one.flat + other.flat
        free = other.blanks == 0 and not one.stops and not other.stops and "。" not in both
        if free and max(one.ems, other.ems) <= HEAD_LINE and is_balanced(both):
            return True
    return False


def _hangs_on_head(lines: Sequence[MeasuredLine], i: int, before: SortedLine | None) -> bool:
    """Whether a short line that ends no sentence stands right under a head, with a blank line under it."""
    line = lines[i]
    if before is None or before.kind is not BlockKind.HEADLINE or line.blanks or line.stops or line.hangs:
        return False
    return 4 <= line.ems <= HEAD_LINE and i + 1 < len(lines) and lines[i + 1].blanks > before.measured.blanks - 1 >= 0


def cues_of_neighbours(
    lines: Sequence[MeasuredLine], i: int, before: SortedLine | None, follows: SortedLine | None, words: PageWords
) -> Cues:
    line = lines[i]
    cues: Cues = []
    if not is_balanced(line.flat):
        cues.append(
            (-1.0, "marks open that the next line closes")
            if _is_half_head(lines, i)
            else (-3.0, "marks open that do not close")
        )
    if line.hangs and (line.flat[-1] in ",，" or _is_named_first(lines, i)) and _may_break_here(lines, i, before):
        cues.append((4.0 if _PLACE_FIRST.fullmatch(line.flat) else 3.0, "a head broken after a comma or a colon"))
    if _UNENDED.search(line.flat[-2:]):
        broken = not line.hangs and _may_break_here(lines, i, before)
        cues.append((-0.5 if broken else -3.0, "ends in a word that needs another"))
    if line.indent and i + 1 < len(lines) and not lines[i + 1].indent and not lines[i + 1].blanks:
        cues.append((-2.5, "set in, as paragraphs begin"))
    if follows is not None and follows.kind is not BlockKind.FURNITURE:
        cues.append((2.5, "a byline or dateline follows"))
    elif _hangs_on_head(lines, i, before):
        cues.append((3.0, "touches the head above, and nothing goes on from it"))
    if before is None or before.kind is not BlockKind.BODY:
        cues.append((1.0, "no text stands before it"))
        if before is not None and before.kind is BlockKind.HEADLINE and line.blanks <= 1:
            seam = words.seam(before.flat, line.flat)
            if seam > 0.5 and before.measured.ems >= line.ems - 2:
                cues.append((1.0 + seam, "runs on from the head above"))
    elif before.measured.stops or _DAY_ALONE.fullmatch(before.flat) or _ENDS_IN_TELEPHONE.search(before.flat[-24:]):
        cues.append((0.5, "the text before it is complete"))
        if _SIGNED.fullmatch(before.flat):
            cues.append((2.0, "a signature stands before it"))
    else:
        seam = words.seam(before.flat, line.flat)
        hangs = before.measured.hangs
        if not before.flat[-1:].isalpha() and not hangs:
            seam = -1.0  # it ends in a figure or a mark, as tables and forecasts do
        weight = -3.5 if hangs else -1.5 - seam
        if line.blanks == 0 and fills_column(before.measured) and is_in_run(lines, i - 1):
            weight -= RUNS_ON  # the sentence was broken by the measure: it goes on in the next line
        cues.append((weight, "the text before it goes on"))
    if _is_row(lines, i):
        cues.append((-5.0, "a row of a list, worded as the next"))
    if follows is None and i + 1 < len(lines):
        after = lines[i + 1]
        if len(line.read.text.split()) >= 3 and not after.blanks and _is_list_of_counts(after):
            cues.append((-4.0, "heads the columns of a table"))
        if (_DAY_ALONE.fullmatch(after.flat) or _LABEL.match(after.flat)) and _SIGNATURE.search(line.flat):
            cues.append((-5.0, "signs a notice: the day follows"))
        if (
            not after.blanks
            and after.stops
            and not calls(after)
            and "。" not in line.flat
            and re.search("[，,]", line.flat)
        ):
            cues.append((-1.5, "its sentence ends in the next line"))
        set_full = after.column is not None and abs(after.ems - after.column) <= 1.5 and line.ems <= after.column + 1.5
        body = after.ems > max(40.0, 1.5 * line.ems) or after.stops or after.hangs or set_full
        seam = words.seam(line.flat, after.flat)
        if body and seam > 0 and not line.stops:
            cues.append((-1.5 * seam, "runs on in the next line"))
    return cues
