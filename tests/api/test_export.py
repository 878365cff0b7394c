"""Whole lists as files: every row of the list, written as RFC 4180 and NDJSON say."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from unittest.mock import patch

from django.db import connection
from django.test import SimpleTestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Page
from metrics.models import Indicator, IndicatorVariant, Metric
from newsarchive.api.router import router
from newsarchive.exports.formats import write_cell, write_csv, write_json
from people.models import Mention, NameVariant, Person
from tests.api.clients import V1, ArchiveCase, client_of, faults_of

RESOURCES = [prefix for prefix, _view, _name in router.registry if prefix != "search"]


class CellTests(SimpleTestCase):
    def test_values_become_cells(self):
        cases = {
            None: "",
            "": '""',
            "青石桥": "青石桥",
            'a"b': '"a""b"',
            "a,b": '"a,b"',
            "a\nb": '"a\nb"',
            True: "true",
            7: "7",
            "-7.5": "-7.5",
            "+3": "+3",
            "=1+1": "'=1+1",
            "-1+1": "'-1+1",
            "@x": "'@x",
            "\tx": "'\tx",
            '=HYPERLINK("x")': '"\'=HYPERLINK(""x"")"',
        }
        for value, cell in cases.items():
            with self.subTest(value=value):
                self.assertEqual(write_cell(value), cell)
        self.assertEqual(write_cell([[1, 2]]), '"[[1,2]]"')

    def test_a_mark_stands_before_the_names_where_it_is_asked_for(self):
        self.assertEqual(list(write_csv([{"a": 1}], ["a"], mark=True)), ["\ufeffa\r\n", "1\r\n"])
        self.assertEqual(list(write_csv([], ["a", "b"])), ["a,b\r\n"])


def fill_fields(articles: list[Article]) -> None:
    """Rows with and without values: edited, linked, merged, of an unknown issue, with signs that JSON must escape."""
    first, second, *_rest = articles
    first.headline, first.note, first.dateline_date = '青石桥 "通车"\\ 50% %s \x01\u2028', "=1+1", "2019-03"
    first.standfirsts = ["副题", ""]
    first.save()
    length = Indicator.objects.create(code="length", name="长度", unit="米")
    span = Indicator.objects.create(code="span", name="跨度", merged_into=length)
    IndicatorVariant.objects.create(indicator=length, phrase="全长")
    IndicatorVariant.objects.create(indicator=length, phrase="长")
    figures = list(Metric.objects.order_by("pk"))
    figures[0].indicator, figures[0].value_max, figures[0].place = length, figures[0].value + 1, "青石镇"
    figures[0].save()
    figures[1].value, figures[1].confidence, figures[1].indicator = Decimal("-0.500000"), 0.00001, span
    figures[1].save()
    Metric.objects.filter(pk=figures[-1].pk).update(run=None, written={})
    person, other = Person.objects.order_by("pk")[:2]
    NameVariant.objects.create(person=person, name="小禾")
    NameVariant.objects.create(person=person, name="严禾")
    person.name = "严小和"
    person.save()
    Person.objects.filter(pk=other.pk).update(merged_into=person, status="withdrawn", description="校长")
    page = second.page
    unknown = Page.objects.create(public_id="x-unknown", sha256="0" * 64, text="无名", characters=2, unassigned=2)
    Article.objects.create(page=unknown, number=1, position=1, public_id="x-unknown-a01", headline="无名")
    Page.objects.filter(pk=page.pk).update(note="已核")


class ExportTests(ArchiveCase):
    def export(self, path: str, **parameters: str) -> str:
        answer = self.client.get(V1 + path, parameters)
        self.assertEqual(answer.status_code, 200)
        self.assertTrue(answer.streaming)
        return b"".join(answer.streaming_content).decode()

    def test_a_file_has_the_rows_of_the_list_in_its_order(self):
        for resource in RESOURCES:
            with self.subTest(resource=resource):
                ids = [row.get("id", row.get("code")) for row in self.listed(f"{resource}/")]
                lines = [json.loads(line) for line in self.export(f"{resource}/export.ndjson").splitlines()]
                self.assertEqual([row.get("id", row.get("code")) for row in lines], ids)
                rows = list(csv.DictReader(io.StringIO(self.export(f"{resource}/export.csv"), newline="")))
                self.assertEqual([row.get("id", row.get("code")) for row in rows], [str(each) for each in ids])

    def test_filters_order_and_fields_are_those_of_the_list(self):
        asked = {"kind": "news", "ordering": "-position", "fields": "headline"}
        lines = self.export("articles/export.ndjson", **asked).splitlines()
        self.assertEqual([json.loads(line) for line in lines], self.listed("articles/", **asked))
        for wrong in ("colour", "page_size", "cursor", "expand", "count"):
            with self.subTest(wrong=wrong):
                answer = self.client.get(V1 + "articles/export.csv", {wrong: "1"})
                self.assertEqual((answer.status_code, faults_of(answer)), (400, {wrong: ["unknown"]}))
        self.assertEqual(self.client.get(V1 + "articles/export.ndjson?bom=true").status_code, 400)

    def test_every_field_of_a_file_says_what_the_list_says(self):
        fill_fields(self.articles)
        for resource in RESOURCES:
            view = next(view for prefix, view, _name in router.registry if prefix == resource)
            rows = view.queryset.model._base_manager
            with self.subTest(resource=resource, rows=rows.count()):
                self.assertGreater(rows.count(), 0)
                listed = self.client.get(f"{V1}{resource}/", {"page_size": "200"}).content.decode()
                records = [write_json(record) for record in json.loads(listed)["results"]]
                self.assertEqual(self.export(f"{resource}/export.ndjson").splitlines(), records)
                names = list(json.loads(records[0]))
                sheet = "".join(write_csv((json.loads(record) for record in records), names))
                self.assertEqual(self.export(f"{resource}/export.csv"), sheet)

    def test_a_file_is_written_by_columns_where_that_is_quicker_and_as_it_was_asked_for(self):
        fill_fields(self.articles)
        asked: dict[str, dict[str, str]] = {
            "articles": {"newspaper": "qhwb", "ordering": "-date"},
            "metrics": {"ordering": "-value", "fields": "edited,value,indicator"},
            "people": {"ordering": "-name"},
            "indicators": {"ordering": "-code"},
        }
        for resource, parameters in asked.items():
            with self.subTest(resource=resource):
                with patch("newsarchive.exports.views.ExportView.read_records", side_effect=AssertionError):
                    lines = self.export(f"{resource}/export.ndjson", **parameters).splitlines()
                self.assertEqual([json.loads(line) for line in lines], self.listed(f"{resource}/", **parameters))
        found = self.export("articles/export.ndjson", q="苹果").splitlines()
        self.assertEqual([json.loads(line) for line in found], self.listed("articles/", q="苹果"))
        self.assertTrue(json.loads(found[0])["snippets"])

    def test_null_is_told_from_an_empty_text_and_a_formula_is_defused(self):
        Article.objects.filter(pk=self.articles[0].pk).update(note="=1+1")
        first, *_rest = self.export("articles/export.csv", fields="note").split("\r\n")[1:]
        self.assertEqual(first, "'=1+1")
        Mention.objects.update(person=None, note="")
        self.assertEqual(self.export("mentions/export.csv", fields="person,note").split("\r\n")[1], ',""')
        self.assertTrue(self.export("articles/export.csv", bom="true").startswith("\ufeffid,"))

    def test_queries_do_not_grow_with_the_rows(self):
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                self.export("mentions/export.ndjson")
            return len(queries)

        count()  # permissions are read once
        before = count()
        for number in range(50):
            Mention.objects.create(article=self.articles[1], number=90 + number, public_id=f"x{number}", name="甲")
        self.assertEqual(count(), before)

    def test_who_may_not_read_the_list_gets_no_file(self):
        for resource in RESOURCES:
            for export in ("csv", "ndjson"):
                with self.subTest(resource=resource, export=export):
                    answer = client_of(None).get(f"{V1}{resource}/export.{export}")
                    self.assertEqual((answer.status_code, answer["Content-Type"]), (401, "application/problem+json"))
