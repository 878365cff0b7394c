"""`make bench-admin`: every list, form and desk of the admin: queries, time, and what they must never ask.

    python -m tests.benchmarks.desk [--articles 10000,200000] [--database URL]... [--only screens,operations,browser]

Django's test client asks, in the process that is measured: routing, middleware, queries, templates, no network. What
stands in `screens` is found from the admin itself, so that a new list is measured as well.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from tests.benchmarks.databases import add_arguments, measure_each, measure_parts, tell, tell_loads, wanted_parts
from tests.benchmarks.measuring import Timed, capture_sql, time_calls, write_table

LIMIT = 300.0  # ms, of 95 in a hundred, on PostgreSQL
GROWTH = 1.3  # times its value in the smallest archive
OPTIONS = 300  # in all select boxes of a screen together
ACCOUNT = "benchmark"

# Tables that grow with the archive.
LARGE = re.compile(
    r'FROM "(articles_article|articles_page|articles_articlespan|people_person|people_mention|people_mentionspan'
    r'|metrics_metric)"'
)


def find_faults(sql: list[str], answer: Any) -> list[str]:
    """What a screen must not ask of a large table: a count of all its rows, or all its rows; or show in a box."""
    faults = []
    for query in sql:
        if LARGE.search(query) and " WHERE " not in query and " LIMIT " not in query:
            faults.append(f"reads a whole table: {query[:150]}")
        elif re.match(r"SELECT COUNT\(", query) and LARGE.search(query) and " LIMIT " not in query:
            faults.append(f"counts without end: {query[:150]}")
    if (options := answer.content.count(b"<option")) > OPTIONS:
        faults.append(f"{options} options in its boxes")
    return faults


def find_screens() -> Iterator[tuple[str, str]]:
    """Name and address of every list, form and desk: of each model its list, each filter of it, a search, a form."""
    from django.contrib import admin
    from django.urls import NoReverseMatch, reverse

    yield "start page", reverse("admin:index")
    for model, shown in sorted(admin.site._registry.items(), key=lambda each: each[0]._meta.label):
        prefix = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        name, rows = model._meta.model_name, reverse(f"{prefix}_changelist")
        yield f"{name}: list", rows
        if shown.search_fields:
            yield f"{name}: search", f"{rows}?q=县长"
        for query in find_filters(shown):
            yield f"{name}: {query}", f"{rows}?{query}"
        middle = last = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
        if isinstance(last, int):
            middle = model._base_manager.filter(pk__gte=last // 2).order_by("pk").values_list("pk", flat=True).first()
        if middle is not None:
            yield f"{name}: form", reverse(f"{prefix}_change", args=(middle,))
            try:
                yield f"{name}: history", reverse(f"{prefix}_history", args=(middle,))
                yield f"{name}: desk", reverse(f"{prefix}_desk", args=(middle,))
            except NoReverseMatch:
                pass
    for name in ("person", "newspaper", "indicator", "article"):
        yield f"box: {name}", box_address(name)
    for pattern in admin.site.get_urls():
        if getattr(pattern, "name", None) and not re.search(
            r"<|\(|logout|login|autocomplete|jsi18n|index|^count", f"{pattern.pattern}{pattern.name}"
        ):
            yield pattern.name, reverse(f"admin:{pattern.name}")


def find_filters(shown: Any) -> Iterator[str]:
    """One query for each filter of a list, with its first value."""
    for each in shown.list_filter:
        if isinstance(each, type) and getattr(each, "parameter_name", None):
            if hasattr(each, "condition"):
                yield from (f"{each.parameter_name}={answer}" for answer in ("yes", "no"))
        elif isinstance(each, str):
            field = shown.model._meta.get_field(each) if "__" not in each else None
            if field is not None and field.choices:
                yield from (f"{each}__exact={value}" for value, _label in field.flatchoices[:2])
            elif field is not None and field.get_internal_type() == "BooleanField":
                yield f"{each}__exact=1"
            elif field is None:
                yield f"{each}__id__exact=1"


def box_address(name: str) -> str:
    from django.urls import reverse

    app, model, field = {
        "person": ("people", "mention", "person"),
        "newspaper": ("articles", "issue", "newspaper"),
        "indicator": ("metrics", "metric", "indicator"),
        "article": ("people", "mention", "article"),
    }[name]
    return f"{reverse('admin:autocomplete')}?term=县&app_label={app}&model_name={model}&field_name={field}"


def log_in() -> Any:
    """A client of an account that may see all."""
    from django.contrib.auth.models import User
    from django.test import Client

    account = User.objects.filter(username=ACCOUNT).first() or User.objects.create_superuser(ACCOUNT)
    client = Client(headers={"accept-language": "zh-hans"}, SERVER_NAME="localhost")
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


def open_screen(client: Any, address: str) -> Any:
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return answer


def measure_screens(times: int) -> dict[str, Any]:
    """Queries, faults and milliseconds of every screen."""
    client, found = log_in(), {}
    for name, address in find_screens():
        call = partial(open_screen, client, address)
        call()
        answer, sql = capture_sql(call)
        taken = time_calls([call], times)
        found[name] = [len(sql), taken.p50, taken.p95, find_faults(sql, answer)]
        tell(f"  {name}: {len(sql)} queries, {taken} ms {' '.join(found[name][3])}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    arguments = parser.parse_args()
    if not arguments.here:
        show(measure_each("tests.benchmarks.desk", arguments))
        return
    import django

    django.setup()
    from django.db import connection

    from articles.models import Article
    from newsarchive.serving import load_and_keep

    load_and_keep()  # as a server does

    wanted = wanted_parts(arguments, PARTS)
    measure_parts("admin", arguments, wanted, connection.vendor, Article.objects.count())


PARTS: dict[str, Callable[[int], Any]] = {"screens": measure_screens}


def show(results: list[dict[str, Any]]) -> None:
    """The tables: a line a screen, a column an archive."""
    print(tell_loads(results))
    heads = [f"{each['articles']:,} articles, {each['database']}" for each in results]
    names = list(results[0].get("screens", ()))
    rows = []
    for name in names:
        cells = [each["screens"].get(name) for each in results]
        rows.append([name, *(f"{c[0]} q, {Timed(c[1], c[2])}" if c else "" for c in cells)])
    print(write_table("Queries, and milliseconds p50 / p95", ["screen", *heads], rows))
    for each in results:
        for name, (_queries, _half, most, faults) in each.get("screens", {}).items():
            if most > LIMIT:
                faults.append(f"{most:.0f} ms")
            for fault in faults:
                print(f"{each['database']}, {each['articles']:,}: {name} {fault}")
    for database in dict.fromkeys(each["database"] for each in results):
        show_growth(database, [each for each in results if each["database"] == database])


def show_growth(database: str, results: list[dict[str, Any]]) -> None:
    """Which screens take longer, or ask more, in the largest archive than in the smallest."""
    small, large = (choose(results, key=lambda each: each["articles"]) for choose in (min, max))
    if small is large:
        return
    rows = []
    for name, (queries, half, most, _faults) in small.get("screens", {}).items():
        if name in large["screens"]:
            more, later, longer, _faults = large["screens"][name]
            if longer > GROWTH * most or more != queries:
                asked = "" if more == queries else f"{queries} and {more}"
                rows.append([name, f"{later / half:.1f}", f"{longer / most:.1f}", Timed(later, longer), asked])
    rows.sort(key=lambda row: -float(row[2]))
    title = f"{database}: p95 more than {GROWTH} times that of {small['articles']:,} articles, or other queries"
    print(write_table(title, ["screen", "p50, times", "p95, times", "ms p50 / p95", "queries"], rows))
    both = len(small["screens"].keys() & large["screens"].keys())
    kept = [each[2] for each in large["screens"].values() if each[2] <= LIMIT]
    print(f"\n{both} screens in both; {len(kept)} of {len(large['screens'])} within {LIMIT:.0f} ms at p95.")


if __name__ == "__main__":
    main()
