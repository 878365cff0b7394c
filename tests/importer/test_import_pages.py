"""The command: what it stores, what it says, how it ends."""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.core.management.base import BaseCommand
from django.test import SimpleTestCase, TestCase

from articles.extraction.types import Given
from articles.models import Article, ImportedFile, ImportRun, Newspaper, NewspaperVariant, Page
from newsarchive.importer.pipeline import read_page
from newsarchive.importer.runs import Importing, import_file
from newsarchive.importer.sources import Unreadable, find_files
from newsarchive.management.commands.import_pages import Command
from people.extraction.types import KnownNames
from tests.dumps import dump_archive
from tests.generated import make_page, write_pages
from tests.importer.running import import_pages

UNTOLD = "春茶开采\n\n本报讯（记者 周小满）今年柳溪县春茶种植面积3.2万亩，同比增长5%。\n"


class Folder:
    """A folder of pages that is gone after the test."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "pages"
        self.folder.mkdir()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


class StoringTest(Folder, TestCase):
    maxDiff = 2000

    def test_pages_are_stored_and_counted(self):
        write_pages(self.folder, 3)
        done = import_pages(self.folder, "--format", "json")
        counts = done.json["counts"]
        self.assertEqual((done.status, counts["pages"], counts["new"], counts["failed"]), (0, 3, 3, 0))
        self.assertEqual(Page.objects.count(), 3)
        self.assertEqual(counts["articles"], Article.objects.visible().count())
        self.assertGreater(counts["people"], 0)
        self.assertGreater(counts["figures"], 0)
        self.assertEqual(counts["characters"], sum(len(make_page(seed)) for seed in range(3)))
        self.assertEqual(counts["characters"], counts["in_articles"] + counts["in_furniture"] + counts["unassigned"])

    def test_twice_is_once(self):
        write_pages(self.folder, 3)
        first = import_pages(self.folder, "--format", "json").json["counts"]
        before = dump_archive()
        done = import_pages(self.folder, "--format", "json")
        self.assertEqual(dump_archive(), before)
        self.assertEqual(done.json["counts"], {**first, "new": 0, "unchanged": 3})
        self.assertIn("0 new, 0 changed, 3 unchanged", import_pages(self.folder).out)

    def test_two_files_with_one_text_are_one_page(self):
        self.write("a.txt", make_page(1))
        self.write("b.txt", make_page(1))
        counts = import_pages(self.folder, "--format", "json").json["counts"]
        self.assertEqual((counts["new"], counts["unchanged"], Page.objects.count()), (1, 1, 1))

    def test_a_dry_run_says_what_would_change_and_changes_nothing(self):
        self.write("a.txt", make_page(1))
        import_pages(self.folder)
        self.write("b.txt", make_page(2))
        before = dump_archive()
        done = import_pages("--dry-run", self.folder)
        self.assertEqual(done.status, 0)
        self.assertIn("nothing was stored", done.out)
        self.assertIn("Pages: 1 new, 0 changed, 1 unchanged, 0 failed.", done.out)
        self.assertRegex(done.out, r"  b\.txt: new \(\d+ articles created")
        self.assertNotIn("  a.txt", done.out)
        self.assertEqual(dump_archive(), before)
        self.assertEqual(ImportRun.objects.count(), 1)

    def test_a_run_is_recorded_with_what_became_of_each_file(self):
        self.write("a.txt", make_page(1))
        self.write("b.txt", "")
        import_pages(self.folder, "--newspaper", "柳溪日报")
        run = ImportRun.objects.get()
        self.assertEqual(run.state, ImportRun.State.FINISHED)
        self.assertEqual(run.options, {"paths": [str(self.folder)], "newspaper": "柳溪日报"})
        self.assertTrue(run.reader_version)
        self.assertGreaterEqual(run.finished_at, run.started_at)
        self.assertEqual((run.counts["new"], run.counts["failed"], run.counts["files"]), (1, 1, 2))
        outcomes = list(run.files.values_list("source_name", "outcome", "page__source_name"))
        self.assertEqual(outcomes, [("a.txt", "created", "a.txt"), ("b.txt", "failed", None)])
        import_pages(self.folder, "--newspaper", "柳溪日报")
        again = ImportRun.objects.first().files.get(source_name="a.txt")
        self.assertEqual((again.outcome, again.page), (ImportedFile.Outcome.UNCHANGED, Page.objects.get()))

    def test_an_editors_correction_is_kept_and_told(self):
        self.write("a.txt", make_page(1))
        import_pages(self.folder)
        article = Article.objects.get(number=1)
        article.headline = "春茶采摘正当时"
        article.save()
        Page.objects.update(fingerprint="")  # as if it had been read by an older reader
        done = import_pages(self.folder)
        self.assertEqual(Article.objects.get(number=1).headline, "春茶采摘正当时")
        self.assertIn("Edits kept: 1. Of these now read otherwise than before: 0.", done.out)

    def test_a_file_that_vanishes_after_it_was_found_is_named(self):
        path = self.write("a.txt", make_page(1))
        file = find_files([self.folder]).files[0]
        path.unlink()
        run = ImportRun.objects.create(reader_version="0")
        result, reading = import_file(file, Given(), Importing(10_000, KnownNames(), run))
        self.assertEqual(result, Unreadable("a.txt", "it is not there"))
        self.assertIsNone(reading)
        self.assertEqual(run.files.get().reason, "it is not there")

    def test_a_fault_that_one_page_brings_out_does_not_cost_the_others(self):
        write_pages(self.folder, 3)

        def read_with_a_fault(source, known):
            if source.name == "page-00001.txt":
                raise ZeroDivisionError("a fault")
            return read_page(source, known)

        # The reader has no known fault, so one is put into it.
        with mock.patch("newsarchive.importer.runs.read_page", read_with_a_fault), self.assertLogs(level="ERROR"):
            done = import_pages(self.folder)
        self.assertEqual((done.status, Page.objects.count()), (1, 2))
        self.assertIn("page-00001.txt: ZeroDivisionError: a fault", done.out)


class KnowingTest(Folder, TestCase):
    """What is said of the pages from outside."""

    def issue(self) -> str:
        return str(Page.objects.get().issue)

    def test_a_page_that_does_not_tell_waits_for_an_editor(self):
        self.write("a.txt", UNTOLD)
        done = import_pages(self.folder)
        self.assertEqual(done.status, 0)
        self.assertIsNone(Page.objects.get().issue)
        self.assertIn("Waiting for an editor: 1 page does not tell newspaper or full date.", done.out)
        self.assertIn("a.txt: no newspaper and no date", done.out)
        self.assertIn("--newspaper", done.out)

    def test_options_say_it(self):
        self.write("a.txt", UNTOLD)
        done = import_pages(
            self.folder, "--newspaper", "柳溪日报", "--date", "2021/2/5", "--page", "3", "--edition", "早报"
        )
        self.assertNotIn("Waiting", done.out)
        self.assertEqual(self.issue(), "柳溪日报 2021-02-05 早报")
        self.assertEqual(Page.objects.get().label, "3")

    def test_a_newspaper_may_be_given_by_its_code_or_another_form_of_its_name(self):
        paper = Newspaper.objects.create(code="lxrb", name="柳溪日报")
        NewspaperVariant.objects.create(newspaper=paper, name="柳溪报")
        for name in ("lxrb", "柳溪报", "柳溪日报"):
            with self.subTest(name):
                self.write("a.txt", UNTOLD + name)
                import_pages(self.folder, "--newspaper", name, "--date", "2021-02-05")
                page = Page.objects.get(text=UNTOLD + name)
                self.assertEqual((page.issue.newspaper, page.newspaper_as_read), (paper, "柳溪日报"))

    def test_file_names_say_it_and_those_that_do_not_fit_are_told(self):
        self.write("柳溪日报_20210205_03.txt", UNTOLD)
        self.write("notes.txt", make_page(1))
        done = import_pages(self.folder, "--name-pattern", "{newspaper}_{date:%Y%m%d}_{page}.txt")
        page = Page.objects.get(source_name__startswith="柳溪日报")
        self.assertEqual((str(page.issue), page.label), ("柳溪日报 2021-02-05", "03"))
        self.assertIn("notes.txt: its name does not fit", done.out)

    def test_a_manifest_says_it_and_is_no_page_itself(self):
        self.write("a.txt", UNTOLD)
        table = self.write(
            "pages.csv", "source_name,newspaper,date,page,edition,section\na.txt,柳溪日报,2021/2/5,3,,要闻\n"
        )
        done = import_pages(self.folder, "--manifest", table)
        page = Page.objects.get()
        self.assertEqual((done.status, self.issue(), page.label, page.section), (0, "柳溪日报 2021-02-05", "3", "要闻"))
        self.assertIn("pages.csv, row 2", page.newspaper_basis + page.date_basis)

    def test_what_is_said_later_is_taken_by_the_page_that_waited(self):
        self.write("a.txt", UNTOLD)
        import_pages(self.folder)
        public_id = Page.objects.get().public_id
        done = import_pages(self.folder, "--newspaper", "柳溪日报", "--date", "2021-02-05")
        self.assertIn("0 new, 1 changed", done.out)
        self.assertEqual((self.issue(), Page.objects.get().public_id), ("柳溪日报 2021-02-05", public_id))

    def test_wrong_usage_ends_with_2_before_anything_is_stored(self):
        self.write("a.txt", UNTOLD)
        table = self.write("pages.csv", "source_name,page\nz.txt,1\n")
        for options, complaint in [
            (["--date", "2021-02-30"], "--date"),
            (["--page", "9" * 30], "--page"),
            (["--name-pattern", "{paper}.txt"], "{paper}"),
            (["--manifest", table], "row 2"),
            (["--manifest", self.folder / "missing.csv"], "--manifest"),
        ]:
            with self.subTest(complaint):
                done = import_pages(self.folder, *options)
                self.assertEqual(done.status, 2)
                self.assertIn(complaint, done.err)
        self.assertEqual((Page.objects.count(), ImportRun.objects.count()), (0, 0))


class SayingTest(Folder, TestCase):
    """Formats and channels."""

    def test_quiet_says_only_what_failed(self):
        self.write("a.txt", make_page(1))
        self.assertEqual(import_pages(self.folder, "--quiet"), import_pages(self.folder, "--quiet"))
        self.write("b.txt", "")
        done = import_pages(self.folder, "--quiet")
        self.assertEqual((done.status, done.out), (1, ""))
        self.assertIn("b.txt: empty", done.err)

    def test_json_is_one_object_with_every_page(self):
        self.write("a.txt", make_page(1))
        self.write("b.txt", "")
        report = import_pages(self.folder, "--format", "json").json
        self.assertEqual([page["name"] for page in report["pages"]], ["a.txt"])
        self.assertEqual(report["failed"], [{"name": "b.txt", "reason": "empty: it holds no character"}])
        self.assertEqual(report["pages"][0]["public_id"], Page.objects.get().public_id)

    def test_jsonl_of_a_real_run_gives_every_reading_also_of_pages_that_stand(self):
        self.write("a.txt", make_page(1))
        for _ in range(2):
            done = import_pages(self.folder, "--format", "jsonl")
            self.assertEqual([json.loads(line)["source"]["name"] for line in done.out.splitlines()], ["a.txt"])
        self.assertEqual(Page.objects.count(), 1)

    def test_hidden_files_are_passed_by_with_a_note(self):
        self.write(".DS_Store", "x")
        done = import_pages(self.folder)
        self.assertIn("No files were found", done.out)
        self.assertIn("Passed by: 1 hidden file", done.out)


class ReadingAloneTest(Folder, SimpleTestCase):
    """`--dry-run --format jsonl` asks no database: this kind of test forbids it."""

    def test_readings_are_printed_a_line_a_page(self):
        write_pages(self.folder, 3)
        done = import_pages("--dry-run", "--format", "jsonl", self.folder)
        readings = [json.loads(line) for line in done.out.splitlines()]
        self.assertEqual(done.status, 0)
        self.assertEqual([reading["source"]["name"] for reading in readings], [f"page-0000{n}.txt" for n in range(3)])
        self.assertEqual(
            [reading["source"]["characters"] for reading in readings], [len(make_page(n)) for n in range(3)]
        )
        for reading in readings:
            spans = [span for article in reading["articles"] for span in article["spans"]]
            spans += reading["furniture"] + reading["unassigned"]
            offsets = sorted(offset for start, end in spans for offset in range(start, end))
            self.assertEqual(offsets, list(range(reading["source"]["characters"])))

    def test_what_is_given_wins_and_the_basis_says_so(self):
        write_pages(self.folder, 1)
        done = import_pages("--dry-run", "--format", "jsonl", "--date", "1999-12-31", self.folder)
        reading = json.loads(done.out)
        self.assertEqual(reading["issue_date"], "1999-12-31")
        self.assertIn("option", reading["issue_date_basis"])

    def test_a_file_that_failed_is_told_beside_the_readings(self):
        write_pages(self.folder, 1)
        self.write("z.txt", "")
        done = import_pages("--dry-run", "--format", "jsonl", self.folder)
        self.assertEqual((done.status, len(done.out.splitlines())), (1, 1))
        self.assertIn("z.txt: empty", done.err)


class HelpTest(SimpleTestCase):
    def parser(self):
        return Command().create_parser("manage.py", "import_pages")

    def test_the_help_shows_examples_as_they_are_typed(self):
        said = self.parser().format_help()
        self.assertIn("--name-pattern '{newspaper}_{date:%Y%m%d}_{page}.txt' scans/", said)
        self.assertIn("exit status: 0 when all went well", said)

    def test_every_option_is_documented_and_no_other(self):
        ours = {option for action in self.parser()._actions for option in action.option_strings}
        ours -= {option for action in BaseCommand().create_parser("", "")._actions for option in action.option_strings}
        documented = (settings.BASE_DIR / "docs" / "importing.md").read_text(encoding="utf-8")
        named = set(re.findall(r"`(--[a-z-]+)", documented))
        self.assertEqual(named, ours)

    def test_options_that_do_not_exist_are_refused(self):
        self.assertNotEqual(import_pages("--newpaper", "柳溪日报", "x").status, 0)
