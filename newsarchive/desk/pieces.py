"""What the page desk draws, in pieces that are known by their looks: none is sent to a browser that has it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe


class Piece(NamedTuple):
    """One element. `key` is a hash of its HTML, which has it in `data-is`."""

    key: str
    html: SafeString


def sign(html: str) -> Piece:
    """The piece of an element that is safe: '<li>a</li>' -> '<li data-is="5f…">a</li>'"""
    html = html.strip()
    key = hashlib.blake2b(html.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    end = html.index(">")  # no attribute has one that is not escaped
    return Piece(key, mark_safe(f'{html[:end]} data-is="{key}"{html[end:]}'))


def leave_out_known(pieces: Iterable[Piece], known: Collection[str]) -> list[tuple[str, ...]]:
    """The pieces as JSON, those that are known by their keys alone."""
    return [(piece.key,) if piece.key in known else tuple(piece) for piece in pieces]
