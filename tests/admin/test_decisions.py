"""Rows are confirmed, rejected and brought back; none is deleted, and the page's sums stay right."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from articles.models import Article, Page
from metrics.models import Metric
from people.models import Mention, Person
from tests.admin.test_saving import AdminCase

CURATED = (Page, Article, Mention, Metric, Person)


class DecisionTests(AdminCase):
    def act(self, action: str, *rows: Any) -> str:
        """Choose rows of a list, and what is to become of them."""
        url = reverse(f"admin:{rows[0]._meta.app_label}_{rows[0]._meta.model_name}_changelist")
        posted = {"action": action, "_selected_action": [row.pk for row in rows], "index": "0"}
        response = self.client.post(url, posted, follow=True)
        if "digest" in (response.context or {}):
            posted |= {"do": "1", "digest": response.context["digest"], "reason": "看过"}
            response = self.client.post(url, posted, follow=True)
        for row in rows:
            row.refresh_from_db()
        return response.content.decode()

    def test_no_curated_row_can_be_deleted(self) -> None:
        for model in CURATED:
            with self.subTest(model.__name__):
                row = model.objects.first()
                url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_delete", args=(row.pk,))
                self.assertEqual(self.client.post(url, {"post": "yes"}).status_code, 403)
                self.assertNotContains(self.open(row), "deletelink")
                changelist = self.client.get(
                    reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
                )
                self.assertNotContains(changelist, "delete_selected")

    def test_a_form_is_saved_and_confirmed_with_one_button(self) -> None:
        self.save(self.story, "_confirm", headline="春灌展开")
        self.assertEqual((self.story.headline, self.story.status), ("春灌展开", "confirmed"))

    def test_confirming_without_a_change_changes_the_status_alone(self) -> None:
        self.save(self.story, "_confirm")
        self.assertEqual(self.story.status, "confirmed")
        told = self.client.get(reverse("admin:articles_article_history", args=(self.story.pk,)))
        self.assertContains(told, "<dt>", count=1)
        self.assertContains(told, "<ins>已确认</ins>", html=True)

    def test_the_buttons_offered_are_those_that_the_status_allows(self) -> None:
        for status, offered in [
            ("unreviewed", {"_confirm", "_reject"}),
            ("confirmed", {"_bring_back", "_reject"}),
            ("rejected", {"_bring_back"}),
            ("withdrawn", {"_bring_back"}),
        ]:
            with self.subTest(status):
                Article.objects.filter(pk=self.story.pk).update(status=status)
                html = self.open(self.story).content.decode()
                found = {name for name in ("_confirm", "_reject", "_bring_back") if f'name="{name}"' in html}
                self.assertEqual(found, offered)

    def test_rejecting_an_article_frees_its_characters_and_bringing_it_back_takes_them_again(self) -> None:
        page = Page.objects.get()
        before = (page.in_articles, page.unassigned)
        own = sum(span.end - span.start for span in self.story.spans.all())
        self.save(self.story, "_reject")
        page.refresh_from_db()
        self.assertEqual((page.in_articles, page.unassigned), (before[0] - own, before[1] + own))
        self.save(self.story, "_bring_back")
        page.refresh_from_db()
        self.assertEqual((page.in_articles, page.unassigned), before)

    def test_many_rows_are_decided_at_once_with_counts_and_history(self) -> None:
        for model in CURATED:
            rows = list(model.objects.all())
            for action, status in [
                ("confirm", "confirmed"),
                ("reject", "rejected"),
                ("withdraw", "withdrawn"),
                ("bring_back", "unreviewed"),
            ]:
                with self.subTest(model=model.__name__, action=action):
                    told = self.act(action, *rows)
                    self.assertEqual({row.status for row in rows}, {status})
                    self.assertRegex(told, f"{len(rows)} 条记录现为|已改动 {len(rows)} 条")
                    self.assertEqual(model.history.first().history_user, self.editor)

    def test_rows_that_stand_so_already_are_not_counted(self) -> None:
        metric = Metric.objects.first()
        self.act("confirm", metric)
        self.assertIn("已改动 1 条", self.act("confirm", *Metric.objects.all()))

    def test_sums_stay_right_when_articles_are_decided_in_a_list(self) -> None:
        page = Page.objects.get()
        before = page.in_articles
        self.act("reject", *Article.objects.all())
        page.refresh_from_db()
        self.assertEqual(page.in_articles, 0)
        self.act("bring_back", *Article.objects.all())
        page.refresh_from_db()
        self.assertEqual(page.in_articles, before)

    def test_an_article_whose_place_was_taken_comes_back_at_the_pages_end(self) -> None:
        brief = Article.objects.get(number=2)
        self.save(self.story, "_reject")
        self.save(brief, position="1")
        told = self.act("bring_back", self.story)
        self.assertEqual(self.story.status, "rejected")
        self.assertIn("占着它的位置", told)
        self.save(self.story, "_bring_back")
        self.assertEqual((self.story.status, self.story.position), ("unreviewed", 2))
