"""Traditional script into simplified, character for character, so that every place stays where it was.

What words do to characters is left aside; search folds more than that (words.py).
"""

from __future__ import annotations

from functools import cache

from opencc import OpenCC

# 乾 is 干 nearly always, but where simplified print has it, it is in 乾隆 and in names.
_KEPT = frozenset("乾")
_CHARACTERS = range(0x4E00, 0xA000)


@cache
def simplified_characters() -> dict[str, str]:
    """Each traditional character with its simplified one: 陳 -> 陈. Made at first use, in a tenth of a second."""
    every = [chr(code) for code in _CHARACTERS if chr(code) not in _KEPT]
    simple = OpenCC("t2s").convert("\n".join(every)).split("\n")  # parted, so that no two make a word
    return {one: other for one, other in zip(every, simple, strict=True) if one != other and len(other) == 1}
