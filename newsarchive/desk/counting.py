"""Counting the archive anew for the start page and the accuracy page: months, accuracy, conflicts, duplicates.

This goes through whole tables, so it is done after an import, by `manage.py accuracy`, or when the button is pressed.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import DatabaseError, connection, models, transaction
from django.db.models import Count, F, Func, Q
from django.db.models.functions import MD5, Length, TruncMonth
from django.utils import timezone
from django_tasks import task

from articles.curation import TOMBSTONES, Status, conflicts
from articles.models import Article, Newspaper, Page
from metrics.models import Metric
from newsarchive.desk.accuracy import Counted, Tally, count_accuracy
from newsarchive.desk.kept import AccuracyCount, Finding, MonthCount
from newsarchive.uploads.workers import is_worker_there
from people.models import Mention

# Shorter texts and headlines are alike without being the same: 天气预报, 简讯.
LEAST_TEXT, LEAST_HEADLINE = 40, 7
CONFLICTS = (Article, Mention, Metric)
# Articles that are counted within about a second, so that an import may wait for it.
SOON_COUNTED = 20_000
# One counts at a time (PostgreSQL): two that replace the same counts at once would leave both.
COUNTING = 0x636F756E

log = logging.getLogger(__name__)


class IsReadAnew(Func):
    """Whether the newest reading (second) differs from what was written (first), which holds the status beside it."""

    output_field = models.BooleanField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        joined = {"template": "(json_remove(%(expressions)s))", "arg_joiner": ", '$.status') <> json("}
        return self.as_sql(compiler, connection, **joined, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        joined = {"template": "((%(expressions)s))", "arg_joiner": " - 'status') <> ("}
        return self.as_sql(compiler, connection, **joined, **context)


@task()
def count_in_worker() -> None:
    count_anew()


def ask_for_count() -> bool:
    """Have all counted anew: by a worker where one lives (False: not done yet), at once where none does."""
    if is_worker_there():
        count_in_worker.enqueue()
        return False
    count_anew()
    return True


@task()
def count_rest_in_worker() -> None:
    keep_rest()


def count_after_import() -> None:
    """What an import may have changed is counted anew: by a worker where one lives, else at once where that is quick.

    A large archive without a worker waits for the button or for `manage.py accuracy`; its start page says so. So it
    does where the database fails meanwhile: what was imported is stored, and stays a finished run.
    """
    try:
        if is_worker_there():
            count_rest_in_worker.enqueue()
        elif Article.objects.order_by()[: SOON_COUNTED + 1].count() <= SOON_COUNTED:
            keep_rest()
    except DatabaseError:
        log.warning("the archive was not counted anew after an import", exc_info=True)


def count_anew() -> None:
    """Count everything that is kept."""
    keep_accuracy(count_accuracy())
    keep_rest()


def keep_accuracy(tallies: Mapping[Counted, Tally]) -> None:
    """Keep the tallies of the whole archive in place of the last ones."""
    now, papers = timezone.now(), dict(Newspaper.objects.values_list("code", "pk"))
    rows = [
        AccuracyCount(
            newspaper_id=papers.get(key.newspaper),
            month=key.month,
            record=key.record,
            field=key.field,
            said=tally.said,
            right=tally.right,
            wanted=tally.wanted,
            counted_at=now,
        )
        for key, tally in tallies.items()
    ]
    replace_all(AccuracyCount, rows)


def keep_rest() -> None:
    """Count and keep what is no tally: months, conflicts, duplicates."""
    replace_all(MonthCount, list(count_months()))
    replace_all(Finding, [*find_conflicts(), *find_duplicates()])


def replace_all(model: Any, rows: list[Any]) -> None:
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COUNTING])
        model.objects.all().delete()
        model.objects.bulk_create(rows, batch_size=1000)


def count_months() -> Iterator[MonthCount]:
    """Pages and articles of each paper and month."""
    found: dict[tuple[int | None, Any], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    pages = Page.objects.visible().order_by().values_list("issue__newspaper", TruncMonth("issue__date"))
    for paper, month, count in pages.annotate(Count("pk")):
        found[paper, month]["pages"] += count
    articles = Article.objects.exclude(page__status__in=TOMBSTONES).exclude(status=Status.WITHDRAWN).order_by()
    by_status = articles.values_list("page__issue__newspaper", TruncMonth("page__issue__date"), "status")
    for paper, month, status, count in by_status.annotate(Count("pk")):
        found[paper, month]["unreviewed" if status == Status.UNREVIEWED else "decided"] += count
        found[paper, month]["articles"] += count if status != Status.REJECTED else 0
    now = timezone.now()
    for (paper, month), counts in found.items():
        yield MonthCount(newspaper_id=paper, month=month, counted_at=now, **counts)


def find_conflicts() -> Iterator[Finding]:
    """Rows with a field whose newest reading differs both from what was written and from what stands."""
    for model in CONFLICTS:
        read_anew = model.objects.visible().filter(IsReadAnew(F("written"), F("reading"))).exclude(written={})
        for row in read_anew.order_by("pk").iterator(chunk_size=200):
            if conflicts(row):
                yield Finding(kind=Finding.Kind.CONFLICT, record=model._meta.model_name, row=row.pk)


def find_duplicates() -> Iterator[Finding]:
    """Visible articles with the same text as another, or with the same headline on the same day."""
    visible = Article.objects.visible().order_by()
    long = visible.annotate(size=Length("body")).filter(size__gte=LEAST_TEXT).annotate(hash=MD5("body"))
    same_text = long.values("hash").annotate(n=Count("pk")).filter(n__gt=1).values_list("hash", flat=True)
    headed = visible.annotate(size=Length("headline")).filter(size__gte=LEAST_HEADLINE, page__issue__isnull=False)
    by_head = headed.values("headline", "page__issue__date").annotate(n=Count("pk")).filter(n__gt=1)
    found = set(long.filter(hash__in=list(same_text)).values_list("pk", flat=True))
    same_head = [Q(headline=each["headline"], page__issue__date=each["page__issue__date"]) for each in by_head]
    for start in range(0, len(same_head), 100):
        asked = Q()
        for each in same_head[start : start + 100]:
            asked |= each
        found.update(visible.filter(asked).values_list("pk", flat=True))
    for key in sorted(found):
        yield Finding(kind=Finding.Kind.DUPLICATE, record="article", row=key)
