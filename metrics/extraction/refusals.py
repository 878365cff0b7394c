"""What looks like a figure and is none: labels, names with digits, ordinals, rhetoric. Each refusal has its reason.

Quantities come composed from grammar.py; nothing here changes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from metrics.extraction.addresses import refuse_location
from metrics.extraction.bare import CLAUSE_END, refuse_bare
from metrics.extraction.terms import Quantity

Places = tuple[tuple[int, int], ...]

NAME_LENGTH = 16  # characters between quotation marks that still make a name and not a speech

_TITLES = re.compile(r"《[^《》\n]{1,80}》")
_NAMES = re.compile(
    rf"“[^“”，。；！？,;!?\n]{{1,{NAME_LENGTH}}}”|「[^「」，。；！？,;!?\n]{{1,{NAME_LENGTH}}}」|‘[^‘’，。；！？,;!?\n]{{1,{NAME_LENGTH}}}’"
)
_PLAIN_NAME = re.compile(rf"(?![，。；！？,;!?、])[^，。；！？,;!?、\n]{{1,{NAME_LENGTH}}}")

# Right before the digits: Latin (PM2.5, G20), signs of a code or formula (1+8, 3×5, 12·4, 8:30), labels (No.3, A3).
_CODE_BEFORE = re.compile(r"(?:[A-Za-zα-ωⅠ-Ⅻ+＋×*·•#@_=^〔\[№:：/.\\][ ]?|[A-Za-z0-9][-－—–])$")
# COD30毫克/升, PM10浓度: a name of several capitals may stand right before its measure; a flight number may not.
_MEASURED_NAME = re.compile(r"(?<![A-Za-z0-9.])[A-Z]{2,6}[a-z]?[ ]?$")
_SESSIONS = re.compile(r"(?:连续|举办|举行|成功|已有|已经|历经|历时|走过|过|了|共|已|办|至今)[^，。；、0-9]{0,3}$")
_SPOKEN_COLON = re.compile(r"[^0-9][ ]?[:：][ ]?$")
_CODE_AFTER = re.compile(r"[ ]?[+＋×*·•@_=^#]|(?<![\u4e00-\u9fff%])[A-Za-z]|[:：][0-9]|[-－][A-Za-z0-9]|[〕\]]")

_DIAL_AFTER = re.compile(r"[^，。；、！？\n]{0,6}(?:热线|专线|平台|电话)")


_RANK_VERB = re.compile(
    r"""(?:列|居|排名?|排在|位|获|得|夺|摘|名次|成绩|跃升|跃居|升至|升到|前移|保持|蝉联|取得|总分|评为|为|占|全国|全省|全市|全县|全区
        |世界|全球|亚洲|国内|同类|同行业|省内|市内|区县|总榜|榜单|地市|城市中?|县区|行业|县市|中|均|团体|积分|成绩|单打|双打|全能|[子女甲乙丙]组)[^，。；、！？\n0-9]{0,8}$""",
    re.VERBOSE,
)
_RANKS_BEFORE = re.compile(r"(?:第[0-9一二三四五六七八九十]{1,3}[位名]?[、和及])+$")  # 列全省第5、第3位
_RANKED_FAR = re.compile(r"[居列排][^，。；、！？\n]{0,24}的$")  # 居同类企业在建项目投资规模的第二位
_RANK_TO = re.compile(r"(?:位|名)?[^，。；、0-9]{0,6}[至到为]第[0-9一二三四五六七八九十]")
_RANK_FROM = re.compile(r"[由从]第[0-9一二三四五六七八九十]{1,3}(?:位|名)?[^，。；、0-9]{0,6}[至到为]$")
_SCOPE = re.compile(
    r"(?:全[国省市县区镇球州]|团体|总分|积分|总成绩|世界|亚洲|[省市县区国]内?|行业|系统|[子女甲乙丙]组|列|居|排名?|位|[^，。；、]{2}榜|均)(?:排名?|位居|位列|列|居|均列|中)?$"
)
_DURATION_CUE = re.compile(
    r"(?:历时|用时|耗时|仅用了?|只用了?|只需要?|仅需要?|为期|长达|时隔|用了|花了|提前了?|提早了?|推迟了?|缩短[了至到为]?|延长[了至到为]?|压缩[至到为]|徒刑|拘役|缓刑|管制|政治权利|学制|工期|[任刑租保]期|质保|期限|时限|周期)$"
)
# 行政拘留10日, 自公告之日起60日内, 期限为公告期满后15日和30日内: a term in days.
_TERM_BEFORE = re.compile(
    r"(?:拘留|之日起(?:，?经过?)?|期满后|期满之日后|收到[^，。]{0,10}后)(?:的?第?|[0-9一二三四五六七八九十]+日[和、及])$"
)
_BEGUN = re.compile(r"[\u4e00-\u9fff](?<![近这那的在是将了])(?<!过去)(?<!今后)(?<!未来)(?<!每隔)$")  # 行动开展20天来
_WINDOW_AFTER = re.compile(r"(?:多|余)?(?:以来|来|间|之间|里)")
_PLAN_AFTER = re.compile(r"(?:行动|攻坚|规划|计划|任期|制[^作造定]|大庆|[^，。；、！？\n]{0,8}圈)")
_RACE_AFTER = re.compile(
    r"(?:级|[^，。；、！？\n]{0,3}(?:跑(?!道|步道)|接力|自由泳|蛙泳|仰泳|蝶泳|混合泳|短跑|长跑|马拉松|健步|健走|竞走|越野|气步枪|气手枪|跨栏|(?<![护围栅专])栏|徒步|(?:、[0-9]+米)*[两三四]?[个项]?第一|、[0-9]+米[两三四][个项]|冠军|亚军|季军|[决预半]赛|赛(?!道|区)))"
)
_FIRST_OF_ORDER = re.compile(  # 前10名选手, 跻身全省前5强
    r"(?:^|[，。；、：\n“]|进入|跻身|排名|名列|位居|居|列|获|全[国省市县]|榜单?|成绩|得分|的)[前后]$"
)
_DISTANCE_NAMED = re.compile(r"(?:[全半]程|[全半]马|健康跑|迷你跑|欢乐跑)[（(]$")  # 全程（42.195公里）
_LASTED = re.compile(r"的?(?:历史|古|前|后|之久|树龄|来|以来|岁月|时间|光阴|风雨|沧桑|[，。；、]|$)")
_OPPOSITES = re.compile(r"一[降减跌收合]$")
_VAGUE_BEFORE = re.compile(r"(?:[数几好成]|数以|四面)$")  # 四面|八方
_NO_TENTH_AFTER = re.compile(r"[不为立功果员本效长都熟品交绩就人规套了体色果心年对]")


def find_names(text: str) -> Places:
    """Where 《titles》 and short names in quotation marks stand: numbers in them belong to the name."""
    found = [match.span() for match in _TITLES.finditer(text)]
    found += [match.span() for match in _NAMES.finditer(text)]
    if '"' in text:
        found += _find_plain_names(text)
    return tuple(sorted(found))


def _find_plain_names(text: str) -> Iterator[tuple[int, int]]:
    """Names between ASCII quotes, which open and close alike: taken in turn within each paragraph."""
    offset = 0
    for paragraph in text.split("\n"):
        pieces = paragraph.split('"')
        at = offset + len(pieces[0])
        for turn, piece in enumerate(pieces[1:-1]):
            if turn % 2 == 0 and _PLAIN_NAME.fullmatch(piece):
                yield at, at + len(piece) + 2
            at += len(piece) + 1
        offset += len(paragraph) + 1


def refuse(text: str, quantity: Quantity) -> str:
    """Why the quantity is no figure, in words; an empty string where it is one."""
    q = quantity
    before = text[max(0, q.start - 14) : q.start]
    close = text[max(0, q.number - 3) : q.number] if not q.ranks else before[-3:]
    if q.ranks:
        return _refuse_rank(text, q, before)
    if q.in_digits and q.start == q.number:
        if _CODE_BEFORE.search(close) and not (_SPOKEN_COLON.search(close) and q.unit):
            counts = q.unit is not None and q.unit not in ("次", "米")
            if not counts or not _MEASURED_NAME.search(text, max(0, q.number - 9), q.number):
                return "part of a code or a name"
        if text[q.number - 1 : q.number] == "第" and q.number:
            return "an ordinal"
    if q.multiplies:
        return ""
    if _CODE_AFTER.match(text, q.end):
        return "part of a code or a name"
    if q.dimension == "people" and _DIAL_AFTER.match(text, q.end):
        return "a number to dial"
    if q.unit is None:
        return refuse_bare(text, q, before)
    if not q.in_digits:
        reason = _refuse_numeral(text, q, before)
        if reason:
            return reason
    return _refuse_unit(text, q, before)


def _refuse_rank(text: str, q: Quantity, before: str) -> str:
    before = _RANKS_BEFORE.sub("", before)
    if before[-1:] in ("之", "”"):
        return "an ordinal"
    if (before[-1:] in ("由", "从") and _RANK_TO.match(text, q.end)) or _RANK_FROM.search(before):
        return ""  # 排名由第6升至第4
    if q.measures and (_RANK_VERB.search(before) or _RANKED_FAR.search(text[max(0, q.start - 30) : q.start])):
        return ""
    if q.measures and text[q.end - 1] == "名" and CLAUSE_END.match(text, q.end):
        return ""
    if not q.measures and _SCOPE.search(before) and CLAUSE_END.match(text, q.end):
        return ""
    return "an ordinal"


def _refuse_numeral(text: str, q: Quantity, before: str) -> str:
    """Chinese numerals: small counts are rhetoric or grammar (一个, 三项行动), measures and marked ones are figures."""
    if _OPPOSITES.search(before) and text[q.number : q.end] in ("一升", "一分"):
        return "an idiom"  # 一降一升
    if q.bare_magnitude:
        if _VAGUE_BEFORE.search(before):
            return "a vague number"
        marked = (
            q.start < q.number
            or before.endswith("破")  # 突破百亿元, 破亿元
            or text[q.number + 1 : q.number + 2] in ("余", "多", "来")
            or text[q.number + 2 : q.number + 3] in ("余", "多", "来")
            or (q.approximate and CLAUSE_END.match(text, q.end) is not None)  # 亩产千斤以上; not 亿元以上项目
        )
        return "" if marked else "a round number without a mark"
    if q.dimension == "fraction":
        return ""
    if q.dimension == "share" and text[q.joined_unit - 1 : q.joined_unit] == "成":
        return "another word" if not q.approximate and _NO_TENTH_AFTER.match(text, q.end) else ""
    if _VAGUE_BEFORE.search(before) or before.endswith(("最后", "第")):
        return "a vague number"
    if q.value > 10 or q.approximate or q.measures or q.value != int(q.value):
        said = q.value <= 1 and not q.approximate and q.unit in ("方", "丈", "米", "分钱", "毛钱")  # 一分钱不要
        return "another word" if said or q.value == 0 else ""  # 零度上下
    if q.most is not None:
        return "another word" if q.most <= 2 else ""
    if q.dimension == "duration" and _DURATION_CUE.search(before):
        return ""
    return "a small count in Chinese numerals"


def _is_year_of_old(text: str, q: Quantity) -> bool:
    """1541年秋天 is a date; 1500年的古树, 近1300年 are lengths of time."""
    told = not q.approximate and q.most is None and q.end - q.start == 5 and 1000 <= q.value <= 2100
    return told and not _LASTED.match(text, q.end)


def _refuse_unit(text: str, q: Quantity, before: str) -> str:
    if q.unit == "日" and not _TERM_BEFORE.search(text[max(0, q.start - 20) : q.start]):
        return "a day of the calendar"
    if q.dimension == "duration":
        if q.unit == "年" and q.in_digits and (before.endswith("公元") or _is_year_of_old(text, q)):
            return "a year"
        return _refuse_duration(text, q, before)
    if q.dimension == "age":
        return _refuse_age(text, q, before)
    if q.dimension == "grade":
        windy = (
            q.most is not None
            or any(word in before[-4:] for word in ("风", "震", "阵"))
            or text.startswith(("地震", "风", "大风", "阵风"), q.end)
        )
        return "" if windy else "a grade"
    return _refuse_measure(text, q, before) or refuse_location(text, q, before) or _refuse_label(text, q, before)


def _refuse_age(text: str, q: Quantity, before: str) -> str:
    qualifies = q.approximate and not CLAUSE_END.match(text, q.end)  # 60岁以上人群
    averaged = any(word in before for word in ("平均", "寿命", "年龄", "均龄"))
    return "" if q.most is not None or (q.approximate and not qualifies) or averaged else "somebody's age"


def _refuse_measure(text: str, q: Quantity, before: str) -> str:
    """Names of races, readings, and what prices and orders are told for."""
    follows = text[q.end : q.end + 1]
    if q.dimension == "length" and _RACE_AFTER.match(text, q.end):
        return "the name of a race"
    if q.unit in ("秒", "块") and follows.isdigit():
        return "a reading with its unit inside"
    if follows == "级":
        return "a class"
    if q.unit == "分" and before and (before[-1] in "时点" or before.endswith("小时")):
        return "a clock time"
    if q.dimension == "length":
        if before.endswith(("最后", "最前", "终点前", "冲刺")) and not q.approximate:
            return "a stretch of a race"
        if _DISTANCE_NAMED.search(before):
            return "the distance of a race"
    if q.dimension in ("weight", "area") and q.value == 1 and not q.in_digits and not q.approximate:
        return "what a price or a yield is told for"
    if q.unit in ("名", "位", "强") and q.start == q.number and _FIRST_OF_ORDER.search(before):
        return "a place in an order"
    return ""


def _refuse_label(text: str, q: Quantity, before: str) -> str:
    """Ordinals and labels whose unit counts things elsewhere (第12届, 详见3版), and words that look like a unit."""
    unit, follows = q.unit, text[q.end : q.end + 1]
    if unit == "届" and not _SESSIONS.search(before):
        return "an ordinal"
    if unit == "版" and not before.endswith(("了", "出", "改", "印", "过", "计")):
        return "a label"
    if unit in ("集", "季", "期", "章", "幕") and follows in "：:《" and follows:
        return "a label"
    if (unit, follows) in (("对", "面"), ("出", "头")):  # 三十出头 is an age
        return "another word"
    if unit == "度" and q.value in (90, 180, 360):
        return "a turn"
    if q.dimension == "places" and q.value == int(q.value) and 1900 <= q.value <= 2100:
        return "a year"
    if unit in ("金", "银", "铜") and q.value > 500:
        return "another word"
    if before.endswith("百") and not q.in_digits:
        return "part of a numeral"
    return ""


def _refuse_duration(text: str, q: Quantity, before: str) -> str:
    whole = q.value == int(q.value)
    if q.unit in ("秒", "分钟") and text[q.end : q.end + 1].isdigit():
        return "a result with its unit inside"
    if q.unit == "年" and whole and not q.approximate and 1900 <= q.value <= 2100:
        return "a year"
    if q.unit == "小时" and q.value == 24 and not q.approximate:
        return "round the clock"
    if before[-1:] in ("每", "第"):
        return "a frequency"
    if q.value == 365 and before.endswith("年"):
        return "all days of the year"
    short = q.unit in ("分钟", "小时", "秒")
    if (
        not short
        and _WINDOW_AFTER.match(text, q.end)
        and not (q.in_digits and q.start == q.number and _BEGUN.search(before))
    ):
        return "a stretch of time told, not measured"
    opens = not before or before[-1] in '\n，。；、：,;:“"（(在是将最'
    if opens and text[q.start] == "近" and q.unit in ("年", "个月", "天", "周"):
        return "a stretch of time told, not measured"
    if _PLAN_AFTER.match(text, q.end):
        return "the name of a plan"
    return ""
