"""Page furniture: lines that belong to the page and not to a story, told by the line alone, with the reason.

A line is furniture when pieces of furniture fill it from end to end; what only stands beside a story is not told here.
"""

from __future__ import annotations

import re
from functools import cache

from articles.text.rules import read_list, read_rows

PACKAGE = "articles.extraction"
# Longer lines hold a story, whatever else; an office directory of one line stays below this.
LONGEST = 300
# One character for one, so that patterns can be written in half-width signs.
FOLDED = str.maketrans(
    "".join(map(chr, range(0xFF01, 0xFF5F))) + "　\u00a0—–－｜",
    "".join(map(chr, range(0x21, 0x7F))) + "  ---|",
)
NAME = r"[一-龥](?:[ ]{1,2}[一-龥](?![一-龥])|[一-龥·]{1,3})(?![一-龥])(?![ ]?[:/])"
PHONE = (
    r"\(?(?:0\d{2,3}\)?[ -]{0,2})?(?:\d{7,8}|1\d{10}|400[- ]?\d{3}[- ]?\d{4}|9[56]\d{3,4}|12\d{3})"
    r"(?:[、/,; -]{1,3}\d{7,11}){0,4}(?!\d)"
)
# Marks that may stand between pieces, or alone.
BETWEEN = re.compile(r"[\s|/·•,;、:.。_\-=+*#>~^■□●○◆◇▲△★☆◎※…()\[\]【】《》〈〉「」“”\"'‘’%℡☎✆]*")
SMILEY = re.compile(r"[\s|:;=8][-~^o]?[)(DPp\]\[|]|[☺☻🙂😀]|\^_?\^|o\(.{0,6}\)o")
JUMP = re.compile(
    r"""[（(【\[]?[ ]?
        (?:                                                                         # （上接第1版）
            [上下紧][接转][ ]?自?第?[ ]?[A-Z]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[ ]?版[一-龥、\d]{0,8}
                                                                                    # 详细报道见3版
          | (?:详细|相关|更多)(?:报道|内容|新闻)[一-龥]{0,2}见(?:今日)?第?[ ]?[A-Z]?\d{1,2}[ ]?版
        )
        [ ]?[）)】\]]?""",
    re.VERBOSE,
)


def read_furniture(text: str) -> str | None:
    """Why the line is page furniture (`folio line: page label`), or None where it may belong to a story."""
    line = text.strip()
    if not line or len(line) > LONGEST:
        return None
    line = line.translate(FOLDED)
    if not any(c.isalnum() for c in line) or SMILEY.fullmatch(line):
        return "stray marks"
    pattern, reasons = _pieces()
    reason = None
    place = BETWEEN.match(line).end()  # type: ignore[union-attr]  # it matches the empty string too
    while place < len(line):
        piece = pattern.match(line, place)
        if piece is None or piece.end() == place:
            return None
        said, weak = reasons[piece.lastgroup or ""]
        reason = reason or (None if weak else said)
        place = BETWEEN.match(line, piece.end()).end()  # type: ignore[union-attr]
    return reason


def find_jumps(text: str) -> tuple[tuple[int, int], ...]:
    """Where jump lines stand inside other text: …（下转第三版）; start and end, exclusive."""
    return tuple(found.span() for found in JUMP.finditer(text))


@cache
def paper_name_pattern() -> str:
    """A paper's name as a regular expression; letters may be spaced out: 青 浦 湾 日 报. The name is in no group."""
    endings: set[str] = set()
    for row in read_rows(PACKAGE, "mastheads.toml"):
        endings.update(row["endings"])
    endings.discard("报")
    spaced = "|".join("[ ]?".join(map(re.escape, ending)) for ending in sorted(endings, key=len, reverse=True))
    return rf"(?!空气|天气|疫情|水质|环境质量|每|工作|情况|及时|准时|按时)(?:[一-龥][ ]?){{2,7}}?(?:{spaced})"


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
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"
