"""`make bench-api`: what search and the REST API cost, beside LIKE, tantivy, the bare driver and Datasette.

    python -m tests.benchmarks.api [--articles 10000,200000] [--database URL]... [--only search,lists,...] [--resume]

All sides are asked in one run, by Django's test client in the process that is measured; only the part `datasette`
goes through HTTP, with gunicorn and Datasette on the same SQLite file.
"""

from __future__ import annotations

import argparse
from typing import Any

from tests.benchmarks.asking import measure_export, measure_facets, measure_lists, measure_search
from tests.benchmarks.crawling import measure_crawl
from tests.benchmarks.databases import add_arguments, measure_each, measure_parts, tell_loads, wanted_parts
from tests.benchmarks.datasette import measure_datasette
from tests.benchmarks.measuring import Timed, write_table

PARTS = {
    "search": measure_search,
    "lists": measure_lists,
    "facets": measure_facets,
    "export": measure_export,
    "datasette": measure_datasette,
    "crawl": measure_crawl,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_arguments(parser)
    arguments = parser.parse_args()
    if not arguments.here:
        wanted_parts(arguments, PARTS)
        show(measure_each("tests.benchmarks.api", arguments))
        return
    import django

    django.setup()
    from django.db import connection

    from articles.models import Article

    wanted = wanted_parts(arguments, PARTS)
    measure_parts("api", arguments, wanted, connection.vendor, Article.objects.count())


def show(results: list[dict[str, Any]]) -> None:
    """The tables, in Markdown."""
    print(tell_loads(results))
    heads = [f"{each['articles']:,}, {each['database']}" for each in results]
    for each, head in zip(results, heads, strict=True):
        if "search" in each:
            rows = [
                [
                    name,
                    "{:,}–{:,}".format(*found["found"]),
                    *(Timed(*found[s]) for s in ("ours", "database", "api", "like", "tantivy")),
                ]
                for name, found in each["search"].items()
            ]
            columns = ["query", "found", "search", "of it the database", "API answer", "LIKE", "tantivy"]
            print(write_table(f"Search, {head}: ms, p50 / p95", columns, rows))
    for part, title in (("lists", "Lists: queries, ms p50 / p95"), ("facets", "Facets: ms p50 / p95")):
        names = list(dict.fromkeys(name for each in results for name in each.get(part, ())))
        rows = [[name, *(tell_times(each.get(part, {}).get(name)) for each in results)] for name in names]
        if part == "lists" and rows:
            rows.append(["p50 near the end, by that at row 10", *(tell_ratio(each.get(part)) for each in results)])
        if rows:
            print(write_table(title, ["", *heads], rows))
    rows = [
        [head, name, f"{ours:,.0f}", f"{alone:,.0f}", f"{share:.2f}"]
        for each, head in zip(results, heads, strict=True)
        for name, (ours, alone, share) in each.get("export", {}).items()
    ]
    if rows:
        print(write_table("NDJSON: rows a second", ["archive", "list", "ours", "driver alone", "share"], rows))
    for part, title in (("datasette", "Datasette"), ("crawl", "Crawl of all articles while others are inserted")):
        rows = [[head, *line] for each, head in zip(results, heads, strict=True) for line in each.get(part) or ()]
        if rows:
            print(write_table(title, ["archive", *[""] * (len(rows[0]) - 1)], rows))


def tell_ratio(lists: dict[str, list[float]] | None) -> str:
    """How much longer a page near the end of a list takes than one at its beginning; wanted: at most 1.2."""
    return f"{lists['articles near the end'][1] / lists['articles at row 10'][1]:.2f}" if lists else ""


def tell_times(found: list[float] | None) -> str:
    if found is None:
        return ""
    *queries, half, most = found
    return (f"{queries[0]} q, " if queries else "") + str(Timed(half, most))


if __name__ == "__main__":
    main()
