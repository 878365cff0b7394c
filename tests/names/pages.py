"""Labelled pages of invented local papers as the fitting reads them: what the reader takes for each story's passages,
with the places of the labelled names, in the form of tests/names/corpus.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from articles.extraction.types import Given
from articles.text.spans import MappedText
from newsarchive.importer import pipeline
from newsarchive.importer.sources import FoundFile, read_source
from people.extraction.evidence import common_words

LARGEST = 1024 * 1024


def read_labelled_stories(folders: Iterable[tuple[Path, Path]]) -> Iterator[list[dict[str, Any]]]:
    """The paragraphs of each story on the pages; the folders of labels, each with the folder of its pages."""
    for folder, pages in folders:
        for labels in sorted(folder.glob("*.gold.json")):
            gold = json.loads(labels.read_text(encoding="utf-8"))
            people = [person for article in gold["articles"] for person in article["people"]]
            for passages in _passages_of(pages, gold["source"]):
                yield [_mark_people(passage, people, f"{gold['source']} {n}") for n, passage in enumerate(passages)]


def _passages_of(pages: Path, name: str) -> list[tuple[MappedText, ...]]:
    """What the reader hands over to be searched for people, story by story."""
    stories: list[tuple[MappedText, ...]] = []

    def keep(byline: MappedText | None, passages: tuple[MappedText, ...], known: Any) -> tuple[()]:
        stories.append(tuple(passages))
        return ()

    with patch.object(pipeline, "find_mentions", keep):
        pipeline.read_page(read_source(FoundFile(pages / name, name), LARGEST, Given()))
    return stories


def _mark_people(passage: MappedText, people: list[dict[str, Any]], name: str) -> dict[str, Any]:
    """Every place of a labelled name; a name that is a common word counts only where it is labelled."""
    labelled = {start for person in people for start, _ in person["spans"]}
    persons = []
    for person in {person["name"]: person for person in people}.values():
        at = passage.text.find(person["name"])
        while at >= 0:
            if passage.origins[at] in labelled or person["name"] not in common_words():
                end = at + len(person["name"])
                kind = "surname" if person.get("partial") else "full"
                persons.append({"name": person["name"], "start": at, "end": end, "kind": kind})
            at = passage.text.find(person["name"], at + 1)
    return {"id": name, "text": passage.text, "persons": sorted(persons, key=lambda row: (row["start"], -row["end"]))}
