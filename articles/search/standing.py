"""The condition that a search puts on rows, told from their others: a shorter way to the rows leaves it out."""

from __future__ import annotations

from django.db import models


class Standing(models.Func):
    """That every one of the phrases stands in a row: one condition, as the database at hand asks it."""

    output_field = models.BooleanField()


def without(queryset: models.QuerySet) -> models.QuerySet:
    """The queryset without that condition, for rows that are led to, and told, in another way."""
    bare = queryset.all()
    where = bare.query.where
    where.children = [each for each in where.children if not isinstance(getattr(each, "lhs", None), Standing)]
    return bare
