"""Public ids: made once, never changed, never used again. Nothing here touches a database.

`qlrb-20210205-p03-a07` is the seventh article that was found on page 3 of that paper's issue of that day.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from pypinyin import Style, lazy_pinyin, load_single_dict

# Characters that pypinyin reads otherwise when they stand alone, as they do in names of places: 单县 is Shan.
load_single_dict({ord("单"): "shàn", ord("曾"): "zēng", ord("查"): "zhā", ord("仇"): "qiú", ord("解"): "xiè"})

CODE_LENGTH = 20  # leaves room for a suffix in a code of 24
HASH_DIGITS = 8


def page_ids(code: str, day: date | None, edition: str, label: str, sha256: str) -> tuple[str, ...]:
    """The ids that a page may have, the wished-for one first; the others are for when that one is taken.

    ("qlrb", 2021-02-05, "", "3", ...) -> qlrb-20210205-p03. Where paper, day or page are unknown, part of the text's
    hash tells the page from others: x-undated-p03-h1f2e3d4c.
    """
    edition, page = short_name(edition), short_label(label)
    known = bool(code and day and page)
    parts = [code or "x", f"{day:%Y%m%d}" if day else "undated"]
    if edition:
        parts.append(f"e{edition}")
    if page:
        parts.append(f"p{page}")
    wished = "-".join(parts)
    hashed = (f"{wished}-h{sha256[:HASH_DIGITS]}", f"{wished}-h{sha256}"[:80])
    return (wished, *hashed) if known else hashed


def article_id(page_id: str, number: int) -> str:
    """('qlrb-20210205-p03', 7) -> qlrb-20210205-p03-a07"""
    return f"{page_id}-a{number:02}"


def mention_id(article: str, number: int) -> str:
    """('…-a07', 3) -> …-a07-m03"""
    return f"{article}-m{number:02}"


def metric_id(article: str, number: int) -> str:
    """('…-a07', 12) -> …-a07-f012"""
    return f"{article}-f{number:03}"


def short_label(label: str) -> str:
    """A page's label as an id has it: 3 -> 03, A1 -> a01, 第03版 -> 03; empty where nothing of it can be used."""
    folded = unicodedata.normalize("NFKC", label).lower()
    letters = "".join(re.findall(r"[a-z]+", folded))[:4]
    digits = "".join(re.findall(r"[0-9]+", folded))[:6]
    if digits:
        return letters + digits.lstrip("0").zfill(2)
    return letters or initials(folded)[:6]


def short_name(name: str) -> str:
    """An edition as an id has it: 2 -> 2, 晚报版 -> wbb."""
    return initials(name)[:8]


def newspaper_code(name: str) -> str:
    """The code that a newspaper's name suggests: 青岭日报 -> qlrb. Another paper may have it already."""
    code = initials(name)[:CODE_LENGTH]
    return code if code[:1].isalpha() else f"n{code}"


def initials(name: str) -> str:
    """First letters of the syllables, Latin letters and digits whole, all else left out."""
    folded = unicodedata.normalize("NFKC", name).lower()
    syllables = lazy_pinyin(folded, style=Style.FIRST_LETTER, errors=lambda rest: list(rest))
    return "".join(re.findall(r"[a-z0-9]", "".join(syllables)))
