"""A folder with one broken file of each kind: the others are in, each broken one is named with its reason."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from django.test import TransactionTestCase

from articles.models import ImportedFile, ImportRun, Page
from tests.generated import make_page, write_pages
from tests.importer.running import finish_import, start_import

GOOD = 92


class BrokenFilesTest(TransactionTestCase):
    def test_each_broken_file_is_named_and_all_others_are_in(self):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_pages(folder, GOOD, stories=1)
            broken = break_files(folder)
            done = finish_import(start_import(folder, folder / "vanished.txt", without_rights=True))
            (folder / "forbidden.txt").chmod(0o600)
        self.assertEqual(len(broken), 8)
        self.assertEqual(done.status, 1, done.err)
        for file, reason in broken.items():
            with self.subTest(file):
                line = next((line for line in done.out.splitlines() if line.strip().startswith(f"{file}: ")), "")
                self.assertIn(reason, line)
        self.assertIn(f"Pages: {GOOD} new, 0 changed, 0 unchanged, {len(broken)} failed.", done.out)
        self.assertEqual(Page.objects.count(), GOOD)
        run = ImportRun.objects.get()
        failed = run.files.filter(outcome=ImportedFile.Outcome.FAILED)
        self.assertEqual(set(failed.values_list("source_name", flat=True)), set(broken))
        self.assertFalse(failed.filter(reason="").exists())
        self.assertEqual((run.counts["new"], run.counts["failed"]), (GOOD, len(broken)))

    def test_a_damaged_file_is_read_and_the_damage_counted(self):
        with tempfile.TemporaryDirectory() as name:
            path = Path(name) / "damaged.txt"
            raw = make_page(3).encode()
            path.write_bytes(raw[:90] + b"\xff" + raw[90:])
            done = finish_import(start_import(path))
        self.assertEqual(done.status, 0, done.err)
        page = Page.objects.get()
        self.assertGreater(page.damaged_bytes, 0)
        self.assertIn(f"damaged.txt: {page.damaged_bytes}", done.out)


def break_files(folder: Path) -> dict[str, str]:
    """One file of each broken kind in the folder: its name, and a word of the reason it must be given."""
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "empty.txt").touch()
    (folder / "image.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with (folder / "large.txt").open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    (folder / "forbidden.txt").write_text("a page")
    (folder / "forbidden.txt").chmod(0)
    (folder / "dangling.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.txt")
    return {
        "binary.txt": "not text",
        "empty.txt": "empty",
        "image.png": "not text but an image",
        "large.txt": "too large",
        "forbidden.txt": "no permission",
        "dangling.txt": "a link to a file that is not there",
        "pipe.txt": "a pipe",
        "vanished.txt": "not there",
    }
