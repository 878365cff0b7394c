"""A page that is broken for trial keeps its labels true."""

from __future__ import annotations

import json

from django.test import SimpleTestCase

from tests.gold.__main__ import OUR_PAGES, OURS
from tests.gold.breaking import BREAKS, leave, reorder_stories, score_broken, set_in_columns, set_without_indents


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

    def test_columns_are_set_as_print_sets_them_and_heads_keep_their_lines(self):
        head = "题" * 20
        text = f"{head}\n" + "字" * 15 + "2021年" + "字" * 13 + "，" + "字" * 40 + "\n"
        article = {"headline": head, "kicker": None, "standfirsts": [], "crossheads": [], "spans": [[0, len(text)]]}
        broken, moved = set_in_columns(text, {"articles": [article]})
        lines = ["字" * 15 + "2021", "年" + "字" * 13 + "，字字", "字" * 17, "字" * 17, "字" * 4]
        self.assertEqual(broken.splitlines(), [head, *lines])
        self.assertEqual(moved["articles"][0]["spans"], [[0, len(broken)]])
        first = set_without_indents(text, {"articles": [article]})[0].splitlines()[1]
        self.assertEqual(first, "字" * 15)

    def test_a_page_is_read_in_columns_nearly_as_in_paragraphs(self):
        whole = score_broken(OURS, OUR_PAGES, leave)
        for breaking in (set_in_columns, set_without_indents):
            with self.subTest(breaking.__name__):
                scores = score_broken(OURS, OUR_PAGES, breaking)
                self.assertGreaterEqual(scores["segmentation"], whole["segmentation"] - 0.05)

    def test_reordered_stories_are_the_same_characters(self):
        for text, labels in ours():
            broken, _moved = reorder_stories(text, labels)
            self.assertEqual(sorted(broken), sorted(text))

    def test_a_page_that_is_left_as_it_came_scores_as_it_does(self):
        self.assertGreater(score_broken(OURS, OUR_PAGES, leave)["segmentation"], 0.9)
