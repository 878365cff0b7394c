"""An archive of its own behind a real browser, for benchmarks of what an editor does: made, served, thrown away."""

from __future__ import annotations

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.postgres import start_server

EDITOR = "editor"


def prepare_django(database: str = "sqlite") -> None:
    """Django on a database in memory, or on a PostgreSQL server of its own, which stops with the program.

    Playwright's loop runs in the thread that asks the database: allowed here.
    """
    url = "sqlite:///:memory:"
    if database == "postgresql":
        url, stop = start_server()
        atexit.register(stop)
    os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="newsarchive.settings", DJANGO_ALLOW_ASYNC_UNSAFE="1")
    import django

    django.setup()


@contextmanager
def served_archive() -> Iterator[str]:
    """The address of an empty archive with one editor, served for as long as it is needed."""
    from django.contrib.staticfiles.testing import StaticLiveServerTestCase
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    class Served(StaticLiveServerTestCase):
        pass

    setup_test_environment(debug=False)
    made = setup_databases(0, interactive=False)
    Served.setUpClass()
    try:
        from django.contrib.auth.models import User

        User.objects.create_superuser(EDITOR, password=EDITOR)
        yield Served.live_server_url
    finally:
        Served.doClassCleanups()
        teardown_databases(made, 0)


def log_in(page: Any, address: str) -> None:
    """The editor logs in."""
    page.set_default_timeout(60_000)
    page.goto(f"{address}/admin/login/")
    page.fill("#id_username", EDITOR)
    page.fill("#id_password", EDITOR)
    page.click("input[type=submit]")
    page.wait_for_selector("#user-tools")


@contextmanager
def logged_in(address: str) -> Iterator[Any]:
    """A page of a browser in which the editor is logged in."""
    from playwright.sync_api import sync_playwright

    from tests.admin.browsing import CHROMIUM, LAPTOP, OPTIONS

    if CHROMIUM is None:
        raise SystemExit("chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        page = browser.new_context(locale="zh-CN", viewport=LAPTOP).new_page()
        log_in(page, address)
        yield page
        browser.close()
