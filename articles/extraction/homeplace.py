"""Which city or county 全市, 我市, 全县 mean on a page: from the paper's name, or from the page's own words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from articles.extraction.furniture import paper_endings
from articles.text.rules import read_list

LEVELS = ("市", "县", "区", "旗", "州", "盟")
# 城市, 超市, 我市 and 全县 are no places; nor does 市 name one in 市场 and 市民 alone.
NAMED = re.compile(r"(?:市(?!场|值|容|面|盈|占|况|井|集|售|价)|县(?!域|级|乡|直|处))(?<=[一-龥]{2}[市县])")
NO_NAME = frozenset(
    "全我本各该省县外地超股楼夜上辖菜早大邻副级和与及在为向到对从由的了是以等位此某每两三四五六七八九十多几"
)
# 聊城市 is a place and 文明城市 is none: such a name must also stand without 市 (聊城的天).
DOUBTFUL = ("城", "都", "门", "集")
SHORT_ENDINGS = ("周刊", "融媒", "乡讯", "报")
OFTEN = 3  # times a place must be named to be taken for home
MOST = 12  # names looked at, the most frequent first
AGREED = 0.8  # share of the mentions of 家庄市 that say 石家庄市
CLEARLY = 1.5  # times as often as the next


def read_home_place(text: str, newspaper: str | None) -> tuple[str | None, str]:
    """The place and why, in words: 青浦湾日报 -> 青浦湾市. None where neither the paper nor the page tells."""
    if newspaper:
        place = _place_of_paper(text, newspaper)
        if place:
            return place, f"{newspaper} is the paper of {place}."
    level = _spoken_level(text)
    named = {}
    for place, count in _count_places(text).items():
        alone = text.count(place[:-1])
        often = alone if place[-1] == level else count
        if often >= OFTEN and not (place[:-1].endswith(DOUBTFUL) and alone < count + 2):
            named[place] = alone
    ranked = sorted(named.items(), key=lambda pair: (-pair[1], pair[0]))
    meant = [pair for pair in ranked if pair[0][-1] == level]
    if meant and (len(meant) == 1 or meant[0][1] >= CLEARLY * meant[1][1]):
        return meant[0][0], f"The page speaks of 全{level}, and names {meant[0][0]} most often."
    if not ranked:
        return None, "The page does not tell which place is its own."
    if len(ranked) > 1 and ranked[0][1] < CLEARLY * ranked[1][1]:
        return None, f"The page names {ranked[0][0]} and {ranked[1][0]} about as often."
    return ranked[0][0], f"The page names {ranked[0][0]} most often ({ranked[0][1]}×)."


def _place_of_paper(text: str, newspaper: str) -> str | None:
    """The place in the paper's name, where the page itself names that place or speaks of 全市, 我县."""
    text = "".join(text.split())
    ending = next((end for end in (*paper_endings(), *SHORT_ENDINGS) if newspaper.endswith(end)), "")
    stem_name = newspaper[: len(newspaper) - len(ending)].removeprefix("今日")
    if len(stem_name) < 2:
        return None  # 都市报
    if stem_name.endswith(LEVELS) and len(stem_name) > 2:
        return stem_name
    told = {level: text.count(stem_name + level) for level in LEVELS}
    best = max(LEVELS, key=lambda level: told[level])
    if told[best]:
        return stem_name + best
    level = _spoken_level(text, "|{level}[委长](?!员)")
    if level and stem_name not in _regions():
        return stem_name + level  # 州委, 全州 in 青浦日报: 青浦州
    # 青浦湾 without 市 or 县 on the page, but named in the stories: a paper that bears a place's name is its city's.
    alone = text.count(stem_name) - text.count(newspaper) - text.count(stem_name + "网")
    return stem_name + "市" if alone >= OFTEN and stem_name not in _regions() else None


def _spoken_level(text: str, more: str = "") -> str | None:
    """市 where the page speaks of 全市 and 我市 far more often than of 全县; None where of neither."""
    pattern = "[全我]{level}(?!别|场|民)" + more
    spoken = {level: len(re.findall(pattern.format(level=level), text)) for level in LEVELS}
    level, next_level = sorted(LEVELS, key=lambda each: -spoken[each])[:2]
    return level if spoken[level] >= OFTEN and spoken[level] >= CLEARLY * spoken[next_level] else None


@cache
def _regions() -> frozenset[str]:
    """Names of provinces and regions that papers bear, none of a city."""
    return frozenset(read_list("articles.extraction", "regions.txt"))


def _count_places(text: str) -> Counter[str]:
    """How often each …市 and …县 is named. A name is as long as those who name it agree on (石家庄市, not 家庄市)."""
    closed = "".join(text.split())
    short: Counter[str] = Counter()
    for found in NAMED.finditer(closed):
        end = found.end()
        if end >= 3 and closed[end - 2] not in NO_NAME and found.group() != closed[end - 2]:
            short[closed[end - 3 : end]] += 1
    places: Counter[str] = Counter()
    for name, count in short.most_common(MOST):
        longer = name
        for _ in range(2):
            before = Counter(part[-1] for part in closed.split(longer)[:-1] if part and "一" <= part[-1] <= "龥")
            character, often = before.most_common(1)[0] if before else ("", 0)
            if often < AGREED * count:
                break
            longer = character + longer
        if len(longer) == 3 or longer[-2] != "会":  # 四会市, but not 新闻发布会 with the 市 of the next word
            places[longer] = count
    return places
