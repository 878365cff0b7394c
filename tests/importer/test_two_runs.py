"""Two runs at once over the same files leave what one run leaves."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.management import call_command
from django.test import TransactionTestCase

from articles.models import ImportRun
from tests.dumps import dump_archive
from tests.generated import write_pages
from tests.importer.running import finish_import, import_pages, start_import

PAGES = 16


class TwoRunsTest(TransactionTestCase):
    maxDiff = 2000

    def test_two_runs_at_once_leave_the_state_of_one(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_pages(folder, PAGES, stories=1)
            self.assertEqual(import_pages(folder).status, 0)
            alone = dump_archive()
            call_command("flush", interactive=False, verbosity=0)
            both = [start_import(folder, "--format", "json"), start_import(folder, "--format", "json")]
            done = [finish_import(process) for process in both]
        self.assertEqual([each.status for each in done], [0, 0], [each.err for each in done])
        self.assertEqual(len(alone["articles.Page"]), PAGES)
        self.assertEqual(dump_archive(), alone)
        counts = [each.json["counts"] for each in done]
        self.assertEqual(sum(count["new"] for count in counts), PAGES)
        self.assertEqual(sum(count["unchanged"] for count in counts), PAGES)
        self.assertEqual(ImportRun.objects.filter(state=ImportRun.State.FINISHED).count(), 2)
