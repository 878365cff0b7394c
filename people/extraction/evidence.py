"""The counted evidence for names: tables of log odds out of the rule files, and the text as they see it.

Nothing here decides what is a name; names.py and foreign.py add the weights up.
"""

from __future__ import annotations

from articles.text.rules import read_list

PACKAGE = "people.extraction"

# Print as the tables know it: marks full width, every digit 0, every Latin letter A, one raised dot for all of them.
_FOLD: dict[int, str] = {ord(a): b for a, b in zip(",:;()!?•・‧∙﹒･", "，：；（）！？······", strict=True)}
_FOLD.update({code: "0" for first in (0x30, 0xFF10) for code in range(first, first + 10)})
_FOLD.update({code: "A" for first in (0x41, 0x61, 0xFF21, 0xFF41) for code in range(first, first + 26)})


def fold_text(text: str) -> str:
    """The text with marks, digits and letters as the tables know them, character for character."""
    return text.translate(_FOLD)


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


WORDS: dict[str, int] = {word: int(weight) for word, weight in read_weights("words.txt").items()}
TITLES: frozenset[str] = frozenset(read_list(PACKAGE, "titles.txt"))
CALLINGS: frozenset[str] = frozenset(read_list(PACKAGE, "callings.txt"))
# A post or a calling right before or after a candidate: both say that a person is named.
CUES = TITLES | CALLINGS
SPEECH_VERBS: frozenset[str] = frozenset(read_list(PACKAGE, "speech_verbs.txt"))
SIGNS = read_weights("name_signs.txt")
_CONTEXTS = read_weights("name_contexts.txt")
BEFORE = {key[3:]: weight for key, weight in _CONTEXTS.items() if key[0] == "L"}
AFTER = {key[3:]: weight for key, weight in _CONTEXTS.items() if key[0] == "R"}

_KINDS = {mark: mark for mark in "、，。：（）“”0"} | dict.fromkeys("；！？‘’《》【】—…『』「」 \n\u3000", "p")


def kind_of(character: str) -> str:
    """A neighbour as the tables class it: ^ for none, itself for common marks, p for others, h for a character."""
    return _KINDS.get(character, "h") if character else "^"
