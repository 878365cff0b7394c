"""`import_pages` run as people run it: in this process with its output kept, or as a process of its own on the same
database."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

# The command with root's right to read everybody's files given up, so that a forbidden file is forbidden. The database
# is reached before: its socket may lie where only root gets.
WITHOUT_RIGHTS = """
import ctypes, sys, django
django.setup()
from django.core.management import execute_from_command_line
from django.db import connection
connection.ensure_connection()
libc = ctypes.CDLL(None, use_errno=True)
header = (ctypes.c_uint32 * 2)(0x20080522, 0)
rights = (ctypes.c_uint32 * 6)()
DAC_OVERRIDE, DAC_READ_SEARCH = 1 << 1, 1 << 2
assert libc.capget(header, rights) == 0
rights[0] &= ~(DAC_OVERRIDE | DAC_READ_SEARCH)
assert libc.capset(header, rights) == 0
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""


@dataclass(frozen=True)
class Done:
    """How a run ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)


def import_pages(*arguments: object) -> Done:
    """Run the command in this process."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_pages", *map(str, arguments), stdout=out, stderr=err)
        status = 0
    except CommandError as error:
        status = error.returncode
        err.write(str(error))
    except SystemExit as end:
        status = int(end.code or 0)
    return Done(status, out.getvalue(), err.getvalue())


def database_url() -> str:
    """The URL of the database that this test runs on."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    login = quote(known["USER"] or "", safe="") + (f":{quote(known['PASSWORD'], safe='')}" if known["PASSWORD"] else "")
    place = quote(known["HOST"] or "", safe="") + (f":{known['PORT']}" if known["PORT"] else "")
    return f"postgres://{login}@{place}/{known['NAME']}"


def start_import(*arguments: object, without_rights: bool = False) -> subprocess.Popen[str]:
    """Start the command as a process of its own, on this test's database."""
    program = ["-c", WITHOUT_RIGHTS] if without_rights else ["manage.py"]
    command = [sys.executable, *program, "import_pages", *map(str, arguments)]
    environment = {**os.environ, "DATABASE_URL": database_url()}
    return subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def finish_import(process: subprocess.Popen[str]) -> Done:
    """Wait for a started command."""
    out, err = process.communicate(timeout=300)
    return Done(process.returncode, out, err)
