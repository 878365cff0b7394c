"""A bar on a terminal, and nothing anywhere else."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from tests.generated import write_pages

PAGES = 3


class ProgressTest(SimpleTestCase):
    def run_on_terminal(self, *options: str) -> tuple[str, str]:
        """What a dry run prints on standard output, and what it shows on a terminal."""
        master, slave = pty.openpty()
        try:
            with tempfile.TemporaryDirectory() as folder:
                write_pages(Path(folder), PAGES, stories=1)
                command = [
                    sys.executable,
                    "manage.py",
                    "import_pages",
                    "--dry-run",
                    "--format",
                    "jsonl",
                    *options,
                    folder,
                ]
                environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
                done = subprocess.run(
                    command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, stderr=slave, timeout=120
                )
            os.write(slave, b"\n")  # so that there is something to read when nothing was shown
            shown = os.read(master, 100_000)
        finally:
            os.close(master)
            os.close(slave)
        self.assertEqual(done.returncode, 0)
        return done.stdout.decode(), shown.decode()

    def test_the_bar_counts_the_files_beside_the_readings(self):
        printed, shown = self.run_on_terminal()
        self.assertIn(f"{PAGES}/{PAGES}", shown)
        self.assertEqual(
            [json.loads(line)["source"]["name"] for line in printed.splitlines()],
            [f"page-0000{n}.txt" for n in range(PAGES)],
        )

    def test_quiet_shows_none(self):
        _, shown = self.run_on_terminal("--quiet")
        self.assertEqual(shown.strip(), "")
