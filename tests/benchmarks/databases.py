"""The archives that are measured: named by URL, or made under var/bench/ where they are not there yet."""

from __future__ import annotations

import argparse
import atexit
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.benchmarks.measuring import PROCESSOR, counts_processor, tell_load
from tests.postgres import start_server

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "var" / "bench"
SIZES = (10_000, 200_000)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How the archives are named, the same for all benchmarks that want some."""
    parser.add_argument(
        "--articles",
        help="sizes of the archives, with commas between (default: 10000,200000); one that is not there is made "
        "under var/bench/, which takes a minute for 10000 articles and an hour for 200000",
    )
    parser.add_argument(
        "--database",
        action="append",
        metavar="URL",
        help="an archive that is there already, made by `python -m tests.benchmarks.archive` (again for another); it "
        "is migrated and written to: name none that anybody needs",
    )
    parser.add_argument("--only", metavar="PARTS", help="parts to measure, with commas between (default: all)")
    parser.add_argument(
        "--processor",
        action="store_true",
        help="processor time in place of the clock's, this process's and that of its PostgreSQL server on this "
        "machine: what can be repeated while others use the machine too",
    )
    parser.add_argument("--times", type=int, default=30, help="how often each is asked at most (default: 30)")
    parser.add_argument(
        "--resume", action="store_true", help="keep what a run before this one measured and left in var/bench/"
    )
    parser.add_argument("--here", help=argparse.SUPPRESS)


def find_databases(arguments: argparse.Namespace) -> list[str]:
    """The URLs of all archives to measure, each complete and migrated."""
    if arguments.database:
        for url in arguments.database:  # whether its search index is sound is not asked: that reads all of it
            run(url, ["manage.py", "migrate", "--verbosity", "0"])
        return list(arguments.database)
    sizes = [int(size) for size in arguments.articles.split(",")] if arguments.articles else SIZES
    urls = [url for size in sizes for url in name_databases(size)]
    for url in urls:
        run(url, ["-m", "tests.benchmarks.archive", "--if-missing", "--articles", size_in(url)])
    return urls


def name_databases(size: int) -> Iterator[str]:
    """SQLite and PostgreSQL under var/bench/; the server is started, and stops with this program."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    yield f"sqlite:///{FOLDER / f'{size}.sqlite3'}"
    url, stop = start_server(FOLDER / "postgres")
    atexit.register(stop)
    name = f"articles_{size}"
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection, suppress(psycopg.errors.DuplicateDatabase):
        connection.execute(f"CREATE DATABASE {name}")
    yield f"{url.rpartition('/')[0]}/{name}"


def size_in(url: str) -> str:
    """The size that the name of a database under var/bench/ tells: articles_10000 and 10000.sqlite3 -> 10000."""
    return "".join(c for c in Path(url).stem if c.isdigit())


def run(url: str, arguments: list[str]) -> None:
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment(url), check=True)


def environment(url: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "newsarchive.settings", "API_RATE": "0"}


def measure_each(module: str, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    """Run `module --here` on each archive, in a process of its own: Django takes one database from its environment.

    Each writes what it measured to a file of its own, part by part. With `--resume`, parts that are there already are
    not measured again.
    """
    results, begun = [], time.monotonic()
    if arguments.processor:
        os.environ[PROCESSOR] = "true"
    for url in find_databases(arguments):
        with tempfile.NamedTemporaryFile("r") as told:
            command = [sys.executable, "-m", module, "--here", told.name, "--times", str(arguments.times)]
            command += ["--only", arguments.only] if arguments.only else []
            command += ["--resume"] if arguments.resume else []
            if code := subprocess.run(command, cwd=ROOT, env=environment(url), check=False).returncode:
                raise SystemExit(code)
            results.append(json.loads(Path(told.read()).read_text()))
        tell(f"{(time.monotonic() - begun) / 60:.0f} minutes since the beginning")
    return results


def measure_parts(
    name: str, arguments: argparse.Namespace, parts: dict[str, Callable[..., Any]], database: str, articles: int
) -> None:
    """Measure one archive; tells in `--here` which file holds its parts, with when they were measured and the load."""
    kind = "processor" if arguments.processor or counts_processor() else "clock"
    file = FOLDER / f"{name}-{kind}-{database}-{articles}.json"
    measured = json.loads(file.read_text()) if arguments.resume and file.exists() else {}
    measured |= {"database": database, "articles": articles}
    tell(f"{database}, {articles:,} articles")
    for part, measure in parts.items():
        if part not in measured:
            before, begun = tell_load(), time.monotonic()
            measured[part] = measure(arguments.times)
            taken = f"{time.monotonic() - begun:.0f} s"
            measured.setdefault("loads", {})[part] = f"{before}; after {taken}: load {os.getloadavg()[0]:.1f}"
            FOLDER.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(measured, ensure_ascii=False))
            tell(f" {part}: {taken}")
    Path(arguments.here).write_text(str(file))


def tell_loads(results: list[dict[str, Any]]) -> str:
    """When each part of each archive was measured, and what else the machine had to do."""
    return "\n".join(
        f"{each['articles']:,}, {each['database']}, {part}: {load}"
        for each in results
        for part, load in each.get("loads", {}).items()
    )


def tell(text: str) -> None:
    """Progress, beside the results."""
    print(text, file=sys.stderr, flush=True)


def wanted_parts(arguments: argparse.Namespace, parts: dict[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """The parts that were asked for. Exits where there is no such part."""
    names = arguments.only.split(",") if arguments.only else list(parts)
    if unknown := set(names) - set(parts):
        raise SystemExit(f"there is no part {', '.join(sorted(unknown))}; there are: {', '.join(parts)}")
    return {name: part for name, part in parts.items() if name in names}
