"""What changed, in the order of commits: the tables that are followed, their triggers, the numbers of changes.

Triggers write down that a record changed, whatever road the change came by; `docs/adr` has the reasons. What the feed
shows of a record is the API's.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from articles.models import (  # fmt: skip
    Article,
    ArticleSpan,
    Change,
    FurnitureSpan,
    Issue,
    Newspaper,
    NewspaperVariant,
    Page,
)
from metrics.models import Indicator, IndicatorVariant, Metric
from newsarchive.feed import postgres, sqlite
from people.models import Mention, MentionSpan, NameVariant, Person

DATABASES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}

# Columns that no answer of the API shows: a change of these alone is none.
UNSEEN = frozenset({"terms", "reading", "fingerprint", "next_number", "next_mention_number", "next_metric_number"})


@dataclass(frozen=True, slots=True)
class Followed:
    """A table whose changes are followed: a record's own, or one with rows that belong to one record alone.

    `owner` is the column that leads to the record: `id` in its own table. `key` is the column with its public id or
    code, empty where it is put together of several.
    """

    resource: str
    table: str
    columns: tuple[str, ...]
    unseen: tuple[str, ...]
    owner: str = "id"
    key: str = ""

    @property
    def is_own(self) -> bool:
        return self.owner == "id"


def follow(resource: str, model: type[models.Model], key: str = "", owner: str = "id") -> Followed:
    names = [field.column for field in model._meta.concrete_fields]
    shown, unseen = (tuple(n for n in names if (n in UNSEEN) is hidden) for hidden in (False, True))
    return Followed(resource, model._meta.db_table, shown, unseen, owner, key)


FOLLOWED = (
    follow("newspapers", Newspaper, "code"),
    follow("newspapers", NewspaperVariant, owner="newspaper_id"),
    follow("issues", Issue),
    follow("pages", Page, "public_id"),
    follow("pages", FurnitureSpan, owner="page_id"),
    follow("articles", Article, "public_id"),
    follow("articles", ArticleSpan, owner="article_id"),
    follow("people", Person, "public_id"),
    follow("people", NameVariant, owner="person_id"),
    follow("mentions", Mention, "public_id"),
    follow("mentions", MentionSpan, owner="mention_id"),
    follow("indicators", Indicator, "code"),
    follow("indicators", IndicatorVariant, owner="indicator_id"),
    follow("metrics", Metric, "public_id"),
)
RESOURCES = tuple(dict.fromkeys(each.resource for each in FOLLOWED))
CHANGES = Change._meta.db_table


def install(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Set up the triggers on database `using`; does nothing for tables where they are as they should be.

    Where they had to be made, changes may have been missed: every record of the table then counts as changed.
    """
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if CHANGES not in tables:
        return
    database = DATABASES[connection.vendor]
    with connection.cursor() as cursor:
        database.prepare(cursor, CHANGES)
    standing = database.find_triggers(connection)
    for each in FOLLOWED:
        wanted = {name_trigger(name, sql): sql for name, sql in database.write_triggers(each, CHANGES).items()}
        found = {name for name in standing if name.startswith(f"feed_{each.table}_")}
        if each.table in tables and found != set(wanted):
            with transaction.atomic(using=using), connection.cursor() as cursor:
                database.replace_triggers(cursor, each, found, wanted)
                if each.is_own:
                    database.note_all(cursor, each, CHANGES)


def name_trigger(name: str, sql: str) -> str:
    """The trigger's name with a mark of what it does, so that an older one is known by its name alone."""
    return f"{name}_{hashlib.sha256(sql.encode()).hexdigest()[:8]}"


def number_changes(using: str = DEFAULT_DB_ALIAS) -> None:
    """Give committed changes that have no revision theirs, some thousands at most."""
    DATABASES[connections[using].vendor].number_changes(connections[using], CHANGES)


def find_last_revision(using: str = DEFAULT_DB_ALIAS) -> int:
    """The highest revision that was ever given: a mark beyond it is no mark of this archive."""
    with connections[using].cursor() as cursor:
        return DATABASES[connections[using].vendor].find_last_revision(cursor, CHANGES)
