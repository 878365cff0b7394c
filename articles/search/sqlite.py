"""Search on SQLite: FTS5 tables over each searched table's `terms` and over headlines, kept in step by triggers."""

from __future__ import annotations

import string
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, connections, models, transaction
from django.db.models.expressions import RawSQL

from articles.search.standing import Standing, without
from articles.text.words import phrase_terms

# A term is whatever stands between spaces: FTS5's `ascii` tokenizer takes all of Unicode beyond ASCII as letters, and
# is told that ASCII's marks are letters too. `prefix='1'` makes one character as quick to find as two.
_MARKS = string.punctuation.replace('"', '""').replace("'", "''")
_OPTIONS = f"""prefix='1', tokenize="ascii tokenchars '{_MARKS}'\""""
# The first line of an article's terms is its headline.
_FIRST_LINE = "substr({terms}, 1, instr({terms} || char(10), char(10)) - 1)"
_OLD, _NEW = _FIRST_LINE.format(terms="old.terms"), _FIRST_LINE.format(terms="new.terms")


@dataclass(frozen=True)
class _Index:
    """An FTS5 table: what makes it and its triggers, by name; what fills it; whether it holds the rows' text."""

    made: dict[str, str]
    filled: tuple[str, ...]
    sound: str


# By what is appended to the table's name. Terms are left in their rows; FTS5 must be told what they were before.
_SEARCH = _Index(
    {
        "{index}": "CREATE VIRTUAL TABLE {index} USING fts5(terms, content='{table}', content_rowid='id', {options})",
        "{index}_inserted": """CREATE TRIGGER {index}_inserted AFTER INSERT ON {table} BEGIN
  INSERT INTO {index}(rowid, terms) VALUES (new.id, new.terms);
END""",
        "{index}_deleted": """CREATE TRIGGER {index}_deleted AFTER DELETE ON {table} BEGIN
  INSERT INTO {index}({index}, rowid, terms) VALUES ('delete', old.id, old.terms);
END""",
        "{index}_updated": """CREATE TRIGGER {index}_updated AFTER UPDATE ON {table}
WHEN old.terms IS NOT new.terms OR old.id IS NOT new.id BEGIN
  INSERT INTO {index}({index}, rowid, terms) VALUES ('delete', old.id, old.terms);
  INSERT INTO {index}(rowid, terms) VALUES (new.id, new.terms);
END""",
    },
    ("INSERT INTO {index}({index}) VALUES ('rebuild')",),
    "SELECT 1",  # its integrity check compares it with the rows
)
# Headlines are short, and kept in the index itself: what ranks is found without reading all that holds a common word.
_HEADLINE = _Index(
    {
        "{index}": "CREATE VIRTUAL TABLE {index} USING fts5(terms, {options})",
        "{index}_inserted": f"""CREATE TRIGGER {{index}}_inserted AFTER INSERT ON {{table}} BEGIN
  INSERT INTO {{index}}(rowid, terms) VALUES (new.id, {_NEW});
END""",
        "{index}_deleted": """CREATE TRIGGER {index}_deleted AFTER DELETE ON {table} BEGIN
  DELETE FROM {index} WHERE rowid = old.id;
END""",
        "{index}_updated": f"""CREATE TRIGGER {{index}}_updated AFTER UPDATE ON {{table}}
WHEN {_OLD} IS NOT {_NEW} OR old.id IS NOT new.id BEGIN
  DELETE FROM {{index}} WHERE rowid = old.id;
  INSERT INTO {{index}}(rowid, terms) VALUES (new.id, {_NEW});
END""",
    },
    (
        "DELETE FROM {index}",
        f"INSERT INTO {{index}}(rowid, terms) SELECT id, {_FIRST_LINE.format(terms='terms')} FROM {{table}}",
    ),
    f"""SELECT (SELECT count(*) FROM {{index}}) = (SELECT count(*) FROM {{table}}) AND NOT EXISTS (
  SELECT 1 FROM {{table}} LEFT JOIN {{index}} ON {{index}}.rowid = id
  WHERE {{index}}.terms IS NOT {_FIRST_LINE.format(terms="{table}.terms")})""",
)
_INDEXED = {
    "articles_article": {"search": _SEARCH, "headline": _HEADLINE},
    "articles_page": {"search": _SEARCH},
}
_HEADLINES = "articles_article_headline"
# What `write_printed` asks of.
RANKED_BY = "pk"


class Line(models.Func):
    """A line of the terms: 1 is the headline's, 2 the byline's."""

    output_field = models.TextField()
    template = _FIRST_LINE.replace("{terms}", "%(expressions)s")
    second = _FIRST_LINE.replace("{terms}", "substr(%(expressions)s, instr(%(expressions)s || char(10), char(10)) + 1)")

    def __init__(self, terms: Any, number: int) -> None:
        super().__init__(terms, template=self.template if number == 1 else self.second)


class _Held(models.Func):
    """Whether an index has an FTS5 expression in a row."""

    output_field = models.BooleanField()

    def __init__(self, index: str, expression: str, leads: bool = True) -> None:
        """With `leads`, the planner may read the rows that the index tells; else it has better to be led by."""
        super().__init__(models.F("pk"))
        self.index, self.expression, self.leads = index, expression, leads

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        (key,) = self.get_source_expressions()
        return f"{'' if self.leads else '+'}{compiler.compile(key)[0]} IN ({_told_by(self.index)})", [self.expression]


class _Standing(_Held, Standing):
    """That every one of the phrases stands in a row."""


def _told_by(index: str) -> str:
    return f"SELECT rowid FROM {index} WHERE {index} MATCH %s"


def write_printed(key: str, phrase: str) -> tuple[str, str]:
    """SQL for whether a phrase stands in the headline of the row with a key, and its parameter."""
    return f"{key} IN ({_told_by(_HEADLINES)})", _expression([phrase])


def _index(table: str) -> str:
    return f"{table}_search"


def _written(table: str, name: str) -> tuple[str, _Index]:
    """Name of an index of a table, and its SQL."""
    index = f"{table}_{name}"

    def write(sql: str) -> str:
        return sql.format(index=index, table=table, options=_OPTIONS)

    kind = _INDEXED[table][name]
    made = {write(part): write(sql) for part, sql in kind.made.items()}
    return index, _Index(made, tuple(map(write, kind.filled)), write(kind.sound))


def _indexes(table: str) -> dict[str, _Index]:
    return dict(_written(table, name) for name in _INDEXED[table])


def _find_unsound(connection: Any, table: str) -> dict[str, _Index]:
    """The indexes of which a part is missing or is not as it should be."""
    wanted = _indexes(table)
    names = [part for index in wanted.values() for part in index.made]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, sql FROM sqlite_master WHERE name IN ({', '.join(['%s'] * len(names))})", names)
        standing = dict(cursor.fetchall())
    return {name: index for name, index in wanted.items() if not index.made.items() <= standing.items()}


def _expression(phrases: Sequence[str]) -> str:
    """The FTS5 query: each phrase quoted, one character as a prefix."""
    return " AND ".join(
        '"{}"{}'.format(phrase_terms(phrase).replace('"', '""'), "*" if len(phrase) == 1 else "") for phrase in phrases
    )


def _any_of(phrases: Sequence[str]) -> str:
    return " OR ".join(_expression([phrase]) for phrase in phrases)


def install(connection: Any, table: str) -> None:
    """The FTS5 tables and their triggers, filled. Where a part of one is missing, or is not as it should be, it is made
    anew with the others."""
    for name, index in _find_unsound(connection, table).items():
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for part in index.made:
                cursor.execute(f"DROP {'TABLE' if part == name else 'TRIGGER'} IF EXISTS {part}")
            for sql in index.made.values():
                cursor.execute(sql)
        _fill(connection, index)


def rebuild(connection: Any, table: str) -> None:
    """Fill the indexes anew from the rows."""
    for index in _indexes(table).values():
        _fill(connection, index)


def _fill(connection: Any, index: _Index) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for sql in index.filled:
            cursor.execute(sql)


def is_sound(connection: Any, table: str) -> bool:
    """Whether tables and triggers stand, and the indexes hold what the rows hold."""
    if _find_unsound(connection, table):
        return False
    try:
        with connection.cursor() as cursor:
            for name, index in _indexes(table).items():
                cursor.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
                if not cursor.execute(index.sound).fetchone()[0]:
                    return False
    except DatabaseError:
        return False
    return True


def narrow(queryset: models.QuerySet, phrases: Sequence[str]) -> models.QuerySet:
    """The rows in which every one of the phrases stands."""
    return queryset.filter(_Standing(_index(queryset.model._meta.db_table), _expression(phrases)))


def holding_whole(rows: models.QuerySet, phrase: str) -> models.Q:
    """The rows in which a string of several words stands: told by the index."""
    return models.Q(pk__in=narrow(rows, [phrase]).values("pk"))


def find_some(rows: models.QuerySet, phrase: str, most: int) -> list[int] | None:
    """The keys of rows in which a phrase stands; None where there are more than `most`."""
    index = _index(rows.model._meta.db_table)
    with connections[rows.db].cursor() as cursor:
        sql = f"SELECT rowid FROM {index} WHERE {index} MATCH %s LIMIT {most + 1:d}"
        cursor.execute(sql, [_expression([phrase])])
        keys = [key for (key,) in cursor.fetchall()]
    return keys if len(keys) <= most else None


def lead_to_ranked(
    queryset: models.QuerySet, heads: Sequence[str], whole: str, phrases: Sequence[str]
) -> models.QuerySet:
    """Of the rows in which all of the phrases stand those with one of `heads` in the headline, or `whole` anywhere."""
    index = _index(queryset.model._meta.db_table)
    sql, params = _told_by(_HEADLINES), [_any_of(heads)]
    if whole:
        sql, params = f"{sql} UNION {_told_by(index)}", [*params, _expression([whole])]
    found = without(queryset).filter(pk__in=RawSQL(sql, params))
    # What has the one phrase of a query in the headline, has it.
    certain = not phrases or list(heads) == list(phrases)
    return found if certain else found.filter(_Held(index, _expression(phrases), leads=False))


def lead_to_newest(
    queryset: models.QuerySet, _phrases: Sequence[str], _wanted: int, heads: Sequence[str] = (), whole: str = ""
) -> tuple[models.QuerySet, Any]:
    """Of the queryset the rows with none of `heads` in the headline and `whole` nowhere; and what to order them by to
    have the newest, or oldest, soonest."""
    ranked = [_Held(_HEADLINES, _any_of(heads), leads=False)] if heads else []
    if whole:
        ranked.append(_Held(_index(queryset.model._meta.db_table), _expression([whole]), leads=False))
    return queryset.filter(*(~models.Q(each) for each in ranked)), models.F("pk")
