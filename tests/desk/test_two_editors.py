"""Two editors on one page: the later one is told, and shown both; of many operations on one version one is done."""

from __future__ import annotations

import threading

from django.db import transaction
from django.test import TransactionTestCase

from articles.models import Article
from newsarchive.desk.operations import Conflict, Merge, Reorder, Split
from newsarchive.desk.operations.applying import apply
from tests.desk.pages import DeskPage
from tests.importer.test_concurrency import run_together, wait_for_a_waiter


class TwoEditorsTests(DeskPage, TransactionTestCase):
    def setUp(self) -> None:
        self.set_up()

    def test_of_operations_on_one_version_exactly_one_is_done(self):
        seen = self.layout().version
        told: list[str] = []

        def operate(action) -> None:
            try:
                apply(self.page, action, version=seen, by=self.editor)
                told.append("done")
            except Conflict as conflict:
                told.append(conflict.seen)

        cut = self.page.text.index("市交通局局长")
        actions = [Split(self.ids[0], at=cut), Merge(self.ids[0], self.ids[1]), Reorder(self.ids[2], self.ids[0])]
        run_together(*(lambda action=action: operate(action) for action in actions))
        self.assertEqual(sorted(told), sorted(["done", seen, seen]))
        self.assertEqual(self.page.operations.count(), 1)
        self.check(self.layout())

    def test_an_operation_waits_for_an_editor_who_is_saving_and_sees_what_was_written(self):
        seen = self.layout().version
        written = threading.Event()
        refused: list[Conflict] = []

        def save_slowly() -> None:
            with transaction.atomic():
                row = Article.objects.get(number=1)
                row.headline = "青石桥今日通车"
                row.save()
                written.set()
                wait_for_a_waiter()

        def operate() -> None:
            written.wait(30)
            try:
                apply(self.page, Merge(self.ids[0], self.ids[1]), version=seen, by=self.editor)
            except Conflict as conflict:
                refused.append(conflict)

        run_together(save_slowly, operate)
        self.assertEqual(refused[0].layout.articles[0].headline, "青石桥今日通车")
