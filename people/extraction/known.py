"""Names that are known beforehand: those that editors have confirmed, and those that any paper may print."""

from __future__ import annotations

import re
from functools import lru_cache

from articles.text.rules import read_list
from people.extraction.evidence import PACKAGE, common_words, fold_text, title_before
from people.extraction.foreign import CHARACTERS, WELL_KNOWN
from people.extraction.names import Candidate

# What follows a name that is no person there: 鲁迅文学奖, 某某公司.
NAMED_AFTER = frozenset(read_list(PACKAGE, "named_after.txt"))
_BEGINNINGS = frozenset(word[0] for word in NAMED_AFTER)
_LENGTHS = sorted({len(word) for word in NAMED_AFTER})

_NUMERALS = frozenset("0一二三四五六七八九十百千几数两块角")
CLEAR = 3.0  # log odds of a known name that no word cuts through; chosen
CUT_THROUGH = -1.0
FOREIGN = 3.0  # what a character next to a foreign name says, if it is part of a longer one
_FOREIGN = frozenset(character for character, weights in CHARACTERS.items() if weights[0] >= FOREIGN)
_CLEARLY_FOREIGN = frozenset(character for character, weights in CHARACTERS.items() if weights[0] > FOREIGN)


@lru_cache(maxsize=4)
def _by_beginning(names: frozenset[str]) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """Where a known name may begin, and the names by their first two characters, the longest first."""
    index: dict[str, tuple[str, ...]] = {}
    for name in sorted(names | WELL_KNOWN, key=len, reverse=True):
        folded = fold_text(name)
        if len(folded) > 1:
            index[folded[:2]] = (*index.get(folded[:2], ()), folded)
    return re.compile("[" + "".join(map(re.escape, sorted({pair[0] for pair in index}))) + "]"), index


def find_known(text: str, names: frozenset[str]) -> list[Candidate]:
    """Every place of a known name in folded text, the longest where one holds another."""
    beginning, index = _by_beginning(names)
    found = []
    for place in beginning.finditer(text):
        start = place.start()
        several = index.get(text[start : start + 2])
        if several is None:
            continue
        if text[start] in _NUMERALS and text[start - 1 : start] in _NUMERALS:  # 两三毛
            continue
        for name in several:
            if text.startswith(name, start):
                end = start + len(name)
                cut = start > 0 and text[start - 1 : start + 1] in common_words()
                found.append(Candidate(start, end, CUT_THROUGH if cut or runs_on(text, start, end) else CLEAR))
                break
    return found


def runs_on(text: str, start: int, end: int) -> bool:
    """Whether a word goes on over the name's end, or a name from abroad is part of a longer one: 尼采 in 多尼采蒂."""
    words = common_words()
    across = words.get(text[end - 1 : end + 1], 0)
    if across and (across > words.get(text[end : end + 2], 0) or not title_before(text, start)):
        return True  # but not in 总统普丁当地, for 当地 is the commoner word
    if _FOREIGN.isdisjoint(text[start:end]):
        return False
    return text[start - 1 : start] in _CLEARLY_FOREIGN or text[end : end + 1] in _CLEARLY_FOREIGN


def is_named_after(text: str, end: int) -> bool:
    """Whether what ends at `end` gives its name to a doctrine, a prize, a firm: nobody is meant there."""
    if text[end : end + 1] == "”":  # “某某”式, “某某”奖
        end += 1
    if text[end : end + 1] not in _BEGINNINGS:
        return False
    return any(text[end : end + length] in NAMED_AFTER for length in _LENGTHS)
