"""Pages put together out of a corpus whose articles are known, set as print survives, and how well they are parted.

    python -m tests.gold.composing ../shared/corpora/pfr-dev.jsonl.gz [--pages 30] [--form torn] [--keep FOLDER]

Labels of whole pages are dear; a corpus with one line a page, `{"articles": [{"paragraphs": [{"text": ...}]}]}`, gives
as many pages as one likes, with text that nobody wrote for us. Only what such a corpus knows is measured: which
characters belong to one article. Its first paragraph is taken for the headline.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from newsarchive.importer.pipeline import read_page
from newsarchive.importer.reading_json import reading_as_json
from newsarchive.importer.types import SourcePage
from tests.gold.measures import measure_segmentation

# From one article's paragraphs to its lines; "" is an empty line.
Form = Callable[[list[str], random.Random], list[str]]

COLUMN = 17  # characters on a line
LONGEST = 1_200  # characters of one article: more would make a page of three
FEWEST = 4  # articles on a page
WHOLE = 0.9  # of an article's characters and of the reader's: found whole, as in the scorer


def set_in_paragraphs(paragraphs: list[str], rng: random.Random) -> list[str]:
    """A line for each paragraph, an empty line under each."""
    return [line for paragraph in paragraphs for line in (paragraph, "")]


def cut_lines(paragraph: str, width: int = COLUMN) -> list[str]:
    return [paragraph[at : at + width] for at in range(0, len(paragraph), width)]


def set_in_columns(paragraphs: list[str], rng: random.Random) -> list[str]:
    """Narrow lines, paragraphs set in by two spaces, an empty line under the head and after the story."""
    head, *body = paragraphs
    return [head, "", *(line for text in body for line in cut_lines("\u3000\u3000" + text)), ""]


def set_flush(paragraphs: list[str], rng: random.Random) -> list[str]:
    """Narrow lines without indents; empty lines where a column or, now and then, a paragraph ends."""
    head, *body = paragraphs
    lines = [head, ""]
    for text in body:
        for line in cut_lines(text):
            lines.append(line)
            if rng.random() < 0.03:
                lines.append("")
        if rng.random() < 0.5:
            lines.append("")
    return [*lines, ""]


def set_torn(paragraphs: list[str], rng: random.Random) -> list[str]:
    """Long lines, torn in the middle of sentences, an empty line at every tear and paragraph."""
    head, *body = paragraphs
    lines = [head, ""]
    for text in body:
        while len(text) > 120 and rng.random() < 0.6:
            at = rng.randint(40, 110)
            lines += [text[:at], ""]
            text = text[at:]
        lines += [text, ""]
    return lines


def set_below(paragraphs: list[str], rng: random.Random) -> list[str]:
    """The head printed under its story."""
    head, *body = paragraphs
    return [*(line for text in body for line in cut_lines(text)), "", head, ""]


def set_in_markdown(paragraphs: list[str], rng: random.Random) -> list[str]:
    head, *body = paragraphs
    return ["# " + head, "", *set_in_paragraphs(body, rng)]


def set_close(paragraphs: list[str], rng: random.Random) -> list[str]:
    """A line for each paragraph and no empty line anywhere."""
    return list(paragraphs)


FORMS: dict[str, Form] = {
    "paragraphs": set_in_paragraphs,
    "close": set_close,
    "markdown": set_in_markdown,
    "torn": set_torn,
    "columns": set_in_columns,
    "flush": set_flush,
    "below": set_below,
}


def read_pages(corpus: Path) -> Iterator[list[list[str]]]:
    """The corpus's pages: for each article its paragraphs, cut where it grows too long; not those of few articles."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            articles = [shorten([p["text"] for p in article["paragraphs"]]) for article in json.loads(line)["articles"]]
            articles = [paragraphs for paragraphs in articles if len(paragraphs) > 1 and len(paragraphs[0]) < 60]
            if len(articles) >= FEWEST:
                yield articles


def shorten(paragraphs: list[str]) -> list[str]:
    kept, length = [], 0
    for text in paragraphs:
        if kept and length > LONGEST:
            break
        kept.append(text)
        length += len(text)
    return kept


def compose_page(articles: list[list[str]], form: Form, rng: random.Random) -> tuple[str, list[dict[str, Any]]]:
    """The page's text and its labels: for each article the spans of its characters."""
    pieces: list[str] = []
    labels = []
    at = 0
    for paragraphs in articles:
        text = "\n".join(form(paragraphs, rng)) + "\n"
        labels.append({"headline": paragraphs[0], "spans": [[at, at + len(text)]]})
        pieces.append(text)
        at += len(text)
    return "".join(pieces), labels


def count_whole(gold: list[dict[str, Any]], said: list[dict[str, Any]], keep: set[int]) -> int:
    """How many labelled articles one of the reader's covers, and little else."""

    def own(article: dict[str, Any]) -> set[int]:
        return {at for start, end in article["spans"] for at in range(start, end)} & keep

    owned = [own(article) for article in said]
    whole = 0
    for article in map(own, gold):
        whole += any(len(article & other) >= WHOLE * len(article | other) for other in owned if other)
    return whole


def measure_form(pages: list[list[list[str]]], name: str, keep_in: Path | None = None) -> tuple[float, float]:
    """Segmentation (B-cubed F1, each page by its length) and the share of articles found whole, in one form."""
    score = length = whole = total = 0.0
    for number, articles in enumerate(pages):
        text, gold = compose_page(articles, FORMS[name], random.Random(number))
        if keep_in:
            keep_in.mkdir(parents=True, exist_ok=True)
            (keep_in / f"{name}-{number:02}.txt").write_text(text, encoding="utf-8")
        said = reading_as_json(read_page(SourcePage(name, text, "", "utf-8")))["articles"]
        keep = {at for at, character in enumerate(text) if not character.isspace()}
        score += measure_segmentation(gold, said, keep) * len(keep)
        length += len(keep)
        whole += count_whole(gold, said, keep)
        total += len(gold)
    return score / length, whole / total


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gold.composing", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pages", type=int, default=30, help="how many, spread over the corpus (default: %(default)s)")
    parser.add_argument("--form", choices=FORMS, action="append", help="a form alone; may be given again")
    parser.add_argument("--keep", type=Path, help="write each page's text into this folder, to look at")
    options = parser.parse_args(arguments)
    pages = list(read_pages(options.corpus))
    pages = pages[:: max(1, len(pages) // options.pages)][: options.pages]
    if not pages:
        parser.error(f"{options.corpus} holds no page of {FEWEST} articles")
    print(f"{len(pages)} pages, {sum(map(len, pages))} articles")
    print(f"{'form':<12} {'segmentation':>12} {'articles whole':>16}")
    for name in options.form or FORMS:
        segmentation, whole = measure_form(pages, name, options.keep)
        print(f"{name:<12} {segmentation:>12.3f} {whole:>16.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
