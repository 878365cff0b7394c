"""An article as a reference, linked data and ninjs; a figure as an observation; and whole lists of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal

from bibtexparser import parse_string
from django.test import SimpleTestCase
from rispy import loads as read_ris

from articles.curation import Status
from articles.models import Article
from metrics.models import Metric
from newsarchive.exports.citations import Reference, escape_tex, write_bibtex, write_gbt7714, write_ris
from newsarchive.exports.linked import number, split_period
from people.models import Mention
from tests.api.clients import V1, ArchiveCase, client_of, make_reader

FULL = Reference(
    "qhwb-20190314-p03-a01", ("严小禾", "高大川"), "青石桥本月通车", "清河晚报", "2019-03-14", "", "3", "http://x/a"
)


def read_bibtex(text: str) -> dict[str, str]:
    """The fields of the one entry, as a reader of BibTeX understands them."""
    [entry] = parse_string(text).entries
    return {"ID": entry.key, **{name: field.value for name, field in entry.fields_dict.items()}}


def change(**fields) -> Reference:
    return Reference(**{**{name: getattr(FULL, name) for name in Reference.__slots__}, **fields})


class CitationTests(SimpleTestCase):
    def test_references_follow_the_standard(self):
        cases = {
            FULL: "严小禾, 高大川. 青石桥本月通车[N]. 清河晚报, 2019-03-14(3).",
            change(authors=("严小禾", "高大川", "钱有余", "石小满")): (
                "严小禾, 高大川, 钱有余, 等. 青石桥本月通车[N]. 清河晚报, 2019-03-14(3)."
            ),
            change(authors=()): "青石桥本月通车[N]. 清河晚报, 2019-03-14(3).",
            change(page="", date=""): "严小禾, 高大川. 青石桥本月通车[N]. 清河晚报.",
            change(newspaper="", date="", page=""): "严小禾, 高大川. 青石桥本月通车[N].",
            change(date="2019-03"): "严小禾, 高大川. 青石桥本月通车[N]. 清河晚报, 2019-03(3).",
        }
        for reference, cited in cases.items():
            with self.subTest(cited):
                self.assertEqual(write_gbt7714(reference), cited)

    def test_what_tex_would_run_is_printed(self):
        self.assertEqual(escape_tex(r"50% & #1 \x {y}_z"), r"50\% \& \#1 \textbackslash{}x \{y\}\_z")

    def test_bibtex_is_read_back_by_a_reader_of_bibtex(self):
        entry = read_bibtex(write_bibtex(FULL))
        self.assertEqual(entry["author"], "{严小禾} and {高大川}")
        self.assertEqual(
            (entry["journal"], entry["year"], entry["month"], entry["day"]), ("清河晚报", "2019", "03", "14")
        )
        self.assertEqual((entry["pages"], entry["ID"]), ("3", FULL.key))

    def test_ris_is_read_back_by_a_reader_of_ris(self):
        entry = read_ris(write_ris(FULL))[0]
        self.assertEqual((entry["type_of_reference"], entry["authors"]), ("NEWS", ["严小禾", "高大川"]))
        self.assertEqual((entry["title"], entry["secondary_title"]), ("青石桥本月通车", "清河晚报"))
        self.assertEqual((entry["year"], entry["date"], entry["start_page"]), ("2019", "2019/03/14/", "3"))

    def test_a_day_without_a_year_is_no_date_in_formats_that_want_a_year(self):
        reference = change(date="12-05")
        self.assertNotIn("year", read_bibtex(write_bibtex(reference)))
        self.assertNotIn("date", read_ris(write_ris(reference))[0])


class ObservationTests(SimpleTestCase):
    def test_periods_have_a_beginning_and_a_length(self):
        cases = {
            "2020": ("2020", "P1Y"),
            "2018/2020": ("2018", "P3Y"),
            "2020-12": ("2020-12", "P1M"),
            "2023-01/2023-08": ("2023-01", "P8M"),
            "2020-12-31": ("2020-12-31", "P1D"),
            "2020-12-30/2021-01-02": ("2020-12-30", "P4D"),
            "2020/2021-06": ("2020", "P18M"),
            "2021/..": ("2021", None),
            "../2021": (None, None),
            "": (None, None),
            "去年": (None, None),
            "2020-13": (None, None),
        }
        for period, told in cases.items():
            with self.subTest(period):
                self.assertEqual(split_period(period), told)

    def test_values_are_numbers_where_json_holds_them_exactly(self):
        for value, told in (
            (Decimal("89300.000000"), 89300),
            (Decimal("11.900000"), 11.9),
            (Decimal("-0.5"), -0.5),
            (Decimal("123456789012345678.123456"), "123456789012345678.123456"),
        ):
            with self.subTest(value):
                self.assertEqual(number(value), told)


class FormatTests(ArchiveCase):
    def test_an_article_is_cited_in_each_style(self):
        path = f"{V1}articles/{self.articles[0].public_id}/cite/"
        cited = self.client.get(path)
        self.assertEqual(cited.content.decode(), "严小禾. 青石桥本月通车[N]. 清河晚报, 2019-03-14(3).")
        self.assertEqual(cited["Content-Type"], "text/plain; charset=utf-8")
        self.assertIn("@article{qhwb-20190314-p03-a01,", self.client.get(path, {"style": "bibtex"}).content.decode())
        self.assertIn("AU  - 严小禾\r\n", self.client.get(path, {"style": "ris"}).content.decode())

    def test_an_unknown_style_is_refused_with_those_there_are(self):
        answer = self.client.get(f"{V1}articles/{self.articles[0].public_id}/cite/", {"style": "mla"})
        self.assertEqual(answer.status_code, 400)
        self.assertIn("gbt7714, bibtex, ris", answer.json()["errors"][0]["message"])

    def test_a_news_article_tells_where_it_was_printed_and_who_is_in_it(self):
        record = self.read(f"articles/{self.articles[0].public_id}/jsonld/")
        self.assertEqual((record["@context"], record["@type"]), ("https://schema.org", "NewsArticle"))
        self.assertEqual(
            (record["headline"], record["datePublished"], record["printPage"]), ("青石桥本月通车", "2019-03-14", "3")
        )
        self.assertEqual(record["isPartOf"]["isPartOf"]["name"], "清河晚报")
        self.assertEqual([each["name"] for each in record["author"]], ["严小禾"])
        [subject] = record["mentions"]
        self.assertEqual((subject["jobTitle"], subject["affiliation"]["name"]), ("局长", "市交通局"))
        self.assertEqual(self.client.get(subject["@id"]).json()["name"], "高大川")
        self.assertNotIn("alternativeHeadline", record)

    def test_the_day_of_the_last_change_is_that_of_the_archive_s_own_clock(self):
        late = datetime(2026, 11, 21, 16, 30, tzinfo=UTC)  # half past midnight in Beijing
        Article.objects.filter(pk=self.articles[0].pk).update(updated_at=late)
        record = self.read(f"articles/{self.articles[0].public_id}/jsonld/")
        self.assertEqual(record["sdDatePublished"], "2026-11-22")

    def test_ninjs_has_headlines_and_bodies_with_their_roles(self):
        record = self.read(f"articles/{self.articles[0].public_id}/ninjs/")
        self.assertEqual(record["headlines"][0]["role"], "main")
        self.assertEqual(record["bodies"][0]["charCount"], len(record["bodies"][0]["value"]))
        self.assertEqual(
            [(p["name"], p["rel"]) for p in record["people"]], [("高大川", "subject"), ("严小禾", "reporter")]
        )
        self.assertEqual(record["uri"], f"http://testserver{V1}articles/{self.articles[0].public_id}/")

    def test_an_observation_leads_to_its_article(self):
        metric = Metric.objects.get(text="8.93万吨")
        record = self.read(f"metrics/{metric.public_id}/jsonld/")
        self.assertEqual((record["value"], record["unitText"], record["observationDate"]), (89300, "吨", "2019"))
        self.assertEqual(record["variableMeasured"]["name"], "苹果产量")
        self.assertEqual(self.client.get(record["subjectOf"]["@id"]).status_code, 200)

    def test_a_person_that_an_editor_rejected_is_not_named(self):
        Mention.objects.filter(name="严小禾").update(status=Status.REJECTED)
        cited = self.client.get(f"{V1}articles/{self.articles[0].public_id}/cite/").content.decode()
        self.assertEqual(cited, "青石桥本月通车[N]. 清河晚报, 2019-03-14(3).")

    def test_a_withdrawn_article_is_gone_in_every_format(self):
        Article.objects.filter(pk=self.articles[0].pk).update(status=Status.WITHDRAWN)
        for name in ("cite", "jsonld", "ninjs"):
            with self.subTest(name):
                self.assertEqual(self.client.get(f"{V1}articles/{self.articles[0].public_id}/{name}/").status_code, 410)

    def test_lists_are_sent_whole_with_their_filters(self):
        graph = self.read_file("articles/export.jsonld", kind="news")
        self.assertEqual(len(json.loads(graph)["@graph"]), 3)
        lines = self.read_file("articles/export.ninjs", q="青石桥").splitlines()
        self.assertEqual([json.loads(line)["slugline"] for line in lines], [self.articles[0].public_id])
        observations = json.loads(self.read_file("metrics/export.jsonld", unit="米"))["@graph"]
        self.assertEqual(sorted(each["value"] for each in observations), [24, 360])
        self.assertEqual(json.loads(self.read_file("metrics/export.jsonld", unit="斤"))["@graph"], [])

    def test_lists_refuse_what_they_do_not_know(self):
        for path, parameters in (("articles/export.jsonld", {"fields": "id"}), ("metrics/export.jsonld", {"x": "1"})):
            with self.subTest(path):
                self.assertEqual(self.client.get(V1 + path, parameters).status_code, 400)

    def test_lists_ask_the_database_no_more_often_for_more_articles(self):
        self.read_file("articles/export.jsonld")  # what the account may do is asked once
        for articles in ("青石桥", ""):
            with self.subTest(articles), self.assertNumQueries(2):
                self.read_file("articles/export.jsonld", q=articles)

    def test_nobody_reads_them_without_an_account_and_a_reader_may(self):
        for path in ("articles/export.jsonld", f"articles/{self.articles[0].public_id}/cite/"):
            with self.subTest(path):
                self.assertEqual(client_of(None).get(V1 + path).status_code, 401)
        self.assertEqual(client_of(make_reader()).get(f"{V1}articles/export.ninjs").status_code, 200)

    def read_file(self, path: str, **parameters: str) -> str:
        answer = self.client.get(V1 + path, parameters)
        self.assertEqual(answer.status_code, 200)
        return b"".join(answer.streaming_content).decode()
