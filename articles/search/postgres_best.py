"""The best of what is found on PostgreSQL: of one phrase in one statement; of several, where few rows have them all.

Written as SQL: to put it together of Django's expressions takes longer than the search of a rare word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connections, models

from articles.search import postgres
from articles.search.few import Place
from articles.search.standing import without
from articles.text.words import phrase_terms, spelled_pattern

# A condition, and its parameters.
Sql = tuple[str, list[Any]]

# So many rows at most are ranked in Python, and a term of which nothing is known may stand in so few.
FEW = 5_000
# Of terms that are known, all are: to rank more takes longer than to be led by the index of headlines.
_FEW_KNOWN = 2_000


def find_best_of_one(
    queryset: models.QuerySet, phrase: str, weight: float, most: int, place: Place | None, upward: bool
) -> list[tuple[int, float]]:
    """Keys and ranks of the rows in which one phrase stands, worth `weight` in the headline, from a place on.

    Those with the phrase in the headline rank alike, and so do the rest: two parts, each ordered by key. The second is
    not begun where the first has enough.
    """
    bare, table = without(queryset), queryset.model._meta.db_table
    rows = queryset.model._base_manager.using(queryset.db).order_by()
    opened, way = _write_open(bare), "ASC" if upward else "DESC"
    terms = postgres.find_elements([phrase])
    printed = spelled_pattern(phrase)
    headed = (f"{_has_elements(postgres.HEADLINE)} AND headline ~ %s", [terms, printed])
    parts = [(weight, lambda beyond: _write_headed(table, way, _and(headed, opened, beyond), most))]
    if postgres.is_common(rows, bare, [phrase], most):
        walked = ("strpos(terms, %s) > 0 AND headline !~ %s", [phrase_terms(phrase), printed])
        parts.append((0.0, lambda beyond: _write_headed(table, way, _and(walked, opened, beyond), most)))
    else:
        found = (_has_elements("terms"), [_find_leading(rows, [phrase])])
        late = [("headline !~ %s", [printed]), *([_stands(table, phrase)] if len(phrase) > 2 else [])]
        parts.append((0.0, lambda beyond: _write_sorted(table, way, _and(found, opened, beyond), _and(*late), most)))
    written = [
        (f"(SELECT id, {rank}::float AS rank FROM {sql})", params)
        for rank, write in (reversed(parts) if upward else parts)
        if (beyond := _write_beyond(rank, place, upward)) is not None
        for sql, params in [write(beyond)]
    ]
    if not written:
        return []
    sql, params = " UNION ALL ".join(sql for sql, _params in written), [p for _sql, each in written for p in each]
    with connections[queryset.db].cursor() as cursor:
        cursor.execute(f"SELECT id, rank FROM ({sql}) AS found LIMIT {most:d}", params)
        return list(cursor.fetchall())


def _write_headed(table: str, way: str, condition: Sql, most: int) -> Sql:
    sql, params = condition
    return f"{table} WHERE {sql} ORDER BY id {way} LIMIT {most:d}", params


def _write_sorted(table: str, way: str, condition: Sql, late: Sql, most: int) -> Sql:
    """What is dear is asked of the rows in their order, until there are enough: `OFFSET` keeps the planner from asking
    it of all of them, for terms are stored away from the row."""
    (sql, params), (last, more) = condition, late
    found = f"(SELECT id, headline FROM {table} WHERE {sql} ORDER BY id {way} OFFSET 0) AS found"
    return f"{found} WHERE {last} LIMIT {most:d}", [*params, *more]


def _write_beyond(rank: float, place: Place | None, upward: bool) -> Sql | None:
    """Which rows of those with this rank lie behind a place; None: none of them."""
    if place is None or rank != place[0]:
        return ("TRUE", []) if place is None or (rank > place[0]) == upward else None
    return f"id {'>' if upward else '<'} %s", [place[1]]


def _write_open(bare: models.QuerySet) -> Sql:
    """What else is asked of the rows, beside the search."""
    if not bare.query.where:
        return "TRUE", []
    sql, params = bare.order_by().values("pk").query.sql_with_params()
    return f"id IN ({sql})", list(params)


def _has_elements(text: str) -> str:
    return f'search_elements({text}) COLLATE "C" @> %s COLLATE "C"'


def _stands(table: str, phrase: str) -> Sql:
    standing = f"SELECT strpos(terms, %s) > 0 FROM {table} AS own WHERE own.id = found.id"
    return f"({standing})", [phrase_terms(phrase)]


def _find_leading(rows: models.QuerySet, phrases: Sequence[str]) -> list[str]:
    """The terms by which the index leads to the phrases: of a longer one those that are rare, if any are.

    To look up its common terms as well costs more than it spares: it is looked for in the text of the rows anyway.
    """
    common, leading = postgres.frequencies(rows).shares, set()
    for phrase in phrases:
        terms = postgres.find_elements([phrase])
        leading |= {term for term in terms if term not in common} or {*terms}
    return sorted(leading)


def _and(*conditions: Sql) -> Sql:
    return " AND ".join(sql for sql, _params in conditions), [each for _sql, params in conditions for each in params]


def find_few(queryset: models.QuerySet, phrases: Sequence[str]) -> list[tuple[int, str]] | None:
    """Key and headline of each row of the queryset in which all phrases stand; and of some that have only their terms.

    None where there are more than `FEW`, or seem to be many.
    """
    terms, known = postgres.find_elements(phrases), postgres.frequencies(queryset)
    if not known.has_rare(terms) and known.estimate(terms) > _FEW_KNOWN:
        return None
    leading = _find_leading(queryset, phrases)
    sql, params = _and((_has_elements("terms"), [leading]), _write_open(without(queryset)))
    with connections[queryset.db].cursor() as cursor:
        table = queryset.model._meta.db_table
        cursor.execute(f"SELECT id, headline FROM {table} WHERE {sql} LIMIT {FEW + 1:d}", params)
        rows = list(cursor.fetchall())
    return rows if len(rows) <= FEW else None


def find_possible(rows: models.QuerySet, phrases: Sequence[str], whole: str) -> set[int] | None:
    """The keys of rows in which `whole` may stand, which is made of the phrases; None where any of theirs may be one.

    What joins the phrases are pairs of which the index is asked, where they are rare.
    """
    joints = sorted({*postgres.find_elements([whole])} - {*postgres.find_elements(phrases)})
    if not joints or not postgres.frequencies(rows).has_rare(joints):
        return None
    with connections[rows.db].cursor() as cursor:
        table = rows.model._meta.db_table
        cursor.execute(f"SELECT id FROM {table} WHERE {_has_elements('terms')} LIMIT {FEW + 1:d}", [joints])
        keys = {key for (key,) in cursor.fetchall()}
    return keys if len(keys) <= FEW else None


def find_standing(rows: models.QuerySet, keys: Sequence[int], phrases: Sequence[str], whole: str) -> dict[int, bool]:
    """Of rows with the terms of all phrases those in which the phrases stand as strings, and whether `whole` does."""
    ordered = [("strpos(terms, %s) > 0", [phrase_terms(each)]) for each in phrases if len(each) > 2]
    sql, params = _and(("id = ANY(%s)", [list(keys)]), *ordered)
    stands = ("strpos(terms, %s) > 0", [phrase_terms(whole)]) if whole else ("FALSE", [])
    with connections[rows.db].cursor() as cursor:
        table = rows.model._meta.db_table
        cursor.execute(f"SELECT id, {stands[0]} FROM {table} WHERE {sql}", [*stands[1], *params])
        return dict(cursor.fetchall())
