"""Page furniture: lines that belong to the page and not to a story, told by the line alone, with the reason.

A line is furniture when pieces of furniture fill it from end to end; what only stands beside a story is not told here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from articles.text.rules import read_list, read_rows

PACKAGE = "articles.extraction"
# Longer lines hold a story, whatever else; an office directory of one line stays below this.
LONGEST = 300
# One character for one, so that patterns can be written in half-width signs.
FOLDED = str.maketrans(
    "".join(map(chr, range(0xFF01, 0xFF5F))) + "　\u00a0—–－｜・",
    "".join(map(chr, range(0x21, 0x7F))) + "  ---|·",
)
# What a credit names before a person; no name begins with it.
CREDITS = (
    "责任|责编|编辑|美编|版式|组版|校对|审读|主编|统筹|视觉|制图|排版|值班|版面|监制|策划|实习|见习|图编|审核|终审"
)
# No name of a person: 责任编辑 钱立言 北溪日报.
_PAPER = "(?:[一-龥]{1,5}?[日晚晨早午时商导快周]|(?:[一-龥][ ]){2,6}?)报(?![一-龥])"
NAME = rf"(?!{CREDITS}|{_PAPER})[一-龥](?:[ ]{{1,2}}[一-龥]{{1,2}}(?![一-龥])|[一-龥·]{{1,3}})(?![一-龥])(?![ ]?:)"
PHONE = (
    r"\(?(?:0\d{2,3}\)?[ -]{0,2})?(?:\d{7,8}|1\d{10}|400[- ]?\d{3}[- ]?\d{4}|9[56]\d{3,4}|1[12]\d{3})"
    r"(?:[、/,; -]{1,3}\d{7,11}){0,4}(?!\d)"
)
# Marks that may stand between pieces, or alone.
BETWEEN = re.compile(r"[\s|/·•,;、:.。_\-=+*#>~^■□●○◆◇▲△▶▷►◀◁◄→←★☆◎※…()\[\]【】《》〈〉「」“”\"'‘’%℡☎✆]*")
SMILEY = re.compile(r"[\s|:;=8][-~^o]?[)(DPp\]\[|]|[☺☻🙂😀]|\^_?\^|o\(.{0,6}\)o")
# A short word in a folio that no rule knows: a paper's name of a rare kind, a section's, either in Latin letters.
WORD = re.compile(r"(?!本报讯)[一-龥]{2,8}(?![一-龥，。！？])|[A-Za-z]{2,}(?:[ ][A-Za-z]{2,}){0,3}(?![A-Za-z\d])")
# 今日北溪, 北溪新闻, but not 今日县区: names so plain that they are taken for a paper's only in its folio.
RARE_NAME = re.compile(
    r"今日(?![市州县区省乡镇]{2})[一-龥]{2,4}|[一-龥]{2,6}(?:报|新闻|通讯|周刊|传媒|融媒|[乡校厂院]讯|[乡之][音声])"
)
FULL_DATE = re.compile(r"[12]\d{3}[年./-]")
# Without one of these a line tells neither a date nor a page, and is no folio that such a word could stand in.
OF_FOLIO = re.compile(r"[\d版年]")
BESIDE = "word beside the folio"
MOST_WORDS = 3  # more than that is a table of contents, or a story
PAGE_LIST = 3  # pages named in one line: a list of them, with what each holds
SHORT_NAME = re.compile(
    r"#{0,3}[ ]?(?P<name>(?:[一-龥][ \u3000]{0,2}){2,6}报|今[ \u3000]{0,2}日(?:[ \u3000]{0,2}[一-龥]){2,4}"
    r"|(?P<sectionlike>(?:[一-龥][ \u3000]{0,2}){2,4}(?:新[ \u3000]{0,2}闻|通[ \u3000]{0,2}讯|[时快][ \u3000]{0,2}讯)))"
    r"(?P<page>[ \u3000]{1,4}[A-Z]?\d{1,2}版?)?"
)
UNDER_NAME = ("the paper's name in", "edition of the paper", "whose organ the paper is")
TOP = 5  # lines in which a masthead begins
NUMBER = re.compile(r"[-·~.][ ]?\d{1,2}[ ]?[-·~.]")  # —3—
JUMP = re.compile(
    r"""[（(【\[]?[ ]?
        (?:                                                                         # （上接第1版）
            [上下紧][接转][ ]?自?第?[ ]?[A-Z]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ ]?版[一-龥、\d]{0,8}
          | [上下紧][接转][ ]?(?:本版|同版|[左右上下]栏)[一-龥、]{0,6}                        # （上接本版）
                                                                                    # 详细报道见3版
          | (?:详细|相关|更多)(?:报道|内容|新闻)[一-龥]{0,2}见(?:今日)?第?[ ]?[A-Z]?\d{1,2}[ ]?版
        )
        [ ]?[）)】\]]?""",
    re.VERBOSE,
)


class Piece(NamedTuple):
    """One piece of a line of furniture, in half-width signs, with the reason of its rule."""

    reason: str
    text: str
    weak: bool


def read_furniture(text: str) -> str | None:
    """Why the line is page furniture (`folio line: page label`), or None where it may belong to a story."""
    return next((piece.reason for piece in read_pieces(text) if not piece.weak), None)


@lru_cache(maxsize=4096)
def read_pieces(text: str) -> tuple[Piece, ...]:
    """The pieces of furniture that fill the line from end to end; nothing where anything else stands in it."""
    line = text.strip()
    if not line or len(line) > LONGEST:
        return ()
    line = line.translate(FOLDED)
    if not any(c.isalnum() for c in line) or SMILEY.fullmatch(line):
        return (Piece("stray marks", line, False),)
    if NUMBER.fullmatch(line):
        return (Piece("folio line: page number", line, False),)
    pattern, reasons = _pieces()
    pieces: list[Piece] = []
    place = _skip(line, 0)
    while place < len(line):
        found = pattern.match(line, place)
        if found is not None and found.end() > place:
            reason, weak = reasons[found.lastgroup or ""]
        else:
            found = WORD.match(line, place) if OF_FOLIO.search(line) else None
            if found is None:
                return ()
            reason, weak = BESIDE, True
        pieces.append(Piece(reason, found.group(), weak))
        place = _skip(line, found.end())
    return tuple(pieces) if _may_hold_word(pieces) else ()


def _may_hold_word(pieces: list[Piece]) -> bool:
    """Words that no rule knows may stand in a folio that is plain without them: 白溪新闻 2014年6月20日 星期五 2版.

    One beside a date and two things of a folio; up to three beside a date with its year and a number of the issue.
    """
    words = sum(piece.reason == BESIDE for piece in pieces)
    if not words:
        return True
    dates = [piece.text for piece in pieces if piece.reason == "date"]
    strong = {piece.reason for piece in pieces if not piece.weak}
    numbers = [piece for piece in pieces if piece.reason.startswith("folio line: page")]
    if len(numbers) >= PAGE_LIST and words <= 2 * len(numbers):
        return True  # A01版 要闻　A02版 时政　A03版 乡野纪事
    if words == 1 and len(numbers) == 1 and strong == {"the paper's name"}:
        return True  # 北溪日报 文卫 05
    numbered = any(piece.reason.startswith("folio line: number of the issue") for piece in pieces)
    if words == 1 and dates and len(strong) >= 2:
        return True
    named = [piece.text for piece in pieces if piece.reason == BESIDE and RARE_NAME.fullmatch(piece.text)]
    if words == 1 and named and strong == {"folio line: page label"} and any(map(FULL_DATE.match, dates)):
        return True  # 今日北溪 2014年6月20日 第2版
    return words <= MOST_WORDS and numbered and bool(strong) and any(FULL_DATE.match(date) for date in dates)


def _skip(line: str, place: int) -> int:
    found = BETWEEN.match(line, place)
    return found.end() if found else place


def find_short_name(printed: Sequence[str]) -> int | None:
    """Which of a page's first lines is the name of a paper that no rule knows: 北溪报 over BEIXI BAO or （汉文版）.

    Whose organ the paper is may stand under it too, or the whole date with the number of the issue or of the page;
    after it the page.
    """
    for i, line in enumerate(printed[:TOP]):
        named = SHORT_NAME.fullmatch(line.strip())
        if named is not None:
            under = [piece for other in printed[i + 1 : i + 3] for piece in read_pieces(other)]
            dated = any(piece.reason == "date" and FULL_DATE.match(piece.text) for piece in under)
            numbered = named["page"] or any(
                piece.reason.startswith("folio line: number of the issue") for piece in under
            )
            paged = any(piece.reason == "folio line: page label" for piece in under)
            told = dated and (numbered or paged) and not named["sectionlike"]  # 本市新闻 stands over a date too
            if told or any(piece.reason.startswith(UNDER_NAME) for piece in under):
                return i
    return None


def find_jumps(text: str) -> tuple[tuple[int, int], ...]:
    """Where jump lines stand inside other text: …（下转第三版）; start and end, exclusive."""
    return tuple(found.span() for found in JUMP.finditer(text))


@cache
def paper_endings() -> tuple[str, ...]:
    """日报, 晚报 and the like, the longest first."""
    endings = [ending for row in read_rows(PACKAGE, "mastheads.toml") for ending in row.get("endings", ())]
    return tuple(sorted(endings, key=len, reverse=True))


@cache
def paper_name_pattern(spaced: bool = True) -> str:
    """A paper's name as a regular expression without groups; `spaced` lets its letters stand apart: 青 浦 湾 日 报."""
    gap = "[ ]?" if spaced else ""
    words = (gap.join(map(re.escape, ending)) for ending in paper_endings())
    begins = "".join(sorted({ending[0] for ending in paper_endings()}))  # most letters begin no ending: one look tells
    no = "|".join(word for row in read_rows(PACKAGE, "mastheads.toml") for word in row.get("not_before", ()))
    return rf"(?!{no})(?:[一-龥]{gap}){{2,7}}?(?=[{begins}])(?:{'|'.join(words)})"


@cache
def _pieces() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    """All pieces as one pattern, and for each group the reason and whether it is weak."""
    fill = {
        "{name}": NAME,
        "{phone}": PHONE,
        "{paper}": paper_name_pattern(),
        "{section}": _any_of(read_list(PACKAGE, "sections.txt")),
        "{flag}": _any_of(read_list(PACKAGE, "column_flags.txt")),
    }
    parts: list[str] = []
    reasons: dict[str, tuple[str, bool]] = {}
    for number, row in enumerate(read_rows(PACKAGE, "furniture.toml")):
        pattern = row["pattern"]
        for mark, meant in fill.items():
            pattern = pattern.replace(mark, meant)
        parts.append(f"(?P<p{number}>{pattern})")
        reasons[f"p{number}"] = (row["reason"], row.get("weak", False))
    return re.compile("|".join(parts), re.VERBOSE), reasons


def _any_of(words: tuple[str, ...]) -> str:
    """The words as alternatives, the longest first; letters may be spaced out."""
    return "(?:" + "|".join("[ ]?".join(word) for word in sorted(words, key=len, reverse=True)) + ")"
