"""An article as a reference: GB/T 7714—2015, BibTeX and RIS. Pure text; no request, no database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from articles.curation import TOMBSTONES

AUTHORS = 3  # GB/T 7714—2015, 8.1.2: with more than three, the first three are named
WRITERS = ("reporter", "correspondent")

# What TeX would take for a command, and how it is written so that it is not.
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "#$%&_"},
}
# Spaces in a row, line ends and other controls: each format keeps a value on one line.
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation says of an article; what is not known is empty. `date` may be partial: 2021-02."""

    key: str
    authors: tuple[str, ...]
    title: str
    newspaper: str
    date: str
    edition: str
    page: str
    url: str


def make_reference(article: Any, url: str) -> Reference:
    """The reference to an article that stands at `url`.

    Authors are who wrote: reporters and correspondents, else the photographers. Where paper or day wait for an editor,
    they are cited as they were read.
    """
    page, issue = article.page, article.page.issue
    return Reference(
        key=article.public_id,
        authors=name_authors(article),
        title=flatten(str(article)),
        newspaper=flatten(issue.newspaper.name if issue else page.newspaper_as_read),
        date=issue.date.isoformat() if issue else page.date_as_read.removeprefix("--"),
        edition=flatten(issue.edition if issue else ""),
        page=flatten(page.label),
        url=url,
    )


def name_authors(article: Any) -> tuple[str, ...]:
    """The names of those who wrote the article, else of those who took its pictures, as printed and in order."""
    mentions = sorted((m for m in article.mentions.all() if m.status not in TOMBSTONES), key=lambda m: m.number)
    for roles in (WRITERS, ("photographer",)):
        names = [flatten(mention.name) for mention in mentions if mention.role in roles]
        if names:
            return tuple(dict.fromkeys(names))
    return ()


def flatten(text: str) -> str:
    """The text on one line: a headline printed in two is joined with a space."""
    return _SPACE.sub(" ", text).strip()


def write_gbt7714(reference: Reference) -> str:
    """`严小禾, 高大川. 青石桥本月通车[N]. 清河晚报, 2019-03-14(3).`

    GB/T 7714—2015, 4.5 and its example for newspapers; an unknown author is left out, as 8.1.1 allows where references
    are numbered.
    """
    authors = ", ".join(reference.authors[:AUTHORS])
    if len(reference.authors) > AUTHORS:
        authors += ", 等"
    where = ", ".join(filter(None, (reference.newspaper, reference.date)))
    if reference.page:
        where += f"({reference.page})"
    pieces = (authors, f"{reference.title}[N]", where)
    return ". ".join(filter(None, pieces)) + "."


def write_bibtex(reference: Reference) -> str:
    """An @article of BibTeX, in UTF-8. Names and title stand in braces of their own: neither is to be taken apart."""
    year, month, day = [*reference.date.split("-"), "", ""][:3] if is_dated(reference) else ("", "", "")
    fields = {
        "author": " and ".join(f"{{{escape_tex(name)}}}" for name in reference.authors),
        "title": f"{{{escape_tex(reference.title)}}}",
        "journal": escape_tex(reference.newspaper),
        "year": year,
        "month": month,
        "day": day,
        "date": reference.date if year else "",
        "edition": escape_tex(reference.edition),
        "pages": escape_tex(reference.page),
        "url": reference.url,
        "entrysubtype": "newspaper",
        "langid": "chinese",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{reference.key},\n{lines}}}\n"


def escape_tex(text: str) -> str:
    """The text as TeX prints it: 50% of #1 -> 50\\% of \\#1."""
    return "".join(_TEX.get(character, character) for character in text)


def write_ris(reference: Reference) -> str:
    """A record of type NEWS in RIS, lines ended as its specification has it."""
    date = reference.date if is_dated(reference) else ""
    lines = [
        ("TY", "NEWS"),
        *(("AU", name) for name in reference.authors),
        ("TI", reference.title),
        ("T2", reference.newspaper),
        ("PY", date[:4]),
        ("DA", "/".join([*date.split("-"), "", ""][:3]) + "/" if date else ""),
        ("ET", reference.edition),
        ("SP", reference.page),
        ("LA", "zh"),
        ("UR", reference.url),
        ("ID", reference.key),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value) + "ER  - \r\n"


def is_dated(reference: Reference) -> bool:
    """Whether the year is known; a page may tell month and day alone."""
    return bool(re.match(r"[0-9]{4}(?:-|$)", reference.date))
