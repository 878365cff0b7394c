"""Runs of text, and the gaps of heads and bylines between them. Whose a gap's heads are is decided elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from articles.extraction.blocks import LineGroup
from articles.extraction.briefs import ITEM, end_of_items, find_briefs, read_label
from articles.extraction.captions import (
    BEGINS_CAPTION,
    PHOTO,
    SIGNATURE,
    begins_caption,
    ends_signed,
    is_headed_photo,
    is_photo,
    is_photo_credit,
)
from articles.extraction.closings import names_writers
from articles.extraction.cues import DAY_ALONE, FORECAST, is_signed_off
from articles.extraction.lines import JUMP_OUT
from articles.extraction.photocredits import PHOTO_CREDIT
from articles.extraction.sortedlines import SET_IN_ROWS
from articles.extraction.types import BlockKind
from articles.extraction.zones import FLAG, FLAG_LINE

SURE = 8.0  # the margin of a choice where there is no other
CAPTION = 75.0  # ems; a caption is no longer
FIRST = 3  # bylines before datelines that show how a page sets them
OVER_ITEMS = "flag over items"  # 晨报快递
FLAGS = frozenset(
    (FLAG, OVER_ITEMS, "column flag", "name of a section")
)  # reasons of furniture under which other stories begin
JUMP_IN = re.compile(r"[（(【]?(?:上|紧)接[^，。]{1,8}版[）)】]?(?=.)")
_COMES_FROM = re.compile(r"[（(【]?[上紧]接[^，。]{1,8}版")  # what follows goes on from another page
_LEAD = re.compile(
    r"""
    (?: (?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[至到、~-]{1,2}(?:\d{1,2}月)?\d{1,2}日)? | \d{1,2}日
      | [昨今前][日天](?:\(\d{1,2}日\)|\(\d{1,2}\))? | 近日 | 日前 | 最近 | 近来 )
    (?:[上下中]午|傍晚|晚上?|凌晨|清晨|早上|早晨|夜间?)?(?:\d{1,2}[时点:](?:\d{1,2}分?)?(?:许|左右)?)?
    (?: , | (?:记者)?从[^,。]{2,24}(?:获悉|了解到|传来) | 记者 )
    | 记者[^,。]{0,24}(?:获悉|了解到)
    """,
    re.VERBOSE,
)
# Answers the letter above.
_REPLIES = re.compile(r"(?:本报)?(?:回音|回复|答复|回应|编辑点评|编后|记者调查|律师说法|答)[:：]")
_LOSS = re.compile(r"遗失|作废|丢失")
_LOSSES = re.compile(r"(?:遗失|挂失|作废)(?:声明|启事|公告)")
# The further sections of a report: 二、农业, （三）服务; such a head begins no story.
NUMBERED = re.compile(
    r"(?:[二三四五六七八九]|十[一二]?)[、.．]|[（(](?:[二三四五六七八九]|十[一二]?)[）)]|第[二三四五六七八九十][章节条]"
)
# The head of a notice or a forecast.
FORM = re.compile(
    r"^(?:[今昨]日|本周|\S{0,4}市场|\S{0,4}集市|\S{0,4}集贸|\S{0,4}农贸|蔬菜|粮油|农产品|生猪)\S{0,10}(?:[菜肉粮油蛋]价|均价|价格|行情|牌价|报价)(?:一览表?|表|信息|播报)?(?:[（(][^（）()]*[)）])?$|"
    r"^\S{2,20}(?:人员|人选|获奖者?|候选人|个人|集体)名单$|^\S{4,24}(?:公告|通告|公示|启事|声明)$|^\S{0,8}(?:天气预报|气象预报|通知|公告|通告|启事|声明|公示|讣告|讣闻|更正|征稿|鸣谢)$|^关于.{4,40}的(?:通知|公告|通告|公示|声明|函|(?:温馨)?提示|公开信|倡议书|告知书)$|^(?:[今明]日|今明(?:两天)?|今天|明天|本周|城市|未来[一二三四五六七两\d][天日])?天气(?:趋势|情况)?$|^(?:[急诚]聘|寻人|寻物|招领|求租|求购)$"
)
# A picture that stands alone: 挂起红灯迎新年（图片）, 荷塘（国画）.
OF_PICTURE = re.compile(
    r"[（(](?:附?图片?|组图|照片|摄影|漫画|速写|剪纸|篆刻|书法|[国油版水粉彩中]{1,2}画)[^（）()]{0,6}[）)]$"
)


@dataclass
class Run:
    """Text between two gaps. Mutable only while the page is cut."""

    gap: list[LineGroup] = field(default_factory=list)
    body: list[LineGroup] = field(default_factory=list)
    border: int | None = None  # where in the gap a flag stands, under which another story begins
    photo: bool = False  # a photograph's caption that stands alone
    forecast: bool = False  # one line of a forecast that stands alone
    lead: bool = False  # begins as reports do, after a blank line and a complete text

    @property
    def opens(self) -> bool:
        """Whether its text begins with a dateline or a byline of its own."""
        return bool(self.body) and self.body[0].opening is not None

    @property
    def has_byline(self) -> bool:
        opening = self.body[0].opening if self.body else None
        return opening is not None and bool(opening.bylines)


class Choice(NamedTuple):
    """How a gap is shared out: the first `split` blocks to the text above; or `inner`, all within one story."""

    split: int
    inner: bool
    score: float
    why: str
    margin: float = 0.0  # by how much it weighs more than the next best choice of this gap
    under_head: bool = False  # of a photograph within a story: it stands under that story's head
    photo_below: bool = False  # of a byline within a story: the text under it is a photograph's caption


def cut_runs(groups: Sequence[LineGroup], others: frozenset[int] = frozenset()) -> tuple[list[Run], list[LineGroup]]:
    """Runs of text, each with the gap before it, and the gap at the page's end. Furniture is left out.

    Text begins a run after heads and bylines, with a dateline, under a column's flag, as a brief, and where a
    photograph's caption stands alone.
    """
    runs: list[Run] = []
    gap: list[LineGroup] = []
    border: int | None = None
    listed = False  # items under bullets go on, each a story of its own
    items = 0  # up to that block short paragraphs are stories of their own
    first = sets_bylines_first(groups)
    briefs = find_briefs(groups)
    for i, group in enumerate(groups):
        if group.kind is BlockKind.FURNITURE:
            told = group.why == FLAG or not runs or runs[-1].body[-1].stops or gap or group.first.blanks
            if group.why in FLAGS and told and not _heads_teasers(groups, i):
                border, listed = len(gap), group.why == FLAG
                items = end_of_items(groups, i + 1) if group.why == OVER_ITEMS else 0
            elif _COMES_FROM.search(group.flat) and not any(other.is_head for other in gap):
                border = len(gap)
            continue
        if group.kind is BlockKind.CAPTION and runs and not gap:
            runs[-1].body.append(group)
        elif group.kind in (BlockKind.HEADLINE, BlockKind.BYLINE):
            gap.append(group)
        else:
            photo = is_photo(groups, i, first) or (bool(gap) and is_headed_photo(groups, i))
            if listed and border is None and len(gap) == 1 and gap[0].is_head:
                border = 0 if gap[0].bullet or (runs and _is_past_items(runs[-1], gap[0])) else None
                listed = gap[0].bullet
            if photo and _closes_above(gap) and group.first.blanks and PHOTO_CREDIT.search(group.flat[-40:]):
                border = len(gap)  # the byline closed the story above: the photograph is another's
            if i in briefs:
                border, items = len(gap), briefs[i]
            new = i in others or gap or not runs or group.opening is not None or border is not None
            new = new or _is_brief(runs[-1], group) or _is_forecast(runs[-1], group) or runs[-1].forecast
            new = new or (is_signed(runs[-1].body[-1]) and not _REPLIES.match(group.flat))
            new = new or _turns_page(runs[-1].body[-1], group)
            new = new or _is_past_table(runs[-1], group)
            new = new or _is_no_notice(runs[-1], group) or (listed and _is_past_items(runs[-1], group))
            new = new or (runs[-1].photo and is_headed_photo(groups, i - 1))
            if (i < items or (listed and group.bullet and runs and runs[-1].body[0].bullet)) and not gap:
                new, border = True, 0
            shown = group.flat.startswith("图为") and not group.first.blanks  # ……一等果率68%。 / 图为葛明在分级。
            anew = BEGINS_CAPTION.match(group.flat) is not None and not shown
            if photo and not new and _begins_photo(runs[-1], group, shown) and not anew:
                runs[-1].body.append(group)
                runs[-1].photo, runs[-1].lead = True, False
            elif new or (photo and (runs[-1].body[-1].stops or (group.first.blanks and begins_caption(group)))):
                forecast = not gap and bool(runs) and _is_forecast(runs[-1], group)
                on = i + 1 < len(groups) and groups[i + 1].kind is BlockKind.BODY  # the story may go on
                lead = on and i in others and not (gap or photo or ends_signed(group)) and border is None
                runs.append(Run(gap, [group], border, photo, forecast=forecast, lead=lead))
                gap = []
            elif is_lead(runs[-1].body[-1], group):
                runs.append(Run([], [group], lead=True))
            else:
                runs[-1].body.append(group)
            border = None
    return runs, gap


def _heads_teasers(groups: Sequence[LineGroup], i: int) -> bool:
    """Whether a flag stands over what other pages hold: 导读 in the middle of a page parts no stories."""
    after = groups[i + 1] if i + 1 < len(groups) else None
    return after is not None and after.kind is BlockKind.FURNITURE and after.why.startswith("teaser")


def _is_forecast(run: Run, group: LineGroup) -> bool:
    """Whether a short paragraph of wind and temperatures follows a text that is none: 今日天气 晴 2℃到13℃ 北风4级."""
    short = len(group.flat) <= ITEM and "。" not in group.flat[:-1] and "℃" in group.flat
    short = short and len(FORECAST.findall(group.flat)) >= 2
    return short and not run.forecast and not any(FORECAST.search(other.flat) for other in (*run.gap, *run.body))


def _is_no_notice(run: Run, group: LineGroup) -> bool:
    """Whether what stands under a blank line speaks neither of weather nor of a loss, as the notice above it does."""
    if not group.first.blanks or not run.body[-1].stops or not any(FORM.search(other.flat) for other in run.gap):
        return False
    for told in (FORECAST, _LOSS):
        if all(told.search(other.flat) for other in run.body):
            return told.search(group.flat) is None
    return False


def _is_past_items(run: Run, group: LineGroup) -> bool:
    """Whether what stands under a blank line is no part of the item above it, which its bullet heads and one complete
    paragraph fills."""
    heads = [other for other in run.gap if other.is_head]
    item = bool(heads) and heads[-1].bullet and len(run.body) == 1 and run.body[0].stops
    return item and group.first.blanks > 0 and not group.bullet


def _turns_page(before: LineGroup, group: LineGroup) -> bool:
    """Whether a text goes on on another page, ……（下转第四版）, or the next comes from one: （上接第一版）……"""
    last, first = before.last.line.text.rstrip(), group.first.line.text.lstrip()  # as printed: repaired away in `flat`
    return JUMP_OUT.search(last[-14:]) is not None or JUMP_IN.match(first) is not None


def goes_on_from_page(run: Run) -> bool:
    """Whether a run is the rest of a story of another page, whose head stands there: （上接第一版）……"""
    return JUMP_IN.match(run.body[0].first.line.text.lstrip()) is not None


def is_lead(before: LineGroup, group: LineGroup) -> bool:
    """Whether a paragraph after a blank line and a complete text begins as reports do: 6月20日上午，……, 昨日，……"""
    return before.stops and group.first.blanks > 0 and not group.bullet and _LEAD.match(group.flat) is not None


def is_signed(group: LineGroup) -> bool:
    """Whether a paragraph ends as stories do, in a signature: （葛明）, （临河市民政局 葛明）; not （见图）."""
    tail = group.flat[-60:]
    if SIGNATURE.search(tail) or DAY_ALONE.fullmatch(group.last.flat) or is_signed_off(tail[-40:]):
        return True
    return is_named(group)


def is_named(group: LineGroup) -> bool:
    """Whether a paragraph ends in its writers' names, also where a column's end tears them: ……了。（葛 / 明）."""
    return names_writers("".join(line.measured.read.text for line in group.lines[-2:]))


def sets_bylines_first(groups: Sequence[LineGroup]) -> bool:
    """Whether bylines stand on lines of their own before datelines here, and hardly ever under a text."""
    pairs = [(one, other) for one, other in pairwise(groups) if one.kind is BlockKind.BYLINE]
    before = sum(other.kind is BlockKind.BODY and other.opening is not None for _, other in pairs)
    return before >= FIRST and before > 3 * sum(other.is_head for _, other in pairs)


def sets_bylines_last(runs: Sequence[Run], last: Sequence[LineGroup]) -> bool:
    """Whether bylines on lines of their own close the stories here, and hardly any stands before its text."""
    gaps = [*(run.gap for run in runs[1:]), last]
    after = sum(bool(gap) and gap[0].kind is BlockKind.BYLINE and not is_photo_credit(gap[0]) for gap in gaps)
    # A line alone between two texts may close the one or open the other, and speaks against nothing.
    before = sum(run.has_byline or (len(run.gap) > 1 and run.gap[-1].kind is BlockKind.BYLINE) for run in runs)
    return after >= 2 and after > 3 * before


def _begins_photo(run: Run, group: LineGroup, shown: bool) -> bool:
    """Whether a run is one short paragraph that begins as captions do, under a head or touching what follows: that is
    the same photograph's, up to the line of its photographer. `shown`: what follows says what the picture shows."""
    short = len(run.body) == 1 and len(run.body[0].flat) <= PHOTO // 2 and (shown or begins_caption(run.body[0]))
    headed = any(group.is_head for group in run.gap) and all(group.is_head for group in run.gap)
    return short and (headed or not group.first.blanks)


def is_caption_alone(run: Run) -> bool:
    """Whether a run is one short sentence, as a photograph's caption is."""
    return len(run.body) == 1 and run.body[0].ems <= CAPTION and run.body[0].stops


def is_caption(run: Run) -> bool:
    """Whether a run is one short sentence under a byline, as a photograph's caption is."""
    return is_caption_alone(run) and any(not group.is_head for group in run.gap)


def _closes_above(gap: Sequence[LineGroup]) -> bool:
    """Whether a gap is bylines of writers alone, right under the text above."""
    return bool(gap) and not gap[0].first.blanks and all(not each.is_head and not is_photo_credit(each) for each in gap)


def _is_list(run: Run) -> bool:
    """Whether a run of bulleted items stands under a headline of its own, longer than a flag: one story's list."""
    heads = [group for group in run.gap if group.is_head and not group.bullet] if run.border is None else []
    return any(head.ems > FLAG_LINE or _LOSSES.fullmatch(head.flat) for head in heads)


def _is_brief(run: Run, group: LineGroup) -> bool:
    """Whether a bulleted paragraph, or the text after one, is a brief of its own: the run before holds bullets only."""
    labels = read_label(run.body[0].first.line.text), read_label(group.first.line.text)
    if group.bullet and labels[0] and labels[1] and len(labels[0]) == len(labels[1]):
        return False  # parts of one story
    if not run.body[0].bullet or _is_list(run) or not all(other.bullet and other.stops for other in run.body):
        return False
    return group.stops or not group.bullet


def is_headed_table(run: Run) -> bool:
    """Whether a run's text is a table that touches the head over it."""
    return any(group.why in SET_IN_ROWS for group in run.body[:2]) and not run.body[0].first.blanks


def _is_past_table(run: Run, group: LineGroup) -> bool:
    """Whether what stands under a blank line is no part of the table above it, which has a head of its own."""
    if not group.first.blanks or group.why in SET_IN_ROWS or not any(other.is_head for other in run.gap):
        return False
    rows = [other.why in SET_IN_ROWS for other in run.body]
    return any(rows[-2:]) and len(rows) - sum(rows) <= 2 and group.stops


def weigh_margins(options: Sequence[Choice]) -> list[Choice]:
    """The choices of a gap, each with what it weighs more than the best other; SURE where it is the only one."""
    found: list[Choice] = []
    for option in options:
        others = [other.score for other in options if other is not option]
        found.append(option._replace(margin=option.score - max(others) if others else SURE))
    return found
