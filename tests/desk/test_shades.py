"""Articles next to each other in print stand in different colours."""

from __future__ import annotations

from django.test import SimpleTestCase

from newsarchive.desk.shades import shade_articles


class ShadesTests(SimpleTestCase):
    def test_each_has_the_shade_of_its_turn(self) -> None:
        self.assertEqual(shade_articles([(0, 1), (10, 2), (20, 3)]), {1: 1, 2: 2, 3: 3})

    def test_one_beside_another_of_its_shade_takes_the_next(self) -> None:
        self.assertEqual(shade_articles([(0, 1), (10, 7), (20, 2)]), {1: 1, 2: 2, 7: 3})

    def test_a_torn_article_differs_from_all_that_it_touches(self) -> None:
        shades = shade_articles([(0, 2), (10, 8), (20, 14), (30, 8), (40, 20)])
        for one, other in ((2, 8), (8, 14), (8, 20)):
            with self.subTest((one, other)):
                self.assertNotEqual(shades[one], shades[other])

    def test_where_all_shades_are_taken_it_keeps_that_of_its_turn(self) -> None:
        stretches = [(2 * number, number) for number in range(1, 7)] + [(2 * number + 1, 7) for number in range(1, 7)]
        self.assertEqual(shade_articles(stretches)[7], 1)
