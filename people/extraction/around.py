"""What stands before and after a possible Chinese name, weighed; names.py weighs the name itself."""

from __future__ import annotations

import re

from articles.text.rules import read_list
from people.extraction.evidence import (
    AFTER,
    BEFORE,
    CUES,
    PACKAGE,
    SIGNS,
    TITLES,
    common_words,
    kind_after,
    kind_before,
    title_before,
    verb_after,
)
from people.extraction.pairs import NO_WORD, read_pairs
from people.extraction.places import PLACE_MARKS, PROVINCES

# The corpus of a national daily has few villages and lists of posts; these were chosen on pages of local papers.
BEFORE_OFFICE = 6.0  # 总书记 after a name: one person holds it
BEFORE_VILLAGE = -4.0  # 杨柳 before 镇
NEXT_POST = 2.0  # 副部长X江苏省: a list of posts and names with nothing between

# X（女）, X（女，回族）, X（傣族）, X（18岁）, X（化名）: what lists of people and stories add in brackets
_OF_A_PERSON = re.compile("(?:[男女][），]|[\u4e00-\u9fff]{1,4}族）|0{2}岁|(?:均?为)?化名|[笔艺]名|已故）)")
BRACKETED = 5.0
# X（右）, X（前排左二）: who is who in a picture; things are told so too
_IN_A_PICTURE = re.compile("(?:[前后][排]?)?[左右中](?:起?[一二三四五六七]|[侧边者])?[），、]")
PICTURED = 2.0
# 会议选举：X为县人民法院院长；
_APPOINTED = re.compile("为[^，。；：、\n]{2,24}(?:长|主任|书记|主席|委员|代表)(?:[；。\n]|$)")
APPOINTED = 3.0
_VILLAGES = frozenset("镇乡村")
_ON_THE_WAY = frozenset("到在去下回进是的从为，。、（）“”：来等该出入本")
NATIONAL_OFFICES = read_list(PACKAGE, "national_offices.txt")
_OFFICE_BEGINNINGS = frozenset(office[:2] for office in NATIONAL_OFFICES)


def _sign(name: str) -> float:
    return SIGNS.get(name, 0.0)


_TITLE_BEFORE = {length: _sign(f"T{length}") for length in range(6)}
_VERB_AFTER = {length: _sign(f"V{length}") for length in range(5)}
_KINDS = "^hp0、，。：（）“”《》"
_KINDS_BEFORE, _KINDS_AFTER = _KINDS + "TEWF", _KINDS + "VvWF"
_KIND_BEFORE = {kind: _sign(f"LC{kind}") for kind in _KINDS_BEFORE}
_KIND_AFTER = {kind: _sign(f"RC{kind}") for kind in _KINDS_AFTER}
_KINDS_AROUND = {(a, b): _sign(f"LR{a}{b}") for a in _KINDS_BEFORE for b in _KINDS_AFTER}
_LEFT_CROSS_3, _LEFT_COVER_3, _LEFT_COVER_4 = _sign("XL3"), _sign("XM3"), _sign("XM4")
_CUE_AFTER, _BEFORE_PLACE_MARK = _sign("RT"), _sign("RS")
_BEFORE_PROVINCE = _sign("RP")


def weigh_before(text: str, start: int) -> tuple[float, str]:
    """What stands before says, and its class: T for a title."""
    if not start:
        return BEFORE.get("^", 0.0) + BEFORE.get("^^", 0.0) + _KIND_BEFORE["^"], "^"
    words, pairs = common_words(), read_pairs()
    one = text[start - 1]
    two = text[start - 2 : start] if start > 1 else "^" + one
    before = pairs.get(two, NO_WORD)
    entered = pairs.get(text[start - 1 : start + 1], NO_WORD)
    score = BEFORE.get(one, 0.0) + BEFORE.get(two, 0.0) + entered.enters
    if start > 1:
        score += before.before
        if before.goes_on and text[start - 2 : start + 1] in words:
            score += _LEFT_CROSS_3
        if (before.goes_on and text[start - 2 : start + 2] in words) or (
            entered.goes_on and text[start - 1 : start + 3] in words
        ):  # 冬暖夏凉
            score += _LEFT_COVER_4
    if entered.goes_on and text[start - 1 : start + 2] in words:
        score += _LEFT_COVER_3
    length = title_before(text, start - 1 if one == "：" else start)
    if length:
        if text[start - length : start] in TITLES and not entered.is_cue:
            # 班长 explains 长 in 班长沙X better than 长沙 does, but 老师 not 老师傅
            score -= 0.7 * entered.enters
        return score + _TITLE_BEFORE[length] + _KIND_BEFORE["T"], "T"
    kind = kind_before(one, before.is_word)
    return score + _KIND_BEFORE[kind], kind


def weigh_after(text: str, end: int, before: str) -> float:
    """What stands after says; `before` is the class of what stands before, for some go together."""
    one = text[end : end + 1]
    two = text[end : end + 2] if end + 1 < len(text) else (one or "$") + "$"
    after = read_pairs().get(two, NO_WORD)
    score = AFTER.get(one or "$", 0.0) + AFTER.get(two, 0.0) + after.after
    length = verb_after(text, end)
    score += _VERB_AFTER[length]
    if two in _OFFICE_BEGINNINGS and text[end : end + 4].startswith(NATIONAL_OFFICES):
        score += BEFORE_OFFICE
    if after.is_cue or text[end : end + 3] in CUES:
        score += _CUE_AFTER
    if text[end + 1 : end + 2] in _VILLAGES and one not in _ON_THE_WAY and one:
        score += BEFORE_VILLAGE
    if one == "（" and _OF_A_PERSON.match(text, end + 1):
        score += BRACKETED
    elif one == "（" and _IN_A_PICTURE.match(text, end + 1):
        score += PICTURED
    if one == "为" and _APPOINTED.match(text, end):
        score += APPOINTED
    if two in PROVINCES:
        score += NEXT_POST if before == "T" else _BEFORE_PROVINCE
    elif one in PLACE_MARKS:
        score += BEFORE_VILLAGE if one in "镇村乡县" else _BEFORE_PLACE_MARK
    kind = "V" if length > 1 else "v" if length else kind_after(one, two, after.is_word)
    return score + _KIND_AFTER[kind] + _KINDS_AROUND[before, kind]
