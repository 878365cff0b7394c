"""What is asked of the search benchmarks, and tantivy beside it: the same rows, the same pairs of characters."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LENGTHS = {"1 character": 1, "2 characters": 2, "4 characters": 4, "two words": 2}
WORDS = 12  # asked of each sort
CANDIDATES = 600
HAN = re.compile("[一-鿿]+")
FOUND = 50  # hits that are wanted, the best first


@dataclass(frozen=True, slots=True)
class Frequency:
    """Queries by how many of the articles they find, as shares: rare, up to one percent, the commonest."""

    name: str
    least: float
    most: float


RARE = Frequency("rare", 0.0, 0.0005)
ONE_PERCENT = Frequency("up to 1 %", 0.001, 0.01)
COMMONEST = Frequency("commonest", 0.01, 1.0)


@dataclass
class Tantivy:
    """An index in its own folder of every article's terms, and of its characters one by one."""

    folder: Path
    schema: Any = None
    searcher: Any = None
    counted: dict[str, int] = field(default_factory=dict)

    def open(self, articles: int) -> Tantivy:
        """Open the index, made first where it is not there or is of another archive."""
        import tantivy

        columns = tantivy.SchemaBuilder()
        columns.add_integer_field("pk", stored=True)
        columns.add_text_field("terms", tokenizer_name="whitespace", index_option="position")
        columns.add_text_field("characters", tokenizer_name="whitespace", index_option="basic")
        columns.add_text_field("headline", tokenizer_name="whitespace", index_option="position")
        columns.add_text_field("headline_characters", tokenizer_name="whitespace", index_option="basic")
        self.schema = columns.build()
        self.folder.mkdir(parents=True, exist_ok=True)
        index = tantivy.Index(self.schema, path=str(self.folder))
        if index.searcher().num_docs != articles:
            shutil.rmtree(self.folder)
            self.folder.mkdir()
            index = tantivy.Index(self.schema, path=str(self.folder))
            writer = index.writer(200_000_000, 1)
            for pk, terms in read_terms():
                headline = terms.partition("\n")[0]
                writer.add_document(
                    tantivy.Document(
                        pk=pk,
                        terms=terms,
                        characters=characters_of(terms),
                        headline=headline,
                        headline_characters=characters_of(headline),
                    )
                )
            writer.commit()
            writer.wait_merging_threads()
        index.reload()
        self.searcher = index.searcher()
        return self

    def phrase(self, field: str, characters: str, phrase: str) -> Any:
        import tantivy

        from articles.text.words import phrase_terms

        terms = phrase_terms(phrase).split(" ")
        if len(terms) > 1:
            return tantivy.Query.phrase_query(self.schema, field, terms)
        return tantivy.Query.term_query(self.schema, characters if len(phrase) == 1 else field, terms[0])

    def query(self, text: str, ranked: bool = False) -> Any:
        """All words must stand; ranked, with what our own rank counts, each worth the same: words in the headline, and
        several words as one string, there and anywhere."""
        import tantivy

        query = tantivy.Query

        def worth(weight: float, field: str, characters: str, phrase: str) -> tuple[Any, Any]:
            return tantivy.Occur.Should, query.const_score_query(self.phrase(field, characters, phrase), weight)

        words = list(dict.fromkeys(text.split()))
        clauses = [
            (tantivy.Occur.Must, query.const_score_query(self.phrase("terms", "characters", word), 0.0))
            for word in words
        ]
        if ranked:
            clauses += [worth(1.0, "headline", "headline_characters", word) for word in words]
            if len(words) > 1:
                clauses.append(worth(4.0, "headline", "headline_characters", "".join(words)))
                clauses.append(worth(2.0, "terms", "characters", "".join(words)))
        return query.boolean_query(clauses)

    def search(self, text: str) -> list[int]:
        """The keys of the best articles."""
        hits = self.searcher.search(self.query(text, ranked=True), FOUND, count=False).hits
        return [self.searcher.doc(address)["pk"][0] for _score, address in hits]

    def count(self, text: str) -> int:
        if text not in self.counted:
            self.counted[text] = self.searcher.search(self.query(text), 1).count
        return self.counted[text]


def characters_of(terms: str) -> str:
    return " ".join(sorted(set(terms.replace(" ", "").replace("\n", ""))))


def read_terms() -> Iterator[tuple[int, str]]:
    from articles.models import Article

    yield from Article.objects.order_by("pk").values_list("pk", "terms").iterator(chunk_size=1000)


def draw_queries(articles: int, index: Tantivy) -> dict[tuple[str, str], list[str]]:
    """Queries by length and frequency, all of them printed in the archive; the same archive gives the same."""
    from articles.models import Article

    rng = random.Random(articles)
    keys = rng.sample(range(1, articles + 1), min(CANDIDATES, articles))
    bodies = [
        max(HAN.findall(body), key=len) for body in Article.objects.filter(pk__in=keys).values_list("body", flat=True)
    ]
    found: dict[tuple[str, str], list[str]] = {}
    for name, length in LENGTHS.items():
        drawn = sorted({draw_query(rng, text, name, length) for text in bodies}, key=lambda text: -index.count(text))
        found[name, COMMONEST.name] = drawn[:WORDS]
        for frequency in (ONE_PERCENT, RARE):
            fit = [text for text in drawn if frequency.least <= index.count(text) / articles <= frequency.most]
            rng.shuffle(fit)
            found[name, frequency.name] = fit[:WORDS]
    return found


def draw_query(rng: random.Random, text: str, name: str, length: int) -> str:
    def piece() -> str:
        start = rng.randrange(max(len(text) - length, 1))
        return text[start : start + length]

    return f"{piece()} {piece()}" if name == "two words" else piece()
