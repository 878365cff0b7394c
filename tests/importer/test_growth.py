"""The work of reading grows with the page and no faster, whatever stands on it.

Work is counted in calls of functions, the same on every machine; what it takes in seconds is `make bench-read`'s.
"""

from __future__ import annotations

import cProfile
from collections import Counter
from collections.abc import Callable
from types import CodeType

from django.test import SimpleTestCase

from newsarchive.importer.pipeline import read_page
from newsarchive.importer.types import SourcePage
from tests.benchmarks.read import HOSTILE_PAGES, page_of

TIMES = 8  # the larger page holds so many times the text of the smaller one
SLACK = 1.25  # times more than that the work may grow: what the first lines cost once is spared later
SMALL = 400  # characters of a hostile page; several thousand more are read in the larger one
GENERATED = 2500  # characters, a few stories

# Pages one part of which grows: the heads of one story, its paragraphs, its list, whom they name, their gaps.
STORY = "北溪县的河道治理今年有了新的进展"
GROWING_PAGES: dict[str, Callable[[int], str]] = {
    "heads over one text": lambda size: "北溪新渠昨日通水\n\n" * (size // 10) + f"本报讯（记者 葛明）{STORY}。\n",
    "paragraphs after a torn text": lambda size: (
        f"北溪县春耕\n本报讯（记者 葛明）{STORY}，\n白沙建桥\n" + f"{STORY}。\n" * (size // 18)
    ),
    "torn paragraphs": lambda size: f"北溪县春耕\n本报讯（记者 葛明）{STORY}，\n" + f"{STORY}和\n\n" * (size // 19),
    "names that speak": lambda size: (
        f"北溪县春耕\n{STORY}。\n白沙建桥\n"
        + "".join(
            f"{chr(0x4E00 + i * 7 % 9000)}{chr(0x4E00 + i * 13 % 9000)}强调，要抓好春耕。\n" for i in range(size // 13)
        )
    ),
    "a list under a head": lambda size: (
        "北溪县今年春耕备耕工作有序推进全面展开\n" + "● 北溪新建水渠三条。\n" * (size // 12)
    ),
    "wider and wider gaps": lambda size: "".join(f"{STORY}。\n" + "\n" * (i % 7) for i in range(size // 20)),
}


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

    def test_a_part_of_a_page_costs_no_more_a_character_the_longer_it_is(self) -> None:
        for name, make in GROWING_PAGES.items():
            with self.subTest(name):
                self.assert_grows_with_the_text(make(2 * SMALL), make(2 * TIMES * SMALL))

    def test_a_hostile_page_costs_no_more_a_character_the_longer_it_is(self) -> None:
        for name, make in HOSTILE_PAGES.items():
            with self.subTest(name):
                self.assert_grows_with_the_text(make(SMALL), make(TIMES * SMALL))
