"""Printed lines that are no lines: two things stuck together in one, and slivers of type that are one text.

A headline with the byline, the dateline or the story stuck to it is parted where the other thing begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from articles.extraction.authors import has_surname
from articles.extraction.credits import read_credit
from articles.extraction.creditwords import BOXES
from articles.extraction.datelines import has_dateline_word, read_opening
from articles.extraction.furniture import read_furniture
from articles.extraction.types import Line
from articles.text.joining import HAN

LONGEST_HEAD = 60  # characters; what stands before the second thing is a head, and no longer
SHORTEST_HEAD = 4
SLIVER = 3  # characters; vertical type comes out as lines so short
SLIVERS = 200  # on end; no head is set so, and line by line nothing could be told of them
SCRAP = 12  # characters; a narrow column is set so, but no page holds
SCRAPS = 3000  # of them on end without one longer line: neighbours tell nothing there, and weighing them takes long

_STARTS = re.compile(rf"(?:(?<=[{HAN}”\"’》）)！？!?])[ \u3000\t]*(?=[{re.escape(BOXES[:-1])}])|[ \u3000\t]+(?=\S))")
_SPACE_OR_BOX = re.compile(rf"[ \u3000\t{re.escape(BOXES)}]")  # a quick no for most lines: without one nothing starts
_SPACE = re.compile("[ \u3000]")
_BOLD = re.compile(r"\s*(?:[-*+>]\s+|\d{1,2}[.、]\s*)?(?P<mark>\*\*|__)(?P<head>[^*_\n]{2,60})(?P=mark)\s*(?=\S)")
# ◎新桥通车　11月6日，……: an item's head, and a space before its text
_ITEM_MARKS = "●■▲◆★•▶►◎○◇☆□▪◼⊙◉❖➤➢▷◈△【["
_ITEM = re.compile(
    r"\s*[●■▲◆★•▶►◎○◇☆□▪◼⊙◉❖➤➢▷◈△]\s*(?P<head>[^。，；,;:：！？\s（()）]{4,24})[ \u3000]{1,4}(?=[^\n]{12,}[。！？)）])"
)
# ●县医院新楼启用　县医 / 院新楼日前……: so narrow a column breaks the line before its text has told what it is
_ITEM_IN_COLUMN = re.compile(r"\s*[●■▲◆★•▶►◎○◇☆□▪◼⊙◉❖➤➢▷◈△]\s*(?P<head>[^。，；,;:：！？\s（()）]{6,24})\u3000(?=\S)")
ITEMS = 2  # at least, where a column sets its items so
# 【新桥通车】11月6日，……
_BOXED = re.compile(r"\s*(?:[●■▲◆★•]\s*)?【(?P<head>[^】\n]{4,30})】[ \u3000]*(?=[^\n]{12,})")
_BOX = re.compile(r"【(?P<head>[^】\n]{2,30})】[ \u3000]*(?=[^\n]{12,})")
# [青石市天气]今天多云……
_SQUARE = re.compile(rf"\s*\[(?P<head>(?![^\]]*[上下转接][接转第])[{HAN}]{{4,14}})\][ \u3000]*(?=[^\n]{{10,}})")
# 寻物启事　本人于11月15日在车上……
_NOTICE = re.compile(
    rf"\s*(?P<head>[{HAN}]{{0,8}}(?:启事|声明|公告|通告|通知|公示|更正|讣告|天气预报|气象预报"
    r"|天气(?=[ \u3000]+(?:今|明|未来|\d))))(?:[ ]{1,4}|\u3000{1,4})(?=[^\n]{10,})(?=[^\n]*[，。；：,])"
)
# 短评　要有种树的人: of what kind it is, and its head
KIND_OF_TEXT = (
    rf"[ \u3000■◆●▲□]*(?:[{HAN}]{{0,4}}[短快微时锐漫]评|评论|社论|本报评论员|编者的话|图片新闻|每周一议|杂谈|随想)"
)
_KIND = re.compile(rf"{KIND_OF_TEXT}[ \u3000]{{1,3}}(?=[“《]?[{HAN}][^。]{{5,28}}$)")
# 昨日菜价　单位：元/斤
_TABLE = re.compile(r"\s*[^\s，。；]{4,24}[ \u3000]+(?=[（(]?单位[:：][^\s（()）]{1,12}[)）]?\s*$)")
_PLACE = re.compile("(?:街道|社区|[镇乡村县市区旗])$")  # 【柳溪镇】 tells where, and is no headline
_CREDIT = re.compile(r"记者|通讯员|报道|播报|实习生|[日晚晨]报|讯$|摄$")
_DATELINE = re.compile(r"(?:[报社网刊]|[日晚晨]报\S{0,8})讯$|日[讯电]$")  # **本报讯** （记者 葛明）今年……
_CREDIT_OPENS = re.compile(r"[。！？][”’]?[ \u3000]*(?P<role>(?:本报|特约|见习)?(?:记者|通讯员))$")
_PHOTOGRAPHER = re.compile(rf"(?:[{HAN}][ \u3000]{{0,3}}){{2,8}}(?:摄|摄影|摄影报道|供图)")
_ROLE = re.compile(r"(?:本报|见习|实习|特约|首席|全媒体|融媒体?)?(?:记者|通讯员)[\s:：]")
_NAMED = re.compile(r"(?:记者|通讯员|实习生)[ \u3000]")  # a byline has begun before: both credits are one
_GIVEN_NAME = re.compile(rf"[{HAN}]{{1,2}}[、，,（(]|[{HAN}]{{1,2}}(?:说|介绍|表示|告诉|被|获|等)")
_OFFICE = re.compile(
    rf"[{HAN}]{{1,12}}(?:公司|工会|海关|委员会|政府|法院|检察院|中心|银行|学校|大学|医院|[局委办厅院])"
)
_SENTENCE = re.compile(r"[。；;]|[，,].*[，,].*[，,]")


def part_stuck(text: str, lines: Iterable[Line]) -> tuple[Line, ...]:
    """The page's lines, those that hold two things as two.

    蜜橘卖出好价钱 □记者 葛明 报道 -> head and byline; 蜜橘卖出好价钱 本报讯（记者 葛明）今年…… -> head and story;
    **蜜橘节** 本周六开幕。 -> head and text.
    """
    found: list[Line] = []
    printed = list(lines)
    items = _find_items(printed) | _find_boxed(printed)
    for line, after in zip(printed, [*printed[1:], None], strict=True):
        at = items.get(line.number) or (_find_seam(text, line) if len(line.text) > SHORTEST_HEAD + 3 else None)
        at = None if at is not None and read_furniture(line.text) else at
        at = at or (_find_credit(text, line, after) if after is not None else None)
        if at is None:
            found.append(line)
            continue
        cut = line.start + at
        found.append(Line(line.number, line.start, cut, line.text[:at]))
        found.append(Line(line.number, cut, line.end, line.text[at:]))
    return tuple(found)


def _find_items(lines: Sequence[Line]) -> dict[int, int]:
    """For the number of each line that begins an item of a narrow column, where its text begins behind its head."""
    found: dict[int, int] = {}
    for line, after in pairwise(lines):
        item = _ITEM_IN_COLUMN.match(line.text) if "\u3000" in line.text[:30] else None
        goes_on = bool(after.text.strip()) and after.text.lstrip()[0] not in _ITEM_MARKS
        if item and goes_on and not _CREDIT.search(item["head"]) and not _is_no_head(line.text, item):
            found[line.number] = item.end()
    return found if len(found) >= ITEMS else {}


def _find_boxed(lines: Sequence[Line]) -> dict[int, int]:
    """As `_find_items`, of places in boxes among items whose boxes are heads: 【县医院】…… / 【柳溪镇】……"""
    boxed = [(line, box) for line in lines if line.text[:1] == "【" and (box := _BOX.match(line.text))]
    told = [(line, box["head"]) for line, box in boxed if _BOXED.match(line.text)]
    heads = {line.number for line, head in told if not _PLACE.search(head) and not _CREDIT.search(head)}
    return {
        line.number: box.end()
        for line, box in boxed
        if _PLACE.search(box["head"]) and heads & {line.number - 1, line.number + 1}
    }


def _find_credit(text: str, line: Line, after: Line) -> int | None:
    """Where a text goes over into a photographer's credit that the next line ends: ……。本报记者 / 葛明 摄."""
    opened = _CREDIT_OPENS.search(line.text) if line.text[-1:] in "者员" else None
    if opened is None or not _PHOTOGRAPHER.fullmatch(after.text.strip()):
        return None
    credit = read_credit(text, line.start + opened.start("role"), after.end)
    return opened.start("role") if credit is not None and credit.end > after.start else None


def _find_seam(text: str, line: Line) -> int | None:
    """Where in the line its second thing begins, or None."""
    printed = line.text.lstrip()
    bold = _BOLD.match(line.text) if "**" in printed or "__" in printed else None
    if bold:
        no_head = _SENTENCE.search(bold["head"]) or _DATELINE.search(bold["head"])
        return None if no_head else bold.end()
    if "　" in printed[:14] or " " in printed[:14]:
        notice = _NOTICE.match(line.text)
        if notice:
            return notice.end()
    if _SPACE.search(printed, 2, 12) and "。" not in printed and (kind := _KIND.match(line.text)):
        return kind.end()
    if "单位" in printed and (table := _TABLE.match(line.text)):
        return table.end()
    for pattern in (_ITEM, _BOXED, _SQUARE) if printed[:1] in _ITEM_MARKS else ():
        item = pattern.match(line.text)
        if item and not _CREDIT.search(item["head"]) and not (pattern is _BOXED and _PLACE.search(item["head"])):
            return None if pattern is _ITEM and _is_no_head(line.text, item) else item.end()
    lead = len(line.text) - len(printed)
    if _SPACE_OR_BOX.search(line.text, lead + SHORTEST_HEAD, lead + LONGEST_HEAD + 1) is None:
        return None
    for seam in _STARTS.finditer(line.text, lead + SHORTEST_HEAD, lead + LONGEST_HEAD):
        at = seam.end()
        head = line.text[lead:at].strip()
        if (
            len(head) < SHORTEST_HEAD
            or _SENTENCE.search(head)
            or _NAMED.search(head)
            or head.endswith(("讯", "电", "消息"))
        ):
            continue
        start = line.start + at
        if line.text[at] in BOXES or _ROLE.match(line.text, at):
            credit = read_credit(text, start, line.end)
            if credit is not None and not text[credit.end : line.end].strip(" :：。.\t\r\u3000"):
                return at
            continue
        if not has_dateline_word(text, start, line.end):
            continue
        opening = read_opening(text, start, line.end)
        if opening is not None and opening.dateline is not None and opening.dateline.start - start <= 1:
            return at if opening.body < line.end or opening.bylines else None
    return None


def _is_no_head(printed: str, item: re.Match[str]) -> bool:
    """◎市六中学生刘　琪、薛　国华…… has a space inside a name, ●县总工会 6月8日…… one after who did it."""
    torn = next((item["head"][-n:] for n in (1, 2) if has_surname(item["head"][-n:])), None)
    named = torn is not None and _GIVEN_NAME.match(printed, item.end()) is not None
    return named or _OFFICE.fullmatch(item["head"]) is not None


def join_slivers(text: str, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The page's lines; hundreds on end of a character or two, thousands of a dozen, are one with breaks in it."""
    if len(lines) >= SCRAPS:
        lines = _join_runs(text, lines, SCRAP, SCRAPS)
    return _join_runs(text, lines, SLIVER, SLIVERS)


def _join_runs(text: str, lines: Sequence[Line], longest: int, least: int) -> tuple[Line, ...]:
    """The lines, runs of at least so many that are printed and hold at most `longest` characters as one."""
    found: list[Line] = []
    run: list[Line] = []
    for line in lines:
        if len(line.text) <= longest:
            run.append(line)
            continue
        found += _close_run(text, run, least)
        run = []
        found.append(line)
    return tuple(found + _close_run(text, run, least))


def _close_run(text: str, run: list[Line], least: int) -> list[Line]:
    printed = [line for line in run if line.text and not line.text.isspace()] if len(run) >= least else []
    if len(printed) < least:
        return run
    start, end = printed[0].start, printed[-1].end
    before = [line for line in run if line.end <= start and line is not printed[0]]
    return [*before, Line(printed[0].number, start, end, text[start:end])]
