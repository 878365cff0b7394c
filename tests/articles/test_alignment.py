"""A rewritten text keeps its way to print where it is still what was printed."""

from __future__ import annotations

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.text.alignment import align_runs, count_common

CHINESE = st.text(alphabet="甲乙丙丁戊，。\n", max_size=60)


class AlignmentTests(SimpleTestCase):
    def test_what_stays_keeps_its_places(self):
        for old, runs, new, expected in [
            ("市长来了", [(0, 7, 4)], "市长来了", [(0, 7, 4)]),
            ("市长来了", [(0, 7, 4)], "副市长来到了", [(1, 7, 3), (5, 10, 1)]),
            ("甲乙丙丁", [(0, 0, 2), (2, 50, 2)], "甲乙，丙丁", [(0, 0, 2), (3, 50, 2)]),  # a column's end between
            ("甲乙丙丁", [(0, 0, 4)], "", []),
            ("", [], "甲乙", []),
            ("甲乙丙丁戊", [(0, 0, 5)], "甲丁丙乙戊", [(0, 0, 1), (4, 4, 1)]),  # what only chance shares is not kept
        ]:
            with self.subTest(new):
                self.assertEqual(list(align_runs(old, runs, new)), expected)

    @given(CHINESE, CHINESE)
    def test_a_run_leads_to_the_same_character_or_is_not_there(self, old, new):
        for offset, place, length in align_runs(old, [(0, 0, len(old))] if old else [], new):
            self.assertEqual(new[offset : offset + length], old[place : place + length])

    @given(CHINESE, CHINESE)
    def test_common_beginnings_are_counted_as_one_by_one(self, one, other):
        expected = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
        self.assertEqual(count_common(one, other), min(len(one), len(other)) if expected is None else expected)

    def test_a_long_text_rewritten_from_end_to_end_leads_only_to_its_own_characters(self):
        old, new = "甲乙丙" * 60_000, "丁甲戊丙" * 50_000
        for offset, place, length in align_runs(old, [(0, 0, len(old))], new):
            self.assertEqual(new[offset : offset + length], old[place : place + length])
