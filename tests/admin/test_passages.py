"""The running text around marked characters, and what the grammars make of them there."""

from __future__ import annotations

from decimal import Decimal

from django.test import SimpleTestCase

from articles.text.joining import map_page
from metrics.extraction.chosen import read_chosen_figure
from newsarchive.desk.passages import find_passage, is_on_repair
from people.extraction.chosen import read_chosen_name

PAGE = "青岭春灌\n本报讯（记者 苏见禾）\n青岭县水利局局长方\n敬亭介绍，浇灌小麦64.\n2％。\n热线\n"
FIRST = PAGE.index("青岭县")  # where the body begins
PARTS = [("headline", 0, 5), ("byline", 5, FIRST), ("body", FIRST, PAGE.index("热线"))]
BODY = "青岭县水利局局长方敬亭介绍，浇灌小麦64.2％。"
MAP = [[0, FIRST, 9], [9, FIRST + 10, 12], [21, FIRST + 23, 3]]


class PassageTests(SimpleTestCase):
    def find(self, wanted: str, body: str = BODY, body_map: list[list[int]] = MAP) -> tuple[str, str] | None:
        start = PAGE.index(wanted)
        found = find_passage(PAGE, PARTS, body, body_map, start, start + len(wanted))
        return (found.part, found.text.text[found.start : found.end]) if found else None

    def test_marked_characters_are_found_in_the_part_that_holds_them(self) -> None:
        for wanted, expected in [
            ("青岭春灌", ("headline", "青岭春灌")),
            ("苏见禾", ("byline", "苏见禾")),
            ("方\n敬亭", ("body", "方敬亭")),
            ("64.\n2％", ("body", "64.2％")),
            ("热线", None),
            ("禾）\n青岭", ("byline", "禾）")),
        ]:
            with self.subTest(wanted):
                self.assertEqual(self.find(wanted), expected)

    def test_without_a_map_the_printed_part_is_closed_up(self) -> None:
        self.assertEqual(self.find("方\n敬亭", body_map=[]), ("body", "方敬亭"))

    def test_characters_that_an_editor_put_in_stand_at_the_one_before_them(self) -> None:
        body = BODY.replace("局长方", "局（副）局长方")
        shifted = [[0, FIRST, 6], [10, FIRST + 6, 3], [13, FIRST + 10, 12]]
        self.assertEqual(self.find("方\n敬亭", body, shifted)[1], "方敬亭")

    def test_a_repair_is_told(self) -> None:
        repairs = [{"span": [4, 6], "kind": "doubled", "as_read": "2"}]
        self.assertEqual([is_on_repair(repairs, *span) for span in ((5, 9), (6, 9), (0, 4))], [True, False, False])


class ChosenTests(SimpleTestCase):
    TEXT = "青岭县水利局局长方敬亭介绍，全县已浇灌小麦64.2％，比上年多出4.60万亩。石桥镇第三小学记者站。"

    def figure(self, wanted: str) -> tuple[str, Decimal, str | None, str | None] | None:
        start = self.TEXT.index(wanted)
        draft = read_chosen_figure(map_page(self.TEXT), start, start + len(wanted))
        return (draft.text, draft.value, draft.unit, draft.indicator) if draft else None

    def test_a_marked_figure_is_read_where_it_stands(self) -> None:
        for wanted, expected in [
            ("64.2％", ("64.2％", Decimal("64.2"), "%", "浇灌小麦")),
            ("4.60万亩", ("4.60万亩", Decimal("46000"), "亩", "浇灌小麦")),
            ("4.60万", ("4.60万", Decimal("46000"), None, "浇灌小麦")),
            ("水利局", None),
        ]:
            with self.subTest(wanted):
                self.assertEqual(self.figure(wanted), expected)

    def test_a_number_that_is_part_of_a_name_is_read_when_it_is_marked(self) -> None:
        self.assertEqual(self.figure("第三")[1], Decimal(3))

    def test_a_marked_name_has_its_post_whether_the_reader_saw_it_or_not(self) -> None:
        for wanted, role, post in [
            ("方敬亭", "subject", ("青岭县水利局", "局长")),
            ("石桥镇", "subject", (None, None)),
        ]:
            with self.subTest(wanted):
                start = self.TEXT.index(wanted)
                draft = read_chosen_name(map_page(self.TEXT), start, start + len(wanted))
                self.assertEqual(
                    (draft.name, draft.role.value, (draft.organization, draft.title)), (wanted, role, post)
                )
                self.assertEqual(draft.spans, ((start, start + len(wanted)),))
