"""In which colour each article of a page stands, so that those next to each other in print differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

SHADES = 6  # articles of a page take turns with so many colours; their numbers tell them apart for certain


def shade_articles(stretches: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The shade (0 to 5) of each article by its number, from start and number of all its stretches on the page.

    Each has the shade of its turn, or the next that no article of lower number beside it has: so an operation on one
    leaves nearly all others in their colours.
    """
    order = [number for _start, number in sorted(stretches)]
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in pairwise(order):
        beside[one].add(other)
        beside[other].add(one)
    shades: dict[int, int] = {}
    for number in sorted(set(order)):
        taken = {shades.get(other) for other in beside[number]}
        turns = ((number + turn) % SHADES for turn in range(SHADES))
        shades[number] = next((shade for shade in turns if shade not in taken), number % SHADES)
    return shades
