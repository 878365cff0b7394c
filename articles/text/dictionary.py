"""The words of jieba's dictionary, read from the data file of the installed package: how often each was counted, and
what it was tagged as. jieba itself is neither imported nor run.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path


def read_dictionary(least: int = 1) -> Iterator[tuple[str, int, str]]:
    """(word, count, tag) for each word counted `least` times or more: ('收割机', 38, 'n').

    Raises FileNotFoundError where jieba is not installed.
    """
    found = find_spec("jieba")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError("jieba is not installed: its dictionary is needed")
    rows = Path(found.submodule_search_locations[0], "dict.txt").read_text(encoding="utf-8").split()
    digits = len(str(least))
    for word, count, tag in zip(rows[0::3], rows[1::3], rows[2::3], strict=True):
        if len(count) >= digits and int(count) >= least:
            yield word, int(count), tag
