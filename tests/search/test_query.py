"""The language of queries: what each text asks for, and that every text asks for something or nothing, never amiss."""

from __future__ import annotations

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.search.query import FIELDS, Query, Term, of_phrases, read_query
from articles.text.words import fold


def asked(*groups: str | tuple[str, ...], without: tuple[str, ...] = ()) -> Query:
    """'甲' is a word, 'headline=甲' a word in a field, a tuple is a choice."""

    def term(written: str) -> Term:
        field, equals, phrase = written.partition("=")
        return Term(phrase, field) if equals else Term(written)

    wanted = tuple(tuple(map(term, (group,) if isinstance(group, str) else group)) for group in groups)
    return Query(wanted, tuple(map(term, without)))


QUERIES = (
    ("新闻联播", asked("新闻联播")),
    ("新闻  联播 新闻", asked("新闻", "联播")),
    ('"新闻 联播" A', asked("新闻联播", "a")),
    ("“新闻 联播” Ａ", asked("新闻联播", "a")),
    ("＂新闻 联播＂", asked("新闻联播")),
    ("新聞", asked("新闻")),
    ("河道 -招标", asked("河道", without=("招标",))),
    ("河道 －“招 标”", asked("河道", without=("招标",))),
    ("-招标", asked(without=("招标",))),
    ("甲 OR 乙", asked(("甲", "乙"))),
    ("甲 乙 OR 丙 OR 丁 戊", asked("甲", ("乙", "丙", "丁"), "戊")),
    ('甲 OR "乙 丙"', asked(("甲", "乙丙"))),
    ("甲 OR 甲", asked("甲")),
    ("headline:治理 河道", asked("headline=治理", "河道")),
    ("HEADLINE:治理", asked("headline=治理")),
    ('byline:"骆 闻溪"', asked("byline=骆闻溪")),
    ("标题：治理 人物：骆闻溪 署名：“卓 一苇”", asked("headline=治理", "person=骆闻溪", "byline=卓一苇")),
    ("標題:治理", asked("headline=治理")),
    ("-person:骆闻溪 甲", asked("甲", without=("person=骆闻溪",))),
    ("标题：甲 OR 署名：乙", asked(("headline=甲", "byline=乙"))),
    # What cannot be a sign is text.
    ("OR", asked("or")),
    ("OR 甲", asked("or", "甲")),
    ("甲 OR", asked("甲", "or")),
    ("甲 OR OR 乙", asked("甲", ("or", "乙"))),
    ("甲 OR -乙", asked("甲", "or", without=("乙",))),
    ('甲 "OR" 乙', asked("甲", "or", "乙")),
    ("甲 or 乙", asked("甲", "or", "乙")),
    ("-", asked("-")),
    ("- 甲", asked("-", "甲")),
    ("--", asked("--")),
    ("甲-乙", asked("甲-乙")),
    ('"-甲"', asked("-甲")),
    ("headline:", asked("headline:")),
    ("headline: 甲", asked("headline:", "甲")),
    ("热线：8800", asked("热线:8800")),
    ('他说"好', asked('他说"好')),
    ('"好', asked('"好')),
    ("“小菜园”种出大文章", asked("“小菜园”种出大文章")),
    ("-- OR ()", asked(("--", "()"))),
    ('""', Query()),
    ('headline:""', Query()),
    (" \u3000\n", Query()),
    ("", Query()),
)


SIGNS = st.sampled_from('甲乙 "“”＂-－:：OR标题headlineperson\n\x00\ud800()*')
WHOLE = (("河道 治理", "河道治理"), ("甲 -乙", "甲"), ("甲 OR 乙", ""), ("标题：甲 乙", ""), ("", ""))
LONGEST = ('"甲 ' * 20_000, "“甲 " * 20_000, "-" * 200_000, "标题：" * 20_000, "甲 OR " * 20_000, " " * 200_000)


class QueryTests(SimpleTestCase):
    def test_a_text_asks_for_what_the_table_says(self):
        for text, expected in QUERIES:
            with self.subTest(text=text):
                self.assertEqual(read_query(text), expected)

    @given(
        st.text(alphabet=st.sampled_from('甲乙 "“”＂-－:：OR标题headlineperson\n\x00\ud800()*'), max_size=40)
        | st.text()
    )
    def test_any_text_is_a_query_of_folded_phrases(self, text):
        query = read_query(text)
        for term in [*(term for group in query.wanted for term in group), *query.unwanted]:
            self.assertTrue(term.phrase)
            self.assertEqual(term.phrase, fold(term.phrase))
            self.assertIn(term.field, {"", *FIELDS.values()})

    @given(st.text(max_size=40).filter(lambda text: '"' not in text))
    def test_whatever_stands_in_quotes_is_one_phrase(self, text):
        self.assertEqual(read_query(f'"{text}"'), of_phrases(text))

    def test_the_words_of_a_query_are_one_string_only_where_they_are_nothing_else(self):
        for text, whole in (
            ("河道 治理", "河道治理"),
            ("甲 -乙", "甲"),
            ("甲 OR 乙", ""),
            ("标题：甲 乙", ""),
            ("", ""),
        ):
            with self.subTest(text=text):
                self.assertEqual(read_query(text).whole, whole)

    def test_what_is_marked_is_all_that_is_looked_for(self):
        self.assertEqual(read_query("甲 OR 标题：乙 -丙").phrases, ("甲", "乙"))

    def test_the_longest_queries_are_read(self):
        for text in (
            '"甲 ' * 20_000,
            "“甲 " * 20_000,
            "-" * 200_000,
            "标题：" * 20_000,
            "甲 OR " * 20_000,
            " " * 200_000,
        ):
            with self.subTest(text=text[:6]):
                self.assertLessEqual(len("".join(read_query(text).phrases)), len(text))
