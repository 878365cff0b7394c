"""A page that is broken for trial keeps its labels true."""

from __future__ import annotations

import json

from django.test import SimpleTestCase

from tests.gold.__main__ import OUR_PAGES, OURS
from tests.gold.breaking import BREAKS, leave, narrow_columns, reorder_stories, score_broken


def ours() -> list[tuple[str, dict]]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(OURS.glob("*.gold.json"))]
    return [((OUR_PAGES / labels["source"]).read_text(encoding="utf-8"), labels) for labels in found]


class BreakingTests(SimpleTestCase):
    def test_labels_move_with_their_characters(self):
        for text, labels in ours():
            for breaking in BREAKS:
                broken, moved = breaking(text, labels)
                for before, after in zip(labels["articles"], moved["articles"], strict=True):
                    with self.subTest(page=labels["source"], breaking=breaking.__name__, article=before["id"]):
                        for person in after["people"]:
                            start, end = person["spans"][0]
                            self.assertEqual(set(person["name"]) & set(broken[start:end]), set(person["name"]))
                        self.assertEqual(len(before["metrics"]), len(after["metrics"]))

    def test_narrow_columns_break_long_lines_alone(self):
        text, labels = "短行\n" + "字" * 30 + "\n", {"spans": [[3, 33]]}
        broken, moved = narrow_columns(text, labels)
        self.assertEqual(broken, "短行\n" + "字" * 13 + "\n" + "字" * 13 + "\n" + "字" * 4 + "\n")
        self.assertEqual(moved, {"spans": [[3, 35]]})

    def test_reordered_stories_are_the_same_characters(self):
        for text, labels in ours():
            broken, _moved = reorder_stories(text, labels)
            self.assertEqual(sorted(broken), sorted(text))

    def test_a_page_that_is_left_as_it_came_scores_as_it_does(self):
        self.assertGreater(score_broken(OURS, OUR_PAGES, leave)["segmentation"], 0.9)
