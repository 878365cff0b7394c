"""Names that their place vouches for: members of a list most of which are names, whatever they are made of.

市领导X、乌日图、满达、Y出席: what stands between 、 and 、 among names is a name, with or without a known surname.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from articles.text.rules import read_list
from people.extraction.evidence import PACKAGE, SURNAMES, common_words, is_surname, kind_of, title_before, verb_after
from people.extraction.names import Candidate
from people.extraction.places import PLACES

MEMBER = 0.6  # log odds of a member that no other evidence speaks for; its neighbours add theirs
WORD_AS_MEMBER = -0.4  # one that is a common word too: 谈笑
SHARE = 0.33  # of the members between marks that must be likely names
AMONG_THINGS = -4.0  # one of a list half of whose members are words
TOLD_THINGS = -8.0  # one of a list that says what it is a list of
IN_WORK = -8.0  # chosen, as all of these
_WORK = re.compile("《[^《》\n]{2,20}》")
LONGEST = 5  # characters of a member without ·

_ITEM = "[\u4e00-\u9fff·]{2,12}"
_LIST = re.compile(rf"{_ITEM}+(?:、{_ITEM}){{1,60}}")  # no 、 in an item: giving characters back never helps
_NUMERALS = frozenset("一二两三四五六七八九十")
_COUNTING = _NUMERALS | frozenset("名位人个余多")
_MEMBER = re.compile(r"(?:[^、和与及]|(?<=、)[和]|和(?=[平军]))+")


# After the last of a list, how many things they are or what: 柳沟、白塔等3个养蜂点, 等景区.
_THINGS = "|".join(read_list(PACKAGE, "things.txt"))
_COUNT = "(?:0{1,4}|[一二三四五六七八九十两]{1,2})[多余]?"
_OF_THINGS = re.compile(
    rf"""[\u4e00-\u9fff]{{2,8}}?
    (?:等(?:{_COUNT}
         (?:个(?![人孩小同青年兄姐户家])|家(?![人农庭贫])|[处座条项种块所台款类镇村乡县区市]|大(?!师))
       | [\u4e00-\u9fff]{{0,4}}?(?:{_THINGS}))
     | {_COUNT}(?:[处座条块所](?=[\u4e00-\u9fff])|个[\u4e00-\u9fff]{{0,4}}?(?:{_THINGS}|[乡镇村县区市州站馆]))
    )""",
    re.VERBOSE,
)

# A line of a list of people, 陆文远（女）　青石县白塔镇护林员, and one of a body's members, 成员：陆文远（局长）.
_ON_A_LINE = re.compile(
    r"^(?P<name>[\u4e00-\u9fff·]{2,14})(?:（[男女]）)?[ \u3000]+(?P<post>[\u4e00-\u9fffA0·]{3,30})$", re.MULTILINE
)
_WITH_POST = re.compile(
    r"(?<=[：\s])(?P<name>[\u4e00-\u9fff·]{2,14})（(?P<post>[\u4e00-\u9fff]{2,14})）(?=[ \u3000]*[\u4e00-\u9fff\n]|$)"
)
FEWEST_LINES = 3
ON_A_LINE = 6.0  # log odds; where the others are names, nothing speaks against one

Members = list[tuple[int, int]]


def find_lists(text: str) -> list[Members]:
    """Where the members of each list in folded text stand."""
    if "、" not in text:
        return []
    return [[member.span() for member in _MEMBER.finditer(text, *match.span())] for match in _LIST.finditer(text)]


def find_listed(text: str, lists: Sequence[Members], candidates: Iterable[Candidate]) -> list[Candidate]:
    """Members of those lists of the text that hold at least two likely names out of `candidates`."""
    if not lists:
        return []
    best: dict[tuple[int, int], float] = {}
    for start, end, score in candidates:
        if score > 0 and score > best.get((start, end), 0.0):
            best[start, end] = score
    starts, ends = {start for start, _ in best}, {end for _, end in best}
    found = []
    for members in lists:
        inner = members[1:-1]
        sure = sum([span in best for span in inner]) + (members[0][1] in ends) + (members[-1][0] in starts)
        if sure < SHARE * len(members):
            continue
        spans = [*_first(text, *members[0]), *inner, *_last(text, *members[-1])]
        found += [
            Candidate(start, end, _weigh_member(text[start:end]))
            for start, end in spans
            if best.get((start, end), 0.0) <= MEMBER
            and (sure > 2 or text[start:end] not in common_words())
            and _may_be_member(text[start:end])
            and (sure > 1 or is_surname(text[start:end]))
        ]
    return found


def put_on_lines(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates with the names of lists of people, each with a post beside it: a line each, or with the post in
    brackets. These leave no room for others.
    """
    found: list[Candidate] = []
    for pattern in (_ON_A_LINE, _WITH_POST) if "\n" in text else ():
        named = [line for line in pattern.finditer(text) if title_before(text, line.end("post"))]
        if len(named) >= FEWEST_LINES:
            found += [Candidate(*line.span("name"), ON_A_LINE) for line in named]
    if not found:
        return candidates
    inside = {at for one in found for at in range(one.start, one.end)}
    return found + [one for one in candidates if inside.isdisjoint(range(one.start, one.end))]


def lower_words(text: str, lists: Sequence[Members], candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, less likely where they stand in a list of things: 甘草、桂皮、姜糖."""
    if "、" not in text:
        return candidates
    words = common_words()
    things: dict[tuple[int, int], float] = {}
    firsts: set[int] = set()  # where the first of a list that is told to be of things ends
    for members in lists:
        (_, first), *inner, (last, _) = members
        told = _OF_THINGS.match(text, last) is not None
        if len(members) < 3 and not told:
            continue
        ends = [(first - 2, first), (last, last + 2)]  # the first follows other words, the last is followed by some
        worded = 2 * sum([0 < words.get(text[a:b], 0) < 4 for a, b in (*inner, *ends)]) >= len(members)
        if worded or told:
            things.update(dict.fromkeys((*members, *ends), TOLD_THINGS if told else AMONG_THINGS))
            firsts.update((first,) if told else ())
    if not things:
        return candidates
    return [
        one._replace(score=one.score + TOLD_THINGS)
        if one.end in firsts
        else one._replace(score=one.score + things.get((one.start, one.end), 0.0))
        for one in candidates
    ]


def lower_in_works(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, less likely within the title of a work, which tells of nobody in the story: 《村官X》."""
    works = [match.span() for match in _WORK.finditer(text)] if "《" in text else []
    if not works:
        return candidates
    inside = {at for begin, end in works for at in range(begin, end)}
    return [one._replace(score=one.score + IN_WORK) if one.start in inside else one for one in candidates]


def _first(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The first member follows the title that all share, or a word that begins a list."""
    return [
        (start, end)
        for start in range(begin, end - 1)
        if title_before(text, start) or text[start - 2 : start] in ("以及", "包括", "还有")
    ][-1:]


def _last(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """The last member ends where the sentence goes on."""
    for stop in range(begin + 2, min(begin + LONGEST, end) + 1):
        after = text[stop : stop + 1]
        crossed = text[stop - 1 : stop + 1] in common_words()
        counted = after in _NUMERALS and text[stop + 1 : stop + 2] in _COUNTING
        there = after == "在" and text[stop - 1 : stop + 1] not in common_words()
        if kind_of(after) != "h" or counted or there or (verb_after(text, stop) > 1 and not crossed):
            return [(begin, stop)]
    return []


def _may_be_member(name: str) -> bool:
    return (
        name not in PLACES
        and ("·" in name or len(name) <= LONGEST)
        and not name.endswith(("等", "们", "者", "员", "副"))
    )


def _weigh_member(name: str) -> float:
    words = common_words()
    if name in words:
        return WORD_AS_MEMBER if name[0] in SURNAMES else 2 * WORD_AS_MEMBER
    if len(name) > 3 and "·" not in name and any(name[at : at + 2] in words for at in range(len(name) - 1)):
        return 2 * WORD_AS_MEMBER
    return MEMBER if len(name) < 5 else WORD_AS_MEMBER
