"""A page's text in segments, and as HTML that is safe whatever was printed."""

from __future__ import annotations

import re
from html import unescape

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from newsarchive.desk.marking import Mark, split_controls, split_into_segments
from newsarchive.desk.page_text import show_stretches, show_text


def seen(html: str) -> str:
    """What a reader sees of the HTML."""
    return unescape(re.sub(r"<[^>]*>", "", html))


class SegmentTests(SimpleTestCase):
    def test_marks_cut_the_text_where_they_begin_and_end(self) -> None:
        for marks, expected in [
            ([], [("春灌开始", "")]),
            ([Mark(0, 2, "a")], [("春灌", "a"), ("开始", "")]),
            ([Mark(0, 4, "a"), Mark(1, 2, "b")], [("春", "a"), ("灌", "ab"), ("开始", "a")]),
            # marks that overlap, in the order in which they were given
            ([Mark(1, 3, "b"), Mark(0, 2, "a")], [("春", "a"), ("灌", "ba"), ("开", "b"), ("始", "")]),
            # wrong spans hide nothing
            ([Mark(-3, 1, "a"), Mark(3, 99, "b"), Mark(2, 2, "c")], [("春", "a"), ("灌开", ""), ("始", "b")]),
        ]:
            with self.subTest(marks):
                segments = split_into_segments("春灌开始", marks)
                self.assertEqual([(s.text, "".join(m.kind for m in s.marks)) for s in segments], expected)

    def test_an_empty_page_has_no_segments(self) -> None:
        self.assertEqual(split_into_segments("", [Mark(0, 5, "a")]), ())

    @given(
        st.text(max_size=60),
        st.lists(st.tuples(st.integers(-5, 70), st.integers(-5, 70)), max_size=12),
    )
    def test_the_segments_are_the_text_and_each_knows_its_place(self, text: str, spans: list[tuple[int, int]]) -> None:
        segments = split_into_segments(text, [Mark(a, b, str(n)) for n, (a, b) in enumerate(spans)])
        self.assertEqual("".join(segment.text for segment in segments), text)
        for segment in segments:
            self.assertEqual(text[segment.start : segment.start + len(segment.text)], segment.text)
            expected = [
                str(n) for n, (a, b) in enumerate(spans) if a < b and a <= segment.start < b and segment.start < b
            ]
            self.assertEqual([mark.kind for mark in segment.marks], expected)


class StretchTests(SimpleTestCase):
    @given(
        st.lists(st.text(alphabet="春灌<&\u202e", max_size=400), max_size=6).map("\n".join),
        st.lists(st.tuples(st.integers(-5, 1500), st.integers(-5, 1500)), max_size=8),
    )
    def test_stretches_show_what_the_whole_text_shows(self, text: str, spans: list[tuple[int, int]]) -> None:
        marks = [Mark(start, end, "story", f"#{n}", f"a{n}", n + 1) for n, (start, end) in enumerate(spans)]
        stretches = show_stretches(text, marks)
        self.assertEqual("".join(seen(piece.html) for piece in stretches), seen(show_text(text, marks)))
        for piece in stretches:
            for start, shown in re.findall(r'data-start="(\d+)">(.*?)</span>(?=<span|<b|</div>)', piece.html):
                self.assertTrue(unescape(shown).startswith(text[int(start)]) or "⟨U+202E⟩" in shown)

    def test_a_mark_makes_no_piece_new_but_those_that_it_lies_on(self) -> None:
        text = "春灌开始了。\n" * 300
        before = show_stretches(text, [])
        after = show_stretches(text, [Mark(700, 705, "story", "t", "a", 3)])
        new = [place for place, piece in enumerate(after) if piece.key not in {each.key for each in before}]
        self.assertEqual((len(before), len(after), new), (7, 7, [2]))
        self.assertIn('data-start="700"', after[2].html)


class HostileTextTests(SimpleTestCase):
    def test_nothing_printed_becomes_markup(self) -> None:
        text = "<script>alert(1)</script>{{ 7*7 }}{% load x %}&amp;\"'>"
        html = show_text(text, [Mark(2, 30, "own", title='"><img src=x onerror=alert(1)>', key='"x"')])
        self.assertNotIn("<script", html)
        self.assertNotIn("<img", html)
        self.assertEqual(seen(html), text)

    def test_characters_that_turn_or_hide_text_are_shown_by_their_numbers(self) -> None:
        for text, expected in [
            ("甲\u202e乙", "甲⟨U+202E⟩乙"),
            ("\u2066\u200b", "⟨U+2066⟩⟨U+200B⟩"),
            ("甲\u0007乙", "甲⟨U+0007⟩乙"),
            ("甲\n\t乙", "甲\n\t乙"),
        ]:
            with self.subTest(expected):
                self.assertEqual(seen(show_text(text, [])), expected)

    def test_pieces_between_controls_are_whole(self) -> None:
        self.assertEqual(list(split_controls("甲乙\u202e丙")), [("甲乙", False), ("\u202e", True), ("丙", False)])

    def test_a_line_of_200000_characters_with_10000_marks_is_shown_whole(self) -> None:
        text = "一2<" * 70_000
        marks = [Mark(20 * n, 20 * n + 7, "figure", "t", f"k{n}") for n in range(10_000)]
        html = show_text(text, marks)
        self.assertEqual(seen(html), text)
