"""What speaks for a gap within one story: crossheads, photographs with their credits, texts that go on."""

from __future__ import annotations

from articles.extraction.blocks import join_terms
from articles.extraction.captions import is_photo_credit
from articles.extraction.creditwords import BOXES
from articles.extraction.crossheads import are_parallel
from articles.extraction.gaps import Gaps
from articles.extraction.headlines import PLACE_COLON, is_place_apart
from articles.extraction.runs import FORM, NUMBERED, OF_PICTURE, Choice, is_caption, is_caption_alone, is_signed
from articles.extraction.sortedlines import LIST_LINE

# Weights, in the coin of `stitching`, found as those are.
OWN_WORDS = 7.0  # times the share of a head's words that are its text's, less the other text's
WORDED_ALIKE = 2.6  # 一本账，记着八家人 and 一炉馍，香了整条街: crossheads of one story are worded alike
SIGNED = 3.5  # the text before ends in a signature in brackets, as stories end
PARALLEL = 0.7  # for each further gap of the same shape: crossheads are alike
PLAIN = 2.0  # a head without a Markdown level, where stories have one
SECTION = 5.0  # a numbered section of the story that has begun
SPACE = 2.1  # blank lines where the choice puts the border between two stories
WIDE_GAP = 1.5  # more blank lines over a head than between paragraphs
COLUMNS = 1.2  # texts in columns of one width, or of two, on a page that has several
DEEPER = 9.0  # a head whose Markdown level is below that of the page's headlines
NO_SECTION = 9.0  # a notice, a forecast or a picture is no section of another story, nor is its head below its text
OVER_COLUMN = 4.0  # a crosshead is set inside its column, a headline may stand over several
PLACE_IN_FULL = 2.0  # 石桥修水渠 over 石桥县…: a report on a place
NEWS_OF_PLACE = 2.0  # 柳溪：…: a place and a colon begin a headline
STAYS = 0.6  # a text that begins as reports do is more often a story's next paragraph than another story
HEADED = 2.5  # the more so where stories have heads: times the share of them
PHOTO_INSIDE = 4.5  # a photograph's caption, its photographer, and the story's text again
SAME_HAND = 3.0  # a caption under a byline that names a writer of the story above
UNDER_HEAD_PHOTO = 2.5  # the same where the caption's last words name him
PHOTO_ENDS = 5.0  # a photograph under a flag has no sections


def weigh_inside(page: Gaps, i: int) -> Choice | None:
    """All of the gap within one story: a crosshead, or the byline after a photograph's caption."""
    gap, run = page.gaps[i], page.runs[i]
    signed = is_signed(page.runs[i - 1].body[-1])
    if run.border is None and (under_head := _weigh_photo_under_head(page, i)):
        return under_head
    if run.opens or run.border is not None or not (gap or run.photo or signed or run.lead):
        return None
    if run.lead:
        return Choice(
            0, True, page.together(i) + STAYS + HEADED * page.headed, "goes on, with the words of the text above"
        )
    if not gap and not run.photo:
        return Choice(0, True, page.together(i) - SIGNED, "goes on after a signature, with the words of the text")
    if not gap:
        return Choice(0, True, page.together(i) - 0.5, "a photograph's caption with the words of the story above")
    score = page.together(i)
    if NUMBERED.match(gap[0].flat):
        score += SECTION
    if any(FORM.search(group.flat) or OF_PICTURE.search(group.flat) for group in gap):
        score -= NO_SECTION
    listed = page.runs[i - 1].body[-1].why == LIST_LINE and any(FORM.search(head.flat) for head in page.runs[i - 1].gap)
    score -= NO_SECTION if listed else 0.0  # a list of names is whole
    if is_signed(page.runs[i - 1].body[-1]):
        score -= SIGNED
    if page.runs[i - 1].photo and page.runs[i - 1].border is not None and not page.runs[i - 1].gap:
        score -= PHOTO_ENDS
    if not any(group.is_head for group in gap):
        return _weigh_byline(page, i, score)
    if not all(group.is_head for group in gap) or len(gap) > 2 or (page.of_places and is_place_apart(gap[0])):
        return None
    return _weigh_heads(page, i, score)


def _weigh_photo_under_head(page: Gaps, i: int) -> Choice | None:
    """A photograph under the story's head and over its text, be this signed or not: the head's words tell of which."""
    gap, photo = page.gaps[i], page.runs[i - 1]
    heads = [group for group in photo.gap if group.is_head]
    if not photo.photo or not heads or photo.border is not None or any(group.is_head for group in gap):
        return None
    if page.runs[i].photo or len(gap) > 2 or any(map(is_photo_credit, gap[1:])):
        return None
    likeness, caption = page.words.likeness, join_terms(photo.body)
    own = max(likeness(head.terms, page.after[i]) - likeness(head.terms, caption) for head in heads)
    if page.runs[i].opens and own < 0:
        return None  # the head is the photograph's, and this text has lost its own
    weight = PHOTO_INSIDE if gap and is_photo_credit(gap[0]) else UNDER_HEAD_PHOTO
    score = page.together(i) + weight + OWN_WORDS * own
    return Choice(0, True, score, "a photograph under the story's head", under_head=True)


def _weigh_byline(page: Gaps, i: int, score: float) -> Choice | None:
    """A byline within a story: it is a photograph's, or a photograph stands before the story's own."""
    gap, run = page.gaps[i], page.runs[i]
    if page.runs[i - 1].photo and len(gap) == 1 and is_photo_credit(gap[0]):
        return Choice(0, True, score + PHOTO_INSIDE, "a photograph and its credit inside the story")
    if gap[0].first.line.text.lstrip()[:1] in BOXES and is_caption_alone(run) and page.same_hand(i):
        return Choice(0, True, score + SAME_HAND, "a photograph by a writer of the story above", photo_below=True)
    headed = any(group.is_head for group in page.gaps[i + 1])
    if page.bylines_last and len(gap) == 1 and headed and is_caption_alone(run):
        why = "a photograph behind the byline that closes its story"
        return Choice(0, True, score + STAYS, why, photo_below=True)
    if not is_caption(page.runs[i - 1]):
        return None
    return Choice(0, True, score + 1.5, "a photograph's caption before the story's own byline")


def _weigh_heads(page: Gaps, i: int, score: float) -> Choice:
    """Heads within a story: crossheads, which are worded alike and of one shape."""
    gap = page.gaps[i]
    if page.spaced and not max(page.blanks[i]):
        score += SPACE  # stories are parted by blank lines here, and these texts are not
    score -= WIDE_GAP if gap[0].first.blanks > max(1, page.usual) else 0.0
    if PLACE_COLON.match((head := gap[0]).flat) or is_place_apart(head):
        score -= NEWS_OF_PLACE
    elif page.names_place(i):
        score -= PLACE_IN_FULL
    score += COLUMNS * page.weigh_widths(i) if page.several_widths else 0.0
    score -= OVER_COLUMN if page.is_wider(i) else 0.0
    if head.level:
        weight = (DEEPER if page.deep else DEEPER - 3.0) if head.level > page.top else -8.0
        return Choice(0, True, score + weight, f"crosshead: Markdown level {head.level}")
    score += PLAIN if page.deep else 0.0
    score += 0.7 * OWN_WORDS * max(page.own[head] for head in gap)
    score -= 1.5 * (len(gap) - 1)
    score -= 2.0 if head.ems > 24 else 0.5 if head.ems > 16 else 0.0
    if shape := page.shapes[i]:
        lines, first, half = shape
        near = sum(page.alike.get((lines, first + x, half + y), 0) for x in range(-2, 3) for y in range(-2, 3))
        score += min(2.0, PARALLEL / 2 * (page.alike[shape] - 1 + near - 1))
    alike = sum(are_parallel(head, other) for near in page.gaps_near(i) for other in near)
    score += WORDED_ALIKE * min(alike, 2)
    return Choice(0, True, score, f"crosshead: the texts on both sides share {page.shared(i):.2f} of their words")
