"""A reading becomes rows, once, with ids that last."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.curation import edited_fields
from articles.extraction.types import Given, IssueFacts
from articles.models import Article, Issue, Newspaper, NewspaperVariant, Page
from articles.text.spans import Span
from metrics.models import Indicator, IndicatorVariant, Metric
from newsarchive.checking import check_archive
from newsarchive.importer.store import is_unchanged, save_page
from people.extraction.types import KnownNames
from people.ingest import known_names
from people.models import Mention, NameVariant, Person
from tests.factories import (
    BRIDGE,
    CHESS,
    DAY,
    HARVEST,
    NOTHING_GIVEN,
    PAPER,
    STORIES,
    Figure,
    Named,
    Story,
    dump_archive_rows,
    import_stories,
    lay_out_page,
    make_issue,
    make_newspaper,
    make_run,
    make_source,
    merge_stories,
    read_stories,
)


class OnceTests(TestCase):
    def test_a_page_becomes_rows_with_public_ids(self):
        import_stories(*STORIES)
        self.assertEqual(Page.objects.get().public_id, "qhwb-20190314-p03")
        self.assertEqual(
            list(Article.objects.values_list("public_id", "position", "headline")),
            [
                ("qhwb-20190314-p03-a01", 1, BRIDGE.headline),
                ("qhwb-20190314-p03-a02", 2, HARVEST.headline),
                ("qhwb-20190314-p03-a03", 3, CHESS.headline),
            ],
        )
        self.assertEqual(
            list(Metric.objects.filter(article__number=2).values_list("public_id", "text", "value")),
            [
                ("qhwb-20190314-p03-a02-f001", "8.93万吨", Decimal("89300")),
                ("qhwb-20190314-p03-a02-f002", "11.9%", Decimal("11.9")),
            ],
        )
        self.assertIn("qhwb-20190314-p03-a01-m02", Mention.objects.values_list("public_id", flat=True))

    def test_twice_is_once(self):
        text = lay_out_page(*STORIES)
        save_page(read_stories(text, *STORIES))
        before = dump_archive_rows()
        stamps = list(Article.objects.values_list("updated_at")) + list(Metric.objects.values_list("updated_at"))
        outcome = save_page(read_stories(text, *STORIES))
        self.assertEqual(outcome.outcome, "unchanged")
        self.assertEqual(outcome.rows["metrics"].updated, 0)
        self.assertEqual(dump_archive_rows(), before)
        self.assertEqual(
            stamps, list(Article.objects.values_list("updated_at")) + list(Metric.objects.values_list("updated_at"))
        )

    def test_every_character_is_accounted_for(self):
        text = lay_out_page(*STORIES)
        outcome = save_page(read_stories(text, *STORIES))
        page = Page.objects.get()
        self.assertEqual(page.in_articles + page.in_furniture + page.unassigned, len(text))
        self.assertEqual(outcome.sums.in_articles, page.in_articles)
        self.assertEqual(page.in_furniture, text.index("\n") + len("热线 000-1234\n"))

    def test_an_import_leaves_no_history(self):
        import_stories(*STORIES)
        for model in (Newspaper, Issue, Page, Article, Person, Mention, Metric):
            self.assertEqual(model.history.count(), 0, model)

    def test_a_dry_run_tells_what_would_change_and_writes_nothing(self):
        reading = read_stories(lay_out_page(*STORIES), *STORIES)
        told = save_page(reading, dry_run=True)
        self.assertEqual((told.outcome, told.page, told.pk), ("created", "qhwb-20190314-p03", None))
        self.assertFalse(Page.objects.exists() or Newspaper.objects.exists() or Person.objects.exists())
        done = save_page(reading)
        self.assertEqual(replace(told, pk=done.pk), done)
        again = save_page(read_stories(reading.source.text, BRIDGE, HARVEST), dry_run=True)
        self.assertEqual((again.outcome, again.rows["articles"].withdrawn), ("updated", 1))
        self.assertEqual(Article.objects.visible().count(), 3)

    def test_a_run_keeps_a_line_for_each_file(self):
        run = make_run()
        reading = read_stories(lay_out_page(*STORIES), *STORIES, name="a/b.txt")
        save_page(reading, run)
        save_page(reading, run)
        self.assertEqual(
            list(run.files.values_list("source_name", "outcome")), [("a/b.txt", "created"), ("a/b.txt", "unchanged")]
        )
        self.assertEqual(run.files.first().changes["rows"]["articles"]["created"], 3)
        self.assertEqual(run.articles.count(), 3)

    def test_a_page_of_five_articles_and_150_figures_takes_few_queries(self):
        stories = [
            Story(
                f"第{number}号报告",
                "，".join(f"第{number}{index:02}项{1000 * number + index}吨" for index in range(30)),
                figures=tuple(
                    Figure(f"{1000 * number + index}吨", str(1000 * number + index), "吨", "产量")
                    for index in range(30)
                ),
            )
            for number in range(1, 6)
        ]
        reading = read_stories(lay_out_page(*stories), *stories)
        with CaptureQueriesContext(connection) as first:
            save_page(reading)
        self.assertEqual(Metric.objects.count(), 150)
        with CaptureQueriesContext(connection) as second:
            save_page(reading)
        self.assertLessEqual(len(first), 40)
        self.assertLessEqual(len(second), 20)


class IdTests(TestCase):
    def read(self, facts, text=None, given=NOTHING_GIVEN):
        outcome = save_page(read_stories(text or lay_out_page(*STORIES), *STORIES, facts=facts, given=given))
        return outcome.page

    def test_ids_tell_paper_day_edition_and_page(self):
        for facts, expected in [
            (IssueFacts(PAPER, "", DAY, "", page_label="3"), r"qhwb-20190314-p03"),
            (IssueFacts(PAPER, "", DAY, "", page_label="A1"), r"qhwb-20190314-pa01"),
            (IssueFacts(PAPER, "", DAY, "", page_label="3", edition="2"), r"qhwb-20190314-e2-p03"),
            (IssueFacts(PAPER, "", DAY, ""), r"qhwb-20190314-h[0-9a-f]{8}"),
            (IssueFacts(PAPER, "", "2019-03", "", page_label="3"), r"qhwb-undated-p03-h[0-9a-f]{8}"),
            (IssueFacts(None, "", DAY, "", page_label="3"), r"x-20190314-p03-h[0-9a-f]{8}"),
            (IssueFacts(), r"x-undated-h[0-9a-f]{8}"),
        ]:
            with self.subTest(expected):
                text = lay_out_page(*STORIES, foot=f"热线 {expected}")
                self.assertRegex(self.read(facts, text), f"^{expected}$")

    def test_two_scans_of_one_page_have_two_ids(self):
        facts = IssueFacts(PAPER, "", DAY, "", page_label="3")
        first, second = self.read(facts), self.read(facts, lay_out_page(*STORIES) + "。")
        self.assertEqual(first, "qhwb-20190314-p03")
        self.assertRegex(second, r"^qhwb-20190314-p03-h[0-9a-f]{8}$")
        self.assertEqual(Issue.objects.count(), 1)

    def test_a_page_of_unknown_paper_or_day_waits_for_an_editor_with_what_it_tells(self):
        self.read(IssueFacts(PAPER, "named in the head", "--03-14", "a folio without a year"))
        page = Page.objects.get()
        self.assertIsNone(page.issue)
        self.assertEqual((page.date_as_read, page.newspaper_as_read), ("--03-14", PAPER))
        page.issue = make_issue(Newspaper.objects.get())
        page.save()
        self.read(IssueFacts(PAPER, "", "2018-01-01", ""))
        page.refresh_from_db()
        self.assertEqual(str(page.issue.date), DAY)

    def test_a_newspaper_is_known_by_name_variant_or_code(self):
        paper = make_newspaper()
        NewspaperVariant.objects.create(newspaper=paper, name="清晚")
        for number, name in enumerate((PAPER, "清晚", "qhwb")):
            self.read(IssueFacts(name, "", DAY, "", page_label="3"), lay_out_page(*STORIES, foot=f"热线 {number}"))
        self.assertEqual(Newspaper.objects.get(), paper)
        self.assertEqual(paper.issues.get().pages.count(), 3)

    def test_papers_with_the_same_initials_have_codes_of_their_own(self):
        for number, name in enumerate(("清河晚报", "青湖晚报", "庆和晚报")):
            self.read(IssueFacts(name, "", DAY, "", page_label="3"), lay_out_page(*STORIES, foot=f"热线 {number}"))
        self.assertEqual(list(Newspaper.objects.values_list("code", flat=True)), ["qhwb", "qhwb2", "qhwb3"])

    def test_a_paper_read_without_confidence_makes_no_record(self):
        self.read(IssueFacts(PAPER, "", DAY, "", confidence=0.3))
        self.assertFalse(Newspaper.objects.exists())
        self.assertIn("not sure enough", Page.objects.get().warnings[0])
        self.read(IssueFacts(PAPER, "", DAY, "", confidence=0.3), given=Given(newspaper=PAPER))
        self.assertEqual(Newspaper.objects.get().name, PAPER)

    def test_who_signs_twice_on_a_page_of_an_unknown_paper_is_one_person(self):
        self.read(IssueFacts())
        self.assertEqual(Person.objects.filter(name="严小禾").count(), 1)
        self.assertEqual(
            list(Mention.objects.filter(name="严小禾").order_by("pk").values_list("match", flat=True)),
            ["new", "linked"],
        )

    def test_people_have_the_same_ids_in_every_archive(self):
        import_stories(*STORIES)
        self.assertEqual(
            Person.objects.get(name="柳青青").public_id,
            "person-137bb30e9e",
        )


class FingerprintTests(TestCase):
    def test_a_page_is_skipped_while_all_it_rests_on_is_as_it_was(self):
        text = lay_out_page(*STORIES)
        known = KnownNames(frozenset({"柳青青", "不在此页"}))
        source = make_source(text)
        self.assertFalse(is_unchanged(source, known))
        save_page(read_stories(text, *STORIES), known=known)
        for case, other, names, expected in [
            ("the same", source, known, True),
            ("a name that the page does not hold", source, KnownNames(frozenset({"柳青青", "某某某"})), True),
            ("a name that it holds", source, KnownNames(frozenset({"柳青青", "高大川"})), False),
            ("one known name less", source, KnownNames(), False),
            ("a day given", make_source(text, Given(date=DAY)), known, False),
            ("another text", make_source(text + "。"), known, False),
        ]:
            with self.subTest(case):
                self.assertEqual(is_unchanged(other, names), expected)

    def test_a_name_broken_by_a_line_or_a_space_matters_too(self):
        text = lay_out_page(*STORIES) + "高大\n 川\n"
        save_page(read_stories(text, CHESS))
        self.assertFalse(is_unchanged(make_source(text), KnownNames(frozenset({"高大川"}))))

    def test_known_names_are_those_that_editors_stand_for(self):
        import_stories(*STORIES)
        self.assertEqual(known_names().names, frozenset())
        Person.objects.filter(name="柳青青").update(status="confirmed")
        NameVariant.objects.create(person=Person.objects.get(name="高大川"), name="大川")
        Person.objects.filter(name="严小禾").update(name="严小荷")
        Mention.objects.filter(name="钱有余").update(status="confirmed")
        self.assertEqual(known_names().names, {"柳青青", "高大川", "大川", "严小荷", "钱有余"})


class FitTests(TestCase):
    """What does not fit its column is reported, never cut in silence, and never stops a page."""

    def read(self, *figures, **story):
        story = Story("题", "，".join(f.text for f in figures) + "。" + story.pop("tail", ""), figures=figures, **story)
        return save_page(read_stories(lay_out_page(story), story))

    def test_numbers_that_a_column_cannot_hold_are_left_out_and_reported(self):
        outcome = self.read(
            Figure("甲", "1" + "0" * 30), Figure("乙", "1234567890123.4567"), Figure("丙", "NaN"), Figure("丁", "5")
        )
        self.assertEqual(list(Metric.objects.values_list("text", flat=True)), ["丁"])
        self.assertEqual(len(outcome.warnings), 3)

    def test_a_fraction_is_rounded_to_the_column_and_stays_unedited(self):
        outcome = self.read(Figure("三分之一", "0.33333333333"))
        self.assertEqual(Metric.objects.get().value, Decimal("0.333333"))
        self.assertEqual(edited_fields(Metric.objects.get()), ())
        self.assertIn("rounded", outcome.warnings[0])

    def test_a_range_printed_downwards_is_the_same_range(self):
        self.read(Figure("16℃～10℃", "16", "℃", value_max="10"))
        self.assertEqual(Metric.objects.values_list("value", "value_max").get(), (Decimal(10), Decimal(16)))

    def test_strings_that_are_too_long_are_left_out_and_reported(self):
        outcome = self.read(
            Figure("5吨", "5", "吨" * 41, "量" * 201), named=(Named("柳青青", title="长" * 201),), tail="柳青青"
        )
        metric = Metric.objects.get()
        self.assertEqual((metric.unit, metric.phrase, Mention.objects.get().title), ("", "", ""))
        self.assertEqual(len(outcome.warnings), 3)


class IndicatorTests(TestCase):
    def test_a_figure_is_linked_only_where_its_phrase_is_exactly_one_of_the_indicators(self):
        indicator = Indicator.objects.create(code="output", name="苹果产量")
        IndicatorVariant.objects.create(indicator=indicator, phrase="ＧＤＰ 增速")
        other = Indicator.objects.create(code="other", name="GDP增长")
        IndicatorVariant.objects.create(indicator=other, phrase="总 量")
        IndicatorVariant.objects.create(indicator=indicator, phrase="总量")
        phrases = ("苹果产量", "gdp增速", "苹果总产量", "总量", None)
        figures = tuple(Figure(f"{n}吨", str(n), "吨", phrase) for n, phrase in enumerate(phrases))
        import_stories(Story("题", "，".join(f.text for f in figures), figures=figures))
        self.assertEqual(
            list(Metric.objects.order_by("number").values_list("indicator__code", flat=True)),
            ["output", "output", None, None, None],
        )


class ReaderFaultTests(TestCase):
    """A reading that breaks the promises of its types does not break the archive's."""

    def test_characters_claimed_twice_or_beyond_the_page_are_counted_once(self):
        text = lay_out_page(*STORIES)
        reading = read_stories(text, *STORIES, merge_stories(HARVEST, CHESS), furniture=(Span(0, len(text) + 50),))
        outcome = save_page(reading)
        self.assertEqual(sum((outcome.sums.in_articles, outcome.sums.in_furniture, outcome.sums.unassigned)), len(text))
        self.assertEqual(list(check_archive()), [])
