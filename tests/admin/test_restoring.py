"""An earlier state brought back from the history: what was typed then, and nothing of where the row stood then; other
names and places stand in the history too."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import TestCase
from django.urls import reverse

from articles.models import Article, Page
from newsarchive.checking import check_archive
from newsarchive.desk.operations import Decide, Merge, Split
from newsarchive.merging import merge_records
from people.models import Mention, Person
from tests.admin.posted_form import read_form
from tests.admin.test_saving import AdminCase
from tests.desk.pages import DeskPage


class RestoringTests(DeskPage, TestCase):
    def setUp(self) -> None:
        self.set_up()
        self.editor = User.objects.create_superuser("xie", password="xie")
        self.client.force_login(self.editor)

    def restore(self, row: Any, line: Any, **values: str) -> Any:
        """Look at a state in the history, change what is given, and press Save."""
        name = row._meta.model_name
        url = reverse(f"admin:{row._meta.app_label}_{name}_simple_history", args=(row.pk, line.pk))
        posted = read_form(self.client.get(url), f"historical{name}_form")
        answer = self.client.post(url, {**posted, **values})
        self.assertEqual(answer.status_code, 302, getattr(answer, "context", None) and answer.context["errors"])
        row.refresh_from_db()
        return row

    def change(self, row: Any, **values: Any) -> Any:
        """Change a row as an editor does; the line of its history that stood before."""
        url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=(row.pk,))
        posted = read_form(self.client.get(url), f"{row._meta.model_name}_form")
        self.assertEqual(self.client.post(url, {**posted, **values, "_save": "1"}).status_code, 302)
        row.refresh_from_db()
        return type(row).history.filter(id=row.pk).order_by("history_id").first()

    def test_a_state_from_before_a_split_brings_its_words_back_and_no_characters(self) -> None:
        before = self.change(self.row(1), note="看过")
        self.do(Split(self.ids[0], at=self.page.text.index("市交通局局长")))
        spans = self.row(1).standing_value("spans")
        counters = self.row(1).next_mention_number, self.row(1).next_metric_number
        row = self.restore(self.row(1), before)
        self.assertEqual((row.note, row.standing_value("spans")), ("", spans))
        self.assertEqual((row.next_mention_number, row.next_metric_number), counters)
        self.assertIn("市交通局局长", row.body)
        for offset, place, length in row.body_map:
            self.assertEqual(row.body[offset : offset + length].split(), self.page.text[place : place + length].split())
        self.assertEqual(list(check_archive()), [])

    def test_an_article_that_was_merged_away_does_not_come_back_with_characters_that_another_has(self) -> None:
        before = self.change(self.row(2), note="看过")
        self.do(Merge(self.ids[0], self.ids[1]))
        row = self.restore(self.row(2), before)
        self.assertEqual(row.status, "withdrawn")
        self.assertEqual(list(check_archive()), [])

    def test_the_history_tells_an_operation_on_the_page_in_words(self) -> None:
        self.do(Split(self.ids[0], at=self.page.text.index("市交通局局长")))
        told = self.client.get(reverse("admin:articles_article_history", args=(self.row(1).pk,)))
        for word in ("拆分稿件", "正文"):
            self.assertContains(told, word)
        self.assertNotContains(told, "body</")

    def test_what_was_decided_is_not_turned_with_the_words(self) -> None:
        before = self.change(self.row(1), headline="另题")
        self.do(Decide(self.ids[0], "confirmed"))
        row = self.restore(self.row(1), before)
        self.assertEqual((row.headline, row.status), ("青石桥本月通车", "confirmed"))

    def test_a_page_keeps_its_sums_and_the_number_of_its_next_article(self) -> None:
        page = Page.objects.get(pk=self.page.pk)
        issue = page.issue
        before = self.change(page, label="7", date="2019-03-20")
        self.do(Split(self.ids[0], at=self.page.text.index("市交通局局长")))
        self.do(Decide(self.ids[1], "rejected"))
        page.refresh_from_db()
        sums = page.in_articles, page.unassigned, page.next_number
        page = self.restore(page, before)
        self.assertEqual((page.label, page.issue), ("3", issue))
        self.assertEqual((page.in_articles, page.unassigned, page.next_number), sums)
        self.assertEqual(list(check_archive()), [])
        self.do(Split(self.ids[0], at=self.page.text.index("桥面宽")))
        self.assertEqual(len(set(Article.objects.values_list("public_id", flat=True))), 5)

    def test_a_person_who_was_merged_stays_merged(self) -> None:
        gone, survivor = Person.objects.get(name="钱有余"), Person.objects.get(name="柳青青")
        before = self.change(gone, description="果农")
        merge_records(gone, survivor)
        gone = self.restore(gone, before)
        self.assertEqual((gone.description, gone.status, gone.merged_into), ("", "withdrawn", survivor))

    def test_a_mention_whose_link_was_another_is_led_there_again(self) -> None:
        mention = Mention.objects.get(name="钱有余")
        meant = mention.person
        before = self.change(mention, person=str(Person.objects.get(name="柳青青").pk))
        self.do(Merge(self.ids[2], self.ids[1]))
        mention = self.restore(mention, before)
        self.assertEqual((mention.person, mention.article), (meant, self.row(3)))


class TellingBelowTests(AdminCase):
    def history_of(self, row: Any) -> str:
        name = f"admin:{row._meta.app_label}_{row._meta.model_name}_history"
        return self.client.get(reverse(name, args=(row.pk,))).content.decode()

    def give(self, row: Any, **values: str) -> None:
        posted = read_form(self.open(row), f"{row._meta.model_name}_form")
        self.assertEqual(self.client.post(self.url(row), {**posted, **values, "_save": "1"}).status_code, 302)

    def test_another_name_given_or_taken_away_is_told_from_what_to_what(self) -> None:
        person = Person.objects.get(name="方敬亭")
        self.give(person, **{"variants-0-name": "老方", "variants-TOTAL_FORMS": "1", "reason": "又名"})
        line = person.history.first()
        told = (line.below, line.history_change_reason, line.history_user)
        self.assertEqual(told, ({"variants": [[], ["老方"]]}, "又名", self.editor))
        self.assertIn('<del>∅</del> <span aria-hidden="true">→</span> <ins>老方</ins>', self.history_of(person))
        self.give(person, **{"variants-0-DELETE": "on"})
        self.assertEqual(person.history.first().below, {"variants": [["老方"], []]})
        self.save(person)
        self.assertEqual(person.history.count(), 3)

    def test_places_found_anew_are_told(self) -> None:
        mention = self.story.mentions.get(number=1)
        stood = mention.standing_value("spans")
        self.save(mention, name="陆远", find_again="on")
        line = mention.history.first()
        self.assertEqual(line.below, {"spans": [stood, mention.standing_value("spans")]})
        self.assertIn(f"{stood[0][0]}–{stood[0][1]}", self.history_of(mention))
