"""A reading becomes rows, once, with ids that last."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.extraction.types import Given, IssueFacts
from articles.models import Article, Issue, Newspaper, NewspaperVariant, Page
from metrics.models import Indicator, IndicatorVariant, Metric
from newsarchive.importer.store import is_unchanged, save_page
from people.extraction.types import KnownNames
from people.ingest import known_names
from people.models import Mention, NameVariant, Person
from tests.factories import (
    BRIDGE,
    CHESS,
    DAY,
    HARVEST,
    PAPER,
    STORIES,
    Figure,
    Named,
    Story,
    dump_archive_rows,
    import_stories,
    lay_out_page,
    make_issue,
    make_newspaper,
    make_run,
    make_source,
    merge_stories,
    read_stories,
)


class OnceTests(TestCase):
    def test_a_page_becomes_rows_with_public_ids(self):
        import_stories(*STORIES)
        self.assertEqual(Page.objects.get().public_id, "qhwb-20190314-p03")
        self.assertEqual(
            list(Article.objects.values_list("public_id", "position", "headline")),
            [
                ("qhwb-20190314-p03-a01", 1, BRIDGE.headline),
                ("qhwb-20190314-p03-a02", 2, HARVEST.headline),
                ("qhwb-20190314-p03-a03", 3, CHESS.headline),
            ],
        )
        self.assertEqual(
            list(Metric.objects.filter(article__number=2).values_list("public_id", "text", "value")),
            [
                ("qhwb-20190314-p03-a02-f001", "8.93万吨", Decimal("89300")),
                ("qhwb-20190314-p03-a02-f002", "11.9%", Decimal("11.9")),
            ],
        )
        self.assertIn("qhwb-20190314-p03-a01-m02", Mention.objects.values_list("public_id", flat=True))

    def test_twice_is_once(self):
        text = lay_out_page(*STORIES)
        save_page(read_stories(text, *STORIES))
        before = dump_archive_rows()
        stamps = list(Article.objects.values_list("updated_at")) + list(Metric.objects.values_list("updated_at"))
        outcome = save_page(read_stories(text, *STORIES))
        self.assertEqual(outcome.outcome, "unchanged")
        self.assertEqual(outcome.rows["metrics"].updated, 0)
        self.assertEqual(dump_archive_rows(), before)
        self.assertEqual(
            stamps, list(Article.objects.values_list("updated_at")) + list(Metric.objects.values_list("updated_at"))
        )

    def test_every_character_is_accounted_for(self):
        text = lay_out_page(*STORIES)
        outcome = save_page(read_stories(text, *STORIES))
        page = Page.objects.get()
        self.assertEqual(page.in_articles + page.in_furniture + page.unassigned, len(text))
        self.assertEqual(outcome.sums.in_articles, page.in_articles)
        self.assertEqual(page.in_furniture, text.index("\n") + len("热线 000-1234\n"))

    def test_an_import_leaves_no_history(self):
        import_stories(*STORIES)
        for model in (Newspaper, Issue, Page, Article, Person, Mention, Metric):
            self.assertEqual(model.history.count(), 0, model)

    def test_a_dry_run_tells_what_would_change_and_writes_nothing(self):
        reading = read_stories(lay_out_page(*STORIES), *STORIES)
        told = save_page(reading, dry_run=True)
        self.assertEqual((told.outcome, told.page, told.pk), ("created", "qhwb-20190314-p03", None))
        self.assertFalse(Page.objects.exists() or Newspaper.objects.exists() or Person.objects.exists())
        done = save_page(reading)
        self.assertEqual(replace(told, pk=done.pk), done)
        again = save_page(read_stories(reading.source.text, BRIDGE, HARVEST), dry_run=True)
        self.assertEqual((again.outcome, again.rows["articles"].withdrawn), ("updated", 1))
        self.assertEqual(Article.objects.visible().count(), 3)

    def test_a_run_keeps_a_line_for_each_file(self):
        run = make_run()
        reading = read_stories(lay_out_page(*STORIES), *STORIES, name="a/b.txt")
        save_page(reading, run)
        save_page(reading, run)
        self.assertEqual(
            list(run.files.values_list("source_name", "outcome")), [("a/b.txt", "created"), ("a/b.txt", "unchanged")]
        )
        self.assertEqual(run.files.first().changes["rows"]["articles"]["created"], 3)
        self.assertEqual(run.articles.count(), 3)

    def test_a_page_of_five_articles_and_150_figures_takes_few_queries(self):
        stories = [
            Story(
                f"第{number}号报告",
                "，".join(f"第{number}{index:02}项{1000 * number + index}吨" for index in range(30)),
                figures=tuple(
                    Figure(f"{1000 * number + index}吨", str(1000 * number + index), "吨", "产量")
                    for index in range(30)
                ),
            )
            for number in range(1, 6)
        ]
        reading = read_stories(lay_out_page(*stories), *stories)
        with CaptureQueriesContext(connection) as first:
            save_page(reading)
        self.assertEqual(Metric.objects.count(), 150)
        with CaptureQueriesContext(connection) as second:
            save_page(reading)
        self.assertLessEqual(len(first), 40)
        self.assertLessEqual(len(second), 20)
