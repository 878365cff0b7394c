"""Where those credited belong and what they are, told before the name: 青石县财政局 张三, 河南青石市张三.

Nobody is meant by it.
"""

from __future__ import annotations

import re

from articles.text.rules import read_list
from people.extraction.evidence import PACKAGE, SURNAMES, common_words, title_before
from people.extraction.places import PLACES
from people.extraction.splitting import split_names

# What the names of bodies and places end in.
ENDS = frozenset(read_list(PACKAGE, "ends_of_bodies.txt"))
# Of these no name of three characters ends in one, but few.
SURE_ENDS = frozenset("县镇乡局院厅省")
_WHOSE = frozenset("县市区省州镇")
FAIR_SURNAME = 0.0
RARER = 2.5  # so much below the others one surname of several may be
EVERYWHERE = 3  # a word as common as can be
SHORTEST = 3  # characters of a place or body stuck to a name

_PIECE = re.compile(r"[\u3400-\u9fff·]{3,}")


def blank_bodies(text: str, begin: int, end: int) -> str:
    """The folded text with spaces where text[begin:end] names bodies and places before names, as long as before."""
    for match in _PIECE.finditer(text, begin, end):
        stop = _end_of_body(text, *match.span())
        if stop > match.start():
            text = text[: match.start()] + " " * (stop - match.start()) + text[stop:]
    return text


def _end_of_body(text: str, begin: int, end: int) -> int:
    """Where the body that the piece begins with ends; `begin` where it begins with a name."""
    piece = text[begin:end]
    if "·" in piece:
        return begin
    if piece in PLACES or (piece[-1] in SURE_ENDS and not _all_surnamed(text, begin, end, 1.5)):
        return end
    if len(piece) < 5 and piece[0] in _WHOSE and piece[-1] in ENDS:
        return end  # 县委办, 县新闻办
    if (
        len(piece) > 4
        and (piece[-1] in ENDS or title_before(text, end))
        and not _all_surnamed(text, begin, end, FAIR_SURNAME)
    ):
        return end
    if len(piece) < SHORTEST + 2 or _all_surnamed(text, begin, end, FAIR_SURNAME):
        return begin
    for stop in range(end - 2, begin + SHORTEST - 2, -1):
        if _ends_as_body(text, begin, stop) and _all_surnamed(text, stop, end, FAIR_SURNAME):
            return stop
    return begin


def _ends_as_body(text: str, begin: int, stop: int) -> bool:
    body = text[begin:stop]
    if body in PLACES or (len(body) > SHORTEST and title_before(text, stop)):
        return True
    return len(body) >= SHORTEST and (text[stop - 1] in ENDS or text[stop - 2 : stop] in ENDS) and body[-2:] != "会员"


def _all_surnamed(text: str, begin: int, end: int, least: float) -> bool:
    """Whether the stretch falls apart into names with surnames and nothing else; one rare surname is made up for."""
    names = [name for _, _, name, _ in split_names(text, begin, end)]
    weights = [max(SURNAMES.get(name[0], -9.0), SURNAMES.get(name[:2], -9.0)) for name in names]
    if not names or min(weights) < least - RARER or sum(weights) < least * len(weights):
        return False
    if any(len(name) > 3 and name[:2] not in SURNAMES for name in names):
        return False
    return len(names) > 1 or len(names[0]) > 2 or common_words().get(names[0], 0) != EVERYWHERE
