"""Search on PostgreSQL: GIN indexes over terms as arrays, of all text and of headlines; LIKE for the order of terms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import Exact, GreaterThan, LessThan

from articles.search.frequencies import Frequencies, read_frequencies
from articles.search.standing import Standing, without
from articles.text.words import phrase_terms, spelled_pattern

# The terms, and each character for queries of one. An array, for a tsvector holds no more than 1 MB and would refuse
# the row. Its cost is put high, so that the planner never works it out row by row where the index can answer.
_FUNCTION = r"""CREATE OR REPLACE FUNCTION search_elements(terms text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 100000 AS $$
BEGIN
  RETURN string_to_array(translate(terms, E'\n', ' '), ' ') || string_to_array(translate(terms, E'\n ', ''), NULL);
END $$"""
# By table and what is appended to its name, the text that each index is of. The first line of an article's terms is
# its headline: what ranks is found without reading all that holds a common word.
HEADLINE = r"split_part(terms, E'\n', 1)"
_INDEXED = {
    "articles_article": {"search": "terms", "headline": HEADLINE},
    "articles_page": {"search": "terms"},
}
_INDEX = 'CREATE INDEX {index} ON {table} USING gin ((search_elements({text}) COLLATE "C"))'
# What was written lately waits in a list that every search reads whole. A headline has so few terms that it need not
# wait; of text a megabyte may, for to write each by itself takes four times as long.
_WAITING = {"search": "gin_pending_list_limit=1024", "headline": "fastupdate=off"}


class _HasElements(Func):
    """`search_elements(terms) @> array`, in the words of the index."""

    template = 'search_elements(%(expressions)s) COLLATE "C"'
    arg_joiner = ') COLLATE "C" @> ('
    output_field = models.BooleanField()


class Line(Func):
    """A line of the terms: 1 is the headline's, 2 the byline's."""

    template = r"split_part(%(expressions)s, E'\n', %(number)s)"
    output_field = models.TextField()

    def __init__(self, terms: Any, number: int) -> None:
        super().__init__(terms, number=number)


# What `write_printed` asks of.
RANKED_BY = "headline"


def write_printed(column: str, phrase: str) -> tuple[str, str]:
    """SQL for what `HasPrinted` asks, and its parameter."""
    return f"{column} ~ %s", spelled_pattern(phrase)


class HasPrinted(Func):
    """Whether a column that is not folded holds the phrase in any spelling: near enough to rank by, and quick.

    To read the terms for it would take ten times as long.
    """

    template = "%(expressions)s"
    arg_joiner = " ~ "
    output_field = models.BooleanField()

    def __init__(self, phrase: str) -> None:
        super().__init__(F(RANKED_BY), Value(spelled_pattern(phrase)))


def install(connection: Any, table: str) -> None:
    """The GIN indexes, where one is missing, and what waits for them kept short."""
    standing = _find_sound(connection, table)
    missing = _indexes(table).keys() - standing.keys()
    with connection.cursor() as cursor:
        if missing:
            cursor.execute(_FUNCTION)
        for index in sorted(missing):
            cursor.execute(f"DROP INDEX IF EXISTS {index}")
            cursor.execute(_INDEX.format(index=index, table=table, text=_indexes(table)[index]))
        for name, option in _WAITING.items():
            index = f"{table}_{name}"
            if index in _indexes(table) and option not in standing.get(index, []):
                cursor.execute(f"ALTER INDEX {index} SET ({option})")
                cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
        if missing:
            cursor.execute(f"ANALYZE {table}")  # by itself the planner would know of it only after many changes


def rebuild(connection: Any, table: str) -> None:
    """Make the indexes anew from the rows."""
    install(connection, table)
    with connection.cursor() as cursor:
        for index in _indexes(table):
            cursor.execute(f"REINDEX INDEX {index}")


def is_sound(connection: Any, table: str) -> bool:
    """Whether the indexes stand; what they hold, PostgreSQL itself keeps in step."""
    return _find_sound(connection, table).keys() == _indexes(table).keys()


def _indexes(table: str) -> dict[str, str]:
    """Name of each index of a table -> what it is of."""
    return {f"{table}_{name}": text for name, text in _INDEXED[table].items()}


def _find_sound(connection: Any, table: str) -> dict[str, list[str]]:
    """The indexes that stand, and their options."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, coalesce(reloptions, '{}') FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid "
            "WHERE indrelid = to_regclass(%s) AND indisvalid AND relname = ANY(%s)",
            [table, list(_indexes(table))],
        )
        return dict(cursor.fetchall())


class _Standing(Standing):
    """The index answers it. What it does not answer of it, PostgreSQL works out anew for each row: 100 to 400 µs."""

    template, arg_joiner = "(%(expressions)s)", " AND "

    def __init__(self, phrases: Sequence[str]) -> None:
        # A phrase of one or two characters is a single element, and the index has answered.
        ordered = [_is_in_order(phrase) for phrase in phrases if len(phrase) > 2]
        super().__init__(_has_terms(F("terms"), phrases), *ordered)


def narrow(queryset: models.QuerySet, phrases: Sequence[str]) -> models.QuerySet:
    """The rows in which every one of the phrases stands."""
    return queryset.filter(_Standing(phrases))


def _has_terms(text: Any, phrases: Sequence[str]) -> _HasElements:
    return _HasElements(text, Value(find_elements(phrases), ArrayField(models.TextField())))


def find_elements(phrases: Sequence[str]) -> list[str]:
    """What the index is asked for: the terms of the phrases, or single characters."""
    return sorted({element for phrase in phrases for element in phrase_terms(phrase).split(" ")})


def _is_in_order(phrase: str) -> Any:
    """Whether the phrase's terms stand in a row. Not LIKE: the planner takes that for as good as never true, though the
    index has found the terms already, and then plans for one row where there are thousands."""
    return ~Exact(StrIndex(F("terms"), Value(phrase_terms(phrase))), 0)


class _Late(Func):
    """A condition to be asked last, and of few rows. What never comes to pass, `terms` being never null, tells the
    planner that it is dear; it would ask all rows otherwise, though the terms are stored away from the row."""

    output_field = models.BooleanField()

    def __init__(self, condition: Any) -> None:
        super().__init__(condition, F("terms"))

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, list[Any]]:
        (condition, params), (terms, _none) = (compiler.compile(each) for each in self.get_source_expressions())
        return f"COALESCE({condition}, search_elements({terms}) IS NULL)", [*params]


def holding_whole(_rows: models.QuerySet, phrase: str) -> Q:
    """The rows in which a string of several words stands: asked of each row that has the words."""
    return Q(_is_in_order(phrase))


def lead_to_ranked(
    queryset: models.QuerySet, heads: Sequence[str], whole: str, phrases: Sequence[str]
) -> models.QuerySet:
    """Of the rows in which all of the phrases stand those with one of `heads` in the headline, or `whole` anywhere.

    And some more, that have the pairs of a head apart. Each is looked for by itself: to a condition with OR the indexes
    give an answer that must be asked of each row again.
    """
    rows, bare = queryset.model._base_manager.using(queryset.db).order_by(), without(queryset)
    terms, headline = F("terms"), Line(F("terms"), 1)
    found = [
        rows.filter(_has_terms(headline, [head]), _has_terms(terms, [head, *phrases]))
        for head in heads
        if head != whole
    ]
    if whole:
        found.append(rows.filter(_has_terms(terms, [whole, *phrases])))
    first, *more = [each.values("pk") for each in found]
    ordered = [_Late(Q(HasPrinted(each)) | Q(_is_in_order(each))) for each in phrases if len(each) > 2]
    if len(heads) == 1:  # all that rank rank alike
        ordered.append(HasPrinted(heads[0]))
    return bare.filter(_Late(GreaterThan(F("rank"), 0)), *ordered, pk__in=first.union(*more, all=True))


def lead_to_newest(
    queryset: models.QuerySet, phrases: Sequence[str], wanted: int, heads: Sequence[str] = (), whole: str = ""
) -> tuple[models.QuerySet, Any]:
    """The rows in which all of the phrases stand, none of `heads` in the headline and `whole` nowhere; and what to
    order them by to have `wanted` of the newest, or oldest, soonest.

    Of rare words the index tells all rows, and these are sorted; only then are they asked one by one whether the pairs
    of a phrase stand in a row. The sum keeps the planner from walking along the keys, which takes the longer the rarer
    the words are. In an archive full of a common word, the walk soon meets enough.
    """
    headless = [~Q(HasPrinted(head)) for head in heads]
    found = queryset.filter(*headless)
    if not phrases:
        return found, F("pk") + 0
    # Not `= 0`, which the planner takes for as good as never true, as it does LIKE.
    unlike = [LessThan(StrIndex(F("terms"), Value(phrase_terms(whole))), 1)] if whole else []
    bare, rows = without(queryset), queryset.model._base_manager.using(queryset.db).order_by()
    if is_common(rows, bare, phrases, wanted):
        return bare.filter(*headless, *map(_is_in_order, phrases), *unlike), F("pk")
    late = [_is_in_order(phrase) for phrase in phrases if len(phrase) > 2] + unlike
    if not late:
        return found, F("pk") + 0
    # Distinct, which they are, so that the order of the keys is kept to the end.
    keys = rows.filter(_has_terms(F("terms"), phrases)).order_by("-pk").distinct("pk").values("pk")
    return bare.filter(*headless, *map(_Late, late), pk__in=keys), F("pk")


# To read one row's terms on a walk takes some 10 µs, to take a row from the index 2. For w rows of m among n, w n/m are
# read on the walk or m are taken: as long, where m² = 5 w n.
_WALKED = 5
# Where other conditions hold for fewer of all rows, the walk might meet none for long: those of a year lie together.
_OPEN = 0.8


def is_common(rows: models.QuerySet, bare: models.QuerySet, phrases: Sequence[str], wanted: int) -> bool:
    """Whether so many rows seem to have the phrases that a walk along those of `bare` meets enough of them sooner.

    Not in a table that was never analysed, of which nothing is known.
    """
    known = frequencies(rows)
    if not known.rows or known.estimate(find_elements(phrases)) ** 2 <= _WALKED * wanted * known.rows:
        return False
    if not bare.query.where:
        return True
    plan = bare.order_by().values("pk").explain(format="json")
    return bool(plan and json.loads(plan)[0]["Plan"]["Plan Rows"] >= _OPEN * known.rows)


def frequencies(rows: models.QuerySet) -> Frequencies:
    """How common the terms of a table are."""
    table = rows.model._meta.db_table
    return read_frequencies(connections[rows.db], table, f"{table}_search")


def find_some(rows: models.QuerySet, phrase: str, most: int) -> list[int] | None:
    """The keys of rows that have a phrase's terms; None where there are more than `most`, or seem to be."""
    terms, known = find_elements([phrase]), frequencies(rows)
    if not known.has_rare(terms) and known.estimate(terms) > most:
        return None
    keys = list(rows.filter(_has_terms(F("terms"), [phrase])).values_list("pk", flat=True)[: most + 1])
    return keys if 0 < len(keys) <= most else None
