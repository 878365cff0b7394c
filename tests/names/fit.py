"""`python -m tests.names.fit CORPUS`: the weights of what stands around names fitted again, into their rule files.

Logistic regression over every candidate of the corpus's first seven days, of labelled pages of invented local papers
and of invented sentences. Stories are used as printed and with their people called by invented names, so that no weight
learns who was in the news that year. Plain Python, a few minutes.
"""

from __future__ import annotations

import argparse
import importlib
import math
import random
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import count, groupby
from pathlib import Path
from typing import Any, NamedTuple

from people.extraction import agreement, around, evidence, foreign, inside, mentions, names, pairs
from people.extraction.evidence import fold_text
from tests.names.corpus import COUNTED, read_articles
from tests.names.count import count_given
from tests.names.count_foreign import count_foreign
from tests.names.invented import invent_lines, rename_people
from tests.names.pages import read_labelled_stories
from tests.names.tables import mean_with_table, write_table
from tests.names.terms import Term, Terms

HALVES = (
    (COUNTED[: len(COUNTED) // 2], COUNTED[len(COUNTED) // 2 :]),
    (COUNTED[len(COUNTED) // 2 :], COUNTED[: len(COUNTED) // 2]),
)
ROUNDS = 8
RATE = 0.25
PULL = {
    "S": 0.3,
    "L": 3.0,
    "R": 3.0,
    "G": 1.0,
}  # how strongly a weight is held at where it begins: zero, one for a share, a
# given character at what was counted of it
FEWEST = 18  # candidates that a neighbour must have stood at to be given a weight
RENAMED = 0.7  # what a story with invented names counts for
CORPUS_COPIES, PAGE_COPIES, LINE_COPIES = 2, 4, 4  # how often each is used with other names
TESTS = Path(__file__).parents[1]
# Labels and pages; those of tests/gold/blind2 and blind6 are measured only.
PAGES = (
    (TESTS / "gold", TESTS.parent / "fixtures" / "pages"),
    (TESTS / "gold" / "practice" / "gold", TESTS / "gold" / "practice" / "pages"),
    (TESTS / "gold" / "unseen" / "gold", TESTS / "gold" / "unseen" / "pages"),
    (TESTS / "gold" / "blind" / "gold", TESTS / "gold" / "blind" / "pages"),
    *((TESTS / "gold" / name / "gold", TESTS / "gold" / name / "pages") for name in ("blind3", "blind4", "blind5")),
)
LEAST = 0.05  # a neighbour's weight smaller than this is not written
_numbers = count()  # of sets of rivals
LOOSE = -11.0  # candidates are collected far below where they are dropped in use


Given = dict[str, tuple[float, float, float]]


class Example(NamedTuple):
    """One candidate: which signs it shows and how much of each, what is fixed, whether it is a name, what it counts
    for, and a number that it shares with those of which at most one is a name."""

    signs: tuple[tuple[str, float], ...]
    fixed: float
    is_name: bool
    weight: float
    rivals: int


class Story(NamedTuple):
    """The folded paragraphs of an article, and the places of the names in each."""

    texts: tuple[str, ...]
    people: tuple[frozenset[tuple[int, int]], ...]
    open: tuple[frozenset[tuple[int, int]], ...]  # neither name nor not: bare surnames, names in those of firms


def read_stories(articles: Iterable[list[dict[str, Any]]], invented: random.Random | None = None) -> Iterator[Story]:
    """Every article, with its people called by other names where `invented` is given."""
    for paragraphs in articles:
        if invented is not None:
            paragraphs = rename_people(paragraphs, invented)
        texts, people, unclear = [], [], []
        for paragraph in paragraphs:
            texts.append(fold_text(paragraph["text"]))
            spans = {(p["start"], p["end"]): p for p in paragraph["persons"]}
            sure = {s for s, p in spans.items() if p["kind"] != "surname" and "in" not in p and s[1] - s[0] > 1}
            people.append(frozenset(sure))
            unclear.append(frozenset(spans.keys() - sure))
        yield Story(tuple(texts), tuple(people), tuple(unclear))


def examples_of(stories: Iterable[Story], find: Any, weight: float, touching: bool = False) -> Iterator[Example]:
    """What `find` sees as possible names in each paragraph; those that only touch an unclear one are left out.

    Those that begin at one place are rivals; with `touching`, all that overlap.
    """
    number = 0
    for story in stories:
        for text, people, unclear in zip(story.texts, story.people, story.open, strict=True):
            last = reach = -1
            for start, end, score in find(text):
                if any(start < b and a < end for a, b in unclear):
                    continue
                if isinstance(score, Term):
                    shown: dict[str, float] = {}
                    for name, value in score.terms:
                        shown[name] = shown.get(name, 0.0) + value
                    if start >= reach if touching else start != last:
                        number, last = next(_numbers), start
                    reach = max(reach, end)
                    yield Example(tuple(shown.items()), score.fixed, (start, end) in people, weight, number)


def fit(examples: list[Example], begin: dict[str, float]) -> dict[str, float]:
    """The weights under which the examples are likeliest, each held at where it begins; steps after Adagrad."""
    met = Counter(name for example in examples for name, _ in example.signs)
    kept = {name for name, count in met.items() if count >= FEWEST or name[0] not in "LR"}
    rows = [
        [
            ([(name, value) for name, value in one.signs if name in kept], one.fixed, one.is_name, one.weight)
            for one in some
        ]
        for _, some in groupby(examples, lambda one: one.rivals)
    ]
    weights = {name: begin.get(name, 0.0) for name in kept}
    squares = dict.fromkeys(kept, 1e-6)
    order = random.Random(7)
    pull = {name: PULL.get(name[0], 0.3) / count for name, count in met.items()}
    total: dict[str, float] = dict.fromkeys(kept, 0.0)
    averaged = 0
    for number in range(ROUNDS):
        order.shuffle(rows)
        for rivals in rows:
            odds = []
            for signs, score, _, _ in rivals:
                for name, value in signs:
                    score += weights[name] * value
                odds.append(math.exp(max(-30.0, min(30.0, score))))
            whole = 1.0 + sum(odds)
            for (signs, _, is_name, weight), share in zip(rivals, odds, strict=True):
                miss = (share / whole - is_name) * weight
                if -1e-3 < miss < 1e-3:
                    continue
                for name, value in signs:
                    slope = miss * value + pull[name] * (weights[name] - begin.get(name, 0.0))
                    squares[name] += slope * slope
                    weights[name] -= RATE * slope / math.sqrt(squares[name])
        if number >= ROUNDS // 2:
            averaged += 1
            for name, weight in weights.items():
                total[name] += weight
    return {name: total[name] / averaged for name in kept}


def mark_tables(counted: Given) -> None:
    """Every weight of names.py to be fitted becomes a term that remembers its name through the sums."""
    _set_tables(*(Terms(table, mark) for table, mark in zip(_EMPTY, ("S ", "L ", "R "), strict=True)))
    names.FLOOR = names.HOPELESS = LOOSE
    names.compete = lambda found: found
    marked = {c: tuple(Term(w, ((f"G{k} {c}", 1.0),)) for k, w in enumerate(ws)) for c, ws in counted.items()}
    names._GIVEN = names._Given(marked)


def _set_tables(signs: Any, before: Any, after: Any) -> None:
    """names.py and foreign.py with these tables in place of those in the rule files."""
    evidence.SIGNS, evidence.BEFORE, evidence.AFTER = signs, before, after
    for module in (pairs, around, inside, names, foreign):
        importlib.reload(module)


_EMPTY: tuple[dict[str, float], ...] = ({"surname": 1.0}, {}, {})


def use_weights(weights: dict[str, float]) -> None:
    """names.py and foreign.py as they weigh with these weights."""
    _set_tables(*({name[2:]: w for name, w in weights.items() if name[0] == mark} for mark in "SLR"))
    names._GIVEN = names._Given(given_of(weights))
    signs = {name[2:]: w for name, w in weights.items() if name[0] == "F"}
    if signs:
        foreign.SIGNS = signs


def given_of(weights: dict[str, float]) -> Given:
    """The table of given characters out of fitted weights."""
    found = {name[3:] for name in weights if name[0] == "G"}
    return {c: (weights[f"G0 {c}"], weights[f"G1 {c}"], weights[f"G2 {c}"]) for c in found}


Articles = list[list[dict[str, Any]]]


def _stories_to_learn(corpus: Path, days: Collection[int], pages: Articles) -> Iterator[tuple[Iterator[Story], float]]:
    """All that is learnt from and what it counts for: as printed, then again and again with other names."""
    printed = [*read_articles(corpus, days), *pages]
    yield read_stories(printed), 1.0
    for articles, copies in ((printed, CORPUS_COPIES), (pages, PAGE_COPIES - CORPUS_COPIES)):
        for number in range(copies):
            yield read_stories(articles, random.Random(len(articles) + number)), RENAMED
    for number in range(LINE_COPIES):
        yield read_stories(invent_lines(random.Random(number))), RENAMED


def fit_names(corpus: Path, days: Collection[int], pages: Articles) -> dict[str, float]:
    """The weights of signs, neighbours and given characters, from these days and pages."""
    counted: Given = {c: (a, b, d) for c, a, b, d in count_given(corpus, days)}
    mark_tables(counted)
    begin = {"S surname": 1.0} | {f"G{k} {c}": w for c, ws in counted.items() for k, w in enumerate(ws)}
    examples = [
        example
        for stories, weight in _stories_to_learn(corpus, days, pages)
        for example in examples_of(stories, names.find_candidates, weight)
    ]
    print(f"{len(examples)} candidates, {sum(e.is_name for e in examples)} names")
    weights = begin | fit(examples, begin)
    use_weights(weights)
    return weights


def fit_foreign(corpus: Path, pages: Articles) -> dict[str, float]:
    """The weights of the signs of foreign names, on days whose characters and pairs were not counted."""
    examples: list[Example] = []
    for learnt, left in HALVES:
        use_foreign(*count_foreign(corpus, learnt))
        foreign.SIGNS = Terms({}, "F ")
        foreign.FLOOR = foreign.LEAST_OUTLOOK = -99.0
        foreign.compete = lambda rivals: rivals
        stories = read_stories([*read_articles(corpus, left), *pages])
        examples += examples_of(stories, foreign.find_candidates, 1.0, touching=True)
    print(f"{len(examples)} foreign candidates, {sum(e.is_name for e in examples)} names")
    return fit(examples, {})


def use_foreign(characters: Given, pairs: dict[str, float]) -> None:
    """foreign.py as it weighs with these characters and pairs."""
    foreign.CHARACTERS, foreign.PAIRS = characters, pairs
    foreign._WEIGHTS = {character: weights[0] for character, weights in characters.items()}
    foreign._RUN = re.compile("[" + "".join(sorted(characters)) + "]{2,}")


def fit_agreement(corpus: Path, pages: Articles) -> dict[str, float]:
    """The weights of agreement.py, on scores of days that the weights of names.py were not fitted on."""
    examples: list[Example] = []
    for learnt, left in HALVES:
        fit_names(corpus, learnt, pages)
        use_foreign(*count_foreign(corpus, learnt))
        agreement.WEIGHTS = Terms({"own": 1.0}, "A ")
        for renamed in (None, random.Random(2)):
            for story in read_stories(read_articles(corpus, left), renamed):
                examples += _agreeing(story)
    return fit(examples, {"A own": 1.0})


def _agreeing(story: Story) -> Iterator[Example]:
    found = [mentions._find_all(text, set(), mentions.NOBODY_KNOWN) for text in story.texts]
    weighed = agreement.weigh_in_story(story.texts, found, frozenset())
    for rows, people, unclear in zip(weighed, story.people, story.open, strict=True):
        best: dict[tuple[int, int], float] = {}
        for score, start, end in rows:
            if best.get((start, end), -99.0) < score and not any(start < b and a < end for a, b in unclear):
                best[start, end] = score
        for span, score in best.items():
            if isinstance(score, Term):
                yield Example(score.terms, score.fixed, span in people, 1.0, next(_numbers))


def write_tables(weights: dict[str, float]) -> None:
    """The weights into their rule files, each half way from what stood there."""
    for mark, name in (("S", "name_signs.txt"), ("F", "foreign_signs.txt"), ("A", "agreement.txt")):
        rows = mean_with_table(name, {key[2:]: (weight,) for key, weight in weights.items() if key[0] == mark})
        write_table(name, (f"{key} {weight:.2f}" for key, (weight,) in rows.items()))
    given = mean_with_table("given_characters.txt", given_of(weights))
    given = dict(sorted(given.items(), key=lambda row: (-row[1][0] - row[1][1], row[0])))
    write_table("given_characters.txt", (f"{c} {a:.2f} {b:.2f} {d:.2f}" for c, (a, b, d) in given.items()))
    contexts = {
        f"{key[0]}{min(2, len(key) - 2)} {key[2:]}": (weight,)
        for key, weight in weights.items()
        if key[0] in "LR" and len(key.split()) == 2 and key[2:] == key[2:].strip()
    }
    rows = mean_with_table("name_contexts.txt", contexts)
    write_table("name_contexts.txt", (f"{key} {w:.2f}" for key, (w,) in rows.items() if abs(w) >= LEAST))


def main() -> None:
    """Fits and writes."""
    parser = argparse.ArgumentParser(prog="python -m tests.names.fit", description=__doc__)
    parser.add_argument("corpus", type=Path, help="a .jsonl.gz as tests/names/corpus.py tells")
    corpus = parser.parse_args().corpus
    pages = list(read_labelled_stories(PAGES))
    weights = fit_agreement(corpus, pages) | fit_foreign(corpus, pages)
    write_tables(weights | fit_names(corpus, COUNTED, pages))


if __name__ == "__main__":
    main()
