"""Actions of lists: first a look at what would change, then all in one go, then the way back."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.curation import edited_fields
from articles.models import Article, Page
from metrics.models import Indicator, Metric
from newsarchive.desk import bulk_admin
from newsarchive.desk.review import set_reviewer
from newsarchive.merging import merge_records
from people.models import Mention, Person
from tests.admin.rows import make_brief, make_page
from tests.admin.test_saving import AdminCase


class BulkActionTests(AdminCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.other = User.objects.create_superuser("bai", password="bai")

    def post(self, action: str, *rows: Any, **sent: Any) -> Any:
        url = reverse(f"admin:{rows[0]._meta.app_label}_{rows[0]._meta.model_name}_changelist")
        chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
        return self.client.post(url, {**chosen, **sent}, follow=True)

    def do(self, action: str, *rows: Any, **sent: Any) -> Any:
        looked = self.post(action, *rows, **({"look": 1, **sent} if "value" in sent else sent))
        return self.post(action, *rows, do=1, digest=looked.context["digest"], **sent)

    def test_nothing_is_changed_by_looking(self) -> None:
        looked = self.post("confirm", *Article.objects.all())
        told = [(each.before, each.after, each.why_not) for each in looked.context["planned"]]
        self.assertEqual(told, [("未审", "已确认", "")] * 2)
        self.assertEqual((looked.context["changing"], Article.history.count()), (2, 0))
        self.assertEqual(Article.objects.filter(status="confirmed").count(), 0)

    def test_it_is_done_by_the_road_of_many_with_its_reason_and_taken_back_from_the_message(self) -> None:
        stood = list(Article.objects.order_by("pk").values_list("status", "position", "headline", "terms"))
        sums = Page.objects.values_list("in_articles", "unassigned").get(pk=self.story.page_id)
        done = self.do("reject", *Article.objects.all(), reason="不是稿件")
        self.assertContains(done, reverse("admin:articles_article_undo_bulk"))
        self.assertEqual(set(Article.objects.values_list("status", flat=True)), {"rejected"})
        newest = self.story.history.first()
        told = (newest.history_user, newest.history_change_reason, newest.road)
        self.assertEqual(told, (self.editor, "不是稿件", "bulk"))
        self.assertEqual(Page.objects.get(pk=self.story.page_id).in_articles, 0)
        undo = reverse("admin:articles_article_undo_bulk")
        self.assertContains(self.client.get(undo), "集市开街")
        self.client.post(undo)
        self.assertEqual(
            list(Article.objects.order_by("pk").values_list("status", "position", "headline", "terms")), stood
        )
        self.assertEqual(Page.objects.values_list("in_articles", "unassigned").get(pk=self.story.page_id), sums)
        self.assertContains(self.client.post(undo, follow=True), "没有")

    def test_people_and_pages_are_looked_at_first_and_taken_back_as_well(self) -> None:
        for rows in (Person.objects.order_by("pk"), Page.objects.order_by("pk")):
            model = rows.model
            with self.subTest(model):
                looked = self.post("confirm", *rows)
                self.assertEqual({each.after for each in looked.context["planned"]}, {"已确认"})
                self.assertFalse(model.objects.filter(status="confirmed").exists())
                self.do("confirm", *rows)
                self.assertFalse(model.objects.exclude(status="confirmed").exists())
                self.client.post(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_undo_bulk"))
                self.assertFalse(model.objects.filter(status="confirmed").exists())

    def test_a_person_that_was_merged_away_says_so_and_stays(self) -> None:
        one, two = Person.objects.order_by("pk")[:2]
        merge_records(one, two, "", self.editor)
        looked = self.post("bring_back", one)
        self.assertIn("已被合并", looked.context["planned"][0].why_not)

    def test_rejecting_wants_a_reason(self) -> None:
        answer = self.do("reject", self.story)
        self.assertTrue(answer.context["form"].errors["reason"])
        self.story.refresh_from_db()
        self.assertEqual(self.story.status, "unreviewed")

    def test_what_was_changed_since_it_was_looked_at_is_looked_at_again(self) -> None:
        digest = self.post("confirm", self.story).context["digest"]
        Article.objects.filter(pk=self.story.pk).update(status="rejected")
        answer = self.post("confirm", self.story, do=1, digest=digest)
        self.assertEqual(answer.context["planned"][0].before, "已否决")
        self.story.refresh_from_db()
        self.assertEqual(self.story.status, "rejected")

    def test_what_was_changed_since_is_not_taken_back(self) -> None:
        self.do("confirm", *Article.objects.all())
        self.story.refresh_from_db()
        self.story.headline = "春灌"
        self.story.save()
        self.client.post(reverse("admin:articles_article_undo_bulk"))
        self.assertEqual(Article.objects.filter(status="confirmed").count(), 2)

    def test_a_row_that_cannot_change_says_why_and_the_others_do(self) -> None:
        brief = Article.objects.get(number=2)
        Article.objects.filter(pk=self.story.pk).update(status="rejected", position=brief.position)
        looked = self.post("confirm", self.story, brief)
        why = [each.why_not for each in looked.context["planned"]]
        self.assertIn("集市开街", why[0])
        self.assertEqual(why[1], "")
        self.do("confirm", self.story, brief)
        self.assertEqual(sorted(Article.objects.values_list("status", flat=True)), ["confirmed", "rejected"])

    def test_two_that_come_back_to_one_place_do_not_both(self) -> None:
        Article.objects.update(status="rejected", position=1)
        looked = self.post("bring_back", *Article.objects.all())
        self.assertEqual([bool(each.why_not) for each in looked.context["planned"]], [False, True])

    @override_settings(FOUR_EYES=True)
    def test_whoever_edited_an_article_confirms_the_others_only(self) -> None:
        self.save(self.story, headline="春灌")
        done = self.do("confirm", *Article.objects.all())
        self.assertContains(done, "bai")
        statuses = dict(Article.objects.values_list("number", "status"))
        self.assertEqual(statuses, {1: "unreviewed", 2: "confirmed"})

    def test_articles_are_taken_given_back_and_assigned(self) -> None:
        brief = Article.objects.get(number=2)
        set_reviewer([brief.pk], self.other, self.other)
        done = self.do("take", self.story, brief)
        self.assertContains(done, "bai")
        self.assertEqual(dict(Article.objects.values_list("number", "reviewer")), {1: self.editor.pk, 2: self.other.pk})
        self.do("assign", self.story, brief, value=self.other.pk)
        self.assertEqual(set(Article.objects.values_list("reviewer", flat=True)), {self.other.pk})
        self.do("give_back", self.story)
        self.assertEqual(set(Article.objects.values_list("reviewer", flat=True)), {self.other.pk})
        self.do("assign", self.story, value="")
        self.assertEqual(dict(Article.objects.values_list("number", "reviewer")), {1: None, 2: self.other.pk})

    def test_columns_are_set_and_are_edits(self) -> None:
        indicator = Indicator.objects.create(code="x", name="播种面积")
        person = Person.objects.create(public_id="p9", name="方敬亭")
        metric, mention = self.story.metrics.first(), self.story.mentions.first()
        for row, action, value, column, standing in [
            (self.story, "set_kind", "brief", "kind", "brief"),
            (metric, "set_indicator", indicator.pk, "indicator", indicator),
            (metric, "set_period", "2022-02", "period", "2022-02"),
            (metric, "set_place", "青岭县", "place", "青岭县"),
            (mention, "set_person", person.pk, "person", person),
        ]:
            with self.subTest(action):
                looked = self.post(action, row)
                self.assertEqual(looked.context["planned"], [])
                self.do(action, row, value=value)
                row.refresh_from_db()
                self.assertEqual(getattr(row, column), standing)
                self.assertIn(column, edited_fields(row))
        answer = self.post("set_period", metric, value="gestern", look=1)
        self.assertEqual(answer.context["planned"], [])
        self.assertTrue(answer.context["form"].errors)

    def test_more_than_can_be_looked_through_are_refused(self) -> None:
        most, bulk_admin.MOST = bulk_admin.MOST, 1
        self.addCleanup(setattr, bulk_admin, "MOST", most)
        answer = self.post("confirm", *Article.objects.all())
        self.assertContains(answer, "一次最多改动 1 条")

    def test_many_rows_ask_no_more_often_than_few(self) -> None:
        def count(*rows: Any) -> int:
            with CaptureQueriesContext(connection) as queries:
                self.do("confirm", *rows)
            return len(queries)

        for number in range(2, 7):
            make_brief(make_page(number=number))
        mentions, metrics = list(Mention.objects.all()), list(Metric.objects.all())
        self.assertEqual(count(mentions[0]), count(*mentions[1:]))
        self.assertEqual(count(metrics[0]), count(*metrics[1:]))
