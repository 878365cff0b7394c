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
from metrics.extraction.types import StoryFacts

_SENTENCE = re.compile(r"[。！？!?\n]")
OFTEN = 4  # times that a story names the place which it is about
PARAGRAPH_REACH = 600  # characters before a figure in which its paragraph may have named its place
_BESIDE = ("占", "居", "列", "在", "位")  # 占全省, 列全市: the place of a comparison
SENTENCE_REACH = 160  # characters before a figure that are looked at for its place
LONGEST_SUBJECT = 40  # characters of a sentence in which the firm or house that opens it is looked for
_NO_PLACE = re.compile(
    r""".*(?:[全我各该本此两一县乡社园地景辖片小灾山范校库厂矿新老市郊牧林战特港禁专营功管街疫业每多个某][市县区镇乡]|开发区|高新区|经开区|示范区|保护区
        |试验区|先行区|居民区|[大小中型新旧老道范明家界个级点心类慧园绵洁好国际强圳]城[市区镇]|超市|上市|股市|楼市|集市|门市|夜市|菜市|房市|农贸市|都市
        |家乡|故乡|返乡|下乡|城乡|老乡|小镇|集镇|古镇|名镇|重镇|强镇|村镇|乡镇|百强县|大县|强县|.?组成县|全区|组成.|形成.|建成.)""",
    re.VERBOSE,
)
# Letters that stand before a name, not in it; what makes another word of the last letter: 市场, 区域.
_NOT_IN_NAME = (
    "在于对从向由到至和与及将是为了的年度月日据经等赴访来去往位该本各全我个新老多把使让被比较占其"
    "以前后上下中内外名条里住进走入过家俺咱"
)
_WORD = rf"(?![{_NOT_IN_NAME}市县区镇乡村])[\u4e00-\u9fff]"
_CANDIDATE = re.compile(
    "市(?![场民域容面值井直区长级])|县(?![域城])|区(?![域间块别位分])|镇(?![街静定])|乡(?![村镇亲愁贤情土间音邻])"
)
_NOT_BEFORE_LEVEL = frozenset(_NOT_IN_NAME + "市县区镇乡")
# 2021年12月，某某器材有限公司完成改造; ■某某镇投资40万元: whoever opens the sentence is whom
# its figures speak of.
_SUBJECT = re.compile(
    rf"""[\s●■▲◆◎★※□>◇○☆]*
        (?:(?:据悉|据了解|目前|近日|日前|昨日|今年以来|近年来|截至目前|[去今前]年|(?:[去今前]年)?[0-9年月日初底末至到\-—～]{{2,16}})[，,]?|截至目前[，,]?)?
        (?:[上下]午|清晨|早上|傍晚|晚)?[，,]?(?:在|走进|来到)?
        (?P<name>
            (?:[\u4e00-\u9fffA-Za-z（）()]{{2,16}}?(?:有限公司|集团|分公司|合作社|医院|大学(?!生)|学院|疾控中心|卫生院|购物广场|产业园
              |口岸|景区|工业园|中学|小学|[一二三四五六七八九十]中|幼儿园|司法所|派出所))
          | [县市区州省镇][一二三四五六七八九十]中
          | (?:(?:{_WORD}){{2,3}}[县市区旗])?(?:(?:{_WORD}){{2,3}}(?:镇|乡|街道))?
            (?:{_WORD}){{2,3}}(?:镇|乡|街道|社区|村|县|区|旗)
        )(?![的及和、与等至到书主副第党委人村民干常管社局长队所教统发通公数显]|消息|获悉|介绍)""",
    re.VERBOSE,
)
_CLAUSE_IN_NAME = re.compile(
    r"[是该了把被]|为(?!民|公|国)|建成|实现|完成|新增|开展|组织|投入|举办|召开|推进|成立|打造|创建|启动|共有|累计|确定|安排|涌现"
)  # 某某是某合作社: a clause and no name
# What leads up to a house that is no subject: 推动某某集团投资.
_LED_UP = (
    *("加入", "走进", "来到", "目前", "该", "配合", "邀请", "前往", "位于", "如今", "现在"),
    *("推动", "按照", "协调", "支持", "组织", "联合", "依托", "围绕", "通过", "根据", "委托", "帮助", "服务"),
    *("以", "与", "由", "对", "为", "全", "同", "把", "将"),
)
# What one person does is of no place: 他家种橘11亩; not 他指出，全县….
_PERSON = re.compile(r"[他她](?!们|乡|日|国|人|[指强要说表介告认还])|[，。“]老人(?!院)")
PERSON_REACH = 30  # characters before a figure in which the person may stand whom it is told of
_SCOPE = re.compile(r"[全我][市省县区镇乡州旗]|[该本][市县区镇乡]|我国")
# 新华社南昌电: an agency's line from a capital tells of the province, one from 北京 of the country or of nothing.
_CAPITALS = dict(row.split(" ") for row in read_list("metrics.extraction", "capitals.txt"))


# 该村, 全镇, 村里: the village or town named last.
_AGAIN = re.compile(r"(?:全|该|本)(?P<level>村|社区|镇|乡|街道)|(?P<inside>村)(?:里|集体)")
_LEVEL = re.compile(r"(?P<level>村|社区|镇|乡|街道)(?![里民官支委镇容貌级干居])")
_LOCAL_NAME = re.compile(rf"(?:(?![农驻乡山各贫困老新旧每强名古半留作行政自然空心全])(?:{_WORD})){{1,3}}$")


class _Local(NamedTuple):
    """A village or town named at text[start:end]; `name` is empty for 该村, 全镇, 村里, which mean the one before."""

    start: int
    end: int
    level: str
    name: str


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
        self.counts = _count_places(texts)
        self.home = facts.home_place
        self.dateline = self._whole_name(self._told_by_agency(facts.dateline_place))
        top = [name for name, times in self.counts.most_common(3) if times >= 2]
        self.usual = self.dateline or (top[0] if top else None)
        self.often = [name for name, times in self.counts.items() if times >= 2]
        self._meant: dict[str, str | None] = {}
        self.told_last: dict[str, str] = {}  # the village, the town named last, while the story is read
        self.scope = self._read_scope(texts)
        self.local = {text: _find_local(text) for text in texts}
        self.village = _find_village([each for text in texts for each in self.local[text]])

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
        sentence = self.sentences[bisect_right(self.sentences, start) - 1]
        sentence = max(sentence, start - SENTENCE_REACH)
        first = bisect_left(self.starts, sentence)
        last = bisect_left(self.starts, start)
        for each in reversed(self.named[first:last]):
            if each.is_scope and each.end <= start:
                return each.place, f"{each.printed} in the sentence"
        if self._subject[0] != sentence:
            self._subject = (sentence, _SUBJECT.match(self.text, sentence, sentence + LONGEST_SUBJECT))
        subject = self._subject[1]
        if (
            subject
            and subject.end() <= start
            and not subject["name"].startswith(_LED_UP)
            and not _CLAUSE_IN_NAME.search(subject["name"])
        ):
            return subject["name"], "subject of the sentence"
        if first < last and self.starts[first] - sentence <= 3 and self.named[first].end <= start:
            return self.named[first].place, "named in the sentence"
        i = bisect_left(self.unknown, start)
        if i and self.unknown[i - 1] >= sentence:
            return None, ""
        if _PERSON.search(self.text, max(sentence, start - PERSON_REACH), start):
            return None, ""
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


def _is_name(name: str) -> bool:
    """Whether what opens the sentence is a name: not 加入合作社, nor a whole clause."""
    return not name.startswith(_LED_UP) and not _CLAUSE_IN_NAME.search(name)


def _find_local(text: str) -> list[_Local]:
    """The villages and towns that a text names or speaks of again, in order."""
    found = []
    for match in _LEVEL.finditer(text):
        name = _LOCAL_NAME.search(text[max(0, match.start() - 3) : match.start()])
        if name:
            found.append(_Local(match.start() - len(name[0]), match.end(), match["level"], name[0] + match["level"]))
    found += [_Local(*match.span(), match["level"] or "村", "") for match in _AGAIN.finditer(text)]
    return sorted(found)


def _find_village(local: Sequence[_Local]) -> str | None:
    """The village that a story is about: named and spoken of again (全村, 村里) more than any other place."""
    named = Counter(each.name for each in local if each.name and each.level in ("村", "社区"))
    if not named:
        return None
    name, times = named.most_common(1)[0]
    again = sum(1 for each in local if not each.name and name.endswith(each.level))
    return name if times + again >= OFTEN and again >= 1 else None


def _count_places(texts: Sequence[str]) -> Counter[str]:
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
                if len(longer) == 4 and is_place_name(longer):
                    found[longer] += 1
    for name in [name for name in found if len(name) == 4]:
        short = name[1:]
        if short in found:
            del found[short if found[name] == found[short] else name]
    return found


def is_place_name(name: str) -> bool:
    """Whether a word of three or four characters that ends in 市, 县, 区, 镇, 乡 can be a place's name: not 各县区."""
    return "\u4e00" <= name[0] <= "\u9fff" and name[0] not in _NOT_IN_NAME and not _NO_PLACE.fullmatch(name)
