"""What a figure measures, in the page's own words: the shortest phrase by which a reader would know.

Figures come in the order of the text, so that a clause without a subject of its own (同比增长7.4%) takes the one that
was measured before it. Nothing here reads numbers or units; how phrases are trimmed stands in phrases.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.text.rules import read_list
from metrics.extraction.bare import ranks_by
from metrics.extraction.completing import Completing
from metrics.extraction.counted import join_counted
from metrics.extraction.durations import read_duration
from metrics.extraction.formulas import FILLER
from metrics.extraction.moves import strip_change, strip_move, strip_rank
from metrics.extraction.phrases import (
    drop_doer,
    find_opening_verb,
    find_verb,
    last_verb,
    last_words,
    read_measure,
    strip,
)
from metrics.extraction.placewise import MEASURE_WORD, read_subject_of_place
from metrics.extraction.spending import read_spent
from metrics.extraction.surroundings import SHORT_NOUN, Answer, Near, Surroundings
from metrics.extraction.terms import Quantity
from metrics.extraction.trading import read_traded
from metrics.extraction.warmth import read_warmth
from metrics.extraction.wholes import Wholes

COUNTED = frozenset(("things", "people", "households", "events", "places"))
MEASURED = frozenset(("length", "area", "volume", "weight", "power", "measure"))

_AIM_AFTER = re.compile(r"[^，。；！？;!?\n]{0,16}?目标")
_DONE = re.compile(
    r"(?:超额|提前(?:[一二两三四五六半0-9]+个?[年月天])?|圆满|全面|顺利|如期|已)*(?:完成|实现|达到)?了?(?:[省国市县部]定|年度|上级下达|下达|既定|预定|考核)?"
)
_NOUN_UNIT = re.compile(r"(?!人次|人份|口人|人·次)[\u4e00-\u9fff]{2,}")  # 50万用户, 78万粉丝
_THAN = re.compile(r"(?:较|比(?!例|重|值))[^，。；、]{0,14}$")  # 比去年同期翻了一番
_PROPERTIES = read_list("metrics.extraction", "properties.txt")
_SIZES = frozenset("长宽高深厚")
LONGEST_MOVE = 8  # characters of 逐步增加到
_AVERAGES = frozenset(("人均", "户均", "亩均", "日均", "月均", "年均", "平均"))
_REACHED = frozenset(read_list("metrics.extraction", "reached.txt"))
_LABEL = re.compile(r"([^，。；、：:\s]{2,12})[：:][ ]?$")  # 票价：1.50元
_SHARE_OF = re.compile(r"占(?:到|了)?$")
_CARRYING = re.compile(r"(?:满载|载有|装有|装着|配有|带着|揣着|手持|身背|佩戴)$")
_COMPARED = re.compile(
    r"(?:同比|环比|较|比(?!例|重|赛)|与)[^，。；、]{0,10}(?:增加|减少|增长|下降|净增|净减|提升|前移|上升|前进|后移|下移|跃升|多|少)了?$"
)  # 比去年增加12台
_MOVES = re.compile(r"[^，。；、0-9]{0,4}?(?:增|升|降|减|提|扩|缩|涨|跌|发展|变|上升|加宽|拓宽|延长|到|至)")
_EACH = re.compile(r"每[\u4e00-\u9fff]{1,2}$")  # 以每盒8元的价格
_PAID = re.compile(r"(?:予以|给予|进行|发放|支付|收取|缴纳)(?P<what>[\u4e00-\u9fff]{2,8})")
_IS_TIMES = re.compile(r"(?P<whole>.*?)(?:[却约已正也又竟]|大约|几乎|恰好|仍然)*(?:是|相当于)(?P<other>[^，。；]*?)的?")
_PLANNED_SHARE = re.compile(r"(?<=[\u4e00-\u9fff]{3})(?:完成|占)[^，。]{0,6}(?:任务|目标|计划|预算)$")
_OF_A_PLAN = re.compile(r"(?:已|提前|超额)*(?:完成|占)[^，。]{0,6}(?:任务|目标|计划|预算)")  # 完成年度任务的35%
# 患病率为11.9%，比2010年的|8.4%上升
_OLD_VALUE = re.compile(
    r"[但仍也又却远]*(?:比|较|[高低好优快慢多少大小][于出])(?:[0-9]{4}年|去年|上年|前年|上月|上季度)?(?:同期|年底|年初|末)?的"
)
_TO_NOW = ("到目前的", "到现在的", "到如今的", "至目前的", "至现在的")
_COMPARISON = re.compile("[高低快慢好优][于出]")
_WIND = re.compile(r"(?:偏?[东南西北]{1,3}风转)?偏?[东南西北]{1,3}(?:阵)?风$")
_SIZE = re.compile(r"([高长宽厚深])的([^，。的]{2,8}?)(?=上|里|中|内|下|$|跳|落|坠|跌|滑|摔|掉|垂)")


class IndicatorReader:
    """Reads the indicators of one passage's figures, in order.

    `dates` are the places of dates, which are no part of a phrase.
    """

    def __init__(self, text: str, figures: Sequence[Quantity], dates: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.figures = figures
        self.around = Surroundings(text, figures, dates)
        self.told: list[str | None] = []
        self.left = ""  # what stands before the figure in its clause
        self.wholes = Wholes(text, figures, self.around, self.told)
        self.completing = Completing(text, figures, self.around, self.told)

    def read_all(self) -> list[Answer]:
        """The indicator of each figure, None where the text names none, and in words where it was found."""
        found: list[Answer] = []
        for i in range(len(self.figures)):
            phrase, why = self._read(i)
            phrase = phrase.replace(FILLER, "") if phrase and FILLER in phrase else phrase
            phrase = self.completing.complete(i, phrase or "", self.left) or None
            self.told.append(phrase)
            found.append((phrase, why if phrase else "nothing names what it measures"))
        return found

    def _read(self, i: int) -> Answer:
        figure, self.left = self.figures[i], ""
        shared = read_subject_of_place(self.text, self.figures, self.around, self.told, i)
        if shared:
            return shared + self.around.other_base(i), "subject of the same place in the list"
        self.left, joined = self.around.left_of(i)
        left = self.left
        if figure.ranks:
            return self._read_rank(i, left)
        if figure.unit is None and ranks_by(self.text, figure) and (measured := self.wholes.before(i)):
            return measured, "what was measured before, by which it is ranked"
        subject = None
        if _MOVES.match(self.text, figure.end) or joined or left.endswith(_TO_NOW):
            subject = strip_move(left, self.text[figure.end : figure.end + LONGEST_MOVE])
        if subject is None and (figure.dimension not in COUNTED or _COMPARED.search(left)):
            subject = strip_change(left)
        if subject is None and figure.multiplies:
            subject = _THAN.sub("", left)
        if subject is not None:
            subject = strip(subject)
            if len(subject) >= 2:
                return self.wholes.whole(i, subject) + self.around.other_base(i), "subject of the change"
            before = _PLANNED_SHARE.sub("", self._inherited(i) or strip(left))
            if figure.dimension != "points" and "占" in before[2:] and not joined:  # 收入5亿元，占预算的70%，增长6%
                before = before[: before.index("占", 2)]
            return before, "subject of the clause before"
        before = "" if joined and figure.dimension in COUNTED else strip(left)
        if _DONE.fullmatch(before) and _AIM_AFTER.match(self.text, figure.end):
            same = self.wholes.same_unit(i)
            if same:
                return same, "the outcome that the goal is set against"
        if figure.dimension == "duration":
            return read_duration(self.text, self.figures, self.around, i, before, left)
        if figure.unit in ("金", "银", "铜"):
            return figure.unit + "牌", "the unit is the noun"
        if figure.unit == "℃" and "温" not in before:
            return read_warmth(self.text, figure.start), "degrees"
        return self._read_named(i, left, before, joined)

    def _read_named(self, i: int, left: str, before: str, joined: bool) -> Answer:
        """A figure that is named by the noun after it, the words before it, or both: the first that answers holds."""
        figure = self.figures[i]
        noun, owned = self.around.noun_after(i)
        counted = figure.dimension in COUNTED or figure.unit is None
        near = Near(i, figure, left, before, joined, noun, owned, counted, self.wholes.before(i) or "")
        form = self._read_form(near)
        if form:
            return form
        if noun and _CARRYING.search(left):  # 满载82个标箱的班列
            near = near._replace(noun="" if owned else noun.split("的")[0])
        elif counted and before and not noun and not owned:
            near = near._replace(noun=self.around.noun_of_next(i, ""))
        answer = (
            self._read_noun(near)
            or self._read_part(near)
            or self._read_compared(near)
            or read_spent(self.around, self.wholes, near)
            or read_traded(self.around, near)
            or self._read_told(near)
            or self._read_words(near)
        )
        if answer:
            return answer
        following = self.around.noun_of_next(i, "、") if counted else ""
        return following or self._inherited(i) or near.before or near.noun, "clause before"

    def _read_form(self, near: Near) -> Answer | None:
        """What the unit itself tells: winds, sizes, and units that are nouns."""
        figure, noun = near.figure, near.noun
        if figure.dimension == "grade":
            wind = _WIND.search(near.left)
            if wind:  # 晴转多云南风|2～3级
                return wind[0], "the wind of a forecast"
            if noun.endswith(("风", "地震")):  # 海面有6—7级偏北风
                return noun, "noun after the number"
        size = _SIZE.match(noun) if figure.dimension == "length" else None
        if size:  # 从6米高的阳台 -> 阳台高度
            return size[2] + size[1] + "度", "how high or long it is"
        if figure.dimension == "people" and figure.unit and _NOUN_UNIT.fullmatch(figure.unit):
            return (noun if near.owned else near.before) + figure.unit, "the unit is the noun"
        return None

    def _read_noun(self, near: Near) -> Answer | None:
        """What is counted, with what of the words before belongs to it."""
        noun = near.noun
        state = self.wholes.state(near.i, near.left) if near.counted else ""
        if state:
            return state, "what became of a part of the whole"
        if not noun:
            return None
        if near.owned:
            return self._read_owned(noun, near.before, near.left), "noun after 的"
        measured = MEASURE_WORD.search(near.before) or near.before.endswith(("气温", "温度", "水温", "室温"))
        if not near.counted and (near.figure.dimension not in MEASURED or measured):
            return None
        if near.joined:
            return last_verb(near.left) + noun, "noun after the number"
        joint = join_counted(near.before, noun, near.left)
        if joint == noun and len(noun) <= SHORT_NOUN:
            joint = self.around.deed_after(near.i, noun) + noun
        return joint, "noun after the number"

    def _read_part(self, near: Near) -> Answer | None:
        """A part that leaves out what the whole was said to be."""
        i, left, before, told = near.i, near.left, near.before, near.told
        whole = self.wholes.left_out(i, before, left) if near.counted and not near.noun else ""
        if whole:
            return before + whole, "the noun of the whole, left out of the part"
        part = self.wholes.part(i, before, left, told)
        if part:
            return part, "the measure of the whole, of a part"
        if near.joined and near.counted and told:  # 新引进过亿元项目9个
            own = strip(left)
            return own if len(left) > 3 else told if told.endswith(own) else told + own, "words before"
        return None

    def _read_compared(self, near: Near) -> Answer | None:
        """What is set against what was measured before it, or against something else."""
        i, left, told = near.i, near.left, near.told
        if told and _OLD_VALUE.fullmatch(left) and self.around.is_same_sentence(i):
            return told, "what was measured before, at another time"
        if told and left.startswith(("高于", "低于", "高出", "低出", "快于", "慢于", "好于", "优于")):
            return _COMPARISON.split(told)[0] + strip(left), "what was measured before, compared"
        if "占" in told and left.endswith("的") and self.text[self.figures[i - 1].end] == "、":
            return "占" + left.rstrip("的"), "the share before"
        if near.figure.dimension == "times" and (match := _IS_TIMES.fullmatch(left)):
            whole = match["whole"] if len(match["whole"]) >= 2 else self._inherited(i) or ""
            if whole:  # 蒸发量是降水量的60倍 -> 蒸发量与降水量之比
                return whole + (f"与{match['other']}之比" if match["other"] else ""), "what is compared, and with what"
        if near.figure.dimension in ("share", "fraction") and near.before and _SHARE_OF.search(left):
            return near.before + "占", "words before"
        return None

    def _read_told(self, near: Near) -> Answer | None:
        """What says too little alone and goes on from what was measured before it in the sentence."""
        before, told = near.before, near.told
        if not told or not self.around.is_same_sentence(near.i):
            return None
        if before.startswith("占") and not before.startswith("占地") and not told.startswith("占"):
            return told + before, "the whole that the share is of"
        if near.figure.dimension == "share" and _OF_A_PLAN.fullmatch(before):
            return told.removesuffix("完成") + before, "the whole that was planned"
        if before in _AVERAGES:  # 发送旅客86万人次，日均2.15万人次
            return before + last_words(told, 8), "the average of what was measured before"
        if before in _REACHED:  # 开馆61次，接待920人次
            return told + before, "what was measured before"
        deed = len(before) == 2 and last_verb(before) == before and before not in told
        if deed and self.wholes.continues(near.i):
            noun = told[len(find_opening_verb(told)) :]
            if 2 <= len(noun) < len(told) and find_verb(noun) < 0:  # 收集问题380个，办结(350个) -> 办结问题
                return before + noun, "what was measured before, and what was done"
            return told + before, "what was measured before, and what was done"
        return None

    def _read_words(self, near: Near) -> Answer | None:
        """The words before the number, a label before its colon, or the noun after it alone."""
        i, before, noun = near.i, near.before, near.noun
        summed = self.wholes.summed_up(i, near.left) if near.counted and not noun else ""
        if summed:
            return summed, "what the list before it is of"
        if len(before) >= 2:
            closing = noun if near.figure.dimension == "share" and len(noun) <= SHORT_NOUN else ""
            return self.wholes.whole(i, drop_doer(before) + closing), "words before"
        if near.left in _SIZES and (owner := self.around.clause_before(i) or near.told[:-2]):
            return owner + near.left + "度", "the size of what the clause before names"  # 这座桥建于明代，长48米，宽6米
        label = _LABEL.search(self.text[max(0, near.figure.start - 14) : near.figure.start])
        if label and not before:
            return label[1], "label before the colon"
        if noun and not near.joined and not before:
            return noun, "noun after the number"
        return None

    def _read_owned(self, noun: str, before: str, left: str) -> str:
        """投资3亿元的铁路 -> 铁路投资; 以每盒8元的价格 -> 每盒价格; 挤在20平方米的平房里 -> 平房."""
        noun = noun.rstrip("里上中内")
        named = next((word for word in _PROPERTIES if noun.startswith(word)), "")
        if named:
            each = _EACH.search(left)
            paid = _PAID.fullmatch(noun, len(named))
            if paid and named == "标准":  # 按每户600元的标准发放采暖补贴
                return (each[0] if each else "") + paid["what"] + named
            return (each[0] if each else last_words(before, 8)) + named
        measure = read_measure(before)
        return measure + noun if measure == last_verb(before) else noun + measure

    def _read_rank(self, i: int, left: str) -> Answer:
        subject = strip(strip_rank(left))
        if len(subject) < 3 and "排名" in left:
            subject += "排名"
        crowd = re.fullmatch("个?[县市区州旗（）()、]+中?", subject) is not None or subject.endswith(
            ("城市", "城市中", "地市", "县区", "县市", "区县", "市州", "系统", "行业")
        )
        if len(subject) >= 3 and not crowd:
            return self.wholes.whole(i, subject), "subject of the rank"
        before = self.wholes.before(i - 1 if crowd and i > 1 else i)
        if before:
            before = before if crowd else _COMPARISON.split(before)[0]
            return before + ("" if crowd or len(subject) < 2 else subject), "what was measured before"
        return self.around.clause_before(i) or subject, "clause before"

    def _inherited(self, i: int) -> str | None:
        return self.around.clause_before(i) or self.wholes.before(i)
