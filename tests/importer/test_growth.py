"""The work of reading grows with the page and no faster, whatever stands on it.

Work is counted in calls of functions, the same on every machine; what it takes in seconds is `make bench-read`'s.
"""

from __future__ import annotations

import cProfile
from collections import Counter
from types import CodeType

from django.test import SimpleTestCase

from newsarchive.importer.pipeline import read_page
from newsarchive.importer.types import SourcePage
from tests.benchmarks.read import HOSTILE_PAGES, page_of

TIMES = 8  # the larger page holds so many times the text of the smaller one
SLACK = 1.25  # times more than that the work may grow: what the first lines cost once is spared later
SMALL = 400  # characters of a hostile page; several thousand more are read in the larger one
GENERATED = 2500  # characters, a few stories


def count_calls(text: str) -> Counter[str]:
    """How often each function was called while the page was read."""
    profile = cProfile.Profile()
    profile.enable()
    read_page(SourcePage("page", text, "0" * 64, "utf-8"))
    profile.disable()
    counts: Counter[str] = Counter()
    for entry in profile.getstats():
        code = entry.code
        name = f"{code.co_filename}:{code.co_firstlineno} {code.co_name}" if isinstance(code, CodeType) else str(code)
        counts[name] += entry.callcount
    return counts


class GrowthTests(SimpleTestCase):
    def setUp(self) -> None:
        count_calls(page_of(GENERATED))  # rules are read and compiled once

    def assert_grows_with_the_text(self, smaller: str, larger: str) -> None:
        before, after = count_calls(smaller), count_calls(larger)
        allowed = SLACK * TIMES * before.total()
        more = {name: calls - TIMES * before[name] for name, calls in after.items()}
        most = sorted(more, key=lambda name: -more[name])[:3]
        told = "\n".join(f"{name}: {before[name]} calls, then {after[name]}" for name in most)
        self.assertLessEqual(after.total(), allowed, f"{TIMES} times the text; what grew most:\n{told}")

    def test_many_stories_cost_no_more_each_than_a_few(self) -> None:
        page = page_of(GENERATED)
        self.assert_grows_with_the_text(page, page * TIMES)

    def test_a_hostile_page_costs_no_more_a_character_the_longer_it_is(self) -> None:
        for name, make in HOSTILE_PAGES.items():
            with self.subTest(name):
                self.assert_grows_with_the_text(make(SMALL), make(TIMES * SMALL))
