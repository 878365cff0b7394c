"""The body that a post leaves half said, or that is told apart from it.

公司经理X after 青石县禾丰粮油公司 is that company's, and so is 该局局长X; 家住柳沟村的村民X and 在柳沟村，村民X are of
that village. Looks back in the same passage, never at the names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from articles.text.rules import read_list
from people.extraction.evidence import PACKAGE, common_words
from people.extraction.post_begins import LONGEST_POST, begin_of

REACH = 400  # characters back; what is named further off is not meant
SEEN = 44  # characters back; where the home of a villager may be told
LONGEST = 24  # characters of a body's name
FEWEST = 2  # characters that the full name has more

# What a body may be called for short: 医院, 公司, 合作社.
KINDS = frozenset(read_list(PACKAGE, "kinds_of_body.txt"))
# Of these a part may be named: 公司安全部部长, 社区党支部书记.
_PARTED = ("公司", "医院", "学校", "社区", "合作社")
_PLACES = ("村", "社区")
_KINDS_OF_VILLAGE = tuple(read_list(PACKAGE, "kinds_of_village.txt"))
_HEADED = {title: tuple(kinds) for title, *kinds in (entry.split(" ") for entry in read_list(PACKAGE, "heads.txt"))}
# 该市 that was not named before is 市.
_LEVELS = frozenset("省市县区州镇乡")

# What those places and bodies end in whose people are told with 的, or with 在 before them.
_HOMES = "|".join(read_list(PACKAGE, "homes.txt"))
_PHRASE = "[\u4e00-\u9fffA0（）]"
# 柳沟村的村民, 青石中学的00岁学生, 柳沟村的00岁的村民
_OWNER = re.compile(rf"{_PHRASE}(?:{_HOMES})(?P<of>的)(?:0{{1,3}}岁的?)?$")
# 在白塔镇柳沟村，村民; 柳沟村村民大会上，00岁的村民
_AT_HOME = re.compile(
    r"""
    (?:在|[日午晨晚]，|^)
    (?P<home>[\u4e00-\u9fff]{1,16}(?:村|镇|乡|社区|小区|产业园))
    (?:[^，。！？：；村镇乡区园]{0,8}[里上内旁边口前间”] | 看到 | 见到)?
    ，(?:0{1,3}岁的)?$
    """,
    re.VERBOSE,
)
# 村党支部书记, 社区主任: the last village or quarter named before is meant.
_OF_A_PLACE = re.compile(
    "^(?P<kind>村|社区)(?P<rest>(?:党支部|党总支|党委|两委|委会).*|(?<=社区)(?:主任|副主任|书记|副书记))$"
)
_SENTENCE_ENDS = re.compile("[。！？；\n]|[。！？][”]")


def complete_body(text: str, start: int, short: str) -> str | None:
    """The full name of the body called `short` at text[start:], None where none was named before."""
    kind, rest = short, ""
    if short[0] in "该本":
        kind = next((short[1 : 1 + length] for length in (3, 2, 1) if short[1 : 1 + length] in KINDS), short[1:2])
        rest = short[1 + len(kind) :]
    elif short.startswith(_PARTED):
        kind = next(part for part in _PARTED if short.startswith(part))
        rest = short[len(kind) :]
    elif short not in KINDS:
        return None
    full = _named_before(text, start, kind)
    if full is not None:
        return full + rest
    return short[1:] if short[0] == "该" and len(short) > 2 and short[1] in _LEVELS else None


def complete_head(text: str, start: int, title: str) -> str | None:
    """The body that the bare title at text[start:] is of, where it was named before: 厂长 of 青石轴承厂."""
    return next((full for kind in _HEADED.get(title, ()) if (full := _named_before(text, start, kind))), None)


def _named_before(text: str, start: int, kind: str) -> str | None:
    """The last name before text[start:] that ends in `kind`."""
    floor = max(0, start - REACH)
    at = text.rfind(kind, floor, start)
    while at >= 0:
        end = at + len(kind)
        if text[end - 1 : end + 1] in common_words():  # 厂 in 厂房
            at = text.rfind(kind, floor, at)
            continue
        begin = max(begin_of(text, end), end - LONGEST)
        before = text[begin:at]
        if _is_name(before, FEWEST) and not (kind in _PLACES and before.endswith(_KINDS_OF_VILLAGE)):
            return text[begin:end]
        at = text.rfind(kind, floor, at)
    return None


def complete_place(text: str, start: int, title: str) -> tuple[str, str] | None:
    """村党支部书记 as the village last named before text[start:] and 党支部书记; None where none was named."""
    short = _OF_A_PLACE.match(title)
    full = complete_body(text, start, short["kind"]) if short is not None else None
    return (full, short["rest"]) if short is not None and full is not None else None


def find_owner(text: str, start: int, title: str, is_plural: bool) -> tuple[int, int] | None:
    """Where the body stands that the bare title at text[start:] belongs to, though more than that is between.

    `is_plural`: whether many may hold the title, as 村民, who are told by the place that the sentence names.
    """
    window = max(0, start - SEEN - LONGEST_POST)
    owner = _owner_in(text[window:start], title, is_plural)
    return (window + owner[0], window + owner[1]) if owner is not None else None


@lru_cache(maxsize=1024)
def _owner_in(text: str, title: str, is_plural: bool) -> tuple[int, int] | None:
    """As find_owner, of a title right after the text; kept, for a page that repeats itself asks again."""
    first = max(0, len(text) - SEEN)
    owner = _OWNER.search(text, first)
    if owner is not None and not title.endswith("老人"):  # where they live is no body that they belong to
        end = owner.start("of")
        begin = max(begin_of(text, end), end - LONGEST)
        return (begin, end) if _is_name(text[begin:end]) else None
    if not is_plural and title != "项目负责人":
        return None
    for sentence in _SENTENCE_ENDS.finditer(text, first):
        first = sentence.end()
    home = _AT_HOME.search(text, first)
    if home is None:
        return None
    begin, end = max(begin_of(text, home.end("home")), home.start("home")), home.end("home")
    return (begin, end) if _is_name(text[begin:end]) else None


def _is_name(body: str, least: int = FEWEST + 1) -> bool:
    return len(body) >= least and body[0] not in "该本这那各全每某一几多数两" and body not in common_words()
