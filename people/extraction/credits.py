"""Credits printed inside a story rather than in its byline: （记者 X）, X 摄 under a picture, 本报记者X报道.

Finds the stretches and lets bylines.py read them.
"""

from __future__ import annotations

import re

from people.extraction.bylines import Credit, find_credits
from people.extraction.evidence import SURNAMES, common_words, is_surname
from people.extraction.places import PLACES

# A longer bracket is no credit; the longest in print names a dozen people.
LONGEST = 90

_ROLE = re.compile(
    "记者|通讯员|报道|摄影?|编辑|供稿|供图|采写|撰文|整理|[/／][文图]|[文图摄][/／：]|文.*图$|片由.*提供$"
)
# What a paper did before and nobody is credited with here: （本报7月3日曾作报道）.
_TOLD_BEFORE = re.compile(r"曾|已作|作过|连续|跟踪|追踪|此前|昨日|\d月\d|《|见\d|第[\d一二三四五六七八九十]")
# Where a sentence before the credit ends: （图为施工现场。X 摄）
_SENTENCE = re.compile("^.*(?:[。；！？]|图为(?=.{2,4}摄))")

SURE_SURNAME = 1.0
EVERY_PAPER = 3

_GAP = "[ 　]{0,4}"
_IN_BRACKETS = re.compile(rf"[（【]([^（）【】\n]{{2,{LONGEST}}})[）】]")

# □ and what follows it up to the end of the line: □陆文远 魏小荷 报道
_BOXED = re.compile(rf"□{_GAP}([^□\n。，]{{2,{LONGEST}}}?)(?=\n|$|报道|本报)(?:报道)?")

_NAMES = r"[\u4e00-\u9fff·]{2,4}(?:[ 　、][\u4e00-\u9fff·]{2,4}){0,3}"

# At the end of a paragraph: 记者 X 摄, X 摄, 图/X
_AT_END = re.compile(
    rf"""
    (?:^|(?<=[。！？”）\n\s]))
    ( (?:[\u4e00-\u9fff/]{{0,12}}?(?:记者|通讯员))?{_GAP}{_NAMES}{_GAP}
      (?:摄影报道|图文报道|摄影|摄|供图|文/[图摄]|文并摄)  # X 摄
    | (?:图|摄|摄影|图片|文/图)[/／：]{_GAP}{_NAMES}  # 图/X
    | (?:图片|照片)由{_NAMES}(?:提供|摄影?)
    | (?:本报|见习|实习|首席|全媒体|融媒体)*(?:记者|通讯员)[ 　]+[^，。：；！？\n]{{2,{LONGEST}}}  # 本报记者 X
    ){_GAP}(?=\n|$)
    """,
    re.VERBOSE,
)

# At the beginning of a paragraph: 本报记者X、通讯员Y报道：
_AT_START = re.compile(
    rf"""
    (?:^|(?<=\n))[^。！？\n]{{0,40}}?
    ((?:[\u4e00-\u9fff]{{2,8}}(?:社|报|台|网))?(?:见习|实习|首席|特约)?(?:记者|通讯员){_GAP}[^，。！？：（）\n]{{2,{LONGEST}}}?)
    报道(?=[：:，。\s])
    """,
    re.VERBOSE,
)
# The same without a role word: 本报讯 X、Y报道：
_NAMED_AT_START = re.compile(rf"(?:^|(?<=\n))(?:本报讯)?{_GAP}(?!本|据|新华|记者|通讯员)({_NAMES})报道(?=：)")

# At the end of a story, names alone in brackets: （张三 李四）
_BARE = re.compile(r"（([\u4e00-\u9fff·]{2,30}(?:[ 　、][\u4e00-\u9fff·]{1,20}){0,5})）\s*(?=\n|$)")

# Each with what must stand in the text, for most hold none of it.
_PATTERNS = (
    (_IN_BRACKETS, ("（", "【")),
    (_BOXED, ("□",)),
    (_AT_START, ("报道",)),
    (_NAMED_AT_START, ("报道：",)),
    (_AT_END, ("摄", "图", "记者", "通讯员")),
)

_NOT_BARE = re.compile(
    "图片|照片|作者|本文|附图|题图|完$|未完|续完|待续|连载|摘自|摘编|[上下]转|转第|[上下]接|如图|见图|综合|资料|节选|删节|略$|[据摘译电稿首]|新华|本报"
    "|[报社网]$|之[一二三四五]"
)


def find_story_credits(text: str) -> list[Credit]:
    """Everyone credited inside the folded text of a passage, where they stand in it."""
    found: dict[tuple[int, str], Credit] = {}
    for pattern, needed in _PATTERNS:
        if not any(word in text for word in needed):
            continue
        for match in pattern.finditer(text):
            if pattern is _IN_BRACKETS and not _ROLE.search(match[1]):
                continue
            if pattern is _IN_BRACKETS and "者" not in match[1] and _TOLD_BEFORE.search(match[1]):
                continue
            start = match.start(1)
            end = match.end() if pattern in (_BOXED, _AT_START, _NAMED_AT_START) else match.end(1)
            sentence = _SENTENCE.match(match[1]) if pattern is _IN_BRACKETS else None
            if sentence is not None:
                start += sentence.end()
            for credit in find_credits(text[start:end]):
                _add(found, credit, start)
    for match in _BARE.finditer(text):
        names = match[1]
        if _NOT_BARE.search(names) or names in PLACES or (names in common_words() and not _may_be_name(names)):
            continue
        for credit in find_credits(names):
            if not _is_phrase(credit.name):
                _add(found, credit, match.start(1), bare=True)
    return sorted(found.values(), key=lambda credit: credit.start)


def _is_phrase(name: str) -> bool:
    """Whether a supposed name of four characters is two words: 新闻随笔, 全文另发."""
    words = common_words()
    if len(name) == 4 and name[:2] not in SURNAMES:
        return name[:2] in words or name[2:] in words
    return len(name) == 3 and name[1:] in words and SURNAMES.get(name[0], -9.0) < 0


def _may_be_name(word: str) -> bool:
    """Whether a dictionary's word may be a name where it stands alone in brackets: 汪洋, but not 全文."""
    return SURNAMES.get(word[0], -9.0) > SURE_SURNAME and common_words()[word] != EVERY_PAPER


def _add(found: dict[tuple[int, str], Credit], credit: Credit, offset: int, bare: bool = False) -> None:
    moved = Credit(
        credit.start + offset,
        credit.end + offset,
        credit.name,
        credit.role,
        credit.title,
        credit.organization,
        min(credit.confidence, 0.9),
        credit.why + ", inside the story",
    )
    if "·" in credit.name or (2 <= len(credit.name) <= 4 and (bare or is_surname(credit.name))):
        found.setdefault((moved.start, credit.role), moved)
