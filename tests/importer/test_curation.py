"""The promise: no work of an editor is lost, whatever is imported again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.forms import modelform_factory
from django.test import TestCase

from articles.accounting import account_for, overlapping_spans
from articles.curation import Status, conflicts, edited_fields, is_edited, is_made_by_hand, is_touched
from articles.extraction.types import IssueFacts
from articles.models import Article, ArticleSpan, FurnitureSpan, Issue, Page
from metrics.models import Indicator, Metric
from newsarchive.importer.store import save_page
from people.extraction.types import Role
from people.merging import merge_people
from people.models import Mention, MentionSpan, NameVariant, Person
from tests.factories import (
    BRIDGE,
    CHESS,
    HARVEST,
    PAPER,
    STORIES,
    Figure,
    Named,
    dump_archive_rows,
    lay_out_page,
    make_issue,
    make_newspaper,
    merge_stories,
    read_stories,
)

TEXT = lay_out_page(*STORIES)


class CurationTestCase(TestCase):
    """A page of three stories, imported once; `read` imports it again as if the reader now found other things."""

    def setUp(self):
        self.read()
        self.page = Page.objects.get()

    def read(self, *stories, **reading):
        return save_page(read_stories(TEXT, *(stories or STORIES), **reading))

    def article(self, number):
        return Article.objects.get(number=number)

    def check_sums(self):
        """Sums are right and no character is in two visible articles, nor in an article and in furniture."""
        page = Page.objects.get()
        spans = ArticleSpan.objects.filter(article__in=Article.objects.visible()).values_list("start", "end")
        self.assertEqual(overlapping_spans([*spans, *page.furniture.values_list("start", "end")]), ())
        before = (page.in_articles, page.in_furniture, page.unassigned)
        account_for(page)
        self.assertEqual((page.in_articles, page.in_furniture, page.unassigned), before)


class CorrectionTests(CurationTestCase):
    def test_a_correction_stands_whatever_is_read_next(self):
        article = self.article(1)
        article.headline = "青石桥通车了"
        article.save()
        for headline in ("青石桥本月", "青石桥通车了", "青石桥本月通车"):  # another, the editor's own, the first again
            with self.subTest(headline):
                self.read(replace(BRIDGE, headline="青石桥本月通车"), HARVEST, CHESS)
                reading = read_stories(TEXT, *STORIES)
                self.read_with_headline(reading, headline)
                self.assertEqual(self.article(1).headline, "青石桥通车了")
        self.assertEqual(edited_fields(self.article(1)), ("headline",))

    def read_with_headline(self, reading, headline):
        first = reading.articles[0]
        text = first.draft.headline
        changed = replace(text, text=headline, origins=tuple(range(21, 21 + len(headline))))
        articles = (replace(first, draft=replace(first.draft, headline=changed)), *reading.articles[1:])
        save_page(replace(reading, articles=articles))

    def test_fields_beside_a_correction_take_what_is_read_better(self):
        Article.objects.filter(number=1).update(dateline_place="清河")
        self.read(replace(BRIDGE, kind="photo"), HARVEST, CHESS)
        self.assertEqual((self.article(1).dateline_place, self.article(1).kind), ("清河", "photo"))

    def test_the_report_names_the_field_and_both_values(self):
        Metric.objects.filter(text="8.93万吨").update(unit="公斤")
        outcome = self.read()
        self.assertEqual(
            [(edit.row, edit.field, edit.value, edit.reading, edit.conflict) for edit in outcome.edits],
            [("qhwb-20190314-p03-a02-f001", "unit", "公斤", "吨", False)],
        )

    def test_a_reading_that_is_news_to_the_editor_is_a_conflict(self):
        Metric.objects.filter(text="8.93万吨").update(value=Decimal("8930"))
        metric = Metric.objects.get(text="8.93万吨")
        self.assertEqual((edited_fields(metric), conflicts(metric)), (("value",), ()))
        better = replace(HARVEST, figures=(replace(HARVEST.figures[0], value="893000"), HARVEST.figures[1]))
        outcome = self.read(BRIDGE, better, CHESS)
        metric.refresh_from_db()
        self.assertEqual((metric.value, conflicts(metric)), (Decimal("8930"), ("value",)))
        self.assertEqual([edit.reading for edit in outcome.conflicts], ["893000"])

    def test_a_correction_of_every_field_stands(self):
        indicator = Indicator.objects.create(code="apples", name="收成")
        person = Person.objects.create(public_id="person-by-hand", name="钱友余")
        edits = {
            Article: {
                "kind": "brief",
                "kicker": "引",
                "headline": "题",
                "standfirsts": ["副"],
                "crossheads": ["小"],
                "byline": "名",
                "dateline_place": "地",
                "dateline_date": "2019-03-13",
                "body": "文",
                "position": 9,
            },
            Mention: {
                "name": "钱友余",
                "role": "editor",
                "title": "果农",
                "organization": "果园",
                "partial": True,
                "person": person,
            },
            Metric: {
                "text": "8.93万",
                "value": Decimal("1.5"),
                "value_max": Decimal("2.5"),
                "unit": "斤",
                "phrase": "收成",
                "indicator": indicator,
                "period": "2018",
                "place": "白杨镇",
                "approximate": True,
                "change": "increase",
                "kind": "target",
                "repaired": True,
                "start": 1,
                "end": 2,
            },
        }
        rows = {
            Article: self.article(2),
            Mention: Mention.objects.get(name="钱有余"),
            Metric: Metric.objects.get(text="8.93万吨"),
        }
        for model, values in edits.items():
            self.assertEqual({*values, *(["spans"] if model is not Metric else [])}, set(model.curated_fields))
            model._base_manager.filter(pk=rows[model].pk).update(**values)
        for stories in (STORIES, (CHESS, HARVEST), STORIES):
            self.read(*stories)
        for model, values in edits.items():
            row = model.objects.get(pk=rows[model].pk)
            self.assertEqual({name: getattr(row, name) for name in values}, values)
            self.assertEqual(row.status, Status.UNREVIEWED)
            self.assertEqual(set(edited_fields(row)), set(values))
        self.assertEqual(Metric.objects.visible().count(), 5)
        self.check_sums()

    def test_a_confirmed_row_takes_nothing_but_shows_what_is_read_now(self):
        article = self.article(2)
        article.status = Status.CONFIRMED
        article.save()
        self.read(BRIDGE, replace(HARVEST, kind="photo", why="a picture stands beside it"), CHESS)
        article.refresh_from_db()
        self.assertEqual((article.kind, article.why, article.reading["kind"]), ("news", HARVEST.why, "photo"))
        self.assertEqual(conflicts(article), ("kind",))

    def test_an_editors_note_keeps_a_row(self):
        Article.objects.filter(number=3).update(note="Ask the chess club.")
        self.read(BRIDGE, HARVEST)
        self.assertEqual(self.article(3).status, Status.UNREVIEWED)


class RejectionTests(CurationTestCase):
    def test_what_was_rejected_is_not_made_again(self):
        for row in (self.article(3), Mention.objects.get(name="钱有余"), Metric.objects.get(text="360米")):
            row.status = Status.REJECTED
            row.save()
        account_for(self.page)
        for stories in (STORIES, (BRIDGE, HARVEST), (CHESS, HARVEST, BRIDGE)):
            self.read(*stories)
        self.assertEqual(Article.objects.count(), 3)
        self.assertEqual(Mention.objects.filter(name="钱有余").count(), 1)
        self.assertEqual(Metric.objects.filter(text="360米").count(), 1)
        self.assertEqual(self.article(3).status, Status.REJECTED)
        self.assertEqual(Article.objects.visible().count(), 2)
        self.assertFalse(Mention.objects.visible().filter(name="柳青青").exists())
        self.check_sums()

    def test_half_of_what_was_rejected_is_not_made_again_either(self):
        article = self.article(2)
        article.status = Status.REJECTED
        article.save()
        account_for(self.page)
        start = TEXT.index("同比增长")
        halves = split_story(HARVEST, start - TEXT.index(HARVEST.body))
        outcome = self.read(BRIDGE, *halves, CHESS)
        self.assertEqual(Article.objects.visible().count(), 2)
        self.assertTrue(any("no second article" in warning for warning in outcome.warnings))
        self.check_sums()

    def test_what_an_editor_withdrew_does_not_come_back_by_itself(self):
        Article.objects.filter(number=3).update(status=Status.WITHDRAWN)
        account_for(self.page)
        self.read()
        self.assertEqual(self.article(3).status, Status.WITHDRAWN)

    def test_what_an_editor_called_back_stays(self):
        self.read(BRIDGE, HARVEST)
        self.assertEqual(self.article(3).status, Status.WITHDRAWN)
        article = self.article(3)
        article.status = Status.UNREVIEWED
        article.save()
        account_for(self.page)
        self.read(BRIDGE, HARVEST)
        self.read(*STORIES)
        self.read(BRIDGE, HARVEST)
        self.assertEqual(self.article(3).status, Status.UNREVIEWED)
        self.check_sums()

    def test_a_rejected_page_is_left_alone(self):
        Page.objects.update(status=Status.REJECTED)
        before = dump_archive_rows()
        outcome = self.read(BRIDGE)
        self.assertEqual(outcome.outcome, "unchanged")
        self.assertEqual(dump_archive_rows(), before)
        self.assertFalse(Article.objects.visible().exists())


def split_story(story, at):
    """The story as two: its head and the first `at` characters of the body, and the rest without a headline."""
    first = replace(
        story,
        body=story.body[:at],
        named=tuple(n for n in story.named if n.name in story.byline + story.body[:at]),
        figures=tuple(f for f in story.figures if f.text in story.body[:at]),
    )
    rest = replace(
        story,
        headline="",
        byline="",
        body=story.body[at:],
        named=tuple(n for n in story.named if n.name in story.body[at:]),
        figures=tuple(f for f in story.figures if f.text in story.body[at:]),
    )
    return first, rest


class FoundNoMoreTests(CurationTestCase):
    def test_what_is_found_no_more_is_withdrawn_and_comes_back_with_its_id(self):
        before = dump_archive_rows()
        outcome = self.read(BRIDGE, HARVEST)
        self.assertEqual((outcome.rows["articles"].withdrawn, outcome.rows["mentions"].withdrawn), (1, 1))
        self.assertEqual(self.article(3).status, Status.WITHDRAWN)
        self.assertEqual(Person.objects.get(name="柳青青").status, Status.WITHDRAWN)
        self.check_sums()
        self.read()
        self.assertEqual(dump_archive_rows(), before)

    def test_an_article_no_longer_found_keeps_the_corrections_below_it(self):
        Metric.objects.filter(text="11.9%").update(unit="％点")
        outcome = self.read(BRIDGE, CHESS)
        self.assertEqual(outcome.rows["articles"].kept, 1)
        self.assertEqual(self.article(2).status, Status.UNREVIEWED)
        self.assertEqual(Metric.objects.get(text="11.9%").unit, "％点")
        self.assertEqual(Metric.objects.get(text="11.9%").status, Status.UNREVIEWED)
        self.check_sums()

    def test_places_of_a_name_that_an_editor_changed_keep_the_article(self):
        MentionSpan.objects.filter(mention__name="柳青青").update(end=171)
        self.read(BRIDGE, HARVEST)
        self.assertEqual(self.article(3).status, Status.UNREVIEWED)

    def test_figures_of_a_confirmed_article_stay(self):
        article = self.article(1)
        article.status = Status.CONFIRMED
        article.save()
        self.read(replace(BRIDGE, named=(), figures=()), HARVEST, CHESS)
        self.assertEqual(Metric.objects.visible().filter(article=article).count(), 3)
        self.assertEqual(Mention.objects.visible().filter(article=article).count(), 2)

    def test_two_articles_that_are_read_as_one_and_as_two_again_keep_their_ids(self):
        before = dump_archive_rows()
        self.read(BRIDGE, merge_stories(HARVEST, CHESS))
        self.assertEqual(Article.objects.visible().count(), 2)
        self.check_sums()
        self.read()
        self.assertEqual([row[:3] for row in dump_archive_rows()["articles"]], [row[:3] for row in before["articles"]])
        self.assertEqual(dump_archive_rows()["spans"], before["spans"])
        self.assertEqual(
            set(Metric.objects.visible().values_list("public_id")), {(row[0],) for row in before["metrics"]}
        )

    def test_a_person_whom_an_editor_named_stays_though_nobody_mentions_them(self):
        NameVariant.objects.create(person=Person.objects.get(name="柳青青"), name="青青")
        self.read(BRIDGE, HARVEST)
        self.assertEqual(Person.objects.get(name="柳青青").status, Status.UNREVIEWED)

    def test_a_person_whom_an_editor_described_stays_though_nobody_mentions_them(self):
        Person.objects.filter(name="柳青青").update(description="少年棋手")
        self.read(BRIDGE, HARVEST)
        self.assertEqual(Person.objects.get(name="柳青青").status, Status.UNREVIEWED)

    def test_a_person_who_took_a_namesake_in_stays_though_nobody_mentions_them(self):
        survivor = Person.objects.get(name="柳青青")
        merge_people(Person.objects.create(public_id="p-two", name="柳青青"), survivor)
        self.read(BRIDGE, HARVEST)
        self.assertEqual(Person.objects.get(pk=survivor.pk).status, Status.UNREVIEWED)


class MadeByHandTests(CurationTestCase):
    def test_what_was_made_by_hand_stays(self):
        article = self.article(3)
        start = TEXT.index("十二岁")
        metric = Metric.objects.create(
            public_id="by-hand-f", article=article, number=99, text="十二岁", value=12, start=start, end=start + 3
        )
        mention = Mention.objects.create(public_id="by-hand-m", article=article, number=99, name="少年棋手")
        for stories in (STORIES, (BRIDGE, HARVEST), STORIES):
            self.read(*stories)
        for row in (metric, mention):
            row.refresh_from_db()
            self.assertEqual(row.status, Status.UNREVIEWED)
            self.assertTrue(is_made_by_hand(row))

    def test_a_draft_like_it_joins_what_was_made_by_hand(self):
        start = TEXT.index("十二岁")
        metric = Metric.objects.create(
            public_id="by-hand",
            article=self.article(3),
            number=99,
            text="十二岁",
            value=12,
            unit="岁",
            start=start,
            end=start + 3,
        )
        self.read(BRIDGE, HARVEST, replace(CHESS, figures=(Figure("十二岁", "13", "周岁"),)))
        metric.refresh_from_db()
        self.assertEqual((metric.value, metric.unit, metric.reading["unit"]), (12, "岁", "周岁"))
        self.assertEqual(Metric.objects.filter(article__number=3).count(), 1)
        self.assertTrue(is_made_by_hand(metric))

    def test_an_article_made_by_hand_keeps_its_characters(self):
        start = TEXT.index("（图见下）")
        article = Article.objects.create(
            public_id="by-hand-a", page=self.page, number=50, position=4, headline="图", body="（图见下）"
        )
        ArticleSpan.objects.create(article=article, ordinal=0, start=start, end=start + 5)
        account_for(self.page)
        self.read(BRIDGE, HARVEST, replace(CHESS, body=CHESS.body + "\n\n（图见下）"))
        self.assertEqual(self.article(50).curated_value("spans"), [["body", start, start + 5]])
        self.assertEqual(self.article(3).body, CHESS.body)
        self.check_sums()

    def test_a_name_that_an_editor_corrected_is_not_made_again(self):
        Mention.objects.filter(name="柳青青").update(name="柳菁菁")
        for name in ("柳青青", "柳青"):  # as first read, and as the reader may cut it next
            with self.subTest(name):
                self.read(BRIDGE, HARVEST, replace(CHESS, named=(Named(name),)))
                self.assertEqual(list(Mention.objects.filter(article__number=3).values_list("name")), [("柳菁菁",)])

    def test_one_person_in_two_roles_is_two_mentions(self):
        both = replace(BRIDGE, named=(*BRIDGE.named, Named("严小禾", Role.PHOTOGRAPHER)))
        self.read(both, HARVEST, CHESS)
        roles = Mention.objects.filter(article__number=1, name="严小禾").values_list("role", flat=True)
        self.assertEqual(sorted(roles), ["photographer", "reporter"])
        self.assertEqual(Person.objects.filter(name="严小禾").count(), 1)


class SplitAndMoveTests(CurationTestCase):
    """What the editors' desk does to articles: characters move, people and figures go along."""

    def split(self):
        """An editor makes two articles of the second: the sentence about the price stands alone."""
        article = self.article(2)
        cut = TEXT.index("果农钱有余")
        end = TEXT.index(HARVEST.body) + len(HARVEST.body)
        article.spans.filter(part="body").update(end=cut)
        article.body = TEXT[TEXT.index(HARVEST.body) : cut]
        article.save()
        other = Article.objects.create(
            public_id="qhwb-20190314-p03-a04", page=self.page, number=4, position=4, body=TEXT[cut:end]
        )
        ArticleSpan.objects.create(article=other, ordinal=0, start=cut, end=end)
        Page.objects.filter(pk=self.page.pk).update(next_number=5)
        Mention.objects.filter(name="钱有余").update(article=other)
        account_for(self.page)
        return article, other

    def test_a_split_article_stays_split(self):
        _article, other = self.split()
        before = dump_archive_rows()
        self.read()
        self.assertEqual(dump_archive_rows(), before)
        self.assertEqual(Mention.objects.get(name="钱有余").article, other)
        self.check_sums()

    def test_what_an_editor_put_right_in_a_part_stays_in_that_part(self):
        _article, other = self.split()
        Mention.objects.filter(name="钱有余").update(title="果农")
        self.read(BRIDGE, merge_stories(HARVEST, CHESS))
        self.read()
        self.assertEqual(
            list(Mention.objects.filter(name="钱有余").values_list("title", "article")), [("果农", other.pk)]
        )
        self.check_sums()

    def test_a_figure_rejected_before_the_split_is_not_made_again_in_the_other_part(self):
        self.split()
        Mention.objects.filter(name="钱有余").update(article=self.article(2), status=Status.REJECTED)
        self.read()
        self.assertEqual(Mention.objects.filter(name="钱有余").count(), 1)

    def test_a_reader_that_splits_an_article_somebody_corrected_is_told_no(self):
        Article.objects.filter(number=2).update(dateline_place="白杨镇")
        at = HARVEST.body.index("同比增长")
        outcome = self.read(BRIDGE, *split_story(HARVEST, at), CHESS)
        self.assertEqual(Article.objects.count(), 3)
        self.assertEqual(self.article(2).body, HARVEST.body)
        self.assertTrue(any("qhwb-20190314-p03-a02" in warning for warning in outcome.warnings))
        self.assertEqual(Metric.objects.visible().filter(article__number=2).count(), 2)
        self.check_sums()

    def test_a_reader_that_splits_an_article_nobody_touched_is_believed(self):
        at = HARVEST.body.index("同比增长")
        self.read(BRIDGE, *split_story(HARVEST, at), CHESS)
        self.assertEqual(Article.objects.visible().count(), 4)
        self.check_sums()

    def test_furniture_that_an_editor_marked_stays_furniture(self):
        start = TEXT.index("少年棋手夺冠")
        FurnitureSpan.objects.create(page=self.page, start=start, end=start + 6)
        self.article(3).spans.filter(part="headline").delete()
        account_for(self.page)
        self.read()
        self.assertTrue(self.page.furniture.filter(start=start, end=start + 6).exists())
        self.check_sums()

    def test_characters_moved_to_another_article_stay_there(self):
        start, end = TEXT.index("果农钱有余"), TEXT.index(HARVEST.body) + len(HARVEST.body)
        self.article(2).spans.filter(part="body").update(end=start)
        ArticleSpan.objects.create(article=self.article(3), ordinal=9, start=start, end=end)
        account_for(self.page)
        for stories in (STORIES, (BRIDGE, HARVEST), (HARVEST,), STORIES):
            self.read(*stories)
            self.assertIn(["body", start, end], self.article(3).curated_value("spans"))
            self.check_sums()

    def test_an_editors_order_stands(self):
        Article.objects.filter(number=1).update(position=10)
        Article.objects.filter(number=3).update(position=1)
        self.read()
        self.assertEqual(list(Article.objects.order_by("position").values_list("number", flat=True)), [3, 2, 1])
        self.read(CHESS, BRIDGE, HARVEST)
        self.assertEqual([self.article(1).position, self.article(3).position], [10, 1])

    def test_the_readers_new_order_is_taken_where_nobody_gave_one(self):
        self.read(CHESS, HARVEST, BRIDGE)
        self.assertEqual(list(Article.objects.order_by("position").values_list("number", flat=True)), [3, 2, 1])


class FactsTests(CurationTestCase):
    def test_the_public_id_stays_when_the_day_is_put_right(self):
        issue = Issue.objects.get()
        issue.date = date(2019, 3, 15)
        issue.save()
        self.assertIn("date", edited_fields(Page.objects.get()))
        self.read()
        self.assertEqual(Issue.objects.get().date, date(2019, 3, 15))
        self.assertEqual(Page.objects.get().public_id, "qhwb-20190314-p03")
        self.assertEqual(self.article(1).public_id, "qhwb-20190314-p03-a01")

    def test_a_page_that_an_editor_gave_to_another_issue_stays_there(self):
        other = make_issue(make_newspaper("青石周刊", "qszk"), "2020-01-01")
        Page.objects.update(issue=other)
        self.read()
        self.read(facts=IssueFacts(PAPER, "", "2019-03-16", "", page_label="4", section="要闻"))
        page = Page.objects.get()
        self.assertEqual((page.issue, page.section, page.label), (other, "要闻", "4"))

    def test_a_page_that_an_editor_took_out_of_its_issue_stays_out(self):
        Page.objects.update(issue=None)
        self.read()
        self.assertIsNone(Page.objects.get().issue)

    def test_a_page_that_is_read_better_moves_to_its_issue(self):
        self.read(facts=IssueFacts(PAPER, "", "2019-03-16", "", page_label="3"))
        self.assertEqual(Page.objects.get().issue.date, date(2019, 3, 16))
        self.assertEqual(Page.objects.get().public_id, "qhwb-20190314-p03")

    def test_the_number_that_one_page_tells_is_no_edit_of_its_neighbours(self):
        facts = IssueFacts(PAPER, "", "2019-03-14", "", page_label="4", issue_number="5678")
        save_page(read_stories(TEXT + "又", *STORIES, facts=facts))
        self.assertEqual(Issue.objects.get().number, "5678")
        for page in Page.objects.all():
            self.assertEqual(edited_fields(page), ())
        self.read()
        self.assertEqual(Issue.objects.get().number, "5678")

    def test_a_number_that_an_editor_put_right_or_emptied_stands(self):
        facts = IssueFacts(PAPER, "", "2019-03-14", "", page_label="3", issue_number="5678")
        self.read(facts=facts)
        for number in ("5679", ""):
            Issue.objects.update(number=number)
            self.read(facts=facts)
            save_page(read_stories(TEXT + "又", *STORIES, facts=replace(facts, page_label="4")))
            self.assertEqual(Issue.objects.get().number, number)

    def test_pages_that_disagree_about_the_number_do_not_take_turns(self):
        facts = IssueFacts(PAPER, "", "2019-03-14", "", page_label="3", issue_number="5678")
        self.read(facts=facts)
        for _again in range(2):
            outcome = save_page(
                read_stories(TEXT + "又", *STORIES, facts=replace(facts, page_label="4", issue_number="5677"))
            )
            self.read(facts=facts)
            self.assertEqual(Issue.objects.get().number, "5678")
        self.assertTrue(any("5677" in warning for warning in outcome.warnings))
        self.read(facts=replace(facts, issue_number="5679"))
        self.assertEqual(Issue.objects.get().number, "5679")


class PersonTests(CurationTestCase):
    def test_a_link_that_an_editor_made_or_took_away_stands(self):
        other = Person.objects.create(public_id="person-by-hand", name="柳青青", description="另一位")
        for person in (other, None):
            Mention.objects.filter(name="柳青青").update(person=person)
            self.read(BRIDGE, HARVEST, replace(CHESS, named=(Named("柳青青", title="棋手"),)))
            self.assertEqual(Mention.objects.get(name="柳青青").person, person)
            self.read()
            self.assertEqual(Mention.objects.get(name="柳青青").person, person)

    def test_links_do_not_change_because_the_archive_has_grown(self):
        before = list(Mention.objects.order_by("pk").values_list("person", "match"))
        for number in range(2):
            Person.objects.create(public_id=f"person-{number}", name="严小禾", status=Status.CONFIRMED)
        self.read()
        self.assertEqual(list(Mention.objects.order_by("pk").values_list("person", "match")), before)

    def test_a_person_whom_an_editor_rejected_is_not_made_again(self):
        Person.objects.filter(name="柳青青").update(status=Status.REJECTED)
        self.read()
        save_page(read_stories(TEXT + "又", *STORIES))
        self.assertEqual(Person.objects.filter(name="柳青青").count(), 1)
        mention = Mention.objects.filter(name="柳青青").last()
        self.assertEqual((mention.person, mention.match), (None, "unsure"))
        self.assertIn("rejected", mention.match_why)

    def test_a_name_that_an_editor_gave_a_person_stands(self):
        Person.objects.filter(name="严小禾").update(name="严小荷")
        self.read(CHESS)
        self.read()
        self.assertEqual(Person.objects.filter(name="严小荷").get().status, Status.UNREVIEWED)


class FormTests(CurationTestCase):
    """A browser sends CRLF, Django strips: saving a form without a change is no edit."""

    def save_form(self, row, fields):
        form_class = modelform_factory(type(row), fields=fields)
        form = form_class(instance=row)
        sent = {}
        for name in fields:
            value = form[name].value()
            value = getattr(value, "pk", value)
            value = "" if value is None or value is False else value
            sent[name] = value.replace("\n", "\r\n") if isinstance(value, str) else value
        form = form_class(sent, instance=row)
        self.assertTrue(form.is_valid(), form.errors)
        form.save()

    def test_saving_an_unchanged_form_is_no_edit(self):
        reading = read_stories(TEXT, *STORIES)
        first = reading.articles[0]
        body = first.draft.body
        broken = replace(body, text=" " + body.text[1:10] + "\n" + body.text[11:-1] + "　")
        heads = (replace(body.slice(0, 5)),)
        draft = replace(first.draft, body=broken, standfirsts=heads, crossheads=heads)
        save_page(replace(reading, articles=(replace(first, draft=draft), *reading.articles[1:])))
        for row in (*Article.objects.all(), *Mention.objects.all(), *Metric.objects.all(), *Page.objects.all()):
            columns = [name for name in row.curated_fields if name in {f.name for f in row._meta.fields if f.editable}]
            self.save_form(row, columns)
            row = type(row).objects.get(pk=row.pk)
            self.assertFalse(is_edited(row) or is_touched(row), (row, edited_fields(row)))
        before = dump_archive_rows()
        outcome = save_page(replace(reading, articles=(replace(first, draft=draft), *reading.articles[1:])))
        self.assertEqual((outcome.outcome, outcome.edits), ("unchanged", ()))
        self.assertEqual(dump_archive_rows(), before)

    def test_a_rewritten_body_still_leads_to_print(self):
        article = self.article(1)
        article.body = "据悉，" + article.body.replace("总投资", "共计投资")
        article.save()
        article.refresh_from_db()
        for offset, place, length in article.body_map:
            self.assertEqual(article.body[offset : offset + length], TEXT[place : place + length])
        self.assertGreaterEqual(sum(length for *_, length in article.body_map), len(BRIDGE.body) - 3)
        self.read()
        self.assertEqual(self.article(1).body_map, article.body_map)
        self.assertIn("共计", "".join(self.article(1).terms.split()))
