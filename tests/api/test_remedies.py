"""What is told of a mistake says what to do about it, and no address passes over what it does not know."""

from __future__ import annotations

from typing import Any

from tests.api.clients import V1, ArchiveCase, client_of, faults_of, make_reader

# A parameter that cannot be meant, and what the answer must say besides.
PARAMETERS = [
    ("articles/", {"kind": "poem"}, "news, brief, photo, weather, notice, advert"),
    ("articles/", {"status": "read"}, "unreviewed, confirmed, rejected, withdrawn"),
    ("articles/", {"visible": "yes"}, "true or false"),
    ("articles/", {"newspaper": "xyz"}, "newspapers"),
    ("articles/", {"edited_by": "nobody"}, "users"),
    ("articles/", {"changed_since": "lately"}, "a mark of the feed"),
    ("articles/", {"period": "2020年"}, "2020-12"),
    ("articles/", {"ordering": "rank"}, "send q"),
    ("metrics/", {"period": "spring"}, "2020-12"),
    ("metrics/", {"indicator": "xyz"}, "indicators"),
    ("mentions/", {"linked": "1"}, "true or false"),
    ("pages/", {"issue": "qhwb-20990101"}, "issues"),
    ("search/", {"type": "person"}, "article, page"),
    ("search/", {"facets": "colour"}, "newspaper, year, month"),
    ("imports/", {"started_after": "yesterday"}, "2021-02-05T08:00:00Z"),
    ("corrections/", {"by": "nobody"}, "users"),
]


class RemedyTests(ArchiveCase):
    def told(self, answer: Any) -> str:
        problem = answer.json()
        return " ".join([problem["detail"], *(fault["message"] for fault in problem.get("errors", ()))])

    def test_a_wrong_parameter_is_answered_with_what_there_is(self):
        for path, parameters, remedy in PARAMETERS:
            with self.subTest(path=path, parameters=str(parameters)):
                answer = self.client.get(V1 + path, parameters)
                self.assertEqual((answer.status_code, list(faults_of(answer))), (400, list(parameters)))
                self.assertIn(remedy, self.told(answer))

    def test_a_key_that_nobody_has_breaks_the_same_rule_everywhere(self):
        for path, name in (("articles/", "page"), ("pages/", "issue"), ("corrections/", "by"), ("people/", "run")):
            with self.subTest(path=path, name=name):
                value = "999999" if name == "run" else "nothing"
                self.assertEqual(self.refused(path, **{name: value}), {name: ["no_record"]})

    def test_a_wrong_field_is_answered_with_what_there_is(self):
        story = f"articles/{self.articles[0].public_id}/"
        version = self.client.get(V1 + story)["ETag"]
        for values, remedy in (
            ({"kind": "poem"}, "news, brief, photo, weather, notice, advert"),
            ({"status": "read"}, "unreviewed, confirmed"),
            ({"dateline_date": "2021-13-01"}, "no such day"),
            ({"dateline_date": "--02-30"}, "no such day"),
        ):
            with self.subTest(values=str(values)):
                answer = self.client.patch(V1 + story, values, HTTP_IF_MATCH=version)
                self.assertEqual((answer.status_code, list(faults_of(answer))), (400, list(values)))
                self.assertIn(remedy, self.told(answer))
        self.assertEqual(self.patch(story, dateline_date="--02-29")["dateline_date"], "--02-29")
        answer = self.client.post(V1 + "issues/", {"newspaper": "xyz", "date": "2019-03-15"})
        self.assertIn("no “xyz” among the newspapers", self.told(answer))
        answer = self.client.post(V1 + "issues/", {"newspaper": "qhwb", "date": "2019-03-14"})
        self.assertIn("Give another edition", self.told(answer))

    def test_what_is_refused_as_a_whole_says_what_to_do(self):
        story = f"{V1}articles/{self.articles[0].public_id}/"
        json = {"content_type": "application/json"}
        table = [
            (client_of(None).get(story), "auth/token/"),
            (client_of(None).get(story, HTTP_AUTHORIZATION="Token 123"), "auth/token/"),
            (client_of(make_reader()).post(V1 + "people/", {"name": "甲"}), "an administrator"),
            (self.client.get(V1 + "articles/nothing/"), "/api/v1/docs/"),
            (self.client.get(f"{story}split/"), "Offered here: POST, OPTIONS"),
            (self.client.get(story, HTTP_ACCEPT="image/png"), "application/json, text/html"),
            (self.client.post(V1 + "people/", "name", content_type="text/plain"), "application/json"),
            (self.client.post(V1 + "people/", "{", **json), "line 1 column 2"),
        ]
        for answer, remedy in table:
            with self.subTest(status=answer.status_code, remedy=remedy):
                self.assertIn(remedy, self.told(answer))
        wrong = client_of(None).post(V1 + "auth/token/", {"username": "editor", "password": "x"})
        self.assertNotIn("Authorization", self.told(wrong))  # who sends a password knows where

    def test_all_of_it_is_told_in_chinese_too(self):
        chinese = {"HTTP_ACCEPT_LANGUAGE": "zh-hans"}
        answers = [self.client.get(V1 + path, parameters, **chinese) for path, parameters, _remedy in PARAMETERS]
        answers += [
            client_of(None).get(V1 + "people/", **chinese),
            self.client.get(f"{V1}articles/{self.articles[0].public_id}/split/", **chinese),
            self.client.post(V1 + "people/", "{", content_type="application/json", **chinese),
        ]
        for answer in answers:
            with self.subTest(status=answer.status_code, told=self.told(answer)[-60:]):
                self.assertRegex(self.told(answer), r"[\u4e00-\u9fff]。?")
                self.assertNotRegex(self.told(answer), r"\b(?:is|are|There|Write|among|Offered)\b")

    def test_no_address_takes_a_parameter_that_it_does_not_know(self):
        page, story = f"pages/{self.page.public_id}/", f"articles/{self.articles[0].public_id}/"
        reads = ("", "schema/", "docs/", "changes/", "corrections/", f"{page}operations/", f"{story}cite/")
        sends = (
            f"{page}operations/",
            f"{page}operations/undo/",
            f"{story}split/",
            "auth/token/",
            "imports/",
            "people/",
        )
        for path in reads:
            with self.subTest(path=path):
                self.assertEqual(self.refused(path, colour="red"), {"colour": ["unknown"]})
        for path in sends:
            with self.subTest(path=path, method="POST"):
                answer = self.client.post(f"{V1}{path}?colour=red", {}, HTTP_IF_MATCH="*")
                self.assertEqual((answer.status_code, faults_of(answer)), (400, {"colour": ["unknown"]}))

    def test_the_first_page_leads_to_all_that_begins_here(self):
        beginnings = self.read("")
        for name in ("articles", "search", "changes", "corrections", "schema", "docs"):
            with self.subTest(name=name):
                self.assertEqual(beginnings[name], f"http://testserver{V1}{name}/")
                self.assertEqual(self.client.get(beginnings[name]).status_code, 200)

    def test_a_withdrawn_record_tells_the_moment_as_the_record_does(self):
        story = f"articles/{self.articles[0].public_id}/"
        self.client.post(f"{V1}{story}withdraw/", {"reason": "printed twice"}, HTTP_IF_MATCH="*")
        gone = self.client.get(V1 + story).json()
        self.assertEqual(gone["withdrawn_at"], self.read(story, tombstone="true")["updated_at"])
