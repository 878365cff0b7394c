"""The page desk in a real browser: each operation by mouse and by key, undone and redone, and two editors at once."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.contrib.auth.models import Group, User
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from articles.extraction.types import IssueFacts
from articles.models import Article, Page
from newsarchive.desk.operations import Layout, Part
from newsarchive.desk.operations.layout import layout_of
from newsarchive.roles import ensure_roles
from tests.admin.browsing import PHONE, BrowserCase
from tests.factories import BRIDGE, CHESS, DAY, HARVEST, PAPER, Story, import_stories, lay_out_page


class PageDeskCase(BrowserCase):
    stories: tuple[Story, ...] = (BRIDGE, HARVEST, CHESS)

    def setUp(self) -> None:
        super().setUp()
        self.printed: Page = import_stories(*self.stories)
        self.ids = [article.id for article in self.layout().articles]
        self.address = self.url("articles_page_desk", self.printed.pk)

    def layout(self) -> Layout:
        return layout_of(self.printed)

    def characters_of(self, article: str, part: Part | None = None) -> str:
        parts = self.layout().article(article).parts
        return "".join(self.printed.text[p.start : p.end] for p in parts if part is None or p.part == part)

    def open(self, page: BrowserPage) -> None:
        page.goto(self.address)
        expect(page.locator(".story-card")).to_have_count(3)

    def select(self, page: BrowserPage, wanted: str) -> None:
        """Select a string of the page as a mouse would: by the points where it begins and ends."""
        start = self.printed.text.index(wanted)
        page.evaluate(
            """async ([start, end]) => {
              const { select } = await import("/static/newsarchive/desk/caret.js");
              select(document.getElementById("page-text"), start, end);
            }""",
            [start, start + len(wanted)],
        )
        expect(page.locator("#selection-told")).to_contain_text(str(len(wanted)))

    def choose(self, page: BrowserPage, number: int) -> None:
        page.locator(f".story-card[data-number='{number}'] [data-choose]").click()

    def done(self, page: BrowserPage) -> None:
        """Wait until the desk has told what was done, and take the line away."""
        expect(page.locator("#page-desk.is-busy")).to_have_count(0)
        expect(page.locator("#desk-told")).to_be_visible()
        page.evaluate("document.getElementById('desk-told').hidden = true")


class OperationsTests(PageDeskCase):
    def test_every_operation_by_button_is_done_undone_and_redone(self) -> None:
        steps: list[tuple[str, Any]] = []
        with self.browse() as page:
            self.open(page)
            before = page.locator("#page-desk").get_attribute("data-version")

            def note(name: str) -> None:
                self.done(page)
                steps.append((name, page.locator("#page-desk").get_attribute("data-version")))

            self.select(page, "果农钱有余说，今年价格也好。")
            self.choose(page, 1)
            page.click("[data-act=move]")
            note("move")
            self.select(page, "热线 000-1234")
            page.click("[data-act=new]")
            note("new")
            self.select(page, "（图见下）")
            page.click("[data-act=furniture]")
            note("furniture")
            self.select(page, "少年棋手夺冠")
            page.click("[data-part=kicker]")
            note("mark")
            self.select(page, "桥面宽24米")
            page.click("[data-act=split]")
            note("split")
            page.locator(".story-card[data-number='1'] [data-story-act=merge]").click()
            note("merge")
            page.locator(".story-card[data-number='1'] [data-story-act=down]").click()
            note("reorder")
            page.locator(".story-card[data-number='2'] [data-story-act=confirm]").click()
            note("confirm")
            page.locator(".story-card[data-number='3'] [data-story-act=reject]").click()
            page.fill("#desk-reject-reason", "重复")
            page.keyboard.press("Enter")
            note("reject")

            versions = [before, *(version for _name, version in steps)]
            for earlier, later in pairwise(versions):
                self.assertNotEqual(earlier, later, steps)
            told = dict(steps)
            self.assertEqual(told["merge"], told["mark"], "What was parted and joined again is as it was.")
            for version in reversed(versions[:-1]):
                page.click("#undo")
                expect(page.locator("#page-desk")).to_have_attribute("data-version", version)
            expect(page.locator("#undo")).to_be_disabled()
            for version in versions[1:]:
                page.click("#redo")
                expect(page.locator("#page-desk")).to_have_attribute("data-version", version)
            page.locator(".page-log summary").click()
            expect(page.locator("#page-log li")).to_have_count(len(steps))
            expect(page.locator("#page-log li").first).to_contain_text("重复")
        self.assertEqual(self.complaints, [])
        page_row = Page.objects.get(pk=self.printed.pk)
        self.assertEqual(page_row.in_articles + page_row.in_furniture + page_row.unassigned, len(self.printed.text))
        self.assertEqual(Article.objects.get(public_id=self.ids[2]).status, "rejected")

    def test_the_same_is_done_with_keys_alone(self) -> None:
        with self.browse() as page:
            self.open(page)
            page.focus("#page-text")
            page.keyboard.press("ArrowRight")
            for _times in range(3):
                page.keyboard.press("Shift+ArrowRight")
            expect(page.locator("#selection-told")).to_contain_text("3")
            self.select(page, "桥面宽24米")
            page.focus("#page-text")
            page.keyboard.press("s")
            expect(page.locator(".story-card")).to_have_count(4)
            page.keyboard.press("z")
            expect(page.locator(".story-card")).to_have_count(3)
            expect(page.locator(".story-card.is-chosen")).to_have_count(1)  # the one beside what is gone
            page.keyboard.press("Z")
            expect(page.locator(".story-card")).to_have_count(4)
            page.keyboard.press("k")
            page.keyboard.press("k")
            page.keyboard.press("k")
            page.keyboard.press("g")
            expect(page.locator(".story-card")).to_have_count(3)
            self.select(page, "（图见下）")
            page.focus("#page-text")
            page.keyboard.press("m")
            expect(page.locator("[data-sum=unassigned]")).not_to_have_text(str(self.printed.unassigned))
            self.select(page, "（图见下）")
            page.focus("#page-text")
            page.keyboard.press("0")
            self.done(page)
            self.select(page, "少年棋手夺冠")
            page.focus("#page-text")
            page.keyboard.press("w")
            page.keyboard.press("4")
            self.done(page)
            page.keyboard.press("c")
            expect(page.locator(".story-card.is-chosen")).to_have_attribute("data-status", "confirmed")
            page.reload()
            page.wait_for_load_state()
            page.keyboard.press("Z")
            expect(page.locator("#desk-told")).to_have_text("没有可撤销的操作。")
            page.keyboard.press("?")
            expect(page.locator("#desk-keys")).to_be_visible()
        self.assertEqual(self.complaints, [])
        self.assertIn("少年棋手夺冠", self.characters_of(self.ids[2], Part.CROSSHEAD))

    def test_selected_text_is_dragged_onto_an_article(self) -> None:
        with self.browse() as page:
            self.open(page)
            self.select(page, "果农钱有余说，今年价格也好。")
            page.evaluate(
                """(id) => {
                  const card = document.querySelector(`.story-card[data-id="${id}"]`);
                  const dataTransfer = new DataTransfer();
                  card.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer }));
                }""",
                self.ids[2],
            )
            self.done(page)
        self.assertIn("果农钱有余说", self.characters_of(self.ids[2]))
        self.assertNotIn("果农钱有余说", self.characters_of(self.ids[1]))


class JoinTests(PageDeskCase):
    def test_a_story_is_joined_with_the_page_it_goes_on_on_and_parted_again(self) -> None:
        more = Story("青石桥通车之后", "大桥通车后，两岸的公交线路也将调整。")
        rest = Story("春茶开采", "云埠山上的春茶已经开采。")
        facts = IssueFacts(PAPER, "named in the page's head", DAY, "printed in the page's head", page_label="5")
        other = import_stories(more, rest, text=lay_out_page(more, rest, foot="热线 000-5678"), facts=facts)
        later = other.articles.get(headline=more.headline)
        with self.browse() as page:
            self.open(page)
            before = page.locator("#page-desk").get_attribute("data-version")
            page.keyboard.press("o")
            dialog = page.locator("#desk-join")
            expect(dialog.locator("label input[type=radio]")).to_have_count(2)
            page.fill("#desk-join-words", "没有这样的文章")
            expect(dialog.locator("input[type=radio]")).to_have_count(0)
            expect(dialog.locator("button[value=join]")).to_be_disabled()
            page.fill("#desk-join-words", "公交")
            expect(dialog.locator("input[type=radio]")).to_have_count(1)
            expect(dialog.locator(".join-found")).to_contain_text("青石桥通车之后")
            page.keyboard.press("Enter")
            link = page.locator(".story-card[data-number='1'] .story-link")
            expect(link).to_contain_text("青石桥通车之后")
            link.locator("a").click()
            expect(page.locator(".story-card .story-link")).to_contain_text(BRIDGE.headline)
            page.locator(".story-card .story-link a").click()
            page.locator("[data-story-act=part]").click()
            expect(page.locator(".story-card")).to_have_count(3)
            expect(page.locator(".story-link")).to_have_count(0)
            expect(page.locator("#page-desk")).to_have_attribute("data-version", before)
        self.assertEqual(self.complaints, [])
        later.refresh_from_db()
        self.assertIsNone(later.continues)


class TogetherTests(PageDeskCase):
    locale = "zh-CN"
    words: tuple[str, ...] = ("这期间有人改动了本版", "仍然执行我的操作", "先看现在的版面")

    def test_the_later_of_two_editors_is_told_and_shown_both(self) -> None:
        User.objects.create_superuser("li", password="li")
        with self.open_browser() as browser:
            first, second = (self.log_in(browser, name, locale=self.locale) for name in ("xie", "li"))
            self.open(first)
            self.open(second)
            self.select(first, "（图见下）")
            first.click("[data-act=furniture]")
            self.done(first)
            self.select(second, "桥面宽24米")
            second.click("[data-act=split]")
            dialog = second.locator("#desk-conflict")
            expect(dialog).to_be_visible()
            expect(dialog.locator("[data-conflict-theirs]")).to_contain_text("xie")
            for word in self.words:
                expect(dialog).to_contain_text(word)
            expect(dialog.locator("[data-conflict-mine]")).to_contain_text("“桥面宽24米”")
            expect(second.locator(".story-card")).to_have_count(3)
            dialog.locator("button[value=again]").click()
            expect(second.locator(".story-card")).to_have_count(4)
        self.assertEqual([text for text in self.complaints if "409" not in text], [])
        self.assertEqual(len(self.layout().articles), 4)
        self.assertTrue(any("（图见下）" in self.printed.text[s:e] for s, e in self.layout().furniture))

    def test_looking_first_leaves_the_page_as_the_other_editor_made_it(self) -> None:
        User.objects.create_superuser("li", password="li")
        with self.open_browser() as browser:
            first, second = (self.log_in(browser, name, locale=self.locale) for name in ("xie", "li"))
            self.open(first)
            self.open(second)
            self.select(first, "桥面宽24米")
            first.click("[data-act=split]")
            expect(first.locator(".story-card")).to_have_count(4)
            self.select(second, "（图见下）")
            second.click("[data-act=furniture]")
            second.locator("#desk-conflict button[value=look]").click()
            expect(second.locator(".story-card")).to_have_count(4)
        self.assertFalse(any("（图见下）" in self.printed.text[s:e] for s, e in self.layout().furniture))


class TogetherInEnglishTests(TogetherTests):
    locale = "en-GB"
    words = ("Somebody changed this page meanwhile", "all the same", "Show me the page")


class ScreenTests(PageDeskCase):
    def test_a_reader_sees_the_desk_and_can_change_nothing(self) -> None:
        ensure_roles()
        reader = User.objects.create_user("du", password="du", is_staff=True)
        reader.groups.add(Group.objects.get(name="读者"))
        with self.open_browser() as browser:
            page = self.log_in(browser, "du")
            self.open(page)
            expect(page.locator("#selection-bar")).to_have_count(0)
            expect(page.locator("#undo")).to_have_count(0)
            status = page.evaluate(
                """async (url) => {
                  const { csrfToken } = await import("/static/newsarchive/desk/talk.js");
                  const headers = { "X-CSRFToken": csrfToken(), "Content-Type": "application/json" };
                  return (await fetch(url, { method: "POST", headers, body: "{}" })).status;
                }""",
                self.address + "do/",
            )
            self.assertEqual(status, 403)

    def test_on_a_phone_everything_fits_the_width(self) -> None:
        with self.browse(viewport=PHONE) as page:
            self.open(page)
            width = page.evaluate("document.documentElement.scrollWidth")
            self.assertLessEqual(width, PHONE["width"])
            page.locator(".story-card[data-number='1'] [data-story-act=confirm]").click()
            expect(page.locator(".story-card[data-number='1']")).to_have_attribute("data-status", "confirmed")
        self.assertEqual(self.complaints, [])

    def test_in_english_the_desk_is_english(self) -> None:
        with self.browse(locale="en-GB") as page:
            self.open(page)
            expect(page.locator("[data-act=new]")).to_contain_text("New article")
