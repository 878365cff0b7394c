"""The measure is measured: labels that do not fit complain, scores count what they say, losses are named."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import tempfile
from pathlib import Path

from django.test import SimpleTestCase

from tests.gold.__main__ import main
from tests.gold.measures import Rate, is_alike, overlap, same_number
from tests.gold.resolve import resolve_labels
from tests.gold.score import BrokenReadingError, Scores, score_page

PAGE = "柳溪日报\n春茶开采\n本报讯（记者 周小满）今年产茶约\n30吨，石桥镇镇长吴立秋说。\n"
LABELS = {
    "source": "page.txt",
    "newspaper": "柳溪日报",
    "issue_date": None,
    "furniture": [[1, 1]],
    "articles": [
        {
            "id": "a1",
            "kind": "news",
            "headline": "春茶开采",
            "kicker": None,
            "standfirsts": [],
            "crossheads": [],
            "byline": "记者 周小满",
            "dateline_place": None,
            "dateline_date": None,
            "lines": [[2, 4]],
            "starts": "今年产茶约",
            "ends": "吴立秋说。",
            "people": [
                {"name": "周小满", "role": "reporter", "title": None, "organization": None},
                {"name": "吴立秋", "role": "subject", "title": "镇长", "organization": "石桥镇"},
            ],
            "metrics": [
                {"text": "约30吨", "line": 3, "indicator": "产茶", "value": "30", "unit": "吨", "approximate": True}
            ],
        }
    ],
}


def labels(**changes: object) -> dict:
    """The labels with the article changed."""
    changed = copy.deepcopy(LABELS)
    changed["articles"][0] |= changes
    return changed


def as_reading(gold: dict) -> dict:
    """A reading that says exactly what is labelled."""
    return {"source": {"name": gold["source"]}, **copy.deepcopy(gold)}


class ResolveTest(SimpleTestCase):
    def test_labels_get_the_offsets_of_what_they_name(self):
        gold, complaints = resolve_labels(LABELS, PAGE)
        article = gold["articles"][0]
        self.assertEqual(complaints, [])
        self.assertEqual(gold["furniture"], [[0, 4]])
        self.assertEqual(article["spans"], [[5, len(PAGE) - 1]])
        self.assertEqual([PAGE[s:e] for s, e in article["people"][1]["spans"]], ["吴立秋"])
        start, end = article["metrics"][0]["span"]
        self.assertEqual(PAGE[start:end], "约\n30吨")

    def test_a_label_that_does_not_fit_its_page_is_a_complaint(self):
        person, metric = LABELS["articles"][0]["people"][0], LABELS["articles"][0]["metrics"][0]
        for changes, complaint in [
            ({"kind": "story"}, "kind 'story'"),
            ({"lines": [[1, 4]]}, "line 1 belongs to furniture and a1"),
            ({"lines": [[2, 3]]}, "line 4 belongs to nothing"),
            ({"lines": [[2, 9]]}, "lines 2-9 are not on the page"),
            ({"starts": "去年"}, "starts '去年' is not in its lines"),
            ({"people": [{**person, "name": "周大满"}]}, "周大满 is not in its lines"),
            ({"people": [{**person, "role": "writer"}]}, "role 'writer'"),
            ({"metrics": [{**metric, "line": 4}]}, "does not start on line 4"),
            ({"metrics": [{**metric, "nth": 2}]}, "does not start on line 3"),
            ({"metrics": [metric, metric]}, "is there twice"),
            ({"metrics": [{**metric, "indicator": None}]}, "has no indicator"),
            ({"metrics": [{**metric, "value": "dreissig"}]}, "is no number"),
        ]:
            with self.subTest(complaint):
                _, complaints = resolve_labels(labels(**changes), PAGE)
                self.assertTrue(any(complaint in each for each in complaints), complaints)


class ScoreTest(SimpleTestCase):
    def score(self, **changes: object) -> Scores:
        gold, _ = resolve_labels(LABELS, PAGE)
        reading = as_reading(gold)
        reading["articles"][0] |= changes
        scores = Scores()
        score_page(PAGE, gold, reading, scores)
        return scores

    def test_a_reading_as_labelled_misses_nothing(self):
        scores = self.score()
        self.assertEqual(scores.misses, [])
        self.assertEqual(scores.mean_segmentation, 1.0)
        for row in ("articles", "headlines", "bylines", "people in the story", "posts", "metrics", "indicators"):
            self.assertEqual(scores.rates[row], Rate(1, 1, 1), row)

    def test_what_is_wrong_is_counted_and_named(self):
        gold, _ = resolve_labels(LABELS, PAGE)
        reporter, subject = gold["articles"][0]["people"]
        (metric,) = gold["articles"][0]["metrics"]
        for changes, row, rate, missed in [
            ({"headline": "春茶"}, "headlines", Rate(0, 1, 1), "a1 headline"),
            ({"headline": None}, "headlines", Rate(0, 1, 1), "a1 headline"),
            ({"people": [subject]}, "bylines", Rate(0, 0, 1), "a1 bylines: missed 周小满 (reporter)"),
            (
                {"people": [{**reporter, "role": "subject"}, subject]},
                "people in the story",
                Rate(1, 2, 1),
                "invented 周小满",
            ),
            ({"people": [reporter, {**subject, "title": None}]}, "posts", Rate(0, 1, 1), "a1 post of 吴立秋"),
            ({"metrics": []}, "metrics", Rate(0, 0, 1), "a1 metric missed 约30吨"),
            ({"metrics": [{**metric, "value": "31"}]}, "metrics", Rate(0, 1, 1), "a1 metric invented 约30吨"),
            ({"metrics": [{**metric, "indicator": "降雨"}]}, "indicators", Rate(0, 1, 1), "a1 indicator of 约30吨"),
            ({"metrics": [{**metric, "approximate": False}]}, "approximate marks", Rate(0, 0, 1), "a1 approximate of"),
            ({"kicker": "春日"}, "kickers, standfirsts, crossheads", Rate(0, 1, 0), "head invented 春日"),
            ({"spans": [[5, 12]]}, "articles", Rate(0, 1, 1), "a1 article"),
        ]:
            with self.subTest(missed):
                scores = self.score(**changes)
                self.assertEqual(scores.rates[row], rate)
                self.assertTrue(any(missed in miss.what for miss in scores.misses), scores.misses)

    def test_a_reading_that_cannot_be_one_is_refused(self):
        for spans in ([[5, len(PAGE) + 1]], [[9, 9]], [[-1, 4]]):
            with self.subTest(spans), self.assertRaises(BrokenReadingError):
                self.score(spans=spans)

    def test_measures(self):
        self.assertTrue(same_number("30", "30.00"))
        self.assertTrue(same_number("0.3333", "0.333333", "1"))
        self.assertFalse(same_number("30", None))
        self.assertFalse(same_number("30", "many"))
        self.assertTrue(is_alike("PM2.5平均浓度", "ＰＭ2.5浓度"))
        self.assertFalse(is_alike("产茶", "降雨"))
        self.assertEqual(overlap([0, 4], [2, 6]), 2 / 6)
        self.assertEqual((Rate(1, 2, 4).precision, Rate(1, 2, 4).recall), (0.5, 0.25))


class BaselineTest(SimpleTestCase):
    """`make gold` on a folder of its own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.gold = Path(folder.name) / "gold"
        self.baseline = Path(folder.name) / "baseline.json"
        self.gold.mkdir()
        (self.gold.parent / "pages").mkdir()
        (self.gold.parent / "pages" / "page.txt").write_text(PAGE, encoding="utf-8")
        gold, _ = resolve_labels(LABELS, PAGE)
        (self.gold / "page.gold.json").write_text(json.dumps(gold), encoding="utf-8")

    def run_command(self, *options: str) -> tuple[int, str]:
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            return main([str(self.gold), "--baseline", str(self.baseline), *options]), out.getvalue()

    def change_baseline(self, remove: bool) -> str:
        """Make the baseline say that the reader missed one thing more, or one less, than it does. Which?"""
        kept = json.loads(self.baseline.read_text(encoding="utf-8"))
        misses = kept["pages"]["page.txt"]["misses"]
        what = misses.pop() if remove else "a1 something that is found now"
        if not remove:
            misses.append(what)
        self.baseline.write_text(json.dumps(kept), encoding="utf-8")
        return what

    def test_the_first_reading_is_the_baseline_and_the_same_again_loses_nothing(self):
        status, said = self.run_command()
        self.assertEqual(status, 0, said)
        self.assertIn("is now the baseline", said)
        status, said = self.run_command()
        self.assertEqual(status, 0)
        self.assertIn("0 gained, 0 lost", said)

    def test_a_gain_is_named(self):
        self.run_command()
        what = self.change_baseline(remove=False)
        status, said = self.run_command()
        self.assertEqual(status, 0)
        self.assertIn(f"+ page.txt {what}", said)

    def test_a_loss_is_named_and_fails_until_it_is_accepted(self):
        page = json.loads((self.gold / "page.gold.json").read_text(encoding="utf-8"))
        page["articles"][0]["headline"] = "别的"  # so that there is something to miss
        (self.gold / "page.gold.json").write_text(json.dumps(page), encoding="utf-8")
        self.run_command()
        what = self.change_baseline(remove=True)
        status, said = self.run_command()
        self.assertEqual(status, 1)
        self.assertIn(f"- page.txt {what}", said)
        self.assertEqual(self.run_command("--accept")[0], 0)
        self.assertEqual(self.run_command()[0], 0)

    def test_pages_labelled_anew_are_neither_gain_nor_loss(self):
        self.run_command()
        page = json.loads((self.gold / "page.gold.json").read_text(encoding="utf-8"))
        page["articles"][0]["headline"] = "别的"
        (self.gold / "page.gold.json").write_text(json.dumps(page), encoding="utf-8")
        status, said = self.run_command()
        self.assertEqual(status, 0)
        self.assertIn("? page.txt: labelled anew", said)

    def test_a_folder_without_gold_is_wrong_usage(self):
        (self.gold / "page.gold.json").unlink()
        self.assertEqual(self.run_command()[0], 2)
