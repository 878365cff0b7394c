"""A list's rows read quickly: as columns of the database, in batches, each written as its serializer's field writes it.

To make an object of each row and ask every field for its value costs ten times as much. A list with a field that is no
column, or with rows loaded in a way of their own, has no such plan, and is read by its serializer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.functions import Cast
from django.utils import timezone
from rest_framework import serializers
from rest_framework.settings import api_settings

from articles.api_fields import CuratedSerializer, RecordField, VariantsField
from articles.article_api import ListedArticleSerializer
from articles.curation import is_other
from articles.plain import column_of
from articles.search.query import read_query

BATCH = 500  # rows that are held at once
# Fields that write what such a column holds as it is.
AS_IT_IS: dict[type, tuple[type, ...]] = {
    serializers.CharField: (models.CharField, models.TextField),
    serializers.IntegerField: (models.IntegerField, models.AutoField, models.ForeignKey),
    serializers.BooleanField: (models.BooleanField,),
    serializers.FloatField: (models.FloatField,),
    serializers.JSONField: (models.JSONField,),
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a field shows: from the values of these paths, those of a batch one tuple a path, those of the field."""

    paths: tuple[str | Cast, ...]
    write: Callable[..., Sequence[Any]]


def plan_columns(rows: models.QuerySet, serializer: Any, names: Sequence[str]) -> dict[str, Column] | None:
    """By name the columns of these fields; None where the rows must be read by the serializer."""
    loaded = rows._prefetch_related_lookups
    own = type(serializer).to_representation is not serializers.Serializer.to_representation
    if own or rows.query.distinct or not all(isinstance(lookup, str) for lookup in loaded):
        return None
    columns: dict[str, Column] = {}
    for name in names:
        column = plan_column(rows, serializer, serializer.fields[name])
        if column is None:
            return None
        columns[name] = column
    return columns


def plan_column(rows: models.QuerySet, serializer: Any, field: Any) -> Column | None:
    if isinstance(field, serializers.SerializerMethodField):
        plan = METHODS.get(getattr(type(serializer), field.method_name))
        return plan(rows.model, serializer) if plan else None
    if type(field) is VariantsField:
        return plan_variants(rows, field)
    path = [*field.source_attrs, field.slug_field] if type(field) is RecordField else field.source_attrs
    column = find_column(rows.model, path)
    if column is None:
        return None
    # Where a record on the way is missing, the serializer writes the field's default, or leaves the field out.
    if field.default is not None and any(has_gap(rows.model, field.source_attrs[:-1])):
        return None
    place = "__".join(path)
    if type(field) is serializers.DateTimeField:
        return Column((Cast(place, models.TextField()),), write_instants(timezone.get_current_timezone()))
    return Column((place,), choose_writing(field, column))


def find_column(model: Any, path: Sequence[str]) -> models.Field | None:
    """The column at the end of a path over foreign keys; None where the path leads over anything else."""
    *above, last = path
    try:
        for name in above:
            relation = model._meta.get_field(name)
            if not isinstance(relation, models.ForeignKey):
                return None
            model = relation.related_model
        column = model._meta.get_field(last)
    except FieldDoesNotExist:
        return None
    is_record = isinstance(column, models.ForeignKey) and last != column.attname
    return column if column.concrete and not is_record else None


def has_gap(model: Any, path: Sequence[str]) -> Iterator[bool]:
    """For each foreign key of a path, whether it may lead nowhere."""
    for name in path:
        relation = model._meta.get_field(name)
        yield relation.null
        model = relation.related_model


def choose_writing(field: Any, column: models.Field) -> Callable[..., Sequence[Any]]:
    if type(field) is RecordField or isinstance(column, AS_IT_IS.get(type(field), ())):
        return tuple
    if is_plain_number(field, column):
        return write_numbers
    write = field.to_representation
    return lambda values: [None if value is None else write(value) for value in values]


def write_numbers(values: Iterable[Decimal | None]) -> list[str | None]:
    """Without the zeros at the end, as `plain` has them too."""
    return [None if value is None else f"{value.normalize():f}" for value in values]


def is_plain_number(field: Any, column: models.Field) -> bool:
    """Whether all that the field does with a number that the column holds is to drop the zeros at its end."""
    return (
        type(field) is serializers.DecimalField
        and isinstance(column, models.DecimalField)
        and (field.max_digits, field.decimal_places) == (column.max_digits, column.decimal_places)
        and field.normalize_output
        and getattr(field, "coerce_to_string", api_settings.COERCE_DECIMAL_TO_STRING)
        and not field.localize
    )


def write_instants(zone: tzinfo) -> Callable[..., Sequence[Any]]:
    """For moments as the databases write them: 2026-03-14 08:05:21.6824+00, on SQLite without the zone, which is UTC.

    Each minute is led into the zone once. To make an object of every moment takes half the time of a list of figures.
    """

    @lru_cache(maxsize=4096)
    def shift(minute: str) -> tuple[str, str] | None:
        """What stands before the seconds, and behind them; None where the zone's clock is put on in that minute."""
        begin, end = (f"{minute}:{second}+00:00" for second in ("00", "59"))
        first, last = (datetime.fromisoformat(each).astimezone(zone) for each in (begin, end))
        before, behind = first.isoformat()[:17], first.isoformat()[19:]
        steady = first.second == 0 and last.isoformat() == f"{before}59{behind}"
        return (before, "Z" if behind == "+00:00" else behind) if steady else None

    def write(text: str | None) -> str | None:
        if text is None:
            return None
        seconds = text[17:].removesuffix("+00")
        if len(seconds) > 2:
            seconds = seconds.ljust(9, "0")
        if (shifted := shift(text[:16])) is None:
            moment = datetime.fromisoformat(f"{text[:17]}{seconds}+00:00").astimezone(zone).isoformat()
            return moment[:-6] + "Z" if moment.endswith("+00:00") else moment
        return f"{shifted[0]}{seconds}{shifted[1]}"

    return lambda values: list(map(write, values))


# Fields that are worked out -------------------------------------------------------------------------------------------


def plan_variants(rows: models.QuerySet, field: Any) -> Column | None:
    """The other names of each record of a batch, by one query."""
    below = rows.model._meta.get_field(field.source)
    owner = below.field.attname

    def write(keys: Sequence[int]) -> list[list[str]]:
        found: dict[int, list[str]] = {key: [] for key in keys}
        first, last = min(keys), max(keys)
        # Where most keys between the first and the last are asked for, a range is quicker than to name each.
        dense = last - first < 2 * BATCH
        near = {f"{owner}__gte": first, f"{owner}__lte": last} if dense else {f"{owner}__in": keys}
        variants = below.related_model._base_manager.using(rows.db).filter(**near)
        for key, name in variants.values_list(owner, field.column):
            if key in found:
                found[key].append(name)
        return [sorted(found[key]) for key in keys]

    return Column(("pk",), write)


def plan_edited(model: Any, _serializer: Any) -> Column | None:
    """The curated fields that an editor changed, where all of them are columns."""
    names = model.curated_fields
    numbers = {1 + place for place, name in enumerate(names) if isinstance(column_of(model, name), models.DecimalField)}
    paths = ["written"]
    for name in names:
        column = column_of(model, name)
        if column is None:
            return None
        if column.is_relation:
            kept = "public_id" if column_of(column.related_model, "public_id") else "code"
            paths.append(f"{name}__{kept}")
        else:
            paths.append(name)

    def find(written: dict[str, Any], *values: Any) -> list[str]:
        if not written:
            return []
        pairs = zip(names, values, strict=True)
        return [
            name
            for name, value in pairs
            if (value != written.get(name) or value is None) and is_other(model, name, value, written)
        ]

    def find_all(*batch: Sequence[Any]) -> list[list[str]]:
        return list(map(find, *(write_numbers(each) if at in numbers else each for at, each in enumerate(batch))))

    return Column(tuple(paths), find_all)


def plan_snippets(_model: Any, serializer: Any) -> Column | None:
    """Nothing, as long as nothing is searched."""
    if read_query(serializer.context["request"].query_params.get("q", "")).phrases:
        return None
    return Column(("pk",), lambda keys: [None] * len(keys))


METHODS: dict[Any, Callable[[Any, Any], Column | None]] = {
    CuratedSerializer.get_edited: plan_edited,
    ListedArticleSerializer.get_snippets: plan_snippets,
}


# Reading --------------------------------------------------------------------------------------------------------------


def read_batches(rows: models.QuerySet, columns: dict[str, Column]) -> Iterator[list[Sequence[Any]]]:
    """The values of each column in turn, batch by batch; one batch at a time is held."""
    paths = list(dict.fromkeys(path for column in columns.values() for path in column.paths))
    places = [(column.write, [paths.index(path) for path in column.paths]) for column in columns.values()]
    found = rows.prefetch_related(None).values_list(*paths).iterator(chunk_size=BATCH)
    while batch := list(islice(found, BATCH)):
        values = list(zip(*batch, strict=True))
        yield [write(*(values[place] for place in at)) for write, at in places]


def join_records(columns: Iterable[str], batches: Iterable[Iterable[Sequence[Any]]]) -> Iterator[dict[str, Any]]:
    """The records of all batches, one after the other."""
    names = list(columns)
    for batch in batches:
        for values in zip(*batch, strict=True):
            yield dict(zip(names, values, strict=True))
