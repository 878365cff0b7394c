"""Other names for the people of a marked text, drawn by chance, as local papers print them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from articles.text.dictionary import read_dictionary
from people.extraction.evidence import SURNAMES, common_words, is_character

SURE_SURNAME = 1.5
SINGLE = 0.22  # share of given names of one character
WORDS = 0.02  # share of names that are words too
RARE = 0.12  # share of surnames drawn from the whole list, rare ones too


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Surnames as often as the dictionary's names have them, all surnames, given names, today's characters, words."""
    usual, given = [], []
    for word, _, tag in read_dictionary():
        if tag in ("nr", "nrfg") and len(word) == 3 and SURNAMES.get(word[0], -9.0) > SURE_SURNAME:
            usual.append(word[0])
            given.append(word[1:])
    lines = Path(__file__).with_name("given_today.txt").read_text(encoding="utf-8").splitlines()
    today = "".join(line for line in lines if not line.startswith("#"))
    words = [
        w for w, level in common_words().items() if len(w) in (2, 3) and level < 3 and SURNAMES.get(w[0], -9.0) > 0
    ]
    rare = [surname for surname in SURNAMES if SURNAMES[surname] > -1]
    return tuple(usual), tuple(rare), tuple(given), tuple(c for c in today if is_character(c)), tuple(sorted(words))


def invent_name(chance: random.Random) -> str:
    """A Chinese name of two or three characters, four with a compound surname."""
    usual, rare, given, today, words = _names()
    if chance.random() < WORDS:
        return chance.choice(words)
    surname = chance.choice(rare if chance.random() < RARE else usual)
    if chance.random() < SINGLE:
        return surname + (chance.choice(chance.choice(given)) if chance.random() < 0.6 else chance.choice(today))
    if chance.random() < 0.6:
        return surname + chance.choice(given)
    return surname + chance.choice(today) + chance.choice(today)


def rename_people(paragraphs: list[dict[str, Any]], chance: random.Random) -> list[dict[str, Any]]:
    """The paragraphs of one article with every full Chinese name exchanged, the same for the same throughout."""
    called: dict[str, str] = {}
    renamed = []
    for paragraph in paragraphs:
        text, moved, at = [], [], 0
        length = 0
        for person in sorted(paragraph["persons"], key=lambda p: (p["start"], -p["end"])):
            if person["start"] < at:
                continue
            text.append(paragraph["text"][at : person["start"]])
            length += len(text[-1])
            name = person["name"]
            if person["kind"] == "full" and "in" not in person and "·" not in name and len(name) < 4:
                name = called.setdefault(name, invent_name(chance))
            text.append(name)
            moved.append({**person, "name": name, "start": length, "end": length + len(name)})
            length += len(name)
            at = person["end"]
        text.append(paragraph["text"][at:])
        renamed.append({**paragraph, "text": "".join(text), "persons": moved})
    return renamed


def invent_lines(chance: random.Random) -> Iterator[list[dict[str, Any]]]:
    """The sentences of local_lines.txt with invented names, one to a story, in the form of tests/names/corpus.py."""
    lines = Path(__file__).with_name("local_lines.txt").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        first, *others = line.split("{}")
        text, persons = first, []
        for piece in others:
            name = invent_name(chance)
            persons.append({"name": name, "start": len(text), "end": len(text) + len(name), "kind": "full"})
            text += name + piece
        yield [{"id": f"line {number}", "text": text, "persons": persons}]
