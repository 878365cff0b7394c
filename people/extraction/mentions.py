"""People named in a byline and in the story's passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articles.text.spans import MappedText, Span
from people.extraction.agreement import Accepted, settle_names
from people.extraction.bylines import Credit, find_credits
from people.extraction.evidence import fold_text
from people.extraction.foreign import find_foreign
from people.extraction.names import Candidate, find_candidates
from people.extraction.partial import find_partial
from people.extraction.titles import Post, is_plural, read_post, read_post_after
from people.extraction.types import KnownNames, MentionDraft, Role

NOBODY_KNOWN = KnownNames()


def find_mentions(
    byline: MappedText | None, passages: Sequence[MappedText], known: KnownNames = NOBODY_KNOWN
) -> tuple[MentionDraft, ...]:
    """Everyone named: first those of the byline, then those of the passages in order of first naming."""
    credited = _read_byline(byline) if byline is not None else []
    return (*credited, *_read_story(passages, known, credited))


def _read_byline(byline: MappedText) -> list[MentionDraft]:
    drafts: dict[tuple[str, Role], MentionDraft] = {}
    for credit in find_credits(byline.text):
        spans = byline.spans(credit.start, credit.end)
        key = (credit.name, credit.role)
        before = drafts.get(key)
        if before is None:
            drafts[key] = _draft_of(credit, spans)
        else:
            drafts[key] = _with_spans(before, spans)
    return list(drafts.values())


def _draft_of(credit: Credit, spans: tuple[Span, ...]) -> MentionDraft:
    return MentionDraft(
        credit.name,
        credit.role,
        spans,
        credit.title,
        credit.organization,
        confidence=credit.confidence,
        why=credit.why,
    )


def _with_spans(draft: MentionDraft, spans: tuple[Span, ...]) -> MentionDraft:
    return replace(draft, spans=(*draft.spans, *spans))


def _read_story(passages: Sequence[MappedText], known: KnownNames, credited: list[MentionDraft]) -> list[MentionDraft]:
    texts = [fold_text(passage.text) for passage in passages]
    candidates: list[list[Candidate]] = [
        [*find_candidates(text), *find_foreign(text), *find_partial(text)] for text in texts
    ]
    accepted = settle_names(texts, candidates, known.names)
    byname: dict[str, list[Accepted]] = {}
    for name in accepted:
        byname.setdefault(passages[name.passage].text[name.start : name.end], []).append(name)
    posts: dict[Accepted, Post] = {}
    previous: Accepted | None = None
    for one in accepted:
        text, printed = texts[one.passage], passages[one.passage].text
        post = read_post(text, one.start, printed)
        if post is None and previous is not None and previous.passage == one.passage:
            between = text[previous.end : one.start]
            if between in ("、", "和", " ", "，") and previous in posts and is_plural(posts[previous]):
                post = posts[previous]
        if post is None:
            post = read_post_after(text, one.end, printed)
        if post is not None:
            posts[one] = post
        previous = one
    drafts = []
    for printed_name, places in byname.items():
        best = max((posts[p] for p in places if p in posts), key=lambda post: len(post.whole), default=None)
        spans = tuple(s for p in places for s in passages[p.passage].spans(p.start, p.end))
        score = max(p.score for p in places)
        drafts.append(
            MentionDraft(
                printed_name,
                Role.SUBJECT,
                spans,
                best.title if best else None,
                best.organization if best else None,
                confidence=round(1 / (1 + 2.718**-score), 2),
                why=f"log odds {score:.1f}",
            )
        )
    return drafts
