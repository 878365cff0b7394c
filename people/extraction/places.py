"""Places at home and abroad, whose names are made like those of persons or stand beside them."""

from __future__ import annotations

from articles.text.rules import read_list
from people.extraction.evidence import PACKAGE

PROVINCES = frozenset(read_list(PACKAGE, "provinces.txt"))
HOME_PLACES = frozenset(read_list(PACKAGE, "places.txt"))
PLACES = HOME_PLACES | frozenset(read_list(PACKAGE, "foreign_places.txt"))
PLACE_MARKS = frozenset(read_list(PACKAGE, "place_marks.txt"))
