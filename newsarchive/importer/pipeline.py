"""A source page into a reading: the whole of it on one screen. Pure: no Django, no database."""

from __future__ import annotations

from dataclasses import replace

from articles.extraction.layout import lay_out
from articles.extraction.masthead import read_issue
from articles.extraction.types import ArticleDraft, IssueFacts
from articles.text.days import complete_day
from metrics.extraction.quantities import find_metrics
from metrics.extraction.types import StoryFacts
from newsarchive.importer.memory import no_search_for_cycles
from newsarchive.importer.types import ArticleReading, PageReading, SourcePage
from people.extraction.mentions import find_mentions
from people.extraction.page_roles import settle_roles
from people.extraction.types import KnownNames

# Raised whenever a rule or a line of reading code changes what is read: pages read by an older version are read again.
READER_VERSION = "4"


@no_search_for_cycles()
def read_page(source: SourcePage, known: KnownNames = KnownNames()) -> PageReading:
    """The page taken apart, dated, and its people and figures found. `known` are the archive's confirmed names."""
    layout = lay_out(source.text)
    issue = read_issue(source.text, layout, source.given)
    articles = [read_article(draft, issue, known) for draft in layout.articles]
    settled = settle_roles([article.mentions for article in articles])
    articles = [replace(article, mentions=mentions) for article, mentions in zip(articles, settled, strict=True)]
    return PageReading(source, layout, issue, tuple(articles), layout.warnings + issue.warnings)


def read_article(draft: ArticleDraft, issue: IssueFacts, known: KnownNames) -> ArticleReading:
    """The people and figures of one article, and its dateline's day completed by the issue's."""
    day = complete_day(draft.dateline_date, issue.date)
    if day != draft.dateline_date:
        draft = replace(draft, dateline_date=day)
    heads = (draft.kicker, draft.headline, *draft.standfirsts)
    passages = (*(head for head in heads if head), draft.body, *draft.captions)
    facts = StoryFacts(
        issue.date, issue.home_place, draft.dateline_place, "\n".join(head.text for head in heads if head)
    )
    return ArticleReading(
        draft,
        mentions=find_mentions(draft.byline, passages, known),
        metrics=find_metrics(passages, facts),
    )
