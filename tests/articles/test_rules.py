"""Rule files: lists and rows, read from a package's folder."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from django.test import SimpleTestCase

from articles.text.rules import read_list, read_rows


class RuleFiles(SimpleTestCase):
    def package_with(self, **named: str) -> str:
        """A package of its own on the path, with these rule files (`list_txt` becomes list.txt)."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        name = "rules_of_" + Path(folder.name).name.replace("-", "_").lower()
        rules = Path(folder.name, name, "rules")
        rules.mkdir(parents=True)
        (rules.parent / "__init__.py").touch()
        for file, text in named.items():
            (rules / file.replace("_", ".")).write_text(text, encoding="utf-8")
        sys.path.insert(0, folder.name)
        self.addCleanup(sys.path.remove, folder.name)
        self.addCleanup(sys.modules.pop, name, None)
        return name

    def test_a_list_gives_its_entries_in_order_without_comments(self):
        package = self.package_with(list_txt="# heads\n王\n\n 李  # a common one\n赵\n")
        self.assertEqual(read_list(package, "list.txt"), ("王", "李", "赵"))

    def test_an_entry_that_stands_twice_is_an_error_that_names_it(self):
        package = self.package_with(list_txt="王\n李\n王\n")
        with self.assertRaisesMessage(ValueError, "王"):
            read_list(package, "list.txt")

    def test_rows_come_as_they_stand(self):
        package = self.package_with(units_toml='[[row]]\nunit = "吨"\n[[row]]\nunit = "亩"\n[[other]]\nx = 1\n')
        self.assertEqual([row["unit"] for row in read_rows(package, "units.toml")], ["吨", "亩"])
        self.assertEqual(read_rows(package, "units.toml", "other"), ({"x": 1},))

    def test_a_file_that_is_not_there_is_an_error(self):
        with self.assertRaises(FileNotFoundError):
            read_list(self.package_with(), "missing.txt")

    def test_a_file_without_rows_is_an_error(self):
        with self.assertRaises(KeyError):
            read_rows(self.package_with(units_toml="x = 1\n"), "units.toml")
