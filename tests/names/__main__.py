"""`python -m tests.names CORPUS`: how many of the corpus's names are found, on the days that nothing was counted on.

Distinct names of each paragraph, exact. Bare surnames, names of one character, names inside those of firms, and
people called by surname and style, which the corpus marks as bare surnames, are neither hit nor miss.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from articles.text.spans import MappedText
from people.extraction.mentions import find_mentions
from people.extraction.partial import STYLES
from tests.names.corpus import SCORED, read_articles


def score_names(corpus: Path, days: range = SCORED) -> tuple[int, int, int]:
    """How many names were right, how many were said, how many there are."""
    hits = said = true = 0
    for paragraphs in read_articles(corpus, days):
        passages = [MappedText(p["text"], tuple(range(len(p["text"])))) for p in paragraphs]
        offset, moved = 0, []
        for passage in passages:
            moved.append(MappedText(passage.text, tuple(range(offset, offset + len(passage)))))
            offset += len(passage) + 1
        found = [(span.start, span.end) for mention in find_mentions(None, moved) for span in mention.spans]
        for paragraph, passage in zip(paragraphs, moved, strict=True):
            first = passage.origins[0] if len(passage) else 0
            names = {
                passage.text[start - first : end - first]
                for start, end in found
                if first <= start < first + len(passage)
            }
            sure = {
                person["name"]
                for person in paragraph["persons"]
                if person["kind"] != "surname" and "in" not in person and len(person["name"]) > 1
            }
            unscored = {person["name"] for person in paragraph["persons"]} - sure
            sure = {name for name in sure if name[1:] not in STYLES}
            names = {name for name in names if len(name) > 1 and name[1:] not in STYLES} - unscored
            hits += len(names & sure)
            said += len(names)
            true += len(sure)
    return hits, said, true


def main() -> None:
    """Prints precision, recall and F1."""
    parser = argparse.ArgumentParser(prog="python -m tests.names", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a .jsonl.gz as tests/names/corpus.py tells")
    hits, said, true = score_names(parser.parse_args().corpus)
    precision, recall = hits / max(said, 1), hits / max(true, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"names: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({hits} right of {said}, {true} there)")


if __name__ == "__main__":
    main()
