"""`read_page` shows how a page was read and why, and stores nothing."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import CommandError, call_command
from django.test import SimpleTestCase

from articles.extraction.types import (
    ArticleDraft,
    ArticleKind,
    Block,
    BlockKind,
    IssueFacts,
    Layout,
    Line,
    Part,
    Repair,
)
from articles.text.spans import MappedText, Span
from metrics.extraction.types import Change, MetricDraft
from newsarchive.importer.explaining import explain_reading
from newsarchive.importer.reading_json import reading_as_json
from newsarchive.importer.types import ArticleReading, PageReading, SourcePage
from people.extraction.types import MentionDraft, Role
from tests.generated import make_page

TEXT = "柳溪日报\n春茶开采\n本报讯（记者 周小满）今年产茶约３０吨。\n二维码"


def mapped(start: int, end: int) -> MappedText:
    return MappedText(TEXT[start:end], tuple(range(start, end)))


def line(number: int, start: int, end: int) -> Line:
    return Line(number, start, end, TEXT[start:end])


def reading() -> PageReading:
    """A reading of TEXT with one of everything."""
    blocks = (
        Block((line(1, 0, 4),), BlockKind.FURNITURE, "a paper's name on a line of its own", 0.95),
        Block((line(2, 5, 9),), BlockKind.HEADLINE, "short, before a byline", 0.7, story=0),
        Block((line(3, 10, 31),), BlockKind.BODY, "begins with a byline", 0.9, story=0),
    )
    draft = ArticleDraft(
        ArticleKind.NEWS,
        mapped(21, 31),
        (
            Part(BlockKind.HEADLINE, Span(5, 10)),
            Part(BlockKind.BYLINE, Span(10, 21)),
            Part(BlockKind.BODY, Span(21, 31)),
        ),
        headline=mapped(5, 9),
        byline=mapped(14, 20),
        why="a headline over a byline",
    )
    mention = MentionDraft("周小满", Role.REPORTER, (Span(17, 20),), why="after 记者 in the byline")
    metric = MetricDraft(
        "约３０吨", Span(25, 29), Decimal("3E+1"), None, "吨", "产茶", "2023", "柳溪县", True, Change.INCREASE
    )
    layout = Layout(blocks, (draft,), (Span(0, 5),), (Span(31, len(TEXT)),), (Repair(Span(26, 28), "width", "30"),))
    issue = IssueFacts("柳溪日报", "the masthead", "2023-05", "the folio", page_label="3")
    source = SourcePage("3.txt", TEXT, "0" * 64, "utf-8")
    return PageReading(source, layout, issue, (ArticleReading(draft, (mention,), (metric,)),), ("no day",))


class ReadingTest(SimpleTestCase):
    def test_the_json_has_every_key_that_other_programs_rely_on(self):
        printed = json.loads(json.dumps(reading_as_json(reading())))
        self.assertLessEqual(
            {
                *(
                    "source",
                    "newspaper",
                    "newspaper_basis",
                    "issue_date",
                    "issue_date_basis",
                    "issue_number",
                    "edition",
                ),
                *("page_label", "section", "articles", "furniture", "unassigned", "repairs", "warnings"),
            },
            printed.keys(),
        )
        article = printed["articles"][0]
        self.assertEqual(article["headline"], "春茶开采")
        self.assertEqual(article["spans"], [[5, 10], [10, 21], [21, 31]])
        self.assertEqual((article["headline_spans"], article["byline_spans"]), ([[5, 10]], [[10, 21]]))
        self.assertIsNone(article["kicker"])
        person = {"name": "周小满", "role": "reporter", "title": None, "organization": None, "partial": False}
        self.assertEqual(
            article["people"], [{**person, "spans": [[17, 20]], "confidence": 1.0, "why": "after 记者 in the byline"}]
        )
        figure = {
            "text": "约３０吨",
            "value": "30",
            "value_max": None,
            "unit": "吨",
            "indicator": "产茶",
            "period": "2023",
        }
        marks = {"place": "柳溪县", "approximate": True, "change": "increase", "kind": None, "repaired": False}
        self.assertEqual(article["metrics"], [{**figure, **marks, "span": [25, 29], "confidence": 1.0, "why": ""}])
        self.assertEqual((printed["furniture"], printed["unassigned"]), ([[0, 5]], [[31, 34]]))
        self.assertEqual(printed["repairs"], [{"span": [26, 28], "kind": "width", "as_read": "30"}])

    def test_the_explanation_names_each_decision_with_its_reason(self):
        said = "\n".join(str(line) for line in explain_reading(reading()))
        for part in (
            "柳溪日报  the masthead",
            "line 2        headline   article 1  0.70  short, before a byline",
            "Article 1: 春茶开采",
            "周小满",
            "after 记者 in the byline",
            "约３０吨 = 30 吨  产茶 | 2023 | 柳溪县 | increase | approximate  at 25",
            "31-34  二维码",
            "width: ３０ read as 30",
            "no day",
            "34 characters = 26 in articles + 5 furniture + 3 unassigned",
        ):
            self.assertIn(part, said)


class ReadPageCommandTest(SimpleTestCase):
    def run_command(self, text: bytes, *arguments: str) -> str:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "page.txt"
            path.write_bytes(text)
            out = io.StringIO()
            call_command("read_page", str(path), *arguments, stdout=out)
        return out.getvalue()

    def test_a_page_is_explained_down_to_the_three_sums(self):
        page = make_page(1)
        said = self.run_command(page.encode("gb18030"))
        self.assertIn("gb18030", said)
        self.assertIn(f"{len(page):,} characters = ", said)
        self.assertNotIn("\x1b[", said)

    def test_as_json_it_is_the_reading_with_its_blocks(self):
        printed = json.loads(
            self.run_command(make_page(1).encode(), "--json", "--newspaper", "柳溪日报", "--date", "2023/5/8")
        )
        self.assertEqual((printed["newspaper"], printed["issue_date"]), ("柳溪日报", "2023-05-08"))
        self.assertIsInstance(printed["blocks"], list)

    def test_a_file_that_cannot_be_read_and_a_wrong_date_are_errors(self):
        with self.assertRaisesMessage(CommandError, "empty"):
            self.run_command(b"")
        with self.assertRaises(CommandError) as caught:
            self.run_command(b"1", "--date", "8.5.2023")
        self.assertEqual(caught.exception.returncode, 2)
