"""Whatever stands on a page, its reading accounts for every character and leads back to print.

The texts are pieces of invented print in any order and any setting, and strings of any characters at all.
"""

from __future__ import annotations

import hashlib
import os
from itertools import pairwise

from django.test import SimpleTestCase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.text.spans import Span, count_characters, subtract_spans
from newsarchive.importer.pipeline import read_page
from newsarchive.importer.types import ArticleReading, PageReading, SourcePage

EXAMPLES = int(os.environ.get("EXAMPLES", "80"))

PRINT = (
    "青浦湾日报 2021年2月5日 星期五 第3版",
    "责任编辑 钱立言 校对 孙维佳",
    "新闻热线：3581234",
    "（上接第1版）",
    "—3—",
    "要闻",
    "青 浦 湾 日 报",
    "扫一扫",
    "![](images/3.jpg)",
    "北溪县春耕备耕有序推进",
    "## 河道治理见成效",
    "全全县县春春耕耕备备耕耕有有序序推推进进",
    "本报讯（记者 钱立言 通讯员 孙维佳）",
    "□ 记者 钱立言",
    "钱立言 摄",
    "新华社北溪2月4日电",
    "本报讯",
    "2月4日，全县春耕现场会召开，县长钱立言出席并讲话。",
    "今年以来，全县粮食总产量达到7.2万吨，同比增长11.9%，",
    "其中小麦3万4000吨、玉米二百余万公斤。",
    "昨(4)日，记者从县农业农村局获悉，",
    "“我们每户增收3000多元。”村民孙大娘说。",
    "居民孙 佳、阿依古丽·买买提等17人到场。",
    "PM2.5平均浓度37微克/立方米",
    "● 北溪县新建2015个站点",
    "第四位",
    "启事",
    "联系电话：0531-85196543",
    "5日，多云转晴，南风2～3级，-5～6℃。",
    "１２３",
    "。",
    "的",
    "，",
)
BREAKS = (
    "",
    "",
    "\n",
    "\n",
    "\n\n",
    " ",
    "　　",
    "\n　　",
    "\r\n",
    "\u2028",
    "\f",
    "\t",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\x1b",
)
CHARACTERS = st.characters(exclude_categories=("Cs",))
# What rules look for, set by set: damage and tables are made of few characters that stand again and again.
ALPHABETS = (
    "0123456789.,，%‰-—~～/",
    "０１２３４５６７８９．，％－",
    "一二三四五六七八九十百千万亿两〇零点分之成半多余几",
    "（）()[]【】〔〕《》〈〉「」『』“”‘’\"'",
    "年月日号时上下前后今昨去明本初底末旬季度期至起来 12",
    "□■◎●◆▲★☆※→◀|｜丨·•-=_*#>+~^",
    "记者通讯员摄影报道本特约见习实编辑文图 、/：",
    "王李张刘陈欧阳司马老小某·、先生说",
    "第版期号总星月日0123A 　|责编",
    "市县区镇乡村全我本该各长局",
    "\n\r\v\f\x1c\x85\u2028 \t\u3000\xa0字。",
    "\x00\x1b\ufeff\u200b\u200d\u202e\u0301\ufffd字",
)


def few_letters(longest: int) -> st.SearchStrategy[str]:
    """Strings of one alphabet."""
    return st.sampled_from(ALPHABETS).flatmap(lambda letters: st.text(letters, max_size=longest))


pieces = st.one_of(
    st.sampled_from(PRINT),
    st.sampled_from(PRINT).flatmap(lambda text: st.integers(0, len(text)).map(lambda end: text[:end])),
    st.text(CHARACTERS, max_size=8),
    st.text("人\u0301\u0e31\u200d（“0１亿·、", max_size=6),
)
pages = st.one_of(
    st.lists(st.tuples(pieces, st.sampled_from(BREAKS)), max_size=40).map(
        lambda parts: "".join(piece + gap for piece, gap in parts)
    ),
    st.lists(pieces, max_size=8).flatmap(lambda parts: st.integers(1, 150).map(lambda times: "".join(parts) * times)),
    st.text(CHARACTERS, max_size=200),
    st.sampled_from(ALPHABETS).flatmap(lambda letters: st.text(letters, max_size=120)),
    st.lists(st.sampled_from(ALPHABETS).flatmap(lambda letters: st.text(letters, max_size=12)), max_size=24).map(
        "".join
    ),
)
every_page = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def read(text: str) -> PageReading:
    return read_page(SourcePage("page", text, hashlib.sha256(text.encode()).hexdigest(), "utf-8"))


def list_places(article: ArticleReading) -> list[tuple[str, Span]]:
    """What leads back to print, by what it is."""
    places = [(f"person {mention.name}", span) for mention in article.mentions for span in mention.spans]
    places += [(f"figure {metric.text}", metric.span) for metric in article.metrics]
    draft = article.draft
    texts = (draft.headline, draft.kicker, draft.byline, draft.body, *draft.standfirsts, *draft.captions)
    for text in texts:
        if text is not None:
            places += [("text", Span(run.page_offset, run.page_offset + run.length)) for run in text.runs()]
    return places


class AnyPageTests(SimpleTestCase):
    @every_page
    @given(pages)
    def test_every_character_is_in_exactly_one_article_or_furniture_or_unassigned(self, text: str) -> None:
        layout = read(text).layout
        articles = [span for draft in layout.articles for span in draft.spans]
        spans = [*articles, *layout.furniture, *layout.unassigned]
        self.assertTrue(all(0 <= start < end <= len(text) for start, end in spans), spans)
        self.assertEqual(sum(end - start for start, end in spans), len(text))
        self.assertEqual(count_characters(spans), len(text))

    def test_a_torn_text_at_the_pages_end_that_is_read_first_stays_on_the_page(self) -> None:
        torn = "“我们每户增收3000多元。”村民"
        page = f"{torn}\n　　2月4日，全县春耕现场会召开，县长钱立言出席并讲话。\n（上接第1版）{torn}孙大娘说。"
        for article in read(page).articles:
            for what, span in list_places(article):
                self.assertEqual(subtract_spans([span], article.draft.spans), (), what)

    @every_page
    @given(pages)
    def test_every_person_figure_and_text_stands_within_its_article(self, text: str) -> None:
        for article in read(text).articles:
            for what, span in list_places(article):
                self.assertLess(span.start, span.end, what)
                self.assertEqual(subtract_spans([span], article.draft.spans), (), what)

    @every_page
    @given(pages)
    def test_every_character_of_a_text_is_the_one_printed_at_its_place(self, text: str) -> None:
        for article in read(text).articles:
            draft = article.draft
            for mapped in (draft.headline, draft.kicker, draft.byline, draft.body, *draft.standfirsts, *draft.captions):
                for character, origin in zip(mapped.text, mapped.origins, strict=True) if mapped else ():
                    if not character.isspace():  # a space may stand for a break
                        self.assertEqual(character, text[origin])

    @every_page
    @given(pages)
    def test_no_figure_stands_twice_and_all_that_is_said_is_sure_between_nothing_and_one(self, text: str) -> None:
        reading = read(text)
        places = [metric.span for article in reading.articles for metric in article.metrics]
        self.assertEqual(len(places), len(set(places)))
        said = [reading.issue.confidence, *(block.confidence for block in reading.layout.blocks)]
        for article in reading.articles:
            said += [article.draft.confidence, *(one.confidence for one in (*article.mentions, *article.metrics))]
            self.assertTrue(all(metric.value.is_finite() for metric in article.metrics))
        self.assertTrue(all(0 <= confidence <= 1 for confidence in said), said)

    @every_page
    @given(pages)
    def test_the_same_text_twice_gives_the_same_reading(self, text: str) -> None:
        self.assertEqual(read(text), read(text))

    @every_page
    @given(pages)
    def test_repairs_and_blocks_stand_on_the_page(self, text: str) -> None:
        layout = read(text).layout
        for repair in layout.repairs:
            self.assertTrue(0 <= repair.span.start < repair.span.end <= len(text), repair)
        lines = [line for block in layout.blocks for line in block.lines]
        for line in lines:
            self.assertEqual(text[line.start : line.end], line.text)
        self.assertTrue(all(one.end <= other.start for one, other in pairwise(lines)), "a line stands in two blocks")
