"""A crawl of all articles by cursor while another process inserts: whether each is seen once, and how long it takes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from typing import Any

from tests.benchmarks.databases import ROOT, tell
from tests.benchmarks.measuring import percentile

SIZE = 200  # rows asked for at once
INSERTED = "later"  # the number of the issues that are made for these pages
PAUSE = 0.2  # seconds between two pages that are inserted, ten articles each


def measure_crawl(_times: int) -> list[list[Any]]:
    """Lines of the table: what was asked, and what came of it."""
    from articles.models import Article
    from tests.benchmarks.desk import log_in

    client, before = log_in(), set(Article.objects.values_list("public_id", flat=True))
    last = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    lines: list[list[Any]] = []
    for ordering in ("id", "-id"):
        writer = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.crawling"], cwd=ROOT, env=dict(os.environ))
        try:
            wait_for_rows(writer, last)
            lines.append([f"ordering={ordering}", *crawl(client, ordering, before)])
        finally:
            writer.terminate()
            writer.wait()
            remove_inserted(last)
        tell(f"  crawl {' '.join(lines[-1])}")
    return lines


def wait_for_rows(writer: subprocess.Popen, last: int) -> None:
    """Until the other process has inserted its first page: it is loading for longer than a small archive is crawled."""
    from articles.models import Article

    while not Article.objects.filter(pk__gt=last).exists():
        if writer.poll() is not None:
            raise SystemExit("the process that inserts has ended")
        time.sleep(0.1)


def crawl(client: Any, ordering: str, before: set[str]) -> tuple[str, str]:
    seen: Counter[str] = Counter()
    taken: list[float] = []
    url = f"/api/v1/articles/?ordering={ordering}&page_size={SIZE}"
    begun = time.perf_counter()
    while url:
        asked = time.perf_counter()
        answer = client.get(url).json()
        taken.append(1000 * (time.perf_counter() - asked))
        seen.update(row["id"] for row in answer["results"])
        url = answer["next"]
    seconds = time.perf_counter() - begun
    missed, twice = len(before - set(seen)), sum(1 for count in seen.values() if count > 1)
    first, end = percentile(taken[: len(taken) // 4], 50), percentile(taken[-len(taken) // 4 :], 50)
    came = len(set(seen) - before)
    return (
        f"{len(before):,} rows: {missed} missed, {twice} seen twice, {came} new ones seen",
        f"{seconds:,.0f} s; {SIZE} rows in {first:,.0f} ms in the first quarter, {end:,.0f} ms in the last",
    )


def insert_pages() -> None:
    """Insert a page with ten articles again and again, each in a transaction of its own."""
    from articles.models import Page
    from tests.benchmarks.archive import ARTICLES_A_PAGE, Known, Rows, add_page, make_story, store

    known = find_known(Known)
    rng = random.Random(7)
    while True:
        from articles.models import Article

        number = Page.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
        key = Article.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
        rows = Rows()
        add_page(rows, number, key, [make_story(rng, known.people) for _ in range(ARTICLES_A_PAGE)], known)
        store(rows)
        time.sleep(PAUSE)


def find_known(kind: Any) -> Any:
    """What further pages lead to; their issues, of days after all others, are made as they are asked for."""
    from articles.models import Issue
    from metrics.models import Indicator
    from people.models import Person

    last = Issue.objects.select_related("newspaper").order_by("-date", "-pk")[0]

    class LaterIssues:
        def __getitem__(self, number: int) -> Issue:
            values = {"newspaper": last.newspaper, "date": last.date + timedelta(days=1 + number)}
            return Issue.objects.get_or_create(number=INSERTED, **values)[0]

    return kind(
        LaterIssues(), Person.objects.order_by("pk")[:1000].count(), {i.code: i for i in Indicator.objects.all()}
    )


def remove_inserted(last: int) -> None:
    """Leave the archive as it was."""
    from articles.models import Article, ArticleSpan, FurnitureSpan, Issue, Page
    from metrics.models import Metric
    from people.models import Mention, MentionSpan

    pages = set(Article.objects.filter(pk__gt=last).values_list("page", flat=True))
    for model, path in (
        (MentionSpan, "mention__article"),
        (Mention, "article"),
        (Metric, "article"),
        (ArticleSpan, "article"),
    ):
        rows = model._base_manager.filter(**{f"{path}__gt": last})
        rows._raw_delete(rows.db) if path == "article" else rows.delete()
    Article._base_manager.filter(pk__gt=last)._raw_delete("default")
    FurnitureSpan.objects.filter(page__in=pages).delete()
    Page._base_manager.filter(pk__in=pages)._raw_delete("default")
    Issue._base_manager.filter(number=INSERTED)._raw_delete("default")


if __name__ == "__main__":
    import django

    django.setup()
    insert_pages()
