"""How the best of few hits are ranked, whatever the database must be asked of them."""

from __future__ import annotations

from itertools import product

from django.test import SimpleTestCase

from articles.search.few import Hits, read_best

# Key, rank by headline, whether the words may stand as one string; whether the row is a hit, and whether they do.
ROWS = (
    ((1, 0.0, True), True, True),
    ((2, 0.0, True), True, False),
    ((3, 1.0, True), True, False),
    ((4, 5.0, False), True, False),
    ((5, 0.0, True), False, True),
    ((6, 0.0, False), True, False),
    ((7, 1.0, True), True, True),
    ((8, 2.0, False), True, False),
    ((9, 1.0, False), False, False),
)
BEST = [(4, 5.0), (7, 3.0), (8, 2.0), (1, 2.0), (3, 1.0), (6, 0.0), (2, 0.0)]


class FewTests(SimpleTestCase):
    def setUp(self):
        self.asked: list[list[int]] = []

    def make_hits(self, *, sure: bool = False) -> Hits:
        standing = {row[0]: whole for row, stands, whole in ROWS if stands}

        def find_standing(keys):
            self.asked.append(sorted(keys))
            return {key: standing[key] for key in keys if key in standing}

        return Hits([row for row, stands, _whole in ROWS if stands or not sure], find_standing, sure, 2.0)

    def test_what_does_not_stand_is_left_out_and_words_side_by_side_count(self):
        self.assertEqual(read_best(self.make_hits(), 100), BEST)
        self.assertEqual(read_best(self.make_hits(), 100, upward=True), BEST[::-1])

    def test_a_page_begins_behind_its_place_both_ways(self):
        for (number, (key, rank)), most in product(enumerate(BEST), (1, 3, 100)):
            with self.subTest(key=key, most=most):
                self.assertEqual(read_best(self.make_hits(), most, (rank, key)), BEST[number + 1 :][:most])
                before = BEST[:number][::-1][:most]
                self.assertEqual(read_best(self.make_hits(), most, (rank, key), upward=True), before)

    def test_hits_for_certain_are_asked_only_where_their_words_may_stand_side_by_side(self):
        self.assertEqual(read_best(self.make_hits(sure=True), 100), BEST)
        self.assertEqual(self.asked, [[1, 2, 3, 7]])

    def test_nothing_is_asked_where_nothing_can_be_learnt(self):
        rows = [(key, float(key % 3), False) for key in range(1, 8)]
        best = read_best(Hits(rows, lambda keys: self.fail(f"asked of {keys}"), True, 0.0), 3)
        self.assertEqual(best, [(5, 2.0), (2, 2.0), (7, 1.0)])

    def test_of_many_hits_only_the_best_are_asked(self):
        rows = [(key, 1.0 if key > 900 else 0.0, False) for key in range(1, 1001)]
        asked: list[int] = []

        def find_standing(keys):
            asked.extend(keys)
            return dict.fromkeys(keys, False)

        best = read_best(Hits(rows, find_standing, False, 0.0), 50)
        self.assertEqual([key for key, _rank in best], list(range(1000, 950, -1)))
        self.assertEqual(sorted(asked), list(range(901, 1001)))
