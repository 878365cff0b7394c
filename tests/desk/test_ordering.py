"""Positions of a page's articles: who is moved gets one between others', and nobody else is written for it."""

from __future__ import annotations

from django.test import SimpleTestCase, TestCase

from articles.models import Article
from newsarchive.desk.operations import Reorder, Split
from newsarchive.desk.operations.applying import apply
from newsarchive.desk.operations.layout import layout_of
from newsarchive.desk.operations.ordering import NEAREST, find_between, lay_in_order
from newsarchive.desk.operations.sheet import Sheet, Story
from newsarchive.desk.operations.turning import undo
from tests.factories import BRIDGE, CHESS, HARVEST, import_stories


def make_sheet(*positions: float) -> Sheet:
    stories = tuple(Story(key, "unreviewed", position) for key, position in enumerate(positions, start=1))
    return Sheet("", stories, ())


class BetweenTests(SimpleTestCase):
    def test_a_position_lies_behind_one_and_before_the_other(self):
        cases = {
            (1, 2): 1.5, (1, 1.5): 1.25, (0, 1): 0.5, (3, None): 4, (3.5, None): 4, (1, 4): 2, (1.5, 3): 2,
            (14.5, 15.5): 15,
        }  # fmt: skip
        for (last, following), wanted in cases.items():
            with self.subTest(last=last, following=following):
                found = find_between(last, following)
                self.assertEqual((found, type(found)), (wanted, type(wanted)))

    def test_where_two_stand_too_near_the_second_makes_room(self):
        self.assertEqual(find_between(1, 1 + NEAREST / 2), 2)

    def test_dozens_between_the_same_two_keep_their_order(self):
        sheet = make_sheet(1, 2)
        order = [1, 2]
        for key in range(3, 60):
            order.insert(1, key)
            sheet = lay_in_order(sheet.with_story(Story(key, "unreviewed", 0)), order)
            self.assertEqual([story.key for story in sheet.visible], order)
            positions = [story.position for story in sheet.visible]
            self.assertEqual(positions, sorted(set(positions)))

    def test_the_others_keep_their_positions(self):
        cases = {
            "the last comes first": ([4, 1, 2, 3], 4, [0.5, 1, 2, 3]),
            "the first comes last": ([2, 3, 4, 1], 1, [2, 3, 4, 5]),
            "two neighbours": ([2, 1, 3, 4], 2, [0.5, 1, 3, 4]),
        }
        for name, (order, moved, positions) in cases.items():
            with self.subTest(name):
                sheet = lay_in_order(make_sheet(1, 2, 3, 4), order, moved)
                self.assertEqual([story.key for story in sheet.visible], order)
                self.assertEqual([story.position for story in sheet.visible], positions)


class WrittenTests(TestCase):
    def setUp(self) -> None:
        self.page = import_stories(BRIDGE, HARVEST, CHESS)
        self.ids = list(self.page.articles.order_by("position").values_list("public_id", flat=True))

    def find_touched(self, act) -> set[str]:
        """The articles whose moment of the last change an act moves, and those that it makes."""
        before = dict(self.page.articles.values_list("public_id", "updated_at"))
        act()
        now = self.page.articles.values_list("public_id", "updated_at")
        return {public_id for public_id, at in now if before.get(public_id) != at}

    def do(self, action):
        return apply(self.page, action, version="*", by=None)

    def test_a_split_writes_none_of_those_behind(self):
        cut = Split(self.ids[0], at=self.page.text.index("市交通局局长"))
        touched = self.find_touched(lambda: self.do(cut))
        self.assertEqual(touched, {self.ids[0], f"{self.page.public_id}-a04"})
        self.assertEqual(self.find_touched(lambda: undo(self.page, None)), touched)

    def test_a_new_order_writes_whom_it_moves(self):
        for action in (
            Reorder(self.ids[2], self.ids[0]),
            Reorder(self.ids[0], None),
            Reorder(self.ids[1], self.ids[0]),
        ):
            with self.subTest(str(action)):
                stood = layout_of(self.page)
                self.assertEqual(self.find_touched(lambda action=action: self.do(action)), {action.article})
                self.assertEqual(self.find_touched(lambda: undo(self.page, None)), {action.article})
                self.assertEqual(layout_of(self.page).articles, stood.articles)

    def test_whoever_was_moved_is_an_editors_work_and_the_others_are_not(self):
        self.do(Reorder(self.ids[1], self.ids[0]))
        moved = {row.public_id: row.written["position"] != row.position for row in self.page.articles.all()}
        self.assertEqual(moved, {each: each == self.ids[1] for each in self.ids})

    def test_a_position_comes_back_from_the_database_as_it_went_in(self):
        article = self.page.articles.get(public_id=self.ids[0])
        for position in (1, 0.5, 7):
            with self.subTest(position=position):
                Article.objects.filter(pk=article.pk).update(position=position)
                article.refresh_from_db()
                self.assertEqual((article.position, type(article.position)), (position, type(position)))

    def test_the_version_after_an_operation_is_that_of_the_page_loaded_anew(self):
        for action in (Reorder(self.ids[2], self.ids[0]), Reorder(self.ids[0], None)):
            with self.subTest(str(action)):
                self.assertEqual(self.do(action).layout.version, layout_of(self.page).version)
