"""`manage.py run_worker`: does in the background what editors and programs ask for. The work itself is in uploads/."""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from argparse import RawDescriptionHelpFormatter
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
        with living(this_process()):
            if not batch:
                self.stdout.write("The worker waits for work. Ctrl-C ends it.")
            while True:
                worker = Worker(
                    queue_names=["*"],
                    interval=interval,
                    batch=batch,
                    backend_name=DEFAULT_TASK_BACKEND_ALIAS,
                    startup_delay=False,
                    max_tasks=None,
                    worker_id=this_process()[-64:],
                    excluded_queue_names=[],
                )
                worker.configure_signals()
                try:
                    worker.run()
                    return
                except OperationalError as error:  # the database is busy or away: it comes back
                    self.stderr.write(f"The database does not answer ({error}); waiting.")
                    connection.close()
                    time.sleep(PATIENCE)


def end_with(parent: int) -> None:
    """End this process when the parent is no more."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
