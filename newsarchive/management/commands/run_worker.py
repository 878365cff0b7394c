"""`manage.py run_worker`: does in the background what editors and programs ask for. The work itself is in uploads/."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from argparse import RawDescriptionHelpFormatter
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, connection
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker

from articles.runs import this_process
from newsarchive.uploads.jobs import living

ABOUT = """Do in the background what editors and programs ask for: imports from the admin and the API.

Without a worker that work is done at once, while the browser or program waits. One worker is enough for an archive;
more do no harm. Ctrl-C finishes the run at hand and ends; a second Ctrl-C ends at once. What a worker leaves
unfinished, because it was stopped or killed, the next one takes up where it stands; nothing is imported twice. What
ended a worker three times is set aside, and its page in the admin offers to try again.

examples:
  manage.py run_worker             until it is stopped; start it beside the server, see docs/operating.md
  manage.py run_worker --batch     do what waits and end, for instance from cron
"""
logger = logging.getLogger(__name__)

PATIENCE = 5  # seconds to wait for a database that is busy or away


class Command(BaseCommand):
    help = ABOUT

    def create_parser(self, *args: Any, **kwargs: Any) -> CommandParser:
        return super().create_parser(*args, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="do what waits, and end")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks for work (default: 1)")
        parser.add_argument(
            "--stop-with-parent", action="store_true", help="end when the process ends that started this one"
        )

    def handle(self, *args: Any, batch: bool, interval: float, stop_with_parent: bool, **options: Any) -> None:
        if options["verbosity"] > 0:
            logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        if stop_with_parent:
            threading.Thread(target=end_with, args=(os.getppid(),), daemon=True).start()
        worker = SteadyWorker(
            queue_names=["*"],
            interval=interval,
            batch=True,  # it comes back when nothing waits, and rests here
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=this_process()[-64:],
            excluded_queue_names=[],
        )
        with living(this_process()):
            worker.configure_signals()
            if not batch:
                self.stdout.write("The worker waits for work. Ctrl-C ends it.")
            while worker.running:
                try:
                    worker.run()
                    if batch:
                        return
                    worker.rest(interval)
                except OperationalError as error:  # the database is busy or away: it comes back
                    self.stderr.write(f"The database does not answer ({error}); waiting.")
                    connection.close()
                    worker.rest(PATIENCE)


class SteadyWorker(Worker):
    """Ends when asked between two pieces of work, or at once while it rests; never in the middle of a statement.

    The library's worker leaves by SystemExit wherever it stands. In a commit on PostgreSQL that leaves a connection
    Django cannot tidy up, and what should be a quiet end becomes an error. A second signal still ends it at once.
    """

    resting = False

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        if not self.running:
            super().shutdown(signum, frame)
        self.running = False
        if self.resting:
            sys.exit(0)
        logger.warning("Ending after what is at hand. Ctrl-C once more ends at once.")

    def rest(self, seconds: float) -> None:
        """Do nothing for so long, unless asked to end already."""
        self.resting = True
        try:
            if self.running:
                time.sleep(seconds)
        finally:
            self.resting = False


def end_with(parent: int) -> None:
    """End this process when the parent is no more."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
