"""What reading asks of Python's memory: no search for cycles while a page is read. Nothing of pages stands here."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Python looks for objects that hold each other only afterwards.

    A page's reading makes none, and tens of thousands of objects that stay: to look through them again and again
    costs a twentieth of the reading. Where the search is off already it stays off; where threads read at once, the one
    that turned it off turns it on again, which the others do not notice.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
