"""Acts of the article desk: done on the rows as the editor saw them, written into the history, and taken back."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, Page
from metrics.models import Metric
from newsarchive.desk.acts import key_of
from newsarchive.desk.versions import version_of
from newsarchive.roles import READERS, ensure_roles
from people.models import Mention
from tests.admin.rows import make_metric
from tests.admin.test_saving import AdminCase


class ActCase(AdminCase):
    def send(self, act: str, **sent: Any) -> Any:
        url = reverse(f"admin:articles_article_{act}", args=(self.story.pk,))
        return self.client.post(url, json.dumps(sent), content_type="application/json")

    def seen(self, *rows: Any) -> dict[str, str]:
        return {key_of(row): version_of(type(row).objects.get(pk=row.pk)) for row in rows}

    def decide(self, status: str, *rows: Any, reason: str = "") -> Any:
        response = self.send("decide", seen=self.seen(*rows), status=status, reason=reason)
        for row in rows:
            row.refresh_from_db()
        return response

    def everything(self) -> list[Any]:
        return [*self.story.mentions.all(), *self.story.metrics.all(), self.story]


class DecideTests(ActCase):
    def test_a_figure_is_confirmed_and_the_history_tells_by_whom(self) -> None:
        metric = self.story.metrics.get(number=1)
        response = self.decide("confirmed", metric)
        self.assertEqual(metric.status, "confirmed")
        [row] = response.json()["rows"]
        self.assertEqual((row["key"], row["status"]), (f"metrics-{metric.pk}", "confirmed"))
        self.assertEqual(row["version"], version_of(metric))
        self.assertIn("已确认", row["line"])
        newest, oldest = metric.history.all()
        self.assertEqual((newest.history_user, newest.status), (self.editor, "confirmed"))
        self.assertEqual((oldest.history_change_reason, oldest.status), ("import", "unreviewed"))

    def test_a_mention_is_rejected_with_a_reason(self) -> None:
        mention = self.story.mentions.get(number=1)
        self.decide("rejected", mention, reason="不是人名")
        self.assertEqual(mention.status, "rejected")
        self.assertEqual(mention.history.first().history_change_reason, "不是人名")

    def test_the_article_is_confirmed_with_all_that_is_in_it(self) -> None:
        response = self.decide("confirmed", *self.everything())
        self.assertEqual({row.status for row in self.everything()}, {"confirmed"})
        self.assertEqual(response.json()["told"], "5 条记录现为：已确认。")

    def test_rejecting_an_article_frees_its_characters(self) -> None:
        before = self.story.page.in_articles
        self.decide("rejected", self.story)
        self.assertLess(Page.objects.get(pk=self.story.page_id).in_articles, before)

    def test_confirming_twenty_times_the_rows_does_not_ask_twenty_times_the_queries(self) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                response = self.send("decide", seen=seen, status="confirmed")
            self.assertEqual(response.status_code, 200)
            return len(queries)

        seen = self.seen(*self.story.metrics.all())
        few = count()
        Metric.objects.update(status="unreviewed")
        for number in range(3, 43):
            make_metric(self.story, number, "64.2％", Decimal(number), "%", "浇灌小麦")
        seen = self.seen(*self.story.metrics.all())
        self.assertLessEqual(count() - few, 4, "beyond what SQLite splits for its limit of values in one statement")

    def test_what_was_changed_since_it_was_seen_is_not_confirmed_unseen(self) -> None:
        metric = self.story.metrics.get(number=1)
        seen = self.seen(metric)
        Metric.objects.filter(pk=metric.pk).update(value=Decimal("65.2"))
        response = self.send("decide", seen=seen, status="confirmed")
        self.assertEqual(response.status_code, 409)
        self.assertIn("64.2％", response.json()["told"])
        metric.refresh_from_db()
        self.assertEqual(metric.status, "unreviewed")
        self.assertEqual(metric.history.count(), 0)

    def test_one_row_that_was_changed_holds_up_the_others_too(self) -> None:
        one, two = self.story.metrics.all()
        seen = self.seen(one, two)
        Metric.objects.filter(pk=two.pk).update(period="2021")
        self.assertEqual(self.send("decide", seen=seen, status="confirmed").status_code, 409)
        self.assertEqual(set(self.story.metrics.values_list("status", flat=True)), {"unreviewed"})

    def test_a_row_of_another_article_cannot_be_reached(self) -> None:
        brief = Article.objects.get(number=2)
        for seen in (self.seen(brief), {"metrics-99999": ""}, {"users-1": ""}, {"metrics-x": ""}, {"<b>": ""}):
            with self.subTest(seen):
                self.assertEqual(self.send("decide", seen=seen, status="confirmed").status_code, 409)

    def test_what_makes_no_sense_is_answered_and_changes_nothing(self) -> None:
        url = reverse("admin:articles_article_decide", args=(self.story.pk,))
        for body in ("", "[]", "1", "{}", '{"seen": 1, "status": "confirmed"}', "\x00"):
            with self.subTest(body):
                response = self.client.post(url, body, content_type="application/json")
                self.assertEqual((response.status_code, bool(response.json()["told"])), (400, True))
        self.assertEqual(self.decide("withdrawn", self.story).status_code, 409)
        self.assertEqual(self.client.get(url).status_code, 405)
        missing = reverse("admin:articles_article_decide", args=(99999,))
        self.assertEqual(self.client.post(missing, "{}", content_type="application/json").status_code, 404)

    def test_a_reader_may_look_and_not_decide(self) -> None:
        reader = User.objects.create_user("du", password="du", is_staff=True)
        ensure_roles()
        reader.groups.add(Group.objects.get(name=READERS))
        self.client.force_login(reader)
        response = self.decide("confirmed", self.story)
        self.assertEqual(response.status_code, 403)
        self.assertNotContains(self.open(self.story), "data-decide")


class UndoTests(ActCase):
    def undo(self, response: Any, redo: bool = False) -> Any:
        return self.send("undo", undo=response.json()["undo"], redo=redo)

    def test_what_is_done_again_is_told_so_on_the_desk_and_in_the_history(self) -> None:
        metric = self.story.metrics.get(number=1)
        undone = self.undo(self.decide("confirmed", metric))
        redone = self.undo(undone, redo=True)
        self.assertEqual((undone.json()["told"], redone.json()["told"]), ("已撤销。", "已重做。"))
        reasons = [record.history_change_reason for record in metric.history.all()[:2]]
        self.assertEqual(reasons, ["重做", "撤销"])

    def test_the_last_act_is_taken_back_and_the_history_keeps_both(self) -> None:
        done = self.decide("confirmed", *self.everything())
        undone = self.undo(done)
        self.assertEqual(undone.status_code, 200)
        self.story.refresh_from_db()
        self.assertEqual({row.status for row in self.everything()}, {"unreviewed"})
        self.assertEqual(
            [record.status for record in self.story.history.all()], ["unreviewed", "confirmed", "unreviewed"]
        )

    def test_acts_on_one_row_are_taken_back_one_after_the_other_and_done_again(self) -> None:
        metric = self.story.metrics.get(number=1)
        done = [self.decide("confirmed", metric)]
        metric.refresh_from_db()
        done.append(self.decide("rejected", metric))
        undone = [self.undo(act) for act in reversed(done)]
        metric.refresh_from_db()
        self.assertEqual(metric.status, "unreviewed")
        for act, status in zip(reversed(undone), ("confirmed", "rejected"), strict=True):
            self.assertEqual(self.undo(act).status_code, 200)
            metric.refresh_from_db()
            self.assertEqual(metric.status, status)

    def test_a_rejected_article_comes_back_and_has_its_characters_again(self) -> None:
        before = Page.objects.get(pk=self.story.page_id).in_articles
        self.undo(self.decide("rejected", self.story))
        self.assertEqual(Page.objects.get(pk=self.story.page_id).in_articles, before)

    def test_rows_that_stood_differently_go_back_each_to_its_own(self) -> None:
        one, two = self.story.metrics.all()
        Metric.objects.filter(pk=one.pk).update(status="rejected")
        self.undo(self.decide("confirmed", one, two))
        self.assertEqual([row.status for row in self.story.metrics.order_by("number")], ["rejected", "unreviewed"])

    def test_what_was_changed_since_is_not_undone(self) -> None:
        metric = self.story.metrics.get(number=1)
        done = self.decide("confirmed", metric)
        for change in (
            lambda: Metric.objects.filter(pk=metric.pk).update(value=1),
            lambda: self.decide("rejected", metric),
        ):
            change()
            self.assertEqual(self.undo(done).status_code, 409)
        metric.refresh_from_db()
        self.assertEqual(metric.status, "rejected")

    def test_nobody_makes_up_an_act_to_undo(self) -> None:
        for made_up in ("", "x", '[["metrics", 1, 1]]'):
            self.assertEqual(self.send("undo", undo=made_up).status_code, 409)

    def test_an_article_whose_place_was_taken_does_not_come_back(self) -> None:
        done = self.decide("rejected", self.story)
        Article.objects.filter(number=2).update(position=1)
        self.assertEqual(self.undo(done).status_code, 409)
        self.story.refresh_from_db()
        self.assertEqual(self.story.status, "rejected")

    def test_a_mention_that_is_confirmed_is_no_edit_of_its_article(self) -> None:
        self.decide("confirmed", Mention.objects.first())
        self.assertEqual(Article.history.count(), 0)
