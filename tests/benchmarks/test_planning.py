"""The cheapest way to give figures what they are labelled with."""

from __future__ import annotations

from django.test import SimpleTestCase

from tests.benchmarks.databases import size_in
from tests.benchmarks.planning import Fill, plan_fills


class PlanningTests(SimpleTestCase):
    def test_lines_that_say_what_they_are_labelled_with_are_left_alone(self) -> None:
        self.assertEqual(plan_fills(["甲县", ""], ["甲县", ""]), [])

    def test_the_middle_is_marked_as_a_stretch_and_single_lines_take_what_was_given_last(self) -> None:
        now = ["甲县"] * 9
        wanted = ["甲县", "", "", "", "甲县", "", "甲县", "甲县", "甲县"]
        self.assertEqual(plan_fills(now, wanted), [Fill("stretch", 1, 3, ""), Fill("line", 5, 5, "", again=True)])

    def test_where_a_field_knows_no_stretches_all_below_are_filled_or_each_line(self) -> None:
        steps = plan_fills(["甲"] * 4, ["乙"] * 4, stretches=False)
        self.assertEqual([(step.scope, step.value) for step in steps], [("below", "乙")])


class NamesOfArchivesTests(SimpleTestCase):
    def test_the_size_of_an_archive_is_in_its_name_and_not_in_what_kind_of_file_it_is(self) -> None:
        for url in ("sqlite:////srv/var/bench/10000.sqlite3", "postgres://postgres@%2Fsrv/articles_10000"):
            with self.subTest(url):
                self.assertEqual(size_in(url), "10000")
