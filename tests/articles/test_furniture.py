"""Page furniture, told by the line alone. Rule files carry examples; here stand whole lines as papers print them."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.furniture import PACKAGE, read_furniture
from articles.text.rules import read_list, read_rows


class RuleRows(SimpleTestCase):
    def test_every_row_says_yes_to_its_own_examples(self):
        for row in read_rows(PACKAGE, "furniture.toml"):
            for printed in row["yes"]:
                with self.subTest(printed, rule=row["reason"]):
                    self.assertIsNotNone(read_furniture(printed))

    def test_every_row_says_no_to_what_only_looks_like_it(self):
        for row in read_rows(PACKAGE, "furniture.toml"):
            for printed in row["no"]:
                with self.subTest(printed, rule=row["reason"]):
                    self.assertIsNone(read_furniture(printed))

    def test_every_section_and_flag_alone_on_a_line_is_furniture(self):
        for word in read_list(PACKAGE, "sections.txt") + read_list(PACKAGE, "column_flags.txt"):
            with self.subTest(word):
                self.assertIsNotNone(read_furniture(word))
