"""Lines closed up into running text, every character with its place in print.

Text goes in and comes out as MappedText; what a repaired character reads as was settled before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from articles.text.spans import MappedText, join_mapped

# Full-width forms read as their half-width twins, one character for one, so that offsets stay.
_HALF = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"\u3000": " ", "\xa0": " "}
_WIDE = re.compile("[\uff01-\uff5e\u3000\xa0]")

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U0003134f"
_CLOSED = re.compile(rf"[{HAN}\u3000-\u303f\uff00-\uffef“”‘’—…·《》（），。、；：？！%％℃]")
_LATIN = re.compile(r"[A-Za-z0-9]")
_WORD = re.compile(r"\S+")
_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")


def fold(text: str) -> str:
    """Full-width letters, digits and marks as half-width ones; the same length: （２） -> (2)."""
    for wide in set(_WIDE.findall(text)):  # a few marks, each many times: far faster than character by character
        text = text.replace(wide, _HALF[wide])
    return text


@lru_cache(maxsize=4)
def fold_page(text: str) -> str:
    """As `fold`, and kept: of a page many short stretches are asked for in turn."""
    return fold(text)


def map_page(text: str) -> MappedText:
    """The page as it stands, each character its own place."""
    return MappedText(text, tuple(range(len(text))))


def close_up(printed: MappedText) -> MappedText:
    """Running text: line breaks and stray spaces gone, a space kept where Latin words or figures need one.

    "全 年 新 建 2015 个 站" -> 全年新建2015个站; "Open Day" keeps its space, and gets one where a line broke it.
    """
    return _spaced(printed, keep_between_han=False)


def close_up_head(printed: MappedText) -> MappedText:
    """A headline: line breaks closed up, the printed space between its halves kept as one."""
    return _spaced(printed, keep_between_han=True)


def close_up_row(printed: MappedText) -> MappedText:
    """Lines of a list or a table, each its own: one space between its cells, none inside a letterspaced one.

    "芹　菜　　1.50　　1.60" -> 芹菜 1.50 1.60.
    """
    text = printed.text
    kept: list[int] = []
    last = -1
    for word in _WORD.finditer(text):
        i, end = word.span()
        if last >= 0:
            alone = end - i == 1 and (last == 0 or text[last - 1].isspace())
            line_end = text.find("\n", last + 1, i)
            if line_end >= 0 or not (alone and _is_han(text[last]) and _is_han(text[i])):
                kept.append(max(last + 1, line_end))
        kept += range(i, end)
        last = end - 1
    return MappedText(
        "".join(" " if text[i].isspace() and text[i] != "\n" else text[i] for i in kept),
        tuple(printed.origins[i] for i in kept),
        frozenset(k for k, i in enumerate(kept) if i in printed.repaired),
    )


def _is_han(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _spaced(printed: MappedText, keep_between_han: bool) -> MappedText:
    text = printed.text
    parts: list[str] = []
    origins: list[int] = []
    repaired: set[int] = set()
    kept = 0  # characters
    last = -1
    single = _is_letterspaced(text) if keep_between_han else False
    for word in _WORD.finditer(text):
        i, end = word.span()
        if last >= 0:
            gap = text[last + 1 : i]
            before, char, broken = text[last], text[i], not _BREAKS.isdisjoint(gap)
            if _LATIN.match(before) and _LATIN.match(char):
                # "PM 2.5" and "Open Day" part; a figure broken by the line end does not: "1\n258" is 1258.
                wanted = not (before.isdigit() and char.isdigit())
            else:
                wanted = keep_between_han and not broken and not single
            if wanted:
                parts.append(" ")
                origins.append(printed.origins[last + 1])
                kept += 1
        parts.append(text[i:end])
        origins += printed.origins[i:end]
        if printed.repaired:
            repaired.update(kept + k - i for k in range(i, end) if k in printed.repaired)
        kept += end - i
        last = end - 1
    return MappedText("".join(parts), tuple(origins), frozenset(repaired))


def _is_letterspaced(text: str) -> bool:
    """天 气 预 报: spaces between single characters are the setting's, not the sentence's."""
    words = text.split()
    return len(words) >= 3 and all(len(word) == 1 for word in words)


_ROLE_NEXT = re.compile(r"\s*(?:[□■◎○◇◆▲△☐▢]|本报|见习|实习|特约|全媒体|融媒|首席|记者|通讯员|摄影|编辑|图|文)")
_UP_TO_ROLE = re.compile(r".*(?:记者|通讯员|实习生|评论员)")
_WORK = re.compile(rf"(?<![记讯习])[{HAN}](?<![者员生])[ \u3000/／][文图摄]$")  # 葛明 文, and no surname after 记者
_COMPOUND_SURNAME = ("欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯")


def close_up_byline(printed: MappedText) -> MappedText:
    """A byline with its spaces kept, for they part the names; a name broken by the line is closed up.

    "记者 葛\\n肇明" -> 记者 葛肇明; "本报记者 贺明\\n本报通讯员 陈方" -> 本报记者 贺明 本报通讯员 陈方.
    """
    text = printed.text
    kept: list[int] = []
    spaces: set[int] = set()
    last = -1
    for i, char in enumerate(text):
        if char.isspace():
            continue
        if last >= 0 and i > last + 1:
            broken = not _BREAKS.isdisjoint(text[last + 1 : i])
            if not broken or _is_break_between_names(text, last, i):
                spaces.add(len(kept))
                kept.append(last + 1)
        kept.append(i)
        last = i
    return MappedText(
        "".join(" " if k in spaces else text[i] for k, i in enumerate(kept)),
        tuple(printed.origins[i] for i in kept),
        frozenset(k for k, i in enumerate(kept) if k not in spaces and i in printed.repaired),
    )


def _is_break_between_names(text: str, last: int, first: int) -> bool:
    """Whether the line broke between two words of a byline, not inside a name or a role word."""
    if _ROLE_NEXT.match(text, first):
        return not text[max(0, last - 1) : last + 1].endswith(("特", "本", "全媒", "融"))
    before = re.split(rf"[^{HAN}·]", text[max(0, last - 8) : last + 1])[-1]
    if _WORK.search(text, max(0, last - 4), last + 1):
        return True
    before = _UP_TO_ROLE.sub("", before) or before  # 通讯员李 / 小健: the name alone is asked
    after = re.split(rf"[^{HAN}·]", text[first : first + 8])[0]
    if not before or not after:
        return True
    if after[1:2] == "·" or before.endswith("·"):
        return False  # 叶尔 / 肯·赛力克
    return len(before) >= 2 and len(after) >= 2 and before not in _COMPOUND_SURNAME and before + after[0] != "通讯员"


def join_paragraphs(paragraphs: Sequence[MappedText], end: int) -> MappedText:
    """Paragraphs parted by one line feed, whose place is that of the printed break after the paragraph.

    `end` is the page's length: behind its last character no break is printed, and that one's place is taken.
    """
    parts: list[MappedText] = []
    for paragraph in paragraphs:
        if not len(paragraph):
            continue
        if parts:
            parts.append(MappedText("\n", (min(parts[-1].origins[-1] + 1, end - 1),)))
        parts.append(paragraph)
    return join_mapped(parts)


def join_with_space(parts: Iterable[MappedText]) -> MappedText:
    """The parts in a row with one space between: a byline printed in two places."""
    found: list[MappedText] = []
    for part in parts:
        if found:
            found.append(MappedText(" ", (found[-1].origins[-1] + 1,)))
        found.append(part)
    return join_mapped(found)
