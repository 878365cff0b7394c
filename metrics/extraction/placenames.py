"""Names of places in running text: cities, counties and towns by their last letter, villages and what means them again.

Which place a figure speaks of is told in places.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from articles.text.rules import read_list

OFTEN = 4  # times that a story names the place which it is about
_NO_PLACE = re.compile(
    r""".*(?:[全我各该本此两一县乡社园地景辖片小灾山范校库厂矿新老市郊牧林战特港禁专营功管街疫业每多个某][市县区镇乡]|开发区|高新区|经开区|示范区|保护区
        |试验区|先行区|居民区|[大小中型新旧老道范明家界个级点心类慧园绵洁好国际强圳造代带型]城[市区镇]|..城市|.*(?:摘帽|贫困|自治)县|超市|上市|股市|楼市|集市|门市|[早夜]市|主城区|菜市|房市|农贸市|都市
        |.*[副两几三四五六七八九十][市县区镇乡]|.*(?:重点|示范|样板|试点|人大|政协)[市县区镇乡]?|家乡|故乡|返乡|下乡|城乡|老乡|小镇|集镇|古镇|名镇|重镇|强镇|村镇|乡镇|百强县|大县|强县|.?组成县|全区|组成.|形成.|建成.)""",
    re.VERBOSE,
)
# Letters that stand before a name, not in it; what makes another word of the last letter: 市场, 区域.
_NOT_IN_NAME = (
    "在于对从向由到至和与及将是为了的年度月日据经等赴访来去往位该本各全我个新老多把使让被比较占其"
    "以前后上下中内外名条里住进走入过家俺咱"
)
WORD = rf"(?![{_NOT_IN_NAME}市县区镇乡村])[\u4e00-\u9fff]"
_CANDIDATE = re.compile(
    "市(?![场民域容面值井直区长级])|县(?![域城])|区(?![域间块别位分])|镇(?![街静定])|乡(?![村镇亲愁贤情土间音邻])"
)
_NOT_BEFORE_LEVEL = frozenset(_NOT_IN_NAME + "市县区镇乡")
# 该村, 全镇, 村里: the village or town named last.
_AGAIN = re.compile(r"[全该本村](?:(?<!村)(?P<level>村|社区|镇|乡|街道)|(?<=村)(?:里|集体))")
_LEVEL = re.compile(r"(?P<level>村|社区|镇|乡|街道)(?![里民官支委镇容貌级干居])")
_KINDS_OF_VILLAGE = read_list("metrics.extraction", "kinds_of_village.txt")
_IN_LOCAL = rf"(?![农驻乡山各贫困老新旧每强名古半留作行政自然空心全第副回返离业])(?:{WORD})"
# 高家洼村 has its 家 inside, 后营村 its 后 at the beginning, where nothing but what it belongs to stands before it.
_LOCAL_NAME = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])[前后上下老新](?={_IN_LOCAL})|(?<=[镇乡县区道在])[前后上下老新](?={_IN_LOCAL}))?(?:{_IN_LOCAL}家)?(?:{_IN_LOCAL}){{1,3}}$"
)


class Local(NamedTuple):
    """A village or town named at text[start:end]; `name` is empty for 该村, 全镇, 村里, which mean the one before."""

    start: int
    end: int
    level: str
    name: str


def find_local(text: str) -> list[Local]:
    """The villages and towns that a text names or speaks of again, in order."""
    found = []
    for match in _LEVEL.finditer(text):
        near = text[max(0, match.start() - 5) : match.start()]
        name = None if near.endswith(_KINDS_OF_VILLAGE) else _LOCAL_NAME.search(near)
        if name:
            found.append(Local(match.start() - len(name[0]), match.end(), match["level"], name[0] + match["level"]))
    found += [Local(*match.span(), match["level"] or "村", "") for match in _AGAIN.finditer(text)]
    return sorted(found)


def find_village(local: Sequence[Local]) -> str | None:
    """The village that a story is about: named and spoken of again (全村, 村里) more than any other place."""
    named = Counter(each.name for each in local if each.name and each.level in ("村", "社区"))
    if not named:
        return None
    name, times = named.most_common(1)[0]
    again = sum(1 for each in local if not each.name and name.endswith(each.level))
    return name if times + again >= OFTEN and again >= 1 else None


def count_places(texts: Sequence[str]) -> Counter[str]:
    """Names of places by how often they stand in the texts; of 张家口市 and 家口市 the longer where as frequent."""
    found: Counter[str] = Counter()
    for text in texts:
        for match in _CANDIDATE.finditer(text, 2):
            end = match.end()
            name = text[end - 3 : end]
            if not _NOT_BEFORE_LEVEL.isdisjoint(name[:2]) or not (min(name) >= "\u4e00" and max(name) <= "\u9fff"):
                continue
            if is_place_name(name):
                found[name] += 1
                longer = text[max(0, end - 4) : end]
                if len(longer) == 4 and longer[0] not in _NOT_BEFORE_LEVEL and is_place_name(longer):
                    found[longer] += 1
    for name in [name for name in found if len(name) == 4]:
        short = name[1:]
        if short in found:
            del found[short if found[name] == found[short] else name]
    return found


@lru_cache(maxsize=4096)
def is_place_name(name: str) -> bool:
    """Whether a word of three or four characters that ends in 市, 县, 区, 镇, 乡 can be a place's name: not 各县区."""
    return "\u4e00" <= name[0] <= "\u9fff" and name[0] not in _NOT_IN_NAME and not _NO_PLACE.fullmatch(name)


# 各地气温：青石12～26℃，柳溪14～28℃: a forecast names places right before their degrees.
_BEFORE_DEGREES = re.compile(r"(?:^|[，,：:；;。、\s])(?P<name>[\u4e00-\u9fff]{2,6})[ \u3000]?(?:晴|阴|多云|小雨)?$")
_OF_WEATHER = re.compile("[部有雷温高低度天夜晨午间日晴云阴雨雪雾风差为达约至到是在]|地面|水面")


def place_of_degrees(text: str, start: int) -> str | None:
    """The place that stands right before degrees in a forecast, or None."""
    found = _BEFORE_DEGREES.search(text, max(0, start - 12), start)
    return found["name"] if found and not _OF_WEATHER.search(found["name"]) else None
