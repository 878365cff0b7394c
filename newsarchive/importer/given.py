"""What is known of a page before it is read: options, a manifest, a pattern for file names. Wins over what is read.

The closest word counts, field by field: the manifest's row for this file, then the option, then the file's name.
"""

from __future__ import annotations

import csv
import io
import re
import string
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils.translation import gettext_noop as _

from articles.extraction.types import Given
from newsarchive.importer.decoding import decode_bytes
from newsarchive.importer.sources import FoundFile

# The fields, and how many characters the archive keeps of each.
LENGTHS = {"newspaper": 100, "date": 10, "page": 24, "edition": 24, "section": 100}

OPTION = "--name-pattern"

# What a date in a file's name is made of. Each is of fixed width, so that a date needs no sign after it.
DIRECTIVES = {"%Y": r"\d{4}", "%y": r"\d{2}", "%m": r"\d{2}", "%d": r"\d{2}", "%j": r"\d{3}"}

# Spreadsheets rewrite dates as they please; these all name one day without doubt.
WRITTEN_DATE = re.compile(
    r"""
      (\d{4}) - (\d{1,2}) - (\d{1,2})      # 2021-02-05
    | (\d{4}) / (\d{1,2}) / (\d{1,2})      # 2021/2/5
    | (\d{4}) \. (\d{1,2}) \. (\d{1,2})    # 2021.2.5
    | (\d{4}) 年 (\d{1,2}) 月 (\d{1,2}) 日   # 2021年2月5日
    | (\d{4}) (\d{2}) (\d{2})              # 20210205
    """,
    re.VERBOSE,
)


class UsageError(ValueError):
    """An option or the manifest cannot be used as it stands; the message says what to do.

    On the command line it is told in English, with the option's name; `tell` has it in another language, without.
    """

    def __init__(self, message: str, option: str = "", **told: Any) -> None:
        self.message, self.told = message, told
        super().__init__(f"{option}: {self.tell()}" if option else self.tell())

    def tell(self, translate: Callable[[str], str] = str) -> str:
        """The message in the language into which texts are translated."""
        return translate(self.message) % self.told if self.told else translate(self.message)


@dataclass(frozen=True, slots=True)
class Facts:
    """Some of the fields, and where they come from, in words."""

    fields: Mapping[str, str]
    basis: str


def join_facts(*sources: Facts | None) -> Given:
    """Field by field the first source that knows it, with a basis that names each source used."""
    fields: dict[str, str] = {}
    bases: dict[str, list[str]] = {}
    for facts in filter(None, sources):
        new = {name: value for name, value in facts.fields.items() if value and name not in fields}
        fields |= new
        if new:
            bases.setdefault(facts.basis, []).extend(new)
    basis = "; ".join(f"{', '.join(names)} given by {basis}" for basis, names in bases.items())
    return Given(
        fields.get("newspaper"),
        fields.get("date"),
        fields.get("page"),
        fields.get("edition"),
        fields.get("section"),
        basis,
    )


def read_field(name: str, written: str) -> str:
    """The value as the archive keeps it: a date as ISO, the rest stripped. Raises UsageError."""
    value = written.strip()
    if name == "date" and value:
        return read_date(value).isoformat()
    if len(value) > LENGTHS[name]:
        raise UsageError(
            _("%(name)s %(value)s… has %(length)s characters; at most %(most)s are kept"),
            name=name,
            value=value[:40],
            length=len(value),
            most=LENGTHS[name],
        )
    return value


def read_date(written: str) -> date:
    """2021-02-05, 2021/2/5, 2021.2.5, 2021年2月5日 or 20210205. Raises UsageError."""
    matched = WRITTEN_DATE.fullmatch(written.strip())
    if not matched:
        raise UsageError(_("%(written)r is no date; write it as 2021-02-05"), written=written)
    year, month, day = (int(number) for number in matched.groups() if number)
    try:
        return date(year, month, day)
    except ValueError:
        raise UsageError(_("%(written)r is no day of the calendar"), written=written) from None


@dataclass(frozen=True, slots=True)
class NamePattern:
    """A pattern such as `{newspaper}_{date:%Y%m%d}_{page}.txt`, matched against the end of a file's path."""

    written: str
    expression: re.Pattern[str]
    date_format: str
    depth: int  # how many parts of the path it speaks of

    def match(self, path: Path) -> Facts | None:
        """What the path tells, or None where it does not fit the pattern or names no day of the calendar."""
        tail = PurePosixPath(*Path(path).absolute().parts[-self.depth :]).as_posix()
        matched = self.expression.fullmatch(tail)
        if not matched:
            return None
        fields = {name: value.strip() for name, value in matched.groupdict().items()}
        if any(len(value) > LENGTHS[name] for name, value in fields.items() if name != "date"):
            return None
        if "date" in fields:
            try:
                fields["date"] = datetime.strptime(fields["date"], self.date_format).date().isoformat()
            except ValueError:
                return None
        return Facts(fields, "the file's name")


def read_name_pattern(written: str) -> NamePattern:
    """Take the pattern apart; `{}` stands for anything that tells nothing. Raises UsageError with what is allowed."""
    try:
        pieces = list(string.Formatter().parse(written))
    except ValueError:
        told = _("%(written)r cannot be read; write fields as {newspaper}, each with both its braces")
        raise UsageError(told, OPTION, written=written) from None
    expression, seen, date_format, last_was_open = "", set(), "", False
    for literal, field, directives, conversion in pieces:
        expression += re.escape(literal)
        if field is None:
            continue
        if conversion or (field and field not in LENGTHS):
            fields = ", ".join(f"{{{name}}}" for name in LENGTHS)
            raise UsageError(_("{%(field)s} is none of %(fields)s"), OPTION, field=field, fields=fields)
        if field and field in seen:
            raise UsageError(_("{%(field)s} stands in it twice"), OPTION, field=field)
        if directives and field != "date":
            told = _("only {date} takes a format, not {%(field)s:%(format)s}")
            raise UsageError(told, OPTION, field=field, format=directives)
        if field == "date":
            date_format = directives or "%Y-%m-%d"
            expression += f"(?P<date>{read_date_format(date_format)})"
            last_was_open = False
        else:
            if last_was_open and not literal:
                raise UsageError(_("two fields stand side by side with nothing between to part them"), OPTION)
            expression += f"(?P<{field}>[^/]+?)" if field else "[^/]*?"
            last_was_open = True
        seen.add(field)
    if not seen - {""}:
        raise UsageError(_("%(written)r names no field, such as {date:%%Y%%m%%d}"), OPTION, written=written)
    return NamePattern(written, re.compile(expression), date_format, written.count("/") + 1)


def read_date_format(written: str) -> str:
    """`%Y%m%d` as an expression. Raises UsageError where it does not name one day."""
    pieces = re.split(r"(%.)", written)
    directives = [piece for piece in pieces if piece.startswith("%")]
    unknown = [piece for piece in directives if piece not in DIRECTIVES]
    years = [piece for piece in directives if piece in ("%Y", "%y")]
    days = sorted(piece for piece in directives if piece not in ("%Y", "%y"))
    if unknown or len(years) != 1 or days not in (["%d", "%m"], ["%j"]) or pieces[-1].endswith("%"):
        told = _("{date:%(format)s} names no day; write {date:%%Y%%m%%d} or {date:%%Y-%%m-%%d}")
        raise UsageError(told, OPTION, format=written)
    return "".join(DIRECTIVES.get(piece) or re.escape(piece) for piece in pieces)


def read_manifest(path: Path, files: Iterable[FoundFile]) -> dict[Path, Facts]:
    """What the table says of each file, by the file's path. Raises UsageError naming the row and what to do.

    Columns: source_name, and any of newspaper, date, page, edition, section. source_name is the file's name, or its
    path below the folder that is imported where two files have one name.
    """
    rows = read_rows(path)
    header = [name.strip() for name in rows[0]] if rows else []
    allowed = ("source_name", *LENGTHS)
    if "source_name" not in header or len(header) < 2:
        wanted = ",".join(allowed)
        raise UsageError(f"{path}: the first row must name the columns, source_name and at least one more: {wanted}")
    for name in header:
        if name not in allowed or header.count(name) > 1:
            fault = "stands there twice" if name in allowed else f"is none of {', '.join(allowed)}"
            raise UsageError(f"{path}: the column {name!r} {fault}; rename it or take it out")
    by_name: dict[str, list[FoundFile]] = {}
    for file in files:
        for name in {file.name, file.path.name}:
            by_name.setdefault(name, []).append(file)
    known: dict[Path, Facts] = {}
    first_row: dict[Path, int] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row):
            continue
        where = f"{path}, row {number}"
        if len(row) > len(header):
            fault = f"{len(row)} cells under {len(header)} columns"
            raise UsageError(f"{where}: {fault}; put quotes round a cell that holds a comma")
        cells = dict(zip(header, row, strict=False))
        file = find_row_file(cells.pop("source_name").strip().replace("\\", "/"), by_name, where)
        if file.path in first_row:
            raise UsageError(f"{where}: {file.name} is in row {first_row[file.path]} already; keep one of the two")
        try:
            fields = {name: read_field(name, written) for name, written in cells.items()}
        except UsageError as error:
            raise UsageError(f"{where} ({file.name}): {error}") from None
        first_row[file.path] = number
        known[file.path] = Facts(fields, f"{path.name}, row {number}")
    return known


def find_row_file(name: str, by_name: Mapping[str, list[FoundFile]], where: str) -> FoundFile:
    """The one file that a row speaks of. Raises UsageError."""
    matching = by_name.get(name.removeprefix("./"), [])
    exact = [file for file in matching if file.name == name]
    if not name:
        raise UsageError(f"{where}: source_name is empty; write the file's name")
    if not matching:
        raise UsageError(
            f"{where}: no file {name} among those to import; mend the name, add its folder, or take the row out"
        )
    if len(matching) > 1 and len(exact) != 1:
        raise UsageError(
            f"{where}: {len(matching)} files are called {name}; write its folder too, such as {matching[0].name}"
        )
    return exact[0] if exact else matching[0]


def read_rows(path: Path) -> list[list[str]]:
    """The table's cells; commas, semicolons or tabs part them, in any encoding that pages may have."""
    try:
        text = decode_bytes(path.read_bytes()).text
    except OSError as error:
        raise UsageError(f"--manifest {path}: {error.strerror}; name a table that can be read") from None
    except ValueError:
        raise UsageError(f"--manifest {path}: it is no text; save it as CSV in UTF-8") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UsageError(f"--manifest {path}: {error}; save it as CSV in UTF-8") from None


def settle_given(
    files: Sequence[FoundFile], said: Mapping[str, str | None], pattern: str | None, manifest: Path | None
) -> tuple[dict[Path, Given], list[str]]:
    """What is known of each file, by its path, and warnings for files that pattern or manifest say nothing of.

    `said` holds the options, by field. Raises UsageError.
    """
    option = Facts({name: read_option(name, value) for name, value in said.items() if value}, "option")
    by_name = read_name_pattern(pattern) if pattern else None
    named = {file.path: by_name.match(file.path) for file in files} if by_name else {}
    rows = read_manifest(manifest, files) if manifest else {}
    warnings = [f"{file.name}: its name does not fit {pattern}" for file in files if by_name and not named[file.path]]
    warnings += [f"{file.name}: not in {manifest}" for file in files if manifest and file.path not in rows]
    return {file.path: join_facts(rows.get(file.path), option, named.get(file.path)) for file in files}, warnings


def read_option(name: str, written: str) -> str:
    """As `read_field`, naming the option where it cannot be used."""
    try:
        return read_field(name, written)
    except UsageError as error:
        raise UsageError(f"--{name}: {error}") from None
