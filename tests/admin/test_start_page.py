"""The start page and the accuracy page: what waits and what was done; each number leads to a list of as many rows."""

from __future__ import annotations

from datetime import date
from io import StringIO
from itertools import pairwise
from typing import Any
from unittest import mock

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import SimpleTestCase, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, ImportRun, Page
from metrics.models import Metric
from newsarchive.desk.counting import count_anew
from newsarchive.desk.kept import AccuracyCount, Finding, MonthCount
from newsarchive.desk.plots import Series, draw, nice_top
from newsarchive.desk.review import set_reviewer
from newsarchive.roles import EDITORS, READERS, ensure_roles
from people.models import Mention
from tests.admin.rows import make_brief, make_page
from tests.admin.test_saving import AdminCase


def rewrite_briefs(**fields: str) -> None:
    """As an import would: without a line in the history, and written as well as read."""
    for brief in Article.objects.filter(number=2):
        for name, value in fields.items():
            setattr(brief, name, value)
            brief.written[name] = brief.reading[name] = value
        brief.save_without_historical_record()


class StartPageTests(AdminCase):
    def start(self) -> Any:
        return self.client.get(reverse("admin:index"))

    def number(self, wanted: str, response: Any = None) -> int:
        context = (response or self.start()).context
        found = {each["url"].partition("?")[2]: each["count"] for each in (*context["waiting"], *context["own"])}
        return found[wanted]

    def assert_numbers_agree(self) -> Any:
        response = self.start()
        for each in (*response.context["waiting"], *response.context["own"]):
            with self.subTest(each["url"]):
                self.assertEqual(self.client.get(each["url"]).context["cl"].result_count, each["count"])
        return response

    def test_every_number_is_that_of_its_list_also_below_tombstones(self) -> None:
        make_page(dated=False, number=7)
        gone = make_page(number=3)
        make_brief(gone)
        Page.objects.filter(pk=gone.pk).update(status="rejected")
        Article.objects.filter(number=2, page=self.story.page).update(status="withdrawn")
        Mention.objects.update(person=None, match="unsure")
        Metric.objects.update(indicator=None, repaired=True)
        Article.objects.filter(pk=self.story.pk).update(status="rejected")
        count_anew()
        response = self.assert_numbers_agree()
        self.assertEqual(self.number("waiting=yes&shown=yes", response), 1)
        self.assertEqual(self.number("unsure=yes&shown=yes", response), 0)

    def test_my_work_counts_what_i_changed_today_and_what_i_have_taken(self) -> None:
        other = User.objects.create_superuser("bai", password="bai")
        self.save(self.story, headline="春灌展开")
        set_reviewer([self.story.pk], self.editor, self.editor)
        set_reviewer([Article.objects.get(number=2).pk], other, other)
        response = self.assert_numbers_agree()
        self.assertEqual(self.number("review=mine", response), 1)
        self.assertEqual([each["count"] for each in response.context["own"]], [1, 0, 1, 0, 0])

    def test_conflicts_and_duplicates_are_found_when_the_archive_is_counted(self) -> None:
        make_brief(make_page(number=2))
        rewrite_briefs(headline="东门集市今日开街了", body="东门集市开街。" * 9)
        self.story.headline, self.story.reading = "编辑改的", {**self.story.reading, "headline": "机器新读的"}
        self.story.save()
        metric = self.story.metrics.first()
        metric.unit, metric.reading = "亩", {**metric.reading, "unit": "公顷"}
        metric.save()
        self.story.mentions.update(title="副局长")  # edited, but read as before: no conflict
        self.assertEqual(Finding.objects.count(), 0)
        count_anew()
        found = sorted(Finding.objects.values_list("kind", "record", "row"))
        briefs = Article.objects.filter(number=2).values_list("pk", flat=True)
        twice = [("duplicate", "article", pk) for pk in briefs]
        expected = [("conflict", "article", self.story.pk), ("conflict", "metric", metric.pk), *twice]
        self.assertEqual(found, sorted(expected))
        response = self.assert_numbers_agree()
        self.assertEqual(self.number("found=duplicate&shown=yes", response), 2)

    def test_articles_alike_by_headline_alone_are_so_on_one_day_only(self) -> None:
        for number in (2, 3):
            make_brief(make_page(number=number))
        rewrite_briefs(headline="东门集市今日开街了")
        count_anew()
        self.assertEqual(Finding.objects.count(), 0)
        one, two = Article.objects.filter(number=2)[:2]
        Page.objects.filter(pk=two.page_id).update(issue=one.page.issue)
        count_anew()
        self.assertEqual(set(Finding.objects.values_list("row", flat=True)), {one.pk, two.pk})

    def test_months_are_counted_by_paper_and_lead_to_their_articles(self) -> None:
        make_page(dated=False, number=7)
        make_brief(make_page(number=2))
        self.story.status = "confirmed"
        self.story.save()
        self.client.post(reverse("admin:count"))
        counts = {(row.newspaper and row.newspaper.code, str(row.month)): row for row in MonthCount.objects.all()}
        row = counts["qlrb", "2022-03-01"]
        self.assertEqual((row.pages, row.articles, row.unreviewed, row.decided), (2, 3, 2, 1))
        self.assertEqual(counts[None, "None"].pages, 1)
        response = self.start()
        [month] = response.context["months"]
        self.assertEqual(month["unreviewed"], self.client.get(month["url"]).context["cl"].result_count)
        self.assertContains(response, "<svg")
        self.assertContains(response, "33%")
        self.assertNotContains(response, "style=")

    def test_counting_again_replaces_what_was_counted(self) -> None:
        count_anew()
        first = MonthCount.objects.count(), Finding.objects.count()
        count_anew()
        self.assertEqual((MonthCount.objects.count(), Finding.objects.count()), first)

    def test_the_start_page_asks_as_many_queries_of_a_larger_archive(self) -> None:
        count_anew()
        with CaptureQueriesContext(connection) as small:
            self.start()
        for number in range(2, 8):
            make_brief(make_page(number=number))
        count_anew()
        with CaptureQueriesContext(connection) as large:
            self.start()
        self.assertEqual(len(large), len(small))

    def test_what_nobody_counted_is_not_said_to_be_none(self) -> None:
        shown = {each["url"].partition("?")[2]: each["shown"] for each in self.start().context["waiting"]}
        self.assertEqual(shown["found=duplicate&shown=yes"], "?")
        count_anew()
        shown = {each["url"].partition("?")[2]: each["shown"] for each in self.start().context["waiting"]}
        self.assertEqual(shown["found=duplicate&shown=yes"], "0")

    def test_an_import_counts_anew_or_is_said_to_be_newer(self) -> None:
        pages = str(settings.BASE_DIR / "fixtures" / "pages" / "01-narrow-columns.txt")
        call_command("import_pages", pages, stdout=StringIO())
        self.assertTrue(MonthCount.objects.filter(pages=1, month=Page.objects.latest("pk").issue.date.replace(day=1)))
        self.assertFalse(self.start().context["is_older"])
        with mock.patch("newsarchive.desk.counting.SOON_COUNTED", 1):  # as in an archive too large to be counted soon
            call_command("import_pages", pages, stdout=StringIO())
        self.assertTrue(self.start().context["is_older"])
        self.assertContains(self.start(), "之后的导入尚未计入。")

    def test_an_import_is_finished_though_the_archive_cannot_be_counted(self) -> None:
        page = str(settings.BASE_DIR / "fixtures" / "pages" / "01-narrow-columns.txt")
        away = mock.patch("newsarchive.desk.counting.keep_rest", side_effect=OperationalError("database is locked"))
        with away, self.assertLogs("newsarchive.desk.counting", "WARNING"):
            call_command("import_pages", page, stdout=StringIO())
        self.assertEqual(ImportRun.objects.latest("pk").state, ImportRun.State.FINISHED)

    def test_a_reader_sees_numbers_and_cannot_have_them_counted(self) -> None:
        ensure_roles()
        reader = User.objects.create_user("du", password="du", is_staff=True)
        reader.groups.add(Group.objects.get(name=READERS))
        self.client.force_login(reader)
        self.assertNotContains(self.start(), reverse("admin:count"))
        self.assertEqual(self.client.post(reverse("admin:count")).status_code, 403)
        self.assertEqual(self.client.get(reverse("admin:accuracy")).status_code, 200)


class AccuracyPageTests(AdminCase):
    def test_the_command_keeps_what_the_page_shows_by_field_paper_and_month(self) -> None:
        self.story.headline, self.story.status = "春灌展开", "confirmed"
        self.story.save()
        call_command("accuracy", "--newspaper", "qlrb", stdout=StringIO())
        self.assertEqual(AccuracyCount.objects.count(), 0)
        call_command("accuracy", stdout=StringIO())
        for by in ("field", "newspaper", "month", "all", "nonsense"):
            with self.subTest(by):
                answer = self.client.get(reverse("admin:accuracy"), {"by": by, "newspaper": "qlrb"})
                rows = {(row["record"], row["field"]): row for row in answer.context["rows"]}
                self.assertEqual(rows["稿件", "主题"]["precision"], "0.0%")
                self.assertEqual(rows["稿件", "正文"]["recall"], "100.0%")
                self.assertEqual(
                    answer.context["rows"][0]["newspaper"], "青岭日报" if by in ("newspaper", "all") else ""
                )
        self.assertEqual(self.client.get(reverse("admin:accuracy"), {"newspaper": "none"}).context["rows"], [])

    def test_it_is_told_in_english_too(self) -> None:
        self.client.cookies["django_language"] = "en"
        self.assertContains(self.client.get(reverse("admin:accuracy")), "Accuracy of the reader")


class PlotTests(SimpleTestCase):
    def test_the_axis_ends_at_a_round_number_not_below_the_highest_bar(self) -> None:
        cases = [(0, 2), (2, 2), (3, 4), (9, 10), (11, 20), (21, 40), (41, 100), (999, 1000), (123456, 200000)]
        for value, top in cases:
            with self.subTest(value):
                self.assertEqual(nice_top(value), top)

    def test_the_months_below_the_axis_stand_apart_however_many_there_are(self) -> None:
        for count in (1, 5, 6, 12, 24):
            with self.subTest(count):
                months = [date(2021 + at // 12, at % 12 + 1, 1) for at in range(count)]
                plot = draw("p", "P", months, [Series("s", [0.5] * count)], percent=True)
                places = [float(each["x"]) for each in plot["months"]]
                self.assertTrue(all(right - left >= 56 for left, right in pairwise(places)), places)
                self.assertLessEqual(places[-1], plot["right"] - 28)

    def test_a_month_without_a_value_has_no_bar_and_a_dash(self) -> None:
        plot = draw("p", "P", [date(2022, 3, 1), date(2022, 4, 1)], [Series("s", [0.5, None])], percent=True)
        self.assertEqual(len(plot["bars"]), 1)
        self.assertEqual(plot["rows"], [("2022-03", ["50%"]), ("2022-04", ["–"])])


class EmptyArchiveTests(TestCase):
    """Of an archive in which nothing is, the start page says what to do first, as far as the account may."""

    def start(self, *roles: str) -> Any:
        ensure_roles()
        user = User.objects.create_user("xie", is_staff=True)
        user.groups.set(Group.objects.filter(name__in=roles))
        self.client.force_login(user)
        return self.client.get(reverse("admin:index"))

    def test_whoever_may_import_is_led_to_it_and_told_the_commands(self) -> None:
        response = self.start(EDITORS)
        for said in (f'href="{reverse("admin:articles_importrun_add")}"', "manage.py import_pages", "manage.py demo"):
            self.assertContains(response, said)
        self.assertNotContains(response, 'class="waiting"')

    def test_others_are_told_whom_to_ask(self) -> None:
        response = self.start(READERS)
        self.assertNotContains(response, reverse("admin:articles_importrun_add"))
        self.assertContains(response, "请管理员导入版面")
