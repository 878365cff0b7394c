"""Every character of a page is in exactly one of: an article, furniture, unassigned. The sums, and what breaks them.

Call `account_for` whenever an article's spans or status change.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.curation import TOMBSTONES
from articles.models import Article, ArticleSpan, Page
from articles.text.spans import Span, count_characters, merge_spans, subtract_spans


@dataclass(frozen=True, slots=True)
class Sums:
    """How many characters of a page are where; together they are all of them."""

    in_articles: int
    in_furniture: int
    unassigned: int


def add_up(characters: int, articles: Iterable[tuple[int, int]], furniture: Iterable[tuple[int, int]]) -> Sums:
    """The three sums. A character that an article has is the article's, whatever else claims it."""
    page = [(0, characters)] if characters else []
    outside_articles = subtract_spans(page, articles)
    unassigned = count_characters(subtract_spans(outside_articles, furniture))
    in_articles = characters - count_characters(outside_articles)
    return Sums(in_articles, characters - in_articles - unassigned, unassigned)


def article_spans(page: Page) -> list[tuple[int, int]]:
    """The places of all visible articles of the page."""
    spans = ArticleSpan.objects.filter(article__page=page).exclude(article__status__in=TOMBSTONES)
    return list(spans.order_by("start").values_list("start", "end"))


def account_for(page: Page) -> Sums:
    """Add the page's characters up anew and store the sums. Writes no history: nobody decides about a sum."""
    sums = add_up(page.characters, article_spans(page), page.furniture.values_list("start", "end"))
    page.in_articles, page.in_furniture, page.unassigned = sums.in_articles, sums.in_furniture, sums.unassigned
    Page.objects.filter(pk=page.pk).update(
        in_articles=sums.in_articles, in_furniture=sums.in_furniture, unassigned=sums.unassigned
    )
    return sums


def unassigned_spans(page: Page) -> tuple[Span, ...]:
    """The characters that are in no visible article and no furniture."""
    taken = [*article_spans(page), *page.furniture.values_list("start", "end")]
    return subtract_spans([(0, page.characters)] if page.characters else [], taken)


def find_hindrance(article: Article) -> str:
    """Why an article that stands as a tombstone cannot come back: its characters are elsewhere by now. "" if it can."""
    if not Article.objects.filter(pk=article.pk, status__in=TOMBSTONES).exists():
        return ""
    places = list(article.spans.values_list("start", "end"))
    if not places:
        return _("Its characters are in other articles. Undo what took them, or move them back.")
    others = ArticleSpan.objects.filter(article__page=article.page_id).exclude(article__status__in=TOMBSTONES)
    for span in others.filter(start__lt=max(places)[1], end__gt=min(places)[0]).select_related("article"):
        for start, end in places:
            if max(start, span.start) < min(end, span.end):
                told = {"start": max(start, span.start), "end": min(end, span.end)}
                told["article"] = span.article.headline or span.article.body[:20]
                return _("%(start)s–%(end)s belongs to “%(article)s” by now.") % told
    return ""


def spans_outside(page: Page, spans: Iterable[tuple[int, int]]) -> list[Span]:
    """Those of the spans that do not lie inside the page."""
    return [Span(start, end) for start, end in spans if not 0 <= start < end <= page.characters]


def overlapping_spans(spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The characters that more than one of the spans holds."""
    twice: list[Span] = []
    reached = 0
    for start, end in sorted(spans):
        if start < reached:
            twice.append(Span(start, min(end, reached)))
        reached = max(reached, end)
    return merge_spans(twice)
