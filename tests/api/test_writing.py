"""Writing: a PATCH is an editor's edit, which later imports leave alone, and history names its author."""

from __future__ import annotations

from django.contrib.auth.models import User

from articles.accounting import add_up, article_spans
from articles.curation import Status, edited_fields
from articles.models import Article, Issue, Newspaper, Page
from metrics.models import Indicator, Metric
from newsarchive.importer.store import save_page
from people.models import Mention, Person
from tests.api.clients import V1, ArchiveCase, client_of, faults_of
from tests.factories import BRIDGE, CHESS, HARVEST, read_stories


class EditTests(ArchiveCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge = self.articles[0]
        self.address = f"articles/{self.bridge.public_id}/"

    def import_again(self) -> None:
        save_page(read_stories(self.page.text, BRIDGE, HARVEST, CHESS))

    def assert_sums_are_right(self) -> None:
        page = Page.objects.get(pk=self.page.pk)
        sums = add_up(page.characters, article_spans(page), page.furniture.values_list("start", "end"))
        for name in ("in_articles", "in_furniture", "unassigned"):
            self.assertEqual(getattr(page, name), getattr(sums, name), name)

    def test_a_patch_is_an_edit_that_stands_whatever_is_imported_again(self):
        answer = self.patch(self.address, headline="青石桥今日通车", reason="misprint")
        self.assertEqual((answer["headline"], answer["edited"]), ("青石桥今日通车", ["headline"]))
        written = Article.objects.get(pk=self.bridge.pk).written
        self.assertEqual(written["headline"], "青石桥本月通车")
        self.import_again()
        bridge = Article.objects.get(pk=self.bridge.pk)
        self.assertEqual((bridge.headline, edited_fields(bridge)), ("青石桥今日通车", ("headline",)))

    def test_history_says_who_changed_what_and_why(self):
        self.client = client_of(None)
        self.client.force_login(self.editor)
        self.patch(self.address, headline="青石桥今日通车", reason="misprint")
        newest, oldest = self.bridge.history.all()
        self.assertEqual((newest.history_user, newest.history_change_reason), (self.editor, "misprint"))
        self.assertEqual([change.field for change in newest.diff_against(oldest).changes], ["headline"])
        self.assertEqual(oldest.headline, "青石桥本月通车")

    def test_a_token_s_edit_is_signed_too(self):
        token = client_of(None).post("/api/v1/auth/token/", {"username": "editor", "password": "qing-shi-qiao-7"})
        self.client = client_of(None)
        self.client.credentials(HTTP_AUTHORIZATION=f"Token {token.json()['token']}")
        self.patch(self.address, byline="记者 严小禾")
        self.assertEqual(self.bridge.history.first().history_user, self.editor)

    def test_a_patch_that_changes_nothing_is_no_edit(self):
        now = self.read(self.address)
        for values in ({}, {"headline": now["headline"], "body": now["body"], "spans": now["spans"]}):
            with self.subTest(values=sorted(values)):
                self.assertEqual(self.patch(self.address, **values), now)
        self.assertEqual(self.bridge.history.count(), 0)

    def test_what_the_machine_says_cannot_be_written(self):
        before = self.read(self.address)
        told = self.patch(self.address, 400, confidence=0.1, why="x", id="x", number=9, mentions=[])
        self.assertEqual(told, {name: ["read_only"] for name in ("confidence", "why", "id", "number", "mentions")})
        told = self.patch(self.address, 400, written={}, reading={}, public_id="x")
        self.assertEqual(told, {name: ["unknown"] for name in ("written", "reading", "public_id")})
        self.assertEqual(self.read(self.address), before)

    def test_a_field_that_nobody_knows_is_an_error_and_nothing_is_written(self):
        """A slip of the finger must not look like an edit that was made."""
        told = self.patch(self.address, 400, headline="青石桥今日通车", heedline="x", kind="no such kind")
        self.assertEqual(told, {"heedline": ["unknown"], "kind": ["invalid_choice"]})
        self.assertEqual(self.read(self.address)["headline"], BRIDGE.headline)
        for address, values in (
            ("people/", {"name": "邵见山", "nmae": "x"}),
            ("people/", {"name": "邵见山", "id": "p1"}),
            ("mentions/", {"article": self.bridge.public_id, "name": "高大川", "tilte": "局长"}),
        ):
            with self.subTest(values=values):
                self.assertEqual(len(self.post(address, 400, **values)), 1)
        person = Person.objects.first().public_id
        sent = {"into": Person.objects.last().public_id, "raeson": "same"}
        answer = self.client.post(f"{V1}people/{person}/merge/", sent, format="json", HTTP_IF_MATCH="*")
        self.assertEqual((answer.status_code, faults_of(answer)), (400, {"raeson": ["unknown"]}))

    def test_a_record_may_be_sent_back_whole_as_it_was_read(self):
        for address in (
            self.address,
            f"pages/{self.page.public_id}/",
            f"mentions/{self.bridge.mentions.first().public_id}/",
            f"metrics/{self.bridge.metrics.first().public_id}/",
            f"people/{Person.objects.first().public_id}/",
            "issues/qhwb-20190314/",
            "newspapers/qhwb/",
        ):
            with self.subTest(address=address):
                read = self.read(address)
                self.assertEqual(self.patch(address, **read), read)

    def test_a_correction_of_the_body_keeps_its_way_to_print_and_is_found_at_once(self):
        body = self.bridge.body.replace("360米", "三百六十米")
        answer = self.patch(self.address, body=body)
        for offset, place, length in answer["body_map"]:
            self.assertEqual(body[offset : offset + length], self.page.text[place : place + length])
        found = self.read("articles/", q="全长三百六十米")["results"]
        self.assertEqual([row["id"] for row in found], [self.bridge.public_id])

    def test_rejecting_and_bringing_back_keeps_the_page_s_sums_right(self):
        before = Page.objects.get(pk=self.page.pk)
        self.patch(self.address, status="rejected")
        self.assert_sums_are_right()
        self.assertGreater(Page.objects.get(pk=self.page.pk).unassigned, before.unassigned)
        self.import_again()
        self.assertEqual(Article.objects.filter(status=Status.REJECTED).count(), 1)
        self.assertEqual(self.page.articles.count(), 3)
        self.patch(self.address, status="confirmed")
        self.assert_sums_are_right()
        self.assertEqual(Page.objects.get(pk=self.page.pk).unassigned, before.unassigned)

    def test_nobody_withdraws_by_hand(self):
        self.assertEqual(list(self.patch(self.address, 400, status="withdrawn")), ["status"])

    def test_a_story_does_not_take_what_is_another_s(self):
        other = self.articles[1].spans.first()
        overlap = [{"part": "body", "start": other.start, "end": other.end}]
        self.assertEqual(list(self.patch(self.address, 400, spans=overlap)), ["spans"])
        self.assertEqual(list(self.patch(self.address, 400, position=self.articles[1].position)), ["position"])
        self.patch(self.address, status="rejected")
        half = [{"part": "body", "start": 0, "end": len(self.page.text) // 2}]
        self.patch(f"articles/{self.articles[1].public_id}/", spans=half)
        self.assertEqual(list(self.patch(self.address, 400, status="unreviewed")), ["status"])

    def test_a_place_outside_the_page_is_refused(self):
        end = len(self.page.text)
        for start, stop in ((0, end + 1), (5, 5), (-1, 4), (9, 3), (0, 10**12)):
            with self.subTest(start=start, stop=stop):
                span = [{"part": "body", "start": start, "end": stop}]
                self.assertEqual(list(self.patch(self.address, 400, spans=span)), ["spans"])
        twice = [{"start": 0, "end": 5}, {"start": 3, "end": 8}]
        self.assertEqual(list(self.patch(self.address, 400, spans=twice)), ["spans"])

    def test_a_person_or_figure_stands_in_the_characters_of_its_article(self):
        mention, metric = self.bridge.mentions.first(), self.bridge.metrics.first()
        other = self.articles[1].spans.first()
        told = self.patch(f"mentions/{mention.public_id}/", 400, spans=[[other.start, other.start + 2]])
        self.assertEqual(told, {"spans": ["invalid"]})
        told = self.patch(f"metrics/{metric.public_id}/", 400, start=other.start, end=other.start + 2)
        self.assertEqual(told, {"end": ["invalid"]})
        self.patch(f"metrics/{metric.public_id}/", start=metric.start, end=metric.end + 1)

    def test_an_article_made_by_hand_takes_its_text_from_the_page(self):
        root = client_of(self.make_root())
        self.client = root
        self.patch(self.address, status="rejected")
        spans = self.read(self.address)["spans"]
        made = self.post("articles/", page=self.page.public_id, spans=spans, kind="brief")
        self.assertEqual((made["headline"], made["body"]), (BRIDGE.headline, BRIDGE.body))
        self.assertEqual(made["id"], f"{self.page.public_id}-a04")
        self.assert_sums_are_right()
        for offset, place, length in made["body_map"]:
            self.assertEqual(made["body"][offset : offset + length], self.page.text[place : place + length])
        self.assertEqual(Article.objects.get(public_id=made["id"]).written, {})

    def make_root(self):
        self.editor.is_superuser = True
        self.editor.save()
        return self.editor

    def test_a_mention_made_by_hand_is_found_in_print_and_kept(self):
        made = self.post("mentions/", article=self.bridge.public_id, name="大桥", role="subject")
        for start, end in made["spans"]:
            self.assertEqual(self.page.text[start:end], "大桥")
        here = {"article": self.bridge.public_id}
        self.assertEqual(list(self.post("mentions/", 400, name="没印的人", **here)), ["name"])
        outside = [[0, len(self.page.text) + 1]]
        self.assertEqual(list(self.post("mentions/", 400, name="桥", spans=outside, **here)), ["spans"])
        self.import_again()
        self.assertTrue(Mention.objects.visible().filter(public_id=made["id"]).exists())

    def test_a_mention_is_led_to_another_person_by_public_id(self):
        mention = Mention.objects.get(name="高大川")
        other = self.post("people/", name="高大川", variants=["高科长"])
        answer = self.patch(f"mentions/{mention.public_id}/", person=other["id"])
        self.assertEqual((answer["person"], answer["match"], answer["edited"]), (other["id"], "linked", ["person"]))
        self.assertEqual(self.patch(f"mentions/{mention.public_id}/", person=None)["match"], "none")
        for nobody in ("nobody", "\x00", 3, [], {}):
            with self.subTest(person=repr(nobody)):
                self.assertEqual(list(self.patch(f"mentions/{mention.public_id}/", 400, person=nobody)), ["person"])
        self.assertEqual(list(self.patch(f"mentions/{mention.public_id}/", 400, role="villain")), ["role"])

    def test_a_metric_is_checked_and_corrected(self):
        metric = Metric.objects.get(text="24米")
        address = f"metrics/{metric.public_id}/"
        Indicator.objects.create(code="bridgewidth", name="桥面宽")
        answer = self.patch(address, value="24.50", indicator="bridgewidth", period="2019-03", place="清河市")
        self.assertEqual((answer["value"], answer["indicator"], answer["period"]), ("24.5", "bridgewidth", "2019-03"))
        self.import_again()
        self.assertEqual(self.read(address)["value"], "24.5")
        bad = {
            "value": ("x", "1e30", "NaN", "0.1234567", None),
            "value_max": ("1",),
            "period": ("20199", "2019-13", "2019-02-30", "2021/2020", "../..", "/", "去年"),
            "indicator": ("nothing",),
            "end": (10**6, 0),
            "change": ("sideways",),
            "article": (self.articles[1].public_id,),
        }
        for field, values in bad.items():
            for value in values:
                with self.subTest(field=field, value=value):
                    self.assertEqual(list(self.patch(address, 400, **{field: value})), [field])
        for period in ("", "2020", "2020-12", "2020-12-31", "2023-01/2023-08", "2021/..", "../2021"):
            with self.subTest(period=period):
                self.assertEqual(self.patch(address, period=period)["period"], period)

    def test_a_metric_made_by_hand_is_found_in_print(self):
        made = self.post("metrics/", article=self.bridge.public_id, text="5分钟", value="5", unit="分钟")
        self.assertEqual(self.page.text[made["start"] : made["end"]], "5分钟")
        absent = {"text": "7分钟", "value": "7"}
        self.assertEqual(list(self.post("metrics/", 400, article=self.bridge.public_id, **absent)), ["text"])

    def test_a_page_is_given_another_issue_and_keeps_it(self):
        issue = self.post("issues/", newspaper="qhwb", date="2019-03-15")
        self.assertEqual(issue["id"], "qhwb-20190315")
        answer = self.patch(f"pages/{self.page.public_id}/", issue="qhwb-20190315", label="4")
        self.assertEqual((answer["issue"], answer["date"]), ("qhwb-20190315", "2019-03-15"))
        self.assertEqual(answer["id"], self.page.public_id)
        self.import_again()
        self.assertEqual(self.read(f"pages/{self.page.public_id}/")["issue"], "qhwb-20190315")
        self.assertEqual(list(self.patch(f"pages/{self.page.public_id}/", 400, issue="qhwb-20190316")), ["issue"])
        self.assertEqual(self.patch(f"pages/{self.page.public_id}/", 400, text="x"), {"text": ["read_only"]})


class AuthorityTests(ArchiveCase):
    def test_newspapers_are_made_and_corrected_and_their_codes_are_fixed(self):
        made = self.post("newspapers/", code="abc", name="安泊晨报", place="安泊市", variants=["安泊早报"])
        self.assertEqual(made["variants"], ["安泊早报"])
        answer = self.patch("newspapers/abc/", variants=["安泊早报", "安晨"], note="1998 renamed")
        self.assertCountEqual(answer["variants"], ["安泊早报", "安晨"])
        self.assertEqual(Newspaper.objects.get(code="abc").history.count(), 2)
        self.assertEqual(list(self.patch("newspapers/abc/", 400, code="abd")), ["code"])
        for field, value in (("code", "A B"), ("name", "清河晚报"), ("name", ""), ("variants", "x")):
            with self.subTest(field=field, value=value):
                values = {"code": "new", "name": "新报", field: value}
                self.assertEqual(list(self.post("newspapers/", 400, **values)), [field])

    def test_a_form_that_names_one_record_does_not_name_another(self):
        self.post("newspapers/", code="abc", name="安泊晨报", variants=["安晨"])
        self.assertEqual(
            list(self.post("newspapers/", 400, code="abd", name="安定晨报", variants=["安晨"])), ["variants"]
        )
        self.post("indicators/", code="pm25", name="细颗粒物", variants=["PM2.5"])
        self.assertEqual(list(self.post("indicators/", 400, code="pm10", name="甲", variants=["PM2.5"])), ["variants"])

    def test_two_issues_of_one_day_are_refused_and_two_editions_are_not(self):
        self.assertEqual(len(self.post("issues/", 400, newspaper="qhwb", date="2019-03-14", edition="")), 1)
        made = self.post("issues/", newspaper="qhwb", date="2019-03-14", edition="2")
        self.assertEqual(made["id"], "qhwb-20190314-2")
        self.assertEqual(self.read("issues/qhwb-20190314-2/")["edition"], "2")
        for date in ("2019-02-30", "0001-01-01", "tomorrow"):
            with self.subTest(date=date):
                self.assertEqual(list(self.post("issues/", 400, newspaper="qhwb", date=date)), ["date"])
        self.assertEqual(Issue.objects.count(), 2)

    def test_people_are_made_corrected_and_rejected_but_not_deleted(self):
        made = self.post("people/", name="欧阳一诺", description="清河中学教师", variants=["欧阳老师"])
        same = self.post("people/", name="欧阳一诺")
        self.assertNotEqual(made["id"], same["id"])
        self.assertRegex(made["id"], "^person-[0-9a-f]{10}$")  # as those of people first met in print
        self.assertEqual(self.patch(f"people/{same['id']}/", status="rejected")["status"], "rejected")
        self.assertEqual(len(self.listed("people/", name="欧阳一诺")), 2)
        self.assertEqual(len(self.listed("people/", name="欧阳老师", visible="true")), 1)
        self.assertEqual(Person.objects.get(public_id=made["id"]).written, {})

    def test_an_import_is_made_of_files_and_not_written_to(self):
        self.assertEqual(self.post("imports/", 400), {"files": ["required"]})
        for method in ("patch", "put", "delete"):
            with self.subTest(method=method):
                answer = getattr(client_of(User.objects.create_superuser(method)), method)(
                    f"/api/v1/imports/{self.import_run.pk}/", {"state": "finished"}
                )
                self.assertEqual(answer.status_code, 405)

    def test_a_body_that_is_no_object_is_refused(self):
        for body in ('{"name": "\\u0000"}', '{"name": "\\ud800"}', "[]", '"x"', "3", "null", "{", ""):
            with self.subTest(body=body):
                answer = self.client.post("/api/v1/people/", body, content_type="application/json")
                self.assertEqual(answer.status_code, 400)
