"""Phrases that may say what a figure measures, for an editor to choose from where the reader chose wrongly.

Every word of them is printed around the figure. The reader takes one phrase and weighs it (indicators.py); here the
ways in which print names a figure stand side by side, unlike each other, the likeliest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from articles.text.dates import find_dates
from articles.text.numerals import fold_digits
from metrics.extraction.phrases import CLAUSE, cut_at_verb, last_deed, last_verb, last_words, strip
from metrics.extraction.quantities import find_figures
from metrics.extraction.surroundings import SENTENCE_END

MOST = 6
SHORTEST, LONGEST = 2, 24  # characters of a phrase
BEFORE, AFTER = 200, 100  # characters of a sentence that are looked at
ALIKE = 0.7  # share of common character pairs from which two phrases need not both be offered
PART = 24  # characters of a part; of a longer one only an end that begins where print parts it
DEED = 10

_ALSO = re.compile(r"以及|[、和与及]")
_ALSO_END = re.compile(r"(?:以及|[、和与及])$")
_QUOTED = re.compile(r"[“\"《「]([^“”\"《》「」，。\n]{2,12})[”\"》」]")
_MARKS = re.compile(r"[“”\"'‘’「」『』＂＇|*●■\s]")
_BUSY = re.compile(r"(?:已经?|正在?|全部|成功|共同|一起|分别|先后|陆续|进行|开展|实施|了)+")
_SUBJECT_END = re.compile(r"已经?|累计|共(?![同产青享建])|先后|全部|分别|正在|[，,]")
_PASSED_ON = re.compile(r"(?:等|这|那|的|个|共|有|其中)+$")
_CREDIT = re.compile(r"记者|通讯员|报讯|报道|[（(][^）)]*$|^[^（(]*[）)]")  # a piece of a byline or of a bracket


def suggest_phrases(passage: str, start: int, end: int, stands: str = "") -> tuple[str, ...]:
    """At most MOST phrases for the figure at passage[start:end], none like what `stands` already."""
    text = fold_digits(passage)
    kept: list[str] = []
    for phrase in find_phrases(Setting(text, start, end)):
        phrase = _PASSED_ON.sub("", _MARKS.sub("", phrase)).strip("、，,：:；-—的和与及")
        if not SHORTEST <= len(phrase) <= LONGEST or any(is_alike(phrase, other) for other in (stands, *kept)):
            continue
        kept.append(phrase)
        if len(kept) == MOST:
            break
    return tuple(kept)


def is_alike(one: str, other: str) -> bool:
    pairs = [Counter(pairwise(_MARKS.sub("", phrase))) for phrase in (one, other)]
    total = pairs[0].total() + pairs[1].total()
    return one == other or (total > 0 and 2 * (pairs[0] & pairs[1]).total() >= ALIKE * total)


class Setting:
    """The sentence around one figure, the numbers and dates in it left out."""

    def __init__(self, text: str, start: int, end: int) -> None:
        first = max(0, start - BEFORE)
        first = max([first, *(match.end() for match in SENTENCE_END.finditer(text, first, start))])
        last = min(len(text), end + AFTER)
        stop = SENTENCE_END.search(text, end, last)
        self.text, self.start, self.end = text, start, end
        self.last = stop.start() if stop else last
        sentence = text[first : self.last]
        dates = [(date.start + first, date.end + first) for date in find_dates(sentence, None)]
        figures = [(one.start + first, one.end + first) for one in find_figures(sentence)]
        self.gaps = sorted([*dates, *figures])
        clauses = [first, *(match.end() for match in CLAUSE.finditer(text, first, start))]
        self.clause = clauses[-1]
        after = CLAUSE.search(text, end, self.last)
        self.right_end = after.start() if after else self.last
        self.before = [self.bare(here, there) for here, there in pairwise(clauses)]
        self.before.reverse()  # the clauses before, the nearest first

    def bare(self, start: int, end: int) -> str:
        """The characters without numbers and dates."""
        kept, at = [], start
        for first, last in self.gaps:
            if last <= at or first >= end:
                continue
            kept.append(self.text[at : max(at, first)])
            at = last
        return "".join([*kept, self.text[at:end]]).strip(" ，。；：、,;:")

    @property
    def left(self) -> str:
        """From the clause's beginning."""
        return self.bare(self.clause, self.start)

    @property
    def near(self) -> str:
        """From the number before in the clause; in a list (12家砖瓦厂和7处石料场) what leads up to its first number."""
        ends = [last for _first, last in self.gaps if self.clause <= last <= self.start]
        near = self.text[max(ends, default=self.clause) : self.start]
        if ends and _ALSO_END.search(near):
            return self.text[self.clause : min(first for first, last in self.gaps if self.clause <= last)]
        return near

    @property
    def noun(self) -> str:
        """What follows the number, up to the next one, an “and” or a verb."""
        stop = min((first for first, _last in self.gaps if self.end <= first < self.right_end), default=self.right_end)
        return self.text[self.end : stop]

    @property
    def right(self) -> str:
        return self.bare(self.end, self.right_end)

    @property
    def behind(self) -> str:
        """What follows the last number of the clause."""
        last = max((last for _first, last in self.gaps if self.end <= last <= self.right_end), default=self.end)
        return self.text[last : self.right_end]

    def quoted(self) -> list[str]:
        """Names in quotation marks, the nearest first; those before the figure, though in an earlier sentence, too."""
        found = [
            (min(abs(match.end() - self.start), abs(match.start() - self.end)), match[1])
            for match in _QUOTED.finditer(self.text, max(0, self.start - BEFORE), self.last)
        ]
        return list(dict.fromkeys(name for _far, name in sorted(found)))


def find_phrases(here: Setting) -> Iterator[str]:
    """The phrases, likely ones first, as they come: some empty, some alike."""
    noun = cut_at_verb(_ALSO.split(here.noun)[0])
    lead = strip(here.near)
    verb = last_verb(here.near.rstrip("了出")) or last_deed(lead) or lead[-2:]
    said = _ALSO.split(here.behind)[-1]
    done = _BUSY.sub("", said.removeprefix(cut_at_verb(said)))
    front = list(filter(None, (keep_end(strip(clause), PART) for clause in here.before)))
    quoted = here.quoted()
    head = cut_at_verb(here.right.rsplit("的", 1)[-1]) if "的" in here.right[:-1] else ""
    subjects = (strip(_SUBJECT_END.split(clause)[0]) for clause in [*here.before, here.left])
    subject = next((part for part in subjects if 4 <= len(part) <= PART), "")
    deed = keep_end(lead, DEED) or verb
    after = noun or here.right[:DEED]
    yield lead
    if noun:
        yield verb + noun
        yield noun
        yield noun + done
    yield here.right
    if head:
        yield head + deed
    for name in quoted[:1]:
        yield name + (deed or after)
    for clause in front[:1]:
        yield clause + (deed or after)
    if subject and deed not in subject:
        yield subject + deed
    yield keep_end(lead, 4)
    yield deed + here.right
    yield from front[:1]
    yield here.left + noun
    yield from quoted[:2]
    for clause in front[1:3]:
        yield clause + (deed or noun)


def keep_end(phrase: str, longest: int) -> str:
    """The phrase, or of a longer one the end, where it can be cut between words; else an empty string."""
    kept = last_words(phrase, longest)
    return "" if _CREDIT.search(kept) or (len(kept) == longest < len(phrase)) else kept
