"""Snippets and marks: made in Python, so that they are the same on every database."""

from __future__ import annotations

from django.test import SimpleTestCase

from articles.search.query import read_query
from articles.search.snippets import cut_snippets, find_marks

MARKED = (
    ("云陵市 新增", "新增", [(4, 6)]),
    ("ＰＭ２.５\n平均", '"pm2.5平"', [(0, 7)]),
    ("人人人", "人人", [(0, 3)]),
    ("一条 河 道", "河道", [(3, 6)]),
    ("㎡以上", "m2", [(0, 1)]),
    ("没有", "别的", []),
    ("空", "", []),
)


class SnippetTests(SimpleTestCase):
    def test_marks_stand_where_the_phrase_is_printed_spaces_and_width_notwithstanding(self):
        for text, query, expected in MARKED:
            with self.subTest(text=text, query=query):
                self.assertEqual(list(find_marks(text, read_query(query).phrases)), expected)

    def test_hits_near_each_other_share_a_snippet_and_far_ones_have_their_own(self):
        text = "甲" * 60 + "河道与河道" + "乙" * 200 + "河道" + "丙" * 60
        first, second = cut_snippets(text, ["河道"])
        self.assertEqual([first.text[s:e] for s, e in first.marks], ["河道", "河道"])
        self.assertEqual([second.text[s:e] for s, e in second.marks], ["河道"])
        self.assertEqual(text[second.start : second.start + len(second.text)], second.text)

    def test_snippets_stay_short_however_common_the_word(self):
        for text in ("的" * 100_000, "的确" * 50_000):
            snippets = cut_snippets(text, ["的"], most=2)
            self.assertTrue(0 < len(snippets) <= 2)
            for snippet in snippets:
                self.assertLessEqual(len(snippet.text), 120)
                self.assertLessEqual(snippet.marks[-1].end, len(snippet.text))
