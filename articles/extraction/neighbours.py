"""What the lines around a line show for or against its being a head, each cue with its weight and its reason.

The text or head over it, the byline or text under it, the head it may be a half of, the list it may be a row of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articles.extraction.cohesion import PageWords, opens_sentence
from articles.extraction.columns import calls, fills_column, is_in_run, is_set_otherwise
from articles.extraction.cues import DAY_ALONE, LABEL, OFFICE, cues_of_second_half, is_list_of_counts, is_signed_off
from articles.extraction.lines import LEAD, MeasuredLine, is_balanced
from articles.extraction.sortedlines import Cues, SortedLine
from articles.extraction.types import BlockKind
from articles.extraction.widths import LONGEST_SET
from articles.text.joining import HAN

FULL = 1.5  # ems; a line that lacks no more is as wide
HEAD_LINE = 24.0  # ems; a line of a head broken in two is no longer
BROKEN = 3.0  # a line that ends in a comma, where a head may be broken
RUNS_ON = 1.2  # after a full line that ends no sentence, a head stands more rarely than after a short one
UNENDED = 1.0  # and after a word that needs another
SET_OTHERWISE = 0.4  # a torn text goes on in lines as wide as the column, also after a blank line
FREE, FREE_LINE = 3, 30.0  # lines, and ems of each, of a head that stands between blank lines
ROW = 3  # entries of a list's row, or rows that begin with a label, at least

_LEANS = re.compile("的(?![哥姐士])|们")  # what begins with one of them is no line of its own
_CLAUSE_END = re.compile(rf"[{HAN}]{{1,2}}[,，、。]")  # 谁家来了客 / 人，在手机上点一下就能开门
# Words that end no headline: a line that ends in one goes on.
_UNENDED = re.compile(
    r"(?:[和与及或并在对从向把被让为以是将于由等有要该其这那各每某]|通过|进行|以及|关于|因为|如果|记者|已经|正在|曾经|一直)$"
)
# Words that end in the same characters, and may end a headline.
_ENDED = re.compile(
    "(?:[参给赠]与|[总祥温暖共平谦柔]和|[企普危波]及|来[得不]及|[合兼归裁吞]并|[存现所潜实自内外健好]在"
    "|[应反校核面相结配答不绝成]对|[服随]从|[方走取转动意导志定风去流]向|火把|[转礼出谦避退]让|[作行认可有]为|[理自缘]由"
    "|[平中高初优一二三特不同对相]等|[需重必主纪摘提概首不]要|[没所拥国公私享富特共占]有|[名干健老小大]将|应该)$"
)
# 收入达到9 / 846元: no head ends in the middle of a number
_NUMBER_TORN = re.compile(r"[\u4e00-\u9fff][\d.]+$")
_NUMBER_GOES_ON = re.compile(r"[\d.]+(?:[万亿]|%|[元吨户亩人个公])")
_SIGNATURE = re.compile(
    r"(?:公司|局|委|委员会|办|办公室|政府|中心|医院|学校|中学|小学|大学|学院|幼儿园|法院|银行|支行|部|会|厂|所|站|社|院|队|小组|委员会|筹委会|全体\S{0,6}|特此\S{2})$"
)
_ENDS_IN_TELEPHONE = re.compile(r"(?:电话|热线|传真|手机|爆料|报料|QQ群?|公司|中心|[局院校站所社])[^,。]{0,8}\d{5,12}$")
_ENDS_NOTICE = re.compile(r"\d{6,}[。)）]?$|特此(?:公告|通告|声明|通知)[。！]?$")
_SIGNED = re.compile(rf"[（(][{HAN}·、 \u3000]{{2,24}}[)）]")  # （葛明　李健）, alone in a line
_ASKS = re.compile(r"(?:读者|市民|群众|网友)?(?:来电|来信|来函|问题|诉求|反映|投诉|咨询|留言|求助|提?问)[:：](?=.{4})")
_ADDRESSES = re.compile(r"(?:同志|朋友们?|读者|编辑|先生|女士|如下|领导|问|答|名单|任命|免去|合计|附)[:：]$")
_PLACE_FIRST = re.compile(rf"[{HAN}]{{1,5}}(?:街道|[县市区旗镇乡村])[:：]")  # 石桥镇：, alone in its line
_ENTRY = re.compile(rf"(?P<label>[{HAN}]{{2,8}})(?=[:：]|\d)")
_ROW_LABEL = re.compile(rf"[{HAN}]{{2,8}}[:：](?=[{HAN}])")


def cues_of_neighbours(
    lines: Sequence[MeasuredLine],
    i: int,
    before: SortedLine | None,
    follows: SortedLine | None,
    words: PageWords,
    told: bool,
) -> Cues:
    """The cues of what stands before line `i`, of what follows it, and of its being a part of something longer.

    `told`: a byline or a dateline stands under the line, or under the next.
    """
    return [
        *cues_of_second_half(lines, i),
        *_cues_of_halves(lines, i, before, told),
        *_cues_of_byline(lines, i, before, follows),
        *([(2.5, "stands between blank lines and ends no sentence")] if _stands_free(lines, i, before, words) else []),
        *_cues_of_what_stands_before(lines, i, before, words),
        *_cues_of_what_follows(lines, i, follows, words),
    ]


def _cues_of_halves(lines: Sequence[MeasuredLine], i: int, before: SortedLine | None, told: bool) -> Cues:
    """Whether it needs another line: marks that open in it, a comma or a word at its end, an indent."""
    line = lines[i]
    cues: Cues = []
    if not is_balanced(line.flat):
        cues.append(
            (-1.0, "marks open that the next line closes")
            if _is_half_head(lines, i)
            else (-3.0, "marks open that do not close")
        )
    broken = _may_break_here(lines, i, before, told)
    if broken and line.hangs and (line.flat[-1] in ",，、" or _is_named_first(lines, i)):
        under = lines[i + 2] if i + 2 < len(lines) else None
        whole = line.column is None and under is not None and under.ems > LONGEST_SET
        sure = told or (whole and line.blanks > 0) or _PLACE_FIRST.fullmatch(line.flat) is not None
        cues.append((BROKEN + 1.0 if sure else BROKEN, "a head broken after a comma or a colon"))
    if is_unended(line.flat):
        cues.append((-0.5 if broken and not line.hangs else -3.0, "ends in a word that needs another"))
    if line.indent and i + 1 < len(lines) and not lines[i + 1].indent and not lines[i + 1].blanks:
        cues.append((-2.5, "set in, as paragraphs begin"))
    if i + 1 < len(lines) and _NUMBER_TORN.search(line.flat) and _NUMBER_GOES_ON.match(lines[i + 1].flat):
        cues.append((-5.0, "a number goes on in the next line"))
    if _is_row(lines, i):
        cues.append((-5.0, "a row of a list, worded as the next"))
    return cues


def is_unended(flat: str) -> bool:
    """Whether a line ends in a word that needs another: 他们已经, 记者在; not 来得及, 作为."""
    return _UNENDED.search(flat[-2:]) is not None and _ENDED.search(flat[-3:]) is None


def _cues_of_byline(
    lines: Sequence[MeasuredLine], i: int, before: SortedLine | None, follows: SortedLine | None
) -> Cues:
    begins = follows is not None and (follows.kind is BlockKind.BYLINE or follows.opening is not None)
    if begins and not lines[i].flat.endswith("。"):
        return [(2.5, "a byline or dateline follows")]
    if _hangs_on_head(lines, i, before):
        return [(3.0, "touches the head above, and nothing goes on from it")]
    return []


def _cues_of_what_stands_before(
    lines: Sequence[MeasuredLine], i: int, before: SortedLine | None, words: PageWords
) -> Cues:
    """Whether the text over it is complete, or the head over it goes on in it."""
    line = lines[i]
    if before is None or before.kind is not BlockKind.BODY:
        cues: Cues = [(1.0, "no text stands before it")]
        if before is not None and before.kind is BlockKind.HEADLINE and line.blanks <= 1:
            seam = words.seam(before.flat, line.flat)
            if seam > 0.5 and before.measured.ems >= line.ems - 2:
                cues.append((1.0 + seam, "runs on from the head above"))
        return cues
    if OFFICE.fullmatch(line.flat) and not line.blanks and _ENDS_NOTICE.search(before.flat[-24:]):
        return [(-5.0, "an office signs what ends in a telephone")]
    signs = DAY_ALONE.fullmatch(before.flat) or is_signed_off(before.flat[-40:])
    if before.measured.stops or signs or _ENDS_IN_TELEPHONE.search(before.flat[-24:]):
        signed = [(2.0, "a signature stands before it")] if _SIGNED.fullmatch(before.flat) else []
        return [(0.5, "the text before it is complete"), *signed]
    seam = words.seam(before.flat, line.flat)
    hangs = before.measured.hangs
    torn = line.blanks == 0 and before.flat[-1:].isdigit() and seam > 0.5  # 1月5 / 日
    if not before.flat[-1:].isalpha() and not hangs and not torn:
        seam = -1.0  # it ends in a figure or a mark, as tables and forecasts do
    weight = -3.5 if hangs else -1.5 - seam
    if line.blanks == 0 and fills_column(before.measured) and is_in_run(lines, i - 1):
        weight -= RUNS_ON  # the sentence was broken by the measure: it goes on in the next line
    elif line.blanks == 0 and _goes_on_from_indent(before.measured, line):
        weight -= RUNS_ON  # so it was in a text that is set wider than those around it
    elif not line.blanks and is_unended(before.flat):
        weight -= UNENDED  # 图为 / 葛明在查房
    if line.blanks and is_set_otherwise(line):
        weight *= SET_OTHERWISE
    return [(weight, "the text before it goes on")]


def _goes_on_from_indent(before: MeasuredLine, line: MeasuredLine) -> bool:
    """Whether a line is as wide as the one above it that is set in, indent and all: a paragraph's first two lines."""
    printed = before.line.text
    far = len(printed) - len(printed.lstrip()) > 2 * LEAD  # as signatures are
    return before.indent and not far and not line.indent and abs(before.ems + LEAD - line.ems) <= FULL


def _cues_of_what_follows(lines: Sequence[MeasuredLine], i: int, follows: SortedLine | None, words: PageWords) -> Cues:
    """Whether the line under it is a table's, signs a notice, or goes on with its sentence."""
    if follows is not None or i + 1 == len(lines):
        return []
    line, after = lines[i], lines[i + 1]
    cues: Cues = []
    rows = [after, *lines[i + 2 : i + 3]] if after.flat[:1] in "(（" else [after]
    if len(line.read.text.split()) >= 3 and not after.blanks and any(map(is_list_of_counts, rows)):
        cues.append((-4.0, "heads the columns of a table"))
    if _ASKS.match(after.flat) and not line.stops and not line.hangs:
        cues.append((3.5, "what a reader asks stands under it"))
    if (DAY_ALONE.fullmatch(after.flat) or LABEL.match(after.flat)) and _SIGNATURE.search(line.flat):
        cues.append((-5.0, "signs a notice: the day follows"))
    whole = line.column is None and after.ems > LONGEST_SET  # a paragraph by itself
    ends = not after.blanks and after.stops and not calls(after) and not (whole and line.blanks)
    if ends and "。" not in line.flat and re.search("[，,]", line.flat):
        cues.append((-3.0 if line.bullet else -1.5, "its sentence ends in the next line"))
    set_full = after.column is not None and abs(after.ems - after.column) <= 1.5 and line.ems <= after.column + 1.5
    body = after.ems > max(40.0, 1.5 * line.ems) or after.stops or after.hangs or set_full
    broken = line.blanks and i + 2 < len(lines) and lines[i + 2].blanks and not after.stops and after.ems <= HEAD_LINE
    if not after.blanks and not line.stops and not broken and _LEANS.match(after.flat):
        cues.append((-3.0, "the next line begins with a word that leans on this one"))
    seam = words.seam(line.flat, after.flat)
    if body and seam > 0 and not line.stops and not after.indent:
        cues.append((-1.5 * seam, "runs on in the next line"))
        if seam > 0.5 and _CLAUSE_END.match(after.flat):
            cues.append((-2.0, "the next line begins with the end of its word"))
    return cues


def _is_row(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether a line and the one beside it are rows of one list: as many entries, one of them under the same label.

    老象塘采石场　采矿权人：葛明　有效期至2013年6月; 县直机关：葛　明　李　健, where three lines on end begin so.
    """
    own = _entries(lines[i])
    if len(own) >= ROW:
        for other in (lines[i - 1] if i else None, lines[i + 1] if i + 1 < len(lines) else None):
            entries = _entries(other) if other is not None else []
            if abs(len(own) - len(entries)) <= 1 and set(filter(None, own)) & set(filter(None, entries)):
                return True
    if _ROW_LABEL.match(lines[i].flat) is None:
        return False
    threes = [lines[at : at + ROW] for at in range(max(0, i - 2), i + 1)]
    return any(
        len(three) == ROW
        and all(_ROW_LABEL.match(line.flat) for line in three)
        and not any(line.blanks for line in three[1:])
        for three in threes
    )


def _entries(line: MeasuredLine) -> list[str]:
    """What each entry of a line begins with: its label before a colon, its first words before a number, or nothing."""
    words = line.read.text.split()
    labels = (_ENTRY.match(word) for word in words) if 3 <= len(words) <= 12 else ()
    return [found["label"] if found else "" for found in labels]


def _may_break_here(lines: Sequence[MeasuredLine], i: int, before: SortedLine | None, told: bool) -> bool:
    """Whether a line that ends in a comma may begin a head: short, with another under it and no text over it."""
    line = lines[i]
    if i + 1 == len(lines):
        return False
    after = lines[i + 1]
    parted = after.blanks > 1 if told else after.blanks >= max(1, line.blanks)
    if parted or after.ems > HEAD_LINE or (after.stops and not calls(after)) or "。" in after.flat:
        return False
    free = before is None or before.kind is not BlockKind.BODY or (before.measured.stops and (told or line.blanks > 0))
    narrow = line.column is None or line.ems < line.column - 2.0
    return free and narrow and line.ems <= HEAD_LINE / 2 and not line.indent


def _is_named_first(lines: Sequence[MeasuredLine], i: int) -> bool:
    """九旬老渡工： / 我还想再撑一回船: who says it, in a line of its own; 编辑同志： addresses, and text follows."""
    if lines[i].flat[-1] not in ":：" or _ADDRESSES.search(lines[i].flat) or i + 1 == len(lines):
        return False
    after = lines[i + 1]
    return (
        3 <= lines[i].ems <= 14
        and 4 <= after.ems <= 16
        and not after.indent
        and not re.search("[,，;；:：]", after.flat)
    )


def _is_half_head(lines: Sequence[MeasuredLine], i: int) -> bool:
    """Whether marks that open in it close in the line beside it, both as short as the lines of a head are."""
    for at in (i, i - 1):
        if not 0 <= at < len(lines) - 1:
            continue
        one, other = lines[at], lines[at + 1]
        both = one.flat + other.flat
        free = other.blanks == 0 and not one.stops and not other.stops and "。" not in both
        if free and max(one.ems, other.ems) <= HEAD_LINE and is_balanced(both):
            return True
    return False


def _hangs_on_head(lines: Sequence[MeasuredLine], i: int, before: SortedLine | None) -> bool:
    """Whether a short line that ends no sentence stands right under a head, with a blank line under it."""
    line = lines[i]
    if before is None or before.kind is not BlockKind.HEADLINE or line.blanks or line.stops or line.hangs:
        return False
    return 4 <= line.ems <= HEAD_LINE and i + 1 < len(lines) and lines[i + 1].blanks > before.measured.blanks - 1 >= 0


def _stands_free(lines: Sequence[MeasuredLine], i: int, before: SortedLine | None, words: PageWords) -> bool:
    """Whether a line is one of up to three short ones between blank lines that end no sentence, and none runs on into
    what stands below."""
    first = last = i
    while first and not lines[first].blanks and i - first < FREE:
        first -= 1
    while last + 1 < len(lines) and not lines[last + 1].blanks and last - i < FREE:
        last += 1
    block = lines[first : last + 1]
    if len(block) > FREE or last + 1 == len(lines) or block[-1].hangs or (first and not lines[first].blanks):
        return False
    if any((line.stops and not calls(line)) or line.ems > FREE_LINE or line.indent for line in block):
        return False
    if any(line.bullet or ":" in line.flat[:4] for line in block):
        return False
    if re.search("[。，,、]", "".join(line.flat for line in block)) or is_unended(block[-1].flat):
        return False
    ending = block[-1].flat[-1:]  # nothing is left of a line that is a jump
    if not ending.isalnum() and ending not in ("”", "」", "》", "!", "！", "?", "？"):
        return False
    if first == i and before is not None and before.kind is BlockKind.BODY and not before.measured.stops:
        return False
    below = lines[last + 1].flat
    return words.seam(block[-1].flat, below) < 0.3 and opens_sentence(below) >= 0
