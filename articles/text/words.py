"""What the index holds and what a query asks for: folded text cut into overlapping pairs, and phrases.

Pure. Python alone decides what a term is; the databases only index and match. No dictionary has a say in what is found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise

from opencc import OpenCC

# What a reader does not see must not part what is searched: spaces, line breaks, control and zero-width characters.
_UNSEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf", "Cs"))
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class _Folding(dict[int, str]):
    """For `str.translate`: each character's folded form, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def _simplify(character: str) -> str:
    """One character in simplified script, by itself: words would change lengths, and with them every place."""
    simple = _simplifier().convert(character)
    return character if simple == character else _simplify(simple)  # 薴 -> 苧 -> 苎


def _fold_character(character: str) -> str:
    if any(ord(character) in selectors for selectors in _VARIATION_SELECTORS):
        return ""
    wide = unicodedata.normalize("NFKC", character)
    folded = unicodedata.normalize("NFKC", wide.casefold())
    seen = (c for c in folded if unicodedata.category(c) not in _UNSEEN)
    return "".join(_simplify(c) if unicodedata.category(c) == "Lo" else c for c in seen)


_FOLDED = _Folding()

# White space within a phrase, by name: PostgreSQL's \s may not know the Chinese one.
_GAP = "[\\s\u00a0\u3000]*"


def fold(text: str) -> str:
    """The text as search compares it: one width, one case, simplified script, no spaces or line breaks.

    'ＰＭ２.５ 平均\\n濃度' -> 'pm2.5平均浓度'. Character by character, so a place in the folded text can be led back.
    """
    return text.translate(_FOLDED)


def fold_characters(text: str) -> list[str]:
    """Each character of the text folded by itself: '１ 月' -> ['1', '', '月']."""
    return [_FOLDED[code] for code in map(ord, text)]


# Latin, Greek and Cyrillic; Chinese marks; Chinese characters; those of old code pages; full and half width.
_SPELLED = (range(0x21, 0x530), range(0x3001, 0x9FFF + 1), range(0xF900, 0xFAFF + 1), range(0xFE30, 0xFFEF + 1))


@cache
def _spellings() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in (code for block in _SPELLED for code in block):
        if len(folded := _FOLDED[code]) == 1 and folded != chr(code):
            found[folded] = found.get(folded, folded) + chr(code)
    return found


def find_spellings(folded: str) -> list[str]:
    """For each folded character all that print may have in its place: '发a' -> ['发発發髪髮', 'aAＡａ'].

    To look a phrase up in a column that is not folded. The commoner blocks of Unicode only.
    """
    spellings = _spellings()
    return [spellings.get(character, character) for character in folded]


def spelled_pattern(phrase: str) -> str:
    """A regular expression, good in Python and PostgreSQL, for a folded phrase in text that is not folded."""
    return _GAP.join(
        "(?:" + "|".join(map(re.escape, spellings)) + ")" if len(spellings) > 1 else re.escape(spellings)
        for spellings in find_spellings(phrase)
    )


def index_terms(*texts: str) -> str:
    """The search terms of a row: for each text a line with the folded text's overlapping pairs and its last character.

    ('新闻 联播', '') -> '新闻 闻联 联播 播\\n'. Every character begins exactly one term, so one character is a prefix
    of a term, and any longer string is a row of terms. Letters, digits and marks are paired like any other character:
    words would lose 023年 in 2023年. No string reaches over from one text into the next.
    """
    return "\n".join(_line(fold(text)) for text in texts)


def _line(folded: str) -> str:
    pairs = [a + b for a, b in pairwise(folded)]
    return " ".join([*pairs, folded[-1]]) if folded else ""


def phrase_terms(phrase: str) -> str:
    """The terms that stand in a row wherever a text holds the folded phrase: '新闻联' -> '新闻 闻联'.

    A phrase of one character gives that character, which is not a term but the beginning of one.
    """
    return " ".join(a + b for a, b in pairwise(phrase)) or phrase
