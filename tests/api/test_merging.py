"""People and indicators that are one: what leads to them follows, nothing is lost, and it can be taken back exactly."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client

from articles.curation import Status, conflicts, edited_fields, is_touched
from articles.merging import CannotMerge
from metrics.models import Indicator, IndicatorVariant, Metric
from newsarchive.importer.store import save_page
from newsarchive.merging import merge_records, unmerge_record
from people.models import Mention, Person
from tests.api.clients import V1, ArchiveCase, client_of, make_reader
from tests.factories import BRIDGE, CHESS, HARVEST, STORIES, read_stories


def state_of(*models: Any) -> dict[str, list[dict[str, Any]]]:
    """All that the tables hold, but the times of changes and what history adds."""
    unseen = {"updated_at"}
    return {
        model.__name__: [
            {name: value for name, value in row.items() if name not in unseen}
            for row in model._base_manager.order_by("pk").values()
        ]
        for model in models
    }


class MergedPeopleTests(ArchiveCase):
    def setUp(self) -> None:
        super().setUp()
        self.mention = Mention.objects.get(name="高大川")
        self.gone = self.mention.person
        self.survivor = Person.objects.exclude(pk=self.gone.pk).filter(mentions__isnull=False).order_by("pk").first()

    def merge(self, status: int = 200, **values: Any) -> Any:
        path = f"{V1}people/{self.gone.public_id}/"
        values = {"into": self.survivor.public_id, "reason": "same person", **values}
        answer = self.client.post(path + "merge/", values, HTTP_IF_MATCH=self.client.get(path)["ETag"])
        self.assertEqual(answer.status_code, status, answer.content.decode()[:400])
        return answer

    def test_mentions_follow_and_names_become_variants(self):
        self.gone.variants.create(name="高工")
        answer = self.merge().json()
        self.assertEqual(answer["id"], self.survivor.public_id)
        self.assertLessEqual({"高大川", "高工"}, set(answer["variants"]))
        self.mention.refresh_from_db()
        self.assertEqual(self.mention.person, self.survivor)
        found = self.listed("mentions/", person=self.survivor.public_id)
        self.assertIn(self.mention.public_id, [row["id"] for row in found])

    def test_the_old_id_leads_to_the_survivor(self):
        self.merge()
        path = f"{V1}people/{self.gone.public_id}/"
        answer = self.client.get(path, {"fields": "id"})
        self.assertEqual(answer.status_code, 301)
        self.assertEqual(answer["Location"], f"{V1}people/{self.survivor.public_id}/?fields=id")
        self.assertEqual(answer.json()["merged_into"], self.survivor.public_id)
        self.assertEqual(self.client.get(answer["Location"]).json()["id"], self.survivor.public_id)
        self.assertEqual(self.client.patch(path, {"name": "x"}, HTTP_IF_MATCH="*").status_code, 301)
        tombstone = self.client.get(path, {"tombstone": "true"}).json()
        self.assertEqual((tombstone["status"], tombstone["merged_into"]), ("withdrawn", self.survivor.public_id))

    def test_the_old_id_finds_what_the_survivor_is_named_in(self):
        self.merge()
        for address in ("mentions/", "articles/"):
            found = self.listed(address, person=self.gone.public_id)
            self.assertEqual(found, self.listed(address, person=self.survivor.public_id))
            self.assertTrue(found)
        facets = self.read("search/", person=self.gone.public_id, facets="person")["facets"]["person"]
        self.assertIn(self.survivor.public_id, [each["value"] for each in facets])

    def test_a_merge_is_no_edit_of_the_mentions_and_the_next_import_links_to_the_survivor(self):
        self.merge()
        self.mention.refresh_from_db()
        self.assertEqual((edited_fields(self.mention), conflicts(self.mention)), ((), ()))
        self.assertFalse(is_touched(self.mention))
        save_page(read_stories(self.page.text, *STORIES))
        self.assertEqual(Mention.objects.get(pk=self.mention.pk).person, self.survivor)
        again = lay_out_again(self.page.text)
        save_page(read_stories(again, BRIDGE, HARVEST, CHESS))
        named = Mention.objects.filter(name="高大川").exclude(pk=self.mention.pk).get()
        self.assertEqual(named.person, self.survivor)
        self.assertFalse(Person.objects.visible().filter(name="高大川").exclude(pk=self.survivor.pk).exists())

    def test_unmerging_restores_exactly(self):
        self.gone.variants.create(name="高工")
        Person.objects.filter(pk=self.gone.pk).update(status=Status.CONFIRMED)
        before = state_of(Person, Mention, type(self.gone.variants.get()))
        self.merge()
        path = f"{V1}people/{self.gone.public_id}/"
        version = self.client.get(path, {"tombstone": "true"})["ETag"]
        answer = self.client.post(path + "unmerge/", {"reason": "not the same"}, HTTP_IF_MATCH=version)
        self.assertEqual((answer.status_code, answer.json()["status"]), (200, "confirmed"), answer.content)
        self.assertEqual(state_of(Person, Mention, type(self.gone.variants.get())), before)
        self.assertEqual(self.client.get(path).status_code, 200)

    def test_what_was_led_elsewhere_meanwhile_stays_there(self):
        self.merge()
        third = Person.objects.create(public_id="person-third", name="第三")
        Mention.objects.filter(pk=self.mention.pk).update(person=third)
        unmerge_record(Person.objects.get(pk=self.gone.pk))
        self.mention.refresh_from_db()
        self.assertEqual(self.mention.person, third)

    def test_a_chain_of_merges_leads_to_its_end_and_is_taken_back_in_any_order(self):
        third = Person.objects.create(public_id="person-third", name="第三")
        tables = (Person, Mention, type(self.gone.variants.model()))
        before = state_of(*tables)
        for first in (True, False):
            merge_records(self.gone, self.survivor)
            merge_records(self.survivor, third)
            answer = self.client.get(f"{V1}people/{self.gone.public_id}/")
            self.assertEqual(answer["Location"], f"{V1}people/person-third/")
            self.mention.refresh_from_db()
            self.assertEqual(self.mention.person, third)
            order = [self.gone, self.survivor] if first else [self.survivor, self.gone]
            for person in order:
                unmerge_record(Person.objects.get(pk=person.pk))
            with self.subTest(first=first):
                self.assertEqual(state_of(*tables), before)

    def test_there_is_no_ring_and_none_goes_twice(self):
        with self.assertRaises(CannotMerge):
            merge_records(self.gone, self.gone)
        merge_records(self.gone, self.survivor)
        for pair in ((self.survivor, self.gone), (self.gone, self.survivor)):
            with self.subTest(pair=[str(each) for each in pair]), self.assertRaises(CannotMerge):
                merge_records(*pair)
        with self.assertRaises(CannotMerge):
            unmerge_record(self.survivor)

    def test_a_tombstone_is_not_merged_and_a_merged_one_is_not_called_back(self):
        Person.objects.filter(pk=self.survivor.pk).update(status=Status.REJECTED)
        self.assertIn("is rejected", self.merge(400).json()["errors"][0]["message"])
        Person.objects.filter(pk=self.survivor.pk).update(status=Status.UNREVIEWED)
        self.merge()
        path = f"{V1}people/{self.gone.public_id}/?tombstone=true"
        answer = self.client.patch(path, {"status": "unreviewed"}, HTTP_IF_MATCH="*")
        self.assertEqual(answer.status_code, 400)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=self.gone.pk).update(status=Status.UNREVIEWED)

    def test_nothing_is_led_to_a_record_that_went(self):
        self.merge()
        path = f"mentions/{self.mention.public_id}/"
        self.assertEqual(list(self.patch(path, 400, person=self.gone.public_id)), ["person"])

    def test_history_names_who_and_why(self):
        self.merge()
        for row in (Person.objects.get(pk=self.gone.pk), self.mention):
            newest, before = row.history.all()[:2]
            self.assertEqual((newest.history_user, newest.history_change_reason), (self.editor, "same person"))
            self.assertIsNone(before.history_user)
        self.assertEqual(self.gone.merges.get().user, self.editor)

    def test_the_feed_tells_of_it(self):
        mark = self.read("changes/", since="latest")["mark"]
        self.merge()
        found = {row["id"]: row for row in self.read("changes/", since=mark)["results"]}
        gone = found[self.gone.public_id]
        self.assertEqual((gone["gone"], gone["merged_into"]), ("merged", self.survivor.public_id))
        self.assertLessEqual({self.survivor.public_id, self.mention.public_id}, set(found))

    def test_a_request_must_name_the_version_and_what_is_there(self):
        path = f"{V1}people/{self.gone.public_id}/merge/"
        into = {"into": self.survivor.public_id}
        self.assertEqual(self.client.post(path, into).status_code, 428)
        self.assertEqual(self.client.post(path, into, HTTP_IF_MATCH='"old"').status_code, 412)
        for sent in ({}, {"into": "nobody"}, {"into": self.gone.public_id}, {"into": "\x00"}, {"into": []}):
            with self.subTest(sent=sent):
                answer = self.client.post(path, sent, HTTP_IF_MATCH="*")
                self.assertEqual((answer.status_code, answer.json()["errors"][0]["field"]), (400, "into"))
        self.assertEqual(client_of(make_reader()).post(path, into, HTTP_IF_MATCH="*").status_code, 403)
        self.assertEqual(client_of(None).post(path, into, HTTP_IF_MATCH="*").status_code, 401)
        unmerge = f"{V1}people/{self.gone.public_id}/unmerge/"
        self.assertEqual(self.client.post(unmerge, {}, HTTP_IF_MATCH="*").status_code, 400)

    def test_lists_tell_who_was_merged(self):
        self.merge()
        self.assertEqual([row["id"] for row in self.listed("people/", merged="true")], [self.gone.public_id])
        self.assertNotIn(self.gone.public_id, [row["id"] for row in self.listed("people/", merged="false")])


class MergedIndicatorTests(ArchiveCase):
    def setUp(self) -> None:
        super().setUp()
        self.gone = Indicator.objects.create(code="span", name="桥长", unit="米")
        self.survivor = Indicator.objects.create(code="length", name="全长", unit="米")
        IndicatorVariant.objects.create(indicator=self.gone, phrase="大桥全长")
        self.metric = Metric.objects.first()
        Metric.objects.filter(pk=self.metric.pk).update(indicator=self.gone)

    def test_figures_and_phrases_follow_and_come_back(self):
        tables = (Indicator, IndicatorVariant, Metric)
        before = state_of(*tables)
        path = f"{V1}indicators/span/"
        answer = self.client.post(path + "merge/", {"into": "length"}, HTTP_IF_MATCH=self.client.get(path)["ETag"])
        self.assertEqual((answer.status_code, answer.json()["variants"]), (200, ["大桥全长", "桥长"]))
        self.metric.refresh_from_db()
        self.assertEqual(self.metric.indicator, self.survivor)
        moved = self.client.get(path)
        self.assertEqual((moved.status_code, moved["Location"]), (301, f"{V1}indicators/length/"))
        self.assertEqual([row["id"] for row in self.listed("metrics/", indicator="span")], [self.metric.public_id])
        version = self.client.get(path, {"tombstone": "true"})["ETag"]
        answer = self.client.post(path + "unmerge/", {}, HTTP_IF_MATCH=version)
        self.assertEqual((answer.status_code, answer.json()["merged_into"]), (200, None))
        self.assertEqual(state_of(*tables), before)

    def test_the_next_import_links_to_the_survivor(self):
        phrase = Metric.objects.exclude(phrase="").values_list("phrase", flat=True).first()
        IndicatorVariant.objects.create(indicator=self.gone, phrase=phrase)
        merge_records(self.gone, self.survivor)
        save_page(read_stories(lay_out_again(self.page.text), *STORIES))
        linked = Metric.objects.exclude(article__page=self.page).filter(phrase=phrase)
        self.assertEqual({metric.indicator for metric in linked}, {self.survivor})


class MergeActionTests(ArchiveCase):
    def setUp(self) -> None:
        self.client = Client(headers={"accept-language": "en"})
        self.client.force_login(User.objects.create_superuser("root"))
        self.one, self.other = Person.objects.order_by("pk")[:2]

    def act(self, path: str, action: str, *rows: Any, **values: Any) -> Any:
        sent = {"action": action, "_selected_action": [row.pk for row in rows], **values}
        return self.client.post(path, sent, follow=True)

    def test_two_are_chosen_looked_at_and_merged_and_it_is_taken_back(self):
        path = "/admin/people/person/"
        page = self.act(path, "merge", self.one, self.other).content.decode()
        self.assertIn(self.one.public_id, page)
        self.assertIn('name="survivor"', page)
        self.assertIsNone(Person.objects.get(pk=self.one.pk).merged_into)
        self.act(path, "merge", self.one, self.other, survivor=self.other.pk, reason="the same")
        self.assertEqual(Person.objects.get(pk=self.one.pk).merged_into, self.other)
        self.assertEqual(self.one.merges.get().reason, "the same")
        form = self.client.get(f"{path}{self.one.pk}/change/")
        self.assertContains(form, "was merged into")
        self.assertNotContains(form, "_bring_back")
        answer = self.act(path, "bring_back", self.one)
        self.assertIn("Take the merge back", answer.content.decode())
        self.act(path, "unmerge", self.one)
        self.assertIsNone(Person.objects.get(pk=self.one.pk).merged_into)

    def test_one_alone_is_not_merged(self):
        self.assertContains(self.act("/admin/people/person/", "merge", self.one), "Choose from 2 to 20")

    def test_indicators_too(self):
        one, other = (Indicator.objects.create(code=code, name=code) for code in ("rain", "rainfall"))
        self.act("/admin/metrics/indicator/", "merge", one, other, survivor=other.pk)
        self.assertEqual(Indicator.objects.get(pk=one.pk).merged_into, other)


def lay_out_again(text: str) -> str:
    """The same stories on another page."""
    return text + "\n热线 000-7"
