"""Figures of a marked stretch given a place at once, and what was given last given again with one key."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from tests.admin.rows import TEXT
from tests.admin.test_article_desk import DeskCase
from tests.admin.test_desk_work import MARK

STRETCH = """async ([start, end]) => {
  const { select } = await import("/static/newsarchive/desk/caret.js");
  select(document.getElementById("page-text"), start, end);
}"""

# Presses a key in the moment a dialog closes, before anything is drawn: the browser still has the focus in its field.
AT_ONCE = """([id, key]) => {
  const dialog = document.getElementById(id);
  new MutationObserver((_, observer) => {
    observer.disconnect();
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }).observe(dialog, { attributeFilter: ["open"] });
}"""

PRESS_TWICE = """(field, key) => {
  for (const _ of [1, 2]) {
    field.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }
}"""


class StretchTests(DeskCase):
    def mark(self, page: BrowserPage, first: str, last: str) -> None:
        page.evaluate(STRETCH, [TEXT.index(first), TEXT.index(last) + len(last)])

    def expect_places(self, page: BrowserPage, *places: str) -> None:
        for at, place in enumerate(places):
            row = page.locator("#metrics-group .row-card[data-key]").nth(at)
            expect(row).to_have_attribute("data-place", place)

    def test_the_figures_of_a_marked_stretch_are_given_a_place_and_z_takes_it_from_all(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            self.mark(page, "全县", "多出4.60万亩")
            page.keyboard.press("l")
            dialog = page.locator("#desk-fill")
            expect(dialog.locator("[data-figure]")).to_contain_text("64.2")
            expect(dialog.locator("[data-figure]")).to_contain_text("4.60")
            expect(dialog.locator("[data-scope=line]")).to_contain_text("这些数字 (2)")
            expect(dialog.locator("[data-scope=below]")).to_be_disabled()
            self.assertEqual(Axe().run(page).response["violations"], [])
            self.complaints.clear()  # axe tries styles that the policy refuses
            page.locator("#desk-fill-value").fill("东门镇")
            page.keyboard.press("Enter")
            self.expect_places(page, "东门镇", "东门镇")
            page.keyboard.press("z")
            self.expect_places(page, "", "")
            # one figure of the stretch alone: the other is left as it is
            self.mark(page, "比上年", "4.60万亩")
            page.keyboard.press("l")
            offer = page.locator("[data-offers] button").filter(has_text="东门镇")
            page.keyboard.press((offer.locator("kbd").text_content() or "").strip())
            self.expect_places(page, "", "东门镇")
        self.assertEqual(self.complaints, [])

    def test_who_presses_z_in_the_moment_the_dialog_closes_undoes_what_it_gave(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            self.mark(page, "全县", "多出4.60万亩")
            page.keyboard.press("l")
            page.locator("#desk-fill-value").fill("东门镇")
            page.evaluate(AT_ONCE, ["desk-fill", "z"])
            page.keyboard.press("Enter")
            expect(page.locator("#desk-told")).to_contain_text("(Z)")
            self.expect_places(page, "", "")
        self.assertEqual(self.complaints, [])

    def test_enter_pressed_twice_gives_once(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            self.mark(page, "全县", "多出4.60万亩")
            page.keyboard.press("l")
            page.locator("#desk-fill-value").fill("东门镇")
            page.locator("#desk-fill-value").evaluate(PRESS_TWICE, "Enter")
            self.expect_places(page, "东门镇", "东门镇")
            page.keyboard.press("z")
            self.expect_places(page, "", "")
            page.keyboard.press("z")
            expect(page.locator("#desk-told")).to_have_text("没有可撤销的操作。")
        self.assertEqual(self.complaints, [])

    def test_a_marked_place_or_period_is_given_to_the_figures_behind_it_in_its_sentence(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            self.mark(page, "全县", "全县")
            page.keyboard.press("s")
            self.expect_places(page, "全县", "全县")
            page.keyboard.press("z")
            self.expect_places(page, "", "")
            self.mark(page, "比上年", "比上年\n多")
            page.locator("#desk-marked [data-spread]").click()
            self.expect_places(page, "", "比上年多")
            self.mark(page, "上年", "上年")
            page.keyboard.press("S")
            rows = page.locator("#metrics-group .row-card[data-key]")
            expect(rows.nth(1)).to_have_attribute("data-period", "2021")
            expect(rows.nth(0)).to_have_attribute("data-period", "")
            # behind its sentence no figure is meant, whatever another article prints
            self.mark(page, "4.60万亩", "4.60万亩")
            page.keyboard.press("s")
            expect(page.locator("#desk-told")).to_contain_text("没有")
            # a period is taken by a digit from 3 on; with 1 and 2 years begin
            page.evaluate("document.getSelection().removeAllRanges()")
            rows.nth(0).locator("summary").focus()
            page.keyboard.press("d")
            offers = page.locator("[data-offers] button")
            expect(offers.first.locator("kbd")).to_have_text("3")
            page.keyboard.type("2019")
            expect(page.locator("#desk-fill-value")).to_have_value("2019")
            page.keyboard.press("Control+a")
            page.keyboard.press("3")
            expect(rows.nth(0)).not_to_have_attribute("data-period", "")
        self.assertEqual(self.complaints, [])

    def test_what_was_given_last_is_given_again_to_a_line_a_stretch_or_all_below(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            first = page.locator("#metrics-group .row-card[data-key] summary").first
            first.focus()
            page.keyboard.press("r")
            expect(page.locator("#desk-told")).to_contain_text("尚未填过")
            page.evaluate(MARK, "青岭县")
            page.keyboard.press("l")
            self.expect_places(page, "青岭县", "")
            page.locator("#metrics-group .row-card[data-key] summary").nth(1).focus()
            page.keyboard.press("r")
            self.expect_places(page, "青岭县", "青岭县")
            page.keyboard.press("z")
            page.keyboard.press("z")
            self.expect_places(page, "", "")
            self.mark(page, "全县", "多出4.60万亩")
            page.keyboard.press("r")
            self.expect_places(page, "青岭县", "青岭县")
            page.keyboard.press("z")
            self.expect_places(page, "", "")
            page.reload()  # saving loads the page anew: what was given last is still at hand
            page.wait_for_load_state()
            first.focus()
            page.keyboard.press("R")
            self.expect_places(page, "青岭县", "青岭县")
        self.assertEqual(self.complaints, [])
