"""The feed of changes: a mirror that follows it holds what the archive holds, whatever road a change came by."""

from __future__ import annotations

import threading
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import F
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Article, ArticleSpan, Change, FurnitureSpan, Issue, Newspaper, Page
from metrics.models import Indicator, Metric
from newsarchive.feed import CHANGES, DATABASES, RESOURCES, find_last_revision, install
from newsarchive.importer.store import save_page
from newsarchive.importer.undo import undo_run
from people.models import Mention, NameVariant, Person
from tests.api.clients import V1, ArchiveCase, client_of, make_reader
from tests.factories import BRIDGE, HARVEST, STORIES, import_stories, read_stories
from tests.importer.test_concurrency import run_together


class FeedTests(ArchiveCase):
    def setUp(self) -> None:
        super().setUp()
        self.mark = self.read("changes/", since="latest")["mark"]

    def changed(self, **parameters: Any) -> list[tuple[str, str, str | None]]:
        """What changed since the test began or asked the last time."""
        answer = self.read("changes/", since=self.mark, page_size=200, **parameters)
        self.mark = answer["mark"]
        return [(row["resource"], row["id"], row["gone"]) for row in answer["results"]]

    def test_the_feed_from_its_beginning_has_every_record_once(self):
        found, mark = [], 0
        while True:
            answer = self.read("changes/", since=mark, page_size=7)
            found += [(row["resource"], row["id"]) for row in answer["results"] if row["gone"] != "deleted"]
            mark = answer["mark"]
            if answer["next"] is None:
                break
        expected = [
            (resource, row.get("id", row.get("code")))
            for resource in RESOURCES
            for row in self.listed(f"{resource}/", page_size=200)
        ]
        self.assertCountEqual(found, expected)
        self.assertEqual(mark, self.mark)

    def test_a_change_is_seen_whatever_road_it_comes_by(self):
        article, mention, metric = self.articles[0], Mention.objects.first(), Metric.objects.first()
        person, paper = Person.objects.first(), Newspaper.objects.get()

        def save() -> None:
            article.byline = "记者 甲"
            article.save()

        def bulk_update() -> None:
            article.position = 70
            Article.objects.bulk_update([article], ["position"])

        def raw_sql() -> None:
            with connection.cursor() as cursor:
                cursor.execute("UPDATE articles_page SET label = '9' WHERE id = %s", [self.page.pk])

        roads: dict[str, tuple[Any, list[tuple[str, str, None]]]] = {
            "save": (save, [("articles", article.public_id, None)]),
            "bulk_update": (bulk_update, [("articles", article.public_id, None)]),
            "update": (
                lambda: Mention.objects.filter(pk=mention.pk).update(title="x"),
                [("mentions", mention.public_id, None)],
            ),
            "raw SQL": (raw_sql, [("pages", self.page.public_id, None)]),
            "API": (
                lambda: self.patch(f"metrics/{metric.public_id}/", unit="里"),
                [("metrics", metric.public_id, None)],
            ),
            "span": (
                lambda: article.spans.filter(ordinal=0).update(start=F("start") + 1),
                [("articles", article.public_id, None)],
            ),
            "furniture": (
                lambda: FurnitureSpan.objects.filter(page=self.page).delete(),
                [("pages", self.page.public_id, None)],
            ),
            "name variant": (
                lambda: NameVariant.objects.create(person=person, name="别名"),
                [("people", person.public_id, None)],
            ),
            "newspaper": (
                lambda: Newspaper.objects.filter(pk=paper.pk).update(place="白杨县"),
                [("newspapers", "qhwb", None)],
            ),
            "issue": (lambda: Issue.objects.update(number="7"), [("issues", "qhwb-20190314", None)]),
            "indicator": (lambda: Indicator.objects.create(code="rain", name="雨量"), [("indicators", "rain", None)]),
        }
        for road, (change, expected) in roads.items():
            with self.subTest(road=road):
                change()
                self.assertEqual([row for row in self.changed() if row[0] != "pages" or road != "API"], expected)

    def test_a_span_that_changes_hands_is_a_change_of_both_articles(self):
        one, other = self.articles[:2]
        ArticleSpan.objects.filter(article=one, ordinal=0).update(article=other, ordinal=90)
        self.assertCountEqual([row[1] for row in self.changed()], [one.public_id, other.public_id])

    def test_a_column_that_no_answer_shows_is_no_change(self):
        Page.objects.update(fingerprint="x", next_number=99)
        Article.objects.filter(pk=self.articles[0].pk).update(reading={}, next_metric_number=5)
        Article.objects.filter(pk=self.articles[0].pk).update(position=F("position"))
        self.assertEqual(self.changed(), [])

    def test_importing_a_page_again_that_is_read_as_before_is_no_change(self):
        save_page(read_stories(self.page.text, *STORIES))
        self.assertEqual(self.changed(), [])

    def test_what_is_rejected_withdrawn_or_deleted_is_told_as_gone(self):
        article, metric = self.articles[0], Metric.objects.get(text="24米")
        self.patch(f"metrics/{metric.public_id}/", status="rejected")
        self.assertEqual(self.changed(resource="metrics"), [("metrics", metric.public_id, "rejected")])
        undo_run(self.import_run)
        gone = {row[1]: row[2] for row in self.changed()}
        self.assertEqual(gone[self.articles[1].public_id], "withdrawn")
        self.assertEqual(gone[self.articles[2].public_id], "withdrawn")
        indicator = Indicator.objects.create(code="rain", name="雨量")
        self.changed()
        indicator.delete()
        self.assertEqual(self.changed(), [("indicators", "rain", "deleted")])
        self.assertTrue(Article.objects.filter(pk=article.pk).exists())

    def test_a_record_that_changes_twice_stands_in_the_feed_once(self):
        one, other = self.articles[:2]
        for row in (one, other, one):
            row.note += "x"
            row.save()
        self.assertCountEqual([row[1] for row in self.changed()], [other.public_id, one.public_id])
        self.assertEqual(self.changed(), [])

    def test_what_was_rolled_back_is_not_told(self):
        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            Article.objects.filter(pk=self.articles[0].pk).update(note="x")
            raise ZeroDivisionError
        self.assertEqual(self.changed(), [])

    def test_records_can_be_sent_along_as_their_own_addresses_show_them(self):
        Article.objects.filter(pk=self.articles[0].pk).update(note="x")
        row = self.read("changes/", since=self.mark, expand="record")["results"][0]
        self.assertEqual(row["record"], self.read(f"articles/{self.articles[0].public_id}/"))

    def test_the_number_of_queries_does_not_grow_with_the_rows(self):
        Mention.objects.update(note="x")
        self.assertGreater(Mention.objects.count(), 2)
        self.read_mentions(page_size=1)  # whoever asks first numbers what was written
        with self.assertNumQueries(self.count_queries(2)):
            self.read_mentions(page_size=6)

    def count_queries(self, size: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            self.read_mentions(page_size=size)
        return len(queries)

    def read_mentions(self, page_size: int) -> None:
        """The mentions that this test changed: other tests' rows, which are gone, cost less."""
        self.read("changes/", since=self.mark, resource="mentions", expand="record", page_size=page_size)

    def test_what_cannot_be_meant_is_refused_by_name(self):
        for name, value in (
            ("since", "yesterday"), ("since", "-1"), ("since", str(10**18 * 5)), ("since", "9" * 30), ("since", ""),
            ("resource", "imports"), ("resource", "nothing"), ("page_size", "0"), ("expand", "page"), ("what", "1"),
        ):  # fmt: skip
            with self.subTest(name=name, value=value):
                self.assertEqual(list(self.refused("changes/", **{name: value})), [name])
        self.assertEqual(list(self.refused("changes/", since=find_last_revision() + 1)), ["since"])

    def test_lists_take_a_mark_as_well_and_a_moment(self):
        Article.objects.filter(pk=self.articles[0].pk).update(note="x")
        found = self.listed("articles/", changed_since=self.mark)
        self.assertEqual([row["id"] for row in found], [self.articles[0].public_id])
        self.assertEqual(self.listed("people/", changed_since=self.mark), [])
        self.assertEqual(len(self.listed("articles/", changed_since="2019-01-01T00:00:00Z")), 3)

    def test_an_account_sees_the_changes_of_what_it_may_see(self):
        self.assertEqual(client_of(None).get(V1 + "changes/").status_code, 401)
        guest = User.objects.create_user("guest")
        self.assertEqual(client_of(guest).get(V1 + "changes/").status_code, 403)
        self.assertEqual(client_of(make_reader()).get(V1 + "changes/").status_code, 200)

    def test_triggers_that_were_lost_are_made_anew_and_all_of_their_table_counts_as_changed(self):
        with connection.cursor() as cursor:
            names = DATABASES[connection.vendor].find_triggers(connection)
            name = next(name for name in names if name.startswith("feed_articles_article_update"))
            on = " ON articles_article" if connection.vendor == "postgresql" else ""
            if on:  # the import in this transaction gives way sooner than a table that is being vacuumed is let go
                cursor.execute("SET LOCAL lock_timeout = 0")
            cursor.execute(f"DROP TRIGGER {name}{on}")
        Article.objects.filter(pk=self.articles[0].pk).update(note="not seen")
        self.assertEqual(self.changed(), [])
        install()
        self.assertCountEqual([row[1] for row in self.changed()], [article.public_id for article in self.articles])
        self.assertEqual(DATABASES[connection.vendor].find_triggers(connection), names)
        install()
        self.assertEqual(self.changed(), [])


class MirrorTests(TransactionTestCase):
    """With connections of their own, as clients and writers have them."""

    def setUp(self) -> None:
        install()
        Change.objects.all().delete()  # emptying the tables after other tests was a change, too
        self.client = client_of(make_reader())
        self.page = import_stories(BRIDGE, HARVEST)
        self.one, self.other = self.page.articles.order_by("position")

    def follow(self, mark: int) -> tuple[int, list[str]]:
        answer = self.client.get(V1 + "changes/", {"since": mark, "resource": "articles", "page_size": 200}).json()
        return answer["mark"], [row["id"] for row in answer["results"]]

    def test_a_row_that_commits_late_is_not_skipped(self):
        """It is written before another, and committed after the mirror has seen the other. On SQLite nobody else can
        write before it is committed, so there the mirror only looks while it is being written."""
        mark, _found = self.follow(0)
        written, followed = threading.Event(), threading.Event()
        seen: list[str] = []

        def write_late() -> None:
            with transaction.atomic():
                Article.objects.filter(pk=self.one.pk).update(note="first written, last committed")
                written.set()
                self.assertTrue(followed.wait(30))

        def write_and_follow() -> None:
            nonlocal mark
            try:
                self.assertTrue(written.wait(30))
                if connection.vendor == "postgresql":
                    Article.objects.filter(pk=self.other.pk).update(note="last written, first committed")
                mark, found = self.follow(mark)
                seen.extend(found)
            finally:
                followed.set()

        run_together(write_late, write_and_follow)
        self.assertEqual(seen, [self.other.public_id] if connection.vendor == "postgresql" else [])
        mark, found = self.follow(mark)
        self.assertEqual(found, [self.one.public_id])
        self.assertEqual(self.follow(mark)[1], [])

    def test_a_change_of_what_was_just_numbered_is_told_again(self):
        mark, _found = self.follow(0)
        for note in ("one", "two", "three"):
            Article.objects.filter(pk=self.one.pk).update(note=note)
            mark, found = self.follow(mark)
            self.assertEqual(found, [self.one.public_id])

    def test_a_mirror_that_follows_while_others_write_ends_with_what_the_archive_holds(self):
        mirror: dict[str, str] = {}
        mark = 0

        def follow() -> None:
            nonlocal mark
            answer = self.client.get(
                V1 + "changes/", {"since": mark, "resource": "articles", "page_size": 3, "expand": "record"}
            ).json()
            mark = answer["mark"]
            mirror.update((row["id"], row["record"]["note"]) for row in answer["results"])

        def write(row: Article, word: str) -> None:
            for number in range(25):
                with transaction.atomic():
                    Article.objects.filter(pk=row.pk).update(note=f"{word} {number}")
                    Mention.objects.filter(article=row).update(note=word)

        run_together(
            lambda: write(self.one, "a"), lambda: write(self.other, "b"), lambda: [follow() for _ in range(30)] and None
        )
        follow()
        self.assertEqual(mirror, dict(Article.objects.values_list("public_id", "note")))
        self.assertEqual(Change.objects.filter(resource="articles").count(), 2)
        self.assertEqual(CHANGES, "articles_change")
