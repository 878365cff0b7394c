"""The marked corpus that names are counted on and scored with: pages of JSON lines, kept outside the repository.

One object a line: {"date", "articles": [{"paragraphs": [{"id", "text", "persons": [{"name", "kind", "in"?}]}]}]}.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

COUNTED = range(1, 8)  # days of the month that weights are counted on
SCORED = range(8, 11)


def read_articles(corpus: Path, days: Collection[int]) -> Iterator[list[dict[str, Any]]]:
    """The paragraphs of each article of these days."""
    with gzip.open(corpus, "rt", encoding="utf-8") as pages:
        for page in map(json.loads, pages):
            if int(page["date"][-2:]) in days:
                for article in page["articles"]:
                    yield article["paragraphs"]
