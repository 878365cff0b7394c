"""Who does the work: a worker, if one lives, else whoever asks for it. Through Django's Tasks interface."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from articles.models import ImportRun
from articles.runs import TRIES, mark_broken_off
from newsarchive.uploads.models import UploadedFile, Worker
from newsarchive.uploads.workers import SILENCE, is_worker_there
from newsarchive.uploads.working import discard_run, work_on

BEAT = 5  # seconds between a worker's signs of life

State = ImportRun.State


@task()
def work_on_run(run: int) -> None:
    """The job: what `work_on` does, in a worker."""
    work_on(run)


def hand_over(run: ImportRun) -> bool:
    """Have the run's work done: by a worker where one lives (True), at once where none does."""
    if is_worker_there():
        work_on_run.enqueue(run.pk)
        return True
    work_on(run.pk)
    run.refresh_from_db()
    return False


# A worker's own upkeep -----------------------------------------------------------------------------------------------


@contextmanager
def living(name: str) -> Iterator[None]:
    """While the block runs, a thread of its own says so, and looks after what others left behind."""
    ended = threading.Event()
    Worker.objects.update_or_create(name=name, defaults={"beat_at": timezone.now()})
    look_after()
    for run in ImportRun.objects.filter(state=State.WAITING, pk__in=UploadedFile.objects.values("run")):
        work_on_run.enqueue(run.pk)  # a worker may have been killed with it in its hands; asked twice does no harm
    thread = threading.Thread(target=keep_beating, args=(name, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=BEAT)


def keep_beating(name: str, ended: threading.Event) -> None:
    """A sign of life every few seconds, until the worker ends. A database that is away for a while is waited for."""
    while not ended.wait(BEAT):
        with suppress(DatabaseError):
            close_old_connections()
            Worker.objects.update_or_create(name=name, defaults={"beat_at": timezone.now()})
            look_after()
    with suppress(DatabaseError):  # by this thread's connection: the worker's own may hang in what was ended
        close_old_connections()
        Worker.objects.filter(name=name).delete()
    connection.close()


def look_after() -> None:
    """Take up again what was broken off, and throw away what nobody wanted stored."""
    mark_broken_off()
    take_up_again()
    old = timezone.now() - timedelta(days=settings.UPLOADS_KEPT_DAYS)
    for run in ImportRun.objects.filter(state=State.READ, started_at__lt=old):
        discard_run(run)
    UploadedFile.objects.filter(run__state=State.UNDONE).delete()  # it was broken off, and is taken up no more
    Worker.objects.filter(beat_at__lt=timezone.now() - 10 * SILENCE).delete()
    DBTaskResult.objects.filter(enqueued_at__lt=old).exclude(status=TaskResultStatus.READY).delete()


def take_up_again() -> None:
    """Uploads that were broken off wait again, as long as they did not end a process too often."""
    uploads = UploadedFile.objects.values("run")
    for run in ImportRun.objects.filter(state=State.BROKEN_OFF, tries__lt=TRIES, pk__in=uploads):
        if ImportRun.objects.filter(pk=run.pk, state=State.BROKEN_OFF).update(state=State.WAITING):
            work_on_run.enqueue(run.pk)


def try_again(run: ImportRun) -> bool:
    """Begin a run anew that was set aside. False where there is nothing left to do."""
    wanting = ImportRun.objects.filter(pk=run.pk, state__in=(State.BROKEN_OFF, State.WAITING))
    if not run.uploaded.exists() or not wanting.update(state=State.WAITING, tries=0):
        return False
    hand_over(run)
    return True
