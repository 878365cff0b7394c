"""Articles in review: taken, given back, assigned; found by whose they are; told in the history and left by imports."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, User
from django.urls import reverse

from articles.history import keep_standing
from articles.models import Article
from newsarchive.desk.review import set_reviewer
from newsarchive.desk.versions import version_of
from newsarchive.roles import READERS, ensure_roles
from tests.admin.test_saving import AdminCase
from tests.factories import BRIDGE, HARVEST, import_stories


class ReviewTests(AdminCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.other = User.objects.create_superuser("bai", password="bai")

    def take(self, article: Any = None) -> Any:
        return self.client.post(reverse("admin:articles_article_take", args=((article or self.story).pk,)))

    def listed(self, query: str) -> list[int]:
        answer = self.client.get(reverse("admin:articles_article_changelist") + query)
        return sorted(row.number for row in answer.context["cl"].result_list)

    def test_one_press_takes_an_article_and_another_gives_it_back(self) -> None:
        seen = version_of(self.story)
        answer = self.take()
        self.assertEqual((answer.status_code, answer.json()["reviewer"]), (200, "审阅中：xie"))
        self.story.refresh_from_db()
        self.assertEqual((self.story.reviewer, version_of(self.story)), (self.editor, seen))
        newest = self.story.history.first()
        self.assertEqual((newest.history_user, newest.reviewer, newest.road), (self.editor, self.editor, "admin"))
        self.assertIsNone(self.story.history.all()[1].history_user)
        self.assertEqual(self.take().json()["reviewer"], "")
        self.story.refresh_from_db()
        self.assertIsNone(self.story.reviewer)

    def test_what_another_has_taken_is_not_taken_away(self) -> None:
        set_reviewer([self.story.pk], self.other, self.other)
        answer = self.take()
        self.assertEqual(answer.status_code, 409)
        self.assertIn("bai", answer.json()["told"])
        self.story.refresh_from_db()
        self.assertEqual(self.story.reviewer, self.other)

    def test_what_is_decided_waits_for_nobody(self) -> None:
        Article.objects.filter(pk=self.story.pk).update(status="confirmed")
        self.assertEqual(self.take().status_code, 409)

    def test_a_reader_takes_nothing(self) -> None:
        ensure_roles()
        reader = User.objects.create_user("du", password="du", is_staff=True)
        reader.groups.add(Group.objects.get(name=READERS))
        self.client.force_login(reader)
        self.assertEqual(self.take().status_code, 403)
        self.assertEqual(
            self.client.get(reverse("admin:articles_article_take", args=(self.story.pk,))).status_code, 405
        )

    def test_lists_are_asked_for_mine_those_of_others_and_free_ones(self) -> None:
        set_reviewer([self.story.pk], self.editor, self.editor)
        self.assertEqual((self.listed("?review=mine"), self.listed("?review=free")), ([1], [2]))
        self.assertEqual(self.listed("?review=others"), [])
        self.client.force_login(self.other)
        self.assertEqual((self.listed("?review=mine"), self.listed("?review=others")), ([], [1]))
        Article.objects.filter(pk=self.story.pk).update(status="confirmed")
        self.assertEqual(self.listed("?review=others"), [])

    def test_the_list_the_desk_and_the_page_desk_tell_whose_it_is(self) -> None:
        set_reviewer([self.story.pk], self.other, self.other)
        for name, key in [("article_changelist", None), ("article_change", self.story.pk), ("page_desk", 0)]:
            with self.subTest(name):
                args = () if key is None else (key or self.story.page_id,)
                self.assertContains(self.client.get(reverse(f"admin:articles_{name}", args=args)), "审阅中：bai")

    def test_the_history_names_who_took_it(self) -> None:
        self.take()
        told = self.client.get(f"/api/v1/articles/{self.story.public_id}/history/").json()["results"][0]
        self.assertEqual([(each["field"], each["to"]) for each in told["changes"]], [("reviewer", "xie")])

    def test_what_buttons_set_is_told_from_what_to_what_in_the_admins_history(self) -> None:
        keep_standing(self.story)
        set_reviewer([self.story.pk], self.other, self.editor)
        self.story.refresh_from_db()
        later = Article.objects.get(number=2)
        self.story.continues = later
        self.story.save()
        told = self.client.get(reverse("admin:articles_article_history", args=(self.story.pk,)))
        changes = [record.history_delta_changes for record in told.context["page_obj"][:2]]
        shown = [[(each["old"], each["new"]) for each in several] for several in changes]
        self.assertEqual(shown, [[("∅", str(later))], [("∅", "bai")]])
        self.assertContains(told, "<ins>bai</ins>")

    def test_an_import_leaves_an_article_with_whoever_took_it(self) -> None:
        page = import_stories(BRIDGE, HARVEST)
        set_reviewer([page.articles.get(number=1).pk], self.other, self.other)
        import_stories(BRIDGE, HARVEST)
        self.assertEqual(page.articles.get(number=1).reviewer, self.other)
