"""`manage.py serve`: the archive on one's own machine, with a worker beside the server. Not for production."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser


class Command(BaseCommand):
    help = (
        "Serve the archive on this machine, with a worker that does imports in the background; both end together. "
        "For production see docs/operating.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("address", nargs="?", default="127.0.0.1:8000", help="where (default: 127.0.0.1:8000)")

    def handle(self, *args: Any, address: str, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("This server is made for one's own machine: in production run gunicorn and run_worker.")
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "run_worker", "--stop-with-parent"], cwd=settings.BASE_DIR
        )
        signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))
        try:
            call_command("runserver", address, use_reloader=False)
        finally:
            worker.terminate()
            worker.wait(timeout=30)
