"""One field of an article's figures given a value at once: what a story says once and means of many, its place and
period, and what is measured. One line, or a hundred; in the history, and undone as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.history import keep_all_standing
from articles.models import Article
from articles.text.dates import find_dates
from metrics.api import is_period
from metrics.ingest import fold, known_indicators
from metrics.models import Metric
from newsarchive.desk.acts import Done, Refused, check_allowed, check_seen, find_rows, lock_article, save_rows, sign

FILLED = ("phrase", "period", "place")


def fill(pk: int, seen: Mapping[str, str], field: str, value: str, user: Any) -> Done:
    """Give a field of these figures of an article a value; `seen` holds the version of each that the editor looked at.

    Figures that say so already are left as they are.
    """
    if field not in FILLED or not all(key.startswith("metrics-") for key in seen):
        raise Refused(_("This cannot be filled in for several figures."))
    with transaction.atomic():
        article = lock_article(pk)
        value = read_value(article, field, value)
        rows = [row for row in find_rows(article, seen) if getattr(row, field) != value]
        check_allowed(user, rows)
        check_seen(rows, seen)
        keep_all_standing(rows)
        columns = give(rows, field, value)
        records = save_rows(rows, columns, user, "")
    label = Metric._meta.get_field(field).verbose_name
    told = ngettext(
        "%(count)d figure: %(field)s is now “%(value)s”.", "%(count)d figures: %(field)s is now “%(value)s”.", len(rows)
    )
    return Done(rows, told % {"count": len(rows), "field": label, "value": value or "–"}, sign(records), columns)


def read_value(article: Article, field: str, value: str) -> str:
    """What was typed, as the column keeps it; a period also as print says it (2021年, 去年), by the issue's day."""
    value = value.strip().replace("\x00", "")
    if field == "period" and value and not is_period(value):
        issue = article.page.issue
        found = [date.iso for date in find_dates(value, issue.date.isoformat() if issue else None)]
        if len(found) != 1 or found[0] is None:
            raise Refused(_("“%s” is no period.") % value)
        value = found[0]
    try:
        Metric._meta.get_field(field).clean(value, None)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None
    return value


def give(rows: list[Any], field: str, value: str) -> tuple[str, ...]:
    """The rows with the value, not yet stored; the columns that changed. An indicator that came from the phrase that
    was follows the phrase that is now; one that an editor chose stays."""
    if field != "phrase":
        for row in rows:
            setattr(row, field, value)
        return (field,)
    known = known_indicators()
    for row in rows:
        if row.indicator == known.get(fold(row.phrase)):
            row.indicator = known.get(fold(value))
        row.phrase = value
    return ("phrase", "indicator")
