"""What a part, a share or a bare measure belongs to: the figures before it tell. Trimming phrases is in phrases.py."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metrics.extraction.completing import join_whole
from metrics.extraction.phrases import (
    CLAUSE,
    begins_state,
    find_opening_verb,
    is_generic,
    last_deed,
    last_words,
    split_account,
    strip,
    strip_manner,
    strip_measure,
)
from metrics.extraction.placewise import MEASURE_WORD
from metrics.extraction.surroundings import Surroundings
from metrics.extraction.terms import Quantity

LONGEST_OWNER = 8  # characters of a clause that can be the name of what is measured
LONGEST_RATE = 6  # characters of a rate with whom it is of
_PART = re.compile(r"[，,；; ]*其中")
_WHOLE_MEASURE = re.compile(
    r"(?:[种播]植?面积|养殖面积|总?面积|总?产量|总?产值|增加值|收入|销售额|投资|进出口总?额|余额|贷款)$"
)
_OF_THEM = re.compile(r"(?:的[就还也只仅]?有?|剩下|余下|剩余)$")  # 闲置的就有137间, 剩下的13户


_OF_THE_OWNER = frozenset(("总投资", "总投资额", "总面积", "占地面积", "占地", "总建筑面积", "投资"))
_LIST_OF = re.compile(
    r"(?:(?P<head>[^，、]{2,14})(?:包括|包含|涵盖|涉及|含有|分为))?"
    r"[^，。；]{1,12}?(?:、[^，。；、]{1,12}){1,9}等(?:共|共计|多达|达)?"
)
_PRIZE = re.compile("^设(?=.{0,2}等奖|奖)")  # 设一等奖2名，奖金
LONGEST_CLAUSE = 24  # characters behind a number that are looked at for what became of those counted
# So many figures before one are looked at: what was measured may be named before a whole sentence of amounts and rates,
# an entry of a list tells few figures of its owner, and a goal stands near what reached it.
NAMED_BEFORE, IN_ENTRY, OF_ONE_UNIT = 8, 5, 6
LONGEST_ROW = 8  # figures that may tell one after another what became of the parts of a whole
_COUNTED_ALONE = frozenset(("", "已有", "有", "其中", "其中有", "另有", "还有"))
# 因经营不善|关停, 由于资金原因|停产: of the reason nothing is kept.
_STATE = re.compile(
    r"(?:已经?|正在?|仍在?|尚|均|都|全部|先后)*"
    r"(?P<reason>(?:因|由于)(?:[^，。]{2,12}?原因|[^，。]{2,10}?(?=被)|[^，。]{2,10}?(?=[\u4e00-\u9fff]{2}$)))?(?P<state>[^，。]{2,10})"
)


def read_state(clause: str) -> str:
    """What became of those that are counted, where the words behind the number tell that: 正在停产治理 -> 停产治理."""
    match = _STATE.fullmatch(clause)
    if match is None:
        return ""
    state = match["state"]
    told = match.start("state") > 0 or state[0] in "被未没" or find_opening_verb(state) or begins_state(state)
    return state.replace("了", "") if told else ""


class Wholes:
    """Looks back over one passage's figures. `told` is what those before were said to be."""

    def __init__(
        self, text: str, figures: Sequence[Quantity], around: Surroundings, told: Sequence[str | None]
    ) -> None:
        self.text, self.figures, self.around, self.told = text, figures, around, told

    def whole(self, i: int, phrase: str) -> str:
        """金额, 面积, 幅度 say nothing alone: what was measured before them stands in front."""
        account = split_account(phrase)
        if account and not account[0]:
            for j in range(i - 1, max(-1, i - 1 - NAMED_BEFORE), -1):
                if not self.around.is_same_sentence(j + 1):
                    break
                other = split_account(self.told[j] or "")
                if other and other[0]:
                    return other[0] + account[1]
                if other:
                    return account[1]  # 实现产值1.5亿元，利润2500万元
        if is_generic(phrase):
            before = self.before(i) if self.around.is_same_entry(i) else self.short_clause(i)
            whole = self._owner(i, phrase) or _PRIZE.sub("", strip_measure(before)) if before else ""
            if whole.endswith("率") and len(whole) >= LONGEST_RATE and not phrase.endswith("率"):
                whole = whole[:-3]  # 新农合参合率98%，封顶线|5万元
            if whole and not whole.endswith(phrase) and not whole.startswith(("该", "这", "此")):
                return join_whole(whole, phrase)
        return phrase

    def _owner(self, i: int, phrase: str) -> str:
        """南院区占地186亩，设计床位1000张，(总投资9.4亿元) -> 南院区: whose size or cost the sentence told before."""
        if phrase not in _OF_THE_OWNER:
            return ""
        for j in range(i - 1, max(-1, i - 1 - IN_ENTRY), -1):
            if not self.around.is_same_entry(j + 1):
                return ""
            told = self.told[j] or ""
            owner = strip_measure(told)
            if owner != told:
                return owner
        return ""

    def part(self, i: int, before: str, left: str, told: str) -> str:
        """种植面积67.3万亩，其中玉米51.8万亩 -> 玉米种植面积: a part is measured as the whole was, in one unit."""
        if not (_PART.match(left) and self.continues(i)) or MEASURE_WORD.search(before):
            return ""
        measure = _WHOLE_MEASURE.search(told)
        if not measure or not 2 <= len(before) <= LONGEST_OWNER:
            return ""
        return before + measure[0].removeprefix("进出口" if before in ("出口", "进口") else "")

    def left_out(self, i: int, before: str, left: str) -> str:
        """全镇64个项目开复工，已开工(41个) -> 项目: the noun last counted in this unit, where a part has none."""
        if not (2 <= len(before) <= 5 and (_OF_THEM.search(left) or last_deed(before) == before[-2:])):
            return ""
        for j in range(i - 1, max(-1, i - 1 - IN_ENTRY), -1):
            if "\n" in self.text[self.figures[j].end : self.figures[j + 1].start]:
                return ""
            if self.figures[j].unit == self.figures[i].unit:
                noun, owned = self.around.noun_after(j)
                noun = strip_measure(noun)
                return noun if 2 <= len(noun) <= LONGEST_OWNER and not owned and noun not in before else ""
        return ""

    def state(self, i: int, left: str) -> str:
        """62家企业中，46家完成搬迁，(9家)转产 -> 转产的企业: what became of a part that is named by nothing else."""
        if i == 0 or left not in _COUNTED_ALONE:
            return ""
        figure = self.figures[i]
        state = read_state(CLAUSE.split(self.text[figure.end : figure.end + LONGEST_CLAUSE])[0])
        whole = self._noun_of_same(i) if state else ""
        return f"{state}的{whole}" if whole and whole not in state else ""

    def _noun_of_same(self, i: int) -> str:
        """The noun that was last counted in this unit in the sentence."""
        for j in range(i - 1, max(-1, i - LONGEST_ROW), -1):
            if not self.around.is_same_sentence(j + 1):
                return ""
            noun, owned = self.around.noun_after(j)
            if self.figures[j].unit == self.figures[i].unit and noun and not owned and not read_state(noun):
                return noun.rsplit("的", 1)[-1] if len(noun) <= LONGEST_OWNER else ""
        return ""

    def summed_up(self, i: int, left: str) -> str:
        """抽检商品包括食品、服装、家电等(55种) -> 抽检商品: what a list is of whose count has no noun of its own."""
        match = _LIST_OF.fullmatch(left) if "、" in left else None
        if match is None or find_opening_verb(strip(left)):
            return ""  # 举办招聘会、训练营等17场
        return strip_manner(strip(match["head"] or "") or self.around.clause_before(i) or "")

    def short_clause(self, i: int) -> str | None:
        """The clause before, where it is a thing's name and no description: 环城路大修工程近日完工，全长14公里."""
        clause = self.around.clause_before(i)
        return last_words(clause, LONGEST_OWNER) if clause and "、" not in clause else None

    def continues(self, i: int) -> bool:
        """更换管道46公里，已完成7公里: whether the figure goes on in one sentence with the unit of the one before."""
        return self.around.is_same_sentence(i) and self.figures[i].unit == self.figures[i - 1].unit

    def before(self, i: int) -> str | None:
        """What the figure before this one measures, where both stand in one paragraph."""
        if i < 1 or "\n" in self.text[self.figures[i - 1].end : self.figures[i].start]:
            return None
        return self.told[i - 1]

    def same_unit(self, i: int) -> str | None:
        """What the last figure with the same unit measures: 超额完成48微克/立方米、55%的目标."""
        for j in range(i - 1, max(-1, i - 1 - OF_ONE_UNIT), -1):
            if self.figures[j].unit == self.figures[i].unit:
                return self.told[j]
        return None
