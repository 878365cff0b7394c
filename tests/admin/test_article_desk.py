"""The article desk in a real browser, with mouse, keys and on a telephone."""

from __future__ import annotations

from playwright.sync_api import Page as BrowserPage
from playwright.sync_api import expect

from articles.models import Article
from metrics.models import Indicator
from tests.admin.browsing import PHONE, BrowserCase
from tests.admin.rows import make_page, make_story


class DeskCase(BrowserCase):
    def open_desk(self, page: BrowserPage) -> None:
        page.goto(self.url("articles_article_change", self.story.pk))

    def expect_opened(self, page: BrowserPage, headline: str) -> None:
        """The desk of another article is there, and its keys: they are when all of the page is loaded."""
        expect(page.locator("#id_headline")).to_have_value(headline)
        page.wait_for_load_state()


class DecidingTests(DeskCase):
    def test_with_keys_alone_everything_is_checked(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            page.keyboard.press("j")
            expect(page.locator("#mentions-0 summary")).to_be_focused()
            page.keyboard.press("c")
            expect(page.locator("#mentions-1 summary")).to_be_focused()
            expect(page.locator("#mentions-0 .chip-confirmed")).to_be_visible()
            page.keyboard.press("x")
            page.keyboard.type("不是人名")
            page.keyboard.press("Enter")
            expect(page.locator("#mentions-1 .chip-rejected")).to_be_visible()
            expect(page.locator("#metrics-0 summary")).to_be_focused()
            expect(page.locator("#page-text mark.is-gone")).to_have_text(["方\n敬亭"])
            expect(page.locator("#desk-told")).to_contain_text("已否决")
            page.keyboard.press("C")
            expect(page.locator("#desk [data-count]")).to_have_text("5 条，全部已审")
            expect(page.locator(".field-status_chip .chip")).to_have_text("✓ 已确认")
        self.assertEqual(self.complaints, [])
        self.story.refresh_from_db()
        self.assertEqual(self.story.status, "confirmed")
        rejected = self.story.mentions.get(status="rejected")
        self.assertEqual((rejected.name, rejected.history.first().history_change_reason), ("方敬亭", "不是人名"))

    def test_with_t_it_is_taken_and_given_back_and_a_figure_told_otherwise_leads_there(self) -> None:
        other = make_story(make_page(number=9))
        for article, value in ((self.story, "64.2"), (other, "65")):
            fields = {
                "value": value,
                "period": "2022",
                "place": "青岭县",
                "indicator": Indicator.objects.get(code="t1"),
            }
            article.metrics.filter(number=1).update(**fields)
        with self.browse() as page:
            self.open_desk(page)
            page.keyboard.press("t")
            expect(page.locator("#desk [data-reviewer]")).to_have_text("审阅中：xie")
            page.keyboard.press("t")
            expect(page.locator("#desk [data-reviewer]")).to_be_hidden()
            flag = page.locator("#metrics-0 .disagreeing a")
            expect(flag).to_contain_text("65 %")
            with page.expect_navigation():
                flag.click()
            expect(page).to_have_url(self.url("articles_article_change", other.pk))
            expect(page.locator("#metrics-0 .disagreeing a")).to_contain_text("64.2 %")
        self.assertEqual(self.complaints, [])

    def test_acts_are_undone_and_redone_also_in_another_tab_another_day(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            page.locator("#metrics-group [data-confirm=metrics]").click()
            expect(page.locator("#metrics-group .chip-confirmed")).to_have_count(2)
            page.locator("#desk-told button").click()
            expect(page.locator("#metrics-group .chip-confirmed")).to_have_count(0)
            page.locator("#metrics-0 .act-confirm").click()
            expect(page.locator("#metrics-0 .chip-confirmed")).to_be_visible()
            page.locator("#metrics-0 .act-reject").click()
            page.keyboard.press("Enter")
            expect(page.locator("#metrics-0 .chip-rejected")).to_be_visible()
            page = page.context.new_page()
            self.open_desk(page)
            for key, status in (("z", "confirmed"), ("z", "unreviewed"), ("Z", "confirmed"), ("z", "unreviewed")):
                page.keyboard.press(key)
                expect(page.locator(f"#metrics-0 .chip-{status}")).to_be_visible()
            page.keyboard.press("z")
            expect(page.locator("#desk-told")).to_have_text("没有可撤销的操作。")
        self.assertEqual(self.complaints, [])
        self.assertEqual(set(self.story.metrics.values_list("status", flat=True)), {"unreviewed"})

    def test_a_form_that_was_open_meanwhile_is_saved_without_a_conflict_with_itself(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            page.locator("#metrics-0 summary").click()
            page.fill("#metrics-0 input[name$=-period]", "2022")
            page.fill("#id_headline", "春灌展开")
            page.keyboard.press("Escape")
            page.locator("#metrics-0 summary").focus()
            page.keyboard.press("c")
            expect(page.locator("#metrics-0 .chip-confirmed")).to_be_visible()
            page.keyboard.press("a")
            expect(page.locator(".field-status_chip .chip-confirmed")).to_be_visible()
            page.click("input[name=_continue]")
            expect(page.locator(".messagelist .success")).to_be_visible()
            expect(page.locator("#metrics-0 .chip-confirmed")).to_be_visible()
        self.story.refresh_from_db()
        metric = self.story.metrics.get(number=1)
        self.assertEqual((self.story.headline, self.story.status), ("春灌展开", "confirmed"))
        self.assertEqual((metric.period, metric.status), ("2022", "confirmed"))

    def test_two_editors_at_one_article_are_told_of_each_other(self) -> None:
        self.tell_two_editors("zh-CN", "其间")

    def test_two_editors_at_one_article_are_told_of_each_other_in_english(self) -> None:
        self.tell_two_editors("en-GB", "meanwhile")

    def tell_two_editors(self, locale: str, told: str) -> None:
        with self.open_browser() as browser:
            one, two = (self.log_in(browser, locale=locale) for _each in range(2))
            self.open_desk(one)
            self.open_desk(two)
            one.locator("#metrics-0 summary").click()
            one.fill("#metrics-0 input[name$=-value]", "65.2")
            one.click("input[name=_continue]")
            expect(one.locator(".messagelist .success")).to_be_visible()
            two.locator("#metrics-0 .act-confirm").click()
            expect(two.locator("#desk-told[role=alert]")).to_contain_text(told)
            expect(two.locator("#metrics-0 .chip-confirmed")).to_have_count(0)
            two.reload()
            expect(two.locator("#metrics-0 summary")).to_contain_text("65.2")
            two.locator("#metrics-0 .act-confirm").click()
            expect(two.locator("#metrics-0 .chip-confirmed")).to_be_visible()
        self.assertEqual(self.story.metrics.get(number=1).status, "confirmed")

    def test_without_a_connection_nothing_is_lost_and_the_act_is_tried_again(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            page.fill("#id_headline", "未存的主题")
            page.route("**/desk/**", lambda route: route.abort())
            page.locator("#metrics-0 .act-confirm").click()
            expect(page.locator("#desk-told[role=alert]")).to_contain_text("连不上档案")
            page.unroute("**/desk/**")
            page.locator("#desk-told button").click()
            expect(page.locator("#metrics-0 .chip-confirmed")).to_be_visible()
            expect(page.locator("#id_headline")).to_have_value("未存的主题")

    def test_whoever_was_logged_out_is_told_so_and_stays(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            page.fill("#id_headline", "未存的主题")
            page.context.clear_cookies(name="sessionid")
            page.locator("#metrics-0 .act-confirm").click()
            expect(page.locator("#desk-told[role=alert]")).to_contain_text("重新登录")
            expect(page.locator("#id_headline")).to_have_value("未存的主题")

    def test_the_keys_are_listed_and_can_be_switched_off(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            page.keyboard.press("?")
            expect(page.locator("#desk-keys")).to_be_visible()
            expect(page.locator("#desk-keys")).to_contain_text("撤销、重做")
            page.locator("#desk-keys input[type=checkbox]").uncheck()
            page.keyboard.press("Escape")
            page.keyboard.press("C")
            page.locator("#mentions-0 summary").focus()
            page.keyboard.press("c")
            page.keyboard.press("?")
            expect(page.locator("#desk-keys")).to_be_visible()
        self.assertEqual(Article.objects.filter(status="confirmed").count(), 0)

    def test_keys_typed_into_a_field_are_text(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            page.locator("#id_note").press_sequentially("acCxz?")
            expect(page.locator("#id_note")).to_have_value("acCxz?")
            expect(page.locator("#desk-keys")).to_be_hidden()
        self.assertEqual(Article.history.count(), 0)

    def test_on_a_telephone_a_story_is_read_and_confirmed_in_english(self) -> None:
        with self.browse(viewport=PHONE, has_touch=True, locale="en-GB") as page:
            self.open_desk(page)
            page.locator(".language-switch button[value=en]").tap()
            expect(page.locator("#desk [data-count]")).to_have_text("5 of 5 to review")
            width = page.evaluate("document.documentElement.scrollWidth")
            self.assertLessEqual(width, PHONE["width"])
            expect(page.locator("#page-text")).to_be_visible()
            page.locator("#desk [data-confirm=all]").tap()
            expect(page.locator("#desk [data-count]")).to_have_text("5, all reviewed")
        self.assertEqual(self.complaints, [])
