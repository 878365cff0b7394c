"""When and where a figure holds: the dates and places of its sentence, else those that govern the paragraph.

Dates come found and resolved from articles.text.dates; nothing here reads numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from articles.text.dates import DateKind, PrintedDate
from metrics.extraction.grammar import Quantity
from metrics.extraction.types import StoryFacts

_SENTENCE = re.compile(r"[。！？!?\n]")
_CLAUSE = re.compile(r"[，。；！？;!?\n]|,(?![0-9]{3})")
_NOW = re.compile(r"目前|现在|现有|如今|当前|正在|现已|眼下|截至目前|迄今|至今")
_SOON_AFTER = 16  # characters after a figure in which its own date may stand: 11间病房已于去年12月底建成
_PLACE = re.compile(r"(?=([\u4e00-\u9fff]{2,3}?[市县区镇乡旗州]))")
_NO_PLACE = re.compile(
    r".*(?:[全我各该本此两县乡城社园地景辖片小灾山校库厂矿新老市郊牧林战特港禁专营功][市县区镇乡]|开发区|高新区|经开区|示范区|保护区|试验区|先行区|一体化区|[的在于对是和与及到由为将从向了等年月日个之中上下][\u4e00-\u9fff]?[市县区镇乡]|[市县][市县区]|都市|超市|上市|城市|股市|楼市|县市|集市|门市|夜市|菜市|房市|民族乡|[一二三四五六七八九十]州|广州州|神州)$"
)
_SCOPE = re.compile(r"[全我][市省县区镇乡州旗]|[该本][市县区镇乡]")


class Clock:
    """The dates of one passage, asked figure by figure."""

    def __init__(self, text: str, dates: Sequence[PrintedDate]) -> None:
        self.text = text
        self.dates = [date for date in dates if date.is_dated]
        self.told = [date for date in self.dates if date.kind is not DateKind.BASE]
        self.starts = [date.start for date in self.told]
        self.ends = [match.end() for match in _SENTENCE.finditer(text)]

    def period_of(self, figure: Quantity, figures_before: int) -> tuple[str | None, str]:
        """The period as an ISO-like string, and in words where it comes from.

        `figures_before` is where the last figure before this one ends: a sentence without any figure between lets a
        carried date lapse.
        """
        at = figure.start
        sentence = self._sentence_start(at)
        clause = self._clause_start(at, sentence)
        nearest = self._nearest(sentence, at)
        if nearest and nearest.start >= clause:
            return nearest.iso, "date in the clause"
        following = self._following(figure.end)
        if following:
            return following.iso, "date after the figure"
        if figure.dimension == "duration" and not (nearest and nearest.kind is DateKind.POINT):
            return None, ""
        if _NOW.search(self.text, max(sentence, nearest.end if nearest else 0), at):
            return None, ""
        if nearest:
            return nearest.iso, "date in the sentence"
        return self._carried(sentence, figures_before)

    def _sentence_start(self, at: int) -> int:
        i = bisect_right(self.ends, at)
        return self.ends[i - 1] if i else 0

    def _clause_start(self, at: int, sentence: int) -> int:
        found = sentence
        for match in _CLAUSE.finditer(self.text, max(sentence, at - 60), at):
            found = match.end()
        return found

    def _nearest(self, first: int, last: int) -> PrintedDate | None:
        """The last date that tells a time between two places."""
        i = bisect_right(self.starts, last) - 1
        return self.told[i] if i >= 0 and self.told[i].start >= first else None

    def _following(self, at: int) -> PrintedDate | None:
        i = bisect_right(self.starts, at)
        if i == len(self.told) or self.starts[i] - at > _SOON_AFTER:
            return None
        between = self.text[at : self.starts[i]]
        if _CLAUSE.search(between) or "、" in between or not between.endswith(("于", "在", "已于", "自", "从")):
            return None
        return self.told[i]

    def _carried(self, sentence: int, figures_before: int) -> tuple[str | None, str]:
        """A date that opened an earlier sentence of the paragraph governs what follows, as long as figures go on."""
        paragraph = self.text.rfind("\n", 0, sentence) + 1
        date = self._nearest(paragraph, sentence)
        if date is None or date.kind not in (DateKind.SPAN, DateKind.SINCE, DateKind.UNTIL) or "全年" in date.text:
            return None, ""
        opened = self._sentence_start(date.start)
        lead = self.text[opened : date.start]
        if len(lead) > 4 or self.text[date.end : date.end + 1] not in ("，", ","):
            return None, ""
        if figures_before < self._sentence_start(sentence - 1):
            return None, ""
        return date.iso, "date of the paragraph"


class Gazette:
    """The places of one story: what 全市, 全县 and 我市 mean in it, and which place its figures speak of otherwise."""

    def __init__(self, texts: Sequence[str], facts: StoryFacts) -> None:
        self.counts = _count_places(texts)
        self.home = facts.home_place
        self.dateline = self._whole_name(facts.dateline_place)
        top = [name for name, times in self.counts.most_common(3) if times >= 2]
        self.usual = self.dateline or (top[0] if top else None)

    def _whole_name(self, short: str | None) -> str | None:
        """禹城 -> 禹城市, where the story names it so."""
        if not short or short[-1] in "市县区镇乡州旗省":
            return short
        named = [name for name in self.counts if name.startswith(short) and len(name) == len(short) + 1]
        if named:
            return max(named, key=lambda name: self.counts[name])
        return self.home if self.home and self.home.startswith(short) else short

    def place_of(self, text: str, start: int, end: int) -> tuple[str | None, str]:
        """The place that the figure between start and end speaks of, and in words how that is known."""
        sentence = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
        before = text[sentence:start]
        scopes = list(_SCOPE.finditer(before))
        if scopes and before[: scopes[-1].start()][-1:] not in ("占", "居", "列", "在", "位"):
            meant = self._meant_by(scopes[-1][0])
            if meant:
                return meant, f"{scopes[-1][0]} in the sentence"
        return self._governing()

    def _meant_by(self, scope: str) -> str | None:
        level = scope[-1]
        for place in (self.dateline, self.home, self.usual):
            if place and place[-1] == level:
                return place
        same = [name for name, _ in self.counts.most_common() if name[-1] == level]
        return same[0] if same else None

    def _governing(self) -> tuple[str | None, str]:
        if self.dateline:
            return self.dateline, "dateline"
        if self.usual:
            return self.usual, "the place that the story names most"
        return (self.home, "the paper's own place") if self.home else (None, "")


def _count_places(texts: Sequence[str]) -> Counter[str]:
    """Names of places by how often they stand in the texts; of 张家口市 and 家口市 the longer where it is as frequent."""
    found: Counter[str] = Counter()
    for text in texts:
        for i, c in enumerate(text):
            if c in "市县区镇乡":
                for length in (2, 3):
                    name = text[max(0, i - length) : i + 1]
                    if len(name) == length + 1 and "\u4e00" <= name[0] <= "\u9fff" and not _NO_PLACE.fullmatch(name):
                        found[name] += 1
    for name in list(found):
        if len(name) == 4:
            if found[name] == found[name[1:]]:
                del found[name[1:]]
            else:
                del found[name]
    return found
