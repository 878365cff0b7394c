"""Names with ·: where the first part begins and the last one ends. 匈牙利选手伊万·科瓦奇赛后 -> 伊万·科瓦奇.

A dot between characters nearly always stands in a name; in doubt is how far it reaches. The weights are chosen.
"""

from __future__ import annotations

from collections.abc import Callable

from people.extraction.evidence import CUES, common_words, kind_of, title_before, verb_after
from people.extraction.minority import is_of_parts
from people.extraction.names import Candidate
from people.extraction.places import HOME_PLACES, PLACES, PROVINCES

LONGEST_PART = 8
SURE = 2.5  # log odds of a dotted name with clear ends
UNCLEAR = 1.0  # off for each end that nothing marks
IS_WORD = 5.0  # off where a part is a common word or a place at home: 中国·青石
FOREIGN = 1.2  # times what all characters say against a name: 向前·亮进度
LIKE_A_NAME = 0.3  # what the characters of a part that is a word too say for a foreign name, each
ALIEN = -1.0  # two characters at an end that both say so little for a foreign name are other words: X·Y砍下27分
OF_PARTS = 2.0  # a whole part that is made of what minorities' names are made of: X·肖开提走进会场
RUNS_ON = 2.5
FRAMED = 1.0  # a title before and a verb or a mark after
FITTING = 0.35  # share of what the characters say

# Given names that cities abroad have too.
_NAMES_OF_PLACES = frozenset(("亚历山大", "华盛顿", "维多利亚", "圣地亚哥", "奥斯汀", "麦迪逊", "杰克逊", "佛罗伦斯"))
_CLOSED = frozenset("的和与在是说、")
_BEFORE = frozenset("的和与是在向对被让由把给跟及为叫位名人族")
_AFTER = frozenset("获夺的和与是在向对被让由把给跟及为也就都还又已将说称等从于因以今昨前后赛用时来则却仍均")


def find_dotted(text: str, weigh: Callable[[str], float]) -> list[Candidate]:
    """The likeliest reach of each chain of parts with dots; `weigh` says how much a character speaks for a name."""
    found = []
    seen: dict[str, tuple[int, int, float] | None] = {}
    at = text.find("·")
    while at >= 0:
        begin = at
        while begin and at - begin < LONGEST_PART and _is_part(text[begin - 1]):
            begin -= 1
        last = at
        stop = at + 1
        while stop < len(text) and stop - last <= LONGEST_PART + 1 and (_is_part(text[stop]) or text[stop] == "·"):
            if text[stop] == "·":
                if stop - last > LONGEST_PART or not _CLOSED.isdisjoint(text[last + 1 : stop]):
                    break  # another name begins: X·Y的妹妹Z·Y
                last = stop
            stop += 1
        if at - begin and stop - last > 1 and last - at < 4 * LONGEST_PART and "··" not in text[at : last + 1]:
            around = text[max(0, begin - 6) : stop + 6]
            if around not in seen:
                seen[around] = _weigh_chain(text, begin, at, last, stop, weigh)
            reach = seen[around]
            if reach is not None:
                found.append(Candidate(at - reach[0], at + reach[1], reach[2]))
        at = text.find("·", max(last, at) + 1)
    return found


def _weigh_chain(
    text: str, begin: int, dot: int, last: int, stop: int, weigh: Callable[[str], float]
) -> tuple[int, int, float] | None:
    """How far the name reaches before and after its first dot, and its score."""
    if stop < last + 2:
        return None
    left, start = max((_weigh_start(text, start, dot, weigh), -start) for start in range(begin, dot))
    right, end = max((_weigh_end(text, last, end, weigh), end) for end in range(last + 2, stop + 1))
    start = -start
    score = SURE - UNCLEAR * ((left < 1.5) + (right < 1.5)) + 0.2 * min(4.0, left + right)
    first = "" if _is_like_a_place(text[start:dot]) else text[start:dot]
    score += min(0.0, FOREIGN * _fit(first + text[last + 1 : end], weigh, least=-2.5, most=2.0))
    framed = title_before(text, start) and (kind_of(text[end : end + 1]) != "h" or verb_after(text, end))
    score += FRAMED if framed else 0.0
    score -= IS_WORD * (_is_word(text[start:dot], weigh) or _is_word(text[last + 1 : end], weigh))
    return dot - start, end - dot, score


def _is_no_part(piece: str) -> bool:
    """A post, a calling, a place: 州长 in 州长X·Y, 匈牙利人 in 匈牙利人X·Y."""
    if len(piece) > 2 and (
        piece in PLACES or (piece[:-1] in PLACES and piece[-1] in "人籍裔队") or piece.endswith(("国人", "族人"))
    ):
        return True
    return piece in CUES or piece in PROVINCES


def _is_like_a_place(part: str) -> bool:
    """A whole part that is called like a place abroad, which no country is."""
    return part in _NAMES_OF_PLACES


def _is_part(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character == "A"


def _is_word(part: str, weigh: Callable[[str], float]) -> bool:
    """Whether a part is a place at home or a common word, and not one written like a foreign name: 约翰."""
    if part in HOME_PLACES or part in PROVINCES or part == "全国":
        return True
    if _is_like_a_place(part):
        return False
    return common_words().get(part, 0) in (2, 3) and sum(map(weigh, part)) < LIKE_A_NAME * len(part)


def _fit(part: str, weigh: Callable[[str], float], least: float = -2.0, most: float = 0.5) -> float:
    """What the characters say, none of them too loudly."""
    return FITTING * sum(max(least, min(most, weigh(c))) for c in part)


def _weigh_start(text: str, start: int, dot: int, weigh: Callable[[str], float]) -> float:
    words = common_words()
    score = _fit(text[start:dot], weigh) - (dot - start < 2)
    if _is_like_a_place(text[start:dot]):
        score = 0.0
    elif any(_is_no_part(text[start:stop]) for stop in range(start + 2, min(start + 6, dot + 1))):
        score -= 4.0
    if text[start : start + 2] in words and max(map(weigh, text[start : start + 2])) < 0:
        score -= 1.5
    if dot - start > 3 and max(map(weigh, text[start : start + 2])) < ALIEN:
        score -= RUNS_ON
    before = text[start - 1 : start]
    if kind_of(before) != "h":
        return score + 3.0
    if title_before(text, start):
        score += 3.0
    elif before in _BEFORE:
        score += 2.0
    elif text[max(0, start - 2) : start] in words or text[max(0, start - 3) : start] in PLACES:
        score += 1.5
    return score - 2.0 * (text[start - 1 : start + 1] in words)


def _begins_place(text: str, start: int, end: int = 0) -> bool:
    """Whether the name of a place begins at `start`, and goes on beyond `end`."""
    return any(text[start:stop] in PLACES for stop in range(max(start + 3, end + 1), start + 6))


def _weigh_end(text: str, dot: int, end: int, weigh: Callable[[str], float]) -> float:
    words = common_words()
    score = _fit(text[dot + 1 : end], weigh) - (end - dot < 3) + OF_PARTS * is_of_parts(text[dot + 1 : end])
    if text[end - 1] in _AFTER or verb_after(text, end - 2) == 2:
        score -= 2.0
    if any(_is_no_part(text[start:end]) for start in range(max(dot + 2, end - 5), end - 1)):
        score -= 3.0
    if text[end - 2 : end] in words and max(map(weigh, text[end - 2 : end])) < 0:
        score -= 1.5
    if end - dot > 3 and max(map(weigh, text[end - 2 : end])) < ALIEN:
        score -= RUNS_ON
    after = text[end : end + 1]
    if kind_of(after) != "h":
        return score + 3.0
    if _begins_place(text, end):
        score += 1.5
    elif any(_begins_place(text, start, end) for start in range(max(dot + 2, end - 2), end)):
        score -= RUNS_ON  # X·Y圣马力诺外长
    if verb_after(text, end) > 1 or text[end : end + 2] in CUES:
        score += 3.0
    elif after in _AFTER:
        score += 2.0
    elif text[end : end + 2] in words:
        score += 1.5
    return score - 2.0 * (text[end - 1 : end + 1] in words)
