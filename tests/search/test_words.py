"""Terms and phrases: what is folded, what stands in a row, and that any text is a query."""

from __future__ import annotations

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.text.words import fold, index_terms, phrase_terms, query_phrases

FOLDED = (
    ("ＰＭ２.５ 平均\n浓度", "pm2.5平均浓度"),
    ("Straße", "strasse"),
    ("２０２３　年", "2023年"),
    ("零\u200b宽\ufeff", "零宽"),
    ("葛\U000e0100飾", "葛飾"),
    ("\u00a0\t\r\n", ""),
    ("“好，”", "“好,”"),
    ("\x00\x08控", "控"),
)

TERMS = (
    (("新闻联播",), "新闻 闻联 联播 播"),
    (("新闻 联播", ""), "新闻 闻联 联播 播\n"),
    (("", "甲"), "\n甲"),
    (("A5版",), "a5 5版 版"),
    ((), ""),
)

PHRASES = (
    ("新闻联播", ("新闻联播",)),
    ("新闻  联播 新闻", ("新闻", "联播")),
    ('"新闻 联播" A', ("新闻联播", "a")),
    ('他说"好', ('他说"好',)),
    ('"好', ('"好',)),
    ('""', ()),
    (" \u3000\n", ()),
    ("-- OR ()", ("--", "or", "()")),
)


class WordsTests(SimpleTestCase):
    def test_width_case_and_spaces_are_folded(self):
        for printed, expected in FOLDED:
            with self.subTest(printed=printed):
                self.assertEqual(fold(printed), expected)

    def test_terms_are_overlapping_pairs_and_the_last_character_a_line_for_each_text(self):
        for texts, expected in TERMS:
            with self.subTest(texts=texts):
                self.assertEqual(index_terms(*texts), expected)

    def test_a_query_is_cut_at_spaces_and_quotes_keep_it_whole(self):
        for query, expected in PHRASES:
            with self.subTest(query=query):
                self.assertEqual(query_phrases(query), expected)

    def test_one_character_is_the_beginning_of_a_term(self):
        self.assertEqual(phrase_terms("播"), "播")
        self.assertEqual(phrase_terms("新闻联播"), "新闻 闻联 联播")

    @given(st.text(min_size=1, max_size=80), st.data())
    def test_any_piece_of_a_text_stands_in_its_terms_and_no_other_string_does(self, text, data):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        terms = index_terms(text)
        for phrase in (fold(text[start:end]), fold(text[start:end])[::-1], fold(text[end:] + text[:start])):
            self.assertEqual(phrase in fold(text), phrase_terms(phrase) in terms)

    @given(st.text(max_size=80))
    def test_folding_twice_is_folding_once(self, text):
        self.assertEqual(fold(fold(text)), fold(text))

    @given(st.text(max_size=60))
    def test_any_text_is_a_query(self, text):
        self.assertTrue(all(phrase == fold(phrase) and phrase for phrase in query_phrases(text)))
