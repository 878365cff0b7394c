"""The last look at what a figure is said to measure: a phrase that says too little is completed out of the figures
before it, one that says too much loses what names nothing. Which words belong to a figure is told in indicators.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from articles.text.rules import read_list
from metrics.extraction.phrases import find_opening_verb, last_deed, last_verb, last_words, strip
from metrics.extraction.placenames import is_place_name
from metrics.extraction.surroundings import SENTENCE_END, Surroundings
from metrics.extraction.terms import Quantity

_AT_FIRST = frozenset(("原来", "最初", "过去", "以前", "当初", "起初", "原先", "此前", "先前"))
OWNER = 4  # characters of a subject that are set before a part of it
LONGEST_KIND = 4  # characters of a part that tell its kind alone
LONGEST_SENTENCE = 120  # characters before a figure in which the crop may stand of which something is measured
LONGEST_WHOLE = 10  # characters of what the parts belong to
LONGEST_PARTS = 8  # figures that may be parts of one whole
LONG = 8  # characters from which on a clause that leads up to a figure is cut

# 开设书法、剪纸等特色课程: the examples name nothing that 特色课程 does not.
_EXAMPLES = re.compile(r"[^、，]{1,10}(?:、[^、，]{1,10})+等(?=[^、，]{4,}$)")
_PRONOUN_AT_END = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:了?(?:他们?|她们?|我们?|自己|对方))$")
_DECIDED = re.compile(r"^[^，、]{1,16}?(?:决定|打算|准备|答应)(?!书)(?=[\u4e00-\u9fff]{2})")
_FOR_REASON = re.compile(r"^[^，、]{1,6}?因(?![素此果而为])(?=[\u4e00-\u9fff]{4})")
# 全村213户、865口人
_WHOLE_PLACE = re.compile(r"全(?P<kind>[村镇乡县市区州旗组屯寨队场社校]|街道|社区)(?:共有?|现有|总共|一共|有)?$")
_HEADS = {"户": "户数", "人": "人口", "口": "人口", "口人": "人口"}
_CONVERTED = re.compile(r"[（(](?:按[^，。）)]{0,14}?)?(?:约?合|折合|折算|相当于|约为)[^，。）)]{0,8}$")
# 路面由9米加宽至12米: the size that changes is told by the verb.
_RESIZED = re.compile(r"(?P<verb>加宽|拓宽|展宽|加高|增高|加长|延长|加深|加厚)(?:至|到|为)")
_SIZES = {"宽": "宽", "高": "高", "长": "长", "深": "深", "厚": "厚"}
_PREDICATE = re.compile(r"(?:已经?|均已?|都|全部|先后|分别|也|共同|一起)*(?P<deed>[\u4e00-\u9fff]{2,8})$")
_PEOPLE_END = frozenset("师生员医工")
_ARROWS = "↑↓▲▼⬆⬇"
_LABEL_ABOVE = re.compile(r"[\u4e00-\u9fffA-Za-z（）()]+")
_FASTER = re.compile(r"(?:仍|也|均|分别|明显)?(?:[高低快慢好优多少大小][于出]|领先|落后)(?P<base>[^，。；]{2,12})$")
_SHARE = re.compile(r"(?P<part>[\u4e00-\u9fff]{2,4})占$")
_EACH_HAS = re.compile(r"(?:人均|户均|亩均|日均|月均|年均|平均)(?:占有|拥有|消费|使用|施用|供应|生产|种植|食用)")
_EACH = re.compile(r"每(?P<unit>[\u4e00-\u9fff]{1,2})")
_PLACE_ALONE = re.compile(r"[\u4e00-\u9fff]{2,3}[市县区镇乡](?<![地城景社小灾山])")
_PLACE_BEFORE = re.compile(r"^[\u4e00-\u9fff]{2,3}[市县区镇乡](?=[\u4e00-\u9fff]{2})")
_AREA = re.compile(r"(?P<owner>[\u4e00-\u9fff]{2,}?)(?:种植|播种|栽植|栽培|受灾|养殖|总)?面积$")
# 捧走3万元奖金: what the money is.
_MONEY = re.compile(
    r"(?:不等)?的?+(?![及和与或]|标准|价格)(?P<noun>[\u4e00-\u9fff]{0,6}?(?:奖金|酬谢|酬金|罚款|罚金|补贴|补助|补偿款?|补偿金|赔偿款?|赔偿金|赔款|押金|保证金|学费|奖学金|助学金|现金|赃款|货款"
    r"|工资|欠款|救助金|慰问金|善款|捐款|定金|订金|利息|贷款|资金|经费|费用|损失|保险|彩礼|红包|存款|款项|收入|税款|债务|抚恤金|救济款|集资款|报酬|订单|产值|外汇|股金|红利))"
    r"(?![\u4e00-\u9fff]{0,3}(?:的|项目|工程|公司|企业|合同))"
)

# What is measured of a crop or a herd, with nothing before it that says of which.
_OF_A_PRODUCT = re.compile(
    r"""(?:年|总|预计|平均|每(?:[亩斤吨株箱棚]|公斤))?
        (?:总?产量|总?产值|亩产|单产|总产|产出|均价|批发价|零售价|收购均?价|地头价|售价|价格|销售额|销量|种植面积|播种面积|面积|纯?收入|亩均收入|成活率|机收率|死亡率)""",
    re.VERBOSE,
)


@cache
def _products() -> re.Pattern[str]:
    names = sorted(read_list("metrics.extraction", "products.txt"), key=len, reverse=True)
    grown = (
        r"(?:种植|栽植|栽种|种下|播种|养殖|套养|放养)(?P<grown>(?!面积)[\u4e00-\u9fff]{2,4}?)(?=面积|[约近超达]?[0-9])"
    )
    return re.compile(f"{grown}|{'|'.join(names)}")


class Completing:
    """Completes the phrases of one passage's figures, in order. `told` is what the figures before were said to be."""

    def __init__(
        self, text: str, figures: Sequence[Quantity], around: Surroundings, told: Sequence[str | None]
    ) -> None:
        self.text, self.figures, self.around, self.told = text, figures, around, told

    def complete(self, i: int, phrase: str, left: str) -> str:
        """The phrase of figure i as a reader would name it; `left` is what stands before the figure in its clause."""
        figure = self.figures[i]
        if not phrase or phrase[-1] in _ARROWS:
            phrase = self._label_above(i) or phrase.rstrip(_ARROWS)
        before = self.told[i - 1] if i and "\n" not in self.text[self.figures[i - 1].end : figure.start] else None
        if before and _CONVERTED.search(self.text[max(0, figure.start - 30) : figure.start]):
            return before + ("折合人民币" if left.endswith("人民币") else "")  # 捐资12万港元（约合人民币10万元）
        if figure.unit in _HEADS and (head := self._count_of_place(i, left)):
            return head
        if figure.dimension == "people" and left.endswith(("等", "共", "等共")) and (deed := self._deed_after(i)):
            return deed
        if figure.dimension == "length" and (size := self._size_of_change(i, phrase)):
            return size
        if figure.dimension == "money" and (money := self._money(i, phrase, left)):
            return money
        if before and _PLACE_ALONE.fullmatch(phrase) and is_place_name(phrase) and self.around.is_same_sentence(i):
            return _PLACE_BEFORE.sub("", before)  # 甲区优良率78.6%、乙县74%
        kind = self._kind_of_part(i, phrase, left)
        if kind:
            return kind
        if before and self.around.is_same_sentence(i):
            phrase = self._with_owner(i, phrase, left, before)
        return self._shorten(self._with_product(i, phrase))

    def _with_product(self, i: int, phrase: str) -> str:
        """种下脐橙460亩，产量|23万公斤 -> 脐橙产量."""
        if not _OF_A_PRODUCT.fullmatch(phrase):
            return phrase
        start = self.figures[i].start
        sentence = SENTENCE_END.split(self.text[max(0, start - LONGEST_SENTENCE) : start])[-1]
        *_, last = (None, *_products().finditer(sentence))
        return (last["grown"] or last[0]) + phrase if last else phrase

    def _label_above(self, i: int) -> str:
        """In a table of boxes a measure stands over its value, and over an arrow: 财政收入 / 98.7亿元 / ↑9.4%."""
        start = self.figures[i].start
        first = self.text.rfind("\n", max(0, start - 4), start) + 1
        if not first or self.text[first:start].strip(" \u3000" + _ARROWS):
            return ""
        floor = max(0, first - 16)
        above = self.text[max(floor, self.text.rfind("\n", floor, first - 1) + 1) : first - 1].strip(" \u3000")
        if 2 <= len(above) <= 14 and _LABEL_ABOVE.fullmatch(above):
            return above
        before = self.figures[i - 1].start if i else first
        stands = before < first and self.text.find("\n", before, first - 1) < 0
        return (self.told[i - 1] or "") if stands and self.text[first] in _ARROWS else ""

    def _count_of_place(self, i: int, left: str) -> str:
        """柳树湾全村|213户、865口人 -> 全村户数, 全村人口."""
        figure = self.figures[i]
        after = self.text[figure.end : figure.end + 1]
        if after and after not in "，。；、,;）)和" and not (figure.unit == "口" and after == "人"):
            return ""
        match = _WHOLE_PLACE.search(left)
        if match and (match.start() or self.text[figure.start - len(left) - 1 : figure.start - len(left)] not in "，,"):
            return f"全{match['kind']}{_HEADS[figure.unit or '户']}"
        told = self.told[i - 1] if i and self.around.is_same_sentence(i) else None
        if told and left in ("", "、") and re.fullmatch(r"全(?:.|街道|社区)户数", told):
            return told.replace("户数", _HEADS[figure.unit or "户"])
        return ""

    def _deed_after(self, i: int) -> str:
        """嫌疑人等4人已被刑事拘留 -> 被刑事拘留: a list of names is named by what became of them."""
        figure = self.figures[i]
        right = re.split(r"[，。；、：！？;!?\n]|,(?![0-9]{3})", self.text[figure.end : figure.end + 24])[0]
        match = _PREDICATE.fullmatch(right)
        if match is None or (i + 1 < len(self.figures) and self.figures[i + 1].start < figure.end + len(right)):
            return ""
        return match["deed"].replace("了", "") if "被" in right[:3] or find_opening_verb(match["deed"]) else ""

    def _size_of_change(self, i: int, phrase: str) -> str:
        """路面由|9米加宽至12米 -> 路面宽度."""
        near = self.text[max(0, self.figures[i].start - 5) : self.figures[i].end + 5]
        match = _RESIZED.search(near)
        if not match or not phrase or phrase.endswith((*_SIZES, "度")):
            return ""
        return phrase + match["verb"][1] + "度" if match["verb"][1] in _SIZES else ""

    def _money(self, i: int, phrase: str, left: str) -> str:
        """捧走|3万元奖金 -> 捧走奖金: the noun after a sum says what it is, the verb before it what became of it."""
        figure = self.figures[i]
        match = _MONEY.match(self.text, figure.end, min(len(self.text), figure.end + 12))
        if not match or match["noun"] in phrase:
            return ""
        if i + 1 < len(self.figures) and self.figures[i + 1].start < match.end():
            return ""
        verb = last_verb(phrase) or last_deed(phrase)
        if not verb:
            verb = phrase if len(phrase) <= OWNER else ""
        return verb + match["noun"]

    def _kind_of_part(self, i: int, phrase: str, left: str) -> str:
        """2647人报名，其中文科|982人、理科|1571人 -> 报名文科: parts of a whole told by their kind alone."""
        if not 2 <= len(phrase) <= LONGEST_KIND or strip(left) != phrase or find_opening_verb(phrase):
            return ""
        if len(phrase) > 3 and phrase[-1] in _PEOPLE_END:
            return ""  # 教职工132人，其中高级教师28人
        unit = self.figures[i].unit
        before = self.told[i - 1] or "" if i else ""
        verb = find_opening_verb(before)
        listed = i and self.text[self.figures[i - 1].end : self.figures[i].start].strip() == "、" + phrase
        share = _EACH_HAS.match(before)
        if listed and share and self.figures[i - 1].unit == unit:
            return share[0] + phrase  # 人均占有肉类50公斤、禽蛋17公斤
        if listed and 2 <= len(verb) < len(before) <= len(verb) + LONGEST_KIND and self.figures[i - 1].unit == unit:
            return verb + phrase  # 播种玉米70万亩、马铃薯6万亩
        for j in range(i - 1, max(-1, i - LONGEST_PARTS), -1):
            between = self.text[self.figures[j].end : self.figures[j + 1].start]
            if "；" in between or ";" in between or not self.around.is_same_sentence(j + 1):
                return ""
            if "其中" in between:
                whole = self._whole_of_parts(j, unit)
                if not whole or phrase in whole or len(whole) < 2:
                    return ""
                whole = strip(last_words(whole, LONGEST_WHOLE))
                if whole.endswith(phrase[-2:]) and len(phrase) > 2:
                    return phrase[:-2] + whole  # 规上企业 of 加工企业
                return whole + phrase if find_opening_verb(whole) else phrase + whole
            if self.figures[j].unit != unit:
                return ""
        return ""

    def _whole_of_parts(self, j: int, unit: str | None) -> str | None:
        """What the last figure in the parts' unit measures: 报名2647人，比去年增加119人，其中."""
        for k in range(j, max(-1, j - 3), -1):
            if self.figures[k].unit == unit:
                return self.told[k]
            if not self.around.is_same_sentence(k):
                return None
        return None

    def _with_owner(self, i: int, phrase: str, left: str, before: str) -> str:
        """A part or a comparison that means nothing without what was measured before it."""
        figure = self.figures[i]
        match = _FASTER.search(left)
        if match and figure.dimension in ("points", "share", "places gained") and phrase in (left, strip(left)):
            return before.split("高于")[0].split("低于")[0] + strip(match[0])
        each = _EACH.fullmatch(phrase)
        if each and each["unit"] == self.figures[i - 1].unit:  # 备有疫苗3万支，每支|88元
            return before[len(find_opening_verb(before)) :] + phrase
        match = _SHARE.fullmatch(phrase)
        if match and len(before) > 2 and "占" not in before:
            return phrase + last_words(before, OWNER)[-OWNER:]
        if figure.dimension == "area" and 2 <= len(phrase) <= 3 and figure.unit == self.figures[i - 1].unit:
            match = _AREA.search(before)
            if match and "面积" not in phrase:
                return match["owner"][-OWNER:] + phrase + "面积"
        if (
            figure.dimension in ("people", "things", "weight")
            and len(phrase) == 2
            and figure.unit == self.figures[i - 1].unit
        ):
            verb = find_opening_verb(before)
            if verb and len(before) - len(verb) >= 2 and last_deed(phrase) and "的" not in before:
                return phrase + before[len(verb) :]  # 发送旅客11万人，到达10万人
        return phrase

    def _shorten(self, phrase: str) -> str:
        if not any(character.isalnum() for character in phrase):
            return ""
        if phrase in _AT_FIRST:
            return ""  # 由原来的5000元提高到8000元
        phrase = _EXAMPLES.sub(_keep_verb, phrase) if "等" in phrase else phrase
        if len(phrase) > OWNER:
            phrase = _PRONOUN_AT_END.sub("", phrase)
        if len(phrase) >= LONG:
            phrase = _FOR_REASON.sub("", phrase)
        return _DECIDED.sub("", phrase) if len(phrase) > OWNER else phrase


def join_whole(whole: str, phrase: str) -> str:
    """意见办结 + 办结率 -> 意见办结率, 刺梨 + 完成产值 -> 刺梨产值; what the measure says itself is not said again."""
    phrase = phrase.removeprefix("完成").removeprefix("实现")
    stem = phrase[:-1] if phrase.endswith("率") else ""
    if stem and whole.endswith(stem):
        return last_words(whole, 12) + "率"
    return phrase if stem else last_words(whole, 12) + phrase


def _keep_verb(match: re.Match[str]) -> str:
    return find_opening_verb(match[0])
