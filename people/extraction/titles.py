"""The post that stands before a name, split into organization and title: 青石县委书记 -> 青石县委, 书记.

Works on text as printed; the name itself is someone else's matter.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from articles.text.rules import read_list
from people.extraction.bodies import complete_body, complete_head, complete_place, find_owner
from people.extraction.evidence import PACKAGE, fold_text, title_before, word_tags
from people.extraction.places import HOME_PLACES, PLACES
from people.extraction.post_begins import LONGEST_POST, begin_of, is_called, title_begin

PLURAL_TITLES = frozenset(read_list(PACKAGE, "plural_titles.txt"))
_LENGTHS_OF_PLURALS = sorted({len(title) for title in PLURAL_TITLES})


class Post(NamedTuple):
    """A post as printed; `organization` is None where the text names none, or where several stay whole in `title`.

    `is_left`: somebody holds it no longer.
    """

    organization: str | None
    title: str
    is_left: bool = False

    @property
    def whole(self) -> str:
        return (self.organization or "") + self.title


_PEOPLE = re.compile("(?:[汉满回藏壮苗侗瑶彝傣白黎畲水土羌京怒]|[\u4e00-\u9fff]{2,4})族(?=.)")

# Before the first of several: 在主席台就座的县领导还有：X、Y.
_LIST_OPENER = re.compile("(?:还有|有|分别是|分别为|包括|是|为)?：$")

# What may stand between the post and the name: 传承人、79岁的X, 主教练、巴西人X.
_APPOSED = re.compile("、(?:0{2,3}岁的?|(?P<whence>[\u4e00-\u9fff]{2,6})人)$")
LONGEST_APPOSED = 9
_APPOSED_ENDS = frozenset("的岁人\n")
_IS = frozenset("为是")
# 现任县水利局副局长的X
_HOLDS = re.compile(r"(?:[现时担兼]任|现为|身为|作为|当选为?)[^，。；！？：的]{2,}$")
LONGEST_HELD = 36
_FIELD_BEGINS = frozenset(("", "\n", "，", "；", "。", " "))
# 柳沟村一位农民, 柳沟村的一名村民
_A_MEMBER = re.compile("的?(?:一[名位个])?$")
# Before a body these are no part of its name: 现任青石县委书记X.
_HELD = ("现任", "时任")

# Who come second in the bodies that they are named for.
_SECONDS = frozenset(("教导员", "指导员", "辅警", "协警", "协警员"))

# Every works and school has them beside its head: 党委书记.
_OF_PARTY = ("党委", "党总支", "党支部", "工会主席")
_HEADS_END = frozenset("长理裁任")
_WORKS = frozenset("司厂团院校所局社店场矿站")

# Titles that end so are no office of which there is but one.
_NOT_ALONE = frozenset("员师手生家民户人兵工者农授士")

_OWN_PLACE = ("本市", "本县", "本区", "本省", "我市", "我县", "我区", "我省", "本地", "当地", "外地")
ABROAD = PLACES - HOME_PLACES


def read_post(text: str, start: int, printed: str, floor: int = 0) -> Post | None:
    """The post that ends right before `start`, None where there is none.

    `text` is folded (for the rules), `printed` the same characters as printed (for what is given back). No post begins
    before `floor`, where somebody else's name ends.
    """
    while start and text[start - 1] in ' 　“"':
        start -= 1
    if text[start - 1 : start] in _APPOSED_ENDS:
        apposed = _APPOSED.search(text, max(0, start - LONGEST_APPOSED), start)
        if apposed is not None and (apposed["whence"] is None or apposed["whence"] in ABROAD):
            start = apposed.start()
    if text[start - 1 : start] in _IS and title_before(text, start - 1):  # 辅导教师为X
        start -= 1
    if text[start - 1 : start] == "的" and _HOLDS.search(text, max(0, start - LONGEST_HELD), start - 1):
        start -= 1
    opener = _LIST_OPENER.search(text, max(0, start - 4), start) if text[start - 1 : start] == "：" else None
    if opener is not None:
        start = opener.start()
    if not title_before(text, start):
        return None
    window = max(0, floor, start - LONGEST_POST)
    post, begin = _read_window(text[window:start], printed[window:start])
    if post is None:
        return None
    if opener is not None and not is_plural(post) and not _is_field(text, window + begin, opener[0], post):
        return None
    return _complete_post(text, window + begin, printed, post)


def _is_field(text: str, begin: int, opener: str, post: Post) -> bool:
    """Whether a title and a colon are a field of a list: 项目经理：X, but not who speaks (记者问局长：X)."""
    return opener == "：" and post.organization is None and text[begin - 1 : begin] in _FIELD_BEGINS


_POINTING = frozenset("该本")


def _complete_post(text: str, begin: int, printed: str, post: Post) -> Post:
    """The post that begins at `begin` with the body that it leaves half said, where that was told before."""
    if post.organization in _POINTING:
        post = post._replace(organization=None)  # 该主任, 本院长: no body is called so
    if post.organization:
        full = complete_body(text, printed, begin, _fold_short(post.organization))
        return post if full is None else Post(full, post.title)
    if post.organization is not None or "、" in post.title:
        return post
    bare = _fold_short(post.title)
    completed = complete_place(text, printed, begin, bare) or complete_head(text, printed, begin, bare)
    if completed is not None:
        return Post(*completed)
    owner = find_owner(text, begin, post.title, is_plural(post))
    return post if owner is None else Post(printed[owner[0] : owner[1]], post.title)


@lru_cache(maxsize=1024)
def _fold_short(printed: str) -> str:
    """A title or a body folded; kept, for a page names the same ones again and again."""
    return fold_text(printed)


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
    if people is not None and title_begin(stripped, people.end(), len(stripped)) == people.end():
        begin, stripped = begin + people.end(), stripped[people.end() :]
    if stripped.startswith(_HELD) and title_begin(stripped, len(_HELD[0]), len(stripped)) > len(_HELD[0]):
        begin, stripped = begin + len(_HELD[0]), stripped[len(_HELD[0]) :]
    return split_post(printed[begin:], stripped), begin


def is_plural(post: Post) -> bool:
    """市领导, 专家, 村民: a title that several names in a row may share."""
    return is_shared_by_many(post.title)


def is_shared_in_a_row(post: Post) -> bool:
    """Those and 副主任, 农艺师: a title that a bare name after another may share, as no body has but one."""
    if not post.title:  # a school or a team
        return True
    return is_plural(post) or (post.title.startswith("副") and "、" not in post.title) or post.title[-1] in _NOT_ALONE


def of_the_same_body(post: Post, before: Post) -> Post:
    """The post of somebody named right after another's: 派出所民警X、辅警Y and 医院院长X、副院长Y serve one body.

    So do 青石公司经理X and 党委书记Y.
    """
    if post.organization or not before.organization:
        return post
    deputy = post.title.startswith("副") and before.title.endswith(post.title[1:])
    party = post.title.startswith(_OF_PARTY) and before.title[-1] in _HEADS_END and before.organization[-1] in _WORKS
    if not (deputy or party or post.title in _SECONDS):
        return post
    return post._replace(organization=before.organization)


def split_post(phrase: str, folded: str | None = None) -> Post:
    """青石县委书记 -> 青石县委 + 书记; 白塔镇党委副书记、镇长 -> 白塔镇 + both; posts in several bodies stay whole."""
    folded = phrase if folded is None else folded
    parts = _parts_of(folded)
    splits = [title_begin(folded, begin, end) for begin, end in parts]
    if not parts:
        return Post(None, phrase)
    with_body = [k for k, ((begin, _), split) in enumerate(zip(parts, splits, strict=True)) if split > begin]
    if not with_body or with_body != [0]:
        return Post(None, phrase)
    cut = splits[0]
    body = folded[parts[0][0] : cut]
    if folded[cut:] == "市民" or body in ("我国", "全国") or _is_when(body):
        return Post(None, phrase[cut:])
    if _is_whence(body) and (is_shared_by_many(folded[cut:]) or body.endswith("籍")):
        return Post(None, phrase[cut:])
    body = _A_MEMBER.sub("", phrase[parts[0][0] : cut])
    return Post(body or None, phrase[cut:])


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


def _is_when(body: str) -> bool:
    """When something was said, which is no body: 赛后 before 主教练; but not 青年, which is a time of life."""
    return word_tags().get(body) == "t" and not body.endswith("年")


def _is_whence(body: str) -> bool:
    """Where somebody comes from, which is no body that they serve: 肯尼亚 before 选手, 本市 before 选手."""
    body = body.removesuffix("籍")
    return body.endswith(_OWN_PLACE) or any(body[-length:] in ABROAD for length in (2, 3, 4, 5, 6))


@lru_cache(maxsize=1024)
def is_shared_by_many(title: str) -> bool:
    """选手, 学生, 客商: what many are, no office. Kept, for those in a list ask again of the post that they share."""
    return any(title[-length:] in PLURAL_TITLES for length in _LENGTHS_OF_PLURALS)
