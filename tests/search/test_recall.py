"""Recall on imported pages: search finds exactly the rows whose folded text holds the folded string."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.test import TestCase
from opencc import OpenCC

from articles.models import Article, Page
from articles.search import find_stale, is_index_sound, search
from articles.search.query import of_phrases
from articles.text.words import fold
from people.models import Mention, NameVariant, Person
from tests.generated import make_page
from tests.importer.running import import_pages

STRINGS = 240
COLUMNS = ("headline", "kicker", "standfirsts", "crossheads", "byline", "body")


def texts_of(article: Article) -> Iterator[str]:
    """All that an article may be found by, as its columns have it and as it was read."""
    for column in COLUMNS:
        for value in (getattr(article, column), article.written.get(column)):
            yield from [value] if isinstance(value, str) else value or []


class RecallTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        fixtures = Path(settings.BASE_DIR) / "fixtures" / "pages"
        with TemporaryDirectory() as folder:
            for seed in range(6):
                (Path(folder) / f"{seed}.txt").write_text(make_page(seed), encoding="utf-8")
            (Path(folder) / "traditional.txt").write_text(OpenCC("s2t").convert(make_page(7)), encoding="utf-8")
            done = import_pages(fixtures, folder)
        assert done.status == 0, done.err
        first = Article.objects.exclude(headline="").order_by("pk")[0]
        first.headline = "編輯改過的標題"
        first.save()
        cls.rows = {
            Article: [(row.pk, [fold(text) for text in texts_of(row)]) for row in Article.objects.all()],
            Page: [(row.pk, [fold(row.text)]) for row in Page.objects.all()],
        }
        cls.printed = [text for row in Article.objects.all() for text in texts_of(row) if text]
        cls.printed += list(Page.objects.values_list("text", flat=True))

    def check(self, printed: str) -> int:
        """Whether articles and pages are found that hold the string, and no others; how many there are."""
        wanted, found = fold(printed), 0
        for model, rows in self.rows.items():
            holding = {pk for pk, texts in rows if any(wanted in text for text in texts)}
            hits = search(model.objects.all(), of_phrases(printed)).values_list("pk", flat=True)
            self.assertEqual(sorted(hits), sorted(holding), printed)
            found += len(holding)
        return found

    def test_random_strings_of_two_to_six_characters_are_found_in_exactly_the_rows_that_hold_them(self):
        chosen, tried = random.Random(20), 0
        to_traditional = OpenCC("s2t")
        while tried < STRINGS:
            text = chosen.choice(self.printed)
            length = chosen.randint(2, 6)
            start = chosen.randrange(max(1, len(text) - length))
            printed = text[start : start + length]
            if fold(printed):
                self.assertGreater(self.check(printed), 0)
                self.check(fold(printed)[::-1])  # seldom printed anywhere: then nothing may be found
                self.check(to_traditional.convert(printed))
                tried += 1

    def test_every_name_in_the_archive_is_found_in_exactly_the_rows_that_hold_it(self):
        names = {
            *Mention.objects.values_list("name", flat=True),
            *Person.objects.values_list("name", flat=True),
            *NameVariant.objects.values_list("name", flat=True),
        }
        self.assertGreater(len(names), 20)
        for name in names:
            self.assertGreater(self.check(name), 0, name)

    def test_rows_and_index_agree_after_an_import(self):
        self.assertEqual(list(find_stale()), [])
        self.assertTrue(is_index_sound())
