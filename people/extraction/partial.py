"""People called by part of a name: 佟大娘, 李先生, 张某某, 老张, 小李, 侯老."""

from __future__ import annotations

import re

from articles.text.rules import read_list
from people.extraction.evidence import PACKAGE, SURNAMES, common_words, kind_of, title_before, verb_after
from people.extraction.names import GIVEN, UNSEEN_GIVEN, Candidate, is_counted

STYLES = tuple(sorted(read_list(PACKAGE, "styles.txt"), key=len, reverse=True))

# A surname that speaks this much for a name, counted in running text, may stand with 老 and 小.
COMMON = 1.5
SURE = 4.5
LIKELY = 2.2
HALF_CLEAR = 1.0

_COMMON = "".join(sorted(s for s, weight in SURNAMES.items() if len(s) == 1 and weight >= COMMON))
_ANY = "".join(sorted(s for s in SURNAMES if len(s) == 1))
_STYLES = "|".join(map(re.escape, STYLES)).replace("X", "A")
# The styles' first characters, asked before any of the styles is.
_BEGIN_STYLES = "".join(sorted({style[0].replace("X", "A") for style in STYLES}))
_STYLED = re.compile(rf"[{_ANY}](?=[{_BEGIN_STYLES}])(?:{_STYLES})")
_COMPOUNDS = "|".join(sorted(s for s in SURNAMES if len(s) == 2))
_STYLED_COMPOUND = re.compile(rf"(?:{_COMPOUNDS})(?:{_STYLES})")  # 公孙先生, 欧阳师傅
# Minorities' names are masked after their first character, which is no surname: 吐某, 阿某某.
_MASKED_FOREIGN = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[人犯工员民者]))[吐阿艾买热帕库玉扎旦尼依亚努麦托萨斯索玛][某×][某×]?"
)
_KNOWN = "".join(sorted(s for s, weight in SURNAMES.items() if len(s) == 1 and weight >= 0.9))
# 小雅（化名）, 阿强（化名）: whatever stands there is meant as a name.
_ASSUMED = re.compile("[小阿老大][\u4e00-\u9fff]{1,2}(?=（(?:均?为)?化名)")
_PLAIN = frozenset(_COMMON) - frozenset("于和向从时有方常全")  # 某 after these is no company that is left unnamed
_AGED = re.compile(rf"(?:老[{_KNOWN}]|小[{_COMMON}])(?![·某先女大阿老师])")
# 老李 and 小张 stand in the dictionary among words, as 小麦 and 老牛 do; with these surnames they are people.
_COMMONEST = frozenset("王李张刘陈杨赵黄周吴徐孙朱胡郭何宋")
_REVERED = re.compile(rf"[{_COMMON}]老(?![师人板乡汉百年家总大是爷伯太实旧])")


# 张某明: only a part of the given name is held back.
_MASKED_INSIDE = re.compile(
    rf"[{_COMMON}][某×](?![某×等们些种个类人地时日年月的在和与及是说称自从向因以被将把对由经曾到为于系])[\u4e00-\u9fff]"
)
# After 某 these say that no person is meant: 某种, 某日.
_LETTERS = frozenset("A0")  # as the tables know letters and digits
_NO_MASK = frozenset("些种个类人地时日年月")
SURE_COMPOUND = 9.0  # 申屠女士, rather than 申屠 for a name of two
SURE_MASKED = 5.0  # rather than 张某 and a word


# Callings among the styles: after a character that is rarely a surname they are no style.
OCCUPATIONS = frozenset(("医生", "老师", "大夫", "师傅", "法官", "律师", "经理", "警官", "同学", "老板"))
_KIN = frozenset("婆嫂婶伯爹")
_SMALL = frozenset("的和与是在对被让由把给跟及叫位名问找向请陪帮了")

_PLACES_END = frozenset("村镇乡县市区组屯庄寨巷街道厂校")
_PARTIAL = re.compile(rf"(?:(?:.|{_COMPOUNDS})(?:{'|'.join(map(re.escape, STYLES))})|[老小].|.老)")


def is_partial(name: str) -> bool:
    """Whether a name taken is one of these: 佟大娘, 老张."""
    return _PARTIAL.fullmatch(name) is not None and (len(name) > 2 or name[0] in "老小" or name[1] in "老某×X")


def _is_clear_before(text: str, start: int) -> bool:
    """Whether a title, a place or a small word stands before: 民警刁警官, 白塔村胡大爷, 的胡老板, 一位王奶奶."""
    return text[start - 1] in _SMALL or text[start - 1] in _PLACES_END or title_before(text, start) > 0


def _is_elder(text: str, start: int, end: int) -> bool:
    """张大妈, 高大爷: 张大 and 高大 are words, though not at the beginning of a clause."""
    begins = kind_of(text[start - 1 : start]) != "h" or _is_clear_before(text, start)
    return end - start == 3 and text[start + 1] == "大" and text[start] in _COMMON and begins


def _find_masked_inside(text: str) -> list[Candidate]:
    found = []
    words = common_words()
    for match in _MASKED_INSIDE.finditer(text):
        start, end = match.span()
        crossed = text[end - 1 : end + 1] in words or text[start - 1 : start + 1] in words
        likely = GIVEN.get(text[end - 1], UNSEEN_GIVEN)[1] > 0 or kind_of(text[end : end + 1]) != "h"
        if likely and not crossed and not verb_after(text, end - 1):
            found.append(Candidate(start, end, SURE_MASKED))
    return found


def _find_assumed(text: str) -> list[Candidate]:
    """小雅（化名）, and minorities' names of which the first character is told: 吐某."""
    found = [Candidate(*match.span(), SURE) for match in _ASSUMED.finditer(text)] if "化名" in text else []
    for match in _MASKED_FOREIGN.finditer(text) if "某" in text or "×" in text else ():
        if text[match.end() : match.end() + 1] not in _NO_MASK:
            found.append(Candidate(*match.span(), SURE))
    return found


def find_partial(text: str) -> list[Candidate]:
    """Every stretch of folded text that calls somebody by part of a name."""
    found = _find_masked_inside(text) if "某" in text or "×" in text else []
    masked_inside = {one.start for one in found}
    words = common_words()
    for match in _STYLED.finditer(text):
        start, end = match.span()
        if start in masked_inside or is_counted(text, start):
            continue
        if start and kind_of(text[start - 1]) == "h" and text[start - 1 : start + 1] in words:
            continue
        if text[start : start + 2] in words and text[start + 1] != "某" and not _is_elder(text, start, end):
            continue
        if text[start + 1 : end + 1] in ("大哥大", "大爷海") or (
            text[end - 1] == "A" and text[end : end + 1] in _LETTERS
        ):
            continue  # 于GDP, 后CO2
        within = kind_of(text[start - 1 : start]) == "h" and text[start - 2 : start] not in words
        masked_plainly = text[start + 1] == "某" and text[start] in _PLAIN
        if within and not masked_plainly and not _is_clear_before(text, start):
            continue
        after = text[end : end + 1]
        if end - start == 2 and text[end - 1] in _KIN and kind_of(after) == "h" and not verb_after(text, end):
            continue
        weight = SURNAMES[text[start]]
        if text[start + 1 : end] in OCCUPATIONS and weight < 0.5 and not title_before(text, start):
            continue
        masked = text[start + 1] in "某×A"
        if weight > -1 or masked or (start and kind_of(text[start - 1]) != "h"):
            if masked and text[start + 1] == "某" and text[end : end + 1] in _NO_MASK:
                continue
            found.append(Candidate(start, end, SURE if weight > 0 else LIKELY))
    found += [Candidate(*match.span(), SURE_COMPOUND) for match in _STYLED_COMPOUND.finditer(text)]
    found += _find_assumed(text)
    for match in _AGED.finditer(text):
        start, end = match.span()
        if (
            (words.get(text[start:end], 4) < 4 and text[start + 1] not in _COMMONEST)
            or text[end - 1 : end + 1] in words
            or (text[start - 1 : start + 1] in words and not title_before(text, start))
        ):
            continue
        before, after = kind_of(text[start - 1 : start]), kind_of(text[end : end + 1])
        clear = (before != "h" or _is_clear_before(text, start)) + (after != "h" or verb_after(text, end) > 0)
        if clear:
            found.append(Candidate(start, end, LIKELY if clear == 2 else HALF_CLEAR))
    for match in _REVERED.finditer(text):
        start, end = match.span()
        before = kind_of(text[start - 1 : start])
        if before != "h" and text[end - 1 : end + 1] not in words and text[start:end] not in words:
            found.append(Candidate(start, end, 0.0))
    return found
