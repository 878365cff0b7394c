"""Two at once: importers over the same pages, and an editor beside an importer. On both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from time import monotonic

from django.db import connection, transaction
from django.test import TransactionTestCase

from articles.accounting import account_for
from articles.curation import edited_fields
from articles.extraction.types import IssueFacts
from articles.models import Article, Issue, Newspaper, Page
from newsarchive.importer.store import archive_writing, save_page
from tests.factories import BRIDGE, CHESS, HARVEST, PAPER, STORIES, dump_archive_rows, lay_out_page, read_stories


def run_together(*tasks: Callable[[], None]) -> None:
    """Run the tasks each in a thread with a connection of its own; the first error of any is raised here."""
    errors: list[BaseException] = []
    start = threading.Barrier(len(tasks))

    def work(task: Callable[[], None]) -> None:
        try:
            start.wait(30)
            task()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(task,)) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    if errors:
        raise errors[0]


def wait_for_a_waiter(longest: float = 3) -> None:
    """Until somebody waits for a lock of this transaction. On SQLite the importer waits before it reads anything."""
    until = monotonic() + longest
    while connection.vendor == "postgresql" and monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return


def readings(count: int = 6):
    """Pages of one paper over two days that name the same people."""
    return [
        read_stories(
            lay_out_page(*STORIES, foot=f"热线 000-{number}"),
            *STORIES,
            facts=IssueFacts(PAPER, "", f"2019-03-{14 + number % 2}", "", page_label=str(number // 2 + 1)),
        )
        for number in range(count)
    ]


class TwoImportersTests(TransactionTestCase):
    def test_two_runs_over_the_same_pages_leave_the_state_of_one(self):
        pages = readings()
        for reading in pages:
            save_page(reading)
        alone = dump_archive_rows()
        self.empty_archive()

        def import_all() -> None:
            for reading in pages:
                save_page(reading)

        run_together(import_all, import_all, import_all)
        self.assertEqual(dump_archive_rows(), alone)

    def empty_archive(self) -> None:
        self._fixture_teardown()

    def test_a_run_from_the_other_end_makes_no_doubles_and_no_deadlock(self):
        pages = readings()
        run_together(
            lambda: [save_page(reading) for reading in pages] and None,
            lambda: [save_page(reading) for reading in reversed(pages)] and None,
        )
        self.assertEqual((Newspaper.objects.count(), Issue.objects.count()), (1, 2))
        self.assertEqual((Page.objects.count(), Article.objects.count()), (6, 18))

    def test_a_run_that_dies_in_the_middle_of_a_page_leaves_nothing_of_it(self):
        first, second = readings(2)
        save_page(first)
        before = dump_archive_rows()
        with self.assertRaises(KeyboardInterrupt), archive_writing():
            save_page(second)
            raise KeyboardInterrupt
        self.assertEqual(dump_archive_rows(), before)
        save_page(second)
        self.assertEqual(Page.objects.count(), 2)


class EditorBesideImporterTests(TransactionTestCase):
    def test_an_edit_made_while_a_page_is_imported_is_not_lost(self):
        text = lay_out_page(*STORIES)
        save_page(read_stories(text, *STORIES))

        def edit() -> None:
            for number in range(10):
                with transaction.atomic():
                    article = Article.objects.select_for_update().get(number=1)
                    article.headline = f"青石桥之{number}"
                    article.save()

        def read() -> None:
            for stories in (STORIES, (BRIDGE, HARVEST), (CHESS, BRIDGE)) * 3:
                save_page(read_stories(text, *stories))

        run_together(edit, read)
        article = Article.objects.get(number=1)
        self.assertEqual((article.headline, edited_fields(article)), ("青石桥之9", ("headline",)))

    def test_an_editor_who_saves_from_below_upwards_and_an_importer_do_not_block_each_other(self):
        """An editor's form saves the article and then the page's sums; the importer goes from the page downwards."""
        text = lay_out_page(*STORIES)
        save_page(read_stories(text, *STORIES))
        page = Page.objects.get()
        outcomes = []

        def edit() -> None:
            for number in range(3):
                with transaction.atomic():
                    Article.objects.filter(number=2).update(dateline_place=f"白杨{number}")
                    begun.set()
                    wait_for_a_waiter()
                    account_for(page)

        def read() -> None:
            begun.wait(30)
            outcomes.append(save_page(read_stories(text, CHESS, HARVEST)))

        begun = threading.Event()
        run_together(edit, read)
        self.assertEqual(Article.objects.get(number=2).dateline_place, "白杨2")
        self.assertEqual(outcomes[0].rows["articles"].withdrawn, 1)

    def test_a_dry_run_does_not_wait_for_a_writer(self):
        text = lay_out_page(*STORIES)
        save_page(read_stories(text, *STORIES))
        told = []
        with archive_writing():
            Article.objects.filter(number=1).update(kind="brief")
            run_together(lambda: told.append(save_page(read_stories(text, *STORIES), dry_run=True)))
        self.assertEqual(told[0].outcome, "unchanged")
