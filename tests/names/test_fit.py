"""The tools that weights are fitted with: sums that remember, invented names, and the fitting itself."""

import random

from django.test import SimpleTestCase

from people.extraction.evidence import read_weights
from tests.names.fit import PAGES, Example, fit
from tests.names.invented import invent_lines, rename_people
from tests.names.pages import read_labelled_stories
from tests.names.tables import mean_with_table
from tests.names.terms import Term, Terms


class FittingTests(SimpleTestCase):
    def test_a_sum_remembers_what_went_into_it(self):
        table = Terms({"title": 1.5}, "S ")
        total = 2.0 + table["title"] + table.get("verb") * 3.0 - 1.0
        self.assertIsInstance(total, Term)
        self.assertEqual(float(total), 2.5)
        self.assertEqual(total.terms, (("S title", 1.0), ("S verb", 3.0)))
        self.assertEqual(total.fixed, 1.0)

    def test_people_called_otherwise_stand_where_they_are_said_to(self):
        paragraph = {
            "text": "县长陆文远和孟桐出席，陆文远讲话，尤利娅·科娃致辞。",
            "persons": [
                {"name": "陆文远", "start": 2, "end": 5, "kind": "full"},
                {"name": "孟桐", "start": 6, "end": 8, "kind": "full"},
                {"name": "陆文远", "start": 11, "end": 14, "kind": "full"},
                {"name": "尤利娅·科娃", "start": 17, "end": 23, "kind": "full"},
            ],
        }
        (renamed,) = rename_people([paragraph], random.Random(3))
        people = renamed["persons"]
        for person in people:
            with self.subTest(person["name"]):
                self.assertEqual(renamed["text"][person["start"] : person["end"]], person["name"])
        self.assertEqual(people[0]["name"], people[2]["name"])
        self.assertNotEqual(people[0]["name"], people[1]["name"])
        self.assertEqual(people[3]["name"], "尤利娅·科娃")

    def test_invented_sentences_name_who_they_are_said_to_name(self):
        paragraphs = [paragraph for story in invent_lines(random.Random(5)) for paragraph in story]
        self.assertGreater(sum(len(paragraph["persons"]) for paragraph in paragraphs), 100)
        for paragraph in paragraphs:
            with self.subTest(paragraph["text"]):
                self.assertNotIn("{", paragraph["text"])
                for person in paragraph["persons"]:
                    self.assertEqual(paragraph["text"][person["start"] : person["end"]], person["name"])

    def test_stories_of_labelled_pages_hold_the_labelled_people(self):
        paragraphs = [paragraph for story in read_labelled_stories(PAGES[:1]) for paragraph in story]
        people = [(paragraph["text"], person) for paragraph in paragraphs for person in paragraph["persons"]]
        self.assertGreater(len(people), 20)
        for text, person in people:
            with self.subTest(person["name"]):
                self.assertEqual(text[person["start"] : person["end"]], person["name"])

    def test_what_names_show_is_weighed_up_and_what_others_show_is_weighed_down(self):
        names = [Example((("S title", 1.0), ("S bias", 1.0)), 0.0, True, 1.0, n) for n in range(30)]
        others = [Example((("S word", 1.0), ("S bias", 1.0)), 0.0, False, 1.0, n) for n in range(30, 90)]
        weights = fit([*names, *others], {})
        self.assertGreater(weights["S title"], 1.0)
        self.assertLess(weights["S word"], -1.0)

    def test_what_stands_at_the_shorter_of_two_is_not_held_against_it_where_the_longer_is_the_name(self):
        alone = [Example((("S h", 1.0), ("S short", 1.0)), 0.0, True, 1.0, n) for n in range(30)]
        rivals = [
            example
            for n in range(30, 90)
            for example in (
                Example((("S h", 1.0), ("S short", 1.0)), 0.0, False, 1.0, n),
                Example((("S given", 1.0),), 0.0, True, 1.0, n),
            )
        ]
        weights = fit([*alone, *rivals], {})
        self.assertGreater(weights["S h"] + weights["S short"], 0.5)
        self.assertGreater(weights["S given"], weights["S h"] + weights["S short"])

    def test_what_is_fitted_anew_goes_half_way_from_what_stood_there(self):
        table = read_weights("agreement.txt")
        mean = mean_with_table("agreement.txt", {"bias": (table["bias"] + 1,), "new": (3.0,)})
        self.assertAlmostEqual(mean["bias"][0], table["bias"] + 0.5)
        self.assertAlmostEqual(mean["own"][0], table["own"] / 2)
        self.assertEqual(mean["new"], (1.5,))
