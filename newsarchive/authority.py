"""The authority records an archive starts from: newspapers and indicators out of TOML files.

What is missing is added; what is there belongs to the editors and is left alone.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from articles.models import Newspaper, NewspaperVariant
from metrics.models import Indicator, IndicatorVariant


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records and forms of names were added."""

    newspapers: int = 0
    indicators: int = 0
    forms: int = 0


def load_authority(folder: Path) -> Loaded:
    """Add what `newspapers.toml` and `indicators.toml` in the folder hold and the archive does not.

    A form of a name that already belongs to another record stays with it. Raises FileNotFoundError where a file is
    missing and tomllib.TOMLDecodeError where it cannot be read.
    """
    papers = tomllib.loads((folder / "newspapers.toml").read_text(encoding="utf-8")).get("newspaper", [])
    indicators = tomllib.loads((folder / "indicators.toml").read_text(encoding="utf-8")).get("indicator", [])
    added = {"newspapers": 0, "indicators": 0, "forms": 0}
    with transaction.atomic():
        for row in papers:
            paper, is_new = Newspaper.objects.get_or_create(
                code=row["code"], defaults={"name": row["name"], "place": row["place"]}
            )
            added["newspapers"] += is_new
            for form in row["variants"]:
                _, is_new = NewspaperVariant.objects.get_or_create(name=form, defaults={"newspaper": paper})
                added["forms"] += is_new
        for row in indicators:
            indicator, is_new = Indicator.objects.get_or_create(
                code=row["code"], defaults={"name": row["name"], "unit": row["unit"]}
            )
            added["indicators"] += is_new
            for form in row["phrases"]:
                _, is_new = IndicatorVariant.objects.get_or_create(phrase=form, defaults={"indicator": indicator})
                added["forms"] += is_new
    return Loaded(**added)
