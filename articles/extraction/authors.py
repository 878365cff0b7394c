"""Authors who are named without a word for what they did: names alone, or a post and a name, under a headline.

Whether something looks like a name, for the sake of layout; who is meant is read elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

from articles.text.joining import HAN, fold
from articles.text.rules import read_list

_NOT_NAMES = frozenset(read_list("articles.extraction", "not_names.txt"))
# What no person's name holds, and sentences about a reporter do: 记者从, 记者了解到, 记者看到.
_NO_NAME = re.compile(r"[从在对了的是与及到被把将]|获悉|采访")
_HAN_ALONE = re.compile(rf"[{HAN}]+")
_NAMES_ALONE = re.compile(rf"[{HAN}·]{{4,16}}")
_TITLE_ENDS = (
    r"(?:书记|主任|局长|厅长|县长|市长|区长|镇长|乡长|州长|院长|校长|园长|主席|会长|理事长|总经理|董事长|厂长|行长|社长|馆长|所长|站长|处长|科长|部长|队长|村主任"
    r"|教授|讲师|教师|研究员|农艺师|工程师|会计师|医师|医生|护士长?|律师|法官|检察官|作家|诗人|学者|委员|代表|常委|秘书长)"
)
_POST = re.compile(
    rf"[{HAN}、（）()\d]{{0,24}}(?:{_TITLE_ENDS}|大学|学院|医院|中学|小学|学校|公司|中心|委员会|研究[院所]|派出所|支行|[日晚晨早时商导]报|融媒|局|厅|站|部|办|组|院|团|队|社|镇|乡|村|街道|社区|(?:小学|中学|学校|[一二三四五六]中|大学|学院)[{HAN}（）()\d]{{0,10}}[班级系])"
)
_POST_AND_NAME = re.compile(rf"[{HAN}、（）()\d]{{3,24}}{_TITLE_ENDS}")
_PEN_NAME = re.compile(
    rf"[□◎○◇☐▢][ ]{{0,4}}(?:[{HAN}][ ]{{0,3}}){{2,5}}"
    rf"|(?:[■◆●][ ]{{0,4}})?[{HAN}][ ]{{1,3}}[{HAN}](?:[ ]{{1,3}}[{HAN}])?"
)
_APART = re.compile(rf"[{HAN}][ ]{{1,4}}[{HAN}](?:[ ]{{1,4}}[{HAN}])?")
# What an office's writers sign with: 柳宣, 柳供电, 柳交警.
_OFFICE_PEN = re.compile(
    rf"[{HAN}]{{1,2}}(?:宣|组宣|政宣|供电|公安|公宣|检宣|法宣|司宣|税宣|工宣|农宣|教宣|卫宣|文宣|交警|消防|城管|气象|移动|联通|电信|邮政)"
)
# What else stands in brackets at a text's end, its letters apart: （见 图）.
_NOTES = frozenset(("综合", "见图", "上图", "下图", "左图", "右图", "附图", "待续", "续完", "未完", "转载", "有删节"))
_ABOUT_SOMEBODY = re.compile(r"[—-]|访|记|专访|对话|与|悼|追忆|致|写给|走近|任命|[“\"]")


@cache
def _surnames() -> frozenset[str]:
    return frozenset(read_list("articles.extraction", "common_surnames.txt"))


def has_surname(word: str) -> bool:
    """Whether the word is a surname and nothing else: 葛, 欧阳."""
    return word in _surnames()


def words_of_names(text: str) -> list[str]:
    """The words, a letter that stands alone joined with what follows it: "柳 青 葛小明" -> 柳青, 葛小明.

    Three letters and no more, all apart, are one name: "葛 小 明" -> 葛小明.
    """
    printed = text.split()
    if len(printed) == 3 and all(len(word) == 1 for word in printed):
        return ["".join(printed)]
    words: list[str] = []
    for word in printed:
        if words and len(words[-1]) == 1 and len(word) <= 2:
            words[-1] += word
        else:
            words.append(word)
    return words


def is_bare_name(word: str) -> bool:
    """葛明, 葛小明, 欧阳小明: what a credit without a role word holds."""
    if not 2 <= len(word) <= 4:
        return False
    surnames = _surnames()
    named = (len(word) <= 3 and word[0] in surnames) or (len(word) >= 3 and word[:2] in surnames)
    return named and word not in _NOT_NAMES and _HAN_ALONE.fullmatch(word) is not None


def is_name(word: str) -> bool:
    """What may stand where a byline's name does: 葛明, 柳 青, 阿依古丽·买买提, 葛明李健 (two run together)."""
    if word in _NOT_NAMES or _NO_NAME.search(word):
        return False
    if len(word) <= 3 or "·" in word or word[:2] in _surnames():
        return True
    return _falls_apart(word)


def _falls_apart(word: str) -> bool:
    """葛明李健, 葛小明李健钱立言: names of two or three characters run together."""
    return any(
        is_bare_name(word[:cut]) and (is_bare_name(word[cut:]) or (len(word) > cut + 3 and _falls_apart(word[cut:])))
        for cut in (2, 3)
    )


def is_signature(inside: str) -> bool:
    """What signs a brief in brackets with no surname: letters set apart, 但 愿; an office's pen name, 柳供电."""
    printed = fold(inside).strip()
    if _APART.fullmatch(printed):
        return "".join(printed.split()) not in _NOTES  # 向 前 is somebody: no paper spaces the letters of a word
    return _OFFICE_PEN.fullmatch(printed) is not None and printed not in _NOT_NAMES


def is_author(line: str) -> bool:
    """Names and nothing else, as an author stands under a headline: 葛明, 葛 明, 葛明 李健, 葛明李健 (run together)."""
    words = words_of_names(fold(line))
    return 0 < len(words) <= 5 and all(
        is_bare_name(word) or (_NAMES_ALONE.fullmatch(word) is not None and is_name(word)) for word in words
    )


def is_sent_in(inside: str) -> bool:
    """Names alone in brackets with where they write from: 县水利局 葛明 李健, 县水利局葛明 (run together)."""
    word = "".join(fold(inside).split())
    stuck = any(is_bare_name(word[-n:]) and len(word) > n + 3 and _POST.fullmatch(word[:-n]) for n in (2, 3))
    return stuck or is_signed_author(inside)


def is_pen_name(line: str) -> bool:
    """Under a headline and over its text: □ 半 江 月, ◎淡墨 or a name of two or three characters set apart, 瓦　夫."""
    name = fold(line).strip()
    return _PEN_NAME.fullmatch(name) is not None and "".join(name.split()) not in _NOT_NAMES


def is_signed_author(line: str) -> bool:
    """An author's post and name under a headline: 县农业局高级农艺师 葛明; 柳溪县委书记葛明. Not 访柳溪县委书记葛明.

    A body may send several: 柳溪县融媒体中心 葛明 李健.
    """
    words = words_of_names(fold(line))
    if len(words) > 5 or _ABOUT_SOMEBODY.match(line.strip()):
        return False
    if len(words) > 1:
        return all(is_bare_name(word) for word in words[1:]) and _POST.fullmatch(words[0]) is not None
    if not words or len(words[0]) > 30:
        return False
    return any(is_bare_name(words[0][-n:]) and _POST_AND_NAME.fullmatch(words[0][:-n]) for n in (2, 3))
