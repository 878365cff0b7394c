"""A string found where it is printed, whatever the column did to it."""

from django.test import SimpleTestCase

from articles.text.locating import find_places

PAGE = "东门镇镇长顾\n清和说，全镇６３０ 亩。\n另一篇里也有顾清和。"


class PlaceTests(SimpleTestCase):
    def found(self, wanted: str, *spans: tuple[int, int]) -> list[list[str]]:
        places = find_places(wanted, PAGE, spans or [(0, len(PAGE))])
        return [[PAGE[start:end] for start, end in place] for place in places]

    def test_a_string_is_found_as_it_is_printed(self) -> None:
        for wanted, expected in [
            ("东门镇", [["东门镇"]]),
            # broken by the column, and once more further on
            ("顾清和", [["顾\n清和"], ["顾清和"]]),
            ("顾 清和", [["顾\n清和"], ["顾清和"]]),
            # full width in print, half width as typed, a stray space before the unit
            ("630亩", [["６３０ 亩"]]),
            ("西门镇", []),
            ("", []),
            ("  ", []),
        ]:
            with self.subTest(wanted):
                self.assertEqual(self.found(wanted), expected)

    def test_only_the_given_characters_are_searched(self) -> None:
        self.assertEqual(self.found("顾清和", (PAGE.index("另一"), len(PAGE))), [["顾清和"]])

    def test_a_string_torn_by_a_columns_end_takes_two_stretches(self) -> None:
        # the column goes on before the place where it broke off
        start = PAGE.index("另一")
        self.assertEqual(self.found("有顾东门", (start, start + 7), (0, 3)), [["有顾", "东门"]])

    def test_spans_beyond_the_page_are_no_error(self) -> None:
        self.assertEqual(self.found("东门", (-5, 2), (50, 99)), [["东门"]])
