"""What the index holds and what a query asks for: folded text cut into overlapping pairs, and phrases.

Pure. Python alone decides what a term is; the databases only index and match. No dictionary has a say in what is found.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

# What a reader does not see must not part what is searched: spaces, line breaks, control and zero-width characters.
_UNSEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf", "Cs"))
_VARIATION_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class _Folding(dict[int, str]):
    """For `str.translate`: each character's folded form, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    if any(ord(character) in selectors for selectors in _VARIATION_SELECTORS):
        return ""
    wide = unicodedata.normalize("NFKC", character)
    folded = unicodedata.normalize("NFKC", wide.casefold())
    return "".join(c for c in folded if unicodedata.category(c) not in _UNSEEN)


_FOLDED = _Folding()

_PHRASE = re.compile(
    r"""
    (?<!\S) "(?P<quoted>[^"]*)" (?!\S)   # "新闻 联播": one phrase, its spaces do not count
    | (?P<bare>\S+)                      # 新闻 联播: two phrases
    """,
    re.VERBOSE,
)


def fold(text: str) -> str:
    """The text as search compares it: one width, one case, no spaces or line breaks.

    'ＰＭ２.５ 平均\\n浓度' -> 'pm2.5平均浓度'. Character by character, so a place in the folded text can be led back.
    """
    return text.translate(_FOLDED)


def fold_characters(text: str) -> list[str]:
    """Each character of the text folded by itself: '１ 月' -> ['1', '', '月']."""
    return [_FOLDED[code] for code in map(ord, text)]


def index_terms(*texts: str) -> str:
    """The search terms of a row: for each text a line with the folded text's overlapping pairs and its last character.

    ('新闻 联播', '') -> '新闻 闻联 联播 播\\n'. Every character begins exactly one term, so one character is a prefix
    of a term, and any longer string is a row of terms. Letters, digits and marks are paired like any other character:
    words would lose 023年 in 2023年. No string reaches over from one text into the next. The first text is the
    headline, and a phrase found in it ranks first.
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


def query_phrases(query: str) -> tuple[str, ...]:
    """The folded phrases that a query asks for, each once, in order: '新闻 "A 股"' -> ('新闻', 'a股').

    Words apart are phrases of their own; "in straight quotes" they are one. Any text is a query: a quote without its
    partner is a mark like another. Nothing but spaces gives no phrase.
    """
    found = (match["bare"] if match["quoted"] is None else match["quoted"] for match in _PHRASE.finditer(query))
    return tuple(dict.fromkeys(filter(None, map(fold, found))))
