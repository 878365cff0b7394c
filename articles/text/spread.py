"""Role words whose letters stand apart (记 者, 通 讯 员, 本 报), moved together so that they can be matched."""

from __future__ import annotations

import re
from itertools import pairwise

# The words of bylines; a text recogniser, or a line set to its column's width, spreads their letters.
_WORDS = (
    "本报",
    "记者",
    "通讯员",
    "实习生",
    "评论员",
    "见习",
    "实习",
    "首席",
    "特约",
    "全媒体",
    "融媒体",
    "报道",
    "摄影",
)
_WHOSE = ("本报", "本刊", "本台", "特约", "见习", "实习", "首席", "全媒体", "融媒体")
_ROLES_OF = [whose + role for whose in _WHOSE for role in ("记者", "通讯员")]
_FIRST, _NEXT = (
    "".join(sorted({pair[k] for word in (*_ROLES_OF, *_WORDS) for pair in pairwise(word)})) for k in (0, 1)
)
# Two letters of such words, parted: a text without them is as it should be, though names be parted in it.
_PARTED = re.compile(rf"[{_FIRST}]\s{{1,2}}[{_NEXT}]")
_SPREAD = re.compile("|".join(r"\s{0,2}".join(word) for word in (*_ROLES_OF, *_WORDS)))


def close_words(text: str) -> str:
    """The text, as long as before: "本报记 者 葛明" -> "本报 记者 葛明", the spaces before the word they parted."""
    if _PARTED.search(text) is None:
        return text
    return _SPREAD.sub(lambda found: "".join(found[0].split()).rjust(len(found[0])), text)


HIDDEN = "雯"  # a letter of names that is no word of a byline
_NAME_BEFORE_WORK = re.compile(r"(?:(?<=[\s、,，/／])|^)(?P<name>[一-龥]{1,2})文(?=[/／](?P<work>[文图摄]))")


def hide_given_names(text: str) -> str:
    """Where 文 ends a name and tells no work, another letter stands for it: 葛立文/文 金文/图 -> 葛立雯/文 金雯/图.

    葛明文/图 may be 葛明's text and pictures; beside another /文 it is 葛明文's pictures.
    """
    if "文/" not in text and "文／" not in text:
        return text

    def is_name(found: re.Match[str]) -> bool:
        others = text[: found.start()] + text[found.end() :]
        told = re.search("[/／]文|文[/／:：]", others[: found.start()]) is not None
        return found["work"] == "文" or len(found["name"]) == 1 or told

    return _NAME_BEFORE_WORK.sub(lambda found: found["name"] + (HIDDEN if is_name(found) else "文"), text)
