"""The list of keys under `?`, held against what the keys do: each listed one is pressed, in a real browser, and each
that is bound is listed."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from articles.models import Article
from newsarchive.desk.keys import ARTICLE_KEYS, PAGE_KEYS
from tests.admin.test_article_desk import DeskCase
from tests.admin.test_desk_work import MARK
from tests.admin.test_page_desk import PageDeskCase

NATIVE = {"←", "→", "↑", "↓"}  # the cursor's, in the text alone
CHORDS = {"Ctrl"}  # Ctrl S; S alone is another key
BOUND = """async () => (await import("/static/newsarchive/desk/keys.js")).boundKeys()"""


def list_keys(keys: Any) -> set[str]:
    """Every key of a list, `1 … 7` as seven."""
    told = [each for group, _label in keys for each in group]
    return {*told, *map(str, range(1, 8))} - {"…"} if "…" in told else set(told)


class PageKeysTests(PageDeskCase):
    def setUp(self) -> None:
        super().setUp()
        self.pressed: set[str] = set()

    def press(self, page: BrowserPage, key: str, told: str = "") -> None:
        page.focus("#page-text")
        page.keyboard.press(key)
        self.pressed.add(told or key)

    def take_back(self, page: BrowserPage, before: str) -> None:
        """Undo, until the page is as it was."""
        self.done(page)
        self.press(page, "z")
        expect(page.locator("#page-desk")).to_have_attribute("data-version", before)
        self.done(page)

    def test_each_listed_key_does_what_the_list_says(self) -> None:
        following = self.make_following()
        with self.browse() as page:
            self.open(page)
            self.assertEqual(set(page.evaluate(BOUND)), list_keys(PAGE_KEYS) - NATIVE)
            self.move_about(page)
            self.operate(page)
            self.mark_parts(page)
            self.decide(page)
            self.lead_on(page, following)
        self.assertEqual(self.pressed, list_keys(PAGE_KEYS))
        self.assertEqual(self.complaints, [])

    def make_following(self) -> str:
        """Another page that waits."""
        return self.url("articles_page_desk", self.story.page.pk)

    def move_about(self, page: BrowserPage) -> None:
        told = page.locator("#selection-told")
        self.select(page, "（图见下）")
        for key, arrow in (("ArrowRight", "→"), ("ArrowLeft", "←"), ("ArrowDown", "↓"), ("ArrowUp", "↑")):
            self.press(page, key, arrow)
            expect(told).to_contain_text("光标在")
            at = told.text_content()
            self.press(page, f"Shift+{key}", arrow)
            expect(told).not_to_have_text(at or "")
        self.select(page, "少年棋手")
        self.press(page, "w")
        expect(told).to_contain_text("6 ")
        self.assertEqual(self.selected(page), "少年棋手夺冠")
        for key in ("[", "]"):
            stood = self.selected(page)
            self.press(page, key)
            expect(told).not_to_contain_text("6 ") if key == "[" else expect(told).to_contain_text("6 ")
            self.assertNotEqual(self.selected(page), stood)
        self.choose(page, 1)
        for key, number in (("j", "2"), ("k", "1")):
            self.press(page, key)
            expect(page.locator(".story-card.is-chosen")).to_have_attribute("data-number", number)

    def selected(self, page: BrowserPage) -> str:
        return str(page.evaluate("document.getSelection().toString()")).strip()

    def operate(self, page: BrowserPage) -> None:
        """Each operation, and taken back by `z`."""
        before = str(page.locator("#page-desk").get_attribute("data-version"))
        cards, text = page.locator(".story-card"), page.locator("#page-text")
        checks: dict[str, Callable[[], None]] = {
            "m": lambda: expect(text.locator(".shade-1", has_text="夺冠")).to_have_count(1),
            "n": lambda: expect(cards).to_have_count(4),
            "f": lambda: expect(text.locator(".furniture", has_text="夺冠")).to_have_count(1),
            "0": lambda: expect(text.locator(".unassigned", has_text="夺冠")).to_have_count(1),
            "s": lambda: expect(cards).to_have_count(4),
            "g": lambda: expect(cards).to_have_count(2),
            ">": lambda: expect(cards.nth(1)).to_have_attribute("data-number", "1"),
        }
        for key, check in checks.items():
            self.choose(page, 1)
            self.select(page, "夺冠。")
            self.press(page, key)
            check()
            expect(page.locator("#page-desk")).not_to_have_attribute("data-version", before)
            self.take_back(page, before)
        self.choose(page, 2)
        self.press(page, "<")
        expect(cards.nth(0)).to_have_attribute("data-number", "2")
        changed = str(page.locator("#page-desk").get_attribute("data-version"))
        self.take_back(page, before)
        self.press(page, "Z")
        expect(page.locator("#page-desk")).to_have_attribute("data-version", changed)
        self.take_back(page, before)

    def mark_parts(self, page: BrowserPage) -> None:
        before = str(page.locator("#page-desk").get_attribute("data-version"))
        parts = ("headline", "kicker", "standfirst", "crosshead", "byline", "body", "caption")
        for number, part in enumerate(parts, start=1):
            wanted = "少年棋手夺冠" if part == "body" else "夺冠。"
            self.select(page, wanted)
            self.press(page, str(number))
            expect(page.locator(f"#page-text .part-{part}", has_text=wanted)).to_have_count(1)
            self.take_back(page, before)

    def decide(self, page: BrowserPage) -> None:
        chosen = page.locator(".story-card.is-chosen")
        self.choose(page, 3)
        self.press(page, "t")
        expect(chosen.locator("[data-reviewer]")).to_contain_text("xie")
        self.press(page, "c")
        expect(chosen).to_have_attribute("data-status", "confirmed")
        for key, dialog in (("x", "#desk-reject"), ("o", "#desk-join"), ("?", "#desk-keys")):
            self.press(page, key)
            expect(page.locator(dialog)).to_be_visible()
            page.keyboard.press("Escape")
            expect(page.locator(dialog)).to_be_hidden()

    def lead_on(self, page: BrowserPage, following: str) -> None:
        self.choose(page, 1)
        address = str(page.locator(".story-card.is-chosen").get_attribute("data-url"))
        self.press(page, "Enter")
        expect(page).to_have_url(re.compile(re.escape(address)))
        page.wait_for_load_state()
        self.open(page)
        page.wait_for_load_state()
        self.press(page, "N")
        expect(page).to_have_url(following)
        page.wait_for_load_state()


class ArticleKeysTests(DeskCase):
    """What the dialogs behind these keys do is tested where they are."""

    def test_each_bound_key_is_listed_and_opens_or_does_what_the_list_says(self) -> None:
        row, status = "#mentions-0", ".field-status_chip .chip"
        with self.browse() as page:
            self.open_desk(page)
            page.wait_for_load_state()
            self.assertEqual(set(page.evaluate(BOUND)), list_keys(ARTICLE_KEYS) - CHORDS - {"Enter"})
            pressed = self.go_about(page)
            page.locator(f"{row} summary").focus()
            for key, chip in (("c", "confirmed"), ("u", "unreviewed"), ("a", ""), ("C", "")):
                page.locator(f"{row} summary").focus()
                page.keyboard.press(key)
                pressed.add(key)
                expect(page.locator(f"{row} .chip-{chip}" if chip else f"{status}.chip-confirmed")).to_be_visible()
            page.keyboard.press("z")
            expect(page.locator(f"{row} .chip-unreviewed")).to_be_visible()
            page.keyboard.press("Z")
            expect(page.locator(f"{row} .chip-confirmed")).to_be_visible()
            pressed |= {"z", "Z"} | self.ask(page)
            page.fill("#id_note", "记一笔")
            page.keyboard.press("Control+s")
            expect(page.locator(".messagelist .success")).to_be_visible()
            pressed |= CHORDS | self.lead_on(page)
        self.assertEqual(pressed, list_keys(ARTICLE_KEYS))
        self.assertEqual(Article.objects.get(pk=self.story.pk).note, "记一笔")

    def go_about(self, page: BrowserPage) -> set[str]:
        for key, row in (("j", "#mentions-0"), ("j", "#mentions-1"), ("k", "#mentions-0")):
            page.keyboard.press(key)
            expect(page.locator(f"{row} summary")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#mentions-0 details")).to_have_attribute("open", "")
        page.keyboard.press("t")
        expect(page.locator("#desk [data-reviewer]")).to_contain_text("xie")
        return {"j", "k", "Enter", "t"}

    def ask(self, page: BrowserPage) -> set[str]:
        """Keys that open something, which Escape closes again; and keys that tell what is missing."""
        opened = {
            "x": "#desk-reject", "X": "#desk-reject", "?": "#desk-keys", "p": "#desk-add-mentions",
            "f": "#desk-add-metrics", "l": "#desk-fill", "d": "#desk-fill", "i": "#desk-fill",
        }  # fmt: skip
        for key, dialog in opened.items():
            page.locator("#metrics-0 summary").focus()
            page.keyboard.press(key)
            expect(page.locator(dialog)).to_be_visible()
            page.keyboard.press("Escape")
            expect(page.locator(dialog)).to_be_hidden()
        for key, field in (
            ("s", "place"), ("S", "period"), ("L", "place"), ("D", "period"), ("e", "phrase"), ("E", "phrase"),
        ):  # fmt: skip
            page.locator("#metrics-0 summary").focus()
            page.evaluate(MARK, "三月" if field == "period" else "青岭")
            page.keyboard.press(key)
            expect(page.locator("#desk-told")).to_be_visible()
            page.evaluate("document.getElementById('desk-told').hidden = true")
        for key in ("r", "R"):  # what was given last is given again: everything says so by now, or is told what it says
            page.locator("#metrics-0 summary").focus()
            page.keyboard.press(key)
            expect(page.locator("#desk-told")).to_be_visible()
            page.evaluate("document.getElementById('desk-told').hidden = true")
        for key in ("1", "2"):
            page.keyboard.press(key)
            expect(page.locator("#desk-told")).to_contain_text("没有")
            page.evaluate("document.getElementById('desk-told').hidden = true")
        return {*opened, "s", "S", "L", "D", "e", "E", "r", "R", "1", "2"}

    def lead_on(self, page: BrowserPage) -> set[str]:
        page.wait_for_load_state()
        page.keyboard.press("g")
        expect(page).to_have_url(re.compile("/page/[0-9]+/desk/"))
        page.wait_for_load_state()
        for key in ("n", "b"):
            self.open_desk(page)
            page.wait_for_load_state()
            stood = page.url
            page.keyboard.press(key)
            expect(page).not_to_have_url(stood)
            page.wait_for_load_state()
        return {"g", "n", "b"}
