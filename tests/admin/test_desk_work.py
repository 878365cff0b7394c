"""The article desk in a real browser: adding what was missed, choosing between row and reading, drafts, conflicts, and
text that wants to be more than text."""

from __future__ import annotations

from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from newsarchive.desk.adding import warm_up
from tests.admin.axe import ask_axe, ask_by_day_and_night
from tests.admin.browsing import PHONE
from tests.admin.rows import make_article, make_page
from tests.admin.test_article_desk import DeskCase

# Selects the first place of some characters in the page's text, as a mouse would.
MARK = """
(wanted) => {
  const walk = document.createTreeWalker(document.getElementById("page-text"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(wanted);
    if (at >= 0) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      document.getSelection().removeAllRanges();
      document.getSelection().addRange(range);
      return;
    }
  }
}
"""
HOSTILE = (
    "<script>document.title='run'</script><img src=x onerror=document.title='run'>"
    "{{ 7|add:7 }}{% debug %}\u202e\u2066'\"&amp;"
)


class AddingInBrowserTests(DeskCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        warm_up()

    def test_marked_characters_become_a_figure_with_two_keys(self) -> None:
        start = self.story.page.text.index("4.60万亩")
        with self.browse() as page:
            self.open_desk(page)
            page.fill("#id_note", "还没有存")
            page.evaluate(MARK, "60万亩")
            expect(page.locator("#desk-marked")).to_be_visible()
            page.locator("#page-text").focus()
            page.evaluate(MARK, "60万亩")
            page.keyboard.press("f")
            expect(page.locator("#desk-add-metrics [name$=-value]")).to_have_value("600000")
            expect(page.locator("#desk-add-metrics [data-context] mark")).to_have_text("60万亩")
            page.fill("#desk-add-metrics [name$=-value]", "x")
            page.keyboard.press("Enter")
            expect(page.locator("#desk-add-metrics [aria-invalid]")).to_be_focused()
            page.fill("#desk-add-metrics [name$=-value]", "46000")
            page.keyboard.press("Enter")
            added = page.locator("#metrics-group .row-added")
            expect(added.locator("summary")).to_be_focused()
            expect(added).to_contain_text("46000 亩")
            expect(page.locator(".page-text mark.is-shown")).to_have_text("60万亩")
            # the form goes on as it was
            page.keyboard.press("Control+s")
            expect(page.locator(".messagelist .success")).to_be_visible()
            expect(page.locator("#metrics-group .has_original")).to_have_count(3)
        self.assertEqual(self.complaints, [])
        metric = self.story.metrics.get(number=3)
        self.assertEqual((metric.start, metric.end, metric.text), (start + 2, start + 6, "60万亩"))
        self.story.refresh_from_db()
        self.assertEqual(self.story.note, "还没有存")

    def test_without_a_mouse_a_name_is_typed_looked_up_and_added(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            page.keyboard.press("p")
            page.keyboard.type("没有的人")
            page.keyboard.press("Enter")
            expect(page.locator("#desk-add-mentions [data-trouble]")).to_contain_text("没有印出")
            page.fill("#add-mentions-find", "陆远")
            page.keyboard.press("Enter")
            expect(page.locator("#desk-add-mentions [name$=-role]")).to_have_value("correspondent")
            page.keyboard.press("Enter")
            expect(page.locator("#mentions-group .row-added")).to_contain_text("陆远")
            page.keyboard.press("z")
            expect(page.locator("#mentions-group .row-added")).to_have_class(
                "inline-related row-card row-added has_original status-withdrawn"
            )
        self.assertEqual(self.complaints, [])


class ChoosingInBrowserTests(DeskCase):
    def setUp(self) -> None:
        super().setUp()
        self.story.headline = "青岭县春灌展开"
        self.story.reading = {**self.story.reading, "headline": "青岭春灌展开"}
        self.story.save_without_historical_record()
        self.metric = self.story.metrics.get(number=1)
        self.metric.reading = {**self.metric.reading, "period": "2022"}
        self.metric.save_without_historical_record()

    def test_reading_or_row_is_taken_with_one_key_each_and_the_open_form_follows(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            page.locator("#metrics-0 summary").click()
            expect(page.locator("#metrics-0 input[name$=-period]")).to_have_value("")
            expect(page.locator("#desk-otherwise li")).to_have_count(2)
            page.keyboard.press("1")
            expect(page.locator("#desk-otherwise .is-conflict, #desk-otherwise > section > ul > li")).to_have_count(1)
            page.keyboard.press("2")
            expect(page.locator("#metrics-0 input[name$=-period]")).to_have_value("2022")
            page.keyboard.press("z")
            expect(page.locator("#metrics-0 input[name$=-period]")).to_have_value("")
            page.keyboard.press("2")
            expect(page.locator("#metrics-0 input[name$=-period]")).to_have_value("2022")
            page.locator("#metrics-0 summary").focus()
            page.keyboard.press("Control+s")
            expect(page.locator(".messagelist .success")).to_be_visible()
        self.assertEqual(self.complaints, [])
        self.metric.refresh_from_db()
        self.story.refresh_from_db()
        self.assertEqual((self.metric.period, self.story.headline), ("2022", "青岭县春灌展开"))


class DraftTests(DeskCase):
    locale = "zh-CN"
    logged_out, out_of_reach = "重新登录", "连不上档案"

    def type_something(self, page: BrowserPage) -> None:
        self.open_desk(page)
        page.fill("#id_headline", "未存的主题")
        page.locator("#metrics-0 summary").click()
        page.fill("#metrics-0 input[name$=-period]", "2021")

    def expect_restored(self, page: BrowserPage) -> None:
        expect(page.locator("#desk-draft")).to_contain_text("未存的主题")
        page.locator("#desk-draft [data-restore]").click()
        expect(page.locator("#id_headline")).to_have_value("未存的主题")
        expect(page.locator("#metrics-0 input[name$=-period]")).to_have_value("2021")

    def test_what_was_typed_is_offered_when_the_article_is_opened_again_and_gone_when_it_was_saved(self) -> None:
        with self.browse(locale=self.locale) as page:
            self.type_something(page)
            page.goto(self.url("articles_article_changelist"))
            self.open_desk(page)
            self.expect_restored(page)
            page.click("input[name=_continue]")
            expect(page.locator(".messagelist .success")).to_be_visible()
            page.wait_for_load_state()
            self.assertFalse(page.locator("#desk-draft").is_visible())
            self.open_desk(page)
            expect(page.locator("#id_headline")).to_have_value("未存的主题")
            expect(page.locator("#desk-draft")).to_be_hidden()
            self.assertEqual(page.evaluate("Object.keys(localStorage).filter((key) => key.includes('draft'))"), [])
        self.assertEqual(self.complaints, [])

    def test_what_was_saved_is_not_offered_when_the_page_that_told_so_was_left_before_its_scripts_ran(self) -> None:
        with self.browse(locale=self.locale) as page:
            self.type_something(page)
            nothing = {"Content-Type": "text/javascript", "Cache-Control": "no-store"}
            page.route("**/desk/*.js", lambda route: route.fulfill(headers=nothing))
            page.click("input[name=_continue]")
            expect(page.locator(".messagelist .success")).to_be_visible()
            page.unroute("**/desk/*.js")
            self.open_desk(page)
            expect(page.locator("#id_headline")).to_have_value("未存的主题")
            page.wait_for_load_state()
            self.assertFalse(page.locator("#desk-draft").is_visible())
            self.assertEqual(page.evaluate("document.cookie.includes('newsarchive-saved')"), False)
        self.assertEqual(self.complaints, [])

    def test_a_button_that_is_pressed_twice_saves_once(self) -> None:
        with self.browse(locale=self.locale) as page:
            self.type_something(page)
            sent: list[str] = []
            page.on("request", lambda request: sent.append(request.url) if request.is_navigation_request() else None)
            page.dblclick("input[name=_continue]")
            expect(page.locator(".messagelist .success")).to_be_visible()
            page.wait_for_load_state()
        self.assertEqual(len(sent), 2)  # the form and where it leads
        self.assertEqual(self.story.history.filter(history_type="~").count(), 1)
        self.assertEqual(self.complaints, [])

    def test_whoever_was_logged_out_saves_after_logging_in_again(self) -> None:
        with self.browse(locale=self.locale) as page:
            self.type_something(page)
            page.context.clear_cookies()
            page.click("input[name=_save]")
            expect(page.locator("#desk-told[role=alert]")).to_contain_text(self.logged_out)
            expect(page.locator("#id_headline")).to_have_value("未存的主题")
            page.reload()
            page.fill("#id_username", "xie")
            page.fill("#id_password", "xie")
            page.click("input[type=submit]")
            self.expect_restored(page)
            page.click("input[name=_continue]")
            expect(page.locator(".messagelist .success")).to_be_visible()
        self.story.refresh_from_db()
        self.assertEqual(self.story.headline, "未存的主题")
        self.assertEqual(self.story.metrics.get(number=1).period, "2021")

    def test_without_a_connection_the_form_stays_and_goes_when_it_is_back(self) -> None:
        with self.browse(locale=self.locale) as page:
            self.type_something(page)
            page.context.set_offline(True)
            page.click("input[name=_continue]")
            expect(page.locator("#desk-told[role=alert]")).to_contain_text(self.out_of_reach)
            page.context.set_offline(False)
            page.locator("#desk-told button").click()
            expect(page.locator(".messagelist .success")).to_be_visible()
            expect(page.locator("#id_headline")).to_have_value("未存的主题")

    def test_a_draft_of_an_older_version_is_saved_as_a_conflict_and_chosen_field_by_field(self) -> None:
        with self.open_browser() as browser:
            one, two = (self.log_in(browser, locale=self.locale) for _each in range(2))
            self.type_something(one)
            one.select_option("#id_kind", "photo")
            one.goto(self.url("articles_article_changelist"))
            self.open_desk(two)
            two.fill("#id_headline", "别人的主题")
            two.select_option("#id_kind", "brief")
            two.click("input[name=_continue]")
            expect(two.locator(".messagelist .success")).to_be_visible()
            self.open_desk(one)
            expect(one.locator("#desk-draft [data-older]")).to_be_visible()
            self.expect_restored(one)
            one.click("input[name=_continue]")
            headline = one.locator("[data-dispute=headline]")
            headline.wait_for()
            one.wait_for_load_state()
            expect(headline).to_contain_text("别人的主题")
            expect(headline).to_contain_text("未存的主题")
            expect(one.locator("#id_headline")).to_have_value("未存的主题")
            headline.locator("[data-side-value]").first.click()
            expect(one.locator("#id_headline")).to_have_value("别人的主题")
            expect(one.locator("#id_kind")).to_have_value("photo")
            one.click("input[name=_continue]")
            expect(one.locator(".messagelist .success")).to_be_visible()
        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, self.story.kind), ("别人的主题", "photo"))


class DraftsInEnglishTests(DraftTests):
    locale = "en-GB"
    logged_out, out_of_reach = "Log in again", "The archive cannot be reached"


class WalkingTests(DeskCase):
    def test_with_one_key_to_the_next_and_back_and_changes_are_told_first(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            page.keyboard.press("n")
            self.expect_opened(page, "集市开街")
            page.fill("#id_headline", "未存的主题")
            page.locator("#page-text").focus()
            page.keyboard.press("b")
            expect(page.locator("#desk-told")).to_contain_text("再按一次")
            page.keyboard.press("b")
            self.expect_opened(page, "青岭春灌全面展开")
            page.keyboard.press("n")
            expect(page.locator("#desk-draft")).to_contain_text("未存的主题")


class HostileTests(DeskCase):
    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        warm_up()

    def test_text_of_a_page_neither_runs_nor_breaks_the_desk(self) -> None:
        text = f"青岭日报\n{HOSTILE}\n" + "长" * 200_000 + "\n"
        page = make_page(text, number=8)
        story = make_article(
            page, 1, [("headline", HOSTILE), ("body", "长" * 200_000)], headline=HOSTILE, body="长" * 2000
        )
        with self.browse() as browser:
            browser.goto(self.url("articles_article_change", story.pk))
            expect(browser.locator("#page-text")).to_contain_text("<script>document.title='run'</script>")
            expect(browser.locator("#page-text")).to_contain_text("{{ 7|add:7 }}")
            expect(browser.locator("#page-text .control").first).to_have_text("⟨U+202E⟩")
            self.assertLessEqual(browser.evaluate("document.documentElement.scrollWidth"), 1280)
            browser.evaluate(MARK, "<script>")
            browser.keyboard.press("p")
            expect(browser.locator("#desk-add-mentions [name$=-name]")).to_have_value("<script>")
            browser.keyboard.press("Enter")
            expect(browser.locator("#mentions-group .row-added")).to_contain_text("<script>")
            browser.keyboard.press("x")
            expect(browser.locator("#desk-reject")).to_contain_text("<script>")
            browser.keyboard.press("Escape")
            browser.fill("#id_note", HOSTILE)
            browser.reload()
            expect(browser.locator("#desk-draft")).to_contain_text("<script>")
            self.assertNotEqual(browser.title(), "run")
        self.assertEqual(self.complaints, [])


class AccessibilityTests(DeskCase):
    """axe-core finds nothing on the desk, whatever lies open on it."""

    def setUp(self) -> None:
        super().setUp()
        self.story.headline = "青岭县春灌展开"
        self.story.reading = {**self.story.reading, "headline": "青岭春灌展开"}
        self.story.save_without_historical_record()

    def test_in_both_schemes_and_on_a_telephone(self) -> None:
        told: list[str] = []
        # So high that no bar which stays in sight covers half of a button: axe would take what is left for all of it.
        with self.browse(viewport={"width": 1280, "height": 2000}) as page:
            self.open_desk(page)
            told += ask_by_day_and_night(page, "as opened")
            page.locator("#metrics-0 summary").click()
            expect(page.locator("#metrics-0 input[name$=-value]")).to_be_visible()
            page.keyboard.press("Escape")
            page.locator("#metrics-0 .act-confirm").click()
            expect(page.locator("#desk-told")).to_be_visible()
            told += ask_by_day_and_night(page, "a line open, something told")
            page.keyboard.press("z")
            expect(page.locator("#metrics-0 .chip-unreviewed")).to_be_visible()
            for key, dialog in (("?", "#desk-keys"), ("x", "#desk-reject"), ("p", "#desk-add-mentions")):
                page.locator("#metrics-1 summary").focus()
                page.keyboard.press(key)
                expect(page.locator(dialog)).to_be_visible()
                told += ask_by_day_and_night(page, dialog)
                page.keyboard.press("Escape")
        with self.browse(viewport=PHONE, has_touch=True) as page:
            self.open_desk(page)
            told += ask_axe(page, "telephone")
        self.assertEqual(told, [])
