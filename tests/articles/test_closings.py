"""What closes a text, whole and torn by a column's end. People and places are invented."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.extraction.closings import ends_credit, names_writers
from articles.extraction.lines import measure_lines, split_lines


class Closings(SimpleTestCase):
    def test_names_at_a_texts_end_are_its_writers(self):
        for printed, expected in (
            ("水渠昨日通水。（葛明）", True),
            ("水渠昨日通水。（葛 明　李健）", True),
            ("水渠昨日通水。（记者 葛明）", True),
            ("水渠昨日通水。　　　葛明", True),
            ("水渠昨日通水。　葛明", True),
            ("水渠昨日通水。【葛明】", True),
            ("水渠昨日通水。（葛明 摄）", False),
            ("水渠昨日通水。（见图）", False),
            ("水渠（葛明）", False),
            ("水渠昨日通水。", False),
        ):
            with self.subTest(printed):
                self.assertEqual(names_writers(printed), expected)

    def test_a_line_goes_on_with_the_credit_that_the_line_above_began(self):
        for printed, expected in (
            ("村里的水渠昨日通水。（记者葛\n明）", True),
            ("村里的水渠昨日通水。（本报记\n者 葛明 通讯员 李健\n立言）", True),
            ("村里的水渠昨日通水。葛\n明摄", True),
            ("村里的水渠昨日通水。　　（葛明\n　李健）", True),
            ("村里的水渠昨日通水。【葛\n明】", True),
            ("村里的水渠昨日通水。本报记者 葛\n明 摄影报道", True),
            ("村里的水渠昨日通水。（记者葛\n\n明）\n河边", False),
            ("村里的水渠昨日通水。（见\n图）", False),
            ("村里的水渠昨日通水。\n葛明 摄", False),
            ("村里的水渠（二期\n工程）", False),
        ):
            lines = measure_lines(split_lines(printed))
            with self.subTest(printed):
                self.assertEqual([ends_credit(lines, i) for i in range(1, len(lines))], [expected] * (len(lines) - 1))
