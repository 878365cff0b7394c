"""What a figure may measure, for an editor to choose by one key: phrases printed around it, as the article stands."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article
from metrics.extraction.suggesting import suggest_phrases
from newsarchive.desk.acts import Refused
from newsarchive.desk.adding import read_passage


def suggest(pk: int, key: str, _user: Any) -> dict[str, list[str]]:
    """{"offers": phrases} for one figure of the article ("metrics-7"), the likeliest first; nothing is changed.

    None for a figure whose place is the article's no more.
    """
    article = Article.objects.select_related("page").get(pk=pk)
    figure = article.metrics.filter(pk=key.removeprefix("metrics-")).first()
    if figure is None:
        raise Refused(_("A row is not here any more. Load the page again."))
    try:
        passage = read_passage(article, [(figure.start, figure.end)])
    except Refused:
        return {"offers": []}
    return {"offers": list(suggest_phrases(passage.text.text, passage.start, passage.end, figure.phrase))}
