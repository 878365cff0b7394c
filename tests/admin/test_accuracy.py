"""The reader's accuracy is counted from what editors decided, and from nothing else."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

from django.core.management import CommandError, call_command
from django.test import TestCase

from articles.curation import Status
from articles.models import Article
from metrics.models import Metric
from newsarchive.desk.accuracy import FOUND, Tally, count_accuracy
from newsarchive.importer.store import save_page
from people.models import Mention
from tests.factories import BRIDGE, CHESS, HARVEST, STORIES, import_stories, lay_out_page, make_newspaper, read_stories


def by_field(**asked) -> dict[tuple[str, str], Tally]:
    return {(key.record, key.field): tally for key, tally in count_accuracy(**asked).items()}


def confirm(*articles: Article) -> None:
    for article in articles:
        article.status = Status.CONFIRMED
        article.save()


class AccuracyTests(TestCase):
    def setUp(self):
        make_newspaper()
        self.page = import_stories(*STORIES)
        self.bridge, self.harvest, self.chess = self.page.articles.order_by("position")

    def test_what_nobody_has_decided_is_not_counted(self):
        self.bridge.headline = "改过，未审"
        self.bridge.save()
        self.assertEqual(count_accuracy(), {})

    def test_a_confirmed_article_counts_with_all_its_people_and_figures(self):
        confirm(self.bridge)
        found = by_field()
        self.assertEqual(found["article", FOUND], Tally(1, 1, 1))
        self.assertEqual(found["article", "headline"], Tally(1, 1, 1))
        self.assertEqual(found["mention", FOUND], Tally(2, 2, 2))
        self.assertEqual(found["metric", FOUND], Tally(3, 3, 3))
        self.assertEqual(found["metric", "unit"], Tally(3, 3, 3))
        self.assertNotIn(("article", "kicker"), found)  # there is none, and none was said

    def test_a_correction_is_one_wrong_and_one_missed(self):
        self.bridge.headline = "青石桥本月正式通车"
        confirm(self.bridge)
        self.assertEqual(by_field()["article", "headline"], Tally(1, 0, 1))

    def test_a_value_that_an_editor_adds_is_missed_and_one_that_is_emptied_is_wrong(self):
        Metric.objects.filter(text="24米").update(period="2019", unit="")
        confirm(self.bridge)
        found = by_field()
        self.assertEqual(found["metric", "period"], Tally(0, 0, 1))
        self.assertEqual(found["metric", "unit"], Tally(3, 2, 2))

    def test_a_rejected_row_was_said_wrongly_and_one_made_by_hand_was_missed(self):
        Mention.objects.filter(name="高大川").update(status=Status.REJECTED)
        Mention.objects.create(public_id="by-hand", article=self.bridge, number=90, name="石小满")
        confirm(self.bridge)
        found = by_field()
        self.assertEqual(found["mention", FOUND], Tally(2, 1, 2))
        self.assertEqual(found["mention", "name"], Tally(1, 1, 1))

    def test_a_rejected_article_is_said_wrongly_and_what_is_below_it_is_not_asked(self):
        Article.objects.filter(pk=self.chess.pk).update(status=Status.REJECTED)
        self.assertEqual(by_field(), {("article", FOUND): Tally(1, 0, 0)})

    def test_the_newest_reading_is_what_is_judged(self):
        self.bridge.headline = "青石桥本月正式通车"
        confirm(self.bridge)
        text = lay_out_page(*STORIES)
        self.page.fingerprint = ""
        self.page.save()
        better = replace(BRIDGE, headline="青石桥本月", body="通车\n" + BRIDGE.byline + "\n" + BRIDGE.body, byline="")
        save_page(read_stories(text, better, HARVEST, CHESS))
        self.assertEqual(by_field()["article", "headline"], Tally(1, 0, 1))
        self.bridge.refresh_from_db()
        self.assertEqual(self.bridge.reading["headline"], "青石桥本月")

    def test_papers_and_days_can_be_asked_for(self):
        confirm(self.bridge)
        for asked, counted in (
            ({"newspaper": "qhwb"}, True),
            ({"newspaper": "other"}, False),
            ({"since": date(2019, 3, 14), "until": date(2019, 3, 14)}, True),
            ({"since": date(2019, 3, 15)}, False),
            ({"until": date(2019, 3, 13)}, False),
        ):
            with self.subTest(asked):
                self.assertEqual(bool(count_accuracy(**asked)), counted)

    def test_counting_asks_the_database_no_more_often_for_more_articles(self):
        confirm(self.bridge)
        with self.assertNumQueries(4):
            count_accuracy()
        confirm(self.harvest, self.chess)
        with self.assertNumQueries(4):
            count_accuracy()


class CommandTests(TestCase):
    def run_command(self, *arguments: str) -> str:
        out = io.StringIO()
        call_command("accuracy", *arguments, stdout=out)
        return out.getvalue()

    def test_an_archive_without_decisions_says_so(self):
        self.assertIn("nothing to count", self.run_command())

    def test_the_table_and_the_json_tell_the_same(self):
        make_newspaper()
        page = import_stories(*STORIES)
        Mention.objects.filter(name="高大川").update(status=Status.REJECTED)
        confirm(*page.articles.all())
        self.assertRegex(self.run_command(), r"mention found +0\.800 +1\.000 +0\.889   4 of 5, 4")
        rows = json.loads(self.run_command("--format", "json", "--by", "all"))
        row = next(row for row in rows if (row["record"], row["field"]) == ("mention", "found"))
        self.assertEqual((row["newspaper"], row["month"], row["said"], row["right"]), ("qhwb", "2019-03", 5, 4))
        self.assertIn("qhwb,2019-03,mention,found,0.8,1.0", self.run_command("--format", "csv", "--by", "all"))

    def test_an_unknown_paper_is_an_error_that_names_those_there_are(self):
        make_newspaper()
        with self.assertRaisesMessage(CommandError, "There are: qhwb."):
            self.run_command("--newspaper", "nobody")
