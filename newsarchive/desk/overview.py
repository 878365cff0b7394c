"""The start page's plots and table of months, and the accuracy page: from kept counts, however large the archive."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.db.models import Max, Sum
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import ImportRun, Newspaper
from newsarchive.desk.accuracy import FIELDS, FOUND, Counted, Tally, add_up, order_of
from newsarchive.desk.kept import AccuracyCount, MonthCount
from newsarchive.desk.plots import MONTHS, Series, draw

WAITING_MONTHS = 12


def tell_counted() -> dict[str, Any]:
    """When the archive was last counted, None if never; and whether an import has ended since."""
    counted = MonthCount.objects.aggregate(at=Max("counted_at"))["at"]
    newer = ImportRun.objects.filter(state=ImportRun.State.FINISHED, finished_at__gt=counted) if counted else None
    return {"counted_at": counted, "is_older": newer is not None and newer.exists()}


def find_waiting_months() -> list[dict[str, Any]]:
    """The newest months of each paper with unreviewed articles, each with the list that it leads to."""
    rows = MonthCount.objects.filter(unreviewed__gt=0).select_related("newspaper").order_by("-month", "newspaper")
    return [
        {
            "newspaper": row.newspaper.name if row.newspaper else _("paper or day unknown"),
            "month": f"{row.month:%Y-%m}" if row.month else "–",
            "unreviewed": row.unreviewed,
            "url": link_month(row),
        }
        for row in rows[:WAITING_MONTHS]
    ]


def link_month(row: MonthCount) -> str:
    """The list of a month's unreviewed articles."""
    asked = (
        f"page__issue__newspaper__id__exact={row.newspaper_id}"
        f"&page__issue__date__year={row.month.year}&page__issue__date__month={row.month.month}"
        if row.month
        else "page__issue__isnull=True"
    )
    return f"{reverse('admin:articles_article_changelist')}?status__exact=unreviewed&shown=yes&{asked}"


def draw_plots() -> list[dict[str, Any]]:
    """Pages and articles, the share reviewed, and the reader's accuracy, by month of issue."""
    sums = MonthCount.objects.filter(month__isnull=False).order_by().values("month")
    found = list(sums.annotate(*(Sum(name) for name in ("pages", "articles", "unreviewed", "decided"))))
    newest = sorted(found, key=lambda each: each["month"])[-MONTHS:]
    if not newest:
        return []
    months = [each["month"] for each in newest]
    reviewed = [share(each["decided__sum"], each["decided__sum"] + each["unreviewed__sum"]) for each in newest]
    tallies = read_months()
    accuracy = [tallies.get(month, Tally()) for month in months]
    return [
        draw(
            "archive",
            _("Pages and articles by month"),
            months,
            [
                Series(_("pages"), [each["pages__sum"] for each in newest]),
                Series(_("articles"), [each["articles__sum"] for each in newest]),
            ],
        ),
        draw("reviewed", _("Share of articles reviewed by month"), months, [Series(_("reviewed"), reviewed)], True),
        draw(
            "accuracy",
            _("Accuracy of the reader by month"),
            months,
            [
                Series(_("precision"), [each.precision for each in accuracy]),
                Series(_("recall"), [each.recall for each in accuracy]),
            ],
            True,
        ),
    ]


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def read_months() -> dict[date, Tally]:
    """The tallies of all fields together, by month."""
    found: dict[date, Tally] = defaultdict(Tally)
    rows = AccuracyCount.objects.filter(month__isnull=False).order_by().values("month")
    for row in rows.annotate(Sum("said"), Sum("right"), Sum("wanted")):
        found[row["month"]] += Tally(row["said__sum"], row["right__sum"], row["wanted__sum"])
    return found


def read_kept(newspaper: str = "") -> dict[Counted, Tally]:
    """The tallies that were kept, of one paper if asked for."""
    rows = AccuracyCount.objects.select_related("newspaper")
    if newspaper:
        rows = rows.filter(newspaper__code=newspaper)
    return {
        Counted(row.newspaper.code if row.newspaper else "", row.month, row.record, row.field): Tally(
            row.said, row.right, row.wanted
        )
        for row in rows
    }


def find_papers() -> list[tuple[str, str]]:
    """Code and name of every paper."""
    return list(Newspaper.objects.order_by("code").values_list("code", "name"))


def tell_accuracy(newspaper: str, by: str) -> list[dict[str, Any]]:
    """The lines of the accuracy page."""
    names = dict(Newspaper.objects.values_list("code", "name"))
    models = {model._meta.model_name: model for model in FIELDS}
    return [
        {
            "newspaper": names.get(key.newspaper, key.newspaper),
            "month": f"{key.month:%Y-%m}" if key.month else "",
            "record": capfirst(models[key.record]._meta.verbose_name_plural),
            "field": name_field(models[key.record], key.field),
            "tally": tally,
            **{name: tell_rate(getattr(tally, name)) for name in ("precision", "recall", "f1")},
        }
        for key, tally in sorted(add_up(read_kept(newspaper), by).items(), key=order_of)
    ]


def tell_rate(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.1%}"


def name_field(model: Any, field: str) -> str:
    """A field in the editor's words."""
    if field == FOUND:
        return _("found at all")
    if field == "spans":
        return _("places on the page")
    return str(model._meta.get_field(field).verbose_name)
