"""Search over the `terms` column of articles and pages, with the same promise on SQLite and PostgreSQL.

`install` sets up what the database needs, `search` narrows a queryset. What a term is, `articles.text.words` decides;
what a query asks for, `articles.search.query`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import F, FloatField, Q, Value
from django.db.models.functions import StrIndex

from articles.search import postgres, postgres_best, sqlite
from articles.search.few import Hits, Place, read_best
from articles.search.query import Query, Term
from articles.search.ranking import WHOLE, Rank, find_plain, has_whole, rank_headline, weigh
from articles.text.words import index_terms, phrase_terms

# The columns whose text is searched, by model. The first lines of an article's terms are its headline and its byline.
ARTICLE_COLUMNS = ("headline", "byline", "kicker", "standfirsts", "crossheads", "body")
PAGE_COLUMNS = ("text",)
SEARCHED = {"article": ARTICLE_COLUMNS, "page": PAGE_COLUMNS}

# Which line of an article's terms a field is.
_LINES = {"headline": 1, "byline": 2}
# So many rows an answer shows, about.
_SHOWN = 50

# From a folded name to the primary keys of the articles that name such a person: known only above this app.
FindNamed = Callable[[str], models.QuerySet]

_DATABASES: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}


def article_terms(article: Any) -> str:
    """What an article is found by: its own columns as they stand, and as printed where an editor changed them."""
    now = [getattr(article, column) for column in ARTICLE_COLUMNS]
    read = [article.written.get(column) for column in ARTICLE_COLUMNS]
    changed = [old for old, new in zip(read, now, strict=True) if old and old != new]
    return index_terms(article.headline, article.byline, *_texts(now[2:]), *_texts(changed))


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


def search(queryset: models.QuerySet, query: Query, find_named: FindNamed | None = None) -> models.QuerySet:
    """The articles or pages of `queryset` that the query asks for, annotated with `rank` (higher is better).

    A query of nothing finds every row, all with rank 0. What stands in the headline ranks above hits elsewhere, and
    the words of a query side by side above words apart. `find_named` answers `person:`; without it, a person is found
    where the name is printed. A page has no headline and no byline, and names nobody: such a field finds no page.
    """
    database, model = _database(queryset.db), queryset.model
    plain = find_plain(query)
    found = database.narrow(queryset, plain) if plain else queryset
    for group in query.wanted:
        if len(group) > 1 or group[0].field:
            choices = Q()
            for term in group:
                choices |= holding(queryset, term, find_named)
            found = found.filter(choices)
    for term in query.unwanted:
        found = found.exclude(holding(queryset, term, find_named))
    return found.annotate(rank=_rank(queryset, query) if _has_headline(model) else Value(0.0, FloatField()))


def holding(queryset: models.QuerySet, term: Term, find_named: FindNamed | None = None) -> Q:
    """The rows in which one term holds, asked by themselves, so that the index answers inside OR and NOT as well."""
    database, rows = _database(queryset.db), queryset.model._base_manager.using(queryset.db).all()
    if term.field and not _has_headline(queryset.model):
        return Q(pk__in=[])
    if term.field == "person" and find_named is not None:
        return Q(pk__in=find_named(term.phrase))
    held = database.narrow(rows, [term.phrase])
    if number := _LINES.get(term.field):
        line = database.Line(F("terms"), number)
        held = held.annotate(place=StrIndex(line, Value(phrase_terms(term.phrase)))).filter(place__gt=0)
    return Q(pk__in=held.values("pk"))


def _rank(queryset: models.QuerySet, query: Query) -> Any:
    database, whole = _database(queryset.db), None
    if has_whole(query):
        rows = queryset.model._base_manager.using(queryset.db).all()
        whole = database.holding_whole(rows, query.whole)
    return Rank(weigh(query), database.RANKED_BY, database.write_printed, whole)


def find_some(queryset: models.QuerySet, phrase: str, most: int) -> list[int] | None:
    """The keys of the rows of the queryset's model that hold a phrase; None where there are more than `most`.

    Perhaps of some more, that have its pairs of characters apart. What it costs does not grow with the archive.
    """
    return _database(queryset.db).find_some(queryset.model._base_manager.using(queryset.db).order_by(), phrase, most)


# Rows, and what to order them by.
Part = tuple[models.QuerySet, Any]


def divide_by_rank(queryset: models.QuerySet, query: Query) -> tuple[models.QuerySet, Callable[[], Part]] | None:
    """What `search` found, in two: the rows that have a rank, and a call for those whose rank is 0.

    None where nothing ranks. Each part alone is led to its first rows by an index; all rows of a common word must not
    be read for the fifty best of them.
    """
    database, weights = _database(queryset.db), weigh(query)
    if not weights or not _has_headline(queryset.model):
        return None
    heads, whole = [phrase for _weight, phrase in weights], query.whole if has_whole(query) else ""
    high = database.lead_to_ranked(queryset, heads, whole, find_plain(query))
    if len(weights) == 1:  # then all that rank rank alike
        high = high.annotate(rank=Value(weights[0][0], FloatField()))
    return high, lambda: database.lead_to_newest(queryset, find_plain(query), _SHOWN, heads, whole)


def find_best(
    queryset: models.QuerySet, query: Query, most: int, place: Place | None = None, upward: bool = False
) -> list[tuple[int, float]] | None:
    """Keys and ranks of the best of what `search` found (`upward`: of the least), from behind a place on.

    None where many rows are found, or the database reads them as quickly itself.
    """
    phrases, weights = find_plain(query), weigh(query)
    if not phrases or not _has_headline(queryset.model) or _database(queryset.db) is not postgres:
        return None
    if [phrase for _weight, phrase in weights] == phrases:
        return postgres_best.find_best_of_one(queryset, phrases[0], weights[0][0], most, place, upward)
    few = postgres_best.find_few(queryset, phrases)
    if few is None:
        return None
    rows = queryset.model._base_manager.using(queryset.db).order_by()
    whole, worth = (query.whole, WHOLE) if has_whole(query) else ("", 0.0)
    possible: set[int] | None = set()
    if whole:
        possible = postgres_best.find_possible(rows, phrases, whole)
    rank = rank_headline(weights)
    ranked = [(key, rank(headline), possible is None or key in possible) for key, headline in few]
    standing = partial(postgres_best.find_standing, rows, phrases=phrases, whole=whole)
    hits = Hits(ranked, standing, all(len(phrase) <= 2 for phrase in phrases), worth)
    return read_best(hits, most, place, upward)


def find_newest(queryset: models.QuerySet, query: Query, most: int) -> list[int]:
    """The keys of what `search` found, or of all rows where nothing is asked: those stored last, `most` at most."""
    database, order = _database(queryset.db), F("pk")
    if query:
        queryset, order = database.lead_to_newest(queryset, find_plain(query), most)
    return list(queryset.order_by(order.desc()).values_list("pk", flat=True)[:most])


def _has_headline(model: type[models.Model]) -> bool:
    return model._meta.model_name == "article"


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
