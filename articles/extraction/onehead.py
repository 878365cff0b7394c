"""Whether two lines are one head: what they say, how long they are and what stands between them is weighed.

Size of type is lost; a headline of two lines and a headline with its standfirst are told by such cues alone.
"""

from __future__ import annotations

import re

from articles.extraction.cohesion import PageWords
from articles.extraction.cues import FORM_ALONE, OFFICE
from articles.extraction.lines import MeasuredLine, is_balanced, is_doubled
from articles.text.joining import HAN
from articles.text.rules import read_rows

ONE_HEAD = 1.0  # cues that two lines are one head must weigh more
COUPLET = 12.0  # ems; the halves of a head of two lines are no longer
PAIR = 9.5  # ems; two lines of a head that is set large are no longer, and about as long as each other
FIVE = 4.5  # ems; a line that is shorter may be a flag or a place
WHOLE_LINE = 9.0  # ems; a line so long may be a head by itself
WRAPS = 24.0  # ems
LAST_OF_HEAD = 8.0  # ems

# How the rest of a headline's sentence begins, and no headline does.
_GOES_ON = re.compile(
    r"[把被让将又也却给使再已才更与和及之到而以]|的(?![哥姐士])|为了|成为|不(?!忘|负|止)|只为|在(?!建|线|职|岗|外)"
)


def _any_of(name: str) -> str:
    """The words of a list in rules/heads.toml, as alternatives of a pattern; the longest first."""
    rows = read_rows("articles.extraction", "heads.toml", "words")
    forms = next(row["forms"] for row in rows if row["name"] == name)
    return "|".join(sorted(forms, key=len, reverse=True))


# How a slogan goes on after its halves: 认清形势 乘势而上 / 夺取全面胜利.
_STRIVES = re.compile(_any_of("strives"))

# Who spoke, as it stands under the headline of a meeting.
SPEECHES = re.compile(rf"(?:{_any_of('speeches')})$")

# 葛明在全县水利工作会议上强调: what was said stands under it, in larger type.
SAYS = re.compile(r"(?:强调|指出|要求|提出|表示|时说)[:：]?$")

# Verbs that need the object which the next line of the head holds.
_NEEDS_OBJECT = re.compile(
    rf"(?:的|[\d一两二三四五六七八九十]{{1,3}}[家项个批条所座件部支款起]|{_any_of('needs an object')})$"
)

# 山货节暨农家戏台汇演 / 在柳溪开幕: an event in one line, in the next that it takes place.
_NAMES_EVENT = re.compile(rf"(?:{_any_of('events')})[)）”]?$|[）)]$")
_HAPPENS = re.compile(rf"(?:{_any_of('takes place')})$")
_SAYS_WHAT_IT_IS = re.compile(rf"是[{HAN}]{{1,6}}的$")  # “老玉镯”竟是玻璃做的: complete

# What stands over or under a headline and is no part of it: a round, a series, an institution, the kind of text.
_LABEL = re.compile(
    rf"[^，,：:]{{0,14}}(?:第[\d一二三四五六七八九十百]{{1,4}}[轮届场站]|{_any_of('kinds of text')})"
    rf"|[{HAN}]{{2,10}}(?:检察院|法院|学校|街道|社区|路段|[{HAN}][局段])"
)

# A column of the paper, no headline: 党报热线 百姓关注, 民生视点, 健康问诊台第218期, 身边的好人, 老街十年·我家的故事.
_COLUMN = re.compile(
    rf"(?:[【「]?(?:{_any_of('columns begin')})(?:{_any_of('columns end')})[】」]?){{1,2}}(?:第\d{{1,4}}期)?"
    rf"|(?:身边的?|最美|寻找最美|寻访)[{HAN}]{{2,6}}|走进[{HAN}]{{2,4}}看[{HAN}]{{2,4}}|(?:{_any_of('columns')})|[{HAN}\d]{{2,10}}·[{HAN}\d]{{2,10}}"
)

_SPEAKER = re.compile(rf"[{HAN}]{{2,6}}[:：]")  # 业主：水压不足 / 物业：正在抢修

_QUOTED = re.compile(r"“[^“”]{2,8}”")
_OWN_SUBJECT = re.compile(
    "[我本][省市县区州]|全[省市县区州](?!域)"
)  # 我县新渠通水: a sentence that needs nothing over it
_ABOUT = re.compile(r"关于[^，。；]{2,40}的(?:公告|通告|通知|公示|通报|决定|函|意见|声明)")


def is_one_head(one: MeasuredLine, other: MeasuredLine, words: PageWords, spaced: bool) -> bool:
    """Whether `other` goes on with the head that `one` begins; `spaced` where blank lines part the page's blocks."""
    if other.level or other.bullet or one.stops or other.flat.startswith(("—", "一、", "（一）")):
        return False  # a dash begins a standfirst, 一、 the first of several crossheads
    if len(other.flat) == 2 and FORM_ALONE.fullmatch(other.flat) and OFFICE.fullmatch(one.flat):
        return other.blanks <= 1  # 柳溪县人民法院 / 公告
    if not other.blanks and _ABOUT.fullmatch(other.flat) and OFFICE.fullmatch(one.flat):
        return True  # 柳溪县水利局 / 关于开放水闸的通告
    if SAYS.search(one.flat) and one.ems > PAIR:
        return False
    if FORM_ALONE.fullmatch(other.flat) or (_SPEAKER.match(one.flat) and _SPEAKER.match(other.flat)):
        return False  # 遗失声明 is a head by itself, so is what each of two says
    if is_doubled(one) != is_doubled(other):
        return False  # another weight of type
    seam = words.seam(one.flat, other.flat)
    return (
        _weigh_seam(one, other, seam, spaced) + _weigh_words(one, other, seam) + _weigh_size(one, other, seam)
        > ONE_HEAD
    )


def _weigh_seam(one: MeasuredLine, other: MeasuredLine, seam: float, spaced: bool) -> float:
    """Blank lines between the two, words torn there, and whether the column broke them."""
    score = {0: 1.0, 1: -1.0}.get(other.blanks, -3.0)
    # A long line wraps at the full measure; a short one was broken by sense, and the next may be another head.
    score += 2 * seam if seam > 0.5 and (other.blanks == 0 or one.ems > WRAPS) else seam
    if other.blanks == 0 and other.ems <= 4 < one.ems:
        score += 1.5  # the last few characters of a line too long for its measure
    if spaced and other.blanks == 0 and one.ems >= other.ems and (seam > 0.5 or other.ems <= LAST_OF_HEAD):
        score += 1.0  # where blocks are parted by blank lines, these two are one block, the second its rest
    if one.hangs or not is_balanced(one.flat):
        score += 3.0 if one.flat[-1] in ":：" else 2.0
    may_wrap = seam > 0.5 or other.ems <= LAST_OF_HEAD or max(one.ems, other.ems) <= PAIR
    column = one.column or other.column
    if column and may_wrap and max(one.ems, other.ems) <= column and one.ems + other.ems > column - 2:
        score += 1.0  # set in the column: the head had to be broken
    return score


def _weigh_words(one: MeasuredLine, other: MeasuredLine, seam: float) -> float:
    """What the two say: a sentence that goes on, or a speaker, a label, a subject of its own."""
    score = 0.0
    if _GOES_ON.match(other.flat):
        score += 1.6  # 把石狮子卖到…, 又香回来了: the rest of a sentence
    if _NEEDS_OBJECT.search(one.flat) and not _SAYS_WHAT_IT_IS.search(one.flat):
        score += 2.5  # “拨改投”破解 / 小企业起步难题
    if _SPEAKER.match(other.flat) and not one.hangs and not _SPEAKER.match(one.flat):
        score -= 2.0  # 交警：救人紧急，不罚: who says so stands under the headline
    if is_couplet(one) and _STRIVES.match(other.flat):
        score += 3.5
    if SPEECHES.search(other.flat) and other.ems > 4 and seam <= 0.5:
        score -= 2.0  # 葛明作报告 李健讲话: who spoke stands under the headline
    if _QUOTED.fullmatch(one.flat) and not other.flat.startswith("“"):
        score += 1.5  # “山货郎” / 卖到大洋彼岸
    if (is_label(one) and seam <= 1.0) or is_label(other):
        score -= 3.0
    if _HAPPENS.search(other.flat) and _NAMES_EVENT.search(one.flat) and not other.blanks:
        score += 2.0
    if _OWN_SUBJECT.match(other.flat) and seam <= 0.5:
        score -= 2.0
    if _are_parallel(one, other):
        score += 3.0
    return score


def _weigh_size(one: MeasuredLine, other: MeasuredLine, seam: float) -> float:
    """How long the two are: halves of one head are alike, a headline is short and what stands beside it long."""
    score = 0.0
    if _is_letterspaced(one) and not _is_letterspaced(other):
        score -= 3.0
    if one.ems > 14 and other.ems >= 1.4 * one.ems:
        score -= 1.5  # another size of type
    if other.blanks <= 1 and max(one.ems, other.ems) <= PAIR and _are_of_one_size(one, other):
        score += 1.2  # two short lines of one length: 一夜偷走七头牛 / 翻山越岭也难逃
    elif is_couplet(one) and not is_couplet(other) and other.ems > 0.7 * one.ems and seam <= 0.5:
        score -= 2.0  # a head of two halves is complete; what follows is another
    elif one.ems <= COUPLET and other.ems > 1.4 * one.ems and other.ems > WHOLE_LINE and seam <= 0.5:
        score -= 1.5  # a headline is set large and short, what stands over or under it small and long
    if is_couplet(other) and not is_couplet(one) and (other.ems > COUPLET or one.ems > COUPLET):
        score -= 1.5
    column = one.column or other.column
    set_full = column is not None and one.ems > column - 3
    if not set_full and not _GOES_ON.match(other.flat) and other.ems <= 0.7 * one.ems and other.ems > 4 and seam <= 0.5:
        score -= 1.5 if _is_clause(one) else 1.0  # a kicker is longer than the headline under it
    return score


def _are_of_one_size(one: MeasuredLine, other: MeasuredLine) -> bool:
    """Whether two lines are about as long: by two characters where neither is tiny, by one otherwise."""
    return abs(one.ems - other.ems) <= (2.0 if min(one.ems, other.ems) > FIVE else 1.0)


def _is_letterspaced(line: MeasuredLine) -> bool:
    """微 创 新: each character apart."""
    words = line.read.text.split()
    return len(words) >= 3 and all(len(word.strip("“”《》")) == 1 for word in words)


def is_label(line: MeasuredLine) -> bool:
    """Whether a head says of what kind its text is, or where it belongs: 县检察院, 联赛第9轮, 水渠通水侧记."""
    return (_LABEL.fullmatch(line.flat) or _COLUMN.fullmatch(line.flat)) is not None


def _are_parallel(one: MeasuredLine, other: MeasuredLine) -> bool:
    """前街“添绿”，十天栽树三百 / 后街“引水”，一夜通渠五里: clauses and quotations at the same places."""
    marks = [(i, mark) for i, mark in enumerate(one.flat) if mark in "，,“”"]
    same = [(i, mark) for i, mark in enumerate(other.flat) if mark in "，,“”"]
    return len(marks) >= 2 and marks == same and abs(one.ems - other.ems) <= 3


def _is_clause(line: MeasuredLine) -> bool:
    """水急浪高，救人后他走了: a head that says all it has to say."""
    return "，" in line.flat[3:-3] or "," in line.flat[3:-3] or is_couplet(line)


def is_couplet(line: MeasuredLine) -> bool:
    """改了老管网 暖了百姓心: two halves of about one length, parted by a space."""
    halves = line.read.text.split()
    if len(halves) != 2 or halves[0][-1] in ":：":  # 奋进新征程： 一线看落实 is a campaign's name
        return False
    return min(map(len, halves)) >= 4 and abs(len(halves[0]) - len(halves[1])) <= 1
