"""Operations on a page's articles: what is where afterwards, text as corrected, people and figures with it."""

from __future__ import annotations

from django.db import connection
from django.test import SimpleTestCase, TestCase
from django.test.utils import CaptureQueriesContext

from articles.extraction.types import IssueFacts
from articles.models import Article, Page
from metrics.models import Metric
from newsarchive.desk.operations import (
    FURNITURE,
    NEW,
    UNASSIGNED,
    Conflict,
    Decide,
    EditedSince,
    Join,
    Mark,
    Merge,
    Move,
    OperationError,
    Part,
    Reorder,
    Split,
)
from newsarchive.desk.operations.applying import apply
from newsarchive.desk.operations.layout import layout_of
from newsarchive.desk.operations.turning import undo
from newsarchive.desk.operations.writing import find_order
from newsarchive.importer.store import save_page
from people.models import Mention
from tests.desk.pages import DeskPage
from tests.factories import (
    BRIDGE,
    CHESS,
    DAY,
    HARVEST,
    PAPER,
    Story,
    import_stories,
    lay_out_page,
    read_stories,
)


class OperationTests(DeskPage, TestCase):
    def setUp(self) -> None:
        self.set_up()

    def test_a_split_makes_a_second_article_after_the_first(self):
        cut = self.page.text.index("市交通局局长")
        outcome = self.do(Split(self.ids[0], at=cut))
        first, second, third, _fourth = outcome.layout.articles
        self.assertEqual(first.body + second.body, BRIDGE.body)
        self.assertEqual(second.body, BRIDGE.body[BRIDGE.body.index("市交通局局长") :])
        self.assertEqual((second.id, second.position, third.position), (f"{self.page.public_id}-a04", 1.5, 2))
        self.assertEqual((first.headline, second.headline), (BRIDGE.headline, ""))
        self.assertEqual([fact.text for fact in second.people], ["高大川"])
        self.assertEqual([fact.text for fact in first.people], ["严小禾"])
        self.assertEqual([fact.text for fact in first.figures], ["360米", "1.2亿元", "24米"])
        self.assertEqual(outcome.made, (second.id,))

    def test_a_split_in_the_body_takes_what_was_typed_there(self):
        row = self.row(1)
        row.body = row.body.replace("桥面宽24米。市交通局", "桥面宽24米。据介绍，市交通局")
        row.save()
        outcome = self.do(Split(self.ids[0], body_at=row.body.index("据介绍")))
        self.assertTrue(outcome.layout.articles[1].body.startswith("据介绍，市交通局"))
        self.assertTrue(outcome.layout.articles[0].body.endswith("桥面宽24米。"))

    def test_a_correction_outlives_split_move_and_undo(self):
        row = self.row(1)
        row.body = row.body.replace("360米", "三百六十米").replace("高大川", "高大州")
        row.save()
        before = self.layout()
        self.do(Split(self.ids[0], at=self.page.text.index("市交通局局长")))
        moved = self.do(Move((self.span("总投资1.2亿元，桥面宽24米。"),), self.ids[1])).layout
        self.assertIn("三百六十米", moved.articles[0].body)
        self.assertIn("高大州", moved.articles[1].body)
        self.assertIn("总投资1.2亿元，桥面宽24米。", moved.article(self.ids[1]).body)
        self.assertEqual([f.text for f in moved.article(self.ids[1]).figures][-2:], ["8.93万吨", "11.9%"])
        self.undo()
        after = self.undo().layout
        self.assertEqual(after.articles, before.articles)
        self.assertEqual(self.row(1).body_map, [list(run) for run in before.articles[0].body_map])

    def test_merging_makes_the_second_headline_a_crosshead_and_undo_restores_both(self):
        before = self.layout()
        outcome = self.do(Merge(self.ids[0], self.ids[1]))
        merged = outcome.layout.articles[0]
        self.assertEqual(len(outcome.layout.articles), 2)
        self.assertEqual(merged.body, f"{BRIDGE.body}\n{HARVEST.headline}\n{HARVEST.body}")
        self.assertEqual(merged.crossheads, (HARVEST.headline,))
        self.assertEqual(merged.byline, "本报记者 严小禾 本报记者 严小禾")
        self.assertEqual(sorted(fact.text for fact in merged.people), ["严小禾", "钱有余", "高大川"])
        self.assertEqual(len(merged.figures), 5)
        self.assertEqual(self.undo().layout.articles, before.articles)
        self.assertEqual(self.redo().layout.articles, outcome.layout.articles)

    def test_text_goes_to_furniture_and_comes_back_as_it_was_corrected(self):
        row = self.row(3)
        row.body = row.body.replace("十二岁", "12岁")
        row.save()
        before = self.layout()
        away = self.do(Move((self.span("十二岁的柳青青"),), FURNITURE)).layout
        self.assertEqual(away.article(self.ids[2]).body, "昨日，在全省少年象棋赛上夺冠。")
        self.assertEqual(away.article(self.ids[2]).people, ())
        back = self.do(Move((self.span("十二岁的柳青青"),), self.ids[2])).layout
        self.assertEqual(back.articles, before.articles)

    def test_text_that_nobody_has_goes_into_an_article(self):
        outcome = self.do(Move((self.span("（图见下）"),), self.ids[2], part=Part.CAPTION))
        self.assertEqual(outcome.layout.article(self.ids[2]).parts[-1].part, Part.CAPTION)
        self.assertEqual(outcome.layout.article(self.ids[2]).body, CHESS.body)
        outcome = self.do(Mark((self.span("（图见下）"),), Part.BODY))
        self.assertEqual(outcome.layout.article(self.ids[2]).body, f"{CHESS.body}\n（图见下）")

    def test_text_becomes_a_new_article_where_it_stands(self):
        outcome = self.do(Move((self.span(HARVEST.body),), NEW))
        self.assertEqual([a.body for a in outcome.layout.articles], [BRIDGE.body, "", HARVEST.body, CHESS.body])
        self.assertEqual([fact.text for fact in outcome.layout.articles[2].people], ["钱有余"])

    def test_an_article_whose_text_is_all_taken_is_withdrawn(self):
        text = self.page.text
        start, end = text.index(CHESS.headline), text.index(CHESS.body) + len(CHESS.body)
        outcome = self.do(Move(((start, end),), UNASSIGNED))
        self.assertEqual([a.id for a in outcome.layout.articles], self.ids[:2])
        self.assertEqual(self.undo().layout.articles[2].id, self.ids[2])

    def test_marking_moves_text_between_columns(self):
        first = "青石桥全长360米，"
        steps = [
            (Mark((self.span(first),), Part.STANDFIRST), "standfirsts", (first,)),
            (Mark((self.span(first),), Part.CROSSHEAD), "crossheads", (first,)),
            (Mark((self.span(BRIDGE.headline),), Part.KICKER), "kicker", BRIDGE.headline),
            (Mark((self.span(first),), Part.HEADLINE), "headline", first),
        ]
        for action, column, expected in steps:
            with self.subTest(column):
                layout = self.do(action).layout
                self.assertEqual(getattr(layout.articles[0], column), expected)
        for _action in steps:
            layout = self.undo().layout
        self.assertEqual(layout.articles[0].body, BRIDGE.body)

    def test_order(self):
        outcome = self.do(Reorder(self.ids[2], self.ids[0]))
        self.assertEqual([a.id for a in outcome.layout.articles], [self.ids[2], self.ids[0], self.ids[1]])
        self.assertEqual([a.position for a in outcome.layout.articles], [0.5, 1, 2])
        self.assertEqual([a.id for a in self.undo().layout.articles], self.ids)

    def test_a_story_goes_on_on_another_page(self):
        text = lay_out_page(CHESS, foot="热线 000-9999")
        later = Page.objects.get(pk=save_page(read_stories(text, CHESS)).pk).articles.get()
        before = self.layout()
        joined = self.do(Join(self.ids[0], later.public_id), reason="see page 3").layout
        self.assertEqual(joined.articles[0].continued_by, (later.public_id,))
        self.assertEqual(layout_of(later.page).articles[0].continues, self.ids[0])
        self.assertNotEqual(joined.version, before.version)
        save_page(read_stories(text))
        later.refresh_from_db()
        self.assertEqual((later.status, later.continues_id), ("unreviewed", self.row(1).pk))
        with self.assertRaises(OperationError):
            self.do(Join(self.ids[1], later.public_id))
        self.assertEqual(self.undo().layout.version, before.version)
        self.redo()
        self.assertEqual(self.do(Join(self.ids[0], None)).layout.version, before.version)

    def test_rejecting_frees_the_characters_and_restoring_takes_them_back(self):
        before = self.layout()
        away = self.do(Decide(self.ids[1], "rejected"), reason="an advert").layout
        gone = sum(part.end - part.start for part in before.articles[1].parts)
        free = [sum(end - start for start, end in layout.unassigned) for layout in (before, away)]
        self.assertEqual(free[1] - free[0], gone)
        self.assertEqual(self.row(2).history.first().history_change_reason, "an advert")
        back = self.do(Decide(self.ids[1], "unreviewed")).layout
        self.assertEqual(back.articles, before.articles)

    def test_what_cannot_be_done_is_refused_in_words(self):
        refused = [
            Split(self.ids[0], at=0),
            Split(self.ids[0]),
            Split("nobody", at=5),
            Merge(self.ids[0], self.ids[0]),
            Move(((0, 10**6),), NEW),
            Move((), NEW),
            Move((self.span(CHESS.body),), self.ids[2]),
            Reorder(self.ids[2], None),
            Mark((self.span(CHESS.body),), Part.BODY),
            Decide(self.ids[0], "unreviewed"),
        ]
        for action in refused:
            with self.subTest(action=repr(action)), self.assertRaises(OperationError) as refusal:
                self.do(action)
            self.assertTrue(str(refusal.exception))
        with self.assertRaises(OperationError):
            self.undo()

    def test_an_operation_meant_for_another_state_is_refused_with_both(self):
        seen = self.layout().version
        self.do(Reorder(self.ids[2], self.ids[0]), version=seen)
        with self.assertRaises(Conflict) as refusal:
            self.do(Merge(self.ids[0], self.ids[1]), version=seen)
        self.assertEqual((refusal.exception.seen, refusal.exception.layout), (seen, self.layout()))

    def test_undoing_does_not_lose_what_was_written_since(self):
        made = self.do(Split(self.ids[0], at=self.page.text.index("市交通局局长"))).made[0]
        row = Article.objects.get(public_id=made)
        row.headline = "局长答问"
        row.save()
        before = self.layout()
        with self.assertRaises(EditedSince) as refusal:
            self.undo()
        self.assertEqual(
            [(c.record, c.field, c.now) for c in refusal.exception.changes], [(made, "headline", "局长答问")]
        )
        self.assertEqual(self.layout(), before)

    def test_the_history_says_who_and_from_what_to_what(self):
        self.do(Merge(self.ids[0], self.ids[1]), reason="one story")
        for number in (1, 2):
            newest, oldest = self.row(number).history.all()
            self.assertEqual((newest.history_user, newest.history_change_reason), (self.editor, "one story"))
            self.assertEqual((oldest.history_user, oldest.history_change_reason), (None, "import"))
        self.assertEqual(oldest.body, HARVEST.body)

    def test_search_finds_the_text_where_it_is(self):
        self.do(Move((self.span("钱有余说，今年价格也好。"),), self.ids[2]))
        self.assertIn("钱有", self.row(3).terms.split())

    def test_the_number_of_queries_does_not_grow(self):
        self.do(Split(self.ids[0], at=self.page.text.index("总投资")))
        with self.assertNumQueries(FewerThan(30)):
            apply(self.page, Merge(self.ids[0], self.ids[1]), version="*", by=self.editor)
        self.assertEqual((Mention.objects.count(), Metric.objects.count()), (5, 5))

    def test_a_new_article_costs_as_many_queries_before_one_story_as_before_many(self):
        counted = []
        for extra in (1, 12):
            further = [Story(f"第{number}篇简讯的标题", f"第{number}篇简讯的正文在这里。") for number in range(extra)]
            head = f"{PAPER}　2019年3月14日　第{extra}版"
            facts = IssueFacts(PAPER, "named", DAY, "printed", page_label=str(extra))
            page = import_stories(BRIDGE, *further, text=lay_out_page(BRIDGE, *further, head=head), facts=facts)
            cut = page.text.index("市交通局局长")
            with CaptureQueriesContext(connection) as done:
                apply(page, Split(f"{page.public_id}-a01", at=cut), version="*", by=self.editor)
            with CaptureQueriesContext(connection) as undone:
                undo(page, self.editor)
            counted.append((len(done), len(undone)))
        self.assertEqual(counted[0], counted[1])

    def test_each_article_that_makes_room_is_written_once(self):
        with CaptureQueriesContext(connection) as queries:
            self.do(Split(self.ids[0], at=self.page.text.index("市交通局局长")))
        stepped_aside = [
            query["sql"] for query in queries if 'SET "position" = ("articles_article"."id"' in query["sql"]
        ]
        self.assertEqual(stepped_aside, [])

    def test_articles_that_change_places_find_them_free(self):
        for action in (
            Reorder(self.ids[2], self.ids[0]),
            Reorder(self.ids[0], None),
            Reorder(self.ids[1], self.ids[2]),
        ):
            before = self.layout()
            with self.subTest(action=str(action)):
                after = self.do(action).layout
                positions = [article.position for article in after.articles]
                self.assertEqual(sorted(set(positions)), positions)
                self.assertEqual(self.undo().layout.articles, before.articles)
                self.assertEqual(self.redo().layout.articles, after.articles)


class OrderTests(SimpleTestCase):
    def test_each_finds_its_position_free(self):
        cases = {
            "those behind make room": ({1: 2, 2: 3, 3: 4}, {1: 1, 2: 2, 3: 3}),
            "all go in a circle": ({1: 2, 2: 3, 3: 1}, {1: 1, 2: 2, 3: 3}),
            "two circles": ({1: 2, 2: 1, 3: 4, 4: 3}, {1: 1, 2: 2, 3: 3, 4: 4}),
            "one stays": ({1: 1, 2: 3}, {1: 1, 2: 2}),
            "one comes that was nowhere": ({9: 2, 2: 3}, {1: 1, 2: 2}),
            "one goes": ({2: None, 3: 2}, {2: 2, 3: 3}),
            "who holds it is written later": ({1: 2}, {1: 1, 2: 2}),
        }
        for name, (wanted, holders) in cases.items():
            with self.subTest(name):
                order, aside = find_order(wanted, holders)
                self.assertEqual(sorted(order), sorted(wanted))
                held = {position: key for position, key in holders.items() if key not in aside}
                for key in order:
                    held = {position: holder for position, holder in held.items() if holder != key}
                    if wanted[key] is not None:
                        self.assertNotIn(wanted[key], held, name)
                        held[wanted[key]] = key

    def test_only_one_of_a_circle_steps_aside(self):
        number = 2_000
        wanted = {key: key % number + 1 for key in range(1, number + 1)}
        order, aside = find_order(wanted, {key: key for key in wanted})
        self.assertEqual((len(order), len(aside)), (number, 1))


class FewerThan(int):
    """Equal to any number up to this one."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, int) and other <= int(self)

    __hash__ = int.__hash__
