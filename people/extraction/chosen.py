"""A name that an editor marked in the text: who that is said to be there, though the reader saw no name in it."""

from __future__ import annotations

from dataclasses import replace

from articles.text.spans import MappedText
from people.extraction.evidence import fold_text
from people.extraction.mentions import find_mentions
from people.extraction.partial import is_partial
from people.extraction.titles import read_post
from people.extraction.told import read_post_after
from people.extraction.types import KnownNames, MentionDraft, Role


def read_chosen_name(passage: MappedText, start: int, end: int, is_byline: bool = False) -> MentionDraft:
    """The person named at passage.text[start:end], with role and post as the words around tell them."""
    name = passage.text[start:end].strip()
    spans = passage.spans(start, end)
    known = KnownNames(frozenset({name}))
    drafts = find_mentions(passage, (), known) if is_byline else find_mentions(None, (passage,), known)
    here = [draft for draft in drafts if any(a.start < b.end and b.start < a.end for a in draft.spans for b in spans)]
    for draft in here:
        if draft.name == name:
            return replace(draft, spans=spans, confidence=1.0)
    role = here[0].role if here else Role.REPORTER if is_byline else Role.SUBJECT
    text = fold_text(passage.text)
    post = None
    if not is_byline:
        post = read_post(text, start, passage.text) or read_post_after(text, start, end, passage.text)
    title, organization = (post.title, post.organization) if post else (None, None)
    return MentionDraft(name, role, spans, title, organization, is_partial(name), why="chosen by an editor")
