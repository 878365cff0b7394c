"""What was sent becomes the files of a run: zip archives unpacked, names made safe, limits kept. Nothing is read here.

All is taken or nothing: a request with one file too many leaves no trace, and its error says what to do.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import ImportRun
from newsarchive.importer.given import LENGTHS, UsageError, read_field, read_name_pattern
from newsarchive.importer.pipeline import READER_VERSION
from newsarchive.importer.sources import NAME_LENGTH
from newsarchive.uploads.models import UploadedFile

# A text of Chinese shrinks to a third; what shrinks to less than a hundredth was made to burst whoever unpacks it.
MOST_SHRUNK = 100
# Names of what systems put into zip archives for themselves.
NOT_PAGES = ("__MACOSX", "Thumbs.db", "desktop.ini")

CHUNK = 1 << 16

# What each entry of a zip archive's directory begins with; and how many entries there may be for each file that is
# taken: folders have entries too, and macOS packs a hidden file beside each.
ENTRY = b"PK\x01\x02"
MOST_ENTRIES = 4


class CannotTakeError(ValueError):
    """What was sent cannot be taken: `field` is wrong, `rule` is what it breaks, the message says what to do."""

    def __init__(self, field: str, rule: str, message: str) -> None:
        super().__init__(message)
        self.field, self.rule = field, rule


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent: the name that the sender gave it, and where its bytes are."""

    name: str
    stream: BinaryIO


def take_run(
    sent: Iterable[SentFile], said: Mapping[str, str], user: Any, *, stores: bool = True, pattern: str = ""
) -> ImportRun:
    """A run that waits to be worked on, with its files. `said` is what is known of all pages, by field.

    Raises CannotTakeError; then nothing is kept.
    """
    options = {**read_said(said), **({"name_pattern": check_pattern(pattern)} if pattern else {})}
    with transaction.atomic():
        run = ImportRun.objects.create(
            state=ImportRun.State.WAITING,
            options=options,
            reader_version=READER_VERSION,
            stores=stores,
            user=user,
        )
        files = 0
        for name, content in keep_limits(find_files(sent)):
            UploadedFile.objects.create(run=run, name=name, content=content)
            files += 1
        if not files:
            raise CannotTakeError("files", "required", _("No file was sent. Choose one or more page files, or a zip."))
        run.counts = {"files": files}
        run.save(update_fields=["counts"])
    return run


def read_said(said: Mapping[str, str]) -> dict[str, str]:
    """What is known of the pages, each field as the archive keeps it."""
    known: dict[str, str] = {}
    for name in LENGTHS:
        try:
            value = read_field(name, said.get(name) or "")
        except UsageError as error:
            raise CannotTakeError(name, "invalid", error.tell(_)) from None
        if value:
            known[name] = value
    return known


def check_pattern(pattern: str) -> str:
    try:
        read_name_pattern(pattern)
    except UsageError as error:
        raise CannotTakeError("name_pattern", "invalid", error.tell(_)) from None
    return pattern


def find_files(sent: Iterable[SentFile]) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file that was sent, those inside zip archives in their place."""
    for file in sent:
        beginning = file.stream.read(4)
        file.stream.seek(0)
        if beginning == b"PK\x03\x04" and file.name.lower().endswith(".zip"):
            yield from unpack(file)
        else:
            yield clean_path(file.name), read_limited(file.stream, file.name)


def keep_limits(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files, each under a name of its own, as long as there are not too many of them or too much in them."""
    taken: set[str] = set()
    size = 0
    for name, content in files:
        size += len(content)
        if len(taken) >= settings.UPLOAD_MAX_FILES:
            told = _("More than %(most)s files. Send them in several parts.") % {"most": settings.UPLOAD_MAX_FILES}
            raise CannotTakeError("files", "too_many", told)
        if size > settings.UPLOAD_MAX_BYTES:
            told = _("More than %(most)s bytes together. Send them in several parts.") % {
                "most": f"{settings.UPLOAD_MAX_BYTES:,}"
            }
            raise CannotTakeError("files", "too_large", told)
        own = name_apart(name, taken)
        taken.add(own)
        yield own, content


def read_limited(stream: BinaryIO, name: str) -> bytes:
    """All of a stream; refused as soon as it is longer than a page may be."""
    content = stream.read(settings.IMPORT_MAX_BYTES + 1)
    if len(content) > settings.IMPORT_MAX_BYTES:
        told = _("%(name)s is larger than %(most)s bytes: no page of text. Leave it out.") % {
            "name": clean_path(name),
            "most": f"{settings.IMPORT_MAX_BYTES:,}",
        }
        raise CannotTakeError("files", "too_large", told)
    return content


# Zip archives ---------------------------------------------------------------------------------------------------------


def unpack(file: SentFile) -> Iterator[tuple[str, bytes]]:
    """The files of a zip archive. What its directory says of sizes is not believed: bytes are counted as they come."""
    name = clean_path(file.name)
    entries = count_entries(file.stream)
    if entries > MOST_ENTRIES * settings.UPLOAD_MAX_FILES:  # before the directory is read, which is done whole
        raise too_many(name, entries)
    try:
        with zipfile.ZipFile(file.stream) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > settings.UPLOAD_MAX_FILES:
                raise too_many(name, len(members))
            unpacked = 0
            for member in members:
                path = clean_path(name_of_member(member))
                if is_hidden(path):
                    continue
                content = read_member(archive, member, name)
                unpacked += len(content)
                if unpacked > settings.UPLOAD_MAX_BYTES:
                    told = _("%(name)s unpacks to more than %(most)s bytes. Send it in parts.")
                    raise CannotTakeError(
                        "files", "too_large", told % {"name": name, "most": f"{settings.UPLOAD_MAX_BYTES:,}"}
                    )
                yield path, content
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        told = _("%(name)s cannot be unpacked (%(error)s). Pack it again, as a plain zip without a password.")
        raise CannotTakeError("files", "bad_zip", told % {"name": name, "error": error}) from None


def count_entries(stream: BinaryIO) -> int:
    """How many entries the directory of a zip archive can have at most: each begins with the same four bytes."""
    found, end = 0, b""
    stream.seek(0)
    while chunk := stream.read(CHUNK):
        found += (end + chunk).count(ENTRY)
        end = (end + chunk)[1 - len(ENTRY) :]
    stream.seek(0)
    return found


def too_many(name: str, count: int) -> CannotTakeError:
    told = _("%(name)s holds %(count)s files, and at most %(most)s are taken at once. Send it in parts.")
    return CannotTakeError(
        "files", "too_many", told % {"name": name, "count": count, "most": settings.UPLOAD_MAX_FILES}
    )


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """One file of a zip archive, refused as soon as it turns out to be a bomb."""
    if member.flag_bits & 1:
        told = _("%(name)s is locked with a password. Pack it again without one.")
        raise CannotTakeError("files", "bad_zip", told % {"name": name})
    kept = io.BytesIO()
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK):
            kept.write(chunk)
            length = kept.tell()
            burst = length > CHUNK and length > MOST_SHRUNK * max(member.compress_size, 1)
            if burst or length > settings.IMPORT_MAX_BYTES:
                told = _("%(name)s: %(member)s unpacks to far more than a page. Leave it out.")
                raise CannotTakeError(
                    "files", "too_large", told % {"name": name, "member": clean_path(name_of_member(member))}
                )
    return kept.getvalue()


def name_of_member(member: zipfile.ZipInfo) -> str:
    """The member's name. Packers on Chinese Windows write GBK and do not say so; Python takes it for code page 437."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


# Names ----------------------------------------------------------------------------------------------------------------


def clean_path(name: str) -> str:
    """A name as text that can be stored and shown: no way up or to a drive, no control or direction marks.

    Nothing is ever written under it; the name only tells a person, and a name pattern, which page this is.
    """
    readable = "".join("�" if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn") else sign for sign in name)
    parts = [part.strip() for part in readable.replace("\\", "/").split("/")]
    kept = [part for part in parts if part not in ("", ".", "..") and not part.endswith(":")]
    return "/".join(kept)[-NAME_LENGTH:] or _("without a name")


def is_hidden(path: str) -> bool:
    """What the command passes by too: names that begin with a dot, and what systems leave in zip archives."""
    return any(part.startswith(".") or part in NOT_PAGES for part in path.split("/"))


def name_apart(name: str, taken: set[str]) -> str:
    """The name, with a number where another file of the run has it already."""
    own, number = name, 2
    path = PurePosixPath(name)
    while own in taken:
        tail = f" ({number}){path.suffix}"
        own = name.removesuffix(path.suffix)[: NAME_LENGTH - len(tail)] + tail
        number += 1
    return own
