"""Every list and form opens, in both languages, with a number of queries that the archive's size does not change."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article, ImportedFile, ImportRun, Issue, Page
from metrics.merging import merge_indicators
from metrics.models import Indicator, Metric
from people.merging import merge_people
from people.models import Mention, NameVariant, Person
from tests.admin.rows import make_archive, make_brief, make_mention, make_page, make_story

OURS = [model for model in apps.get_models() if model._meta.app_label in ("articles", "people", "metrics")]
ROWS = [model for model in OURS if not model.__name__.startswith("Historical")]
# Variants stand in the forms of their records; merges are told by the record that went; the feed is the API's.
INLINE_ONLY = {"NewspaperVariant", "NameVariant", "IndicatorVariant", "PersonMerge", "IndicatorMerge", "Change"}


class ListTests(TestCase):
    def setUp(self) -> None:
        self.client.force_login(User.objects.create_superuser("xie", password="xie"))
        self.story = make_archive(2)
        run = ImportRun.objects.create(reader_version="1", counts={"created": 2})
        ImportedFile.objects.create(run=run, source_name="坏.txt", outcome="failed", reason="空")

    def lists(self) -> list[str]:
        return [
            reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
            for model in ROWS
            if model.__name__ not in INLINE_ONLY
        ]

    def count_queries(self, url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(url)
        self.assertEqual(response.status_code, 200, url)
        return len(queries)

    def test_every_model_is_in_the_admin(self) -> None:
        missing = {m.__name__ for m in ROWS if not admin.site.is_registered(m)}
        self.assertEqual(missing, INLINE_ONLY)

    def test_every_list_and_form_opens(self) -> None:
        for model in ROWS:
            if model.__name__ in INLINE_ONLY:
                continue
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            with self.subTest(name):
                self.assertEqual(self.client.get(reverse(f"{name}_changelist")).status_code, 200)
                row = model._default_manager.first()
                self.assertEqual(self.client.get(reverse(f"{name}_change", args=(row.pk,))).status_code, 200)

    def test_who_was_merged_into_another_is_not_offered_where_a_person_or_indicator_is_chosen(self) -> None:
        people = [Person.objects.create(public_id=f"person-{n}", name="方敬亭") for n in range(2)]
        indicators = [Indicator.objects.create(code=f"rain{n}", name=f"降雨{n}") for n in range(2)]
        merge_people(*people)
        merge_indicators(*indicators)
        chosen = (
            ("people", "mention", "person", "方敬亭", people),
            ("metrics", "metric", "indicator", "降雨", indicators),
        )
        for app, model, field, term, rows in chosen:
            with self.subTest(field):
                asked = {"app_label": app, "model_name": model, "field_name": field, "term": term}
                offered = self.client.get(reverse("admin:autocomplete"), asked).json()["results"]
                ids = [row["id"] for row in offered]
                self.assertIn(str(rows[1].pk), ids)
                self.assertNotIn(str(rows[0].pk), ids)
        listed = self.client.get(reverse("admin:people_person_changelist"), {"q": "方敬亭"})
        self.assertContains(listed, "person-0")

    def test_a_box_offers_twenty_at_a_time_to_the_last_and_counts_none(self) -> None:
        Indicator.objects.bulk_create(Indicator(code=f"rain-{n:02}", name=f"降雨{n}") for n in range(45))
        asked = {"app_label": "metrics", "model_name": "metric", "field_name": "indicator", "term": "降雨"}
        seen: list[str] = []
        for page, size, more in ((1, 20, True), (2, 20, True), (3, 5, False), (4, 0, False)):
            with CaptureQueriesContext(connection) as queries:
                answer = self.client.get(reverse("admin:autocomplete"), {**asked, "page": page}).json()
            self.assertEqual((len(answer["results"]), answer["pagination"]["more"]), (size, more))
            self.assertFalse([query["sql"] for query in queries if "COUNT" in query["sql"]])
            seen += [row["text"] for row in answer["results"]]
        self.assertEqual(sorted(seen), sorted(f"降雨{n}" for n in range(45)))

    def test_every_list_is_searched_and_filtered_without_an_error(self) -> None:
        for url in self.lists():
            listed = self.client.get(url).context["cl"]
            links = [choice["query_string"] for spec in listed.filter_specs for choice in spec.choices(listed)]
            for link in ["?q=%E9%9D%92%E5%B2%AD", *links]:
                with self.subTest(url + link):
                    self.assertEqual(self.client.get(url + link).status_code, 200)

    def test_the_start_pages_numbers_lead_to_lists_of_so_many_rows(self) -> None:
        make_page(dated=False, number=7)
        Mention.objects.filter(number=1).update(person=None, match="unsure")
        response = self.client.get(reverse("admin:index"))
        for question in response.context["waiting"]:
            with self.subTest(question["url"]):
                listed = self.client.get(question["url"]).context["cl"].result_count
                self.assertEqual(listed, question["count"])
        self.assertContains(response, "1 个文件失败")

    def test_articles_are_found_by_any_two_characters_and_by_public_id(self) -> None:
        for query, expected in [
            ("方敬", 2),
            ("春灌 水利", 2),
            ("集市", 2),
            ("不在", 0),
            ("qlrb-20220308-p01", 2),
            ("", 4),
        ]:
            with self.subTest(query):
                response = self.client.get(reverse("admin:articles_article_changelist"), {"q": query})
                self.assertEqual(response.context["cl"].result_count, expected)

    def test_figures_mentions_and_people_are_found_by_any_string_in_their_columns(self) -> None:
        person = Person.objects.create(public_id="person-7", name="Jürgen 方言", description="《村志》主编")
        NameVariant.objects.create(person=person, name="方延")
        mention = make_mention(self.story, 7, "费有言", "subject", [])
        Mention.objects.filter(pk=mention.pk).update(
            name="方言", person=person, title="主编", organization="村志办Straße"
        )
        for word, expected in (
            ("方", {"person-7", *self.ids(Mention, name__contains="方"), *self.ids(Person, name__contains="方")}),
            ("方言", {"person-7", mention.public_id}),
            ("方延", {"person-7"}),
            ("jürgen", {"person-7", mention.public_id}),
            ("村志", {"person-7", mention.public_id}),
            ("STRASSE", set()),
            ("straß", {mention.public_id}),
            ("主编 村志办", {mention.public_id}),
            ('"n 方"', {"person-7", mention.public_id}),
            ("Person-7", {"person-7"}),
            ("言方", set()),
            ("％", set(self.ids(Metric, text__contains="％"))),
            ("4.2", set(self.ids(Metric, text__contains="4.2"))),
            (
                str(self.story.public_id),
                {*self.ids(Mention, article=self.story), *self.ids(Metric, article=self.story)},
            ),
        ):
            found = set()
            for model in (Person, Mention, Metric):
                url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
                found |= {row.public_id for row in self.client.get(url, {"q": word}).context["cl"].result_list}
            with self.subTest(word):
                self.assertEqual(found, expected)

    def ids(self, model: Any, **conditions: Any) -> list[str]:
        return list(model.objects.filter(**conditions).values_list("public_id", flat=True))

    def test_what_does_not_count_is_listed_whether_it_or_what_it_stands_in_was_rejected(self) -> None:
        other = Metric.objects.exclude(article=self.story).first()
        Metric.objects.filter(pk=other.pk).update(status="rejected")
        Article.objects.filter(pk=self.story.pk).update(status="withdrawn")
        url = reverse("admin:metrics_metric_changelist")
        gone = {other.pk, *self.story.metrics.values_list("pk", flat=True)}
        for shown, expected in (("no", gone), ("yes", set(Metric.objects.values_list("pk", flat=True)) - gone)):
            listed = self.client.get(url, {"shown": shown}).context["cl"].result_list
            self.assertEqual({row.pk for row in listed}, expected)
        Page.objects.filter(pk=self.story.page_id).update(status="rejected")
        listed = self.client.get(url, {"shown": "no"}).context["cl"].result_list
        self.assertLessEqual(gone, {row.pk for row in listed})

    def test_what_stands_below_a_record_is_counted_as_far_as_the_list_shows(self) -> None:
        url = reverse("admin:people_person_changelist")
        person = Person.objects.create(public_id="person-8", name="温良玉")
        for number in range(20, 23):
            Mention.objects.filter(pk=make_mention(self.story, number, "温良玉", "subject", []).pk).update(
                person=person
            )
        self.assertContains(self.client.get(url), f'?person__id__exact={person.pk}">3</a>')
        with patch("articles.showing.COUNTED", 2):
            self.assertContains(self.client.get(url), f'?person__id__exact={person.pk}">2+</a>')

    def test_lists_ask_the_same_number_of_queries_whatever_the_number_of_rows(self) -> None:
        few = {url: self.count_queries(url) for url in self.lists()}
        for number in range(3, 8):
            story = make_archive_page(number)
            make_mention(story, 9, "梁见山", "subject", [])
        many = {url: self.count_queries(url) for url in self.lists()}
        self.assertEqual(few, many)

    def test_forms_ask_the_same_number_of_queries_whatever_stands_below(self) -> None:
        urls = [
            reverse("admin:articles_article_change", args=(self.story.pk,)),
            reverse("admin:articles_page_change", args=(self.story.page_id,)),
        ]
        for url in urls:
            self.client.get(url)  # asks what is asked once in a process, such as for the content types
        few = [self.count_queries(url) for url in urls]
        for number in range(10, 20):
            make_mention(self.story, number, "梁见山", "subject", [(0, 2)])
        many = [self.count_queries(url) for url in urls]
        self.assertEqual(few, many)
        self.assertLess(max(many), 30)

    def test_no_form_offers_a_select_of_all_people(self) -> None:
        response = self.client.get(reverse("admin:articles_article_change", args=(self.story.pk,)))
        self.assertNotContains(response, "梁见山")
        make_mention(Article.objects.get(page=Page.objects.last(), number=1), 9, "梁见山", "subject", [])
        response = self.client.get(reverse("admin:articles_article_change", args=(self.story.pk,)))
        self.assertNotContains(response, "梁见山")

    def test_a_browser_that_prefers_english_is_answered_in_english_and_others_in_chinese(self) -> None:
        for accepted, expected in [
            ("en-GB,en", "Import runs"),
            ("zh-CN,zh", "导入批次"),
            ("fr", "导入批次"),
            ("", "导入批次"),
        ]:
            with self.subTest(accepted):
                response = self.client.get(reverse("admin:index"), headers={"accept-language": accepted})
                self.assertContains(response, expected)

    def test_every_screen_has_the_language_switch_those_of_the_password_too(self) -> None:
        for name in ("index", "password_change", "password_change_done", "accuracy"):
            self.assertContains(self.client.get(reverse(f"admin:{name}")), 'class="language-switch"', msg_prefix=name)

    def test_days_are_written_alike_in_both_languages(self) -> None:
        issue = Issue.objects.first()
        for language in ("zh-hans", "en"):
            self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
            form = self.client.get(reverse("admin:articles_issue_change", args=(issue.pk,)))
            self.assertContains(form, f'value="{issue.date.isoformat()}"', msg_prefix=language)

    def test_the_language_is_switched_in_the_header_and_stays(self) -> None:
        self.client.post(reverse("set_language"), {"language": "en", "next": "/admin/"})
        self.assertContains(self.client.get(reverse("admin:index")), "What waits")

    def test_an_articles_page_shows_its_own_text_its_people_and_its_figures(self) -> None:
        response = self.client.get(reverse("admin:articles_article_change", args=(self.story.pk,)))
        html = response.content.decode()
        mention = self.story.mentions.get(number=2)
        metric = self.story.metrics.get(number=1)
        self.assertIn(f'data-key="mentions-{mention.pk}" tabindex="0" role="button">方\n敬亭</mark>', html)
        self.assertIn("文中人物：方敬亭（青岭县水利局局长）", html)
        self.assertIn(f'data-key="metrics-{metric.pk}" tabindex="0" role="button">64.2％</mark>', html)
        self.assertIn('class="own part-headline"', html)
        self.assertIn('class="other"', html)
        self.assertIn('class="furniture"', html)

    def test_a_hostile_page_is_shown_and_nothing_in_it_runs(self) -> None:
        text = "<script>alert(1)</script>{{ 7*7 }}\u202e" + "长" * 1000
        page = make_page(text=text, number=9)
        html = self.client.get(reverse("admin:articles_page_change", args=(page.pk,))).content.decode()
        self.assertNotIn("<script>alert", html)
        self.assertIn("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}", html)
        self.assertIn("⟨U+202E⟩", html)


def make_archive_page(number: int) -> Any:
    page = make_page(number=number)
    make_brief(page)
    return make_story(page)
