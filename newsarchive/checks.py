"""System checks: mistakes of set-up are told before they do harm, each with what to do. No database is asked."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from articles.text.rules import read_list

KNOWN_DATABASES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")
RULED_PACKAGES = ("articles.text", "articles.extraction", "people.extraction", "metrics.extraction")


@register("newsarchive")
def check_database(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """The archive's search knows two databases, and on SQLite needs its full-text index."""
    return find_database_faults(settings.DATABASES["default"]["ENGINE"])


def find_database_faults(engine: str) -> list[CheckMessage]:
    """An error where the archive cannot run on the database, or not search in it."""
    if engine not in KNOWN_DATABASES:
        return [
            Error(
                f"The archive runs on SQLite and on PostgreSQL, not on {engine}.",
                hint="Set DATABASE_URL to postgres://... or sqlite:///...",
                id="newsarchive.E001",
            )
        ]
    if engine.endswith("sqlite3") and not has_full_text_index():
        return [
            Error(
                f"This SQLite ({sqlite3.sqlite_version}) was built without FTS5, which search needs.",
                hint="Use a Python whose SQLite has FTS5, or PostgreSQL by DATABASE_URL.",
                id="newsarchive.E002",
            )
        ]
    return []


def has_full_text_index() -> bool:
    """Whether Python's SQLite has FTS5."""
    with sqlite3.connect(":memory:") as connection:
        try:
            connection.execute("CREATE VIRTUAL TABLE trial USING fts5(terms)")
        except sqlite3.OperationalError:
            return False
    return True


@register("newsarchive")
def check_rules(app_configs: Sequence[AppConfig] | None = None, **_: Any) -> list[CheckMessage]:
    """Every rule file can be read."""
    return [message for package in RULED_PACKAGES for message in find_broken_rules(package)]


def find_broken_rules(package: str) -> Iterator[CheckMessage]:
    """An error for each file of the package's folder `rules/` that is no list, or no TOML."""
    folder = files(package).joinpath("rules")
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        try:
            if file.name.endswith(".txt"):
                read_list(package, file.name)
            elif file.name.endswith(".toml"):
                tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            yield Error(
                f"The rule file {package}/rules/{file.name} cannot be read: {error}",
                hint="Mend the file, or take it back from version control.",
                id="newsarchive.E003",
            )
