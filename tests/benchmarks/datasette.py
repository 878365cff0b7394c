"""The list of articles from gunicorn and from Datasette, over HTTP, on the same SQLite file, asked in turn."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from functools import partial
from typing import Any

from tests.benchmarks.databases import ROOT, tell
from tests.benchmarks.measuring import time_calls

# What the API's list shows of the article's own table.
COLUMNS = (
    "public_id", "status", "note", "created_at", "updated_at", "page_id", "number", "position", "kind", "kicker",
    "headline", "standfirsts", "crossheads", "byline", "dateline_place", "dateline_date", "confidence",
)  # fmt: skip


# Without the number of all rows and the facets that it offers by itself.
BARE = "&_nocount=1&_nofacet=1&_nosuggest=1"


def measure_datasette(times: int) -> list[list[Any]] | None:
    """Lines of the table; nothing where the archive is no SQLite file."""
    from django.conf import settings
    from django.db import connection

    if connection.vendor != "sqlite":
        return None
    file = settings.DATABASES["default"]["NAME"]
    token = make_token()
    connection.close()
    ours, theirs = find_port(), find_port()
    commands = (
        ["gunicorn", "newsarchive.wsgi", "--bind", f"127.0.0.1:{ours}", "--workers", "1", "--log-level", "error"],
        ["datasette", "serve", str(file), "--port", str(theirs), "--setting", "num_sql_threads", "1"],
    )
    columns = "&".join(f"_col={name}" for name in COLUMNS)
    table = f"http://127.0.0.1:{theirs}/{str(file).rpartition('/')[2].rpartition('.')[0]}/articles_article.json"
    api = f"http://127.0.0.1:{ours}/api/v1/articles/"
    pairs = {
        "first 50": (api, f"{table}?_size=50&_shape=objects&{columns}"),
        "first 50, unreviewed": (
            f"{api}?status=unreviewed",
            f"{table}?_size=50&_shape=objects&{columns}&status=unreviewed",
        ),
    }
    servers = [
        subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=dict(os.environ), stdout=subprocess.DEVNULL,
                         stderr=subprocess.DEVNULL) for command in commands
    ]  # fmt: skip
    try:
        lines = []
        for name, (api, theirs_url) in pairs.items():
            asked = {
                "API": (api, token),
                "Datasette": (theirs_url, ""),
                "without count and facets": (theirs_url + BARE, ""),
            }
            lines.append([name, *(f"{who} {time_list(*each, times)}" for who, each in asked.items())])
            tell(f"  {lines[-1]}")
        return lines
    finally:
        for server in servers:
            server.terminate()
            server.wait()


def time_list(url: str, token: str, times: int) -> str:
    """Milliseconds; or the error that a server answers with, as Datasette does where its own second was not enough."""
    wait_for(url, token)
    try:
        return f"{time_calls([partial(fetch, url, token)], times, warm=1)} ms"
    except urllib.error.HTTPError as error:
        return f"answers {error.code}"


def make_token() -> str:
    from django.contrib.auth.models import User
    from knox.models import AuthToken

    from tests.benchmarks.desk import ACCOUNT, log_in

    log_in()
    return str(AuthToken.objects.create(user=User.objects.get(username=ACCOUNT))[1])


def find_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def fetch(url: str, token: str) -> bytes:
    headers = {"Authorization": f"Token {token}"} if token else {}
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60) as answer:
        return bytes(answer.read())


def wait_for(url: str, token: str, seconds: float = 60.0) -> None:
    """Until a server answers, with an error or without. Exits with its last word where it does not."""
    end = time.monotonic() + seconds
    while True:
        try:
            fetch(url, token)
            return
        except urllib.error.HTTPError:
            return
        except OSError as error:
            if time.monotonic() > end:
                raise SystemExit(f"{url} does not answer: {error}") from error
            time.sleep(0.3)
