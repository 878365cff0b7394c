"""A run that is killed or interrupted is simply run again: nothing is lost, nothing is doubled."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from pathlib import Path

from django.core.management import call_command
from django.test import TransactionTestCase

from articles.models import ImportRun, Page
from tests.dumps import dump_archive
from tests.generated import write_pages
from tests.importer.running import Done, finish_import, import_pages, start_import

PAGES = 16
LONG = 120  # seconds after which a run that does not begin has failed


class KilledRunTest(TransactionTestCase):
    maxDiff = 2000

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        write_pages(self.folder, PAGES, stories=1)

    def stop_in_the_middle(self, stop: signal.Signals) -> Done:
        """Start a run and send it the signal as soon as a few pages are in."""
        process = start_import(self.folder)
        end = time.monotonic() + LONG
        while Page.objects.count() < 3 and process.poll() is None and time.monotonic() < end:
            os.sched_yield()
        process.send_signal(stop)
        return finish_import(process)

    def unbroken(self) -> dict[str, list[str]]:
        """The archive as a run from end to end leaves it."""
        call_command("flush", interactive=False, verbosity=0)
        self.assertEqual(import_pages(self.folder).status, 0)
        return dump_archive()

    def test_a_killed_run_is_run_again_and_leaves_what_an_unbroken_one_leaves(self):
        done = self.stop_in_the_middle(signal.SIGKILL)
        self.assertEqual(done.status, -signal.SIGKILL)
        there = Page.objects.count()
        self.assertTrue(3 <= there < PAGES, there)
        again = import_pages(self.folder, "--format", "json")
        self.assertEqual((again.status, again.json["counts"]["new"]), (0, PAGES - there))
        self.assertEqual(again.json["counts"]["unchanged"], there)
        mended = dump_archive()
        self.assertEqual(mended, self.unbroken())

    def test_an_interrupted_run_says_what_is_done_and_goes_on_the_next_time(self):
        done = self.stop_in_the_middle(signal.SIGINT)
        self.assertEqual(done.status, 130, done.err)
        self.assertIn("Run the same command again", done.out)
        run = ImportRun.objects.get()
        self.assertTrue(run.counts["interrupted"])
        there = Page.objects.count()
        self.assertEqual(run.counts["new"], there)
        again = import_pages(self.folder, "--format", "json")
        self.assertEqual(again.json["counts"]["unchanged"], there)
        self.assertEqual(Page.objects.count(), PAGES)
