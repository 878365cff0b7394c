"""The post told after a name: X担任白塔镇镇长, 任命X为局长, 免去X的副市长职务; and schools and teams before one."""

from __future__ import annotations

import re

from articles.text.rules import read_list
from people.extraction.evidence import CALLINGS, PACKAGE, TITLES, title_before
from people.extraction.post_begins import LONGEST_POST, begin_of, is_called
from people.extraction.titles import Post, split_post

LONGEST_BODY = 20
_BODY_ENDS = frozenset("局处科委院校司所站队厅部社行厂会办组")

_POST = r"(?:一[名位])?(?P<post>[^，。；！？：\n、]{2,30})"
# A second post told with the first: 任白塔镇党委副书记、镇长; not 任组长、副组长由X担任 nor 为组长、X为副组长.
_MORE = r"(?P<more>(?:[主责]任|[^，。；！？：\n、任为是]){2,16})"
# What somebody is or becomes: 担任副裁判长, 当选为县长, （女）为县公安局局长.
_TOLD = re.compile(
    rf"""
    (?:（[^（）]{{1,10}}）)? ，? (?:(?:今年|现年)0{{2,3}}岁，)? (?:目前|现在?|还|也|曾|被|同志)?
    (?:[从自于是]?0{{4}}年(?:0{{1,2}}月)?(?:份|起|开始)?(?:就|便)?)?  # 从1998年起担任
    (?:担任|出任|兼任|当选为?|现任|时任|任|是|为) {_POST} (?:、{_MORE})? (?=[，。；、\n]|$)
    """,
    re.VERBOSE,
)
_AGE = r"(?:今年|现年)?(?:0{2,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[二三四五六七八九]十)岁"
# What is told of somebody between commas before his post: 男, 汉族, 1970年3月生, 中共党员, 大学学历, 青石县人.
_FACT = (
    rf"(?:[男女]|[\u4e00-\u9fff]{{1,4}}族|{_AGE}|0{{4}}年(?:0{{1,2}}月)?(?:出?生|入伍)"
    r"|[\u4e00-\u9fff]{0,6}(?:党员|学历|学位|文化|毕业)|[\u4e00-\u9fff]{2,10}人)"
)
# In a list of those to be appointed: X，男，1970年3月生，大学学历，现任县文化局局长，拟任……; X是白塔镇人，现任乡长.
_HOLDS_NOW = re.compile(
    rf"(?:，[男女]，[^；。\n]{{0,70}}?|[，是](?:{_FACT}，){{1,6}})现任(?P<post>[^，。；\n]{{2,30}})(?=[，。；\n]|$)"
)
# Told of oneself between commas: X，男，00岁，青石县医院院长，
_INTRODUCED = re.compile(rf"，(?:{_FACT}，){{0,6}}是?(?P<post>[^，。；！？：\n、]{{4,24}})(?=[，。；\n]|$)")
# Told of all in a list: X、Y等市领导, X、Y等0位市领导.
_AMONG = re.compile(
    r"等(?:0{1,3}[名位]|多[名位])?(?P<post>[省市县区州旗盟镇乡校]级?(?:委|政府)?(?:主要|有关|相关)?领导(?:同志|干部)?|(?:著名|知名)[\u4e00-\u9fff]{0,4}家(?=[，。；、的]|$))"
)
# X（青石一中）, X（青石县水利局工程师）: where somebody belongs, in brackets.
_IN_BRACKETS = re.compile("（(?P<post>[\u4e00-\u9fffA0]{3,20})）")
_BODY = re.compile(
    "(?:" + "|".join(home for home in read_list(PACKAGE, "homes.txt") if len(home) > 1) + "|[局院厂村班])$"
)
# In a list of those who are honoured, each on a line: X 青石县白塔镇柳沟村村民.
_ON_A_LINE = re.compile("(?:（[男女]）)?[ 　]{1,4}(?P<post>[^，。；！？：\n、 　]{4,30})(?=\n|$)")
_LINE_BEGINS = frozenset("\n●■◆▲★")
# What somebody is no longer: 免去X的副市长职务, 撤销X的副场长、护林员职务, X不再担任副镇长职务.
_LEFT = re.compile(r"(?:同志)?(?:的|辞去|不再(?:担任|兼任))(?P<post>[^，。；！？：\n]{2,40}?)职务")

# A school, a class or a team before a name, which is told of pupils and players in place of a post: 市二中X, 青石队的X.
_SCHOOL_OR_TEAM = re.compile(
    "(?:大学|学院)$|(?:小学|中学|学校|幼儿园|完小|附小|附中|职高|[一二三四五六七八九十]中|[年高初中大小一二三四五六][^，。、]{0,4}班|(?<![部军舰乐车])队)的?$"
)
_TITLE_BEGINNINGS = frozenset(title[0] for title in TITLES) - {"的"} | {"副"}  # 李某的哥哥 is no 的哥
# What each of the patterns above begins with, and what a school or a team ends in.
_MAY_BEGIN = frozenset("（，目今现还也曾被同担出兼当时任是为的辞等从自于0不")
_SPACES = frozenset(" 　")
_MAY_END = frozenset("学中校园小高班队的")


def read_post_after(text: str, start: int, end: int, printed: str) -> Post | None:
    """The post told after the name text[start:end]: X总书记, X担任白塔镇镇长, X是青石公司经理. None where none is.

    With a title right after it, the body may stand right before the name: 县教育局X局长.
    """
    length = _title_after(text, end)
    if length:
        return Post(_body_before(text, start, printed), printed[end : end + length])
    sexed = end + 3 * (text[end : end + 3] in ("（男）", "（女）"))
    if text[sexed : sexed + 1] in _SPACES and (not start or text[start - 1] in _LINE_BEGINS):
        return _read_on_a_line(text, end, printed)
    bracketed = _IN_BRACKETS.match(text, end) if text[end : end + 1] == "（" else None
    post = _read_in_brackets(text, bracketed, printed) if bracketed is not None else None
    if post is not None:
        return post
    if text[end : end + 1] not in _MAY_BEGIN:
        return _read_school_or_team(text, start, printed)
    told = _HOLDS_NOW.match(text, end) or _TOLD.match(text, end) or _LEFT.match(text, end)
    if told is None:
        among = _AMONG.match(text, end)
        if among is not None:
            return Post(None, printed[slice(*among.span("post"))])
        introduced = _INTRODUCED.match(text, end)
        if introduced is not None and title_before(text, introduced.end("post")):
            post = split_post(printed[slice(*introduced.span("post"))], introduced["post"])
            if post.organization is not None and not is_called(text, introduced.end("post")):
                return post
        return _read_school_or_team(text, start, printed)
    last = _last_told(text, told)
    if not title_before(text, last) or is_called(text, last):
        return None
    post = split_post(printed[told.start("post") : last], text[told.start("post") : last])
    return post._replace(is_left=told.re is _LEFT)


def _read_in_brackets(text: str, bracketed: re.Match[str], printed: str) -> Post | None:
    """The body, or the body and the post, in brackets after a name; nothing else that stands there."""
    begin, end = bracketed.span("post")
    if title_before(text, end) and not is_called(text, end):
        post = split_post(printed[begin:end], bracketed["post"])
        return post if post.organization is not None and "记者" not in post.title else None
    return Post(printed[begin:end], "") if _BODY.search(bracketed["post"]) else None


def _read_on_a_line(text: str, end: int, printed: str) -> Post | None:
    """The body and the post that fill the line after a name; those credited so are told elsewhere."""
    listed = _ON_A_LINE.match(text, end)
    if listed is None or not title_before(text, listed.end("post")) or is_called(text, listed.end("post")):
        return None
    post = split_post(printed[slice(*listed.span("post"))], listed["post"])
    return post if post.organization is not None and "记者" not in post.title else None


def _last_told(text: str, told: re.Match[str]) -> int:
    """Where what is told ends: with a second post, if that is what follows the first."""
    if told.re is _TOLD and told["more"] is not None and title_before(text, told.end("more")):
        return told.end("more")
    return told.end("post")


def past_title(text: str, end: int) -> int:
    """Past the name that ends at `end` and the title right after it: X教授、."""
    return end + _title_after(text, end)


def _title_after(text: str, end: int) -> int:
    """How many characters of a title stand right after a name, or 0."""
    if text[end : end + 1] not in _TITLE_BEGINNINGS:
        return 0
    for length in (5, 4, 3, 2):
        title = text[end : end + length]
        if (title in TITLES or (title[0:1] == "副" and title[1:] in TITLES)) and title not in CALLINGS:
            return length
    return 0


def is_told_of_all(text: str, end: int) -> bool:
    """Whether what is told after the name that ends here is told of those before it too: 任命X、Y为检察员."""
    return (_TOLD.match(text, end) or _AMONG.match(text, end) or _LEFT.match(text, end)) is not None


def _body_before(text: str, start: int, printed: str) -> str | None:
    """The body right before a name that its title follows: 县教育局 in 县教育局X局长."""
    if text[start - 1 : start] not in _BODY_ENDS:
        return None
    begin = max(begin_of(text, start), start - LONGEST_BODY)
    return printed[begin:start] if start - begin > 2 else None


def _read_school_or_team(text: str, start: int, printed: str) -> Post | None:
    """The school, class or team that ends right before a name; no title is told then."""
    if text[start - 1 : start] not in _MAY_END or not _SCHOOL_OR_TEAM.search(text, max(0, start - LONGEST_BODY), start):
        return None
    end = start - (text[start - 1] == "的")
    begin = max(begin_of(text, end), _past_phrase(text, end), end - LONGEST_BODY)
    return Post(printed[begin:end], "") if 2 < end - begin < LONGEST_BODY else None


def _past_phrase(text: str, end: int) -> int:
    """Past the last mark of any kind before `end`."""
    return max(text.rfind(mark, max(0, end - LONGEST_POST), end) for mark in "，、：的 ") + 1
