"""The readers' reasons in the editor's language, where they are shown; stored they are in English, as the readers gave
them. The phrases stand in `reasons.toml`, and what is not in it stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from django.utils.translation import get_language

KEPT_REASONS = 4_000  # most are said of many rows
PHRASES = Path(__file__).with_name("reasons.toml")

# How the readers join reasons, the loosest first, and how Chinese does.
JOINTS = ((". ", "。"), ("; ", "；"), (", ", "，"))

# What stands in a phrase for something of the page: the text of it, or a reason that is told in its turn.
PLACE = re.compile(r"\\\{(\w+)\\\}")
TOLD_IN_TURN = ("why", "role")


def tell_reason(reason: str) -> str:
    """The reason in the language of the editor who looks."""
    return translate_reason(reason) if (get_language() or "").startswith("zh") else reason


@lru_cache(maxsize=KEPT_REASONS)
def translate_reason(reason: str) -> str:
    """'head above its text; no headline' -> '标题在正文之上；没有标题'"""
    return _translate(reason, lambda phrase: None) or reason


def find_unknown(reason: str) -> list[str]:
    """The parts of a reason that have no Chinese."""
    unknown: list[str] = []
    if _translate(reason, unknown.append) is None and reason not in unknown:
        unknown.append(reason)
    return unknown


def _translate(reason: str, miss: Callable[[str], None]) -> str | None:
    """The whole reason by its phrase, or each of its parts; None where nothing of it is known."""
    text = reason.removesuffix(".")
    end = "。" if text != reason else ""
    for pattern, chinese in read_phrases():
        if found := pattern.fullmatch(text):
            told = {
                name: (_translate(said, miss) or said) if name in TOLD_IN_TURN else said
                for name, said in found.groupdict().items()
            }
            return chinese.format(**told) + end
    for joint, chinese_joint in JOINTS:
        if joint in text:
            missed: list[str] = []
            parts = text.split(joint)
            told_parts = [_translate(part, missed.append) for part in parts]
            if any(told_parts):
                for phrase in missed:
                    miss(phrase)
                return chinese_joint.join(said or part for said, part in zip(told_parts, parts, strict=True)) + end
    miss(text)
    return None


@cache
def read_phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each English phrase as a pattern, with its Chinese."""
    rows = tomllib.loads(PHRASES.read_text(encoding="utf-8"))
    return tuple((_compile(english), chinese) for group in rows.values() for english, chinese in group.items())


def _compile(english: str) -> re.Pattern[str]:
    """'signs in {paper} as {role} already': a text of the page holds no joint of reasons, a reason may."""

    def place(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}>.+)" if found[1] in TOLD_IN_TURN else f"(?P<{found[1]}>(?:(?!; |\\. ).)+?)"

    return re.compile(PLACE.sub(place, re.escape(english)), re.IGNORECASE | re.DOTALL)
