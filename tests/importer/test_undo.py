"""A run can be undone, and done again: the same rows with the same ids, and nothing of an editor's lost."""

from __future__ import annotations

import io

from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase

from articles.curation import Status
from articles.models import Article, ArticleSpan, Page
from metrics.models import Metric
from newsarchive.importer.store import is_unchanged, save_page
from newsarchive.importer.undo import CannotUndoError, undo_run
from people.models import Mention, Person
from tests.factories import BRIDGE, HARVEST, STORIES, dump_archive_rows, lay_out_page, make_run, read_stories

TEXT = lay_out_page(*STORIES)


class UndoTests(TestCase):
    def setUp(self):
        self.run = make_run()
        save_page(read_stories(TEXT, *STORIES), self.run)

    def test_an_undone_run_leaves_nothing_visible_and_deletes_nothing(self):
        undo_run(self.run)
        for model in (Page, Article, Person, Mention, Metric):
            self.assertFalse(model.objects.visible().exists(), model)
            self.assertTrue(model.objects.exists(), model)
        page = Page.objects.get()
        self.assertEqual((page.in_articles, page.in_articles + page.in_furniture + page.unassigned), (0, len(TEXT)))
        self.run.refresh_from_db()
        self.assertEqual(self.run.state, "undone")

    def test_importing_again_brings_the_same_rows_back(self):
        before = dump_archive_rows()
        for _again in range(2):
            undo_run(self.run)
            self.assertFalse(is_unchanged(read_stories(TEXT, *STORIES).source))
            self.run = make_run()
            outcome = save_page(read_stories(TEXT, *STORIES), self.run)
            self.assertEqual((outcome.outcome, outcome.rows["articles"].created), ("updated", 3))
            self.assertEqual(dump_archive_rows(), before)

    def test_what_an_editor_touched_at_any_depth_stays(self):
        Metric.objects.filter(text="11.9%").update(period="2018/2019")
        undone = undo_run(self.run)
        self.assertEqual(list(Article.objects.visible().values_list("number", flat=True)), [2])
        self.assertEqual(list(Metric.objects.visible().values_list("text", flat=True)), ["11.9%"])
        self.assertTrue(Page.objects.visible().exists())
        self.assertEqual(undone.counts()["articles"], {"withdrawn": 2, "kept": 1})

    def test_what_another_run_brought_in_stays(self):
        Page.objects.update(fingerprint="")
        undo_run(self.run)
        first = make_run()
        save_page(read_stories(TEXT, BRIDGE, HARVEST), first)
        second = make_run()
        save_page(read_stories(TEXT, *STORIES), second)
        undo_run(first)
        self.assertEqual(list(Article.objects.visible().values_list("number", flat=True)), [3])
        self.assertTrue(Page.objects.visible().exists())
        self.assertTrue(Person.objects.visible().filter(name="柳青青").exists())

    def test_people_whom_other_pages_mention_stay(self):
        save_page(read_stories(TEXT + "又", *STORIES), make_run())
        undo_run(self.run)
        self.assertTrue(Person.objects.visible().filter(name="严小禾").exists())

    def test_a_dry_run_tells_and_does_nothing(self):
        before = dump_archive_rows()
        self.assertEqual(undo_run(self.run, dry_run=True).counts()["articles"], {"withdrawn": 3, "kept": 0})
        self.assertEqual(dump_archive_rows(), before)
        self.run.refresh_from_db()
        self.assertEqual(self.run.state, "running")

    def test_a_run_is_undone_once(self):
        undo_run(self.run)
        with self.assertRaises(CannotUndoError):
            undo_run(self.run)
        with self.assertRaises(CommandError):
            call_command("undo_import", str(self.run.pk))
        with self.assertRaises(CommandError):
            call_command("undo_import", "999999")

    def test_the_command_counts_and_names_what_it_leaves(self):
        Article.objects.filter(number=3).update(kind="brief")
        out = io.StringIO()
        call_command("undo_import", str(self.run.pk), stdout=out)
        self.assertIn("kept: qhwb-20190314-p03-a03", out.getvalue())


class CheckTests(TestCase):
    """`check_archive` finds what no constraint can forbid."""

    def setUp(self):
        save_page(read_stories(TEXT, *STORIES))

    def check(self):
        out = io.StringIO()
        try:
            call_command("check_archive", stdout=out)
        except CommandError as error:
            self.assertEqual(error.returncode, 1)
            return out.getvalue()
        return ""

    def test_a_sound_archive_has_no_findings(self):
        self.assertEqual(self.check(), "")
        Metric.objects.filter(text="11.9%").update(text="11.9％", start=0, end=1)  # an editor's work is no finding
        self.assertEqual(self.check(), "")

    def test_a_figure_that_a_column_tears_stands_for_itself_with_one_stretch(self):
        metric = Metric.objects.get(text="360米")
        for figure, printed, is_sound in [
            ("青石桥本", "青石桥", True),  # a place of the article begins here
            ("长360米", "360米", False),  # in the middle of one nothing is torn
            ("本青石桥", "青石", False),
        ]:
            with self.subTest(figure), transaction.atomic():
                start = TEXT.index(printed)
                stands = {"text": figure, "start": start, "end": start + len(printed)}
                Metric.objects.filter(pk=metric.pk).update(**stands, written={**metric.written, **stands})
                self.assertEqual("is not what is printed" not in self.check(), is_sound)
                transaction.set_rollback(True)

    def test_each_fault_is_named_with_its_record(self):
        article, metric = Article.objects.get(number=1), Metric.objects.get(text="360米")
        faults = [
            ("the sums", lambda: Article.objects.filter(pk=article.pk).update(status=Status.REJECTED)),
            ("more than one place", lambda: ArticleSpan.objects.filter(article__number=2).update(start=30)),
            ("outside the page", lambda: ArticleSpan.objects.filter(article=article).update(end=len(TEXT) + 1)),
            ("SHA-256", lambda: Page._base_manager.update(text=TEXT[::-1])),
            ("search terms", lambda: Article._base_manager.filter(pk=article.pk).update(headline="别的")),
            ("no field", lambda: Metric.objects.filter(pk=metric.pk).update(written={**metric.written, "colour": 1})),
            ("does not name", lambda: Metric.objects.filter(pk=metric.pk).update(written={"text": "360米"})),
            (
                "is not what is printed",
                lambda: Metric.objects.filter(pk=metric.pk).update(
                    start=0, end=3, written={**metric.written, "start": 0, "end": 3}
                ),
            ),
            ("leads astray", lambda: Article.objects.filter(pk=article.pk).update(body_map=[[0, 0, 99999]])),
        ]

        for expected, break_it in faults:
            with self.subTest(expected), transaction.atomic():
                break_it()
                self.assertIn(expected, self.check())
                transaction.set_rollback(True)
        self.assertEqual(self.check(), "")
