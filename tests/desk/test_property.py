"""Whatever operations are done, undone and redone, in whatever order: no character is lost, the sums are right, and
undoing all of it restores the page exactly."""

from __future__ import annotations

import os
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.curation import TOMBSTONES
from articles.models import Article
from newsarchive.checking import check_archive
from newsarchive.desk.operations import (
    FURNITURE,
    NEW,
    UNASSIGNED,
    Action,
    Decide,
    Mark,
    Merge,
    Move,
    OperationError,
    Part,
    Reorder,
    Split,
)
from newsarchive.desk.operations.loading import TEXTS
from newsarchive.desk.operations.models import Operation
from newsarchive.importer.store import save_page
from tests.desk.pages import READINGS, DeskPage
from tests.factories import STORIES, read_stories

EXAMPLES = int(os.environ.get("EXAMPLES", "6"))
# What an editor typed is of characters that the page does not print: so each is known again wherever it goes.
CORRECTIONS = {
    "360米": "叁佰陆拾米",
    "钱有余": "钱囿馀",
    "夺冠。": "摘桂。",
    "本月通车": "斯月通车",
    "昨日，": "翌日昨日，",
}

places = st.floats(0, 1, exclude_max=True)
picks = st.integers(0, 20)
steps = st.one_of(
    st.tuples(st.just("move"), places, places, st.sampled_from([0, 1, 2, NEW, FURNITURE, UNASSIGNED]), picks),
    st.tuples(st.just("split"), picks, places, st.booleans()),
    st.tuples(st.just("merge"), picks, picks),
    st.tuples(st.just("reorder"), picks, picks),
    st.tuples(st.just("mark"), places, places, st.sampled_from(list(Part))),
    st.tuples(st.just("decide"), picks, st.sampled_from(["confirmed", "unreviewed", "rejected", "withdrawn"])),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


class PropertyTests(DeskPage, TestCase):
    def correct(self) -> None:
        for row in Article.objects.all():
            for wrong, right in CORRECTIONS.items():
                row.body, row.headline = row.body.replace(wrong, right), row.headline.replace(wrong, right)
            row.save()

    def make(self, step: tuple) -> Action:
        """The operation that a step means on the page as it is."""
        layout, length = self.layout(), len(self.page.text)

        def pick(number: int) -> str:
            return layout.articles[number % len(layout.articles)].id if layout.articles else "nobody"

        match step:
            case ("move", start, end, to, _number):
                first, last = sorted((int(start * length), int(end * length)))
                return Move(((first, last + 1),), pick(to) if isinstance(to, int) else to)
            case ("split", number, place, True):
                article = next((a for a in layout.articles if a.id == pick(number)), None)
                return Split(pick(number), body_at=int(place * len(article.body)) if article else 1)
            case ("split", number, place, False):
                return Split(pick(number), at=int(place * length))
            case ("merge", one, other):
                return Merge(pick(one), pick(other))
            case ("reorder", one, other):
                return Reorder(pick(one), pick(other))
            case ("mark", start, end, part):
                first, last = sorted((int(start * length), int(end * length)))
                return Mark(((first, last + 1),), part)
            case ("decide", number, status):
                rows = list(Article.objects.order_by("pk"))
                return Decide(rows[number % len(rows)].public_id, status)
        raise AssertionError(step)

    def characters(self) -> Counter[str]:
        """Every character that was typed, in whatever article it is, tombstones too, or set aside."""
        counted: Counter[str] = Counter()
        for row in Article.objects.all():
            if not (row.status in TOMBSTONES and not row.spans.exists()):
                for name in TEXTS:
                    if name != "crossheads":  # they stand in the body too
                        value = getattr(row, name)
                        counted.update("".join("".join(value).split()))
        last = Operation.objects.filter(state="done").order_by("-pk").first()
        for _start, _end, text, _runs in last.aside["texts"] if last else ():
            counted.update("".join(text.split()))
        return Counter({c: n for c, n in counted.items() if c not in self.page.text})

    @given(st.lists(steps, min_size=2, max_size=8), st.sampled_from(list(READINGS)))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),
    )
    def test_nothing_is_lost_and_all_can_be_undone(self, sequence, reading):
        self.set_up()
        self.correct()
        before = self.layout()
        for step in sequence:
            held = self.characters()
            try:
                if step[0] in ("undo", "redo"):
                    getattr(self, step[0])()
                else:
                    action = self.make(step)
                    self.do(action)
                    self.assertEqual(self.characters(), held, step)
            except OperationError:
                continue
        done = self.layout()
        while self.layout().undoable:
            self.undo()
        self.assertEqual(self.layout().articles, before.articles)
        self.assertEqual(self.layout().furniture, before.furniture)
        while self.layout().redoable:
            self.redo()
        self.assertEqual(self.layout().articles, done.articles)
        held = self.characters()
        for stories in (READINGS[reading], STORIES):
            save_page(read_stories(self.page.text, *stories))
            again = self.layout()
            self.check(again)
            self.assertEqual(self.characters(), held)
            found = {a.id: (a.parts, a.headline, a.body) for a in again.articles}
            for article in done.articles:
                self.assertEqual(found.get(article.id), (article.parts, article.headline, article.body), reading)
            self.assertEqual(again.furniture, done.furniture)
        self.assertEqual(list(check_archive()), [])
