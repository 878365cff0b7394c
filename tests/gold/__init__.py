"""Labelled pages, what the reader makes of them, and what it gained or lost since the last accepted reading."""
