"""The parts of `make bench-api` that ask one archive: search, lists, facets, cursors, whole lists as files."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

from tests.benchmarks.databases import FOLDER, tell
from tests.benchmarks.desk import log_in
from tests.benchmarks.measuring import (
    capture_sql,
    counts_processor,
    percentile,
    read_clock,
    seconds_of,
    time_calls,
    time_inside,
)
from tests.benchmarks.words import COMMONEST, FOUND, ONE_PERCENT, Tantivy, draw_queries

V1 = "/api/v1/"
FACETS = "newspaper,year,month,kind,status,person,indicator"
EXPORTED = 20_000  # rows of a file that are read
LIKES = 4  # words asked with LIKE, which reads every row


def ask(client: Any, path: str, **parameters: Any) -> Any:
    answer = client.get(V1 + path, parameters)
    if answer.status_code != 200:
        raise SystemExit(f"{path} {parameters} answered {answer.status_code}: {answer.content[:300]!r}")
    return answer


def find_queries() -> tuple[Tantivy, dict[tuple[str, str], list[str]]]:
    from articles.models import Article

    articles = Article.objects.count()
    index = Tantivy(FOLDER / f"tantivy-headlines-{articles}").open(articles)
    return index, draw_queries(articles, index)


def search_keys(text: str) -> list[int]:
    """The keys of the best articles, as the API finds them: from the query's text on, the making of the SQL too."""
    from types import SimpleNamespace

    from articles.api_orders import ByRank
    from articles.models import Article
    from articles.search import find_best, search
    from articles.search.query import read_query

    query = read_query(text)
    found = search(Article.objects.order_by(), query)
    best = find_best(found, query, FOUND)
    if best is not None:
        return [key for key, _rank in best]
    divided = ByRank().divide(found, SimpleNamespace(query_params={"q": text}))
    keys = list(divided.high.order_by("-sort_key", "-pk").values_list("pk", flat=True)[:FOUND])
    if divided.find_low is not None and len(keys) < FOUND:
        low, walk = divided.find_low()
        keys += low.order_by(walk.desc()).values_list("pk", flat=True)[: FOUND - len(keys)]
    return keys


class InDatabase:
    """How long the database and its driver are at work in a call, without the Python around it."""

    def __init__(self, call: Callable[[], object]) -> None:
        self.call, self.seconds = call, 0.0

    def __call__(self) -> None:
        from django.db import connection

        self.seconds = 0.0
        with connection.execute_wrapper(self.clock):
            self.call()

    def clock(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        begun = read_clock()
        try:
            return execute(*arguments)
        finally:
            self.seconds += read_clock() - begun


def like_keys(text: str) -> list[int]:
    """The newest articles that hold each word, by LIKE on headline and body."""
    from django.db.models import Q

    from articles.models import Article

    found = Article.objects.order_by("-pk")
    for word in text.split():
        found = found.filter(Q(headline__contains=word) | Q(body__contains=word))
    return list(found.values_list("pk", flat=True)[:FOUND])


def measure_search(times: int) -> dict[str, Any]:
    """By length and frequency: how many found, and the times of ours, of the database in it, of the API's whole answer,
    of LIKE and of tantivy."""
    client, (index, queries) = log_in(), find_queries()
    measured = {}
    for (length, frequency), texts in queries.items():
        if not texts:
            continue
        counts = [index.count(text) for text in texts]
        rounds = max(times // 10, 1)
        ours = time_calls([partial(search_keys, text) for text in texts], rounds)
        database = time_inside([InDatabase(partial(search_keys, text)) for text in texts], rounds)
        api = time_calls([partial(ask, client, "search/", q=text, page_size=FOUND) for text in texts], 1)
        like = time_calls([partial(like_keys, text) for text in texts[:LIKES]], 1, warm=0)
        tantivy = time_calls([partial(index.search, text) for text in texts], rounds)
        times_of = {"ours": ours, "database": database, "api": api, "like": like, "tantivy": tantivy}
        measured[f"{length}, {frequency}"] = {
            "found": [min(counts), max(counts)],
            **{name: [each.p50, each.p95] for name, each in times_of.items()},
        }
        tell(
            f"  {length}, {frequency} ({min(counts)} to {max(counts)}): "
            + ", ".join(f"{n} {t}" for n, t in times_of.items())
        )
    return measured


def write_cursor(ordering: str, value: str, key: int) -> str:
    token = json.dumps([ordering, False, value, key], ensure_ascii=False)
    return base64.urlsafe_b64encode(token.encode()).decode().rstrip("=")


def find_lists() -> dict[str, tuple[str, dict[str, Any]]]:
    """Name of what is asked -> its address and parameters."""
    from articles.models import Article
    from people.models import Mention

    last = Article.objects.order_by("-pk").values_list("pk", flat=True)[0]
    near_end = last - last // 200  # of 200,000 articles the 199,000th
    middle = Article.objects.get(pk=last // 2)
    person = Mention.objects.filter(article=middle).values_list("person__public_id", flat=True)[0]
    day = middle.page.issue.date
    return {
        "articles": ("articles/", {}),
        "articles of a paper and month": ("articles/", {"newspaper": "lxrb", "date": f"{day:%Y-%m}"}),
        "articles, unreviewed, of a paper": ("articles/", {"newspaper": "lxrb", "status": "unreviewed"}),
        "articles naming a person": ("articles/", {"person": person}),
        "articles with an indicator": ("articles/", {"indicator": "grain"}),
        "one article": (f"articles/{middle.public_id}/", {}),
        "related articles": (f"articles/{middle.public_id}/related/", {}),
        "people": ("people/", {}),
        "people by name": ("people/", {"ordering": "name"}),
        "mentions of a person": ("mentions/", {"person": person}),
        "metrics": ("metrics/", {}),
        "metrics of an indicator and year": ("metrics/", {"indicator": "grain", "period": str(day.year)}),
        "metrics by value": ("metrics/", {"ordering": "-value"}),
        "pages": ("pages/", {}),
        "issues": ("issues/", {}),
        "articles at row 10": ("articles/", {"cursor": write_cursor("id", "10", 10)}),
        "articles near the end": ("articles/", {"cursor": write_cursor("id", str(near_end), near_end)}),
        "articles by day": ("articles/", {"ordering": "-date"}),
        "articles by last change": ("articles/", {"ordering": "-updated_at"}),
        "people changed since": ("people/", {"changed_since": "2020-01-01T00:00:00Z", "ordering": "updated_at"}),
    }


def measure_lists(times: int) -> dict[str, Any]:
    client, measured = log_in(), {}
    for name, (path, parameters) in find_lists().items():
        call = partial(ask, client, path, **parameters)
        _answer, sql = capture_sql(call)
        taken = time_calls([call], times)
        measured[name] = [len(sql), taken.p50, taken.p95]
        tell(f"  {name}: {len(sql)} queries, {taken} ms")
    return measured


def measure_facets(times: int) -> dict[str, Any]:
    """All facets of a search, for words in up to a hundredth of the articles and for the commonest."""
    client, (_index, queries) = log_in(), find_queries()
    measured = {}
    for frequency in (ONE_PERCENT, COMMONEST):
        texts = queries["2 characters", frequency.name][:4]
        for facet in [*FACETS.split(","), FACETS]:
            taken = time_calls([partial(ask, client, "search/", q=text, facets=facet) for text in texts], 1, warm=1)
            name = f"{facet if facet != FACETS else 'all'}, {frequency.name}"
            measured[name] = [taken.p50, taken.p95]
            tell(f"  facets, {name}: {taken} ms")
    return measured


def rate(read: Callable[[], tuple[int, float]]) -> float:
    """Rows a second, of a reading that tells its rows and the seconds that the clock here does not see."""
    begun = read_clock()
    rows, unseen = read()
    return rows / (read_clock() - begun + unseen)


def measure_export(times: int) -> dict[str, Any]:
    """Rows a second as NDJSON, and of the same query through the database's driver alone; in turn, the medians."""
    client, measured = log_in(), {}
    for name in ("articles", "metrics", "people"):
        pairs = []
        for _round in range(3):
            theirs = rate(partial(read_alone, find_sql(client, name)))
            ours = rate(partial(read_export, client, name))
            pairs.append((ours, theirs, ours / theirs))
        measured[name] = [percentile([pair[part] for pair in pairs], 50) for part in range(3)]
        tell(f"  {name}: {measured[name][0]:,.0f} rows a second; driver alone {measured[name][1]:,.0f}")
    return measured


def read_export(client: Any, name: str) -> tuple[int, float]:
    answer = ask(client, f"{name}/export.ndjson")
    lines = 0
    for piece in answer.streaming_content:
        lines += piece.count(b"\n")
        if lines >= EXPORTED:
            break
    answer.close()
    return lines, 0.0


def find_sql(client: Any, name: str) -> str:
    """The query of the first page of a list, without its limit."""
    _answer, sql = capture_sql(partial(ask, client, f"{name}/", page_size=1))
    table = {"people": "people_person", "metrics": "metrics_metric"}.get(name, "articles_article")
    return next(query for query in sql if f'FROM "{table}"' in query and " LIMIT " in query).rpartition(" LIMIT ")[0]


def read_alone(sql: str) -> tuple[int, float]:
    """Read rows with the driver alone, in pieces, over a connection of its own; its server's seconds count too."""
    from django.db import connection

    parameters = connection.get_connection_params()
    if connection.vendor == "sqlite":
        import sqlite3

        with sqlite3.connect(parameters["database"]) as plain:
            return sum(1 for _row in islice(plain.execute(sql), EXPORTED)), 0.0
    import psycopg

    names = ("host", "port", "user", "dbname", "password")
    with (
        psycopg.connect(**{n: parameters[n] for n in names if parameters.get(n)}) as plain,
        plain.cursor("rows") as rows,
    ):
        rows.itersize = 2000
        rows.execute(sql)
        count = sum(1 for _row in islice(rows, EXPORTED))
        return count, seconds_of(plain.info.backend_pid) if counts_processor() else 0.0
