"""How much is shown: some fields, whole records in the place of keys, and tombstones only where they are asked for."""

from __future__ import annotations

from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.curation import Status, withdraw
from articles.models import Article
from newsarchive.api.router import router
from people.models import Mention
from tests.api.clients import V1, ArchiveCase, client_of, faults_of
from tests.factories import BRIDGE

VIEWS = {prefix: view for prefix, view, _name in router.registry}


class FieldTests(ArchiveCase):
    def test_only_the_fields_asked_for_are_shown(self):
        rows = self.listed("articles/", fields="headline,id")
        self.assertEqual([sorted(row) for row in rows], [["headline", "id"]] * 3)
        one = f"articles/{self.articles[0].public_id}/"
        self.assertEqual(list(self.read(one, fields="body,id")), ["body", "id"])
        self.assertEqual(self.client.get(V1 + one, {"fields": "id"})["ETag"], self.client.get(V1 + one)["ETag"])

    def test_a_list_has_no_full_text(self):
        self.assertEqual(self.refused("articles/", fields="body"), {"fields": ["unknown"]})
        self.assertEqual(self.refused("pages/", fields="text"), {"fields": ["unknown"]})

    def test_unknown_fields_and_keys_are_refused_and_so_is_writing_with_them(self):
        for resource, view in VIEWS.items():
            for name in ("fields", "expand") if view.expandable else ("fields",):
                for value in ("nothing", "id,,", "reason"):
                    with self.subTest(resource=resource, name=name, value=value):
                        self.assertEqual(self.refused(f"{resource}/", **{name: value}), {name: ["unknown"]})
        self.assertEqual(self.refused("people/", expand="variants"), {"expand": ["unknown"]})
        answer = self.client.post(V1 + "people/?fields=name", {"name": "甲"})
        self.assertEqual(faults_of(answer), {"fields": ["unknown"]})

    def test_what_is_not_shown_is_not_worked_out(self):
        with CaptureQueriesContext(connection) as all_fields:
            self.read("mentions/")
        with CaptureQueriesContext(connection) as few:
            self.read("mentions/", fields="id,name")
        self.assertLessEqual(len(few), len(all_fields))


class ExpandTests(ArchiveCase):
    def test_every_key_that_can_be_expanded_becomes_the_record_it_leads_to(self):
        for resource, view in VIEWS.items():
            for key, target in view.expandable.items():
                prefix = next(name for name, each in VIEWS.items() if issubclass(each, target))
                listed = {row.get("id", row.get("code")): row for row in self.listed(f"{prefix}/")}
                plain = self.listed(f"{resource}/")
                rows = self.listed(f"{resource}/", expand=key)
                one = self.read(f"{resource}/{rows[0]['id']}/", expand=key)
                with self.subTest(resource=resource, key=key):
                    expected = [row[key] and listed[row[key]] for row in plain]
                    self.assertEqual([row[key] for row in rows], expected)
                    self.assertEqual(one[key], expected[0])

    def test_two_keys_and_some_fields_go_together(self):
        row = self.listed("mentions/", expand="article,person", fields="name")[0]
        self.assertEqual(sorted(row), ["article", "name", "person"])
        self.assertEqual(row["article"]["headline"], BRIDGE.headline)

    def test_an_expanded_answer_has_no_version(self):
        answer = self.client.get(f"{V1}articles/{self.articles[0].public_id}/?expand=page", HTTP_IF_NONE_MATCH="*")
        self.assertEqual((answer.status_code, "ETag" in answer), (200, False))

    def test_the_number_of_queries_does_not_grow_with_the_rows(self):
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                self.read("mentions/", expand="article,person")
            return len(queries)

        count()  # permissions are read once
        before, rows = count(), Mention.objects.count()
        for number in range(5):
            Mention.objects.create(article=self.articles[1], number=90 + number, public_id=f"x{number}", name="甲")
        self.assertGreater(Mention.objects.count(), rows)
        self.assertEqual(count(), before)

    def test_who_may_not_see_people_does_not_see_them_in_the_place_of_keys(self):
        user = User.objects.create_user("guest")
        user.user_permissions.add(Permission.objects.get(codename="view_mention"))
        client = client_of(user)
        self.assertEqual(client.get(V1 + "mentions/").status_code, 200)
        self.assertEqual(client.get(V1 + "mentions/?expand=person").status_code, 403)


class TombstoneTests(ArchiveCase):
    def setUp(self) -> None:
        super().setUp()
        self.bridge = self.articles[0]
        self.address = f"{V1}articles/{self.bridge.public_id}/"

    def withdraw(self) -> None:
        row = Article.objects.get(pk=self.bridge.pk)
        withdraw(row)
        row.save()

    def test_a_withdrawn_record_is_gone_and_says_why(self):
        self.withdraw()
        answer = self.client.get(self.address)
        self.assertEqual((answer.status_code, answer["Content-Type"]), (410, "application/problem+json"))
        self.assertEqual(answer.json()["id"], self.bridge.public_id)
        self.assertIn("import", answer.json()["reason"])
        self.assertEqual(self.client.patch(self.address, {}, HTTP_IF_MATCH="*").status_code, 410)

    def test_the_reason_that_a_person_gave_is_told(self):
        row = Article.objects.get(pk=self.bridge.pk)
        row.status, row._change_reason = Status.WITHDRAWN, "printed twice"
        row.save()
        self.assertEqual(self.client.get(self.address).json()["reason"], "printed twice")

    def test_a_tombstone_is_still_listed_and_shown_on_request(self):
        self.withdraw()
        self.assertEqual(len(self.listed("articles/")), 3)
        self.assertEqual(len(self.listed("articles/", visible="true")), 2)
        self.assertEqual(self.client.get(self.address + "?tombstone=true").json()["status"], "withdrawn")
        self.assertEqual(self.client.get(self.address + "?tombstone=false").status_code, 410)
        self.assertEqual(faults_of(self.client.get(self.address + "?tombstone=perhaps")), {"tombstone": ["invalid"]})

    def test_an_editor_calls_a_withdrawn_record_back(self):
        self.withdraw()
        address = self.address + "?tombstone=true"
        version = self.client.get(address)["ETag"]
        answer = self.client.patch(address, {"status": "unreviewed"}, HTTP_IF_MATCH=version)
        self.assertEqual((answer.status_code, answer.json()["status"]), (200, "unreviewed"))
        self.assertEqual(self.client.get(self.address).status_code, 200)

    def test_what_an_editor_rejected_is_no_secret(self):
        Article.objects.filter(pk=self.bridge.pk).update(status=Status.REJECTED)
        self.assertEqual(self.client.get(self.address).status_code, 200)
