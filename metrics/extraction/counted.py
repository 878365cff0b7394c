"""What is counted: where the noun of counted people ends, and what of the words before the number goes with it.

The words stand in rules/persons.txt.
"""

from __future__ import annotations

import re
from functools import cache

from articles.text.rules import read_list
from metrics.extraction.phrases import find_verb, last_deed, last_verb, last_words

PACKAGE = "metrics.extraction"
COUNTS_PEOPLE = frozenset(("people", "households"))
FOR_WHOM = re.compile(
    r"(?:[为给向对帮助使让令]|带动|助力|引导|组织|指导)$"
)  # 为300名儿童提供眼科检查: all of it is told

# 运动员, 劳动者, 鼓手, 特困户: words that end so are people, but for those that go on (工作人员培训, 手续, 户外).
_ENDINGS = (
    r"(?:[\u4e00-\u9fff]{1,3}?(?:员(?![工会额])|者|(?<![双助选])手(?![术段机续法册艺工中里上])|户(?![外籍均口型]))"
    r"|[\u4e00-\u9fff]{2}人(?![员才民大口数次均们家士群力工物社]))"
)
# What is said of all of them by two characters is set before the noun: 球员参赛 -> 参赛球员.
_SAID = re.compile(
    r"(?:参[赛展训演战会加]|获[奖救]|受[灾伤益训困骗损]|遇难|被困|失踪|落网|入围|报名|到场|在场|入选|脱险|就诊|住院|出院|入住|返乡|就业|创业)"
)
_GOES_ON = re.compile(r"[、和及与或（(/]|以及")

_ROW = re.compile(r"[\u4e00-\u9fff]、[\u4e00-\u9fff]{1,6}、[\u4e00-\u9fff]{1,8}(?<![0-9])$")  # 甲、乙、丙3个村
_LISTED_COUNT = re.compile(r"[一二两三四五六七八九十几多]{1,3}个?[省市县区镇乡村国]$")
_AMONG = re.compile(r"[在居列](?:全[国省市县]|同类|全球|周边)$")  # 增产幅度在全省9个县市中列首位
_OF_ALL = re.compile(r"[^，。]{3,}全[国省市县区镇乡村州旗]$")
_PREPOSITIONS = ("从", "把", "将", "为", "对", "向", "给", "被", "由", "在", "与", "和")


@cache
def _words() -> tuple[str, ...]:
    return tuple(sorted(read_list(PACKAGE, "persons.txt"), key=len, reverse=True))


@cache
def _people() -> re.Pattern[str]:
    return re.compile(f"{'|'.join(_words())}|{_ENDINGS}")


def cut_people(noun: str) -> str:
    """The noun up to the last of the words in a row that name people; unchanged where none does or a list goes on."""
    found = _people().search(noun)
    while found:
        following = _people().search(noun, found.end())
        if not following or following.start() > found.end() + 2 or find_verb(noun[found.end() : following.end()]) >= 0:
            break
        found = following
    if not found or found.end() == len(noun) or _GOES_ON.match(noun, found.end()):
        return noun
    said = noun[found.end() :]
    if said.endswith(_words()):
        return noun  # 职工技能竞赛选手
    kept = noun[: found.end()]
    if _SAID.fullmatch(said) and len(kept) <= 4:
        return said + kept
    return kept


def _join_owner(before: str, noun: str) -> str:
    """老党员捐来的(20册)图书 -> 捐来的图书, 邻县中学的(9名)大学生 -> 大学生: of a long owner what was done is kept."""
    if len(before) <= 4:
        return before + "的" + noun if before else noun
    deed = last_deed(before)
    return deed + "的" + noun if deed else noun if len(noun) >= 3 else last_words(before, 8) + "的" + noun


def join_counted(before: str, noun: str, left: str) -> str:
    """抽调 + 专业人员; of a whole clause before the number only its last words."""
    before = _LISTED_COUNT.sub("", before)  # 带动两镇|7个村
    if (
        before.startswith("来自") or _AMONG.search(left) or left.endswith("等") or _ROW.search(left)
    ):  # 甲河、乙河等5条河流
        return noun
    if noun.endswith("之一") and len(noun) >= 4:  # 北溪县是全省18个试点县之一
        noun = noun[:-2]
        if not left.endswith("的"):
            return noun
    if _OF_ALL.search(left) and len(noun) >= 2:
        return last_verb(left[:-2]) + noun  # 屏幕上跳动着全县1.9万个大棚的温度, 涉及全州42个乡镇
    if left.endswith(_PREPOSITIONS) and len(noun) >= 2 and not left.endswith(("签约", "参与", "总和", "自从")):
        return noun  # 某队从83支队伍中突围, 把3000亩稻田分成小块
    if left.endswith("的"):
        return _join_owner(before, noun)
    return (before if (len(before) <= 14 and len(noun) <= 6) or len(before) <= 6 else last_verb(left)) + noun
