"""jieba at work for search: the words of a long query. It ranks what is found, and never decides what is found."""

from __future__ import annotations

import logging
from functools import cache
from types import ModuleType

# A shorter string is looked for as it is: to cut it says little, and the dictionary takes a second to load.
_LONG = 5


@cache
def load_jieba() -> ModuleType:
    """jieba, without its talk of what it loads; its dictionary is read when it first cuts."""
    import jieba

    jieba.setLogLevel(logging.WARNING)
    return jieba


def cut_words(phrase: str) -> list[str]:
    """The words of two or more characters in a long phrase, each once; none where it is short or one word."""
    if len(phrase) < _LONG or len(phrase) > 200:
        return []
    words = dict.fromkeys(word for word in load_jieba().lcut(phrase) if len(word) > 1)
    return [word for word in words if word != phrase]
