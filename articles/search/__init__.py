"""Search over the `terms` column of articles and pages, with the same promise on SQLite and PostgreSQL.

`install` sets up what the database needs, `search` narrows a queryset. What a term is, `articles.text.words` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models

from articles.search import postgres, sqlite
from articles.text.words import index_terms

# The columns whose text is searched, by model; the first is the one whose hits rank first.
ARTICLE_COLUMNS = ("headline", "kicker", "standfirsts", "crossheads", "byline", "body")
PAGE_COLUMNS = ("text",)
SEARCHED = {"article": ARTICLE_COLUMNS, "page": PAGE_COLUMNS}

_DATABASES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}


def article_terms(article: Any) -> str:
    """What an article is found by: its own columns as they stand, and as printed where an editor changed them."""
    now = [getattr(article, column) for column in ARTICLE_COLUMNS]
    read = [article.written.get(column) for column in ARTICLE_COLUMNS]
    changed = [old for old, new in zip(read, now, strict=True) if old and old != new]
    return index_terms(article.headline, *_texts(now[1:]), *_texts(changed))


def page_terms(page: Any) -> str:
    """What a page is found by: all that is printed on it, furniture and unassigned text too."""
    return index_terms(page.text)


def terms_of(row: Any) -> str:
    """The terms that an article's or a page's column should hold."""
    return page_terms(row) if row._meta.model_name == "page" else article_terms(row)


def _texts(values: Iterable[str | Sequence[str]]) -> list[str]:
    return [text for value in values for text in ([value] if isinstance(value, str) else value) if text]


class SearchedQuerySet(models.QuerySet):
    """Refuses an `update()` that would leave the search terms behind the text."""

    def update(self, **values: Any) -> int:
        searched = sorted(set(SEARCHED.get(self.model._meta.model_name, ())) & values.keys())
        if searched and "terms" not in values:
            raise TypeError(
                f"{self.model.__name__}.{searched[0]} is searched: update() would leave its search terms behind. "
                "Call save() on each row, or set row.terms = articles.search.terms_of(row) and pass 'terms' to "
                "bulk_update() as well."
            )
        return super().update(**values)


def search(queryset: models.QuerySet, phrases: Sequence[str]) -> models.QuerySet:
    """The articles or pages of `queryset` in which every phrase stands, annotated with `rank` (higher is better).

    `phrases` are folded, as `articles.text.words.query_phrases` gives them. Without any, every row is found, all with
    rank 0. A phrase in the headline outranks any number of hits elsewhere.
    """
    if not phrases:
        return queryset.annotate(rank=models.Value(0.0, output_field=models.FloatField()))
    return _database(queryset.db).search(queryset, phrases)


def install(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Set up the indexes on database `using`, and fill them; does nothing where they are as they should be."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    for name in SEARCHED:
        model = apps.get_model("articles", name)
        if model._meta.db_table in tables:
            _database(using).install(connection, model._meta.db_table)


def rebuild(using: str = DEFAULT_DB_ALIAS) -> int:
    """Work out every row's terms anew and fill the indexes from them; how many rows had other terms."""
    changed = sum(1 for row in find_stale(using) if _save_terms(row, using))
    for name in SEARCHED:
        _database(using).rebuild(connections[using], apps.get_model("articles", name)._meta.db_table)
    return changed


def find_stale(using: str = DEFAULT_DB_ALIAS) -> Iterable[Any]:
    """Articles and pages whose terms are not those of their text."""
    for name, columns in SEARCHED.items():
        model = apps.get_model("articles", name)
        only = [*columns, "terms", "public_id", *(["written"] if name == "article" else [])]
        rows = model._base_manager.using(using).only(*only).order_by("pk")
        yield from (row for row in rows.iterator(chunk_size=200) if row.terms != terms_of(row))


def _save_terms(row: Any, using: str) -> int:
    # Not save(): to work out terms is no edit, and changes neither history nor the time of the last change.
    return type(row)._base_manager.using(using).filter(pk=row.pk).update(terms=terms_of(row))


def is_index_sound(using: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether the indexes stand and hold what the rows hold."""
    tables = [apps.get_model("articles", name)._meta.db_table for name in SEARCHED]
    return all(_database(using).is_sound(connections[using], table) for table in tables)


def _database(using: str) -> ModuleType:
    return _DATABASES[connections[using].vendor]
