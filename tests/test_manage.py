"""`manage.py` as a program among others on a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from django.conf import settings
from django.test import SimpleTestCase


class OutputTests(SimpleTestCase):
    def run_into_closed_pipe(self, *arguments: str) -> tuple[int, str]:
        """The exit status and what was said on standard error, where nobody reads the output."""
        reading_end, writing_end = os.pipe()
        os.close(reading_end)
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), *arguments]
        try:
            done = subprocess.run(command, stdout=writing_end, stderr=subprocess.PIPE, text=True, timeout=120)
        finally:
            os.close(writing_end)
        return done.returncode, done.stderr

    def test_output_that_nobody_reads_to_its_end_is_no_error_to_speak_of(self):
        pages = str(settings.BASE_DIR / "fixtures" / "pages")
        status, said = self.run_into_closed_pipe("import_pages", "--dry-run", "--format", "jsonl", "--quiet", pages)
        self.assertEqual((status, said), (128 + signal.SIGPIPE, ""))
        status, said = self.run_into_closed_pipe("help")
        self.assertEqual((status, said), (128 + signal.SIGPIPE, ""))
