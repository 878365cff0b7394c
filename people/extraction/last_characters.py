"""The last character of a possible name, which may be a small word by itself: 和 in 王芳和, 因 in 王芳因病.

What follows tells: a name in the row, 涉嫌 after 因; and the other way about 和 before a verb links nothing.
"""

from __future__ import annotations

from articles.text.rules import read_list
from people.extraction.evidence import CUES, PACKAGE, SURNAMES, is_said_twice, kind_of, verb_after, word_tags

SMALL_WORD = -4.0  # a name that ends in one, where what follows says so
NO_LINK = -4.0  # a name before 和 that links it with a verb or a mark; both chosen
SURE_SURNAME = 0.9

_FOLLOWED_BY = {
    entry[0]: frozenset(entry[2:].replace("#", "".join(s for s, w in SURNAMES.items() if w > SURE_SURNAME)))
    for entry in read_list(PACKAGE, "small_words.txt")
}
_LINKS = frozenset("和与")
_DOERS = frozenset("者员家人会方商")  # 和支持者, 和爱好者: no verb


def weigh_last(text: str, end: int, length: int) -> float:
    """What the end of a name with `length` given characters says, that goes up to `end`."""
    if length == 2:
        return SMALL_WORD if ends_in_small_word(text, end) else 0.0
    if text[end : end + 1] in _LINKS and not _may_link(text, end + 1):
        return NO_LINK
    return 0.0


def ends_in_small_word(text: str, end: int) -> bool:
    """Whether text[end - 1] may be a small word, or a verb, and what follows says so: 因 before 受贿, 清了清."""
    if is_said_twice(text, end - 1):
        return True
    following = _FOLLOWED_BY.get(text[end - 1])
    return following is not None and text[end : end + 1] in following


def _may_link(text: str, at: int) -> bool:
    """Whether what 和 would link begins at `at`: no verb, no mark."""
    if kind_of(text[at : at + 1]) not in "h《“":
        return False
    word = text[at : at + 2]
    if word in CUES or text[at + 2 : at + 3] in _DOERS:
        return True
    return verb_after(text, at) < 2 and word_tags().get(word) != "v"
