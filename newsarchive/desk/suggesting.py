"""What a figure may measure, where and when it may hold, for an editor to choose by one key, as the article stands."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article
from metrics.extraction.nearby import suggest_periods, suggest_places
from metrics.extraction.suggesting import suggest_phrases
from newsarchive.desk.acts import Refused
from newsarchive.desk.adding import read_passage
from newsarchive.desk.filling import FILLED

MOST_BODIES = 3  # of those that the article's people belong to


def suggest(pk: int, key: str, field: str, _user: Any) -> dict[str, list[str]]:
    """{"offers": values} for a field of one figure of the article ("metrics-7"), the likeliest first; nothing is
    changed. None for a figure whose place is the article's no more.
    """
    if field not in FILLED:
        raise Refused(_("This cannot be filled in for several figures."))
    article = Article.objects.select_related("page__issue").get(pk=pk)
    figure = article.metrics.filter(pk=key.removeprefix("metrics-")).first()
    if figure is None:
        raise Refused(_("A row is not here any more. Load the page again."))
    try:
        passage = read_passage(article, [(figure.start, figure.end)])
    except Refused:
        return {"offers": []}
    text, start, end = passage.text.text, passage.start, passage.end
    if field == "phrase":
        offers = suggest_phrases(text, start, end, figure.phrase)
    elif field == "period":
        issue = article.page.issue
        offers = suggest_periods(text, start, end, issue.date.isoformat() if issue else None)
    else:
        offers = tuple(dict.fromkeys((*suggest_places(text, start), *find_bodies(article))))
    return {"offers": [offer for offer in offers if offer != getattr(figure, field)]}


def find_bodies(article: Article) -> list[str]:
    """What those whom the article is about belong to, the first named first: no reporter's house."""
    named = article.mentions.visible().filter(role="subject").exclude(organization="").order_by("number")
    return list(dict.fromkeys(named.values_list("organization", flat=True)))[:MOST_BODIES]
