"""A dump into an empty archive. Everything is checked before the first row is written, and again when all are in."""

from __future__ import annotations

import hashlib
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from articles.statistics import renew_statistics
from newsarchive.dumps.tables import (
    AT_ONCE,
    Table,
    columns_of,
    find_tables,
    keys_elsewhere,
    name_of,
    read_lines,
    read_schema,
)
from newsarchive.dumps.writing import FORMAT, MANIFEST, PACKED, DumpError

# What an empty archive may have: the groups of its migrations, and what triggers noted. The dump's take their place.
OF_ITSELF = ("auth.group", "auth.group_permissions", "articles.change")

Open = Callable[[str], IO[bytes]]


def load_archive(source: Path, show: Callable[[str], None] = lambda name: None) -> dict[str, Any]:
    """Load a dump into this archive, which must be migrated and empty. Gives back the dump's manifest.

    Raises DumpError, and then the archive is as it was.
    """
    with open_dump(source) as (names, open_file):
        manifest = read_manifest(source, open_file)
        check_schema(manifest)
        check_files(manifest, names, open_file)
        check_empty()
        with transaction.atomic():
            for table in find_tables():
                show(name_of(table))
                empty(table)  # of what migrations put there, and triggers when another table was loaded
                load_table(table, open_file)
            for table in find_tables():
                settle_table(table, manifest, open_file)
            reset_sequences()
        renew_statistics()
    return manifest


@contextmanager
def open_dump(source: Path) -> Iterator[tuple[set[str], Open]]:
    """The names of the dump's files, and how each is opened; nothing is unpacked to the disk."""
    if not source.exists():
        raise DumpError(f"{source} is not there")
    if source.is_dir():
        yield {path.name for path in source.iterdir()}, lambda name: (source / name).open("rb")
        return
    if not source.name.endswith(PACKED):
        raise DumpError(f"{source} is no dump: neither a folder nor called {', '.join(PACKED)}")
    try:
        with tarfile.open(source) as tar:
            members = {member.name: member for member in tar.getmembers() if member.isfile()}
            yield set(members), lambda name: tar.extractfile(members[name])  # type: ignore[return-value]
    except (tarfile.TarError, EOFError, OSError) as error:
        raise DumpError(f"{source} is damaged and cannot be unpacked: {error}; take another copy of it") from None


def read_manifest(source: Path, open_file: Open) -> dict[str, Any]:
    try:
        with open_file(MANIFEST) as file:
            manifest: dict[str, Any] = json.load(file)
        known = manifest["format"], manifest["schema"], manifest["files"]
    except (OSError, KeyError):
        raise DumpError(f"{source} has no good {MANIFEST}: it is no dump, or one that was not finished") from None
    except ValueError:
        raise DumpError(f"{MANIFEST} is damaged; take another copy of the dump") from None
    if known[0] != FORMAT:
        raise DumpError(f"the dump has format {known[0]}, here {FORMAT} is read; load it with the version that made it")
    return manifest


def check_schema(manifest: dict[str, Any]) -> None:
    """The dump's tables must be those of this archive, column for column."""
    here = read_schema()
    if manifest["schema"] == here:
        return
    for app in sorted({*here, *manifest["schema"]}):
        theirs, ours = manifest["schema"].get(app, []), here.get(app, [])
        if theirs != ours:
            told = f"{app} {theirs[-1] if theirs else 'none'}, here it is {ours[-1] if ours else 'none'}"
            break
    raise DumpError(
        f"the dump was made with other tables (last migration of {told}); "
        "load it with the version that made it, then update that archive"
    )


def check_files(manifest: dict[str, Any], names: set[str], open_file: Open) -> None:
    """Each file is there, as long as it was, and with its checksum."""
    expected = {name_of(table) for table in find_tables()}
    for name in sorted(expected | set(manifest["files"])):
        if name not in names or name not in expected or name not in manifest["files"]:
            raise DumpError(f"{name} is missing, or is of a table that is not here; take another copy of the dump")
        told = manifest["files"][name]
        with open_file(name) as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
        if digest != told["sha256"]:
            raise DumpError(f"{name} is damaged: its checksum is not the manifest's; take another copy of the dump")


def check_empty() -> None:
    labels = [(table._meta.label_lower, table) for table in find_tables()]
    full = [label for label, table in labels if label not in OF_ITSELF and table._base_manager.exists()]
    if full:
        raise DumpError(
            f"the archive is not empty: there are rows in {', '.join(full)}. Load into a new database "
            "that was only migrated"
        )


def empty(table: Table) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {connection.ops.quote_name(table._meta.db_table)}")


def load_table(table: Table, open_file: Open) -> None:
    """Every row of the table's file, as it was: no column is set anew, no signal sent."""
    fields = columns_of(table)
    others = {
        name: {tuple(key): pk for pk, key in keys.items() if key is not None}
        for name, keys in keys_elsewhere(fields).items()
    }
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(table._meta.db_table)} ({columns}) VALUES ({marks})"
    with open_file(name_of(table)) as file, connection.cursor() as cursor:
        while lines := list(islice(file, AT_ONCE)):
            cursor.executemany(insert, [read_row(json.loads(line), fields, others) for line in lines])


def read_row(told: dict[str, Any], fields: list[models.Field], others: dict[str, dict[Any, int]]) -> list[Any]:
    """A line's values as the database takes them."""
    row = []
    for field in fields:
        value = told[field.attname]
        if field.attname in others and value is not None:
            value = others[field.attname][tuple(value)]
        elif not isinstance(field, models.JSONField):
            value = field.to_python(value)
        row.append(field.get_db_prep_save(value, connection))
    return row


def settle_table(table: Table, manifest: dict[str, Any], open_file: Open) -> None:
    """Hold the table against the dump. What triggers wrote into it while others were loaded is put right."""
    wanted = manifest["files"][name_of(table)]["sha256"]
    for again in (False, True):
        digest = hashlib.sha256()
        for line in read_lines(table):
            digest.update(line)
        if digest.hexdigest() == wanted:
            return
        if not again:
            empty(table)
            load_table(table, open_file)
    raise DumpError(f"{name_of(table)} was not restored as it was dumped; nothing was loaded. Please report this")


def reset_sequences() -> None:
    """New rows get numbers after those that were loaded."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), find_tables()):
            cursor.execute(statement)
