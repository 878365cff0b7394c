"""Blocks stitched into stories: where one ends and the next begins, and which head is whose.

Between two runs of text stand heads and bylines (a gap). For each gap all ways of sharing it out are weighed: to the
text above, to the text below, or inside one story as a crosshead. The best way for the whole page is taken.
"""

from __future__ import annotations

from collections.abc import Sequence

from articles.extraction.asides import find_others, set_photos_aside
from articles.extraction.blocks import LineGroup
from articles.extraction.building import build_stories, give_back_bylines, head_from_within
from articles.extraction.captions import credits_writer, is_photo_credit
from articles.extraction.cohesion import PageWords
from articles.extraction.crossheads import take_first
from articles.extraction.gaps import Gaps
from articles.extraction.inside import NO_SECTION, OWN_WORDS, SPACE, weigh_inside
from articles.extraction.lostheads import find_lost_heads
from articles.extraction.resuming import resume_stories
from articles.extraction.runs import (
    FORM,
    Choice,
    Run,
    cut_runs,
    goes_on_from_page,
    is_headed_table,
    is_named,
    sets_bylines_first,
    weigh_margins,
)
from articles.extraction.sections import join_begun
from articles.extraction.stories import Story

# Weights, found by trial on labelled pages of several papers' styles. All are in the same coin.
SECOND_HEAD = 4.0  # a story has one head
CAPTION_BELOW = 1.0  # a caption under the text
SECOND_BYLINE = 4.0  # and one byline, but for photographs
SECOND_NAMES = 3.0  # a report that began with a byline ends without names in brackets
NO_BYLINE = 2.0  # a story without a byline, where bylines close the stories
NO_HEAD = 1.0  # a story without a head
HEADS_ALONE = 2.5  # heads at the page's end with no text, as small adverts are
AGAINST_HABIT = 1.5  # a head above its text on a page that sets them below, or the other way round
UNDER_HEAD = 3.0  # a byline under a head goes with it to the text below
UNDER_HEAD_BELOW = 0.5  # so it does, hardly more often than not, where heads stand below their texts
BYLINES_FIRST = 1.5  # a byline under a text, on a page that sets them before datelines
HEAD_INSIDE = 2.0  # a story that began without a head has it in the middle of its columns
NOTICE_SIGNED = 3.0  # nobody who writes for the paper signs a notice or a forecast
SAME_LEVEL = 9.0  # nor is one of the level of its own story's headline a crosshead
FROM_PAGE = 3.0  # nor under the rest of a story of another page
UNDER_BULLET = 4.0  # no head stands under an item of a list
PHOTO_FIRST = 4.0  # under a head below its text another story begins, seldom with a photograph
OVER_TABLE = 3.0  # a head touches the table under it
PHOTOGRAPHER = 2.5  # the photographer's line closes the caption above it

_State = tuple[bool, bool, int]  # whether the story that is open has a head, and a byline; its Markdown level
_Chain = tuple["_Chain", Choice] | None  # choices, the last one first


def stitch_stories(groups: Sequence[LineGroup], words: PageWords) -> tuple[Story, ...]:
    """The stories of a page, in page order of their first block. Furniture is left out."""
    groups, photos = set_photos_aside(groups, words)
    runs, last = cut_runs(groups, find_others(groups, words))
    if not runs:
        heads, bylines = [g for g in last if g.is_head], [g for g in last if not g.is_head]
        return (Story(tuple(heads), tuple(bylines), why=("heads alone",)),) if last else ()
    bylines_first = sets_bylines_first(groups)
    page = _Page(runs, last, words, bylines_first)
    above, below = page.share_out(habit=1), page.share_out(habit=-1)
    _, choices = max(above, below, key=lambda way: way[0])
    if choices is above[1] and bylines_first:
        _, choices = page.share_out(habit=1, inside=True)
    stories = join_begun(give_back_bylines(build_stories(runs, last, choices)))
    resumed = find_lost_heads(resume_stories(stories, words), words)
    found = [*map(take_first, map(head_from_within, resumed)), *photos]
    return tuple(sorted(found, key=lambda story: story.groups[0].span))


class _Page(Gaps):
    """The gaps of one page and the ways of sharing each out."""

    def __init__(self, runs: list[Run], last: list[LineGroup], words: PageWords, bylines_first: bool) -> None:
        super().__init__(runs, last, words)
        self.bylines_first = bylines_first
        self.signed = [is_named(run.body[-1]) for run in runs]
        self.inner = [weigh_inside(self, i) if 0 < i < len(runs) else None for i in range(len(self.gaps))]

    def share_out(self, habit: int, inside: bool = False) -> tuple[float, list[Choice]]:
        """The best choice for every gap, with heads usually above (1) or below (-1) their text: score and choices.

        `inside` lets a story that began with a byline and no head have it in the middle of its text.
        """
        best: dict[_State, tuple[float, _Chain]] = {(True, True, 0): (0.0, None)}
        for i in range(len(self.gaps)):
            options = weigh_margins(self._options(i, habit))
            found: dict[_State, tuple[float, _Chain]] = {}
            for state, (score, chain) in best.items():
                for option in options:
                    worth, new = self._follow(i, state, option, inside)
                    worth -= NO_SECTION if option.under_head and chain and not self._is_under_head(i, chain[1]) else 0.0
                    total = score + option.score + worth
                    if new not in found or total > found[new][0]:
                        found[new] = (total, (chain, option))
            best = found
        total, chain = max(best.values(), key=lambda way: way[0])
        chosen: list[Choice] = []
        while chain is not None:
            chain, option = chain
            chosen.append(option)
        return total, chosen[::-1]

    def _is_under_head(self, i: int, before: Choice) -> bool:
        """Whether the photograph before gap `i` stands under a head of its story: a section's has no dateline."""
        if before.inner:
            return not self.runs[i].opens
        return any(group.is_head for group in self.gaps[i - 1][before.split :])

    def _follow(self, i: int, state: _State, option: Choice, inside: bool) -> tuple[float, _State]:
        """What the choice costs after what came before, and the story that is then open."""
        has_head, has_byline, level = state
        gap = self.gaps[i]
        bylines = any(map(credits_writer, gap if option.inner else gap[: option.split]))
        worth = -SECOND_NAMES if i and self.signed[i - 1] and has_byline and not bylines else 0.0
        if option.inner:
            headed = inside and has_byline and not has_head and any(group.is_head for group in gap)
            worth -= SAME_LEVEL if level and gap and 0 < gap[0].level <= level else 0.0
            return worth + HEAD_INSIDE * headed, (has_head or headed, has_byline or bylines, level)
        left, right = gap[: option.split], gap[option.split :]
        heads = any(g.is_head for g in left)
        if i:
            if heads and has_head:
                worth -= CAPTION_BELOW if self.touches(i, option.split) else SECOND_HEAD
            worth -= SECOND_BYLINE if bylines and has_byline else 0.0
            bare = not bylines and not has_byline and not self.signed[i - 1] and not self.runs[i - 1].body[-1].bullet
            photo = self.runs[i - 1].photo
            worth -= NO_BYLINE if self.bylines_last and bare and not photo else 0.0
            worth -= NO_HEAD if not heads and not has_head and not photo else 0.0
        run = self.runs[i] if i < len(self.runs) else None
        own = run is not None and run.has_byline
        worth -= SECOND_BYLINE if own and any(map(credits_writer, right)) else 0.0
        levels = [group.level for group in right if group.is_head]
        return worth, (bool(levels), own or any(map(credits_writer, right)), min(levels, default=0))

    def _options(self, i: int, habit: int) -> list[Choice]:
        gap = self.gaps[i]
        border = self.runs[i].border if i < len(self.runs) else None
        if i == 0 or border is not None:
            splits = [border if i and border is not None else 0]
        elif i == len(self.runs):
            splits = list(range(len(gap) + 1)) if len(gap) <= 12 else [len(gap)]
        else:
            splits = list(range(len(gap) + 1)) if len(gap) <= 12 else [0, len(gap)]
        found = [self._split(i, split, habit) for split in splits]
        inner = self.inner[i]
        if inner and habit < 0 and self.runs[i - 1].photo and any(group.is_head for group in self.runs[i - 1].gap):
            inner = inner._replace(score=inner.score - PHOTO_FIRST)
        return [*found, inner] if inner else found

    def _split(self, i: int, split: int, habit: int) -> Choice:
        gap = self.gaps[i]
        left, right = gap[:split], gap[split:]
        score = 0.0
        why: list[str] = []
        for part, side in ((left, -1), (right, 1)):
            heads = [group for group in part if group.is_head]
            for head in heads:
                score += side * OWN_WORDS * self.own[head] / len(heads)
                if head.level:
                    score += side * (4.0 if head.level == self.top or not self.deep else 1.0)
            forms = sum(FORM.search(head.flat) is not None for head in heads)
            score -= NO_SECTION * forms if side < 0 else 0.0
            if len(heads) > forms:
                score -= AGAINST_HABIT if side != habit else 0.0
            if heads:
                score -= FROM_PAGE if side < 0 and i and goes_on_from_page(self.runs[i - 1]) else 0.0
                score -= UNDER_BULLET if side < 0 and i and self.is_bulleted(i - 1) else 0.0
                why.append("head above its text" if side > 0 else "head below its text")
        if left and not right and left[-1].is_head and i < len(self.runs) and is_headed_table(self.runs[i]):
            score -= OVER_TABLE
        score += self._weigh_space(i, split)
        if left and right and left[-1].is_head and right[0].is_head:
            score -= 1.5  # heads that stand together are rarely of two stories
        if any(not group.is_head for group in left):
            before = self.runs[i - 1].body[-1]
            kinds = [group.is_head for group in left]
            if i < len(self.runs) and True in kinds and False in kinds[kinds.index(True) :]:
                score -= UNDER_HEAD if habit > 0 else UNDER_HEAD_BELOW
            score += 0.5 if before.stops else -1.0
            score -= BYLINES_FIRST if self.bylines_first else 0.0
            score -= NOTICE_SIGNED if any(FORM.search(group.flat) for group in self.runs[i - 1].gap) else 0.0
            if is_photo_credit(left[0]) and self.runs[i - 1].photo:
                score += PHOTOGRAPHER
            why.append("byline closes the text above")
        kinds = [group.is_head for group in right]
        if True in kinds and False in kinds and kinds.index(False) < kinds.index(True):
            score -= 1.0  # the byline stands between head and text, rarely over the head
        if i == len(self.runs) and right:
            score -= HEADS_ALONE
            why.append("heads alone")
        if 0 < i < len(self.runs):
            run = self.runs[i]
            if not run.opens and run.border is None and all(group.is_head for group in gap):
                if gap or not run.photo:
                    score -= 0.5 + 2.0 * self.opened  # here stories begin with bylines or datelines
                score -= self.together(i)
            elif run.opens:
                why.append("a dateline or byline begins the text")
        return Choice(split, False, score, ", ".join(why))

    def _weigh_space(self, i: int, split: int) -> float:
        """Blank lines stand between stories: a head goes with the text that it touches."""
        blanks = self.blanks[i]
        if not 0 < i < len(self.runs) or not self.gaps[i] or max(blanks) == min(blanks):
            return 0.0
        return SPACE if blanks[split] == max(blanks) else -SPACE if blanks[split] == 0 else 0.0
