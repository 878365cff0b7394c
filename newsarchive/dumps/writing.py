"""The archive into a folder or a tar file, as it stood at one moment, however long that takes."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction

from newsarchive.dumps.tables import describe_columns, find_tables, name_of, read_lines, read_schema

FORMAT = 1
MANIFEST = "manifest.json"
PACKED = (".tar", ".tar.gz", ".tgz")


class DumpError(Exception):
    """A dump cannot be written or loaded; the message says why, and what to do."""


def dump_archive(target: Path, show: Callable[[str], None] = lambda name: None) -> dict[str, Any]:
    """Write the whole archive to a new folder, or a tar file if the name ends so. Gives back the manifest.

    Raises DumpError where something is there already.
    """
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise DumpError(f"{target} is there already; name a new folder or file")
    if not target.parent.is_dir():
        raise DumpError(f"{target.parent} is no folder; make it first")
    if not target.name.endswith(PACKED):
        target.mkdir(mode=0o700, exist_ok=True)  # the hashes of passwords are in it
        return write_folder(target, show)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".dump-") as folder:
        manifest = write_folder(Path(folder), show)
        pack(Path(folder), target)
    return manifest


def write_folder(folder: Path, show: Callable[[str], None]) -> dict[str, Any]:
    """One file a table, and last the manifest: a dump without one was not finished."""
    files = {}
    with one_moment():
        for table in find_tables():
            show(name_of(table))
            written = write_table(read_lines(table), folder / name_of(table))
            files[name_of(table)] = {**written, "columns": describe_columns(table)}
        manifest = {"format": FORMAT, "schema": read_schema(), "files": files}
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return manifest


def write_table(lines: Iterator[bytes], path: Path) -> dict[str, Any]:
    """The lines into a file: how many there were, how many bytes, and their checksum."""
    digest, rows, size = hashlib.sha256(), 0, 0
    with path.open("wb") as file:
        for line in lines:
            file.write(line)
            digest.update(line)
            rows, size = rows + 1, size + len(line)
    return {"rows": rows, "bytes": size, "sha256": digest.hexdigest()}


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that sees the database as it is now, and lets others write meanwhile."""
    mode = getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        mode, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode


def pack(folder: Path, target: Path) -> None:
    """The folder's files in a tar file that is the same whenever and by whomever it is made."""
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with open(unfinished, "wb", opener=partial(os.open, mode=0o600)) as raw:
            if target.name.endswith(".tar"):
                write_tar(folder, raw)
            else:
                with gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as packed:
                    write_tar(folder, packed)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def write_tar(folder: Path, file: IO[bytes]) -> None:
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for path in sorted(folder.iterdir()):
            member = tarfile.TarInfo(path.name)
            member.size = path.stat().st_size
            with path.open("rb") as content:
                tar.addfile(member, content)
