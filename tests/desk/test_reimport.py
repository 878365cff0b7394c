"""An operation stands when the page is read again, by the same reader or by one that draws other borders."""

from __future__ import annotations

from dataclasses import replace

from django.test import TestCase

from articles.models import Article
from newsarchive.checking import check_archive
from newsarchive.desk.operations import (
    FURNITURE,
    NEW,
    Decide,
    LaidArticle,
    Layout,
    Mark,
    Merge,
    Move,
    Part,
    Reorder,
    Split,
)
from newsarchive.importer.store import save_page
from people.models import Mention
from tests.desk.pages import READINGS, DeskPage
from tests.factories import BRIDGE, HARVEST, STORIES, read_stories


class ReimportTests(DeskPage, TestCase):
    def setUp(self) -> None:
        self.set_up()

    def read_again(self, *stories) -> None:
        save_page(read_stories(self.page.text, *stories))

    def actions(self):
        return {
            "split": Split(self.ids[0], at=self.page.text.index("市交通局局长")),
            "merge": Merge(self.ids[0], self.ids[1]),
            "move": Move((self.span("果农钱有余说，今年价格也好。"),), self.ids[2]),
            "new": Move((self.span("果农钱有余说，今年价格也好。"),), NEW),
            "furniture": Move((self.span("果农钱有余说，今年价格也好。"),), FURNITURE),
            "reorder": Reorder(self.ids[2], self.ids[0]),
            "mark": Mark((self.span("果农钱有余说，今年价格也好。"),), Part.STANDFIRST),
            "reject": Decide(self.ids[1], "rejected"),
            "confirm": Decide(self.ids[1], "confirmed"),
        }

    def test_an_operation_stands_whatever_is_read_next(self):
        before = laid(self.layout())
        for name, action in self.actions().items():
            made = self.do(action).made
            layout = self.layout()
            for reading, stories in READINGS.items():
                with self.subTest(operation=name, reading=reading):
                    self.read_again(*stories)
                    self.assertEqual(
                        worked_on(self.layout(), action, name, made), worked_on(layout, action, name, made)
                    )
                    self.check(self.layout())
            self.read_again(*STORIES)
            with self.subTest(operation=name, then="as before"):
                self.assertEqual(laid(self.layout()), laid(layout))
            with self.subTest(operation=name, then="undone and read again"):
                self.undo()
                self.assertEqual(laid(self.layout()), before)
                self.read_again(*STORIES)
                self.assertEqual(laid(self.layout()), before)
        self.assertEqual(list(check_archive()), [])

    def test_what_only_made_room_or_followed_is_nobody_s_work(self):
        self.do(self.actions()["split"])
        self.read_again(BRIDGE, HARVEST)
        self.assertEqual(Article.objects.get(public_id=self.ids[2]).status, "withdrawn")
        self.read_again(*STORIES)
        self.assertEqual(len(self.layout().articles), 4)

    def test_people_and_figures_are_not_doubled(self):
        for name, action in self.actions().items():
            self.do(action)
            named = self.people()
            self.read_again(*STORIES)
            with self.subTest(operation=name):
                self.assertEqual(self.people(), named)
            self.undo()

    def people(self) -> list[tuple[str, str, str]]:
        visible = Mention.objects.visible().order_by("article__public_id", "name", "role")
        return list(visible.values_list("article__public_id", "name", "role"))


def laid(layout: Layout) -> list[LaidArticle]:
    """Articles with what belongs to them, in their order; which numbers tell the order makes no difference."""
    return [replace(article, position=0) for article in layout.articles]


def worked_on(layout: Layout, action, name: str, made: tuple[str, ...]) -> list:
    """What the operation decided: the articles that it named or made, or the first place, or the furniture."""
    if name == "reorder":
        return [article.id for article in layout.articles][:1]
    if name == "furniture":
        return list(layout.furniture)
    if name == "reject":
        return [(a.id, a.status) for a in layout.tombstones if a.id == action.article]
    named = {*made, *(getattr(action, each, None) for each in ("article", "to"))}
    return sorted((a.id, a.body, a.headline, a.standfirsts, a.parts) for a in layout.articles if a.id in named)
