"""What is said with a confidence is judged as it was said."""

from __future__ import annotations

from django.test import SimpleTestCase

from tests.gold.calibration import judge_page

TEXT = "记者文若谷报道，新建书屋12家，捐书约30册。"


class CalibrationTests(SimpleTestCase):
    def test_each_story_person_and_figure_is_right_or_wrong_with_its_confidence(self):
        metrics = [
            {"span": [12, 15], "value": "12", "value_max": None, "unit": "家"},
            {"span": [18, 22], "value": "30", "unit": "册", "optional": True},
        ]
        people = [{"name": "文若谷", "role": "reporter"}]
        gold = {"articles": [{"spans": [[0, len(TEXT)]], "people": people, "metrics": metrics}]}
        said = {
            "articles": [
                {
                    "spans": [[0, len(TEXT)]],
                    "confidence": 0.8,
                    "people": [
                        {"name": "文若谷", "role": "reporter", "partial": False, "confidence": 0.9},
                        {"name": "新建书", "role": "subject", "partial": False, "confidence": 0.4},
                    ],
                    "metrics": [
                        {"span": [12, 15], "value": "120", "value_max": None, "unit": "家", "confidence": 0.7},
                        {"span": [18, 22], "value": "30", "value_max": None, "unit": "册", "confidence": 0.9},
                    ],
                }
            ]
        }
        self.assertEqual(
            list(judge_page(gold, said, TEXT)),
            [("stories", 0.8, True), ("people", 0.9, True), ("people", 0.4, False), ("figures", 0.7, False)],
        )
