"""Where a figure holds: the place that its sentence, its paragraph or its story names, and what 全市 means there.

When it holds is told in context.py; nothing here reads numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles.text.rules import read_list
from metrics.extraction.placenames import OFTEN, WORD, count_places, find_local, find_village, is_place_name
from metrics.extraction.types import StoryFacts

_SENTENCE = re.compile(r"[。！？!?\n]")
PARAGRAPH_REACH = 600  # characters before a figure in which its paragraph may have named its place
_BESIDE = ("占", "居", "列", "在", "位")  # 占全省, 列全市: the place of a comparison
SENTENCE_REACH = 160  # characters before a figure that are looked at for its place
LONGEST_SUBJECT = 40  # characters of a sentence in which the firm or house that opens it is looked for
# 2021年12月，某某器材有限公司完成改造; ■某某镇投资40万元: whoever opens the sentence is whom
# its figures speak of.
_SUBJECT = re.compile(
    rf"""[\s●■▲◆◎★※□>◇○☆]*
        (?:(?:据悉|据了解|目前|近日|日前|昨日|今年以来|近年来|截至目前|[去今前]年|(?:[去今前]年)?[0-9年月日初底末至到\-—～]{{2,16}})[，,]?|截至目前[，,]?)?
        (?:[上下]午|清晨|早上|傍晚|晚)?[，,]?(?:(?:[\u4e00-\u9fff]{{2,3}})?(?:走进|来到)|在)?
        (?P<name>
            (?:(?:(?![已将是该了把被从在给她他我首])[\u4e00-\u9fffA-Za-z（）()]){{2,16}}?(?:有限公司|集团|分公司|合作社|医院|大学(?!生)|学院|疾控中心|卫生院|购物广场|产业园
              |口岸|景区|工业园|中学|小学|[一二三四五六七八九十]中(?!学)|幼儿园|司法所|派出所|分局|图书馆|总会|公园|小区|(?<![工出建办])厂(?![家房商矿])))
          | [县市区州省镇][一二三四五六七八九十]中
          | (?:(?:{WORD}){{2,3}}[县市区旗])?(?:(?:{WORD}){{2,3}}(?:镇|乡|街道))?
            (?:{WORD}){{2,3}}(?:镇|乡|街道|社区|村|县|区|旗|市)
        )(?![的及和、与等至到书主副第党委人村民干常管社局长队所教统发通公数显法检场政]|消息|获悉|介绍)""",
    re.VERBOSE,
)
_CLAUSE_IN_NAME = re.compile(
    r"[是该了把被从]|将(?!军)|后的|来到|走进|走访|带着|地处|有(?!限)|为(?!民|公|国)|建成|[新改扩]建|改造|建起|实现|完成|新增|开展|组织|投入|举办|召开|推进|成立|打造|创建|启动|共有|累计|确定|安排|涌现"
)  # 某某是某合作社: a clause and no name
_LED_UP = read_list("metrics.extraction", "led_up.txt")  # no subject: 推动某某集团投资
# What one person does is of no place: 他家种橘11亩; not 他指出，全县….
_PERSON = re.compile(
    r"[他她](?!们|乡|日|国|人|[指强要说表介告认还])|[，。“]老人(?!院)|某(?![市县区镇乡村])|嫌疑人|被告人|主播"
)
_WHEN = re.compile(
    r"[^，,。]{0,3}(?:今年|去年|近年|[0-9]{1,4}年|[0-9]{1,2}月|目前|近日|昨日|日前|截至)[^，,。]{0,10}[，,]"
)
SENTENCES_BACK = 3  # sentences of a paragraph whose subject may still be spoken of
_HOUSES = "公司|集团|合作社|医院|大学|学院|中心|卫生院|产业园|口岸|景区|工业园|中学|小学|厂"
_HOUSE = re.compile(f"(?:{_HOUSES})$")
# Only a sentence that holds one of these words early is read for a house: most hold none, and a search is quick.
_HOUSE_WORD = re.compile(_HOUSES)
HOUSE_OFTEN = 3  # times that a story names the house which it is about
SHORT_NAME = 4  # characters of a place's name that is not told together with what it belongs to
PERSON_REACH = 30  # characters before a figure in which the person may stand whom it is told of
_SCOPE = re.compile(r"[全我该本](?:(?<=[全我])[市省县区镇乡州旗]|(?<=[该本])[市县区镇乡]|(?<=我)国)")
# 新华社南昌电: an agency's line from a capital tells of the province, one from 北京 of the country or of nothing.
_CAPITALS = dict(row.split(" ") for row in read_list("metrics.extraction", "capitals.txt"))


class _Named(NamedTuple):
    """A place named at text[start:end]: by its own name, or by a word like 全市 (`is_scope`)."""

    start: int
    end: int
    place: str
    printed: str
    is_scope: bool


class Gazette:
    """The places of one story: what 全市, 全县 and 我市 mean in it, and which place its figures speak of otherwise."""

    def __init__(self, texts: Sequence[str], facts: StoryFacts) -> None:
        self.counts = count_places(texts)
        self.home = facts.home_place
        self.dateline = self._whole_name(self._told_by_agency(facts.dateline_place))
        top = [name for name, times in self.counts.most_common(3) if times >= 2]
        self.usual = self.dateline or (top[0] if top else None)
        self.often = [name for name, times in self.counts.items() if times >= 2]
        self._meant: dict[str, str | None] = {}
        self.told_last: dict[str, str] = {}  # the village, the town named last, while the story is read
        self.scope = self._read_scope(texts)
        self.local = {text: find_local(text) for text in texts}
        self.village = find_village([each for text in texts for each in self.local[text]])
        self.house = self._read_house(texts)

    def _told_by_agency(self, place: str | None) -> str | None:
        """The province for its capital's name in a dateline, unless the paper is of that city; nothing for 北京."""
        if not place or (self.home and self.home.startswith(place)):
            return place
        return None if place == "北京" else _CAPITALS.get(place, place)

    def _whole_name(self, short: str | None) -> str | None:
        """柳泉 -> 柳泉县, where the story names it so."""
        if not short or short[-1] in "市县区镇乡旗省":
            return short
        named = [name for name in self.counts if name.startswith(short) and len(name) == len(short) + 1]
        if named:
            return max(named, key=lambda name: self.counts[name])
        return self.home if self.home and self.home.startswith(short) else short

    def read(self, text: str) -> Places:
        """The places that one passage of the story names, to be asked figure by figure."""
        return Places(self, text)

    def meant_by(self, scope: str) -> str | None:
        """The place that 全市 or 我县 means in this story, None where the story does not tell."""
        level = scope[-1]
        if level == "国":
            return scope
        if level not in self._meant:
            self._meant[level] = self._of_level(level)
        return self._meant[level]

    def _read_scope(self, texts: Sequence[str]) -> str | None:
        """The place whose 全市, 我县, 市委 the story speaks of most; None where it speaks of none."""
        spoken = Counter(
            match[0][-1]
            for text in texts
            for match in _SCOPE.finditer(text)
            if text[match.start() - 1 : match.start()] not in _BESIDE and match[0][-1] not in "省国"
        )
        return next((meant for level, _ in spoken.most_common() if (meant := self.meant_by(level))), None)

    def _read_house(self, texts: Sequence[str]) -> str | None:
        """The firm, the school or the works that the story is about: it opens sentences and is named time and again."""
        openers = Counter(
            match["name"]
            for text in texts
            for start in (0, *(each.end() for each in _SENTENCE.finditer(text)))
            if _HOUSE_WORD.search(text, start, start + LONGEST_SUBJECT)
            if (match := _SUBJECT.match(text, start, start + LONGEST_SUBJECT)) and _HOUSE.search(match["name"])
            if _is_name(match["name"])
        )
        for name, times in openers.most_common(3):
            if times >= 2 and sum(text.count(name) for text in texts) >= HOUSE_OFTEN:
                return name
        return None

    def _of_level(self, level: str) -> str | None:
        for place in (self.dateline, self.home, self.usual):
            if place and place[-1] == level:
                return place
        same = [name for name, _ in self.counts.most_common() if name[-1] == level]
        return same[0] if same else None


class Places:
    """The places that one passage names, in order, asked figure by figure in the order of the text."""

    def __init__(self, gazette: Gazette, text: str) -> None:
        self.gazette = gazette
        self.text = text
        self.sentences = [0, *(match.end() for match in _SENTENCE.finditer(text))]
        named: list[_Named] = []
        self.unknown: list[int] = []  # where 全市 stands and nothing tells which city that is
        for match in _SCOPE.finditer(text):
            meant = gazette.meant_by(match[0])
            if meant and text[match.start() - 1 : match.start()] not in _BESIDE:
                named.append(_Named(match.start(), match.end(), meant, match[0], True))
            elif (
                not meant
                and match[0] in ("全市", "我市", "全县", "我县")
                and text[match.start() - 1 : match.start()] not in _BESIDE
            ):
                self.unknown.append(match.start())
        named += self._find_again()
        for name in gazette.often:
            at = text.find(name)
            while at >= 0:
                named.append(_Named(at, at + len(name), name, name, False))
                at = text.find(name, at + len(name))
        self.named = sorted(named)
        self.starts = [each.start for each in self.named]
        self._subject: tuple[int, re.Match[str] | None] = (-1, None)

    def _find_again(self) -> Iterator[_Named]:
        """Where 该村, 全镇, 村里 stand, with the village or town that was named last before them."""
        last = self.gazette.told_last
        for start, end, level, name in self.gazette.local[self.text]:
            if name:
                last[level] = name
            elif level in last:
                yield _Named(start, end, last[level], self.text[start:end], True)

    def place_of(self, start: int) -> tuple[str | None, str]:
        """The place that the figure at text[start] speaks of, and in words how that is known."""
        number = bisect_right(self.sentences, start) - 1
        sentence = max(self.sentences[number], start - SENTENCE_REACH)
        first = bisect_left(self.starts, sentence)
        last = bisect_left(self.starts, start)
        for each in reversed(self.named[first:last]):
            if each.is_scope and each.end <= start:
                return each.place, f"{each.printed} in the sentence"
        subject = self._subject_of(sentence)
        if subject and subject.end() <= start:
            return subject["name"], "subject of the sentence"
        if first < last and self.named[first].end <= start and self._opens(sentence, self.starts[first]):
            return self.named[first].place, "named in the sentence"
        i = bisect_left(self.unknown, start)
        if i and self.unknown[i - 1] >= sentence:
            return None, ""
        if _PERSON.search(self.text, max(sentence, start - PERSON_REACH), start):
            return None, ""
        spoken = self.text[sentence : sentence + 2].lstrip()[:1] in ("“", '"', "「")
        for earlier in () if spoken or first < last else self._sentences_before(number):
            subject = self._subject_of(earlier)
            if subject and not subject["name"].endswith(("公司", "集团")):
                return subject["name"], "subject of a sentence before"
        if self.gazette.house:
            return self.gazette.house, "the house that the story is about"
        if self.gazette.village:
            return self.gazette.village, "the village that the story is about"
        if self.gazette.dateline:
            return self.gazette.dateline, "dateline"
        paragraph = max(self.text.rfind("\n", max(0, start - PARAGRAPH_REACH), start) + 1, start - PARAGRAPH_REACH)
        for each in reversed(self.named[bisect_left(self.starts, paragraph) : last]):
            if each.end <= start:
                return each.place, f"{each.printed} in the paragraph"
        usual = self.gazette.usual
        if usual and self.gazette.counts[usual] >= OFTEN:
            return usual, "the place that the story names most"
        if self.gazette.scope:
            return self.gazette.scope, "the place that the story speaks of"
        return None, ""

    def _subject_of(self, sentence: int) -> re.Match[str] | None:
        """The firm, house, town or village that opens the sentence which begins at text[sentence]."""
        if self._subject[0] != sentence:
            match = _SUBJECT.match(self.text, sentence, sentence + LONGEST_SUBJECT)
            self._subject = (sentence, match if match and _is_name(match["name"]) else None)
        return self._subject[1]

    def _opens(self, sentence: int, at: int) -> bool:
        """Whether text[at] stands at the sentence's beginning or right behind when it is told: 今年以来，柳泉县…."""
        return at - sentence <= 3 or _WHEN.fullmatch(self.text, sentence, at) is not None

    def _sentences_before(self, number: int) -> Iterator[int]:
        """Where the sentences before begin, back to the beginning of the paragraph, the nearest first."""
        for j in range(number - 1, max(-1, number - 1 - SENTENCES_BACK), -1):
            if self.text[self.sentences[j + 1] - 1] == "\n":
                return
            yield self.sentences[j]


def _is_name(name: str) -> bool:
    """Whether what opens the sentence is a name: not 加入合作社, nor a whole clause."""
    if len(name) <= SHORT_NAME and name[-1] in "市县区镇乡" and not (is_place_name(name) or name[-2] in "社小"):
        return False  # 重点区, 各乡镇
    if name.endswith(("农村", "山区", "地区", "市区", "城区")) and not is_place_name(name[-4:]):
        return False
    return not name.startswith(_LED_UP) and not _CLAUSE_IN_NAME.search(name)
