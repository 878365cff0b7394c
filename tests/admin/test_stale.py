"""A form that stood open while its row was changed writes over nothing: it comes back with both values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.urls import reverse

from articles.curation import Status
from articles.models import Article, Newspaper
from metrics.models import Metric
from people.models import Mention, Person
from tests.admin.posted_form import PostedForm, read_form
from tests.admin.rows import make_page
from tests.admin.test_saving import AdminCase

NOT_SAVED = "没有保存"


class StaleFormTests(AdminCase):
    def form_of(self, row: Any) -> dict[str, str]:
        return read_form(self.open(row), f"{row._meta.model_name}_form")

    def write(self, **values: Any) -> None:
        """Change the story as an import would, behind the editor's back."""
        story = Article.objects.get(pk=self.story.pk)
        for name, value in values.items():
            setattr(story, name, value)
        story.save_without_historical_record()

    def post(self, row: Any, posted: dict[str, str], button: str = "_save") -> Any:
        response = self.client.post(self.url(row), {**posted, button: "1"})
        row.refresh_from_db()
        return response

    def posted_again(self, row: Any, response: Any) -> dict[str, str]:
        return read_form(response, f"{row._meta.model_name}_form")

    def test_what_another_editor_wrote_is_shown_and_not_written_over(self) -> None:
        posted = self.form_of(self.story)
        self.save(self.story, headline="青岭县春灌全面展开")
        response = self.post(self.story, {**posted, "headline": "春灌展开"})
        self.assertContains(response, NOT_SAVED)
        self.assertContains(response, "其间已改为“青岭县春灌全面展开”")
        self.assertEqual(self.posted_again(self.story, response)["headline"], "春灌展开")
        self.assertEqual(self.story.headline, "青岭县春灌全面展开")

    def test_the_conflict_names_who_wrote_what_stands_now(self) -> None:
        posted = self.form_of(self.story)
        self.save(self.story, headline="青岭县春灌全面展开")
        response = self.post(self.story, {**posted, "headline": "春灌展开"})
        self.assertRegex(response.content.decode(), r'dispute-who">xie \d{4}-\d\d-\d\d \d\d:\d\d<')
        self.write(headline="青岭春灌")
        response = self.post(self.story, {**posted, "headline": "春灌展开"})
        self.assertContains(response, 'dispute-who">导入或程序<')

    def test_sent_once_more_it_is_the_editors_decision(self) -> None:
        posted = self.form_of(self.story)
        self.write(byline="本报讯")
        response = self.post(self.story, {**posted, "byline": "本报记者"})
        again = self.posted_again(self.story, response)
        self.assertEqual(self.post(self.story, again).status_code, 302)
        self.assertEqual(self.story.byline, "本报记者")

    def test_a_field_that_the_editor_left_alone_comes_back_as_it_stands_now(self) -> None:
        posted = self.form_of(self.story)
        self.write(kind="photo", byline="本报讯", standfirsts=["一", "二"])
        response = self.post(self.story, {**posted, "note": "看过"})
        self.assertContains(response, NOT_SAVED)
        self.assertContains(response, "原先是“消息”")
        again = self.posted_again(self.story, response)
        self.assertEqual((again["kind"], again["byline"], again["note"]), ("photo", "本报讯", "看过"))
        self.assertEqual(self.post(self.story, again).status_code, 302)
        self.assertEqual((self.story.kind, self.story.standfirsts), ("photo", ["一", "二"]))
        self.assertEqual(self.story.note, "看过")

    def test_what_was_rejected_meanwhile_is_not_confirmed_unseen(self) -> None:
        posted = self.form_of(self.story)
        self.save(self.story, "_reject")
        response = self.post(self.story, posted, "_confirm")
        self.assertContains(response, "现在的状态：已否决")
        self.assertEqual(self.story.status, Status.REJECTED)

    def test_two_who_write_the_same_do_not_disagree(self) -> None:
        posted = self.form_of(self.story)
        self.save(self.story, headline="春灌展开")
        self.assertEqual(self.post(self.story, {**posted, "headline": "春灌展开"}).status_code, 302)

    def test_a_row_that_an_import_only_read_again_is_saved(self) -> None:
        posted = self.form_of(self.story)
        self.story.reading = {**self.story.reading, "headline": "另读"}
        self.story.save_without_historical_record()
        self.assertEqual(self.post(self.story, {**posted, "headline": "春灌展开"}).status_code, 302)
        self.assertEqual(self.story.headline, "春灌展开")

    def test_a_figure_opened_below_its_article_is_guarded_too(self) -> None:
        metric = self.story.metrics.get(number=1)
        posted = self.form_of(self.story) | self.open_row(self.story, "metrics-0", str(metric.pk))
        Metric.objects.filter(pk=metric.pk).update(value=Decimal("65.2"))
        response = self.post(self.story, {**posted, "metrics-0-period": "2022"})
        self.assertContains(response, NOT_SAVED)
        again = self.posted_again(self.story, response)
        self.assertEqual((again["metrics-0-value"], again["metrics-0-period"]), ("65.2", "2022"))
        self.assertEqual(self.post(self.story, again).status_code, 302)
        metric.refresh_from_db()
        self.assertEqual((metric.value, metric.period), (Decimal("65.2"), "2022"))

    def test_every_kind_of_row_is_guarded(self) -> None:
        mention, metric = self.story.mentions.get(number=2), self.story.metrics.get(number=2)
        for row, field, meanwhile, typed in [
            (mention, "title", "副局长", "处长"),
            (mention, "person", Person.objects.get(name="苏见禾").pk, ""),
            (mention, "partial", True, None),
            (metric, "value", Decimal("4700"), "4800"),
            (Person.objects.get(name="方敬亭"), "description", "局长", "副局长"),
            (self.story.page, "section", "要闻", "综合"),
            (Newspaper.objects.get(), "place", "青岭市", "青岭区"),
        ]:
            with self.subTest(row=str(row), field=field):
                posted = self.form_of(row)
                type(row).objects.filter(pk=row.pk).update(**{field: meanwhile})
                sent = posted if typed is None else {**posted, field: typed}
                response = self.post(row, sent)
                self.assertContains(response, NOT_SAVED)
                again = self.posted_again(row, response)
                self.assertEqual(again.get(field), "on" if typed is None else typed)

    def test_another_name_that_was_put_right_meanwhile_is_not_written_over(self) -> None:
        person = Person.objects.get(name="方敬亭")
        variant = person.variants.create(name="方敬庭")
        posted = self.form_of(person)
        person.variants.filter(pk=variant.pk).update(name="方老")
        response = self.post(person, {**posted, "description": "局长"})
        self.assertContains(response, "其间已改")
        variant.refresh_from_db()
        self.assertEqual((variant.name, person.description), ("方老", ""))
        again = self.posted_again(person, response)
        self.assertEqual((self.post(person, again).status_code, person.description), (302, "局长"))
        variant.refresh_from_db()
        self.assertEqual(variant.name, "方老")

    def test_the_day_of_a_page_is_guarded(self) -> None:
        page = make_page(dated=False, number=5)
        paper = str(self.story.page.issue.newspaper_id)
        posted = self.form_of(page)
        self.save(page, newspaper=paper, date="2022-04-01")
        response = self.post(page, {**posted, "newspaper": paper, "date": "2022-04-02"})
        self.assertContains(response, NOT_SAVED)
        self.assertEqual(str(page.issue), "青岭日报 2022-04-01")

    def test_the_history_counts_no_change_for_what_the_form_was_loaded_with(self) -> None:
        self.save(self.story)
        self.assertEqual(Article.history.count() + Mention.history.count(), 0)

    def test_a_form_without_what_it_was_loaded_with_is_a_programs_and_is_saved(self) -> None:
        for loaded in ("", "no json", "[1]"):
            with self.subTest(loaded):
                posted = self.form_of(self.story) | {"loaded": loaded, "headline": f"春灌{len(loaded)}"}
                self.assertEqual(self.post(self.story, posted).status_code, 302)

    def test_the_fields_of_a_row_come_with_what_they_were_loaded_with(self) -> None:
        metric = self.story.metrics.get(number=1)
        url = reverse("admin:articles_article_row", args=(self.story.pk, "metrics", metric.pk, 0))
        html = self.client.get(url).content.decode()
        self.assertIn('"value"', PostedForm(f'<form id="row">{html}</form>', "row").values["metrics-0-loaded"])
