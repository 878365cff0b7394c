"""The cheapest way to give a field of an article's figures what it is labelled with, by the article desk's keys.

Figures are given a value line by line, from a line on, all at once, all of a marked stretch, or those behind the value
where it is marked in print; the value is one that the dialog offers by a digit, one marked in print, or the one that
was given last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.gold.measures import fold

CLICK, MARK, SHIFT, AGAIN, SEND_ALL = 1, 2, 1, 1, 2
OFFERED, PRINTED = 2, 3  # the field's key and a digit; the value marked in print and the field's key
SPARE = 12  # a way that costs so much more than the cheapest at the same line is not followed


@dataclass(frozen=True)
class Fill:
    """Lines `first` to `last` are given the value; `scope` says how they are reached, `again` that `r` gives it."""

    scope: str  # line, below, all, stretch, behind
    first: int
    last: int
    value: str
    again: bool = False
    at: tuple[int, int] | None = None  # where the value is printed that is given to the figures behind it


# For a line and a value: the last line that is reached where the value is marked in print, where that is, and the keys.
Reach = Mapping[tuple[int, str], Sequence[tuple[int, tuple[int, int], int]]]


@dataclass(frozen=True)
class Way:
    """What has been done up to a line: what it costs, the value that all below were given, and the one given last."""

    cost: int = 0
    carried: str | None = None
    given: str | None = None
    step: Fill | None = None
    before: Way | None = None


def plan_fills(
    now: Sequence[str], wanted: Sequence[str], stretches: bool = True, reach: Reach | None = None
) -> list[Fill]:
    """The steps of the cheapest way from `now` to `wanted`, in their order; no stretches where the field has none."""
    changed = {value for at, value in enumerate(wanted) if fold(now[at]) != fold(value)}
    known = {*now, ""}
    ways: list[dict[tuple[str | None, str | None], Way]] = [{} for _line in range(len(now) + 1)]
    keep(ways[0], Way())
    for value in sorted(changed):
        step = Fill("all", 0, len(now) - 1, value)
        keep(ways[0], Way(SEND_ALL + (OFFERED if value in known else PRINTED), value, value, step, Way()))
    for at, value in enumerate(wanted):
        end = at
        while end < len(wanted) and fold(wanted[end]) == fold(value):
            end += 1
        least = min(way.cost for way in ways[at].values())
        for way in [each for each in ways[at].values() if each.cost <= least + SPARE]:
            for last, printed, keys in (reach or {}).get((at, value), ()):
                if last < end:
                    behind = Fill("behind", at, last, value, at=printed)
                    keep(ways[last + 1], Way(way.cost + MARK + keys, way.carried, value, behind, way))
            if fold(now[at] if way.carried is None else way.carried) == fold(value):
                keep(ways[at + 1], Way(way.cost, way.carried, way.given, None, way))
                continue
            again = way.given == value
            entry = AGAIN if again else OFFERED if value in known else PRINTED
            line, below = (Fill(scope, at, at, value, again) for scope in ("line", "below"))
            keep(ways[at + 1], Way(way.cost + CLICK + entry, way.carried, value, line, way))
            keep(ways[at + 1], Way(way.cost + CLICK + entry + SHIFT, value, value, below, way))
            if stretches and end > at + 1:
                typed = entry if entry < PRINTED else OFFERED + len(value)  # print is marked for the figures already
                stretch = Fill("stretch", at, end - 1, value, again)
                keep(ways[end], Way(way.cost + MARK + typed, way.carried, value, stretch, way))
        known.add(value)
    return list_steps(min(ways[-1].values(), key=lambda way: way.cost))


def keep(ways: dict[tuple[str | None, str | None], Way], way: Way) -> None:
    """Of two ways that leave the same behind them, the cheaper."""
    stood = ways.get((way.carried, way.given))
    if stood is None or way.cost < stood.cost:
        ways[way.carried, way.given] = way


def list_steps(way: Way | None) -> list[Fill]:
    steps = []
    while way is not None:
        if way.step:
            steps.append(way.step)
        way = way.before
    return steps[::-1]
