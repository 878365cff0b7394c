"""Terms and phrases: what is folded, what stands in a row, and that any text is a query."""

from __future__ import annotations

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.text.words import fold, fold_characters, index_terms, phrase_terms

FOLDED = (
    ("ＰＭ２.５ 平均\n浓度", "pm2.5平均浓度"),
    ("Straße", "strasse"),
    ("２０２３　年", "2023年"),
    ("零\u200b宽\ufeff", "零宽"),
    ("葛\U000e0100飾", "葛饰"),
    ("\u00a0\t\r\n", ""),
    ("“好，”", "“好,”"),
    ("\x00\x08控", "控"),
    ("臺灣的後裏", "台湾的后里"),
    ("頭髮與發展", "头发与发展"),
    ("乾隆乾燥", "干隆干燥"),
    ("薴苧", "苎苎"),
    ("憂鬱的𫗴", "忧郁的𫗴"),
)

TERMS = (
    (("新闻联播",), "新闻 闻联 联播 播"),
    (("新闻 联播", ""), "新闻 闻联 联播 播\n"),
    (("", "甲"), "\n甲"),
    (("A5版",), "a5 5版 版"),
    ((), ""),
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
    def test_what_is_folded_stays_as_it_is_and_each_character_is_folded_by_itself(self, text):
        self.assertEqual(fold(fold(text)), fold(text))
        self.assertEqual("".join(fold_characters(text)), fold(text))

    def test_every_chinese_character_is_one_character_in_the_other_script(self):
        han = "".join(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0x20000, 0x2A6E0))))
        self.assertEqual({len(folded) for folded in fold_characters(han)}, {1})
        self.assertEqual(fold(fold(han)), fold(han))
