"""A small printed page for operations, with what a test needs to name its characters."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from articles.accounting import overlapping_spans
from articles.models import Article, Page
from articles.text.spans import Span
from newsarchive.desk.operations import Action, Layout, Outcome
from newsarchive.desk.operations.applying import ANY, apply
from newsarchive.desk.operations.layout import layout_of
from newsarchive.desk.operations.turning import redo, undo
from tests.factories import BRIDGE, CHESS, HARVEST, import_stories, merge_stories
from tests.importer.test_curation import split_story

# What readers may say of the page the next time.
READINGS = {
    "two as one": (merge_stories(BRIDGE, HARVEST), CHESS),
    "one as two": (BRIDGE, *split_story(HARVEST, HARVEST.body.index("果农")), CHESS),
    "another order": (CHESS, HARVEST, BRIDGE),
    "one missing": (BRIDGE, CHESS),
}


class DeskPage:
    """One page with three stories and an editor who works on it."""

    def set_up(self) -> None:
        self.page: Page = import_stories(BRIDGE, HARVEST, CHESS)
        self.editor, _made = User.objects.get_or_create(username="editor")
        self.ids = [article.id for article in self.layout().articles]

    def layout(self) -> Layout:
        return layout_of(self.page)

    def span(self, wanted: str) -> Span:
        start = self.page.text.index(wanted)
        return Span(start, start + len(wanted))

    def row(self, number: int) -> Article:
        return Article.objects.get(page=self.page, number=number)

    def do(self, action: Action, version: str = ANY, **how: Any) -> Outcome:
        outcome = apply(self.page, action, version=version, by=self.editor, **how)
        self.check(outcome.layout)
        return outcome

    def undo(self, **how: Any) -> Outcome:
        outcome = undo(self.page, self.editor, **how)
        self.check(outcome.layout)
        return outcome

    def redo(self, **how: Any) -> Outcome:
        outcome = redo(self.page, self.editor, **how)
        self.check(outcome.layout)
        return outcome

    def check(self, layout: Layout) -> None:
        """What holds after every operation: sums, one owner a character, and the value told is what is stored."""
        stored = layout_of(self.page)
        assert stored.articles == layout.articles
        assert (stored.furniture, stored.unassigned) == (layout.furniture, layout.unassigned)
        assert (stored.undoable, stored.redoable) == (layout.undoable, layout.redoable)
        assert stored.version == layout.version
        places = [(part.start, part.end) for article in layout.articles for part in article.parts]
        assert not overlapping_spans([*places, *layout.furniture])
        sums = Page.objects.values_list("in_articles", "in_furniture", "unassigned").get(pk=self.page.pk)
        counted = [sum(end - start for start, end in spans) for spans in (places, layout.furniture, layout.unassigned)]
        assert list(sums) == counted, (sums, counted)
        for article in layout.articles:
            assert article.parts, article.id
            for offset, place, length in article.body_map:
                printed = self.page.text[place : place + length]
                assert article.body[offset : offset + length].split() == printed.split(), (article.body, printed)
