"""The rules' own examples, and units joined from several."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.text.numerals import fold_digits
from articles.text.rules import read_rows
from articles.text.spans import MappedText
from metrics.extraction.changes import is_better_when_low
from metrics.extraction.quantities import find_figures, find_metrics
from metrics.extraction.types import MetricKind
from metrics.extraction.units import PACKAGE, read_unit


class UnitRuleTests(SimpleTestCase):
    def test_every_row_of_the_unit_rules_reads_its_own_examples(self) -> None:
        for row in read_rows(PACKAGE, "units.toml"):
            names = {row.get("unit"), *row["forms"]}
            for printed in row["yes"]:
                with self.subTest(printed):
                    units = {figure.unit for figure in find_figures(fold_digits(printed))}
                    self.assertTrue(units & names, units)
            for printed in row["no"]:
                with self.subTest(printed):
                    units = {figure.unit for figure in find_figures(fold_digits(printed))}
                    self.assertFalse(units & names, units)

    def test_no_form_stands_in_two_rows(self) -> None:
        forms = [form for row in read_rows(PACKAGE, "units.toml") for form in row["forms"]]
        self.assertEqual(sorted(form for form in set(forms) if forms.count(form) > 1), [])

    def test_a_classifier_before_a_noun_that_begins_like_another_word_is_still_one(self) -> None:
        for printed, unit in [
            ("5名医生", "名"),
            ("3名村民", "名"),
            ("12名师傅", "名"),
            ("4项目标", "项"),
            ("5个体育馆", "个"),
            ("3场地震", "场"),
            ("3家长期合作企业", "家"),
            ("12户外出务工家庭", "户"),
            ("3支部队", "支"),
            ("6支队伍", "支"),
            ("8元代金券", "元"),
            ("2套餐具", "套"),
            ("3本科普读物", "本"),
            ("6个乡镇", "个"),
            ("18节课", "节"),
            ("2人均为党员", "人"),
            ("未来3天气温回升", "天"),
        ]:
            with self.subTest(printed):
                (figure,) = find_figures(printed)
                self.assertEqual(figure.unit, unit)

    def test_a_unit_is_kept_under_its_name(self) -> None:
        for printed, name in [
            ("个百分点", "百分点"),
            ("个小时", "小时"),
            ("个工作日", "工作日"),
            ("个月", "个月"),
            ("微克/立方米", "微克/立方米"),
            ("蒸吨/小时及以下", "蒸吨/小时"),
            ("元/平方米/月", "元/平方米/月"),
            ("吨/日。", "吨/日"),
            ("mg/100ml", "mg/100ml"),
            ("台(套)", "台(套)"),
            ("辆（次）", "辆(次)"),
            ("千瓦时", "千瓦时"),
            ("kmh", None),
            ("国道", None),
            ("部队", None),
        ]:
            with self.subTest(printed):
                unit = read_unit(printed, 0)
                self.assertEqual(unit and unit.name, name)


class MarkRuleTests(SimpleTestCase):
    def test_every_row_of_the_mark_rules_reads_its_own_examples(self) -> None:
        for row in read_rows(PACKAGE, "marks.toml"):
            for printed in row["yes"]:
                with self.subTest(printed):
                    self.assertTrue(any(figure.approximate for figure in find_figures(printed)))
            for printed in row["no"]:
                with self.subTest(printed):
                    self.assertFalse(any(figure.approximate for figure in find_figures(printed)))


class ChangeRuleTests(SimpleTestCase):
    def read(self, words: str, before: str = "某项指标") -> list[tuple[str | None, str | None]]:
        text = f"{before}{words}，"
        drafts = find_metrics((MappedText(text, tuple(range(len(text)))),))
        return [(draft.change, draft.kind) for draft in drafts]

    def test_every_row_of_the_change_rules_reads_its_own_examples(self) -> None:
        expected = {
            "increase": "increase",
            "decrease": "decrease",
            "better": "increase",
            "more": "increase",
            "less": "decrease",
        }
        for row in read_rows(PACKAGE, "changes.toml"):
            for words in row["yes"]:
                with self.subTest(words):
                    self.assertEqual([change for change, _ in self.read(words)], [expected[row["change"]]])
            for words in row["no"]:
                with self.subTest(words):
                    self.assertNotIn(expected[row["change"]], [change for change, _ in self.read(words)])

    def test_every_row_of_the_goal_rules_reads_its_own_examples(self) -> None:
        for row in read_rows(PACKAGE, "kinds.toml", "target"):
            before = "" if row["place"] == "opening" else "某项指标"
            for words in row["yes"]:
                with self.subTest(words):
                    self.assertIn(MetricKind.TARGET, [kind for _, kind in self.read(words, before)])
            for words in row["no"]:
                with self.subTest(words):
                    self.assertNotIn(MetricKind.TARGET, [kind for _, kind in self.read(words, before)])

    def test_what_is_better_when_low_is_told_from_what_is_better_when_high(self) -> None:
        for row in read_rows(PACKAGE, "changes.toml", "burden"):
            for subject in row["yes"]:
                self.assertTrue(is_better_when_low(subject), subject)
            for subject in row["no"]:
                self.assertFalse(is_better_when_low(subject), subject)
