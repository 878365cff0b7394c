"""Operations, corrections, readings of other borders and runs taken back, in whatever order: what a person typed or
decided is there at the end, and every character has one owner."""

from __future__ import annotations

import contextlib
import os
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.curation import TOMBSTONES, Status
from articles.models import Article, ImportRun
from metrics.models import Metric
from newsarchive.checking import check_archive
from newsarchive.desk.operations import NEW, Action, Decide, Mark, Merge, Move, OperationError, Part, Reorder, Split
from newsarchive.importer.store import save_page
from newsarchive.importer.undo import CannotUndoError, undo_run
from people.models import Mention
from tests.desk.pages import READINGS, DeskPage
from tests.factories import STORIES, make_run, read_stories

EXAMPLES = int(os.environ.get("EXAMPLES", "6"))
TYPED = "叁佰囿馀摘桂斯翌"  # characters that the page does not print
SAYS = (STORIES, *READINGS.values())

places = st.floats(0, 1, exclude_max=True)
picks = st.integers(0, 20)
steps = st.one_of(
    st.tuples(st.just("move"), places, places, st.sampled_from([0, 1, 2, NEW, "furniture", "unassigned"])),
    st.tuples(st.just("split"), picks, places),
    st.tuples(st.just("merge"), picks, picks),
    st.tuples(st.just("reorder"), picks, picks),
    st.tuples(st.just("mark"), places, places, st.sampled_from(list(Part))),
    st.tuples(st.just("decide"), picks, st.sampled_from([Status.CONFIRMED, Status.UNREVIEWED])),
    st.tuples(st.just("turn"), st.booleans()),
    st.tuples(st.just("read"), st.integers(0, len(SAYS) - 1)),
    st.tuples(st.just("take_back")),
    st.tuples(st.just("type"), picks, st.sampled_from(["headline", "body"]), st.integers(0, len(TYPED) - 1)),
    st.tuples(st.just("correct"), st.sampled_from([Mention, Metric]), picks),
    st.tuples(st.just("settle"), st.sampled_from([Mention, Metric]), picks, st.booleans()),
)


class MixedTests(DeskPage, TestCase):
    def make(self, step: tuple) -> Action:
        layout, length = self.layout(), len(self.page.text)

        def pick(number: int) -> str:
            return layout.articles[number % len(layout.articles)].id if layout.articles else "nobody"

        def cut(start: float, end: float) -> tuple[tuple[int, int]]:
            first, last = sorted((int(start * length), int(end * length)))
            return ((first, last + 1),)

        match step:
            case ("move", start, end, to):
                return Move(cut(start, end), pick(to) if isinstance(to, int) else to)
            case ("split", number, place):
                return Split(pick(number), at=int(place * length))
            case ("merge", one, other):
                return Merge(pick(one), pick(other))
            case ("reorder", one, other):
                return Reorder(pick(one), pick(other))
            case ("mark", start, end, part):
                return Mark(cut(start, end), part)
            case ("decide", number, status):
                return Decide(pick(number), status)
        raise AssertionError(step)

    def act(self, step: tuple) -> None:
        match step:
            case ("turn", back):
                self.undo() if back else self.redo()
            case ("read", number):
                save_page(read_stories(self.page.text, *SAYS[number]), make_run())
            case ("take_back",):
                if run := ImportRun.objects.exclude(state="undone").first():
                    undo_run(run)
            case ("type", number, field, place):
                rows = [row for row in Article.objects.visible().order_by("pk") if getattr(row, field)]
                if rows and TYPED[place] not in self.typed:
                    row = rows[number % len(rows)]
                    text = getattr(row, field)
                    middle = number % len(text)
                    setattr(row, field, text[:middle] + TYPED[place] + text[middle:])
                    row.save()
                    self.typed.add(TYPED[place])
            case ("correct", kind, number):
                if row := self.pick(kind, number):
                    value: dict[str, Any] = {"title": f"职{row.pk}"} if kind is Mention else {"value": Decimal(row.pk)}
                    if all(getattr(row, name) != each for name, each in value.items()):
                        kind.objects.filter(pk=row.pk).update(**value)
                        self.corrected[kind, row.pk] = value
            case ("settle", kind, number, is_right):
                if row := self.pick(kind, number):
                    status = Status.CONFIRMED if is_right else Status.REJECTED
                    kind.objects.filter(pk=row.pk).update(status=status)
                    self.settled[kind, row.pk] = status
            case _:
                self.do(self.make(step))

    def pick(self, kind: type, number: int) -> Any:
        rows = list(kind.objects.visible().order_by("pk"))
        return rows[number % len(rows)] if rows else None

    @given(st.lists(steps, min_size=3, max_size=10))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    def test_what_a_person_did_is_there_whatever_comes_after_it(self, sequence):
        self.set_up()
        self.typed: set[str] = set()
        self.corrected: dict[Any, dict[str, Any]] = {}
        self.settled: dict[Any, str] = {}
        for step in [*sequence, ("read", 1), ("read", 0)]:
            with contextlib.suppress(OperationError, CannotUndoError):
                self.act(step)
            self.look(step)
        self.assertEqual(list(check_archive()), [])

    def look(self, step: tuple) -> None:
        texts = "".join(
            row.headline + row.body + "".join(row.standfirsts) + row.kicker + row.byline for row in self.rows()
        )
        asides = "".join(t[2] for op in self.page.operations.filter(state="done") for t in op.aside["texts"])
        for each in self.typed:
            self.assertIn(each, texts + asides, step)
        for (kind, key), values in self.corrected.items():
            row = kind.objects.get(pk=key)
            self.assertEqual({name: getattr(row, name) for name in values}, values, step)
        for (kind, key), status in self.settled.items():
            self.assertEqual(kind.objects.get(pk=key).status, status, step)

    def rows(self) -> list[Article]:
        """The articles that show what they hold: those that only a reading withdrew do not."""
        return [row for row in Article.objects.all() if row.status not in TOMBSTONES]
