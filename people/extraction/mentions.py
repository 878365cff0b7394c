"""People named in a byline and in the story's passages: the credits, then everyone in the story, with their posts.

The parts are elsewhere: bylines.py and credits.py for credits, names.py, foreign.py, partial.py and known.py for
candidates, agreement.py for which of them are names, titles.py for posts.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

from articles.text.spans import MappedText, Span
from people.extraction.agreement import Accepted, settle_names
from people.extraction.bylines import Credit, find_credits
from people.extraction.credits import find_story_credits
from people.extraction.evidence import fold_text, is_character, verb_after
from people.extraction.foreign import find_foreign
from people.extraction.japanese import find_japanese
from people.extraction.known import find_known
from people.extraction.listed import find_listed, find_lists, lower_in_works, lower_words, put_on_lines
from people.extraction.married import find_married
from people.extraction.minority import find_of_parts
from people.extraction.names import Candidate, find_candidates
from people.extraction.partial import find_partial, is_partial
from people.extraction.rolls import Rolled, find_rolled, read_honour, read_rolled_post
from people.extraction.titles import Post, is_shared_in_a_row, of_the_same_body, read_post
from people.extraction.told import is_told_of_all, past_title, read_post_after
from people.extraction.types import KnownNames, MentionDraft, Role

NOBODY_KNOWN = KnownNames()

ON_A_ROLL = 6.0  # log odds; where everything is a name, nothing speaks against one

TEXT_BETWEEN = 40  # characters of page between two letters of a byline: no gap in a line is so wide

# What may stand between two names that share a title: 市领导X、Y和Z.
_LIST_MARKS = frozenset({"、", "和", " ", "，", "、 ", "与", "及"})

_JOINS = frozenset("、和与及")

# 魏秀兰（女）、孟桐
_BRACKET = re.compile("^（[^（）]{1,6}）")

_ROLE_TITLES = {"记者": Role.REPORTER, "通讯员": Role.CORRESPONDENT, "报道员": Role.CORRESPONDENT}
_SAYS = re.compile("[\u4e00-\u9fff]{0,4}?(?:说|表示|认为|介绍|感慨|感叹|赞叹|坦言)道?[，：]")
_OWN_HOUSE = re.compile("本[报台网刊社]")


def find_mentions(
    byline: MappedText | None, passages: Sequence[MappedText], known: KnownNames = NOBODY_KNOWN
) -> tuple[MentionDraft, ...]:
    """Everyone named: first those of the byline, then those of the passages in order of first naming.

    One draft for each person and role, with every place of the name.
    """
    texts = [fold_text(passage.text) for passage in passages]
    credited: dict[tuple[str, Role], MentionDraft] = {}
    places: dict[tuple[str, Role], list[Span]] = {}
    if byline is not None:
        for part in _part_byline(byline):
            for credit in find_credits(part.text):
                credit = credit._replace(name=_as_printed(credit, part.text))
                reports = part.text[credit.end :].lstrip().startswith(("报道", "摄影报道", "图文报道"))
                if reports and _is_place(fold_text(credit.name), texts):
                    continue
                _add_credit(credited, places, credit, part.spans(credit.start, credit.end))
    taken: list[set[int]] = []
    for text, passage in zip(texts, passages, strict=True):
        inside = find_story_credits(text)
        for credit in inside:
            credit = credit._replace(name=_as_printed(credit, passage.text))
            _add_credit(credited, places, credit, passage.spans(credit.start, credit.end))
        taken.append({at for credit in inside for at in range(credit.start, credit.end)})
    subjects = _find_subjects(texts, passages, known, credited, places, taken)
    return (*(replace(draft, spans=tuple(places[key])) for key, draft in credited.items()), *subjects)


def _part_byline(byline: MappedText) -> list[MappedText]:
    """A byline as it is printed: what stands before a text and what closes it are read each by itself."""
    origins = byline.origins
    cuts = [at for at in range(1, len(origins)) if abs(origins[at] - origins[at - 1]) > TEXT_BETWEEN]
    return [byline.slice(start, end) for start, end in zip([0, *cuts], [*cuts, len(origins)], strict=True)]


def _as_printed(credit: Credit, printed: str) -> str:
    """The credited name in the script it was printed in, which the rules do not see."""
    characters = "".join(printed[credit.start : credit.end].split())
    if fold_text(characters) != credit.name:
        return credit.name
    return "".join(a if is_character(a) else b for a, b in zip(characters, credit.name, strict=True))


def _is_place(name: str, texts: Sequence[str]) -> bool:
    """Whether the story calls a town or county what looks like the last name of a byline: 记者张三 石台报道, 石台镇."""
    return any(re.search(f"{re.escape(name)}(?:镇|乡|县|街道)", text) for text in texts)


def _add_credit(
    credited: dict[tuple[str, Role], MentionDraft],
    places: dict[tuple[str, Role], list[Span]],
    credit: Credit,
    spans: tuple[Span, ...],
) -> None:
    """One more credit; a name credited before without doubt is not credited again for want of a role word."""
    role = credit.role
    if credit.confidence <= 0.6:
        same = next((other for other in Role if (credit.name, other) in credited), None)
        if same is not None:
            role = same
        elif any(named is Role.REPORTER for _, named in credited):
            role = Role.CORRESPONDENT
    if (credit.name, role) not in credited:
        credited[credit.name, role] = MentionDraft(
            credit.name,
            role,
            (),
            credit.title,
            credit.organization,
            confidence=round(credit.confidence, 2),
            why=credit.why,
        )
    places.setdefault((credit.name, role), []).extend(spans)


def _find_subjects(
    texts: Sequence[str],
    passages: Sequence[MappedText],
    known: KnownNames,
    credited: dict[tuple[str, Role], MentionDraft],
    credit_places: dict[tuple[str, Role], list[Span]],
    taken: Sequence[set[int]],
) -> list[MentionDraft]:
    """Everyone in the story; where only a credited name is repeated, its places go to the credit."""
    rolls = [find_rolled(text, passage.origins) for text, passage in zip(texts, passages, strict=True)]
    candidates = [
        _with_rolled(_find_all(text, used, known), rolled, used)
        for text, used, rolled in zip(texts, taken, rolls, strict=True)
    ]
    accepted = settle_names(texts, candidates, known.names)
    posts = _read_posts(texts, passages, accepted, rolls)
    credits_of: dict[str, tuple[str, Role]] = {}
    for key in credited:
        credits_of.setdefault(key[0], key)

    places: dict[tuple[str, Role], list[tuple[Accepted, Post | None]]] = {}
    names = [passages[one.passage].text[one.start : one.end] for one in accepted]
    full = _full_names(names)
    for one, post, name in zip(accepted, posts, names, strict=True):
        name = full.get(name, name)
        role = _role_told_by(post.title) if post and not _is_quoted(post, texts[one.passage], one.end) else None
        if name in credits_of and (role or (post is None and not verb_after(texts[one.passage], one.end))):
            credit_places[credits_of[name]].extend(passages[one.passage].spans(one.start, one.end))
            continue
        places.setdefault((name, role or Role.SUBJECT), []).append((one, post))
    return [_draft_of(name, role, several, passages) for (name, role), several in places.items()]


def _is_quoted(post: Post, text: str, end: int) -> bool:
    """Whether another house's reporter is asked and not credited: 青石日报社记者X说：."""
    return bool(post.organization) and not _OWN_HOUSE.search(post.whole) and _SAYS.match(text, end) is not None


@lru_cache(maxsize=1024)
def _role_told_by(title: str) -> Role | None:
    """The role of a title that tells of a credit: 本报记者."""
    title = fold_text(title)
    return _ROLE_TITLES.get(title[-3:] if title.endswith("员") else title[-2:])


def _full_names(names: Iterable[str]) -> dict[str, str]:
    """For each part of a name with ·, the whole name, where it is one person's alone: 古丽 is 古丽·买买提."""
    whole: dict[str, str] = {}
    shared = set()
    for name in dict.fromkeys(names):
        if "·" in name:
            for part in (name.split("·")[0], name.split("·")[-1]):
                if whole.setdefault(part, name) != name:
                    shared.add(part)
    return {part: name for part, name in whole.items() if part not in shared and len(part) > 1}


def _find_all(text: str, used: set[int], known: KnownNames) -> list[Candidate]:
    """Every candidate in one text that touches no credit."""
    found = [
        *find_candidates(text),
        *find_foreign(text),
        *find_of_parts(text),
        *find_partial(text),
        *find_japanese(text),
    ]
    found += find_married(text, found)
    found += find_known(text, known.names)
    dotted = [one for one in found if "·" in text[one.start : one.end] and one.score > 0]
    if dotted:
        inside = {at for one in dotted for at in range(one.start, one.end)}
        found = dotted + [one for one in found if inside.isdisjoint((one.start, one.end - 1))]
    found = put_on_lines(text, found)
    lists = find_lists(text)
    found += find_listed(text, lists, found)
    found = lower_in_works(text, lower_words(text, lists, found))
    if not used:
        return found
    return [one for one in found if used.isdisjoint(range(one.start, one.end))]


def _with_rolled(candidates: list[Candidate], rolled: Sequence[Rolled], used: set[int]) -> list[Candidate]:
    """The candidates with the names of rolls, which leave no room for others."""
    if not rolled:
        return candidates
    named = [one for one in rolled if used.isdisjoint(range(one.start, one.end))]
    inside = {at for one in named for at in range(one.start, one.end)}
    others = [one for one in candidates if inside.isdisjoint(range(one.start, one.end))]
    return sorted([*others, *(Candidate(one.start, one.end, ON_A_ROLL) for one in named)])


def _read_posts(
    texts: Sequence[str],
    passages: Sequence[MappedText],
    accepted: Sequence[Accepted],
    rolls: Sequence[Sequence[Rolled]],
) -> list[Post | None]:
    """The post told of each name where it stands, or None; names in a row share a plural title."""
    posts: list[Post | None] = []
    rolled = {(number, one.start): one for number, roll in enumerate(rolls) for one in roll}
    before: Post | None = None  # the post of the one before in the same passage, whose name ends at `end`
    passage = end = 0
    story, printed = "\n".join(texts), "\n".join(one.text for one in passages)
    offsets = [0, *accumulate(len(text) + 1 for text in texts)]
    for one in accepted:
        text = texts[one.passage]
        if one.passage != passage:
            passage, before, end = one.passage, None, 0
        on_roll = rolled.get((one.passage, one.start))
        if on_roll is not None:
            posts.append(read_rolled_post(on_roll, passages[passage].text, read_honour(texts[:passage])))
            before = None
            continue
        # a body called for short was named paragraphs before, but no post reaches over a name
        floor = offsets[passage] + (past_title(text, end) if end else 0)
        post = read_post(story, offsets[passage] + one.start, printed, floor)
        between = text[end : one.start] if before is not None else ""
        if post is None and text[one.end : one.end + 1] == "（":  # its own post before that of the one before
            post = read_post_after(text, one.start, one.end, passages[passage].text)
        if post is None and before is not None and _is_shared(before, between):
            post = before
        post = post or read_post_after(text, one.start, one.end, passages[passage].text)
        if post is not None and before is not None and between[:1] in _JOINS and between[1:] == post.title:
            post = of_the_same_body(post, before)
        posts.append(post)
        end, before = one.end, post
    _share_backwards(texts, accepted, posts)
    return posts


def _is_shared(before: Post, between: str) -> bool:
    """Whether a bare name has the post of the one before: not one that stands in brackets after that name."""
    return _is_linked(between) and is_shared_in_a_row(before) and fold_text(before.whole) not in between


def _is_linked(between: str) -> bool:
    """Whether what stands between two names makes them members of one list: 、 or 和, after a bracket too."""
    return between in _LIST_MARKS or (between[:1] == "（" and _BRACKET.sub("", between) in _LIST_MARKS)


def _share_backwards(texts: Sequence[str], accepted: Sequence[Accepted], posts: list[Post | None]) -> None:
    """Gives what is told after the last of a list to all of it: 任命X、Y为检察员, X、Y、Z等市领导."""
    shared = False  # whether the one that follows has its post from those after it
    for i in range(len(accepted) - 2, -1, -1):
        one, following, told = accepted[i], accepted[i + 1], posts[i + 1]
        is_alike, shared = shared, False
        if posts[i] is not None or told is None or one.passage != following.passage:
            continue
        text = texts[one.passage]
        if _is_linked(text[one.end : following.start]) and (is_alike or is_told_of_all(text, following.end)):
            posts[i], shared = told, True


def _draft_of(
    name: str, role: Role, several: Sequence[tuple[Accepted, Post | None]], passages: Sequence[MappedText]
) -> MentionDraft:
    told = dict.fromkeys(post for _, post in several if post is not None)
    best = max(told, key=lambda post: (not post.is_left, len(post.whole)), default=None)
    score = max([one.score for one, _ in several])
    spans = tuple([span for one, _ in several for span in passages[one.passage].spans(one.start, one.end)])
    why = f"evidence {score:+.1f} in log odds"
    if len(several) > 1:
        why += f", named {len(several)} times"
    if best is not None:
        why += f", as {best.whole}"
    title, organization = (best.title or None, best.organization) if best else (None, None)
    if role is not Role.SUBJECT:
        title = None
        organization = None if organization is None or _OWN_HOUSE.search(organization) else organization
    confidence = round(1 / (1 + math.exp(-max(-20.0, min(20.0, score)))), 2)
    return MentionDraft(name, role, spans, title, organization, is_partial(name), confidence, why)
