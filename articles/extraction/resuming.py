"""Stories that another column's text cut off, and what of them is printed after it.

Where a text breaks off, all that could go on from there is weighed against staying where it stands.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from articles.extraction.blocks import LineGroup, join_terms
from articles.extraction.captions import PHOTO, is_photo_credit, is_signed_caption
from articles.extraction.cohesion import PageWords, Terms, opens_sentence
from articles.extraction.photocredits import PHOTO_CREDIT
from articles.extraction.sections import BACK, NEAR, heads_shortly, resume_section
from articles.extraction.sharedwords import has_wide_figures, printed_of, resume_by_words, set_of_figures
from articles.extraction.stories import Story, may_be_tail, move_body
from articles.extraction.types import BlockKind
from articles.text.joining import HAN

LONGEST_LEFT_OVER = 16  # characters of a paragraph that is the end of a sentence
SHORTEST = 10  # characters of a text that breaks off
HEADED = 80  # characters; a text of one sentence that breaks off is longer
NAMES = 40  # that paragraphs of one story begin with; more are asked in no story, only in damage
SHORT_ITEM = 120  # characters of an item under a head
ITEMS = 6  # news in brief that stand between, at most
ENDS = 3  # torn ends of one story that are asked, the last ones
# Weights in log odds, fitted on pages on which stories were torn and resumed after the next one.
RESUMED = 0.7  # what speaks for a text's going on there must weigh so much
SEAM = 1.3  # times how likely one text runs on in the other
OPENS = 1.1  # a text begins as sentences do, or as they never do
MID_SENTENCE = 0.5  # it begins with the last characters of a clause
NO_BEGINNING = 1.5  # it begins with a mark that closes, and the text before it is complete
APART = 2.0  # a blank line stands before it
HANGS = 1.0  # the torn end is a comma
FULL = 0.5  # the torn end fills its column, as lines in the middle of a text do
NOT_SET_IN = 0.7  # it begins at the full measure, where paragraphs here do not
ALONE = 1.7  # no text of the other story stands before it
COMPLETE = 0.5  # the text before it is complete
LEFT_OVER = 1.0  # a paragraph that is the end of a sentence alone, under a complete text: 2600万元。
LAST = 0.9  # the torn end is not the last of its story
FARTHER = 1.05  # for each story further back
WITH_OWN, WITH_REST = 4.7, 13.6  # times the words it shares with the torn story, and with what stands before it
CHANGE = 0.05  # of their words, for each change between two stories whose paragraphs stand mixed
BOTH_TORN = 0.5  # both stories are torn, and each goes on after a stretch of the other
OTHER_FIGURES = 2.0  # its figures are set in the other width
TORN_AT_ALL = 2.5  # most ends without a mark are torn nowhere
_SPEAKS = re.compile(
    rf"(?P<name>[{HAN}]{{2,3}}?)(?:还|又|并|最后|同时)?(?:在(?:讲话|会上|座谈|调研|致辞|听取)|强调|指出|要求|希望|表示|认为|说[,，:：]|一行)"
)
_Chain = tuple["_Chain", int] | None  # changes, the last one first
_Shared = tuple[float, _Chain]  # what a sharing out weighs, and where it changes
POSTS = "长记任席委理裁授师员人民表者总家"  # what posts before a name end in: 市长, 书记, 主任, 村民
TORN = re.compile(  # how the second half of a torn sentence begins
    rf"[,，、。；;：:”’」』）)]|[{HAN}]{{1,2}}[,，。；;、]|\d[\d.]{{0,6}}[%％{HAN}]{{0,2}}[,，。]"
)
_LEANS = re.compile("着(?![力手眼重急火实装陆落名色凉迷])")  # 绑 / 着绳子: needs the verb before it


def resume_stories(stories: Sequence[Story], words: PageWords) -> tuple[Story, ...]:
    """Stories cut off by another column get back what is printed after it."""
    found = list(stories)
    firsts = [group.first for story in found for group in story.body if group.kind is BlockKind.BODY]
    sets_in = 3 * sum(line.indent for line in firsts) > len(firsts)
    short = not heads_shortly(found)
    several_sets = has_wide_figures(printed_of([group for story in found for group in story.body]))
    for k in range(1, len(found)):
        _resume_torn(found, k, words, sets_in, several_sets)
        _resume_named(found, k, words)
        resume_by_words(found, k, words)
        resume_section(found, k, words, short)
    return tuple(story for story in found if story.groups)


def _resume_torn(found: list[Story], k: int, words: PageWords, sets_in: bool, several_sets: bool) -> None:
    """Of story `k`, the text that a sentence torn in an earlier story goes on in goes back to that story."""
    best, where = RESUMED, None
    if is_signed_caption(found[k].body[:2]) or _is_photo(found[k]):
        return
    for j, steps in _stories_before(found, k):
        figures = set_of_figures(printed_of(found[j].body[-NEAR:])) if several_sets else ""
        for p in _find_torn_ends(found[j]):
            own = join_terms([*found[j].body[max(0, p + 1 - NEAR) : p + 1], *found[j].body[:2]])
            score = 0.0 if p + 1 == len(found[j].body) else -LAST
            score -= FARTHER * steps
            for q in range(len(found[k].body)):
                if may_be_tail(found[k], q):
                    weight = score + _weigh(found[k], q, found[j].body[p], own, words, sets_in)
                    if figures and figures != (set_of_figures(printed_of(found[k].body[q : q + NEAR])) or figures):
                        weight -= OTHER_FIGURES
                    if weight > best:
                        best, where = weight, (j, p, q)
    if where is None:
        return
    j, p, q = where
    why = f"goes on after another story (cues weigh {best:.1f})"
    _move_tail(found, k, q, _end_of_tail(found[k], q, words), (j, p + 1), words, why)


def _move_tail(found: list[Story], k: int, q: int, end: int, to: tuple[int, int], words: PageWords, why: str) -> None:
    """The body of story `k` from `q` to `end` goes to a place in another, but for what is its own by its words."""
    j, at = to
    own = join_terms([*found[j].body[max(0, at - NEAR) : at], *found[j].body[:2]])
    stays = _find_what_stays(found[k], q, end, own, words)
    for first, over in reversed(stays):
        if over < end:
            move_body(found, k, over, end, j, at, why)
        end = first
    move_body(found, k, q, end, j, at, why)
    if stays:
        _take_head(found, k, q)


def _stories_before(found: list[Story], k: int) -> list[tuple[int, int]]:
    """The stories that `k` may go on from, each with how many stand between: news in brief, which are set into a
    story's column, are counted as one, and photographs as none."""
    asked: list[tuple[int, int]] = []
    steps = 0
    for j in range(k - 1, max(-1, k - 1 - BACK - ITEMS), -1):
        if steps >= BACK:
            break
        asked.append((j, steps))
        steps += not (_is_item(found[j]) and j and _is_item(found[j - 1])) and not _is_photo(found[j])
    return asked[::-1]


def _is_item(story: Story) -> bool:
    """Whether a story is one bulleted paragraph, or a short one under a head: news in brief."""
    if len(story.body) != 1:
        return False
    short = story.body[0].stops and story.body[0].opening is None and len(story.body[0].flat) <= SHORT_ITEM
    return short if story.heads else story.body[0].bullet


def _is_photo(story: Story) -> bool:
    """Whether a story is one caption and its photographer."""
    if len(story.body) != 1 or len(story.body[0].flat) > PHOTO:
        return False
    below = bool(story.bylines) and all(map(is_photo_credit, story.bylines))
    return below or PHOTO_CREDIT.search(story.body[0].flat[-40:]) is not None


def _resume_named(found: list[Story], k: int, words: PageWords) -> None:
    """Of story `k`, what begins with a person's bare name goes back to the earlier story that told who it is.

    A report names people with their posts first: 葛明强调，…… after a text without 葛明 was another story's.
    """
    story = found[k]
    names: set[str] = set()  # asked before: what one paragraph begins with, a later one does not name first
    for q, group in enumerate(story.body):
        name = _read_bare_name(group) if may_be_tail(story, q) or (q == 0 and _stands_over_heads(story)) else None
        if name is None or name in names or len(names) == NAMES:
            continue
        names.add(name)
        if any(name in other.flat for other in (*story.heads[: q > 0], *story.body[:q])):
            continue
        told = (j for j in range(k - 1, max(-1, k - 1 - BACK), -1) if _tells_of(found[j], name))
        j = next(told, None)
        if j is None or (q == 0 and found[j].heads and story.heads):
            continue
        why = f"goes on after another story: {name} was told of there"
        if q == 0 and story.heads:
            found[j] = replace(found[j], heads=story.heads)
            found[k] = story = replace(story, heads=())
        _move_tail(found, k, q, len(story.body), (j, len(found[j].body)), words, why)
        return


def _read_bare_name(group: LineGroup) -> str | None:
    """The name that a paragraph begins with, where it says or does something: 葛明强调，……"""
    spoke = _SPEAKS.match(group.flat)
    return spoke["name"] if spoke else None


def _stands_over_heads(story: Story) -> bool:
    """Whether the story's heads are all printed under its text, and no byline tells that it begins there."""
    first = story.body[0]
    return (
        not story.bylines and first.opening is None and all(head.span.start > first.span.start for head in story.heads)
    )


def _tells_of(story: Story, name: str) -> bool:
    """Whether the story names a person after a post: 市长葛明."""
    flats = (group.flat for group in story.body if group not in story.captions)
    return any(flat[at - 1] in POSTS for flat in flats for at in (flat.find(name),) if at > 0)


def _find_torn_ends(story: Story) -> list[int]:
    """Where the story's text breaks off in a sentence."""
    ends: list[int] = []
    for p, group in enumerate(story.body):
        if group.kind is not BlockKind.BODY or group.stops or group in story.captions or len(group.flat) < SHORTEST:
            continue
        headed = p == 0 and "。" not in group.flat and len(group.flat) < HEADED  # maybe a head taken for text
        if not headed and (group.flat[-1:].isalnum() or group.flat[-1:] in (",", "，", "、")):
            ends.append(p)
    return ends[-ENDS:]


def _weigh(story: Story, q: int, end: LineGroup, own: Terms, words: PageWords, sets_in: bool) -> float:
    """How much speaks for the story's text from `q` on being the other story's, which broke off at `end`."""
    first, before = story.body[q].first, story.body[q - 1] if q else None
    score = SEAM * words.seam(end.flat, first.flat) - OPENS * opens_sentence(first.flat)
    score += MID_SENTENCE if TORN.match(first.flat) else 0.0
    score += APART if first.blanks else 0.0
    score += HANGS if end.last.hangs else 0.0
    score -= FULL if end.last.column is not None and end.last.ems > end.last.column - 1.5 else 0.0
    wide = first.column is not None and first.ems > first.column - 1.0 and len(story.body[q].lines) > 1
    if wide or (sets_in and not first.indent):
        score += NOT_SET_IN
    if before is None:
        score += ALONE
    elif before.stops:
        score += MID_SENTENCE if _LEANS.match(first.flat) else 0.0
        score += COMPLETE + (LEFT_OVER if _is_left_over(story.body[q]) else 0.0)
        score += NO_BEGINNING if opens_sentence(first.flat) < 0 and not first.flat[:1].isalnum() else 0.0
    elif before.is_head:
        score -= COMPLETE
    heads = (i for i in range(q + 1, min(q + NEAR, len(story.body))) if story.body[i].is_head)
    tail = join_terms(story.body[q : next(heads, q + NEAR)])
    rest = join_terms(story.body[max(0, q - NEAR) : q])
    score -= TORN_AT_ALL
    shared = WITH_OWN * words.cohesion(tail, own) - WITH_REST * words.cohesion(tail, rest)
    if before is not None and not before.stops and not before.is_head:
        shared = max([shared, *(_weigh_stretch(story, q, r, own, words) for r in _find_own_rest(story, q))])
    return score + shared


def _find_own_rest(story: Story, q: int) -> list[int]:
    """Where the story itself, torn before `q`, may go on after some paragraphs of another's."""
    last = min(q + NEAR, len(story.body))
    return [r for r in range(q + 1, last) if story.body[r - 1].stops and may_be_tail(story, r)]


def _weigh_stretch(story: Story, q: int, r: int, own: Terms, words: PageWords) -> float:
    """How much the words speak for the paragraphs from `q` to `r` being the other story's, those around them not."""
    before, tail = story.body[q - 1], join_terms(story.body[q:r])
    rest = join_terms([*story.body[max(0, q - NEAR) : q], *story.body[r : r + NEAR]])
    runs_on = words.seam(before.flat, story.body[r].flat) - words.seam(before.flat, story.body[q].flat)
    return WITH_OWN * words.cohesion(tail, own) - WITH_REST * words.cohesion(tail, rest) + runs_on - BOTH_TORN


def _is_left_over(group: LineGroup) -> bool:
    """Whether the paragraph begins in a sentence and is over with it."""
    return group.stops and len(group.flat) <= LONGEST_LEFT_OVER and TORN.match(group.flat) is not None


def _end_of_tail(story: Story, q: int, words: PageWords) -> int:
    """Where what is printed from `q` on ends: where the story goes on that was torn before `q`, or at its end."""
    before = story.body[q - 1] if q else None
    if before is None or before.stops or before.is_head:
        return len(story.body)
    for r in range(q + 1, len(story.body)):
        first, last = story.body[r], story.body[r - 1]
        if first.kind is BlockKind.BODY and last.stops and words.seam(before.flat, first.flat) > 0.5:
            return r
    return len(story.body)


def _find_what_stays(story: Story, q: int, end: int, own: Terms, words: PageWords) -> list[tuple[int, int]]:
    """Which stretches of the body from `q` to `end` are the story's own after all, by the words they share with it.

    The paragraphs are shared out so that each is with the text it shares more with; each change between the two costs.
    """
    rest = join_terms([*story.heads, *story.body[max(0, q - NEAR) : q]])
    gone: _Shared = (0.0, None)  # the best sharing out so far that ends in either
    stay: _Shared = (-math.inf, None)
    for i in range(q, end):
        one = join_terms([story.body[i]])
        nearer = words.cohesion(one, own) - words.cohesion(one, rest)
        if i > q and (story.body[i - 1].stops or story.body[i].is_head):
            gone, stay = (
                max(gone, (stay[0] - CHANGE, (stay[1], i)), key=_first),
                max(stay, (gone[0] - CHANGE, (gone[1], i)), key=_first),
            )
        gone, stay = (gone[0] + nearer, gone[1]), (stay[0] - nearer, stay[1])
    chain = max(gone, stay, key=_first)[1]
    changes: list[int] = []
    while chain is not None:
        chain, at = chain
        changes.append(at)
    changes.reverse()
    return list(zip(changes[::2], [*changes[1::2], end], strict=False))


def _take_head(found: list[Story], k: int, q: int) -> None:
    """A story without a head that a head stands in, where the other one's text was taken out, is headed so."""
    story = found[k]
    if not story.heads and q < len(story.body) and story.body[q] in story.crossheads:
        head = story.body[q]
        body = (*story.body[:q], *story.body[q + 1 :])
        found[k] = replace(story, heads=(head,), body=body, crossheads=story.crossheads - {head})


def _first(shared: _Shared) -> float:
    return shared[0]
