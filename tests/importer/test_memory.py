"""Reading leaves nothing for Python's search for cycles, which is off while a page is read and on again afterwards."""

from __future__ import annotations

import gc

from django.test import SimpleTestCase

from newsarchive.importer.memory import no_search_for_cycles
from newsarchive.importer.pipeline import read_page
from newsarchive.importer.types import SourcePage
from tests.generated import make_page


class CycleTests(SimpleTestCase):
    def setUp(self) -> None:
        was_on = gc.isenabled()
        self.addCleanup(gc.enable if was_on else gc.disable)

    def test_a_page_read_leaves_no_cycles_behind(self) -> None:
        source = SourcePage("page", "\n\n".join(make_page(seed) for seed in range(3)), "0" * 64, "utf-8")
        read_page(source)  # rules are read and compiled once
        gc.collect()
        gc.disable()
        reading = read_page(source)
        self.assertTrue(reading.articles)
        del reading
        self.assertEqual(gc.collect(), 0)

    def test_the_search_is_on_again_after_a_page_and_after_an_error(self) -> None:
        gc.enable()
        with self.assertRaises(ZeroDivisionError), no_search_for_cycles():
            self.assertFalse(gc.isenabled())
            raise ZeroDivisionError
        self.assertTrue(gc.isenabled())

    def test_where_the_search_was_off_it_stays_off(self) -> None:
        gc.disable()
        with no_search_for_cycles():
            pass
        self.assertFalse(gc.isenabled())
