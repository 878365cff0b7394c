"""Reading the archive: lists, filters, pages of lists, single records; and what is refused rather than ignored."""

from __future__ import annotations

import base64
import json

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.api_fields import issue_key
from articles.curation import Status
from articles.models import Article, Page
from metrics.models import Indicator, Metric
from newsarchive.api.router import router
from people.models import Mention, Person
from tests.api.clients import V1, ArchiveCase, faults_of, make_reader
from tests.factories import CHESS, HARVEST, Named, Story, import_stories, lay_out_page

RESOURCES = {prefix: view for prefix, view, _name in router.registry}

# resource, parameters -> how many of the rows of BRIDGE, HARVEST and CHESS; every filter that there is stands here.
COUNTS = (
    ("newspapers", {"name": "清河晚报"}, 1),
    ("newspapers", {"name": "清河"}, 0),
    ("newspapers", {"place": "没有的地方"}, 0),
    ("newspapers", {"changed_since": "2001-01-01T00:00:00Z"}, 1),
    ("issues", {"newspaper": "qhwb"}, 1),
    ("issues", {"date": "2019"}, 1),
    ("issues", {"date_from": "2019-03-14", "date_to": "2019-03"}, 1),
    ("issues", {"date_from": "2019-03-15"}, 0),
    ("issues", {"edition": "2"}, 0),
    ("issues", {"changed_since": "2999-01-01T00:00:00Z"}, 0),
    ("pages", {"newspaper": "qhwb", "date": "2019-03-14", "date_from": "2019", "date_to": "2019"}, 1),
    ("pages", {"issue": "qhwb-20190314"}, 1),
    ("pages", {"label": "3", "known": "true", "visible": "true", "status": "unreviewed"}, 1),
    ("pages", {"known": "false"}, 0),
    ("pages", {"visible": "false"}, 0),
    ("pages", {"section": "要闻"}, 0),
    ("pages", {"q": "图见下"}, 1),
    ("pages", {"changed_since": "2999-01-01"}, 0),
    ("articles", {"q": "钱有余"}, 1),
    ("articles", {"q": "严小禾"}, 2),
    ("articles", {"q": ""}, 3),
    ("articles", {"newspaper": "qhwb", "date": "2019-03"}, 3),
    ("articles", {"date_from": "2020"}, 0),
    ("articles", {"date_to": "2018"}, 0),
    ("articles", {"page_label": "3", "kind": "news,brief"}, 3),
    ("articles", {"kind": "advert"}, 0),
    ("articles", {"headline": "苹果"}, 1),
    ("articles", {"byline": "严小禾"}, 2),
    ("articles", {"dateline_place": "清河"}, 0),
    ("articles", {"status": "confirmed,rejected"}, 0),
    ("articles", {"visible": "true"}, 3),
    ("articles", {"changed_since": "2001-01-01T08:00:00+08:00"}, 3),
    ("articles", {"person_name": "严小禾", "role": "reporter"}, 2),
    ("articles", {"person_name": "严小禾", "role": "subject"}, 0),
    ("articles", {"role": "subject", "organization": "交通", "title": "局长"}, 1),
    ("articles", {"role": "reporter", "organization": "交通"}, 0),
    ("articles", {"unit": "吨"}, 1),
    ("articles", {"place": "别处"}, 0),
    ("articles", {"unit": "米", "value_min": "300"}, 1),
    ("articles", {"unit": "米", "value_max": "0"}, 0),
    ("articles", {"period": "2019"}, 1),
    ("articles", {"period_from": "2019", "period_to": "2019"}, 1),
    ("articles", {"period_from": "2020"}, 0),
    ("articles", {"unit": "吨", "period_to": "1999"}, 0),
    ("people", {"name": "严小禾"}, 1),
    ("people", {"name_part": "小"}, 1),
    ("people", {"role": "subject", "organization": "交通", "title": "局长"}, 1),
    ("people", {"role": "reporter", "organization": "交通"}, 0),
    ("people", {"role": "reporter", "newspaper": "qhwb"}, 1),
    ("people", {"status": "unreviewed", "visible": "true"}, 4),
    ("people", {"changed_since": "2999-01-01"}, 0),
    ("mentions", {"role": "reporter", "newspaper": "qhwb", "date": "2019"}, 2),
    ("mentions", {"date_from": "2019-03-14", "date_to": "2019-03-14"}, 5),
    ("mentions", {"name": "高大川", "organization": "交通局", "title": "局长"}, 1),
    ("mentions", {"linked": "true", "partial": "false"}, 5),
    ("mentions", {"linked": "false"}, 0),
    ("mentions", {"match": "new,linked"}, 5),
    ("mentions", {"status": "unreviewed", "visible": "true"}, 5),
    ("mentions", {"changed_since": "2999-01-01"}, 0),
    ("indicators", {"name": "产量"}, 0),
    ("indicators", {"phrase": "苹果产量"}, 0),
    ("indicators", {"unit": "吨"}, 0),
    ("indicators", {"changed_since": "2999-01-01"}, 0),
    ("metrics", {"unit": "米", "newspaper": "qhwb", "date": "2019"}, 2),
    ("metrics", {"date_from": "2019-03-15"}, 0),
    ("metrics", {"date_to": "2019-03-13"}, 0),
    ("metrics", {"value_min": "24", "value_max": "360"}, 2),
    ("metrics", {"phrase": "产量"}, 2),
    ("metrics", {"period": "2019"}, 1),
    ("metrics", {"period_from": "2019", "period_to": "2019"}, 1),
    ("metrics", {"period_from": "2019-02"}, 0),
    ("metrics", {"period_to": "2018"}, 0),
    ("metrics", {"linked": "false", "approximate": "false", "repaired": "false"}, 5),
    ("metrics", {"place": "别处"}, 0),
    ("metrics", {"kind": "rank"}, 0),
    ("metrics", {"change": "increase"}, 0),
    ("metrics", {"status": "unreviewed", "visible": "true"}, 5),
    ("metrics", {"changed_since": "2999-01-01"}, 0),
    ("imports", {"state": "running", "started_after": "2001-01-01"}, 1),
    ("imports", {"started_before": "2001-01-01"}, 0),
    ("search", {"type": "page", "q": "图见下"}, 1),
    ("search", {"type": "article", "facets": "kind,person"}, 3),
)
# Search takes the filters of stories, and they must find the same.
COUNTS += tuple(("search", parameters, count) for resource, parameters, count in COUNTS if resource == "articles")
# Filters whose value depends on the rows; each is asked for below.
BY_KEY = {
    "newspapers": {"edited_by"},
    "issues": {"edited_by"},
    "articles": {"page", "person", "indicator", "run", "edited_by"},
    "pages": {"run", "edited_by"},
    "people": {"run", "edited_by", "merged"},
    "mentions": {"article", "page", "person", "run", "edited_by"},
    "indicators": {"edited_by", "merged"},
    "metrics": {"article", "page", "indicator", "run", "edited_by"},
    "search": {"page", "person", "indicator", "run", "edited_by"},  # in test_search.py
}
BAD = (
    ("articles", "colour", "red"),
    ("articles", "date", "2021-13"),
    ("articles", "date_from", "yesterday"),
    ("articles", "kind", "news,novel"),
    ("articles", "status", "gone"),
    ("articles", "newspaper", "nowhere"),
    ("articles", "page", "nowhere"),
    ("articles", "run", "0"),
    ("articles", "run", "first"),
    ("articles", "run", "9" * 30),
    ("articles", "visible", "maybe"),
    ("articles", "changed_since", "lately"),
    ("articles", "changed_since", "0001-01-01T00:00:00+14:00"),
    ("articles", "headline", "\x00"),
    ("articles", "headline", ""),
    ("articles", "page_size", "0"),
    ("articles", "page_size", "201"),
    ("articles", "page_size", "²"),
    ("articles", "ordering", "colour"),
    ("articles", "ordering", "rank"),
    ("articles", "ordering", "--id"),
    ("articles", "cursor", "zzz"),
    ("articles", "cursor", "bnVsbA"),
    ("articles", "count", "yes"),
    ("articles", "role", "villain"),
    ("articles", "person", "nobody"),
    ("articles", "indicator", "nothing"),
    ("pages", "issue", "qhwb-20190230"),
    ("pages", "issue", "qhwb"),
    ("pages", "known", "1"),
    ("articles", "value_min", "many"),
    ("metrics", "value_min", "many"),
    ("metrics", "value_min", "1e400"),
    ("metrics", "value_max", "NaN"),
    ("metrics", "period_from", "2021/.."),
    ("mentions", "match", "sure"),
    ("imports", "started_after", "then"),
)


class ListTests(ArchiveCase):
    def test_every_filter_finds_the_rows_it_names_and_no_others(self):
        for resource, parameters, expected in COUNTS:
            with self.subTest(resource=resource, **parameters):
                answer = self.read(f"{resource}/", count="true", **parameters)
                self.assertEqual((answer["count"], len(answer["results"])), (expected, expected))

    def test_no_filter_goes_untested(self):
        asked = {(resource, name) for resource, parameters, _count in COUNTS for name in parameters}
        asked |= {(resource, name) for resource, names in BY_KEY.items() for name in names}
        there = {(resource, name) for resource, view in RESOURCES.items() for name in view.filterset_class.base_filters}
        self.assertEqual(asked, there)

    def test_rows_are_found_by_the_keys_of_what_they_lead_to(self):
        bridge = self.articles[0]
        reporter = Person.objects.get(name="严小禾")
        indicator = Indicator.objects.create(code="appleyield", name="苹果产量")
        Metric.objects.filter(phrase="苹果产量").update(indicator=indicator)
        page = self.page.public_id
        for resource, parameters, expected in (
            ("articles", {"page": page}, 3),
            ("articles", {"person": reporter.public_id}, 2),
            ("articles", {"indicator": "appleyield"}, 1),
            ("articles", {"run": self.import_run.pk}, 3),
            ("pages", {"run": self.import_run.pk}, 1),
            ("people", {"run": self.import_run.pk}, 4),
            ("mentions", {"article": bridge.public_id}, 2),
            ("mentions", {"page": page}, 5),
            ("mentions", {"person": reporter.public_id}, 2),
            ("mentions", {"run": self.import_run.pk}, 5),
            ("metrics", {"article": bridge.public_id}, 3),
            ("metrics", {"page": page, "run": self.import_run.pk}, 5),
            ("metrics", {"indicator": "appleyield"}, 2),
        ):
            with self.subTest(resource=resource, **parameters):
                self.assertEqual(len(self.listed(f"{resource}/", **parameters)), expected)

    def test_what_an_account_changed_is_found_by_its_name(self):
        make_reader()
        self.post("indicators/", code="appleyield", name="苹果产量")
        changes = {
            "newspapers": (self.page.issue.newspaper.code, {"place": "青石"}),
            "issues": (issue_key(self.page.issue), {"number": "77"}),
            "pages": (self.page.public_id, {"section": "要闻"}),
            "articles": (self.articles[0].public_id, {"note": "看过"}),
            "people": (Person.objects.first().public_id, {"note": "看过"}),
            "mentions": (Mention.objects.first().public_id, {"note": "看过"}),
            "indicators": ("appleyield", {"unit": "吨"}),
            "metrics": (Metric.objects.first().public_id, {"note": "看过"}),
        }
        for resource, (key, values) in changes.items():
            with self.subTest(resource=resource):
                self.patch(f"{resource}/{key}/", **values)
                self.assertEqual(len(self.listed(f"{resource}/", edited_by="editor")), 1)
                self.assertEqual(self.listed(f"{resource}/", edited_by="reader"), [])

    def test_what_cannot_be_meant_is_refused_by_name(self):
        for resource, name, value in BAD:
            with self.subTest(resource=resource, name=name, value=value):
                self.assertEqual(list(self.refused(f"{resource}/", **{name: value})), [name])

    def test_a_parameter_given_twice_is_refused(self):
        answer = self.client.get(V1 + "articles/?kind=news&kind=brief")
        self.assertEqual((answer.status_code, faults_of(answer)), (400, {"kind": ["repeated"]}))

    def test_single_records_refuse_parameters_too(self):
        self.assertEqual(list(self.refused(f"articles/{self.articles[0].public_id}/", kind="news")), ["kind"])

    def test_no_query_is_an_error(self):
        for query in ('"', "'", "*", "a AND", "NOT", "%", "\\", "。", "\x00", "(" * 50, "河" * 900, "-", "headline:"):
            with self.subTest(query=query[:9]):
                self.listed("articles/", q=query)

    def test_tombstones_are_listed_with_their_status_and_left_out_when_asked(self):
        Article.objects.filter(pk=self.articles[2].pk).update(status=Status.REJECTED)
        self.assertEqual([row["status"] for row in self.listed("articles/")].count("rejected"), 1)
        self.assertEqual(len(self.listed("articles/", visible="true")), 2)
        self.assertEqual(len(self.listed("articles/", visible="false")), 1)
        self.assertEqual(len(self.listed("mentions/", visible="true")), 4)

    def test_a_rejected_mention_no_longer_finds_its_story(self):
        Mention.objects.filter(name="柳青青").update(status=Status.REJECTED)
        self.assertEqual(self.listed("articles/", person_name="柳青青"), [])

    def test_search_shows_marked_snippets_and_ranks_headlines_first(self):
        import_stories(Story("别的事", "青石桥本月通车的消息传来，青石桥、青石桥。"))
        found = self.listed("articles/", q="青石桥本月通车")
        self.assertEqual([row["headline"] for row in found], ["青石桥本月通车", "别的事"])
        snippet = found[1]["snippets"][0]
        self.assertEqual([snippet["text"][s:e] for s, e in snippet["marks"]], ["青石桥本月通车"])
        self.assertIsNone(self.listed("articles/")[0]["snippets"])

    def test_lists_leave_out_the_long_text_and_single_records_have_it(self):
        self.assertNotIn("body", self.listed("articles/")[0])
        self.assertNotIn("text", self.listed("pages/")[0])
        self.assertEqual(self.read(f"pages/{self.page.public_id}/")["text"], self.page.text)

    def test_the_number_of_queries_does_not_grow_with_the_list(self):
        counted = {}
        self.listed("newspapers/")  # the account's permissions are asked for once
        for more in (False, True):
            if more:
                for n in range(4):
                    story = Story(f"新闻{n}", f"记者甲乙{n}说第{n}件事", (Named(f"甲乙{n}"),))
                    import_stories(story, CHESS, text=lay_out_page(story, CHESS, foot=f"热线 {n}"))
            for path in (*RESOURCES, "articles?q=说"):
                resource, _, query = path.partition("?")
                with CaptureQueriesContext(connection) as queries:
                    self.client.get(f"{V1}{resource}/?{query}")
                counted.setdefault(path, []).append(len(queries))
        for path, (few, many) in counted.items():
            with self.subTest(path=path):
                self.assertEqual(few, many)
                # A search on PostgreSQL asks the planner twice, reads hits in headlines, then others, then the rows.
                self.assertLessEqual(many, 6 if "q=" in path else 4)


# Values that no cursor of ours holds, each alone beyond what some column can be compared with.
FORGED = ("x", "", "NaN", "9" * 400, "2021-13-45", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "\ud800")


class PagingTests(ArchiveCase):
    def test_a_forged_cursor_is_refused_or_leads_on_and_is_never_a_fault(self):
        for resource, ordering in (
            ("articles", "updated_at"),
            ("issues", "date"),
            ("metrics", "value"),
            ("people", "id"),
        ):
            for value in FORGED:
                token = json.dumps([ordering, False, value, 1]).encode()
                asked = {"ordering": ordering, "cursor": base64.urlsafe_b64encode(token).decode().rstrip("=")}
                with self.subTest(resource=resource, value=value[:30].encode("unicode_escape")):
                    self.assertIn(self.client.get(f"{V1}{resource}/", asked).status_code, (200, 400))

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        page = import_stories(CHESS, text=lay_out_page(CHESS, foot="热线 2"))
        for number in range(2, 25):
            Article.objects.create(
                public_id=f"{page.public_id}-a{number:02}",
                page=page,
                number=number,
                position=number,
                headline=f"第{number % 3}条",
                body="河道治理" * (number % 4),
            )

    def crawl(self, path: str, link: str = "next", **parameters: str) -> list[str]:
        seen, answer = [], self.read(path, **parameters)
        while True:
            seen.append([row["id"] for row in answer["results"]])
            if answer[link] is None:
                return [row for rows in seen for row in rows]
            answer = self.client.get(answer[link]).json()

    def test_a_crawl_sees_every_row_once_in_every_order(self):
        everything = set(Article.objects.values_list("public_id", flat=True))
        for name in RESOURCES["articles"].orderings:
            for sign in ("", "-"):
                query = {"q": "治理"} if name == "rank" else {}
                with self.subTest(ordering=sign + name):
                    seen = self.crawl("articles/", ordering=sign + name, page_size="4", **query)
                    self.assertEqual(len(seen), len(set(seen)))
                    self.assertEqual(set(seen), set(self.crawl("articles/", page_size="200", **query)))
                    if not query:
                        self.assertEqual(set(seen), everything)
                    reverse = "" if sign else "-"
                    self.assertEqual(
                        seen[::-1], self.crawl("articles/", ordering=reverse + name, page_size="7", **query)
                    )

    def test_a_crawl_backward_sees_the_same_pages(self):
        first = self.read("articles/", page_size="10")
        second = self.client.get(first["next"]).json()
        third = self.client.get(second["next"]).json()
        self.assertIsNone(third["next"])
        back = self.client.get(third["previous"]).json()
        self.assertEqual(back["results"], second["results"])
        start = self.client.get(back["previous"]).json()
        self.assertEqual(start["results"], first["results"])
        self.assertIsNone(start["previous"])

    def test_a_query_sent_without_being_escaped_leads_on_to_the_same_query(self):
        typed = "q=治理&page_size=4".encode().decode("latin-1")  # as a server hands over what curl sends as typed
        first = self.client.get("/api/v1/articles/", QUERY_STRING=typed).json()
        self.assertIn("q=%E6%B2%BB%E7%90%86", first["next"])
        second = self.client.get(first["next"]).json()
        self.assertEqual(len(second["results"]), 4)

    def test_rows_that_come_and_go_meanwhile_are_neither_skipped_nor_seen_twice(self):
        first = self.read("articles/", page_size="10", ordering="-id")
        last = Article.objects.order_by("-pk").first()
        Article.objects.create(
            public_id="x-a90", page=last.page, number=90, position=90, headline="新来的", body="刚到。"
        )
        second = self.client.get(first["next"]).json()
        seen = {row["id"] for row in first["results"]} & {row["id"] for row in second["results"]}
        self.assertEqual((seen, len(second["results"])), (set(), 10))

    def test_every_ordering_of_every_resource_works_both_ways(self):
        for resource, view in RESOURCES.items():
            for name in view.orderings:
                for sign in ("", "-"):
                    query = {"q": "桥"} if name == "rank" else {}
                    with self.subTest(resource=resource, ordering=sign + name):
                        answer = self.read(f"{resource}/", ordering=sign + name, page_size="1", **query)
                        if answer["next"]:
                            self.assertEqual(self.client.get(answer["next"]).status_code, 200)

    def test_what_has_no_day_stands_below_all_days_and_is_not_left_out(self):
        page = import_stories(HARVEST, text=lay_out_page(HARVEST, foot="热线 3"))
        Page.objects.filter(pk=page.pk).update(issue=None)
        for resource in ("pages", "articles", "mentions", "metrics"):
            with self.subTest(resource=resource):
                upward = self.crawl(f"{resource}/", ordering="date", page_size="3")
                self.assertEqual(set(upward), set(self.crawl(f"{resource}/", page_size="200")))
                self.assertEqual(upward[::-1], self.crawl(f"{resource}/", ordering="-date", page_size="200"))
                undated = [row for row in upward if row.startswith(page.public_id)]
                self.assertEqual(upward[: len(undated)], undated)
                self.assertTrue(undated)

    def test_a_cursor_is_good_for_its_own_order_only(self):
        after = self.read("articles/", page_size="1")["next"].split("cursor=")[1].split("&")[0]
        self.assertEqual(list(self.refused("articles/", cursor=after, ordering="-id")), ["cursor"])


class RecordTests(ArchiveCase):
    def test_an_article_comes_with_all_it_contains(self):
        bridge = self.read(f"articles/{self.articles[0].public_id}/")
        self.assertEqual({mention["name"] for mention in bridge["mentions"]}, {"高大川", "严小禾"})
        self.assertEqual([metric["value"] for metric in bridge["metrics"]], ["360", "120000000", "24"])
        for mention in bridge["mentions"]:
            for start, end in mention["spans"]:
                self.assertEqual(self.page.text[start:end], mention["name"])
        for metric in bridge["metrics"]:
            self.assertEqual(self.page.text[metric["start"] : metric["end"]], metric["text"])
        printed = {span["part"]: self.page.text[span["start"] : span["end"]] for span in bridge["spans"]}
        self.assertEqual(printed["headline"], bridge["headline"])
        self.assertEqual(bridge["edited"], [])

    def test_records_have_addresses_made_of_their_ids(self):
        for resource in RESOURCES.keys() - {"search"}:  # its hits are records of other resources
            rows = self.listed(f"{resource}/")
            for row in rows[:1]:
                key = row.get("id", row.get("code"))
                with self.subTest(resource=resource):
                    self.assertEqual(self.read(f"{resource}/{key}/").get("id", row.get("code")), key)

    def test_what_is_not_there_is_not_found(self):
        for path in ("articles/x/", "issues/x/", "issues/qhwb-99999999/", "imports/999999/", "people/%00/", "nothing/"):
            with self.subTest(path=path):
                self.assertEqual(self.client.get(V1 + path).status_code, 404)
