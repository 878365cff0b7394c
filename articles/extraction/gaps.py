"""The gaps between a page's runs of text, with what is asked of each: space, shapes, words on either side.

Measured once for a page; whose a gap's heads are is weighed in stitching.py.
"""

from __future__ import annotations

from collections import Counter

from articles.extraction.blocks import LineGroup, join_terms
from articles.extraction.closings import find_hands
from articles.extraction.cohesion import PageWords, Terms
from articles.extraction.crossheads import shape_of
from articles.extraction.headlines import is_place_apart
from articles.extraction.runs import CAPTION, Run, sets_bylines_last

COHESION = 12.0  # times how much two texts share, from EVEN on
EVEN = 0.155  # texts of two stories share less, of one story more
ENOUGH = 55  # pairs of characters from which a text's words tell in full
WINDOW = 2400  # characters of text before and after a gap that are asked
SPACED = 0.3  # share of gaps set unevenly, from which blank lines part stories
BYLINE = 120  # characters at a text's start in which its byline stands
NEAR = 6  # runs of text on either side that are looked at, however short
COLUMN = 3  # lines from which a text tells how wide its column is
NARROW, WIDE = 8, 40  # ems; a column is wider than the one, and longer lines are whole paragraphs
ONE_WIDTH = 0.05  # columns of one width differ by less than this share
OTHER_WIDTH = 0.12  # and those of two stories may differ by more
OVER = 1.5  # ems by which a line is wider than its column
REGIONS = "省市州盟县区旗镇乡村"
OPENING = 80  # characters at a text's start that name its place in full


class Gaps:
    """The gaps of one page with what is asked of each, measured once."""

    def __init__(self, runs: list[Run], last: list[LineGroup], words: PageWords) -> None:
        self.runs, self.last, self.words = runs, last, words
        self.gaps = [run.gap for run in runs] + [last]
        self.before = [self.terms_before(i) for i in range(len(self.gaps))]
        self.after = [self.terms_after(i) for i in range(len(self.gaps))]
        self.blanks = [self.count_blanks(i) for i in range(len(self.gaps))]
        self.spaced = sum(max(blanks) > min(blanks) for blanks in self.blanks if blanks) > SPACED * len(self.gaps)
        levels = [head.level for gap in self.gaps for head in gap if head.is_head and head.level]
        self.top = self.find_top(levels)
        if self.top and self.mark_sections():
            self.top -= 1  # the page's headlines have no mark of Markdown, only its crossheads have
        self.deep = levels.count(self.top) >= 2  # several stories are headed by the top level
        opened = sum(1 for run in runs if run.opens or any(not head.is_head for head in run.gap))
        self.opened = opened / len(runs)
        self.shapes = [shape_of(gap) for gap in self.gaps]
        self.alike = Counter(shape for shape in self.shapes if shape)
        self.own = {head: self.own_words(head, i) for i, gap in enumerate(self.gaps) for head in gap if head.is_head}
        self.widths = [width_of(run) for run in runs]
        self.several_widths = any(self.weigh_widths(i) < 0 for i in range(1, len(runs)))
        inside = Counter(group.first.blanks for run in runs for group in run.body[1:])
        self.usual = inside.most_common(1)[0][0] if inside else 0  # blank lines between paragraphs
        begun = [run for run in runs if not run.lead]
        self.headed = sum(any(group.is_head for group in run.gap) for run in begun) / max(1, len(begun))
        self.bylines_last = sets_bylines_last(runs, last)
        self.of_places = sum(any(map(is_place_apart, gap)) for gap in self.gaps) >= 2
        self._cohesion: dict[int, float] = {}

    def find_top(self, levels: list[int]) -> int:
        """The Markdown level of the page's headlines: the highest, or the next where that is met once and several
        stories with a byline or dateline of their own stand under the next.
        """
        ranked = sorted(set(levels))
        if len(ranked) < 2 or levels.count(ranked[0]) > 1:
            return min(levels, default=0)
        opened = [gap[-1].level for gap, run in zip(self.gaps, self.runs, strict=False) if gap and run.opens]
        return ranked[1] if opened.count(ranked[1]) >= 2 and ranked[0] not in opened else ranked[0]

    def mark_sections(self) -> bool:
        """Whether headlines stand without a Markdown mark, and no byline or dateline under any head that has one."""
        plain = marked = 0
        for i, gap in enumerate(self.gaps):
            heads = [head for head in gap if head.is_head]
            level = any(head.level for head in heads)
            if level and (len(heads) < len(gap) or (i < len(self.runs) and self.runs[i].opens)):
                return False
            marked += level
            plain += bool(heads) and not level
        return plain >= 2 and marked >= 2

    def count_blanks(self, i: int) -> tuple[int, ...]:
        """Whether a blank line stands (1 or 0) before each block of a gap, and before the text that follows it."""
        after = [self.runs[i].body[0]] if i < len(self.runs) else []
        return tuple(min(1, group.first.blanks) for group in [*self.gaps[i], *after])

    def terms_before(self, i: int) -> Terms:
        """What the text before a gap is about, back to where a story surely begins."""
        groups: list[LineGroup] = []
        size = 0
        for at in range(i - 1, max(-1, i - 1 - NEAR), -1):
            for group in reversed(self.runs[at].body):
                if size < WINDOW:
                    groups.append(group)
                    size += len(group.flat)
            if size >= WINDOW or self.begins_surely(at):
                break
        return join_terms(groups)

    def terms_after(self, i: int) -> Terms:
        """What the text after a gap is about, up to where another story surely begins."""
        groups: list[LineGroup] = []
        size = 0
        for at in range(i, min(len(self.runs), i + NEAR)):
            if at > i and self.begins_surely(at):
                break
            for group in self.runs[at].body:
                if size < WINDOW:
                    groups.append(group)
                    size += len(group.flat)
            if size >= WINDOW:
                break
        return join_terms(groups)

    def begins_surely(self, at: int) -> bool:
        """Whether a byline, a dateline or a flag stands before a run."""
        return (
            self.runs[at].opens
            or self.runs[at].border is not None
            or any(not head.is_head for head in self.runs[at].gap)
        )

    def same_hand(self, i: int) -> bool:
        """Whether a byline between two texts names somebody whom the story before it credits, and tells no roles."""
        if any("记者" in group.flat for group in self.gaps[i]):
            return False
        printed = " ".join(line.measured.read.text for group in self.gaps[i] for line in group.lines)
        before = self._credits_before(i)
        return any(hand in before for hand in find_hands(printed))

    def _credits_before(self, i: int) -> str:
        """The bylines of the story before a gap, with what stands beside them."""
        for at in range(i - 1, max(-1, i - 1 - NEAR), -1):
            run = self.runs[at]
            bylines = [group.flat for group in run.gap if not group.is_head]
            if run.has_byline:
                bylines.append(run.body[0].flat[:BYLINE])
            if bylines:
                return " ".join(bylines)
            if run.border is not None:
                break
        return ""

    def own_words(self, head: LineGroup, i: int) -> float:
        """How much more of a head's words stands in the text after the gap than in the text before it."""
        return self.words.likeness(head.terms, self.after[i]) - self.words.likeness(head.terms, self.before[i])

    def gaps_near(self, i: int) -> list[list[LineGroup]]:
        """The gaps before and after one, up to two away, that hold a single head."""
        near = [*range(max(1, i - 2), i), *range(i + 1, min(len(self.runs), i + 3))]
        return [self.gaps[at] for at in near if len(self.gaps[at]) == 1 and self.gaps[at][0].is_head]

    def weigh_widths(self, i: int) -> int:
        """Whether the texts around a gap stand in columns of one width (1), of two (-1), or too short to tell (0)."""
        one, other = self.widths[i - 1], self.widths[i]
        if one is None or other is None:
            return 0
        apart = abs(one - other) / max(one, other)
        return 1 if apart <= ONE_WIDTH else -1 if apart > OTHER_WIDTH else 0

    def is_wider(self, i: int) -> bool:
        """Whether a line of a gap's heads is wider than the column of the texts around it."""
        widths = [width for width in self.widths[i - 1 : i + 1] if width is not None]
        widest = max(line.measured.ems for head in self.gaps[i] for line in head.lines)
        return bool(widths) and widest > max(widths) + OVER

    def names_place(self, i: int) -> bool:
        """Whether a head begins with a place that the text under it then names in full: 石桥修水渠 over 石桥县…"""
        head = self.gaps[i][0].flat[:2]
        if head in self.before[i]:
            return False  # the story above is from there, too
        start = self.runs[i].body[0].flat[:OPENING]
        return any(head + region in start for region in REGIONS)

    def is_bulleted(self, i: int) -> bool:
        """Whether a run is one item under a bullet, without a head: it has none under it either."""
        run = self.runs[i]
        return not run.gap and len(run.body) == 1 and run.body[0].bullet

    def touches(self, i: int, split: int) -> bool:
        """Whether the one head left of the split touches the text above and not what follows: a caption may."""
        blanks = self.blanks[i]
        apart = split >= len(blanks) or blanks[split] > 0
        return split == 1 and not blanks[0] and apart and i < len(self.runs) and self.gaps[i][0].ems <= CAPTION / 2

    def together(self, i: int) -> float:
        """How much the texts around a gap speak for one story (above 0) or two; short texts say little."""
        size = min(len(self.before[i]), len(self.after[i]))
        return COHESION * (self.shared(i) - EVEN) * min(1.0, size / ENOUGH)

    def shared(self, i: int) -> float:
        """What share of their words the texts around a gap have in common."""
        if i not in self._cohesion:
            self._cohesion[i] = self.words.cohesion(self.before[i], self.after[i])
        return self._cohesion[i]


def width_of(run: Run) -> float | None:
    """How wide the column of a text is, in ems, by its widest line but one; None for a text of a few lines."""
    widest = sorted((line.measured.ems for group in run.body for line in group.lines), reverse=True)[:2]
    lines = sum(len(group.lines) for group in run.body)
    return widest[1] if lines >= COLUMN and NARROW < widest[1] < WIDE else None
