"""What a query asks for: words, "exact phrases", -without, OR and fields, read from any text whatever.

Pure. There is no wrong query: a sign that cannot be meant as one is text like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from articles.text.words import fold

# By their folded names, so that 標題： is known as well.
FIELDS = {
    "headline": "headline", "标题": "headline",
    "byline": "byline", "署名": "byline",
    "person": "person", "人物": "person",
}  # fmt: skip

_SPACE = re.compile(r"\s+")
_MINUS = re.compile(r"[-－](?=[^\s-])")
_FIELD = re.compile(r"(?P<name>[^\W\d_]{2,8})[:：](?=\S)")
_QUOTED = re.compile(
    r"""
    (?: "(?P<straight>[^"]*)"      # "新闻 联播"
      | “(?P<curved>[^“”]*)”       # “新闻 联播”
      | ＂(?P<wide>[^＂]*)＂
    ) (?!\S)                       # “小菜园”种出大文章 is text with its quotes
    """,
    re.VERBOSE,
)
_BARE = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Term:
    """A folded phrase, and the field it must stand in: '' is anywhere."""

    phrase: str
    field: str = ""


@dataclass(frozen=True)
class Query:
    """`wanted`: of each group one term at least must hold. `unwanted`: none may."""

    wanted: tuple[tuple[Term, ...], ...] = ()
    unwanted: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.wanted or self.unwanted)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """All that is looked for, in whatever field: what snippets mark."""
        return tuple(dict.fromkeys(term.phrase for group in self.wanted for term in group))

    @cached_property
    def whole(self) -> str:
        """The words of the query as one string, which ranks first where it stands; '' where they are not just words."""
        plain = all(len(group) == 1 and not group[0].field for group in self.wanted)
        return "".join(group[0].phrase for group in self.wanted) if plain else ""


def read_query(text: str) -> Query:
    """The query that a text means: '河道 "水质 监测" -招标 标题：治理 甲 OR 乙'.

    Words apart must all stand in a row; in quotes they are one. `OR` between two words asks for either, and holds
    them closer together than a space. A minus before a word, quotes or a field asks for rows without it.
    """
    wanted: list[list[Term]] = []
    unwanted: list[Term] = []
    pieces = list(_read_pieces(text))
    follows_word = joins = False
    for place, (sign, term) in enumerate(pieces):
        before_word = place + 1 < len(pieces) and pieces[place + 1][0] == ""
        if sign == "OR" and follows_word and before_word:
            joins, follows_word = True, False
            continue
        if sign == "-":
            unwanted.append(term)
        elif joins:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        joins, follows_word = False, sign != "-"
    groups = dict.fromkeys(tuple(dict.fromkeys(group)) for group in wanted)
    return Query(tuple(groups), tuple(dict.fromkeys(unwanted)))


def of_phrases(*texts: str) -> Query:
    """The query for texts that must all stand in a row, with no sign in them read as one."""
    return Query(tuple((Term(phrase),) for phrase in dict.fromkeys(filter(None, map(fold, texts)))))


def _read_pieces(text: str) -> Iterator[tuple[str, Term]]:
    """(sign, term) in order; the sign is '', '-' or, for the bare word OR, 'OR'."""
    place = 0
    while place < len(text):
        if space := _SPACE.match(text, place):
            place = space.end()
            continue
        start, sign, field = place, "", ""
        if minus := _MINUS.match(text, place):
            sign, place = "-", minus.end()
        if (named := _FIELD.match(text, place)) and (known := FIELDS.get(fold(named["name"]))):
            field, place = known, named.end()
        if quoted := _QUOTED.match(text, place):
            phrase, place = quoted[quoted.lastgroup or 0], quoted.end()
        else:
            bare = _BARE.match(text, place)
            assert bare is not None  # every sign looks ahead for what follows it
            phrase, place = bare[0], bare.end()
        if folded := fold(phrase):
            yield ("OR" if text[start:place] == "OR" else sign), Term(folded, field)
