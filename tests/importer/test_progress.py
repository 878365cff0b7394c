"""A bar on a terminal, and nothing anywhere else."""

from __future__ import annotations

import contextlib
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


def read_terminal(terminal: int) -> bytes:
    """All that is shown on it until the program has ended: a terminal holds few kilobytes, so it is read meanwhile."""
    shown = []
    with os.fdopen(terminal, "rb", buffering=0) as screen, contextlib.suppress(OSError):  # so Linux tells its end
        while some := screen.read(100_000):
            shown.append(some)
    return b"".join(shown)


class ProgressTest(SimpleTestCase):
    def run_on_terminal(self, *options: str) -> tuple[str, str]:
        """What a dry run prints on standard output, and what it shows on a terminal."""
        terminal, its_end = pty.openpty()
        with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as printed:
            write_pages(Path(folder), PAGES, stories=1)
            command = [sys.executable, "manage.py", "import_pages", "--dry-run", "--format", "jsonl", *options, folder]
            environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
            with subprocess.Popen(
                command, cwd=settings.BASE_DIR, env=environment, stdout=printed, stderr=its_end
            ) as run:
                os.close(its_end)
                shown = read_terminal(terminal)
            printed.seek(0)
            self.assertEqual(run.returncode, 0)
            return printed.read().decode(), shown.decode()

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
