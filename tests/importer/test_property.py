"""Whatever is read, edited, undone and read again, in whatever order: no edit is lost and the sums are right."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.accounting import account_for, overlapping_spans
from articles.curation import TOMBSTONES, Status
from articles.models import Article, ArticleSpan, ImportRun, Page
from metrics.models import Metric
from newsarchive.importer.store import save_page
from newsarchive.importer.undo import undo_run
from people.models import Mention
from tests.factories import BRIDGE, CHESS, HARVEST, STORIES, lay_out_page, make_run, merge_stories, read_stories
from tests.importer.test_curation import split_story

TEXT = lay_out_page(*STORIES)
CUT = HARVEST.body.index("果农")

# What the reader may come to say of the page, as it gets better and worse.
READINGS = (
    STORIES,
    (CHESS, HARVEST, BRIDGE),
    (BRIDGE, HARVEST),
    (HARVEST,),
    (BRIDGE, merge_stories(HARVEST, CHESS)),
    (merge_stories(BRIDGE, HARVEST), CHESS),
    (BRIDGE, *split_story(HARVEST, CUT), CHESS),
    (replace(BRIDGE, kind="photo", figures=BRIDGE.figures[:1], named=()), replace(HARVEST, named=()), CHESS),
    (
        replace(BRIDGE, headline="", byline="", named=BRIDGE.named[:1]),
        replace(HARVEST, figures=(replace(HARVEST.figures[0], value="8.93"),)),
        CHESS,
    ),
)
EDITS: dict[type, list[dict[str, Any]]] = {
    Article: [{"kind": "brief"}, {"dateline_place": "清河"}, {"headline": "另题"}, {"body": "另文"}, {"byline": ""}],
    Mention: [{"name": "严小荷"}, {"title": "主任"}, {"person": None}, {"role": "editor"}],
    Metric: [{"value": Decimal("7")}, {"unit": ""}, {"period": "2018"}, {"phrase": "另指"}],
}
KINDS = tuple(EDITS)
EXAMPLES = int(os.environ.get("EXAMPLES", "25"))

numbers = st.integers(0, 30)
steps = st.one_of(
    st.tuples(st.just("read"), st.integers(0, len(READINGS) - 1)),
    st.tuples(st.just("edit"), st.sampled_from(KINDS), numbers, numbers),
    st.tuples(st.just("status"), st.sampled_from(KINDS), numbers, st.sampled_from(Status.values)),
    st.tuples(st.just("note"), st.sampled_from(KINDS), numbers),
    st.tuples(st.just("move"), numbers, numbers),
    st.tuples(st.just("make"), numbers, numbers),
    st.tuples(st.just("undo")),
)


class EditorsWork:
    """What people did, kept beside the archive, to be compared with it after each step."""

    def __init__(self) -> None:
        self.edits: dict[tuple[type, int], dict[str, Any]] = {}
        self.statuses: dict[tuple[type, int], str] = {}
        self.spans: dict[int, list[Any]] = {}
        self.stay: set[tuple[type, int]] = set()  # corrected or made while they were visible

    def read(self, number: int) -> None:
        save_page(read_stories(TEXT, *READINGS[number]), make_run())

    def pick(self, kind: type, number: int) -> Any:
        rows = list(kind.objects.order_by("pk"))
        return rows[number % len(rows)] if rows else None

    def edit(self, kind: type, number: int, choice: int) -> None:
        row = self.pick(kind, number)
        values = EDITS[kind][choice % len(EDITS[kind])]
        if row is None or all(getattr(row, name) == value for name, value in values.items()):
            return  # nothing changed is no edit
        kind._base_manager.filter(pk=row.pk).update(**values)
        self.edits.setdefault((kind, row.pk), {}).update(values)
        if row.status not in TOMBSTONES:
            self.stay.add((kind, row.pk))

    def status(self, kind: type, number: int, status: str) -> None:
        row = self.pick(kind, number)
        if row is None or row.status == status:
            return
        if kind is Article and row.status in TOMBSTONES and status not in TOMBSTONES:
            return  # calling back needs room on the page; the admin sees to that
        kind.objects.filter(pk=row.pk).update(status=status)
        if status == Status.UNREVIEWED:
            self.statuses.pop((kind, row.pk), None)
        else:
            self.statuses[kind, row.pk] = status
        account_for(Page.objects.get())

    def note(self, kind: type, number: int) -> None:
        if row := self.pick(kind, number):
            kind.objects.filter(pk=row.pk).update(note="asked")

    def move(self, number: int, by: int) -> None:
        """Give the end of an article to nobody: it becomes unassigned, by an editor's will."""
        row = self.pick(Article, number)
        last = row.spans.last() if row else None
        if last is None or row.status in TOMBSTONES or last.end - last.start < 2:
            return
        ArticleSpan.objects.filter(pk=last.pk).update(end=last.start + 1 + by % (last.end - last.start - 1))
        self.spans[row.pk] = Article.objects.get(pk=row.pk).standing_value("spans")
        account_for(Page.objects.get())

    def make(self, number: int, place: int) -> None:
        article = self.pick(Article, number)
        if article is None or article.status in TOMBSTONES:
            return
        made = Metric.objects.create(
            public_id=f"made-{Metric.objects.count()}",
            article=article,
            number=1000 + Metric.objects.count(),
            text="手",
            value=1,
            start=place,
            end=place + 1,
        )
        self.stay.add((Metric, made.pk))

    def undo(self) -> None:
        run = ImportRun.objects.exclude(state="undone").first()
        if run:
            undo_run(run)


class PropertyTests(TestCase):
    @given(st.lists(steps, min_size=2, max_size=9))
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate),  # a step takes a tenth of a second: shrinking would take minutes
    )
    def test_no_edit_is_ever_lost_and_every_character_is_accounted_for(self, sequence):
        work = EditorsWork()
        work.read(0)
        for name, *arguments in [*sequence, ("read", 0), ("read", 2)]:
            getattr(work, name)(*arguments)
            self.check(work)

    def check(self, work: EditorsWork) -> None:
        for (kind, key), values in work.edits.items():
            row = kind.objects.get(pk=key)
            self.assertEqual({name: getattr(row, name) for name in values}, values)
        for (kind, key), status in work.statuses.items():
            self.assertEqual(kind.objects.get(pk=key).status, status)
        for key, spans in work.spans.items():
            self.assertEqual(Article.objects.get(pk=key).standing_value("spans"), spans)
        for kind, key in work.stay - work.statuses.keys():
            row = kind.objects.get(pk=key)
            self.assertEqual(row.status, Status.UNREVIEWED, f"{row} was corrected and is gone")
        self.check_sums()
        self.check_doubles()

    def check_sums(self) -> None:
        page = Page.objects.get()
        spans = ArticleSpan.objects.exclude(article__status__in=TOMBSTONES).values_list("start", "end")
        self.assertEqual(overlapping_spans([*spans, *page.furniture.values_list("start", "end")]), ())
        sums = (page.in_articles, page.in_furniture, page.unassigned)
        account_for(page)
        self.assertEqual((page.in_articles, page.in_furniture, page.unassigned), sums)

    def check_doubles(self) -> None:
        """No figure stands twice at one place of the page, whatever article it is in."""
        placed = Metric.objects.exclude(public_id__startswith="made").exclude(status__in=TOMBSTONES)
        places = list(placed.exclude(article__status__in=TOMBSTONES).values_list("start", "end"))
        self.assertEqual(len(places), len(set(places)))
