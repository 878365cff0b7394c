"""`python -m tests.names.count_foreign CORPUS`: the characters and pairs of foreign names counted again, written into
their rule files.

What is counted: foreign names of the corpus's first seven days, those that every paper prints, and words that jieba's
dictionary tags as such and that are made of the same characters; places at home are left out.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from collections.abc import Collection
from itertools import pairwise
from pathlib import Path

from articles.text.dictionary import read_dictionary
from people.extraction.evidence import common_words, is_character, is_surname
from people.extraction.foreign import WELL_KNOWN
from people.extraction.places import HOME_PLACES
from tests.names.corpus import COUNTED, read_articles
from tests.names.tables import write_table

IN_PRINT = 3  # times that a name in print counts for one in the dictionary
TEXT = 200_000  # characters of running text that the dictionary's own counts stand for
MOST = 4.0
LEAST_LIKE = 0.4  # a dictionary's word counts where its characters speak for a foreign name by so much on average
FEWEST = 2  # times that a character or a pair must have been counted
_AT_HOME = tuple("县镇乡村庄庙省市区州屯营寨人")


def count_foreign(
    corpus: Path, days: Collection[int] = COUNTED
) -> tuple[dict[str, tuple[float, float, float]], dict[str, float]]:
    """What each character weighs anywhere, first and last, and each pair of characters."""
    in_text, pairs_in_text = Counter[str](), Counter[str]()
    for word, count, _ in read_dictionary():
        in_text.update(dict.fromkeys(word, count))
        pairs_in_text.update(dict.fromkeys(map("".join, pairwise(word)), count))
    scale = TEXT / in_text.total()
    usual = Counter({key: count * scale for key, count in in_text.items()})
    usual_pairs = Counter({key: count * scale for key, count in pairs_in_text.items()})
    printed = set()
    for paragraphs in read_articles(corpus, days):
        for paragraph in paragraphs:
            usual.update(paragraph["text"])
            usual_pairs.update(map("".join, pairwise(paragraph["text"])))
            printed |= {part for p in paragraph["persons"] if "in" not in p for part in _foreign_parts(p["name"])}
    counts = Counter(dict.fromkeys(printed, IN_PRINT))
    characters = _weigh(counts, usual)
    listed = [word for word, _, tag in read_dictionary() if tag == "nrt" and _may_be_foreign(word)]
    listed += [part for name in sorted(WELL_KNOWN) for part in _foreign_parts(name)]
    for _ in range(2):
        like = [w for w in listed if sum(characters.get(c, (-2.0, 0, 0))[0] for c in w) / len(w) > LEAST_LIKE]
        counts = Counter(dict.fromkeys(printed, IN_PRINT)) + Counter(like)
        characters = _weigh(counts, usual)
    pairs = Counter[str]()
    for name, count in counts.items():
        pairs.update(dict.fromkeys(map("".join, pairwise(name)), count))
    share = pairs.total() / usual_pairs.total()
    weighed = {
        pair: max(-MOST, min(MOST, math.log((count + 0.5) / (usual_pairs[pair] + 1.0) / share) / 2))
        for pair, count in pairs.items()
        if count >= FEWEST
    }
    return characters, weighed


def _foreign_parts(name: str) -> list[str]:
    """The parts of a foreign or minority name; nothing for a Chinese one."""
    parts = [part for part in name.split("·") if len(part) > 1 and all(map(is_character, part))]
    if len(parts) > 1:
        return parts
    return [name] if len(name) > 1 and len(parts) == 1 and not (is_surname(name) and len(name) < 4) else []


def _may_be_foreign(word: str) -> bool:
    if len(word) < 2 or "·" in word or word in HOME_PLACES or word[:-1] in HOME_PLACES or word.endswith(_AT_HOME):
        return False
    return all(map(is_character, word)) and common_words().get(word, 0) < 2


def _weigh(names: Counter[str], usual: Counter[str]) -> dict[str, tuple[float, float, float]]:
    """Characters against running text: log of shares."""
    anywhere, first, last = Counter[str](), Counter[str](), Counter[str]()
    for name, count in names.items():
        anywhere.update(dict.fromkeys(name, count))
        first[name[0]] += count
        last[name[-1]] += count
    total, text = anywhere.total(), usual.total()
    ends = first.total()

    def weigh(count: float, whole: float, character: str) -> float:
        share = (count + 0.3) / (whole + 100) / ((usual[character] + 5) / text)
        return max(-MOST, min(MOST, math.log(share)))

    return {
        character: (
            weigh(count, total, character),
            weigh(first[character], ends, character),
            weigh(last[character], ends, character),
        )
        for character, count in anywhere.items()
        if count >= FEWEST
    }


def main() -> None:
    """Counts and writes."""
    parser = argparse.ArgumentParser(prog="python -m tests.names.count_foreign", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a .jsonl.gz as tests/names/corpus.py tells")
    characters, pairs = count_foreign(parser.parse_args().corpus)
    rows = sorted(characters.items(), key=lambda row: (-row[1][0], row[0]))
    write_table("foreign_characters.txt", (f"{c} {a:.2f} {b:.2f} {d:.2f}" for c, (a, b, d) in rows))
    write_table("foreign_pairs.txt", (f"{pair} {weight:.2f}" for pair, weight in sorted(pairs.items())))


if __name__ == "__main__":
    main()
