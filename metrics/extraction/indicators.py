"""What a figure measures, in the page's own words: the shortest phrase by which a reader would know.

Figures come in the order of the text, so that a clause without a subject of its own (同比增长11.9%) takes the one that
was measured before it. Nothing here reads numbers or units.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from metrics.extraction.grammar import Quantity

LONGEST = 18  # characters of an indicator; a longer phrase keeps its end
LONGEST_NOUN = 14  # characters of what stands after a counted number, before it is cut at a verb

COUNTED = frozenset(("things", "people", "households", "events", "places"))

_CLAUSE = re.compile(r"[，。；：！？;:!?\n]|,(?![0-9]{3})")
_LIST_MARK = re.compile(r"^[、和及与或以\s]+|^以及")
_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』")

# What opens a clause without naming what is measured. Taken off again and again from the front.
_LEAD = re.compile(
    r"""(?:其中|目前|现在|截至目前|截[至止]|据悉|据了解|据介绍|据统计|同时|此外|另外|今年|去年|明年|前年|当年|今年以来|年内|以来|近年来|日前|近日
        |当天|当日|期间|全[省市县区镇乡国州]|我[省市县区镇]|[该本][市县区镇乡村局校院区]|[省市县区]内|境内|共有?|共计|总共|合计|累计|已经?|先后|又|还|并|也
        |将|在|对|为|把|按|由|从|向|到|于|的|以|使|让|是|有|中|年|度|底|末|初|了|均|都|再|其|每年|就|仅|只|要|可|能|会|应|拟|预计|计划|力争|确保|实现
        |届时|随后|成功|顺利|全面|大力|积极|持续|及时|并且|而且|通过|得知|获悉|记者|我们|他们|她们|它们|他|她|我|你|一共|总计|左右|方面|来|约)""",
    re.VERBOSE,
)
_TAIL = re.compile(
    r"""(?:达到了?|达成|高达|达|为|约|大约|共|共计|总计|合计|累计|已经?|有|了|的|超过?|是|至|到|由|从|仅|只|近|将近|突破|实现|完成了|均|分别|再次|再|就
        |不|较|比|各|每|多|能|可|可以|将|以|在|对|把|与|和|及|、|也|都|并|又|还|先后|第|前|列|居|位居|位列|排名|排在|名列|占比?为|保持在?|控制在|稳定在
        |增至|升至|降至|提升至|提高到|提高至|下降到|下降至|增加到|增加至|扩大到|上升到|降低到|降到|减少到|缩短至|缩短到|压缩至|[（(]|[:：]|[ \u3000]|[“"'‘])$""",
    re.VERBOSE,
)
_CHANGE = re.compile(
    r"""(?:(?:同比|环比|较|比|与|相比)[^，。；、]{0,12}?)?
        (?:分别)?(?:同比|环比)?(?:大幅|累计|平均|年均|继续|稳步|实际|预计)?
        (?:增长|增加|上升|提高|提升|上涨|多增|少增|回升|净增|改善|下降|减少|降低|回落|缩短|压缩|下滑|下跌|增幅|降幅|增速|涨幅|跌幅|翻|[增减升降多少高低涨])
        (?:了|为|达|率|幅度?|约|近|超过?)*$""",
    re.VERBOSE,
)
_RANKED = re.compile(
    r"(?:数量|总量|增速|增幅)?(?:均|并)?(?:跃|稳)?(?:列|居|位|排|名|获|占|升|荣|取得|夺得)[^，。；]{0,12}$|(?:全[省国市县]|世界|全球|亚洲)(?:排名)?$"
)
_NOUN_END = re.compile(
    r"""[，。；、：！？;:!?\n（(]|,(?![0-9]{3})|以及|和(?=[0-9])|及(?=[0-9])|与(?=[0-9])
        |的(?=[^，。；]{0,3}[0-9])""",
    re.VERBOSE,
)
_VERB = re.compile(
    r"""(?:进行|开展|成立|完成|实现|参与|参加|入选|晋级|纳入|覆盖|销号|举办|全部|均已?|已经?|先后|落地|建立|组成|提供|赴|前往|通过|走进|围绕|联合|发布
        |达到|获得|获评|获|被|将|在|对|从|由|为|到|上|中|按照|按|得到|集中|共同|签约|开工|竣工|投产|投入|推进|快速|顺利|正式|正在|陆续|分别|就|来|都|能|可)"""
)
_VERB_BEFORE = re.compile(r"[^，。；、：的了“”]{2,4}$")


class Reader:
    """Reads the indicators of one passage's figures, in order."""

    def __init__(self, text: str, figures: Sequence[Quantity], dates: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.figures = figures
        self.dates = dates
        self.told: list[str | None] = []
        self.date_at = 0

    def read_all(self) -> list[str | None]:
        """One indicator for each figure, None where the text names none."""
        for i in range(len(self.figures)):
            self.told.append(self._read(i))
        return self.told

    def _read(self, i: int) -> str | None:
        figure = self.figures[i]
        text = self.text
        shared = self._shared(i)
        if shared is not None:
            return shared
        start = self._clause_start(i)
        left = text[start : figure.start]
        if figure.ranks:
            return self._read_rank(i, left)
        changed = _CHANGE.search(left)
        if changed and figure.dimension not in COUNTED:
            subject = strip(left[: changed.start()])
            if len(subject) >= 2:
                return subject
            return self._before(i) or strip(left)
        if text.startswith(("的目标", "的任务", "的年度"), figure.end) or text[figure.end : figure.end + 1] == "、":
            same = self._same_unit(i) if len(strip(left)) < 2 or left.endswith("完成") else None
            if same:
                return same
        noun = self._noun_after(i)
        before = strip(left)
        if figure.dimension in COUNTED or text[figure.end : figure.end + 1] == "的":
            if noun:
                return self._counted(before, noun)
        if len(before) >= 2:
            return before
        return self._before(i) or (before + noun) or None

    def _clause_start(self, i: int) -> int:
        """Where what speaks of figure i begins: after the last mark or the figure before it."""
        figure = self.figures[i]
        first = self.figures[i - 1].end if i else 0
        first = max(first, figure.start - 60)
        for match in _CLAUSE.finditer(self.text, first, figure.start):
            first = match.end()
        while self.date_at < len(self.dates) and self.dates[self.date_at][1] <= first:
            self.date_at += 1
        at = self.date_at
        while at < len(self.dates) and self.dates[at][1] <= figure.start:
            if self.dates[at][0] <= first + 8 and not _is_base(self.text, self.dates[at][0]):
                first = self.dates[at][1]
            at += 1
        return first

    def _noun_after(self, i: int) -> str:
        """What a number counts: the words after it up to a mark, a figure or, where that is long, a verb."""
        figure = self.figures[i]
        last = min(len(self.text), figure.end + 40)
        if i + 1 < len(self.figures):
            last = min(last, self.figures[i + 1].start)
        right = self.text[figure.end : last]
        if right[:1] in "的之":
            right = right[1:]
            if not right and i + 1 < len(self.figures):
                return self._noun_after(i + 1)
        end = _NOUN_END.search(right)
        noun = right[: end.start()] if end else right
        if len(noun) > LONGEST_NOUN:
            verb = _VERB.search(noun, 2)
            noun = noun[: verb.start()] if verb else noun[:LONGEST_NOUN]
        return noun.translate(_QUOTES).rstrip("和及与以对的在由为将")

    def _counted(self, before: str, noun: str) -> str:
        """抽调 + 专业人员; where a whole clause stands before the number, its last words."""
        if len(before) > 6 and len(noun) >= 3:
            verb = before.rsplit("的", 1)[-1][-2:]
            return verb + noun if len(noun) < 6 else noun
        return before + noun

    def _read_rank(self, i: int, left: str) -> str | None:
        ranked = _RANKED.search(left)
        subject = strip(left[: ranked.start()] if ranked else left)
        if len(subject) >= 3:
            return subject
        before = self._before(i)
        return (before + subject) if before else subject or None

    def _before(self, i: int) -> str | None:
        """What the figure before this one measures, where both stand in one paragraph."""
        if i == 0 or "\n" in self.text[self.figures[i - 1].end : self.figures[i].start]:
            return None
        return self.told[i - 1]

    def _same_unit(self, i: int) -> str | None:
        """What the last figure with the same unit measures: 超额完成52微克/立方米、60%的目标."""
        for j in range(i - 1, max(-1, i - 7), -1):
            if self.figures[j].unit == self.figures[i].unit:
                return self.told[j]
        return None

    def _shared(self, i: int) -> str | None:
        """A list of subjects and a list of figures, 分别 between them: each figure takes the subject of its place."""
        group = self._group(i)
        if len(group) < 2:
            return None
        first = self.figures[group[0]]
        start = max(0, first.start - 80)
        for match in re.finditer(r"[。；！？\n]", self.text[start : first.start]):
            start = max(0, first.start - 80) + match.end()
        left = self.text[start : first.start]
        if "分别" not in left:
            return None
        clause = _CLAUSE.split(left[: left.rindex("分别")])[-1]
        subjects = [
            strip(part) for part in re.split(r"[、和及与](?!其他)", clause.split("较")[0].split("比")[0]) if strip(part)
        ]
        if len(subjects) == len(group):
            return subjects[group.index(i)]
        if group[0] >= len(group) and self._same_sentence(group[0] - len(group), group[0]):
            return self.told[group[0] - len(group) + group.index(i)]
        return None

    def _group(self, i: int) -> list[int]:
        """The figures that stand in a row with figure i, only 、 or 和 between them."""
        first = last = i
        while first and self._adjoins(first - 1):
            first -= 1
        while last + 1 < len(self.figures) and self._adjoins(last):
            last += 1
        return list(range(first, last + 1))

    def _adjoins(self, i: int) -> bool:
        between = self.text[self.figures[i].end : self.figures[i + 1].start]
        return between.strip() in ("、", "和", "及", ",", "，", "与")

    def _same_sentence(self, i: int, j: int) -> bool:
        return not re.search(r"[。！？\n]", self.text[self.figures[i].end : self.figures[j].start])


def strip(phrase: str) -> str:
    """The phrase without what opens a clause and without the verb that leads up to the number."""
    phrase = phrase.strip(" 　、")
    while True:
        match = _LEAD.match(phrase)
        if not match or match.end() == len(phrase):
            break
        phrase = phrase[match.end() :].lstrip("，、 :：,")
    while True:
        match = _TAIL.search(phrase)
        if not match:
            break
        phrase = phrase[: match.start()]
    phrase = phrase.translate(_QUOTES)
    if len(phrase) > LONGEST:
        phrase = phrase[-LONGEST:]
        cut = re.search(r"[、的和及与在对]", phrase)
        if cut and cut.end() < LONGEST - 6:
            phrase = phrase[cut.end() :]
    return phrase


def _is_base(text: str, at: int) -> bool:
    return text[at - 1 : at] in ("较", "比", "与", "同") and at > 0
