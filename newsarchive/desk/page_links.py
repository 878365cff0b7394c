"""Stories that go on on another page, as the page desk shows them: the links of its cards, and where one may lead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Page
from articles.search import search
from articles.search.query import read_query
from newsarchive.desk.operations import LaidArticle

OFFERED = 20  # articles that the dialog shows at once
BEGINNING = 40


def find_candidates(page: Page, words: str) -> list[dict[str, Any]]:
    """Visible articles of the issue's other pages that hold the words and do not go on from another one already."""
    if page.issue_id is None:
        return []
    others = Article.objects.visible().filter(page__issue=page.issue_id, continues=None).exclude(page=page)
    query = read_query(words)
    rows = search(others, query) if query else others
    rows = rows.select_related("page").defer("page__text", "page__terms", "page__written", "page__reading")
    return [tell_candidate(row) for row in rows.order_by("page__label", "page", "position")[:OFFERED]]


def tell_candidate(row: Article) -> dict[str, Any]:
    title = row.headline or row.body[:BEGINNING]
    return {"id": row.public_id, "page": name_page(row.page), "title": title, "beginning": row.body[:BEGINNING]}


def name_page(page: Page) -> str:
    """A page in words, beside others of its issue."""
    return _("page %(label)s") % {"label": page.label} if page.label else page.public_id


def find_linked(articles: tuple[LaidArticle, ...]) -> dict[str, Article]:
    """The articles at the other ends of the links, by public id; one query, none where there are no links."""
    wanted = {end for each in articles for end in (each.continues, *each.continued_by) if end}
    if not wanted:
        return {}
    rows = Article.objects.filter(public_id__in=wanted).select_related("page")
    return {row.public_id: row for row in rows.only("public_id", "headline", "body", "page__public_id", "page__label")}


@dataclass(frozen=True, slots=True)
class Link:
    """One end of a link as a card tells it; `parts` where the card may take it back."""

    sign: str
    told: str
    title: str
    url: str
    parts: bool


def tell_links(article: LaidArticle, linked: dict[str, Article]) -> list[Link]:
    """What the card of an article says of where it goes on and what it goes on from."""
    ends = [("←", _("goes on from"), article.continues, False)] if article.continues else []
    ends += [("→", _("goes on in"), end, True) for end in article.continued_by]
    return [
        Link(
            sign=sign,
            told=told,
            title=f"{name_page(linked[end].page)} {linked[end].headline or linked[end].body[:BEGINNING]}",
            url=reverse("admin:articles_page_desk", args=(linked[end].page_id,)) + f"#story-{end}",
            parts=parts,
        )
        for sign, told, end, parts in ends
    ]
