"""A run that its process left is shown as broken off; uploads are taken up where they broke off, by a real worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase
from django.utils import timezone

from articles.models import ImportedFile, ImportRun, Page
from articles.runs import SILENCE, TRIES, is_process_gone, mark_broken_off, this_process
from newsarchive.importer.undo import CannotUndoError, undo_run
from newsarchive.management.commands.run_worker import SteadyWorker
from newsarchive.uploads.jobs import is_worker_there, living, look_after, try_again, work_on_run
from newsarchive.uploads.models import UploadedFile, Worker
from newsarchive.uploads.working import work_on
from tests.dumps import dump_archive
from tests.factories import make_run
from tests.generated import make_page, write_pages
from tests.importer.running import database_url, finish_import, import_pages, start_import

LONG = 120  # seconds after which what does not happen has failed

State = ImportRun.State


def ended_process() -> str:
    """The name of a process of this machine that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return f"{this_process().rpartition(':')[0]}:{process.pid}"


def make_upload(pages: int = 2, **fields: object) -> ImportRun:
    run = make_run(**{"state": State.WAITING, "counts": {"files": pages}, **fields})
    for number in range(pages):
        UploadedFile.objects.create(run=run, name=f"{number:02}.txt", content=make_page(number).encode())
    return run


class BrokenOffTests(TestCase):
    def stands(self, **fields: object) -> str:
        run = make_run(**{"state": State.RUNNING, "beat_at": timezone.now(), **fields})
        mark_broken_off()
        run.refresh_from_db()
        return run.state

    def test_a_run_is_broken_off_when_its_process_is_gone_or_silent_for_long(self):
        long_ago = timezone.now() - SILENCE - timedelta(seconds=1)
        self.assertEqual(self.stands(process=this_process()), State.RUNNING)
        self.assertEqual(self.stands(process="another-machine:1"), State.RUNNING)
        self.assertEqual(self.stands(process=ended_process()), State.BROKEN_OFF)
        self.assertEqual(self.stands(process=this_process(), beat_at=long_ago), State.BROKEN_OFF)
        self.assertEqual(self.stands(process="another-machine:1", beat_at=long_ago), State.BROKEN_OFF)

    def test_it_counts_what_it_had_done(self):
        run = make_run(state=State.RUNNING, process=ended_process(), beat_at=timezone.now(), counts={"files": 9})
        for outcome in ("created", "created", "unchanged", "failed"):
            ImportedFile.objects.create(run=run, source_name="a.txt", outcome=outcome)
        mark_broken_off()
        run.refresh_from_db()
        self.assertEqual(run.counts, {"files": 9, "pages": 3, "new": 2, "changed": 0, "unchanged": 1, "failed": 1})
        self.assertTrue(run.trouble)

    def test_of_processes_of_other_machines_nothing_is_known(self):
        self.assertFalse(is_process_gone("another-machine:1"))
        self.assertFalse(is_process_gone("nonsense"))
        self.assertFalse(is_process_gone(this_process()))

    def test_a_run_at_work_is_not_undone(self):
        run = make_run(state=State.RUNNING, process=this_process(), beat_at=timezone.now())
        with self.assertRaisesMessage(CannotUndoError, "still at work"):
            undo_run(run)


class UploadTests(TestCase):
    def test_done_twice_it_is_done_once(self):
        run = make_upload()
        work_on(run.pk)
        standing = dump_archive()
        work_on(run.pk)
        run.refresh_from_db()
        self.assertEqual((run.state, run.files.count()), (State.FINISHED, 2))
        self.assertEqual(dump_archive(), standing)

    def test_a_file_that_was_stored_before_its_process_ended_is_not_listed_twice(self):
        run = make_upload()
        work_on(run.pk)
        UploadedFile.objects.create(run=run, name="00.txt", content=make_page(0).encode())
        UploadedFile.objects.create(run=run, name="09.txt", content=make_page(9).encode())
        ImportRun.objects.filter(pk=run.pk).update(state=State.BROKEN_OFF)
        work_on(run.pk)
        run.refresh_from_db()
        self.assertEqual((run.state, run.counts["new"], run.counts["files"]), (State.FINISHED, 3, 3))
        self.assertGreater(run.counts["articles"], 0)
        self.assertFalse(run.uploaded.exists())

    def test_what_ends_its_process_again_and_again_is_set_aside_until_somebody_asks(self):
        run = make_upload()
        for tries in range(1, TRIES + 1):
            ImportRun.objects.filter(pk=run.pk).update(
                state=State.RUNNING, process=ended_process(), beat_at=timezone.now(), tries=tries
            )
            look_after()
            run.refresh_from_db()
            self.assertEqual(run.state, State.WAITING if tries < TRIES else State.BROKEN_OFF)
        self.assertTrue(try_again(run))
        run.refresh_from_db()
        self.assertEqual(run.state, State.FINISHED)
        self.assertFalse(try_again(run))

    def test_a_fault_is_told_in_the_runs_record(self):
        run = make_upload(options={"name_pattern": "{"})
        with self.assertLogs("newsarchive.uploads.working", "ERROR"):
            work_on(run.pk)
        run.refresh_from_db()
        self.assertEqual(run.state, State.BROKEN_OFF)
        self.assertIn("name-pattern", run.trouble)

    def test_what_nobody_wants_stored_goes_after_some_days(self):
        run = make_upload(stores=False)
        work_on(run.pk)
        look_after()
        run.refresh_from_db()
        self.assertEqual(run.state, State.READ)
        ImportRun.objects.filter(pk=run.pk).update(started_at=timezone.now() - timedelta(days=8))
        look_after()
        run.refresh_from_db()
        self.assertEqual((run.state, run.uploaded.count()), (State.DISCARDED, 0))

    def test_what_an_undone_run_had_not_stored_yet_is_thrown_away(self):
        run = make_upload(state=State.UNDONE)
        look_after()
        self.assertEqual(run.uploaded.count(), 0)


class KilledTests(TransactionTestCase):
    def wait_until(self, condition: object) -> None:
        end = time.monotonic() + LONG
        while not condition():  # type: ignore[operator]
            self.assertLess(time.monotonic(), end, "it did not happen in time")
            os.sched_yield()

    def start_worker(self, *options: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "run_worker", *options],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATABASE_URL": database_url()},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def test_a_killed_command_is_told_when_the_next_one_starts(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        write_pages(Path(folder.name), 12, stories=1)
        process = start_import(folder.name)
        self.wait_until(lambda: Page.objects.exists() or process.poll() is not None)
        process.send_signal(signal.SIGKILL)
        finish_import(process)
        killed = ImportRun.objects.get()
        self.assertEqual(killed.state, State.RUNNING)
        import_pages(folder.name)
        killed.refresh_from_db()
        self.assertEqual((killed.state, killed.counts["files"]), (State.BROKEN_OFF, 12))
        self.assertGreaterEqual(killed.counts["new"], 1)

    def test_a_killed_worker_leaves_its_run_to_the_next_which_ends_when_asked(self):
        run = make_upload(8)
        work_on_run.enqueue(run.pk)
        worker = self.start_worker()
        self.wait_until(lambda: ImportedFile.objects.exists() or worker.poll() is not None)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        self.assertFalse(is_worker_there())
        self.assertLess(run.files.count(), 8)

        next_worker = self.start_worker()
        self.wait_until(lambda: ImportRun.objects.filter(state=State.FINISHED).exists())
        self.assertTrue(is_worker_there())
        run.refresh_from_db()
        self.assertEqual((run.tries, run.counts["new"], run.files.count()), (2, 8, 8))
        self.assertEqual(UploadedFile.objects.count(), 0)
        next_worker.send_signal(signal.SIGTERM)
        self.assertEqual(next_worker.wait(LONG), 0)
        self.assertFalse(Worker.objects.filter(beat_at__gte=run.beat_at).exists())

        standing = dump_archive()
        call_command("flush", interactive=False, verbosity=0)
        work_on(make_upload(8).pk)
        self.assertEqual(dump_archive(), standing)

    def test_a_worker_in_a_batch_does_what_waits_and_ends(self):
        run = make_upload(1)
        self.assertEqual(self.start_worker("--batch").wait(LONG), 0)
        run.refresh_from_db()
        self.assertEqual(run.state, State.FINISHED)


class EndingTests(TransactionTestCase):
    def make_worker(self) -> SteadyWorker:
        worker = SteadyWorker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="a worker",
            excluded_queue_names=[],
        )
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGALRM):
            self.addCleanup(signal.signal, number, signal.getsignal(number))
        worker.configure_signals()
        signal.signal(signal.SIGALRM, worker.shutdown)
        return worker

    def test_a_worker_asked_to_end_in_the_middle_of_its_work_ends_after_it_without_an_error(self):
        for count in range(1, 6):
            with self.subTest(statement=count):
                run = make_upload(1)
                work_on_run.enqueue(run.pk)
                worker, asked = self.make_worker(), []

                def end_in_it(execute, *args, asked=asked, count=count):
                    asked.append(args[0])
                    if len(asked) == count:
                        os.kill(os.getpid(), signal.SIGTERM)
                    return execute(*args)

                with connection.execute_wrapper(end_in_it), self.assertLogs(level="WARNING"):
                    worker.run()
                self.assertFalse(worker.running)
                self.assertFalse(connection.in_atomic_block)
                work_on(run.pk)
                run.refresh_from_db()
                self.assertEqual(run.state, State.FINISHED)

    def test_a_worker_that_rests_ends_at_once_and_one_asked_before_does_not_rest(self):
        worker = self.make_worker()
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        with self.assertRaises(SystemExit) as ended:
            worker.rest(LONG)
        self.assertEqual(ended.exception.code, 0)
        worker.rest(LONG)

    def test_a_worker_asked_twice_ends_at_once(self):
        worker = self.make_worker()
        with self.assertLogs(level="WARNING"):
            os.kill(os.getpid(), signal.SIGTERM)
            with self.assertRaises(SystemExit) as ended:
                os.kill(os.getpid(), signal.SIGTERM)
        self.assertEqual((worker.running, ended.exception.code), (False, 1))

    def test_a_worker_that_ends_says_so_though_its_own_connection_is_in_the_middle_of_something(self):
        with self.assertRaises(SystemExit), living("a worker"), transaction.atomic():
            self.assertTrue(Worker.objects.exists())
            raise SystemExit(1)
        self.assertFalse(Worker.objects.exists())
