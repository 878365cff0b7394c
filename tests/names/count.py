"""`python -m tests.names.count CORPUS`: the table of given characters counted again, and printed.

What is counted: names of three characters in jieba's dictionary, the full names of the corpus's first seven days, and
a list of today's characters. A character's weight is its share in names against its share in running text, brought to
the scale of the other weights; fit.py begins from these.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from articles.text.dictionary import read_dictionary
from people.extraction.evidence import SURNAMES, is_character
from tests.names.corpus import COUNTED, read_articles

SURE_SURNAME = 1.5  # a dictionary's name counts where its surname speaks at least so much for one
IN_PRINT = 8  # times that a name in print counts for one in the dictionary
TODAY = 60  # what each of today's characters is given besides
TEXT = 20_000  # characters of running text that the dictionary's own counts stand for
SLOPE, SHIFT = 1.0, -0.35  # the log of the shares on the scale of the other weights
PLACES = ((0.50, -0.10), (0.85, -0.16), (0.52, -0.10))  # first of two, last of two, the only one: share and offset
NEVER = (-1.0, -1.8, -1.4)  # what a character weighs that was in no name; those frequent in print weigh less
LEANING = 0.45  # of how much oftener a character stands first than last


def count_given(corpus: Path, days: Collection[int] = COUNTED) -> Iterator[tuple[str, float, float, float]]:
    """What each character of given names, or frequent in print, weighs as the first of two, the last, and alone."""
    in_names, first, last = Counter[str](), Counter[str](), Counter[str]()
    in_text, in_dictionary = Counter[str](), Counter[str]()
    for word, count, tag in read_dictionary():
        for character in word:
            in_dictionary[character] += count
        if tag in ("nr", "nrfg") and len(word) == 3 and SURNAMES.get(word[0], -9.0) > SURE_SURNAME:
            in_names.update(word[1:])
    for name in _read_names(corpus, days, in_text):
        in_names.update(dict.fromkeys(name[1:], IN_PRINT))
        if len(name) == 3:
            first[name[1]] += 1
            last[name[2]] += 1
    in_names.update(dict.fromkeys(_read_today(), TODAY))

    names, text, dictionary = in_names.total(), in_text.total(), in_dictionary.total()
    for character in {**in_names, **in_text, **in_dictionary}:
        if not is_character(character):
            continue
        count = in_names[character]
        usual = (in_text[character] + TEXT * in_dictionary[character] / dictionary + 0.3) / (text + TEXT)
        weight = SHIFT + SLOPE * max(-4.0, min(5.0, math.log((count + 0.5) / names / usual)))
        leaning = LEANING * math.log((first[character] + 2) / (last[character] + 2))
        a, b, c = (offset + share * weight for share, offset in PLACES)
        if count:
            yield character, a + leaning, b - leaning, c
        elif b < NEVER[1]:  # frequent in print, and in no name: 把, 这
            yield character, min(a, NEVER[0]), b, min(c, NEVER[2])


def _read_names(corpus: Path, days: Collection[int], in_text: Counter[str]) -> set[str]:
    """The distinct full names of the days counted; what is printed there goes into `in_text`."""
    names = set()
    for paragraphs in read_articles(corpus, days):
        for paragraph in paragraphs:
            in_text.update(paragraph["text"])
            names |= {p["name"] for p in paragraph["persons"] if p["kind"] == "full" and len(p["name"]) < 4}
    return names


def _read_today() -> set[str]:
    lines = Path(__file__).with_name("given_today.txt").read_text(encoding="utf-8").splitlines()
    return set("".join(line for line in lines if not line.startswith("#")))


def main() -> None:
    """Prints the rows of people/extraction/rules/given_characters.txt, the strongest first."""
    parser = argparse.ArgumentParser(prog="python -m tests.names.count", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a .jsonl.gz as tests/names/corpus.py tells")
    rows = sorted(count_given(parser.parse_args().corpus), key=lambda row: (-row[1] - row[2], row[0]))
    for character, a, b, c in rows:
        print(f"{character} {a:.2f} {b:.2f} {c:.2f}")


if __name__ == "__main__":
    main()
