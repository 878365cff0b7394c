"""The counted evidence for names: tables of log odds out of the rule files, and the text as they see it.

Nothing here decides what is a name; names.py and foreign.py add the weights up.
"""

from __future__ import annotations

import re
from functools import cache

from articles.text.dictionary import read_dictionary
from articles.text.rules import read_list
from articles.text.script import simplified_characters

PACKAGE = "people.extraction"

# Print as the tables know it: marks full width, every digit 0, every Latin letter A, one raised dot for all of them;
# and simplified characters for traditional ones.
_FOLD: dict[int, str] = {ord(a): b for a, b in zip(',:;()!?"＂＇•・‧∙﹒･', "，：；（）！？””’······", strict=True)}
_FOLD.update({code: "0" for first in (0x30, 0xFF10) for code in range(first, first + 10)})
_FOLD.update({code: "A" for first in (0x41, 0x61, 0xFF21, 0xFF41) for code in range(first, first + 26)})


@cache
def _folding() -> tuple[re.Pattern[str], dict[str, str]]:
    """What is folded, and into what: the marks above, and traditional characters."""
    table = {chr(code): folded for code, folded in _FOLD.items()} | simplified_characters()
    results = set(table.values())
    table = {mark: folded for mark, folded in table.items() if mark not in results}  # 薴 is 苧, though 苧 is 苎
    return re.compile("[" + "".join(map(re.escape, table)) + "]"), table  # far faster than translating all


def fold_text(text: str) -> str:
    """The text with marks, digits, letters and script as the tables know them, character for character."""
    folded, table = _folding()
    for mark in set(folded.findall(text)):  # a few, each many times: far faster than one after the other
        text = text.replace(mark, table[mark])
    return text


def read_weights(name: str) -> dict[str, float]:
    """A rule file of lines `王 1.25` as a table."""
    table = {}
    for entry in read_list(PACKAGE, name):
        key, weight = entry.rsplit(" ", 1)
        table[key] = float(weight)
    return table


def read_triples(name: str) -> dict[str, tuple[float, float, float]]:
    """A rule file of lines `建 1.52 0.48 0.10` as a table."""
    table = {}
    for entry in read_list(PACKAGE, name):
        key, first, second, third = entry.split(" ")
        table[key] = (float(first), float(second), float(third))
    return table


SURNAMES = read_weights("surnames.txt")

RARE, COMMON, EVERYWHERE = 20, 200, 2000  # how often a dictionary's word was counted to be known, common, everywhere
RARE_NAME = 50  # a pair of characters that the dictionary holds as a name
MAY_BE_NAME = 4


TAGS = "-nvadpmrtscfo"  # what a word of two characters is; - where it is none, o for others


@cache
def _read_words() -> tuple[dict[str, int], dict[str, str], frozenset[str], frozenset[str]]:
    words: dict[str, int] = {}
    tags = {}
    names, abroad = set(), set()
    for word, count, tag in read_dictionary(RARE):
        if tag == "nrt" or (tag == "nr" and len(word) > 2 and not is_surname(word)):
            abroad.add(word)
        if not 2 <= len(word) <= 4:
            continue
        level = 1 if count < COMMON else 2 if count < EVERYWHERE else 3
        if tag[:2] != "nr":
            words[word] = level
            if len(word) == 2:
                tags[word] = "t" if tag == "t" else "s" if tag[:2] == "ns" else tag[0] if tag[0] in TAGS else "o"
        elif len(word) == 2 and count >= RARE_NAME:
            words[word] = MAY_BE_NAME if word[0] in SURNAMES else level
        elif len(word) == 3 and tag == "nr" and word[0] in SURNAMES:
            names.add(word)
    words.update(dict.fromkeys(read_list(PACKAGE, "words.txt"), 3))
    return words, tags, frozenset(names), frozenset(abroad)


@cache
def common_words() -> dict[str, int]:
    """Words of two to four characters, and how common each is (1 to 3; 4: a pair that may be a name too).

    A word that a name would cut through speaks against the name. Read out of jieba's dictionary at first use, without
    its names of persons; words of our day come from words.txt.
    """
    return _read_words()[0]


@cache
def word_tags() -> dict[str, str]:
    """What each word of two characters is, by the first letter of its tag in jieba's dictionary, s for a place."""
    return _read_words()[1]


def names_in_dictionary() -> frozenset[str]:
    """Names of three characters that jieba's dictionary holds."""
    return _read_words()[2]


def foreign_names_in_dictionary() -> frozenset[str]:
    """Names from abroad, without ·, that jieba's dictionary holds."""
    return _read_words()[3]


TITLES: frozenset[str] = frozenset(read_list(PACKAGE, "titles.txt"))
CALLINGS: frozenset[str] = frozenset(read_list(PACKAGE, "callings.txt"))
# A post or a calling right before or after a candidate: both say that a person is named.
CUES = TITLES | CALLINGS
SPEECH_VERBS: frozenset[str] = frozenset(read_list(PACKAGE, "speech_verbs.txt"))
TITLE_ENDS = frozenset(cue[-1] for cue in CUES)
_VERB_BEGINNINGS = frozenset(verb[0] for verb in SPEECH_VERBS)
SIGNS = read_weights("name_signs.txt")
_CONTEXTS = read_weights("name_contexts.txt")
BEFORE = {key[3:]: weight for key, weight in _CONTEXTS.items() if key[0] == "L"}
AFTER = {key[3:]: weight for key, weight in _CONTEXTS.items() if key[0] == "R"}

_KINDS = {mark: mark for mark in "、，。：（）“”《》0"} | dict.fromkeys("；！？‘’【】—…『』「」 \n\u3000", "p")


def kind_of(character: str) -> str:
    """A neighbour as the tables class it: ^ for none, itself for common marks, p for others, h for a character."""
    if not character:
        return "^"
    return _KINDS.get(character) or ("h" if character >= "\u3400" or character == "A" else "p")


# What callings end with that no list holds: 管水员, 茶农. Words of one character that stand by themselves.
_CALLING_ENDS = frozenset("员师匠农工兵警民商户手家嫂伯叔姨婶姑舅公婆爷奶妈爸娘哥姐弟妹妻夫者长生友")
SMALL = frozenset("的和与及在是对向从把被让由将给跟为请叫同称到当有了着过也都还就又不才便曾已以于")
CLOSING = frozenset(("，", "。", "、", "；", "！", "？", "）", "”", "》", "$", ""))
_SMALL_AFTER = SMALL | frozenset("却仍均则很因没会能要再先刚虽而并或等用任著写译作饰拿带做看听想")


def kind_before(one: str, is_word: bool) -> str:
    """As kind_of, a character told apart: E ends a calling, F is a small word, W ends a word of two, h is none.

    `is_word`: whether it ends one.
    """
    kind = kind_of(one)
    if kind != "h":
        return kind
    return "E" if one in _CALLING_ENDS else "F" if one in SMALL else "W" if is_word else "h"


def kind_after(one: str, two: str, is_word: bool) -> str:
    """As kind_before, for what follows: W begins a word of two, v is a verb of one character, as in 捏着."""
    kind = kind_of(one)
    if kind != "h":
        return kind
    if is_word:
        return "W"
    if two[1:] == "着":
        return "v"
    return "F" if one in _SMALL_AFTER and two[1:] not in CLOSING else "h"  # 为， is the end of a name, not 为 alone


_BEFORE_VERBS = frozenset("正又也还却便已则")
_BETWEEN_TWICE = frozenset("了一")


def is_character(character: str) -> bool:
    """A Chinese character, common or rare."""
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"


def is_surname(name: str) -> bool:
    """Whether the name begins with a surname."""
    return name[0] in SURNAMES or name[:2] in SURNAMES


def title_before(text: str, start: int) -> int:
    """How many characters of a title stand right before (2 to 5), or 0."""
    if text[start - 1 : start] not in TITLE_ENDS:
        return 0
    for length in (5, 4, 3, 2):
        if start >= length and text[start - length : start] in CUES:
            return length
    return 0


def is_said_twice(text: str, at: int) -> bool:
    """Whether a verb begins at `at` that is said twice: 清了清嗓子, 看一看."""
    return text[at + 1 : at + 2] in _BETWEEN_TWICE and text[at : at + 1] == text[at + 2 : at + 3]


def verb_after(text: str, end: int) -> int:
    """How many characters of a verb of saying or doing stand right after (1 to 4), or 0."""
    if is_said_twice(text, end):
        return 3
    if text[end : end + 1] in _BEFORE_VERBS and (
        text[end + 1 : end + 3] in SPEECH_VERBS or text[end + 2 : end + 3] == "着"
    ):
        return 2  # 葛明正带着
    if text[end : end + 1] not in _VERB_BEGINNINGS:
        return 0
    for length in (4, 3, 2):
        if text[end : end + length] in SPEECH_VERBS:
            return length
    if text[end] not in SPEECH_VERBS or (text[end] in SMALL and text[end + 1 : end + 2] in CLOSING):
        return 0  # 为， is the end of a name, not 为 alone
    return 1
