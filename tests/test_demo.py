"""The demo makes an archive that an editor can log in to, and does no harm when it is made again."""

from __future__ import annotations

from io import StringIO

from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import RequestFactory, TransactionTestCase, override_settings

from articles.models import Article, Page
from newsarchive.management.commands.demo import NAME, PASSWORD


def make_demo() -> str:
    printed = StringIO()
    call_command("demo", stdout=printed)
    return printed.getvalue()


class DemoTests(TransactionTestCase):
    def test_the_demo_tells_how_to_log_in_and_the_editor_can(self):
        printed = make_demo()
        self.assertIn(NAME, printed)
        self.assertIn(PASSWORD, printed)
        user = authenticate(RequestFactory().post("/admin/login/"), username=NAME, password=PASSWORD)
        self.assertTrue(user.is_staff)
        self.assertTrue(user.has_perms(["articles.change_article", "people.change_mention", "metrics.change_metric"]))
        self.assertFalse(user.has_perm("articles.delete_article"))

    def test_run_twice_it_does_no_harm(self):
        make_demo()
        article = Article.objects.order_by("pk").first()
        article.headline = "编辑改过的标题"
        article.save()
        user = get_user_model().objects.get(username=NAME)
        user.set_password("another one")
        user.save()
        pages, articles = Page.objects.count(), Article.objects.count()
        make_demo()
        self.assertEqual((Page.objects.count(), Article.objects.count()), (pages, articles))
        article.refresh_from_db()
        self.assertEqual(article.headline, "编辑改过的标题")
        user.refresh_from_db()
        self.assertTrue(user.check_password("another one"))

    @override_settings(PRODUCTION=True)
    def test_there_is_no_demo_account_in_production(self):
        with self.assertRaisesMessage(CommandError, "not in production"):
            make_demo()
        self.assertFalse(get_user_model().objects.exists())
