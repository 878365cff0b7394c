"""Importing in a real browser: files are dropped, looked at, stored and undone; and without JavaScript too."""

from __future__ import annotations

import io
import zipfile

from django.contrib.auth.models import Group, User
from django.test import TestCase
from django.urls import reverse
from playwright.sync_api import Route, expect

from articles.models import Article, ImportRun
from newsarchive.roles import ADMINISTRATORS, EDITORS, REVIEWERS, ensure_roles
from tests.admin.browsing import BrowserCase
from tests.factories import make_run
from tests.generated import make_page

LONG = 60_000  # milliseconds that reading may take where much else is done
HOSTILE = "<script>alert(1)</script>{{ 7 }}\u202e"


def pack(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return packed.getvalue()


def file(name: str, content: str | bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "text/plain", "buffer": content.encode() if isinstance(content, str) else content}


class ImportingTests(BrowserCase):
    def test_pages_are_chosen_looked_at_stored_and_undone(self) -> None:
        packed = pack({f"{number}.txt": make_page(number) for number in (1, 2)})
        with self.browse() as page:
            page.goto(self.url("index"))
            page.click(".import-link a")
            page.set_input_files("#id_files", [file("两版.zip", packed), file(f"{HOSTILE}.pdf", b"%PDF-1.7")])
            expect(page.locator(".chosen")).to_contain_text("两版.zip")
            page.click("input[name=look]")
            expect(page.locator(".run-read")).to_be_visible(timeout=LONG)
            expect(page.locator(".looked-at > li")).to_have_count(3)
            expect(page.locator(".looked-at > li.is-failed")).to_contain_text("PDF")
            expect(page.locator(".stories b").first).not_to_be_empty()
            page.locator("input[name=leave_out]").nth(1).check()
            page.click("#look-form input[name=store]")
            expect(page.locator(".run-finished")).to_be_visible(timeout=LONG)
            expect(page.locator(".outcome-row-created")).to_have_count(1)
            expect(page.locator(".outcome-row-failed")).to_have_count(1)
            page.click("a.undo")
            expect(page.locator(".run-files tbody tr")).to_have_count(5)
            page.click("input[name=undo]")
            expect(page.locator(".run-undone")).to_be_visible(timeout=LONG)
        self.assertEqual(self.complaints, [])
        run = ImportRun.objects.latest("pk")
        self.assertEqual((run.state, run.user.username), ("undone", "xie"))
        self.assertFalse(Article.objects.visible().filter(run=run).exists())

    def test_files_chosen_before_the_script_has_come_are_shown_when_it_comes(self) -> None:
        held: list[Route] = []
        with self.browse() as page:
            page.route("**/newsarchive/imports*.js", lambda route: held.append(route))
            page.goto(self.url("articles_importrun_add"), wait_until="commit")
            page.set_input_files("#id_files", [file("一版.txt", make_page(1))])
            expect(page.locator(".chosen")).to_have_text("")
            held[0].continue_()
            expect(page.locator(".chosen")).to_contain_text("一版.txt")

    def test_a_file_is_dropped_and_stored_without_looking_on_a_phone_in_the_dark(self) -> None:
        dropping = """text => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([text], "drop.txt", {type: "text/plain"}));
            document.querySelector(".drop-zone").dispatchEvent(
                new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: dropped}));
        }"""
        with self.browse(viewport={"width": 390, "height": 800}, color_scheme="dark") as page:
            page.goto(self.url("articles_importrun_add"))
            page.fill("#id_date", "2021-02-30")
            page.evaluate(dropping, make_page(5))
            page.click("input[name=store]")
            expect(page.locator(".errors .errorlist")).to_contain_text("2021-02-30")
            self.complaints.clear()  # the browser tells of the refusal, too
            page.evaluate(dropping, make_page(5))
            expect(page.locator(".chosen")).to_contain_text("drop.txt")
            page.fill("#id_newspaper", "青岭日报")
            page.fill("#id_date", "2022-05-01")
            page.press("#id_date", "Tab")
            page.locator("input[name=store]").focus()
            page.keyboard.press("Enter")
            expect(page.locator(".run-finished")).to_be_visible(timeout=LONG)
            wide = page.evaluate("document.documentElement.scrollWidth")
            self.assertLessEqual(wide, 390)
        self.assertEqual(self.complaints, [])
        self.assertEqual(str(ImportRun.objects.latest("pk").pages.get().issue), "青岭日报 2022-05-01")

    def test_without_javascript_it_works_too_and_a_mistake_is_told(self) -> None:
        with self.browse(java_script_enabled=False) as page:
            page.goto(self.url("articles_importrun_add"))
            page.click("input[name=look]")
            expect(page.locator(".errorlist")).to_be_visible()
            page.set_input_files("#id_files", [file("a.txt", make_page(1))])
            page.fill("#id_date", "2021-02-30")
            page.click("input[name=look]")
            expect(page.locator(".errors .errorlist")).to_contain_text("2021-02-30")
            page.fill("#id_date", "")
            page.set_input_files("#id_files", [file("a.txt", make_page(1))])
            page.click("input[name=look]")
            expect(page.locator(".run-read")).to_be_visible(timeout=LONG)
            page.click("#look-form input[name=discard]")
            expect(page.locator(".run-discarded")).to_be_visible(timeout=LONG)


class RightsTests(TestCase):
    def answers(self, role: str) -> list[int]:
        """The statuses of the form, of a run's page, of its undoing, and of an act, for somebody with the role."""
        ensure_roles()
        user = User.objects.create_user(role, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        self.client.force_login(user)
        run = make_run(state=ImportRun.State.FINISHED)
        names = ("add", "change", "undo")
        statuses = [
            self.client.get(reverse(f"admin:articles_importrun_{name}", args=() if name == "add" else (run.pk,)))
            for name in names
        ]
        act = self.client.post(reverse("admin:articles_importrun_act", args=(run.pk,)), {"store": "1"})
        return [answer.status_code for answer in (*statuses, act)]

    def test_editors_import_and_reviewers_undo(self) -> None:
        self.assertEqual(self.answers("读者"), [403, 200, 403, 403])
        self.assertEqual(self.answers(EDITORS), [200, 200, 403, 302])
        self.assertEqual(self.answers(REVIEWERS), [200, 200, 200, 302])
        self.assertEqual(self.answers(ADMINISTRATORS), [200, 200, 200, 302])

    def test_the_progress_of_a_run_is_told(self) -> None:
        self.client.force_login(User.objects.create_superuser("xie"))
        run = make_run(state=ImportRun.State.WAITING, counts={"files": 7})
        answer = self.client.get(reverse("admin:articles_importrun_progress", args=(run.pk,)))
        self.assertEqual(answer.json()["files"], 7)
        self.assertTrue(answer.json()["at_work"])
