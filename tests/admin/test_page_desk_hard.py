"""The page desk at its edges, in a real browser: hostile print, the keyboard alone, a screen reader, small fingers."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from tests.admin.axe import ask_axe, ask_by_day_and_night
from tests.admin.browsing import PHONE
from tests.admin.test_page_desk import PageDeskCase
from tests.factories import CHESS, HARVEST, Named, Story

SCRIPT = "<script>document.title='run'</script><img src=x onerror=document.title='run'>"
RUN = SCRIPT + "{{ 7|add:7 }}{% debug %}" + "长" * 50
# Characters outside of the basic plane are one on the page and two in the browser; U+202E turns what follows it.
ODD = Story(
    f"𠮷田渡口{RUN}",
    f"渡口管理员𠮷小川说，\u202e新船𠀋号\u202c下月启用。{'水' * 200_000}船长𠮷大山昨日到任。",
    (Named("𠮷小川"), Named("𠮷大山")),
)

FOCUSED = "document.activeElement.closest('.story-card')?.dataset.number ?? document.activeElement.id"
# What the line that tells lies upon, of all that can be pressed.
COVERED = """
() => {
  const line = document.getElementById("desk-told");
  const told = line.getBoundingClientRect();
  // On a telephone the print stands still with its line, and the cards are scrolled away under it.
  const isBelow = (each) => getComputedStyle(line).position === "static" && each.closest("#stories");
  return [...document.querySelectorAll("#page-desk button, #page-desk a, #page-desk summary, #page-sums, #page-text")]
    .filter((each) => each.checkVisibility() && !each.closest("#desk-told") && !isBelow(each))
    .filter((each) => {
      const box = each.getBoundingClientRect();
      return box.left < told.right && told.left < box.right && box.top < told.bottom && told.top < box.bottom;
    })
    .map((each) => each.outerHTML.slice(0, 80));
}
"""


class HostilePrintTests(PageDeskCase):
    stories = (ODD, HARVEST, CHESS)

    def test_it_does_not_run_and_its_characters_are_selected_and_moved_one_by_one(self) -> None:
        wanted = ("𠮷小川", "说，\u202e", "𠀋号\u202c下月", "船长𠮷大山昨日")
        with self.browse() as page:
            self.open(page)
            for characters in wanted:
                self.select(page, characters)
                seen = page.evaluate("document.getSelection().toString()")
                self.assertEqual(
                    seen, characters.replace("\u202e", "⟨U+202E⟩").replace("\u202c", "⟨U+202C⟩"), characters
                )
                self.choose(page, 3)
                page.click("[data-act=move]")
                self.done(page)
            self.select(page, "少年棋手夺冠")
            page.click("[data-part=caption]")
            self.done(page)
            self.assertEqual(page.locator(".page-desk script, .page-desk img").count(), 0)
            shown = page.locator(".story-card h3").first.text_content() or ""
            self.assertTrue(shown.startswith(f"𠮷田渡口{RUN}"[:100]), shown)
            self.assertLess(len(shown), 130)
            self.assertNotEqual(page.title(), "run")
            self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), 1280)
        self.assertEqual(self.complaints, [])
        moved = self.characters_of(self.ids[2])
        for characters in wanted:
            self.assertIn(characters, moved)
        self.assertNotIn("𠮷大山", self.characters_of(self.ids[0]))

    def test_a_cursor_passes_every_character_in_one_step_whatever_shows_it(self) -> None:
        start = self.printed.text.index("川说，\u202e新船𠀋号")
        with self.browse() as page:
            self.open(page)
            page.evaluate(
                """async (start) => {
                  const { select } = await import("/static/newsarchive/desk/caret.js");
                  select(document.getElementById("page-text"), start);
                }""",
                start,
            )
            page.focus("#page-text")
            for key, step in (("ArrowRight", 1), ("ArrowLeft", -1)):
                at = start if step == 1 else start + 9
                for _times in range(9):
                    page.keyboard.press(key)
                    at += step
                    expect(page.locator("#selection-told")).to_contain_text(str(at))
        self.assertEqual(self.complaints, [])


class KeyboardTests(PageDeskCase):
    def focused(self, page: BrowserPage) -> Any:
        return page.evaluate(FOCUSED)

    def test_enter_presses_what_has_the_focus_and_the_focus_stays_with_its_card(self) -> None:
        with self.browse() as page:
            self.open(page)
            first = page.locator(".story-card[data-number='1']")
            first.locator("[data-story-act=confirm]").focus()
            page.keyboard.press("Enter")
            self.done(page)
            expect(page).to_have_url(self.address)
            expect(first).to_have_attribute("data-status", "confirmed")
            self.assertEqual(self.focused(page), "1")
            page.locator(".story-card[data-number='2'] [data-story-act=down]").focus()
            page.keyboard.press("Space")
            self.done(page)
            self.assertEqual(self.focused(page), "2")
            page.focus("#undo")
            for _times in range(2):
                page.keyboard.press("Enter")
            expect(page.locator("#undo")).to_be_disabled()
            self.assertEqual(self.focused(page), "page-text")

    def test_what_was_selected_stays_selected_so_that_it_can_be_marked_at_once(self) -> None:
        with self.browse() as page:
            self.open(page)
            self.select(page, "少年棋手夺冠")
            page.focus("#page-text")
            page.keyboard.press("n")
            self.done(page)
            self.assertEqual(page.evaluate("document.getSelection().toString()"), "少年棋手夺冠")
            page.keyboard.press("2")
            self.done(page)
            self.assertEqual(page.evaluate("document.getSelection().toString()"), "少年棋手夺冠")
            expect(page.locator(".story-card")).to_have_count(4)
            expect(page.locator("#page-text .part-kicker")).to_have_text("少年棋手夺冠")

    def test_tab_leads_from_the_head_to_the_text_its_bar_and_the_cards(self) -> None:
        with self.browse() as page:
            self.open(page)
            self.select(page, "少年棋手夺冠")
            page.locator(".act-keys").focus()
            passed = []
            for _times in range(60):
                page.keyboard.press("Tab")
                passed.append(
                    page.evaluate(
                        "document.activeElement.closest('.legend, #page-text, #selection-bar, .story-card, .page-log')"
                        "?.className.split(' ')[0]"
                    )
                )
            order = [name for at, name in enumerate(passed) if name and name != passed[at - 1]]
        self.assertEqual(order[:5], ["legend", "page-text", "selection-bar", "story-card", "page-log"])


class AccessibilityTests(PageDeskCase):
    """axe-core finds nothing on the desk, nor a target of less than 24 pixels."""

    def test_in_both_schemes_and_on_a_telephone(self) -> None:
        told: list[str] = []
        for options, ask in (({}, ask_by_day_and_night), ({"viewport": PHONE, "has_touch": True}, ask_axe)):
            with self.browse(**options) as page:
                self.open(page)
                self.select(page, "少年棋手夺冠")
                page.locator(".legend summary").click()
                page.locator(".page-log summary").click()
                told += ask(page, f"{options}: as opened")
                page.locator(".legend summary").click()
                self.select(page, "少年棋手夺冠")
                page.locator("[data-part=kicker]").click()
                expect(page.locator("#desk-told")).to_be_visible()
                self.assertEqual(page.evaluate(COVERED), [], options)
                told += ask(page, f"{options}: something told")
                page.locator(".story-card[data-number='1'] [data-story-act=reject]").click()
                expect(page.locator("#desk-reject")).to_be_visible()
                told += ask(page, f"{options}: rejecting")
                page.keyboard.press("Escape")
                page.locator("#undo").click()
                expect(page.locator("#undo")).to_be_disabled()
        self.assertEqual(told, [])
        self.assertEqual(self.complaints, [])
