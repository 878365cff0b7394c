"""What an editor decides in the admin, and what the next import makes of it: the promise, from the button on."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from articles.curation import Status, is_touched
from articles.models import Article, ImportRun, Page
from metrics.models import Metric
from newsarchive.importer.store import save_page
from people.models import Mention, Person
from tests.admin.posted_form import read_form
from tests.admin.test_saving import AdminCase
from tests.factories import BRIDGE, HARVEST, STORIES, dump_archive_rows, lay_out_page, read_stories

TEXT = lay_out_page(*STORIES)
CURATED = (Page, Article, Mention, Metric, Person)


class DecisionTests(AdminCase):
    def setUp(self) -> None:
        super().setUp()
        save_page(read_stories(TEXT, *STORIES))
        self.page = Page.objects.get(source_name="page.txt")

    def counts(self) -> tuple[int, ...]:
        return tuple(model.objects.count() for model in CURATED)

    def read_again(self) -> Any:
        """The next reading: one story fewer, then all of them."""
        save_page(read_stories(TEXT, BRIDGE, HARVEST))
        return save_page(read_stories(TEXT, *STORIES))

    def test_what_was_rejected_is_not_made_again(self) -> None:
        article = self.page.articles.get(number=1)
        mention, metric = article.mentions.get(name="高大川"), article.metrics.get(text="360米")
        other = self.page.articles.get(number=3)
        before = self.counts()
        for row in (mention, metric, other):
            self.save(row, "_reject")
        self.read_again()
        self.assertEqual(self.counts(), before)
        for row in (mention, metric, other):
            with self.subTest(row):
                row.refresh_from_db()
                self.assertEqual(row.status, Status.REJECTED)

    def test_what_was_confirmed_and_what_was_corrected_stands(self) -> None:
        article = self.page.articles.get(number=3)
        self.save(article, "_confirm", headline="小棋手夺冠")
        metric = self.page.articles.get(number=1).metrics.get(text="1.2亿元")
        self.save(metric, value="130000000")
        self.read_again()
        article.refresh_from_db()
        metric.refresh_from_db()
        self.assertEqual((article.headline, article.status), ("小棋手夺冠", Status.CONFIRMED))
        self.assertEqual(metric.value, 130_000_000)

    def test_who_was_made_by_hand_stays(self) -> None:
        article = self.page.articles.get(number=2)
        posted = {"article": article.pk, "name": "果农", "role": "subject", "_save": "1"}
        self.assertEqual(self.client.post(reverse("admin:people_mention_add"), posted).status_code, 302)
        self.read_again()
        self.assertEqual(article.mentions.visible().filter(name="果农").count(), 1)


class UnchangedArchiveTests(AdminCase):
    def test_every_form_of_imported_pages_is_saved_without_becoming_an_edit(self) -> None:
        call_command("load_authority", verbosity=0)
        call_command("import_pages", str(settings.BASE_DIR / "fixtures" / "pages"), "--quiet")
        imported = ImportRun.objects.get()
        before = dump_archive_rows()
        articles = list(Article.objects.filter(run=imported))
        self.assertGreater(len(articles), 15)
        for article in articles:
            self.save_with_all_rows(article)
        for model in (Mention, Metric):
            for row in model.objects.filter(article__run=imported).order_by("pk")[::12]:
                self.save(row)
        for row in (*Page.objects.filter(run=imported), *Person.objects.filter(mentions__article__run=imported)[:5]):
            self.save(row)
        self.assertEqual(dump_archive_rows(), before)
        for model in CURATED:
            rows = model.objects.exclude(written={})
            self.assertEqual([row for row in rows if is_touched(row) and row.pk != self.story.pk], [])
            self.assertEqual(model.history.count(), 0)

    def save_with_all_rows(self, article: Article) -> None:
        """Open the article and every row below it, and save it as it came."""
        posted = read_form(self.open(article), "article_form")
        for name in [name for name in posted if name.endswith("-id")]:
            if posted[name]:
                place = name.removesuffix("-id")
                posted |= self.open_row(article, place, posted[name])
        response = self.client.post(self.url(article), {**posted, "_save": "1"})
        self.assertEqual(response.status_code, 302, article)
