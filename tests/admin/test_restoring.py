"""An earlier state brought back from the history: what was typed then, and of where the row stood then what is chosen;
other names and places stand in the history too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.test import TestCase
from django.urls import reverse

from articles.history import keep_standing
from articles.models import Article, Newspaper, Page
from articles.restoring import store_below, tell_names
from articles.search import search
from articles.search.query import read_query
from newsarchive.checking import check_archive
from newsarchive.desk.operations import FURNITURE, UNASSIGNED, Decide, Mark, Merge, Move, Part, Reorder, Split
from newsarchive.merging import merge_records
from newsarchive.roles import READERS, ensure_roles
from people.models import Mention, Person
from tests.admin.posted_form import read_form
from tests.admin.test_saving import AdminCase
from tests.desk.pages import DeskPage


class StateCase(DeskPage, TestCase):
    def setUp(self) -> None:
        self.set_up()
        self.editor = User.objects.create_superuser("xie", password="xie")
        self.client.force_login(self.editor)

    def state_url(self, row: Any, line: Any) -> str:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_simple_history", args=(row.pk, line.pk))

    def restore(self, row: Any, line: Any, along: Sequence[str] = (), **values: str) -> Any:
        """Look at a state in the history, tick what is to come along, change what is given, and press Restore."""
        url = self.state_url(row, line)
        posted = read_form(self.client.get(url), f"historical{row._meta.model_name}_form")
        self.answer = self.client.post(url, {**posted, "along": along, **values}, follow=True)
        self.assertEqual(len(self.answer.redirect_chain), 1, (self.answer.context or {}).get("errors"))
        row.refresh_from_db()
        return row

    def restore_whole(self, row: Any, line: Any) -> Any:
        """All that the screen offers, as it is ticked when it opens."""
        offered = self.client.get(self.state_url(row, line)).context["returns"]
        restored = self.restore(row, line, [each.name for each in offered if not each.why_not])
        self.assertEqual(list(check_archive()), [])
        return restored

    def find_lost(self) -> list[str]:
        return [str(message) for message in get_messages(self.answer.wsgi_request) if message.level_tag == "warning"]

    def keep(self, row: Any) -> Any:
        """A line of history that says how the row stands."""
        keep_standing(row)
        return type(row).history.filter(id=row.pk).order_by("history_date", "history_id").last()

    def change(self, row: Any, **values: Any) -> Any:
        """Change a row as an editor does; the line of its history that stood before."""
        url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=(row.pk,))
        posted = read_form(self.client.get(url), f"{row._meta.model_name}_form")
        self.assertEqual(self.client.post(url, {**posted, **values, "_save": "1"}).status_code, 302)
        row.refresh_from_db()
        return type(row).history.filter(id=row.pk).order_by("history_id").first()


class RestoringTests(StateCase):
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

    def test_a_history_says_how_much_of_a_long_text_it_leaves_out(self) -> None:
        self.change(self.row(1), body=self.row(1).body + "桥" * 300)
        told = self.client.get(reverse("admin:articles_article_history", args=(self.row(1).pk,))).content.decode()
        self.assertRegex(told, r"\[[0-9]+ 字\]")
        self.assertNotIn("chars]", told)

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


class WholeStateTests(StateCase):
    """What no field of the form holds comes back with it, by the operations and merges that moved it."""

    def told(self, row: Any) -> dict[str, Any]:
        """What an article is: its places, its words, who and what is in it."""
        return {
            "spans": row.standing_value("spans"),
            **{name: getattr(row, name) for name in ("headline", "body", "crossheads", "status", "position")},
            "people": sorted(row.mentions.visible().values_list("name", flat=True)),
            "figures": sorted(row.metrics.visible().values_list("text", flat=True)),
        }

    def test_an_article_is_as_it_was_before_it_was_split_merged_marked_moved_or_rejected(self) -> None:
        place = self.page.text.index("市交通局局长")
        for actions in (
            [Split(self.ids[0], at=place)],
            [Merge(self.ids[1], self.ids[0])],
            [Merge(self.ids[0], self.ids[1])],
            [Mark((self.span("桥面宽"),), Part.CROSSHEAD), Reorder(self.ids[0])],
            [Move((self.span("桥面宽"),), self.ids[2])],
            [Split(self.ids[0], at=place), Decide(self.ids[0], "rejected"), Move((self.span("桥面宽"),), FURNITURE)],
        ):
            with self.subTest(" ".join(action.kind for action in actions)):
                stood = self.told(self.row(1))
                line = self.keep(self.row(1))
                for action in actions:
                    self.do(action)
                row = self.restore_whole(self.row(1), line)
                self.assertEqual(self.told(row), stood)
                self.assertEqual(self.find_lost(), [])
                self.assertIn(row, search(Article.objects.visible(), read_query(row.headline)))

    def test_words_that_an_editor_put_right_come_back_where_characters_went_to_another(self) -> None:
        self.change(self.row(1), body=self.row(1).body.replace("桥面宽", "桥身宽"))
        line, stood = self.keep(self.row(1)), self.told(self.row(1))
        self.do(Merge(self.ids[1], self.ids[0]))
        self.assertEqual(self.told(self.restore_whole(self.row(1), line)), stood)

    def test_what_it_takes_from_others_is_told_before_and_undone_on_the_page(self) -> None:
        line = self.keep(self.row(1))
        self.do(Split(self.ids[0], at=self.page.text.index("市交通局局长")))
        stood = [self.told(self.row(number)) for number in (1, 4)]
        [places] = self.client.get(self.state_url(self.row(1), line)).context["returns"]
        self.assertRegex(places.note, "从“.*”取回 [0-9]+ 字")
        self.restore_whole(self.row(1), line)
        self.assertEqual(self.row(4).status, "withdrawn")
        self.undo()
        self.assertEqual([self.told(self.row(number)) for number in (1, 4)], stood)

    def test_an_article_that_was_confirmed_is_not_confirmed_again_by_who_edited_it(self) -> None:
        self.do(Decide(self.ids[0], "confirmed"))
        line = self.keep(self.row(1))
        self.do(Decide(self.ids[0], "unreviewed"))
        self.change(self.row(1), headline="另题")
        with self.settings(FOUR_EYES=True):
            row = self.restore_whole(self.row(1), line)
        self.assertEqual((row.headline, row.status), ("青石桥本月通车", "unreviewed"))
        self.assertIn("未能还原：状态", "".join(self.find_lost()))

    def test_the_furniture_of_a_page_is_as_it_was(self) -> None:
        page = Page.objects.get(pk=self.page.pk)
        self.do(Move((self.span("桥面宽"),), FURNITURE))
        line, stood = self.keep(page), page.standing_value("furniture")
        self.do(Move((self.span("桥面宽"),), UNASSIGNED))
        self.do(Move((self.span("果农"),), FURNITURE))
        self.do(Move((self.span("桥面宽"),), self.ids[1]))
        [furniture] = self.client.get(self.state_url(page, line)).context["returns"]
        self.assertRegex(furniture.note, "从“.*”取回 3 字.*2 字转为未归属")
        page = self.restore_whole(Page.objects.get(pk=page.pk), line)
        self.assertEqual(Page.objects.get(pk=page.pk).standing_value("furniture"), stood)

    def test_a_merge_is_taken_back_or_made_again(self) -> None:
        gone, survivor = Person.objects.get(name="钱有余"), Person.objects.get(name="柳青青")
        before = self.keep(gone)
        merge_records(gone, survivor)
        gone.refresh_from_db()
        after = self.keep(gone)
        gone = self.restore_whole(gone, before)
        self.assertEqual((gone.status, gone.merged_into, gone.mentions.count()), ("unreviewed", None, 1))
        gone = self.restore_whole(gone, after)
        self.assertEqual((gone.status, gone.merged_into, gone.mentions.count()), ("withdrawn", survivor, 0))

    def test_other_names_come_back_but_for_one_that_another_paper_has_by_now(self) -> None:
        paper = Newspaper.objects.first()
        other = Newspaper.objects.create(code="qcwb", name="青川晚报")
        for name in ("青报", "青川报"):
            paper.variants.create(name=name)
        store_below(paper, {"variants": ([], ["青川报", "青报"])}, None, "", lambda: None)
        line = self.keep(paper)
        paper.variants.all().delete()
        store_below(paper, {"variants": (["青川报", "青报"], [])}, None, "", lambda: None)
        other.variants.create(name="青报")
        paper = self.restore_whole(paper, line)
        self.assertEqual(tell_names(paper), ["青川报"])
        self.assertIn("青报", "".join(self.find_lost()))
        self.assertEqual(paper.history.first().below, {"variants": [[], ["青川报"]]})

    def test_the_places_and_the_status_of_a_name_come_back_and_its_article_follows_characters(self) -> None:
        mention = Mention.objects.get(name="钱有余")
        stood = mention.standing_value("spans")
        line = self.keep(mention)
        mention.spans.all().delete()
        mention.status = "rejected"
        store_below(mention, {"spans": (stood, [])}, None, "", lambda: None)
        mention = self.restore_whole(mention, line)
        self.assertEqual((mention.standing_value("spans"), mention.status), (stood, "unreviewed"))
        self.do(Merge(self.ids[2], self.ids[1]))
        offered = self.client.get(self.state_url(mention, line)).context["returns"]
        self.assertEqual([each.name for each in offered if each.why_not], ["article"])

    def test_whoever_may_only_look_brings_nothing_back(self) -> None:
        line = self.change(self.row(1), headline="另题")
        line = self.row(1).history.order_by("history_id").first()
        ensure_roles()
        reader = User.objects.create_user("du", is_staff=True)
        reader.groups.set(Group.objects.filter(name=READERS))
        self.client.force_login(reader)
        url = self.state_url(self.row(1), line)
        self.assertNotContains(self.client.get(url), 'name="along"')
        self.assertEqual(self.client.post(url, {"headline": "x", "along": ["spans"]}).status_code, 403)
        self.assertEqual(self.row(1).headline, "另题")

    def test_a_form_with_a_mistake_puts_nothing_back(self) -> None:
        line = self.keep(self.row(1))
        self.do(Split(self.ids[0], at=self.page.text.index("市交通局局长")))
        stood = self.told(self.row(1))
        url = self.state_url(self.row(1), line)
        posted = read_form(self.client.get(url), "historicalarticle_form")
        answer = self.client.post(url, {**posted, "along": ["spans"], "kind": "nothing"})
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.told(self.row(1)), stood)


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
