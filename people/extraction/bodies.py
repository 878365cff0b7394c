"""The body that a post leaves half said, or that is told apart from it.

公司经理X after 青石县禾丰粮油公司 is that company's, and so is 该局局长X; 家住柳沟村的村民X and 在柳沟村，村民X are of
that village. Looks back in the same passage, never at the names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from articles.text.rules import read_list
from people.extraction.evidence import PACKAGE, common_words, word_tags
from people.extraction.post_begins import LONGEST_POST, begin_of

REACH = 400  # characters back; what is named further off is not meant
SEEN = 44  # characters back; where the home of a villager may be told
LONGEST = 24  # characters of a body's name
FEWEST = 2  # characters that the full name has more

# What a body may be called for short: 医院, 公司, 合作社.
KINDS = frozenset(read_list(PACKAGE, "kinds_of_body.txt"))
# Of these a part may be named: 公司安全部部长, 社区党支部书记.
_PARTED = ("公司", "医院", "学校", "社区", "合作社")
# 公司 is what a works may be called too.
_CALLED_TOO = {"公司": ("集团", "工厂", "厂")}
# What such a place's name does not end in: 示范村, 特色小镇.
_KINDS_OF_VILLAGE = tuple(read_list(PACKAGE, "kinds_of_village.txt"))
_NO_NAME = {
    "村": _KINDS_OF_VILLAGE,
    "社区": _KINDS_OF_VILLAGE,
    "镇": tuple("乡小古城村"),
    "乡": tuple("家故山水城侨返"),
}
# Of a school there are many: it must be named in the same sentence.
_MANY = ("学生", "同学", "老师", "教师")
# Who are met at home, which the paragraph names where the report goes to it: 走进柳沟村，…。“…。”村民X说.
_VILLAGERS = ("村民", "居民", "大户", "植户", "殖户", "贫户", "农")
_WENT_TO = re.compile(
    "(?:在|走进|来到|深入|走访|[日午晨晚]，)(?P<home>[\u4e00-\u9fffA0]{2,16}?(?:村|社区|小区|家属院))"
    "(?=的|，|看到|采访|[^，。！？：；村镇乡区]{0,8}[里上内中旁边口前间]|[”“])"
)
_HEADED = {title: tuple(kinds) for title, *kinds in (entry.split(" ") for entry in read_list(PACKAGE, "heads.txt"))}
# The site that a project's people are met at: 在青石新城产业园项目施工现场.
_SITE = re.compile(
    "[在到进](?:位于)?(?P<of>[\u4e00-\u9fffA0（）]{4,24}?)(?:项目(?:部|施工|建设){0,2}(?:现场|工地)|(?:施工|建设)(?:现场|工地))"
)
_AT_SITES = ("项目经理", "项目负责人", "项目总工", "现场负责人", "施工负责人")
# What a body did that is no part of its name: 牵头成立某某合作社.
_FOUNDED = re.compile("(?:成立|创办|创立|组建|兴办|领办|开办|注册|承包)了?")
_CLASS = re.compile("[初高大]?[一二三四五六七八九][年级][^，。]{0,6}")  # 五年级学生, 高二（3）班学生
_SCHOOLS = ("小学", "中学", "学校")
# 该市 that was not named before is 市.
_LEVELS = frozenset("省市县区州镇乡")

# What those places and bodies end in whose people are told with 的, or with 在 before them.
_HOMES = "|".join(read_list(PACKAGE, "homes.txt"))
_PHRASE = "[\u4e00-\u9fffA0（）]"
# 柳沟村的村民, 青石中学的00岁学生, 柳沟村的00岁的村民
_OWNER = re.compile(rf"{_PHRASE}(?:{_HOMES})(?P<of>的)(?:0{{1,3}}岁的?)?$")
# 来自青石县的钢筋工 works elsewhere.
_COMES_FROM = re.compile("来自|老家|原籍|出生")
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


def complete_body(text: str, printed: str, start: int, short: str) -> str | None:
    """The full name, as printed, of the body called `short` at text[start:], None where none was named before."""
    kind, rest = short, ""
    if short[0] in "该本":
        kind = next((short[1 : 1 + length] for length in (3, 2, 1) if short[1 : 1 + length] in KINDS), short[1:2])
        rest = short[1 + len(kind) :]
        if not kind:
            return None  # 该 alone: the search for nothing would never end
    elif short.startswith(_PARTED):
        kind = next(part for part in _PARTED if short.startswith(part))
        rest = short[len(kind) :]
    elif _CLASS.fullmatch(short):
        school = _named_before(text, start, _SCHOOLS, _sentence_begin(text, start))
        return printed[slice(*school)] + short if school is not None else None
    elif short not in KINDS:
        return None
    floor = max(0, start - REACH)
    full = _named_before(text, start, (kind,), floor) or _named_before(text, start, _CALLED_TOO.get(kind, ()), floor)
    if full is not None:
        return printed[full[0] : full[1]] + rest
    return short[1:] if short[0] == "该" and len(short) > 2 and short[1] in _LEVELS else None


def complete_head(text: str, printed: str, start: int, title: str) -> tuple[str, str] | None:
    """The body that the bare title at text[start:] is of, where one was named before, and the title."""
    if title.endswith(_AT_SITES):
        site = _last_site(text, start)
        return (printed[slice(*site)], title) if site is not None else None
    kinds = _HEADED.get(title, ())
    if not kinds:
        return None
    floor = max(0, start - REACH)
    if kinds[0] in _LEVELS:
        floor = max(floor, text.rfind("\n", floor, start) + 1)
    elif title in _MANY:
        floor = _sentence_begin(text, start)
    found = _named_before(text, start, kinds, floor)
    if found is None:
        return None
    short = text[slice(*found)]
    first = text.find(short, floor, found[1]) + len(short)  # a name is printed in full where it comes first
    begin = max(begin_of(text, first), first - LONGEST)
    if not _is_name(text[begin:first]) or _FOUNDED.search(text, begin, first):
        begin = first - len(short)
    return printed[begin:first], title


def _sentence_begin(text: str, start: int) -> int:
    return max(text.rfind(mark, max(0, start - REACH), start) for mark in "。！？；\n") + 1


def _paragraph_begin(text: str, start: int) -> int:
    """Where the paragraph begins that text[start:] stands in, not so far back that nobody would look."""
    floor = max(0, start - REACH // 2)
    return max(floor, text.rfind("\n", floor, start) + 1)


def _last_site(text: str, start: int) -> tuple[int, int] | None:
    """Where the last site named in the same paragraph stands before `start`."""
    floor = _paragraph_begin(text, start)
    found = max(_SITE.finditer(text, floor, start), key=re.Match.end, default=None)
    if found is None:
        return None
    begin = max(begin_of(text, found.end("of")), found.start("of"))
    return (begin, found.end("of")) if _is_name(text[begin : found.end("of")]) else None


def _named_before(text: str, start: int, kinds: Sequence[str], floor: int) -> tuple[int, int] | None:
    """Where the last name before text[start:] stands that ends in one of `kinds`, not before `floor`."""
    found = None
    for kind in kinds:
        found = _last_named(text, start, kind, found[1] if found else floor) or found
    return found


def _last_named(text: str, start: int, kind: str, floor: int) -> tuple[int, int] | None:
    at = text.rfind(kind, floor, start)
    while at >= 0:
        end = at + len(kind)
        if text[end - 1 : end + 1] in common_words():  # 厂 in 厂房
            at = text.rfind(kind, floor, at)
            continue
        begin = max(begin_of(text, end), end - LONGEST)
        for founded in _FOUNDED.finditer(text, begin, at):
            begin = founded.end()
        begin = max(begin, text.rfind("、", begin, at) + 1, text.rfind("，", begin, at) + 1)
        before = text[begin:at]
        if _is_name(before, FEWEST) and not before.endswith(_NO_NAME.get(kind, ())):
            return begin, end
        at = text.rfind(kind, floor, at)
    return None


def complete_place(text: str, printed: str, start: int, title: str) -> tuple[str, str] | None:
    """村党支部书记 as the village last named before text[start:] and 党支部书记; None where none was named."""
    short = _OF_A_PLACE.match(title)
    full = complete_body(text, printed, start, short["kind"]) if short is not None else None
    return (full, short["rest"]) if short is not None and full is not None else None


def find_owner(text: str, start: int, title: str, is_plural: bool) -> tuple[int, int] | None:
    """Where the body stands that the bare title at text[start:] belongs to, though more than that is between.

    `is_plural`: whether many may hold the title, as 村民, who are told by the place that the sentence names.
    """
    window = max(0, start - SEEN - LONGEST_POST)
    owner = _owner_in(text[window:start], title, is_plural)
    if owner is not None:
        return window + owner[0], window + owner[1]
    return _last_home(text, start) if title.endswith(_VILLAGERS) else None


def _last_home(text: str, start: int) -> tuple[int, int] | None:
    """The village or quarter that the paragraph's report went to last before `start`, if it names no other after it."""
    floor = _paragraph_begin(text, start)
    home = max(_WENT_TO.finditer(text, floor, start), key=re.Match.end, default=None)
    if home is None:
        return None
    begin, end = max(begin_of(text, home.end("home")), home.start("home")), home.end("home")
    other = re.search("[\u4e00-\u9fff]{2}(?:村|社区|小区)", text[end:start])
    if not _is_name(text[begin:end]) or (other is not None and other[0] not in text[begin:end]):
        return None
    return begin, end


@lru_cache(maxsize=1024)
def _owner_in(text: str, title: str, is_plural: bool) -> tuple[int, int] | None:
    """As find_owner, of a title right after the text; kept, for a page that repeats itself asks again."""
    first = max(0, len(text) - SEEN)
    owner = _OWNER.search(text, first)
    if owner is not None and not title.endswith("老人"):  # where they live is no body that they belong to
        end = owner.start("of")
        if text[end - 1] in "县市" and _COMES_FROM.search(text, max(first, end - LONGEST), end):
            return None
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
    if len(body) < least or body[0] in "该本这那各全每某一几多数两":
        return False
    if body in common_words() and word_tags().get(body) != "s":  # 城关 is a place too
        return False
    return not body.startswith("0") or ("个" not in body and "家" not in body)  # 0个乡镇, 00家公司
