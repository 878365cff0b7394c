"""A field of many figures filled in at once: on the rows as they were seen, in the history, undone as one."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from metrics.models import Indicator, IndicatorVariant, Metric
from tests.admin.test_acts import ActCase
from tests.admin.test_article_desk import DeskCase
from tests.admin.test_desk_work import MARK


class FillingTests(ActCase):
    def figures(self) -> list[Metric]:
        return list(self.story.metrics.order_by("number"))

    def fill(self, field: str, value: str, *rows: Metric) -> Any:
        return self.send("fill", seen=self.seen(*rows), field=field, value=value)

    def test_all_figures_are_given_a_place_and_undoing_takes_it_from_all(self) -> None:
        figures = self.figures()
        done = self.fill("place", " 青岭县 ", *figures).json()
        self.assertEqual([figure.place for figure in self.figures()], ["青岭县"] * len(figures))
        self.assertEqual([row["fields"]["place"]["shown"] for row in done["rows"]], ["青岭县"] * len(figures))
        newest = figures[0].history.first()
        self.assertEqual((newest.history_user, newest.place, newest.road), (self.editor, "青岭县", "admin"))
        self.send("undo", undo=done["undo"])
        self.assertEqual({figure.place for figure in self.figures()}, {""})

    def test_a_figure_that_says_so_already_has_no_line_in_its_history(self) -> None:
        first, second = self.figures()
        self.fill("place", "青岭县", first)
        lines = first.history.count()
        done = self.fill("place", "青岭县", first, second)
        self.assertIn("1 个", done.json()["told"])
        self.assertEqual(first.history.count(), lines)

    def test_a_period_may_be_typed_as_it_is_printed(self) -> None:
        figure = self.figures()[0]
        for typed, kept in [
            ("2021", "2021"),
            ("2021-01/2021-08", "2021-01/2021-08"),
            ("去年", "2021"),
            ("2021年3月", "2021-03"),
            ("", ""),
        ]:
            with self.subTest(typed):
                self.assertEqual(self.fill("period", typed, figure).status_code, 200)
                figure.refresh_from_db()
                self.assertEqual(figure.period, kept)

    def test_what_is_no_period_or_too_long_or_no_such_field_is_refused_and_nothing_is_changed(self) -> None:
        figure = self.figures()[0]
        for field, value in [
            ("period", "某日"),
            ("period", "2021年和2022年"),
            ("place", "长" * 101),
            ("status", "confirmed"),
            ("value", "7"),
        ]:
            with self.subTest(f"{field} {value[:6]}"):
                self.assertEqual(self.fill(field, value, figure).status_code, 409)
        self.assertEqual(figure.history.count(), 0)

    def test_a_figure_that_was_changed_meanwhile_is_not_filled_in_unseen(self) -> None:
        first, second = self.figures()
        seen = self.seen(first, second)
        Metric.objects.filter(pk=second.pk).update(place="东门镇")
        response = self.send("fill", seen=seen, field="place", value="青岭县")
        self.assertEqual(response.status_code, 409)
        self.assertEqual([figure.place for figure in self.figures()], ["", "东门镇"])

    def test_an_indicator_that_came_from_the_phrase_follows_it_and_one_that_was_chosen_stays(self) -> None:
        follows, chosen = self.figures()
        old, new = Indicator.objects.create(code="o", name="旧指标"), Indicator.objects.create(code="n", name="新指标")
        IndicatorVariant.objects.create(indicator=old, phrase=follows.phrase)
        IndicatorVariant.objects.create(indicator=new, phrase="浇灌面积")
        Metric.objects.filter(pk=follows.pk).update(indicator=old)
        self.fill("phrase", "浇灌面积", follows, chosen)
        follows.refresh_from_db()
        self.assertEqual((follows.phrase, follows.indicator), ("浇灌面积", new))
        before, chosen = chosen.indicator, self.figures()[1]
        self.assertEqual((chosen.phrase, chosen.indicator), ("浇灌面积", before))


class SuggestingTests(ActCase):
    def suggest(self, key: str, field: str = "phrase") -> Any:
        return self.send("suggest", key=key, field=field)

    def test_words_printed_around_the_figure_are_offered_and_nothing_is_changed(self) -> None:
        figure = self.story.metrics.order_by("number").first()
        Metric.objects.filter(pk=figure.pk).update(phrase="别的")
        with CaptureQueriesContext(connection) as queries:
            offers = self.suggest(f"metrics-{figure.pk}").json()["offers"]
        self.assertTrue(offers)
        for phrase in offers:
            self.assertIn(phrase[:2], self.story.page.text.replace("\n", ""))
        written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        self.assertEqual([sql for sql in written if "metrics_" in sql], [])

    def test_places_printed_before_it_bodies_of_its_people_and_dates_are_offered_for_the_other_fields(self) -> None:
        figure = self.story.metrics.order_by("number").first()
        Metric.objects.filter(pk=figure.pk).update(period="2022")
        places = self.suggest(f"metrics-{figure.pk}", "place").json()["offers"]
        self.assertIn("青岭县水利局", places)
        self.assertEqual(len(places), len(set(places)))
        periods = self.suggest(f"metrics-{figure.pk}", "period").json()["offers"]
        self.assertEqual(periods, ["2021", "2022-03-08", "2022-03"])  # 上年 is printed; 2022 stands there already
        self.assertEqual(self.suggest(f"metrics-{figure.pk}", "value").status_code, 409)

    def test_a_figure_whose_characters_are_another_article_s_now_is_offered_nothing(self) -> None:
        figure = self.story.metrics.order_by("number").first()
        Metric.objects.filter(pk=figure.pk).update(start=0, end=1)
        self.assertEqual(self.suggest(f"metrics-{figure.pk}").json(), {"offers": []})

    def test_what_is_no_figure_of_the_article_is_refused(self) -> None:
        for key, status in (("mentions-1", 400), ("metrics-x", 400), ("metrics-999999", 409), (None, 400)):
            with self.subTest(key):
                self.assertEqual(self.suggest(key).status_code, status)


class FillingInBrowserTests(DeskCase):
    def test_what_is_measured_is_chosen_by_a_digit_or_put_together_from_print(self) -> None:
        first = self.story.metrics.order_by("number").first()
        Metric.objects.filter(pk=first.pk).update(phrase="别的", place="东门镇")
        with self.browse() as page:
            self.open_desk(page)
            line = page.locator("#metrics-group .row-card[data-key]").first
            line.locator("summary").focus()
            page.keyboard.press("i")
            offers = page.locator("[data-offers] button")
            expect(offers.first).to_be_visible()
            self.assertEqual(Axe().run(page).response["violations"], [])
            self.complaints.clear()  # axe tries styles that the policy refuses
            phrase = offers.first.get_attribute("value")
            page.keyboard.press("1")
            expect(page.locator("#desk-fill")).to_be_hidden()
            expect(line).to_have_attribute("data-phrase", phrase)
            expect(line.locator("summary")).to_be_focused()
            page.keyboard.press("z")
            expect(line).to_have_attribute("data-phrase", "别的")
            # with the mouse into the field, and on from there
            page.keyboard.press("i")
            offers.first.click()
            expect(page.locator("#desk-fill-value")).to_have_value(phrase)
            page.keyboard.press("End")
            page.keyboard.type("2号")  # typed into, a digit is a digit
            page.keyboard.press("Enter")
            expect(line).to_have_attribute("data-phrase", f"{phrase}2号")
            # what is marked is set behind it, or in front of it
            for key, expected in (("e", f"{phrase}2号小麦"), ("E", f"小麦{phrase}2号小麦")):
                page.evaluate(MARK, "小麦")
                expect(page.locator("#desk-marked [data-extend]")).to_be_visible()
                page.keyboard.press(key)
                expect(line).to_have_attribute("data-phrase", expected)
            # 0 empties a place, ⇧ with a digit fills it and all below
            page.keyboard.press("l")
            page.keyboard.press("0")
            expect(line).to_have_attribute("data-place", "")
            page.keyboard.press("z")
            expect(line).to_have_attribute("data-place", "东门镇")
            page.locator("#metrics-group .row-card[data-key] summary").nth(1).focus()
            page.keyboard.press("l")
            offer = offers.filter(has_text="东门镇").locator("kbd")
            page.keyboard.press(f"Shift+Digit{(offer.text_content() or '').strip()}")
            expect(page.locator("#metrics-group .row-card[data-key]").nth(1)).to_have_attribute("data-place", "东门镇")
        self.assertEqual(self.complaints, [])

    def test_what_is_marked_fills_one_line_or_all_and_z_takes_it_back(self) -> None:
        with self.browse() as page:
            self.open_desk(page)
            lines = page.locator("#metrics-group .row-card[data-key]")
            lines.nth(1).locator("summary").focus()
            page.keyboard.press("l")
            value = page.locator("#desk-fill-value")
            expect(value).to_be_focused()
            value.fill("东门镇")
            self.assertEqual(Axe().run(page).response["violations"], [])
            self.complaints.clear()  # axe tries styles that the policy refuses
            page.keyboard.press("Enter")
            expect(lines.nth(1).locator("summary")).to_contain_text("东门镇")
            expect(lines.nth(0).locator("summary")).not_to_contain_text("东门镇")
            # what one line says is one key away for the next
            lines.nth(0).locator("summary").focus()
            page.keyboard.press("l")
            for offered in ("青岭县水利局", "青岭县", "东门镇"):  # what is printed before it comes first
                page.keyboard.press("ArrowDown")
                expect(value).to_have_value(offered)
            page.keyboard.press("Escape")
            # marked in print, it is taken at once: for this figure, or for all below as well
            for key, count in (("l", 1), ("L", 2)):
                page.evaluate(MARK, "青岭县")
                page.keyboard.press(key)
                expect(page.locator("#metrics-group summary").filter(has_text="青岭县")).to_have_count(count)
                expect(page.locator("#desk-fill")).to_be_hidden()
                page.keyboard.press("z")
                expect(lines.nth(0).locator("summary")).not_to_contain_text("青岭县")
            expect(lines.nth(1).locator("summary")).to_contain_text("东门镇")
            # all that wait take what is typed; what was given last is offered, here and in the next article
            page.keyboard.press("l")
            expect(page.locator("[data-offers] button[value='青岭县']")).to_be_visible()
            value.fill("西岭乡")
            page.keyboard.press("Control+Enter")
            for line in (lines.nth(0), lines.nth(1)):
                expect(line.locator("summary")).to_contain_text("西岭乡")
            page.keyboard.press("z")
            expect(lines.nth(1).locator("summary")).to_contain_text("东门镇")
            # what is measured is taken from print at once
            lines.nth(0).locator("summary").focus()
            page.evaluate(MARK, "小麦")
            page.keyboard.press("i")
            expect(page.locator("#desk-told")).to_contain_text("“小麦”")
            expect(page.locator("#desk-fill")).to_be_hidden()
            page.keyboard.press("z")
            expect(page.locator("#desk-told")).to_contain_text("已撤销")
            # a period that is none is said in the dialog, which stays open
            page.keyboard.press("d")
            value.fill("某日")
            page.keyboard.press("Enter")
            expect(page.locator("#desk-fill [data-trouble]")).to_be_visible()
            value.fill("去年")
            page.keyboard.press("Enter")
            expect(page.locator("#desk-fill")).to_be_hidden()
            expect(page.locator("#metrics-group")).to_contain_text("2021")
        self.assertEqual(self.complaints, [])
        places = list(self.story.metrics.order_by("number").values_list("place", flat=True))
        self.assertEqual(places, ["", "东门镇"])
