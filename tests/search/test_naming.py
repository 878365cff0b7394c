"""person: finds stories by the name as printed and by the authority record, its variants and either script."""

from __future__ import annotations

from articles.models import Article
from articles.search import search
from articles.search.query import read_query
from newsarchive.naming import find_articles_naming
from people.models import Mention, NameVariant, Person
from tests.api.clients import ArchiveCase


class NamingTests(ArchiveCase):
    def named(self, query: str) -> list[str]:
        rows = search(Article.objects.all(), read_query(query), find_articles_naming)
        return sorted(rows.values_list("headline", flat=True))

    def test_a_person_is_found_by_name_by_part_of_it_and_in_either_script(self):
        reporter = ["白杨镇苹果丰收", "青石桥本月通车"]
        for query, expected in (
            ("person:高大川", ["青石桥本月通车"]),
            ("人物：高大川", ["青石桥本月通车"]),
            ("person:嚴小禾", reporter),
            ("person:小禾", reporter),
            ("person:严小禾 -person:錢有餘", ["青石桥本月通车"]),
            ("person:高大川 OR person:柳青青", ["少年棋手夺冠", "青石桥本月通车"]),
            ("person:青石桥", []),
            ("person:" + "高" * 300, []),
            ("person:(", []),
        ):
            with self.subTest(query=query):
                self.assertEqual(self.named(query), expected)

    def test_a_person_is_found_by_the_authority_name_and_its_variants(self):
        person = Person.objects.create(public_id="p1", name="高川")
        NameVariant.objects.create(person=person, name="髙 先生")
        Mention.objects.filter(name="高大川").update(person=person)
        for query in ("person:高川", "person:髙先生", "person:高大川"):
            with self.subTest(query=query):
                self.assertEqual(self.named(query), ["青石桥本月通车"])

    def test_a_rejected_mention_names_nobody(self):
        Mention.objects.filter(name="高大川").update(status="rejected")
        self.assertEqual(self.named("person:高大川"), [])
        self.assertEqual(self.named("高大川"), ["青石桥本月通车"])

    def test_the_list_of_articles_knows_who_is_meant(self):
        person = Person.objects.create(public_id="p1", name="高川")
        Mention.objects.filter(name="高大川").update(person=person)
        rows = self.listed("articles/", q="person:高川")
        self.assertEqual([row["headline"] for row in rows], ["青石桥本月通车"])
