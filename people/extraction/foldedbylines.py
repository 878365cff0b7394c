"""A byline as its rules see it: half-width, its words closed up, what is nobody's name blanked out."""

from __future__ import annotations

import re

from articles.text.rules import read_list
from articles.text.spread import close_words, hide_given_names
from people.extraction.evidence import PACKAGE, SURNAMES, fold_text
from people.extraction.nobody import blank_out

LONGEST_BYLINE = 2000  # characters; what is longer is a text put in the wrong place
_TITLES = "|".join(re.escape(entry.split(" ")[0]) for entry in read_list(PACKAGE, "byline_titles.txt"))

# 文 本报记者 张三 图 本报记者 李四: a byline that begins so prints every such word before its names.
_LEADS_APART = re.compile(rf"(?:^|(?<=[□\s]))[文图摄](?=[ \u3000]+(?:{_TITLES})*(?:记者|通讯员|实习生))")
# 采写：青都记者 张三
_SHORT_HOUSE = re.compile(
    r"(?<=(?:采写|撰文|统筹|策划|执笔|摄影|文字)[：/])"
    r"([\u4e00-\u9fff]{2,4})(?=(?:记者|通讯员)[ \u3000]+[\u4e00-\u9fff])"
)

# 本报“走基层”采访组 is nobody by name.
_TEAM = re.compile(r"本[报刊台](?:联合|特别|[“\"「﹁][^”\"」﹂\n]{2,8}[”\"」﹂])?(?:采访|报道|采风|调研)组")


def fold_byline(text: str) -> str:
    """The byline, as long as before: places in it are those of what was printed."""
    folded = blank_out(close_words(fold_text(text[:LONGEST_BYLINE]).replace("报导", "报道")))
    folded = _TEAM.sub(lambda team: " " * len(team[0]), folded)
    if _LEADS_APART.match(folded.lstrip("□ \u3000")):
        folded = _LEADS_APART.sub(lambda word: word[0] + "\0", folded).replace("\0 ", "/").replace("\0\u3000", "/")
    folded = _SHORT_HOUSE.sub(
        lambda house: house[0] if SURNAMES.get(house[0][0], -9.0) > 0 else " " * len(house[0]), folded
    )
    folded = hide_given_names(folded)
    misread = folded[:1] == "口" and folded[:2] != "口述"  # 口 for □
    return "□" + folded[1:] if misread else folded


def _blank_out_house(house: re.Match[str]) -> str:
    """青都 before 记者 is a paper; 葛明 is a name."""
    return house[0] if SURNAMES.get(house[0][0], -9.0) > 0 else " " * len(house[0])
