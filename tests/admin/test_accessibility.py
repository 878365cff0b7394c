"""axe-core over every screen of the admin: lists and forms found from the admin itself, so that a new one is looked at
as well, and each screen of the desk. The desks themselves, with their dialogs, are looked at where they are tested."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page as BrowserPage

from articles.history import keep_standing
from articles.models import Article, Page
from newsarchive.desk.operations import Reorder
from newsarchive.desk.operations.applying import ANY, apply
from newsarchive.roles import ensure_roles
from people.models import Person
from tests.admin.axe import ask_axe, ask_by_day_and_night
from tests.admin.browsing import PHONE, BrowserCase
from tests.benchmarks.desk import find_screens
from tests.factories import make_run

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# One template, looked at once: filtered lists, histories of other models, what libraries and places add.
SEEN = re.compile(r"=|^count$|: search$|^box: |^(?!article).*: history$|span: |^access|^authtoken|task|token|session")
TALL = {"width": 1280, "height": 4000}  # so that no bar which stays in sight covers what is scrolled under it
# What a telephone and the dark are for: reading and confirming; the others share their templates and colours.
ON_THE_WAY = re.compile(r"start page|^(article|person|page): (list|form)|history|accuracy|four_eyes|run: |looked|login")


class EveryScreenTests(BrowserCase):
    def setUp(self) -> None:
        super().setUp()
        ensure_roles()  # as every archive has them
        run = make_run(state="finished", user=User.objects.get())
        self.screens = {name: address for name, address in find_screens() if not SEEN.search(name)}
        self.screens["run: undo"] = reverse("admin:articles_importrun_undo", args=(run.pk,))
        keep_standing(self.story)
        line = self.story.history.latest()
        self.story.headline = "另题"
        self.story.save()
        apply(self.story.page, Reorder(self.story.public_id), version=ANY, by=None)
        state = reverse("admin:articles_article_simple_history", args=(self.story.pk, line.pk))
        self.screens["history: an earlier state"] = state
        self.people = list(Person.objects.values_list("pk", flat=True)[:2])
        self.story_key, self.page_key = Article.objects.first().pk, Page.objects.first().pk

    def find_faults(self, page: BrowserPage, name: str) -> Iterator[str]:
        """What axe finds in the light; and, of some, in the dark and on a telephone."""
        if not ON_THE_WAY.search(name):
            yield from ask_axe(page, f"{name}, light", LEVELS)
            return
        yield from ask_by_day_and_night(page, name, LEVELS)
        page.set_viewport_size({**PHONE, "height": TALL["height"]})
        yield from ask_axe(page, f"{name}, telephone", ["target-size"])
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > PHONE["width"]:
            yield f"{name}, telephone: {wide} pixels wide"
        page.set_viewport_size(TALL)

    def list_action(self, page: BrowserPage, model: str, action: str, keys: list[int]) -> None:
        """Choose rows of a list and an action, as far as the page that comes before it is done."""
        page.goto(self.url(f"{model}_changelist"))
        for key in keys:
            page.check(f".action-select[value='{key}']")
        page.select_option("select[name=action]", action)
        with page.expect_navigation():
            page.click("#changelist-form button[name=index]")

    def test_axe_finds_nothing_in_the_light_in_the_dark_and_on_a_telephone(self) -> None:
        faults: list[str] = []
        with self.browse(viewport=TALL) as page:
            for name, address in self.screens.items():
                page.goto(self.live_server_url + address)
                faults += self.find_faults(page, name)
            self.list_action(page, "articles_article", "assign", [self.story_key])
            with page.expect_navigation():
                page.click("button[name=look]")
            faults += self.find_faults(page, "looked at: many articles")
            self.list_action(page, "people_person", "merge", self.people)
            faults += self.find_faults(page, "looked at: merging")
            faults += self.find_faults(self.meet_a_conflict(page), "looked at: conflict")
            page.context.clear_cookies()
            page.goto(self.url("login"))
            faults += self.find_faults(page, "login")
        self.assertEqual(faults, [])
        self.assertEqual(self.complaints, [])

    def meet_a_conflict(self, page: BrowserPage) -> BrowserPage:
        """Two forms of one article, the second sent after the first was saved: it shows both."""
        other = page.context.new_page()
        for each, headline in ((page, "春灌展开"), (other, "春灌全面展开")):
            each.goto(self.url("articles_article_change", self.story_key))
            each.fill("#id_headline", headline)
        for each in (page, other):
            with each.expect_navigation():
                each.click("input[name=_continue]")
        other.set_viewport_size(TALL)
        return other
