"""Editors may look at everything of ours and correct it, and delete nothing that came from print."""

from __future__ import annotations

from io import StringIO

from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse

from newsarchive.roles import EDITORS, ensure_roles
from tests.admin.rows import make_archive


class RoleTests(TestCase):
    def test_an_editor_sees_and_changes_what_print_gave_and_deletes_none_of_it(self) -> None:
        story = make_archive()
        editor = User.objects.create_user("xie", password="xie", is_staff=True)
        editor.groups.add(ensure_roles())
        self.client.force_login(editor)
        for name in ("articles_article", "articles_page", "people_mention", "people_person", "metrics_metric"):
            with self.subTest(name):
                self.assertEqual(self.client.get(reverse(f"admin:{name}_changelist")).status_code, 200)
        response = self.client.get(reverse("admin:articles_article_change", args=(story.pk,)))
        self.assertContains(response, 'name="_confirm"')
        self.assertEqual(self.client.get(reverse("admin:auth_user_changelist")).status_code, 403)
        self.assertFalse(editor.has_perm("articles.delete_article"))
        self.assertTrue(editor.has_perm("people.delete_namevariant"))

    def test_who_may_only_look_is_offered_no_decision(self) -> None:
        story = make_archive()
        reader = User.objects.create_user("kan", password="kan", is_staff=True)
        reader.user_permissions.add(Permission.objects.get(codename="view_article"))
        self.client.force_login(reader)
        response = self.client.get(reverse("admin:articles_article_change", args=(story.pk,)))
        self.assertContains(response, "青岭春灌全面展开")
        self.assertNotContains(response, 'name="_confirm"')

    def test_the_roles_are_made_again_without_harm(self) -> None:
        before = set(ensure_roles().permissions.values_list("codename", flat=True))
        call_command("ensure_roles", stdout=StringIO())
        again = ensure_roles()
        self.assertEqual(again.name, EDITORS)
        self.assertEqual(set(again.permissions.values_list("codename", flat=True)), before)
        self.assertIn("change_article", before)
        self.assertNotIn("delete_article", before)


class LockTests(TestCase):
    def test_a_password_guessed_too_often_locks_the_door_in_the_readers_language(self) -> None:
        User.objects.create_superuser("xie", password="xie")
        url = reverse("admin:login")
        for _attempt in range(10):
            response = self.client.post(url, {"username": "xie", "password": "不对"})
        self.assertContains(response, "尝试次数过多", status_code=429)
        response = self.client.post(url, {"username": "xie", "password": "xie"})
        self.assertEqual(response.status_code, 429)

    def test_permissions_are_told_in_the_language_of_whoever_looks(self) -> None:
        self.client.force_login(User.objects.create_superuser("xie"))
        ensure_roles()
        addresses = (reverse("admin:auth_group_add"), reverse("admin:auth_user_change", args=(User.objects.get().pk,)))
        for language, told in (("zh-hans", ">稿件：可以修改<"), ("en", ">article: may change<")):
            for url in addresses:
                with self.subTest(language + url):
                    response = self.client.get(url, headers={"accept-language": language})
                    self.assertContains(response, told)
                    self.assertNotContains(response, "Can change")
