"""`make bench-export`: what an export holds in memory, for a short list and a long one, and how fast its rows come.

    DATABASE_URL=... python -m tests.benchmarks.export      on an archive of tests.benchmarks.archive

Memory is counted by tracemalloc from the request to the last line: the peak, in KiB. Constant memory means that the
long list costs no more than the short one.
"""

from __future__ import annotations

import argparse
import gc
import os
import time
import tracemalloc

import django

SHORT, LONG = 2_000, 40_000
EXPORTS = ("metrics/export.ndjson", "metrics/export.csv", "articles/export.ndjson", "articles/export.jsonld")


def send(client: object, path: str, parameters: dict[str, str]) -> tuple[int, float]:
    """The lines of an export, and the seconds that they took; no line is kept."""
    begun = time.perf_counter()
    answer = client.get(f"/api/v1/{path}", parameters)  # type: ignore[attr-defined]
    assert answer.status_code == 200, answer.content
    lines = sum(piece.count(b"\n") for piece in answer.streaming_content)
    return lines, time.perf_counter() - begun


def trace(client: object, path: str, parameters: dict[str, str]) -> tuple[int, float]:
    """The lines of an export, and the peak of memory above the start, in KiB."""
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    lines, _seconds = send(client, path, parameters)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return lines, (peak - before) / 1024


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsarchive.settings")
    django.setup()
    from django.contrib.auth.models import User
    from django.db import connection
    from rest_framework.test import APIClient

    from articles.models import Issue
    from tests.benchmarks.archive import ARTICLES_A_PAGE, METRICS_AN_ARTICLE, PAGES_A_DAY

    client = APIClient(SERVER_NAME="localhost")
    client.force_authenticate(User(username="bench", is_superuser=True, is_active=True))
    days = list(Issue.objects.order_by("date").values_list("date", flat=True))
    print(f"{connection.vendor}: peak KiB for about {SHORT:,} and {LONG:,} rows, rows a second")
    for path in EXPORTS:
        each = PAGES_A_DAY * ARTICLES_A_PAGE * (METRICS_AN_ARTICLE if path.startswith("metrics") else 1)
        send(client, path, {"date_to": days[0].isoformat()})  # what is loaded once is not the export's
        told = []
        for rows in (SHORT, LONG):
            last = days[min(rows // each, len(days) - 1)]
            parameters = {"date_to": last.isoformat()}
            lines, peak = trace(client, path, parameters)
            told.append(f"{lines:>7,} rows {peak:>8,.0f} KiB")
        lines, seconds = send(client, path, parameters)
        print(f"{path:26} {'   '.join(told)}   {lines / seconds:>8,.0f} rows/s")


if __name__ == "__main__":
    main()
