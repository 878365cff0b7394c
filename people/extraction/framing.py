"""What a word, or characters that no word explains, are where they stand: a name between a title and a verb."""

from __future__ import annotations

import re

from articles.text.rules import read_list
from people.extraction.evidence import (
    CALLINGS,
    PACKAGE,
    SIGNS,
    SMALL,
    SPEECH_VERBS,
    common_words,
    kind_of,
    verb_after,
    word_tags,
)
from people.extraction.inside import GIVEN_WORDS
from people.extraction.pairs import NOT_A_NAME

SEEN_BEFORE = 8  # characters; no rule looks further back from where a name begins

# A word between a title and a verb or a mark is a name: 书记庄严介绍. A national daily has too few; these are chosen.
WORD_BEFORE_VERB = 5.5
WORD_BEFORE_MARK = {"、": 3.0, "，": 1.0, "；": 1.0, "）": 1.0}
# Characters between a title and a verb that no word explains, 支队长X表示, make up for the rarest surname.
FRAMED = 3.0
FRAMED_BY_MARK = dict.fromkeys("，。、；：（）", 2.0) | {"": 2.0}

TITLED_WORD = 1.5  # 局长向前进: the given name is a word, and no other
FRAMED_ROUND = 3.0  # 据X介绍, 在X看来
_FRAMES = {
    words[0]: tuple(words[1:]) for words in (line.split() for line in read_list(PACKAGE, "frames.txt"))
}  # what stands before, and what may follow

SAID_TWICE = -7.0  # 天刚蒙蒙亮; chosen
OF_TIME = -3.0  # 夏夜，: a word of time

OF_SEVERAL = -4.0
_SEVERAL = re.compile("(?:[两二三四五六七八九十几]|(?<![0-9])[0-9]{1,4}[多余]?)[名位][\u4e00-\u9fff]{2,6}$")
_LISTS_ON = frozenset("、和与及（")


def _sign(name: str) -> float:
    return SIGNS.get(name, 0.0)


_WORD_AMONG = {(where, k): _sign(f"WA{where}{k}") for where in "T、hp" for k in (1, 2, 3, 4)}
_UNEXPLAINED = {(size, where): _sign(f"UN{size}{where}") for size in (2, 3, 4) for where in "Thp"}


def weigh_where(text: str, start: int, end: int, before: str) -> float:
    """What a word, or characters that no word explains, are where they stand; `before` classes what is before."""
    titled = before == "T"
    after = text[end : end + 1]
    if titled and _is_of_several(text, start, end):
        return OF_SEVERAL
    if text[start:end] in CALLINGS or text[start:end] in SPEECH_VERBS:
        return NOT_A_NAME  # 房东, 连夜
    if end - start == 3 and text[start] == text[start + 1] and not titled:
        return SAID_TWICE
    if _is_framed(text, start, end):
        return FRAMED_ROUND
    whole = common_words().get(text[start:end], 0)
    if whole:
        score = _WORD_AMONG[_among(before, after), whole]
        if not titled and word_tags().get(text[start:end]) == "t":
            return score + OF_TIME
        if titled:
            score += WORD_BEFORE_VERB if verb_after(text, end) > 1 else WORD_BEFORE_MARK.get(after, 0.0)
        return score
    if not _is_unexplained(text, start, end):
        return TITLED_WORD if titled and text[end - 2 : end] in GIVEN_WORDS else 0.0
    score = _UNEXPLAINED[end - start, "T" if titled else "h" if before in "hEWF" else "p"]
    phrase = text[end : end + 4]  # 二话不说
    does = verb_after(text, end) or phrase[1:2] in ("着", "了", "完") or (len(phrase) == 4 and phrase in common_words())
    if titled and does:
        score += FRAMED * (text[end - 1] not in SMALL)
    elif titled:
        score += FRAMED_BY_MARK.get(after, 0.0)
    return score


def _is_of_several(text: str, start: int, end: int) -> bool:
    """Whether the title before counts several people, and no list of them begins here: 两名干部|冒雨赶到."""
    if text[end : end + 1] in _LISTS_ON:
        return False
    return _SEVERAL.search(text, max(0, start - SEEN_BEFORE), start) is not None


def _is_framed(text: str, start: int, end: int) -> bool:
    """Whether the words before and after go together around somebody: 据X介绍."""
    after = _FRAMES.get(text[start - 1 : start]) or _FRAMES.get(text[max(0, start - 2) : start])
    return after is not None and text.startswith(after, end) and text[start:end] not in common_words()


def _is_unexplained(text: str, start: int, end: int) -> bool:
    """Whether no word of two characters lies in the name or over its ends: characters that only a name explains."""
    words = common_words()
    return not any(text[at : at + 2] in words for at in range(max(0, start - 1), end))


def _among(before: str, after: str) -> str:
    """Where a word may stand as a name: after a title, in a list, between marks, or in running text."""
    if before == "T":
        return "T"
    if before == "、" or after == "、":
        return "、"
    return "h" if before in "hEWF" and kind_of(after) == "h" else "p"
