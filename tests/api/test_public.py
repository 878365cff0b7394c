"""Reading without an account, where that is allowed: what people reviewed is seen, and of the rest nothing at all."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.test import override_settings
from django.urls import get_resolver

from articles.curation import Status
from articles.extraction.types import IssueFacts
from articles.models import Article, ImportRun, Newspaper, Page
from metrics.models import Indicator, Metric
from newsarchive.api.router import router
from people.models import Mention, Person
from tests.api.clients import V1, ArchiveCase, client_of, make_reader
from tests.factories import BRIDGE, HARVEST, PAPER, Story, import_stories, lay_out_page

RESOURCES = [prefix for prefix, _view, _name in router.registry]
CLOSED = ("imports",)
FACETS = "newspaper,year,month,kind,status,person,indicator"
# What stands in no record that was reviewed: text of stories, and notes of the desk.
SECRETS = ("苹果", "白杨镇", "钱有余", "柳青青", "少年", "热线", "内部", "page.txt", "清江晨报", "洪一帆")


def import_elsewhere(story: Story, paper: str, day: str) -> Page:
    """A page of another paper or day with one story."""
    facts = IssueFacts(paper, "named in the page's head", day, "printed in the page's head", page_label="1")
    return import_stories(story, text=lay_out_page(story, head=f"{paper} {day}"), facts=facts)


@override_settings(PUBLIC_READ=True)
class PublicCase(ArchiveCase):
    """One story, one of its people and one of its figures are confirmed; the rest is not, or no longer."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.bridge, cls.harvest, cls.chess = cls.articles
        cls.named, cls.reporter = cls.bridge.mentions.order_by("number")
        cls.length, cls.cost, cls.width = cls.bridge.metrics.order_by("number")
        for row in (cls.bridge, cls.named, cls.length, *cls.harvest.mentions.all(), *cls.harvest.metrics.all()):
            row.status, row.note = Status.CONFIRMED, "内部"
            row.save()
        cls.chess.status = Status.REJECTED
        cls.chess.save()
        cls.height = Indicator.objects.create(code="height", name="高", note="内部")
        Metric.objects.filter(pk=cls.length.pk).update(indicator=cls.height)
        Page.objects.filter(pk=cls.page.pk).update(note="内部")
        # A paper and a day of which nothing was reviewed.
        cls.unseen = import_elsewhere(HARVEST, "清江晨报", "2019-03-15")
        Person.objects.create(public_id="p-hidden", name="洪一帆")

    def setUp(self) -> None:
        self.client = client_of(None)

    def ids(self, path: str, **parameters: Any) -> list[str]:
        return [row.get("id", row.get("code")) for row in self.listed(path, **parameters)]


class ReviewedTests(PublicCase):
    def test_each_list_has_what_was_reviewed_and_no_more(self):
        expected = {
            "newspapers": ["qhwb"],
            "issues": ["qhwb-20190314"],
            "pages": [],
            "articles": [self.bridge.public_id],
            "people": [],
            "mentions": [self.named.public_id],
            "indicators": ["height"],
            "metrics": [self.length.public_id],
            "search": [self.bridge.public_id],
        }
        self.assertEqual({*expected, *CLOSED}, set(RESOURCES))
        for resource, ids in expected.items():
            with self.subTest(resource=resource):
                answer = self.read(f"{resource}/", count="true")
                self.assertEqual([row.get("id", row.get("code")) for row in answer["results"]], ids)
                self.assertEqual(answer["count"], len(ids))
                if resource != "search":
                    lines = self.client.get(f"{V1}{resource}/export.ndjson").getvalue().decode().splitlines()
                    self.assertEqual(len(lines), len(ids))

    def test_what_was_not_reviewed_is_not_there(self):
        rows = {
            "pages": [self.page.public_id],
            "articles": [self.harvest.public_id, self.chess.public_id],
            "mentions": [self.reporter.public_id, self.harvest.mentions.first().public_id],
            "metrics": [self.cost.public_id, self.harvest.metrics.first().public_id],
            "people": ["p-hidden", self.named.person.public_id],
            "newspapers": Newspaper.objects.exclude(code="qhwb").values_list("code", flat=True),
        }
        for resource, keys in rows.items():
            for key in keys:
                with self.subTest(resource=resource, key=key):
                    self.assertEqual(self.client.get(f"{V1}{resource}/{key}/").status_code, 404)
        below = f"{V1}articles/{self.harvest.public_id}/"
        for name in ("cite", "jsonld", "ninjs", "keywords", "related"):
            with self.subTest(below=name):
                self.assertEqual(self.client.get(f"{below}{name}/").status_code, 404)

    def test_a_page_is_shown_once_it_is_confirmed_but_never_its_text(self):
        Page.objects.filter(pk=self.page.pk).update(status=Status.CONFIRMED)
        page = self.read(f"pages/{self.page.public_id}/")
        self.assertEqual(page["label"], "3")
        for name in ("text", "furniture", "repairs", "warnings", "note", "run", "source_name"):
            self.assertNotIn(name, page)
        self.assertEqual(self.read("issues/qhwb-20190314/")["pages"], 1)
        expanded = self.read(f"articles/{self.bridge.public_id}/", expand="page")["page"]
        self.assertEqual(expanded["id"], self.page.public_id)
        self.assertNotIn("source_name", expanded)
        for path in ("pages/?q=青石", "search/?type=page", "search/?type=page&q=苹果"):
            with self.subTest(path=path):
                self.assertEqual(self.client.get(V1 + path).status_code, 401)

    def test_a_story_shows_its_reviewed_people_and_figures_alone(self):
        story = self.read(f"articles/{self.bridge.public_id}/")
        self.assertEqual([each["id"] for each in story["mentions"]], [self.named.public_id])
        self.assertEqual([each["id"] for each in story["metrics"]], [self.length.public_id])
        linked = self.read(f"articles/{self.bridge.public_id}/jsonld/")
        self.assertEqual([each["name"] for each in linked.get("mentions", [])], ["高大川"])
        self.assertNotIn("author", linked)

    def test_a_mention_leads_to_a_person_only_once_that_person_is_confirmed(self):
        addresses = (f"mentions/{self.named.public_id}/", f"articles/{self.bridge.public_id}/jsonld/", "mentions/")
        person = self.named.person
        for address in addresses:
            self.assertNotIn(person.public_id, self.client.get(V1 + address).content.decode())
        self.assertEqual(self.read(addresses[0])["person_name"], None)
        self.assertEqual(self.read(addresses[0])["edited"], [], "what is not shown is not told as an edit")
        person.status = Status.CONFIRMED
        person.save()
        for address in addresses:
            self.assertIn(person.public_id, self.client.get(V1 + address).content.decode())
        self.assertEqual(self.read(addresses[0], expand="person")["person"]["name"], "高大川")

    def test_a_merged_person_leads_to_one_who_may_be_seen(self):
        survivor = Person.objects.create(public_id="p-one", name="高大川")
        gone = Person.objects.create(public_id="p-two", name="高大山", status=Status.WITHDRAWN, merged_into=survivor)
        address = f"{V1}people/{gone.public_id}/"
        self.assertEqual(self.client.get(address).status_code, 404)
        Person.objects.filter(pk=survivor.pk).update(status=Status.CONFIRMED)
        self.assertEqual(self.client.get(address).status_code, 301)

    def test_filters_and_facets_know_nothing_else_either(self):
        for parameters in (
            {"person_name": "严小禾"}, {"role": "reporter"}, {"unit": "元"}, {"q": "person:严小禾"}, {"q": "苹果"},
            {"status": "unreviewed"}, {"visible": "false"}, {"date": "2019-03-15"},
        ):  # fmt: skip
            with self.subTest(parameters=parameters):
                self.assertEqual(self.ids("articles/", **parameters), [])
        self.assertEqual(self.ids("articles/", person_name="高大川", q="person:高大川"), [self.bridge.public_id])
        for name, key in (("person", "p-hidden"), ("page", self.page.public_id), ("newspaper", "qjcb")):
            with self.subTest(filter=name):
                self.assertIn(name, self.refused("articles/", **{name: key}))
        self.assertIn("article", self.refused("mentions/", article=self.harvest.public_id))
        self.assertIn("issue", self.refused("pages/", issue="qjcb-20190315"))
        facets = self.read("search/", facets=FACETS)["facets"]
        told = {name: [(each["value"], each["count"]) for each in values] for name, values in facets.items()}
        self.assertEqual(told, {
            "newspaper": [("qhwb", 1)], "year": [("2019", 1)], "month": [("2019-03", 1)], "kind": [("news", 1)],
            "status": [("confirmed", 1)], "person": [], "indicator": [("height", 1)],
        })  # fmt: skip

    def test_people_are_found_by_reviewed_mentions_alone(self):
        Person.objects.filter(pk__in=(self.named.person_id, self.reporter.person_id)).update(status=Status.CONFIRMED)
        self.assertEqual(self.ids("people/", role="subject", newspaper="qhwb"), [self.named.person.public_id])
        self.assertEqual(self.ids("people/", role="reporter"), [])

    def test_what_a_story_was_before_it_was_corrected_is_not_quoted(self):
        self.bridge.headline = "新桥通车"
        self.bridge.save()
        hit = self.listed("search/", q="青石桥本月")[0]
        self.assertEqual(hit["snippets"], [])

    def test_related_stories_were_reviewed(self):
        twin = import_elsewhere(BRIDGE, PAPER, "2019-03-16").articles.get()
        address = f"articles/{self.bridge.public_id}/related/"
        self.assertEqual(self.read(address)["related"], [])
        twin.status = Status.CONFIRMED
        twin.save()
        self.assertEqual([each["id"] for each in self.read(address)["related"]], [twin.public_id])


class NothingLeaksTests(PublicCase):
    def addresses(self) -> list[str]:
        """Every address of the API that can be read, with the keys of every record there is."""
        keys = {
            "newspapers": Newspaper.objects.values_list("code", flat=True),
            "issues": ["qhwb-20190314", "qjcb-20190315"],
            "indicators": Indicator.objects.values_list("code", flat=True),
            "imports": ImportRun.objects.values_list("pk", flat=True),
            **{
                name: model.objects.values_list("public_id", flat=True)
                for name, model in (("pages", Page), ("articles", Article), ("people", Person),
                                    ("mentions", Mention), ("metrics", Metric))
            },
        }  # fmt: skip
        found = []
        for name, routes in get_resolver("newsarchive.api.router").reverse_dict.lists():
            if not isinstance(name, str):
                continue
            for possible, _pattern, _defaults, _converters in routes:
                for path, names in possible:
                    resource = path.split("/")[0]
                    if names == ["id"]:
                        found += [path % {"id": key} for key in keys[resource]]
                    elif not names:
                        found.append(path)
        return sorted(set(found))

    def test_no_address_tells_anything_of_what_nobody_reviewed(self):
        hidden = {
            self.harvest.public_id, self.chess.public_id, self.reporter.public_id, self.cost.public_id,
            self.named.person.public_id, self.unseen.public_id,
        }  # fmt: skip
        addresses = self.addresses()
        self.assertGreater(len(addresses), 60)
        opened = 0
        for address in addresses:
            if address == "schema/":  # the same in every archive: its examples are no rows
                continue
            answer = self.client.get(V1 + address)
            told = b"".join(answer.streaming_content) if answer.streaming else answer.content
            with self.subTest(address=address):
                self.assertIn(answer.status_code, (200, 401, 404, 405))
                if answer.status_code == 200:
                    opened += 1
                    for secret in (*SECRETS, *hidden):
                        self.assertNotIn(secret, told.decode())
        self.assertGreater(opened, 25)

    def test_the_desk_stays_closed(self):
        for path in (
            "changes/", "corrections/", "imports/", f"imports/{self.import_run.pk}/",
            f"articles/{self.bridge.public_id}/history/", "articles/?edited_by=editor", "articles/?run=1",
            f"articles/{self.bridge.public_id}/?tombstone=true",
        ):  # fmt: skip
            with self.subTest(path=path):
                self.assertEqual(self.client.get(V1 + path).status_code, 401)
        for method in ("post", "patch", "put", "delete"):
            with self.subTest(method=method):
                answer = getattr(self.client, method)(f"{V1}articles/{self.bridge.public_id}/", {"headline": "改"})
                self.assertEqual(answer.status_code, 401)

    def test_the_pages_in_a_browser_show_the_same(self):
        answer = self.client.get(V1 + "articles/", HTTP_ACCEPT="text/html")
        self.assertEqual(answer.status_code, 200)
        self.assertNotIn(self.harvest.public_id, answer.content.decode())

    def test_an_account_sees_all_and_the_schema_tells_all(self):
        self.assertEqual(len(client_of(make_reader()).get(V1 + "articles/").json()["results"]), 4)
        schema = self.client.get(V1 + "schema/?format=json").json()
        self.assertIn("note", schema["components"]["schemas"]["Article"]["properties"])

    @override_settings(PUBLIC_READ=False)
    def test_nothing_is_read_unless_the_archive_is_set_so(self):
        for resource in RESOURCES:
            with self.subTest(resource=resource):
                self.assertEqual(self.client.get(f"{V1}{resource}/").status_code, 401)

    @override_settings(API_RATE_ANONYMOUS=2)
    def test_an_address_without_an_account_has_its_own_limit(self):
        cache.clear()
        self.addCleanup(cache.clear)
        answers = [self.client.get(V1 + "articles/", REMOTE_ADDR="10.9.8.7") for _number in range(3)]
        self.assertEqual(answers[0]["RateLimit-Limit"], "2")
        self.assertEqual(answers[-1].status_code, 429)
