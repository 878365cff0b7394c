"""A logged-in editor in a real browser, for tests of what happens there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, ConsoleMessage, expect, sync_playwright
from playwright.sync_api import Page as BrowserPage

from articles.accounting import account_for
from tests.admin.rows import make_archive

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Long enough for a machine that is busy with other things; what is right is seen at once.
expect.set_options(timeout=20_000)

LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


class BrowserCase(StaticLiveServerTestCase):
    """An archive of one page, an editor `xie`, and what the browser complained of."""

    chromium: ClassVar[Browser]

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        assert CHROMIUM, "chromium is missing: apt-get install chromium"
        playwright = cls.enterClassContext(sync_playwright())
        cls.chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        cls.addClassCleanup(cls.chromium.close)
        # Playwright's event loop stands in this thread from here on, and Django would refuse the tests' own queries
        # for it; they are made while the loop waits.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        cls.addClassCleanup(os.environ.pop, "DJANGO_ALLOW_ASYNC_UNSAFE")

    def setUp(self) -> None:
        User.objects.create_superuser("xie", password="xie")
        self.story = make_archive()
        account_for(self.story.page)
        self.complaints: list[str] = []

    @contextmanager
    def open_browser(self) -> Iterator[Browser]:
        """The class's browser, with nothing left of what was done in it before."""
        try:
            yield self.chromium
        finally:
            for context in self.chromium.contexts:
                context.close()

    def log_in(self, browser: Browser, name: str = "xie", **options: Any) -> BrowserPage:
        """A page of its own with that person's session, opened nowhere yet; several are several editors."""
        page = browser.new_context(**{"locale": "zh-CN", "viewport": LAPTOP, **options}).new_page()
        page.on("console", self.note_complaint)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        client = Client()
        client.force_login(User.objects.get(username=name), backend=settings.AUTHENTICATION_BACKENDS[-1])
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.live_server_url}])
        return page

    def note_complaint(self, said: ConsoleMessage) -> None:
        """Errors and warnings; a refusal (409) is told to the editor, and no fault of the page."""
        if said.type in ("error", "warning") and "status of 409" not in said.text:
            self.complaints.append(said.text)

    @contextmanager
    def browse(self, **options: Any) -> Iterator[BrowserPage]:
        """One browser with one logged-in page."""
        with self.open_browser() as browser:
            yield self.log_in(browser, **options)

    def url(self, name: str, *args: object) -> str:
        return self.live_server_url + reverse(f"admin:{name}", args=args)
