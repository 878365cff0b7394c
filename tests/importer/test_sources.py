"""Files are found in order, read, or named with the reason why they cannot be read."""

from __future__ import annotations

import hashlib
import os
import socket
import tempfile
from pathlib import Path

from django.test import SimpleTestCase

from articles.extraction.types import Given
from newsarchive.importer.sources import FoundFile, UnreadableError, find_files, read_source

LARGEST = 10_000


class SourcesTest(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name: str, content: str | bytes = "柳溪日报\n") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def reason(self, path: Path) -> str:
        with self.assertRaises(UnreadableError) as caught:
            read_source(FoundFile(path, path.name), LARGEST, Given())
        return str(caught.exception)

    def test_folders_are_searched_below_by_name_and_hidden_files_are_counted(self):
        for name in ("b.txt", "a.txt", "2021/2.txt", "2021/10.txt", ".hidden", ".git/x.txt", "no suffix"):
            self.write(name)
        found = find_files([self.folder])
        self.assertEqual([f.name for f in found.files], ["a.txt", "b.txt", "no suffix", "2021/10.txt", "2021/2.txt"])
        self.assertEqual(found.hidden, 2)

    def test_each_file_is_found_once_however_often_it_is_named(self):
        path = self.write("a.txt")
        found = find_files([path, self.folder, str(self.folder) + "/../" + self.folder.name])
        self.assertEqual([f.name for f in found.files], ["a.txt"])

    def test_a_hidden_file_that_is_named_is_read(self):
        self.assertEqual([f.name for f in find_files([self.write(".page")]).files], [".page"])

    def test_what_is_to_be_left_out_is_left_out(self):
        table = self.write("pages.csv")
        self.write("a.txt")
        self.assertEqual([f.name for f in find_files([self.folder], leave_out=[table]).files], ["a.txt"])

    def test_folders_linked_in_a_circle_are_searched_once(self):
        self.write("a/a.txt")
        (self.folder / "a" / "back").symlink_to(self.folder)
        self.assertEqual([f.name for f in find_files([self.folder]).files], ["a/a.txt"])

    def test_a_source_carries_text_hash_encoding_and_what_is_given(self):
        text = "柳溪日报，今天的人们\n"
        path = self.write("a.txt", text.replace("\n", "\r\n").encode("gb18030"))
        given = Given(newspaper="柳溪日报")
        source = read_source(FoundFile(path, "2021/a.txt"), LARGEST, given)
        self.assertEqual((source.name, source.text, source.encoding), ("2021/a.txt", text, "gb18030"))
        self.assertEqual(source.sha256, hashlib.sha256(text.encode()).hexdigest())
        self.assertEqual(source.given, given)

    def test_what_cannot_be_read_says_why(self):
        dangling = self.folder / "dangling"
        dangling.symlink_to(self.folder / "gone")
        circle = self.folder / "circle"
        circle.symlink_to(circle)
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        door = socket.socket(socket.AF_UNIX)
        self.addCleanup(door.close)
        door.bind(str(self.folder / "socket"))
        for path, reason in [
            (self.write("empty", b""), "empty"),
            (self.write("blank", " \n\n　\n"), "empty"),
            (self.write("mark", b"\xef\xbb\xbf"), "empty"),
            (self.write("large", b"a" * (LARGEST + 1)), "too large: 10,001 bytes"),
            (self.write("noise", bytes(range(256)) * 4), "binary"),
            (self.write("page.pdf", b"%PDF-1.7\n..."), "PDF"),
            (self.write("page.png", b"\x89PNG\r\n\x1a\n"), "image"),
            (self.write("page.docx", b"PK\x03\x04..."), "Office"),
            (self.folder / "vanished", "not there"),
            (dangling, "a link to a file that is not there"),
            (circle, "leads back to itself"),
            (pipe, "pipe"),
            (self.folder / "socket", "socket"),
            (Path("/dev/null"), "device"),
            (self.folder, "folder"),
        ]:
            with self.subTest(path.name):
                self.assertIn(reason, self.reason(path))

    def test_a_file_of_the_largest_size_is_read(self):
        path = self.write("full", b"a" * LARGEST)
        self.assertEqual(len(read_source(FoundFile(path, "full"), LARGEST, Given()).text), LARGEST)

    def test_a_name_that_is_no_text_and_one_too_long_can_still_be_stored(self):
        path = os.fsencode(self.folder) + b"/\xff\xb0\xa1.txt"
        with open(path, "wb") as file:
            file.write(b"1")
        self.assertEqual([f.name for f in find_files([self.folder]).files], ["\ufffd\ufffd\ufffd.txt"])
        deep = (
            self.folder
            / ("柳" * 60)
            / ("溪" * 60)
            / ("日" * 60)
            / ("报" * 60)
            / ("版" * 60)
            / ("面" * 60)
            / ("次" * 60)
        )
        deep.mkdir(parents=True)
        (deep / "z.txt").write_text("1")
        names = [f.name for f in find_files([deep.parents[6]]).files]
        self.assertEqual([len(name) for name in names if name.endswith("z.txt")], [400])
