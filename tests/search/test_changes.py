"""Whatever changes a row, search knows it at once: edits, imports, undone runs, tombstones, people, changes in bulk."""

from __future__ import annotations

from django.test import TestCase

from articles.curation import Status
from articles.models import Article
from articles.search import find_stale, is_index_sound, search, terms_of
from articles.search.query import read_query
from newsarchive.importer.store import save_page
from newsarchive.importer.undo import undo_run
from newsarchive.naming import find_articles_naming
from people.models import Mention, Person
from tests.factories import BRIDGE, CHESS, HARVEST, lay_out_page, make_run, read_stories

TEXT = lay_out_page(BRIDGE, HARVEST, CHESS)


def found(text: str) -> list[str]:
    rows = search(Article.objects.visible(), read_query(text), find_articles_naming).order_by("number")
    return [row.headline for row in rows]


class ChangeTests(TestCase):
    def setUp(self):
        self.run = make_run()
        save_page(read_stories(TEXT, BRIDGE, HARVEST, CHESS), self.run)

    def tearDown(self):
        self.assertEqual(list(find_stale()), [])
        self.assertTrue(is_index_sound())

    def test_what_was_imported_is_found(self):
        self.assertEqual(found("苹果"), [HARVEST.headline])

    def test_an_edit_is_found_and_stays_so_when_the_page_is_read_otherwise(self):
        article = Article.objects.get(headline=CHESS.headline)
        article.headline = "棋壇新秀"
        article.save()
        self.assertEqual(found("棋坛"), ["棋壇新秀"])
        self.assertEqual(found("棋手夺冠"), ["棋壇新秀"])
        self.assertEqual(found("标题：棋手夺冠"), [])
        Article.objects.get(headline="棋壇新秀").page.save()
        save_page(read_stories(TEXT, BRIDGE, HARVEST), make_run())
        self.assertEqual(found("棋坛"), ["棋壇新秀"])

    def test_an_undone_run_is_not_found_among_the_visible_and_is_again_when_it_is_done_again(self):
        undo_run(self.run)
        self.assertEqual(found("苹果"), [])
        self.assertEqual(search(Article.objects.all(), read_query("苹果")).count(), 1)
        save_page(read_stories(TEXT, BRIDGE, HARVEST, CHESS), make_run())
        self.assertEqual(found("苹果"), [HARVEST.headline])

    def test_a_rejected_story_is_gone_and_one_brought_back_is_there(self):
        story = Article.objects.get(headline=HARVEST.headline)
        for status, expected in ((Status.REJECTED, []), (Status.UNREVIEWED, [HARVEST.headline])):
            story.status = status
            story.save()
            self.assertEqual(found("苹果"), expected)

    def test_text_moved_from_one_story_to_another_is_found_in_its_new_place_and_where_it_was_read(self):
        one, two = Article.objects.get(headline=BRIDGE.headline), Article.objects.get(headline=CHESS.headline)
        two.body, one.body = two.body + one.body, ""
        one.save()
        two.save()
        self.assertEqual(found("桥面宽"), [BRIDGE.headline, CHESS.headline])
        one.status = Status.REJECTED
        one.save()
        self.assertEqual(found("桥面宽"), [CHESS.headline])

    def test_changes_in_bulk_are_found(self):
        rows = list(Article.objects.all())
        for row in rows:
            row.byline = "通讯员 苗若水"
            row.terms = terms_of(row)
        Article.objects.bulk_update(rows, ["byline", "terms"])
        self.assertEqual(len(found("署名：苗若水")), 3)

    def test_two_people_made_one_are_found_by_either_name(self):
        keep, other = Person.objects.create(public_id="p1", name="高川"), Person.objects.get(name="高大川")
        self.assertEqual(found("person:高川"), [])
        Mention.objects.filter(person=other).update(person=keep)
        other.status = Status.WITHDRAWN
        other.save()
        self.assertEqual(found("person:高川"), [BRIDGE.headline])
        keep.name = "高小川"
        keep.save()
        self.assertEqual(found("person:高川"), [])
        self.assertEqual(found("person:高小川"), [BRIDGE.headline])
