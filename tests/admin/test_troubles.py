"""What people are told when a page is not there, not theirs, or could not be made: in their language, with a way on."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.test import Client, TestCase, override_settings
from django.test.client import RequestFactory
from django.urls import reverse
from django.utils.translation import override
from django.views.defaults import server_error

from articles.models import Article
from tests.admin.rows import make_archive


@override_settings(DEBUG=False)
class TroubleTests(TestCase):
    def test_an_address_that_is_not_there_is_told_in_the_editor_s_language(self) -> None:
        self.client.force_login(User.objects.create_superuser("xie"), "django.contrib.auth.backends.ModelBackend")
        for language, told in (("zh-hans", "没有这个页面"), ("en", "There is no such page")):
            response = self.client.get("/admin/nowhere/", headers={"accept-language": language})
            self.assertContains(response, told, status_code=404)
            self.assertContains(response, reverse("admin:index"), status_code=404)

    def test_who_may_not_see_something_is_told_whom_to_ask(self) -> None:
        make_archive()
        account = User.objects.create_user("reader", is_staff=True)
        self.client.force_login(account, "django.contrib.auth.backends.ModelBackend")
        url = reverse("admin:articles_article_change", args=(Article.objects.first().pk,))
        self.assertContains(self.client.get(url), "无权", status_code=403)

    def test_a_form_that_is_too_old_is_told_how_to_be_sent(self) -> None:
        response = Client(enforce_csrf_checks=True).post(reverse("admin:login"), {"username": "x", "password": "x"})
        self.assertContains(response, "太旧", status_code=403)

    def test_a_mistake_of_the_archive_is_told_without_asking_the_database(self) -> None:
        for language, told in (("zh-hans", "没能完成"), ("en", "could not do this")):
            with override(language), self.assertNumQueries(0):
                response = server_error(RequestFactory().get("/admin/"))
            self.assertContains(response, told, status_code=500)
