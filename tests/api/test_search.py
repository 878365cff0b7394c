"""Search in the API: stories and pages, where the words stand in them, and how many there are of what."""

from __future__ import annotations

from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from metrics.models import Indicator, Metric
from people.models import Mention, Person
from tests.api.clients import ArchiveCase
from tests.factories import BRIDGE, CHESS, HARVEST


def told(answer, facet: str) -> list[tuple]:
    return [(each["value"], each["count"]) for each in answer["facets"][facet]]


class SearchTests(ArchiveCase):
    def test_stories_are_found_with_the_words_marked_where_they_stand(self):
        (hit,) = self.listed("search/", q="石橋 360米")
        self.assertEqual((hit["type"], hit["headline"], hit["kind"]), ("article", BRIDGE.headline, "news"))
        self.assertEqual((hit["newspaper"], hit["date"]), ("qhwb", "2019-03-14"))
        marked = [(s["place"], [s["text"][a:b] for a, b in s["marks"]]) for s in hit["snippets"]]
        self.assertEqual(marked, [("headline", ["石桥"]), ("body", ["石桥", "360米"])])
        for snippet in hit["snippets"]:
            text = getattr(Article.objects.get(public_id=hit["id"]), snippet["place"])
            self.assertEqual(text[snippet["start"] :][: len(snippet["text"])], snippet["text"])

    def test_what_an_editor_replaced_is_shown_as_read(self):
        article = self.articles[2]
        article.headline = "棋坛新秀"
        article.save()
        (hit,) = self.listed("search/", q="棋手夺冠")
        self.assertEqual([snippet["place"] for snippet in hit["snippets"]], ["headline as read"])

    def test_pages_are_found_by_all_that_is_printed_on_them(self):
        for query, place in (("热线", "furniture"), ("图见下", "unassigned"), ("苹果", self.articles[1].public_id)):
            with self.subTest(query=query):
                (hit,) = self.listed("search/", q=query, type="page")
                self.assertEqual((hit["type"], hit["id"]), ("page", self.page.public_id))
                self.assertEqual(hit["snippets"][0]["place"], place)
                self.assertEqual(hit["kind"], None)
        self.assertEqual(self.listed("search/", q="热线"), [])

    def test_facets_count_what_is_found_and_only_when_asked(self):
        self.assertNotIn("facets", self.read("search/", q="青石桥"))
        indicator = Indicator.objects.create(code="length", name="长度")
        Metric.objects.filter(text="360米").update(indicator=indicator)
        answer = self.read("search/", q="", facets="newspaper,year,month,kind,status,person,indicator")
        self.assertEqual(told(answer, "newspaper"), [("qhwb", 3)])
        self.assertEqual(answer["facets"]["newspaper"][0]["label"], "清河晚报")
        self.assertEqual(told(answer, "year"), [("2019", 3)])
        self.assertEqual(told(answer, "month"), [("2019-03", 3)])
        self.assertEqual(told(answer, "kind"), [("news", 3)])
        self.assertEqual(told(answer, "status"), [("unreviewed", 3)])
        self.assertEqual(told(answer, "indicator")[0], ("length", 1))
        people = {each["label"]: each["count"] for each in answer["facets"]["person"]}
        linked = Mention.objects.exclude(person=None)
        expected = {
            person.name: linked.filter(person=person).values("article").distinct().count()
            for person in Person.objects.filter(mentions__in=linked)
        }
        self.assertEqual(people, expected)
        self.assertEqual(people["严小禾"], 2)
        narrowed = self.read("search/", q="苹果", facets="person,year", type="article")
        self.assertEqual(told(narrowed, "year"), [("2019", 1)])
        self.assertEqual({each["label"] for each in narrowed["facets"]["person"]}, {"钱有余", "严小禾"})

    def test_a_facet_of_pages_counts_pages_and_an_unknown_issue_is_null(self):
        self.page.issue = None
        self.page.save()
        answer = self.read("search/", q="苹果", type="page", facets="newspaper,year,month,status")
        for facet in ("newspaper", "year", "month"):
            self.assertEqual(told(answer, facet), [(None, 1)])
        self.assertEqual(told(answer, "status"), [("unreviewed", 1)])

    def test_facets_say_of_how_many_rows_they_are_and_whether_these_are_all(self):
        answer = self.read("search/", q="记者", facets="kind")
        found = len(answer["results"])
        self.assertEqual(answer["facets_of"], {"rows": found, "all": True})
        self.assertGreater(found, 1)
        self.assertNotIn("facets_of", self.read("search/", q="记者"))
        newest = Article.objects.get(pk=max(article.pk for article in self.articles))
        newest.kind = "notice"
        newest.save()
        for query in ("", "记者"):
            with self.subTest(query=query), patch("newsarchive.api.facets.COUNTED", 1):
                answer = self.read("search/", q=query, facets="kind")
                self.assertEqual(answer["facets_of"], {"rows": 1, "all": False})
                self.assertEqual(sum(count for _value, count in told(answer, "kind")), 1)
        with patch("newsarchive.api.facets.COUNTED", 1):
            self.assertEqual(told(self.read("search/", facets="kind"), "kind"), [("notice", 1)])

    def test_every_facet_is_one_query_and_hits_are_a_constant_number(self):
        def count(**parameters: str) -> int:
            with CaptureQueriesContext(connection) as queries:
                self.read("search/", **parameters)
            return len(queries)

        self.read("search/")  # what the account may do is read once
        plain = count(q="高大川")
        self.assertEqual(count(q="记者"), plain)
        self.assertLessEqual(count(q="严小禾 OR 柳青青"), plain)
        facets = count(q="高大川", facets="kind")
        self.assertEqual(count(q="高大川", facets="kind,person"), facets + 1)
        self.assertEqual(count(q="记者", facets="kind,person"), facets + 1)
        self.assertLessEqual(count(q="苹果", type="page"), plain + 3)

    def test_stories_take_the_filters_of_their_list_and_the_signs_of_queries(self):
        self.assertEqual([hit["headline"] for hit in self.listed("search/", q="标题：苹果")], [HARVEST.headline])
        self.assertEqual([hit["headline"] for hit in self.listed("search/", q="person:柳青青")], [CHESS.headline])
        self.assertEqual(self.listed("search/", q="苹果", newspaper="qhwb", kind="weather"), [])
        self.assertEqual(len(self.listed("search/", role="reporter")), 2)

    def test_stories_are_found_by_the_keys_of_what_they_lead_to(self):
        bridge = self.articles[0]
        indicator = Indicator.objects.create(code="length", name="长度")
        Metric.objects.filter(text="360米").update(indicator=indicator)
        reporter = Person.objects.get(name="严小禾")
        for name, key, count in (
            ("page", self.page.public_id, 3),
            ("run", str(self.import_run.pk), 3),
            ("person", reporter.public_id, 2),
            ("indicator", "length", 1),
        ):
            with self.subTest(filter=name):
                hits = self.listed("search/", **{name: key})
                self.assertEqual(len(hits), count)
                self.assertIn(bridge.public_id, [hit["id"] for hit in hits])

    def test_every_hit_leads_to_its_record(self):
        for query in ({"q": "苹果"}, {"q": "苹果", "type": "page"}):
            (hit,) = self.listed("search/", **query)
            resource = {"article": "articles", "page": "pages"}[hit["type"]]
            self.assertEqual(self.read(f"{resource}/{hit['id']}/")["id"], hit["id"])

    def test_what_a_search_does_not_know_is_refused_by_name(self):
        for parameters in ({"facets": "colour"}, {"type": "person"}, {"text": "x"}, {"type": "page", "kind": "news"},
                           {"type": "page", "facets": "person"}):  # fmt: skip
            with self.subTest(parameters=parameters):
                self.assertEqual(self.client.get("/api/v1/search/", parameters).status_code, 400)

    def test_no_query_is_an_error(self):
        for query in ('"', "OR", "-", "标题：", "((", "\x00", "%", "-- OR ()", "云" * 2000):
            for kind in ("article", "page"):
                with self.subTest(query=query[:9], type=kind):
                    self.read("search/", q=query, type=kind)

    def test_hits_come_page_by_page_without_a_skip(self):
        first = self.read("search/", q="青 OR 苹果", page_size=1, facets="kind")
        seen, answer = [], first
        while True:
            seen += [hit["id"] for hit in answer["results"]]
            if not answer["next"]:
                break
            answer = self.client.get(answer["next"]).json()
        self.assertEqual(sorted(seen), sorted(article.public_id for article in self.articles))
