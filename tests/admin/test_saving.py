"""What a save in the admin does, and above all what it does not do."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse
from rest_framework.test import APIClient

from articles.accounting import account_for
from articles.curation import edited_fields
from articles.models import Article, Issue, Page
from metrics.models import Metric
from people.models import Mention, Person
from tests.admin.posted_form import PostedForm, read_form
from tests.admin.rows import make_archive, make_metric, make_page


class AdminCase(TestCase):
    """An editor at work on an archive of one page."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.editor = User.objects.create_superuser("xie", password="xie")
        cls.story = make_archive()
        account_for(cls.story.page)

    def setUp(self) -> None:
        self.client.force_login(self.editor)
        self.story.refresh_from_db()

    def open(self, row: Any) -> Any:
        return self.client.get(self.url(row))

    def url(self, row: Any) -> str:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=(row.pk,))

    def save(self, row: Any, button: str = "_save", **changes: str) -> Any:
        """Open the row's form, change what is given, press the button."""
        posted = read_form(self.open(row), f"{row._meta.model_name}_form")
        for opened in {name.rpartition("-")[0] for name in changes if "-" in name}:
            posted |= self.open_row(row, opened, posted[f"{opened}-id"])
        response = self.client.post(self.url(row), {**posted, **changes, button: "1"})
        if response.status_code != 302:
            form = response.context["adminform"].form
            inlines = [formset.formset.errors for formset in response.context["inline_admin_formsets"]]
            self.fail(f"not saved: {form.errors} {inlines}")
        row.refresh_from_db()
        return response

    def open_row(self, article: Article, place: str, row: str) -> dict[str, str]:
        """The fields of a row below an article, which come when it is opened."""
        prefix, index = place.split("-")
        url = reverse("admin:articles_article_row", args=(article.pk, prefix, row, index))
        html = self.client.get(url).content.decode()
        return PostedForm(f'<form id="row">{html}</form>', "row").values

    def refuse(self, row: Any, **changes: str) -> str:
        """Open the row's form, change what is given, save, and expect it to come back with an error."""
        posted = read_form(self.open(row), f"{row._meta.model_name}_form")
        response = self.client.post(self.url(row), {**posted, **changes, "_save": "1"})
        self.assertEqual(response.status_code, 200)
        return response.content.decode()


class UnchangedFormTests(AdminCase):
    def assert_saving_changes_nothing(self, row: Any) -> None:
        row.refresh_from_db()
        before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        self.save(row)
        after = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        self.assertEqual(before, after)
        self.assertEqual(edited_fields(row), ())
        self.assertEqual(type(row).history.filter(**{row._meta.pk.attname: row.pk}).count(), 0)

    def test_an_article_with_lines_and_lists_is_not_edited_by_saving_it(self) -> None:
        self.assert_saving_changes_nothing(self.story)
        self.assertEqual(Mention.history.count() + Metric.history.count(), 0)

    def test_rows_that_were_opened_and_left_as_they_were_are_not_edited(self) -> None:
        mention, metric = self.story.mentions.get(number=2), self.story.metrics.get(number=2)
        changes = self.open_row(self.story, "mentions-1", str(mention.pk))
        changes |= self.open_row(self.story, "metrics-1", str(metric.pk))
        self.assertEqual((changes["mentions-1-name"], changes["metrics-1-value"]), ("方敬亭", "46000"))
        self.save(self.story, **changes)
        self.assertEqual(Mention.history.count() + Metric.history.count() + Article.history.count(), 0)
        for row in (mention, metric):
            row.refresh_from_db()
            self.assertEqual(edited_fields(row), ())

    def test_a_row_of_another_article_is_not_shown_below_this_one(self) -> None:
        metric = self.story.metrics.first()
        brief = Article.objects.get(number=2)
        for args in [
            (brief.pk, "metrics", metric.pk, 0),
            (self.story.pk, "users", metric.pk, 0),
            (99, "metrics", 1, 0),
        ]:
            with self.subTest(args):
                self.assertEqual(self.client.get(reverse("admin:articles_article_row", args=args)).status_code, 404)

    def test_a_mention_is_not_edited_by_saving_it(self) -> None:
        self.assert_saving_changes_nothing(self.story.mentions.get(number=2))

    def test_a_metric_of_46000_and_one_of_64_point_2_are_not_edited_by_saving_them(self) -> None:
        for metric in self.story.metrics.all():
            with self.subTest(metric.text):
                self.assert_saving_changes_nothing(metric)

    def test_a_value_of_4_point_60_is_shown_without_the_columns_zeros_and_is_not_edited_by_saving_it(self) -> None:
        metric = self.story.metrics.get(number=1)
        metric.value = Decimal("4.60")
        metric.written = {**metric.written, "value": "4.6"}
        metric.save_without_historical_record()
        self.assertContains(self.open(metric), 'value="4.6"')
        self.assert_saving_changes_nothing(metric)

    def test_a_page_is_not_edited_by_saving_it(self) -> None:
        self.assert_saving_changes_nothing(self.story.page)

    def test_a_page_that_waits_is_not_edited_by_saving_it(self) -> None:
        self.assert_saving_changes_nothing(make_page(dated=False, number=5))

    def test_a_person_is_not_edited_by_saving_it(self) -> None:
        person = Person.objects.get(name="方敬亭")
        self.assert_saving_changes_nothing(person)

    def test_text_with_space_around_it_is_given_back_as_it_stood(self) -> None:
        Mention.objects.filter(pk=self.story.mentions.get(number=2).pk).update(title=" 局长 ")
        mention = self.story.mentions.get(number=2)
        self.save(mention)
        self.assertEqual(mention.title, " 局长 ")


class EditTests(AdminCase):
    def test_an_edit_is_saved_and_told_with_who_when_what_from_to_and_why(self) -> None:
        self.save(self.story, headline="青岭县春灌全面展开", reason="漏字")
        self.assertEqual(self.story.headline, "青岭县春灌全面展开")
        self.assertEqual(edited_fields(self.story), ("headline",))
        record, before = Article.history.filter(id=self.story.pk)
        self.assertEqual((record.history_user, record.history_change_reason), (self.editor, "漏字"))
        self.assertEqual((before.history_user, before.history_change_reason), (None, "import"))
        told = self.client.get(reverse("admin:articles_article_history", args=(self.story.pk,)))
        self.assertContains(told, "<del>青岭春灌全面展开</del>", html=True)
        self.assertContains(told, "<ins>青岭县春灌全面展开</ins>", html=True)
        self.assertContains(told, "漏字")
        self.assertContains(told, "导入程序")

    def test_an_edit_after_an_import_wrote_again_is_told_from_what_stood_before_it(self) -> None:
        self.save(self.story, byline="本报讯")
        Article.objects.filter(pk=self.story.pk).update(kind="notice")
        self.save(self.story, kind="photo")
        told = self.client.get(reverse("admin:articles_article_history", args=(self.story.pk,)))
        self.assertContains(told, "<del>启事</del>", html=True)
        self.assertEqual(Article.history.filter(id=self.story.pk).count(), 4)

    def test_lines_become_a_list_and_empty_lines_are_left_out(self) -> None:
        self.save(self.story, standfirsts="全县浇灌过半\r\n\r\n  田头问水 \r\n")
        self.assertEqual(self.story.standfirsts, ["全县浇灌过半", "田头问水"])

    def test_the_form_shows_what_was_read_where_the_row_says_otherwise(self) -> None:
        self.assertNotContains(self.open(self.story), "读作")
        self.save(self.story, headline="春灌展开")
        response = self.open(self.story)
        self.assertContains(response, "读作 <q>青岭春灌全面展开</q>")
        self.assertContains(response, "读作", count=1)

    def test_a_row_below_an_article_is_corrected_there_and_carries_the_reason(self) -> None:
        metric = self.story.metrics.get(number=1)
        self.save(self.story, **{"metrics-0-value": "64.20", "metrics-0-period": "2022", "reason": "按上下文"})
        metric.refresh_from_db()
        self.assertEqual(edited_fields(metric), ("period",))
        self.assertEqual(Metric.history.filter(id=metric.pk).first().history_change_reason, "按上下文")
        self.assertEqual(Article.history.count(), 0)

    def test_an_earlier_state_is_brought_back_from_the_history(self) -> None:
        self.save(self.story, headline="春灌展开")
        before = Article.history.filter(id=self.story.pk).last()
        url = reverse("admin:articles_article_simple_history", args=(self.story.pk, before.pk))
        posted = read_form(self.client.get(url), "historicalarticle_form")
        self.assertEqual(self.client.post(url, posted).status_code, 302)
        self.story.refresh_from_db()
        self.assertEqual(self.story.headline, "青岭春灌全面展开")
        self.assertEqual(edited_fields(self.story), ())

    def test_an_earlier_state_is_found_by_search_as_soon_as_it_is_back(self) -> None:
        self.save(self.story, headline="春灌展开", body="河堤换了新颜。")
        before = Article.history.filter(id=self.story.pk).last()
        self.assertEqual(self.found("河堤换了新颜"), 1)
        url = reverse("admin:articles_article_simple_history", args=(self.story.pk, before.pk))
        self.client.post(url, read_form(self.client.get(url), "historicalarticle_form"))
        self.assertEqual((self.found("河堤换了新颜"), self.found("眼下正值春灌时节")), (0, 1))

    def found(self, phrase: str) -> int:
        """How many articles the list finds for it."""
        response = self.client.get(reverse("admin:articles_article_changelist"), {"q": f'"{phrase}"'})
        return int(response.context["cl"].result_count)

    def test_the_history_tells_by_which_road_each_change_came(self) -> None:
        self.save(self.story, headline="春灌展开")
        listed = {"action": "set_kind", "_selected_action": [self.story.pk], "value": "photo", "reason": "照片"}
        looked = self.client.post(reverse("admin:articles_article_changelist"), {**listed, "look": "1"})
        done = {**listed, "do": "1", "digest": looked.context["digest"]}
        self.client.post(reverse("admin:articles_article_changelist"), done)
        self.story.refresh_from_db()
        self.story.kicker = "引"
        self.story.save()
        client = APIClient()
        client.force_authenticate(self.editor)
        address = f"/api/v1/articles/{self.story.public_id}/"
        said = client.patch(address, {"headline": "春灌"}, format="json", headers={"If-Match": "*"})
        self.assertEqual(said.status_code, 200)
        told = self.client.get(reverse("admin:articles_article_history", args=(self.story.pk,))).content.decode()
        roads = re.findall(r'<td class="nowrap">(API|程序|批量|管理后台|导入)</td>', told)
        self.assertEqual(roads, ["API", "程序", "批量", "管理后台", "导入"])

    def test_an_article_with_120_figures_is_saved(self) -> None:
        for number in range(3, 121):
            make_metric(self.story, number, "64.2％", Decimal(number), "%", "浇灌小麦")
        Article.objects.filter(pk=self.story.pk).update(next_metric_number=121)
        self.save(self.story, headline="春灌展开", **{"metrics-119-period": "2021"})
        self.assertEqual(self.story.metrics.get(number=120).period, "2021")
        self.assertEqual(Metric.history.values("id").distinct().count(), 1)

    def test_a_place_that_another_article_has_is_refused(self) -> None:
        self.assertIn("集市开街", self.refuse(self.story, position="2"))

    def test_an_upper_value_below_the_lower_one_is_refused(self) -> None:
        self.assertIn("上限比下限小", self.refuse(self.story.metrics.get(number=1), value_max="3"))


class FoundPlaceTests(AdminCase):
    def add_row(self, prefix: str, **values: str) -> Any:
        posted = read_form(self.open(self.story), "article_form")
        total = int(posted[f"{prefix}-TOTAL_FORMS"])
        row = {f"{prefix}-{total}-{name}": value for name, value in values.items()}
        posted |= {f"{prefix}-TOTAL_FORMS": str(total + 1), "_save": "1", **row}
        return self.client.post(self.url(self.story), posted)

    def test_a_person_added_by_hand_is_found_in_print_across_a_line_break(self) -> None:
        self.story.mentions.get(number=2).spans.all().delete()
        response = self.add_row("mentions", name="方敬亭", role="subject", status="unreviewed")
        self.assertEqual(response.status_code, 302)
        mention = self.story.mentions.get(number=3)
        text = self.story.page.text
        self.assertEqual([text[s.start : s.end] for s in mention.spans.all()], ["方\n敬亭"])
        self.assertEqual(mention.public_id, f"{self.story.public_id}-m03")
        self.assertEqual((mention.written, mention.match), ({}, "none"))

    def test_a_figure_added_by_hand_is_found_in_print(self) -> None:
        response = self.add_row("metrics", text="64.2％", value="64.2", status="unreviewed")
        self.assertEqual(response.status_code, 302)
        metric = self.story.metrics.get(number=3)
        self.assertEqual(self.story.page.text[metric.start : metric.end], "64.2％")

    def test_a_name_that_the_article_does_not_print_is_refused(self) -> None:
        for name in ("东门", "没有的人"):
            with self.subTest(name):
                response = self.add_row("mentions", name=name, role="subject", status="unreviewed")
                self.assertContains(response, f"这篇稿件里没有印出“{name}”")

    def test_a_figure_is_added_on_its_own_page_too(self) -> None:
        posted = {"article": self.story.pk, "text": "4.60万亩", "value": "46000", "_save": "1"}
        response = self.client.post(reverse("admin:metrics_metric_add"), posted)
        self.assertEqual(response.status_code, 302)
        self.assertEqual(self.story.metrics.count(), 3)

    def test_a_name_put_right_is_found_anew_where_asked(self) -> None:
        mention = self.story.mentions.get(number=1)
        self.save(mention, name="陆远", find_again="on")
        self.assertEqual([self.story.page.text[s.start : s.end] for s in mention.spans.all()], ["陆远"])

    def test_who_is_meant_is_settled_by_choosing_a_person(self) -> None:
        mention = self.story.mentions.get(number=1)
        Mention.objects.filter(pk=mention.pk).update(person=None, match="unsure")
        self.save(mention, person=str(Person.objects.get(name="方敬亭").pk))
        self.assertEqual(mention.match, "linked")


class PageTests(AdminCase):
    def test_an_editor_gives_paper_and_day_and_the_issue_is_made(self) -> None:
        page = make_page(dated=False, number=5)
        paper = Issue.objects.get().newspaper
        public_id = page.public_id
        self.save(page, newspaper=str(paper.pk), date="2022-04-01", edition="2")
        self.assertEqual(str(page.issue), "青岭日报 2022-04-01 2")
        self.assertEqual(page.public_id, public_id)

    def test_an_issue_that_is_there_is_found(self) -> None:
        page = make_page(dated=False, number=5)
        self.save(page, newspaper=str(self.story.page.issue.newspaper_id), date="2022-03-08")
        self.assertEqual(page.issue, self.story.page.issue)

    def test_a_day_without_a_paper_is_refused(self) -> None:
        page = make_page(dated=False, number=5)
        self.assertIn("报纸和日期要一起填", self.refuse(page, date="2022-04-01"))

    def test_what_was_read_is_shown_at_paper_and_day(self) -> None:
        page = make_page(dated=False, number=5)
        self.assertContains(self.open(page), "读作 <q>青岭日报</q>")

    def test_the_sums_are_told(self) -> None:
        page = Page.objects.get()
        response = self.open(page)
        self.assertContains(response, f"稿件 <b>{page.in_articles}</b>")
        self.assertContains(response, f"未归属 <b>{page.unassigned}</b>")
