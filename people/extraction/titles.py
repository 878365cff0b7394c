"""The post that stands before a name, split into organization and title: 青石县委书记 -> 青石县委, 书记.

Works on text as printed; the name itself is someone else's matter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from articles.text.rules import read_list
from people.extraction.bodies import complete_body
from people.extraction.evidence import CALLINGS, PACKAGE, TITLES, common_words, fold_text, title_before
from people.extraction.places import HOME_PLACES, PLACES

# A post longer than this is not read: no printed one was.
LONGEST_POST = 60

POST_OPENERS = tuple(sorted(read_list(PACKAGE, "post_openers.txt"), key=len, reverse=True))
JOINED_BODIES = tuple(read_list(PACKAGE, "joined_bodies.txt"))
PLURAL_TITLES = frozenset(read_list(PACKAGE, "plural_titles.txt"))
TITLE_PREFIXES = tuple(sorted(read_list(PACKAGE, "title_prefixes.txt"), key=len, reverse=True))


class Post(NamedTuple):
    """A post as printed; `organization` is None where the text names none, or where several stay whole in `title`."""

    organization: str | None
    title: str

    @property
    def whole(self) -> str:
        return (self.organization or "") + self.title


_LEVELS = frozenset("省市县区州镇乡")
_BODIES = frozenset(("人大", "妇联", "工会"))
_PEOPLE = re.compile("(?:[汉满回藏壮苗侗瑶彝傣白黎畲水土羌京怒]|[\u4e00-\u9fff]{2,4})族(?=.)")
# Where a post cannot reach across. Brackets and 、 and ， are looked at more closely.
_HARD_STOP = re.compile(r"[。；！？：…—“”‘’\"'《》【】『』「」;!?:\n●■◆▲□>|]")

# Day and hour at the beginning of a clause.
_TIME = re.compile(
    r"""
    (?:[\d〇一二三四五六七八九十]{1,4}(?:年|月|日|号|时|点|分|岁|届|天前|年前|个月前|多年来?|余年来?))+  # 2月3日, 68岁
    (?:上午|下午|晚上?|凌晨|中午|起|以来|前后?|[，,])?
    """,
    re.VERBOSE,
)

# 2. before the second of several cases.
_NUMBER = re.compile(r"\d{1,2}[.．]")

# Before the first of several: 在主席台就座的县领导还有：X、Y.
_LIST_OPENER = re.compile("(?:还有|有|分别是|分别为|包括|是|为)?：$")

# Titles that end so are no office of which there is but one.
_NOT_ALONE = frozenset("员师手生家民户人兵工者农授士")

_OWN_PLACE = ("本市", "本县", "本区", "本省", "我市", "我县", "我区", "我省", "本地", "当地", "外地")
ABROAD = PLACES - HOME_PLACES

# Single characters that begin what is said of somebody, unless they are part of a word (能 in 能源, 会 in 协会).
_OPENING_CHARACTERS = frozenset(
    "了着是被把让叫称由给向从但而就也还都又再才已曾将会能可要在据对为以到因则并且随跟令使请找问看听见及与和同陪他她我你它们"
)


def read_post(text: str, start: int, printed: str) -> Post | None:
    """The post that ends right before `start`, None where there is none.

    `text` is folded (for the rules), `printed` the same characters as printed (for what is given back).
    """
    while start and text[start - 1] in ' 　“"':
        start -= 1
    opener = _LIST_OPENER.search(text, max(0, start - 4), start) if text[start - 1 : start] == "：" else None
    if opener is not None:
        start = opener.start()
    window = max(0, start - LONGEST_POST)
    post, begin = _read_window(text[window:start], printed[window:start])
    if opener is not None and (post is None or not is_plural(post)):
        return None
    if post is not None and post.organization:
        full = complete_body(text, window + begin, fold_text(post.organization), begin_of)
        if full is not None:
            return Post(full, post.title)
    return post


@lru_cache(maxsize=1024)
def _read_window(text: str, printed: str) -> tuple[Post | None, int]:
    """The post that ends with the text, and where in it the post begins; kept, for names in a row ask again."""
    end = len(text)
    if not title_before(text, end) or is_called(text, end):
        return None, 0
    begin = begin_of(text, end)
    folded = text[begin:end]
    stripped = folded.lstrip("、，和与及 ")
    if not stripped:
        return None, 0
    begin += len(folded) - len(stripped)
    people = _PEOPLE.match(stripped)  # 傣族教师, but not 回族自治县县长
    if people is not None and _title_begin(stripped, people.end(), len(stripped)) == people.end():
        begin, stripped = begin + people.end(), stripped[people.end() :]
    return split_post(printed[begin:], stripped), begin


def is_plural(post: Post) -> bool:
    """市领导, 专家, 村民: a title that several names in a row may share."""
    return is_shared_by_many(post.title)


def is_shared_in_a_row(post: Post) -> bool:
    """Those and 副主任, 农艺师: a title that a bare name after another may share, as no body has but one."""
    if not post.title:  # a school or a team
        return True
    return is_plural(post) or (post.title.startswith("副") and "、" not in post.title) or post.title[-1] in _NOT_ALONE


def split_post(phrase: str, folded: str | None = None) -> Post:
    """青石县委书记 -> 青石县委 + 书记; 白塔镇党委副书记、镇长 -> 白塔镇 + both; posts in several bodies stay whole."""
    folded = phrase if folded is None else folded
    parts = _parts_of(folded)
    splits = [_title_begin(folded, begin, end) for begin, end in parts]
    if not parts:
        return Post(None, phrase)
    with_body = [k for k, ((begin, _), split) in enumerate(zip(parts, splits, strict=True)) if split > begin]
    if not with_body or with_body != [0]:
        return Post(None, phrase)
    cut = splits[0]
    body = folded[parts[0][0] : cut]
    if _is_whence(body) and (is_shared_by_many(folded[cut:]) or body.endswith("籍")):
        return Post(None, phrase[cut:])
    return Post(phrase[parts[0][0] : cut], phrase[cut:])


def _parts_of(folded: str) -> list[tuple[int, int]]:
    """The posts in a phrase, parted by 、 and ，, and by 兼 after a post: 副厂长兼生产总监."""
    parts = []
    for match in re.finditer("[^、，]+", folded):
        begin, end = match.span()
        both = folded.find("兼", begin + 1, end - 2)
        if both > 0 and title_before(folded, both):
            parts.append((begin, both))
            begin = both + 1
        parts.append((begin, end))
    return parts


def _is_whence(body: str) -> bool:
    """Where somebody comes from, which is no body that they serve: 肯尼亚 before 选手, 本市 before 选手."""
    body = body.removesuffix("籍")
    return body.endswith(_OWN_PLACE) or any(body[-length:] in ABROAD for length in (2, 3, 4, 5, 6))


def is_shared_by_many(title: str) -> bool:
    """选手, 学生, 客商: what many are, no office."""
    return any(title.endswith(word) for word in PLURAL_TITLES)


def is_called(text: str, end: int) -> bool:
    """小伙X, 妻子X: what stands before is a calling, not a post."""
    return any(text[max(0, end - length) : end] in CALLINGS for length in (4, 3, 2))


def begin_of(text: str, end: int) -> int:
    """Where the noun phrase of the post begins."""
    begin = max(0, end - LONGEST_POST)
    for stop in _HARD_STOP.finditer(text, begin, end):
        begin = stop.end()
    begin = _past_open_bracket(text, begin, end)
    begin = _past_lists(text, begin, end)
    begin = _past_openers(text, begin, end)
    number = _NUMBER.match(text, begin, end)
    begin = number.end() if number else begin
    time = _TIME.match(text, begin, end)
    while time and time.end() < end:
        begin = time.end()
        time = _TIME.match(text, begin, end)
    return begin


def _past_open_bracket(text: str, begin: int, end: int) -> int:
    """Past a bracket that is not closed before `end`, and past one that closes something not opened."""
    depth = 0
    for at in range(end - 1, begin - 1, -1):
        if text[at] == "）":
            depth += 1
        elif text[at] == "（":
            depth -= 1
            if depth < 0:
                return at + 1
    if depth:
        return text.rfind("）", begin, end) + 1
    return begin


def _past_lists(text: str, begin: int, end: int) -> int:
    """Past every 、 and ， but those between posts: 副县长、县防汛指挥部副指挥 stays whole."""
    at = end
    while True:
        comma = max(text.rfind("、", begin, at), text.rfind("，", begin, at))
        if comma < begin:
            return begin
        if not title_before(text, comma) or is_called(text, comma):
            return comma + 1
        at = comma


def _past_openers(text: str, begin: int, end: int) -> int:
    """Past the last word that begins what is said of somebody: 据, 采访了, 在...上."""
    title = end - (title_before(text, end) or 0)
    cut = begin
    for opener in POST_OPENERS:
        at = text.rfind(opener, begin, title)
        if at >= 0:
            cut = max(cut, at + len(opener))
    for at in range(title - 1, cut - 1, -1):
        character = text[at]
        if character in _OPENING_CHARACTERS and not _in_word(text, at, begin, end):
            if character in "和与及" and any(text.endswith(body, begin, at) for body in JOINED_BODIES):
                continue
            return at + 1
        if character == "的" and not _describes(text, at, begin):
            return at + 1
    return cut


def _in_word(text: str, at: int, begin: int, end: int) -> bool:
    """Whether the character at `at` is part of a common word."""
    return any(
        text[first:last] in common_words()
        for first, last in ((at - 1, at + 1), (at, at + 2), (at - 1, at + 2), (at - 2, at + 1), (at, at + 3))
        if first >= begin and last <= end
    )


def _describes(text: str, at: int, begin: int) -> bool:
    """主持日常工作的, 分管教育的: what a body's officer does, part of the title."""
    return re.search("(?:主持|分管|负责|协助)[^，、。]{0,12}$", text[begin:at]) is not None


def _title_begin(text: str, begin: int, end: int) -> int:
    """Where in text[begin:end] the title begins and the organization ends; `begin` where there is no organization."""
    describing = re.search("(?:主持|分管|负责|协助)[^，、。]{0,12}的", text[begin:end])
    at = begin + describing.start() if describing else end - _longest_title(text, begin, end)
    moved = True
    while moved and at > begin:
        moved = False
        for prefix in TITLE_PREFIXES:
            if text.endswith(prefix, begin, at):
                before = at - len(prefix)
                level = len(prefix) > 1 and text[before - 1 : before] in _LEVELS
                if level and (before == begin + 1 or prefix in _BODIES):
                    break  # 县人大, not 县
                at -= len(prefix)
                moved = True
                break
    return at


def _longest_title(text: str, begin: int, end: int) -> int:
    for length in range(min(6, end - begin), 1, -1):
        if text[end - length : end] in TITLES:
            return length
    return end - begin
