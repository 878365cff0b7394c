"""Questions that are asked of the database again and again, each time with other keys: their SQL is put together once.

What Django takes to put a statement together is longer than what it takes to read the rows of a page.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

# In the place of keys while a statement is put together; no row has such a key.
FIRST_MARK = -1_000_000_000
MOST = 64  # keys of a question that is kept: the statement has a place for each

_own = threading.local()  # a compiler belongs to the connection of its thread


class Question:
    """A queryset that `make` makes of keys. It must be made alike for as many keys, whichever they are."""

    def __init__(self, make: Callable[..., QuerySet]) -> None:
        self.make = make

    def ask(self, *keys: int) -> list[Any]:
        """What the queryset for these keys holds."""
        if len(keys) > MOST:
            return list(self.make(*keys))
        kept: dict[Any, Any] = _own.__dict__.setdefault("kept", {})
        known = (self, len(keys))
        if known not in kept:
            kept[known] = prepare(self.make, len(keys))
        queryset, compiler, sql, params = kept[known]
        given = tuple(keys[param.place] if isinstance(param, Mark) else param for param in params)
        compiler.as_sql = lambda *_args, **_how: (sql, given)
        return list(queryset._iterable_class(queryset))


class Mark(int):
    """A number that stands for the key of a place."""

    @property
    def place(self) -> int:
        return FIRST_MARK - int(self)


def prepare(make: Callable[..., QuerySet], number: int) -> tuple[QuerySet, Any, str, list[Any]]:
    """The queryset, a compiler that tells its rows, the SQL and its parameters, with marks for the keys."""
    marks = [FIRST_MARK - place for place in range(number)]
    queryset = make(*marks)
    compiler = queryset.query.get_compiler(queryset.db)
    sql, params = compiler.as_sql()
    if not set(marks) <= set(params):
        raise ValueError("The statement has no place for each key.")
    queryset.query.get_compiler = lambda *_args, **_how: compiler
    return queryset, compiler, sql, [Mark(param) if param in marks else param for param in params]
