"""Roles that one story of a page leaves in doubt and another tells: a name with no role word beside one that has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from people.extraction.types import MentionDraft, Role

WRITERS = (Role.REPORTER, Role.CORRESPONDENT)
UNTOLD = 0.6  # a credit without a role word is no surer


def settle_roles(stories: Sequence[tuple[MentionDraft, ...]]) -> list[tuple[MentionDraft, ...]]:
    """The people of each story; who is credited without a role word has the role that the page gives them elsewhere.

    （张三 通讯员 李四） under one story and 本报记者 张三 under another: a reporter in both. A byline of names alone
    stays as it is: whoever writes now and then without the paper's title does so as a correspondent.
    """
    told: dict[str, Role] = {}
    for mentions in stories:
        for one in mentions:
            if one.role in WRITERS and one.confidence > UNTOLD:
                told[one.name] = one.role if told.get(one.name, one.role) is one.role else Role.SUBJECT
    return [tuple(_settle(one, mentions, told) for one in mentions) for mentions in stories]


def _settle(one: MentionDraft, others: Sequence[MentionDraft], told: dict[str, Role]) -> MentionDraft:
    role = told.get(one.name, one.role)
    untold = one.role in WRITERS and one.confidence <= UNTOLD
    beside = any(other.role in WRITERS and other.confidence > UNTOLD for other in others)
    twice = any(other.name == one.name and other is not one for other in others)
    if not untold or not beside or twice or role in (one.role, Role.SUBJECT):
        return one
    return replace(one, role=role, confidence=0.8, why=f"{one.why}, {role.value} elsewhere on the page")
