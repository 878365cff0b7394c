"""What the article desk does with rows: adds them from marked characters, chooses between row and reading, flags what
another article tells otherwise, and leads to the next that waits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.curation import conflicts, edited_fields
from articles.models import Article
from metrics.models import Indicator, IndicatorVariant, Metric
from newsarchive.desk.disagreeing import find_disagreeing
from newsarchive.desk.page_state import find_next
from newsarchive.desk.versions import version_of
from people.models import Mention, Person
from tests.admin.rows import make_article, make_brief, make_metric, make_page, make_story, place
from tests.admin.test_acts import ActCase


class AddingTests(ActCase):
    def mark(self, wanted: str) -> dict[str, int]:
        start, end = place(self.story.page.text, wanted)
        return {"start": start, "end": end}

    def propose(self, kind: str, **chosen: Any) -> Any:
        response = self.send("propose", kind=kind, **chosen)
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()

    def test_the_grammar_fills_in_what_a_marked_name_is(self) -> None:
        said = self.propose("mentions", **self.mark("方\n敬亭"))
        self.assertEqual(
            said["fields"],
            {"name": "方敬亭", "role": "subject", "organization": "青岭县水利局", "title": "局长", "partial": False},
        )
        [known] = said["people"]
        self.assertIn("方敬亭", known["label"])
        self.assertEqual(said["meant"], known["value"])

    def test_a_name_in_the_byline_has_the_role_told_there(self) -> None:
        said = self.propose("mentions", **self.mark("陆远"))
        self.assertEqual((said["fields"]["role"], said["meant"]), ("correspondent", "new"))

    def test_the_grammar_fills_in_what_a_marked_figure_says(self) -> None:
        fields = self.propose("metrics", **self.mark("4.60万亩"))["fields"]
        self.assertEqual((fields["text"], fields["value"], fields["unit"]), ("4.60万亩", "46000", "亩"))
        self.assertEqual(fields["place"], "青岭县")

    def test_a_number_that_a_rule_refuses_is_read_when_it_is_marked(self) -> None:
        page = make_page("青岭日报\n青岭县第三小学有学生300名。\n", number=7)
        story = make_article(page, 1, [("body", "青岭县第三小学有学生300名。\n")], body="青岭县第三小学有学生300名。")
        url = reverse("admin:articles_article_propose", args=(story.pk,))
        start, end = place(page.text, "三")
        sent = {"kind": "metrics", "start": start, "end": end}
        fields = self.client.post(url, sent, content_type="application/json").json()["fields"]
        self.assertEqual(fields["value"], "3")

    def test_a_number_in_letters_that_no_grammar_reads_leaves_the_fields_to_the_editor(self) -> None:
        fields = self.propose("metrics", **self.mark("青岭县"))["fields"]
        self.assertEqual(fields, {"text": "青岭县"})

    def test_a_typed_name_is_looked_up_in_the_articles_characters(self) -> None:
        said = self.propose("mentions", text="陆远")
        start, end = place(self.story.page.text, "陆远")
        self.assertEqual(said["places"], [[start, end]])
        response = self.send("propose", kind="mentions", text="东门")
        self.assertEqual((response.status_code, "东门" in response.json()["told"]), (409, True))

    def test_characters_of_another_article_are_refused(self) -> None:
        for marked in (self.mark("东门"), self.mark("热线"), {"start": 0, "end": 99999}, {"start": 5, "end": 5}):
            with self.subTest(marked):
                self.assertEqual(self.send("propose", kind="mentions", **marked).status_code, 409)

    def test_a_corrected_body_is_what_the_grammar_reads(self) -> None:
        start = self.story.page.text.index("青岭县水利局局长方")
        self.story.body_map = [[self.story.body.index("青岭县水利局局长方"), start, 9], [19, start + 10, 2]]
        Article.objects.filter(pk=self.story.pk).update(body_map=self.story.body_map)
        self.story.body = self.story.body.replace("青岭县水利局局长", "青岭县农业局局长")
        self.story.save()
        said = self.propose("mentions", **self.mark("方\n敬亭"))
        self.assertEqual(said["fields"]["organization"], "青岭县农业局")

    def add(self, kind: str, wanted: str, **fields: Any) -> Any:
        start, end = place(self.story.page.text, wanted)
        return self.send("add_row", kind=kind, places=[[start, end]], fields=fields)

    def test_a_person_is_added_at_exactly_the_marked_characters(self) -> None:
        start, end = place(self.story.page.text, "陆远")
        response = self.add("mentions", "陆远", name="陆远", role="correspondent", person="new")
        mention = self.story.mentions.get(number=3)
        self.assertEqual(list(mention.spans.values_list("start", "end")), [(start, end)])
        self.assertEqual((mention.person.name, mention.match, mention.written), ("陆远", "linked", {}))
        self.assertEqual((mention.status, mention.history.get().history_user), ("confirmed", self.editor))
        said = response.json()
        self.assertIn(f'data-key="mentions-{mention.pk}"', said["text"])
        self.assertIn(f'data-key="mentions-{mention.pk}"', said["cards"][0])

    def test_a_figure_is_added_and_led_to_the_indicator_of_its_phrase(self) -> None:
        indicator = Indicator.objects.create(code="mj", name="浇灌面积")
        IndicatorVariant.objects.create(indicator=indicator, phrase="浇灌小麦面积")
        start, end = place(self.story.page.text, "64.2％")
        self.add("metrics", "64.2％", text="64.2％", value="64.20", unit="%", phrase="浇灌小麦面积", approximate=False)
        metric = self.story.metrics.get(number=3)
        self.assertEqual((metric.start, metric.end, metric.value), (start, end, Decimal("64.2")))
        self.assertEqual((metric.indicator, metric.approximate), (indicator, False))

    def test_an_added_row_is_undone_and_kept_as_left_out(self) -> None:
        done = self.add("metrics", "64.2％", text="64.2％", value="64.2")
        self.assertEqual(self.send("undo", undo=done.json()["undo"]).status_code, 200)
        self.assertEqual(self.story.metrics.get(number=3).status, "withdrawn")

    def test_fields_that_do_not_hold_are_named_and_nothing_is_added(self) -> None:
        before = (Mention.objects.count(), Metric.objects.count(), Person.objects.count())
        for kind, fields, blamed in [
            ("metrics", {"text": "64.2％", "value": "x"}, "value"),
            ("metrics", {"text": "64.2％", "value": "9", "value_max": "3"}, "value_max"),
            ("metrics", {"text": "64.2％", "value": "1234567890123456.5"}, "value"),
            ("mentions", {"name": "", "role": "subject"}, "name"),
            ("mentions", {"name": "陆远", "role": "king"}, "role"),
            ("mentions", {"name": "陆远", "role": "subject", "person": "999999"}, "person"),
            ("mentions", {"name": "陆远", "role": "subject", "person": "<script>"}, "person"),
        ]:
            with self.subTest(fields):
                response = self.add(kind, "64.2％", **fields)
                self.assertEqual((response.status_code, list(response.json()["errors"])), (409, [blamed]))
        self.assertEqual((Mention.objects.count(), Metric.objects.count(), Person.objects.count()), before)


class ReadingTests(ActCase):
    def read_anew(self, row: Any, **values: Any) -> None:
        """As if an import had read these values since."""
        row.reading = {**row.reading, **values}
        row.save_without_historical_record()

    def choose(self, row: Any, field: str, side: str) -> Any:
        key = f"{'article' if isinstance(row, Article) else row._meta.model_name + 's'}-{row.pk}"
        response = self.send("choose", key=key, field=field, side=side, version=version_of(row))
        row.refresh_from_db()
        return response

    def test_a_conflict_is_shown_with_both_sides_on_the_desk(self) -> None:
        self.save(self.story, headline="青岭县春灌全面展开")
        self.read_anew(self.story, headline="青岭春灌展开")
        html = self.open(self.story).content.decode()
        self.assertIn("有新读法", html)
        self.assertInHTML('<dd class="said-text">青岭<mark>县春灌全面</mark>展开</dd>', html)
        self.assertInHTML('<dd class="said-text">青岭<mark>春灌</mark>展开</dd>', html)

    def test_the_reading_is_taken_with_history_and_undo(self) -> None:
        self.save(self.story, headline="青岭县春灌全面展开")
        self.read_anew(self.story, headline="春灌展开")
        done = self.choose(self.story, "headline", "reading")
        self.assertEqual(self.story.headline, "春灌展开")
        self.assertEqual(self.story.history.first().history_user, self.editor)
        [row] = done.json()["rows"]
        self.assertEqual(row["fields"]["headline"]["shown"], "春灌展开")
        self.send("undo", undo=done.json()["undo"])
        self.story.refresh_from_db()
        self.assertEqual(self.story.headline, "青岭县春灌全面展开")

    def test_what_stands_is_kept_and_stays_an_edit(self) -> None:
        metric = self.story.metrics.get(number=2)
        metric.value = Decimal("47000")
        self.read_anew(metric, value="48000")
        self.assertEqual(conflicts(metric), ("value",))
        self.choose(metric, "value", "row")
        self.assertEqual((metric.value, conflicts(metric), edited_fields(metric)), (Decimal("47000"), (), ("value",)))

    def test_every_kind_of_field_is_taken_from_its_reading(self) -> None:
        mention, metric = self.story.mentions.get(number=2), self.story.metrics.get(number=1)
        other = Person.objects.get(name="苏见禾")
        for row, field, read, taken in [
            (mention, "person", other.public_id, other),
            (mention, "partial", True, True),
            (metric, "indicator", None, None),
            (metric, "value_max", "70", Decimal("70")),
            (metric, "value_max", None, None),
            (metric, "approximate", True, True),
            (self.story, "standfirsts", ["一", "二"], ["一", "二"]),
            (self.story, "kind", "photo", "photo"),
            (self.story, "body", "青岭县浇灌小麦。", "青岭县浇灌小麦。"),
        ]:
            with self.subTest(f"{row} {field} {read}"):
                self.read_anew(row, **{field: read})
                self.assertEqual(self.choose(row, field, "reading").status_code, 200)
                self.assertEqual(getattr(row, field), taken)

    def test_a_choice_between_sides_that_agree_or_were_changed_is_refused(self) -> None:
        self.assertEqual(self.choose(self.story, "headline", "reading").status_code, 409)
        self.assertEqual(self.choose(self.story, "no_field", "reading").status_code, 409)
        self.read_anew(self.story, headline="春灌")
        stale = {"key": f"article-{self.story.pk}", "field": "headline", "side": "reading", "version": "old"}
        self.assertEqual(self.send("choose", **stale).status_code, 409)


class DisagreeingTests(ActCase):
    def tell(self, article: Article, number: int, value: str, **fields: Any) -> Metric:
        metric = make_metric(article, number, "64.2％", Decimal(value), "%", "浇灌小麦")
        for name, said in {
            "indicator": Indicator.objects.get(code="t1"),
            "period": "2022",
            "place": "青岭县",
            **fields,
        }.items():
            setattr(metric, name, said)
        metric.save()
        return metric

    def other(self) -> Article:
        return make_story(make_page(number=9))

    def test_a_number_that_another_article_tells_otherwise_is_flagged_with_a_link(self) -> None:
        other = self.other()
        ours, theirs = self.tell(self.story, 10, "64.2"), self.tell(other, 10, "65")
        self.assertEqual(find_disagreeing(self.story)[ours.pk].value, "65 %")
        self.assertEqual(find_disagreeing(other)[theirs.pk].value, "64.2 %")
        response = self.open(self.story)
        self.assertContains(response, reverse("admin:articles_article_change", args=(other.pk,)))
        self.assertContains(response, "别处说法不同")

    def test_what_is_no_contradiction_is_not_flagged(self) -> None:
        other = self.other()
        for number, ours, theirs in [
            (11, {}, {"period": "2021"}),
            (12, {"place": "东门镇"}, {"place": "石桥镇"}),
            (13, {"period": ""}, {"period": ""}),
            (14, {"period": "2014", "place": ""}, {"period": "2014", "place": ""}),
            (15, {"period": "2015"}, {"period": "2015", "unit": "亩"}),
            (16, {"period": "2016"}, {"period": "2016", "kind": "target"}),
            (17, {"period": "2017"}, {"period": "2017", "status": "rejected"}),
            (18, {"period": "2018", "indicator": None}, {"period": "2018", "indicator": None}),
            (19, {"period": "2019"}, {"period": "2019", "told": "64.2"}),
        ]:
            with self.subTest(ours | theirs):
                metric = self.tell(self.story, number, "64.2", **ours)
                self.tell(other, number, theirs.pop("told", "65"), **theirs)
                self.assertNotIn(metric.pk, find_disagreeing(self.story))
                Metric.objects.filter(number__gte=11).delete()

    def test_a_range_with_another_end_is_flagged(self) -> None:
        other = self.other()
        ours = self.tell(self.story, 10, "3", value_max=Decimal("5"))
        self.tell(other, 10, "3")
        self.assertEqual(find_disagreeing(self.story)[ours.pk].value, "3 %")

    def test_the_desk_asks_as_many_queries_for_forty_figures_as_for_two(self) -> None:
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                self.assertEqual(self.open(self.story).status_code, 200)
            return len(queries)

        other = self.other()
        self.tell(self.story, 10, "64.2")
        self.tell(other, 10, "65")
        Metric.objects.filter(pk=self.story.metrics.first().pk).update(value=1, place="东门镇")
        few = count()
        for number in range(11, 51):
            self.tell(self.story, number, "64.2")
            Metric.objects.filter(article=self.story, number=number).update(value=number, unit="亩")
        self.assertEqual(count(), few)

    def test_no_index_on_a_kind_of_change_leads_to_them_whatever_the_statistics_say(self) -> None:
        """A sample takes every index for as good; that on change leads through half of all figures."""
        self.tell(self.other(), 10, "65")
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("ANALYZE")
                cursor.execute("UPDATE sqlite_stat1 SET stat = '2216528 1001' WHERE tbl = 'metrics_metric'")
                cursor.execute("UPDATE sqlite_stat1 SET stat = '1270500 1001 1001 1001 1' WHERE idx = 'metric_told'")
                cursor.execute("UPDATE sqlite_stat1 SET stat = '2440320 1001 1001 1' WHERE idx = 'metric_of_a_period'")
                cursor.execute("ANALYZE sqlite_schema")
            with CaptureQueriesContext(connection) as queries:
                find_disagreeing(self.story)
            explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
            cursor.execute(explain + queries[0]["sql"])
            plan = str(cursor.fetchall())
        self.assertNotIn("metric_of_a_change", plan)
        self.assertNotIn("metric_of_a_kind", plan)


class NeighbourTests(ActCase):
    """The story and its brief on the first page, and the same on two further pages."""

    def setUp(self) -> None:
        super().setUp()
        for number in (2, 3):
            page = make_page(number=number)
            make_story(page)
            make_brief(page)

    def next(self, article: Article, way: str = "next", filters: str = "") -> str:
        url = reverse(f"admin:articles_article_{way}", args=(article.pk,))
        response = self.client.get(url, {"_changelist_filters": filters} if filters else {})
        self.assertEqual(response.status_code, 302)
        return response.url

    def name(self, url: str) -> str:
        pk = url.split("/change/")[0].rpartition("/")[2]
        return Article.objects.get(pk=pk).public_id[-15:]

    def walk(self, article: Article, steps: int, **asked: str) -> list[str]:
        names = []
        for _step in range(steps):
            url = self.next(article, **asked)
            article = Article.objects.get(pk=url.split("/change/")[0].rpartition("/")[2])
            names.append(article.public_id.removeprefix("qlrb-202203"))
        return names

    def test_the_next_is_found_in_reading_order_over_the_pages_and_round(self) -> None:
        self.assertEqual(self.walk(self.story, 4), ["08-p01-a02", "10-p01-a01", "10-p01-a02", "09-p01-a01"])

    def test_the_previous_is_the_way_back(self) -> None:
        self.assertEqual(self.walk(self.story, 3, way="previous"), ["09-p01-a02", "09-p01-a01", "10-p01-a02"])

    def test_what_was_reviewed_is_passed_over(self) -> None:
        Article.objects.filter(page=self.story.page, number=2).update(status="confirmed")
        Article.objects.filter(page__public_id__endswith="10-p01", number=1).update(status="rejected", position=9)
        self.assertEqual(self.walk(self.story, 2), ["10-p01-a02", "09-p01-a01"])

    def test_what_another_has_taken_is_passed_over_unless_it_is_asked_for(self) -> None:
        other = User.objects.create_user("bai")
        Article.objects.exclude(pk=self.story.pk).update(reviewer=other)
        mine = Article.objects.get(page__public_id__endswith="10-p01", number=2)
        Article.objects.filter(pk=mine.pk).update(reviewer=self.editor)
        self.assertEqual(self.walk(self.story, 2), ["10-p01-a02", "08-p01-a01"])
        self.assertEqual(self.walk(self.story, 1, filters="review=others"), ["08-p01-a02"])
        self.assertEqual(find_next(self.story.page, self.editor), mine.page_id)
        Article.objects.update(reviewer=other)
        self.assertIsNone(find_next(self.story.page, self.editor))

    def test_the_list_that_the_editor_came_from_is_kept_to(self) -> None:
        filters = "kind__exact=brief&o=1.2&p=2&status__exact=unreviewed"
        url = self.next(self.story, filters=filters)
        self.assertIn("_changelist_filters=kind__exact%3Dbrief", url)
        names = self.walk(self.story, 3, filters=filters)
        self.assertEqual({name[-3:] for name in names}, {"a02"})
        self.assertEqual(len(set(names)), 3)

    def test_every_column_that_a_list_is_ordered_by_leads_through_the_whole_list(self) -> None:
        brief = Article.objects.get(number=2, page=self.story.page)
        brief.headline = ""
        brief.save_without_historical_record()
        undated = make_page(dated=False, number=6)
        make_story(undated)
        for order in range(1, 9):
            for sign in ("", "-"):
                with self.subTest(f"{sign}{order}"):
                    for way in ("next", "previous"):
                        names = self.walk(self.story, 7, way=way, filters=f"o={sign}{order}")
                        self.assertEqual(len(set(names)), 7, names)

    def test_a_search_is_kept_to(self) -> None:
        self.assertEqual({name[-3:] for name in self.walk(self.story, 3, filters="q=集市开街")}, {"a02"})

    def test_where_nothing_waits_it_leads_back_to_the_list_and_says_so(self) -> None:
        Article.objects.exclude(pk=self.story.pk).update(status="confirmed")
        url = self.next(self.story)
        self.assertEqual(url.split("?")[0], reverse("admin:articles_article_changelist"))
        self.assertContains(self.client.get(url), "没有待审")

    def test_filters_that_make_no_sense_do_no_harm(self) -> None:
        for filters in ("nothing=1", "page__text__regex=(", "o=99", "%", "kind__exact=brief&kind__exact="):
            with self.subTest(filters):
                self.next(self.story, filters=filters)

    def test_it_counts_nothing_and_asks_few_queries(self) -> None:
        with CaptureQueriesContext(connection) as queries:
            self.next(self.story)
        self.assertLessEqual(len(queries), 8)
        self.assertFalse([query for query in queries if "COUNT(" in query["sql"]])
