"""Where the archive is set so, whoever edited an article does not confirm it, by whatever road."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any
from unittest import mock

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from articles.history import keep_standing
from articles.models import Article, ArticleSpan, Page
from newsarchive.desk.acts import key_of
from newsarchive.desk.four_eyes import find_edits
from newsarchive.desk.operations import Decide, Mark, OperationError, Part
from newsarchive.desk.operations.applying import ANY, apply
from newsarchive.desk.operations.turning import redo, undo
from newsarchive.desk.review import set_reviewer
from newsarchive.desk.versions import version_of
from tests.admin.test_saving import AdminCase


def edit(row: Any, user: User, **fields: Any) -> None:
    """Let a user change a row, with its history."""
    keep_standing(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row._history_user = user
    row.save()


class FourEyesCase(AdminCase):
    """xie edited, bai did not; gu may not change articles."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.other = User.objects.create_superuser("bai", password="bai")
        User.objects.create_user("gu", password="gu")

    def status(self) -> str:
        return Article.objects.values_list("status", flat=True).get(pk=self.story.pk)

    def decide_on_desk(self, status: str = "confirmed") -> Any:
        self.story.refresh_from_db()
        url = reverse("admin:articles_article_decide", args=(self.story.pk,))
        sent = {"seen": {key_of(self.story): version_of(self.story)}, "status": status}
        return self.client.post(url, json.dumps(sent), content_type="application/json")

    def patch(self, user: User, **values: Any) -> Any:
        client = APIClient(HTTP_ACCEPT_LANGUAGE="zh-hans")
        client.force_authenticate(user)
        url = f"/api/v1/articles/{self.story.public_id}/"
        return client.patch(url, values, format="json", headers={"If-Match": "*"})


@override_settings(FOUR_EYES=True)
class FourEyesTests(FourEyesCase):
    def edited(self) -> None:
        edit(self.story, self.editor, headline="青岭春灌展开")

    def test_the_form_saves_the_edit_and_does_not_confirm_it(self) -> None:
        answer = self.save(self.story, "_confirm", headline="春灌展开")
        told = self.client.get(answer.url).content.decode()
        self.assertEqual((self.story.headline, self.story.status), ("春灌展开", "unreviewed"))
        self.assertIn("bai", told)
        self.assertNotIn("gu。", told)

    def test_a_person_edited_with_the_article_counts_as_much(self) -> None:
        self.save(self.story, "_confirm", **{"mentions-1-title": "副局长"})
        self.assertEqual(self.story.mentions.get(number=2).title, "副局长")
        self.assertEqual(self.story.status, "unreviewed")

    def test_the_form_confirms_what_another_edited(self) -> None:
        edit(self.story, self.other, headline="青岭春灌展开")
        self.save(self.story, "_confirm")
        self.assertEqual(self.story.status, "confirmed")
        self.assertEqual(self.story.history.first().history_user, self.editor)

    def test_an_earlier_state_that_is_restored_is_not_confirmed_by_it(self) -> None:
        edit(self.story, self.other, status="confirmed")
        confirmed = self.story.history.first()
        edit(self.story, self.editor, status="unreviewed", headline="别的")
        url = reverse("admin:articles_article_simple_history", args=(self.story.pk, confirmed.history_id))
        page = self.client.get(url)
        form = page.context["adminform"].form
        posted = {name: form[name].value() or "" for name in form.fields}
        posted = {name: "\n".join(value) if isinstance(value, list) else value for name, value in posted.items()}
        self.client.post(url, posted)
        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, self.story.status), ("青岭春灌全面展开", "unreviewed"))

    def test_the_article_desk_refuses_and_names_who_may(self) -> None:
        self.edited()
        answer = self.decide_on_desk()
        self.assertEqual(answer.status_code, 409)
        self.assertIn("bai", answer.json()["told"])
        self.assertNotIn("gu", answer.json()["told"])
        self.assertEqual(self.status(), "unreviewed")
        self.client.force_login(self.other)
        self.assertEqual(self.decide_on_desk().status_code, 200)
        self.assertEqual(self.status(), "confirmed")

    def test_the_article_desk_does_not_confirm_by_undoing(self) -> None:
        edit(self.story, self.editor, headline="青岭春灌展开")
        edit(self.story, self.other, status="confirmed")
        token = self.decide_on_desk("unreviewed").json()["undo"]
        url = reverse("admin:articles_article_undo", args=(self.story.pk,))
        answer = self.client.post(url, json.dumps({"undo": token}), content_type="application/json")
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(self.status(), "unreviewed")

    def test_an_operation_of_the_page_desk_is_refused(self) -> None:
        self.edited()
        with self.assertRaises(OperationError) as refused:
            apply(self.story.page, Decide(self.story.public_id, "confirmed"), version=ANY, by=self.editor)
        self.assertEqual(refused.exception.rule, "four_eyes")
        self.assertIn("bai", str(refused.exception))
        apply(self.story.page, Decide(self.story.public_id, "confirmed"), version=ANY, by=self.other)
        self.assertEqual(self.status(), "confirmed")
        undo(self.story.page, self.other)
        with self.assertRaises(OperationError):
            redo(self.story.page, self.editor)
        self.assertEqual(self.status(), "unreviewed")

    def test_an_operation_that_only_moves_places_is_an_edit(self) -> None:
        place = ArticleSpan.objects.get(article=self.story, part="byline")
        mark = Mark(((place.start, place.end),), Part.CAPTION)
        apply(self.story.page, mark, version=ANY, by=self.editor)
        self.assertEqual(list(find_edits([self.story.pk])[self.story.pk]), [self.editor.pk])
        self.assertEqual(self.decide_on_desk().status_code, 409)

    def test_the_api_refuses_whoever_edited_before_or_in_the_same_request(self) -> None:
        answer = self.patch(self.editor, status="confirmed", headline="春灌展开")
        self.assertEqual(answer.status_code, 400, answer.content)
        fault = answer.json()["errors"][0]
        self.assertEqual((fault["field"], fault["rule"]), ("status", "four_eyes"))
        self.assertIn("bai", json.dumps(fault, ensure_ascii=False))
        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, self.story.status), ("青岭春灌全面展开", "unreviewed"))
        self.edited()
        self.assertEqual(self.patch(self.editor, status="confirmed").status_code, 400)
        self.assertEqual(self.patch(self.other, status="confirmed").status_code, 200)

    def test_the_api_refuses_it_among_many(self) -> None:
        self.edited()
        client = APIClient()
        client.force_authenticate(self.editor)
        brief = Article.objects.get(number=2)
        rows = [{"id": each.public_id, "version": "*", "status": "confirmed"} for each in (self.story, brief)]
        told = client.patch("/api/v1/articles/bulk/", {"rows": rows}, format="json").json()
        self.assertEqual([each["status"] for each in told["results"]], [400, 200])

    def test_taking_deciding_and_a_changed_order_are_no_edits(self) -> None:
        set_reviewer([self.story.pk], self.editor, self.editor)
        self.story.refresh_from_db()
        edit(self.story, self.editor, status="rejected")
        edit(self.story, self.editor, status="unreviewed", position=7)
        self.assertEqual(find_edits([self.story.pk]), {})
        self.assertEqual(self.decide_on_desk().status_code, 200)

    def test_a_figure_that_was_corrected_is_an_edit_of_its_article(self) -> None:
        edit(self.story.metrics.first(), self.editor, unit="亩")
        self.assertEqual(self.decide_on_desk().status_code, 409)

    def test_who_edited_many_articles_is_asked_in_as_many_queries_as_of_one(self) -> None:
        brief = Article.objects.get(number=2)
        for each in (self.story, brief):
            edit(each, self.editor, headline="改")
        with CaptureQueriesContext(connection) as one:
            find_edits([self.story.pk])
        with CaptureQueriesContext(connection) as two:
            self.assertEqual(len(find_edits([self.story.pk, brief.pk])), 2)
        self.assertEqual(len(one), len(two))


class NotSetTests(FourEyesCase):
    def test_without_the_setting_an_editor_confirms_his_own_work(self) -> None:
        self.save(self.story, "_confirm", headline="春灌展开")
        self.assertEqual(self.story.status, "confirmed")
        self.assertEqual(self.patch(self.editor, status="unreviewed", headline="再改").status_code, 200)
        self.assertEqual(self.decide_on_desk().status_code, 200)

    def test_the_report_tells_of_work_that_nobody_else_saw(self) -> None:
        brief = Article.objects.get(number=2)
        edit(self.story, self.editor, headline="青岭春灌展开")
        edit(self.story, self.editor, status="confirmed")
        edit(brief, self.editor, headline="东门集市开街")
        edit(brief, self.other, status="confirmed")
        self.assertEqual(self.report(), [(self.story.public_id, "xie", "xie", "confirmed by an editor of it")])
        edit(brief, self.editor, headline="集市重开")
        later = (brief.public_id, "bai", "xie", "edited after it was confirmed")
        self.assertEqual(self.report()[0], later)
        Page.objects.update(status="rejected")
        self.assertEqual(self.report(), [])

    def report(self) -> list[tuple[str, str, str, str]]:
        out = StringIO()
        call_command("four_eyes", "--format", "csv", stdout=out)
        rows = [line.split(",") for line in out.getvalue().splitlines()[1:]]
        return [(row[0], row[2], row[4], row[5]) for row in rows]


class ReportPageTests(FourEyesCase):
    def open_report(self, **asked: Any) -> Any:
        return self.client.get(reverse("admin:four_eyes"), asked)

    def test_it_tells_what_the_command_tells_with_a_link_to_each_article(self) -> None:
        edit(self.story, self.editor, headline="青岭春灌展开")
        edit(self.story, self.editor, status="confirmed")
        answer = self.open_report()
        self.assertContains(answer, reverse("admin:articles_article_change", args=(self.story.pk,)))
        self.assertContains(answer, "青岭春灌展开")
        self.assertContains(answer, "编辑过它的人自行确认")
        self.assertNotContains(self.open_report(before=self.story.pk), "青岭春灌展开")
        edit(Article.objects.get(number=2), self.other, status="confirmed")
        Article.objects.filter(pk=self.story.pk).update(status="rejected")
        self.assertContains(self.open_report(), "都经两人看过")

    def test_where_nothing_is_found_or_asked_for_nonsense_it_says_so(self) -> None:
        for before in ("", "x", "９", "-1", "1" * 30):
            with self.subTest(before):
                self.assertContains(self.open_report(before=before), "还没有已确认的稿件")

    def test_it_goes_on_with_older_articles_screen_by_screen(self) -> None:
        brief = Article.objects.get(number=2)
        for each in (self.story, brief):
            edit(each, self.editor, headline=f"改{each.number}")
            edit(each, self.editor, status="confirmed")
        with mock.patch("newsarchive.desk.four_eyes.LOOKED_AT", 1):
            newest = self.open_report()
            self.assertContains(newest, "改2")
            self.assertNotContains(newest, "改1")
            self.assertContains(newest, f"?before={brief.pk}")
            self.assertContains(self.open_report(before=brief.pk), "改1")

    def test_the_start_page_leads_to_it_where_the_archive_is_set_so(self) -> None:
        for is_set, count in ((True, 1), (False, 0)):
            with self.settings(FOUR_EYES=is_set):
                self.assertContains(self.client.get(reverse("admin:index")), reverse("admin:four_eyes"), count)
