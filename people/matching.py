"""Which person a mention means: linked on evidence, new, unsure, or nobody in particular.

Pure: the caller hands in what the archive knows of everybody of that name, and writes what comes back. A name alone
never links; every answer says why in words that an editor can check.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from articles.text.rules import read_list
from people.extraction.types import MentionDraft, Role


class Decision(StrEnum):
    """What to do with a mention. The words are those of `Mention.Match`."""

    LINKED = "linked"
    NEW = "new"
    UNSURE = "unsure"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person of the archive, and what is known of them so far.

    `roles` are pairs of role and newspaper code (None where the paper is unknown), as printed in the mentions linked
    to this person; `organizations` and `titles` are as printed there; `places` are names of places they belong to.
    """

    public_id: str
    names: frozenset[str]
    roles: frozenset[tuple[Role, str | None]] = frozenset()
    organizations: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Match:
    """The decision, whom it names (only when linked), and why."""

    decision: Decision
    public_id: str | None
    why: str


# Who sits in a newsroom may write one day and photograph the next. A correspondent is not of the house.
NEWSROOM = frozenset({Role.REPORTER, Role.PHOTOGRAPHER, Role.EDITOR})

NATIONAL_OFFICES = frozenset(read_list("people.extraction", "national_offices.txt"))
COMMON_TITLES = frozenset(read_list("people.extraction", "common_titles.txt"))

# 市委, 区卫健局, 我市公安局: which town is meant depends on the paper.
RELATIVE_POST = re.compile(r"[全我本该]?[省市县区州镇乡村]")

# 河阴市, 清渡县, 柳渡镇: the places that a post names. 市委 and 区政府 name none.
NAMED_PLACE = re.compile(r"([\u4e00-\u9fff]{2,4}?)(?:自治州|自治县|[省市县区旗镇乡村])")


def match_mention(mention: MentionDraft, newspaper: str | None, candidates: Sequence[Candidate]) -> Match:
    """Decide whom `mention` means. `newspaper` is the code of the paper it stands in, None where unknown."""
    if mention.partial:
        return Match(Decision.NONE, None, f"{mention.name} is only part of a name, which tells nobody from others")
    namesakes = [c for c in candidates if _fold(mention.name) in {_fold(name) for name in c.names}]
    if not namesakes:
        return Match(Decision.NEW, None, f"nobody called {mention.name} is in the archive yet")

    agreeing: list[tuple[Candidate, str]] = []
    open_: list[tuple[Candidate, str]] = []
    against: list[str] = []
    for candidate in namesakes:
        weigh = _weigh_story if mention.role is Role.SUBJECT else _weigh_byline
        agrees, why = weigh(mention, newspaper, candidate)
        if agrees:
            agreeing.append((candidate, why))
        elif agrees is None:
            open_.append((candidate, why))
        else:
            against.append(f"{candidate.public_id}: {why}")

    if len(agreeing) == 1:
        candidate, why = agreeing[0]
        return Match(Decision.LINKED, candidate.public_id, why)
    if agreeing:
        listed = "; ".join(f"{candidate.public_id}: {why}" for candidate, why in agreeing)
        return Match(Decision.UNSURE, None, f"{len(agreeing)} people called {mention.name} fit: {listed}")
    if open_:
        listed = "; ".join(f"{candidate.public_id}: {why}" for candidate, why in open_)
        return Match(Decision.UNSURE, None, f"the name alone does not tell: {listed}")
    return Match(Decision.NEW, None, f"others called {mention.name} are someone else ({'; '.join(against)})")


def _weigh_byline(mention: MentionDraft, newspaper: str | None, candidate: Candidate) -> tuple[bool | None, str]:
    """Whether a byline's name is this person: True, False, or None where nothing speaks for or against it."""
    if newspaper is None:
        return None, "the paper is not known, so a byline cannot be compared"
    signed = [(role, paper) for role, paper in candidate.roles if role is not Role.SUBJECT]
    for role, paper in sorted(signed, key=lambda pair: pair[0] is not mention.role):
        if paper == newspaper and (role is mention.role or {role, mention.role} <= NEWSROOM):
            return True, f"signs in {newspaper} as {role} already"
    if any(paper == newspaper for _, paper in signed):
        return None, f"signs in {newspaper}, but in another role than {mention.role}"
    if signed and all(paper is not None for _, paper in signed) and mention.role in NEWSROOM:
        papers = ", ".join(sorted({paper for _, paper in signed if paper}))
        return False, f"signs only in {papers}"
    return None, f"is not known as {mention.role} of {newspaper}"


def _weigh_story(mention: MentionDraft, newspaper: str | None, candidate: Candidate) -> tuple[bool | None, str]:
    """Whether a name in a story is this person: True, False, or None where nothing speaks for or against it."""
    same_paper = newspaper is not None and any(
        paper == newspaper for role, paper in candidate.roles if role is Role.SUBJECT
    )
    post = _fold((mention.organization or "") + (mention.title or ""))
    if not post:
        return None, "the story tells neither post nor place"

    organization = _fold(mention.organization)
    for known in candidate.organizations:
        if organization and _same_organization(organization, _fold(known), same_paper):
            return True, f"of {known}, as here ({mention.organization})"
    title = _fold(mention.title)
    for known in candidate.titles:
        if title and _same_title(title, _fold(known), same_paper):
            return True, f"is {known}, as here"
    whole = {_fold(o) + _fold(t) for o in candidate.organizations for t in candidate.titles}
    if post in whole and not _is_relative(post):
        return True, f"has the same post ({mention.organization or ''}{mention.title or ''})"

    other_title = bool(title and candidate.titles) and title not in {_fold(t) for t in candidate.titles}
    for place in candidate.places:
        if len(place) > 1 and _fold(place) in post:
            if other_title:
                return None, f"belongs to {place}, but is not known as {mention.title}"
            return True, f"belongs to {place}, which the post names"

    here = set(NAMED_PLACE.findall(post))
    there = {
        name for text in (*candidate.organizations, *candidate.places) for name in NAMED_PLACE.findall(_fold(text))
    }
    if other_title and here and there and not here & there:
        return False, f"belongs to {', '.join(sorted(there))}"
    return None, "no organization, title or place agrees"


def _same_organization(here: str, there: str, same_paper: bool) -> bool:
    """The same body; 卫健局 and 清渡县卫健局 only inside one paper, and so is any name that begins with 市, 县, 区."""
    if here == there:
        return same_paper or not _is_relative(here)
    shorter, longer = sorted((here, there), key=len)
    return same_paper and len(shorter) >= 3 and longer.endswith(shorter)


def _same_title(here: str, there: str, same_paper: bool) -> bool:
    """The same title, where it tells people apart: an office of the nation, or an uncommon title in the same paper."""
    if here != there or here in COMMON_TITLES:
        return False
    return here in NATIONAL_OFFICES or same_paper


def _is_relative(post: str) -> bool:
    """市委, 县总工会, 卫健局: bodies that every town has."""
    return bool(RELATIVE_POST.match(post)) or (len(post) < 6 and not NAMED_PLACE.search(post))


def _fold(text: str | None) -> str:
    """Full width made half, white space dropped."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))
