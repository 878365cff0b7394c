"""Files into source pages: find them, read them, or say why one cannot be read.

What option, manifest or file name say of a page is settled in `given.py`. Nothing here touches a database.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.extraction.types import Given
from newsarchive.importer.decoding import NotTextError, decode_bytes
from newsarchive.importer.types import SourcePage

NAME_LENGTH = 400  # characters that the archive keeps of a source's name

# What often lies among pages and is no text: how the file begins, what it is, and what to do about it.
KNOWN_BEGINNINGS = (
    (b"%PDF-", "a PDF file: take its text out first, for instance with pdftotext -layout"),
    (b"PK\x03\x04", "a zip archive or an Office document: unpack it, or save it as plain text"),
    (b"\xd0\xcf\x11\xe0", "an old Office document: save it as plain text"),
    (b"{\\rtf", "an RTF document: save it as plain text"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"\x89PNG", "an image: the archive reads text"),
    (b"\xff\xd8\xff", "an image: the archive reads text"),
    (b"GIF8", "an image: the archive reads text"),
    (b"II*\0", "an image: the archive reads text"),
    (b"MM\0*", "an image: the archive reads text"),
    (b"\x7fELF", "a program: the archive reads text"),
)

REASONS = {
    errno.EACCES: "no permission to read it",
    errno.EPERM: "no permission to read it",
    errno.ENOENT: "it is not there",
    errno.ELOOP: "a link that leads back to itself",
    errno.ENXIO: "no file but a socket or a device",
}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to read: where it is, and its name below the folder it was found in (its own name if it was named)."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that could not be read, and why, in words."""

    name: str
    reason: str


class UnreadableError(Exception):
    """A file cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Search:
    """What was found below the paths: files in order, what could not be looked into, how many hidden were passed by."""

    files: tuple[FoundFile, ...]
    unreadable: tuple[Unreadable, ...] = ()
    hidden: int = 0


def find_files(paths: Iterable[str | Path], leave_out: Iterable[str | Path] = ()) -> Search:
    """Every file at or below the paths, in the order of the paths and by name below each, each file once.

    Files and folders whose names begin with a dot are passed by, unless named themselves; so are those of `leave_out`.
    """
    files: dict[str, FoundFile] = {}
    unreadable: list[Unreadable] = []
    hidden = 0
    left_out = {os.path.abspath(path) for path in leave_out}
    for given in paths:
        top = Path(given)
        found = walk_folder(top) if os.path.isdir(top) else iter([FoundFile(top, clean_name(top.name))])
        for entry in found:
            if isinstance(entry, Unreadable):
                unreadable.append(entry)
            elif entry is None:
                hidden += 1
            elif os.path.abspath(entry.path) not in left_out:
                files.setdefault(os.path.abspath(entry.path), entry)
    return Search(tuple(files.values()), tuple(unreadable), hidden)


def walk_folder(top: Path) -> Iterator[FoundFile | Unreadable | None]:
    """Everything below a folder, by name; None stands for something hidden. A folder linked twice is walked once."""
    walked: set[tuple[int, int]] = set()
    waiting = [top]
    while waiting:
        folder = waiting.pop()
        name = clean_name(folder.relative_to(top).as_posix() if folder != top else str(folder))
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in walked:
                continue
            walked.add((status.st_dev, status.st_ino))
            entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
        except OSError as error:
            yield Unreadable(name, f"the folder cannot be opened: {say_why(error)}")
            continue
        folders = []
        for entry in entries:
            if entry.name.startswith("."):
                yield None
            elif is_folder(entry):
                folders.append(folder / entry.name)
            else:
                path = folder / entry.name
                yield FoundFile(path, clean_name(path.relative_to(top).as_posix()))
        waiting.extend(reversed(folders))


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether the entry is a folder or leads to one; a link in a circle is not, and is reported when it is read."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def read_source(file: FoundFile, largest: int, given: Given) -> SourcePage:
    """The file as a source page. `largest` is in bytes. Raises UnreadableError with the reason in words."""
    return read_content(file.name, read_bytes(file.path, largest), given)


def read_content(name: str, raw: bytes, given: Given) -> SourcePage:
    """The bytes of a file as a source page. Raises UnreadableError with the reason in words."""
    for beginning, what in KNOWN_BEGINNINGS:
        if raw.startswith(beginning):
            raise UnreadableError(f"not text but {what}")
    try:
        decoded = decode_bytes(raw)
    except NotTextError:
        raise UnreadableError("binary: not text in UTF-8, UTF-16, GB18030 or Big5") from None
    if not decoded.text.strip():
        raise UnreadableError("empty: it holds nothing but white space" if raw else "empty: it holds no character")
    sha256 = hashlib.sha256(decoded.text.encode("utf-8")).hexdigest()
    return SourcePage(name, decoded.text, sha256, decoded.encoding, given, decoded.damaged)


def read_bytes(path: Path, largest: int) -> bytes:
    """The file's bytes; opened without waiting, so that a pipe does not hold the run. Raises UnreadableError."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            os.close(descriptor)
            raise UnreadableError("no file but a folder, a pipe, a socket or a device")
        with open(descriptor, "rb") as file:
            if status.st_size > largest:
                raise UnreadableError(
                    f"too large: {status.st_size:,} bytes, and at most {largest:,} are read (IMPORT_MAX_BYTES)"
                )
            raw = file.read(largest + 1)
    except OSError as error:
        if error.errno == errno.ENOENT and path.is_symlink():
            raise UnreadableError("a link to a file that is not there") from None
        raise UnreadableError(say_why(error)) from None
    except ValueError as error:  # a NUL in the name
        raise UnreadableError(f"no name for a file: {error}") from None
    if len(raw) > largest:
        raise UnreadableError(f"too large: it grew beyond {largest:,} bytes while it was read (IMPORT_MAX_BYTES)")
    return raw


def say_why(error: OSError) -> str:
    """The error in words that say what is the matter with the file."""
    return REASONS.get(error.errno or 0, error.strerror or str(error))


def clean_name(name: str) -> str:
    """The name as text that can be stored: bytes that are no UTF-8 become U+FFFD, a long one loses its front."""
    return os.fsencode(name).decode("utf-8", "replace")[-NAME_LENGTH:]
