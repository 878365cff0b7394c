"""Who is at a run, and what becomes of the record of one that was broken off. What a run does is not known here."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from django.db.models import Count, F
from django.utils import timezone

from articles.models import ImportedFile, ImportRun

# A page takes seconds, the longest that is read some minutes: who was not heard of for longer is gone.
SILENCE = timedelta(minutes=10)
# A run that ended its process so many times is set aside, so that it cannot end a worker for ever.
TRIES = 3

State = ImportRun.State


def this_process() -> str:
    """This process's name, by which another on the same machine can tell whether it still runs."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_process_gone(name: str) -> bool:
    """Whether the process was on this machine and ended. Of other machines' processes nothing is known."""
    host, _, number = name.rpartition(":")
    if host != socket.gethostname() or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def claim_run(run: ImportRun) -> bool:
    """Take the run for this process. False where another has it, or where it is done."""
    wanting = ImportRun.objects.filter(pk=run.pk, state__in=(State.WAITING, State.BROKEN_OFF))
    taken = wanting.update(
        state=State.RUNNING, process=this_process(), beat_at=timezone.now(), tries=F("tries") + 1, trouble=""
    )
    run.refresh_from_db()
    return bool(taken)


def beat(run: ImportRun) -> None:
    """Say that this process is still at the run."""
    ImportRun.objects.filter(pk=run.pk).update(beat_at=timezone.now())


def is_at_work(run: ImportRun) -> bool:
    """Whether somebody is at the run, as far as can be told."""
    if run.state != State.RUNNING or is_process_gone(run.process):
        return False
    return timezone.now() - (run.beat_at or run.started_at) < SILENCE


def mark_broken_off() -> None:
    """Let every run that nobody is at any more say so, with what it had done. Asked whenever runs are looked at."""
    for run in ImportRun.objects.filter(state=State.RUNNING):
        if not is_at_work(run):
            break_off(run, "The process that was at it ended.")


def break_off(run: ImportRun, trouble: str) -> None:
    """Close the record of a run that did not come to its end."""
    ImportRun.objects.filter(pk=run.pk, state=State.RUNNING, beat_at=run.beat_at).update(
        state=State.BROKEN_OFF, counts={**run.counts, **count_files(run)}, trouble=trouble
    )


def count_files(run: ImportRun) -> dict[str, int]:
    """The files that the run dealt with, by outcome, under the names of `ImportRun.counts`."""
    outcomes = dict(run.files.order_by().values_list("outcome").annotate(Count("pk")))
    names = {"new": "created", "changed": "updated", "unchanged": "unchanged", "failed": "failed"}
    counts = {name: outcomes.get(ImportedFile.Outcome(outcome), 0) for name, outcome in names.items()}
    return {"pages": sum(counts.values()) - counts["failed"], **counts}
