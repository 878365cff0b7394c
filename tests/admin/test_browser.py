"""The admin in a real browser: a row leads to its place in print and back, an edit is saved and told, and the content
security policy refuses nothing."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Article
from tests.admin.browsing import BrowserCase


class BrowserTests(BrowserCase):
    def test_an_article_is_read_beside_its_page_and_corrected(self) -> None:
        metric = self.story.metrics.get(number=2)
        with self.browse() as page:
            page.goto(self.url("articles_article_change", self.story.pk))
            key = f"metrics-{metric.pk}"
            mark = page.locator(f"mark[data-key={key}]")
            row = page.locator(f".row-card[data-key={key}]")

            # a row shows its place in print
            row.locator("summary").click()
            expect(mark).to_have_class("figure is-shown")
            expect(mark).to_be_in_viewport()
            expect(row.locator("input[name$=-value]")).to_have_value("46000")

            # a mark, torn by the column's end, opens its row
            person = page.locator("mark.person", has_text="方")
            person.first.click()
            opened = page.locator(".row-card.is-shown")
            expect(opened.locator("summary")).to_contain_text("方敬亭")
            expect(opened.locator("input[name$=-title]")).to_be_visible()
            expect(mark).to_have_class("figure")

            # and so with the keyboard
            mark.focus()
            page.keyboard.press("Enter")
            expect(page.locator(".row-card.is-shown summary")).to_contain_text("4.60万亩")

            page.fill("#id_headline", "青岭县春灌全面展开")
            page.fill("#id_reason", "漏字")
            page.click("input[name=_continue]")
            expect(page.locator(".messagelist .success")).to_be_visible()
            expect(page.locator(".field-headline .read-as")).to_contain_text("青岭春灌全面展开")
            page.click(".historylink")
            expect(page.locator("#change-history ins").first).to_have_text("青岭县春灌全面展开")
            expect(page.locator("#change-history")).to_contain_text("xie")
            expect(page.locator("#change-history")).to_contain_text("漏字")
        self.assertEqual(self.complaints, [])
        self.story.refresh_from_db()
        self.assertEqual(self.story.headline, "青岭县春灌全面展开")

    def test_a_line_that_cannot_be_fetched_says_so_and_leaves_the_form_as_it_is(self) -> None:
        with self.browse() as page:
            page.goto(self.url("articles_article_change", self.story.pk))
            page.fill("#id_headline", "未存的主题")
            page.route("**/rows/**", lambda route: route.abort())
            page.locator("#metrics-0 summary").click()
            expect(page.locator("#metrics-0 .not-fetched")).to_be_visible()
            expect(page.locator("#id_headline")).to_have_value("未存的主题")
            page.unroute("**/rows/**")
            page.locator("#metrics-0 summary").click()
            page.locator("#metrics-0 summary").click()
            expect(page.locator("#metrics-0 input[name$=-value]")).to_have_value("64.2")
            expect(page.locator("#metrics-0 .not-fetched")).to_be_hidden()

    def test_a_figure_is_added_and_an_indicator_chosen_by_typing(self) -> None:
        with self.browse() as page:
            page.goto(self.url("articles_article_change", self.story.pk))
            page.locator("#metrics-group .add-row a").click()
            row = page.locator("#metrics-2")
            row.locator("input[name$=-text]").fill("64.2％")
            row.locator("input[name$=-value]").fill("64.2")
            row.locator(".field-indicator .select2-selection").click()
            page.keyboard.type("浇灌")
            page.locator(".select2-results__option", has_text="浇灌小麦（指标）").click()
            page.click("input[name=_continue]")
            expect(page.locator("#metrics-group .has_original")).to_have_count(3)
        self.assertEqual(self.complaints, [])
        self.assertEqual(str(self.story.metrics.get(number=3).indicator), "浇灌小麦（指标）")

    def test_every_screen_obeys_the_content_security_policy_light_and_dark(self) -> None:
        screens = [
            self.url("index"),
            self.url("articles_article_changelist"),
            self.url("articles_page_change", self.story.page_id),
            self.url("people_person_changelist"),
            self.url("people_mention_change", self.story.mentions.first().pk),
            self.url("metrics_metric_add"),
            self.url("articles_article_history", self.story.pk),
            self.url("password_change"),
        ]
        for scheme in ("light", "dark"):
            with self.browse(color_scheme=scheme) as page:
                for screen in screens:
                    page.goto(screen)
        self.assertEqual(self.complaints, [])

    def test_whoever_logs_in_is_led_where_they_wanted_and_switches_the_language_in_the_header(self) -> None:
        with self.browse() as page:
            page.context.clear_cookies()
            page.goto(self.url("articles_article_changelist"))
            page.fill("#id_username", "xie")
            page.fill("#id_password", "xie")
            page.click("input[type=submit]")
            expect(page.locator("h1")).to_have_text("稿件")
            page.click(".language-switch button[value=en]")
            expect(page.locator("h1")).to_have_text("Articles")
            expect(page).to_have_url(self.url("articles_article_changelist"))
        self.assertEqual(self.complaints, [])

    def test_a_list_confirms_what_was_chosen(self) -> None:
        with self.browse() as page:
            page.goto(self.url("articles_article_changelist"))
            page.locator("#action-toggle").click()
            page.select_option("select[name=action]", "confirm")
            page.locator("#changelist-form button[name=index]").click()
            expect(page.locator(".bulk tbody tr")).to_have_count(2)
            self.assertEqual(Axe().run(page).response["violations"], [])
            page.click("button[name=do]")
            expect(page.locator(".messagelist .success")).to_contain_text("已改动 2 条")
            expect(page.locator("#result_list .chip-confirmed")).to_have_count(2)
            page.click(".messagelist .success a")
            page.click(".bulk button[type=submit]")
            expect(page.locator("#result_list .chip-unreviewed")).to_have_count(2)
        self.assertEqual(Article.objects.filter(status="confirmed").count(), 0)
        self.assertEqual(self.complaints, [])

    def test_the_start_page_and_the_accuracy_page_are_accessible_by_day_and_by_night(self) -> None:
        with self.open_browser() as browser:
            for looks in ("light", "dark"):
                page = self.log_in(browser, color_scheme=looks)
                page.goto(self.url("index"))
                page.click("form.count-anew button")
                expect(page.locator(".plot")).to_have_count(3)
                for name in ("index", "accuracy"):
                    page.goto(self.url(name))
                    with self.subTest(f"{name} {looks}"):
                        self.assertEqual(Axe().run(page).response["violations"], [])
        self.assertEqual(self.complaints, [])
